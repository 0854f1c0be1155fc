"""The picture as a widget: what it is told, when it works, what is done with it.

    set_reader, show_reading → (a frame's pause) → content → painted
    pointer and keys         → inspector → card, ring, signal ``pinned``
    the strip under it       → breakage → signal ``altered``

It works only while it is visible, after the bars have painted, and never faster than the screen.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.network_picture.arrangement import MARGIN, Arrangement, Room, arrange
from app.network_picture.break_it import BreakIt
from app.network_picture.breakage import Breakage
from app.network_picture.captions import foot_height, head_height
from app.network_picture.content import (
    Content,
    NetworkFacts,
    Wishes,
    changes_between,
    content_of,
    with_changes,
)
from app.network_picture.dead_units import DeadUnits
from app.network_picture.frames import Foot, Frames
from app.network_picture.inspector import Inspector
from app.network_picture.overlay import paint_current, paint_cursor
from app.network_picture.painting import Marks
from app.network_picture.samples import Samples
from app.network_picture.selection import choice_at, first_choice, moved, moved_within
from app.network_picture.style import Style
from app.network_picture.travel import Travel
from app.ui.theme import UNIT
from nn.arrays import Array
from nn.explain.breaking import Damage, can_be_off
from nn.reader import Reader, Reading

FRAME = 16
"""Milliseconds between two frames at the least."""

REST = 350
"""Milliseconds without a change of the drawing after which a signal travels."""

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SWITCH = (Qt.Key.Key_Delete, Qt.Key.Key_X)


class NetworkPicture(QWidget):
    """Shows a network and what it makes of a drawing.

    ``pinned`` carries the :class:`UnitChoice` that the user has pinned, None when it is let go.
    ``altered`` carries the :class:`nn.reader.Reader` of the network as the user has broken it,
    None when it is whole again.
    """

    pinned = Signal(object)
    altered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkPicture")
        self.setAccessibleName(self.tr("The network"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._reader: Reader | None = None
        self._broken: Reader | None = None
        self._facts: NetworkFacts | None = None
        self._facts_before: NetworkFacts | None = None
        self._image: Array | None = None
        self._outputs: tuple[float, ...] = ()
        self._is_training = False
        self._gradients: tuple[float, ...] = ()
        self._arrangement: Arrangement | None = None
        self._content: Content | None = None
        self._shown: Mapping[int, tuple[int, ...]] = {}
        self._dead: Mapping[int, frozenset[int]] = {}
        self._style = Style.of(self)
        self._frames = Frames()
        self._last = 0.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._refresh)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.send_signal)
        self._travel = Travel(self)
        self.break_it = BreakIt(self)
        self._breakage = Breakage(self)
        self._inspector = Inspector(self)
        self._dead_units = DeadUnits(self)
        self._connect()

    def _connect(self) -> None:
        self._travel.moved.connect(self.update)
        self._inspector.pinned.connect(self.pinned)
        self._inspector.changed.connect(self.update)
        self._inspector.choice_changed.connect(self._schedule)
        self._dead_units.found.connect(self._mark_dead)
        self.break_it.changed.connect(self._breakage.set_damage)
        self.break_it.healed.connect(self._breakage.heal)
        self.break_it.resized.connect(self._rearrange)
        self._breakage.damage_changed.connect(self._show_damage)
        self._breakage.measured.connect(self.break_it.show_accuracies)
        self._breakage.altered.connect(self._take_altered)

    def break_network(
        self, *, noise: float | None = None, pruned: float | None = None, bits: int | None = None
    ) -> None:
        """Break the network in these ways; what is None stays as it is. See :class:`Damage`."""
        wanted = {"noise": noise, "pruned": pruned, "bits": bits}
        given = {name: value for name, value in wanted.items() if value is not None}
        self._breakage.set_damage(replace(self._breakage.damage, **given))  # type: ignore[arg-type]

    @Slot()
    def heal(self) -> None:
        """Let the whole network answer again."""
        self._breakage.heal()

    @property
    def damage(self) -> Damage:
        """What the user has broken."""
        return self._breakage.damage

    @Slot(object)
    def set_reader(self, reader: Reader) -> None:
        """Show this reader's network from now on, broken as the user has broken the one before."""
        self._reader = reader
        self._breakage.set_reader(reader)
        if self._breakage.damage.is_none or self._broken is None:
            self._show_network(reader)

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """Show what the network makes of what was read; of an empty drawing nothing."""
        image = reading.image if len(reading.probabilities) else None
        if not _same(image, self._image):
            self._image = image
            self._travel.stop()
            self._rest.start()
            self._schedule()

    @Slot(object)
    def set_output_places(self, centres: Sequence[float]) -> None:
        """Where the bars' rows are: the y of their middles in this widget, from 0 on."""
        places = tuple(float(y) for y in centres)
        if places != self._outputs:
            self._outputs = places
            self._rearrange()

    @Slot(bool)
    def set_training(self, is_training: bool) -> None:
        """Whether the network shown is learning: then gradients and changes are shown."""
        self._is_training = is_training
        self._breakage.set_training(is_training)
        if not is_training:
            self._facts_before = None
            self._gradients = ()
        self._schedule()

    @Slot(object)
    def set_gradients(self, sizes: Sequence[float]) -> None:
        """How large the gradients are, as :attr:`nn.training.progress.Progress.gradient_sizes`."""
        self._gradients = tuple(sizes)

    def set_test_images(self, images: Array, labels: Array) -> None:
        """Test on these (N, 28, 28) uint8 with labels (N,), in place of synthesised digits."""
        samples = Samples(images, labels)
        self._breakage.set_samples(samples)
        self._dead_units.set_samples(samples)

    @Slot()
    def send_signal(self) -> None:
        """Let a signal travel from the drawing to the bars, if there is something to see."""
        if self.isVisible() and self._arrangement is not None and self._content is not None:
            self._travel.start(self._arrangement, self._content)

    def _show_network(self, reader: Reader) -> None:
        before, self._facts = self._facts, NetworkFacts(reader.network)
        if before is None or not before.is_alike(self._facts):
            self._shown, self._dead = {}, {}
            self._facts_before = None
            self._arrangement = None
            self._travel.stop()
        elif self._is_training:
            self._facts_before = before
        if self.isVisible():
            self._dead_units.set_network(reader.network)
        self._schedule()

    @Slot(object)
    def _take_altered(self, reader: Reader | None) -> None:
        self._broken = reader
        shown = reader or self._reader
        if shown is not None:
            self._show_network(shown)
        self.altered.emit(reader)

    @Slot(object)
    def _show_damage(self, damage: Damage) -> None:
        self.break_it.show_damage(damage)
        self._schedule()

    @Slot(object)
    def _mark_dead(self, dead: Mapping[int, frozenset[int]]) -> None:
        if dead != self._dead:
            self._dead = dead
            self._schedule()

    @Slot()
    def _rearrange(self) -> None:
        self._place_strip()
        self._arrangement = None
        self._travel.stop()
        self._schedule()

    @Slot()
    def _schedule(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            elapsed = 1000 * (time.monotonic() - self._last)
            self._timer.start(max(0, round(FRAME - elapsed)))

    @Slot()
    def _refresh(self) -> None:
        if self._facts is None or self._reader is None or not self.isVisible():
            return
        self._last = time.monotonic()
        arrangement = self._arrangement or self._arrange(self._facts)
        content = content_of(self._facts, self._image, arrangement, self._shown, self._wishes())
        if self._facts_before is not None and self._is_training:
            changed = changes_between(self._facts_before, content, arrangement)
            content = with_changes(content, changed)
        self._arrangement, self._content, self._shown = arrangement, content, content.shown
        self._frames.frame_changed()
        self._inspector.set_picture(content, arrangement, self._broken or self._reader)
        self.update()

    def _wishes(self) -> Wishes:
        """Units that must have a place: pinned ones, and those to be switched on again."""
        always: dict[int, set[int]] = {}
        for choice in self._inspector.wanted:
            always.setdefault(choice.level, set()).add(choice.place[0])
        for level, unit in self._breakage.damage.off:
            always.setdefault(level, set()).add(unit)
        return Wishes({level: frozenset(units) for level, units in always.items()})

    def _arrange(self, facts: NetworkFacts) -> Arrangement:
        bottom = self.height() - self.break_it.height() - foot_height(self._style)
        room = Room(
            QSizeF(self.size()),
            self.devicePixelRatio(),
            head_height(self._style),
            bottom,
            self._outputs,
        )
        arrangement = arrange(facts.network, facts.levels, room)
        self._frames.forget()
        return arrangement

    def _place_strip(self) -> None:
        """At the bottom left: right of it, connections run down into the lowest bars."""
        height = self.break_it.sizeHint().height()
        width = min(round(0.8 * self.width()), 60 * UNIT) - MARGIN
        if self.break_it.hasHeightForWidth():
            height = self.break_it.heightForWidth(width)
        self.break_it.setGeometry(MARGIN, self.height() - height, width, height)

    def _marks(self) -> Marks:
        off: dict[int, set[int]] = {}
        for level, unit in self._breakage.damage.off:
            off.setdefault(level, set()).add(unit)
        return Marks({level: frozenset(units) for level, units in off.items()}, self._dead)

    def _foot(self) -> Foot:
        if self._image is None:
            hint = self.tr("Draw a digit, and see it flow through the network.")
        else:
            hint = self.tr("Point at a unit to read its formula; click to keep it.")
        return Foot(self._gradients if self._is_training else (), hint)

    def _switch(self) -> bool:
        """Switch the current unit off or on; False where it cannot be."""
        current = self._inspector.current
        if current is None or self._facts is None:
            return False
        if not can_be_off(list(self._facts.levels), current.level):
            return False
        self._breakage.switch(current.unit)
        return True

    def _step(self, key: Qt.Key, *, within: bool) -> None:
        """The keyboard's unit moves, or begins at the likeliest output."""
        if self._content is None or self._arrangement is None:
            return
        across, down = _ARROWS[key]
        at = self._inspector.cursor
        if at is None:
            choice = first_choice(self._content)
        elif within:
            choice = moved_within(self._content, at, across, down)
        else:
            choice = moved(self._arrangement, self._content, at, across, down)
        self._inspector.move_cursor(choice)

    # Qt's side.

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if self._arrangement is None or self._content is None:
                painter.fillRect(self.rect(), self._style.window)
                return
            arrangement, content, style = self._arrangement, self._content, self._style
            ratio = self.devicePixelRatio()
            frame = self._frames.frame(
                self.size(), ratio, arrangement, content, style, self._marks(), self._foot()
            )
            painter.drawPixmap(0, 0, frame)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._travel.is_under_way:
                self._travel.paint(painter, style)
            explanation = self._inspector.explanation
            if explanation is not None:
                paint_current(painter, arrangement, content, explanation, style, ratio)
            cursor = self._inspector.cursor
            if self.hasFocus() and cursor is not None:
                paint_cursor(painter, arrangement, content, cursor, style)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._arrangement is not None and self._content is not None:
            choice = choice_at(self._arrangement, self._content, event.position())
            self._inspector.hover(choice)
            shape = Qt.CursorShape.PointingHandCursor if choice else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        if self._arrangement is None or self._content is None:
            return
        choice = choice_at(self._arrangement, self._content, event.position())
        if choice is None:
            self._inspector.unpin()
        elif self.break_it.switches and can_be_off(list(self._content.facts.levels), choice.level):
            self._breakage.switch(choice.unit)
        else:
            self._inspector.toggle(choice)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._inspector.hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._press(Qt.Key(event.key()), event.modifiers()):
            super().keyPressEvent(event)

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """What a key does here; False where it does nothing."""
        cursor = self._inspector.cursor
        if key in _ARROWS:
            self._step(key, within=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key in _ENTER:
            if cursor is not None:
                self._inspector.toggle(cursor)
            self.send_signal()
        elif key is Qt.Key.Key_Escape and self._inspector.pinned_choice is not None:
            self._inspector.unpin()
            self.setFocus()
        elif key is Qt.Key.Key_Backspace:
            return self._inspector.go_back()
        elif key in _SWITCH:
            return self._switch()
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are not the window's shortcuts, Esc above all."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            is_pinned = self._inspector.pinned_choice is not None
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            current = self._inspector.current is not None
            if (plain and key is Qt.Key.Key_Escape and is_pinned) or (
                plain and current and (key in _SWITCH or key is Qt.Key.Key_Backspace)
            ):
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_tab = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_tab and self._inspector.cursor is None and self._content is not None:
            self._inspector.move_cursor(first_choice(self._content))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._inspector.pinned_choice is None:
            self._inspector.move_cursor(None)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rearrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        shown = self._broken or self._reader
        if shown is not None:
            self._dead_units.set_network(shown.network)
        self._schedule()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._travel.stop()
        self._dead_units.pause()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._style = Style.of(self)
            self._rearrange()

    def sizeHint(self) -> QSize:
        return QSize(600, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 240)


def _same(first: Array | None, second: Array | None) -> bool:
    if first is None or second is None:
        return first is second
    return np.array_equal(first, second)
