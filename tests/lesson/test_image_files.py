"""An input from a file: what is right is read as it is, what is broken is told in a sentence."""

import io
from pathlib import Path

import numpy as np
import pytest

from convtutor.errors import AbsentError, AccessError, FileContentError, UsageError
from convtutor.lesson import image_files, pictures
from convtutor.lesson.image_files import read_image

COLOURS = np.array(
    [[[255, 0, 0], [0, 255, 0], [0, 0, 255]], [[9, 8, 7], [60, 50, 40], [0, 0, 0]]], dtype=np.uint8
)


def saved(path: Path, array: np.ndarray) -> Path:
    np.save(path, array)
    return path


def picture(path: Path, array: np.ndarray, **settings: object) -> Path:
    image = pytest.importorskip("PIL.Image")
    image.fromarray(array).save(path, **settings)
    return path


def read(
    path: Path, axes: int = 2, lengths: tuple[int, ...] | None = None, channels: int | None = None
) -> np.ndarray:
    return read_image(path, axes, lengths, channels, "en")


def test_an_array_becomes_planes(tmp_path: Path) -> None:
    plane = np.array([[1, 2, 3], [4, 5, 6]], dtype=np.int16)
    np.testing.assert_array_equal(read(saved(tmp_path / "a.npy", plane)), plane[None])
    np.testing.assert_array_equal(read(saved(tmp_path / "b.npy", plane), axes=1), plane)
    stack = np.asfortranarray(np.arange(24.0).reshape(2, 3, 4))
    found = read(saved(tmp_path / "c.NPY.npy", stack), channels=2, lengths=(3, 4))
    np.testing.assert_array_equal(found, stack)
    assert found.dtype == np.float64


@pytest.mark.parametrize(
    ("array", "said"),
    [
        (np.array([{}], dtype=object), "holds object"),
        (np.ones((2, 2), dtype=complex), "holds complex128"),
        (np.array(["a"]), "holds <U1"),
        (np.ones((0, 3)), "an array of shape 0x3"),
        (np.zeros((1001, 1000), dtype=bool), "an array of shape 1001x1000"),
    ],
)
def test_an_array_that_cannot_be_stepped_through_is_refused(
    tmp_path: Path, array: np.ndarray, said: str
) -> None:
    np.save(tmp_path / "a.npy", array, allow_pickle=True)
    with pytest.raises(FileContentError, match=said):
        read(tmp_path / "a.npy")


def test_a_pickle_is_never_opened(tmp_path: Path) -> None:
    stream = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        stream, {"descr": "|O", "fortran_order": False, "shape": (1,)}
    )
    (tmp_path / "a.npy").write_bytes(stream.getvalue() + b"cos\nsystem\n(S'exit 1'\ntR.")
    with pytest.raises(FileContentError, match="holds object"):
        read(tmp_path / "a.npy")


