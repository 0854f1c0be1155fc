"""The panel "Build": a network's layers in a column of cards, and how it is trained.

    cards, fields → edited Draft → DraftHistory → cards, fields, figures, what can be done
    Save → RecipeBook → saved(name)            Train → Save → train_requested(name)

Everything shown comes from the draft of now, which :meth:`RecipeEditor._show` spreads; every edit
ends in :meth:`RecipeEditor._do`. What has a problem can be neither saved nor trained nor exported,
so no recipe leaves the panel that cannot be trained.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from app.builder.cards import INPUT, LayerColumn
from app.builder.draft import NEW_LAYERS, Draft
from app.builder.exchange import RecipeExchange
from app.builder.head import EditorHead
from app.builder.history import DraftHistory
from app.builder.keeping import KeepingButtons
from app.builder.layer_buttons import LayerButtons
from app.builder.layer_fields import LayerFields
from app.builder.summary import DraftSummary, first_problem
from app.builder.timing import EpochTimer
from app.builder.training_fields import TrainingFields
from app.text.translate import recipe_title
from app.training.form import FIRST_CHOICE
from app.training.recipe_book import RecipeBook
from app.ui.theme import UNIT
from app.ui.type_scale import scale_type
from nn.layers import Layer
from nn.recipes import Recipe

_TWO_COLUMNS = 75 * UNIT
"""Width from which the fields stand beside the layers and not below them."""


class RecipeEditor(QWidget):
    """Edits the recipes of a book.

    ``saved`` carries the name of a recipe that is in the book now, ``train_requested`` of one that
    is to be trained; ``notice`` and ``problem`` a sentence for the user.
    """

    saved = Signal(str)
    train_requested = Signal(str)
    notice = Signal(str)
    problem = Signal(str)

    def __init__(self, book: RecipeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._timer = EpochTimer(self)
        self._exchange = RecipeExchange(self)
        self._head = EditorHead(book, self)
        self._column = LayerColumn(self)
        self._chosen = QWidget(self)
        self._buttons = LayerButtons(self._chosen)
        self._layer_fields = LayerFields(self._chosen)
        self._training_fields = TrainingFields(self)
        self._summary = DraftSummary(self._timer, self)
        self._keeping = KeepingButtons(self)
        self._history = DraftHistory(self._draft_of(FIRST_CHOICE))
        self._lay_out()
        self._connect()
        self._show()

    @property
    def draft(self) -> Draft:
        """What is being edited."""
        return self._history.draft

    @Slot(str)
    def edit_recipe(self, name: str) -> None:
        """Edit the own recipe of this name, or begin a new one like the built-in one."""
        self._do(self._draft_of(name), INPUT)

    def edit_draft(self, draft: Draft) -> None:
        """Go on with this draft, as with an edit of the user's."""
        self._do(draft, INPUT)

    def shutdown(self) -> None:
        """End at once, and write what is still to be written."""
        self._timer.close()
        self._exchange.close()
        self._book.finish()

    def _draft_of(self, name: str) -> Draft:
        recipe = self._book.recipe(name)
        if self._book.is_own(name):
            return Draft.of(recipe, saved_as=name)
        return Draft.of(recipe, self._new_name(name))

    def _new_name(self, name: str) -> str:
        return self._book.free_name(self.tr("My {0}").format(recipe_title(name)))

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for layout in (left, right):
            layout.setSpacing(UNIT)
        training = QLabel(self.tr("Training"), self)
        scale_type(training, 1.0, bold=True)
        left.addWidget(self._head)
        left.addSpacing(UNIT)
        left.addWidget(self._column)
        left.addStretch()
        chosen = QVBoxLayout(self._chosen)
        chosen.setContentsMargins(0, 0, 0, UNIT)
        chosen.setSpacing(UNIT)
        chosen.addWidget(self._buttons)
        chosen.addWidget(self._layer_fields)
        right.addWidget(training)
        right.addWidget(self._training_fields)
        right.addSpacing(UNIT)
        right.addWidget(self._summary)
        right.addWidget(self._keeping)
        right.addStretch()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._columns.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        self._columns.setSpacing(3 * UNIT)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        self._right = right
        self._is_wide = False
        self._column.hold(self._chosen)

    def _connect(self) -> None:
        self._head.begun.connect(self.edit_recipe)
        self._head.renamed.connect(self._rename)
        self._head.open_pressed.connect(self._exchange.open)
        self._head.undo_pressed.connect(self.undo)
        self._head.redo_pressed.connect(self.redo)
        self._column.chosen.connect(self._show_chosen)
        self._column.remove_requested.connect(self._remove)
        self._column.move_requested.connect(self._move)
        self._buttons.add_pressed.connect(self._add)
        self._buttons.remove_pressed.connect(self._remove)
        self._buttons.move_pressed.connect(self._move)
        self._layer_fields.edited.connect(self._change_layer)
        self._training_fields.edited.connect(self._do)
        self._keeping.save_pressed.connect(self._save)
        self._keeping.copy_pressed.connect(self._save_copy)
        self._keeping.train_pressed.connect(self._train)
        self._keeping.delete_pressed.connect(self._delete)
        self._keeping.export_pressed.connect(self._export)
        self._exchange.opened.connect(self._take_opened)
        self._exchange.done.connect(self.notice)
        self._exchange.problem.connect(self.problem)
        self._book.changed.connect(self._show)

    # Edits.

    @Slot(object)
    def _do(self, draft: Draft, place: int | None = None) -> None:
        """Go on with another draft; ``place`` is chosen in it."""
        self._history.do(draft)
        self._show(place)

    @Slot()
    def undo(self) -> None:
        """Take the last edit back."""
        self._history.undo()
        self._show()

    @Slot()
    def redo(self) -> None:
        """Make the edit that was taken back again."""
        self._history.redo()
        self._show()

    @Slot(str)
    def _rename(self, name: str) -> None:
        self._do(self.draft.renamed(name.strip()))

    @Slot(str)
    def _add(self, kind: str) -> None:
        """A new layer behind the chosen one; before the output where that is chosen."""
        at = min(self._column.place + 1, len(self.draft.layers))
        self._do(*self.draft.inserted(at, NEW_LAYERS[kind]))

    @Slot()
    def _remove(self) -> None:
        place = self._column.place
        if self._is_of_user(place):
            self._do(self.draft.removed(place), min(place, len(self.draft.layers) - 1))

    @Slot(int)
    def _move(self, by: int) -> None:
        place = self._column.place
        if self._is_of_user(place) and self._is_of_user(place + by):
            self._do(self.draft.moved(place, place + by), place + by)

    @Slot(object)
    def _change_layer(self, layer: Layer) -> None:
        place = self._column.place
        if self._is_of_user(place):
            self._do(self.draft.changed(place, layer))
        elif place == len(self.draft.layers):
            values = {name: getattr(layer, name) for name in ("initial", "bias")}
            self._do(self.draft.with_output_layer(**values))

    def _is_of_user(self, place: int) -> bool:
        return 0 <= place < len(self.draft.layers)

    # Keeping.

    @Slot()
    def _save(self) -> bool:
        """Keep the recipe under its name; False where it cannot be."""
        draft = self.draft
        if self._why_not_kept():
            return False
        name = draft.recipe.name
        self._book.save(draft.recipe)
        self._history.amend(Draft.of(draft.recipe, saved_as=name))
        self._show()
        self.saved.emit(name)
        self.notice.emit(self.tr("The recipe {0} is saved.").format(name))
        return True

    @Slot()
    def _save_copy(self) -> None:
        """Keep what is being edited under a name of its own; the one before stays as it was."""
        self._do(self.draft.renamed(self._book.free_name(self.draft.recipe.name)))
        self._save()

    @Slot()
    def _train(self) -> None:
        if self._is_kept() or self._save():
            self.train_requested.emit(self.draft.recipe.name)

    @Slot()
    def _delete(self) -> None:
        name = self.draft.saved_as
        if self._book.is_own(name):
            self._book.delete(name)
            self.notice.emit(
                self.tr(
                    "The recipe {0} is deleted. As long as it stands here, Save keeps it again."
                ).format(name)
            )

    @Slot()
    def _export(self) -> None:
        if not self.draft.problems:
            self._exchange.export(self.draft.recipe)

    @Slot(object)
    def _take_opened(self, recipe: Recipe) -> None:
        self._do(Draft.of(recipe, self._book.free_name(recipe.name)), INPUT)

    def _is_kept(self) -> bool:
        """Whether the book has exactly this recipe."""
        name = self.draft.recipe.name
        return self._book.is_own(name) and self._book.recipe(name) == self.draft.recipe

    def _is_name_free(self) -> bool:
        """Whether Save may use the name: that of the recipe it was opened from, or a new one."""
        name = self.draft.recipe.name
        is_same = self._book.is_own(name) and name == self.draft.saved_as
        return is_same or self._book.is_free(name)

    def _why_not_kept(self) -> str:
        """What is wrong with it, in a sentence; empty where it can be kept."""
        if not self._is_name_free():
            return self.tr("There is a recipe of this name already: choose another.")
        return first_problem(self.draft)

    # Showing.

    @Slot()
    def _show(self, place: int | None = None) -> None:
        """Show the draft of now, with a place chosen, or as far as possible the same as before."""
        draft = self.draft
        last = len(draft.layers)
        place = min(self._column.place if place is None else place, last)
        self._column.show_draft(draft, place)
        self._training_fields.show_draft(draft)
        self._head.show_draft(
            draft,
            can_undo=self._history.can_undo,
            can_redo=self._history.can_redo,
            is_name_free=self._is_name_free(),
        )
        if self.isVisible():
            self._timer.ask(draft)
        self._summary.show_draft(draft)
        self._keeping.offer(
            can_keep=not self._why_not_kept(),
            is_kept=self._is_kept(),
            is_own=self._book.is_own(draft.saved_as),
            has_problems=bool(draft.problems),
        )
        self._show_chosen(place)

    @Slot(int)
    def _show_chosen(self, place: int) -> None:
        draft = self.draft
        if place == INPUT:
            self._layer_fields.show_image()
        elif self._is_of_user(place):
            self._layer_fields.show_layer(draft.layers[place])
        else:
            self._layer_fields.show_output(draft.output, draft.output.units)
        self._buttons.offer(
            can_add=draft.can_grow,
            can_remove=self._is_of_user(place),
            can_move_up=self._is_of_user(place) and place > 0,
            can_move_down=self._is_of_user(place) and place < len(draft.layers) - 1,
        )

    # Qt's side.

    def event(self, event: QEvent) -> bool:
        # Else the canvas would take its last stroke back.
        is_key = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and _is_undo_or_redo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= _TWO_COLUMNS
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        # Where there is but one column, the layer's values stand at the layer.
        if is_wide:
            self._column.hold(None)
            self._right.insertWidget(0, self._chosen)
        else:
            self._right.removeWidget(self._chosen)
            self._column.hold(self._chosen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.ask(self.draft)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()


def _is_undo_or_redo(event: QEvent) -> bool:
    assert isinstance(event, QKeyEvent)
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return any(event.matches(key) for key in keys)
