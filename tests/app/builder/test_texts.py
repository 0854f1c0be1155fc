from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from app.builder.draft import NEW_LAYERS
from app.builder.texts import (
    kind_of,
    layer_sentence,
    layer_words,
    parameters_text,
    rough_duration,
    shape_text,
)
from nn.layers import Conv2D, Dropout, Flatten

LOCALE = QLocale(QLocale.Language.English)


def test_a_layer_is_told_in_a_few_words() -> None:
    assert layer_words(Conv2D(16, 5), LOCALE) == "16 filters of 5×5"
    assert layer_words(Conv2D(8, 3, 2, 1), LOCALE) == "8 filters of 3×3, stride 2, padding 1"
    assert layer_words(Dropout(0.25), LOCALE) == "leaves out 25\u00a0% while it learns"


@pytest.mark.parametrize("layer", [*NEW_LAYERS.values(), Flatten()], ids=kind_of)
def test_every_kind_of_layer_has_its_words_and_its_sentence(layer: object) -> None:
    assert layer_words(layer, LOCALE)  # type: ignore[arg-type]
    assert layer_sentence(layer).endswith(".")  # type: ignore[arg-type]


def test_shapes_and_counts_are_grouped() -> None:
    assert shape_text((16, 14, 14), LOCALE) == "16 × 14 × 14"
    assert shape_text((10816,), LOCALE) == "10,816"
    assert parameters_text(200_960, LOCALE) == "200,960 parameters"
    assert parameters_text(0, LOCALE) == ""


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.01, "less than 0.1 s"), (0.26, "0.3 s"), (9.4, "9.4 s"), (9.6, "10 s"), (75, "1 min 15 s")],
)
def test_times_are_as_exact_as_they_are_known(seconds: float, text: str) -> None:
    assert rough_duration(seconds, LOCALE) == text
