"""Files: NumPy's ``.npz``, read with suspicion, and any file, written whole or not at all.

Data sets, stroke files and models are all ``.npz``: a zip of arrays. Such a file may come from
anywhere, so pickles are never loaded, and whatever can be wrong with a zip, a header or a
compressed stream becomes one :class:`NpzError` whose message completes "found …".

A file is written under a temporary name in the folder where it will live, forced to the disk and
only then renamed. A crash, a full disk or a pulled plug leaves the old file as it was.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.lib.npyio import NpzFile

from nn.arrays import Array
from nn.messages import N_, DigitsError

_ZIP_MAGIC = b"PK"
_DAMAGE = (
    EOFError,
    MemoryError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What NumPy, zipfile and zlib raise for damaged bytes, found by damaging files at random."""


class NpzError(DigitsError):
    """A file is not a readable ``.npz``, or lacks an array; the message completes "found …"."""


def read_arrays(path: Path, names: Sequence[str]) -> dict[str, Array]:
    """The arrays called ``names`` of the file at ``path``, by name; others are not read.

    Raises NpzError where the file is missing, is no ``.npz``, is damaged, lacks one of the
    arrays or keeps it as a pickle.
    """
    with _opened(path) as file:
        missing = [name for name in names if name not in file.files]
        if missing:
            found = ", ".join(sorted(file.files)) or "none"
            raise NpzError(N_("nn", "no array {0} (its arrays: {1})"), ", ".join(missing), found)
        return {name: _read(file, name) for name in names}


def array_names(path: Path) -> set[str]:
    """The names of the arrays in the file; raises NpzError as :func:`read_arrays` does."""
    with _opened(path) as file:
        return set(file.files)


def write_arrays(path: Path, arrays: dict[str, Array], *, compress: bool = False) -> None:
    """Write named arrays to ``path``, whole or not at all; raises OSError where that fails."""
    save = np.savez_compressed if compress else np.savez
    with atomic_write(path) as file:
        save(file, allow_pickle=False, **arrays)


@contextmanager
def _opened(path: Path) -> Iterator[NpzFile]:
    """The open ``.npz``; whatever goes wrong while it is open becomes an NpzError."""
    try:
        raw = path.open("rb")
    except OSError as error:
        raise NpzError(
            N_("nn", "nothing readable there ({0})"), error.strerror or str(error)
        ) from error
    with raw:
        start = raw.read(len(_ZIP_MAGIC))
        if start != _ZIP_MAGIC:
            raise NpzError(
                N_("nn", "a file of another kind") if start else N_("nn", "an empty file")
            )
        raw.seek(0)
        try:
            with np.load(raw, allow_pickle=False) as file:
                yield file
        except _DAMAGE as error:
            raise NpzError(
                N_("nn", "a cut short or damaged file ({0})"), _first_line(error)
            ) from error


def _read(file: NpzFile, name: str) -> Array:
    array = file[name]
    # A member of the zip that is no array comes back as its bytes.
    if not isinstance(array, np.ndarray):
        raise NpzError(N_("nn", "an entry {0} that is not an array"), name)
    return array


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """A binary file to write into, which becomes ``path`` when the block ends without an error.

    Makes the folder where it is missing. When the block raises, the temporary file is removed
    and ``path`` stays as it was. Raises OSError where the folder or file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # The process number keeps two programs that save at once out of each other's way.
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
