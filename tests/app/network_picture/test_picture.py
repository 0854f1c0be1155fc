from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.network_picture.arrangement import Room
from app.network_picture.content import Wishes
from app.network_picture.picture import NetworkPicture
from app.network_picture.selection import UnitChoice, cell_of, place_of
from app.ui.theme import palette
from nn.explain.contributions import IMAGE
from nn.layers import BatchNorm, Conv2D, Dense, Flatten, Layer, ReLU
from nn.network import Network
from nn.reader import Reader
from tests.app.network_picture.parts import (
    CONVOLUTIONAL,
    DENSE,
    EMPTY,
    image,
    network,
    reading,
)


def show(qtbot: QtBot, picture: NetworkPicture, layers: tuple[Layer, ...] = DENSE) -> Reader:
    """Show a network and a drawing, and wait for them."""
    reader = Reader(network(layers))
    picture.set_reader(reader)
    picture.show_reading(reading(image()))
    settle(qtbot, picture)
    return reader


def settle(qtbot: QtBot, picture: NetworkPicture) -> None:
    """Until the newest state is shown."""
    qtbot.waitUntil(lambda: not picture._timer.isActive())
    assert picture.scene.content is not None


def middle_of(picture: NetworkPicture, choice: UnitChoice) -> QPoint:
    arrangement, content = picture.scene.arrangement, picture.scene.content
    assert arrangement is not None
    assert content is not None
    place = cell_of(arrangement, content, choice) or place_of(arrangement, content, choice)
    assert place is not None
    return place.center().toPoint()


def shown_unit(picture: NetworkPicture, level: int, slot: int = 2) -> UnitChoice:
    assert picture.scene.content is not None
    return UnitChoice(level, (picture.scene.content.shown[level][slot],))


def test_it_shows_what_the_network_makes_of_the_drawing(
    qtbot: QtBot, picture: NetworkPicture
) -> None:
    reader = show(qtbot, picture)
    content = picture.scene.content
    assert content is not None
    assert content.passed is not None
    expected = reader.network.activations(image()[None])[-1][:, 0]
    np.testing.assert_array_equal(content.passed.values(2), expected)
    before = picture.grab().toImage()
    picture.show_reading(EMPTY)
    settle(qtbot, picture)
    assert picture.scene.content is not None
    assert picture.scene.content.passed is None
    assert picture.grab().toImage() != before


def test_nothing_is_computed_while_it_is_hidden(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture)
    before = picture.scene.content
    picture.hide()
    picture.show_reading(reading(image().T.copy()))
    picture.set_reader(Reader(network(CONVOLUTIONAL)))
    qtbot.wait(50)
    assert picture.scene.content is before
    picture.show()
    qtbot.waitUntil(lambda: picture.scene.content is not before)
    assert picture.scene.content is not None
    assert len(picture.scene.content.facts.levels) == 5


def test_many_readings_within_a_frame_are_one_frame(
    qtbot: QtBot, picture: NetworkPicture, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(qtbot, picture)
    frames: list[Wishes] = []
    compose = picture.scene.compose

    def counted(room: Room, wishes: Wishes) -> bool:
        frames.append(wishes)
        return compose(room, wishes)

    monkeypatch.setattr(picture.scene, "compose", counted)
    for shift in range(5):
        picture.show_reading(reading(np.roll(image(), shift + 1, axis=0)))
    settle(qtbot, picture)
    assert len(frames) == 1
    content = picture.scene.content
    assert content is not None
    assert content.passed is not None
    np.testing.assert_array_equal(content.passed.image, np.roll(image(), 5, axis=0))


def test_the_same_reading_again_is_no_work(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture)
    before = picture.scene.content
    picture.show_reading(reading(image()))
    assert not picture._timer.isActive()
    assert picture.scene.content is before


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_painted_in_both_themes(qtbot: QtBot, picture: NetworkPicture, dark: bool) -> None:
    picture.setPalette(palette(dark=dark))
    show(qtbot, picture, CONVOLUTIONAL)
    grabbed = picture.grab().toImage()
    assert grabbed.pixelColor(2, 480) == palette(dark=dark).window().color()
    colours = {grabbed.pixel(x, y) for x in range(0, 600, 3) for y in range(40, 400, 3)}
    assert len(colours) > 50


def test_pointing_at_a_unit_explains_it(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture)
    choice = shown_unit(picture, 1)
    QTest.mouseMove(picture, middle_of(picture, choice))
    qtbot.waitUntil(lambda: picture.inspector.explanation is not None)
    explanation = picture.inspector.explanation
    assert explanation is not None
    assert explanation.choice == choice
    QTest.mouseMove(picture, QPoint(300, 495))
    qtbot.waitUntil(lambda: picture.inspector.explanation is None)


def test_a_click_pins_and_another_lets_go(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture)
    choice = shown_unit(picture, 0)
    with qtbot.waitSignal(picture.pinned) as pinned:
        QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, choice))
    assert pinned.args == [choice]
    with qtbot.waitSignal(picture.pinned) as let_go:
        QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, choice))
    assert let_go.args == [None]


