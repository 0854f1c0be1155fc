from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.microscope.sample_bar import SampleBar
from app.microscope.session import Session
from tests.app.drawings import drawing
from tests.app.parts import part


@pytest.fixture
def session(qtbot: QtBot, digits_path: Path) -> Session:
    session = Session()
    session.set_path(digits_path)
    return session


@pytest.fixture
def bar(qtbot: QtBot) -> SampleBar:
    bar = SampleBar()
    qtbot.addWidget(bar)
    return bar


def caption(bar: SampleBar, session: Session) -> str:
    bar.show_session(session)
    return part(bar, QLabel, "microscopeSample").text()


def load(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.loaded):
        session.prepare()


def test_it_says_what_is_on_the_way_and_what_there_is(
    qtbot: QtBot, bar: SampleBar, session: Session
) -> None:
    assert "Loading" in caption(bar, session)
    assert not part(bar, QPushButton, "microscopeNextImage").isEnabled()
    load(qtbot, session)
    assert "MNIST" in caption(bar, session)
    assert part(bar, QPushButton, "microscopeNextImage").isEnabled()
    session.close()


def test_it_names_the_sample(qtbot: QtBot, bar: SampleBar, session: Session) -> None:
    load(qtbot, session)
    session.take_image()
    session.take_image()
    assert session.images is not None
    label = session.images.sample(1).label
    assert caption(bar, session) == f"MNIST's training image 2 (label {label})"
    session.set_drawing(drawing(1))
    session.say_label(8)
    assert caption(bar, session) == "Your drawing (label 8)"
    session.close()


def test_without_mnist_it_says_what_takes_its_place(
    qtbot: QtBot, bar: SampleBar, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    session.set_path(None)
    load(qtbot, session)
    assert "the program draws" in caption(bar, session)
    session.take_image()
    assert "Synthesised digit 1" in caption(bar, session)
    session.close()


def test_only_a_person_says_what_the_drawing_is(
    qtbot: QtBot, bar: SampleBar, session: Session
) -> None:
    load(qtbot, session)
    session.set_drawing(drawing(1))
    session.say_label(3)
    with qtbot.assertNotEmitted(bar.label_said):
        bar.show_session(session)
    labels = part(bar, QComboBox, "microscopeLabel")
    assert labels.currentText() == "3"
    with qtbot.waitSignal(bar.label_said) as said:
        labels.activated.emit(6)
    assert said.args == [5]
    session.close()
