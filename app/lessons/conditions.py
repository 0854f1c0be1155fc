"""When a task is done: facts compared with numbers and words, joined by ``and``. No more.

    "accuracy >= 95% and hidden_units <= 20" → parse_condition → Condition → holds(facts)

Nothing is ever evaluated as code: a text that is not of this form is refused with the reason.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.lessons.facts import FACTS, FactValue, Kind, Number, Switch, Word
from app.lessons.problems import LessonError, quoted
from nn.messages import N_


def _equal(found: FactValue, value: FactValue) -> bool:
    """Numbers are equal when a field that shows them could not tell them apart."""
    if isinstance(found, str) or isinstance(value, str):
        return found == value
    return math.isclose(found, value, rel_tol=1e-6)


def _unequal(found: FactValue, value: FactValue) -> bool:
    return not _equal(found, value)


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": _equal,
    "!=": _unequal,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}

_COMPARISON = re.compile(r"(?P<fact>\w+)\s*(?P<operator>[=!<>]+)\s*(?P<value>[^\s=!<>]+)")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?%?")
_AND = re.compile(r"\s+and\s+")
_SWITCH = {"on": True, "off": False}

MOST_COMPARISONS = 10


@dataclass(frozen=True)
class Comparison:
    """One fact against a value, such as ``hidden_units <= 20``."""

    fact: str
    operator: str
    value: FactValue

    def __str__(self) -> str:
        value = self.value
        if isinstance(value, bool):
            value = "on" if value else "off"
        elif not isinstance(value, str):
            value = f"{value:g}"
        return f"{self.fact} {self.operator} {value}"

    def holds(self, facts: Mapping[str, FactValue | None]) -> bool:
        """Whether it is so; False while the fact is unknown."""
        found = facts.get(self.fact)
        return found is not None and _OPERATORS[self.operator](found, self.value)


@dataclass(frozen=True)
class Condition:
    """All of these; ``str`` is the same condition in one normal form."""

    comparisons: tuple[Comparison, ...]

    def __str__(self) -> str:
        return " and ".join(map(str, self.comparisons))

    def holds(self, facts: Mapping[str, FactValue | None]) -> bool:
        """Whether every comparison holds."""
        return all(comparison.holds(facts) for comparison in self.comparisons)


def parse_condition(text: str) -> Condition:
    """The condition that ``text`` writes down.

    Raises LessonError, with what is wrong in it, for everything else.
    """
    parts = _AND.split(text.strip())
    if len(parts) > MOST_COMPARISONS:
        raise LessonError(
            N_("nn", "A task has at most {0} conditions, found {1}."), MOST_COMPARISONS, len(parts)
        )
    return Condition(tuple(map(_comparison, parts)))


def _comparison(text: str) -> Comparison:
    found = _COMPARISON.fullmatch(text.strip())
    if found is None or found["operator"] not in _OPERATORS:
        raise LessonError(
            N_(
                "nn",
                "A condition compares a fact with a value, as in “accuracy >= 95% and "
                "hidden_units <= 20”; found “{0}”.",
            ),
            quoted(text),
        )
    fact = found["fact"]
    if fact not in FACTS:
        raise LessonError(
            N_("nn", "There is no fact “{0}”; there are: {1}."), quoted(fact), ", ".join(FACTS)
        )
    value = _value(fact, FACTS[fact], found["value"])
    if not isinstance(FACTS[fact], Number) and found["operator"] not in ("==", "!="):
        raise LessonError(
            N_("nn", "“{0}” is compared with == or != only, found “{1}”."), fact, quoted(text)
        )
    return Comparison(fact, found["operator"], value)


def _value(fact: str, kind: Kind, text: str) -> FactValue:
    match kind:
        case Number():
            return _number(fact, text)
        case Switch():
            if text not in _SWITCH:
                raise LessonError(N_("nn", "“{0}” is on or off, found “{1}”."), fact, quoted(text))
            return _SWITCH[text]
        case Word(words):
            if words and text not in words:
                raise LessonError(
                    N_("nn", "“{0}” is one of {1}, found “{2}”."),
                    fact,
                    ", ".join(words),
                    quoted(text),
                )
            return text


def _number(fact: str, text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise LessonError(N_("nn", "“{0}” is a number, found “{1}”."), fact, quoted(text))
    value = float(text.removesuffix("%"))
    return value / 100 if text.endswith("%") else value
