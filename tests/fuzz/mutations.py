"""What is done to the bytes of a valid file, and to the values in one: damage, and nonsense.

Damage knows nothing of the format. Nonsense keeps the form: JSON stays JSON and an array an array,
but what stands in them is what no program has ever written.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import numpy as np

from nn.arrays import Array

Rng = np.random.Generator

ABSURD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2, 2**31, 2**63, 10**400, 0.5, -1e-320, 1e308, float("nan"),
    float("inf"), "", "x", "\ud800", "\0", "7" * 100_000, "../../x", "/dev/zero", "Lambda",
    [], [None], [[]] * 100, [0] * 10_000, {}, {"a": {"b": []}},
)  # fmt: skip
"""Values for any place in JSON."""

_DEEPEST = 3000
"""Levels of nesting: three times what Python's stack has."""

_NUMBERS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 100_000)
"""For sizes and offsets in headers."""


def flip_bits(rng: Rng, content: bytes) -> bytes:
    """One to sixteen bits changed, half of the times near the beginning, where headers are."""
    changed = bytearray(content)
    reach = min(len(content), 200) if rng.random() < 0.5 else len(content)
    for place in rng.integers(0, 8 * max(reach, 1), 2 ** rng.integers(0, 5)):
        if changed:
            changed[place // 8] ^= 1 << (place % 8)
    return bytes(changed)


def truncate(rng: Rng, content: bytes) -> bytes:
    """Only the beginning, or all but the beginning."""
    cut = int(rng.integers(len(content) + 1))
    return content[:cut] if rng.random() < 0.8 else content[cut:]


def splice(rng: Rng, content: bytes, other: bytes) -> bytes:
    """A piece of another file in this one: in the place of its own, or between."""
    start, end = np.sort(rng.integers(0, len(content) + 1, 2))
    first, last = np.sort(rng.integers(0, len(other) + 1, 2))
    kept = content[end:] if rng.random() < 0.5 else content[start:]
    return content[:start] + other[first:last] + kept


def overwrite(rng: Rng, content: bytes) -> bytes:
    """One to four numbers, as sizes and offsets are written, replaced by the smallest or largest
    or by anything."""
    changed = bytearray(content)
    for _ in range(rng.integers(1, 5)):
        size = int(rng.choice([1, 2, 4, 8]))
        reach = min(len(changed), 120) if rng.random() < 0.6 else len(changed)
        if reach >= size:
            number = int(rng.choice(_NUMBERS)) if rng.random() < 0.8 else int(rng.integers(2**32))
            place = int(rng.integers(reach - size + 1))
            order = "big" if rng.random() < 0.5 else "little"
            changed[place : place + size] = (number % 256**size).to_bytes(size, order)
    return bytes(changed)


def repeat(rng: Rng, content: bytes) -> bytes:
    """A piece of the file many times over, in its place."""
    start, end = np.sort(rng.integers(0, len(content) + 1, 2))
    piece = content[start : min(end, start + 1000)]
    return content[:end] + piece * int(rng.integers(1, 500)) + content[end:]


def damaged(rng: Rng, content: bytes, other: bytes) -> bytes:
    """One of the above; ``other`` is another valid file of the same format."""
    kinds: tuple[Callable[[], bytes], ...] = (
        lambda: flip_bits(rng, content),
        lambda: truncate(rng, content),
        lambda: splice(rng, content, other),
        lambda: overwrite(rng, content),
        lambda: repeat(rng, content),
    )
    return kinds[rng.choice(len(kinds), p=[0.35, 0.15, 0.2, 0.25, 0.05])]()


# Nonsense.


def absurd_value(rng: Rng) -> Any:
    """Something that JSON can hold."""
    return copy.deepcopy(ABSURD[rng.integers(len(ABSURD))])


def absurd_json(rng: Rng, value: Any) -> str:
    """JSON like ``value``, with one to three of its parts replaced, left out or doubled."""
    value = copy.deepcopy(value)
    for _ in range(rng.integers(1, 4)):
        holders = [(holder, key) for holder, key in _places(value)]
        if not holders:
            break
        holder, key = holders[rng.integers(len(holders))]
        _change(rng, holder, key, holders)
    text = json.dumps(value)
    if rng.random() < 0.03:
        opening, closing = ('{"a":', "}") if rng.random() < 0.5 else ("[", "]")
        text = opening * _DEEPEST + text + closing * _DEEPEST
    return text


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a value within others: its holder, and its name or number there."""
    keys: list[Any] = []
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    found = [(value, key) for key in keys]
    for key in keys:
        found += _places(value[key])
    return found


def _change(rng: Rng, holder: Any, key: Any, others: list[tuple[Any, Any]]) -> None:
    chance = rng.random()
    if chance < 0.6:
        holder[key] = absurd_value(rng)
    elif chance < 0.75:
        del holder[key]
    elif chance < 0.9:
        other, name = others[rng.integers(len(others))]
        holder[key] = copy.deepcopy(other[name])
    elif isinstance(holder, list):
        holder.insert(key, copy.deepcopy(holder[key]))
    else:
        holder[f"{key}2"] = holder[key]


def absurd_array(rng: Rng, array: Array) -> Array:
    """An array like this one of another type, shape or content."""
    kinds: tuple[Callable[[], Array], ...] = (
        lambda: array.astype(_type(rng)),
        lambda: array.reshape(-1)[: int(rng.integers(array.size + 1))],
        lambda: array[..., None],
        lambda: np.zeros((0, *array.shape[1:]), array.dtype),
        lambda: np.array(array.reshape(-1)[0] if array.size else 0),
        lambda: np.concatenate([array.reshape(-1)] * 3),
        lambda: _with_numbers(rng, array),
    )
    try:
        with np.errstate(all="ignore"):
            return kinds[rng.choice(len(kinds), p=[0.15, 0.1, 0.05, 0.05, 0.05, 0.05, 0.55])]()
    except (ValueError, TypeError):
        return np.zeros(3, _type(rng))


def _type(rng: Rng) -> str:
    kinds = ["f2", "f4", ">f4", "f8", "i1", "i8", "u8", "?", "c16", "U3", "S5", "M8[s]", "V4", "g"]
    return str(rng.choice(kinds))


def _with_numbers(rng: Rng, array: Array) -> Array:
    """The same with some elements that are the largest, the smallest, or no numbers."""
    changed = array.copy()
    flat = changed.reshape(-1)
    if flat.dtype.kind in "SU":
        texts = ["", "\0", "\ud800", "9" * 1000, "../x"]
        return np.full(array.shape, texts[rng.integers(len(texts))])
    if flat.size:
        places = rng.integers(0, flat.size, rng.integers(1, 6))
        if flat.dtype.kind == "f":
            numbers = [0, -1, 1e-40, 1e30, 3e38, np.nan, np.inf, -np.inf, 1e4, -1e-9]
            flat[places] = rng.choice(numbers, len(places))
        elif flat.dtype.kind in "iu":
            span = np.iinfo(flat.dtype)
            flat[places] = rng.choice([span.min, span.max, 0, 1, span.max // 2], len(places))
    return changed
