"""The sheet to draw on: pointer events become a :class:`Drawing`, and the drawing is painted.

    event → PointerReader → Pen → StrokeEditor → changed(Drawing)
                                       ↓
                                    InkLayer → screen

Strokes are kept in the unit of the sheet, (0, 0) its upper left corner and (1, 1) its lower
right one, so a resized window shows the same drawing, larger or smaller, and loses nothing.

What the canvas shows beside the ink: its edge, a hint while it is empty, a place to drop on.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

from app.drawing.digit_marks import DigitMark, paint_marks
from app.drawing.ink import InkLayer, ReplayedPart
from app.drawing.pen import Pen, pen_cursor
from app.drawing.pointer import Phase, PointerReader, Sheet
from app.drawing.stroke_editor import StrokeEditor
from app.platform.pen_proximity import PenApplication
from app.settings import DEFAULT_PEN_WIDTH
from app.ui.theme import RADIUS, UNIT, blend, hairline, muted, scaled_font
from nn.numbers.reading import NumberDigit, NumberReading
from nn.strokes import Drawing

_POINTER_LOST = (QEvent.Type.UngrabMouse, QEvent.Type.WindowDeactivate, QEvent.Type.Hide)
_LOOKS_CHANGED = (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange)
_KEYBOARD_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Canvas(QWidget):
    """A square sheet that takes mouse, touch and tablet pen.

    ``changed`` carries what is seen, the stroke under way included, after every event that changed
    it: the whole drawing, or the part of it that :meth:`show_part` asked for. ``history_changed``
    says that what can be undone or redone may have changed, and ``part_ended`` that the whole
    drawing is shown again because drawing goes on.
    """

    changed = Signal(object)
    history_changed = Signal()
    part_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = StrokeEditor()
        self._pen = Pen(self._editor, width=DEFAULT_PEN_WIDTH)
        self._pointer = PointerReader()
        self._layer = InkLayer()
        self._layer_is_stale = True
        self._seen_revision = 0
        self._part: Drawing | None = None
        self._parts = ReplayedPart()
        self._marks: tuple[DigitMark, ...] = ()
        self._shows_hint = True
        self._shows_drop_place = False
        self._shows_focus = False
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        # A hovering pen is told of, so that the palm beside it is known.
        self.setTabletTracking(True)
        application = QCoreApplication.instance()
        if isinstance(application, PenApplication):
            application.pen_came.connect(self._note_pen)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 160)
        self.setAccessibleName(self.tr("Canvas"))
        self._describe()

    # What is drawn, and its history.

    @property
    def drawing(self) -> Drawing:
        """The whole drawing in the sheet's unit, the stroke under way included."""
        return self._editor.drawing

    @property
    def can_undo(self) -> bool:
        return self._editor.can_undo

    @property
    def can_redo(self) -> bool:
        return self._editor.can_redo

    def set_drawing(self, drawing: Drawing) -> None:
        """Show another drawing, in the sheet's unit; undo brings the old one back."""
        self._pen.lift()
        self._editor.replace(drawing)
        self._show_change()

    def start_from(self, drawing: Drawing) -> None:
        """Show another drawing, in the sheet's unit, with no history before it."""
        self.set_drawing(drawing)
        self._editor.forget_history()
        self.history_changed.emit()

    @Slot()
    def undo(self) -> None:
        """Take back the last step; a pointer that is down draws on only when put down anew."""
        self._pen.lift()
        self._editor.undo()
        self._show_change()

    @Slot()
    def redo(self) -> None:
        self._pen.lift()
        self._editor.redo()
        self._show_change()

    @Slot()
    def clear(self) -> None:
        """Take a new sheet; undo brings the old one back."""
        self._pen.lift()
        self._editor.clear()
        self._show_change()

    def lift_pen(self) -> None:
        """End the stroke under way; it becomes a step of the history."""
        self._pen.lift()
        self._show_change()

    def show_part(self, part: Drawing | None) -> None:
        """Show this beginning of the drawing, which stays as it is; None shows all of it again.

        So does a pointer that touches down, and every change of the drawing.
        """
        if part is self._part:
            return
        self.lift_pen()
        self._part = part
        self._refresh_layer()
        self.changed.emit(self._editor.drawing if part is None else part)

    def show_drop_place(self, shown: bool) -> None:
        """Whether to say that what is being dragged over the canvas can be dropped here."""
        self._shows_drop_place = shown
        self.update()

    @Slot(object, int)
    def mark_digits(self, number: NumberReading, chosen: int) -> None:
        """Show under each digit of a number what it is read as; a single digit has no mark."""
        digits = number.digits if len(number.digits) > 1 else ()
        marks = tuple(
            DigitMark(_inked_box(digit), digit.digit, index == chosen)
            for index, digit in enumerate(digits)
        )
        if marks != self._marks:
            self._marks = marks
            self.update()

    # The tool in the hand.

    @property
    def pen_width(self) -> float:
        """Width of the pen as a share of the sheet's side."""
        return self._pen.width

    def set_pen_width(self, width: float) -> None:
        """Draw with another pen from now on; what is drawn stays."""
        self._pen.width = width
        self._update_cursor()

    @Slot(bool)
    def set_eraser(self, chosen: bool) -> None:
        """Whether the pointer erases; the pen's other end and the right button always do."""
        self._pen.lift()
        self._pen.erases = chosen
        self._show_change()
        self._update_cursor()

    def _show_change(self) -> None:
        """After anything that may have changed the drawing: paint it and tell the others."""
        if self._editor.revision == self._seen_revision:
            return
        self._seen_revision = self._editor.revision
        has_part, self._part = self._part is not None, None
        self._refresh_layer()
        drawing = self._editor.drawing
        if drawing.is_empty is not self._shows_hint:
            self._shows_hint = drawing.is_empty
            self.update()
        if self._editor.live is None:
            self._describe()
            self.history_changed.emit()
        self.changed.emit(drawing)
        if has_part:
            self.part_ended.emit()

    def _end_part(self) -> None:
        """Show the whole drawing again, because drawing goes on."""
        if self._part is not None:
            self.show_part(None)
            self.part_ended.emit()

    def _refresh_layer(self) -> None:
        """Bring the ink's pixels up to date and ask for what changed to be repainted."""
        if self._layer_is_stale or self._layer.pixmap.devicePixelRatio() != self.devicePixelRatio():
            self._layer_is_stale = False
            self._layer.prepare(
                self.size(),
                self.devicePixelRatio(),
                self._pen.sheet,
                paper=self.palette().color(QPalette.ColorRole.Base),
                ink=self.palette().color(QPalette.ColorRole.Text),
            )
            self.update()
        if self._part is None:
            self.update(self._layer.show(self._editor.finished, self._editor.live))
        else:
            divided = self._parts.divided(self._part, self._editor.finished)
            self.update(self._layer.show(*divided))

    def _describe(self) -> None:
        drawing = self._editor.drawing
        if drawing.is_empty:
            text = self.tr("Empty. Draw a digit with mouse, finger or pen.")
        elif drawing.picture is None:
            text = self.tr("Strokes drawn: {0}")
        else:
            text = self.tr("A picture. Strokes drawn over it: {0}")
        self.setAccessibleDescription(text.format(len(drawing.strokes)))

    def _update_cursor(self) -> None:
        colours = self.palette()
        self.setCursor(
            pen_cursor(
                self._pen.diameter * self._pen.sheet.side,
                self.devicePixelRatio(),
                ink=colours.color(QPalette.ColorRole.Text),
                paper=colours.color(QPalette.ColorRole.Base),
            )
        )

    @Slot(bool)
    def _note_pen(self, is_here: bool) -> None:
        self._pointer.note_pen(is_here=is_here)

    # Qt's side.

    def event(self, event: QEvent) -> bool:
        moves = self._pointer.read(event)
        for move in moves:
            if move.phase is Phase.DOWN:
                self._end_part()
                # Keys belong to the drawing from here on, whatever field of whatever window had
                # them: of a pen's press, Qt itself makes nothing of the kind.
                self.activateWindow()
                self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._pen.follow(move)
        if moves:
            self._show_change()
        if moves or isinstance(event, QTabletEvent | QTouchEvent):
            # Not accepted, Qt would make mouse events of a palm.
            event.accept()
            return True
        if event.type() in _POINTER_LOST:
            self._pointer.forget()
            self._pen.lift()
            self._show_change()
        elif event.type() in _LOOKS_CHANGED:
            self._layer_is_stale = True
            self._update_cursor()
            self.update()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._pen.lift()
        self._pen.sheet = Sheet.inside(event.size())
        self._layer_is_stale = True
        self._update_cursor()
        self._show_change()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._layer_is_stale:
            self._refresh_layer()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._layer.pixmap)
            self._layer.paint_tail(painter)
            sheet = self._pen.sheet.rect
            paint_marks(painter, self, sheet, self._marks)
            if self._shows_drop_place:
                paint_drop_place(painter, self, sheet)
            elif self._shows_hint:
                paint_hint(painter, self, sheet)
            paint_frame(painter, self, sheet, focused=self._shows_focus and self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = event.reason() in _KEYBOARD_FOCUS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, 560)


