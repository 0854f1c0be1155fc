"""Pictures as people have them, made from digits that people wrote: each kind a function.

A kind takes a generator and returns the picture and what is written in it. The digits are those of
the shipped writers who were not learned from.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from nn.data.pen_digits import pen_digits
from nn.strokes import Drawing, Stroke
from tests.nn.paper import Scene, photograph

Colour = tuple[int, int, int]
Made = tuple[Image.Image, str]

WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def digit(rng: np.random.Generator) -> tuple[Drawing, str]:
    """A digit of a writer who was not learned from."""
    written = pen_digits("test")
    row = int(rng.integers(len(written)))
    return written.drawings[row], str(written.labels[row])


def row_of_digits(rng: np.random.Generator, count: int) -> tuple[Drawing, str]:
    """Several beside each other, of one height, a quarter to a half of it apart."""
    strokes, text, right = [], "", 0.0
    for _ in range(count):
        drawing, label = digit(rng)
        left, top, end, bottom = drawing.bounds()
        scale = 100 / max(bottom - top, 1)
        for stroke in drawing.strokes:
            places = (stroke.points - [left, top]) * scale + [right, rng.normal(0, 2)]
            strokes.append(Stroke(places))
        right += (end - left) * scale + rng.uniform(25, 50)
        text += label
    return Drawing(tuple(strokes)), text


def put(
    image: Image.Image,
    drawing: Drawing,
    box: tuple[float, float, float, float],
    colour: Colour,
    width: float,
) -> None:
    """Draw it with a round pen, as large as fits into the box."""
    left, top, right, bottom = drawing.bounds()
    scale = min((box[2] - box[0]) / max(right - left, 1), (box[3] - box[1]) / max(bottom - top, 1))
    corner = np.array([box[0] + box[2], box[1] + box[3]]) / 2
    middle = np.array([left + right, top + bottom]) / 2
    fine = image.resize((4 * image.width, 4 * image.height), Image.Resampling.NEAREST)
    pen = ImageDraw.Draw(fine)
    for stroke in drawing.strokes:
        points = 4 * ((stroke.points - middle) * scale + corner)
        pen.line([tuple(point) for point in points.tolist()], colour, round(4 * width), "curve")
        for x, y in points:
            pen.circle((x, y), 2 * width, colour)
    image.paste(fine.resize(image.size, Image.Resampling.BOX))


def _pen(rng: np.random.Generator) -> float:
    return float(rng.uniform(4, 9))


def _vivid(rng: np.random.Generator) -> Colour:
    palette = [(20, 60, 220), (200, 30, 30), (20, 140, 40), (150, 30, 160), (240, 120, 10)]
    return palette[int(rng.integers(len(palette)))]


def plain(rng: np.random.Generator) -> Made:
    image = Image.new("RGB", (220, 200), WHITE)
    drawing, text = digit(rng)
    put(image, drawing, (60, 40, 160, 160), BLACK, _pen(rng))
    return image, text


def panel(rng: np.random.Generator) -> Made:
    image = Image.new("RGB", (480, 360), WHITE)
    left, top = int(rng.integers(20, 160)), int(rng.integers(20, 90))
    ImageDraw.Draw(image).rectangle((left, top, left + 260, top + 240), BLACK)
    drawing, text = digit(rng)
    put(image, drawing, (left + 80, top + 50, left + 180, top + 190), WHITE, _pen(rng))
    return image, text


def panel_in_panel(rng: np.random.Generator) -> Made:
    image = Image.new("RGB", (600, 400), (240, 240, 240))
    pen = ImageDraw.Draw(image)
    pen.rectangle((60, 40, 540, 360), (45, 45, 48))
    pen.rectangle((180, 80, 420, 330), WHITE)
    drawing, text = digit(rng)
    put(image, drawing, (240, 120, 350, 290), BLACK, _pen(rng))
    return image, text


def frame(rng: np.random.Generator) -> Made:
    image = Image.new("RGB", (300, 300), WHITE)
    ImageDraw.Draw(image).rectangle(
        (30, 30, 270, 270), outline=BLACK, width=int(rng.integers(1, 5))
    )
    drawing, text = digit(rng)
    put(image, drawing, (90, 80, 210, 220), BLACK, _pen(rng))
    return image, text


def detection_box(rng: np.random.Generator) -> Made:
    image = Image.new("RGB", (320, 200), BLACK)
    pen = ImageDraw.Draw(image)
    left = int(rng.integers(30, 180))
    colour = (220, 30, 30) if rng.random() < 0.5 else (30, 220, 30)
    pen.rectangle((left, 40, left + 90, 170), outline=colour, width=2)
    pen.rectangle((left, 26, left + 40, 40), colour)
    pen.text((left + 3, 27), "digit", WHITE)
    drawing, text = digit(rng)
    put(image, drawing, (left + 15, 55, left + 75, 155), WHITE, float(rng.uniform(3, 6)))
    return image, text


def stripe(rng: np.random.Generator) -> Made:
    image = Image.new("RGB", (160, 160), (20, 235, 245))
    pen = ImageDraw.Draw(image)
    start, end = rng.integers(0, 160, 2).tolist()
    pen.line((start, -20, end, 180), (250, 210, 30), int(rng.integers(14, 30)))
    drawing, text = digit(rng)
    put(image, drawing, (45, 30, 115, 130), (20, 30, 230), float(rng.uniform(5, 9)))
    return image, text


def coloured_ground(rng: np.random.Generator) -> Made:
    image = Image.new("RGB", (160, 160), (255, 230, 120))
    drawing, text = digit(rng)
    put(image, drawing, (45, 30, 115, 130), _vivid(rng), float(rng.uniform(5, 9)))
    return image, text


def shaded(rng: np.random.Generator) -> Made:
    ramp = np.add.outer(
        np.arange(160) * rng.uniform(0.2, 0.6), np.arange(160) * rng.uniform(0.2, 0.6)
    )
    image = Image.fromarray(np.clip(70 + ramp, 0, 255).astype(np.uint8)).convert("RGB")
    drawing, text = digit(rng)
    put(image, drawing, (45, 30, 115, 130), BLACK, float(rng.uniform(5, 9)))
    return image, text


def row(rng: np.random.Generator) -> Made:
    count = int(rng.integers(2, 6))
    image = Image.new("RGB", (140 * count, 200), WHITE)
    drawing, text = row_of_digits(rng, count)
    put(image, drawing, (30, 50, 140 * count - 30, 150), BLACK, float(rng.uniform(4, 8)))
    return image, text


def white_row(rng: np.random.Generator) -> Made:
    image, text = row(rng)
    return Image.fromarray(255 - np.asarray(image)), text


def two_lines(rng: np.random.Generator) -> Made:
    image = Image.new("RGB", (420, 340), WHITE)
    first, above = row_of_digits(rng, 2)
    second, below = row_of_digits(rng, 3)
    width = float(rng.uniform(4, 8))
    put(image, first, (40, 30, 380, 130), BLACK, width)
    put(image, second, (40, 200, 380, 300), BLACK, width)
    return image, above + below


def _photo(rng: np.random.Generator, drawing: Drawing, scene: Scene) -> Image.Image:
    return photograph(drawing, scene, rng=rng)


def ruled_paper(rng: np.random.Generator) -> Made:
    drawing, text = digit(rng)
    scene = Scene(line_spacing=30, line_angle=3, noise=0.015, lamp=0.4, line_width=1.5)
    return _photo(rng, drawing, scene), text


def shadow(rng: np.random.Generator) -> Made:
    drawing, text = digit(rng)
    return _photo(rng, drawing, Scene(lamp=0.3, shadow=0.5, noise=0.02)), text


def pencil(rng: np.random.Generator) -> Made:
    drawing, text = digit(rng)
    scene = Scene(pen=4, ink=0.6, grain=0.2, noise=0.02, lamp=0.4)
    return _photo(rng, drawing, scene), text


def row_on_squared_paper(rng: np.random.Generator) -> Made:
    drawing, text = row_of_digits(rng, 3)
    scene = Scene(line_spacing=22, squared=True, line_angle=1, noise=0.015, digit_height=90, pen=6)
    return _photo(rng, drawing, scene), text


KINDS: dict[str, Callable[[np.random.Generator], Made]] = {
    "plain": plain,
    "panel": panel,
    "panel in panel": panel_in_panel,
    "frame": frame,
    "detection box": detection_box,
    "stripe": stripe,
    "coloured ground": coloured_ground,
    "shaded ground": shaded,
    "row": row,
    "row, white on black": white_row,
    "two lines": two_lines,
    "ruled paper": ruled_paper,
    "shadow": shadow,
    "pencil": pencil,
    "row on squared paper": row_on_squared_paper,
}
