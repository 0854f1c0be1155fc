import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nn.arrays import Array
from nn.evaluation.metrics import Evaluation
from nn.evaluation.report import Chart, draw_chart, draw_report, html_report, write_report

IMAGES = np.random.default_rng(1).integers(0, 256, (40, 28, 28), np.uint8)


def _result(*, wrong: int) -> Evaluation:
    """Forty readings of which the first ``wrong`` read the next digit."""
    labels = np.arange(40) % 10
    predicted = (labels + (np.arange(40) < wrong)) % 10
    probabilities = np.full((40, 10), 0.02)
    probabilities[np.arange(40), predicted] = 0.82
    return Evaluation(probabilities, labels)


class _Tags(HTMLParser):
    """The open tags and the sources of all images."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.sources.append(dict(attrs)["src"] or "")
            assert dict(attrs)["alt"]


def test_the_page_shows_figures_mistakes_and_needs_no_other_file() -> None:
    page = html_report(_result(wrong=3), IMAGES, title="<some> digits")
    assert "37 of 40 (92.50%)" in page
    assert "&lt;some&gt; digits" in page
    assert "#0: 0 as 1, 82%" in page
    tags = _Tags()
    tags.feed(page)
    assert len(tags.sources) == 2 + 3  # the charts and the mistakes
    assert all(source.startswith("data:image/png;base64,") for source in tags.sources)
    assert not re.search(r"(href|src)='(?!data:)", page)


def test_the_picture_grows_with_the_mistakes() -> None:
    few = draw_report(_result(wrong=3), IMAGES, title="digits")
    many = draw_report(_result(wrong=30), IMAGES, title="digits")
    assert few.width == many.width
    assert few.height < many.height
    assert np.asarray(few.convert("L")).std() > 10


def test_no_mistakes_is_no_special_case() -> None:
    assert "(0 of 0)" in html_report(_result(wrong=0), IMAGES, title="digits")
    assert draw_report(_result(wrong=0), IMAGES, title="digits").height > 0


def test_digits_that_never_occur_are_no_special_case() -> None:
    result = Evaluation(np.eye(10)[[1, 1, 2]], np.array([1, 1, 2]))
    page = html_report(result, IMAGES, title="digits")
    assert "nan%" not in page
    assert "<td>–</td>" in page


@pytest.mark.parametrize("ending", [".html", ".png", ".PNG"])
def test_the_ending_says_what_is_written(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"report{ending}"
    write_report(path, _result(wrong=3), IMAGES, title="digits")
    if ending == ".html":
        assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    else:
        with Image.open(path) as picture:
            assert picture.format == "PNG"


def _coloured(picture: Array, *, blue: bool) -> Array:
    """Where the curve (blue) or its dots (orange) are."""
    red_minus_blue = picture[..., 0].astype(int) - picture[..., 2]
    return (-red_minus_blue if blue else red_minus_blue) > 100


def _draw(**changed: object) -> Array:
    chart = Chart("Title", "x", 1, 1, [(0, 0), (1, 1)])
    chart = Chart(**(vars(chart) | changed))
    return np.asarray(draw_chart(chart, width=300, height=200))


def test_the_curve_rises_from_the_lower_left_to_the_upper_right() -> None:
    picture = _draw()
    assert picture.shape == (200, 300, 3)
    rows, columns = np.nonzero(_coloured(picture, blue=True))
    assert np.corrcoef(rows, columns)[0, 1] < -0.99
    assert np.ptp(columns) > 200
    assert np.ptp(rows) > 100


def test_dots_lie_on_the_curve_and_nothing_outside_the_field_is_drawn() -> None:
    on_curve = _draw(dots=[(0.5, 0.5), (3, 0.5)])
    rows, columns = np.nonzero(_coloured(on_curve, blue=False))
    assert np.ptp(rows) < 12
    assert np.ptp(columns) < 12
    assert not _coloured(_draw(points=[(2, 2), (3, 3)]), blue=True).any()


def test_the_diagonal_is_there_to_compare_with() -> None:
    assert (_draw(points=[], diagonal=True) != _draw(points=[])).any()
