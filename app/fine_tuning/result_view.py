"""The result of fine-tuning, and the texts of the section.

FineTuningResult → percents and counts before and after; tiles of drawings read differently
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from app.fine_tuning.work import BeforeAfter, ChangedReading, FineTuningResult
from app.library.store import Contents
from app.text.formats import percent, whole_number
from app.ui.theme import RADIUS, UNIT, hairline, muted
from app.ui.thumbnail import paint_strokes
from app.ui.type_scale import scale_type
from nn.training.own_digits import FEWEST, FEWEST_DIGITS, HELD_OUT_EVERY


class ResultView(QWidget):
    """Shows one :class:`FineTuningResult`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = _Comparison("ownDigitsBeforeAfter", self)
        self._test = _Comparison("testBeforeAfter", self)
        self._right = ChangesView("readRightNow", self)
        self._wrong = ChangesView("readWrongNow", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for part in (self._own, self._test, self._right, self._wrong):
            layout.addWidget(part)

    def show_result(self, result: FineTuningResult) -> None:
        """Show the counts and the changed drawings of a result."""
        own, test = result.own, result.test
        if own.count:
            caption = self.tr("Your drawings that it did not learn from")
            self._own.show_comparison(caption, own, digits=0)
        else:
            self._own.show_sentence(
                self.tr("None of your drawings was held out: keep four of a digit to test it.")
            )
        caption = (
            self.tr("Built-in test digits")
            if result.is_built_in
            else self.tr("MNIST's test images")
        )
        self._test.show_comparison(caption, test, digits=2)
        right = [change for change in result.changed if change.is_right]
        wrong = [change for change in result.changed if not change.is_right]
        self._right.show_changes(self.tr("Read right now"), right)
        self._wrong.show_changes(self.tr("Read wrong now"), wrong)


class _Comparison(QWidget):
    """A caption, and below it the percents before and after, and the counts."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        role = QPalette.ColorRole.PlaceholderText
        self._caption = QLabel(self)
        self._caption.setForegroundRole(role)
        self._caption.setWordWrap(True)
        self._share = QLabel(self)
        self._share.setObjectName(f"{name}Share")
        scale_type(self._share, 1.25, bold=True)
        self._count = QLabel(self)
        self._count.setObjectName(f"{name}Count")
        self._count.setForegroundRole(role)
        # Below each other: side by side they are too wide for a narrow panel.
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for label in (self._caption, self._share, self._count):
            layout.addWidget(label)

    def show_comparison(self, caption: str, counts: BeforeAfter, *, digits: int) -> None:
        """Show right answers as percents with so many ``digits`` after the decimal point."""
        self._caption.setText(caption)
        before, after = (
            percent(right / counts.count, self.locale(), digits)
            for right in (counts.before, counts.after)
        )
        self._share.setText(self.tr("{0} → {1}").format(before, after))
        text = self.tr("{0} → {1} of {2}")
        numbers = (counts.before, counts.after, counts.count)
        shown = (whole_number(number, self.locale()) for number in numbers)
        self._count.setText(text.format(*shown))
        spoken = self.tr("{0}: before {1} right, after {2} right")
        self._share.setAccessibleName(spoken.format(caption, before, after))
        self._show(has_numbers=True)

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence in place of numbers."""
        self._caption.setText(sentence)
        self._show(has_numbers=False)

    def _show(self, *, has_numbers: bool) -> None:
        self._share.setVisible(has_numbers)
        self._count.setVisible(has_numbers)


_SIDE = 6 * UNIT
_GAP = UNIT


class ChangesView(QWidget):
    """A row of drawings that are read differently: as many as fit, and the number of the others.

    Hidden where there are none.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = ""
        self._changes: list[ChangedReading] = []
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def changes(self) -> list[ChangedReading]:
        """All changes, also those that do not fit."""
        return list(self._changes)

    def show_changes(self, caption: str, changes: Sequence[ChangedReading]) -> None:
        """Show these changes under a caption."""
        self._caption, self._changes = caption, list(changes)
        self.setAccessibleName(caption)
        self.setAccessibleDescription(self.tr("; ").join(map(self._sentence, self._changes)))
        self.setVisible(bool(changes))
        self.update()

    def tile_rect(self, position: int) -> QRectF:
        """The place of the tile with this index."""
        top = self.fontMetrics().height() + UNIT / 2
        return QRectF(position * (_SIDE + _GAP), top, _SIDE, _SIDE)

    def _fitting(self) -> int:
        """The number of shown tiles; if not all fit, the last place shows how many are left."""
        places = max((self.width() + _GAP) // (_SIDE + _GAP), 1)
        return len(self._changes) if len(self._changes) <= places else places - 1

    def _sentence(self, change: ChangedReading) -> str:
        text = self.tr("Kept as {0}: read as {1} before, as {2} now")
        return text.format(change.kept.label, change.before, change.after)

    def _paint_tile(self, painter: QPainter, position: int) -> None:
        change, tile = self._changes[position], self.tile_rect(position)
        colours = self.palette()
        painter.setPen(hairline(colours))
        painter.setBrush(colours.base())
        painter.drawRoundedRect(tile.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if not change.kept.drawing.is_empty:
            paint_strokes(painter, change.kept.drawing, tile, colours.text().color())
        below = QRectF(tile.left(), tile.bottom(), _SIDE, self.fontMetrics().height())
        painter.setPen(colours.windowText().color())
        text = self.tr("{0} → {1}").format(change.before, change.after)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    # Qt's side.

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = QPointF(event.pos())
            under = [i for i in range(self._fitting()) if self.tile_rect(i).contains(place)]
            text = self._sentence(self._changes[under[0]]) if under else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(muted(self.palette()))
            line = QRectF(0, 0, self.width(), self.fontMetrics().height())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, self._caption)
            shown = self._fitting()
            for position in range(shown):
                self._paint_tile(painter, position)
            if shown < len(self._changes):
                painter.setPen(muted(self.palette()))
                more = self.tr("+{0}").format(len(self._changes) - shown)
                painter.drawText(self.tile_rect(shown), Qt.AlignmentFlag.AlignCenter, more)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(5 * (_SIDE + _GAP), _SIDE + 2 * line + UNIT // 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _SIDE + _GAP, self.sizeHint().height())


class FineTuningTexts(QObject):
    """Sentences of the section, with the numbers of a widget's locale."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget

    def missing(self, contents: Contents) -> str:
        """What is needed before fine-tuning can start; empty if it can."""
        if len(contents) < FEWEST:
            text = self.tr("Keep {0} drawings to learn from; so far there are {1}.")
            return text.format(FEWEST, self._number(len(contents)))
        if np.count_nonzero(contents.counts) < FEWEST_DIGITS:
            only = int(np.argmax(contents.counts))
            return self.tr("All your drawings are kept as {0}: keep some other digit too.").format(
                only
            )
        return ""

    def ready(self, contents: Contents) -> str:
        """The number of drawings to learn from, and to test with."""
        tested = int(contents.held_out.sum())
        text = self.tr("Drawings to learn from: {0}. Held out to test it: {1}.")
        parts = [text.format(self._number(len(contents) - tested), self._number(tested))]
        if untested := self._untested(contents):
            text = self.tr("With fewer than {0} drawings, so all learned from: {1}.")
            parts.append(text.format(HELD_OUT_EVERY, self.tr(", ").join(untested)))
        return " ".join(parts)

    def _untested(self, contents: Contents) -> list[str]:
        """The digits with too few drawings to hold one out."""
        return [
            str(digit) for digit, count in enumerate(contents.counts) if 0 < count < HELD_OUT_EVERY
        ]

    def stage(self, stage: str) -> str:
        """What a stage does."""
        match stage:
            case "loading":
                return self.tr("Loading MNIST, to be replayed with your drawings…")
            case "drawing":
                return self.tr("There is no MNIST: drawing built-in digits to be replayed instead…")
            case "before":
                return self.tr("Testing the network as it is…")
            case "learning":
                return self.tr("Learning your digits, with others replayed…")
            case "choosing":
                return self.tr("Choosing how much to take of what was learned…")
            case "after":
                return self.tr("Testing the network as it has become…")
            case _:
                return self.tr("Finding out how sure is sure…")

    def outcome(self, result: FineTuningResult) -> str:
        """A result in one sentence."""
        if not result.has_gained:
            return self.tr(
                "Nothing could be learned without forgetting other hands: the network stays as it "
                "is. More drawings may help."
            )
        if result.is_built_in:
            return self.tr(
                "Learned from {0} of your drawings. There was no MNIST: built-in digits were "
                "replayed."
            ).format(self._number(result.learned))
        return self.tr("Learned from {0} of your drawings, with MNIST replayed.").format(
            self._number(result.learned)
        )

    def _number(self, value: int) -> str:
        return whole_number(value, self._widget.locale())