def test_contributions_lead_back_to_the_pixels(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture, CONVOLUTIONAL)
    picture.inspector.toggle(UnitChoice(4, (3,)))
    levels = [4]
    while levels[-1] != IMAGE:
        with qtbot.waitSignal(picture.pinned) as pinned:
            QTest.mouseClick(picture.inspector.card.row_buttons[0], Qt.MouseButton.LeftButton)
        levels.append(pinned.args[0].level)
        settle(qtbot, picture)
        # What one has been led to is shown, also if it was not among the most telling ones.
        assert not middle_of(picture, pinned.args[0]).isNull()
    assert levels == [4, 3, 2, 1, 0, IMAGE]
    for level in (0, 1, 2, 3, 4):
        QTest.keyClick(picture, Qt.Key.Key_Backspace)
        assert picture.inspector.pinned_choice is not None
        assert picture.inspector.pinned_choice.level == level


def test_the_card_follows_the_drawing(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture)
    picture.inspector.toggle(shown_unit(picture, 0))
    explanation = picture.inspector.explanation
    assert explanation is not None
    picture.show_reading(reading(np.flipud(image()).copy()))
    qtbot.waitUntil(lambda: picture.inspector.explanation is not explanation)
    after = picture.inspector.explanation
    assert after is not None
    assert after.choice == explanation.choice
    assert after.formula != explanation.formula


def test_keys_go_from_unit_to_unit_and_pin(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture)
    picture.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: picture.inspector.cursor is not None)
    assert picture.inspector.cursor is not None
    assert picture.inspector.cursor.level == 2
    QTest.keyClick(picture, Qt.Key.Key_Left)
    assert picture.inspector.cursor.level == 1
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert picture.inspector.pinned_choice == picture.inspector.cursor
    QTest.keyClick(picture, Qt.Key.Key_Down)
    assert picture.inspector.pinned_choice == picture.inspector.cursor
    assert picture.accessibleDescription()
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    assert picture.inspector.pinned_choice is None


def test_escape_lets_go_before_the_window_takes_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    picture = NetworkPicture(window)
    QVBoxLayout(window).addWidget(picture)
    window.resize(600, 500)
    taken: list[bool] = []
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
    shortcut.activated.connect(lambda: taken.append(True))
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    show(qtbot, picture)
    picture.setFocus()
    picture.inspector.toggle(shown_unit(picture, 0))
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    assert picture.inspector.pinned_choice is None
    assert not taken
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    assert taken


def test_another_network_lets_go_of_units_that_it_has_not(
    qtbot: QtBot, picture: NetworkPicture
) -> None:
    show(qtbot, picture)
    picture.inspector.toggle(UnitChoice(0, (59,)))
    with qtbot.waitSignal(picture.pinned) as pinned:
        picture.set_reader(Reader(network((Flatten(), Dense(5), ReLU(), Dense(10)))))
    assert pinned.args == [None]


