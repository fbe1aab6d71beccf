"""Which settings of a layer are usual: where to look for what is open, which answer comes first."""

from typing import TypeAlias

from convtutor.engine.setting import Kind, Setting

LARGEST_KERNEL = 11
LARGEST_STRIDE = 4
LARGEST_DILATION = 4
LARGEST_RATIO = 32  # a patch embedding's stride is the ratio of its sizes, and so is its kernel

Sizes: TypeAlias = tuple[int | None, ...]
Rank: TypeAlias = tuple[int, ...]


def usual_kernels(kind: Kind, inputs: Sizes, outputs: Sizes) -> range:
    """Give the kernels to look through: 1 to 11, or to the ratio of the sizes where that is more,
    and to the input's length where that is less. A pool's begin at 2: one of 1 pools nothing."""
    lengths = [length for length in inputs if length is not None]
    most = max(LARGEST_KERNEL, ratio(inputs, outputs))
    if kind is not Kind.TRANSPOSED:
        most = min([most, *lengths])
    least = min(2, most) if kind.is_pool else 1
    return range(least, most + 1)


def usual_strides(inputs: Sizes, outputs: Sizes) -> range:
    """Give the strides to look through: 1 to 4, or to the ratio of the sizes where that is more."""
    return range(1, max(LARGEST_STRIDE, ratio(inputs, outputs)) + 1)


def usual_dilations(kind: Kind) -> range:
    """Give the dilations to look through: 1 to 4; only 1 for an average pool, which has none."""
    return range(1, 2 if kind is Kind.AVG_POOL else LARGEST_DILATION + 1)


def ratio(inputs: Sizes, outputs: Sizes) -> int:
    """Give how many times the larger size holds the smaller one, rounded up, 32 at most; 1 where a
    size is open."""
    found = [
        -(-max(length, out) // min(length, out))
        for length, out in zip(inputs, outputs, strict=True)
        if length is not None and out is not None
    ]
    return min(LARGEST_RATIO, max(found, default=1))


def rank(answer: Setting) -> Rank:
    """Give what answers are sorted by, the usual ones first: nothing of the input unread, no
    dilation, then as layers of this kind are mostly made."""
    dilated, stride, kernel = sum(answer.dilation), sum(answer.stride), sum(answer.kernel_size)
    always = (sum(answer.unread), dilated, *_habit(answer), stride)
    even = sum(k % 2 == 0 for k in answer.kernel_size)
    return (
        *always, even, kernel, sum(answer.padding), *answer.inputs, *answer.kernel_size,
        *answer.stride, *answer.padding, *answer.output_padding, *answer.dilation,
    )


def _habit(answer: Setting) -> Rank:
    """Count what is unusual: of a pool a stride other than the kernel and padding, of a transposed
    convolution a kernel that the stride does not divide (it overlaps unevenly) and a stride that
    alone does not make the size, of a convolution a stride that skips cells."""
    pairs = list(zip(answer.kernel_size, answer.stride, strict=True))
    if answer.kind.is_pool:
        return sum(k != s for k, s in pairs), sum(answer.padding)
    if answer.kind is Kind.TRANSPOSED:
        sizes = zip(answer.inputs, answer.outputs, answer.stride, strict=True)
        apart = sum(abs(length * s - out) for length, out, s in sizes)
        return sum(k % s != 0 for k, s in pairs), apart, sum(answer.output_padding)
    return (sum(s > k for k, s in pairs),)
