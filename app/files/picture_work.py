"""Reading one picture file, in a process of its own: no Qt here.

A decoder is native code and believes its file. Where it crashes, hangs or takes too long, there is
only a process to be ended.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from app.jobs.child import Transient
from nn.strokes import Picture


def read_picture() -> Generator[Transient, tuple[Path, ...], Picture]:
    """The ink of the picture file that is sent as a command; until then it waits, ready.

    Raises ImageError where there is none.
    """
    # What reads photos takes longer to import than a picture to read.
    from nn.preprocessing.photos.photo import load_image, photo_picture

    paths: tuple[Path, ...] = ()
    while not paths:
        paths = yield Transient(None)
    return photo_picture(load_image(paths[-1]), str(paths[-1]))
