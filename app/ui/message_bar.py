"""Messages in the window: one sentence, perhaps one thing to do about it, and no dialog to close.

It stays until it is dismissed or answered.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QWidget,
)

from app.ui.buttons import PushButton
from app.ui.icons import SignButton
from app.ui.theme import UNIT, blend

_MOST_MESSAGES = 5
"""That are said at once."""

_LONGEST = 500
"""Characters of one; an error may quote a file at any length."""


class MessageBar(QWidget):
    """A strip across the window; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._sign = QStyle.StandardPixmap.SP_MessageBoxInformation
        self._icon = QLabel(self)
        self._text = QLabel(self)
        self._text.setObjectName("messageText")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = PushButton(parent=self)
        self._button.clicked.connect(self._answer)
        self._answer_with: Callable[[], None] | None = None
        close = SignButton("close", self.tr("Dismiss the message"), self)
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, UNIT, UNIT)
        layout.setSpacing(UNIT)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said; empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    @property
    def is_warning(self) -> bool:
        """Whether what is being said, or was last, is that something went wrong."""
        return self._sign is QStyle.StandardPixmap.SP_MessageBoxWarning

    def show_error(self, text: str) -> None:
        """Say what went wrong."""
        self._say(text, QStyle.StandardPixmap.SP_MessageBoxWarning)

    def show_offer(self, text: str, offer: str, answer: Callable[[], None]) -> None:
        """Say what is so, with nothing wrong; ``offer`` names a button that calls ``answer``."""
        self._say(text, QStyle.StandardPixmap.SP_MessageBoxInformation, offer, answer)

    @Slot(str)
    def add_error(self, text: str) -> None:
        """Say this below what is still being said, because that has not been dismissed yet."""
        text = _shortened(text)
        said = [line for line in self.text.splitlines() if line not in text.splitlines()]
        lines = [*said, *text.splitlines()][-_MOST_MESSAGES:]
        offer = "" if self._button.isHidden() else self._button.text()
        answer = self._answer_with
        warning = QStyle.StandardPixmap.SP_MessageBoxWarning
        self._say("\n".join(lines), warning, offer if said else "", answer)

    @Slot()
    def _answer(self) -> None:
        self.hide()
        if self._answer_with is not None:
            self._answer_with()

    def _say(
        self,
        text: str,
        sign: QStyle.StandardPixmap,
        offer: str = "",
        answer: Callable[[], None] | None = None,
    ) -> None:
        self._sign = sign
        self._icon.setPixmap(self.style().standardIcon(sign).pixmap(QSize(20, 20)))
        self._text.setText(_shortened(text))
        self._button.setText(offer)
        self._button.setVisible(bool(offer))
        self._answer_with = answer
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        accent, window = colours.color(QPalette.ColorRole.Accent), colours.window().color()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), blend(accent, window, 0.12))
            painter.fillRect(0, self.height() - 1, self.width(), 1, blend(accent, window, 0.4))


def _shortened(text: str) -> str:
    """The text with each line cut where it is far too long to be read."""
    lines = text.splitlines()
    return "\n".join(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in lines)
