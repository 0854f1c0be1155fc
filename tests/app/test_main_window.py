from __future__ import annotations

import gc
import os
import time
import weakref
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.files.picture_import import PictureReader
from app.fine_tuning.section import FineTuningSection
from app.library.library import Library
from app.main_window import MainWindow
from app.prediction.reading_panel import NetworkInputView
from app.prediction.recognizer import Recognizer
from app.settings import Appearance
from app.training.retraining import Retraining
from app.training.run import Outcome, Run
from app.ui.panel import LatePanel, Panel
from nn.model_file import Model, load_model, shipped_model_path
from nn.preprocessing.pipeline import network_input, quantise
from tests.app.hand import DIGITS, draw
from tests.app.parts import bars_of, canvas_of, click, message_of, part
from tests.app.waiting import frame_passes

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def entry(window: MainWindow, text: str) -> QAction:
    """The menu entry with this text."""
    return next(action for action in window.findChildren(QAction) if action.text() == text)


def shown_digit(window: MainWindow) -> int | None:
    values = bars_of(window).property("probabilities")
    return int(np.argmax(values)) if values else None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("canvas", QWidget),
        ("probabilityBars", QWidget),
        ("networkInput", QWidget),
        ("retrainButton", QAbstractButton),
        ("stopButton", QAbstractButton),
        ("pauseButton", QAbstractButton),
        ("clearButton", QAbstractButton),
        ("undoButton", QAbstractButton),
        ("redoButton", QAbstractButton),
        ("trainingProgress", QProgressBar),
        ("recipeSelector", QComboBox),
    ],
)
def test_tools_find_every_part_by_its_name(
    window: MainWindow, name: str, kind: type[QWidget]
) -> None:
    assert part(window, kind, name).isVisible()


@pytest.mark.parametrize("digit", DIGITS)
def test_a_digit_drawn_with_the_mouse_is_named_by_the_bars(
    window: MainWindow, qtbot: QtBot, digit: int
) -> None:
    draw(canvas_of(window), DIGITS[digit])
    qtbot.waitUntil(lambda: shown_digit(window) == digit)
    assert sum(bars_of(window).property("probabilities")) == pytest.approx(1)
    qtbot.waitUntil(lambda: part(window, QLabel, "verdictSign").text() in (str(digit), "?"))


def test_the_bars_move_while_the_pen_is_still_down(window: MainWindow, qtbot: QtBot) -> None:
    canvas, bars = canvas_of(window), bars_of(window)
    side = canvas.width()
    places = [QPoint(round(x * side), round(y * side)) for x, y in DIGITS[3][0]]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=places[0])
    seen = []
    for place in places[1:]:
        with qtbot.waitSignal(part(window, Recognizer).read):
            QTest.mouseMove(canvas, place)
        seen.append(tuple(bars.property("probabilities")))
    assert len(set(seen)) > len(places) // 2
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=places[-1])


def test_the_small_view_shows_what_the_network_reads(window: MainWindow, qtbot: QtBot) -> None:
    canvas = canvas_of(window)
    view = part(window, NetworkInputView, "networkInput")
    draw(canvas, DIGITS[7])
    expected = quantise(network_input(canvas.drawing))
    qtbot.waitUntil(lambda: np.array_equal(view.pixels, expected))


def test_an_empty_canvas_has_no_prediction(window: MainWindow, qtbot: QtBot) -> None:
    assert bars_of(window).property("probabilities") == []
    draw(canvas_of(window), DIGITS[7])
    qtbot.waitUntil(lambda: shown_digit(window) == 7)
    click(window, "clearButton")
    qtbot.waitUntil(lambda: bars_of(window).property("probabilities") == [])


