"""What can be done with the chosen layer: add one behind it, remove it, move it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.builder.draft import ACTIVATIONS, NEW_LAYERS
from app.builder.texts import layer_sentence
from app.ui.buttons import PushButton
from app.ui.theme import UNIT


class LayerButtons(QWidget):
    """``add_pressed`` carries the kind of the new layer, ``move_pressed`` -1 for up and 1."""

    add_pressed = Signal(str)
    remove_pressed = Signal()
    move_pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._add = self._button("addLayerButton", self.tr("Add"))
        self._add.setToolTip(self.tr("Add a layer behind this one"))
        self._add.setMenu(self._make_menu())
        self._up = self._button("layerUpButton", self.tr("Up"))
        self._up.setToolTip(self.tr("Move the layer towards the image (Alt and arrow up)"))
        self._up.clicked.connect(self._tell_up)
        self._down = self._button("layerDownButton", self.tr("Down"))
        self._down.setToolTip(self.tr("Move the layer towards the output (Alt and arrow down)"))
        self._down.clicked.connect(self._tell_down)
        self._remove = self._button("removeLayerButton", self.tr("Remove"))
        self._remove.setToolTip(self.tr("Take the layer out (Delete)"))
        self._remove.clicked.connect(self.remove_pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._add, 3)
        for button in (self._up, self._down, self._remove):
            layout.addWidget(button, 2)

    def offer(
        self, *, can_add: bool, can_remove: bool, can_move_up: bool, can_move_down: bool
    ) -> None:
        """Offer what can be done now."""
        self._add.setEnabled(can_add)
        self._remove.setEnabled(can_remove)
        self._up.setEnabled(can_move_up)
        self._down.setEnabled(can_move_down)

    def _button(self, name: str, text: str) -> PushButton:
        button = PushButton(text, self)
        button.setObjectName(name)
        # As wide as its share of the row: words of other languages are longer than these.
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return button

    def _make_menu(self) -> QMenu:
        menu = QMenu(self._add)
        menu.setToolTipsVisible(True)
        was_activation = False
        for kind, layer in NEW_LAYERS.items():
            is_activation = isinstance(layer, ACTIVATIONS)
            if is_activation != was_activation:
                menu.addSeparator()
            was_activation = is_activation
            action = menu.addAction(kind)
            action.setData(kind)
            action.setToolTip(layer_sentence(layer))
        menu.triggered.connect(self._tell_added)
        return menu

    @Slot()
    def _tell_up(self) -> None:
        self.move_pressed.emit(-1)

    @Slot()
    def _tell_down(self) -> None:
        self.move_pressed.emit(1)

    @Slot(QAction)
    def _tell_added(self, action: QAction) -> None:
        self.add_pressed.emit(str(action.data()))
