"""Photos of paper, made for the tests: a drawing, a pen, a sheet, a lamp and a camera."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from nn.arrays import Array
from nn.strokes import Drawing


@dataclass(frozen=True)
class Scene:
    """How a photo is taken; lengths are in pixels of the photo, brightness runs from 0 to 1."""

    width: int = 400
    height: int = 300
    digit_height: int = 140
    place: tuple[float, float] = (0.5, 0.5)
    """Where the middle of the drawing lies, as a share of width and height."""
    pen: float = 6.0
    ink: float = 0.15
    """Reflectance of the ink; the paper's is 1."""
    grain: float = 0.0
    """Share of the stroke's area that the pencil leaves white."""
    lamp: float = 0.0
    """How much darker the far corner of the sheet is."""
    shadow: float = 0.0
    """How much darker the part of the sheet is that lies in a shadow with a soft edge."""
    noise: float = 0.0
    """Standard deviation of the camera's noise."""
    blur: float = 0.8
    line_spacing: int = 0
    """Distance of ruled lines; 0 for blank paper."""
    line_ink: float = 0.6
    line_width: float = 2.0
    line_angle: float = 0.0
    """Slope of the lines in degrees."""
    squared: bool = False
    """Whether lines run in both directions."""
    quality: int = 85
    """JPEG quality of the camera."""


def photograph(drawing: Drawing, scene: Scene, *, rng: np.random.Generator) -> Image.Image:
    """A grey JPEG photo of the drawing on paper, dark ink on light paper."""
    light = _light(scene) * _ruling(scene)
    coverage = _strokes(drawing, scene)
    if scene.grain:
        coverage = coverage * _grain(scene, rng=rng)
    seen = light * (1 - (1 - scene.ink) * coverage) * 0.9
    seen = ndimage.gaussian_filter(seen, scene.blur)
    seen = seen + scene.noise * rng.standard_normal(seen.shape)
    pixels = np.rint(np.clip(seen, 0, 1) * 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=scene.quality)
    return Image.open(file)


def _strokes(drawing: Drawing, scene: Scene) -> Array:
    """Ink coverage in [0, 1], (height, width), drawn four times as large and averaged."""
    times = 4
    left, top, right, bottom = drawing.bounds()
    scale = scene.digit_height / max(bottom - top, right - left, 1e-6)
    middle = np.array([(left + right) / 2, (top + bottom) / 2])
    place = np.array([scene.width * scene.place[0], scene.height * scene.place[1]])
    image = Image.new("L", (scene.width * times, scene.height * times))
    draw = ImageDraw.Draw(image)
    radius = scene.pen * times / 2
    for stroke in drawing.strokes:
        points = ((stroke.points - middle) * scale + place) * times
        path = [(float(x), float(y)) for x, y in points]
        draw.line(path, fill=255, width=max(round(scene.pen * times), 1), joint="curve")
        for x, y in path:
            draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=255)
    return np.asarray(image.reduce(times), np.float64) / 255


def _grain(scene: Scene, *, rng: np.random.Generator) -> Array:
    tooth = ndimage.gaussian_filter(rng.standard_normal((scene.height, scene.width)), 1.0)
    return (tooth > np.quantile(tooth, scene.grain)).astype(float)


def _light(scene: Scene) -> Array:
    x = np.linspace(0, 1, scene.width)[None, :]
    y = np.linspace(0, 1, scene.height)[:, None]
    lamp = 1 - scene.lamp * np.hypot(x, y) / np.sqrt(2)
    edge = 1 / (1 + np.exp(-(x + 0.3 * y - 0.7) / 0.02))
    return np.asarray(lamp * (1 - scene.shadow * edge))


def _ruling(scene: Scene) -> Array:
    if not scene.line_spacing:
        return np.ones((scene.height, scene.width))
    x, y = np.meshgrid(np.arange(scene.width), np.arange(scene.height))
    slope = np.tan(np.radians(scene.line_angle))
    paper = _lines(y + slope * x, scene)
    return np.minimum(paper, _lines(x - slope * y, scene)) if scene.squared else paper


def _lines(position: Array, scene: Scene) -> Array:
    half = scene.line_spacing / 2
    distance = np.abs((position + half) % scene.line_spacing - half)
    cover = np.clip((scene.line_width + 1) / 2 - distance, 0, 1)
    return np.asarray(1 - (1 - scene.line_ink) * cover)
