"""The panel of the library: keep the drawing on the canvas with its label, browse what was kept.

    label row, keys 0 to 9 → library → "Kept as 7." with Undo
    gallery                → drawing_opened(Drawing) → canvas
    stroke files           ⇄ library
    add_section            ← the section of fine-tuning

The file is opened when the panel is first shown, or the first drawing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.library.actions import LibraryActions
from app.library.feedback import FeedbackLine, LibraryTexts
from app.library.gallery import Gallery
from app.library.library import Done, Failure, Library
from app.library.store import Contents, KeptDrawing
from app.library.stroke_files import Imported
from app.ui import file_dialogs
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from app.ui.type_scale import scale_type
from app.ui.widgets import FlowLayout
from nn.data.digit_data import CLASSES
from nn.strokes import Drawing

if TYPE_CHECKING:
    from app.library.rescue import Rescued

_PURPOSE = "strokes"
"""The name under which the folder of the latest stroke file is remembered."""


@dataclass(frozen=True)
class _OnCanvas:
    """The kept drawing that is on the canvas; ``id`` is None before it is committed."""

    drawing: Drawing
    label: int
    id: int | None = None


class LibraryPanel(QWidget):
    """Labels, gallery and files of one library.

    ``drawing_opened`` carries a Drawing for the canvas, ``problem`` the sentence of an error, and
    ``notice`` the sentence of a change while the panel, and so its own line, is hidden.
    ``actions`` are those of a menu, if it has any; ``folder`` is that of the library, if it is not
    the program's home.
    """

    drawing_opened = Signal(object)
    problem = Signal(str)
    notice = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        actions: LibraryActions | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.library_actions = actions or LibraryActions(self)
        self._drawing = Drawing()
        self._kept: _OnCanvas | None = None
        self.library = Library(self, folder=folder)
        self._texts = LibraryTexts(self)
        self._labels = LabelRow(self.library_actions.labels, self)
        self._feedback = FeedbackLine(self)
        self._gallery = Gallery(self.library, self)
        self._import = PushButton(self.tr("Import…"), self)
        self._export = PushButton(self.tr("Export…"), self)
        self.setObjectName("libraryPanel")
        self._lay_out()
        self._connect()
        self._show_contents(self.library.contents)
        self._feedback.hint(self.tr("Draw a digit, then press its button or its key."))

    @Slot(object)
    def set_drawing(self, drawing: Drawing) -> None:
        """Set the drawing on the canvas, which a label is given to."""
        self._drawing = drawing

    def add_section(self, section: QWidget, button: PushButton) -> None:
        """Show a section below the gallery, and its button to the left of Import and Export."""
        self._buttons.insertWidget(0, button)
        self._sections.addWidget(section)

    def shutdown(self) -> None:
        """Wait until all changes are on the disk, and close the library."""
        self.library.close()

    def _lay_out(self) -> None:
        self._import.setObjectName("libraryImport")
        self._export.setObjectName("libraryExport")
        self._buttons = FlowLayout()
        self._buttons.addWidget(self._import)
        self._buttons.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, 2 * UNIT)
        layout.setSpacing(UNIT)
        layout.addWidget(self._labels)
        layout.addWidget(self._feedback)
        layout.addSpacing(UNIT)
        layout.addWidget(self._gallery, 1)
        layout.addSpacing(UNIT)
        self._sections = QVBoxLayout()
        layout.addLayout(self._buttons)
        layout.addLayout(self._sections)

    def _connect(self) -> None:
        self.library_actions.chosen.connect(self.keep)
        self._feedback.undo_pressed.connect(self.library.undo)
        self.library.contents_changed.connect(self._show_contents)
        self.library.changed.connect(self._show_change)
        self.library.imported.connect(self._show_imported)
        self.library.exported.connect(self._show_exported)
        self.library.failed.connect(self._show_failure)
        self.library.was_set_aside.connect(self._show_set_aside)
        self._gallery.drawing_opened.connect(self._open)
        self._import.clicked.connect(self.import_drawings)
        self._export.clicked.connect(self.export_drawings)
        self.library_actions.undo.triggered.connect(self.library.undo)

    @Slot(int)
    def keep(self, label: int) -> None:
        """Keep the drawing on the canvas, or give it another label if it is kept already."""
        known = self._kept
        if self._drawing.is_empty:
            self._say(self.tr("There is nothing to keep yet: draw a digit first."))
        elif self._drawing.picture is not None:
            self._say(self.tr("Only strokes can be kept, and there is a picture on the canvas."))
        elif known is None or known.drawing != self._drawing:
            self._kept = _OnCanvas(self._drawing, label)
            self.library.keep(self._drawing, label)
        elif known.label == label:
            self._say(self.tr("This drawing is kept as {0} already.").format(label))
        else:
            self._kept = replace(known, label=label)
            if known.id is not None:
                self.library.relabel([known.id], label)

    @Slot()
    def import_drawings(self) -> None:
        """Ask for a stroke file, and add its drawings."""
        path = file_dialogs.open_file(
            self,
            self.tr("Import Drawings"),
            [self.tr("Stroke files, and those of Quick, Draw! ({0})").format("*.npz *.ndjson")],
            _PURPOSE,
        )
        if path is not None:
            self.library.import_file(path)

    @Slot()
    def export_drawings(self) -> None:
        """Ask for a path, and write the chosen drawings, or all that are shown, into a file."""
        ids = self._gallery.chosen_ids or self._gallery.shown_ids
        path = file_dialogs.save_file(
            self,
            self.tr("Export Drawings"),
            [
                self.tr("Stroke files (*.npz)"),
                self.tr("Tables of labels and pixels, as Kaggle has them (*.csv)"),
                self.tr("Folders of PNG pictures, digit by digit (*.pictures)"),
                self.tr("Folders of MNIST's IDX files (*.idx)"),
            ],
            self.tr("my digits.npz"),
            _PURPOSE,
        )
        if path is not None:
            self.library.export_file(path, ids)

    @Slot(object)
    def _show_contents(self, contents: Contents) -> None:
        self._labels.show_counts(contents.counts)
        self._export.setEnabled(len(contents) > 0)
        self.library_actions.undo.setEnabled(self.library.undoable is not None)
        self._feedback.set_undoable(self.library.undoable is not None)

    @Slot(object)
    def _show_change(self, done: Done) -> None:
        self._follow(done)
        self._say(self._texts.done(done), undoable=not done.was_undone)

    def _follow(self, done: Done) -> None:
        """Update the label and id of the drawing on the canvas."""
        kept, change = self._kept, done.change
        if kept is None:
            return
        if done.drawing is not None and done.drawing == kept.drawing:
            self._kept = _OnCanvas(kept.drawing, kept.label, change.ids[0])
            if kept.label != change.label:
                # Another label was chosen before this one was committed.
                self.library.relabel(change.ids, kept.label)
        elif kept.id in change.ids:
            # After a deletion or an undo its label is unknown: the next label keeps it anew.
            label = None if done.was_undone else change.label
            self._kept = None if label is None else replace(kept, label=label)

    @Slot(object)
    def _show_imported(self, imported: Imported) -> None:
        self._say(self._texts.imported(imported), undoable=bool(imported.change.ids))

    @Slot(object, int)
    def _show_exported(self, path: Path, count: int) -> None:
        self._say(self._texts.exported(path, count))

    @Slot(object)
    def _show_failure(self, failure: Failure) -> None:
        if self._kept is not None and self._kept.id is None:
            # It may be the failed one.
            self._kept = None
        self._show_problem(self._texts.failure(failure))

    @Slot(object)
    def _show_set_aside(self, rescued: Rescued) -> None:
        self._show_problem(self._texts.set_aside(rescued))

    def _show_problem(self, sentence: str) -> None:
        if sentence:
            self._feedback.say(sentence, failed=True)
            self.problem.emit(sentence)

    @Slot(object)
    def _open(self, kept: KeptDrawing) -> None:
        self._kept = _OnCanvas(kept.drawing, kept.label, kept.id)
        self.drawing_opened.emit(kept.drawing)

    def _say(self, sentence: str, *, undoable: bool = False) -> None:
        self._feedback.say(sentence, undoable=undoable)
        if not self.isVisible():
            self.notice.emit(sentence)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.library.open()


class LabelRow(QWidget):
    """A button for each digit, with the number of its kept drawings below.

    ``actions`` are those of the buttons, (10,).
    """

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = [self._button(action) for action in actions]
        self._counts = [self._count() for _ in range(CLASSES)]
        heading = QLabel(self.tr("That was a"), self)
        scale_type(heading, 1.0, bold=True)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(UNIT // 4)
        layout.setVerticalSpacing(UNIT // 4)
        layout.addWidget(heading, 0, 0, 1, CLASSES)
        layout.setRowMinimumHeight(0, heading.sizeHint().height() + UNIT // 2)
        for column, (button, count) in enumerate(zip(self._buttons, self._counts, strict=True)):
            layout.addWidget(button, 1, column)
            layout.addWidget(count, 2, column)
            layout.setColumnStretch(column, 1)
        self.show_counts([0] * CLASSES)

    def show_counts(self, counts: Sequence[int]) -> None:
        """Show the number of kept drawings of each digit, (10,)."""
        for digit, (label, count) in enumerate(zip(self._counts, counts, strict=True)):
            shown = self.locale().toString(count)
            label.setText(shown)
            kept = self.tr("Kept so far: {0}").format(shown)
            label.setToolTip(kept)
            self._buttons[digit].setAccessibleDescription(kept)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        digit = action.shortcut().toString()
        # The action's text is for the menu; here the heading says the rest.
        button.setText(digit)
        button.setObjectName(f"label{digit}")
        button.setAccessibleName(action.text())
        scale_type(button, 1.1, bold=True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumSize(QSize(3 * UNIT - 2, 4 * UNIT))
        return button

    def _count(self) -> QLabel:
        label = QLabel(self)
        scale_type(label, 0.85)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # A large number is cut, so that all columns keep their width.
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return label
