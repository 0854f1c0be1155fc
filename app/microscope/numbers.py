"""Numbers as they stand in a formula: few digits, a real minus, powers of ten, sums with signs.

All results are rich text of Qt (https://doc.qt.io/qt-6/richtext-html-subset.html).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QPalette

from app.ui.theme import Chart, chart_colour
from nn.explain.one_step import Term, WeightedSum

MINUS = "\u2212"
_SPACE = "\u00a0"
_SIGNIFICANT = 3
_SMALLEST, _LARGEST = 1e-3, 1e6
"""Numbers outside are written by a power of ten."""

_MOST_DECIMALS = 8


@dataclass(frozen=True)
class Notation:
    """How numbers are written, in a language and in the colours of a theme."""

    locale: QLocale
    colours: QPalette

    def number(self, value: float) -> str:
        """Three significant digits; what is below a thousandth is written by a power of ten."""
        if not math.isfinite(value):
            return "∞" if value > 0 else f"{MINUS}∞" if value < 0 else "?"
        size = abs(value)
        if size == 0:
            return self.locale.toString(0)
        if not _SMALLEST <= size < _LARGEST:
            return self._by_power(value)
        decimals = max(_SIGNIFICANT - 1 - math.floor(math.log10(size)), 0)
        return self._fixed(value, decimals)

    def given(self, value: float) -> str:
        """A number that somebody has chosen, without superfluous zeros."""
        text = self.locale.toString(float(abs(value)), "g", 4)
        return f"{MINUS}{text}" if value < 0 else text

    def factor(self, value: float) -> str:
        """A number that stands behind a sign of multiplication or subtraction."""
        return f"({self.number(value)})" if value < 0 else self.number(value)

    def change(self, before: float, after: float) -> str:
        """``before → after`` with as many decimals as are needed to see that they differ."""
        difference = abs(after - before)
        decimals = _SIGNIFICANT
        if difference > 0:
            decimals = min(max(1 - math.floor(math.log10(difference)), decimals), _MOST_DECIMALS)
        return f"{self._fixed(before, decimals)} → {self._fixed(after, decimals)}"

    def signed(self, value: float, text: str) -> str:
        """``text`` in the colour of a value above or below zero."""
        which = Chart.FOR if value > 0 else Chart.AGAINST
        return coloured(text, chart_colour(which, self.colours))

    def sum_of(self, found: WeightedSum, rest: str) -> str:
        """The products with their signs; ``rest`` says what the rest is, with its number in {0}."""
        parts = [self._summand(term, is_first=not place) for place, term in enumerate(found.terms)]
        if found.others:
            own = self.signed(found.rest, self.number(abs(found.rest)))
            sign = MINUS if found.rest < 0 else "+" if parts else ""
            parts.append(f"{sign} {rest.format(own)}".strip())
        return " ".join(parts) or self.number(0.0)

    def _summand(self, term: Term, *, is_first: bool) -> str:
        product = f"{self.number(abs(term.weight))}·{self.factor(term.value)}"
        product = self.signed(term.product, product)
        if term.weight < 0:
            return f"{MINUS}{'' if is_first else _SPACE}{product}"
        return product if is_first else f"+{_SPACE}{product}"

    def _by_power(self, value: float) -> str:
        power = math.floor(math.log10(abs(value)))
        mantissa = self._fixed(value / 10.0**power, _SIGNIFICANT - 1)
        return f"{mantissa}·10<sup>{power}</sup>".replace("-", MINUS)

    def _fixed(self, value: float, decimals: int) -> str:
        text = self.locale.toString(float(abs(value)), "f", decimals)
        return f"{MINUS}{text}" if value < 0 else text


def coloured(text: str, colour: QColor) -> str:
    """Rich text in a colour."""
    return f'<span style="color:{colour.name()}">{text}</span>'


def variable(name: str, index: object = None, *, above: str = "") -> str:
    """A scalar's name, slanted, with its index below and a sign above."""
    below = "" if index is None else f"<sub>{index}</sub>"
    power = f"<sup>{above}</sup>" if above else ""
    return f"<i>{name}</i>{below}{power}"


def array(name: str, index: str = "") -> str:
    """A vector's or a matrix' name, upright and bold."""
    below = f"<sub>{index}</sub>" if index else ""
    return f"<b>{name}</b>{below}"
