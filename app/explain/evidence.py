"""Why this answer: the ink that speaks for a digit in blue, what speaks against it in orange.

The arithmetic is in :mod:`nn.explain.attribution`, the question in :mod:`app.explain.explanation`.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.explain.caption import LiveCaption
from app.explain.evidence_words import account, balance, summary
from app.explain.explanation import ALL_OTHERS, Choice, Explanation, explain
from app.explain.images import PixelView, evidence_image
from app.explain.scale import EvidenceScale
from app.explain.section import InsideSection, Question, Scene
from app.prediction.probability_bars import DIGITS, NOBODY, REST
from app.ui.theme import UNIT
from app.ui.wheel_guard import WheelGuard
from nn.preprocessing.pipeline import SIZE

_WIDE = 60 * UNIT
"""From this width on, logical pixels, the words stand beside the picture and not below it."""


class EvidenceSection(InsideSection):
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
        """What sums it up."""
        return self._sentence.text

    def choose(self, digit: int | None) -> None:
        """Explain this digit, or the network's own answer."""
        self._digits.setCurrentIndex(0 if digit is None else digit + 1)

    def question(self, scene: Scene) -> Question:
        digit = self._digits.currentData()
        return Question(explain, (scene, Choice(digit, self._rivals.currentData())))

    def show_answer(self, answer: Explanation) -> None:
        self._explanation = answer
        self._name_own_choices(answer)
        self._show_picture()
        locale = self.locale()
        self._scale.show_amounts(*balance(answer.evidence, locale))
        self._sentence.set_text(summary(answer, locale))
        self._rest.start()
        self._method.set_text(account(answer.evidence, locale))

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
        self._rivals.activated.connect(self.asked)

    def _lay_out(self) -> None:
        selectors = QGridLayout()
        selectors.setHorizontalSpacing(UNIT)
        selectors.setVerticalSpacing(UNIT // 2)
        selectors.setColumnStretch(1, 1)
        for row, (word, selector) in enumerate(
            ((self.tr("Why"), self._digits), (self.tr("and not"), self._rivals))
        ):
            label = QLabel(word, self)
            label.setBuddy(selector)
            selectors.addWidget(label, row, 0)
            selectors.addWidget(selector, row, 1)
        words = QVBoxLayout()
        words.setSpacing(UNIT)
        for widget in (self._scale, self._sentence, self._method):
            words.addWidget(widget)
        words.addStretch(1)
        self._head, self._words = QWidget(self), QWidget(self)
        for part, content in ((self._head, selectors), (self._words, words)):
            content.setContentsMargins(0, 0, 0, 0)
            part.setLayout(content)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * UNIT)
        self._arrange(is_wide=False)

    def _arrange(self, *, is_wide: bool) -> None:
        """The words below the picture, or beside it where there is room."""
        if is_wide is self._is_wide:
            return
        self._is_wide = is_wide
        beside = int(is_wide)
        self._layout.addWidget(self._head, 0, beside)
        self._layout.addWidget(self._picture, 1 - beside, 0, 1 + beside, 1)
        self._layout.addWidget(self._words, 2 - beside, beside)
        self._layout.setColumnStretch(0, 1)
        self._layout.setColumnStretch(1, beside)
        self._layout.setRowStretch(2 - beside, 1)

    @Slot(int)
    def _take_digit(self, index: int) -> None:
        digit = self._digits.itemData(index)
        if digit is not None and digit == self._rivals.currentData():
            self._rivals.setCurrentIndex(0)
        self.chosen.emit(NOBODY if digit is None else digit)

    def _name_own_choices(self, answer: Explanation) -> None:
        """Let the first entries say which digits they stand for now."""
        first = self.tr("Its answer: {0}").format(answer.answer)
        if self._digits.itemText(0) != first:
            self._digits.setItemText(0, first)
        first = self.tr("Strongest rival: {0}").format(answer.strongest_rival)
        if self._rivals.itemText(0) != first:
            self._rivals.setItemText(0, first)

    @Slot()
    def _describe(self) -> None:
        """Tell a screen reader, once the drawing rests."""
        self._picture.setAccessibleDescription(self.sentence)
        self._scale.describe()

    def _show_picture(self) -> None:
        if self._explanation is None:
            return
        pixels = self._explanation.evidence.pixels
        largest = max(float(np.abs(pixels).max()), 1e-6)
        image = evidence_image(pixels / largest, self._explanation.image, self.palette())
        self._picture.show_image(image)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_picture()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_wide=self.width() >= _WIDE)
