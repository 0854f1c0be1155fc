from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.explain.tiles import TileGrid
from app.microscope.code_view import CodeView
from app.microscope.figures import HiddenUnits, MarkedPixels
from app.microscope.panel import MicroscopePanel
from app.microscope.session import TrainingStart
from app.microscope.walk import Walk
from app.ui.theme import palette
from nn.classic import ClassicNetwork
from nn.explain.one_step import Stop
from nn.reader import Reader
from tests.app.drawings import drawing
from tests.app.parts import click, part


@pytest.fixture
def panel(qtbot: QtBot, digits_path: Path) -> Iterator[MicroscopePanel]:
    """The panel with images, in a window that scrolls as its dock does."""
    area = QScrollArea()
    qtbot.addWidget(area)
    panel = MicroscopePanel()
    area.setWidget(panel)
    area.setWidgetResizable(True)
    area.resize(460, 1400)
    panel.set_data_path(digits_path)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    qtbot.waitUntil(part(panel, QPushButton, "microscopeNextImage").isEnabled)
    yield panel
    panel.hide()
    panel.shutdown()


def walk_of(panel: MicroscopePanel) -> Walk:
    assert panel.session.walk is not None
    return panel.session.walk


def text_of(panel: QWidget, name: str) -> str:
    return part(panel, QLabel, name).text()


def say_label(panel: MicroscopePanel, digit: int) -> None:
    labels = part(panel, QComboBox, "microscopeLabel")
    assert labels.isEnabled()
    labels.setFocus()
    QTest.keyClick(labels, Qt.Key(Qt.Key.Key_0 + digit))


def test_without_a_sample_it_says_what_to_do_and_what_will_come(panel: MicroscopePanel) -> None:
    hint = part(panel, QLabel, "microscopeHint")
    assert hint.isVisible()
    assert "Take the next image" in hint.text()
    assert not part(panel, QPushButton, "microscopeNext").isVisible()
    click(panel, "microscopeNextImage")
    assert not hint.isVisible()
    assert part(panel, QPushButton, "microscopeNext").isVisible()


def test_next_and_previous_walk_from_stop_to_stop(panel: MicroscopePanel) -> None:
    click(panel, "microscopeNextImage")
    titles = [text_of(panel, "microscopeTitle")]
    for _ in range(5):
        click(panel, "microscopeNext")
        titles.append(text_of(panel, "microscopeTitle"))
    assert len(set(titles)) == 6
    assert walk_of(panel).stop is Stop.AGAIN
    for title in reversed(titles[:-1]):
        click(panel, "microscopeBack")
        assert text_of(panel, "microscopeTitle") == title
    assert not part(panel, QPushButton, "microscopeBack").isEnabled()


def test_the_code_that_is_highlighted_belongs_to_the_stop(panel: MicroscopePanel) -> None:
    click(panel, "microscopeNextImage")
    code = part(panel, CodeView)
    assert code.highlighted == ("hidden = _sigmoid(self.wih @ inputs)",)
    click(panel, "stop4")
    assert code.highlighted == ("hidden_errors = self.who.T @ output_errors",)


def test_keys_walk_from_anywhere_in_the_panel(panel: MicroscopePanel) -> None:
    click(panel, "microscopeNextImage")
    tiles = part(panel, HiddenUnits).tiles
    tiles.setFocus()
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(tiles, Qt.Key.Key_Right, alt)
    QTest.keyClick(tiles, Qt.Key.Key_Right, alt)
    assert walk_of(panel).stop is Stop.ERROR
    QTest.keyClick(tiles, Qt.Key.Key_Left, alt)
    assert walk_of(panel).stop is Stop.OUTPUTS


def test_arrows_walk_along_the_row_of_stops(panel: MicroscopePanel) -> None:
    click(panel, "microscopeNextImage")
    first = part(panel, QAbstractButton, "stop1")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert walk_of(panel).stop is Stop.OUTPUTS
    assert part(panel, QAbstractButton, "stop2").hasFocus()


