"""English sentences about breakpoints, watched elements and changes; keys begin with "stops."."""

SENTENCES: dict[str, str] = {
    "stops.met": "Breakpoint {number}: {what}",
    "stops.met_once": "Breakpoint {number}, for once: {what}",
    "stops.changed": "Watch {number}: {now}",
    "stops.if": "if {condition}",
    "stops.not_here": "{what}: not in this example",
    "stops.array": "{name}, {shape}, {made} of {count} made",
    "stops.kind_break": "breakpoint",
    "stops.kind_watch": "watched",
    "stops.kind_display": "shown at every stop",
    "stops.disabled": "disabled",
    "stops.temporary": "for once",
    "stops.ignored": "to be passed by: {count}",
    "stops.hits": "met: {count}",
    "stops.away": "not in this example",
    "stops.set": "Breakpoint {number} is set: {what}",
    "stops.set_once": "Breakpoint {number} is set for once: {what}",
    "stops.watched": "Watch {number}: {now}; moves stop where it changes.",
    "stops.none_display": "Nothing is shown at every stop; `display output[0,1]` begins that.",
    "stops.will_ignore": "Stop {number} is passed by from now on; count: {count}",
    "stops.deleted": "Deleted: {numbers}",
    "stops.behind": "{place} does not lie ahead; `goto {place}` goes there, whatever lies between",
    "stops.levels": "there is no level {got!r}; levels: {names}",
    "stops.nothing_to_undo": "there is no change to take back; `set` makes one",
    "stops.nothing_to_redo": "there is no change that was taken back; `undo` takes one back",
    "stops.undone": "The last change is taken back; {count} more can be.",
    "stops.redone": "The change is made again; {count} more can be.",
    "stops.nowhere": (
        "nothing is made yet at the start; name a place, for example: break "
        "output[0,1]"
    ),
    "stops.nowhere_named": (
        "nothing is made yet at the start; name an element, for example: output[0,1]"
    ),
    "stops.one_element": "name one element, such as {name}[0,1]; `print {name}` shows all of it",
    "stops.watch_one": (
        "watch takes one element, for example: watch {name}[0,1]; `print "
        "{name}` shows all of it"
    ),
    "stops.too_many": "there are {most} stops already; `delete` takes some away",
    "stops.none": "There are no breakpoints and nothing is watched; `break output[0,1]` sets one.",
    "stops.no_number": "there is no stop {number}; there are {numbers}",
    "stops.number_wanted": "expected the number of a stop, got {got!r}; `info` lists them",
    "stops.ignore_how": "ignore takes two numbers, a stop's and a count: ignore 1 5",
    "stops.no_topic": "there is no info about {got!r}{hint}",
    "stops.copy_what": "nothing named {got!r} can be copied; there are {names}",
    "stops.none_met": "No breakpoint is met on this way.",
    "stops.interrupted": "Interrupted.",
    "stops.looking": "at step {step} of {count}; Ctrl+C stops here",
}
