"""Small widgets and manners that several panels share.

A section that opens under its title, buttons that wrap onto as many lines as a language needs, the
sentence that an empty view shows, and a guard against the wheel: scrolling a panel moves its
fields under the pointer, and without the guard it would go on to turn their values.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QStyle,
    QStyleOptionFocusRect,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import UNIT, muted


def is_in_sight(widget: QWidget) -> bool:
    """Whether it can be seen. To Qt, all that is in a minimised window is visible; when the window
    comes back, each widget in it gets a show event."""
    return widget.isVisible() and not widget.window().isMinimized()


class Disclosure(QWidget):
    """A title with an arrow, and below it the content while it is open.

    ``toggled`` tells when it opens or closes. Beside the title there is room for a few muted
    words on what is inside. ``name`` is the object name of the button that opens it.
    """

    toggled = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._content: QWidget | None = None
        self._is_open = False
        self._button = QToolButton(self)
        self._button.setObjectName(name)
        self._button.setText(title)
        self._button.setAutoRaise(True)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._toggle)
        self._remark = QLabel(self)
        self._remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._remark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Whatever does not fit is cut rather than make the panel wider.
        self._remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        head.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._remark, 1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(UNIT)
        self._layout.addLayout(head)
        self._show()

    def hold(self, content: QWidget) -> None:
        """Show this while open. Made after the section, it also follows its title under Tab."""
        self._content = content
        self._layout.addWidget(content)
        self._show()

    @property
    def is_open(self) -> bool:
        return self._is_open

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        if is_open != self._is_open:
            self._toggle()

    def set_remark(self, text: str) -> None:
        """A few words beside the title."""
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    @Slot()
    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._show()
        self.toggled.emit(self._is_open)

    def _show(self) -> None:
        arrow = Qt.ArrowType.DownArrow if self._is_open else Qt.ArrowType.RightArrow
        self._button.setArrowType(arrow)
        self._button.setAccessibleDescription(
            self.tr("Open") if self._is_open else self.tr("Closed")
        )
        if self._content is not None:
            self._content.setVisible(self._is_open)


class FlowLayout(QLayout):
    """Fills lines from the left; hidden widgets take no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(UNIT)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items into a rectangle, or only find out how high that would be."""
        x, y, line = rect.left(), rect.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(rect.width(), item.sizeHint().height()))
            if x > rect.left() and x + size.width() > rect.right() + 1:
                x, y, line = rect.left(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.top()

    def insertWidget(self, index: int, widget: QWidget) -> None:
        """Add a widget before the one at ``index``."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())

    # Qt's side.

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + max(len(sizes) - 1, 0) * self.spacing()
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        smallest = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                smallest = smallest.expandedTo(item.minimumSize())
        return smallest


_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def paint_nothing(painter: QPainter, view: QAbstractScrollArea, sentence: str) -> None:
    """Paint the sentence into the view's viewport, framed where the view has the focus."""
    area = view.viewport().rect()
    painter.setPen(muted(view.palette()))
    painter.drawText(area, _FLAGS, sentence)
    if view.hasFocus():
        option = QStyleOptionFocusRect()
        option.initFrom(view)
        option.rect = area
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, view)


class WheelGuard(QObject):
    """Lets only the field that has the focus turn with the wheel."""

    def guard(self, *fields: QWidget) -> None:
        """Watch over these fields from now on."""
        for field in fields:
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_wheel = event.type() is QEvent.Type.Wheel
        if is_wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            # Ignored, it goes on to the panel.
            event.ignore()
            return True
        return False
