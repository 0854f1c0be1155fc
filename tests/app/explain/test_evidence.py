from __future__ import annotations

import numpy as np
import pytest

from app.explain.evidence import DigitChoice, Explanation, Quarter, explain, fullest_quarter
from app.explain.section import ForwardPass
from nn.layers import Dense, Flatten
from nn.network import Network
from nn.reader import Reader
from nn.recipes import RECIPES
from nn.strokes import drawing_from_points

SEVEN = drawing_from_points([[(0.2, 0.1), (0.4, 0.1), (0.3, 0.5)], [(0.25, 0.3), (0.38, 0.3)]])


def explanation_by(reader: Reader) -> Explanation:
    """The network's own answer for a seven, explained."""
    return explain(ForwardPass.of(SEVEN, reader), DigitChoice(), exact=True)


def test_a_quarter_is_named_only_where_it_holds_at_least_half() -> None:
    pixels = np.zeros((28, 28))
    assert fullest_quarter(pixels) == (None, 0.0)
    pixels[3, 20] = 3
    pixels[20, 3] = 2
    pixels[20, 20] = -50
    assert fullest_quarter(pixels) == (Quarter.UPPER_RIGHT, pytest.approx(0.6))
    pixels[3, 3] = pixels[22, 22] = 2
    assert fullest_quarter(pixels) == (None, 0.0)


def test_evidence_for_what_may_be_no_digit_says_so() -> None:
    network = Network((Flatten(), Dense(11)))
    bias = network.views[1][1]
    for not_a_digit, is_digit in ((-5.0, True), (5.0, False)):
        bias[10] = not_a_digit
        assert explanation_by(Reader(network)).is_digit is is_digit


def test_untrained_networks_can_be_asked_as_well() -> None:
    for recipe in RECIPES.values():
        network: Network = recipe.network(rng=np.random.default_rng(0))
        zero = network.with_parameters(np.zeros_like(network.parameters))
        for reader in (Reader(network), Reader(zero)):
            found = explanation_by(reader)
            assert np.isfinite(found.evidence.pixels).all()
            assert found.evidence.rival != found.evidence.digit
