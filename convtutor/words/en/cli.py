"""English sentences about the command line; keys begin with "cli."."""

SENTENCES: dict[str, str] = {
    # headings of the help
    "cli.usage": "usage:",
    "cli.arguments": "arguments",
    "cli.options": "options",
    "cli.verbs": "verbs",
    # the program
    "cli.describe_program": (
        "A debugger for convolutional networks: every number of a forward or backward\n"
        "pass, one product at a time, compared with torch."
    ),
    "cli.examples_program": (
        "convtutor                            choose a lesson on the home screen\n"
        "convtutor lesson padding             open the padding lesson\n"
        "convtutor lesson padding --play      print it whole, with torch's verdict\n"
        "convtutor lesson padding --plain     step through it on lines, as in gdb\n"
        "convtutor verify --all               compare every lesson with torch\n"
        "convtutor doctor                     say what there is on this machine"
    ),
    # verbs, in a line
    "cli.help_home": "choose a lesson on the home screen; the same without a verb",
    "cli.help_lesson": "open a lesson",
    "cli.help_list": "list the lessons",
    "cli.help_verify": "compare lessons with torch, number by number",
    "cli.help_check": "look for faults in lesson files",
    "cli.help_new": "write a lesson file to begin from",
    "cli.help_doctor": "say what there is on this machine, and mend its terminal",
    "cli.help_completion": "print the completion script of a shell",
    # verbs, described
    "cli.describe_lesson": (
        "Open a lesson on the screen. Without a terminal, or with --plain, it is stepped\n"
        "through on lines: commands are read from standard input."
    ),
    "cli.describe_home": (
        "Choose a lesson on the home screen: what is done, what is next, where each was\n"
        "left. With a folder, the lessons of that course alone; `convtutor FOLDER` is short\n"
        "for it. CONVTUTOR_LESSONS names folders whose lessons are always listed. Without a\n"
        "terminal the lessons are listed."
    ),
    "cli.describe_list": (
        "List the lessons in their order: what is done, name, length, title, and what each\n"
        "needs. With a folder, the lessons of that course alone. CONVTUTOR_LESSONS names\n"
        "folders whose lessons are always listed."
    ),
    "cli.describe_verify": (
        "Run lessons on real torch.nn layers, forward and backward, and compare every\n"
        "number. Ends in 0 when all agree, 1 when some differ, 4 when something could\n"
        "not be compared. --shard i/n runs one part of n on each of several machines,\n"
        "and --merge makes one report of what they print with --json. With --board,\n"
        "small layers of every operator are drawn, and computed four ways: by the rules,\n"
        "by whole arrays, by the loops, by torch."
    ),
    "cli.describe_check": (
        "Look for faults in lesson files, or in all of a folder: 0 for none, 3 when there\n"
        "are any. All are named at once, with their lines. What a lesson may leave out is\n"
        "told too: passes without words of its own, parts that no example has."
    ),
    "cli.describe_new": (
        "Write NAME.toml, a small lesson with every key explained in comments. It passes\n"
        "`check` and `verify` as it is; nothing that is there is overwritten."
    ),
    "cli.describe_doctor": (
        "Say what there is on this machine: Python, packages, torch and GPUs, the\n"
        "terminal, the lessons, the record, and what of `verify --board` has been run on\n"
        "it. One example is compared with torch."
    ),
    "cli.describe_completion": "Print the completion script of a shell.",
    "cli.examples_lesson": (
        "convtutor lesson padding\n"
        "convtutor lesson padding --example 2 --at 'output[2,0]'\n"
        "convtutor lesson ./my-lesson.toml --watch\n"
        "printf 'n\\nn\\np output\\nt\\nq\\n' | convtutor lesson padding --plain"
    ),
    "cli.examples_home": "convtutor\nconvtutor home --lang zh\nconvtutor home ./my-course",
    "cli.examples_list": "convtutor list\nconvtutor list --json\nconvtutor list ./my-course",
    "cli.examples_verify": (
        "convtutor verify padding\n"
        "convtutor verify --all --device cuda --json\n"
        "convtutor verify --all --shard 3/8 --json > part-3.json\n"
        "convtutor verify --merge part-*.json\n"
        "convtutor verify --board conv2d max_pool2d"
    ),
    "cli.examples_check": (
        "convtutor check my-lesson.toml\nconvtutor check my-course other.toml --json"
    ),
    "cli.examples_new": "convtutor new my-lesson\nconvtutor new my-lesson --in my-course --lang zh",
    "cli.examples_doctor": "convtutor doctor\nconvtutor doctor --reset-terminal",
    "cli.examples_completion": (
        "convtutor completion bash > ~/.local/share/bash-completion/completions/convtutor\n"
        "convtutor completion zsh > ~/.zfunc/_convtutor\n"
        "convtutor completion fish > ~/.config/fish/completions/convtutor.fish"
    ),
    # arguments
    "cli.help_help": "show this help",
    "cli.help_version": "show the version",
    "cli.help_name": "a lesson by its name, or a lesson file",
    "cli.help_names": "lessons by name, lesson files, or folders of them",
    "cli.help_files": "lesson files, or folders of them",
    "cli.help_folder": "a folder of lesson files",
    "cli.help_new_name": "the id of the lesson: small letters, digits and hyphens",
    "cli.help_in": "the folder to write it to, instead of this one",
    "cli.help_shell": "the shell",
    "cli.help_example": "begin at this example; with --play, print only this one",
    "cli.help_at": "begin at a place: output[2,0], grad_weight[0,1].tap[3]",
    "cli.help_play": "print every element, forward and backward, then torch's verdict",
    "cli.help_plain": "step on lines: commands from standard input, a sentence each",
    "cli.help_watch": "read the lesson again whenever its file is saved, and keep the place",
    "cli.help_device": "where torch runs; auto is the CPU, and a GPU where there is one",
    "cli.help_lang": "the language; it is remembered by `lesson`",
    "cli.help_json": "print a JSON document",
    "cli.help_names_only": "print only the names, one a line",
    "cli.help_all": "every lesson",
    "cli.help_shard": (
        "only the i-th of n parts of the examples, such as 3/8, which cost about the same"
    ),
    "cli.help_merge": "make one report of the JSON documents of all shards",
    "cli.help_board": (
        "every operator in every kind of setting, instead of lessons; names are operators then"
    ),
    "cli.help_reset_terminal": (
        "leave every mode that a killed program may have left the terminal in"
    ),
    # refusals
    "cli.refused": "{message}; see {prog} --help",
    "cli.unknown_argument": "{verb}: {word} is no argument of it{hint}",
    "cli.see_help": "; see {prog} --help",
    "cli.unknown_verb": "convtutor: {word} is no verb{hint}",
    "cli.known_verbs": "; there are {verbs}",
    "cli.verb_is_lesson": (
        "convtutor: {name} is no verb but a lesson; did you mean 'convtutor lesson {name}'?"
    ),
    "cli.verb_near_lesson": (
        "convtutor: {word} is no verb; did you mean 'convtutor lesson {name}'?"
    ),
    "cli.play_alone": "convtutor lesson: --play prints everything and does not go with {other}",
    "cli.no_screen": (
        "The lesson screen needs {missing}; going on on lines. To add it: "
        "python -m pip install textual"
    ),
    # lessons
    "cli.minutes": "{minutes} min",
    "cli.done_of": "{done} of {count}",
    "cli.needs": "needs {lessons}",
    "cli.other_lessons": "other lessons",
    "cli.unreadable": "cannot be read",
    "cli.more_problems": "and {count} more; `convtutor check {path}` names them all",
    "cli.has_winner": "{winner} has the same id and is opened by it; this one is opened by its "
    "path, {path}",
    "cli.no_lessons": "there are no lessons here",
    "cli.no_problems": "{path}: no faults found",
    "cli.no_words": "no words of its own: {arrays}, example {number}",
    "cli.no_parts": "parts that no example has: {parts}",
    "cli.next_command": (
        "Open one by its name, as in: convtutor lesson {name}. "
        "All that can be done: convtutor --help"
    ),
    "cli.needs_package": (
        "convtutor: this needs {package}, which is not installed; add it with: {install}"
    ),
    # our own faults
    "cli.own_fault": "convtutor: a fault of its own: {error}",
    "cli.crash_report": "The traceback is in {path}; please send it along when you report this.",
    "cli.terminal_reset": "The terminal is reset.",
    # doctor
    "cli.doctor_program": "convtutor",
    "cli.doctor_python": "Python",
    "cli.doctor_terminal": "terminal",
    "cli.doctor_lessons": "lessons",
    "cli.doctor_record": "record",
    "cli.doctor_proof": "proof",
    "cli.doctor_torch": "torch",
    "cli.doctor_gpu": "GPU",
    "cli.doctor_checked": "checked here",
    "cli.remedy": "remedy: {remedy}",
    "cli.not_installed": "not installed",
    "cli.out_of_range": "{found}, expected at least {least} and below {limit}",
    "cli.needed_for_screen": "The lesson screen needs it, the rest works without.",
    "cli.needed_for_folder": "Without it the record's folder is worked out here.",
    "cli.remedy_package": "Add it with: {install}",
    "cli.remedy_python": "convtutor needs Python 3.11 or newer.",
    "cli.no_term": "TERM is not set",
    "cli.no_size": "standard output is no terminal",
    "cli.remedy_terminal": (
        "The lesson screen needs a terminal at standard input, output and error, and a TERM "
        "other than dumb. `convtutor lesson NAME --plain` works everywhere."
    ),
    "cli.remedy_small": "The lesson screen needs 60x18; make the window larger.",
    "cli.remedy_locale": (
        "Signs are written in ASCII; set LANG to a UTF-8 locale, such as en_US.UTF-8."
    ),
    "cli.lessons_in": "{folder}, lessons: {count}",
    "cli.remedy_lessons": "Install convtutor again.",
    "cli.record_fine": "in order",
    "cli.record_missing": "not begun yet",
    "cli.record_empty": "an empty file",
    "cli.record_not-a-file": "not a file",
    "cli.record_broken": "damaged",
    "cli.record_foreign": "another program's file",
    "cli.record_newer": "written by a newer convtutor, only read",
    "cli.record_locked": "held by another program",
    "cli.record_unreadable": "cannot be read",
    "cli.remedy_record": (
        "A record that cannot be used is moved aside when a lesson is opened; CONVTUTOR_DATA "
        "names another folder."
    ),
    "cli.not_asked": "not asked: {reason}",
    "cli.compared": "{lesson}, example {number}: {said}",
}
