"""The kept drawings as rows of a list, the newest first; strokes are loaded when a row is painted.

    Contents → rows (ids and labels)
    a row is painted → wanted(ids) → set_drawings → it is painted again

Missing rows are collected until the painting is over, and one request runs at a time. After a
fast scroll only the rows that are visible at its end are loaded.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.library.store import Contents, KeptDrawing
from nn.arrays import Array

DRAWING = Qt.ItemDataRole.UserRole
"""The :class:`KeptDrawing` of a row; None before its strokes have been read."""
LABEL = Qt.ItemDataRole.UserRole + 1
"""The label of a row, 0 to 9."""

_REMEMBERED = 1000
"""Drawings whose strokes stay in memory: some screens full, a few MB."""

_PAGE = 64
"""Rows that are loaded together."""

_PAGES_AT_ONCE = 8
"""More are never visible."""

_MOST_RUNS = 100
"""Runs of rows that are inserted or removed one by one; with more, the list is reset."""

Index = QModelIndex | QPersistentModelIndex


class GalleryModel(QAbstractListModel):
    """The rows of one digit, or of all. ``wanted`` carries the ids of drawings to be loaded."""

    wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contents = Contents()
        self._digit: int | None = None
        self._ids: Array = np.empty(0, np.int64)
        self._labels: Array = np.empty(0, np.uint8)
        self._drawings: OrderedDict[int, KeptDrawing] = OrderedDict()
        self._missing: set[int] = set()
        self._is_loading = False
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_for_missing)

    @property
    def digit(self) -> int | None:
        """The digit that is shown; None for all."""
        return self._digit

    def ids(self, rows: Sequence[int]) -> list[int]:
        """The library's ids of the drawings in these rows."""
        return [int(self._ids[row]) for row in rows]

    def all_ids(self) -> list[int]:
        """The ids of all rows."""
        return [int(identity) for identity in self._ids]

    def set_contents(self, contents: Contents) -> None:
        """Show these contents; rows that stay keep their selection."""
        self._contents = contents
        self._show()

    @Slot(object)
    def set_digit(self, digit: int | None) -> None:
        """Show the drawings of one digit, or all."""
        if digit != self._digit:
            self._digit = digit
            self._reset(*self._chosen())

    def set_drawings(self, kept: Sequence[KeptDrawing]) -> None:
        """Add strokes that were loaded."""
        self._is_loading = False
        for one in kept:
            self._drawings[one.id] = one
        while len(self._drawings) > _REMEMBERED:
            self._drawings.popitem(last=False)
        rows = np.flatnonzero(np.isin(self._ids, [one.id for one in kept]))
        if len(rows):
            self.dataChanged.emit(self.index(int(rows[0])), self.index(int(rows[-1])), [DRAWING])

    @Slot()
    def forget_request(self) -> None:
        """The request failed: the next painting makes another one."""
        self._is_loading = False

    def _chosen(self) -> tuple[Array, Array]:
        if self._digit is None:
            return self._contents.ids, self._contents.labels
        chosen = self._contents.labels == self._digit
        return self._contents.ids[chosen], self._contents.labels[chosen]

    def _show(self) -> None:
        ids, labels = self._chosen()
        gone = _runs(~np.isin(self._ids, ids))
        new = _runs(~np.isin(ids, self._ids))
        if len(gone) + len(new) > _MOST_RUNS:
            self._reset(ids, labels)
            return
        for first, end in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            self._ids = np.delete(self._ids, np.s_[first:end])
            self._labels = np.delete(self._labels, np.s_[first:end])
            self.endRemoveRows()
        for first, end in new:
            self.beginInsertRows(QModelIndex(), first, end - 1)
            self._ids = np.insert(self._ids, first, ids[first:end])
            self._labels = np.insert(self._labels, first, labels[first:end])
            self.endInsertRows()
        self._relabel(labels)

    def _relabel(self, labels: Array) -> None:
        changed = np.flatnonzero(self._labels != labels)
        self._labels = labels
        for row in changed:
            # Whether it is held out may have changed, too: it is loaded again.
            self._drawings.pop(int(self._ids[row]), None)
        if len(changed):
            self.dataChanged.emit(self.index(int(changed[0])), self.index(int(changed[-1])))

    def _reset(self, ids: Array, labels: Array) -> None:
        self.beginResetModel()
        self._ids, self._labels = ids, labels
        self.endResetModel()

    def _drawing(self, row: int) -> KeptDrawing | None:
        identity = int(self._ids[row])
        kept = self._drawings.get(identity)
        if kept is None:
            self._missing.add(row)
            self._ask.start()
        else:
            self._drawings.move_to_end(identity)
        return kept

    @Slot()
    def _ask_for_missing(self) -> None:
        pages = sorted({row // _PAGE for row in self._missing})[:_PAGES_AT_ONCE]
        self._missing.clear()
        wanted = [
            int(identity)
            for page in pages
            for identity in self._ids[page * _PAGE : (page + 1) * _PAGE]
            if int(identity) not in self._drawings
        ]
        if wanted and not self._is_loading:
            self._is_loading = True
            self.wanted.emit(wanted)

    def _sentence(self, row: int) -> str:
        """The text of a row for screen readers and the tool tip."""
        label, kept = int(self._labels[row]), self._drawings.get(int(self._ids[row]))
        if kept is None:
            return self.tr("Kept as {0}").format(label)
        moment = QDateTime.fromSecsSinceEpoch(int(kept.kept_at))
        when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        if kept.held_out:
            return self.tr("Kept as {0}, {1}. Held out: learning never sees it.").format(
                label, when
            )
        return self.tr("Kept as {0}, {1}").format(label, when)

    # Qt's side.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(self._labels[index.row()])
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._sentence(index.row())
            case _ if role == DRAWING:
                return self._drawing(index.row())
            case _ if role == LABEL:
                return int(self._labels[index.row()])
        return None


def _runs(chosen: Array) -> list[tuple[int, int]]:
    """The runs of true values in ``chosen`` (N,) bool: first index, and the one after the last."""
    edges = np.diff(np.concatenate([[False], chosen, [False]]).astype(np.int8))
    firsts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return [(int(first), int(end)) for first, end in zip(firsts, ends, strict=True)]
