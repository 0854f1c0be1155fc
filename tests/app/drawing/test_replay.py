from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.drawing.canvas import Canvas
from app.drawing.canvas_panel import CanvasPanel
from app.main_window import MainWindow
from nn.preprocessing.pictures import drawing_of_image
from nn.strokes import Drawing, Stroke
from tests.app.hand import DIGITS, draw, line
from tests.app.parts import bars_of, part

LEFT = Qt.MouseButton.LeftButton


def timed(y: float, start: float) -> Stroke:
    """A level stroke of 0.4 seconds."""
    share = np.linspace(0, 1, 9)
    return Stroke(
        np.stack([0.1 + 0.8 * share, np.full(9, y)], axis=1), 0.05, seconds=start + 0.4 * share
    )


TWO_BARS = Drawing((timed(0.3, 10.0), timed(0.7, 10.6)))


@pytest.fixture
def panel(qtbot: QtBot) -> CanvasPanel:
    return shown_panel(qtbot)


def shown_panel(qtbot: QtBot) -> CanvasPanel:
    panel = CanvasPanel()
    qtbot.addWidget(panel)
    panel.resize(500, 560)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def told(panel: CanvasPanel) -> list[Drawing]:
    """What the canvas tells from now on."""
    drawings: list[Drawing] = []
    panel.canvas.changed.connect(drawings.append)
    return drawings


def button(panel: CanvasPanel) -> QToolButton:
    return part(panel, QToolButton, "replayButton")


def test_there_is_nothing_to_replay_of_an_empty_sheet_a_dot_or_a_picture(
    panel: CanvasPanel,
) -> None:
    assert not panel.replay.slider.isEnabled()
    assert not button(panel).isEnabled()
    assert panel.replay.slider.toolTip()
    assert button(panel).toolTip() == panel.replay.slider.toolTip()
    draw(panel.canvas, [[(0.5, 0.5)]])
    assert not panel.replay.slider.isEnabled()
    draw(panel.canvas, DIGITS[7])
    assert panel.replay.slider.isEnabled()
    assert button(panel).isEnabled()
    panel.canvas.set_drawing(drawing_of_image(np.full((28, 28), 255, np.uint8)))
    assert not panel.replay.slider.isEnabled()


def test_the_slider_goes_through_the_drawing(panel: CanvasPanel) -> None:
    panel.canvas.set_drawing(TWO_BARS)
    slider, seen = panel.replay.slider, told(panel)
    assert slider.value() == slider.maximum()
    slider.setValue(round(0.2 * slider.maximum()))
    (stroke,) = seen[-1].strokes
    assert stroke.points[-1, 0] == pytest.approx(0.1 + 0.8 * 0.5, abs=0.01)
    slider.setValue(round(0.5 * slider.maximum()))
    assert seen[-1].strokes == TWO_BARS.strokes[:1]
    slider.setValue(slider.maximum())
    assert seen[-1] is TWO_BARS
    assert panel.canvas.drawing is TWO_BARS
    assert not panel.canvas.can_redo


def test_keys_move_the_slider(panel: CanvasPanel) -> None:
    panel.canvas.set_drawing(TWO_BARS)
    seen = told(panel)
    panel.replay.slider.setFocus()
    QTest.keyClick(panel.replay.slider, Qt.Key.Key_PageDown)
    QTest.keyClick(panel.replay.slider, Qt.Key.Key_Left)
    assert len(seen) == 2
    first, second = (part.strokes[-1].points[-1, 0] for part in seen)
    assert second < first < 0.9


def test_playing_runs_from_the_beginning_to_the_end_in_the_drawings_time(
    panel: CanvasPanel, qtbot: QtBot
) -> None:
    panel.canvas.set_drawing(TWO_BARS)
    seen = told(panel)
    QTest.mouseClick(button(panel), LEFT)
    assert panel.replay.is_playing
    with qtbot.waitSignal(panel.canvas.changed, check_params_cb=lambda part: part is TWO_BARS):
        pass
    assert not panel.replay.is_playing
    assert panel.replay.slider.value() == panel.replay.slider.maximum()
    points = [sum(len(stroke.points) for stroke in part.strokes) for part in seen]
    assert len(points) > 10
    assert points == sorted(points)
    assert points[0] <= 1