def test_buttons_undo_redo_and_clear(window: MainWindow) -> None:
    canvas = canvas_of(window)
    for name in ("undoButton", "redoButton", "clearButton"):
        assert not part(window, QAbstractButton, name).isEnabled()
    draw(canvas, [*DIGITS[7], *DIGITS[1]])
    drawn = canvas.drawing
    click(window, "undoButton")
    assert len(canvas.drawing.strokes) == 1
    click(window, "redoButton")
    assert canvas.drawing == drawn
    click(window, "clearButton")
    assert canvas.drawing.is_empty
    click(window, "undoButton")
    assert canvas.drawing == drawn


def test_keys_undo_redo_and_clear(window: MainWindow, qtbot: QtBot) -> None:
    canvas = canvas_of(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    draw(canvas, [*DIGITS[7], *DIGITS[1]])
    drawn = canvas.drawing
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert len(canvas.drawing.strokes) == 1
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert canvas.drawing == drawn
    QTest.keyClick(window, Qt.Key.Key_Delete)
    assert canvas.drawing.is_empty
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert canvas.drawing == drawn


def test_escape_gives_up_a_picture_and_no_drawing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    canvas = canvas_of(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    draw(canvas, DIGITS[7])
    drawn = canvas.drawing
    picture = tmp_path / "one.png"
    canvas.grab().save(str(picture))
    stop = entry(window, "S&top Reading the Picture")
    part(window, PictureReader).read_file(picture)
    assert stop.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not stop.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert canvas.drawing == drawn


def test_resizing_the_window_keeps_the_drawing_and_its_reading(
    window: MainWindow, qtbot: QtBot
) -> None:
    canvas = canvas_of(window)
    draw(canvas, DIGITS[7])
    qtbot.waitUntil(lambda: shown_digit(window) == 7)
    drawing, values = canvas.drawing, bars_of(window).property("probabilities")
    changes: list[object] = []
    canvas.changed.connect(changes.append)
    for width, height in ((900, 600), (1920, 1080), (1280, 720)):
        window.resize(width, height)
        qtbot.waitUntil(lambda: canvas.width() == canvas.height() > 250)
        qtbot.waitUntil(partial(_is_wholly_seen, canvas))
        assert canvas.drawing is drawing
    assert changes == []
    assert bars_of(window).property("probabilities") == values


def _is_wholly_seen(widget: QWidget) -> None:
    assert widget.visibleRegion().boundingRect() == widget.rect(), widget.objectName()


@pytest.mark.parametrize("size", [(900, 600), (1280, 720), (2560, 1440)])
def test_nothing_is_cut_off_at_any_size(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    for name in ("canvas", "probabilityBars", "networkInput", "recipeSelector", "smallCurve"):
        # The layout may come a moment after the size.
        qtbot.waitUntil(partial(_is_wholly_seen, part(window, QWidget, name)))


def test_a_damaged_own_network_is_told_and_the_shipped_one_reads(
    qtbot: QtBot, shipped: Path, digits_home: Path
) -> None:
    (digits_home / "trained.npz").write_bytes(b"damaged")
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    assert "trained.npz" in message_of(window)
    draw(canvas_of(window), DIGITS[7])
    qtbot.waitUntil(lambda: shown_digit(window) == 7)


def test_without_any_network_the_window_opens_and_says_so(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "app.prediction.model_store.shipped_model_path", lambda: tmp_path / "missing.npz"
    )
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    assert "missing.npz" in message_of(window)
    draw(canvas_of(window), DIGITS[7])
    frame_passes(qtbot)
    assert bars_of(window).property("probabilities") == []


def test_retraining_ends_in_a_network_that_reads_now_and_at_the_next_start(
    qtbot: QtBot, shipped: Path, digits_path: Path, digits_home: Path
) -> None:
    window = MainWindow(data_path=digits_path)
    qtbot.addWidget(window)
    window.show()
    draw(canvas_of(window), DIGITS[7])
    qtbot.waitUntil(lambda: shown_digit(window) == 7)
    before = bars_of(window).property("probabilities")
    selector = part(window, QComboBox, "recipeSelector")
    selector.setCurrentIndex(selector.findData("mlp"))
    click(window, "retrainButton")
    qtbot.waitUntil((digits_home / "trained.npz").exists)
    qtbot.waitUntil(lambda: bars_of(window).property("probabilities") != before)
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert "Your network" in part(again, QLabel, "whichNetwork").text()


def test_closing_in_training_ends_it_sooner_than_it_was_begun(
    qtbot: QtBot, shipped: Path, many_digits_path: Path
) -> None:
    window = MainWindow(data_path=many_digits_path)
    qtbot.addWidget(window)
    window.show()
    clicked = time.monotonic()
    click(window, "retrainButton")
    progress = part(window, QProgressBar, "trainingProgress")
    qtbot.waitUntil(lambda: progress.value() > 0)
    assert progress.value() < progress.maximum()
    process_id = part(window, Retraining).process_id
    assert process_id is not None
    begun = time.monotonic()
    window.close()
    assert time.monotonic() - begun < begun - clicked
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)


def test_the_menu_retrains_too_and_a_second_time_only_when_the_first_is_over(
    qtbot: QtBot, shipped: Path, many_digits_path: Path
) -> None:
    window = MainWindow(data_path=many_digits_path)
    qtbot.addWidget(window)
    window.show()
    retraining = part(window, Retraining)
    entry(window, "Re&train").trigger()
    first = retraining.process_id
    assert first is not None
    entry(window, "Re&train").trigger()
    assert retraining.process_id == first
    assert not part(window, QAbstractButton, "retrainButton").isEnabled()
    window.close()


def test_the_window_comes_back_as_it_was_left(qtbot: QtBot, shipped: Path) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(920, 650)
    window.show()
    canvas_of(window).set_pen_width(0.09)
    part(window, Panel, "insideDock").show()
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    again.show()
    assert again.height() == 650
    assert canvas_of(again).pen_width == pytest.approx(0.09)
    assert part(again, Panel, "insideDock").isVisible()
    assert not part(again, Panel, "trainingDock").isVisible()


@pytest.mark.parametrize("appearance", [Appearance.DARK, Appearance.LIGHT])
def test_a_theme_chosen_from_the_menu_is_worn_and_remembered(
    window: MainWindow, qtbot: QtBot, appearance: Appearance
) -> None:
    text = {Appearance.DARK: "&Dark", Appearance.LIGHT: "&Light"}[appearance]
    entry(window, text).trigger()
    is_dark = appearance is Appearance.DARK
    qtbot.waitUntil(lambda: (window.palette().window().color().lightness() < 128) is is_dark)
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert entry(again, text).isChecked()
    entry(again, "&Light").trigger()


def test_every_control_has_a_name_for_screen_readers(window: MainWindow) -> None:
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and not button.objectName().startswith("qt_"):
            assert button.accessibleName() or button.text(), button.objectName()


def test_the_shipped_network_reads_clean_digits(qtbot: QtBot) -> None:
    if not shipped_model_path().exists():
        pytest.skip("there is no shipped network in this checkout")
    assert load_model(shipped_model_path()).recipe
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    for digit, strokes in DIGITS.items():
        canvas_of(window).clear()
        draw(canvas_of(window), strokes)
        qtbot.waitUntil(lambda digit=digit: bars_of(window).winner == digit)  # type: ignore[misc]


def test_a_key_goes_to_a_panel_and_does_not_close_it(window: MainWindow, qtbot: QtBot) -> None:
    training, inside = part(window, Panel, "trainingDock"), part(window, Panel, "insideDock")
    for key, panel in ((Qt.Key.Key_1, training), (Qt.Key.Key_2, inside), (Qt.Key.Key_2, inside)):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda panel=panel: panel.is_seen)  # type: ignore[misc]
    assert not training.is_seen
    # Once there is something in it that takes the keyboard.
    qtbot.waitUntil(lambda: inside.isAncestorOf(window.focusWidget()))


def test_what_is_needed_most_can_be_seen_at_any_size(window: MainWindow, qtbot: QtBot) -> None:
    for size in (QSize(1280, 720), QSize(900, 600)):
        window.resize(size)
        for name in ("retrainButton", "pauseButton", "stepButton", "stopButton", "smallCurve"):
            widget = part(window, QWidget, name)
            place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            assert widget.isVisible(), name
            assert window.rect().contains(place), name
    assert window.size() == QSize(900, 600)


def test_the_drawing_is_there_again_at_the_next_start(window: MainWindow, qtbot: QtBot) -> None:
    draw(canvas_of(window), DIGITS[7])
    drawn = window.drawing
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.drawing == drawn
    again.close()


def accept(window: MainWindow, model: Model) -> None:
    """Accept what fine-tuning made of the network."""
    part(window, LatePanel, "libraryDock").make_now()
    part(window, FineTuningSection).accepted.emit(model)


def test_the_first_digit_is_kept_before_the_library_was_ever_open(
    window: MainWindow, qtbot: QtBot
) -> None:
    draw(canvas_of(window), DIGITS[7])
    library = part(window, LatePanel, "libraryDock")
    assert not library.is_made
    QTest.keyClick(window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: list(part(library, Library).contents.labels) == [1])
    # Another label of the same drawing, and not a second one.
    QTest.keyClick(window, Qt.Key.Key_7)
    qtbot.waitUntil(lambda: list(part(library, Library).contents.labels) == [7])
    assert not library.isVisible()


def test_a_network_that_learned_a_hand_answers_once_it_is_accepted(
    window: MainWindow, qtbot: QtBot, small_model: Model
) -> None:
    other = Model(small_model.network.copy(), "mlp", {"own_drawings": 12})
    accept(window, other)
    assert "Your network" in part(window, QLabel, "whichNetwork").text()
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert "Your network" in part(again, QLabel, "whichNetwork").text()


def has_stopped(run: Run) -> bool:
    return run.outcome is Outcome.STOPPED


def test_an_accepted_network_is_not_replaced_by_a_training_under_way(
    qtbot: QtBot, shipped: Path, many_digits_path: Path, small_model: Model
) -> None:
    window = MainWindow(data_path=many_digits_path)
    qtbot.addWidget(window)
    window.show()
    retraining = part(window, Retraining)
    with qtbot.waitSignal(retraining.history.added):
        click(window, "retrainButton")
    with qtbot.waitSignal(retraining.history.updated, check_params_cb=has_stopped):
        accept(window, Model(small_model.network.copy(), "cnn", {"own_drawings": 12}))
    assert not retraining.is_running
    assert "Your network: Convolutional" in part(window, QLabel, "whichNetwork").text()
    window.close()


def test_a_closed_window_is_forgotten_with_all_its_panels(qtbot: QtBot, digits_path: Path) -> None:
    window = MainWindow(digits_path)
    window.show()
    for panel in window.findChildren(LatePanel):
        panel.make_now()
    window.close()
    forgotten = weakref.ref(window)
    del window, panel

    def is_gone() -> bool:
        gc.collect()
        return forgotten() is None

    # A function that holds the window, connected to a signal of one of its parts, keeps it alive.
    qtbot.waitUntil(is_gone)


def test_what_retrain_would_train_is_said_where_it_is_not_what_answers(
    qtbot: QtBot, window: MainWindow
) -> None:
    said = part(window, QLabel, "nextRecipe")
    selector = part(window, QComboBox, "recipeSelector")
    assert selector.currentData() == "mlp", "as the network that answers"
    assert not said.isVisible()
    QTest.keyClick(selector, Qt.Key.Key_Home)
    assert said.isVisible()
    assert said.text() == "Retrain would train: Classic"
    QTest.keyClick(selector, Qt.Key.Key_Down)
    assert not said.isVisible()
