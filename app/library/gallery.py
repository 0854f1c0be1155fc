"""The gallery: a filter, the list of kept drawings, and the actions on the selected ones.

    library → model → view → selected rows → actions → library, drawing_opened

Each action has a button, an entry in the list's context menu, and a key.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from app.library.gallery_model import DRAWING, GalleryModel
from app.library.gallery_view import GalleryView
from app.library.library import Library
from app.library.store import Contents, KeptDrawing
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from app.ui.widgets import FlowLayout
from nn.data.digit_data import CLASSES


class Gallery(QWidget):
    """Browses a :class:`Library`. ``drawing_opened`` carries the :class:`KeptDrawing` for the
    canvas."""

    drawing_opened = Signal(object)

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._opening: int | None = None
        self._model = GalleryModel(self)
        self._view = GalleryView(self._model, self)
        self._filter = self._make_filter()
        self._open = QAction(self.tr("&Open on the Canvas"), self)
        self._delete = QAction(self.tr("&Delete"), self)
        self._relabel = QMenu(self.tr("&Change the Label to"), self)
        for digit in range(CLASSES):
            action = self._relabel.addAction(f"&{digit}")
            action.triggered.connect(partial(self._relabel_chosen, digit))
        self._chosen = QLabel(self)
        self._open_button = self._button(self.tr("Open"), "galleryOpen")
        self._relabel_button = self._button(self.tr("Relabel"), "galleryRelabel")
        self._relabel_button.setMenu(self._relabel)
        self._delete_button = self._button(self.tr("Delete"), "galleryDelete")
        self._lay_out()
        self._connect()
        self._show_contents(library.contents)

    @property
    def shown_ids(self) -> list[int]:
        """The drawings that are shown, the newest first."""
        return self._model.all_ids()

    @property
    def chosen_ids(self) -> list[int]:
        """The selected drawings."""
        return self._model.ids(self._view.rows)

    def context_menu(self) -> QMenu:
        """The actions on the selected drawings; deletes itself when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._open)
        menu.addMenu(self._relabel)
        menu.addSeparator()
        menu.addAction(self._delete)
        return menu

    def _make_filter(self) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName("galleryFilter")
        box.setAccessibleName(self.tr("Digits that are shown"))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for digit in (None, *range(CLASSES)):
            box.addItem("", digit)
        return box

    def _button(self, text: str, name: str) -> PushButton:
        button = PushButton(text, self)
        button.setObjectName(name)
        return button

    def _lay_out(self) -> None:
        self._chosen.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._chosen.setObjectName("galleryChosen")
        buttons = FlowLayout()
        for button in (self._open_button, self._relabel_button, self._delete_button):
            buttons.addWidget(button)
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        head.addWidget(self._filter)
        head.addWidget(self._chosen, 1, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addLayout(head)
        layout.addWidget(self._view, 1)
        layout.addLayout(buttons)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        self._library.contents_changed.connect(self._show_contents)
        self._library.loaded.connect(self._show_loaded)
        self._library.failed.connect(self._model.forget_request)
        self._model.wanted.connect(self._library.load)
        self._filter.currentIndexChanged.connect(self._filter_chosen)
        self._view.choice_changed.connect(self._show_choice)
        self._view.customContextMenuRequested.connect(self._show_menu)
        self._view.relabelled.connect(self._relabel_chosen)
        self._view.deleted.connect(self._delete_chosen)
        self._view.opened.connect(self._open_chosen)
        self._view.undone.connect(self._library.undo)
        self._open.triggered.connect(self._open_chosen)
        self._delete.triggered.connect(self._delete_chosen)
        self._open_button.clicked.connect(self._open_chosen)
        self._delete_button.clicked.connect(self._delete_chosen)

    @Slot(object)
    def _show_contents(self, contents: Contents) -> None:
        self._model.set_contents(contents)
        everything = self.tr("All digits ({0})").format(self.locale().toString(len(contents)))
        with QSignalBlocker(self._filter):
            self._filter.setItemText(0, everything)
            for digit, count in enumerate(contents.counts):
                text = self.tr("{0} ({1})").format(digit, self.locale().toString(count))
                self._filter.setItemText(1 + digit, text)
        self._show_choice()

    @Slot()
    def _show_choice(self) -> None:
        count, shown = len(self._view.rows), self._model.rowCount()
        self._filter.setVisible(len(self._library.contents) > 0)
        for button in (self._open_button, self._relabel_button, self._delete_button):
            button.setVisible(shown > 0)
            button.setEnabled(count > 0)
        self._open_button.setEnabled(count == 1)
        self._open.setEnabled(count == 1)
        self._chosen.setText(
            self.tr("Selected: {0}").format(self.locale().toString(count)) if count else ""
        )
        if not shown:
            self._view.set_nothing(self._nothing())

    def _nothing(self) -> str:
        """The text for an empty list."""
        digit = self._model.digit
        if digit is None:
            return self.tr("The drawings that you keep show here.")
        return self.tr("No drawing is kept as {0}.").format(digit)

    @Slot(int)
    def _filter_chosen(self, index: int) -> None:
        self._model.set_digit(self._filter.itemData(index))
        self._show_choice()

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        if self.chosen_ids:
            self.context_menu().popup(self._view.viewport().mapToGlobal(place))

    @Slot(int)
    def _relabel_chosen(self, digit: int) -> None:
        if self.chosen_ids:
            self._library.relabel(self.chosen_ids, digit)

    @Slot()
    def _delete_chosen(self) -> None:
        if self.chosen_ids:
            self._library.delete(self.chosen_ids)

    @Slot()
    def _open_chosen(self) -> None:
        """Put the selected drawing on the canvas, as soon as its strokes are loaded."""
        if len(self._view.rows) != 1:
            return
        row = self._view.rows[0]
        kept = self._model.data(self._model.index(row), DRAWING)
        if kept is None:
            self._opening = self._model.ids([row])[0]
        else:
            self.drawing_opened.emit(kept)

    @Slot(object)
    def _show_loaded(self, kept: list[KeptDrawing]) -> None:
        self._model.set_drawings(kept)
        opened = [one for one in kept if one.id == self._opening]
        if opened:
            self._opening = None
            self.drawing_opened.emit(opened[0])
