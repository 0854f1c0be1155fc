"""Why a job has failed, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.jobs.child import Ending, EndingKind, JobError
from app.text.translate import translated
from nn.messages import DigitsError


def failure_text(ending: Ending) -> str:
    """Why a job has ended that was neither done nor cancelled, in the user's language."""
    match ending.kind:
        case EndingKind.OUT_OF_MEMORY:
            return QCoreApplication.translate(
                "Jobs", "There is not enough free memory. Close something and try again."
            )
        case EndingKind.KILLED if ending.exit_code is not None and ending.exit_code < 0:
            return QCoreApplication.translate(
                "Jobs",
                "The process at work was ended from outside (signal {0}); perhaps memory ran out.",
            ).format(-ending.exit_code)
        case EndingKind.KILLED:
            return QCoreApplication.translate(
                "Jobs", "The process at work ended unexpectedly (exit code {0})."
            ).format(ending.exit_code)
        case EndingKind.FAILED if isinstance(ending.error, DigitsError):
            return translated(ending.error)
        case EndingKind.FAILED:
            error = ending.error
            text = str(error) if isinstance(error, JobError) else f"{type(error).__name__}: {error}"
            return QCoreApplication.translate("Jobs", "Unexpected error: {0}").format(text)
        case _:
            raise ValueError(f"{ending} needs no reason")
