"""The pictures that the README shows: which of the demo's they are, and how they get there."""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "screenshots"

PICTURES = {
    "digits.webp": "en/digits.webp",
    "digits.zh.webp": "zh_CN/digits.webp",
    "light.png": "en/1280x720@2/finished-light.png",
    "chinese.png": "zh_CN/1280x720@2/finished-light.png",
    "inside.png": "en/1280x720@2/inside-answer-dark.png",
    "mistakes.png": "en/1280x720@2/mistakes-light.png",
    "microscope.png": "en/1280x720@2/microscope-4-back-dark.png",
    "lesson.png": "en/1280x720@2/lesson-light.png",
}
"""Each by its name there; where it is in the demo's folder."""

_COLOURS = 256
"""Of a picture in the README: the window has few, and the file is a third as long."""


def renew(out: Path, folder: Path = FOLDER) -> list[Path]:
    """Put those that the demo has written into the README's folder; returns the new ones."""
    renewed = []
    for name, source in PICTURES.items():
        if not (out / source).exists():
            continue
        renewed.append(folder / name)
        if source.endswith(".png"):
            with Image.open(out / source) as picture:
                small = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
            small.save(folder / name, optimize=True)
        else:
            shutil.copyfile(out / source, folder / name)
    return renewed