def _inked_box(digit: NumberDigit) -> tuple[float, float, float, float]:
    """A digit's box down to the lower edge of its ink, in the sheet's unit."""
    left, top, right, bottom = digit.box
    reach = max((stroke.width for stroke in digit.drawing.strokes), default=0.0) / 2
    return left, top, right, bottom + reach


_WORDS = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap


def paint_hint(painter: QPainter, canvas: QWidget, sheet: QRectF) -> None:
    """Say in the middle of an empty sheet what to do with it."""
    painter.setPen(muted(canvas.palette()))
    painter.setFont(scaled_font(canvas, 1.5))
    room = sheet.adjusted(2 * UNIT, 2 * UNIT, -2 * UNIT, -2 * UNIT)
    what = QCoreApplication.translate("Canvas", "Draw a digit here")
    place = painter.boundingRect(room, _WORDS | Qt.AlignmentFlag.AlignVCenter, what)
    painter.drawText(place, _WORDS, what)
    painter.setFont(scaled_font(canvas, 1.0))
    below = QRectF(room)
    below.setTop(place.bottom() + UNIT)
    painter.drawText(
        below,
        _WORDS | Qt.AlignmentFlag.AlignTop,
        QCoreApplication.translate("Canvas", "or drop a picture of one"),
    )


