"""Reading one picture file, in a process of its own: no Qt here.

A decoder is native code and believes its file. Where it crashes, hangs or takes too long, there is
only a process to be ended.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.jobs.child import Transient
from nn.strokes import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

    from nn.reader import Reader


def read_picture() -> Generator[Transient, tuple[Path, ...], Picture]:
    """The ink of the picture file that is sent as a command; until then it waits, ready.

    Raises ImageError where there is none, or where it cannot be told.
    """
    # What reads photos takes longer to import than a picture to read.
    from nn.preprocessing.photos.photo import load_image

    shipped_reader()
    paths: tuple[Path, ...] = ()
    while not paths:
        paths = yield Transient(None)
    return ink_of(load_image(paths[-1]), str(paths[-1]))


def ink_of(image: Image, name: str) -> Picture:
    """The ink of an image, as the shipped network judges it; ``name`` is for messages.

    Raises ImageError where there is none, or where it cannot be told.
    """
    from nn.picture_reading import found_picture

    return found_picture(image, name, shipped_reader())


@lru_cache(maxsize=1)
def shipped_reader() -> Reader:
    """Reads with the network that comes with the program, whatever the window has learned."""
    from nn.model_file import load_model, shipped_model_path
    from nn.reader import Calibration, Reader

    model = load_model(shipped_model_path())
    return Reader(model.network, Calibration.from_metadata(model.metadata))
