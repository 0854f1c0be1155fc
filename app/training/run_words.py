"""What is said about a run in the list: what became of it, and with which settings."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.text.formats import duration
from app.text.translate import recipe_title
from app.training.run import Outcome, Run

SEPARATOR = " · "


def result(run: Run, locale: QLocale) -> str:
    """Such as "Dense · 98.1 % · 3 s", with a word where it did not finish."""
    translate = QCoreApplication.translate
    parts = [recipe_title(run.settings.recipe)]
    word = {
        Outcome.RUNNING: translate("RunWords", "in training"),
        Outcome.STOPPED: translate("RunWords", "stopped"),
        Outcome.DIVERGED: translate("RunWords", "fell apart"),
        Outcome.FAILED: translate("RunWords", "broke off"),
    }.get(run.outcome)
    if word is not None:
        parts.append(word)
    if run.best_accuracy is not None:
        accuracy = locale.toString(100 * run.best_accuracy, "f", 1)
        parts.append(translate("RunWords", "{0}\u00a0%").format(accuracy))
    parts.append(duration(run.seconds, locale))
    return SEPARATOR.join(parts)


def settings(run: Run, locale: QLocale) -> str:
    """Such as "rate 0.003 · batch 128 · epochs 8 · seed 0"; what does not apply is left out."""
    translate = QCoreApplication.translate
    chosen = run.settings
    rate = locale.toString(chosen.learning_rate, "g", 4)
    if run.learning_rate != chosen.learning_rate:
        rate = f"{rate} → {locale.toString(run.learning_rate, 'g', 4)}"
    parts = [translate("RunWords", "rate {0}").format(rate)]
    if chosen.batch_size > 1:
        batch = locale.toString(chosen.batch_size)
        parts.append(translate("RunWords", "batch {0}").format(batch))
    epochs = locale.toString(chosen.epochs)
    parts.append(translate("RunWords", "epochs {0}").format(epochs))
    if chosen.augmentation:
        strength = locale.toString(round(100 * chosen.augmentation))
        parts.append(translate("RunWords", "varied {0}\u00a0%").format(strength))
    parts.append(translate("RunWords", "seed {0}").format(locale.toString(chosen.seed)))
    return SEPARATOR.join(parts)
