"""The answer in one glance: the digit, large, and one line that says how sure it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.prediction.probability_bars import REST
from app.ui.theme import scaled_font
from nn.reader import Reading


class VerdictView(QWidget):
    """A large sign above a sentence; a screen reader hears the sentence once the drawing rests."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = QLabel(self)
        self.sign.setObjectName("verdictSign")
        # The number is never translated, and the sentence says it to a screen reader.
        self.sign.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence = QLabel(self)
        self.sentence.setObjectName("verdictSentence")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sign)
        layout.addWidget(self.sentence)
        layout.addStretch()
        self._announced = ""
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._announce)
        self.show_none()

    def show_none(self) -> None:
        """Nothing is drawn, or there is nobody to read it."""
        self._show("–", self.tr("Draw, and the network reads along."))

    def show_reading(self, reading: Reading) -> None:
        """Say what the network makes of the drawing."""
        if reading.verdict == "empty":
            self.show_none()
        elif reading.verdict == "not a digit":
            self._show("?", self.tr("This does not look like a digit."))
        elif reading.verdict == "unsure":
            first, second = reading.probabilities.argsort()[::-1][:2]
            self._show("?", self.tr("Not sure: {0} or {1}").format(first, second))
        else:
            percent = f"{100 * reading.probabilities[reading.digit]:.0f}"
            self._show(
                str(reading.digit),
                self.tr("Read as {0}, {1}\u00a0% sure").format(reading.digit, percent),
            )

    def _show(self, sign: str, sentence: str) -> None:
        if sign != self.sign.text():
            self.sign.setText(sign)
            is_answer = sign.isdigit()
            role = QPalette.ColorRole
            self.sign.setForegroundRole(role.WindowText if is_answer else role.PlaceholderText)
            self.sign.setFont(scaled_font(self, 5.0, bold=is_answer))
        if sentence != self.sentence.text():
            self.sentence.setText(sentence)
            self._rest.start()

    @Slot()
    def _announce(self) -> None:
        """Tell a screen reader, politely: after what it is saying now."""
        sentence = self.sentence.text()
        if sentence == self._announced or not QAccessible.isActive():
            return
        self._announced = sentence
        event = QAccessibleAnnouncementEvent(self.sentence, sentence)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