def test_pressed_again_it_pauses_and_then_goes_on(panel: CanvasPanel, qtbot: QtBot) -> None:
    panel.canvas.set_drawing(TWO_BARS)
    QTest.mouseClick(button(panel), LEFT)
    plays = button(panel).toolTip()
    qtbot.waitUntil(lambda: panel.replay.slider.value() > 300)
    QTest.mouseClick(button(panel), LEFT)
    assert button(panel).toolTip() != plays
    stopped_at = panel.replay.slider.value()
    other = shown_panel(qtbot)
    other.canvas.set_drawing(TWO_BARS)
    QTest.mouseClick(button(other), LEFT)
    qtbot.waitUntil(lambda: other.replay.slider.value() > 100)
    assert panel.replay.slider.value() == stopped_at
    QTest.mouseClick(button(panel), LEFT)
    assert panel.replay.is_playing
    assert panel.replay.slider.value() >= stopped_at


def test_taking_the_slider_pauses(panel: CanvasPanel, qtbot: QtBot) -> None:
    panel.canvas.set_drawing(TWO_BARS)
    QTest.mouseClick(button(panel), LEFT)
    qtbot.waitUntil(lambda: panel.replay.slider.value() > 100)
    slider = panel.replay.slider
    QTest.mousePress(slider, LEFT, pos=QPoint(slider.width() // 2, slider.height() // 2))
    assert not panel.replay.is_playing
    QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width() // 2, slider.height() // 2))


def test_the_pen_ends_the_replay_and_draws_on(panel: CanvasPanel) -> None:
    panel.canvas.set_drawing(TWO_BARS)
    QTest.mouseClick(button(panel), LEFT)
    draw(panel.canvas, [line((0.5, 0.1), (0.5, 0.9))])
    assert not panel.replay.is_playing
    assert panel.replay.slider.value() == panel.replay.slider.maximum()
    assert len(panel.canvas.drawing.strokes) == 3


def test_a_stroke_under_way_ends_where_its_replay_begins(panel: CanvasPanel) -> None:
    canvas = panel.canvas
    draw(canvas, [line((0.1, 0.3), (0.9, 0.3))])
    QTest.mousePress(canvas, LEFT, pos=QPoint(100, 300))
    QTest.mouseMove(canvas, QPoint(200, 300))
    QTest.keyClick(panel, Qt.Key.Key_R)
    assert panel.replay.is_playing
    assert len(canvas.drawing.strokes) == 2
    assert canvas.can_undo
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(200, 300))


def test_undo_in_a_replay_shows_the_shorter_drawing(panel: CanvasPanel) -> None:
    draw(panel.canvas, [line((0.1, 0.3), (0.9, 0.3)), line((0.1, 0.7), (0.9, 0.7))])
    seen = told(panel)
    panel.replay.slider.setValue(100)
    panel.canvas.undo()
    assert seen[-1] is panel.canvas.drawing
    assert len(panel.canvas.drawing.strokes) == 1
    assert panel.replay.slider.value() == panel.replay.slider.maximum()


def test_at_every_moment_the_screen_shows_the_part_and_nothing_else(
    panel: CanvasPanel, qtbot: QtBot
) -> None:
    curve = Stroke(
        np.array(DIGITS[3][0]), 0.06, np.linspace(0.2, 1, 48), np.linspace(11.2, 11.8, 48)
    )
    panel.canvas.set_drawing(Drawing((*TWO_BARS.strokes, curve)))
    fresh = Canvas()
    qtbot.addWidget(fresh)
    fresh.resize(panel.canvas.size())
    seen = told(panel)
    for moment in (100, 150, 230, 600, 640, 700, 702, 860, 999, 900, 610, 300, 5, 800, 1000):
        panel.replay.slider.setValue(moment)
        fresh.set_drawing(seen[-1])
        assert panel.canvas.grab().toImage() == fresh.grab().toImage()


def test_the_row_is_thin_and_as_wide_as_the_canvas(panel: CanvasPanel) -> None:
    canvas, row = panel.canvas.geometry(), panel.replay.geometry()
    assert (row.left(), row.width()) == (canvas.left(), canvas.width())
    assert row.top() > canvas.bottom()
    assert row.height() <= 24
    assert panel.rect().contains(row)


def test_the_bars_follow(window: MainWindow, qtbot: QtBot) -> None:
    panel = part(window, CanvasPanel)
    bars = bars_of(window)
    draw(panel.canvas, DIGITS[0])
    qtbot.waitUntil(lambda: bars.winner == 0)
    whole = bars.property("probabilities")
    panel.replay.slider.setValue(250)
    qtbot.waitUntil(lambda: bars.property("probabilities") != whole)
    panel.replay.slider.setValue(1000)
    qtbot.waitUntil(lambda: bars.property("probabilities") == whole)
