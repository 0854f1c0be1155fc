"""Pictures as people have them, made from digits that people wrote: each kind a function.

A kind takes a generator and returns the picture and what is written in it, which is nothing for
some. The digits are those of the shipped writers who were not learned from, and of these the ones
that are read from their strokes: what is tried here is the picture and not the hand.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from nn.data.pen_digits import pen_digits
from nn.model_file import load_model, shipped_model_path
from nn.reader import Calibration, Reader
from nn.strokes import Drawing, Stroke, drawing_from_points
from tests.nn.paper import Scene, photograph

Colour = tuple[int, int, int]
Made = tuple[Image.Image, str]

WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def digit(rng: np.random.Generator) -> tuple[Drawing, str]:
    """A digit of a writer who was not learned from."""
    written = clear_digits()
    return written[int(rng.integers(len(written)))]


@lru_cache(maxsize=1)
def clear_digits() -> list[tuple[Drawing, str]]:
    """Digits that the shipped network reads from their strokes, with their labels."""
    model = load_model(shipped_model_path())
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    written = pen_digits("test")
    readings = reader.read_drawings(written.drawings)
    return [
        (drawing, str(label))
        for drawing, label, reading in zip(written.drawings, written.labels, readings, strict=True)
        if reading.digit == label
    ]


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


def imshow(rng: np.random.Generator) -> Made:
    """A plot of an image: a title, axes with ticks and numbers, the image's own colours."""
    image = Image.new("RGB", (640, 480), WHITE)
    drawing, text = digit(rng)
    small = Image.new("RGB", (28, 28), BLACK)
    put(small, drawing, (5, 4, 23, 24), WHITE, float(rng.uniform(1.5, 2.6)))
    grey = np.asarray(small.convert("L"))
    ends = [((0, 0, 0), (255, 255, 255)), ((68, 1, 84), (253, 231, 37)), ((255, 255, 255), BLACK)]
    low, high = np.array(ends[int(rng.integers(3))], float)
    shown = (low + grey[..., None] / 255 * (high - low)).round().astype(np.uint8)
    image.paste(Image.fromarray(shown).resize((368, 368), Image.Resampling.NEAREST), (144, 58))
    pen = ImageDraw.Draw(image)
    pen.rectangle((143, 57, 512, 426), outline=BLACK)
    pen.text((300, 38), "Prediction: 3", BLACK)
    for tick in range(0, 28, 5):
        place = 144 + 13 * tick
        pen.line((place, 427, place, 431), BLACK)
        pen.text((place - 4, 434), str(tick), BLACK)
        pen.line((139, 58 + 13 * tick, 143, 58 + 13 * tick), BLACK)
        pen.text((122, 53 + 13 * tick), str(tick), BLACK)
    return image, text


def paint_program(rng: np.random.Generator) -> Made:
    """The window of a small program: a bar with a title, a canvas, buttons and an answer."""
    dark = rng.random() < 0.5
    image = Image.new("RGB", (420, 420), (235, 235, 235))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 420, 26), (60, 90, 160))
    pen.text((10, 7), "Digit Recognizer", WHITE)
    pen.rectangle((70, 45, 350, 325), BLACK if dark else WHITE, outline=(120, 120, 120))
    for left, name in ((70, "Predict"), (270, "Clear")):
        pen.rectangle((left, 340, left + 80, 366), (215, 215, 215), outline=(150, 150, 150))
        pen.text((left + 20, 347), name, BLACK)
    pen.text((150, 385), f"It is a {rng.integers(10)}, {rng.integers(60, 100)} %", BLACK)
    drawing, text = digit(rng)
    box = (130, 85, 290, 285)
    put(image, drawing, box, WHITE if dark else BLACK, float(rng.uniform(8, 18)))
    return image, text


def row_of_panels(rng: np.random.Generator) -> Made:
    """Thumbnails beside each other."""
    count = int(rng.integers(2, 5))
    image = Image.new("RGB", (20 + 120 * count, 140), WHITE)
    text = ""
    for index in range(count):
        left = 20 + 120 * index
        ImageDraw.Draw(image).rectangle((left, 20, left + 99, 119), BLACK)
        drawing, label = digit(rng)
        put(image, drawing, (left + 22, 35, left + 78, 105), WHITE, float(rng.uniform(4, 8)))
        text += label
    return image, text


