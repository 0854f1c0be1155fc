"""Unexpected exceptions: logged in full and told in one sentence; the window stays open."""

from __future__ import annotations

import logging
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication

from app.settings import home

_log = logging.getLogger("Digits")


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
    return home() / "digits.log"


def write_log() -> None:
    """Let it be written there, from now on."""
    handler = RotatingFileHandler(
        log_path(), maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
