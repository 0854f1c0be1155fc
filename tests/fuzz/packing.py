"""Valid wrappings around damaged content, so that damage is not found by a checksum first."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import numpy as np

from nn.arrays import Array

Rng = np.random.Generator

_OLD = (1980, 1, 1, 0, 0, 0)
"""A date for what is packed: the same seed gives the same bytes."""


def unzipped(content: bytes) -> dict[str, bytes]:
    """The members of a zip by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Mapping[str, bytes], *, compress: bool = False) -> bytes:
    """A zip of these members, with right checksums."""
    file = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(file, "w", kind) as archive:
        for name, member in members.items():
            archive.writestr(zipfile.ZipInfo(name, _OLD), member, kind)
    return file.getvalue()


def npz(arrays: Mapping[str, Array]) -> bytes:
    """An ``.npz`` of these arrays."""
    return zipped({f"{name}.npy": npy(array) for name, array in arrays.items()})


def arrays_of(content: bytes) -> dict[str, Array]:
    """The arrays of a valid ``.npz``."""
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def npy(array: Array) -> bytes:
    """One array as NumPy's file."""
    file = io.BytesIO()
    np.lib.format.write_array(file, np.asarray(array), allow_pickle=False)
    return file.getvalue()


def npy_that_promises(header: str, content: bytes) -> bytes:
    """An array's file with any text as its header."""
    text = header.encode("latin-1", "replace")
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + content


def with_right_checksums(png: bytes) -> bytes:
    """A PNG whose pieces all have the checksum of their content, as far as it is in pieces."""
    whole, place = bytearray(png), 8
    while place + 12 <= len(whole):
        (length,) = struct.unpack_from(">I", whole, place)
        end = place + 8 + length
        if end + 4 > len(whole):
            break
        struct.pack_into(">I", whole, end, zlib.crc32(whole[place + 4 : end]))
        place = end + 4
    return bytes(whole)
