"""View > Language: the languages by their own names, and what choosing one brings about.

Texts are looked up when the window is made, so a choice shows at the next start, or at once in a
window that is opened anew. Both languages say so: who has chosen one may read only that.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.settings.settings import Settings
from app.text.language import Language, spoken_language

CHANGES_LATER = (
    "The window will be in English when it is opened again. / 窗口将在重新打开后切换为中文。"
)
OPEN_AGAIN = "Open Again / 重新打开"


class LanguageMenu(QMenu):
    """Remembers the choice. ``pending`` says that the window is not yet in the chosen language.

    ``withdrawn`` says that it is again, because the user went back.
    """

    pending = Signal()
    withdrawn = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("&Language"))
        self._settings = settings
        self._spoken = _meant(settings.language)
        # A language is found by its own name, whichever is in use.
        names = {
            Language.SYSTEM: self.tr("&As the System"),
            Language.ENGLISH: "&English",
            Language.CHINESE: "中文(&C)",
        }
        group = QActionGroup(self)
        for language, name in names.items():
            action = self.addAction(name)
            action.setCheckable(True)
            action.setData(language.value)
            action.setChecked(language is settings.language)
            group.addAction(action)
        group.triggered.connect(self._choose)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self._settings.language = Language(action.data())
        self._settings.save()
        is_pending = _meant(self._settings.language) is not self._spoken
        (self.pending if is_pending else self.withdrawn).emit()


def _meant(language: Language) -> Language:
    return spoken_language(language, QLocale.system().uiLanguages())
