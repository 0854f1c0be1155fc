"""The one door for picture files: which formats are opened, and how much memory they may take.

    path → a regular file of a format that is offered → its header → what it will take in memory
         → decoded, turned upright

A compressed picture says in a few bytes how large it is, and a decoder believes it. So the memory
is worked out from the header, for each format as its decoder goes about it, before anything is
decoded. Before that, while the header is read, both its bytes and its pieces are counted: a file
that is all header is no picture.
"""

from __future__ import annotations

import io
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from PIL import Image, ImageOps, PngImagePlugin, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile
from PIL.TiffImagePlugin import BITSPERSAMPLE, TILELENGTH, TILEWIDTH

from nn.messages import N_, DigitsError, Message, message
from nn.preprocessing.photos.formats import FORMATS
from nn.regular_files import open_regular

MOST_PIXELS = 128 * 10**6
"""Of the largest picture that is read: phones make 108 million, and more take too long."""

MOST_MEMORY = 400 * 2**20
"""Bytes that reading one picture may take: enough for 50 million pixels in colour."""

_MOST_FILE = 256 * 2**20
"""Bytes of a file that is looked at."""

_MOST_HEADER = 16 * 2**20
"""Bytes in front of the pixels: a phone keeps a preview and its depth there."""

_MOST_TIFF_HEADER = 2 * 2**20
"""The same for TIFF, where four bytes that name a strip become four hundred in memory."""

_MOST_READS = 500_000
"""Pieces in which a file is read: each becomes an object, be it ever so small."""

_ENOUGH = (2000, 2000)
"""JPEG is decoded at a half, quarter or eighth of its size where that leaves so many pixels."""

_COSTLY = ("jpeg", "tiff_jpeg", "webp")
"""Compression of a TIFF whose decoder keeps coefficients."""

# Pillow logs what it finds odd before it raises; without a handler Python would print that.
logging.getLogger("PIL").addHandler(logging.NullHandler())

# Pillow takes 64 MB of text from a PNG, four times as much as Python keeps it.
PngImagePlugin.MAX_TEXT_MEMORY = 8 * 2**20


class ImageError(DigitsError):
    """A file holds no picture that can be read; one sentence says what was found."""


def load_image(path: Path) -> Image.Image:
    """The first picture in a file of a format that is offered, upright; raises ImageError.

    Takes at most :data:`MOST_MEMORY`, for no more than :data:`MOST_PIXELS`.
    """
    try:
        with _CountingFile(path) as file, warnings.catch_warnings():
            # What is odd about a file is for its author; how large it is, is checked here.
            warnings.simplefilter("ignore")
            return _decoded(file, path)
    except ImageError:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        raise ImageError(
            N_("nn", "{0}: the picture is too large; reduce it first."), path
        ) from error
    # Decoders raise whatever their parts raise, from SyntaxError to zlib's own: to this program
    # all of it is damage.
    except Exception as error:
        raise ImageError(
            N_("nn", "{0}: expected a picture ({1}); found {2}."),
            path,
            ", ".join(FORMATS),
            _found(error),
        ) from error


def check_size(name: object, size: tuple[int, int], memory: float) -> None:
    """Raise ImageError where a picture of this size (width, height) would take too much.

    ``memory`` is what it takes, in bytes; ``name`` says in the message which picture it is.
    """
    if size[0] * size[1] > MOST_PIXELS or memory > MOST_MEMORY:
        raise ImageError(
            N_("nn", "{0}: the picture is too large ({1} × {2} pixels); reduce it first."),
            name,
            *size,
        )


