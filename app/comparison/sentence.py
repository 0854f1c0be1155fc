"""Whether the networks agree, in a sentence on a strip that takes the accent where they do not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from app.comparison.agreement import Agreement, Kind
from app.comparison.marks import LETTERS
from app.ui.theme import UNIT, blend
from app.ui.type_scale import scale_type


class AgreementSentence(QLabel):
    """Says how several answers stand to each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_apart = False
        self.setObjectName("agreementSentence")
        self.setWordWrap(True)
        self.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        scale_type(self, 1.1, bold=True)
        self.show_agreement(Agreement(Kind.NOTHING, (), ()))

    def show_agreement(self, compared: Agreement) -> None:
        """Say it."""
        text = self._sentence(compared)
        if text == self.text():
            return
        self._is_apart = compared.kind is Kind.APART
        role = QPalette.ColorRole
        quiet = compared.kind is Kind.NOTHING
        self.setForegroundRole(role.PlaceholderText if quiet else role.WindowText)
        self.setText(text)
        self.update()

    def _sentence(self, compared: Agreement) -> str:
        match compared.kind:
            case Kind.NOTHING:
                return self.tr("Draw, and all networks read the same drawing.")
            case Kind.ALIKE:
                return self.tr("They agree: all read a {0}.").format(compared.answers[0])
            case Kind.NONE_ANSWERS:
                return self.tr("They agree: none of them names a digit.")
            case Kind.APART:
                answers = self.tr(", ").join(
                    self._answer(letter, digit)
                    for letter, digit in zip(LETTERS, compared.answers, strict=False)
                )
                return self.tr("They disagree: {0}.").format(answers)

    def _answer(self, letter: str, digit: int | None) -> str:
        """Such as "A reads 4"."""
        if digit is None:
            return self.tr("{0} names no digit").format(letter)
        return self.tr("{0} reads {1}").format(letter, digit)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        ink = colours.accent().color() if self._is_apart else colours.windowText().color()
        share = 0.2 if self._is_apart else 0.05
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(blend(ink, colours.window().color(), share))
            painter.drawRoundedRect(self.rect(), UNIT, UNIT)
        super().paintEvent(event)
