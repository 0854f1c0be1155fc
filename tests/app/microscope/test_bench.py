from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.microscope.bench import Bench
from app.microscope.figures import HiddenUnits, MarkedPixels
from app.microscope.numbers import Notation
from app.microscope.texts import Choice, darkest_pixel
from nn.explain.one_step import OneStep, Stop, weighted_sum
from tests.app.microscope.parts import step_of
from tests.app.parts import part

CHOICE = Choice(unit=7, output=3)


@pytest.fixture
def step() -> OneStep:
    return step_of()


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    bench = Bench()
    qtbot.addWidget(bench)
    bench.resize(408, 500)
    bench.show()
    qtbot.waitExposed(bench)
    return bench


def marks(bench: Bench, name: str = "microscopeInput") -> tuple[int, ...]:
    return part(bench, MarkedPixels, name).marks


def framed(bench: Bench) -> frozenset[int]:
    mosaic = part(bench, HiddenUnits).tiles.mosaic
    assert mosaic is not None
    return mosaic.strongest


def test_what_the_formula_spells_out_is_marked_in_the_pictures(bench: Bench, step: OneStep) -> None:
    bench.show_step(Stop.HIDDEN, step, CHOICE)
    row, z = step.weights.wih[CHOICE.unit], float(step.forward.hidden_in[CHOICE.unit])
    pixels = [term.index for term in weighted_sum(row, step.sample.inputs, z).terms]
    assert list(marks(bench)) == list(marks(bench, "microscopeWeights")) == pixels
    bench.show_step(Stop.OUTPUTS, step, CHOICE)
    products = np.abs(step.weights.who[CHOICE.output] * step.forward.hidden)
    assert framed(bench) == set(np.argsort(-products)[:5])
    assert marks(bench) == ()
    bench.show_step(Stop.UPDATE, step, CHOICE)
    assert marks(bench) == (darkest_pixel(step),)


def test_the_units_show_what_flows_at_the_stop(bench: Bench, step: OneStep) -> None:
    captions = {}
    for stop, values in (
        (Stop.HIDDEN, step.forward.hidden),
        (Stop.BACK, step.backward.hidden_errors),
        (Stop.UPDATE, step.update.hidden_deltas),
        (Stop.AGAIN, step.again.hidden),
    ):
        bench.show_step(stop, step, CHOICE)
        captions[stop] = part(bench, QLabel, "microscopeUnitsCaption").text()
        write = Notation(bench.locale(), bench.palette())
        assert captions[stop] == f"Unit 7: {write.number(float(values[CHOICE.unit]))}"


def test_the_weights_are_the_new_ones_from_the_update_on(bench: Bench) -> None:
    step = step_of(rate=1.0)
    unit = int(np.abs(step.update.hidden_deltas).argmax())
    bench.show_step(Stop.BACK, step, Choice(unit, 0))
    before = part(bench, QLabel, "microscopeWeightsCaption").text()
    bench.show_step(Stop.UPDATE, step, Choice(unit, 0))
    assert part(bench, QLabel, "microscopeWeightsCaption").text() != before


def test_a_change_of_nothing_is_told(bench: Bench) -> None:
    bench.show_step(Stop.UPDATE, step_of(rate=0.0), CHOICE)
    assert part(bench, QLabel, "microscopeChangeCaption").text() == "All are 0"
