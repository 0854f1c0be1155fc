"""Files of the right form with absurd content: right checksums, right wrappings, wrong values."""

from __future__ import annotations

import gzip
import json
import math
import sqlite3
import struct
import tempfile
import tomllib
import zlib
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from nn import model_file
from nn.arrays import Array
from tests.fuzz.mutations import absurd_array, absurd_json, absurd_value, damaged, overwrite
from tests.fuzz.packing import (
    arrays_of,
    npy_that_promises,
    npz,
    unzipped,
    with_right_checksums,
    zipped,
)

Rng = np.random.Generator

_SIDES = (0, 1, 2, 40, 3000, 9000, 16_000, 30_000, 65_535, 100_000, 2**31 - 1, 2**32 - 1)
"""Widths and heights, pixels."""


def png(rng: Rng, content: bytes) -> bytes:
    """Absurd sizes and depths, or damage, under right checksums; some are as large as they say."""
    chance = rng.random()
    if chance < 0.02:
        sides = (3000, 9000, 16_000, 30_000)
        return bomb(*(int(side) for side in rng.choice(sides, 2)), int(rng.choice([0, 2, 6])))
    if chance < 0.4:
        changed = bytearray(content)
        struct.pack_into(">II", changed, 16, *(int(side) for side in rng.choice(_SIDES, 2)))
        if rng.random() < 0.5:
            changed[24:29] = bytes(int(value) for value in rng.choice([0, 1, 2, 3, 8, 16], 5))
        return with_right_checksums(bytes(changed))
    return with_right_checksums(damaged(rng, content, content))


