"""The window's menus: every action with its key, in the places where people look for it.

Languages are listed by their own names, so that each is found by who reads only that one.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMessageBox, QWidget

from app import __version__
from app.settings import Appearance, Language, Settings
from app.text.language import spoken_language

Groups = Sequence[Sequence[QAction]]
"""The entries of a menu, with a line between each group and the next."""


class WindowMenu(QObject):
    """Builds the menu bar of one window from the actions of its parts.

    What it cannot do itself it asks for: ``appearance_chosen`` carries an :class:`Appearance`.
    ``network`` is the menu whose entries depend on the network in use.
    """

    appearance_chosen = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        *,
        file: Groups,
        edit: Groups,
        network: Groups,
        digits: Groups,
        view: Groups,
        languages: QMenu,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._file(file)
        self._menu(self.tr("&Edit"), edit)
        self.network = self._menu(self.tr("&Network"), network)
        self._menu(self.tr("My &Digits"), digits)
        self._appearances = self._view(view, languages)
        self._help()

    def check_appearance(self, appearance: Appearance) -> None:
        """Mark the theme in use."""
        self._appearances[appearance].setChecked(True)

    def _menu(self, title: str, groups: Groups) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        for group in groups:
            menu.addActions(group)
            menu.addSeparator()
        return menu

    def _file(self, groups: Groups) -> None:
        menu = self._menu(self.tr("&File"), groups)
        leave = menu.addAction(self.tr("&Quit"))
        leave.setShortcuts([QKeySequence("Ctrl+Q")])
        leave.setMenuRole(QAction.MenuRole.QuitRole)
        leave.triggered.connect(self._window.close)

    def _view(self, groups: Groups, languages: QMenu) -> dict[Appearance, QAction]:
        menu = self._menu(self.tr("&View"), groups)
        appearances = menu.addMenu(self.tr("&Appearance"))
        names = {
            Appearance.SYSTEM: self.tr("&As the System"),
            Appearance.LIGHT: self.tr("&Light"),
            Appearance.DARK: self.tr("&Dark"),
        }
        group = QActionGroup(self)
        actions = {}
        for appearance, name in names.items():
            action = appearances.addAction(name)
            action.setCheckable(True)
            action.setData(appearance.value)
            actions[appearance] = group.addAction(action)
        group.triggered.connect(self._choose_appearance)
        menu.addMenu(languages)
        return actions

    def _choose_appearance(self, action: QAction) -> None:
        self.appearance_chosen.emit(Appearance(action.data()))

    def _help(self) -> None:
        menu = self._menu(self.tr("&Help"), ())
        keys = menu.addAction(self.tr("&Keyboard Shortcuts"))
        keys.setShortcuts([QKeySequence("F1"), QKeySequence("Ctrl+/")])
        keys.triggered.connect(self._show_shortcuts)
        report = menu.addAction(self.tr("&Report a Problem"))
        report.triggered.connect(self._report_a_problem)
        menu.addSeparator()
        about = menu.addAction(self.tr("&About Digits"))
        about.setMenuRole(QAction.MenuRole.AboutRole)
        about.triggered.connect(self._about)
        about_qt = menu.addAction(self.tr("About &Qt"))
        about_qt.setMenuRole(QAction.MenuRole.AboutQtRole)
        about_qt.triggered.connect(QApplication.aboutQt)

    def _show_shortcuts(self) -> None:
        # Imported when it is wanted, which is rare.
        from app.window.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._window).open()

    def _report_a_problem(self) -> None:
        # Whoever never asks for it need not wait for what it imports.
        from app.window.problem_report import ProblemDialog

        dialog = ProblemDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _about(self) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIconPixmap(self._window.windowIcon().pixmap(64, 64))
        box.setWindowTitle(self.tr("About Digits"))
        box.setText(self.tr("Digits {0}").format(__version__))
        box.setInformativeText(
            self.tr(
                "Draw a digit and watch a neural network, written in NumPy alone, read it while "
                "you draw. Retrain it and see it learn. MIT licence.\n\nThe pen strokes that come "
                "with it: “Pen-Based Recognition of Handwritten Digits” by E. Alpaydin and F. "
                "Alimoglu, "
                "UCI Machine Learning Repository, CC BY 4.0."
            )
            + "\n\n"
            + self.tr("Built on: {0}.").format("; ".join(LICENCES))
        )
        box.open()


LICENCES = (
    "Python (PSF)",
    "Qt, PySide6 (LGPL 3)",
    "NumPy, SciPy, threadpoolctl, h5py, pooch (BSD)",
    "Pillow (MIT-CMU)",
    "pyqtgraph, onnxruntime (MIT)",
    "tqdm (MPL 2.0, MIT)",
    "Keras, JAX, ONNX, safetensors, shtab (Apache 2.0)",
)
"""What the program is made of, and by which licence it may be used."""


class LanguageMenu(QMenu):
    """Remembers the choice. ``switched`` says that it is not the language that is spoken now."""

    switched = Signal()

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
        if _meant(self._settings.language) is not self._spoken:
            self.switched.emit()


def _meant(language: Language) -> Language:
    return spoken_language(language, QLocale.system().uiLanguages())
