"""Learning somebody's digits as a background process: before, the lesson, after.

This is the child's side; :class:`app.fine_tuning.fine_tuner.OwnLearner` is the window's. Like the
training process it imports no Qt, and the network library only inside its functions. It is given
the network's parameters as one block and the drawings (:mod:`app.library.file`) as
another. What it sends:

    "stage"     which one of STAGES it is in, and the share of it that is done
    "finished"  what has come of it, as ``_comparison`` says, with the new network's parameters
    "data refused"
                one sentence: the file of MNIST that was asked for is of no use
    "too few drawings", "too few images", "out of memory"
                why it cannot be done; the window has the words
    "failed"    an error that nobody has foreseen
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Generator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.jobs.worker_channel import Channel

if TYPE_CHECKING:
    from nn.arrays import Array
    from nn.data.digit_data import Dataset, DigitData
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
"""What is done one after the other, with the share of the time that it takes. The digits to
replay are drawn only where there is no MNIST."""

_BUILT_IN = {"train": 12_000, "validation": 2_500, "test": 2_500}
"""Built-in digits that are drawn where there is no MNIST: as many as are looked at."""


def learn_and_report(
    channel: Channel,
    *,
    architecture: dict[str, Any],
    sizes: Sequence[int],
    labels: Sequence[int],
    held_out: Sequence[bool],
    data_path: str | None,
    built_in: bool,
    seed: int,
) -> None:
    """Fine-tune the network and tell the window how it was before and after.

    ``sizes`` cut the block of drawings into drawings; ``labels`` and ``held_out`` belong to them.
    Replayed is MNIST as :func:`nn.data.datasets.load_mnist` finds it; where there is none, and for
    ``built_in``, synthesised digits. Only a mistake in this program leaves a traceback on stderr.
    """
    from nn.data.datasets import DataError
    from nn.training.batches import BatchSizeError
    from nn.training.fine_tuning import TooFewDrawingsError

    reporter = _Reporter(channel)
    try:
        network = _network(channel, architecture)
        own = _own_digits(channel, sizes, labels, held_out)
        _learn(reporter, network, own, *_replay(reporter, data_path, built_in), seed)
    except DataError as error:
        reporter.send("data refused", message=str(error))
    except TooFewDrawingsError:
        reporter.send("too few drawings")
    except BatchSizeError as error:
        reporter.send("too few images", needed=error.needed, images=error.images)
    except MemoryError:
        reporter.send("out of memory")
    except (EOFError, ConnectionError):
        raise
    # A mistake of ours: whatever it is, the window has to hear that learning has ended.
    except Exception as error:  # noqa: BLE001
        traceback.print_exc(file=sys.stderr)
        reporter.send("failed", error=f"{type(error).__name__}: {error}")


class _Reporter:
    """Says how far it is, no faster than the window listens."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def send(self, kind: str, parameters: Array | None = None, **facts: Any) -> None:
        payload = b"" if parameters is None else parameters.data
        self._channel.send({"kind": kind, **facts}, payload)

    def tell(self, stage: str, done: float = 0.0) -> None:
        # Only by listening does the channel learn what the window has dealt with.
        self._channel.commands()
        if self._channel.ready:
            self.send("stage", stage=stage, done=done)


def _network(channel: Channel, architecture: dict[str, Any]) -> Network:
    import numpy as np

    from nn.network import Network

    parameters = np.frombuffer(channel.block(), np.float32)
    return Network.from_description(architecture, parameters=parameters)


def _own_digits(
    channel: Channel, sizes: Sequence[int], labels: Sequence[int], held_out: Sequence[bool]
) -> OwnDigits:
    import numpy as np

    from app.library.file import drawing_from_bytes
    from nn.training.own_digits import OwnDigits

    content, place, drawings = channel.block(), 0, []
    for size in sizes:
        drawings.append(drawing_from_bytes(content[place : place + size]))
        place += size
    return OwnDigits(tuple(drawings), np.array(labels), np.array(held_out))


