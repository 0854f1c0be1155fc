"""What happens under the microscope: samples are taken, steps walked, many learned in a row.

    drawing and its label, or the next image → Sample ┐
    fresh weights, or those in use → Weights ─────────┴→ Walk → changed
    ×10, ×100 → nn.classic in a thread, a few samples at a time → Walk → changed

A single step takes a fraction of a millisecond and is computed at once; loading images and
learning many of them is done in threads, and nothing of it before the microscope is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.jobs.background import BackgroundTask
from app.microscope.samples import Images, load
from app.microscope.walk import Walk
from nn.classic import ClassicNetwork, is_classic
from nn.explain.one_step import Sample, Stop, Weights, learn
from nn.network import Network
from nn.preprocessing.pipeline import network_input
from nn.recipes import CLASSIC
from nn.strokes import Drawing
from nn.training.settings import TrainingSettings

SETTLE = 150
"""Milliseconds that a drawing rests before its numbers are computed anew."""

_FEWEST_AT_ONCE = 10
_PORTIONS = 40
"""Into which many samples are divided, so that the pictures move while they are learned."""


@dataclass(frozen=True, eq=False)
class TrainingStart:
    """A training to go on with: ``network`` has the classic recipe's layers."""

    network: Network
    settings: TrainingSettings


class Session(QObject):
    """``changed`` tells that ``walk`` is another one, ``loaded`` that there are images now."""

    changed = Signal()
    loaded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._images: Images | None = None
        self._drawing = Drawing()
        self._label: int | None = None
        self._walk: Walk | None = None
        self._rate = CLASSIC.learning_rate
        self._seed = 0
        self._in_use: Network | None = None
        self._begun: Walk | None = None
        self._left = 0
        self._errors: tuple[float, ...] = ()
        self._loader = BackgroundTask(self)
        self._loader.finished.connect(self._take_images)
        self._learner = BackgroundTask(self)
        self._learner.finished.connect(self._take_learned)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._renew_drawing)

    @property
    def walk(self) -> Walk | None:
        """Where we stand; None before the first sample."""
        return self._walk

    @property
    def images(self) -> Images | None:
        """What is learned from; None while it is not loaded."""
        return self._images

    @property
    def label(self) -> int | None:
        """What digit the user says that the drawing is; None if nothing was said."""
        return self._label

    @property
    def has_drawing(self) -> bool:
        return not self._drawing.is_empty

    @property
    def learning_rate(self) -> float:
        return self._rate if self._walk is None else self._walk.step.learning_rate

    @property
    def is_learning(self) -> bool:
        """Whether many samples are being learned."""
        return self._left > 0

    @property
    def can_take_weights(self) -> bool:
        """Whether the network in use is the article's, so that its weights fit."""
        return self._in_use is not None

    @property
    def start(self) -> TrainingStart | None:
        """The training that goes on from here; None before the first sample."""
        if self._walk is None:
            return None
        settings = TrainingSettings.of(CLASSIC, seed=self._seed)
        settings = replace(settings, learning_rate=self.learning_rate)
        return TrainingStart(self._walk.weights.network(), settings)

    def set_path(self, path: Path | None) -> None:
        """Learn from the MNIST in this file or folder, None for the usual places."""
        self._path = path
        self._loader.cancel()
        self._images = None

    def prepare(self) -> None:
        """Load the images if that has not been done or begun yet."""
        if self._images is None and not self._loader.is_busy:
            self._loader.submit(load, self._path)

    def set_drawing(self, drawing: Drawing) -> None:
        """What is on the canvas; a cleared canvas takes back what was said about it."""
        had_drawing = self.has_drawing
        self._drawing = drawing
        if drawing.is_empty:
            self._label = None
        if self.has_drawing != had_drawing:
            self.changed.emit()
        if self._label is not None:
            self._settle.start()

    def set_network_in_use(self, network: Network) -> None:
        """The network that reads in the window."""
        self._in_use = network if is_classic(network) and network.shapes[2] == (100,) else None
        self.changed.emit()

    def say_label(self, label: int) -> None:
        """Take the drawing as the sample, and as this digit."""
        is_other = self._label is None
        self._label = label
        if self.has_drawing and self._images is not None:
            self._settle.stop()
            self._show_drawing(is_other=is_other)

    def take_image(self) -> None:
        """Take the data set's next image as the sample."""
        if self._images is None:
            return
        self._label = None
        walk = self._stopped()
        number = 0 if walk is None else walk.next_image
        if walk is not None and walk.moment.is_image and not walk.is_learned:
            # It was only looked at.
            number += 1
        self._meet(self._images.sample(number), number, is_image=True)

    def forward(self) -> None:
        """The next stop; behind the last one the next image, or the same drawing again."""
        walk = self._stopped()
        if walk is None:
            return
        if not walk.is_at_end:
            self._show(walk.forward())
        elif walk.moment.is_image:
            self.take_image()
        else:
            self._meet(walk.step.sample, walk.next_image, is_image=False)

    def back(self) -> None:
        """The stop before, exactly as it was."""
        walk = self._stopped()
        if walk is not None:
            self._show(walk.back())

    def go_to(self, stop: Stop) -> None:
        """Another stop of this step."""
        walk = self._stopped()
        if walk is not None:
            self._show(walk.at(stop))

    def set_learning_rate(self, rate: float) -> None:
        """Learn by this rate from this step on."""
        self._rate = rate
        walk = self._stopped()
        if walk is not None:
            self._show(walk.with_rate(rate))

    def begin_anew(self, seed: int) -> None:
        """Put fresh weights in place of those that have learned."""
        self._seed = seed
        self._begin_with(Weights.fresh(seed))

    def take_weights(self) -> None:
        """Put the weights of the network in use in place of those here."""
        if self._in_use is not None:
            self._begin_with(Weights.of(ClassicNetwork.of(self._in_use)))

    def learn_many(self, count: int) -> None:
        """Learn so many of the next images."""
        walk = self._stopped()
        if walk is None or self._images is None:
            return
        self._begun, self._left, self._errors = walk, count, ()
        self._submit(walk.weights, walk.next_image, max(count // _PORTIONS, _FEWEST_AT_ONCE))
        self.changed.emit()

    def rest(self) -> None:
        """Begin no further portion: nobody looks."""
        self._stopped()

    def close(self) -> None:
        """End all work."""
        self._settle.stop()
        self._stopped()
        self._loader.close()
        self._learner.close()

    def _show(self, walk: Walk) -> None:
        self._walk = walk
        self._rate = walk.step.learning_rate
        self.changed.emit()

    def _meet(self, sample: Sample, number: int, *, is_image: bool) -> None:
        if self._walk is None:
            weights = Weights.fresh(self._seed)
            self._show(Walk.begun(weights, sample, self._rate, image=number, is_image=is_image))
        else:
            self._show(self._walk.meeting(sample, image=number, is_image=is_image))

    def _begin_with(self, weights: Weights) -> None:
        walk = self._stopped()
        if walk is not None:
            self._show(walk.beginning_anew(weights))

    @Slot()
    def _renew_drawing(self) -> None:
        if self._label is not None and self.has_drawing:
            self._show_drawing(is_other=False)

    def _show_drawing(self, *, is_other: bool) -> None:
        """Take the drawing as it is now: as another sample, or in place of what it was."""
        assert self._label is not None, "it was said what the drawing is"
        sample = Sample.of(network_input(self._drawing), self._label)
        walk = self._stopped()
        if walk is not None and not walk.moment.is_image and not is_other:
            self._show(walk.with_sample(sample))
        else:
            self._meet(sample, 0 if walk is None else walk.next_image, is_image=False)

    def _stopped(self) -> Walk | None:
        """The walk as it is now, with nothing more to be learned."""
        self._learner.cancel()
        self._left = 0
        return self._walk

    def _submit(self, weights: Weights, first: int, count: int) -> None:
        assert self._images is not None, "there is something to learn from"
        count = min(count, self._left)
        self._learner.submit(_learned, self._images, weights, first, count, self._rate)

    @Slot(object)
    def _take_images(self, images: Images) -> None:
        self._images = images
        self.loaded.emit()
        if self._label is not None and self.has_drawing and self._walk is None:
            self._show_drawing(is_other=True)

    @Slot(object)
    def _take_learned(self, learned: tuple[Weights, tuple[float, ...]]) -> None:
        weights, errors = learned
        begun = self._begun
        assert begun is not None, "what is learned was begun"
        assert self._images is not None, "what is learned was loaded"
        self._left -= len(errors)
        self._errors += errors
        image = begun.next_image + len(self._errors)
        is_image = begun.moment.is_image
        sample = self._images.sample(image) if is_image else begun.step.sample
        # Each portion takes the place of the one before: to go back leads to where it was begun.
        walk = begun.having_learned(weights, self._errors, sample, image=image, is_image=is_image)
        if self._left:
            self._submit(weights, image, len(errors))
        self._show(walk)


def _learned(
    images: Images, weights: Weights, first: int, count: int, rate: float
) -> tuple[Weights, tuple[float, ...]]:
    """In the thread: the weights after so many images, and the error of each before its step."""
    return learn(weights, images.samples(first, count), rate)
