"""English sentences about `verify`: shards, merged reports, progress; keys begin with "verify."."""

SENTENCES: dict[str, str] = {
    "verify.both": "verify: name lessons, or give --all; got both",
    "verify.neither": "verify: name lessons, or give --all; got neither",
    "verify.alone": "verify: {option} does not go with {other}",
    # ------------------------------------------------------------ counts
    "verify.arrays": "arrays: {count}; {ways}",
    "verify.arrays.exact": "bit for bit equal: {count}",
    "verify.arrays.within_bound": "within their bound: {count}",
    "verify.arrays.measured": "within a measured rule: {count}",
    "verify.arrays.differ": "differing: {count}",
    "verify.arrays.not_checked": "not checked: {count}",
    "verify.between": ", ",
    # ------------------------------------------------------------ progress
    "verify.left_s": "{seconds} s left",
    "verify.left_min": "{minutes} min {seconds} s left",
    # ------------------------------------------------------------ shards
    "verify.shard": "shard {number} of {of}; examples of all shards: {all}",
    "verify.bad_shard": (
        "verify: --shard: expected i/n, such as 3/8, with i from 1 to n and n at most {most}; "
        "got '{got}'"
    ),
    "verify.nothing": "no examples here: there are fewer of them than shards.",
    # ------------------------------------------------------------ merging
    "verify.merge.foreign": (
        "{path}: {where}: expected {wanted}, got {got}; merge what `convtutor verify --shard i/n "
        "--json` prints"
    ),
    "verify.merge.no_json": (
        "{path}: is no JSON document ({reason}); run its shard again"
    ),
    "verify.merge.too_large": "{path}: is larger than {most} MiB, no shard's document is",
    "verify.merge.schema": (
        "{path}: expected the schema {wanted}, version {version}; got {got}"
    ),
    "verify.merge.no_shard": (
        "{path}: is the document of a whole verification and no shard; there is nothing to merge"
    ),
    "verify.merge.version": (
        "{path}: is of convtutor {got}, this is {wanted}; run all shards with one version"
    ),
    "verify.merge.torch": (
        "{path}: was compared with torch {got}, {first} with torch {wanted}; run all shards with "
        "one version"
    ),
    "verify.merge.device": (
        "{path}: ran with --device {got}, {first} with --device {wanted}; run all shards alike"
    ),
    "verify.merge.count": (
        "{path}: is one of {got} shards, {first} one of {wanted}; run all shards of one split"
    ),
    "verify.merge.lesson": (
        "{path}: the lesson {lesson} is not the same as for {first}; run all shards on the same "
        "lessons"
    ),
    "verify.merge.double": "{path}: is shard {number} of {of}, as {first} is; give each shard once",
    "verify.merge.missing": "shards of {of} that are missing: {numbers}",
    "verify.merge.incomplete": (
        "{path}: {lesson}, example {number}: expected it once among the shards, found {count}; "
        "run the shards again"
    ),
}
