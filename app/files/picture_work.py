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

    The shipped network judges what is ink. Raises ImageError where there is none, or where it
    cannot be told.
    """
    # What reads photos takes longer to import than a picture to read.
    from nn.checkpoint import load_model, shipped_model_path
    from nn.picture_reading import found_picture
    from nn.preprocessing.photos.photo import load_image
    from nn.reader import Calibration, Reader

    model = load_model(shipped_model_path())
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    paths: tuple[Path, ...] = ()
    while not paths:
        paths = yield Transient(None)
    return found_picture(load_image(paths[-1]), str(paths[-1]), reader)