def _replay(reporter: _Reporter, data_path: str | None, built_in: bool) -> tuple[DigitData, bool]:
    """What is replayed, and whether those are the built-in digits."""
    from nn.data.datasets import MnistMissingError, load_mnist
    from nn.synthesis.digits import built_in_data

    reporter.tell("loading")
    if not built_in:
        # No reason to give up: the digits that the program draws itself will do.
        with suppress(MnistMissingError):
            return load_mnist(None if data_path is None else Path(data_path)), False

    def tell(done: float) -> None:
        reporter.tell("drawing", done)

    return built_in_data(**_BUILT_IN, tell=tell), True


def _learn(
    reporter: _Reporter,
    network: Network,
    own: OwnDigits,
    data: DigitData,
    is_built_in: bool,
    seed: int,
) -> None:
    from nn.training.fine_tuning import check_enough, fine_tune

    check_enough(own)
    before = _read(reporter, "before", network, own, data.test)
    tuned = _taught(reporter, fine_tune(network, own, data, seed=seed))
    after = _read(reporter, "after", tuned.network, own, data.test)
    reporter.tell("calibrating")
    reporter.send(
        "finished",
        tuned.network.parameters,
        built_in=is_built_in,
        mixture=tuned.mixture,
        facts=_facts(tuned, own, data, seed),
        **_comparison(own, data.test, before, after),
    )


def _taught(
    reporter: _Reporter, lesson: Generator[FineTuningProgress, None, FineTuned]
) -> FineTuned:
    """What the lesson comes to, after the window was told of each step."""
    while True:
        try:
            progress = next(lesson)
        except StopIteration as end:
            tuned: FineTuned = end.value
            return tuned
        if progress.step < progress.steps:
            reporter.tell("learning", progress.step / progress.steps)
        else:
            reporter.tell("choosing")


def _read(
    reporter: _Reporter, stage: str, network: Network, own: OwnDigits, test: Dataset
) -> tuple[Array, Array]:
    """What is read in the held-out drawings (M,) and in the test images (N,)."""
    import numpy as np

    from nn.evaluation.bulk_reading import read_all, read_in_batches
    from nn.network import DIGITS

    held_out = own.part(own.held_out).dataset()
    read = read_all(network, held_out.images)[:, :DIGITS].argmax(axis=1)
    digits = []
    for logits in read_in_batches(network, test.images):
        digits.append(logits[:, :DIGITS].argmax(axis=1))
        reporter.tell(stage, sum(map(len, digits)) / len(test))
    return read, np.concatenate(digits)


def _comparison(
    own: OwnDigits, test: Dataset, before: tuple[Array, Array], after: tuple[Array, Array]
) -> dict[str, Any]:
    """Right answers before and after; ``changed`` lists the index of each held-out drawing that
    became right or wrong, with what was and what is read in it."""
    import numpy as np

    indices = np.flatnonzero(own.held_out)
    labels = own.labels[indices]
    was_right, is_right = before[0] == labels, after[0] == labels
    changed = [
        [int(indices[i]), int(before[0][i]), int(after[0][i])]
        for i in np.flatnonzero(was_right != is_right)
    ]
    return {
        "own": [len(labels), int(was_right.sum()), int(is_right.sum())],
        "test": [len(test), *(int((read == test.labels).sum()) for read in (before[1], after[1]))],
        "changed": changed,
    }


def _facts(tuned: FineTuned, own: OwnDigits, data: DigitData, seed: int) -> dict[str, Any]:
    """What the model file says of this learning, with a calibration of its own."""
    import numpy as np

    from nn.evaluation.calibration import calibrate

    calibration = calibrate(tuned.network, data.validation, rng=np.random.default_rng(seed))
    return {
        "seed": seed,
        "steps": tuned.steps,
        "mixture": tuned.mixture,
        "validation_accuracy": tuned.validation_accuracy,
        "own_drawings": len(own),
        "own_drawings_held_out": int(own.held_out.sum()),
        "data": data.source,
        "date": datetime.now(UTC).date().isoformat(),
        **calibration.as_facts(),
    }