@pytest.mark.parametrize("shape", [(10**6,), (999_999, 1), (2**62, 2**62), (-1, -5)])
def test_a_head_that_claims_more_than_the_file_holds_allocates_nothing(
    tmp_path: Path, shape: tuple[int, ...]
) -> None:
    stream = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        stream, {"descr": "<f8", "fortran_order": False, "shape": shape}
    )
    (tmp_path / "a.npy").write_bytes(stream.getvalue() + b"1234567")
    with pytest.raises(FileContentError, match=r"ends before the array does|cannot be stepped"):
        read(tmp_path / "a.npy")


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\x93NUMPY\x09\x00zz", b"\x93NUMPY\x01\x00\x06\x00{[}(,\n"]
)
def test_what_is_no_array_is_told_shortly(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.npy").write_bytes(content)
    with pytest.raises(FileContentError, match=r"its head is none of such a file; save it again"):
        read(tmp_path / "a.npy")


def test_an_array_of_the_wrong_axes_size_or_channels_is_a_wrong_use(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.npy", np.ones((2, 3, 4)))
    with pytest.raises(UsageError, match=r"expected an array of \(length\)"):
        read(path, axes=1)
    with pytest.raises(UsageError, match="only pictures are resized"):
        read(path, lengths=(4, 3))
    with pytest.raises(UsageError, match="has channels: 2, --in-channels says 3"):
        read(path, channels=3)


def test_a_folder_and_a_missing_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="a picture or an array is a regular file"):
        read(tmp_path)
    with pytest.raises(AccessError, match="No such file"):
        read(tmp_path / "none.png")


def test_a_file_that_is_too_large_is_not_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "a.npy", np.ones((2, 3)))
    monkeypatch.setattr(image_files, "MOST_BYTES", path.stat().st_size - 1)
    with pytest.raises(FileContentError, match="the file is larger"):
        read(path)


def test_a_picture_is_brightness_or_three_planes(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png", COLOURS)
    planes = read(path, channels=3)
    np.testing.assert_array_equal(planes, COLOURS.transpose(2, 0, 1))
    grey = read(path)
    assert grey.shape == (1, 2, 3)
    np.testing.assert_allclose(grey[0], COLOURS @ [0.299, 0.587, 0.114], atol=1)


def test_a_picture_is_resized_only_when_asked(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png", np.full((6, 4), 77, dtype=np.uint8))
    assert read(path).shape == (1, 6, 4)
    resized = read(path, lengths=(3, 5))
    np.testing.assert_array_equal(resized, np.full((1, 3, 5), 77))


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    deep = np.array([[0, 257, 65535]], dtype=np.uint16)
    np.testing.assert_array_equal(read(picture(tmp_path / "a.png", deep)), [[[0, 1, 255]]])


def test_a_picture_on_its_side_is_set_upright(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    turned = image.Exif()
    turned[0x0112] = 6  # orientation: turn by a quarter to the right
    path = picture(tmp_path / "a.png", np.array([[1, 2, 3]], dtype=np.uint8), exif=turned)
    assert read(path).shape == (1, 3, 1)


def test_a_picture_is_for_planes_and_has_one_or_three_channels(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png", COLOURS)
    with pytest.raises(UsageError, match="a picture has rows and columns"):
        read(path, axes=1)
    with pytest.raises(UsageError, match=r"--in-channels is 1 \(brightness\) or 3"):
        read(path, channels=2)


def test_too_many_pixels_are_refused_before_they_are_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = pytest.importorskip("PIL.Image")
    large, bomb = tmp_path / "large.png", tmp_path / "bomb.png"
    image.new("1", (1001, 1000)).save(large)
    image.new("1", (20_000, 20_000)).save(bomb)
    with pytest.raises(FileContentError, match="resize it with --input"):
        read(large)
    assert read(large, lengths=(2, 3)).shape == (1, 2, 3)
    with pytest.raises(FileContentError, match="has far more pixels than are read"):
        read(bomb, lengths=(2, 3))
    with pytest.raises(UsageError, match="give a smaller --input"):
        read(large, lengths=(100_000, 100_000))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1_000_999)
    with pytest.raises(FileContentError, match="1001 by 1000 pixels are too many to be read"):
        read(large, lengths=(2, 3))


@pytest.mark.parametrize("suffix", ["png", "jpg", "gif", "bmp"])
def test_a_broken_picture_is_told_in_a_sentence(tmp_path: Path, suffix: str) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (40, 30, 3)).astype(np.uint8)
    whole = picture(tmp_path / f"a.{suffix}", noise).read_bytes()
    for cut in (0, 3, 20, len(whole) // 2):
        broken = tmp_path / f"b.{suffix}"
        broken.write_bytes(whole[:cut])
        with pytest.raises(FileContentError, match="cannot be read as a picture: .*save it again"):
            read(broken)


def test_a_format_that_may_run_a_program_is_none(tmp_path: Path) -> None:
    pytest.importorskip("PIL")
    (tmp_path / "a.eps").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n")
    with pytest.raises(FileContentError, match="it is none of PNG, JPEG"):
        read(tmp_path / "a.eps")


def test_without_pillow_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    monkeypatch.setitem(__import__("sys").modules, "PIL", None)
    with pytest.raises(AbsentError, match=r"the extra `images`.*convtutor\[images\]"):
        read(tmp_path / "a.png")
