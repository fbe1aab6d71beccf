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
    "cli.help_explore": "step through one layer of your own, at any sizes and settings",
    "cli.help_solve": "find the settings that lead from one size to another",
    "cli.help_list": "list the lessons",
    "cli.help_verify": "compare lessons with torch, number by number",
    "cli.help_check": "look for faults in lesson files",
    "cli.help_new": "write a lesson file to begin from",
    "cli.help_progress": "show what you did and answered, hand it on, put a lesson away",
    "cli.help_class": "count the mistakes of a class from exported records",
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
    "cli.describe_progress": (
        "Show what is kept of you, a line a lesson: examples done, answers right, which\n"
        "mistakes came up, what is due today. --export writes it to a file and --import\n"
        "adds such a file to it, as often as you like; settings and places stay here.\n"
        "`reset LESSON` puts away all that is kept of a lesson, `undo` brings back what\n"
        "the last reset put away."
    ),
    "cli.describe_class": (
        "Count the mistakes of a class by question from the files that its learners wrote\n"
        "with `convtutor progress --export`, and name the command that shows the\n"
        "commonest. Files that share an answer are of one learner."
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
    "cli.examples_progress": (
        "convtutor progress\n"
        "convtutor progress --export record.json\n"
        "convtutor progress --import record.json\n"
        "convtutor progress reset padding\n"
        "convtutor progress undo"
    ),
    "cli.examples_class": "convtutor class ana.json ben.json\nconvtutor class ana.json --json",
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
    "cli.help_progress_action": "put a lesson away, or bring back what was put away last",
    "cli.help_progress_lesson": "the id of the lesson to put away",
    "cli.help_yes": "of reset: do not ask",
    "cli.help_export": "write what is kept to a file; - is standard output",
    "cli.help_force": "of --export: overwrite a file that is there",
    "cli.help_import": "add what a file holds that is not here yet",
    "cli.help_class_files": "files written by `convtutor progress --export`",
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
    # explore and solve
    "cli.describe_explore": (
        "Open one layer of your own like a lesson: the same screen, forward and backward,\n"
        "and torch. Its numbers are small whole ones unless --values, --kernel or --image\n"
        "say otherwise. SIZE is one number for all axes, or two, rows by columns; so are\n"
        "the settings. Everything can be changed inside: set conv1.padding = 1."
    ),
    "cli.describe_solve": (
        "Find every whole-number setting that makes an output of a size from an input of\n"
        "a size; with only one of the two sizes, find the other as well. Give what is\n"
        "fixed (3), limit what is open (1..5), or leave it out: then kernel_size is\n"
        "looked through from 1 to 11 and no longer than the input (a pool's from 2),\n"
        "stride from 1 to 4 (both up to the ratio of the sizes where that is more, 32 at\n"
        "most), padding from 0 to k_eff - 1 with k_eff = d(k - 1) + 1 (of a pool to half\n"
        "the kernel, as torch refuses more), output_padding as far as torch takes it;\n"
        "dilation is 1 unless it is given, and 1 to 4 for any. Two sizes, 224x200, are\n"
        "rows and columns, and a setting is the same on both unless written 3x5. The\n"
        "usual answers come first. Ends in 0, in 4 when there is no answer."
    ),
    "cli.examples_explore": (
        "convtutor explore conv2d --input 7x7 --kernel-size 3 --stride 2 --padding 1\n"
        "convtutor explore conv2d --kernel '[[1,0,-1],[2,0,-2],[1,0,-1]]' --image photo.png\n"
        "convtutor explore conv_transpose2d --input 3x4 --stride 2 --plain\n"
        "convtutor explore max_pool2d --input 28 --at 'output[1,2]'"
    ),
    "cli.examples_solve": (
        "convtutor solve conv2d --in 224 --out 112\n"
        "convtutor solve conv2d --in 224 --kernel-size 7 --stride 2 --padding 3\n"
        "convtutor solve max_pool2d --in 57x40 --out 28x20 --json\n"
        "convtutor solve conv_transpose2d --in 7 --out 14 --kernel-size 2..5"
    ),
    "cli.help_operator": (
        "conv2d, conv_transpose2d, max_pool2d, avg_pool2d, or their 1d twins; explore takes "
        "adaptive_avg_pool2d and adaptive_max_pool2d as well"
    ),
    "cli.help_size_in": "the length of the input, such as 224, or 224x200",
    "cli.help_size_out": "the length of the output",
    "cli.help_solve_kernel_size": "the kernel: 3, 1..5, 3x5",
    "cli.help_solve_stride": "the stride",
    "cli.help_solve_padding": "the padding on either side",
    "cli.help_solve_output_padding": "of a transposed convolution: what is added at the end",
    "cli.help_solve_dilation": "how far apart the taps are; 1 unless given",
    "cli.help_ceil_mode": "of a pool: a last window may hang over the end",
    "cli.help_most": "show so many answers, 20 unless given",
    "cli.help_input": "the size of the input, 7 unless given; a picture is resized to it",
    "cli.help_image": "take the input from a picture (needs Pillow) or a .npy array",
    "cli.help_kernel_size": "the kernel; 3, of a pool 2, unless given",
    "cli.help_stride": "the stride; 1, of a pool its kernel, unless given",
    "cli.help_padding": "the padding on either side; of a convolution same and valid as well",
    "cli.help_output_padding": "of a transposed convolution: what is added at the end",
    "cli.help_dilation": "how far apart the taps are",
    "cli.help_padding_mode": "of a convolution: zeros, reflect, replicate or circular",
    "cli.help_groups": "in how many groups the channels go",
    "cli.help_in_channels": "the channels of the input; 3 reads a picture's colours",
    "cli.help_out_channels": "the channels of the output",
    "cli.help_bias": "with a bias, as torch has it unless told otherwise, or without",
    "cli.help_count_include_pad": "of an average pool: whether padding counts in the mean",
    "cli.help_output_size": "of an adaptive pool: the size of the output, 2 unless given",
    "cli.help_kernel": "the kernel itself, as lists: [[1,0,-1],[2,0,-2],[1,0,-1]]",
    "cli.help_values": "small whole numbers, 0, 1, 2, ..., or numbers of two decimals",
    "cli.help_seed": "what the numbers are drawn from, 0 unless given",
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
    "cli.play_alone": "convtutor {verb}: --play prints everything and does not go with {other}",
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
