"""The pictures of the demo: each state of the window, in the sizes and themes that it is for.

At its usual size, every state is taken in both themes. In other sizes it is one of them, the light
one in English and the dark one in Chinese: what a size can break, it breaks in either.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.demo.hand import SETTLED, DemonstrationError, Hand, pause
from app.demo.shot import USUAL, Shot
from app.library.gallery_view import GalleryDelegate
from app.settings import Appearance, Language

_THEMES = (Appearance.LIGHT, Appearance.DARK)


class Album:
    """Takes pictures of one window into a folder; ``tell`` gets a line for each."""

    def __init__(
        self, hand: Hand, language: Language, folder: Path, tell: Callable[[str], None]
    ) -> None:
        self._hand = hand
        self._window = hand.window
        self._folder = folder
        self._tell = tell
        self._other_sizes = _THEMES[language is Language.CHINESE]
        self._scale = round(hand.window.devicePixelRatio())

    def take(self, shot: Shot) -> None:
        """Take all pictures of this state; raises DemonstrationError where one is not written."""
        for size in shot.sizes if self._scale == 1 else shot.sizes[:1]:
            self._window.resize(size)
            for theme in _THEMES if size == USUAL else (self._other_sizes,):
                self._window.set_appearance(theme)
                if shot.wear is not None:
                    shot.wear(theme)
                self._picture(f"{shot.name}-{theme}", size, shot.widget or self._window)
        self._window.resize(USUAL)
        self._window.set_appearance(Appearance.LIGHT)
        pause(SETTLED)

    def _picture(self, name: str, size: QSize, widget: QWidget) -> None:
        pause(SETTLED)
        self._hand.wait(self._is_painted, "the kept drawings are never painted")
        scale = "" if self._scale == 1 else f"@{self._scale}"
        path = self._folder / f"{size.width()}x{size.height()}{scale}" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not widget.grab().save(str(path)):
            raise DemonstrationError(f"The picture {path} could not be written.")
        self._tell(f"wrote {path}")

    def _is_painted(self) -> bool:
        """Whether the gallery has painted all that it shows: it takes its time."""
        gallery = self._window.findChild(QAbstractItemView, "gallery")
        delegate = None if gallery is None else gallery.itemDelegate()
        return not (isinstance(delegate, GalleryDelegate) and delegate.is_behind)