def test_a_signal_travels_when_the_drawing_rests_and_ends(
    qtbot: QtBot, picture: NetworkPicture
) -> None:
    show(qtbot, picture)
    qtbot.waitUntil(lambda: picture._travel.is_under_way)
    qtbot.waitUntil(lambda: not picture._travel.is_under_way)
    picture.set_reader(Reader(network(DENSE)))
    settle(qtbot, picture)
    assert not picture._rest.isActive()


def test_enter_sends_a_signal(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture)
    picture._rest.stop()
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert picture._travel.is_under_way


def test_a_unit_is_switched_off_and_the_altered_network_answers(
    qtbot: QtBot, picture: NetworkPicture
) -> None:
    show(qtbot, picture)
    choice = shown_unit(picture, 1)
    picture.inspector.toggle(choice)
    with qtbot.waitSignal(picture.altered) as altered:
        QTest.keyClick(picture, Qt.Key.Key_X)
    assert isinstance(altered.args[0], Reader)
    assert not altered.args[0].network.activations(image()[None])[4][choice.place[0]].any()
    assert picture.damage.off == {choice.unit}
    settle(qtbot, picture)
    assert picture.scene.content is not None
    assert picture.scene.content.facts.network is altered.args[0].network
    with qtbot.waitSignal(picture.altered) as healed:
        QTest.keyClick(picture, Qt.Key.Key_Delete)
    assert healed.args == [None]


def test_in_the_mode_a_click_switches(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture)
    picture.break_it.set_open(True)
    mode = picture.break_it.findChild(QWidget, "switchMode")
    assert mode is not None
    qtbot.waitUntil(mode.isVisible)
    mode.setChecked(True)  # type: ignore[attr-defined]
    settle(qtbot, picture)
    choice = shown_unit(picture, 0, 1)
    with qtbot.waitSignal(picture.altered):
        QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, choice))
    assert picture.damage.off == {choice.unit}
    assert picture.inspector.pinned_choice is None


def test_a_slider_breaks_and_a_button_heals(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture)
    rng = np.random.default_rng(0)
    picture.set_test_images(rng.integers(0, 256, (40, 28, 28), np.uint8), rng.integers(0, 10, 40))
    picture.break_it.set_open(True)
    slider = picture.break_it.findChild(QSlider, "pruned")
    assert slider is not None
    with qtbot.waitSignals([picture.altered, picture._breakage.measured]):
        slider.setValue(100)
    result = picture.break_it.findChild(QWidget, "breakItResult")
    assert result is not None
    assert "%" in result.text()  # type: ignore[attr-defined]
    heal = picture.break_it.findChild(QWidget, "heal")
    assert heal is not None
    with qtbot.waitSignal(picture.altered) as healed:
        QTest.mouseClick(heal, Qt.MouseButton.LeftButton)
    assert healed.args == [None]
    assert slider.value() == 0


def test_a_broken_network_is_broken_again_as_it_learns(
    qtbot: QtBot, picture: NetworkPicture
) -> None:
    show(qtbot, picture)
    picture.inspector.toggle(shown_unit(picture, 0))
    with qtbot.waitSignal(picture.altered):
        QTest.keyClick(picture, Qt.Key.Key_X)
    learned = network(DENSE)
    learned = learned.with_parameters(learned.parameters * np.float32(1.1))
    with qtbot.waitSignal(picture.altered) as altered:
        picture.set_reader(Reader(learned))
    ((_, unit),) = picture.damage.off
    views = altered.args[0].network.views[1][0]
    assert not views[unit].any()
    np.testing.assert_array_equal(
        np.delete(views, unit, 0), np.delete(learned.views[1][0], unit, 0)
    )


def test_in_training_changes_and_gradients_are_shown(qtbot: QtBot, picture: NetworkPicture) -> None:
    reader = show(qtbot, picture)
    picture.set_training(True)
    picture.set_gradients((1e-4, 1e-3, 1e-2))
    moved = reader.network.parameters + np.float32(0.01)
    before = picture.grab().toImage()
    picture.set_reader(Reader(reader.network.with_parameters(moved)))
    settle(qtbot, picture)
    assert picture.scene.content is not None
    assert picture.scene.content.changed
    assert picture.grab().toImage() != before
    picture.set_training(False)
    settle(qtbot, picture)
    assert not picture.scene.content.changed


