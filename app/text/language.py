"""The language of the window: English as written in the source, or Chinese from Qt's own files.

    settings → Language → speak() → QTranslators of the application, and its QLocale

``resources/translations/digits_zh_CN.qm`` holds our own texts, and a file that comes with Qt those
of its dialogs, but for a few in ``qt_zh_CN.qm`` beside ours. A text is looked up when a widget is
made, so a language is chosen before the window is; another one needs a window made anew
(:class:`app.application.Session`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.settings import Language

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "translations"


def speak(language: Language) -> None:
    """Let every text that is made from now on be in this language.

    Numbers follow: as the system writes them where its language is the one in use, otherwise as
    the language does.
    """
    application = QCoreApplication.instance()
    assert application is not None, "texts belong to an application"
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.deleteLater()
    spoken = spoken_language(language, QLocale.system().uiLanguages())
    if spoken is Language.CHINESE:
        qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for folder, stem in ((qt_folder, "qtbase"), (FOLDER, "qt"), (FOLDER, "digits")):
            translator = QTranslator(application)
            # Where one is missing, its texts stay English: no reason not to start.
            if translator.load(f"{stem}_{spoken}", str(folder)):
                application.installTranslator(translator)
    QLocale.setDefault(_locale(spoken))


def spoken_language(language: Language, system: Sequence[str]) -> Language:
    """The language that is meant; ``system`` are the user's preferred ones, best first.

    Who reads Chinese in the other characters is better served by these than by English.
    """
    if language is not Language.SYSTEM:
        return language
    for name in system:
        match name.replace("_", "-").partition("-")[0].lower():
            case "zh":
                return Language.CHINESE
            case "en":
                return Language.ENGLISH
    return Language.ENGLISH


def _locale(spoken: Language) -> QLocale:
    own, system = QLocale(spoken.value), QLocale.system()
    return system if system.language() is own.language() else own
