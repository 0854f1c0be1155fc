from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.network_picture.link_painting import Ways, paint_lines, paint_links
from app.network_picture.style import Style
from tests.app.network_picture.parts import CONVOLUTIONAL, DENSE, composed, image


def test_a_line_goes_from_its_source_to_its_unit(qtbot: QtBot) -> None:
    arrangement, content = composed(DENSE, image())
    ways = Ways(arrangement, content.facts.network)
    links = content.links[1]
    line = ways.lines(1, links)[-1]
    before, column = arrangement.columns[1:]
    assert line[0] == before.right
    assert line[1] == before.slot(int(links.sources[-1])).center().y()
    assert line[2] == column.left
    assert line[3] == column.slot(int(links.units[-1])).center().y()


def test_a_line_from_the_image_begins_in_its_pixel(qtbot: QtBot) -> None:
    arrangement, content = composed(CONVOLUTIONAL, image())
    ways = Ways(arrangement, content.facts.network)
    place = arrangement.columns[0]
    row, column = divmod(int(content.links[0].sources[0]), 28)
    x, y = ways.lines(0, content.links[0])[0, :2]
    assert (x, y) == (
        place.left + (column + 0.5) * place.cell,
        place.top + (row + 0.5) * place.cell,
    )


def test_the_lines_to_the_output_end_at_the_bars(qtbot: QtBot) -> None:
    arrangement, content = composed(DENSE, image())
    ways = Ways(arrangement, content.facts.network)
    lines = ways.lines(2, content.links[2])
    assert (lines[:, 2] == arrangement.output_x).all()
    assert set(lines[:, 3]) <= set(arrangement.outputs)


def test_strength_is_that_beside_others_of_the_level(qtbot: QtBot) -> None:
    arrangement, content = composed(DENSE, image())
    lines, strengths = Ways(arrangement, content.facts.network).all_lines(content.links)
    assert len(lines) == len(strengths) == sum(len(x.units) for x in content.links.values())
    assert np.abs(strengths).max() == 1


def painted(line: list[float], width: int) -> int:
    """How many pixels of a row or column through the middle of a line are painted."""
    picture = QImage(80, 80, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_lines(painter, np.array([line], float), QColor("black"), width, 1.0)
    steep = abs(line[3] - line[1]) > abs(line[2] - line[0])
    middle = [picture.pixelColor(i, 40) if steep else picture.pixelColor(40, i) for i in range(80)]
    return sum(colour.lightness() < 128 for colour in middle)


@pytest.mark.parametrize(
    "line", [[5, 20, 75, 60], [5, 60, 75, 20], [30, 2, 50, 78], [5, 5, 75, 75]]
)
def test_a_wide_line_is_wide_whichever_way_it_runs(qtbot: QtBot, line: list[float]) -> None:
    assert painted(line, 1) <= painted(line, 2) < painted(line, 4)
    assert painted(line, 4) >= 3


def test_for_and_against_differ_in_colour_and_strong_from_weak(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    style = Style.of(widget)
    picture = QImage(40, 100, QImage.Format.Format_RGB32)
    picture.fill(style.window)
    lines = np.array([[0.0, 20.5, 40, 20.5], [0, 50.5, 40, 50.5], [0, 80.5, 40, 80.5]])
    with QPainter(picture) as painter:
        paint_links(painter, lines, np.array([1.0, -1.0, 0.2]), style, 1.0)
    strong, against, weak = (picture.pixelColor(20, y) for y in (20, 50, 80))
    assert strong == style.links[0][-1]
    assert against == style.links[1][-1]
    assert weak not in (strong, style.window)
    thick = sum(picture.pixelColor(20, y) != style.window for y in range(10, 30))
    thin = sum(picture.pixelColor(20, y) != style.window for y in range(70, 90))
    assert thick > thin
