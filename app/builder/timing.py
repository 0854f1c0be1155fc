"""How long an epoch will take: at once a guess, a moment later a few steps that were measured.

    recipe → EpochTimer.ask → a thread takes a few steps → changed, seconds(draft)

The guess is the work of an image, in multiplications, at the speed of the last network that was
measured. Layers that a computer is slower or faster at make it wrong by a factor of a few, so the
measurement follows as soon as the user pauses.
"""

from __future__ import annotations

import math
import statistics
import time
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.builder.draft import Draft
from app.jobs.background import BackgroundTask
from nn.recipes import Recipe

MNIST_IMAGES = 55_000
"""That are trained on, where a recipe wants all."""

_PAUSE = 400
"""Milliseconds without an edit before a measurement."""

_SECONDS = 0.06
"""For which steps are taken; at least three are."""

_USUAL_RATE = 1.5e-9
"""Seconds for a multiplication, there and back, before anything has been measured."""

_MOST_PARAMETERS = 4_000_000
_MOST_VALUES = 12_000_000
"""Of a batch: a network that would need much memory is not measured beside the window."""


@dataclass(frozen=True)
class Speed:
    """What was measured: the network and batch, and its seconds for an image."""

    recipe: Recipe
    seconds_per_image: float


class EpochTimer(QObject):
    """Knows the time of an epoch of the last draft that was asked about; ``changed`` when it is
    known better."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rate = _USUAL_RATE
        self._draft: Draft | None = None
        self._speed: Speed | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._measure)
        self._task = BackgroundTask(self)
        self._task.finished.connect(self._take)

    @property
    def is_measured(self) -> bool:
        """Whether the last draft itself was measured, and not one like it."""
        return (
            self._speed is not None
            and self._draft is not None
            and self._speed.recipe == _measurable(self._draft.recipe)
        )

    def seconds(self, draft: Draft) -> float | None:
        """Of an epoch; None where the layers do not fit."""
        work = draft.multiplications
        if work is None:
            return None
        images = min(draft.base.training_images or MNIST_IMAGES, MNIST_IMAGES)
        if self._speed is not None and self._speed.recipe == _measurable(draft.recipe):
            return images * self._speed.seconds_per_image
        return images * work * self._rate

    def ask(self, draft: Draft) -> None:
        """Measure this draft when no other one follows soon; one that cannot be is only guessed."""
        self._draft = draft
        if draft.problems or self.is_measured or not _is_small(draft):
            self._pause.stop()
        else:
            self._pause.start()

    @Slot()
    def stop(self) -> None:
        """Measure nothing, until asked again."""
        self._pause.stop()

    @Slot()
    def close(self) -> None:
        """Measure nothing any more."""
        self._pause.stop()
        self._task.close()

    @Slot()
    def _measure(self) -> None:
        if self._draft is not None:
            self._task.submit(measure, _measurable(self._draft.recipe))

    @Slot(object)
    def _take(self, speed: Speed) -> None:
        self._speed = speed
        work = Draft.of(speed.recipe).multiplications
        if work:
            self._rate = speed.seconds_per_image / work
        self.changed.emit()


def measure(recipe: Recipe) -> Speed:
    """In the background: take a few steps of the recipe's training."""
    # Imported when first needed: the window starts without what trains.
    import numpy as np

    from nn.training.learners import learner_for

    rng = np.random.default_rng(0)
    learner = learner_for(recipe, rng=rng)
    images = rng.integers(0, 256, (learner.chunk, 28, 28), np.uint8)
    labels = rng.integers(0, 10, learner.chunk)
    took: list[float] = []
    with learner:
        # The first step makes the arrays that the others find.
        learner.learn(images, labels, 1e-6)
        while len(took) < 3 or sum(took) < _SECONDS:
            begun = time.perf_counter()
            learner.learn(images, labels, 1e-6)
            took.append(time.perf_counter() - begun)
    return Speed(recipe, statistics.median(took) / learner.chunk)


def _measurable(recipe: Recipe) -> Recipe:
    """The recipe without what changes nothing in the time of an image."""
    return replace(
        recipe,
        name="",
        title="",
        learning_rate=1.0,
        epochs=1,
        training_images=None,
        pixel_divisor=255.0,
    )


def _is_small(draft: Draft) -> bool:
    """Whether to train it takes little enough memory for the window's own process."""
    shapes = [stage.shape for stage in draft.stages if stage.shape is not None]
    values = sum(map(math.prod, shapes)) * draft.base.batch_size
    return (draft.parameter_count or 0) <= _MOST_PARAMETERS and values <= _MOST_VALUES
