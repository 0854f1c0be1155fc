"""The pictures of the demo: every panel, filled, in both themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QDockWidget, QLabel, QScrollArea, QTabBar, QWidget

from app.demo.digits import DIGITS, varied
from app.demo.hand import SETTLED, DemonstrationError, Hand, pause
from app.library.gallery_view import GalleryDelegate
from app.mistakes.images import MistakeImages
from app.settings import Appearance
from app.ui.widgets import Disclosure
from app.window.shortcuts import ShortcutsDialog

SIZE = QSize(1280, 720)
"""Of the window in most pictures, logical pixels; each is two pixels wide in the pictures."""

WIDE = QSize(1920, 1080)
"""Of the window on a 4K screen."""

TIMES = 4
"""How often each digit is kept: the fourth of them tests what was learned from the others."""

THEMES = (Appearance.LIGHT, Appearance.DARK)


class Album:
    """Fills the panels of one window and takes their pictures into a folder."""

    def __init__(self, hand: Hand, folder: Path, tell: Callable[[str], None]) -> None:
        self._hand = hand
        self._window = hand.window
        self._folder = folder
        self._tell = tell

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of the window, or of another widget."""
        pause(SETTLED)
        self._hand.wait(self._is_painted, "the kept drawings are never painted")
        path = self._folder / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not (widget or self._window).grab().save(str(path)):
            raise DemonstrationError(f"The picture {path} could not be written.")
        self._tell(f"wrote {path}")

    def keep_digits(self) -> None:
        """Draw every digit some times and say what it was, by its key."""
        self._hand.open_panel("library")
        rng = np.random.default_rng(0)
        gallery = self._hand.part(QAbstractItemView, "gallery")
        for digit in (digit for _ in range(TIMES) for digit in DIGITS):
            before = gallery.model().rowCount()
            self._hand.draw(varied(DIGITS[digit], rng=rng))
            self._hand.key(Qt.Key(Qt.Key.Key_0 + digit))
            self._hand.wait(partial(_has_grown, gallery, before), "a drawing is not kept")
        self._tell(f"kept {gallery.model().rowCount()} drawings")

    def every_panel(self) -> None:
        """A picture of each panel and of each section in it, in both themes."""
        for name in self._scenes():
            for theme in THEMES:
                self._window.set_appearance(theme)
                self.picture(f"{name}-{theme}")

    def whole_window(self) -> None:
        """All panels at once, in the window of a 4K screen, and the list of keys."""
        dialog = ShortcutsDialog(self._window)
        dialog.open()
        for theme in THEMES:
            self._window.set_appearance(theme)
            self.picture(f"keys-{theme}", dialog)
        dialog.close()
        self._spread()
        for theme in THEMES:
            self._window.set_appearance(theme)
            self.picture(f"4k-{theme}")

    def _scenes(self) -> Iterator[str]:
        """Set one scene after the other; yields their names."""
        self._window.resize(SIZE)
        pause(SETTLED)
        self._hand.draw(DIGITS[4])
        yield from self._training()
        yield from self._inside()
        yield from self._mistakes()
        yield from self._library()

    def _training(self) -> Iterator[str]:
        panel = self._hand.open_panel("training")
        yield "training-curves"
        for section in panel.findChildren(Disclosure):
            section.set_open(True)
        yield "training-settings"
        for section in panel.findChildren(Disclosure):
            section.set_open(False)

    def _inside(self) -> Iterator[str]:
        self._hand.open_panel("inside")
        tabs = self._hand.part(QTabBar, "insideTabs")
        for index, name in enumerate(("input", "layers", "answer")):
            tabs.setCurrentIndex(index)
            pause(SETTLED)
            yield f"inside-{name}"

    def _mistakes(self) -> Iterator[str]:
        self._hand.open_panel("mistakes")
        images = self._hand.part(MistakeImages, "mistakeImages")
        self._hand.wait(lambda: bool(images.indices), "no mistakes are found")
        yield "mistakes"
        QTest.mouseClick(
            images.viewport(), Qt.MouseButton.LeftButton, pos=images.image_rect(0).center()
        )
        pause(SETTLED)
        yield "mistakes-edited"
        self._hand.draw(DIGITS[4])

    def _library(self) -> Iterator[str]:
        panel = self._hand.open_panel("library")
        yield "library"
        self._hand.press("learnMyDigits")
        share = self._hand.part(QLabel, "learningSentence")
        self._hand.wait(lambda: not self._is_learning(), f"learning hangs: {share.text()}")
        _scroll_to(panel, self._hand.part(QWidget, "discardFineTuning"))
        yield "library-fine-tuning"
        self._hand.press("discardFineTuning")

    def _is_learning(self) -> bool:
        return self._hand.part(QWidget, "stopLearning").isVisible()

    def _is_painted(self) -> bool:
        """Whether the gallery has painted all that it shows: it takes its time."""
        delegate = self._hand.part(QAbstractItemView, "gallery").itemDelegate()
        return not (isinstance(delegate, GalleryDelegate) and delegate.is_behind)

    def _spread(self) -> None:
        """All panels beside and below each other."""
        self._window.resize(WIDE)
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        reading, inside, training, mistakes, library = (
            self._hand.part(QDockWidget, f"{name}Dock")
            for name in ("reading", "inside", "training", "mistakes", "library")
        )
        # What is in a tab cannot be split off, so they leave first.
        for panel in (inside, training, mistakes, library):
            self._window.removeDockWidget(panel)
        self._window.splitDockWidget(reading, inside, across)
        self._window.splitDockWidget(inside, training, across)
        self._window.splitDockWidget(inside, mistakes, down)
        self._window.splitDockWidget(training, library, down)
        for panel in (inside, training, mistakes, library):
            panel.show()
        self._window.resizeDocks([reading, inside, training], [320, 440, 440], across)
        self._window.resizeDocks([inside, mistakes], [1, 1], down)
        self._window.resizeDocks([training, library], [1, 1], down)
        pause(2 * SETTLED)


def _has_grown(view: QAbstractItemView, before: int) -> bool:
    return view.model().rowCount() > before


def _scroll_to(panel: QDockWidget, part: QWidget) -> None:
    """Bring a part of what the panel holds into sight."""
    area = panel.widget()
    if isinstance(area, QScrollArea):
        pause(SETTLED)
        area.ensureWidgetVisible(part)