def _decoded(file: _CountingFile, path: Path) -> Image.Image:
    if file.size > _MOST_FILE:
        raise Image.DecompressionBombError
    image = Image.open(file, formats=[name.upper() for name in FORMATS])
    file.is_in_header = False
    size = image.size
    image.draft(None, _ENOUGH)
    check_size(path, size, _memory(image, size, file.size))
    with _tiff_silenced() if image.format == "TIFF" else nullcontext():
        image.load()
    # Pillow overlooks damage here the second time that it meets it, and a 6 stays on its head.
    Image.Exif().load(image.info.get("exif", b""))
    ImageOps.exif_transpose(image, in_place=True)
    # Where its colours mean nothing that can be shown, this says so.
    image.crop((0, 0, 1, 1)).convert("RGBA")
    return image


@contextmanager
def _tiff_silenced() -> Iterator[None]:
    """What libtiff finds odd it writes to the process' error output, past Pillow and Python."""
    try:
        kept = os.dup(2)
    except OSError:
        # There is none.
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


class _CountingFile(io.BufferedReader):
    """A file that is read in so many pieces at most, and in its header so many bytes."""

    def __init__(self, path: Path) -> None:
        super().__init__(open_regular(path).detach())
        self.is_in_header = True
        self.size = os.fstat(self.fileno()).st_size
        self._reads = 0
        self._bytes = 0
        self._most_header = self._header_limit()

    def _header_limit(self) -> int:
        start = self.peek(4)[:4]
        if start == b"RIFF":
            # A WebP is read whole before it is looked at.
            return _MOST_FILE
        return _MOST_TIFF_HEADER if start[:2] in (b"II", b"MM") else _MOST_HEADER

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self._reads += 1
        self._bytes += len(found)
        if self._reads > _MOST_READS or (self.is_in_header and self._bytes > self._most_header):
            raise Image.DecompressionBombError
        return found


def _memory(image: Image.Image, size: tuple[int, int], file_size: int) -> float:
    """Bytes that decoding and turning a picture takes; ``size`` is that before any reduction."""
    pixels = image.width * image.height
    decoded = image.height * (8 + 4 * -(-image.width * _pixel_bytes(image.mode) // 4))
    # Turned, there are two; before, there is what the decoder needs beside the picture.
    return decoded + max(decoded, _beside(image, pixels, size, file_size))


def _beside(image: Image.Image, pixels: int, size: tuple[int, int], file_size: int) -> float:
    """Bytes that the decoder of a format takes beside the decoded picture."""
    if isinstance(image, JpegImageFile):
        return 2 * _samples(image) * size[0] * size[1]
    match image.format:
        case "TIFF":
            return _piece_bytes(image, pixels)
        case "WEBP":
            return 16 * pixels + 3 * file_size
        case "BMP" if image.info.get("compression"):
            # Runs of pixels, which Pillow unpacks one by one.
            return 24 * pixels
        case "PNG":
            return file_size
        case _:
            return pixels


def _pixel_bytes(mode: str) -> int:
    if mode in ("1", "L", "P"):
        return 1
    return 2 if mode.startswith("I;16") else 4


def _samples(image: JpegImageFile) -> float:
    """Coefficients for each pixel: progressive files, and some others, are kept whole so."""
    areas = [max(across * down, 1) for _, across, down, _ in image.layer]
    return sum(areas) / max(areas)


def _piece_bytes(image: Image.Image, pixels: int) -> float:
    """What a strip of a TIFF takes, which may be the whole picture, or a tile, which may be more
    than that. Codecs that are formats of their own keep as much again beside."""
    tags = getattr(image, "tag_v2", {})
    largest = max(pixels, int(tags.get(TILEWIDTH, 0)) * int(tags.get(TILELENGTH, 0)))
    packed: float = sum(tags.get(BITSPERSAMPLE, (1,))) / 8
    return (packed + (12 if image.info["compression"] in _COSTLY else 1)) * largest


def _found(error: Exception) -> Message:
    """What there was instead of a picture; the words of a decoder would say nothing to a user."""
    if isinstance(error, UnidentifiedImageError):
        return message(N_("nn", "a file of another kind"))
    if isinstance(error, OSError) and error.strerror:
        return message(N_("nn", "nothing readable there ({0})"), error.strerror)
    return message(N_("nn", "a damaged or incomplete file"))
