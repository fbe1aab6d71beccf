"""English sentences about `explore`; keys begin with "explore."."""

SENTENCES: dict[str, str] = {
    "explore.lesson": "{op}, a layer of your own",
    "explore.summary": "Every number of one layer, forward and backward.",
    "explore.title": "{op}, input {size}",
    "explore.and": "{first} {second}",
    "explore.all": "All numbers",
    "explore.input": "The numbers of the input",
    "explore.kernel": "The numbers of the kernel",
    "explore.ints": "{what} are small whole ones, drawn from seed {seed}.",
    "explore.range": "{what} are counted: 0, 1, 2, and so on.",
    "explore.random": "{what} have two decimals, drawn from seed {seed}.",
    "explore.from_file": "The input is {file}.",
    "explore.change": "Change anything and see what follows, such as {name} = 1.",
    # refusals
    "explore.no_option": "explore: {operator} has no {option}; leave it out",
    "explore.kernel_says": "explore: {option} follows from --kernel; give one of the two",
    "explore.no_kernel": (
        "explore: --kernel is a kernel as lists, such as [[1,0,-1],[2,0,-2],[1,0,-1]]"
    ),
    "explore.too_small": "explore: {option} must be {least} or more, got {got}",
    "explore.one_axis": "explore: {option} gives two numbers, this layer has one axis; give one",
    "explore.needs_pillow": (
        "explore: a picture needs Pillow, the extra `images`, which is not installed; add it with: "
        "{install}"
    ),
    "explore.large_file": (
        "{file}: the file is larger than {most} MiB; make it smaller, or save a part of it"
    ),
    "explore.large_size": (
        "explore: a picture of {size} has too many pixels to step through, at most {most:,} are "
        "taken; give a smaller --input"
    ),
    "explore.many_pixels": (
        "{file}: {width} by {height} pixels are too many to step through, at most {most:,} are "
        "taken; resize it with --input, such as --input 28x28"
    ),
    "explore.too_many_pixels": (
        "{file}: {width} by {height} pixels are too many to be read, at most {most:,} are; make "
        "it smaller in another program"
    ),
    "explore.broken_picture": (
        "{file}: cannot be read as a picture: {reason}; save it again, for instance as PNG"
    ),
    "explore.no_format": "it is none of {formats}",
    "explore.picture_on_row": (
        "{file}: a picture has rows and columns, this layer reads rows alone; use conv2d or "
        "another layer on planes, or a .npy array"
    ),
    "explore.picture_channels": (
        "explore: of a picture --in-channels is 1 (brightness) or 3 (colours), got {got}"
    ),
    "explore.broken_array": (
        "{file}: cannot be read as a .npy array: {reason}; save it again with numpy.save"
    ),
    "explore.bomb": (
        "{file}: has far more pixels than are read, which are at most {most:,}; make it smaller in "
        "another program"
    ),
    "explore.no_header": "its head is none of such a file",
    "explore.too_short": "it ends before the array does",
    "explore.no_numbers": (
        "{file}: holds {dtype}, expected whole or floating-point numbers; convert it with "
        ".astype('float64') before numpy.save"
    ),
    "explore.array_size": (
        "{file}: an array of shape {shape} cannot be stepped through, expected 1 to {most:,} "
        "elements; save a part of it"
    ),
    "explore.array_axes_1": (
        "{file}: expected an array of (length) or (channels, length), got shape {shape}"
    ),
    "explore.array_axes_2": (
        "{file}: expected an array of (rows, columns) or (channels, rows, columns), got shape "
        "{shape}"
    ),
    "explore.array_input": (
        "{file}: has shape {shape}, and only pictures are resized; leave --input out"
    ),
    "explore.array_channels": (
        "{file}: has channels: {channels}, --in-channels says {got}; leave it out"
    ),
}
