"""What a broken device, another program or a restless hand may send to the window.

Pointers at places that are no numbers, several devices at once, drops and clipboards of every kind,
bursts of themes and languages, absurd sizes: nothing of it is in anyone's way if it is ignored.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputDevice,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.drawing.canvas import Canvas
from app.main_window import MainWindow
from app.settings import Appearance, Language, Settings
from tests.app.parts import part

_FAR = (float("nan"), float("inf"), -1e9, 1e9, -1.0, 0.0, 0.5, 200.0, 1e308, -1e-320)
"""Coordinates, logical pixels."""

_PRESSURES = (float("nan"), float("inf"), -1.0, 0.0, 1e-40, 0.4, 1.0, 1e30)
_BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton)
_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)
_TABLET = (QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease)
_NOTHING = Qt.KeyboardModifier.NoModifier
_FORMATS = (
    "image/png", "image/x-qt-image", "application/x-qt-image", "text/uri-list", "text/html",
    "image/svg+xml", "application/x-color", "application/octet-stream", "x/" + "y" * 5000,
)  # fmt: skip
_SIZES = ((1, 1), (900, 600), (901, 5000), (5000, 601), (16_000, 16_000), (1280, 720))


class RandomAttacks:
    """Attacks one window; ``files`` are what is dropped, of any kind."""

    def __init__(self, window: MainWindow, files: list[Path], *, rng: np.random.Generator) -> None:
        self._window = window
        self._canvas = part(window, Canvas)
        self._files = files
        self._rng = rng
        self._pen = QPointingDevice(
            "pen", 71, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
            QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 1,
        )  # fmt: skip
        self._finger = QTest.createTouchDevice()

    def act(self) -> int:
        """Do one thing; how many events it was."""
        deeds = (
            self._point, self._point, self._drop, self._fill_clipboard, self._change_looks,
            self._change_size,
        )  # fmt: skip
        return deeds[self._rng.integers(len(deeds))]()

    def _point(self) -> int:
        """Mouse, pen and fingers in turn, at places of any kind."""
        count = int(self._rng.integers(2, 12))
        touch = QTest.touchEvent(self._canvas, self._finger, False)
        for number in range(count):
            chance = self._rng.random()
            if chance < 0.45:
                QApplication.sendEvent(self._canvas, self._pen_event())
            elif chance < 0.8:
                QApplication.sendEvent(self._canvas, self._mouse_event())
            else:
                place = QPoint(*(int(value) for value in self._rng.integers(-50, 500, 2)))
                act = (touch.press, touch.move, touch.release)[min(number, 2)]
                act(int(self._rng.integers(3)), place, self._canvas)
                touch.commit(False)
        if self._rng.random() < 0.5:
            QApplication.sendEvent(self._canvas, QEvent(QEvent.Type.TouchCancel))
        return count

    def _place(self) -> QPointF:
        if self._rng.random() < 0.6:
            return QPointF(*self._rng.uniform(0, 400, 2))
        return QPointF(*self._rng.choice(_FAR, 2))

    def _pen_event(self) -> QTabletEvent:
        place, pressure = self._place(), float(self._rng.choice(_PRESSURES))
        button = _BUTTONS[self._rng.integers(len(_BUTTONS))]
        tilt, turn = float(self._rng.choice(_FAR)), float(self._rng.choice(_FAR))
        return QTabletEvent(
            _TABLET[self._rng.integers(3)], self._pen, place, place, pressure, tilt, tilt,
            pressure, turn, tilt, _NOTHING, button, button,
        )  # fmt: skip

    def _mouse_event(self) -> QMouseEvent:
        place, button = self._place(), _BUTTONS[self._rng.integers(len(_BUTTONS))]
        return QMouseEvent(_MOUSE[self._rng.integers(3)], place, place, button, button, _NOTHING)

    def _drop(self) -> int:
        data, place = self._anything(), self._place().toPoint()
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        QApplication.sendEvent(self._canvas, QDragEnterEvent(place, action, data, button, _NOTHING))
        QApplication.sendEvent(self._canvas, QDragMoveEvent(place, action, data, button, _NOTHING))
        if self._rng.random() < 0.2:
            QApplication.sendEvent(self._canvas, QDragLeaveEvent())
            return 3
        drop = QDropEvent(QPointF(place), action, data, button, _NOTHING)
        QApplication.sendEvent(self._canvas, drop)
        return 3

    def _fill_clipboard(self) -> int:
        QGuiApplication.clipboard().setMimeData(self._anything())
        return 1

    def _anything(self) -> QMimeData:
        """What another program may offer: files, addresses, pixels, or bytes that are not what
        their kind says."""
        data = QMimeData()
        for _ in range(self._rng.integers(1, 4)):
            chance = self._rng.random()
            if chance < 0.4:
                data.setUrls([self._address() for _ in range(self._rng.integers(1, 4))])
            elif chance < 0.6:
                side = int(self._rng.choice([0, 1, 30, 300]))
                kinds = (QImage.Format.Format_RGB32, QImage.Format.Format_Mono,
                         QImage.Format.Format_RGBA64, QImage.Format.Format_Invalid)  # fmt: skip
                data.setImageData(QImage(side, side, kinds[self._rng.integers(len(kinds))]))
            elif chance < 0.7:
                data.setText("\0" + "7" * int(self._rng.integers(100_000)))
            else:
                kind = _FORMATS[self._rng.integers(len(_FORMATS))]
                data.setData(kind, self._rng.bytes(int(self._rng.integers(1000))))
        return data

    def _address(self) -> QUrl:
        addresses = (
            "http://localhost:1/x.png", "file:///", "file:///dev/null", "file:///nowhere/7.png",
            "file://host/share/7.png", "", "data:image/png;base64,AAAA", "file:///%00",
            "javascript:1", "file:" + "x" * 5000,
        )  # fmt: skip
        if self._rng.random() < 0.6:
            return QUrl.fromLocalFile(str(self._files[self._rng.integers(len(self._files))]))
        return QUrl(addresses[self._rng.integers(len(addresses))])

    def _change_looks(self) -> int:
        """A burst of themes, and of languages for the next window."""
        count = int(self._rng.integers(1, 8))
        for _ in range(count):
            if self._rng.random() < 0.7:
                looks = list(Appearance)
                self._window.set_appearance(looks[self._rng.integers(len(looks))])
            else:
                tongues = list(Language)
                Settings().language = tongues[self._rng.integers(len(tongues))]
        return count

    def _change_size(self) -> int:
        """Very small, very large, away and back."""
        chance = self._rng.random()
        if chance < 0.5:
            # Larger ones than a screen cost memory and show nothing new.
            width, height = _SIZES[self._rng.integers(len(_SIZES))]
            self._window.resize(min(width, 5000), min(height, 5000))
        else:
            changes = (
                self._window.showMinimized, self._window.showMaximized, self._window.hide,
                self._window.showFullScreen, self._window.lower,
            )  # fmt: skip
            changes[self._rng.integers(len(changes))]()
        QApplication.processEvents()
        self._window.showNormal()
        self._window.resize(1280, 720)
        return 2


def files_of_any_kind(folder: Path, *, rng: np.random.Generator) -> list[Path]:
    """Files in ``folder`` for :class:`RandomAttacks`: of each format a few, most of them damaged,
    a folder, and what is not there."""
    from tests.fuzz.formats import FORMATS

    found = [folder, folder / "nowhere.png"]
    for name, form in FORMATS.items():
        # Their samples take Keras some seconds to make.
        if name == "keras":
            continue
        for seed in rng.integers(0, 1000, 4):
            path, content = form.case(name, int(seed))
            found.append(folder / f"{name}-{seed}-{Path(path).name}")
            found[-1].write_bytes(content)
    return found
