"""Drawings written to files, whole or not at all; made to run in a thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from app.files.drawing_image import png
from app.files.drawing_svg import drawing_svg
from nn.data.atomic_file import atomic_write
from nn.strokes import Drawing


@dataclass(frozen=True)
class Written:
    """What became of a file: ``problem`` says in the system's words why it could not be written."""

    path: Path
    problem: str | None = None


def write_png(path: Path, image: QImage) -> Written:
    """Write an image as PNG."""
    return _write(path, png(image))


def write_svg(path: Path, drawing: Drawing) -> Written:
    """Write a drawing as SVG."""
    return _write(path, drawing_svg(drawing))


def _write(path: Path, content: bytes) -> Written:
    try:
        with atomic_write(path) as file:
            file.write(content)
    except OSError as error:
        return Written(path, error.strerror or str(error))
    return Written(path)
