from __future__ import annotations

import ast
from pathlib import Path

import pytest

import nn.classic
from nn.classic import ClassicNetwork
from nn.explain.one_step import Stop
from nn.explain.shown_code import ShownCode, assigned, code_of, statements_of

SOURCE = Path(nn.classic.__file__)


def highlighted(code: ShownCode) -> list[str]:
    return [code.lines[index].strip() for index in code.highlighted]


@pytest.mark.parametrize("stop", Stop)
def test_what_is_shown_stands_in_the_file(stop: Stop) -> None:
    code = code_of(stop)
    assert code.file == "nn/classic.py"
    lines = SOURCE.read_text("utf-8").splitlines()
    shown = lines[code.first - 1 : code.first - 1 + len(code.lines)]
    assert [line.strip() for line in shown] == [line.strip() for line in code.lines]
    assert code.highlighted


@pytest.mark.parametrize(
    ("stop", "variable"),
    [
        (Stop.HIDDEN, "hidden"),
        (Stop.OUTPUTS, "outputs"),
        (Stop.ERROR, "output_errors"),
        (Stop.BACK, "hidden_errors"),
    ],
)
def test_a_stop_highlights_the_statement_that_computes_it(stop: Stop, variable: str) -> None:
    (line,) = highlighted(code_of(stop))
    assert line.startswith(f"{variable} = ")


def test_the_update_highlights_both_matrices_and_what_they_need() -> None:
    names = [line.split()[0] for line in highlighted(code_of(Stop.UPDATE))]
    assert names == ["output_deltas", "hidden_deltas", "rate", "self.who", "self.wih"]


def test_the_last_stop_highlights_what_evaluates() -> None:
    code = code_of(Stop.AGAIN)
    assert code.function == "ClassicNetwork.evaluate"
    assert highlighted(code) == [line.strip() for line in code.lines]


def test_every_statement_of_the_step_belongs_to_exactly_one_stop() -> None:
    """Whoever adds a line to the article's step has to say where it is shown."""
    stops = [stop for stop in Stop if stop is not Stop.AGAIN]
    shown = [index for stop in stops for index in code_of(stop).highlighted]
    *statements, last = statements_of(ClassicNetwork.fit)[0]
    assert isinstance(last, ast.Return)
    assert all(assigned(statement) for statement in statements)
    assert sorted(shown) == list(range(len(code_of(Stop.HIDDEN).lines) - 1))
