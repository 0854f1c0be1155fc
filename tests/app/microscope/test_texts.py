from __future__ import annotations

import re
from dataclasses import astuple

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.microscope.numbers import Notation
from app.microscope.texts import Choice, Explanation, StopTexts, darkest_pixel
from nn.explain.one_step import OneStep, Stop
from tests.app.microscope.parts import step_of
from tests.app.microscope.test_numbers import plain

CHOICE = Choice(unit=7, output=3)


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def texts(widget: QWidget) -> StopTexts:
    return StopTexts(widget)


def results(explanation: Explanation) -> list[str]:
    """What stands behind the last sign of equality of each line."""
    lines = [line for text in explanation.numbers for line in plain(text).splitlines()]
    return [line.rpartition(" = ")[2] for line in lines if " = " in line]


def expected(stop: Stop, step: OneStep) -> list[float]:
    unit, output = CHOICE.unit, CHOICE.output
    forward = step.forward
    match stop:
        case Stop.HIDDEN:
            return [forward.hidden_in[unit], forward.hidden[unit]]
        case Stop.OUTPUTS:
            return [forward.outputs_in[output], forward.outputs[output]]
        case Stop.ERROR:
            return [forward.output_errors[output], forward.error]
        case Stop.BACK:
            return [step.backward.hidden_errors[unit]]
        case Stop.UPDATE:
            change = step.update.weights.wih[unit] - step.weights.wih[unit]
            return [step.update.who_change[output, unit], change[darkest_pixel(step)]]
    return []


@pytest.mark.parametrize("stop", Stop)
@pytest.mark.parametrize("seed", range(5))
def test_the_results_that_are_written_are_those_of_the_step(
    texts: StopTexts, widget: QWidget, stop: Stop, seed: int
) -> None:
    step = step_of(seed)
    write = Notation(widget.locale(), widget.palette())
    numbers = [plain(write.number(float(value))) for value in expected(stop, step)]
    assert results(texts.of(stop, step, CHOICE)) == numbers


@pytest.mark.parametrize("stop", Stop)
def test_every_stop_says_all_that_belongs_to_it(texts: StopTexts, stop: Stop) -> None:
    explanation = texts.of(stop, step_of(), CHOICE)
    for text in (explanation.title, explanation.sentence, *explanation.formula):
        assert text
    assert explanation.sentence == texts.sentence(stop)
    assert explanation.numbers
    assert re.search(r"\d+", explanation.shapes)
    assert "{" not in str(astuple(explanation))


def test_the_shapes_are_those_of_the_arrays(texts: StopTexts) -> None:
    step = step_of()
    assert "(100 × 784)" in texts.of(Stop.HIDDEN, step, CHOICE).shapes
    assert "(10 × 100)" in texts.of(Stop.OUTPUTS, step, CHOICE).shapes
    assert "(100 × 10)" in texts.of(Stop.BACK, step, CHOICE).shapes


def test_it_is_said_that_the_article_leaves_the_slope_out(
    texts: StopTexts, widget: QWidget
) -> None:
    step = step_of()
    note = texts.of(Stop.BACK, step, CHOICE).note
    write = Notation(widget.locale(), widget.palette())
    for errors in (step.backward.hidden_errors, step.backward.chain_rule_errors):
        assert write.number(float(errors[CHOICE.unit])) in note


def test_a_step_that_went_too_far_is_called_so(texts: StopTexts) -> None:
    good = texts.of(Stop.AGAIN, step_of(), CHOICE).note
    still = texts.of(Stop.AGAIN, step_of(rate=0.0), CHOICE).note
    step = step_of()
    worse = OneStep(
        step.weights, step.sample, 1.0, step.again, step.backward, step.update, step.forward
    )
    bad = texts.of(Stop.AGAIN, worse, CHOICE).note
    assert "smaller. One step" in good
    assert "same" in still
    assert "larger" in bad


def test_the_weight_that_is_shown_is_one_that_moves(texts: StopTexts) -> None:
    step = step_of()
    changes = np.abs(step.wih_change(CHOICE.unit))
    assert changes[darkest_pixel(step)] == changes.max() > 0
