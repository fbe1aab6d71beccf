"""English sentences about the lesson screen; keys begin with "screen."."""

SENTENCES: dict[str, str] = {
    # names of panes and grids
    "screen.kernel": "kernel",
    "screen.quotients": "quotients",
    "screen.products": "products",
    "screen.loops": "loops",
    "screen.size": "size",
    "screen.in_pytorch": "in PyTorch",
    "screen.torch_check": "torch check",
    "screen.this_step": "this step",
    "screen.taps": "taps",
    "screen.column_product": "product",
    "screen.column_sum": "sum",
    "screen.column_largest": "largest",
    # captions
    "screen.padding": "padding {amount}",
    "screen.plane": "plane [{plane}] of {whole}",
    "screen.lost_sign": "~ never read",
    "screen.cut_rows": "rows {first}-{last} of {count}",
    "screen.cut_border": "border cut",
    "screen.cut_columns": "columns {first}-{last} of {count}",
    # breadcrumb and count
    "screen.forward": "forward",
    "screen.backward": "backward",
    "screen.at_start": "start (level {level})",
    "screen.tap_of": "tap {number} of {total}",
    "screen.channel_done": "{array}, channel {channel}",
    "screen.pass_done": "{array}, the whole pass",
    "screen.layer_done": "the whole layer, {direction}",
    "screen.whole_network": "the whole network, forward and backward",
    "screen.count_window": "window {number} of {total}",
    "screen.count_cell": "cell {number} of {total}",
    "screen.paused": "paused",
    "screen.playing": "playing, {speed} a second",
    # levels
    "screen.level_tap": "tap",
    "screen.level_element": "element",
    "screen.level_channel": "channel",
    "screen.level_pass": "pass",
    "screen.level_layer": "layer",
    "screen.level_network": "network",
    # arithmetic
    "screen.sum": "sum",
    "screen.largest": "largest",
    "screen.from_taps": "from {count} taps",
    "screen.from_taps.one": "from 1 tap",
    "screen.taps_to_come": "{count} taps to come",
    "screen.taps_to_come.one": "1 tap to come",
    "screen.blocked_term": "{term} blocked",
    "screen.in_padding": "padding",
    # loops
    "screen.inside": "inside",
    "screen.outside": "outside",
    "screen.open": "open",
    "screen.closed": "blocked",
    "screen.reads_it": "yes",
    "screen.as_loops": "{line}, as loops",
    # size
    "screen.same_size": "no window slides: the size stays {shape}",
    "screen.used_again": "the module {layer}, used again",
    "screen.tensor_grad": "{tensor}.grad, once backward() has run",
    "screen.one_number": "one number",
    "screen.new_size": "no window slides: {inputs} becomes {output}",
    "screen.lost_row": "last row not read",
    "screen.lost_rows": "last {count} rows not read",
    "screen.lost_column": "last column not read",
    "screen.lost_columns": "last {count} columns not read",
    "screen.lost_padding_row": "{count} of the padding rows not read",
    "screen.lost_padding_column": "{count} of the padding columns not read",
    "screen.windows_of": "windows of {longest} cells",
    "screen.windows_of.one": "windows of 1 cell",
    "screen.windows_between": "windows of {shortest} or {longest} cells",
    "screen.windows_from": "window {out} reads {start} to {end}",
    # torch
    "screen.torch_not_run": "not run yet, press ",
    "screen.torch_running": "running, the screen goes on",
    "screen.torch_lane_of": "lane {number} of {count}",
    "screen.torch_more": "{count} more arrays: {verdict}",
    "screen.torch_more.one": "1 more array: {verdict}",
    # narration
    "screen.tell_start": "Nothing is made yet. The first element to be made is {place}.",
    "screen.tell_inside": "The whole window lies inside the input: {count} products make {place}.",
    "screen.tell_inside.one": "The window is one cell inside the input: one product makes {place}.",
    "screen.tell_inside_bias": "The whole window lies inside the input: "
    "{count} products and the bias make {place}.",
    "screen.tell_inside_bias.one": "The window is one cell inside the input: "
    "one product and the bias make {place}.",
    "screen.tell_laid": "Every element of the input lays the whole kernel over the output: "
    "{count} of these products meet at {place}.",
    "screen.tell_laid.one": "Every element of the input lays the whole kernel over the output: "
    "one of these products lies at {place}.",
    "screen.tell_laid_bias": "Every element of the input lays the whole kernel over the output: "
    "{count} of these products meet at {place}, and the bias is added.",
    "screen.tell_laid_bias.one": "Every element of the input lays the whole kernel over the "
    "output: one of these products lies at {place}, and the bias is added.",
    "screen.tell_bare": "No element of the input lays its kernel over {place}, so it is 0.",
    "screen.tell_bare_bias": "No element of the input lays its kernel over {place}, so it is the "
    "bias alone.",
    "screen.tell_outside": "{outside} of the {count} reads for {place} lie in the padding and "
    "count as 0.",
    "screen.tell_outside.one": "1 of the {count} reads for {place} lies in the padding and counts "
    "as 0.",
    "screen.tell_copied": "{outside} of the {count} reads for {place} lie in the padding, "
    "which holds copies of the input.",
    "screen.tell_copied.one": "1 of the {count} reads for {place} lies in the padding, "
    "which holds copies of the input.",
    "screen.tell_nan": "One of the values read is nan, so {place} is nan.",
    "screen.tell_max": "{place} is the largest of the {count} values in the window.",
    "screen.tell_max.one": "{place} is the only value in the window.",
    "screen.tell_max_outside": "{outside} of the {count} places of this window lie outside the "
    "input. They hold minus infinity and never win.",
    "screen.tell_max_outside.one": "1 of the {count} places of this window lies outside the "
    "input. It holds minus infinity and never wins.",
    "screen.tell_tie": "{ties} cells of the window hold {value}. "
    "The first one in reading order wins, and it alone gets the gradient.",
    "screen.tell_kept": "{first} is not below 0, so it passes unchanged.",
    "screen.tell_cut": "{first} is below 0, so {place} becomes 0.",
    "screen.tell_readers": "This cell was read {count} times. Each time the gradient of that "
    "window comes back, times the weight that was used.",
    "screen.tell_readers.one": "This cell was read once. The gradient of that window comes back, "
    "times the weight that was used.",
    "screen.tell_unread": "No window read this cell, so its gradient is 0.",
    "screen.tell_weight": "This weight was used {count} times. "
    "Each use gives the cell it met times the gradient of that window.",
    "screen.tell_weight.one": "This weight was used once. Its gradient is the cell it met times "
    "the gradient of that window.",
    "screen.tell_spread": "This element was laid over {count} cells of the output. Each gives its "
    "upstream gradient times the weight between them.",
    "screen.tell_spread.one": "This element was laid over one cell of the output. Its gradient is "
    "that upstream gradient times the weight between them.",
    "screen.tell_spread_cut": "This element was laid over {count} cells of the output; {cut} more "
    "were cut off by the padding and count as 0.",
    "screen.tell_spread_cut.one": "This element was laid over one cell of the output; {cut} more "
    "were cut off by the padding and count as 0.",
    "screen.tell_bias": "This bias was added {count} times, "
    "so its gradient is the sum of all those upstream gradients.",
    "screen.tell_bias.one": "This bias was added once, so its gradient is that upstream gradient.",
    "screen.tell_gate_open": "The input here was above 0, so the gradient passes unchanged.",
    "screen.tell_gate_closed": "The input here was not above 0, so the gradient is blocked: "
    "{place} is 0.",
    "screen.tell_gate_nan": "The input here was nan, which is not below 0, "
    "so the gradient passes unchanged.",
    "screen.tell_winner": "One window read this cell and chose it, so its gradient comes back.",
    "screen.tell_loser": "One window read this cell and chose another, so no gradient comes back: "
    "{place} is 0.",
    "screen.tell_winners": "{count} windows read this cell and {open} chose it. "
    "Only those send their gradient back.",
    "screen.tell_winners.one": "{count} windows read this cell and one chose it. "
    "Only that one sends its gradient back.",
    "screen.tell_losers": "{count} windows read this cell and none chose it, so {place} is 0.",
    # footer
    "screen.key_next_tap": "next tap",
    "screen.key_next_element": "next window",
    "screen.key_next_cell": "next cell",
    "screen.key_next_channel": "next channel",
    "screen.key_next_pass": "next pass",
    "screen.key_next_layer": "next layer",
    "screen.key_next_network": "to the end",
    "screen.key_back": "back",
    "screen.key_into_tap": "taps",
    "screen.key_into_element": "cells",
    "screen.key_into_channel": "channels",
    "screen.key_into_pass": "passes",
    "screen.key_into_layer": "layers",
    "screen.key_finish_element": "finish window",
    "screen.key_finish_cell": "finish cell",
    "screen.key_finish_channel": "finish channel",
    "screen.key_finish_pass": "finish pass",
    "screen.key_finish_layer": "finish layer",
    "screen.key_finish_network": "finish all",
    "screen.key_play": "play",
    "screen.key_pause": "pause",
    "screen.key_torch": "torch",
    "screen.key_close": "close",
    "screen.key_loops": "loops",
    "screen.key_go_to": "go to",
    "screen.key_example": "example",
    "screen.key_next_example": "next example",
    "screen.key_show": "show that element",
    "screen.key_lane": "lane",
    "screen.key_keys": "keys",
    "screen.key_quit": "quit",
    "screen.key_resume": "resume",
    "screen.key_edit": "edit",
    "screen.key_hint": "hint",
    "screen.key_why": "why",
    "screen.key_reset": "reset",
    "screen.key_theme": "colours",
    # other
    "screen.too_small": "{width}x{height} is too small, 60x18 is needed. "
    "Or: convtutor lesson {lesson} --plain",
    "screen.go_to_hint": "a place such as {place}; enter goes there, escape stays",
    "screen.resume": "You stopped at {place} in example {example}. Enter goes on there.",
    "screen.resume_changed": "The lesson has changed since you stopped at {place} "
    "in example {example}. Enter goes there.",
    "screen.its_start": "its start",
    "screen.no_colour": "NO_COLOR is set, so the screen stays without colours.",
    "screen.speed": "Speed: {speed} steps a second.",
    "screen.at_end": "That was the last step of this example. ] goes to the next one.",
    "screen.last_example": "That was the last step of the lesson. q leaves it.",
    "screen.no_example_before": "This is the first example of the lesson.",
    "screen.no_example_after": "This is the last example of the lesson.",
    "screen.help_title": "keys",
    "screen.help_levels": "levels: tap (one product), element, channel, pass (an array), "
    "layer, network",
    "screen.help_next": "next at this level",
    "screen.help_back": "back at this level",
    "screen.help_into": "into: look inside, one level down (S from the end)",
    "screen.help_out": "finish what lies around, one level up (F to before it)",
    "screen.help_play": "play and pause; + and - change the speed",
    "screen.help_go_to": "go to a place, such as output[1,2] or grad_weight[0,1].tap[2]",
    "screen.help_example": "the example before and the next one",
    "screen.help_ends": "first and last step of this example",
    "screen.help_edit": "change something, such as conv1.padding = 1, and compute anew",
    "screen.help_hint": "the next hint of a task",
    "screen.help_why": "the reason behind this example",
    "screen.help_reset": "take all changes of this example back",
    "screen.help_torch": "run the example on real torch layers; d shows the other lanes",
    "screen.help_loops": "loops in place of the panes below (small screens)",
    "screen.help_theme": "colours: dark, light, none",
    "screen.help_click": "click an output cell to go there",
    "screen.help_quit": "quit; the place is kept",
    "screen.help_more": "any key shows the rest",
    "screen.help_close": "any key closes this page",
}
