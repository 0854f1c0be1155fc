"""A person before the real window: by mouse, wheel and keys, and by nothing else.

What is to be clicked must be in sight where the click goes, so that nobody is thought to have done
what a person could not do: covered, folded away or scrolled out of sight counts as not there.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QMenu,
    QScrollArea,
    QWidget,
)

from app.demo.digits import Strokes
from app.demo.hand import DemonstrationError, Hand, pause
from app.ui.panel import LatePanel, Panel
from app.window.layout import PanelLayout

_LEFT = Qt.MouseButton.LeftButton

NOTCHES = 200
"""Of the wheel, or presses of a key, before one gives up looking for a thing."""

_MENU = 100
"""Milliseconds after which a menu that was opened is looked at."""


class Person(Hand):
    """Works on one open window."""

    def go_to(self, name: str) -> Panel:
        """Go to a panel by its keys, and wait until it is filled."""
        panel = self.part(Panel, f"{name}Dock")
        layout = self.window.findChild(PanelLayout)
        assert layout is not None, "every window has one"
        number = layout.panels.index(panel)
        key = Qt.Key(Qt.Key.Key_1 + number)
        QTest.keyClick(self.window, key, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: panel.is_seen, f"the keys of the panel {name} do not open it")
        if isinstance(panel, LatePanel):
            self.wait(lambda: panel.is_made, f"the panel {name} is never made")
        return panel

    def draw(self, strokes: Strokes) -> None:
        """Draw on a new sheet, which the key for it takes from wherever the keyboard is."""
        QTest.keyClick(self.window, Qt.Key.Key_Delete)
        self.wait(lambda: not self.bars.property("probabilities"), "the bars do not empty")
        self.trace(strokes)
        self.wait(lambda: bool(self.bars.property("probabilities")), "what is drawn is not read")

    def press(self, name: str) -> None:
        """Click a button as soon as it can be clicked."""
        button = self.part(QAbstractButton, name)
        self.wait(lambda: button.isVisible() and button.isEnabled(), f"{name} cannot be pressed")
        self.click_on(button)

    def click_on(self, widget: QWidget) -> None:
        """Click a widget in its middle, scrolled to where needed."""
        self._bring_into_sight(widget)
        self.click(widget.rect().center(), widget)

    def click(self, place: QPoint, widget: QWidget) -> None:
        """Click at a place of a widget; raises DemonstrationError where it is not in sight."""
        window = widget.window()
        found = window.childAt(widget.mapTo(window, place))
        if found is None or not (found is widget or widget.isAncestorOf(found)):
            raise DemonstrationError(f"{_name(widget)} is not in sight: there is {_name(found)}.")
        QTest.mouseClick(widget, _LEFT, pos=place)

    def type_into(self, name: str, text: str) -> None:
        """Click a field of numbers and type another value, and Enter."""
        field = self.part(QWidget, name)
        self.wait(field.isEnabled, f"{name} takes no value")
        self.click_on(field)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def choose(self, name: str, wanted: object, *, role: int = Qt.ItemDataRole.UserRole) -> None:
        """Open a box of choices by a click, and go by keys to the one whose data is ``wanted``."""
        box = self.part(QComboBox, name)
        self.wait(box.isEnabled, f"{name} has nothing to choose")
        self.click_on(box)
        view = box.view()
        self.wait(view.isVisible, f"{name} does not open")
        QTest.keyClick(view, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if view.currentIndex().data(role) == wanted:
                QTest.keyClick(view, Qt.Key.Key_Return)
                self._take_keyboard_back()
                return
            QTest.keyClick(view, Qt.Key.Key_Down)
        raise DemonstrationError(f"{name} offers no {wanted}.")

    def choose_in_menu(self, name: str, wanted: str) -> None:
        """Open the menu of a button and click the entry whose data is ``wanted``."""
        found: list[bool] = []

        def choose() -> None:
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu):
                return
            entry = next((one for one in menu.actions() if one.data() == wanted), None)
            found.append(entry is not None)
            if entry is None:
                QTest.keyClick(menu, Qt.Key.Key_Escape)
            else:
                QTest.mouseClick(menu, _LEFT, pos=menu.actionGeometry(entry).center())

        # The menu holds the click until it is closed.
        QTimer.singleShot(_MENU, choose)
        self.press(name)
        self.wait(lambda: bool(found), f"{name} opens no menu")
        self._take_keyboard_back()
        if not found[0]:
            raise DemonstrationError(f"The menu of {name} has no {wanted}.")

    def _take_keyboard_back(self) -> None:
        """Do what a desktop does when a list closes, and a platform without a screen does not."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow, "the window does not get the keyboard back")

    def _bring_into_sight(self, widget: QWidget) -> None:
        """Turn the wheel over what scrolls until the widget's middle can be seen."""
        area = _scrolling(widget)
        if area is None:
            return
        # What has just been shown gets its place with the next events.
        pause(0.05)
        ground = area.viewport()

        def is_in_sight() -> bool:
            return ground.rect().contains(widget.mapTo(ground, widget.rect().center()))

        is_above = widget.mapTo(ground, QPoint(0, 0)).y() < 0
        self.turn_until(
            ground, is_in_sight, f"{_name(widget)} does not scroll into sight", is_above=is_above
        )

    def turn_until(
        self,
        ground: QWidget,
        condition: Callable[[], bool],
        complaint: str,
        *,
        is_above: bool = False,
    ) -> None:
        """Turn the wheel notch by notch, where nothing on the ground takes it for itself."""
        for _ in range(NOTCHES):
            if condition():
                return
            _turn_wheel(ground, 30 if is_above else -30)
            pause(0.002)
        raise DemonstrationError(f"Something is wrong: {complaint}.")


def _turn_wheel(ground: QWidget, angle: int) -> None:
    """In eighths of a degree, as Qt counts; up is more."""
    place = QPointF(ground.rect().center())
    QApplication.sendEvent(
        ground,
        QWheelEvent(
            place,
            QPointF(ground.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def _scrolling(widget: QWidget) -> QScrollArea | None:
    """The nearest area that scrolls this widget."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _name(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    return f"{type(widget).__name__} {widget.objectName()}".strip()
