"""The picture as a widget: what it is told, when it works, what it tells.

    set_reader, show_reading → (a frame's pause) → scene → frames → painted
    pointer and keys         → controls → inspector → card, ring, signal ``pinned``
    the strip under it       → breakage → signal ``altered``

It works only while it is visible, after the bars have painted, and never faster than the screen.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.network_picture.arrangement import MARGIN, Room
from app.network_picture.break_it import BreakIt
from app.network_picture.breakage import Breakage
from app.network_picture.captions import foot_height, head_height
from app.network_picture.content import Wishes
from app.network_picture.controls import Controls
from app.network_picture.dead_units import DeadUnits
from app.network_picture.frames import Foot, Frames
from app.network_picture.inspector import Inspector, Seen
from app.network_picture.overlay import paint_current, paint_cursor
from app.network_picture.painting import Marks
from app.network_picture.sample_source import SampleSource
from app.network_picture.samples import Samples
from app.network_picture.scene import Scene
from app.network_picture.style import Style
from app.network_picture.travel import Travel
from app.ui.theme import UNIT
from app.ui.widgets import is_in_sight
from nn.arrays import Array
from nn.explain.breaking import Damage
from nn.reader import Reader, Reading

FRAME = 16
"""Milliseconds between two frames at the least."""

WHILE_DRAWING = 100
"""The same while the pen moves. A frame takes as long as reading a drawing and painting its bars
does, and those go first: they are what the eye is on."""

WHILE_TRAINING = 300
"""The same while the pen moves and the network learns, which changes all of its numbers."""

REST = 350
"""Milliseconds without a change of the drawing after which a signal travels."""


class NetworkPicture(QWidget):
    """Shows a network and what it makes of a drawing.

    ``pinned`` carries the :class:`app.network_picture.selection.UnitChoice` that the user has
    pinned, None when it is let go. ``altered`` carries the :class:`nn.reader.Reader` of the network
    as the user has broken it, None when it is whole again.
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
        self._outputs: tuple[float, ...] = ()
        self._is_training = False
        self._gradients: tuple[float, ...] = ()
        self._dead: Mapping[int, frozenset[int]] = {}
        self._scene = Scene()
        self._style = Style.of(self)
        self._frames = Frames()
        self._last = 0.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._refresh)
        self._painting = QTimer(self, singleShot=True, interval=0)
        self._painting.timeout.connect(self._paint_frame)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._come_to_rest)
        self._travel = Travel(self)
        # The card before the strip: in this order Tab goes through them.
        self._inspector = Inspector(self)
        self.break_it = BreakIt(self)
        self._breakage = Breakage(self)
        self._controls = Controls(self._inspector, self.break_it, self._breakage, self)
        self._dead_units = DeadUnits(self)
        self._samples = SampleSource(self)
        self._connect()

    def _connect(self) -> None:
        self._travel.moved.connect(self.update)
        self._controls.signal_wanted.connect(self.send_signal)
        self._inspector.pinned.connect(self.pinned)
        self._inspector.changed.connect(self.update)
        self._inspector.choice_changed.connect(self._schedule)
        self._dead_units.found.connect(self._mark_dead)
        self.break_it.changed.connect(self._breakage.set_damage)
        self.break_it.healed.connect(self._breakage.heal)
        self.break_it.resized.connect(self._rearrange)
        self.break_it.entered.connect(self._leave)
        self._breakage.damage_changed.connect(self._show_damage)
        self._breakage.measured.connect(self.break_it.show_accuracies)
        self._breakage.altered.connect(self._take_altered)
        self._breakage.samples_wanted.connect(self._samples.want)
        self._dead_units.samples_wanted.connect(self._samples.want)
        self._samples.changed.connect(self._breakage.set_samples)
        self._samples.changed.connect(self._dead_units.set_samples)
        self._samples.failed.connect(self.break_it.show_untested)

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

    @property
    def inspector(self) -> Inspector:
        """What is pointed at and pinned."""
        return self._inspector

    @property
    def scene(self) -> Scene:
        """What is shown."""
        return self._scene

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
        if self._scene.show_image(reading.image if len(reading.probabilities) else None):
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
            self._scene.forget_changes()
            self._gradients = ()
        self._schedule()

    @Slot(object)
    def set_gradients(self, sizes: Sequence[float]) -> None:
        """How large the gradients are, as :attr:`nn.training.progress.Progress.gradient_sizes`.

        They are shown with the next network that learns.
        """
        self._gradients = tuple(sizes)

    def set_test_images(self, images: Array, labels: Array) -> None:
        """Test on these (N, 28, 28) uint8 with labels (N,), in place of those that are found."""
        self._samples.set_samples(Samples(images, labels))

    def set_data_path(self, path: Path | None) -> None:
        """Test on the MNIST in this file or folder, None for the usual places; where there is none,
        on synthesised digits."""
        self._samples.set_path(path)
        shown = self._broken or self._reader
        if shown is not None:
            self._look_for_dead(shown)

    def shutdown(self) -> None:
        """End what works in the background; the window closes."""
        self._samples.shutdown()

    @Slot()
    def send_signal(self) -> None:
        """Let a signal travel from the drawing to the bars, if there is something to see."""
        ways, content = self._scene.ways, self._scene.content
        if is_in_sight(self) and ways is not None and content is not None:
            self._travel.start(ways, content)

    @Slot()
    def _come_to_rest(self) -> None:
        self._inspector.describe()
        self.send_signal()

    def _show_network(self, reader: Reader) -> None:
        if self._scene.show_network(reader.network, learns=self._is_training):
            self._dead_units.forget()
            self._dead = {}
            self._travel.stop()
        self._look_for_dead(reader)
        self._schedule()

    def _look_for_dead(self, reader: Reader) -> None:
        """Where the question arises: in training, and of networks that there are images for."""
        if not self._is_training and not self._samples.is_given:
            self._dead = {}
        elif is_in_sight(self):
            self._dead_units.set_network(reader.network)

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

    @Slot()
    def _leave(self) -> None:
        """The pointer is on no unit any more."""
        self._inspector.hover(None)

    @Slot(object)
    def _mark_dead(self, dead: Mapping[int, frozenset[int]]) -> None:
        if dead != self._dead:
            self._dead = dead
            self._schedule()

    @Slot()
    def _rearrange(self) -> None:
        self._place_strip()
        self._scene.place_anew()
        self._frames.forget()
        self._travel.stop()
        self._schedule()

    @Slot()
    def _schedule(self) -> None:
        if is_in_sight(self) and not self._timer.isActive():
            interval = FRAME
            if self._pen_moves:
                interval = WHILE_TRAINING if self._is_training else WHILE_DRAWING
            elapsed = 1000 * (time.monotonic() - self._last)
            self._timer.start(max(0, round(interval - elapsed)))

    @property
    def _pen_moves(self) -> bool:
        """Whether it did a moment ago."""
        return self._rest.isActive()

    @Slot()
    def _refresh(self) -> None:
        reader = self._broken or self._reader
        if reader is None or not is_in_sight(self):
            return
        self._last = time.monotonic()
        if self._scene.compose(self._room(), self._wishes()):
            arrangement, content = self._scene.arrangement, self._scene.content
            assert arrangement is not None
            assert content is not None
            self._frames.frame_changed()
            self._inspector.see(Seen(content, arrangement, reader))
            if self._pen_moves:
                # In a turn of its own: what the pen has done meanwhile goes first.
                self._painting.start()
            else:
                self.update()

    @Slot()
    def _paint_frame(self) -> None:
        """Paint the frame beside the screen, so that on it there is one pixmap to show."""
        if is_in_sight(self) and self._frame() is not None:
            self.update()

    def _frame(self) -> QPixmap | None:
        """The newest frame; None before there is anything to show."""
        ways, content = self._scene.ways, self._scene.content
        if ways is None or content is None:
            return None
        marks = Marks(_by_level(self._breakage.damage.off), self._dead)
        ratio = self.devicePixelRatio()
        return self._frames.frame(
            self.size(), ratio, ways, content, self._style, marks, self._foot()
        )

    def _room(self) -> Room:
        return Room(
            QSizeF(self.size()),
            self.devicePixelRatio(),
            head_height(self._style),
            self.height() - self.break_it.height() - foot_height(self._style),
            self._outputs,
        )

    def _wishes(self) -> Wishes:
        """Units that must have a place: pinned ones, and those to be switched on again."""
        wanted = [choice.unit for choice in self._inspector.wanted]
        return Wishes(_by_level([*wanted, *self._breakage.damage.off]))

    def _foot(self) -> Foot:
        if self._scene.is_drawn_on:
            hint = self.tr("Point at a unit to read its formula; click to keep it.")
        else:
            hint = self.tr("Draw a digit, and see it flow through the network.")
        return Foot(self._gradients if self._is_training else (), hint)

    def _place_strip(self) -> None:
        """At the bottom left: right of it, connections run down into the lowest bars."""
        width = min(round(0.8 * self.width()), 60 * UNIT) - MARGIN
        height = self.break_it.sizeHint().height()
        if self.break_it.hasHeightForWidth():
            height = self.break_it.heightForWidth(width)
        self.break_it.setGeometry(MARGIN, self.height() - height, width, height)

    # Qt's side.

    def paintEvent(self, event: QPaintEvent) -> None:
        ways, content, style = self._scene.ways, self._scene.content, self._style
        frame = self._frame()
        with QPainter(self) as painter:
            if frame is None or ways is None or content is None:
                painter.fillRect(self.rect(), style.window)
                return
            arrangement, ratio = ways.arrangement, self.devicePixelRatio()
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
        is_unit = self._controls.point_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if is_unit else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._controls.click(event.position())
        else:
            super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._controls.press(key, event.modifiers()):
            super().keyPressEvent(event)
        elif key is Qt.Key.Key_Escape:
            # The focus may have been in the card, which is gone.
            self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are not the window's shortcuts, Esc above all."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._controls.claims(event):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._controls.begin()
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
            self._look_for_dead(shown)
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


def _by_level(units: Iterable[tuple[int, int]]) -> Mapping[int, frozenset[int]]:
    """Units that are given with their levels, sorted by these."""
    found: dict[int, set[int]] = {}
    for level, unit in units:
        found.setdefault(level, set()).add(unit)
    return {level: frozenset(of_level) for level, of_level in found.items()}
