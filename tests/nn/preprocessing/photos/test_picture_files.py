"""Files that are no pictures, damaged, or larger than they look; each test makes its own."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nn.preprocessing.photos.formats import FORMATS
from nn.preprocessing.photos.photo import ImageError, image_to_input, load_image
from nn.preprocessing.photos.picture_files import MOST_MEMORY

MUTANTS = 60
"""Of each format, in one run of the tests."""


def _small(kind: str, mode: str = "RGB") -> bytes:
    """A dark stroke on light paper."""
    pixels = np.full((60, 50), 240, np.uint8)
    pixels[10:50, 22:28] = 20
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(pixels).convert(mode).save(file, kind, exif=exif)
    return file.getvalue()


def _refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(ImageError) as refused:
        load_image(path)
    return str(refused.value)


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def _png(width: int, height: int, *, bits: int, colour: int, before: bytes = b"") -> bytes:
    """A whole PNG of zeros, as small as deflate makes it."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = 1 + -(-width * bits * channels // 8)
    pack = zlib.compressobj(9)
    zeros = bytes(row * 64)
    rows, rest = divmod(height, 64)
    data = b"".join(pack.compress(zeros) for _ in range(rows)) + pack.compress(bytes(row * rest))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
        + before
        + (_chunk(b"PLTE", bytes(6)) if colour == 3 else b"")
        + _chunk(b"IDAT", data + pack.flush())
        + _chunk(b"IEND", b"")
    )


def _gif(width: int, height: int) -> bytes:
    """The first bytes of a GIF, up to its pixels."""
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    return b"GIF89a" + screen + b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x00;"


def _tiff(tags: dict[int, tuple[int, ...]]) -> bytes:
    """A TIFF of these tags, each a list of 32-bit numbers, and 64 bytes of zeros."""
    directory, values = b"", b""
    start = 8 + 2 + 12 * len(tags) + 4
    for tag, numbers in sorted(tags.items()):
        content = struct.pack(f"<{len(numbers)}I", *numbers)
        if len(numbers) > 1:
            content, values = struct.pack("<I", start + len(values)), values + content
        directory += struct.pack("<HHI", tag, 4, len(numbers)) + content
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + directory + bytes(4) + values + bytes(64)


_Tags = dict[int, tuple[int, ...]]

_GREY_TIFF: _Tags = {256: (64,), 257: (64,), 258: (8,), 259: (8,), 262: (1,), 277: (1,)}
_STRIP: _Tags = {273: (200,), 278: (64,), 279: (64,)}

HUGE = {
    "a PNG of 177 million pixels": lambda: _png(13300, 13300, bits=1, colour=3),
    "a PNG of colours": lambda: _png(12000, 10000, bits=8, colour=2),
    "a PNG a pixel wide": lambda: _png(1, 100_000_000, bits=1, colour=0)[:9999],
    "a GIF": lambda: _gif(65000, 65000),
    "a GIF below Pillow's own limit": lambda: _gif(13000, 13000),
    "a TIFF": lambda: _tiff(_GREY_TIFF | _STRIP | {256: (60000,), 257: (60000,)}),
    "a TIFF of 48 bits a pixel": lambda: _tiff(
        _GREY_TIFF | _STRIP | {256: (8000,), 257: (8000,), 258: (16,) * 3, 262: (2,), 277: (3,)}
    ),
    "a small TIFF with a huge tile": lambda: _tiff(
        _GREY_TIFF | {322: (30000,), 323: (30000,), 324: (200,), 325: (64,)}
    ),
    "a progressive JPEG": lambda: _resized_jpeg(progressive=True),
    "a WebP": lambda: _resized_webp(16000, 10000),
}


def _resized_jpeg(*, progressive: bool) -> bytes:
    """A JPEG that says that it is larger than it is."""
    file = io.BytesIO()
    Image.new("RGB", (64, 64)).save(file, "JPEG", progressive=progressive, subsampling=0)
    content = bytearray(file.getvalue())
    frame = content.index(b"\xff\xc2" if progressive else b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", 10000, 10000)
    return bytes(content)


def _resized_webp(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64)).save(file, "WEBP")
    content = bytearray(file.getvalue())
    start = content.index(b"\x9d\x01\x2a") + 3
    content[start : start + 4] = struct.pack("<HH", width, height)
    return bytes(content)


@pytest.mark.parametrize("content", HUGE.values(), ids=HUGE)
def test_what_would_take_too_much_memory_is_refused(
    tmp_path: Path, content: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(_: Image.Image) -> None:
        raise AssertionError("nothing may be decoded")

    made = content()
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decode)
    monkeypatch.setattr("PIL.TiffImagePlugin.TiffImageFile.load", decode)
    assert "the picture is too large" in _refusal(tmp_path / "a.png", made)