def test_a_unit_that_is_clicked_is_the_one_that_is_explained(panel: MicroscopePanel) -> None:
    click(panel, "microscopeNextImage")
    tiles = part(panel, HiddenUnits).tiles
    place = tiles.place_of(38)
    assert place is not None
    QTest.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=place)
    assert "38" in text_of(panel, "microscopeNumbersTitle")
    assert "38" in text_of(panel, "microscopeWeightsTitle")
    QTest.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=place)
    assert panel.choice is not None
    assert panel.choice.unit == 38
    QTest.keyClick(tiles, Qt.Key.Key_Down)
    assert panel.choice.unit == 48


def test_the_output_of_the_label_is_explained_until_another_is_clicked(
    panel: MicroscopePanel,
) -> None:
    click(panel, "microscopeNextImage")
    label = walk_of(panel).step.sample.label
    assert panel.choice is not None
    assert panel.choice.output == label
    other = (label + 1) % 10
    click(panel, "stop3")
    click(panel, f"output{other}")
    assert panel.choice.output == other
    assert f"output {other}" in text_of(panel, "microscopeNumbersTitle")
    part(panel, QAbstractButton, f"output{other}").setFocus()


def test_pictures_fill_from_stop_to_stop(panel: MicroscopePanel) -> None:
    click(panel, "microscopeNextImage")
    output = part(panel, QAbstractButton, "output3")
    assert "not computed" in output.accessibleName()
    assert len(part(panel, MarkedPixels, "microscopeInput").marks) == 5
    click(panel, "microscopeNext")
    assert "target" not in output.accessibleName()
    click(panel, "microscopeNext")
    assert "target" in output.accessibleName()
    before = text_of(panel, "microscopeChangeCaption")
    click(panel, "stop5")
    assert text_of(panel, "microscopeChangeCaption") != before


def test_the_drawing_can_be_taken_once_there_is_one(panel: MicroscopePanel) -> None:
    labels = part(panel, QComboBox, "microscopeLabel")
    assert not labels.isEnabled()
    panel.set_drawing(drawing(1))
    say_label(panel, 4)
    assert walk_of(panel).step.sample.label == 4
    assert "drawing" in text_of(panel, "microscopeSample")
    click(panel, "microscopeNextImage")
    assert labels.currentIndex() == 0
    assert walk_of(panel).moment.is_image


def test_a_learning_rate_is_obeyed_and_shown_again_where_it_was(panel: MicroscopePanel) -> None:
    click(panel, "microscopeNextImage")
    rate = part(panel, QDoubleSpinBox, "microscopeRate")
    rate.setValue(1.0)
    assert walk_of(panel).step.learning_rate == 1.0
    click(panel, "stop6")
    click(panel, "microscopeNext")
    rate.setValue(0.1)
    click(panel, "microscopeBack")
    assert rate.value() == 1.0
    assert (rate.minimum(), rate.maximum()) == (0.0001, 1.0)


def test_every_control_tells_its_name(panel: MicroscopePanel) -> None:
    panel.set_drawing(drawing(1))
    click(panel, "microscopeNextImage")
    controls: list[QWidget] = [
        *panel.findChildren(QAbstractButton),
        *panel.findChildren(QAbstractSpinBox),
        *panel.findChildren(QComboBox),
        *panel.findChildren(TileGrid),
        *panel.findChildren(QPlainTextEdit),
    ]
    assert len(controls) > 25
    for control in controls:
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name), control


def test_many_samples_move_the_curve(qtbot: QtBot, panel: MicroscopePanel) -> None:
    click(panel, "microscopeNextImage")
    click(panel, "microscopeLearn100")
    qtbot.waitUntil(lambda: not panel.session.is_learning)
    assert "100" in text_of(panel, "microscopeLearned")
    assert walk_of(panel).learned == 100


