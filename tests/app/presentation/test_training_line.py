from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from app.presentation.training_line import TrainingLine
from app.training.run import Run
from tests.app.parts import part
from tests.app.training.reports import settings


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[TrainingLine]:
    parent = QWidget()
    qtbot.addWidget(parent)
    line = TrainingLine(parent)
    parent.show()
    yield line
    parent.close()


def test_it_says_which_network_t_would_train(line: TrainingLine) -> None:
    line.invite("Dense")
    assert line.text == "T trains: Dense"
    assert not part(line, QProgressBar).isVisible()


def test_it_follows_a_run(line: TrainingLine) -> None:
    line.invite("Dense")
    run = Run(settings(epochs=4), datetime.now(UTC), 0.003, epoch=2.0, best_accuracy=0.9)
    line.say("The network learns.", False)
    line.show_run(run)
    assert line.text.startswith("The network learns. · Dense, epoch 2.0 of 4 · ")
    assert line.text.endswith("90.0\u00a0% right")
    bar = part(line, QProgressBar)
    assert bar.isVisible()
    assert bar.value() == bar.maximum() // 2
    line.show_share(None)
    assert not bar.isVisible()


def test_a_failure_is_told_in_its_own_colour(line: TrainingLine) -> None:
    line.resize(600, 40)
    line.say("It broke.", False)
    usual = line.grab().toImage()
    line.say("It broke.", True)
    assert line.grab().toImage() != usual
