from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.comparison.marks import ApartMark
from app.presentation.keys import KeyLine
from app.presentation.page import PresentationPage
from app.training.history import RunHistory
from app.training.store import RunStore
from app.ui.theme import contrast, is_dark
from nn.layers import Dense, Flatten
from nn.model_file import load_model, shipped_model_path
from nn.network import Network
from nn.reader import Reader
from nn.strokes import Drawing, Stroke
from tests.app.hand import DIGITS, draw
from tests.app.parts import part
from tests.app.presentation.parts import SEVEN
from tests.app.training.reports import reports, settings

Key = Qt.Key


@pytest.fixture
def history(tmp_path: Path, qtbot: QtBot) -> Iterator[RunHistory]:
    history = RunHistory(RunStore(tmp_path / "runs"))
    yield history
    history.close()


@pytest.fixture
def page(
    qtbot: QtBot, shipped: Path, history: RunHistory, reader: Reader
) -> Iterator[PresentationPage]:
    page = PresentationPage(history)
    qtbot.addWidget(page)
    page.set_dark(False)
    page.resize(1280, 720)
    page.set_current(reader, "Shipped network: Dense")
    page.show()
    qtbot.waitExposed(page)
    page.canvas.setFocus()
    yield page
    page.shutdown()


def press(page: PresentationPage, *keys: Qt.Key) -> None:
    """Press keys while the canvas has the focus."""
    for key in keys:
        QTest.keyClick(page.canvas, key)


def test_a_digit_drawn_on_it_is_read_at_once(page: PresentationPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.drawing_changed):
        draw(page.canvas, DIGITS[7])
    (column,) = page.columns
    qtbot.waitUntil(lambda: column.bars.winner == 7)
    assert column.title == "Shipped network: Dense"
    qtbot.waitUntil(lambda: page.picture.scene.is_drawn_on)


def test_a_drawing_comes_without_a_past_and_keys_change_it(
    page: PresentationPage, qtbot: QtBot
) -> None:
    page.set_drawing(SEVEN)
    press(page, Key.Key_U)
    assert page.drawing == SEVEN
    press(page, Key.Key_C)
    assert page.drawing.is_empty
    press(page, Key.Key_U)
    assert page.drawing == SEVEN
    qtbot.waitUntil(lambda: page.columns[0].bars.winner == 7)


def test_a_number_is_read_by_one_network(page: PresentationPage, qtbot: QtBot) -> None:
    model = load_model(shipped_model_path())
    page.set_current(Reader(model.network), "Shipped network")
    (seven,) = SEVEN.strokes
    small = [Stroke(seven.points * 0.4 + [x, 0.3], width=0.05) for x in (0.1, 0.5)]
    page.set_drawing(Drawing(tuple(small)))
    qtbot.waitUntil(lambda: page.columns[0].sentence == "Read as the number 77")
    page.set_drawing(SEVEN)
    qtbot.waitUntil(lambda: page.columns[0].sentence.startswith("Read as 7,"))


def test_several_networks_read_one_drawing_side_by_side(
    page: PresentationPage, qtbot: QtBot
) -> None:
    page.set_drawing(SEVEN)
    press(page, Key.Key_N)
    assert len(page.columns) == 2
    assert all(column.isVisible() for column in page.columns)
    qtbot.waitUntil(lambda: all(column.bars.winner == 7 for column in page.columns))
    qtbot.waitUntil(lambda: page.sentence == "They agree: all read a 7.")
    press(page, Key.Key_R)
    assert len(page.columns) == 1
    assert page.sentence == ""


def test_a_network_that_differs_is_marked(page: PresentationPage, qtbot: QtBot) -> None:
    page.set_drawing(SEVEN)
    press(page, Key.Key_N)
    always_three = Network((Flatten(), Dense(10))).initialised(rng=np.random.default_rng(0))
    always_three.parameters[:] = 0
    always_three.parameters[-10 + 3] = 50
    page.set_current(Reader(always_three.copy()), "Always 3")
    qtbot.waitUntil(lambda: page.sentence.startswith("They disagree"))
    assert any(part(column, ApartMark).isVisible() for column in page.columns)


def test_arrows_choose_the_column_and_its_network(page: PresentationPage, qtbot: QtBot) -> None:
    press(page, Key.Key_N)
    assert [column.title for column in page.columns] == ["Network in use", "Shipped network"]
    press(page, Key.Key_Left, Key.Key_Down)
    assert [column.title for column in page.columns] == ["Shipped network", "Shipped network"]
    press(page, Key.Key_Right, Key.Key_Up)
    assert [column.title for column in page.columns] == ["Shipped network", "Network in use"]


