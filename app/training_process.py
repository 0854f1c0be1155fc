"""Training as a background process: a recipe's generator turned into messages.

This is the child's side; :class:`app.trainer.Trainer` is the window's. It imports no Qt, and
the network library only inside its functions, after the process has chosen its number of
threads. What it sends, each with the number of its run:

    "network"   once: the architecture, as ``Network.describe()`` gives it
    "progress"  the facts of a ``Progress``, with the network's parameters as float32 bytes
    "finished"  the facts for the model file, with the parameters of the best network
    "data missing", "data refused"
                one sentence: there is no MNIST anywhere, or the file asked for is of no use
    "failed"    one sentence: why training ended early

and obeys between two steps: "pause", "resume", and "rate" with a new learning rate.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.worker_channel import Channel

if TYPE_CHECKING:
    from nn.arrays import Array
    from nn.datasets import DigitData
    from nn.training import Progress

PROGRESS_FACTS = (
    "epoch",
    "epochs",
    "samples",
    "samples_total",
    "samples_per_second",
    "seconds",
    "seconds_left",
    "loss",
    "learning_rate",
    "validation_loss",
    "validation_accuracy",
    "validated",
)
"""The fields of a ``Progress`` that the window is told."""


def train_and_report(
    channel: Channel, *, run: int, recipe: str, seed: int, data_path: str | None, built_in: bool
) -> None:
    """Train ``recipe`` and tell the window; ``run`` is repeated in every message.

    ``built_in`` asks for the synthesised digits in place of MNIST. Whatever goes wrong is sent
    as one sentence; only a mistake in this program also leaves a traceback on stderr.
    """
    from nn.datasets import DataError, MnistMissingError
    from nn.training import TrainingDivergedError

    reporter = _Reporter(channel, run)
    try:
        _train(reporter, recipe, seed, _data(data_path, built_in))
    except MnistMissingError as error:
        reporter.send("data missing", message=str(error))
    except DataError as error:
        reporter.send("data refused", message=str(error))
    except TrainingDivergedError as error:
        reporter.send("failed", message=str(error))
    except MemoryError:
        reporter.send("failed", message="There is not enough free memory to train.")
    except (EOFError, ConnectionError):
        raise
    # A mistake of ours: whatever it is, the window has to hear that training has ended.
    except Exception as error:  # noqa: BLE001
        traceback.print_exc(file=sys.stderr)
        reporter.send("failed", message=f"Training failed: {type(error).__name__}: {error}")


def _data(data_path: str | None, built_in: bool) -> DigitData:
    from nn.datasets import load_mnist
    from nn.synthesis import built_in_data

    if built_in:
        return built_in_data()
    return load_mnist(None if data_path is None else Path(data_path))


def _train(reporter: _Reporter, recipe: str, seed: int, data: DigitData) -> None:
    """Step the generator to its end, telling the window and obeying it after each step."""
    from nn.outcome import finished_model
    from nn.recipes import RECIPES
    from nn.training import train

    steps = train(RECIPES[recipe], data, seed=seed)
    learning_rate: float | None = None
    while True:
        progress = steps.send(learning_rate)
        reporter.tell(progress)
        if progress.finished:
            break
        learning_rate = reporter.obey()
    model = finished_model(RECIPES[recipe], progress, data, seed=seed)
    reporter.send("finished", model.network.parameters, facts=model.facts)


class _Reporter:
    """Says what happens in one run, no faster than the window listens."""

    def __init__(self, channel: Channel, run: int) -> None:
        self._channel = channel
        self._run = run
        self._described = False

    def send(self, kind: str, parameters: Array | None = None, **facts: Any) -> None:
        payload = b"" if parameters is None else parameters.data
        self._channel.send({"run": self._run, "kind": kind, **facts}, payload)

    def tell(self, progress: Progress) -> None:
        """Send the progress; but for a fresh validation it can wait while the window is busy."""
        if not self._described:
            self.send("network", architecture=progress.network.describe())
            self._described = True
        if self._channel.ready or progress.validated:
            facts = {name: getattr(progress, name) for name in PROGRESS_FACTS}
            self.send("progress", progress.network.parameters, **facts)

    def obey(self) -> float | None:
        """Do as the window says, sleeping while paused; a new learning rate if it set one."""
        learning_rate = None
        paused = False
        while True:
            for command in self._channel.commands(wait=paused):
                match command["command"]:
                    case "pause":
                        paused = True
                    case "resume":
                        paused = False
                    case "rate":
                        learning_rate = float(command["learning_rate"])
            if not paused:
                return learning_rate