def paint_drop_place(painter: QPainter, canvas: QWidget, sheet: QRectF) -> None:
    """Say that what is being dragged can be let go here."""
    accent = canvas.palette().accent().color()
    ground = blend(accent, canvas.palette().base().color(), 0.12)
    veil = QColor(ground)
    veil.setAlphaF(0.88)
    painter.fillRect(sheet, veil)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(accent, 2, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    inner = sheet.adjusted(2 * UNIT, 2 * UNIT, -2 * UNIT, -2 * UNIT)
    painter.drawRoundedRect(inner, RADIUS, RADIUS)
    painter.setPen(canvas.palette().text().color())
    painter.setFont(scaled_font(canvas, 1.5))
    painter.drawText(
        inner.adjusted(UNIT, UNIT, -UNIT, -UNIT),
        _WORDS | Qt.AlignmentFlag.AlignVCenter,
        QCoreApplication.translate("Canvas", "Drop the picture here"),
    )


def paint_frame(painter: QPainter, canvas: QWidget, sheet: QRectF, *, focused: bool) -> None:
    """Round the sheet's corners off, and draw its edge."""
    edge = QPainterPath()
    edge.addRoundedRect(sheet.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
    outside = QPainterPath()
    outside.addRect(QRectF(canvas.rect()))
    colours = canvas.palette()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(outside - edge, colours.window())
    pen = QPen(colours.accent().color(), 2) if focused else QPen(hairline(colours))
    painter.strokePath(edge, pen)
