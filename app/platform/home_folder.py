"""Where everything of the user's lies cannot always be written: then the program runs without.

A folder that cannot be made is replaced by a temporary one for as long as the program runs, so
that no other part has to know. One that can be read is used as it is: what was kept there before
is of use, and each part says for itself what it could not save.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.settings import HOME_VARIABLE, home


def usable_home(stack: ExitStack) -> Callable[[], str] | None:
    """See to it that there is a folder; what ``stack`` holds lasts as long as the program.

    Returns None where all is well, otherwise what to tell the user, once a language is chosen.
    """
    try:
        folder = home()
    except OSError as error:
        temporary = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="digits-", ignore_cleanup_errors=True)
        )
        os.environ[HOME_VARIABLE] = temporary
        return partial(_without_folder, str(error.filename), error.strerror or str(error))
    try:
        # What the permissions say is not all: a folder of the system may take no file.
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError:
        return partial(_read_only, str(folder))


def _without_folder(folder: str, reason: str) -> str:
    return QCoreApplication.translate(
        "HomeFolder",
        "The folder for your settings, networks and drawings cannot be made ({0}: {1}), so nothing "
        "will be remembered after this run. Set {2} to a folder that can be written.",
    ).format(folder, reason, HOME_VARIABLE)


def _read_only(folder: str) -> str:
    return QCoreApplication.translate(
        "HomeFolder",
        "The folder of your settings, networks and drawings cannot be written ({0}), so changes "
        "will not be remembered. Allow writing there, or set {1} to another folder.",
    ).format(folder, HOME_VARIABLE)