def test_dead_units_are_found_while_a_network_learns(qtbot: QtBot, picture: NetworkPicture) -> None:
    dying = Network((Flatten(), Dense(20), ReLU(), Dense(10))).initialised(
        rng=np.random.default_rng(0)
    )
    dying.views[1][1][:] = 1000
    dying.views[1][1][4] = -1e6
    rng = np.random.default_rng(0)
    picture.set_test_images(rng.integers(0, 256, (30, 28, 28), np.uint8), rng.integers(0, 10, 30))
    picture.set_reader(Reader(dying))
    qtbot.waitUntil(lambda: bool(picture._dead))
    assert picture._dead[0] == {4}


def test_the_strip_leaves_the_ends_at_the_bars_free(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture)
    for is_open in (False, True):
        picture.break_it.set_open(is_open)
        settle(qtbot, picture)
        arrangement = picture.scene.arrangement
        assert arrangement is not None
        strip = picture.break_it.geometry()
        assert strip.right() < arrangement.output_x - 16
        assert strip.bottom() < picture.height()
        lowest = max(column.slot(column.count - 1).bottom() for column in arrangement.columns)
        assert lowest < strip.top()


def test_connections_end_where_the_bars_are(qtbot: QtBot, picture: NetworkPicture) -> None:
    show(qtbot, picture)
    picture.set_output_places([24 + 48 * row for row in range(10)])
    settle(qtbot, picture)
    assert picture.scene.arrangement is not None
    assert picture.scene.arrangement.outputs == tuple(24.0 + 48 * row for row in range(10))


def test_a_diverged_network_is_shown_without_complaint(
    qtbot: QtBot, picture: NetworkPicture
) -> None:
    reader = show(qtbot, picture)
    picture.inspector.toggle(shown_unit(picture, 1))
    infinite = np.full_like(reader.network.parameters, np.inf)
    picture.set_reader(Reader(reader.network.with_parameters(infinite)))
    settle(qtbot, picture)
    picture.grab()


@pytest.mark.parametrize(
    "layers",
    [
        (Flatten(), Dense(10)),
        (Flatten(), *(Dense(9), ReLU()) * 30, Dense(11)),
        (Conv2D(3, kernel=5, stride=3), Flatten(), BatchNorm(), Dense(10)),
    ],
    ids=["no hidden level", "thirty levels", "a normalisation on its own"],
)
def test_unusual_networks_are_shown_and_explained(
    qtbot: QtBot, picture: NetworkPicture, layers: tuple[Layer, ...]
) -> None:
    show(qtbot, picture, layers)
    picture.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(40):
        QTest.keyClick(picture, Qt.Key.Key_Left)
        assert picture.inspector.explanation is not None
    assert picture.inspector.cursor is not None
    assert picture.inspector.cursor.level == IMAGE
    picture.grab()


def test_tab_goes_into_the_pinned_card_and_enter_follows(
    qtbot: QtBot, picture: NetworkPicture
) -> None:
    show(qtbot, picture)
    picture.activateWindow()
    qtbot.waitActive(picture)
    picture.setFocus()
    picture.inspector.toggle(UnitChoice(2, (3,)))
    QTest.keyClick(picture, Qt.Key.Key_Tab)
    first = picture.inspector.card.row_buttons[0]
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert picture.inspector.pinned_choice is not None
    assert picture.inspector.pinned_choice.level == 1
    QTest.keyClick(picture.inspector.card.row_buttons[0], Qt.Key.Key_Return)
    QTest.keyClick(picture.inspector.card.row_buttons[0], Qt.Key.Key_Return)
    assert picture.inspector.pinned_choice.level == IMAGE
    qtbot.waitUntil(picture.hasFocus)
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    assert picture.inspector.pinned_choice is None
