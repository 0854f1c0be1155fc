"""What is pointed at, what is pinned, and the card that explains it.

    pointer → hover → card beside the unit, gone with the pointer
    click, Enter → pin → card that stays; a contribution in it → pin of its source, and so on back

One unit is *current*: the pinned one, else the one under the pointer, else the keyboard's.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QSizeF, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.network_picture.arrangement import Arrangement
from app.network_picture.card import UnitCard
from app.network_picture.content import Content
from app.network_picture.explanation import Explanation, explain
from app.network_picture.selection import UnitChoice, exists, place_of
from app.ui.theme import UNIT
from nn.reader import Reader

_INTERVAL = 60
"""Milliseconds between two changes of a card at the least: nobody reads faster."""


@dataclass(frozen=True, eq=False)
class Seen:
    """What is on the screen: the content, where it lies, and the reader that it is from."""

    content: Content
    arrangement: Arrangement
    reader: Reader


class Inspector(QObject):
    """Holds the choice for one picture. ``pinned`` carries a :class:`UnitChoice`, or None.

    ``changed`` asks for the picture to be painted; ``choice_changed`` for units to be shown that
    may not have been.
    """

    pinned = Signal(object)
    changed = Signal()
    choice_changed = Signal()

    def __init__(self, picture: QWidget) -> None:
        super().__init__(picture)
        self._picture = picture
        self._hovered: UnitChoice | None = None
        self._pinned: UnitChoice | None = None
        self._cursor: UnitChoice | None = None
        self._trail: list[UnitChoice] = []
        self._seen: Seen | None = None
        self._described: UnitChoice | None = None
        self.card = UnitCard(picture)
        self.card.followed.connect(self.follow)
        self._soon = QTimer(self, singleShot=True, interval=_INTERVAL)
        self._soon.timeout.connect(self._explain)

    @property
    def seen(self) -> Seen | None:
        """What choices are made from; None before the first frame."""
        return self._seen

    @property
    def current(self) -> UnitChoice | None:
        """The unit that the card is about."""
        return self._pinned or self._hovered or self._cursor

    @property
    def pinned_choice(self) -> UnitChoice | None:
        return self._pinned

    @property
    def cursor(self) -> UnitChoice | None:
        """The unit that the keyboard is at."""
        return self._cursor

    @property
    def explanation(self) -> Explanation | None:
        """What the card says; None while it is hidden."""
        return None if self.card.isHidden() else self.card.explanation

    @property
    def wanted(self) -> list[UnitChoice]:
        """The units that must have a place: the pinned one and those it was reached from."""
        return [] if self._pinned is None else [self._pinned, *self._trail]

    def see(self, seen: Seen) -> None:
        """Another frame: the numbers of the card follow."""
        self._seen = seen
        network, levels = seen.content.facts.network, seen.content.facts.levels
        for choice in (self._hovered, self._pinned, self._cursor):
            if choice is not None and not exists(choice, levels, network.input_shape):
                self._hovered = self._cursor = None
                self.unpin()
        if self.current is not None and not self._soon.isActive():
            self._soon.start()

    def hover(self, choice: UnitChoice | None) -> None:
        """The pointer is on a unit, or on none."""
        if choice == self._hovered:
            return
        self._hovered = choice
        if self._pinned is None:
            self._explain()
        self.changed.emit()

    def move_cursor(self, choice: UnitChoice | None) -> None:
        """The keyboard has gone to a unit, or has left."""
        self._cursor, self._hovered = choice, None
        if self._pinned is not None and choice is not None:
            self._trail = []
            self._pin(choice)
        else:
            self._explain()
        self.changed.emit()

    def toggle(self, choice: UnitChoice) -> None:
        """Pin a unit, or let the pinned one go where it is the same."""
        if choice == self._pinned:
            self.unpin()
        else:
            self._trail = []
            self._cursor = choice
            self._pin(choice)

    @Slot(object)
    def follow(self, choice: UnitChoice) -> None:
        """Go from the pinned unit to one that contributes to it."""
        if self._pinned is not None:
            self._trail.append(self._pinned)
        self._cursor = choice
        self._pin(choice)

    def go_back(self) -> bool:
        """Go to the unit that this one was reached from; False where it was not."""
        if not self._trail:
            return False
        self._cursor = self._trail.pop()
        self._pin(self._cursor)
        return True

    def unpin(self) -> None:
        """Let the pinned unit go."""
        if self._pinned is None:
            self._explain()
            return
        self._pinned, self._trail = None, []
        self._explain()
        self.pinned.emit(None)
        self.choice_changed.emit()

    def describe(self) -> None:
        """Tell a screen reader what the card says: of another unit, and when the drawing rests."""
        explanation = self.explanation
        if explanation is not None:
            self._described = explanation.choice
            self._picture.setAccessibleDescription(explanation.spoken)

    def _pin(self, choice: UnitChoice) -> None:
        self._pinned = choice
        self._explain()
        self.pinned.emit(choice)
        self.choice_changed.emit()

    @Slot()
    def _explain(self) -> None:
        current, seen = self.current, self._seen
        if current is None or seen is None:
            self.card.hide()
            return
        explanation = explain(seen.content, current, seen.reader, self._picture.locale())
        self.card.show_explanation(explanation, pinned=self._pinned is not None)
        self.card.move(self._place(seen, current))
        self.card.show()
        self.card.raise_()
        if self._described != current:
            self.describe()

    def _place(self, seen: Seen, choice: UnitChoice) -> QPoint:
        """Beside the unit, on the side with more room; where neither has enough, above or below."""
        place = place_of(seen.arrangement, seen.content, choice)
        room = QSizeF(self._picture.width(), seen.arrangement.bottom + seen.arrangement.top)
        return card_corner(place, QSizeF(self.card.size()), room).toPoint()


def card_corner(place: QRectF | None, card: QSizeF, room: QSizeF) -> QPointF:
    """The top left corner of a card for a unit painted at ``place``, both within the room.

    The card covers the unit only where there is no other way, and a unit without a place never.
    """
    lowest, rightmost = room.height() - card.height(), room.width() - card.width()
    if place is None:
        return QPointF(max(rightmost / 2, 0), max(lowest / 2, 0))
    is_right = place.center().x() > room.width() / 2
    x = place.left() - UNIT - card.width() if is_right else place.right() + UNIT
    y = place.center().y() - card.height() / 2
    if not 0 <= x <= rightmost:
        x = min(max(x, 0), max(rightmost, 0))
        is_low = place.center().y() > room.height() / 2
        y = place.top() - UNIT - card.height() if is_low else place.bottom() + UNIT
    return QPointF(x, min(max(y, 0), max(lowest, 0)))
