"""An evaluation drawn for people: one page, or one picture, without any other file.

Both show the same: the figures, the confusion matrix, how far confidence can be believed, what
rejecting the least sure buys, and the mistakes that were made with the greatest confidence.
"""

from __future__ import annotations

import base64
import html
import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from nn.arrays import Array
from nn.atomic_file import atomic_write
from nn.evaluation import Evaluation, Mistake, rejection_curve

MOST_MISTAKES = 120
"""Misread images that a report shows."""

_COLUMNS = 12
_TILE = 84

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em;
       color: #1b1f24; background: #fff }
h1 { font-size: 1.5em } h2 { font-size: 1.15em; margin-top: 2em }
table { border-collapse: collapse } td, th { padding: .25em .7em; text-align: right }
th { font-weight: 600; color: #57606a } figure { display: inline-block; margin: .4em;
     text-align: center; font-size: .85em } img { image-rendering: pixelated }
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
            f"<h1>{html.escape(title[:1].upper() + title[1:])}</h1>",
            "<table>",
            *(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in _figures(result)),
            "</table><h2>Confusion: rows are the true digits, columns what was read</h2>",
            _confusion_table(result),
            "<h2>Confidence and accuracy</h2>",
            _calibration_table(result),
            "<h2>Errors against rejections</h2>",
            _rejection_table(result),
            f"<h2>Mistakes, the most confident first ({len(mistakes)} of"
            f" {result.samples - result.correct})</h2>",
            *(_mistake_figure(mistake, images[mistake.index]) for mistake in mistakes),
            "</html>",
        ]
    )


def draw_report(result: Evaluation, images: Array, *, title: str) -> Image.Image:
    """The figures, the confusion matrix and the mistakes as one picture."""
    mistakes = result.mistakes()[:MOST_MISTAKES]
    rows = -(-len(mistakes) // _COLUMNS)
    figures = _figures(result)
    top = 60 + 24 * len(figures)
    matrix = 30 * 12
    picture = Image.new("RGB", (_COLUMNS * _TILE + 40, top + matrix + 40 + rows * 104), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((20, 16), title, fill="black", font=ImageFont.load_default(20))
    small = ImageFont.load_default(14)
    for line, (name, value) in enumerate(figures):
        pen.text((20, 52 + 24 * line), f"{name}: {value}", fill="#333333", font=small)
    _draw_confusion(pen, result, 20, top, small)
    for place, mistake in enumerate(mistakes):
        row, column = divmod(place, _COLUMNS)
        x, y = 20 + column * _TILE, top + matrix + 20 + row * 104
        picture.paste(_enlarged(images[mistake.index]), (x, y))
        pen.text((x, y + 80), _caption(mistake), fill="#333333", font=small)
    return picture


def _figures(result: Evaluation) -> list[tuple[str, str]]:
    answered = result.accuracy_of_answered
    return [
        ("read correctly", f"{result.correct} of {result.samples} ({result.accuracy:.2%})"),
        ("rejected", str(result.rejected)),
        ("correct of those answered", "–" if answered is None else f"{answered:.2%}"),
        ("expected calibration error", f"{result.expected_calibration_error:.2%}"),
    ]


def _confusion_table(result: Evaluation) -> str:
    digits = "".join(f"<th>{digit}</th>" for digit in range(10))
    lines = [f"<table><tr><th></th>{digits}<th>recall</th><th>precision</th></tr>"]
    for digit, row in enumerate(result.confusion):
        cells = "".join(
            f"<td style='background:rgba(9,105,218,{_shade(count, row)})'>{count}</td>"
            for count in row
        )
        shares = f"<td>{result.recall[digit]:.2%}</td><td>{result.precision[digit]:.2%}</td>"
        lines.append(f"<tr><th>{digit}</th>{cells}{shares}</tr>")
    return "".join([*lines, "</table>"])


def _calibration_table(result: Evaluation) -> str:
    lines = ["<table><tr><th>confidence</th><th>samples</th><th>mean</th><th>accuracy</th></tr>"]
    lines += [
        f"<tr><td>{part.low:.2f}–{part.high:.2f}</td><td>{part.count}</td>"
        f"<td>{part.confidence:.2%}</td><td>{part.accuracy:.2%}</td></tr>"
        for part in result.calibration
        if part.count
    ]
    return "".join([*lines, "</table>"])


def _rejection_table(result: Evaluation) -> str:
    curve = rejection_curve(result.confidence, result.is_correct)
    lines = ["<table><tr><th>least sure rejected</th><th>errors of the others</th></tr>"]
    lines += [
        f"<tr><td>{share:.1%}</td><td>{curve.at(share):.2%}</td></tr>"
        for share in (0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1)
    ]
    return "".join([*lines, "</table>"])


def _mistake_figure(mistake: Mistake, image: Array) -> str:
    stream = io.BytesIO()
    Image.fromarray(255 - image).save(stream, format="PNG")
    data = base64.b64encode(stream.getvalue()).decode()
    return (
        f"<figure><img width=84 height=84 alt='' src='data:image/png;base64,{data}'>"
        f"<br>#{mistake.index}: {_caption(mistake)}</figure>"
    )


def _caption(mistake: Mistake) -> str:
    return f"{mistake.label} as {mistake.predicted}, {mistake.confidence:.0%}"


def _draw_confusion(
    pen: ImageDraw.ImageDraw,
    result: Evaluation,
    left: int,
    top: int,
    font: ImageFont.ImageFont | ImageFont.FreeTypeFont,
) -> None:
    width, height = 60, 30
    for digit in range(10):
        pen.text((left + (digit + 1) * width + 22, top + 6), str(digit), fill="#777777", font=font)
        pen.text((left + 22, top + (digit + 1) * height + 6), str(digit), fill="#777777", font=font)
        for read, count in enumerate(result.confusion[digit]):
            x, y = left + (read + 1) * width, top + (digit + 1) * height
            light = int(255 - 160 * _shade(count, result.confusion[digit]))
            pen.rectangle((x, y, x + width - 2, y + height - 2), fill=(light, light, 255))
            pen.text((x + 8, y + 6), str(count), fill="black", font=font)


def _shade(count: int, row: Array) -> float:
    """How dark a cell is, 0…1: a root, so that single mistakes can be seen beside thousands."""
    return round(float(np.sqrt(count / max(int(row.sum()), 1))), 3)


def _enlarged(image: Array) -> Image.Image:
    side = _TILE - 8
    return Image.fromarray(255 - image).resize((side, side), Image.Resampling.NEAREST)
