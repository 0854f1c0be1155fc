"""Unexpected exceptions: logged in full and told in one sentence; the window stays open."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication

from app.settings import home
from nn.data.files import set_aside

_log = logging.getLogger("Digits")
_LOG = "digits.log"


class _LogFile(RotatingFileHandler):
    """The log; where it cannot be written, the terminal is told."""

    def handleError(self, record: logging.LogRecord) -> None:
        if sys.stderr is not None:
            sys.stderr.write(self.format(record) + "\n")


class ExceptionReporter:
    """A ``sys.excepthook``: the traceback goes to the log, one sentence to the user."""

    def __init__(self, show_error: Callable[[str], None]) -> None:
        self._show_error = show_error

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        _log.critical("an uncaught exception", exc_info=(kind, error, trace))
        self._show_error(_apology().format(kind.__name__, log_path()))


def _apology() -> str:
    return QCoreApplication.translate(
        "Application",
        "Something went wrong in the program ({0}). Your drawing is still here; the details are "
        "in {1}.",
    )


def log_path() -> Path:
    """Where the program writes down what went wrong."""
    return home() / _LOG


def usable_log() -> Callable[[], str] | None:
    """See to it that a log can be written, where anything but a file lies in its place.

    Returns None where all is well, otherwise what to tell the user, once a language is chosen.
    """
    told = None
    for path in (log_path(), log_path().with_name(f"{_LOG}.1")):
        if os.path.lexists(path) and not _is_writable(path):
            # Where it cannot be renamed nothing can be written, which is told anyway.
            with suppress(OSError):
                told = partial(_log_set_aside, set_aside(path).name)
    return told


def _is_writable(path: Path) -> bool:
    return os.path.isfile(path) and os.access(path, os.W_OK)  # noqa: PTH113 - never raises


def _log_set_aside(name: str) -> str:
    return QCoreApplication.translate(
        "Application", "The program's log could not be written; what was there is now {0}."
    ).format(name)


def write_log() -> None:
    """Let it be written there, from now on."""
    handler = _LogFile(log_path(), maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
