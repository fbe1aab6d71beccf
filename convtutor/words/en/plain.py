"""English sentences about the line mode; keys begin with "plain."."""

SENTENCES: dict[str, str] = {
    # headings
    "plain.lesson_title": "{id}: {title}",
    "plain.example_title": "Example {number} of {count}: {title}",
    "plain.pass_title": "{layer} {direction}: {array}, {shape}",
    "plain.forward": "forward",
    "plain.backward": "backward",
    "plain.hint": "n is the next step, s looks inside, help lists all commands, q quits.",
    # positions
    "plain.at_start": "Start of example {example}: nothing is made yet, {place} comes first.",
    "plain.sum_of": "{value}, the sum of {count} terms",
    "plain.largest_of": "{value}, the largest of {count}",
    "plain.finished": "; {written} = {value}",
    "plain.unread": "{value}, nothing reads it",
    "plain.finishes": "; that finishes {array}",
    "plain.blocked_term": "{term} blocked",
    "plain.padding_one": " ({count} of {total} reads is padding)",
    "plain.padding_many": " ({count} of {total} reads are padding)",
    "plain.beyond_one": " ({count} of {total} reads is outside the input)",
    "plain.beyond_many": " ({count} of {total} reads are outside the input)",
    "plain.blocked_many": " ({count} of {total} gradients are blocked)",
    "plain.tap": "{place} tap {number} of {total}",
    "plain.tap_outside": "{place} tap {number} of {total} (padding)",
    "plain.sum_product": "{head}: {factors} = {product}, sum {before} + {product} = {after}",
    "plain.sum_read": "{head}: {array} {product}, sum {before} + {product} = {after}",
    "plain.sum_blocked": "{head}: {array} {factors} is blocked, sum {before} + 0 = {after}",
    "plain.max_taken": "{head}: {factors}, largest so far {after}",
    "plain.max_kept": "{head}: {factors}, largest stays {after}",
    "plain.done_channel": "{array} channel {channel} is finished, {count} elements",
    "plain.done_pass": "{array} is finished, {count} elements",
    "plain.done_layer": "{layer} {direction} is finished, {count} elements",
    "plain.done_repeat": "a whole training step is finished, {count} elements",
    "plain.done_network": "everything is finished, forward and backward, {count} elements",
    "plain.level_now": "Moves now go by {level}.",
    "plain.level_tap": "tap",
    "plain.level_element": "element",
    "plain.level_channel": "channel",
    "plain.level_pass": "pass",
    "plain.level_layer": "layer",
    "plain.level_repeat": "training step",
    "plain.level_network": "network",
    # moves that lead nowhere
    "plain.at_end": "This is the end of example {number}.",
    "plain.at_end_next": "This is the end of example {number}; `example {next}` goes on.",
    "plain.at_begin": "This is the start of example {number}; nothing comes before it.",
    "plain.nothing_inside": "Nothing was read here, so there is nothing to look into.",
    "plain.nothing_around": "Everything is the largest unit; nothing lies around it.",
    # arrays
    "plain.one_number": "one number",
    "plain.array_whole": "{name}, {shape}",
    "plain.array_made": "{name}, {shape}, {made} of {count} made",
    "plain.cut_plane": (
        "(rows 0-{last_row} of {rows}, columns 0-{last_column} of {columns}; "
        "print NAME[i,j] shows any element)"
    ),
    "plain.cut_planes": "({shown} of {count} planes; print NAME[c,i,j] shows any element)",
    "plain.value_running": "{place} = {value} so far, after tap {number} of {total}",
    "plain.value_pending": "{place} is not made yet",
    "plain.no_name": "{text!r} is no name of an array; write one like output or output[0,1]",
    "plain.no_array": "no array here is named {name!r}{hint}; there are {names}",
    "plain.several_arrays": "{name} is made by several layers; say which: {names}",
    # where one stands
    "plain.where_count": "{count}, moves go by {level}",
    "plain.reads": "reads {reads}",
    "plain.runs": "runs {line}   {value}",
    "plain.read_copy": "{place} in the padding, a copy of {source} = {value}",
    "plain.read_padding": "{place} in the padding = {value}",
    "plain.read_beyond": "{place} beyond the input = {value}",
    # refusals
    "plain.no_command": "{word} is no command; help lists all commands",
    "plain.no_command_near": "{word} is no command; did you mean '{nearest}'?",
    "plain.ambiguous": "{word} is the beginning of {names}; type more of it",
    "plain.takes_nothing": "{command} takes nothing behind it, got {got}",
    "plain.takes_number": "{command} takes a number from 1 to {most}, got {got}",
    "plain.needs_change": "{command} needs what is to be changed "
    "and its value: {command} conv1.padding 1",
    "plain.needs_place": "{command} needs a place, for example: {command} output[0,1]",
    "plain.needs_level": "{command} needs a level: {command} pass",
    "plain.needs_numbers": "{command} needs numbers: {command} 1 5",
    "plain.needs_name": "{command} needs a name, for example: {command} output",
    "plain.no_example": "{lesson} has examples 1 to {count}, got {number}",
    # torch
    "plain.torch_title": "torch",
    "plain.torch_example": "example {number}: ",
    # help
    "plain.help_title": "Commands, with their short forms. An empty line repeats the last move.",
    "plain.help_step": "look inside what was just made, down to its products; there, the next one",
    "plain.help_next": "the next thing at this level; `next 5` does five",
    "plain.help_finish": "finish what lies around, one level up",
    "plain.help_continue": "on to the next breakpoint; where none is set, to the end of this pass",
    "plain.help_reverse_step": "look inside from the end; at a product, take it back",
    "plain.help_reverse_next": "take back the last thing at this level",
    "plain.help_reverse_finish": "go before what lies around began, one level up",
    "plain.help_goto": "go to a place: output[2,0], grad_weight[0,1].tap[3], conv1.output",
    "plain.help_print": "show an array as it stands, or one element of it: output, output[2,0]",
    "plain.help_where": "where this is: lesson, layer, pass, element, product, and what is read",
    "plain.help_list": "the loops that make this, the line that runs now marked",
    "plain.help_example": "go to an example by its number; without one, this example again",
    "plain.help_set": "change something of this example and compute it anew: set "
    "conv1.padding 1, set conv1.weight[0,1] -1, set input [[1, 2], [3, 4]]",
    "plain.help_reset": "take all changes of this example back",
    "plain.help_hint": "the next hint of a task; after the last one they begin anew",
    "plain.help_why": "the reason behind this example",
    "plain.repeats": "All of this is run {count} times; {name}@1 is {name} the first time.",
    "plain.curve": "Curve: {heading}",
    "plain.curve_step": "step",
    "plain.help_export": "write this example down, such as `export a.html`",
    "plain.needs_file": "{command} needs a file, such as `{command} a.html`",
    "plain.help_predict": "ask before steps that carry news, or stop asking",
    "plain.help_answer": "answer the question that is open",
    "plain.needs_answer": "{command} needs an answer, such as `{command} 19`",
    "plain.help_curves": "the curves of a training run, as far as it has come",
    "plain.help_until": "go on to a place ahead, or to the first breakpoint before it",
    "plain.help_level": "how much a move steps over: network, layer, pass, channel, element, tap",
    "plain.help_reverse_continue": (
        "back to the breakpoint before; where none is set, to before this "
        "pass"
    ),
    "plain.help_break": (
        "stop at a place or where a condition holds: break output[1,2], break if "
        "value < 0, break conv1.output if outside > 0 and row == 0; without one, stop here"
    ),
    "plain.help_tbreak": "the same, for once",
    "plain.help_watch": (
        "stop where an element changes, and list it: watch output[1,2]; without "
        "one, this one"
    ),
    "plain.help_display": "show an array or an element at every stop: display output[1,2]",
    "plain.help_ignore": "pass a breakpoint by: ignore 1 5 passes breakpoint 1 by five times",
    "plain.help_enable": "let breakpoints count again: enable 1 2; without numbers, all",
    "plain.help_disable": "let breakpoints not count: disable 1; without numbers, all",
    "plain.help_delete": "take breakpoints away: delete 1 2; without numbers, all",
    "plain.help_info": (
        "list what is set: info breakpoints, info watchpoints, info display; "
        "without one, all"
    ),
    "plain.help_origin": (
        "who wrote this number: what it is made of, the largest first, back to the "
        "input; origin conv1.grad_weight[0,1]"
    ),
    "plain.help_influence": (
        "the outputs that a cell can reach, and those that move with it now: influence "
        "input[1,2]"
    ),
    "plain.help_field": (
        "the cells that an element can depend on, and those it does now: field "
        "output[1,2]"
    ),
    "plain.help_copy": (
        "the arithmetic of this element alone on a line; copy pytorch: the layer's "
        "line"
    ),
    "plain.help_undo": "take the last change back",
    "plain.help_redo": "make the change again that was taken back",
    "plain.help_torch": "run this example on real torch layers and compare every number",
    "plain.help_help": "this list, or one command: `help goto`",
    "plain.help_quit": "leave",
}
