"""Keep the process small over a long day.

The C library of Linux gives threads heaps of their own, eight for each core, and what was freed
in one heap is of no use to the others. It also raises by itself the size from which on a block is
mapped, and given back as soon as it is free. A program with short-lived threads, which all work
with arrays of some megabytes, so comes to hold the same memory many times over: in 6 000 random
events that close and open windows (:mod:`tests.benchmarks.soak`) it grew by 57 MB, and by 9 MB with
what is set here.
"""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""``M_TRIM_THRESHOLD``, ``M_MMAP_THRESHOLD`` and ``M_ARENA_MAX`` of malloc.h."""

_HEAPS = 2
"""The window's and one for everything beside it."""

_MAPPED = 2**20
"""Bytes from which on a block is mapped."""

_SPARE = 2**23
"""Bytes at the end of a heap that may be kept for what comes next."""


def keep_heaps_small() -> None:
    """Let all threads but the first share one heap, and give back what is free.

    To be called before there are threads.
    """
    if sys.platform.startswith("linux"):
        # Other C libraries have no such function, and no such heaps.
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_ARENA_MAX, _HEAPS)
            mallopt(_MMAP_THRESHOLD, _MAPPED)
            mallopt(_TRIM_THRESHOLD, _SPARE)
