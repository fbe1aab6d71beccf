"""English sentences of the verbs that write traces down and read them back."""

SENTENCES: dict[str, str] = {
    "cli.help_export": "write a lesson down: as a trace, a page, a picture, a script",
    "cli.describe_export": (
        "Write the steps of a lesson, or of a trace that was written before, into a file.\n"
        "Every number is the reading rule's. What stands there already is replaced with\n"
        "--force alone."
    ),
    "cli.examples_export": (
        "convtutor export padding --format json\n"
        "convtutor export padding --format jsonl -o - | head -n 3\n"
        "convtutor export stride --example 2 --from 'output[0,0]' --to 'output[1,1]' -o a.json\n"
        "convtutor export --list"
    ),
    "cli.help_replay": "step through a trace that was written down",
    "cli.describe_replay": (
        "Open a trace like a lesson: its numbers are those of the file. Neither the lesson\n"
        "nor torch is needed."
    ),
    "cli.examples_replay": (
        "convtutor replay padding.json\n"
        "convtutor replay padding.json --at 'output[1,1]'\n"
        "convtutor replay padding.jsonl --play"
    ),
    "cli.help_diff": "say where two traces part",
    "cli.describe_diff": (
        "Hold two traces against each other, place by place. The exit code is 1 where they\n"
        "differ, 0 where every step is the same."
    ),
    "cli.examples_diff": (
        "convtutor diff before.json after.json\nconvtutor diff stride-1.json stride-2.json --json"
    ),
    "cli.help_schema": "print the JSON Schema of a trace",
    "cli.describe_schema": "Print the JSON Schema (2020-12) of a document that convtutor writes.",
    "cli.examples_schema": "convtutor schema trace > trace.schema.json",
    "cli.help_trace_file": "a trace, as `convtutor export` writes it (json or jsonl)",
    "cli.help_second_trace": "the trace to hold against it",
    "cli.help_schema_name": "what is described",
    "cli.help_export_name": "a lesson by its name, a lesson file, or a trace",
    "cli.help_format": "one of those that --list names; else told by the suffix of FILE",
    "cli.help_output": "where to; - for the standard output, else NAME with the format's suffix",
    "cli.help_from": "the first place that is taken, such as 'output[0,0]' (of one example)",
    "cli.help_to": "the last place that is taken",
    "cli.help_level": "how fine: every tap, every element, or the last element of each channel",
    "cli.help_cast_version": "of the format cast: which version of asciicast, 3 unless given",
    "cli.help_force": "replace a file that is there already",
    "cli.help_list_formats": "list the formats",
}
