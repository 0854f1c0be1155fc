"""Several networks on one drawing, in a real thread."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import app.comparison.shared_reading as module
from app.comparison.shared_reading import SharedAnswer, SharedReading
from nn.network import Network
from nn.preprocessing.pipeline import network_input
from nn.reader import Reader
from nn.strokes import Drawing
from tests.app.comparison.places import three
from tests.app.drawings import drawing
from tests.app.training.reports import network


@pytest.fixture
def viewer(qtbot: QtBot) -> QWidget:
    viewer = QWidget()
    qtbot.addWidget(viewer)
    return viewer


@pytest.fixture
def shared(viewer: QWidget) -> Iterator[SharedReading]:
    shared = SharedReading(viewer)
    yield shared
    shared.close()


def answers_of(shared: SharedReading) -> list[SharedAnswer]:
    answers: list[SharedAnswer] = []
    shared.answered.connect(answers.append)
    return answers


def test_each_network_answers_as_it_would_alone(
    qtbot: QtBot, viewer: QWidget, shared: SharedReading, reader: Reader
) -> None:
    other = Reader(network(1))
    answers = answers_of(shared)
    viewer.show()
    shared.set_readers([reader, None, other])
    shared.set_drawing(three())
    qtbot.waitUntil(lambda: bool(answers) and not answers[-1].drawing.is_empty)
    first, nothing, third = answers[-1].readings
    assert nothing is None
    assert first is not None
    assert third is not None
    np.testing.assert_allclose(first.probabilities, reader.read(three()).probabilities, atol=1e-6)
    np.testing.assert_allclose(third.probabilities, other.read(three()).probabilities, atol=1e-6)
    assert first.digit == 3
    assert [seconds > 0 for seconds in answers[-1].seconds] == [True, False, True]


def test_a_drawing_is_prepared_once_for_all_networks(
    qtbot: QtBot,
    viewer: QWidget,
    shared: SharedReading,
    reader: Reader,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prepared: list[Drawing] = []

    def prepare(one: Drawing, *, centred: bool) -> object:
        prepared.append(one)
        return network_input(one, centred=centred)

    monkeypatch.setattr(module, "network_input", prepare)
    answers = answers_of(shared)
    viewer.show()
    shared.set_drawing(three())
    for count in (1, 2, 3):
        with qtbot.waitSignal(shared.answered):
            shared.set_readers([reader] * count)
    assert len(answers[-1].readings) == 3
    assert len(prepared) == 1


def test_a_sheet_that_is_read_as_it_is_is_read_so_by_all(
    qtbot: QtBot, viewer: QWidget, shared: SharedReading, reader: Reader
) -> None:
    answers = answers_of(shared)
    viewer.show()
    shared.set_drawing(three())
    shared.set_readers([reader, reader])
    qtbot.waitUntil(lambda: bool(answers))
    np.testing.assert_allclose(answers[-1].image, network_input(three()))
    with qtbot.waitSignal(shared.answered):
        shared.set_readers([reader.with_centring(False), reader.with_centring(False)])
    np.testing.assert_allclose(answers[-1].image, network_input(three(), centred=False))
    assert (answers[-1].image != answers[0].image).any()


def test_nothing_is_read_while_nobody_looks(
    qtbot: QtBot, viewer: QWidget, shared: SharedReading, reader: Reader
) -> None:
    answers = answers_of(shared)
    shared.set_readers([reader])
    shared.set_drawing(three())
    other = SharedReading(shown(qtbot))
    with qtbot.waitSignal(other.answered):
        other.set_readers([reader])
    assert answers == []
    viewer.show()
    with qtbot.waitSignal(shared.answered):
        shared.schedule()
    assert answers[-1].readings[0] is not None
    other.close()


def test_the_newest_drawing_is_never_left_out(
    qtbot: QtBot, viewer: QWidget, shared: SharedReading, reader: Reader
) -> None:
    answers = answers_of(shared)
    viewer.show()
    shared.set_readers([reader])
    last = drawing(40)
    for seed in range(40):
        shared.set_drawing(drawing(seed))
    shared.set_drawing(last)
    qtbot.waitUntil(lambda: bool(answers) and answers[-1].drawing is last)
    assert len(answers) < 20


def test_a_network_out_of_bounds_gives_no_answer(
    qtbot: QtBot, viewer: QWidget, shared: SharedReading, reader: Reader
) -> None:
    fallen = network(2).copy()
    wild = Network.from_description(
        fallen.describe(), parameters=np.full_like(fallen.parameters, np.nan)
    )
    answers = answers_of(shared)
    viewer.show()
    shared.set_drawing(three())
    shared.set_readers([Reader(wild), reader])
    qtbot.waitUntil(lambda: bool(answers))
    first, second = answers[-1].readings
    assert first is None
    assert second is not None


def shown(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget
