"""An evaluation drawn for people: one page, or one picture, without any other file.

Both show the same: the figures, the confusion matrix, how far confidence can be believed, what
rejecting the least sure buys, and the mistakes that were made with the greatest confidence.

    Evaluation → figures, matrix, charts (Chart → draw_chart), mistakes → HTML or PNG
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from nn.arrays import Array
from nn.data.files import atomic_write
from nn.evaluation.metrics import Evaluation, Mistake, rejection_curve

MOST_MISTAKES = 120
"""Misread images that a report shows."""

_COLUMNS, _TILE, _TILE_HEIGHT = 12, 84, 104
_CELL_WIDTH, _CELL_HEIGHT = 60, 34
_CHART = (400, 220)
_MARGIN = 20

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em;
       color: #1b1f24; background: #fff }
h1 { font-size: 1.5em } h2 { font-size: 1.15em; margin-top: 2em }
table { border-collapse: collapse } td, th { padding: .25em .7em; text-align: right }
th { font-weight: 600; color: #57606a } .strong { color: #fff } .none { opacity: .35 }
figure { display: inline-block; margin: .4em; text-align: center; font-size: .85em }
img.digit { width: 84px; height: 84px; image-rendering: pixelated }
@media (prefers-color-scheme: dark) { body { color: #e6e8eb; background: #16191d }
     th { color: #9aa4af } }
"""


def write_report(path: Path, result: Evaluation, images: Array, *, title: str) -> None:
    """Write ``path``, .html or .png by its ending; ``images`` (N, 28, 28) uint8 as they were read.

    Raises OSError where the file cannot be written.
    """
    with atomic_write(path) as file:
        if path.suffix.lower() == ".png":
            draw_report(result, images, title=title).save(file, format="PNG")
        else:
            file.write(html_report(result, images, title=title).encode())


def html_report(result: Evaluation, images: Array, *, title: str) -> str:
    """The report as one HTML page with its images inside."""
    mistakes = result.mistakes()[:MOST_MISTAKES]
    return "\n".join(
        [
            "<!doctype html><html lang='en'><meta charset='utf-8'>",
            f"<title>{html.escape(title)}</title><style>{_STYLE}</style>",
            f"<h1>{html.escape(_capitalised(title))}</h1>",
            "<table>",
            *(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in _figures(result)),
            "</table><h2>Confusion: rows are the true digits, columns what was read</h2>",
            _confusion_table(result),
            "<h2>How far confidence can be believed, and what rejecting the least sure buys</h2>",
            *(
                _image_tag(draw_chart(chart, width=520, height=300), chart.title)
                for chart in _charts(result)
            ),
            _rejection_table(result),
            f"<h2>Mistakes, the most confident first ({len(mistakes)} of"
            f" {result.samples - result.correct})</h2>",
            *(_mistake_figure(mistake, images[mistake.index]) for mistake in mistakes),
            "</html>",
        ]
    )


