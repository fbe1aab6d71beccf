"""English sentences about the board of all operators; keys begin with "board."."""

SENTENCES: dict[str, str] = {
    "board.title": "Every operator, forward and backward, as it was computed on this machine",
    "board.columns": (
        "NumPy: the reading rules, the whole-array passes and the loops against one another. CPU "
        "and GPU: torch against NumPy."
    ),
    # ------------------------------------------------------------ what the signs say
    "board.sign.EXACT": "bit for bit",
    "board.sign.TYPICAL": "within the proven bound on rounding",
    "board.sign.MISMATCH": "differs",
    "board.sign.NOT CHECKED": "nobody has run it here",
    "board.sign.TF32": "within the error measured for TF32; no proof stands behind it",
    "board.sign.WINOGRAD": "within the error measured for Winograd; no proof stands behind it",
    "board.sign.blank": "blank: there is no such layer",
    "board.sign.above": "above a sign: more than 1",
    "board.lane.cpu-float32": "float32",
    "board.lane.cpu-float64": "float64",
    "board.lane.cuda-float32": "float32",
    "board.lane.cuda-cudnn": "cuDNN",
    "board.lane.cuda-default": "default",
    "board.lane.cuda-float64": "float64",
    # ------------------------------------------------------------ what differs
    "board.witness.rule": "{place}: the rule gives {one}, the whole-array pass {other}.",
    "board.witness.loops": "{place}: the rule gives {one}, the loops {other}.",
    "board.witness.float32": "{place}: in float64 it is {one}, in float32 {other}.",
    "board.more": "Arrays that differ beyond these: {count}; --json names them all.",
    # ------------------------------------------------------------ what came out
    "board.agree.numpy": (
        "{device}: the rules, the whole-array passes and the loops agree in {count} of {total} "
        "settings."
    ),
    "board.agree": "{device}: torch agrees in {count} of {total} settings, every array of each.",
    "board.differ": "{device}: numbers differ in {count} of {total} settings.",
    "board.unrun": "{device}: not checked in {count} of {total} settings.",
    "board.environment": "{versions}; {devices}; seed {seed}; {seconds} s.",
    "board.kept": "`convtutor doctor` tells it from now on ({path}).",
    "board.not_kept": "Not kept for `convtutor doctor`: {reason}.",
    # ------------------------------------------------------------ what doctor tells
    "board.doctor.nothing": "nothing has been run on this machine",
    "board.doctor.and": ", ",
    "board.doctor.then": "; ",
    "board.doctor.lane": "{lane} {count} of {total}",
    "board.doctor.agree": "operators that agree here: {lanes}",
    "board.doctor.differ": "these differ: {operators}",
    "board.doctor.stale": "run before something changed, and not counted: {operators}",
    "board.doctor.unrun": "not run here: {lanes}",
    "board.doctor.last": "last run {when} UTC with {versions}",
    "board.doctor.remedy": "`convtutor verify --board` runs it.",
}
