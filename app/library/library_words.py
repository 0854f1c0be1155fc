"""What the library has to say when something went wrong: one sentence, and what to do about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.library.library_errors import LibraryError, Trouble
from app.library.library_thread import Job
from app.text.prose import in_a_row
from app.text.translate import translated
from nn.data.digit_data import DataError


def aside_sentence(aside: Path) -> str:
    """A damaged library was put out of the way."""
    return QCoreApplication.translate(
        "Library",
        "The library of your drawings was damaged. It is kept as {0}, in the same folder, and a "
        "new library has been started.",
    ).format(aside.name)


def folder_sentence(error: OSError) -> str:
    """There is no folder for the library."""
    return QCoreApplication.translate(
        "Library",
        "There is no folder for the library of your drawings: {0}. Nothing was kept; what is on "
        "the canvas stays there.",
    ).format(error)


def failure_sentence(error: Exception, job: Job) -> str | None:
    """Why a job was not done; None for an error that nobody has foreseen."""
    if isinstance(error, LibraryError):
        if job.kind == "exported":
            return _library_sentence(error)
        return in_a_row(_library_sentence(error), _consequence(job))
    if isinstance(error, DataError):
        return translated(error)
    if isinstance(error, OSError):
        return QCoreApplication.translate(
            "Library", "{0} could not be written: {1}. Choose another place."
        ).format(job.subject, error.strerror or error)
    return None


def _library_sentence(error: LibraryError) -> str:
    match error.trouble:
        case Trouble.FULL:
            return QCoreApplication.translate(
                "Library",
                "The disk is full: free some space and try again.",
            )
        case Trouble.UNWRITABLE:
            return QCoreApplication.translate(
                "Library",
                "The library of your drawings cannot be written ({0}): check the permissions of "
                "the program's folder.",
            ).format(error.detail)
        case Trouble.BUSY:
            return QCoreApplication.translate(
                "Library",
                "Another program is using the library of your drawings: close it and try again.",
            )
        case Trouble.NEWER:
            return QCoreApplication.translate(
                "Library",
                "The library of your drawings was made by a newer version of this program: "
                "update it.",
            )
        case Trouble.DAMAGED:
            return QCoreApplication.translate(
                "Library",
                "The library of your drawings is damaged ({0}).",
            ).format(error.detail)
        case Trouble.FAILING:
            return QCoreApplication.translate(
                "Library",
                "The library of your drawings cannot be used ({0}): check the disk.",
            ).format(error.detail)


def _consequence(job: Job) -> str:
    """What that means for what was asked for."""
    match job.kind:
        case "kept":
            return QCoreApplication.translate(
                "Library", "The drawing was not kept; it is still on the canvas."
            )
        case "relabelled" | "deleted" | "undone" | "imported":
            return QCoreApplication.translate("Library", "Nothing was changed.")
        case _:
            return ""
