"""What a training leaves behind: the best network, calibrated, with the facts of its making."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from nn.checkpoint import Model
from nn.data.digit_data import DigitData
from nn.evaluation.calibration import calibrate
from nn.recipes import Recipe
from nn.training.loop import Progress


def finished_model(recipe: Recipe, last: Progress, data: DigitData, *, seed: int) -> Model:
    """The model file's content for a training whose last report is ``last``."""
    network = last.best or last.network
    calibration = calibrate(network, data.validation, rng=np.random.default_rng(seed))
    facts = {
        "seed": seed,
        "epochs": last.epochs,
        "samples": last.samples,
        "seconds": round(last.seconds, 1),
        "validation_accuracy": last.best_accuracy,
        "data": data.source,
        "date": datetime.now(UTC).date().isoformat(),
        **calibration.as_facts(),
    }
    return Model(network, recipe.name, facts)
