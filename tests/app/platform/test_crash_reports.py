from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.platform.crash_reports import ExceptionReporter, log_path, usable_log, write_log


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    log = logging.getLogger("Digits")
    before = list(log.handlers)
    yield log
    for handler in log.handlers[:]:
        if handler not in before:
            handler.close()
            log.removeHandler(handler)


def fail() -> None:
    told: list[str] = []
    ExceptionReporter(told.append)(ValueError, ValueError("the reason"), None)
    assert len(told) == 1


def test_a_log_that_can_be_written_is_nothing_to_talk_about(
    qtbot: QtBot, log: logging.Logger
) -> None:
    assert usable_log() is None
    write_log()
    fail()
    assert "the reason" in log_path().read_text("utf-8")
    assert usable_log() is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("nowhere")])
def test_what_is_no_log_is_set_aside_once(
    qtbot: QtBot, log: logging.Logger, digits_home: Path, make: object
) -> None:
    assert callable(make)
    make(log_path())
    tell = usable_log()
    assert tell is not None
    (aside,) = digits_home.iterdir()
    assert aside.name in tell()
    assert usable_log() is None
    write_log()
    fail()
    assert "the reason" in log_path().read_text("utf-8")


def test_where_no_log_can_be_written_the_terminal_is_told(
    qtbot: QtBot, log: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    write_log()
    log_path().mkdir()
    fail()
    told = capsys.readouterr().err
    assert "the reason" in told
    assert "Logging error" not in told