@cache
def bomb(width: int, height: int, colour: int) -> bytes:
    """A whole white PNG that is small on the disk; ``colour`` as PNG counts its types."""
    channels = {0: 1, 2: 3, 6: 4}[colour]
    packer = zlib.compressobj(1)
    row = b"\0" + b"\xff" * (width * channels)
    rows = b"".join(packer.compress(row) for _ in range(min(height, 2**28 // len(row))))
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    pieces = ((b"IHDR", head), (b"IDAT", rows + packer.flush()), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in pieces
    )


def picture(rng: Rng, content: bytes) -> bytes:
    """Absurd numbers at the beginning, where every format has its sizes."""
    for _ in range(rng.integers(1, 4)):
        content = overwrite(rng, content)
    return content


def recipe(rng: Rng, content: bytes) -> bytes:
    """A recipe's file in which values are absurd, missing, or far too many."""
    text = absurd_json(rng, tomllib.loads(content.decode()))
    try:
        values = json.loads(text)
    except RecursionError:
        return f"layers = {'[' * 5000}".encode()
    except ValueError:
        # A number of more digits than Python reads.
        return text.encode("utf-8", "surrogatepass")
    lines = [f"{name} = {_toml(value)}" for name, value in values.items()]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _toml(value: Any) -> str:
    """Any value of JSON in one line, as TOML has it."""
    match value:
        case dict():
            inside = ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items())
            return f"{{{inside}}}"
        case list():
            return "[\n" + ",\n".join(map(_toml, value)) + "]"
        case None:
            return "2026-01-31"
        case float() if not math.isfinite(value):
            return str(value)
    return json.dumps(value, ensure_ascii=False)


def arrays(rng: Rng, content: bytes) -> bytes:
    """An ``.npz`` with an array that is missing, another one, one too many, or no array."""
    members = unzipped(content)
    name = str(rng.choice(list(members)))
    chance = rng.random()
    if chance < 0.45:
        found = arrays_of(content)
        key = name.removesuffix(".npy")
        return npz({**found, key: absurd_array(rng, found[key])})
    if chance < 0.6:
        members[name] = _promise(rng, members[name])
    elif chance < 0.75:
        members[name] = damaged(rng, members[name], members[str(rng.choice(list(members)))])
    elif chance < 0.85:
        members[name] = members[str(rng.choice(list(members)))]
    elif chance < 0.9:
        del members[name]
    elif chance < 0.95:
        members[name] = bytes(int(rng.choice([10, 1000, 40_000_000])))
    else:
        return overwrite(rng, zipped(members, compress=True))
    return zipped(members, compress=bool(rng.random() < 0.5))


def _promise(rng: Rng, member: bytes) -> bytes:
    kinds = ("'<f4'", "'|O'", "'|u1'", "'<U1000000000'", "[('a', '<f4')]", "'<M8[s]'", "(" * 90)
    shapes = ("()", "(10**12,)", "(1000000000000,)", "(-1,)", "(0,)", "(3, 4, 5)", "(2**70,)")
    header = (
        f"{{'descr': {rng.choice(kinds)}, 'fortran_order': {rng.choice(['False', 'True', '0'])}, "
        f"'shape': {rng.choice(shapes)}, }}"
    )
    if rng.random() < 0.1:
        header = "(" * 9000
    return npy_that_promises(header, member[-2000:])


def model(rng: Rng, content: bytes) -> bytes:
    """Absurd metadata, layers or weights under a right checksum."""
    if rng.random() < 0.15:
        return arrays(rng, content)
    found = arrays_of(content)
    description, parameters = str(found["description"]), found["parameters"]
    if rng.random() < 0.75:
        description = absurd_json(rng, json.loads(description))
    else:
        parameters = absurd_array(rng, parameters)
    return npz({**found, **_proven(1, description, parameters)})


def checkpoint_of_training(rng: Rng, content: bytes) -> bytes:
    """Another description, or other arrays."""
    if rng.random() < 0.3:
        return arrays(rng, content)
    found = arrays_of(content)
    description = absurd_json(rng, json.loads(str(found["description"])))
    return npz({**found, "description": np.array(description)})


def _proven(version: int, description: str, parameters: Array) -> dict[str, Array]:
    checksum = "0" * 64
    # Text that is no UTF-8, and values that are no numbers, have no checksum.
    with suppress(UnicodeError, ValueError, TypeError):
        checksum = model_file._checksum(version, description, parameters)
    return {
        "description": np.array(description),
        "parameters": parameters,
        "checksum": np.array(checksum),
    }


def idx(rng: Rng, content: bytes) -> bytes:
    """Absurd sizes in the header; a packed file is damaged and packed again, or promises much."""
    if content[:2] == b"\x1f\x8b":
        plain = gzip.decompress(content)
        if rng.random() < 0.05:
            return gzip.compress(plain[:8] + bytes(30_000_000), 1, mtime=0)
        return gzip.compress(idx(rng, plain), 1, mtime=0)
    changed = bytearray(content)
    for place in rng.choice([4, 8, 12], rng.integers(1, 4)):
        size = int(rng.choice([0, 1, 2, 28, 2**16, 2**31 - 1, 2**31, 2**32 - 1]))
        changed[place : place + 4] = size.to_bytes(4, "big")
    return bytes(changed)


def table(rng: Rng, content: bytes) -> bytes:
    """Lines with other entries, more or fewer of them, or none."""
    if content[:2] == b"\x1f\x8b":
        return gzip.compress(table(rng, gzip.decompress(content)), 1, mtime=0)
    lines = content.split(b"\n")
    for _ in range(rng.integers(1, 4)):
        place = int(rng.integers(len(lines)))
        entries = lines[place].split(b",")
        absurd = (
            "",
            "-1",
            "256",
            "nan",
            "1e999",
            "9" * 5000,
            "\uff17",
            '"',
            '"\n',
            "\0",
            "x" * 200_000,
        )
        entries[int(rng.integers(len(entries)))] = str(rng.choice(absurd)).encode()
        lines[place] = b",".join(entries[: int(rng.integers(1, len(entries) + 1))] * 2)
        if rng.random() < 0.5:
            lines[place] = b",".join(entries)
    return b"\n".join(lines)


def quickdraw(rng: Rng, content: bytes) -> bytes:
    """A line whose JSON is absurd."""
    lines = content.split(b"\n")
    place = int(rng.integers(len(lines)))
    lines[place] = absurd_json(rng, json.loads(lines[place])).encode(errors="surrogatepass")
    return b"\n".join(lines)


def keras(rng: Rng, content: bytes) -> bytes:
    """Another description of the model, or damage within the wrapping."""
    if content[:2] != b"PK":
        return overwrite(rng, content)
    members = unzipped(content)
    if rng.random() < 0.75:
        config = absurd_json(rng, json.loads(members["config.json"]))
        members["config.json"] = config.encode("utf-8", "surrogatepass")
    else:
        name = str(rng.choice(list(members)))
        members[name] = damaged(rng, members[name], members[name])
    return zipped(members)


def onnx(rng: Rng, content: bytes) -> bytes:
    """Operators, sizes and settings of other kinds and beyond all ranges."""
    import onnx as library

    proto = library.load_model_from_string(content)
    graph = proto.graph
    node = graph.node[int(rng.integers(len(graph.node)))]
    tensor = graph.initializer[int(rng.integers(len(graph.initializer)))]
    number = int(rng.choice([-(2**63), -1, 0, 1, 3, 2**20, 2**40, 2**63 - 1]))
    operators = ("Conv", "Pad", "Reshape", "Transpose", "MaxPool", "Gemm", "Expand", "Loop", "Tile")
    match rng.integers(7):
        case 0:
            node.op_type = str(rng.choice(operators))
        case 1:
            tensor.dims[:] = [number, *tensor.dims[1:]]
        case 2:
            tensor.raw_data = overwrite(rng, tensor.raw_data)
        case 3 if node.attribute:
            del node.attribute[int(rng.integers(len(node.attribute)))]
        case 4:
            name = str(rng.choice(["pads", "strides", "kernel_shape", "perm", "axis", "group"]))
            node.attribute.append(library.helper.make_attribute(name, [number] * 4))
        case 5:
            node.input[int(rng.integers(len(node.input)))] = tensor.name
        case _:
            graph.node.append(graph.node[0])
            graph.node[-1].output[0] = node.input[0]
    result: bytes = proto.SerializeToString()
    return result


def safetensors(rng: Rng, content: bytes) -> bytes:
    """Another header before the same weights."""
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    if rng.random() < 0.5:
        known = header["__metadata__"]
        known["description"] = absurd_json(rng, json.loads(known["description"]))
        text = json.dumps(header)
    else:
        text = absurd_json(rng, header)
    packed = text.encode("utf-8", "surrogatepass")
    return len(packed).to_bytes(8, "little") + packed + content[8 + length :]


def settings(rng: Rng, content: bytes) -> bytes:
    """Values of other kinds and beyond all ranges."""
    if not content.startswith(b"{"):
        lines = content.decode().splitlines()
        number = int(rng.integers(len(lines)))
        lines[number] = f"{lines[number].split('=')[0]}={absurd_value(rng)}"
        return "\n".join(lines).encode("utf-8", "surrogatepass")
    return absurd_json(rng, json.loads(content)).encode("utf-8", "surrogatepass")


_CELLS = (
    None, 0, -1, 11, 2**62, 0.5, 1e308, float("inf"), "", "text", "1", b"", b"\0" * 40,
    b"\xff" * 100_000, b"\xff\xff\xff\x7f" + b"\0" * 13,
)  # fmt: skip

_STATEMENTS = (
    "DROP INDEX drawings_by_label", "DROP TABLE drawings", "DROP INDEX drawings_by_fingerprint",
    "PRAGMA user_version = 0", "PRAGMA user_version = 7", "PRAGMA application_id = 0",
    "ALTER TABLE drawings RENAME COLUMN strokes TO s", "ALTER TABLE drawings ADD COLUMN more",
    "CREATE TABLE more (a)", "CREATE VIEW v AS SELECT 1", "DELETE FROM sqlite_sequence",
    "UPDATE sqlite_sequence SET seq = 9223372036854775807", "PRAGMA journal_mode = DELETE",
    "CREATE TRIGGER t AFTER INSERT ON drawings BEGIN SELECT RAISE(ABORT, 'no'); END",
    "DELETE FROM drawings",
)  # fmt: skip


def library(rng: Rng, content: bytes) -> bytes:
    """Absurd values in the rows' columns, or other tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        path.write_bytes(content)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            _change(rng, connection)
        return path.read_bytes()


def _change(rng: Rng, connection: sqlite3.Connection) -> None:
    # What a table does not take, such as NULL, stays as it was.
    with suppress(sqlite3.Error):
        if rng.random() < 0.25:
            connection.execute(str(rng.choice(_STATEMENTS)))
            return
        columns = ("label", "held_out", "kept_at", "source", "fingerprint", "strokes", "id")
        for _ in range(rng.integers(1, 4)):
            column, cell = str(rng.choice(columns)), _CELLS[rng.integers(len(_CELLS))]
            if column == "strokes" and rng.random() < 0.6:
                rows = connection.execute("SELECT strokes FROM drawings").fetchall()
                cell = damaged(rng, rows[rng.integers(len(rows))][0], rows[0][0])
            one = "WHERE id IN (SELECT id FROM drawings ORDER BY id LIMIT 1 OFFSET ?)"
            place = int(rng.integers(3))
            connection.execute(f"UPDATE drawings SET {column} = ? {one}", (cell, place))
