"""A user who does anything at all, as fast as the window takes it.

A seed reproduces what was done, as far as background work does not reach into it. Only two doors
are shut: Quit, and dialogs of the system, which are answered with nothing or with a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QMenu, QWidget
from shiboken6 import isValid

from app.drawing.canvas import Canvas
from app.main_window import MainWindow
from app.ui import file_dialogs
from tests.app.parts import part
from tests.app.random_attacks import RandomAttacks

KEYS = (
    *(Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10)),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Return),
    *(Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Plus, Qt.Key.Key_Minus),
    *(Qt.Key.Key_P, Qt.Key.Key_E, Qt.Key.Key_R, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_U),
    *(Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight, Qt.Key.Key_A, Qt.Key.Key_F1),
)
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)


def shut_doors(
    replace: Callable[[object, str, object], None],
    folder: Path,
    rng: np.random.Generator,
    damaged: Sequence[Path] = (),
) -> None:
    """Let no dialog of the system open; ``replace`` is ``setattr``, or one that is undone.

    Files to open are among the ``damaged`` ones, too; those are never written.

    To be called before the window is made, because its menu is connected to what it finds.
    """
    files = [folder / name for name in ("network.npz", "digits.npz", "drawing.png", "drawing.svg")]
    files += damaged

    def answer(*_arguments: object) -> Path | None:
        return None if rng.random() < 0.5 else files[rng.integers(len(files))]

    def place(*_arguments: object) -> Path | None:
        return None if rng.random() < 0.5 else files[rng.integers(4)]

    def folder_of(*_arguments: object) -> Path | None:
        return None if rng.random() < 0.5 else folder

    replace(file_dialogs, "open_file", answer)
    replace(file_dialogs, "open_folder", folder_of)
    replace(file_dialogs, "save_file", place)
    replace(QApplication, "aboutQt", lambda: None)


class RandomUser:
    """Acts on one open window. ``events`` counts what was done.

    ``damaged`` are files; with them come the attacks of :mod:`tests.app.random_attacks`.
    """

    def __init__(
        self, window: MainWindow, *, rng: np.random.Generator, damaged: Sequence[Path] = ()
    ) -> None:
        self._rng = rng
        self._damaged = list(damaged)
        self.events = 0
        self.sit_before(window)

    def sit_before(self, window: MainWindow) -> None:
        """Act on this window from now on."""
        self._window = window
        self._canvas = part(window, Canvas)
        self._attacks = RandomAttacks(window, self._damaged, rng=self._rng)

    def act(self) -> None:
        """Do one thing, which may be several events, and let the window live for a moment."""
        deeds: Sequence[tuple[float, Callable[[], None]]] = (
            (0.35, self._draw),
            (0.3, self._click),
            (0.2, self._press_key),
            (0.05, self._turn_wheel),
            (0.02, self._ask_for_menu),
            (0.06, self._choose_in_menu),
            (0.02, self._change_window),
            (0.1 if self._damaged else 0.0, self._attack),
        )
        shares = np.array([share for share, _ in deeds])
        deeds[self._rng.choice(len(deeds), p=shares / shares.sum())][1]()
        QApplication.processEvents()
        # Else the event loop's work, and here there is none.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._leave_dialogs()

    def _draw(self) -> None:
        """A stroke on the canvas: a few points, sometimes out of it."""
        button = BUTTONS[self._rng.integers(len(BUTTONS))]
        walk = self._rng.normal(0, 0.06, (self._rng.integers(1, 14), 2)).cumsum(axis=0)
        places = (self._rng.uniform(0.1, 0.9, 2) + walk) * self._canvas.width()
        points = [QPoint(int(x), int(y)) for x, y in places]
        QTest.mousePress(self._canvas, button, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(self._canvas, point)
        QTest.mouseRelease(self._canvas, button, pos=points[-1])
        self.events += len(points) + 1

    def _click(self) -> None:
        """Anywhere: what is hit is what lies there."""
        target = self._surface()
        place = self._place_in(target)
        hit = target.childAt(place) or target
        point = hit.mapFrom(target, place)
        button = BUTTONS[self._rng.integers(len(BUTTONS))]
        twice, drags = self._rng.random(2) < (0.1, 0.3)
        way = QPoint(*(int(way) for way in self._rng.integers(-40, 40, 2))) if drags else QPoint()
        deeds: Sequence[Callable[[], None]] = (
            lambda: QTest.mouseMove(hit, point),
            lambda: QTest.mousePress(hit, button, pos=point),
            lambda: QTest.mouseMove(hit, point + way),
            lambda: QTest.mouseRelease(hit, button, pos=point + way),
        )
        if twice:
            deeds = deeds[0], lambda: QTest.mouseDClick(hit, button, pos=point)
        for deed in deeds:
            # What lay under the mouse may be gone by what the mouse did there.
            if isValid(hit):
                deed()
            self.events += 1

    def _press_key(self) -> None:
        key = KEYS[self._rng.integers(len(KEYS))]
        modifier = MODIFIERS[self._rng.integers(len(MODIFIERS))]
        target = self._surface()
        focused: QWidget | None = target.focusWidget()
        QTest.keyClick(target if focused is None else focused, key, modifier)
        self.events += 1

    def _turn_wheel(self) -> None:
        target = self._surface()
        place = self._place_in(target)
        hit = target.childAt(place) or target
        point = QPointF(hit.mapFrom(target, place))
        way = QPoint(0, int(self._rng.choice([-120, 120])))
        modifier = MODIFIERS[self._rng.integers(len(MODIFIERS))]
        event = QWheelEvent(
            point,
            hit.mapToGlobal(point),
            QPoint(),
            way,
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(hit, event)
        self.events += 1

    def _ask_for_menu(self) -> None:
        target = self._surface()
        place = self._place_in(target)
        hit = target.childAt(place) or target
        point = hit.mapFrom(target, place)
        mouse = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(hit, QContextMenuEvent(mouse, point, hit.mapToGlobal(point)))
        self.events += 1

    def _choose_in_menu(self) -> None:
        """Whatever can be chosen in the window's menus, except to leave."""
        actions = [
            action
            for entry in self._window.menuBar().actions()
            for action in _entries(entry.menu())
            if action.isEnabled() and action.menuRole() != QAction.MenuRole.QuitRole
        ]
        if actions and QApplication.activeModalWidget() is None:
            actions[self._rng.integers(len(actions))].trigger()
        self.events += 1

    def _change_window(self) -> None:
        """Another size, or another panel in front."""
        if self._rng.random() < 0.5:
            width, height = self._rng.integers((900, 600), (1920, 1080))
            self._window.resize(int(width), int(height))
        else:
            docks = self._window.findChildren(QDockWidget)
            dock = docks[self._rng.integers(len(docks))]
            dock.show()
            dock.raise_()
        self.events += 1

    def _attack(self) -> None:
        self.events += self._attacks.act()

    def _surface(self) -> QWidget:
        """What takes mouse and keys now: an open menu, a dialog, or the window."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window

    def _place_in(self, target: QWidget) -> QPoint:
        return QPoint(
            int(self._rng.integers(max(target.width(), 1))),
            int(self._rng.integers(max(target.height(), 1))),
        )

    def _leave_dialogs(self) -> None:
        """A dialog is left after a while, as is a menu."""
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None and self._rng.random() < 0.3:
            popup.close()
        if isinstance(dialog, QDialog) and self._rng.random() < 0.3:
            dialog.reject()


def _entries(menu: object) -> list[QAction]:
    """All actions of a menu and of its submenus."""
    if not isinstance(menu, QMenu):
        return []
    found = []
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            found += _entries(submenu)
        elif not action.isSeparator():
            found.append(action)
    return found
