"""Which network the window starts with, and where a trained one is kept.

There are two: the one that came with the program, and the user's own, written after each
training. Going back to the shipped one deletes nothing; the own one stays until the next
training replaces it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.settings import Settings, home
from app.text.translate import translated
from nn.data.files import remove_leftovers, set_aside
from nn.messages import N_
from nn.model_file import Model, ModelFileError, load_model, save_model, shipped_model_path
from nn.reader import Calibration, Reader
from nn.strokes import Drawing, Stroke

_STROKE = Drawing((Stroke(np.array([[0.5, 0.2], [0.5, 0.8]], np.float32), 0.05),))
"""What a network has to be able to read."""


@dataclass(frozen=True)
class Loaded:
    """What could be loaded: a model, or none; whose it is; and what was wrong with others."""

    model: Model | None
    is_own: bool
    problems: tuple[str, ...] = ()


class ModelStore:
    """The user's own network and the shipped one."""

    def __init__(self, settings: Settings, *, folder: Path | None = None) -> None:
        self._settings = settings
        self._own = (folder or home()) / "trained.npz"

    @property
    def has_own(self) -> bool:
        return os.path.lexists(self._own)

    def load(self) -> Loaded:
        """The network that was last in use; the shipped one where the own one is damaged."""
        problems: tuple[str, ...] = ()
        with suppress(OSError):
            remove_leftovers(self._own.parent)
        if self.has_own and not self._settings.prefers_shipped_network:
            try:
                return Loaded(_that_reads(self._own), is_own=True)
            except (ModelFileError, OSError) as error:
                problems = (self._set_own_aside(error),)
        try:
            return Loaded(shipped_model(), is_own=False, problems=problems)
        except (ModelFileError, OSError) as error:
            return Loaded(None, is_own=False, problems=(*problems, translated(error)))

    def _set_own_aside(self, error: Exception) -> str:
        """Make room for the next own network; what to tell the user. It is told once."""
        try:
            aside = set_aside(self._own)
        except OSError:
            return translated(error)
        return QCoreApplication.translate(
            "ModelStore",
            "{0} Your network was set aside as {1}; the shipped one answers.",
        ).format(translated(error), aside.name)

    def choose(self, *, shipped: bool) -> Loaded:
        """Use the shipped network, or the own one again, now and at the next start."""
        self._settings.prefers_shipped_network = shipped
        self._settings.save()
        return self.load()

    def keep(self, model: Model) -> None:
        """Make this the own network; raises OSError where it cannot be written."""
        save_model(self._own, model)
        self._settings.prefers_shipped_network = False
        self._settings.save()


def shipped_model() -> Model:
    """The network that came with the program; raises ModelFileError or OSError where it is gone."""
    return load_model(shipped_model_path())


def _that_reads(path: Path) -> Model:
    """The model in ``path`` if a stroke can be read with it; raises ModelFileError otherwise.

    Weights may be finite and what comes of them not.
    """
    model = load_model(path)
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    try:
        with np.errstate(all="ignore"):
            reads = bool(np.isfinite(reader.read(_STROKE).probabilities).all())
        reason = ""
    # Only a network that can read is of use to the window, whatever it is that goes wrong.
    except Exception as error:  # noqa: BLE001 - told as the reason
        reads, reason = False, str(error)
    if not reads:
        raise ModelFileError(N_("nn", "{0}: this network gives no answer. {1}"), path, reason)
    return model
