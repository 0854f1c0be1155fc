"""What the network makes of the drawing: the verdict, its input, and the bars.

The verdict is the answer in one glance: the digit, large, and one line that says how sure it is.
Of a number the verdict shows all of it, and the bars belong to one of its digits, which
:mod:`app.prediction.number_row` chooses.
The input is what the network gets, 28×28 pixels of white ink on black. Each is enlarged to whole
device pixels at any pixel ratio, so that no interpolation shows something that is not there.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.prediction.number_row import NumberRow
from app.prediction.probability_bars import REST, ProbabilityBars
from app.text.formats import rounded_percent, without_mnemonic
from app.ui.theme import UNIT, hairline, scaled_font
from nn.arrays import Array
from nn.numbers.reading import NumberReading
from nn.preprocessing.pipeline import SIZE, quantise
from nn.reader import Reading

_CELLS = (3, 10)
"""Smallest and largest side of a shown pixel, logical pixels."""

_SIGN = 5.0
"""How many times as large as its sentence the verdict's sign is, where there is room."""

_WIDEST_SIGN = 3
"""Digits of a number that stand there in full size."""

_LINES_FOR_ALL = 25
"""Height of the panel, in lines of type, that everything needs."""

_CHARACTERS_FOR_ALL = 40
"""Width of the panel, in characters, from which the button's text leaves the words their room."""


class ReadingPanel(QWidget):
    """Three views of one :class:`nn.reader.Reading`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = VerdictView(self)
        self.number = NumberRow(self)
        self._number_text = ""
        self.network_input = NetworkInputView(self)
        self.bars = ProbabilityBars(self)
        self._caption = _quiet_label(self, self.tr("The network sees"))
        self._which = _quiet_label(self)
        self._which.setObjectName("whichNetwork")
        self._next = _quiet_label(self)
        self._next.setObjectName("nextRecipe")
        for label in (self._which, self._next):
            label.setWordWrap(True)
        self._button: QToolButton | None = None

        view = QVBoxLayout()
        view.setSpacing(UNIT // 2)
        view.addWidget(self.network_input, alignment=Qt.AlignmentFlag.AlignRight)
        view.addWidget(self._caption, alignment=Qt.AlignmentFlag.AlignRight)
        view.addStretch()
        head = QHBoxLayout()
        head.setSpacing(2 * UNIT)
        head.addWidget(self.verdict, 1)
        head.addLayout(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        layout.setSpacing(UNIT)
        layout.addLayout(head)
        layout.addWidget(self.number)
        layout.addWidget(self.bars, 1)
        self._foot = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._which)
        words.addWidget(self._next)
        self._foot.addLayout(words, 1)
        layout.addLayout(self._foot)

    def add_button(self, action: QAction) -> None:
        """A button for the action, beside what is said of the network."""
        button = QToolButton(self)
        button.setObjectName("showNetworkButton")
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        button.setIconSize(QSize(20, 20))
        button.setMinimumSize(4 * UNIT, 4 * UNIT)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(without_mnemonic(action.text()))
        self._foot.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self._button = button
        self._fit()

    @Slot(str)
    def show_network(self, text: str) -> None:
        """Say which network answers."""
        self._which.setText(text)

    @Slot(str)
    def show_recipe(self, title: str) -> None:
        """Say which network the next training would train; nothing where it is the same again."""
        self._next.setText(self.tr("Retrain would train: {0}").format(title) if title else "")
        self._fit()

    @Slot(object, int)
    def show_number(self, number: NumberReading, chosen: int) -> None:
        """Show of which digits it consists; the next reading is of the chosen one."""
        self._number_text = number.text if len(number.digits) > 1 else ""
        self.number.show_number(number, chosen)

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """Show it in all three."""
        self.network_input.show_image(reading.image)
        if self._number_text:
            self.verdict.show_number(self._number_text)
        else:
            self.verdict.show_reading(reading)
        self.bars.show_reading(reading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Leave the bars their room, however large type is: first goes what stands elsewhere too.

        The strip names the recipe, and a tool tip the picture and the button.
        """
        room = min(0.36 * self.width(), 0.3 * self.height())
        self.network_input.set_cell(min(max(int(room / SIZE), _CELLS[0]), _CELLS[1]))
        line = self.fontMetrics().lineSpacing()
        lines = self.height() / line
        self._next.setVisible(lines >= _LINES_FOR_ALL and bool(self._next.text()))
        caption = self._caption.fontMetrics().horizontalAdvance(self._caption.text())
        self._caption.setVisible(caption < 0.5 * self.width())
        if self._button is not None:
            characters = self.width() / self.fontMetrics().averageCharWidth()
            style = Qt.ToolButtonStyle
            self._button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon
                if characters >= _CHARACTERS_FOR_ALL
                else style.ToolButtonIconOnly
            )
        self.verdict.set_sign_size(min(max(0.27 * (lines - 8), 2.0), _SIGN))


def _quiet_label(parent: QWidget, text: str = "") -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


