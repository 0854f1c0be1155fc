"""The section "Answer": ink that is evidence for a digit in blue, against it in orange.

The method is in :mod:`nn.explain.attribution`; :mod:`app.explain.evidence` applies it.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.explain.evidence import ALL_OTHERS, DigitChoice, Explanation, Quarter, explain
from app.explain.section import ExplainSection, LiveCaption, Question
from app.prediction.probability_bars import NO_DIGIT, REST
from app.text.formats import in_a_row, rounded_percent, signed
from app.ui.array_images import PixelView, evidence_image
from app.ui.theme import UNIT, Chart, chart_colour, hairline
from app.ui.widgets import WheelGuard
from nn.explain.attribution import Evidence
from nn.network import DIGITS
from nn.preprocessing.frame import SIZE

_WIDE = 60 * UNIT
"""From this width on, in logical pixels, the texts stand beside the picture and not below it."""

_BAR = UNIT
"""Height of the scale's bar, logical pixels."""

_NEARLY_NOTHING = 0.05
"""Log odds: so little evidence in all is not divided into per cent."""


class EvidenceSection(ExplainSection):
    """Two selectors, the picture, its scale, and sentences that sum it up."""

    can_be_exact = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explanation: Explanation | None = None
        self._wheel = WheelGuard(self)
        self._digits = self._selector("explainedDigit", self.tr("Digit to explain"))
        self._rivals = self._selector("rivalDigit", self.tr("Rival digit"))
        self._fill_selectors()
        self._picture = PixelView(self, largest=12 * SIZE)
        self._picture.setObjectName("evidencePicture")
        self._picture.setAccessibleName(self.tr("Evidence in the drawing"))
        self._scale = EvidenceScale(self)
        self._sentence = LiveCaption(self, muted=False)
        self._sentence.setObjectName("evidenceSentence")
        self._method = LiveCaption(self)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._describe)
        self._is_wide: bool | None = None
        self._lay_out()

    @property
    def explanation(self) -> Explanation | None:
        """What is shown."""
        return self._explanation

    @property
    def sentence(self) -> str:
        """The sentences that sum it up."""
        return self._sentence.text

    def choose(self, digit: int | None) -> None:
        """Explain this digit, or the network's own answer."""
        self._digits.setCurrentIndex(0 if digit is None else digit + 1)

    def question(self, *, exact: bool) -> Question:
        choice = DigitChoice(self._digits.currentData(), self._rivals.currentData())
        return partial(explain, choice=choice, exact=exact)

    def show_answer(self, answer: Explanation) -> None:
        self._explanation = answer
        self._name_own_choices(answer)
        self._show_picture()
        self._scale.show_evidence(answer.evidence)
        self._sentence.set_text(
            in_a_row(self._share(answer.evidence), self._place(answer), self._doubt(answer))
        )
        self._rest.start()
        self._method.set_text(self._account(answer.evidence))

    def _selector(self, name: str, accessible_name: str) -> QComboBox:
        selector = QComboBox(self)
        selector.setObjectName(name)
        selector.setAccessibleName(accessible_name)
        selector.setMinimumContentsLength(8)
        self._wheel.guard(selector)
        return selector

    def _fill_selectors(self) -> None:
        self._digits.addItem(self.tr("Its answer"), None)
        self._rivals.addItem(self.tr("Strongest rival"), None)
        self._rivals.addItem(self.tr("All others"), ALL_OTHERS)
        for digit in range(DIGITS):
            self._digits.addItem(str(digit), digit)
            self._rivals.addItem(str(digit), digit)
        self._digits.activated.connect(self._take_digit)
        self._rivals.activated.connect(self.question_changed)

    def _lay_out(self) -> None:
        selectors = QGridLayout()
        selectors.setHorizontalSpacing(UNIT)
        selectors.setVerticalSpacing(UNIT // 2)
        selectors.setColumnStretch(1, 1)
        for row, (text, selector) in enumerate(
            ((self.tr("Why"), self._digits), (self.tr("and not"), self._rivals))
        ):
            label = QLabel(text, self)
            label.setBuddy(selector)
            selectors.addWidget(label, row, 0)
            selectors.addWidget(selector, row, 1)
        texts = QVBoxLayout()
        texts.setSpacing(UNIT)
        for widget in (self._scale, self._sentence, self._method):
            texts.addWidget(widget)
        texts.addStretch(1)
        self._head, self._texts = QWidget(self), QWidget(self)
        for part, content in ((self._head, selectors), (self._texts, texts)):
            content.setContentsMargins(0, 0, 0, 0)
            part.setLayout(content)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * UNIT)
        self._arrange(is_wide=False)

    def _arrange(self, *, is_wide: bool) -> None:
        """Put the texts beside the picture or below it."""
        if is_wide is self._is_wide:
            return
        self._is_wide = is_wide
        beside = int(is_wide)
        self._layout.addWidget(self._head, 0, beside)
        self._layout.addWidget(self._picture, 1 - beside, 0, 1 + beside, 1)
        self._layout.addWidget(self._texts, 2 - beside, beside)
        self._layout.setColumnStretch(0, 1)
        self._layout.setColumnStretch(1, beside)
        self._layout.setRowStretch(2 - beside, 1)

    @Slot(int)
    def _take_digit(self, index: int) -> None:
        digit = self._digits.itemData(index)
        if digit is not None and digit == self._rivals.currentData():
            self._rivals.setCurrentIndex(0)
        self.digit_chosen.emit(NO_DIGIT if digit is None else digit)

    def _name_own_choices(self, answer: Explanation) -> None:
        """Name in the first entries which digits they stand for now."""
        first = self.tr("Its answer: {0}").format(answer.answer)
        if self._digits.itemText(0) != first:
            self._digits.setItemText(0, first)
        first = self.tr("Strongest rival: {0}").format(answer.strongest_rival)
        if self._rivals.itemText(0) != first:
            self._rivals.setItemText(0, first)

    @Slot()
    def _describe(self) -> None:
        """Update the texts for screen readers, once the drawing has not changed for a while."""
        self._picture.setAccessibleDescription(self.sentence)
        self._scale.describe()

    def _show_picture(self) -> None:
        if self._explanation is None:
            return
        pixels = self._explanation.evidence.pixels
        largest = max(float(np.abs(pixels).max()), 1e-6)
        image = evidence_image(pixels / largest, self._explanation.image, self.palette())
        self._picture.show_image(image)

    def _share(self, found: Evidence) -> str:
        """How much of the evidence is for the digit."""
        total = found.total_for + found.total_against
        if total < _NEARLY_NOTHING:
            return self.tr("This ink says next to nothing about the digit {0}.").format(found.digit)
        share = rounded_percent(found.total_for / total, self.locale())
        if found.rival is None:
            text = self.tr("Of what the ink says about {0}, {1} speaks for it.")
            return text.format(found.digit, share)
        text = self.tr("Of what the ink says about {0} or {1}, {2} speaks for {0}.")
        return text.format(found.digit, found.rival, share)

    def _place(self, answer: Explanation) -> str:
        """Where most of the evidence for the digit lies; empty if no quarter has half of it."""
        if answer.quarter is None:
            return ""
        sentences = {
            Quarter.UPPER_LEFT: self.tr("{0} of the blue lies in the upper left."),
            Quarter.UPPER_RIGHT: self.tr("{0} of the blue lies in the upper right."),
            Quarter.LOWER_LEFT: self.tr("{0} of the blue lies in the lower left."),
            Quarter.LOWER_RIGHT: self.tr("{0} of the blue lies in the lower right."),
        }
        return sentences[answer.quarter].format(
            rounded_percent(answer.quarter_share, self.locale())
        )

    def _doubt(self, answer: Explanation) -> str:
        """Evidence compares digits; it does not tell whether the drawing is a digit at all."""
        if answer.is_digit:
            return ""
        return self.tr("Whether this is a digit at all, the network doubts.")

    def _account(self, found: Evidence) -> str:
        """What the numbers are, and that they sum to the answer."""
        blank, difference = (
            signed(value, 1, self.locale()) for value in (found.blank, found.difference)
        )
        return self.tr(
            "The numbers are log odds: 2.3 more make a digit ten times as likely. Blue less "
            "orange, and {0} for a blank sheet, make about {1} in all. Method: integrated "
            "gradients."
        ).format(blank, difference)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_picture()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_wide=self.width() >= _WIDE)


