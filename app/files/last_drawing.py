"""The drawing that was on the canvas at the end, for the next start.

    the window closes → keep(drawing) → last-drawing.bin → the next start → recall()

The file is 16 bytes of a digest and the drawing's bytes (:mod:`app.library.drawing_bytes`). One
that is damaged held nothing that was ever confirmed to be kept, so the sheet is empty then, and
the next end writes a new one.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from app.library.drawing_bytes import MOST_BYTES, drawing_from_bytes, drawing_to_bytes
from nn.data.files import atomic_write
from nn.regular_files import open_regular
from nn.strokes import Drawing

FILE_NAME = "last-drawing.bin"

_DIGEST = 16


def keep(drawing: Drawing, folder: Path) -> None:
    """Write the drawing into ``folder``; an empty one, or a picture, leaves nothing there.

    A disk that does not take it costs no more than this drawing, and the program is closing.
    """
    path = folder / FILE_NAME
    with suppress(OSError, ValueError):
        if drawing.is_empty or drawing.picture is not None:
            path.unlink(missing_ok=True)
            return
        content = drawing_to_bytes(drawing)
        with atomic_write(path) as file:
            file.write(_digest(content) + content)


def recall(folder: Path) -> Drawing | None:
    """The drawing that was kept in ``folder``; None where there is none that is whole."""
    with suppress(OSError, ValueError), open_regular(folder / FILE_NAME) as file:
        found = file.read(_DIGEST + MOST_BYTES + 1)
        digest, content = found[:_DIGEST], found[_DIGEST:]
        if digest == _digest(content):
            return drawing_from_bytes(content)
    return None


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()
