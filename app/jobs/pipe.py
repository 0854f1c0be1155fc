"""Objects through a pipe between the program's own two processes.

They are pickled the way :mod:`multiprocessing` does it, with one difference: large arrays go
beside the pickle, as they lie in memory. So sending one copies nothing and does not hold Python's
lock, and what arrives is read-only. Nothing that comes from a file or a network is
ever read this way. What belongs to processes is imported with the first of them: a start has none.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_LARGE = 1 << 16
"""Bytes from which an array goes beside the pickle."""

_PROTOCOL = 5
"""The version of pickling that can leave arrays out."""

Block = bytes | memoryview


def packed(message: object) -> tuple[Block, list[Block]]:
    """The pickle and the large blocks beside it. Raises what pickling raises."""
    from multiprocessing.reduction import ForkingPickler

    stream = io.BytesIO()
    beside: list[Block] = []

    def keep_within(buffer: Any) -> bool:
        block = buffer.raw()
        if block.nbytes < _LARGE:
            return True
        beside.append(block)
        return False

    ForkingPickler(stream, _PROTOCOL, True, keep_within).dump(message)
    return stream.getbuffer(), beside


def unpacked(pickled: Block, beside: list[Block]) -> Any:
    """The object again. Raises what unpickling raises."""
    from multiprocessing.reduction import ForkingPickler

    return ForkingPickler.loads(pickled, buffers=beside)


def send_packed(pipe: Connection, pickled: Block, beside: list[Block]) -> None:
    """Send what :func:`packed` gave. Raises OSError when the other end is closed."""
    pipe.send_bytes(len(beside).to_bytes(4, "little"))
    for block in (pickled, *beside):
        pipe.send_bytes(block)


def receive(pipe: Connection) -> tuple[Block, list[Block]]:
    """Wait for what :func:`unpacked` takes.

    Raises EOFError or OSError when the other end is closed, also in the middle of a message.
    """
    count = int.from_bytes(pipe.recv_bytes(), "little")
    pickled, *beside = (pipe.recv_bytes() for _ in range(count + 1))
    return pickled, list(beside)
