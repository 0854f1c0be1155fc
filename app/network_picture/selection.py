"""One number of the picture: the one under the pointer, the next one under an arrow key.

point     → choice_at → UnitChoice → where it is painted
arrow key → moved     → UnitChoice
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from app.network_picture.arrangement import TERMINAL, Arrangement, Column
from app.network_picture.content import Content
from nn.explain.contributions import IMAGE, Forward, strongest_places
from nn.explain.units import Level


@dataclass(frozen=True)
class UnitChoice:
    """A unit by its level, :data:`IMAGE` for a pixel, and its place in it.

    ``place`` is (unit,), (map, row, column), or (row, column) of a pixel.
    """

    level: int
    place: tuple[int, ...]

    @property
    def unit(self) -> tuple[int, int]:
        """The level and the unit or map in it, as :class:`nn.explain.breaking.Damage` has them."""
        return self.level, self.place[0]


def exists(choice: UnitChoice, levels: tuple[Level, ...], image_shape: tuple[int, ...]) -> bool:
    """Whether a network has such a unit."""
    if choice.level == IMAGE:
        shape = image_shape[1:]
    elif choice.level < len(levels):
        shape = levels[choice.level].shape
    else:
        return False
    return len(shape) == len(choice.place) and all(
        at < side for at, side in zip(choice.place, shape, strict=True)
    )


def choice_at(arrangement: Arrangement, content: Content, point: QPointF) -> UnitChoice | None:
    """What is under a point."""
    output = arrangement.output_at(point)
    last = len(content.facts.levels) - 1
    if output is not None and output < len(content.shown.get(last, ())):
        return of_unit(content.passed, content.facts.levels[last], last, output)
    for column in arrangement.columns:
        slot = column.slot_at(point)
        if slot is None:
            continue
        if column.level == IMAGE:
            return UnitChoice(IMAGE, _cell_at(column, slot, point, content))
        unit = content.shown[column.level][slot]
        if column.kind == "maps":
            return UnitChoice(column.level, (unit, *_cell_at(column, slot, point, content)))
        return UnitChoice(column.level, (unit,))
    return None


def place_of(arrangement: Arrangement, content: Content, choice: UnitChoice) -> QRectF | None:
    """Where a unit is painted, its map for a place in one; None where it has no slot."""
    units = content.shown.get(choice.level, ())
    column = arrangement.column_of(choice.level)
    if column is None:
        is_output = choice.level == len(content.facts.levels) - 1
        if not is_output or choice.place[0] >= len(arrangement.outputs):
            return None
        y, radius = arrangement.outputs[choice.place[0]], TERMINAL
        return QRectF(arrangement.output_x - radius, y - radius, 2 * radius, 2 * radius)
    if choice.level == IMAGE:
        return column.slot(0)
    return column.slot(units.index(choice.place[0])) if choice.place[0] in units else None


def cell_of(arrangement: Arrangement, content: Content, choice: UnitChoice) -> QRectF | None:
    """The pixel of a place in a map or in the image; None for a unit that is one number."""
    slot, column = place_of(arrangement, content, choice), arrangement.column_of(choice.level)
    if slot is None or column is None or len(choice.place) == 1:
        return None
    row, across = choice.place[-2:]
    left, top = slot.left() + across * column.cell, slot.top() + row * column.cell
    return QRectF(left, top, column.cell, column.cell)


def of_unit(passed: Forward | None, level: Level, index: int, unit: int) -> UnitChoice:
    """A unit; of a map the place where it is strongest, its middle where nothing is drawn."""
    if len(level.shape) == 1:
        return UnitChoice(index, (unit,))
    if passed is None:
        return UnitChoice(index, (unit, level.shape[1] // 2, level.shape[2] // 2))
    return UnitChoice(index, strongest_places(passed, index, [unit])[0])


def first_choice(content: Content) -> UnitChoice:
    """What the keyboard begins with: the likeliest output."""
    last = len(content.facts.levels) - 1
    answer = 0
    if content.passed is not None and content.is_finite:
        answer = int(content.passed.values(last).reshape(-1).argmax())
    answer = min(answer, max(len(content.shown[last]) - 1, 0))
    return of_unit(content.passed, content.facts.levels[last], last, answer)


def moved(
    arrangement: Arrangement, content: Content, choice: UnitChoice, across: int, down: int
) -> UnitChoice:
    """The unit beside another one: ``across`` levels to the right, ``down`` slots down."""
    if across:
        return _beside(arrangement, content, choice, across)
    if choice.level == IMAGE:
        return moved_within(content, choice, 0, down)
    units = content.shown.get(choice.level, ())
    if choice.place[0] not in units:
        return choice
    slot = min(max(units.index(choice.place[0]) + down, 0), len(units) - 1)
    level = content.facts.levels[choice.level]
    return of_unit(content.passed, level, choice.level, units[slot])


def moved_within(content: Content, choice: UnitChoice, across: int, down: int) -> UnitChoice:
    """The place beside another one in the same map or in the image."""
    if len(choice.place) == 1:
        return choice
    shape = (
        content.facts.network.input_shape
        if choice.level == IMAGE
        else content.facts.levels[choice.level].shape
    )
    row = min(max(choice.place[-2] + down, 0), shape[1] - 1)
    column = min(max(choice.place[-1] + across, 0), shape[2] - 1)
    return replace(choice, place=(*choice.place[:-2], row, column))


def _beside(
    arrangement: Arrangement, content: Content, choice: UnitChoice, across: int
) -> UnitChoice:
    """The unit at the same height in the column before or after, or the output."""
    last = len(content.facts.levels) - 1
    order = [*(column.level for column in arrangement.columns), last]
    position = order.index(choice.level) if choice.level in order else len(order) - 1
    target = order[min(max(position + across, 0), len(order) - 1)]
    if target == choice.level:
        return choice
    here = place_of(arrangement, content, choice)
    y = here.center().y() if here is not None else arrangement.top
    if target == last:
        nearest = min(
            range(len(content.shown[last])), key=lambda row: abs(arrangement.outputs[row] - y)
        )
        return of_unit(content.passed, content.facts.levels[last], last, nearest)
    column = arrangement.column_of(target)
    assert column is not None
    if target == IMAGE:
        shape = content.facts.network.input_shape
        return UnitChoice(IMAGE, (shape[1] // 2, shape[2] // 2))
    units = content.shown[target]
    slot = min(range(len(units)), key=lambda at: abs(column.slot(at).center().y() - y))
    return of_unit(content.passed, content.facts.levels[target], target, units[slot])


def _cell_at(column: Column, slot: int, point: QPointF, content: Content) -> tuple[int, int]:
    shape = (
        content.facts.network.input_shape
        if column.level == IMAGE
        else content.facts.levels[column.level].shape
    )
    place = column.slot(slot)
    row = int((point.y() - place.top()) // column.cell)
    across = int((point.x() - place.left()) // column.cell)
    return min(max(row, 0), shape[1] - 1), min(max(across, 0), shape[2] - 1)
