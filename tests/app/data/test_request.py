"""Two who want data of one source: each hears of what it has asked for, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

import app.data.source
from app.data.request import DataRequest
from app.data.source import DataSource
from app.settings import Settings
from tests.app.data.test_source import WHY, answer, download_at_once, download_without_end
from tests.app.parts import part


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def source(window: QWidget) -> Iterator[DataSource]:
    source = DataSource(Settings(), window)
    yield source
    source.shutdown()


def test_a_download_serves_who_asked_for_it_and_nobody_else(
    qtbot: QtBot, source: DataSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.data.source, "download_mnist", download_at_once)
    asking, other = DataRequest(source), DataRequest(source)
    with (
        qtbot.assertNotEmitted(other.ready),
        qtbot.assertNotEmitted(other.downloading),
        qtbot.waitSignals([asking.downloading, asking.ready], order="strict"),
    ):
        asking.download(WHY)
    assert source.path == Path("cached.npz")
    # What was asked for has been answered: another answer is somebody else's.
    with qtbot.assertNotEmitted(asking.ready), qtbot.waitSignal(other.ready):
        other.download(WHY)


def test_one_answer_serves_both(qtbot: QtBot, source: DataSource, window: QWidget) -> None:
    first, second = DataRequest(source), DataRequest(source)
    first.ask(WHY)
    second.download(WHY)
    source.shutdown()
    with qtbot.waitSignals([first.ready, second.ready]):
        answer(qtbot, window, "useBuiltIn")


def test_only_the_one_who_downloads_can_break_it_off(
    qtbot: QtBot, source: DataSource, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(app.data.source, "download_mnist", download_without_end)
    asking, other = DataRequest(source), DataRequest(source)
    asking.download(WHY)
    other.cancel()
    assert asking.is_downloading
    assert not other.is_downloading
    with qtbot.waitSignal(asking.cancelled):
        asking.cancel()
    assert not source.is_downloading


def test_who_has_withdrawn_hears_nothing(qtbot: QtBot, source: DataSource, window: QWidget) -> None:
    asking, other = DataRequest(source), DataRequest(source)
    asking.ask(WHY)
    other.ask(WHY)
    asking.withdraw()
    with qtbot.assertNotEmitted(asking.unavailable), qtbot.waitSignal(other.unavailable) as why:
        part(window, QMessageBox, "dataQuestion").close()
    assert why.args == [WHY]
