"""The bars: how much the network believes in each digit, or that it is none; which to explain.

Together they are 100 %. The eleventh, "not a digit", can be filled only by a network that knows
such a class. Its place is there with any network, so that nothing jumps when another one answers.

One painted widget rather than ten, because it is repainted while the pen moves. The winner is told
apart by its colour, its bold type and a mark in front of it, so that it can be seen without colour;
the chosen bar by its frame. Over each row lies an unseen button, which takes clicks and keys. A
screen reader finds all values in the description, and each one at its button; they are renewed only
when the drawing rests, so that it does not talk over itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    Property,
    QPoint,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QMoveEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.prediction.bars import BarButton, BarPainter, Row, bar_font
from app.text.formats import rounded_percent
from app.ui.theme import UNIT, muted
from nn.network import DIGITS
from nn.reader import Reading

NO_DIGIT = -1
"""What ``chosen`` carries when the choice is taken back."""

NOT_A_DIGIT = DIGITS
"""The eleventh bar, after those of the digits 0 to 9."""

_ROWS = DIGITS + 1

REST = 400
"""Milliseconds without change after which a screen reader is told."""

_GAP = UNIT // 2
"""Logical pixels between the digits and what is none."""

_HIGHEST_ROW = 14 * UNIT
"""Logical pixels; in a taller window rows would lose sight of each other."""

_LEAST_ROW = 0.75
"""Of the height of a line of type: in a lower row the type is smaller."""


class ProbabilityBars(QWidget):
    """The bars. ``probabilities`` are eleven numbers in [0, 1], the last for what is not a digit;
    ten from a network that knows only digits; or none before anything is drawn.

    A click on a bar, or Space or Enter after Up and Down, chooses its digit: ``chosen`` carries
    it. The same again takes the choice back, and ``chosen`` carries ``NO_DIGIT`` (-1). Only the
    user's choices are signalled, not :meth:`set_chosen`. ``placed`` tells that the rows have new
    places.
    """

    probabilities_changed = Signal()
    chosen = Signal(int)
    placed = Signal()

    def __init__(self, parent: QWidget | None = None, *, highest_row: float = _HIGHEST_ROW) -> None:
        super().__init__(parent)
        self._highest_row = highest_row
        self._values: list[float] = []
        self._winner: int | None = None
        self._buttons = [self._button(digit) for digit in range(DIGITS)]
        # Nothing to press: it is there for its tool tip and for screen readers.
        self._eleventh = QWidget(self)
        self._eleventh.setAccessibleName(self.tr("Not a digit"))
        self._let_tab_stop_at(0)
        self.setObjectName("probabilityBars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Probability of each digit"))
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._describe)
        self._describe()

    @property
    def winner(self) -> int | None:
        """The digit that is marked as the answer, or NOT_A_DIGIT; None while there is none."""
        return self._winner

    @property
    def chosen_digit(self) -> int | None:
        """The digit whose bar is chosen; None if none is."""
        return next((button.digit for button in self._buttons if button.isChecked()), None)

    @Slot(object)
    def set_chosen(self, digit: int | None) -> None:
        """Choose the bar of ``digit``, or none; nothing is signalled."""
        for button in self._buttons:
            with QSignalBlocker(button):
                button.setChecked(button.digit == digit)
        self.update()

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """Show what the drawing may be, and mark the answer that is given."""
        is_none = reading.verdict == "not a digit" and reading.digit_score <= 0.5
        self.show_probabilities(reading.shares.tolist(), NOT_A_DIGIT if is_none else reading.digit)

    def choose(self, digit: int) -> None:
        """Choose the bar of ``digit`` as a click on it does."""
        self._buttons[digit].setChecked(True)

    def show_probabilities(self, values: Sequence[float], winner: int | None) -> None:
        """Show eleven probabilities, or ten, or none; ``winner`` is marked.

        Raises ValueError for any other number of values.
        """
        if len(values) not in (0, DIGITS, _ROWS):
            raise ValueError(f"there are {DIGITS} or {_ROWS} bars, found {len(values)} values")
        values = [float(value) for value in values]
        if values == self._values and winner == self._winner:
            return
        self._values, self._winner = values, winner
        self._rest.start()
        self.update()
        self.probabilities_changed.emit()

    def text(self, digit: int) -> str:
        """The value of a digit, or of NOT_A_DIGIT, as it is shown."""
        return self._percent(self._values[digit])

    def _percent(self, value: float) -> str:
        return rounded_percent(value, self.locale())

    def _button(self, digit: int) -> BarButton:
        button = BarButton(digit, self)
        button.setToolTip(self.tr("Click to see which ink speaks for a {0}").format(digit))
        # Not ``clicked``: a screen reader toggles without a click.
        button.toggled.connect(self._choose)
        button.moved.connect(self._move_focus)
        return button

    @Slot(bool)
    def _choose(self, chosen: bool) -> None:
        button = self.sender()
        assert isinstance(button, BarButton)
        self._let_tab_stop_at(button.digit)
        self.set_chosen(button.digit if chosen else None)
        self.chosen.emit(button.digit if chosen else NO_DIGIT)

    @Slot(int)
    def _move_focus(self, step: int) -> None:
        button = self.sender()
        assert isinstance(button, BarButton)
        digit = min(max(button.digit + step, 0), DIGITS - 1)
        self._let_tab_stop_at(digit)
        self._buttons[digit].setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def _let_tab_stop_at(self, digit: int) -> None:
        """Tab stops once at the bars, not ten times; the arrow keys go on from there."""
        for button in self._buttons:
            stops = Qt.FocusPolicy.StrongFocus if button.digit == digit else None
            button.setFocusPolicy(stops or Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._buttons[digit])

    @Slot()
    def _describe(self) -> None:
        for button in self._buttons:
            button.setAccessibleDescription(self.text(button.digit) if self._values else "")
        self._describe_eleventh()
        if not self._values:
            self.setAccessibleDescription(self.tr("Nothing drawn yet"))
            return
        ranked = sorted(range(len(self._values)), key=lambda row: -self._values[row])
        self.setAccessibleDescription(
            ", ".join(f"{self._label(row)}: {self.text(row)}" for row in ranked)
        )

    def _describe_eleventh(self) -> None:
        is_known = len(self._values) != DIGITS
        self._eleventh.setToolTip(
            self.tr("How much speaks for this being no digit at all")
            if is_known
            else self.tr("This network knows only the ten digits: it has to name one of them")
        )
        is_told = len(self._values) == _ROWS
        self._eleventh.setAccessibleDescription(self.text(NOT_A_DIGIT) if is_told else "")

    def _label(self, row: int) -> str:
        return self.tr("not a digit") if row == NOT_A_DIGIT else str(row)

    def _get_probabilities(self) -> list[float]:
        """Of the ten digits, given that it is one; they sum to 1."""
        digits = self._values[:DIGITS]
        total = sum(digits)
        return [value / total for value in digits] if total > 0 else digits

    def _set_probabilities(self, values: list[float]) -> None:
        ranked = sorted(range(len(values)), key=lambda digit: -values[digit])
        self.show_probabilities(values, ranked[0] if ranked else None)

    probabilities = Property(
        list, _get_probabilities, _set_probabilities, notify=probabilities_changed
    )

    @property
    def row_height(self) -> float:
        """The height of a bar's row, logical pixels; never more than ``highest_row``."""
        return min((self.height() - _GAP) // _ROWS, self._highest_row)

    def places(self) -> list[QPoint]:
        """The left end of each bar's row, in the middle of its height: digits in order, and the
        eleventh."""
        rows = (*range(DIGITS), NOT_A_DIGIT)
        return [QPointF(0, self._row(row).center().y()).toPoint() for row in rows]

    def _row(self, digit: int) -> QRectF:
        height = self.row_height
        gap = _GAP if digit == NOT_A_DIGIT else 0
        return QRectF(0, digit * height + gap, self.width(), height)

    def _content(self, button: BarButton) -> Row:
        digit = button.digit
        return Row(
            label=str(digit),
            value=self._values[digit] if self._values else 0.0,
            text=self.text(digit) if self._values else "",
            wins=digit == self._winner,
            is_chosen=button.isChecked(),
            is_hovered=button.underMouse(),
            is_focused=button.shows_focus,
        )

    def _eleventh_content(self) -> Row:
        is_told = len(self._values) == _ROWS
        return Row(
            label=self._label(NOT_A_DIGIT),
            value=self._values[NOT_A_DIGIT] if is_told else 0.0,
            text=self.text(NOT_A_DIGIT) if is_told else "–" if self._values else "",
            wins=self._winner == NOT_A_DIGIT,
            is_meant=is_told or not self._values,
        )

    def _paint_empty(self, painter: QPainter, room: QRectF) -> None:
        """Say why the bars are empty, on a ground of its own across a bar in the middle."""
        painter.setFont(self.font())
        text = self.tr("Nothing drawn yet")
        size = QFontMetrics(self.font()).size(Qt.TextFlag.TextSingleLine, text)
        box = QRectF(0, 0, size.width() + 3 * UNIT, size.height() + UNIT)
        box.moveCenter(room.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().window())
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(muted(self.palette()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rows = BarPainter(painter, self, self._row(0).height(), self._percent(1.0))
            for button in self._buttons:
                rows.paint(self._row(button.digit), self._content(button))
            rows.paint(self._row(NOT_A_DIGIT), self._eleventh_content())
            if not self._values:
                self._paint_empty(painter, rows.room(self._row(DIGITS // 2 - 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in self._buttons:
            button.setGeometry(self._row(button.digit).toRect())
        self._eleventh.setGeometry(self._row(NOT_A_DIGIT).toRect())
        self.placed.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.placed.emit()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(bar_font(self, 0, bold=True))
        return QSize(32 * UNIT, _ROWS * (metrics.height() + UNIT) + _GAP)

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(bar_font(self, 0, bold=True))
        return QSize(18 * UNIT, round(_LEAST_ROW * _ROWS * metrics.height()) + _GAP)