def striped(rng: np.random.Generator) -> Made:
    """Many stripes of two light tones, or of two dark ones."""
    image = Image.new("RGB", (200, 200), (250, 250, 240))
    pen = ImageDraw.Draw(image)
    second = (170, 205, 240) if rng.random() < 0.5 else (250, 200, 190)
    step, slope = int(rng.integers(12, 40)), int(rng.integers(-80, 81))
    for start in range(-200, 400, 2 * step):
        pen.line((start, -10, start + slope, 210), second, step)
    drawing, text = digit(rng)
    put(image, drawing, (60, 40, 140, 160), BLACK, _pen(rng))
    if rng.random() < 0.5:
        image = Image.fromarray(255 - np.asarray(image))
    return image, text


def two_tones(rng: np.random.Generator) -> Made:
    """A ground of two colours with an edge behind the digit."""
    image = Image.new("RGB", (180, 180), (245, 245, 245))
    edge = int(rng.integers(50, 130))
    colour = [(60, 170, 90), (240, 160, 40), (150, 150, 150), (90, 140, 230)][int(rng.integers(4))]
    corner = (0, edge, 180, 180) if rng.random() < 0.5 else (0, 0, edge, 180)
    ImageDraw.Draw(image).rectangle(corner, colour)
    drawing, text = digit(rng)
    put(image, drawing, (55, 35, 125, 145), BLACK, _pen(rng))
    return image, text


def coloured_gradient(rng: np.random.Generator) -> Made:
    """From one colour to another, the ink black, white or a colour of its own."""
    ends = rng.integers(60, 256, (2, 3)).astype(float)
    x, y = np.meshgrid(np.linspace(0, 1, 180), np.linspace(0, 1, 180))
    angle = rng.uniform(0, 2 * np.pi)
    way = x * np.cos(angle) + y * np.sin(angle)
    share = ((way - way.min()) / np.ptp(way))[..., None]
    ground = Image.fromarray((ends[0] + share * (ends[1] - ends[0])).astype(np.uint8))
    drawing, text = digit(rng)
    put(ground, drawing, (55, 35, 125, 145), BLACK, _pen(rng))
    return ground, text


def thresholded(rng: np.random.Generator) -> Made:
    """As small as a network's input, and without any greys."""
    image = Image.new("RGB", (28, 28), BLACK)
    drawing, text = digit(rng)
    put(image, drawing, (5, 4, 23, 24), WHITE, float(rng.uniform(1.6, 3)))
    binary = np.asarray(image.convert("L")) > 100
    values = np.where(binary ^ (rng.random() < 0.5), 255, 0).astype(np.uint8)
    return Image.fromarray(values), text


def _paper(rng: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    """A sheet in colour, ruled, squared or blank, on which something can be put."""
    image = Image.new("RGB", size, (238, 236, 228))
    pen = ImageDraw.Draw(image)
    ruling = int(rng.integers(3))
    step = int(rng.integers(20, 45))
    colour = [(150, 180, 220), (190, 190, 200), (220, 150, 160)][int(rng.integers(3))]
    if ruling:
        for y in range(step, size[1], step):
            pen.line((0, y, size[0], y), colour, 1 + int(size[0] > 500))
    if ruling == 2:
        for x in range(step, size[0], step):
            pen.line((x, 0, x, size[1]), colour, 1 + int(size[0] > 500))
    return image


_PENS = [(30, 40, 130), (180, 30, 40), (25, 110, 60), (40, 40, 45), (110, 110, 115), (60, 90, 190)]


def _snapshot(rng: np.random.Generator, paper: Image.Image) -> Image.Image:
    """The sheet as a phone sees it: turned a little, in a lamp's light and a shadow, noisy."""
    turned = paper.rotate(
        float(rng.uniform(-4, 4)), Image.Resampling.BICUBIC, fillcolor=paper.getpixel((2, 2))
    )
    pixels = np.asarray(turned, float)
    height, width = pixels.shape[:2]
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    lamp = 1 - rng.uniform(0.1, 0.5) * np.hypot(x - rng.random(), y - rng.random())
    edge = 1 / (
        1 + np.exp(-(x - rng.uniform(0.2, 0.8) + rng.uniform(-0.6, 0.6) * (y - 0.5)) / 0.03)
    )
    light = lamp * (1 - rng.uniform(0, 0.45) * edge)
    seen = ndimage.gaussian_filter(pixels * light[..., None], (0.8, 0.8, 0))
    seen = seen * rng.uniform([0.92, 0.92, 0.8], 1) + 4 * rng.standard_normal(seen.shape)
    file = io.BytesIO()
    Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=80)
    return Image.open(file)


def coloured_pen_on_paper(rng: np.random.Generator) -> Made:
    paper = _paper(rng, (400, 320))
    drawing, text = digit(rng)
    left, top = rng.uniform([90, 60], [190, 120]).tolist()
    box = left, top, left + 110, top + 150
    put(paper, drawing, box, _PENS[int(rng.integers(len(_PENS)))], float(rng.uniform(2.5, 7)))
    return _snapshot(rng, paper), text