class VerdictView(QWidget):
    """A large sign above a sentence; a screen reader hears the sentence once the drawing rests.

    The ``sign`` is so many times as large as the sentence, which may stand ``beside`` it.
    """

    def __init__(
        self, parent: QWidget | None = None, *, sign: float = _SIGN, beside: bool = False
    ) -> None:
        super().__init__(parent)
        self._sign_size = sign
        self.sign = QLabel(self)
        self.sign.setObjectName("verdictSign")
        # The number is never translated, and the sentence says it to a screen reader.
        self.sign.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence = QLabel(self)
        self.sentence.setObjectName("verdictSentence")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self) if beside else QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * UNIT if beside else 0)
        layout.addWidget(self.sign)
        layout.addWidget(self.sentence, 1 if beside else 0)
        if not beside:
            layout.addStretch()
        self._announced = ""
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._announce)
        self.show_none()

    def set_sign_size(self, sign: float) -> None:
        """How many times as large as the sentence the sign is."""
        if sign != self._sign_size:
            self._sign_size = sign
            self._set_sign_type()

    def show_none(self) -> None:
        """Nothing is drawn, or there is no network to read it."""
        self._show("–", self.tr("Draw, and the network reads along."))

    def show_reading(self, reading: Reading) -> None:
        """Say what the network makes of the drawing."""
        if reading.verdict == "empty":
            self.show_none()
        elif reading.verdict == "not a digit":
            self._show("?", self._doubt(reading))
        elif reading.verdict == "unsure":
            first, second = reading.probabilities.argsort()[::-1][:2]
            self._show("?", self.tr("Not sure: {0} or {1}").format(first, second))
        else:
            # The same number as at its bar.
            sure = rounded_percent(reading.shares.max(), self.locale())
            self._show(
                str(reading.digit),
                self.tr("Read as {0}, {1} sure").format(reading.digit, sure),
            )

    def show_number(self, text: str) -> None:
        """Say which number of several digits is read."""
        self._show(text, self.tr("Read as the number {0}").format(text))

    def _doubt(self, reading: Reading) -> str:
        if reading.digit_score <= 0.5:
            return self.tr("This does not look like a digit.")
        likeliest = int(reading.probabilities.argmax())
        return self.tr("Not sure: {0}, or not a digit").format(likeliest)

    def _show(self, sign: str, sentence: str) -> None:
        if sign != self.sign.text():
            self.sign.setText(sign)
            is_answer = sign.isdigit()
            role = QPalette.ColorRole
            self.sign.setForegroundRole(role.WindowText if is_answer else role.PlaceholderText)
            self._set_sign_type()
        if sentence != self.sentence.text():
            self.sentence.setText(sentence)
            self._rest.start()

    def _set_sign_type(self) -> None:
        text = self.sign.text()
        # A long number needs the room of a few digits.
        size = self._sign_size * min(1.0, _WIDEST_SIGN / len(text))
        self.sign.setFont(scaled_font(self, size, bold=text.isdigit()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_sign_type()

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


_GRID_FROM = 6
"""Device pixels a cell needs before lines between the cells help more than they hide."""

_GRID_GREY = 128
"""A quarter of it is laid over the pixels: seen on black as well as on white."""


class NetworkInputView(QWidget):
    """Shows one (28, 28) picture in [0, 1]; black before anything is drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels: Array = np.zeros((SIZE, SIZE), np.uint8)
        self.setObjectName("networkInput")
        self.setAccessibleName(self.tr("What the network sees"))
        self.setToolTip(self.tr("The 28 × 28 pixels that the network reads"))
        self.set_cell(4)
        self.show_image(self._pixels / 255)

    def set_cell(self, side: int) -> None:
        """How large a pixel is shown, in logical pixels."""
        self.setFixedSize(side * SIZE, side * SIZE)

    @property
    def pixels(self) -> Array:
        """The shown picture, (28, 28) uint8."""
        return self._pixels

    def show_image(self, image: Array) -> None:
        """Show another picture, (28, 28) in [0, 1]."""
        self._pixels = quantise(image)
        covered = np.count_nonzero(self._pixels > 127)
        self.setAccessibleDescription(
            self.tr("28 by 28 pixels, {0} of them ink").format(covered)
            if self._pixels.any()
            else self.tr("28 by 28 pixels, empty")
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatio()
        cell = max(int(min(self.width(), self.height()) * ratio) // SIZE, 1)
        enlarged = _enlarge(self._pixels, cell)
        side = len(enlarged)
        left = (round(self.width() * ratio) - side) // 2
        top = (round(self.height() * ratio) - side) // 2
        grey = QImage(enlarged.data, side, side, side, QImage.Format.Format_Grayscale8)
        # Qt paints grey pictures pixel by pixel where the clip has more than one rectangle.
        image = grey.convertToFormat(QImage.Format.Format_RGB32)
        with QPainter(self) as painter:
            painter.scale(1 / ratio, 1 / ratio)
            painter.drawImage(left, top, image)
            painter.setPen(QPen(hairline(self.palette()), 1))
            painter.drawRect(left, top, side - 1, side - 1)


def _enlarge(pixels: Array, cell: int) -> Array:
    """Each pixel as ``cell`` × ``cell`` equal ones, with lines between the cells if they are large.

    Done here and not by a painter, which takes milliseconds to draw the lines.
    """
    enlarged = pixels.repeat(cell, axis=0).repeat(cell, axis=1)
    if cell >= _GRID_FROM:
        for lines in (enlarged[cell::cell, :], enlarged[:, cell::cell]):
            lines[:] = lines // 4 * 3 + _GRID_GREY // 4
    return enlarged
