"""The library in SQL: each change is one transaction, on the disk when it returns, and undoable.

    keep, relabel, delete, add → one transaction → Change
    undo                       → the inverse of the latest change → that Change

A change that raises has changed nothing. The store knows no Qt and is used in the thread that made
it; the window's side is :mod:`app.library.library`.

Every fourth drawing of each label is *held out*: fine-tuning does not learn from it and tests the
network with it. That is decided once, when a drawing is kept or gets another label. So a drawing
that may have been learned from never becomes a test.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import numpy as np

from app.library.drawing_bytes import drawing_from_bytes, drawing_to_bytes, fingerprint
from app.library.file import (
    COLUMNS,
    INSERT,
    LAST_MOMENT,
    LibraryError,
    Row,
    Trouble,
    expect_sound,
    expect_sound_row,
    library_errors,
    open_library,
)
from nn.arrays import Array, read_only
from nn.data.digit_data import CLASSES
from nn.messages import N_, message
from nn.strokes import MOST_POINTS, MOST_STROKES, Drawing
from nn.training.own_digits import HELD_OUT_EVERY, is_next_held_out

HISTORY_LIMIT = 50
"""Changes that can be undone; deleted drawings stay in memory for it."""

_STEPS = 10_000
"""Of SQLite's machine between two questions whether to go on: less than a millisecond."""

_AT_ONCE = 500
"""Values in one statement: SQLite may allow no more than 999."""

DRAWN_HERE = "drawn"
"""The source of a drawing that was kept from the canvas."""


@dataclass(frozen=True)
class KeptDrawing:
    """A drawing of the library. ``kept_at`` is in seconds since 1970, UTC."""

    id: int
    label: int
    held_out: bool
    kept_at: float
    source: str
    drawing: Drawing


@dataclass(frozen=True, eq=False)
class Contents:
    """All drawings without their strokes, the newest first: ``ids`` (N,) int64, ``labels`` (N,)
    uint8 and ``held_out`` (N,) bool."""

    ids: Array = field(default_factory=lambda: np.empty(0, np.int64))
    labels: Array = field(default_factory=lambda: np.empty(0, np.uint8))
    held_out: Array = field(default_factory=lambda: np.empty(0, bool))

    def __post_init__(self) -> None:
        for name in ("ids", "labels", "held_out"):
            object.__setattr__(self, name, read_only(getattr(self, name)))

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """Drawings of each digit."""
        return tuple(int(count) for count in np.bincount(self.labels, minlength=CLASSES))


@dataclass(frozen=True)
class Change:
    """What was done to the drawings with these ``ids``; ``label`` is the new one, if any."""

    kind: Literal["kept", "relabelled", "deleted", "added"]
    ids: tuple[int, ...]
    label: int | None = None


@dataclass(frozen=True)
class NewDrawing:
    """A labelled drawing that is not in the library yet; ``source`` says where it is from."""

    drawing: Drawing
    label: int
    source: str


@dataclass(frozen=True)
class _Step:
    """A change, and the rows of its drawings before it; new drawings had none."""

    change: Change
    rows: list[Row]


