from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.mistakes.cells import LABEL, Cell, Place, Shades, fitting
from app.mistakes.matrix import ConfusionView
from app.ui.theme import contrast, palette
from nn.evaluation.metrics import Evaluation
from nn.network import DIGITS

COUNTS = {(0, 0): 1100, (4, 9): 6, (4, 4): 14, (9, 4): 1, (7, 7): 3}


def evaluation() -> Evaluation:
    """As many images as COUNTS says, all read with 0.91 of confidence."""
    labels = np.repeat([label for label, _ in COUNTS], list(COUNTS.values()))
    read = np.repeat([read for _, read in COUNTS], list(COUNTS.values()))
    probabilities = np.full((len(labels), DIGITS), 0.01, np.float32)
    probabilities[np.arange(len(labels)), read] = 0.91
    return Evaluation(probabilities, labels)


@pytest.fixture
def view(qtbot: QtBot) -> ConfusionView:
    view = ConfusionView()
    qtbot.addWidget(view)
    view.resize(360, view.heightForWidth(360))
    view.show_evaluation(evaluation())
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture(autouse=True)
def own_palette() -> Iterator[None]:
    """Leave the application's palette as it was."""
    before = QApplication.palette()
    yield
    QApplication.setPalette(before)


def middle(view: ConfusionView, place: Place) -> QPoint:
    return view.place_rect(place).center().toPoint()


def ground(view: ConfusionView, place: Place) -> QColor:
    """The colour of a cell, beside its number."""
    image = view.grab().toImage()
    corner = (view.place_rect(place).topLeft() * image.devicePixelRatio()).toPoint()
    return image.pixelColor(corner + QPoint(3, 3))


def chroma(colour: QColor) -> int:
    """How far a colour is from grey, 0 to 255."""
    parts = colour.red(), colour.green(), colour.blue()
    return max(parts) - min(parts)


def test_a_click_chooses_a_cell_and_a_second_one_takes_it_back(
    view: ConfusionView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, (4, 9)))
    assert chosen.args == [Cell(4, 9)]
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, (4, 9)))
    assert chosen.args == [Cell()]


def test_a_click_on_a_digit_chooses_its_row(view: ConfusionView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, (4, LABEL)))
    assert chosen.args == [Cell(4, None)]


def test_the_pointer_says_what_it_is_over_until_it_leaves(
    view: ConfusionView, qtbot: QtBot
) -> None:
    view.clearFocus()
    with qtbot.waitSignal(view.pointed) as pointed:
        QTest.mouseMove(view, middle(view, (4, 9)))
    assert pointed.args == [Cell(4, 9)]
    with qtbot.waitSignal(view.pointed) as pointed:
        QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert pointed.args == [Cell()]


def test_the_keyboard_walks_chooses_and_takes_back(view: ConfusionView, qtbot: QtBot) -> None:
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    for key, times in ((Qt.Key.Key_Down, 4), (Qt.Key.Key_Right, 9)):
        for _ in range(times):
            QTest.keyClick(view, key)
    assert view.pointed_cell == Cell(4, 9)
    assert view.accessibleDescription() == "4 read as 9: 6 of 20"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.choice == Cell(4, 9)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.choice == Cell()


def test_the_keyboard_does_not_walk_off_the_matrix(view: ConfusionView, qtbot: QtBot) -> None:
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.pointed_cell == Cell(None, 0)


def test_the_tool_tip_counts(view: ConfusionView, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    # The platform without a screen has no windows to raise above others.
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _widget: said.append(text))
    place = middle(view, (4, 9))
    event = QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    assert said == ["4 read as 9: 6 of 20"]


def test_totals_have_separators_in_words(view: ConfusionView) -> None:
    view.choose(Cell(0, 0))
    assert view.accessibleDescription() == "0 read as 0: 1,100 of 1,100"


@pytest.mark.parametrize("dark", [False, True])
def test_one_mistake_shows_beside_many_and_right_ones_have_no_hue(
    view: ConfusionView, dark: bool
) -> None:
    QApplication.setPalette(palette(dark=dark))
    QApplication.processEvents()
    none, one, six = (ground(view, place) for place in ((2, 5), (9, 4), (4, 9)))
    assert len({none.name(), one.name(), six.name()}) == 3
    right = ground(view, (0, 0))
    assert chroma(six) > chroma(one) > chroma(right) + 20


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("most", [1, 2, 7, 200])
def test_every_number_can_be_read_on_its_ground(dark: bool, most: int) -> None:
    shades = Shades(palette(dark=dark), most)
    for count in range(1, most + 1):
        assert contrast(*shades.of(count)) >= 4.5


@pytest.mark.parametrize("width", [260, 300, 360, 700])
def test_the_whole_matrix_fits_into_the_width_that_it_is_given(
    view: ConfusionView, width: int
) -> None:
    view.resize(width, view.heightForWidth(width))
    last = view.place_rect((DIGITS, DIGITS))
    assert last.right() <= view.width()
    assert last.bottom() <= view.height()
    assert fitting(view.font(), "1135", view.place_rect((0, 0)).width()) is not None or width < 280


def test_an_empty_matrix_says_so(view: ConfusionView) -> None:
    view.show_evaluation(None)
    assert view.accessibleDescription() == "Nothing read yet"
    view.grab()
