"""To the presentation and back: the window is afterwards as it was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolBar, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.presentation.page import PresentationPage
from app.settings import Settings
from app.training.retraining import Retraining
from app.ui.panel import Panel
from app.window.stage import Stage
from tests.app.hand import DIGITS, draw
from tests.app.parts import bars_of, canvas_of, message_of, part
from tests.app.waiting import bring_to_front

Key = Qt.Key


def press(window: MainWindow, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    QTest.keyClick(window if focused is None else focused, key)


def present(window: MainWindow, qtbot: QtBot) -> PresentationPage:
    """Press F11, and wait for the page."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Key.Key_F11)
    page = part(window, PresentationPage)
    qtbot.waitUntil(lambda: page.isVisible() and page.canvas.hasFocus())
    return page


def surroundings(window: MainWindow) -> list[QWidget]:
    return [window.menuBar(), part(window, Stage), part(window, QToolBar, "trainingBar")]


def test_f11_leaves_only_the_page_on_the_whole_screen(window: MainWindow, qtbot: QtBot) -> None:
    bring_to_front(qtbot, part(window, Panel, "insideDock"))
    page = present(window, qtbot)
    assert window.isFullScreen()
    assert not any(widget.isVisible() for widget in surroundings(window))
    assert not any(panel.isVisible() for panel in window.findChildren(Panel))
    qtbot.waitUntil(lambda: page.size() == window.size())


def places(window: MainWindow) -> dict[str, QRect]:
    """Of what the user has placed."""
    panels = {panel.objectName(): panel.geometry() for panel in window.findChildren(Panel)}
    seen = {name: place for name, place in panels.items() if part(window, Panel, name).is_seen}
    return seen | {"stage": part(window, Stage).geometry(), "canvas": canvas_of(window).geometry()}


def test_leaving_brings_everything_back_to_its_place(window: MainWindow, qtbot: QtBot) -> None:
    for name in ("trainingDock", "insideDock"):
        bring_to_front(qtbot, part(window, Panel, name))
    window.resizeDocks([part(window, Panel, "insideDock")], [400], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: abs(part(window, Panel, "insideDock").width() - 400) < 3)
    before = places(window)
    for key in (Key.Key_Escape, Key.Key_F11):
        present(window, qtbot)
        press(window, key)
        qtbot.waitUntil(lambda: window.size() == QSize(1280, 720))
        assert all(widget.isVisible() for widget in surroundings(window))
        qtbot.waitUntil(lambda: places(window) == before)
        assert not part(window, PresentationPage).isVisible()


def test_a_maximised_window_is_so_again(window: MainWindow, qtbot: QtBot) -> None:
    window.setWindowState(Qt.WindowState.WindowMaximized)
    present(window, qtbot)
    press(window, Key.Key_Escape)
    assert window.windowState() == Qt.WindowState.WindowMaximized


def test_the_drawing_goes_over_and_comes_back_as_one_step(window: MainWindow, qtbot: QtBot) -> None:
    draw(canvas_of(window), DIGITS[7])
    drawn = window.drawing
    page = present(window, qtbot)
    assert page.drawing == drawn
    press(window, Key.Key_C)
    draw(page.canvas, DIGITS[3])
    press(window, Key.Key_Escape)
    assert window.drawing == page.drawing
    qtbot.waitUntil(lambda: bars_of(window).winner == 3)
    canvas_of(window).undo()
    assert window.drawing == drawn


def test_a_window_that_is_closed_meanwhile_starts_as_it_was_before(
    window: MainWindow, qtbot: QtBot
) -> None:
    bring_to_front(qtbot, part(window, Panel, "insideDock"))
    place = window.geometry()
    page = present(window, qtbot)
    draw(page.canvas, DIGITS[7])
    drawn = page.drawing
    window.close()
    assert Settings().window_place == place.getRect()
    again = MainWindow()
    qtbot.addWidget(again)
    again.show()
    assert not again.isFullScreen()
    assert part(again, Panel, "insideDock").isVisible()
    assert not part(again, Panel, "trainingDock").isVisible()
    assert again.drawing == drawn
    assert all(widget.isVisible() for widget in surroundings(again))
    again.close()


def test_t_trains_and_ends_the_training(
    qtbot: QtBot, shipped: Path, many_digits_path: Path
) -> None:
    window = MainWindow(data_path=many_digits_path)
    qtbot.addWidget(window)
    window.show()
    retraining = part(window, Retraining)
    page = present(window, qtbot)
    with qtbot.waitSignal(retraining.history.added):
        press(window, Key.Key_T)
    qtbot.waitUntil(lambda: "epoch" in page.training.text)
    qtbot.waitUntil(lambda: page.columns[0].title.startswith("In training"))
    press(window, Key.Key_T)
    qtbot.waitUntil(lambda: not retraining.is_running)
    qtbot.waitUntil(lambda: not page.columns[0].title.startswith("In training"))
    window.close()


def test_what_the_window_has_to_say_is_said_on_the_page(window: MainWindow, qtbot: QtBot) -> None:
    page = present(window, qtbot)
    window.show_error("Something broke.")
    assert message_of(window) == "Something broke."
    bar = part(window, QWidget, "messageBar")
    assert bar.isVisible()
    assert bar.palette().window() == page.palette().window()
    press(window, Key.Key_Escape)
    assert bar.palette().window() == window.palette().window()
