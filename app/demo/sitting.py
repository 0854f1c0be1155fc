"""One process of the demo: a window in one language and at one scale, and what is shown in it.

Qt learns its scale when it starts, so that another one needs another process; and two processes
have their pictures taken in half the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from app.application import name_application
from app.demo import film, panel_scenes, stage_scenes
from app.demo.album import Album
from app.demo.camera import Camera
from app.demo.hand import Hand
from app.demo.shot import USUAL, Chapter
from app.main_window import MainWindow
from app.settings import Appearance, Language, Settings
from app.text.language import speak

FILM = "film"

CHAPTERS: dict[str, Chapter] = {
    "reading": stage_scenes.reading,
    "retraining": stage_scenes.training,
    "picture": stage_scenes.picture,
    "training": panel_scenes.training,
    "inside": panel_scenes.inside,
    "mistakes": panel_scenes.mistakes,
    "library": panel_scenes.library,
    "learn": panel_scenes.learn,
    "microscope": panel_scenes.microscope,
    "build": panel_scenes.build,
    "compare": panel_scenes.compare,
    "together": panel_scenes.together,
    "presentation": stage_scenes.presentation,
    "keys": stage_scenes.keys,
}
"""What can be shown, in this order."""

SHARP = ("reading", "retraining", "picture", "inside", "mistakes", "learn", "microscope")
"""What is shown at another scale too: at least one of each kind of thing that is painted."""


@dataclass(frozen=True)
class Sitting:
    """What one process does: it shows these chapters, or plays the film where ``FILM`` is one."""

    language: Language
    scale: int
    chapters: tuple[str, ...]

    def hold(self, out: Path, data: Path | None, tell: Callable[[str], None]) -> None:
        """Do it; raises DemonstrationError where the window does not do what it should."""
        application = QApplication(["demo"])
        name_application()
        if self.language is Language.CHINESE and (warning := missing_font()) is not None:
            tell(warning)
        try:
            with _window(self.language, data) as hand:
                self._show(hand, out / self.language, tell)
        finally:
            application.processEvents()

    def _show(self, hand: Hand, out: Path, tell: Callable[[str], None]) -> None:
        if FILM in self.chapters:
            camera = Camera(hand.window)
            film.play(hand, camera)
            path = out / "digits.webp"
            camera.write(path)
            tell(f"wrote {path}: {len(camera.frames)} frames, {path.stat().st_size / 1e6:.1f} MB")
            return
        album = Album(hand, self.language, out, tell)
        for name in self.chapters:
            for shot in CHAPTERS[name](hand):
                album.take(shot)


@contextmanager
def _window(language: Language, data: Path | None) -> Iterator[Hand]:
    """A hand at a new window, in the usual size and the light theme."""
    settings = Settings()
    settings.language = language
    settings.save()
    speak(language)
    window = MainWindow(data)
    window.set_appearance(Appearance.LIGHT)
    window.resize(USUAL)
    window.show()
    try:
        yield Hand(window)
    finally:
        window.close()


def missing_font() -> str | None:
    """What to say where no font can write Chinese."""
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return None
    return (
        "No font on this machine has Chinese characters: the Chinese pictures will show boxes in "
        "their place. Install one, such as Noto Sans CJK, and run this again."
    )