class EvidenceScale(QWidget):
    """The legend of the picture and its balance: the totals against and for the digit.

    The two parts of the bar are as long as the totals.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = ("", "")
        self._amounts = (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_evidence(self, found: Evidence) -> None:
        """Show the totals of other evidence, and which digits they are for."""
        was_narrow = self._is_narrow(self.width())
        self._amounts = (found.total_against, found.total_for)
        against, in_favour = (signed(amount, 1, self.locale()) for amount in self._amounts)
        name_against = (
            self.tr("Against {0}: {1}").format(found.digit, against)
            if found.rival is None
            else self.tr("For {0}: {1}").format(found.rival, against)
        )
        self._names = (name_against, self.tr("For {0}: {1}").format(found.digit, in_favour))
        if self._is_narrow(self.width()) is not was_narrow:
            self.updateGeometry()
        self.update()

    def describe(self) -> None:
        """Update the names and totals for screen readers."""
        self.setAccessibleName(", ".join(reversed(self._names)))

    def _is_narrow(self, width: int) -> bool:
        """Whether the two names do not fit side by side."""
        metrics = QFontMetrics(self.font())
        needed = sum(metrics.horizontalAdvance(name) + 2.5 * UNIT for name in self._names)
        return needed > width

    def _paint_name(self, painter: QPainter, place: QRectF, side: int) -> None:
        """Paint a name after a square of its colour, at its side of the bar."""
        width = QFontMetrics(self.font()).horizontalAdvance(self._names[side]) + 2 * UNIT
        left = place.right() - width if side else place.left()
        patch = QRectF(left, place.center().y() - 5, 10, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(side))
        painter.drawRoundedRect(patch, 2, 2)
        painter.setPen(self.palette().windowText().color())
        text = QRectF(left + 2 * UNIT, place.top(), width, place.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self._names[side])

    def _paint_bar(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        total = sum(self._amounts)
        if total <= 0:
            painter.setBrush(hairline(self.palette()))
            painter.drawRoundedRect(place, 2, 2)
            return
        gap = 2.0
        left = QRectF(place)
        left.setWidth(self._amounts[0] / total * (place.width() - gap))
        right = QRectF(place)
        right.setLeft(left.right() + gap)
        for side, part in enumerate((left, right)):
            painter.setBrush(self._colour(side))
            painter.drawRoundedRect(part, 2, 2)

    def _colour(self, side: int) -> QColor:
        return chart_colour((Chart.AGAINST, Chart.FOR)[side], self.palette())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = 2 if self._is_narrow(width) else 1
        return lines * (QFontMetrics(self.font()).height() + UNIT // 2) + _BAR + UNIT // 2

    def sizeHint(self) -> QSize:
        return QSize(32 * UNIT, self.heightForWidth(32 * UNIT))

    def minimumSizeHint(self) -> QSize:
        return QSize(16 * UNIT, self.heightForWidth(32 * UNIT))

    def paintEvent(self, event: QPaintEvent) -> None:
        line = QFontMetrics(self.font()).height() + UNIT // 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            top = QRectF(0, 0, self.width(), line)
            self._paint_name(painter, top, 0)
            below = top.translated(0, line) if self._is_narrow(self.width()) else top
            self._paint_name(painter, below, 1)
            place = QRectF(0, below.bottom() + UNIT / 2, self.width(), _BAR)
            self._paint_bar(painter, place)