def draw_report(result: Evaluation, images: Array, *, title: str) -> Image.Image:
    """The figures, the confusion matrix, the charts and the mistakes as one picture."""
    mistakes = result.mistakes()[:MOST_MISTAKES]
    figures = _figures(result)
    top = 68 + 24 * len(figures)
    below = top + 2 * _CHART[1] + _MARGIN
    width = 11 * _CELL_WIDTH + _CHART[0] + 3 * _MARGIN
    height = below + -(-len(mistakes) // _COLUMNS) * _TILE_HEIGHT + _MARGIN
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((_MARGIN, 16), _capitalised(title), "black", ImageFont.load_default(20))
    small = ImageFont.load_default(14)
    for line, (name, value) in enumerate(figures):
        pen.text((_MARGIN, 52 + 24 * line), f"{name}: {value}", "#333333", small)
    _draw_confusion(pen, result, _MARGIN, top)
    for number, chart in enumerate(_charts(result)):
        place = (11 * _CELL_WIDTH + 2 * _MARGIN, top + number * _CHART[1])
        picture.paste(draw_chart(chart, width=_CHART[0], height=_CHART[1]), place)
    for number, mistake in enumerate(mistakes):
        row, column = divmod(number, _COLUMNS)
        x, y = _MARGIN + column * (width - 2 * _MARGIN) // _COLUMNS, below + row * _TILE_HEIGHT
        picture.paste(_enlarged(images[mistake.index]), (x, y))
        pen.text((x, y + 80), _caption(mistake), "#333333", small)
    return picture


def _capitalised(title: str) -> str:
    return title[:1].upper() + title[1:]


def _figures(result: Evaluation) -> list[tuple[str, str]]:
    answered = result.accuracy_of_answered
    return [
        ("read correctly", f"{result.correct} of {result.samples} ({result.accuracy:.2%})"),
        ("rejected", str(result.rejected)),
        ("correct of those answered", "–" if answered is None else f"{answered:.2%}"),
        ("expected calibration error", f"{result.expected_calibration_error:.2%}"),
    ]


def _charts(result: Evaluation) -> list[Chart]:
    """Accuracy by confidence, and errors by rejections with what was in fact rejected."""
    bins = [(part.confidence, part.accuracy) for part in result.calibration if part.count]
    curve = rejection_curve(result.confidence, result.is_correct)
    errors = list(zip(curve.rejected.tolist(), curve.errors.tolist(), strict=True))
    answered = result.accuracy_of_answered
    dots = [] if answered is None else [(result.rejected / result.samples, 1 - answered)]
    return [
        Chart("Accuracy by confidence", "confidence", 1, 1, bins, dots=bins, diagonal=True),
        Chart(
            "Errors of those answered, by rejections",
            "rejected, the least sure first; dot: as the program rejects",
            x_end=0.1,
            y_end=_round_end(float(curve.errors[0])),
            points=errors,
            dots=dots,
        ),
    ]


def _round_end(largest: float) -> float:
    """The end of an axis, 0.1 % doubled until it holds the largest: its quarters are round."""
    end = 0.001
    while end < largest:
        end *= 2
    return end


def _confusion_table(result: Evaluation) -> str:
    digits = "".join(f"<th>{digit}</th>" for digit in range(10))
    lines = [f"<table><tr><th></th>{digits}<th>recall</th><th>precision</th></tr>"]
    for digit, row in enumerate(result.confusion):
        cells = "".join(_confusion_cell(int(count), row) for count in row)
        shares = (
            f"<td>{_percent(result.recall[digit])}</td><td>{_percent(result.precision[digit])}</td>"
        )
        lines.append(f"<tr><th>{digit}</th>{cells}{shares}</tr>")
    return "".join([*lines, "</table>"])


def _confusion_cell(count: int, row: Array) -> str:
    shade = _shade(count, row)
    kind = "none" if count == 0 else "strong" if shade > 0.6 else ""
    return f"<td class='{kind}' style='background:rgba(9,105,218,{shade})'>{count}</td>"


def _rejection_table(result: Evaluation) -> str:
    curve = rejection_curve(result.confidence, result.is_correct)
    lines = ["<table><tr><th>least sure rejected</th><th>errors of the others</th></tr>"]
    lines += [
        f"<tr><td>{share:.1%}</td><td>{curve.at(share):.2%}</td></tr>"
        for share in (0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1)
    ]
    return "".join([*lines, "</table>"])


def _mistake_figure(mistake: Mistake, image: Array) -> str:
    picture = _image_tag(Image.fromarray(255 - image), _caption(mistake), kind="digit")
    return f"<figure>{picture}<br>#{mistake.index}: {_caption(mistake)}</figure>"


def _image_tag(picture: Image.Image, text: str, *, kind: str = "chart") -> str:
    """The picture itself within the page; ``text`` is for those who cannot see it."""
    stream = io.BytesIO()
    picture.save(stream, format="PNG")
    data = base64.b64encode(stream.getvalue()).decode()
    return f"<img class='{kind}' alt='{html.escape(text)}' src='data:image/png;base64,{data}'>"


def _caption(mistake: Mistake) -> str:
    return f"{mistake.label} as {mistake.predicted}, {mistake.confidence:.0%}"


def _draw_confusion(pen: ImageDraw.ImageDraw, result: Evaluation, left: int, top: int) -> None:
    """The matrix with the true digits down and what was read across."""
    font = ImageFont.load_default(14)
    for digit in range(10):
        across, down = left + (digit + 1) * _CELL_WIDTH, top + (digit + 1) * _CELL_HEIGHT
        pen.text((across + _CELL_WIDTH // 2, top + 17), str(digit), "#777777", font, anchor="mm")
        pen.text((left + 30, down + 17), str(digit), "#777777", font, anchor="mm")
        for read, count in enumerate(result.confusion[digit]):
            x = left + (read + 1) * _CELL_WIDTH
            shade = _shade(int(count), result.confusion[digit])
            fill = tuple(round(255 + shade * (tone - 255)) for tone in (9, 105, 218))
            pen.rectangle((x, down, x + _CELL_WIDTH - 2, down + _CELL_HEIGHT - 2), fill=fill)
            colour = "white" if shade > 0.6 else "black" if count else "#aaaaaa"
            pen.text((x + _CELL_WIDTH - 10, down + 16), str(count), colour, font, anchor="rm")


def _percent(share: float) -> str:
    """A share in per cent; a dash for that of nothing."""
    return "–" if np.isnan(share) else f"{share:.2%}"


def _shade(count: int, row: Array) -> float:
    """How dark a cell is, 0…1: a root, so that single mistakes can be seen beside thousands."""
    return round(float(np.sqrt(count / max(int(row.sum()), 1))), 3)


def _enlarged(image: Array) -> Image.Image:
    side = _TILE - 8
    return Image.fromarray(255 - image).resize((side, side), Image.Resampling.NEAREST)


_INK, _GREY, _FAINT, _BLUE, _ORANGE = "#1b1f24", "#57606a", "#d8dee4", "#0969da", "#bc4c00"

_LEFT, _TOP, _RIGHT, _BOTTOM = 48, 30, 20, 42
"""Margins around the field of the curve, pixels of the picture."""

_MARKS = 5
"""Marks on each axis, both ends included."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Chart:
    """A curve through ``points`` (x, y), in the field from 0 to ``x_end`` and ``y_end``.

    All are shares in [0, 1] and shown in per cent; what lies outside the field is left out.
    ``dots`` are marked beside the curve; ``diagonal`` draws the line y = x to compare with.
    """

    title: str
    x_label: str
    x_end: float
    y_end: float
    points: Sequence[Point]
    dots: Sequence[Point] = ()
    diagonal: bool = False


def draw_chart(chart: Chart, *, width: int, height: int) -> Image.Image:
    """The chart as an RGB picture, drawn at twice the size and averaged to soften its edges."""
    picture = Image.new("RGB", (2 * width, 2 * height), "white")
    canvas = _Canvas(ImageDraw.Draw(picture), chart, width, height)
    canvas.axes()
    if chart.diagonal:
        end = min(chart.x_end, chart.y_end)
        canvas.line([(0, 0), (end, end)], _GREY, 2)
    canvas.line(chart.points, _BLUE, 4)
    for point in chart.dots:
        canvas.dot(point)
    return picture.reduce(2)


@dataclass(frozen=True)
class _Canvas:
    """The picture at twice its ``width`` and ``height``, with the chart's field laid over it."""

    pen: ImageDraw.ImageDraw
    chart: Chart
    width: int
    height: int

    def place(self, point: Point) -> Point:
        """Where a point of the chart lies on the picture."""
        across = point[0] / self.chart.x_end * (self.width - _LEFT - _RIGHT)
        up = point[1] / self.chart.y_end * (self.height - _TOP - _BOTTOM)
        return 2 * (_LEFT + across), 2 * (self.height - _BOTTOM - up)

    def axes(self) -> None:
        font, small = ImageFont.load_default(28), ImageFont.load_default(22)
        for mark in range(_MARKS):
            x, y = (end * mark / (_MARKS - 1) for end in (self.chart.x_end, self.chart.y_end))
            left, level = self.place((0, y))
            self.pen.line([(left, level), self.place((self.chart.x_end, y))], _FAINT, 2)
            self.pen.text((left - 10, level), f"{100 * y:.3g}%", _GREY, small, anchor="rm")
            column, bottom = self.place((x, 0))
            self.pen.text((column, bottom + 10), f"{100 * x:.3g}%", _GREY, small, anchor="ma")
        self.pen.text((2 * _LEFT, 10), self.chart.title, _INK, font)
        middle, _ = self.place((self.chart.x_end / 2, 0))
        self.pen.text((middle, 2 * self.height - 4), self.chart.x_label, _GREY, small, anchor="md")

    def line(self, points: Sequence[Point], colour: str, width: int) -> None:
        inside = [self.place(point) for point in points if self._holds(point)]
        if len(inside) > 1:
            self.pen.line(inside, colour, width, joint="curve")

    def dot(self, point: Point) -> None:
        if self._holds(point):
            x, y = self.place(point)
            self.pen.ellipse((x - 8, y - 8, x + 8, y + 8), fill=_ORANGE)

    def _holds(self, point: Point) -> bool:
        return 0 <= point[0] <= self.chart.x_end and 0 <= point[1] <= self.chart.y_end
