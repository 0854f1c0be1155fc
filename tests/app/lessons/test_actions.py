from __future__ import annotations

import pytest

from app.lessons.actions import TrainingValues
from nn.recipes import BEST, MLP
from nn.training.settings import TrainingSettings, TrainingSettingsError


def test_values_that_are_given_replace_those_of_the_recipe() -> None:
    own = TrainingSettings.of(MLP)
    changed = TrainingValues(learning_rate=0.3, epochs=2).applied_to(own)
    assert changed == TrainingSettings("mlp", 0.3, own.batch_size, 2)
    assert TrainingValues().applied_to(own) == own


def test_zero_is_a_value_that_is_given() -> None:
    own = TrainingSettings.of(BEST, seed=5)
    assert TrainingValues(augmentation=0, seed=0).applied_to(own).augmentation == 0
    assert TrainingValues(augmentation=0, seed=0).applied_to(own).seed == 0


def test_a_value_that_the_recipe_cannot_take_is_refused() -> None:
    with pytest.raises(TrainingSettingsError, match="batch size"):
        TrainingValues(batch_size=1).applied_to(TrainingSettings.of(BEST))
