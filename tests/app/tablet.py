"""A tablet pen whose reports enter Qt where those of a real one do: through the platform layer.

Qt has a public way in for mouse, keys and touches, with :class:`QTest`, and none for a pen. So the
function that its platform plugins call is called by its name in the shared library. From there on
all is Qt's own: which window and widget it goes to, what becomes of the mouse, where the focus is.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import Any

import PySide6
import pytest
import shiboken6
from PySide6.QtCore import QPointF
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtWidgets import QApplication, QWidget

_INTERFACE = "_ZN22QWindowSystemInterface"
_EVENT = (
    f"{_INTERFACE}17handleTabletEventEP7QWindowPK15QPointingDeviceRK7QPointFS7_"
    "6QFlagsIN2Qt11MouseButtonEEdddddiS8_INS9_16KeyboardModifierEE"
)
_PROXIMITY = (
    f"{_INTERFACE}36handleTabletEnterLeaveProximityEventEP7QWindowPK15QPointingDevicebRK7QPointFS7_"
    "6QFlagsIN2Qt11MouseButtonEEddddiS8_INS9_16KeyboardModifierEE"
)
_POINTER, _REAL, _FLAGS = ctypes.c_void_p, ctypes.c_double, ctypes.c_uint
_PLACES = [_POINTER, _POINTER, _FLAGS]
_Point = _REAL * 2
"""A QPointF is two doubles."""


class Tablet:
    """A pen above one widget; places are in shares of its size."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._pen = QPointingDevice(
            "pen", 71, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
            QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 1,
        )  # fmt: skip
        library = _library()
        self._send = getattr(library, _EVENT)
        self._send.argtypes = [
            _POINTER, _POINTER, *_PLACES, *[_REAL] * 5, ctypes.c_int, _FLAGS
        ]  # fmt: skip
        self._send_proximity = getattr(library, _PROXIMITY)
        self._send_proximity.argtypes = [
            _POINTER, _POINTER, ctypes.c_bool, *_PLACES, *[_REAL] * 4, ctypes.c_int, _FLAGS
        ]  # fmt: skip

    def come(self) -> None:
        """Into the tablet's reach."""
        self._tell_proximity(True)

    def leave(self) -> None:
        """Out of its reach."""
        self._tell_proximity(False)

    def hover(self, x: float, y: float) -> None:
        """Above the surface."""
        self._report(x, y, held=False, pressure=0.0)

    def touch(self, x: float, y: float, *, pressure: float = 0.5) -> None:
        """On the surface: a press, or a move if it was there before."""
        self._report(x, y, held=True, pressure=pressure)

    def lift(self, x: float, y: float) -> None:
        """Off the surface."""
        self._report(x, y, held=False, pressure=0.0)

    def draw(self, *places: tuple[float, float]) -> None:
        """One stroke."""
        for place in places:
            self.touch(*place)
        self.lift(*places[-1])

    def _report(self, x: float, y: float, *, held: bool, pressure: float) -> None:
        local, everywhere = self._places(x, y)
        self._send(
            *self._addresses(), ctypes.byref(local), ctypes.byref(everywhere), int(held),
            pressure, 0.0, 0.0, 0.0, 0.0, 0, 0,
        )  # fmt: skip
        QApplication.processEvents()

    def _tell_proximity(self, is_here: bool) -> None:
        local, everywhere = self._places(0.5, 0.5)
        self._send_proximity(
            *self._addresses(), is_here, ctypes.byref(local), ctypes.byref(everywhere), 0,
            0.0, 0.0, 0.0, 0.0, 0, 0,
        )  # fmt: skip
        QApplication.processEvents()

    def _addresses(self) -> tuple[int, int]:
        handle = self._widget.window().windowHandle()
        return shiboken6.getCppPointer(handle)[0], shiboken6.getCppPointer(self._pen)[0]

    def _places(self, x: float, y: float) -> tuple[Any, Any]:
        """In the window, and on the screen."""
        place = QPointF(x * self._widget.width(), y * self._widget.height())
        local = self._widget.mapTo(self._widget.window(), place)
        everywhere = self._widget.mapToGlobal(place)
        return _Point(local.x(), local.y()), _Point(everywhere.x(), everywhere.y())


def _library() -> ctypes.CDLL:
    """Qt's library for windows; the test is skipped where its names are others."""
    folder = Path(PySide6.__file__).parent / "Qt" / "lib"
    files = sorted(folder.glob("libQt6Gui.so*")) if sys.platform.startswith("linux") else []
    library = ctypes.CDLL(str(files[0])) if files else None
    if library is None or not all(hasattr(library, name) for name in (_EVENT, _PROXIMITY)):
        pytest.skip("Qt's platform layer cannot be reached here")
    return library
