from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.settings import Settings
from app.ui.theme import scaled_font
from app.ui.type_scale import scale_type
from app.ui.zoom import STEPS, Zoom
from tests.app.parts import bars_of, part


@pytest.fixture
def zoom(qtbot: QtBot) -> Iterator[Zoom]:
    zoom = Zoom(Settings())
    yield zoom
    zoom.set_percent(100)


def size() -> float:
    return QApplication.font().pointSizeF()


def test_it_goes_by_steps_from_80_to_250_per_cent_and_back(zoom: Zoom) -> None:
    usual = size()
    for _ in STEPS:
        zoom.larger.trigger()
    assert zoom.percent == 250
    assert size() == pytest.approx(2.5 * usual)
    assert not zoom.larger.isEnabled()
    for _ in STEPS:
        zoom.smaller.trigger()
    assert zoom.percent == 80
    assert not zoom.smaller.isEnabled()
    zoom.usual.trigger()
    assert size() == pytest.approx(usual)
    assert not zoom.usual.isEnabled()


def test_its_keys_are_those_that_people_try(zoom: Zoom) -> None:
    keys = {key.toString() for action in zoom.actions for key in action.shortcuts()}
    assert {"Ctrl++", "Ctrl+=", "Ctrl+-", "Ctrl+0"} <= keys


def test_a_change_is_told_once(zoom: Zoom, qtbot: QtBot) -> None:
    with qtbot.waitSignal(zoom.changed):
        zoom.set_percent(150)
    with qtbot.assertNotEmitted(zoom.changed):
        zoom.set_percent(150)


def test_it_is_there_at_the_next_start_and_does_not_add_up(zoom: Zoom) -> None:
    usual = size()
    zoom.set_percent(150)
    again = Zoom(Settings())
    assert again.percent == 150
    assert size() == pytest.approx(1.5 * usual)
    again.set_percent(100)
    assert size() == pytest.approx(usual)


@pytest.mark.parametrize("percent", [-5, 79, 251, 10_000])
def test_the_settings_hold_no_size_that_nobody_could_read(percent: int) -> None:
    settings = Settings()
    settings.zoom = percent
    assert settings.zoom == 100


def test_type_that_is_a_share_of_other_type_follows(zoom: Zoom, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    label = QLabel("text", parent)
    QVBoxLayout(parent).addWidget(label)
    scale_type(label, 1.5, bold=True)
    before = label.font().pointSizeF()
    zoom.set_percent(200)
    qtbot.waitUntil(lambda: label.font().pointSizeF() == pytest.approx(2 * before))
    assert label.font() == scaled_font(parent, 1.5, bold=True)


def test_every_label_of_the_window_follows(window: MainWindow, zoom: Zoom, qtbot: QtBot) -> None:
    labels = [label for label in window.findChildren(QLabel) if label.objectName() != "verdictSign"]
    before = {label: label.font().pointSizeF() for label in labels}
    zoom.set_percent(150)
    qtbot.waitUntil(lambda: fixed(before) == [])


def fixed(before: dict[QLabel, float]) -> list[str]:
    """The labels whose type is not half as large again."""
    return [
        label.objectName() or label.text()
        for label, points in before.items()
        if label.font().pointSizeF() != pytest.approx(1.5 * points, abs=0.2)
    ]


@pytest.mark.parametrize("percent", [100, 150, 200, 250])
def test_the_bars_keep_their_room_at_any_size(
    window: MainWindow, zoom: Zoom, qtbot: QtBot, percent: int
) -> None:
    zoom.set_percent(percent)
    bars = bars_of(window)
    qtbot.waitUntil(lambda: bars.height() >= bars.minimumSizeHint().height())
    sentence = part(window, QLabel, "verdictSentence")
    qtbot.waitUntil(lambda: sentence.height() >= sentence.heightForWidth(sentence.width()))
    assert bars.visibleRegion().boundingRect() == bars.rect()
