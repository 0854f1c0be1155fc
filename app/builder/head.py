"""The head of the panel "Build": what one begins with, the recipe's name, undo and redo."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.builder.draft import Draft
from app.builder.fields import FieldRows
from app.text.translate import recipe_title, translated
from app.training.recipe_book import RecipeBook
from app.ui.buttons import PushButton
from app.ui.icons import SignButton
from app.ui.theme import UNIT
from nn.recipe_files.checks import LONGEST_NAME
from nn.recipes import RECIPES


class EditorHead(QWidget):
    """``begun`` carries the name of the recipe to begin with, ``renamed`` another name."""

    begun = Signal(str)
    renamed = Signal(str)
    open_pressed = Signal()
    undo_pressed = Signal()
    redo_pressed = Signal()

    def __init__(self, book: RecipeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._start = PushButton(self.tr("Start From"), self)
        self._start.setObjectName("startFromButton")
        self._start.setToolTip(
            self.tr("Edit a recipe of yours, or begin a new one like one of the others")
        )
        self._menu = QMenu(self._start)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._tell_begun)
        self._start.setMenu(self._menu)
        self._open = PushButton(self.tr("Open…"), self)
        self._open.setObjectName("openRecipeButton")
        self._open.setToolTip(self.tr("Open a recipe's file"))
        self._open.clicked.connect(self.open_pressed)
        self._undo = SignButton("undo", self.tr("Undo the last edit of the network"), self)
        self._undo.setObjectName("undoEditButton")
        self._undo.clicked.connect(self.undo_pressed)
        self._redo = SignButton("redo", self.tr("Redo the edit of the network"), self)
        self._redo.setObjectName("redoEditButton")
        self._redo.clicked.connect(self.redo_pressed)
        self._name = QLineEdit(self)
        self._name.setMaxLength(LONGEST_NAME)
        self._name.editingFinished.connect(self._tell_name)
        self._rows = FieldRows(self)
        self._rows.add("name", self.tr("Name"), self._name)
        self._lay_out()

    def show_draft(
        self, draft: Draft, *, can_undo: bool, can_redo: bool, is_name_free: bool
    ) -> None:
        """Show the name, and what is wrong with it."""
        name = draft.recipe.name
        if self._name.text() != name:
            self._name.setText(name)
        problems = {
            str(problem.place): translated(problem.message)
            for problem in draft.problems
            if problem.place == "name"
        }
        if not problems and not is_name_free:
            problems["name"] = self.tr("There is a recipe of this name already: choose another.")
        self._rows.tell(problems)
        self._undo.setEnabled(can_undo)
        self._redo.setEnabled(can_redo)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self._start, 1)
        row.addWidget(self._open, 1)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addLayout(row)
        layout.addWidget(self._rows)

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        for name in self._book.names:
            if self._book.is_own(name) and len(self._menu.actions()) == len(RECIPES):
                self._menu.addSeparator()
            # A sign & in a name is no mnemonic.
            action = self._menu.addAction(recipe_title(name).replace("&", "&&"))
            action.setData(name)

    @Slot(QAction)
    def _tell_begun(self, action: QAction) -> None:
        self.begun.emit(str(action.data()))

    @Slot()
    def _tell_name(self) -> None:
        self.renamed.emit(self._name.text())
