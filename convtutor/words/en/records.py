"""English sentences about traces that are written down and read back."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ formats
    "records.json": "the canonical trace: every step with its reads, one JSON document",
    "records.jsonl": "the same as lines: the head, a step a line, the arrays",
    "records.html": "a page that plays the lesson, without a network",
    "records.md": "the lesson as a document: its words, every array, and how each element is made",
    "records.npz": "the arrays alone, for NumPy",
    "records.csv": "a table, one row a tap",
    "records.txt": "plain text, as `lesson --play` prints it",
    "records.svg": "a drawing of the step at --from, or of the steps up to --to",
    "records.cast": "a recording of the terminal (asciicast 3, or 2), one event a step",
    "records.gif": "a moving picture, a frame a step (needs Pillow; in English)",
    "records.more_elements": "... and {count} more",
    # ------------------------------------------------------------ code that computes it again
    "records.py": "a script: the arrays, every loop in NumPy, the torch layers; prints what agrees",
    "records.ipynb": "a notebook whose cells compute it again in NumPy and in torch",
    "records.code.notebook": (
        "Every array is computed again with loops and, where PyTorch is installed, by its layers; "
        "= says that it is equal, ~ that it agrees within rounding."
    ),
    "records.code.different": "{by}: {name}{at}: {made}, the lesson has {wanted}: DIFFERENT",
    "records.code.rounded": "{by}: {name}: agrees within rounding ({most})",
    "records.code.equal": "{by}: {name}: equal",
    "records.code.no_torch": "PyTorch is not installed; its layers were not run.",
    "records.code.mistaken": "This example makes a mistake on purpose; PyTorch makes none.",
    "records.code.agreed": "Everything that was computed agrees.",
    "records.code.apart": "{count} arrays are DIFFERENT.",
    # ------------------------------------------------------------ writing
    "records.no_lesson": "export: name a lesson or a trace; `convtutor list` names the lessons",
    "records.no_format": "export: name the format with --format; there are {known}",
    "records.unknown_format": "export: there is no format {format!r}; there are {known}{hint}",
    "records.needs": (
        "export: the format {format} needs the package {package}; install convtutor[images], or "
        "the package itself"
    ),
    "records.trace_is_cut": (
        "export: a trace is written again as it is; --example, --from, --to and --level belong to "
        "a lesson"
    ),
    "records.one_example": "export: --from and --to are places of one example; add --example N",
    "records.backwards": "export: {last} comes before {first}; --from names the earlier place",
    "records.no_cast": "export: --cast-version belongs to the format cast, not to {format}",
    "records.too_many_frames": (
        "export: {count} frames are too many for a GIF, which holds {most}; take one --example, or "
        "a part of it with --from and --to, or --level channel"
    ),
    "records.written": "Wrote {path} ({format}, {size}).",
    "records.writing": "writing step {step} of {count}",
    "records.is_there": "{path}: is there already and stays as it is; --force overwrites it",
    "records.no_file": "{path}: is no regular file; name another, or - for standard output",
    "records.not_written": "{path}: cannot be written: {reason}",
    # ------------------------------------------------------------ verifying
    "records.verifying": "computing step {step} of {count} again",
    "records.apart": "verify: {trace} is a trace, {lesson} a lesson; give traces alone",
    "records.verified": "{path}: all {count} steps are those of the engine, bit for bit.",
    "records.parting": (
        "{path}: example {example}: {place}: {what}: the engine has {ours}, the file {theirs}"
    ),
    "records.no_further": "No further than these {count}.",
    "records.mistaken": (
        "The trace is one of a mistake ({mistakes}); torch makes none, so it was not asked."
    ),
    # ------------------------------------------------------------ two traces
    "records.setting": "   example {example}: {path}: A has {first}, B has {second}",
    "records.same": "All {count} steps are the same.",
    "records.first_parted": "They part first at {place} of example {example}:",
    "records.no_such_place": "has no such place",
    "records.counted": "Equal: {equal} steps. Different: {parted}.",
}