def test_going_on_as_training_hands_the_weights_over(qtbot: QtBot, panel: MicroscopePanel) -> None:
    click(panel, "microscopeNextImage")
    click(panel, "stop6")
    with qtbot.waitSignal(panel.go_on_requested) as asked:
        click(panel, "microscopeGoOn")
    (start,) = asked.args
    assert isinstance(start, TrainingStart)
    weights = walk_of(panel).step.update.weights
    np.testing.assert_array_equal(start.network.parameters, weights.network().parameters)


def test_weights_in_use_are_offered_where_they_fit(panel: MicroscopePanel, reader: Reader) -> None:
    click(panel, "microscopeNextImage")
    panel.set_reader(reader)
    assert not part(panel, QPushButton, "microscopeInUse").isEnabled()
    classic = ClassicNetwork(rng=np.random.default_rng(5))
    panel.set_reader(Reader(classic.network()))
    click(panel, "microscopeInUse")
    np.testing.assert_array_equal(walk_of(panel).weights.who, classic.who)


def test_nothing_is_loaded_before_it_is_looked_at(qtbot: QtBot, digits_path: Path) -> None:
    panel = MicroscopePanel()
    qtbot.addWidget(panel)
    panel.set_data_path(digits_path)
    panel.set_drawing(drawing(1))
    assert panel.session.images is None
    with qtbot.waitSignal(panel.session.loaded):
        panel.show()
    panel.shutdown()


def test_nobody_looking_ends_what_is_being_learned(qtbot: QtBot, panel: MicroscopePanel) -> None:
    click(panel, "microscopeNextImage")
    panel.session.learn_many(1000)
    panel.hide()
    assert not panel.session.is_learning
    panel.show()
    assert part(panel, QPushButton, "microscopeNext").isVisible()


def test_a_file_of_no_use_is_told(qtbot: QtBot, panel: MicroscopePanel, tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    path.write_bytes(b"not a zip")
    panel.set_data_path(path)
    qtbot.waitUntil(lambda: str(path) in text_of(panel, "microscopeSample"))


@pytest.mark.parametrize("width", [440, 900])
def test_nothing_moves_below_the_pointer_from_stop_to_stop(
    qtbot: QtBot, panel: MicroscopePanel, width: int
) -> None:
    area = panel.window()
    area.resize(width + 20, 1500)
    click(panel, "microscopeNextImage")
    places = set()
    qtbot.waitUntil(lambda: part(panel, HiddenUnits).height() > 100)
    for stop in Stop:
        panel.session.go_to(stop)
        QApplication.processEvents()
        names = ("microscopeBack", "microscopeNext", "microscopeUnits", "microscopeInput")
        widgets = [part(panel, QWidget, name) for name in names]
        places.add(tuple(widget.mapTo(panel, widget.rect().topLeft()).y() for widget in widgets))
    assert len(places) == 1


def test_it_fits_into_the_narrowest_dock_and_uses_a_wide_one(
    qtbot: QtBot, panel: MicroscopePanel
) -> None:
    click(panel, "microscopeNextImage")
    units, picture = part(panel, HiddenUnits), part(panel, MarkedPixels, "microscopeInput")

    def is_beside() -> bool:
        return (
            units.mapTo(panel, units.rect().topLeft()).y()
            == picture.mapTo(panel, picture.rect().topLeft()).y()
        )

    assert panel.minimumSizeHint().width() <= 440
    assert not is_beside()
    panel.window().resize(960, 1200)
    qtbot.waitUntil(is_beside)


def test_another_theme_reaches_pictures_and_numbers(qtbot: QtBot, panel: MicroscopePanel) -> None:
    click(panel, "microscopeNextImage")
    before = text_of(panel, "microscopeNumbers")
    picture = part(panel, MarkedPixels, "microscopeWeights").grab().toImage()
    panel.setPalette(palette(dark=True))
    qtbot.waitUntil(lambda: text_of(panel, "microscopeNumbers") != before)
    assert part(panel, MarkedPixels, "microscopeWeights").grab().toImage() != picture
    empty_corner = part(panel, MarkedPixels, "microscopeInput").grab().toImage().pixelColor(4, 4)
    assert empty_corner.lightness() < 100
