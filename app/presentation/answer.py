"""One network's answer, for the last row: which network it is, a giant sign, and giant bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.comparison.marks import LETTERS, ApartMark, LetterChip
from app.prediction.bars import BarButton, type_factor
from app.prediction.probability_bars import ProbabilityBars
from app.prediction.reading_panel import VerdictView
from app.presentation.arrangement import gap_of
from app.ui.theme import RADIUS, UNIT, hairline
from app.ui.type_scale import keep_lines, scale_type
from nn.numbers.reading import NumberReading
from nn.reader import Reading

_SIGN = 4.0
"""Size of the sign, in sizes of the column's type."""

_HIGHEST_ROW = 30 * UNIT
"""Of the bars, logical pixels: on a large screen they fill the column all the same."""

_TYPE_OF_ROW, _TYPE_OF_WIDTH = 0.5, 0.085
"""Type of the bars: shares of the row's height and of the column's width, whichever is less."""

_COLUMN_OF_TYPE = 13
"""Sizes of type that a column has to be wide at the least; in a narrower one type is smaller."""


class AnswerColumn(QWidget):
    """The column at ``place``, 0 the leftmost; ``pressed`` tells that it was clicked."""

    pressed = Signal()

    def __init__(self, place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_marked = False
        self._number = ""
        self._page_type = 16
        self._chip = LetterChip(place, self)
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._title.setObjectName("presentedNetwork")
        self._verdict = VerdictView(self, sign=_SIGN, beside=True)
        self._apart = ApartMark(self)
        self._apart.hide()
        self.bars = ProbabilityBars(self, highest_row=_HIGHEST_ROW)
        self.bars.setObjectName("presentedBars")
        self._keep_still(self.bars)
        self.bars.placed.connect(self._fit_bars)
        scale_type(self._title, 0.8)
        keep_lines(self._title, 2)
        keep_lines(self._verdict.sentence, 2)
        self._lay_out()
        letter = LETTERS[place]
        self.setAccessibleName(self.tr("Network {0}").format(letter))
        self.bars.setAccessibleName(
            self.tr("Probability of each digit, network {0}").format(letter)
        )

    @property
    def title(self) -> str:
        """Which network is said to answer."""
        return self._title.text()

    @property
    def sentence(self) -> str:
        """What it is said to read."""
        return self._verdict.sentence.text()

    def show_title(self, title: str, *, is_alone: bool) -> None:
        """Say which network answers; one that is alone needs no letter."""
        self._chip.setVisible(not is_alone)
        self._title.setText(title)

    def show_number(self, number: NumberReading) -> None:
        """Show of which digits it consists; the next reading is of one of them."""
        self._number = number.text if len(number.digits) > 1 else ""

    def show_reading(self, reading: Reading | None, *, apart: bool) -> None:
        """Show an answer, and whether it stands apart from the others; None is no answer."""
        if reading is None:
            self._verdict.show_none()
            self.bars.show_probabilities([], None)
        else:
            if self._number:
                self._verdict.show_number(self._number)
            else:
                self._verdict.show_reading(reading)
            self.bars.show_reading(reading)
        self._apart.setVisible(apart)

    def set_marked(self, is_marked: bool) -> None:
        """Whether the arrow keys choose the network of this column."""
        self._is_marked = is_marked
        self.update()

    def set_page_type(self, pixels: int) -> None:
        """The size of the page's type, logical pixels."""
        self._page_type = pixels
        self._fit_type()

    def _keep_still(self, bars: ProbabilityBars) -> None:
        """Nothing is explained here, so no bar can be chosen; keys and clicks go to the page."""
        for button in bars.findChildren(BarButton):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bars.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bars.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        head.addWidget(self._apart, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self._verdict)
        layout.addWidget(self.bars, 1)

    def _fit_type(self) -> None:
        font = QFont(self.font())
        font.setPixelSize(max(min(self._page_type, self.width() // _COLUMN_OF_TYPE), 9))
        self.setFont(font)
        margin = gap_of(font.pixelSize()) // 2
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(margin)

    @Slot()
    def _fit_bars(self) -> None:
        """The bars' own type: it grows with their rows, and here they are to be full of it."""
        row = self.bars.row_height
        wanted = min(_TYPE_OF_ROW * row, _TYPE_OF_WIDTH * self.width())
        font = QFont(self.bars.font())
        font.setPixelSize(max(round(wanted / type_factor(row)), 6))
        self.bars.setFont(font)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_type()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        pen = QPen(hairline(colours), max(self._page_type / 24, 1))
        if self._is_marked:
            pen = QPen(colours.accent().color(), max(self._page_type / 8, 2))
        inset = pen.widthF() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(area, RADIUS, RADIUS)
