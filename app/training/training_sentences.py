"""What the panel says about a training, in whole sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.training.training_report import Divergence
from nn.data.datasets import DownloadProgress
from nn.recipes import RECIPES
from nn.training.settings import LEARNING_RATES


def invitation() -> str:
    return QCoreApplication.translate("Training", "Press Retrain to see the network learn.")


def loading() -> str:
    return QCoreApplication.translate("Training", "Loading the training images…")


def preparing(done: float, locale: QLocale) -> str:
    """``done`` is the share in [0, 1]."""
    return QCoreApplication.translate("Training", "Drawing the training digits: {0}\u00a0%").format(
        locale.toString(round(100 * done))
    )


def downloading(progress: DownloadProgress, locale: QLocale) -> str:
    done, total = (
        locale.toString(count / 1e6, "f", 1)
        for count in (progress.bytes_done, progress.bytes_total)
    )
    return QCoreApplication.translate("Training", "Downloading MNIST: {0} of {1} MB.").format(
        done, total
    )


def running() -> str:
    return QCoreApplication.translate("Training", "The network learns, and the bars follow.")


def pausing() -> str:
    return QCoreApplication.translate("Training", "Paused. The network waits as it is.")


def paused(samples: int, locale: QLocale) -> str:
    return QCoreApplication.translate(
        "Training", "Paused after {0} images. One Step learns from one batch more."
    ).format(locale.toString(samples))


def untrained() -> str:
    return QCoreApplication.translate(
        "Training", "Fresh random weights answer: the network has learned nothing yet."
    )


def stopped() -> str:
    return QCoreApplication.translate("Training", "Stopped.")


def as_before() -> str:
    return QCoreApplication.translate("Training", "The network from before answers again.")


def finished(accuracy: float, locale: QLocale) -> str:
    """``accuracy`` on the validation images, in [0, 1]."""
    return QCoreApplication.translate(
        "Training", "Finished: {0}\u00a0% of the validation images right."
    ).format(_percent(accuracy, locale))


def learned_nothing(accuracy: float, learning_rate: float, locale: QLocale) -> str:
    """A training that went to its end and is no better than guessing."""
    return QCoreApplication.translate(
        "Training",
        "Finished without learning: {0}\u00a0% of the validation images right, as by guessing. The "
        "learning rate of {1} is too large or too small; try the recipe's.",
    ).format(_percent(accuracy, locale), _rate(learning_rate, locale))


def diverged(divergence: Divergence, locale: QLocale) -> str:
    """What happened, why, and what to try."""
    usual = RECIPES[divergence.settings.recipe].learning_rate
    # A thousand times too much is not mended by a tenth of it.
    lower = usual if divergence.learning_rate > usual else divergence.learning_rate / 10
    return QCoreApplication.translate(
        "Training",
        "Training fell apart at epoch {0}: a learning rate of {1} makes steps so large that the "
        "loss grows out of bounds. Try {2}. The network from before answers.",
    ).format(
        locale.toString(divergence.epoch, "f", 2),
        _rate(divergence.learning_rate, locale),
        _rate(max(lower, LEARNING_RATES[0]), locale),
    )


def _percent(share: float, locale: QLocale) -> str:
    return locale.toString(100 * share, "f", 1)


def _rate(learning_rate: float, locale: QLocale) -> str:
    return locale.toString(learning_rate, "g", 4)