def row_on_paper(rng: np.random.Generator) -> Made:
    paper = _paper(rng, (640, 360))
    drawing, text = row_of_digits(rng, int(rng.integers(2, 5)))
    put(paper, drawing, (70, 110, 570, 250), _PENS[int(rng.integers(4))], float(rng.uniform(3, 7)))
    return _snapshot(rng, paper), text


def lines_on_paper(rng: np.random.Generator) -> Made:
    paper = _paper(rng, (640, 560))
    text = ""
    colour, width = _PENS[int(rng.integers(4))], float(rng.uniform(3, 7))
    for top in (90, 330):
        drawing, label = row_of_digits(rng, int(rng.integers(2, 5)))
        put(paper, drawing, (90, top, 550, top + 120), colour, width)
        text += label
    return _snapshot(rng, paper), text


def paper_on_desk(rng: np.random.Generator) -> Made:
    """A whole sheet on a dark or a wooden desk, its edges in sight."""
    desk = [(45, 40, 38), (150, 105, 65), (90, 95, 100)][int(rng.integers(3))]
    image = Image.new("RGB", (520, 420), desk)
    sheet = Image.new("RGB", (300, 300), (238, 236, 228))
    drawing, text = digit(rng)
    put(sheet, drawing, (90, 70, 210, 230), _PENS[int(rng.integers(4))], float(rng.uniform(4, 8)))
    mask = Image.new("L", sheet.size, 255)
    angle = float(rng.uniform(-12, 12))
    turned = sheet.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    mask = mask.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    image.paste(turned, (int(rng.integers(60, 120)), int(rng.integers(20, 50))), mask)
    return _snapshot(rng, image), text


_OTHERS: dict[str, list[list[tuple[float, float]]]] = {
    "+": [[(0, 50), (60, 50)], [(30, 20), (30, 80)]],
    "A": [[(0, 100), (35, 0), (70, 100)], [(15, 60), (55, 60)]],
    "E": [[(60, 0), (0, 0), (0, 100), (60, 100)], [(0, 50), (45, 50)]],
    "K": [[(0, 0), (0, 100)], [(60, 0), (0, 55), (60, 100)]],
    "=": [[(0, 35), (60, 35)], [(0, 65), (60, 65)]],
    "X": [[(0, 0), (70, 100)], [(70, 0), (0, 100)]],
}


def expression(rng: np.random.Generator) -> Made:
    """Digits with a sign or a letter among them: no number."""
    image = Image.new("RGB", (420, 200), WHITE)
    sign = list(_OTHERS)[int(rng.integers(len(_OTHERS)))]
    parts = [digit(rng)[0], drawing_from_points(_OTHERS[sign]), digit(rng)[0]]
    width = float(rng.uniform(4, 8))
    for left, part in zip((40, 165, 290), parts, strict=True):
        put(image, part, (left, 50, left + 90, 150), BLACK, width)
    return image, ""


def nothing(rng: np.random.Generator) -> Made:
    """Grounds of all kinds with nothing written on them."""
    kind = int(rng.integers(5))
    if kind == 0:
        return _snapshot(rng, _paper(rng, (400, 320))), ""
    if kind == 1:
        ends = rng.integers(0, 256, (2, 3)).astype(float)
        share = np.linspace(0, 1, 160)[:, None, None] * np.ones((1, 160, 1))
        return Image.fromarray((ends[0] + share * (ends[1] - ends[0])).astype(np.uint8)), ""
    image = Image.new("RGB", (300, 240), tuple(rng.integers(0, 256, 3).tolist()))
    pen = ImageDraw.Draw(image)
    colours = [tuple(rng.integers(0, 256, 3).tolist()) for _ in range(2)]
    if kind == 2:
        start, end = rng.integers(0, 300, 2).tolist()
        pen.line((start, -20, end, 260), colours[0], int(rng.integers(10, 40)))
    elif kind == 3:
        pen.rectangle((60, 40, 240, 200), colours[0], outline=colours[1], width=4)
    else:
        pen.ellipse((40, 20, 240, 220), colours[0])
    return image, ""


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
    "plot of an image": imshow,
    "paint program": paint_program,
    "row of panels": row_of_panels,
    "striped ground": striped,
    "ground of two tones": two_tones,
    "coloured gradient": coloured_gradient,
    "small, thresholded": thresholded,
    "coloured pen on paper": coloured_pen_on_paper,
    "row on paper": row_on_paper,
    "lines on paper": lines_on_paper,
    "paper on a desk": paper_on_desk,
    "expression": expression,
    "nothing": nothing,
}