def test_a_click_marks_a_column(page: PresentationPage) -> None:
    press(page, Key.Key_N)
    QTest.mouseClick(page.columns[0], Qt.MouseButton.LeftButton)
    press(page, Key.Key_Down)
    assert page.columns[0].title == "Shipped network"


def test_a_run_in_training_can_be_chosen_and_moves(
    page: PresentationPage, history: RunHistory, qtbot: QtBot
) -> None:
    page.set_drawing(SEVEN)
    run = history.begin(settings("classic"))
    first, second, *_ = reports(4, settings("classic"))
    history.record(first, run)
    press(page, Key.Key_Up)
    assert "in training" in page.columns[0].title
    shown: list[Network] = []
    page.picture.set_reader = lambda reader: shown.append(reader.network)  # type: ignore[method-assign]
    history.record(second, run)
    assert shown[-1] is second.network


def test_keys_ask_to_train_and_to_leave(page: PresentationPage, qtbot: QtBot) -> None:
    for key, signal in (
        (Key.Key_T, page.train_toggled),
        (Key.Key_Escape, page.left),
        (Key.Key_F11, page.left),
    ):
        with qtbot.waitSignal(signal):
            press(page, key)


def test_the_line_of_keys_can_be_hidden(page: PresentationPage) -> None:
    line = part(page, KeyLine)
    with_it = page.canvas.height()
    press(page, Key.Key_H)
    assert not line.isVisible()
    assert page.canvas.height() >= with_it
    press(page, Key.Key_H)
    assert line.isVisible()


def test_its_colours_are_stark_and_d_turns_them_round(page: PresentationPage) -> None:
    for dark in (False, True, False):
        colours = page.canvas.palette()
        assert is_dark(colours) is dark
        assert contrast(colours.windowText().color(), colours.window().color()) > 20
        press(page, Key.Key_D)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("count", [1, 4])
def test_nothing_is_cut_off(
    page: PresentationPage, qtbot: QtBot, size: tuple[int, int], count: int
) -> None:
    press(page, *[Key.Key_N] * (count - 1))
    page.resize(*size)
    qtbot.waitUntil(lambda: (page.width(), page.height()) == size)
    for child in page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible():
            assert page.rect().contains(child.geometry()), child.objectName()
    column = page.columns[-1]
    qtbot.waitUntil(lambda: column.bars.geometry().bottom() < column.height())
    assert column.height() >= column.minimumSizeHint().height()


def test_the_lines_of_the_picture_run_into_the_bars(page: PresentationPage, qtbot: QtBot) -> None:
    page.set_drawing(SEVEN)
    bars = page.columns[0].bars
    qtbot.waitUntil(lambda: page.picture.scene.arrangement is not None)
    qtbot.waitUntil(lambda: len(outputs(page)) == 10)
    expected = [bars.mapTo(page, place).y() - page.picture.y() for place in bars.places()][:10]
    qtbot.waitUntil(lambda: outputs(page) == expected)
    assert page.picture.geometry().right() < page.columns[0].x()


def outputs(page: PresentationPage) -> list[float]:
    arrangement = page.picture.scene.arrangement
    return [] if arrangement is None else list(arrangement.outputs)


def test_nothing_is_read_while_it_is_hidden(
    page: PresentationPage, qtbot: QtBot, reader: Reader
) -> None:
    page.hide()
    page.set_drawing(SEVEN)
    page.set_current(reader, "Another")
    assert page.columns[0].bars.winner is None
    page.show()
    qtbot.waitUntil(lambda: page.columns[0].bars.winner == 7)
    assert page.columns[0].title == "Another"


def test_breaking_the_network_in_the_picture_changes_the_answer(
    page: PresentationPage, qtbot: QtBot
) -> None:
    page.set_drawing(SEVEN)
    column = page.columns[0]
    qtbot.waitUntil(lambda: column.bars.winner == 7)
    sound = column.bars.property("probabilities")
    page.picture.break_network(pruned=1.0)
    qtbot.waitUntil(lambda: column.bars.property("probabilities") != sound)
    page.picture.heal()
    qtbot.waitUntil(lambda: column.bars.property("probabilities") == sound)


def test_type_follows_the_zoom_as_far_as_there_is_room(page: PresentationPage) -> None:
    usual = page.font().pixelSize()
    page.set_zoom(1.25)
    assert page.font().pixelSize() > usual
    page.set_zoom(1.0)
    assert page.font().pixelSize() == usual
    assert QRect(page.rect()).contains(page.canvas.geometry())
