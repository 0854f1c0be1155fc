"""What is said of a network under its bars: recipe and accuracy, its size, how fast it reads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.comparison.networks import CURRENT, SHIPPED, Choice, Contender, Networks
from app.text.formats import rounded_percent, whole_number
from app.text.translate import recipe_title
from app.training.run import Outcome, Run
from app.training.run_list import settings_text

_FEWEST, _MOST = 3, 15
"""Readings after which a time is told, and those of which the shortest is told."""


class ReadTimes:
    """The durations of the last readings of one network."""

    def __init__(self) -> None:
        self._seconds: list[float] = []

    def add(self, seconds: float) -> None:
        """One reading more."""
        self._seconds = [*self._seconds[-_MOST + 1 :], seconds]

    @property
    def usual(self) -> float | None:
        """The shortest in seconds: others have waited for the processor, the first for memory."""
        return min(self._seconds) if len(self._seconds) >= _FEWEST else None


def facts_text(networks: Networks, choice: Choice, seconds: float | None, locale: QLocale) -> str:
    """A line each for what it is, how it was trained, its size and its speed, where known."""
    contender = networks.contender(choice)
    lines = [_origin(networks, choice, contender, locale)]
    if choice.run is not None:
        lines.append(settings_text(choice.run, locale))
    if contender is not None:
        lines.append(_weights(contender, locale))
    if seconds is not None:
        lines.append(_read_time(seconds, locale))
    return "\n".join(filter(None, lines))


def _origin(
    networks: Networks, choice: Choice, contender: Contender | None, locale: QLocale
) -> str:
    translate = QCoreApplication.translate
    if networks.is_damaged(choice):
        return translate("Comparison", "This network cannot be read.")
    if choice == CURRENT:
        return networks.current_name
    if choice == SHIPPED:
        return "" if contender is None else _of_model(contender, locale)
    return "" if choice.run is None else _of_run(choice.run, locale)


def _of_model(contender: Contender, locale: QLocale) -> str:
    model = contender.model
    assert model is not None, "the shipped network is a model"
    accuracy = model.metadata.get("validation_accuracy")
    title = recipe_title(model.recipe)
    return title if accuracy is None else _with_accuracy(title, accuracy, locale)


def _of_run(run: Run, locale: QLocale) -> str:
    title = recipe_title(run.settings.recipe)
    if run.outcome is Outcome.RUNNING:
        text = QCoreApplication.translate("Comparison", "{0}, epoch {1} of {2}")
        epoch = locale.toString(run.epoch, "f", 1)
        title = text.format(title, epoch, locale.toString(run.settings.epochs))
    accuracy = run.best_accuracy
    return title if accuracy is None else _with_accuracy(title, accuracy, locale)


def _with_accuracy(title: str, accuracy: float, locale: QLocale) -> str:
    text = QCoreApplication.translate("Comparison", "{0}, {1} right")
    return text.format(title, rounded_percent(accuracy, locale, 1))


def _weights(contender: Contender, locale: QLocale) -> str:
    count = whole_number(contender.reader.network.parameters.size, locale)
    return QCoreApplication.translate("Comparison", "{0} weights").format(count)


def _read_time(seconds: float, locale: QLocale) -> str:
    milliseconds = locale.toString(1000 * seconds, "f", 2)
    return QCoreApplication.translate("Comparison", "reads in {0} ms").format(milliseconds)
