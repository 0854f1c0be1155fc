"""The window's menus: every action with its key, in the places where people look for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QMenu, QMessageBox

from app import __version__
from app.drawing_tools import DrawingTools
from app.theme import Appearance


class WindowMenu(QObject):
    """Builds the menu bar of one window.

    What it cannot do itself it asks for: ``appearance_chosen`` carries an :class:`Appearance`.
    The actions ``retrain``, ``use_shipped`` and ``use_own`` are for the window to connect.
    """

    appearance_chosen = Signal(object)

    def __init__(self, window: QMainWindow, tools: DrawingTools, panels: list[QDockWidget]) -> None:
        super().__init__(window)
        self._window = window
        self.retrain = QAction(self.tr("Re&train"), self)
        self.retrain.setShortcut(QKeySequence("Ctrl+R"))
        self.use_shipped = QAction(self.tr("&Restore the Shipped Network"), self)
        self.use_own = QAction(self.tr("Use &My Trained Network"), self)
        self._file()
        self._edit(tools)
        self.network = self._menu(self.tr("&Network"))
        self.network.addAction(self.retrain)
        self.network.addSeparator()
        self.network.addActions([self.use_shipped, self.use_own])
        self.appearances = self._view(panels)
        self._help()

    def check_appearance(self, appearance: Appearance) -> None:
        """Mark the theme in use."""
        self.appearances[appearance].setChecked(True)

    def _menu(self, title: str) -> QMenu:
        return self._window.menuBar().addMenu(title)

    def _file(self) -> None:
        menu = self._menu(self.tr("&File"))
        leave = menu.addAction(self.tr("&Quit"))
        leave.setShortcuts([QKeySequence("Ctrl+Q")])
        leave.setMenuRole(QAction.MenuRole.QuitRole)
        leave.triggered.connect(self._window.close)

    def _edit(self, tools: DrawingTools) -> None:
        menu = self._menu(self.tr("&Edit"))
        menu.addActions([tools.undo, tools.redo, tools.clear])
        menu.addSeparator()
        menu.addActions([tools.pen, tools.eraser, tools.thinner, tools.thicker])

    def _view(self, panels: list[QDockWidget]) -> dict[Appearance, QAction]:
        menu = self._menu(self.tr("&View"))
        menu.addActions([panel.toggleViewAction() for panel in panels])
        menu.addSeparator()
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
        return actions

    def _choose_appearance(self, action: QAction) -> None:
        self.appearance_chosen.emit(Appearance(action.data()))

    def _help(self) -> None:
        menu = self._menu(self.tr("&Help"))
        about = menu.addAction(self.tr("&About Digits"))
        about.setMenuRole(QAction.MenuRole.AboutRole)
        about.triggered.connect(self._about)
        about_qt = menu.addAction(self.tr("About &Qt"))
        about_qt.setMenuRole(QAction.MenuRole.AboutQtRole)
        about_qt.triggered.connect(QApplication.aboutQt)

    def _about(self) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIconPixmap(self._window.windowIcon().pixmap(64, 64))
        box.setWindowTitle(self.tr("About Digits"))
        box.setText(self.tr("Digits {0}").format(__version__))
        box.setInformativeText(
            self.tr(
                "Draw a digit and watch a neural network, written in NumPy alone, read it while "
                "you draw. Retrain it and see it learn."
            )
        )
        box.open()