def test_a_header_that_is_all_there_is_is_refused(tmp_path: Path) -> None:
    empty_segments = b"\xff\xe5\x00\x02" * 200_000
    jpeg = _small("JPEG")
    assert "too large" in _refusal(tmp_path / "a.jpg", jpeg[:2] + empty_segments + jpeg[2:])
    strips = tuple(range(600_000))
    tags = _GREY_TIFF | {259: (1,), 273: strips, 278: (1,), 279: strips}
    assert "too large" in _refusal(tmp_path / "a.tif", _tiff(tags))
    texts = _chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(bytes(2**20 - 1))) * 9
    png = _png(8, 8, bits=8, colour=0, before=texts)
    assert "damaged" in _refusal(tmp_path / "a.png", png)


def test_a_file_of_no_end_is_not_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(_small("PNG"))
    os.truncate(path, 2**30)
    with pytest.raises(ImageError, match="too large"):
        load_image(path)


@pytest.mark.parametrize("mode", ["P", "RGBA"])
def test_the_largest_pictures_keep_within_their_memory(tmp_path: Path, mode: str) -> None:
    """Measured from outside, all the way to the network's input."""
    colour, bits, side = {"P": (3, 1, 11000), "RGBA": (6, 8, 7100)}[mode]
    (tmp_path / "a.png").write_bytes(_png(side, side, bits=bits, colour=colour))
    script = """
import sys
from pathlib import Path
import psutil
from nn.preprocessing.photos.photo import image_to_input, load_image

def peak():
    memory = psutil.Process().memory_info()
    if hasattr(memory, "peak_wset"):
        return memory.peak_wset
    import resource
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

idle = peak()
image_to_input(load_image(Path(sys.argv[1])))
print(peak() - idle)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "a.png"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[4],
    )
    assert int(done.stdout) < 1.1 * MOST_MEMORY


def test_a_phones_photo_of_a_hundred_megapixels_may_be_read() -> None:
    jpeg = _resized_jpeg(progressive=False)
    with pytest.raises(ImageError, match="too large"):
        _load(jpeg)
    # As phones write it, with half of the colours across and half of them down.
    file = io.BytesIO()
    Image.new("L", (12000, 9000), 255).convert("RGB").save(file, "JPEG", subsampling=2)
    assert _load(file.getvalue()).size == (3000, 2250)


def _load(content: bytes) -> Image.Image:
    path = Path("picture")
    path.write_bytes(content)
    return load_image(path)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("kind", FORMATS)
def test_no_mutant_of_a_picture_does_harm(kind: str) -> None:
    rng = np.random.default_rng(sum(kind.encode()))
    whole = _small(kind)
    for _ in range(MUTANTS):
        mutant = bytearray(whole)
        for _ in range(rng.integers(1, 4)):
            mutant[rng.integers(len(mutant))] ^= 1 << int(rng.integers(8))
        if rng.random() < 0.3:
            del mutant[rng.integers(len(mutant)) :]
        try:
            image = image_to_input(_load(bytes(mutant)))
        except ImageError as error:
            text = str(error)
            assert text.count("\n") == 0
            assert "b'" not in text
            assert "\\x" not in text
        else:
            assert np.isfinite(image).all()


@pytest.mark.parametrize("kind", ["EPS", "AVIF", "JPEG2000", "PPM", "ICO"])
def test_formats_that_are_not_offered_are_not_opened(tmp_path: Path, kind: str) -> None:
    sentence = _refusal(tmp_path / "two.png", _small_of(kind))
    assert "expected a picture (PNG, JPEG, WebP, BMP, GIF, TIFF)" in sentence
    assert "found a file of another kind" in sentence


def _small_of(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (32, 32)).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "WebP"])
def test_a_picture_whose_way_up_is_damaged_is_refused(tmp_path: Path, kind: str) -> None:
    content = _small(kind)
    assert b"MM\0*" in content
    assert "damaged" in _refusal(tmp_path / "a", content.replace(b"MM\0*", b"mM\0*"))


def test_floats_that_are_no_numbers_are_paper(tmp_path: Path) -> None:
    pixels = np.full((60, 50), 1e30, np.float32)
    pixels[10:50, 22:28] = -1e30
    pixels[:4, :4] = np.inf
    Image.fromarray(pixels).save(tmp_path / "plain.tif")
    pixels[:4, :4] = np.nan
    Image.fromarray(pixels).save(tmp_path / "odd.tif")
    plain = image_to_input(load_image(tmp_path / "plain.tif"))
    assert plain.any()
    assert np.isfinite(image_to_input(load_image(tmp_path / "odd.tif"))).all()


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes in folders")
def test_a_named_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(ImageError, match="not a regular file"):
        load_image(tmp_path / "pipe.png")


def test_what_pillow_logs_is_not_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.tiff"
    Image.new("RGB", (8, 8)).save(path)
    content = bytearray(path.read_bytes())
    samples = content.index(bytes([0x15, 0x01, 3, 0]))
    content[samples + 8 : samples + 10] = b"\x03\xff"
    path.write_bytes(content)
    with pytest.raises(ImageError):
        load_image(path)
    assert capfd.readouterr() == ("", "")
