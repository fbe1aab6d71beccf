"""Chinese sentences about `verify`: shards, merged reports, progress; keys begin with "verify."."""

SENTENCES: dict[str, str] = {
    "verify.both": "verify：请写出课名，或用 --all；现在两者都有",
    "verify.neither": "verify：请写出课名，或用 --all；现在两者都没有",
    "verify.alone": "verify：{option} 不能与 {other} 合用",
    # ------------------------------------------------------------ counts
    "verify.arrays": "数组 {count} 个：{ways}",
    "verify.arrays.exact": "逐位相等 {count} 个",
    "verify.arrays.within_bound": "在误差界之内 {count} 个",
    "verify.arrays.measured": "在实测范围之内 {count} 个",
    "verify.arrays.differ": "不一致 {count} 个",
    "verify.arrays.not_checked": "未核对 {count} 个",
    "verify.between": "，",
    # ------------------------------------------------------------ progress
    "verify.left_s": "还需 {seconds} 秒",
    "verify.left_min": "还需 {minutes} 分 {seconds} 秒",
    # ------------------------------------------------------------ shards
    "verify.shard": "第 {number} 片，共 {of} 片；所有片合计 {all} 个例子",
    "verify.bad_shard": (
        "verify：--shard 应为 i/n，例如 3/8，其中 i 从 1 到 n，n 不超过 {most}；得到的是 '{got}'"
    ),
    "verify.nothing": "这里没有例子：例子比片少。",
    # ------------------------------------------------------------ merging
    "verify.merge.foreign": (
        "{path}：{where}：应为 {wanted}，得到的是 {got}；请合并 `convtutor verify --shard i/n "
        "--json` 打印的文档"
    ),
    "verify.merge.no_json": "{path}：不是 JSON 文档（{reason}）；请重新运行这一片",
    "verify.merge.too_large": "{path}：大于 {most} MiB，一片的文档不会这么大",
    "verify.merge.schema": "{path}：应为 schema {wanted}，版本 {version}；得到的是 {got}",
    "verify.merge.no_shard": "{path}：是整次核对的文档，不是其中一片；没有可合并的内容",
    "verify.merge.version": (
        "{path}：由 convtutor {got} 写成，这里是 {wanted}；请用同一版本运行所有片"
    ),
    "verify.merge.torch": (
        "{path}：与 torch {got} 比较，而 {first} 与 torch {wanted} 比较；请用同一版本运行所有片"
    ),
    "verify.merge.device": (
        "{path}：以 --device {got} 运行，而 {first} 以 --device {wanted} 运行；"
        "所有片的运行方式应相同"
    ),
    "verify.merge.count": "{path}：是 {got} 片之一，而 {first} 是 {wanted} 片之一；应为同一种划分",
    "verify.merge.lesson": (
        "{path}：{lesson} 这一课与 {first} 的不同；请用同样的课程运行所有片"
    ),
    "verify.merge.double": "{path}：是第 {number} 片，共 {of} 片，与 {first} 重复；每片只给一次",
    "verify.merge.missing": "共 {of} 片，缺少第 {numbers} 片",
    "verify.merge.incomplete": (
        "{path}：{lesson}，例 {number}：应在各片中出现一次，实际出现 {count} 次；请重新运行各片"
    ),
}
