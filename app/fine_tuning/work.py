"""Fine-tuning as the work of a job: test the network, train a copy, test the copy.

    model, drawings, path of MNIST → Stage, Stage, … → FineTuningResult

It imports no Qt, and the network library only inside its functions, so that the window starts
without it.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.jobs.child import Transient, relayed

if TYPE_CHECKING:
    from app.library.store import KeptDrawing
    from nn.arrays import Array
    from nn.data.digit_data import Dataset, DigitData
    from nn.model_file import Model
    from nn.network import Network
    from nn.training.fine_tuning import FineTuned, FineTuningProgress
    from nn.training.own_digits import OwnDigits

STAGES = {
    "loading": 0.05,
    "drawing": 0.10,
    "before": 0.16,
    "learning": 0.45,
    "choosing": 0.14,
    "after": 0.16,
    "calibrating": 0.09,
}
"""The stages in their order, with their shares of the time. ``drawing``, of the digits to replay,
is for users without MNIST."""

_BUILT_IN = {"train": 12_000, "validation": 2_500, "test": 2_500}
"""Built-in digits that are drawn where there is no MNIST: as many as fine-tuning uses."""

_BASE_METADATA = ("seed", "epochs", "data", "date", "validation_accuracy", "own_drawings")
"""Metadata of the old model that the new one keeps, as ``base``."""


@dataclass(frozen=True)
class Stage:
    """The current one of :data:`STAGES`, and the share of it that is done, in [0, 1]."""

    name: str
    done: float = 0.0

    @property
    def share(self) -> float:
        """The share of the whole that is done, in [0, 1]."""
        names = list(STAGES)
        before = sum(STAGES[name] for name in names[: names.index(self.name)])
        return (before + self.done * STAGES[self.name]) / sum(STAGES.values())


@dataclass(frozen=True)
class BeforeAfter:
    """Right answers among ``count`` images before and after fine-tuning."""

    count: int
    before: int
    after: int


@dataclass(frozen=True)
class ChangedReading:
    """A held-out drawing that was read rightly and is no longer, or the other way round."""

    kept: KeptDrawing
    before: int
    after: int

    @property
    def is_right(self) -> bool:
        return self.after == self.kept.label


@dataclass(frozen=True)
class FineTuningResult:
    """The new ``model``, and its accuracy compared to that of the old one.

    ``own`` counts held-out drawings and ``test`` MNIST's test images, or built-in test digits
    where ``is_built_in``. ``learned`` drawings were learned from. Without ``has_gained`` the
    network is as it was: any other would read other people's digits worse.
    """

    model: Model
    own: BeforeAfter
    test: BeforeAfter
    changed: tuple[ChangedReading, ...]
    learned: int
    is_built_in: bool
    has_gained: bool


Stages = Generator[Transient, object, Any]
"""A part of the work: yields stages, and returns what its docstring says."""


def fine_tune_model(
    model: Model,
    kept: Sequence[KeptDrawing],
    data_path: Path | None = None,
    built_in: bool = False,
    *,
    seed: int = 0,
) -> Generator[Transient, object, FineTuningResult]:
    """Teach a copy of the model's network these drawings, and test it before and after.

    Yields :class:`Stage`. Replayed is MNIST as :func:`nn.data.datasets.load_mnist` finds it; where
    there is none, and for ``built_in``, synthesised digits. Raises DataError where the file asked
    for is of no use, TooFewDrawingsError, and BatchSizeError where it has too few images.
    """
    from nn.training.fine_tuning import check_enough

    own = _own_digits(kept)
    data, is_built_in = yield from _replayed(data_path, built_in)
    check_enough(own)
    before = yield from _read("before", model.network, own, data.test)
    tuned = yield from _tuned(model.network, own, data, seed)
    after = yield from _read("after", tuned.network, own, data.test)
    yield Transient(Stage("calibrating"))
    labels = own.labels[own.held_out]
    return FineTuningResult(
        _tuned_model(model, tuned, own, data, seed),
        own=_counted(labels, before[0], after[0]),
        test=_counted(data.test.labels, before[1], after[1]),
        changed=tuple(_changed(kept, own, before[0], after[0])),
        learned=len(own) - int(own.held_out.sum()),
        is_built_in=is_built_in,
        has_gained=tuned.mixture > 0,
    )


def _own_digits(kept: Sequence[KeptDrawing]) -> OwnDigits:
    import numpy as np

    from nn.training.own_digits import OwnDigits

    return OwnDigits(
        tuple(one.drawing for one in kept),
        np.array([one.label for one in kept]),
        np.array([one.held_out for one in kept]),
    )


def _replayed(data_path: Path | None, built_in: bool) -> Stages:
    """Returns the :class:`DigitData` to replay, and whether those are the built-in digits."""
    from nn.data.datasets import MnistMissingError, load_mnist
    from nn.synthesis.fresh import draw_built_in_data

    yield Transient(Stage("loading"))
    if not built_in:
        # Built-in digits are enough to replay.
        with suppress(MnistMissingError):
            return load_mnist(data_path), False
    drawing = draw_built_in_data(**_BUILT_IN)
    return (yield from relayed(drawing, _drawn)), True


def _drawn(done: float) -> Transient:
    return Transient(Stage("drawing", done))


def _tuned(network: Network, own: OwnDigits, data: DigitData, seed: int) -> Stages:
    """Returns the :class:`FineTuned` of the training."""
    from nn.training.fine_tuning import fine_tune

    return (yield from relayed(fine_tune(network, own, data, seed=seed), _learned))


def _learned(progress: FineTuningProgress) -> Transient:
    if progress.step == progress.steps:
        return Transient(Stage("choosing"))
    return Transient(Stage("learning", progress.step / progress.steps))


def _read(stage: str, network: Network, own: OwnDigits, test: Dataset) -> Stages:
    """Returns the digits that are read in the held-out drawings (M,) and the test images (N,)."""
    import numpy as np

    from nn.evaluation.inference import read_all, read_in_batches
    from nn.network import DIGITS

    held_out = own.part(own.held_out).dataset()
    read = read_all(network, held_out.images)[:, :DIGITS].argmax(axis=1)
    digits: list[Array] = []
    for logits in read_in_batches(network, test.images):
        digits.append(logits[:, :DIGITS].argmax(axis=1))
        yield Transient(Stage(stage, sum(map(len, digits)) / len(test)))
    return read, np.concatenate(digits)


def _counted(labels: Array, before: Array, after: Array) -> BeforeAfter:
    """Count the right answers before and after."""
    return BeforeAfter(len(labels), int((before == labels).sum()), int((after == labels).sum()))


def _changed(
    kept: Sequence[KeptDrawing], own: OwnDigits, before: Array, after: Array
) -> list[ChangedReading]:
    """The held-out drawings that are read rightly or wrongly now and were not before."""
    import numpy as np

    indices = np.flatnonzero(own.held_out)
    labels = own.labels[indices]
    return [
        ChangedReading(kept[indices[i]], int(before[i]), int(after[i]))
        for i in np.flatnonzero((before == labels) != (after == labels))
    ]


def _tuned_model(
    base: Model, tuned: FineTuned, own: OwnDigits, data: DigitData, seed: int
) -> Model:
    """The new network with its own calibration, and with the metadata of its file."""

    from nn.evaluation.calibration import calibrate
    from nn.model_file import Model

    calibration = calibrate(tuned.network, data.validation)
    metadata = {
        "seed": seed,
        "steps": tuned.steps,
        "mixture": tuned.mixture,
        "validation_accuracy": tuned.validation_accuracy,
        "own_drawings": len(own),
        "own_drawings_held_out": int(own.held_out.sum()),
        "data": data.source,
        "date": datetime.now(UTC).date().isoformat(),
        **calibration.to_metadata(),
        "base": {name: base.metadata[name] for name in _BASE_METADATA if name in base.metadata},
    }
    return Model(tuned.network, base.recipe, metadata)
