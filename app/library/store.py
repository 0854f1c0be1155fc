"""The library: labelled drawings in one SQLite file, each change whole, on the disk, undoable.

    keep, relabel, delete, add → one transaction → Change
    undo                       → the inverse of the latest change → that Change

A change that has returned has reached the disk; one that raised has changed nothing. The store
knows no Qt and belongs to the thread that made it; the window's side is :mod:`app.library.library`.

Every fourth drawing of each label is *held out*: learning never sees it, so that it can tell how
well the hand is read. That is decided once, when a drawing is kept, and stays so while others
come and go: a drawing that was learned from never becomes a test.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import numpy as np

from app.library.file import (
    LibraryError,
    Trouble,
    drawing_from_bytes,
    drawing_to_bytes,
    fingerprint,
    library_errors,
    open_library,
)
from nn.arrays import Array, read_only
from nn.data.digit_data import CLASSES
from nn.strokes import Drawing
from nn.training.own_digits import HELD_OUT_EVERY

HISTORY_LIMIT = 50
"""Changes that can be undone; a deletion among them holds its drawings in memory."""

_AT_ONCE = 500
"""Values in one statement: SQLite may allow no more than 999."""

_COLUMNS = "id, label, held_out, kept_at, source, fingerprint, strokes"

DRAWN_HERE = "drawn"
"""The source of a drawing that was kept from the canvas."""

Row = tuple[Any, ...]


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
    """What the library holds, the newest first: ``ids`` (N,) int64, ``labels`` (N,) uint8 and
    ``held_out`` (N,) bool."""

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
    """What was done to which drawings; ``label`` is the new one, None where there is none."""

    kind: Literal["kept", "relabelled", "deleted", "added"]
    ids: tuple[int, ...]
    label: int | None = None


@dataclass(frozen=True)
class NewDrawing:
    """A drawing that came with its label from elsewhere, and where from."""

    drawing: Drawing
    label: int
    source: str


@dataclass(frozen=True)
class _Step:
    """A change with the rows of its drawings as they were before it; new ones had none."""

    change: Change
    rows: list[Row]


class LibraryStore:
    """The library in ``path``, made where there is none.

    A context manager. Every method raises LibraryError where it could not do what it says.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_library(path)
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

    def add(self, drawings: Sequence[NewDrawing]) -> Change:
        """Keep many drawings, all or none, but those that are here already with their label."""
        added = []
        with self._transaction() as execute:
            for new in drawings:
                known = "SELECT 1 FROM drawings WHERE fingerprint = ? AND label = ?"
                if not execute(known, (fingerprint(new.drawing), new.label)).fetchone():
                    added.append(self._insert(execute, new))
        return self._done(Change("added", tuple(added)))

    def relabel(self, ids: Sequence[int], label: int) -> Change:
        """Call drawings something else; those that are called so already do not count."""
        rows = [row for row in self._rows(ids) if row[1] != label]
        with self._transaction() as execute:
            for row in rows:
                # Out of the test into what is learned from it may go, but not the other way.
                held_out = bool(row[2]) and self._holds_out_next(execute, label)
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
        """Take the latest change back; None where there is none any more."""
        if not self._history:
            return None
        step = self._history[-1]
        with self._transaction() as execute:
            _delete(execute, step.change.ids)
            for row in step.rows:
                execute(f"INSERT INTO drawings ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._history.pop()
        return step.change

    def contents(self) -> Contents:
        """Which drawings there are, without their strokes."""
        with library_errors():
            # By its index alone: the strokes, which are nearly all of the file, are not read.
            rows = self._connection.execute(
                "SELECT id, label, held_out FROM drawings INDEXED BY drawings_by_label"
            ).fetchall()
        table = np.array(rows, np.int64).reshape(-1, 3)
        table = table[np.argsort(-table[:, 0])]
        return Contents(table[:, 0].copy(), table[:, 1].astype(np.uint8), table[:, 2].astype(bool))

    def drawings(self, ids: Sequence[int]) -> list[KeptDrawing]:
        """These drawings, in ascending order of their ids; those that are gone are left out."""
        return [_kept(row) for row in self._rows(ids)]

    def all_drawings(self) -> Iterator[KeptDrawing]:
        """Every drawing, the oldest first."""
        ids = self.contents().ids[::-1].tolist()
        for first in range(0, len(ids), _AT_ONCE):
            yield from self.drawings(ids[first : first + _AT_ONCE])

    def release_held_out(self) -> None:
        """Let drawings be learned from that were held out of a label that is too small for it."""
        with self._transaction() as execute:
            execute(
                "UPDATE drawings SET held_out = 0 WHERE held_out AND label IN "
                "(SELECT label FROM drawings GROUP BY label HAVING count(*) < ?)",
                (HELD_OUT_EVERY,),
            )

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        """What is executed inside is done as a whole when the block ends, or not at all."""
        with library_errors():
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
        values = (
            new.label,
            self._holds_out_next(execute, new.label),
            time.time(),
            new.source,
            fingerprint(new.drawing),
            drawing_to_bytes(new.drawing),
        )
        names = _COLUMNS.removeprefix("id, ")
        statement = f"INSERT INTO drawings ({names}) VALUES (?, ?, ?, ?, ?, ?)"
        return int(execute(statement, values).lastrowid)

    def _holds_out_next(self, execute: Any, label: int) -> bool:
        """Whether one more drawing of this label is to be held out."""
        count, held_out = execute(
            "SELECT count(*), total(held_out) FROM drawings WHERE label = ?", (label,)
        ).fetchone()
        return bool(held_out < (count + 1) // HELD_OUT_EVERY)

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        rows: list[Row] = []
        ordered = sorted(ids)
        with library_errors():
            for first in range(0, len(ordered), _AT_ONCE):
                part = ordered[first : first + _AT_ONCE]
                places = ", ".join("?" * len(part))
                rows += self._connection.execute(
                    f"SELECT {_COLUMNS} FROM drawings WHERE id IN ({places}) ORDER BY id", part
                )
        return rows

    def _done(self, change: Change, rows: Sequence[Row] = ()) -> Change:
        """Remember the change, if it is one, so that it can be undone."""
        if change.ids:
            self._history.append(_Step(change, list(rows)))
        return change


def _delete(execute: Any, ids: Sequence[int]) -> None:
    for first in range(0, len(ids), _AT_ONCE):
        part = ids[first : first + _AT_ONCE]
        execute(f"DELETE FROM drawings WHERE id IN ({', '.join('?' * len(part))})", list(part))


def _kept(row: Row) -> KeptDrawing:
    identity, label, held_out, kept_at, source, _, strokes = row
    try:
        drawing = drawing_from_bytes(strokes)
    except ValueError as error:
        raise LibraryError(Trouble.DAMAGED, f"drawing {identity}: {error}") from error
    return KeptDrawing(identity, label, bool(held_out), kept_at, source, drawing)
