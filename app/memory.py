"""Keep the process small over a long day.

The C library of Linux gives threads heaps of their own, eight for each core, and what was freed
in one heap is of no use to the others. A program with short-lived threads, which all work with
arrays of some hundred kilobytes, so comes to hold the same memory many times over: measured in
100 000 random events, it grew by a fifth more.
"""

from __future__ import annotations

import ctypes
import sys

_ARENA_MAX = -8
"""``M_ARENA_MAX`` of malloc.h."""

_HEAPS = 2
"""The window's and one for everything beside it."""


def share_heaps() -> None:
    """Let all threads but the first share one heap; to be called before there are any."""
    if sys.platform.startswith("linux"):
        # Other C libraries have no such function, and no such heaps.
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_ARENA_MAX, _HEAPS)