class LibraryStore:
    """The library in ``path``, made where there is none, and read once to see that it is whole.

    A context manager. Every method raises LibraryError if it fails. ``is_given_up`` is asked now
    and then while SQLite is at work, and ends that work when it is true.
    """

    def __init__(self, path: Path, *, is_given_up: Callable[[], bool] | None = None) -> None:
        self.path = path
        self._connection = open_library(path)
        self._connection.set_progress_handler(is_given_up, _STEPS)
        try:
            expect_sound(self._connection)
        except BaseException:
            self.close()
            raise
        self._history: deque[_Step] = deque(maxlen=HISTORY_LIMIT)

    def __enter__(self) -> LibraryStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    @property
    def latest(self) -> Change | None:
        """What :meth:`undo` would take back."""
        return self._history[-1].change if self._history else None

    def keep(self, drawing: Drawing, label: int, *, source: str = DRAWN_HERE) -> Change:
        """Keep a drawing of strokes as the digit ``label``; raises ValueError for any other."""
        if drawing.is_empty:
            raise ValueError("an empty drawing cannot be kept")
        with self._transaction() as execute:
            identity = self._insert(execute, NewDrawing(drawing, label, source))
        return self._done(Change("kept", (identity,), label))

    def add(self, drawings: Iterable[NewDrawing]) -> Change:
        """Keep many drawings, all or none, but those that are here already with their label."""
        added = []
        with self._transaction() as execute:
            for new in drawings:
                known = "SELECT 1 FROM drawings WHERE fingerprint = ? AND label = ?"
                mark = fingerprint(drawing_to_bytes(new.drawing))
                if not execute(known, (mark, new.label)).fetchone():
                    added.append(self._insert(execute, new))
        return self._done(Change("added", tuple(added)))

    def relabel(self, ids: Sequence[int], label: int) -> Change:
        """Give drawings another label; those that have it already are not part of the change."""
        rows = [row for row in self._rows(ids) if row[1] != label]
        with self._transaction() as execute:
            for row in rows:
                # A held-out drawing may become training data, but not the other way round.
                held_out = bool(row[2]) and _is_next_held_out(execute, label)
                execute(
                    "UPDATE drawings SET label = ?, held_out = ? WHERE id = ?",
                    (label, held_out, row[0]),
                )
        return self._done(Change("relabelled", tuple(row[0] for row in rows), label), rows)

    def delete(self, ids: Sequence[int]) -> Change:
        """Take drawings out of the library."""
        rows = self._rows(ids)
        with self._transaction() as execute:
            _delete(execute, [row[0] for row in rows])
        return self._done(Change("deleted", tuple(row[0] for row in rows)), rows)

    def undo(self) -> Change | None:
        """Take the latest change back and return it; None if there is none."""
        if not self._history:
            return None
        step = self._history[-1]
        with self._transaction() as execute:
            _delete(execute, step.change.ids)
            for row in step.rows:
                execute(INSERT, row)
        self._history.pop()
        return step.change

    def contents(self) -> Contents:
        """Which drawings there are, without their strokes."""
        with library_errors(self.path):
            # From the index alone, without reading the strokes, which are most of the file.
            rows = self._connection.execute(
                "SELECT id, label, held_out FROM drawings INDEXED BY drawings_by_label"
            )
            try:
                table = np.fromiter(rows, [("id", "i8"), ("label", "u1"), ("held_out", "?")])
            except (OverflowError, TypeError, ValueError) as error:
                raise LibraryError(Trouble.DAMAGED, str(error)) from error
        table = table[np.argsort(-table["id"])]
        return Contents(*(table[name].copy() for name in ("id", "label", "held_out")))

    def drawings(self, ids: Sequence[int]) -> list[KeptDrawing]:
        """These drawings, in ascending order of their ids, without those that do not exist."""
        return [_kept(row) for row in self._rows(ids)]

    def all_drawings(self) -> Iterator[KeptDrawing]:
        """Every drawing, the oldest first."""
        ids = self.contents().ids[::-1].tolist()
        for first in range(0, len(ids), _AT_ONCE):
            yield from self.drawings(ids[first : first + _AT_ONCE])

    def release_held_out(self) -> None:
        """Make held-out drawings training data where a label has too few drawings now."""
        with self._transaction() as execute:
            execute(
                "UPDATE drawings SET held_out = 0 WHERE held_out AND label IN "
                "(SELECT label FROM drawings GROUP BY label HAVING count(*) < ?)",
                (HELD_OUT_EVERY,),
            )

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        """Commit all statements of the block together when it ends, or none of them."""
        with library_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection.execute
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk has ended the transaction already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _insert(self, execute: Any, new: NewDrawing) -> int:
        _expect_small(new.drawing)
        strokes = drawing_to_bytes(new.drawing)
        values = (
            new.label,
            _is_next_held_out(execute, new.label),
            # A clock may be set to anything.
            min(max(time.time(), 0.0), LAST_MOMENT),
            new.source,
            fingerprint(strokes),
            strokes,
        )
        names = COLUMNS.removeprefix("id, ")
        statement = f"INSERT INTO drawings ({names}) VALUES (?, ?, ?, ?, ?, ?)"
        return int(execute(statement, values).lastrowid)

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        rows: list[Row] = []
        ordered = sorted(ids)
        with library_errors(self.path):
            for first in range(0, len(ordered), _AT_ONCE):
                part = ordered[first : first + _AT_ONCE]
                places = ", ".join("?" * len(part))
                rows += self._connection.execute(
                    f"SELECT {COLUMNS} FROM drawings WHERE id IN ({places}) ORDER BY id", part
                )
        return rows

    def _done(self, change: Change, rows: Sequence[Row] = ()) -> Change:
        """Remember the change for :meth:`undo`, unless it changed nothing."""
        if change.ids:
            self._history.append(_Step(change, list(rows)))
        return change


def _expect_small(drawing: Drawing) -> None:
    strokes, points = len(drawing.strokes), sum(len(stroke.points) for stroke in drawing.strokes)
    if strokes > MOST_STROKES or points > MOST_POINTS:
        size = N_("nn", "{0} strokes and {1} points, and at most {2} and {3} are kept")
        detail = message(size, strokes, points, MOST_STROKES, MOST_POINTS)
        raise LibraryError(Trouble.TOO_LARGE, detail)


def _is_next_held_out(execute: Any, label: int) -> bool:
    counts = "SELECT count(*), CAST(total(held_out) AS INTEGER) FROM drawings WHERE label = ?"
    return is_next_held_out(*execute(counts, (label,)).fetchone())


def _delete(execute: Any, ids: Sequence[int]) -> None:
    for first in range(0, len(ids), _AT_ONCE):
        part = ids[first : first + _AT_ONCE]
        execute(f"DELETE FROM drawings WHERE id IN ({', '.join('?' * len(part))})", list(part))


def _kept(row: Row) -> KeptDrawing:
    expect_sound_row(row)
    identity, label, held_out, kept_at, source, _, strokes = row
    try:
        drawing = drawing_from_bytes(strokes)
    except ValueError as error:
        raise LibraryError(Trouble.DAMAGED, f"drawing {identity}: {error}") from error
    return KeptDrawing(identity, label, bool(held_out), kept_at, source, drawing)
