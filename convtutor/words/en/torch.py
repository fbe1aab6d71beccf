"""English sentences about the check against torch; keys begin with "torch."."""

SENTENCES: dict[str, str] = {
    "torch.title": "the same layers on real torch.nn, forward and backward",
    "torch.done": "done in {seconds} s",
    "torch.column.array": "array",
    "torch.column.shape": "shape",
    "torch.column.greatest": "greatest difference",
    "torch.column.allowed": "allowed",
    "torch.device.cpu": "CPU",
    "torch.device.cuda": "GPU",
    "torch.checked": "checked",
    "torch.not_checked": "not checked",
    # ------------------------------------------------------------ verdicts
    "torch.verdict.EXACT": "EXACT",
    "torch.verdict.TYPICAL": "TYPICAL",
    "torch.verdict.WITHIN BOUND": "WITHIN BOUND",
    "torch.verdict.WINOGRAD": "WINOGRAD",
    "torch.verdict.TF32": "TF32",
    "torch.verdict.MISMATCH": "MISMATCH",
    "torch.verdict.NOT CHECKED": "not checked",
    "torch.no_difference": "0 in {count} elements",
    "torch.no_difference.one": "0 in 1 element",
    "torch.difference_at": "{size} at [{index}]",
    "torch.other_shape": "shape {shape}",
    # ------------------------------------------------------------ lanes
    "torch.lane.cpu-float32": "float32",
    "torch.lane.cpu-float64": "float64",
    "torch.lane.cuda-float32": "float32, cuDNN off",
    "torch.lane.cuda-cudnn": "float32, cuDNN, deterministic",
    "torch.lane.cuda-default": "float32, torch's defaults",
    "torch.lane.cuda-float64": "float64",
    "torch.lane_on": "{device} {lane}",
    "torch.layer": "alone",
    "torch.network": "end to end",
    # ------------------------------------------------------------ what came out
    "torch.agree.exact": "{agreed} of {total} numbers agree on the {device}, bit for bit.",
    "torch.agree.rounding": "{agreed} of {total} numbers agree on the {device}, within rounding.",
    "torch.agree.measured": (
        "{agreed} of {total} numbers agree on the {device}, as closely as {rule} allows by "
        "measurement; no proof stands behind that."
    ),
    "torch.disagree": "{agreed} of {total} numbers agree on the {device}.",
    "torch.no_room": "Such numbers leave no room for rounding.",
    "torch.difference": "{place}: ours {ours}, torch {torch}. That is no rounding error.",
    "torch.shapes_differ": "{array}: ours has the shape {ours}, torch's has {torch}.",
    "torch.arithmetic": "{place} = {arithmetic}",
    "torch.ties": "tie: windows of {array} in which torch chose another of equal values: {count}.",
    "torch.zero_signs": (
        "zeros of the other sign in torch: {count}; zeros of both signs count as equal."
    ),
    "torch.left_out.drift": (
        "left out: {count}; the rounding of earlier training steps may have grown larger than any "
        "number here."
    ),
    "torch.left_out.kink": (
        "left out: {count}; rounding in an earlier layer may turn which value a maximum or a "
        "ReLU lets through."
    ),
    "torch.left_out.overflow": (
        "left out: {count}; the sums may grow too large for {dtype}."
    ),
    "torch.left_out.undefined": (
        "left out: {count}; whether 0 times inf or NaN is computed there is up to torch."
    ),
    "torch.unchecked": "{device} not checked: {reason}",
    "torch.no_claim": "{reason}; nothing is claimed about it",
    "torch.no_device": "{reason}; take --device cpu, or a machine where torch finds a CUDA device",
    "torch.absent": "torch: not checked. {reason}",
    "torch.overridden": "The environment overrules torch's flags: {overrides}.",
    "torch.printed": "The worker printed: {text}",
    # ------------------------------------------------------------ suspected causes
    "torch.cause.misconception": "Torch's numbers come out with one mistake. {mistake}",
    "torch.cause.axes-swapped": (
        "Torch's numbers come out when rows and columns of {name} change places."
    ),
    "torch.cause.off-by-one": "Torch's numbers come out when {name} is one more or one less.",
    "torch.cause.window-shifted": (
        "Torch's numbers come out when every window begins one cell earlier or later."
    ),
    "torch.cause.tf32": (
        "Torch's numbers come out when the inputs are rounded to TF32, which this lane forbids."
    ),
    "torch.cause.scaled": "Torch's numbers are ours times {factor}.",
    "torch.cause.single-element": "Only this element differs.",
    "torch.cause.chain": (
        "Each layer agrees on its own input; the difference arises on the way through several."
    ),
    # ------------------------------------------------------------ layers not handed to torch
    "torch.refusal.empty-window": (
        "{layer} is not handed to torch: one of its windows holds no element at all, and there "
        "torch's max pooling answers with an index outside the plane and can crash."
    ),
    "torch.refusal.no-output": (
        "{layer} is not handed to torch: its output has no element, and torch has no way back "
        "from that."
    ),
    "torch.refusal.no-layer": (
        "{layer} is not handed to torch: no torch.nn layer is known for its operator."
    ),
    # ------------------------------------------------------------ why something was not checked
    "torch.failure.torch-missing": "torch is not installed here; add it with: {install}",
    "torch.failure.torch-broken": (
        "torch is installed but cannot be loaded ({detail}); install it anew with: "
        "{install} --force-reinstall"
    ),
    "torch.failure.torch-old": (
        "torch {detail} is older than 2.10; update it with: {install} --upgrade"
    ),
    "torch.failure.not-asked": "not asked for",
    "torch.failure.cuda-build": "this torch is built without CUDA",
    "torch.failure.cuda-driver-missing": "no NVIDIA driver here",
    "torch.failure.cuda-driver-old": (
        "the NVIDIA driver is too old for this torch; update it, or install a torch for an older "
        "CUDA"
    ),
    "torch.failure.cuda-none": "no CUDA device here",
    "torch.failure.cuda-architecture": (
        "this torch has no code for this GPU ({detail}); install a torch built for it"
    ),
    "torch.failure.cuda-fault": "the GPU or its driver failed ({detail})",
    "torch.failure.out-of-memory": (
        "not enough memory ({detail}); free some, or use a smaller example"
    ),
    "torch.failure.flag-refused": "torch does not keep a setting of this lane ({detail})",
    "torch.failure.torch-raised": "torch refused the layer ({detail})",
    "torch.failure.worker-start": "the worker process could not be started ({detail})",
    "torch.failure.worker-time": "no answer within {detail} s; the worker was ended",
    "torch.failure.worker-signal": "the worker ended with signal {detail}",
    "torch.failure.worker-exit": "the worker ended with exit code {detail}",
    "torch.failure.worker-protocol": "the worker's answer cannot be read ({detail})",
    # ------------------------------------------------------------ verify
    "torch.verify.example": "{lesson}, example {number}: {title}",
    "torch.verify.environment": "torch {torch}, Python {python}",
    "torch.verify.flags": "flags: {flags}",
    "torch.verify.total.agree": "examples: {count}; everything that was compared agrees.",
    "torch.verify.total.differ": "examples: {count}; with differences: {differing}.",
    "torch.verify.total.unchecked": "examples: {count}; not checked: {unchecked}.",
}
