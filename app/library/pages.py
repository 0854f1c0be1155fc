"""What is in the pages of a SQLite file, whatever became of the tree that leads to them.

    file and log → pages → each leaf of a table → its cells → the values of a row
                         → each page of an index → its cells → an id

SQLite reaches a row from page 1 down a tree; one page damaged there hides all below it. The pages
themselves tell what they are, so they are read one after the other, and nothing is written
("Database File Format", sqlite.org/fileformat2.html, sections 1 to 4). Of pages that are free
SQLite keeps a list; they hold what was deleted.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

_LEAF = 13
"""The first byte of a leaf of a table."""

_OF_INDEX = {10: 8, 2: 12}
"""The first byte of a page of an index, and where its places of cells begin."""

_SIZE = 4096
"""Bytes of a page where the file does not say it: SQLite's own choice."""

_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer by its serial type."""

Values = list[Any]
"""Of a row or of an entry of an index."""


class Pages:
    """The pages of an open SQLite file, and of its log where there is one.

    ``most_bytes`` is that of the longest row that is read.
    """

    def __init__(self, file: BinaryIO, log: BinaryIO | None, *, most_bytes: int) -> None:
        self._file = file
        self._log = log
        self._most_bytes = most_bytes
        header = file.read(100).ljust(100, b"\0")
        size = int.from_bytes(header[16:18], "big")
        # 65536 has no room there, and is 1.
        size = 65536 if size == 1 else size
        self._size = size if size in (2**power for power in range(9, 17)) else _SIZE
        self._logged = self._pages_in_log()
        in_file = file.seek(0, 2) // self._size
        in_log = log.seek(0, 2) // self._size if log else 0
        # At least the first, which may be cut short. A number in the log may be nonsense.
        self._count = max(min(max([in_file, *self._logged]), in_file + in_log), 1)
        self._free = self._free_pages(int.from_bytes(self._page(1)[32:36], "big"))

    def rows(self, *, free: bool = False) -> Iterator[tuple[int, Values]]:
        """The id and the values of each row that can be read, in the pages that are in use or in
        those that are ``free``."""
        for page in self._pages({_LEAF: 8}, free=free):
            for place in _places(page, 8):
                with suppress(IndexError, struct.error, ValueError):
                    size, after = _varint(page, place)
                    identity, after = _varint(page, after)
                    yield identity, _values(self._payload(page, after, size))

    def entries(self) -> Iterator[Values]:
        """The values of each entry of an index that can be read; the last is the row's id."""
        for page in self._pages(_OF_INDEX, free=False):
            for place in _places(page, _OF_INDEX[page[0]]):
                with suppress(IndexError, struct.error, ValueError):
                    # Before an entry in a page with others below it stands the one below.
                    size, after = _varint(page, place + _OF_INDEX[page[0]] - 8)
                    yield _values(self._payload(page, after, size))

    def _pages(self, kinds: dict[int, int], *, free: bool) -> Iterator[bytes]:
        # The first page tells of tables, not of rows.
        for number in range(2, self._count + 1):
            page = self._page(number)
            if len(page) == self._size and page[0] in kinds and (number in self._free) is free:
                yield page

    def _page(self, number: int) -> bytes:
        """The latest state of a page."""
        if not 1 <= number <= self._count:
            raise ValueError(f"there is no page {number}")
        if self._log is not None and number in self._logged:
            self._log.seek(self._logged[number])
            return self._log.read(self._size)
        self._file.seek((number - 1) * self._size)
        return self._file.read(self._size)

    def _pages_in_log(self) -> dict[int, int]:
        """Where in the log the latest state of a page begins, of all that were committed."""
        committed: dict[int, int] = {}
        if self._log is None:
            return committed
        head, place = self._log.read(32), 32
        latest: dict[int, int] = {}
        while len(frame := self._log.read(24)) == 24 and frame[8:16] == head[16:24]:
            number, pages_after_commit = struct.unpack_from(">II", frame)
            latest[number] = place + len(frame)
            place += len(frame) + self._size
            if pages_after_commit:
                committed |= latest
                latest = {}
            self._log.seek(place)
        return committed

    def _free_pages(self, trunk: int) -> set[int]:
        """The pages on the list that begins with the page ``trunk``."""
        free: set[int] = set()
        while 1 < trunk <= self._count and trunk not in free:
            free.add(trunk)
            page = self._page(trunk).ljust(self._size, b"\0")
            trunk, count = struct.unpack_from(">II", page)
            count = min(count, self._size // 4 - 2)
            free.update(struct.unpack_from(f">{count}I", page, 8))
        return free

    def _payload(self, page: bytes, place: int, size: int) -> bytes:
        """``size`` bytes that begin in a page and go on in others where it has no room."""
        if size > self._most_bytes:
            raise ValueError(f"a row of {size} bytes")
        most = self._size - 35 if page[0] == _LEAF else (self._size - 12) * 64 // 255 - 23
        here = size
        if size > most:
            least = (self._size - 12) * 32 // 255 - 23
            here = least + (size - least) % (self._size - 4)
            here = here if here <= most else least
        payload = page[place : place + here]
        following = page[place + here : place + here + 4]
        while len(payload) < size:
            overflow = self._page(int.from_bytes(following, "big"))
            following, payload = overflow[:4], payload + overflow[4:]
            if len(overflow) < self._size:
                raise ValueError("a page that is cut short")
        return payload[:size]


def _places(page: bytes, first: int) -> tuple[int, ...]:
    """Where the cells of a page begin."""
    cells = min(int.from_bytes(page[3:5], "big"), (len(page) - first) // 2)
    return struct.unpack_from(f">{cells}H", page, first)


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """The integer at ``place``, seven bits a byte, and the place behind it."""
    value = 0
    for index in range(8):
        byte = content[place + index]
        value = value << 7 | byte & 127
        if byte < 128:
            return value, place + index + 1
    value = value << 8 | content[place + 8]
    return value - (value >> 63 << 64), place + 9


def _values(payload: bytes) -> Values:
    """The values of a record: a header with the type of each, and then all of them."""
    end, place = _varint(payload, 0)
    kinds = []
    while place < end:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values: Values = []
    for kind in kinds:
        size = _INTEGERS.get(kind, 8 if kind == 7 else max(kind - 12, 0) // 2)
        values.append(_value(kind, payload[place : place + size]))
        place += size
    if place != len(payload):
        raise ValueError(f"a record of {place} bytes in {len(payload)}")
    return values


def _value(kind: int, content: bytes) -> Any:
    if kind in _INTEGERS:
        return int.from_bytes(content, "big", signed=True)
    if kind == 7:
        return struct.unpack(">d", content)[0]
    if kind in (8, 9):
        return kind - 8
    if kind < 12:
        return None
    return content.decode() if kind % 2 else content
