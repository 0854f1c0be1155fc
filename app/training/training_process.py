"""Training as a background process: a recipe's generator turned into messages.

This is the child's side; :class:`app.training.trainer.Trainer` is the window's. It imports no Qt,
and the network library only inside its functions, after the process has chosen its number of
threads. What it sends, each with the number of its run:

    "preparing" the share of the built-in digits that has been drawn
    "network"   once: the architecture, as ``Network.describe()`` gives it
    "progress"  the facts of a ``Progress``, with the network's parameters as float32 bytes; the
                first one is of the untrained network
    "finished"  the facts for the model file, with the parameters of the best network
    "diverged"  when and at which learning rate the loss left all bounds
    "data missing", "data refused"
                one sentence: there is no MNIST anywhere, or the file asked for is of no use
    "too few images", "out of memory"
                why training ended early; the window has the words
    "failed"    an error that nobody has foreseen

and obeys between two steps: "pause", "resume", "step" for a single step of a paused training, and
"rate" with a new learning rate.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.jobs.worker_channel import Channel

if TYPE_CHECKING:
    from nn.arrays import Array
    from nn.data.datasets import DigitData
    from nn.training.loop import Progress, Steering, TrainingDivergedError
    from nn.training.settings import TrainingSettings

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
    channel: Channel,
    *,
    run: int,
    settings: dict[str, Any],
    data_path: str | None,
    built_in: bool,
    paused: bool,
) -> None:
    """Train by ``settings`` and tell the window; ``run`` is repeated in every message.

    ``settings`` are ``TrainingSettings`` as facts. ``built_in`` asks for the synthesised digits
    in place of MNIST; ``paused`` to wait before the first step. Whatever goes wrong is sent to
    the window; only a mistake in this program also leaves a traceback on stderr.
    """
    from nn.data.datasets import DataError, MnistMissingError
    from nn.training.batches import BatchSizeError
    from nn.training.loop import TrainingDivergedError
    from nn.training.settings import TrainingSettings

    reporter = _Reporter(channel, run, paused=paused)
    try:
        data = _data(reporter, data_path, built_in)
        _train(reporter, TrainingSettings.from_facts(settings), data)
    except MnistMissingError as error:
        reporter.send("data missing", message=str(error))
    except DataError as error:
        reporter.send("data refused", message=str(error))
    except TrainingDivergedError as error:
        reporter.send("diverged", **_divergence(error))
    except BatchSizeError as error:
        reporter.send("too few images", needed=error.needed, images=error.images)
    except MemoryError:
        reporter.send("out of memory")
    except (EOFError, ConnectionError):
        raise
    # A mistake of ours: whatever it is, the window has to hear that training has ended.
    except Exception as error:  # noqa: BLE001
        traceback.print_exc(file=sys.stderr)
        reporter.send("failed", error=f"{type(error).__name__}: {error}")


def _data(reporter: _Reporter, data_path: str | None, built_in: bool) -> DigitData:
    from nn.data.datasets import load_mnist
    from nn.synthesis.digits import built_in_data

    if built_in:
        return built_in_data(tell=reporter.tell_prepared)
    return load_mnist(None if data_path is None else Path(data_path))


def _train(reporter: _Reporter, settings: TrainingSettings, data: DigitData) -> None:
    """Step the generator to its end, telling the window and obeying it after each step."""
    from nn.training.loop import train
    from nn.training.outcome import finished_model

    recipe = settings.applied()
    steps = train(recipe, data, seed=settings.seed, report_untrained=True)
    steering: Steering | None = None
    while True:
        progress = steps.send(steering)
        reporter.tell(progress)
        if progress.finished:
            break
        steering = reporter.obey()
    model = finished_model(recipe, progress, data, seed=settings.seed)
    reporter.send("finished", model.network.parameters, facts=model.facts)


def _divergence(error: TrainingDivergedError) -> dict[str, Any]:
    return {
        "epoch": error.epoch,
        "samples": error.samples,
        "learning_rate": error.learning_rate,
        "loss": error.loss,
    }


class _Reporter:
    """Says what happens in one run, no faster than the window listens, and does as it is told."""

    def __init__(self, channel: Channel, run: int, *, paused: bool) -> None:
        self._channel = channel
        self._run = run
        self._described = False
        self._paused = paused
        self._steps = 0
        self._learning_rate: float | None = None

    def send(self, kind: str, parameters: Array | None = None, **facts: Any) -> None:
        payload = b"" if parameters is None else parameters.data
        self._channel.send({"run": self._run, "kind": kind, **facts}, payload)

    def tell_prepared(self, done: float) -> None:
        """Tell how much of the data has been drawn, if the window has time to hear it."""
        # Only by listening does the channel learn what the window has dealt with.
        self._listen(wait=False)
        if self._channel.ready:
            self.send("preparing", done=done)

    def tell(self, progress: Progress) -> None:
        """Send the progress; while the window is busy, only what it must not miss."""
        if not self._described:
            self.send("network", architecture=progress.network.describe())
            self._described = True
        if self._channel.ready or progress.validated or progress.samples == 0 or self._paused:
            facts = {name: getattr(progress, name) for name in PROGRESS_FACTS}
            self.send("progress", progress.network.parameters, **facts)

    def obey(self) -> Steering:
        """Sleep while paused with no step asked for; how the training is to go on."""
        from nn.training.loop import Steering

        self._listen(wait=False)
        while self._paused and not self._steps:
            self._listen(wait=True)
        steering = Steering(self._learning_rate, single_step=self._paused)
        self._learning_rate = None
        self._steps -= self._paused
        return steering

    def _listen(self, *, wait: bool) -> None:
        for command in self._channel.commands(wait=wait):
            match command["command"]:
                case "pause":
                    self._paused = True
                case "resume":
                    self._paused, self._steps = False, 0
                case "step":
                    self._steps += 1
                case "rate":
                    self._learning_rate = float(command["learning_rate"])
