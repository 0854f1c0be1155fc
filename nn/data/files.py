"""Files: NumPy's ``.npz``, read with suspicion, and any file, written whole or not at all.

Data sets, stroke files and models are all ``.npz``: a zip of arrays. Such a file may come from
anywhere, so pickles are never loaded, and whatever can be wrong with a zip, a header or a
compressed stream becomes one :class:`NpzError` whose message completes "found …".

A file is written under a temporary name in the folder where it will live, forced to the disk and
only then renamed. A crash, a full disk or a pulled plug leaves the old file as it was.
"""

from __future__ import annotations

import math
import os
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, BinaryIO

import numpy as np

from nn.arrays import Array
from nn.messages import N_, DigitsError
from nn.regular_files import open_regular as open_regular

_ZIP_MAGIC = b"PK"

MOST_BYTES = 256 * 2**20
"""The most that is read of an ``.npz``, all arrays together: five times MNIST."""

_LONGEST_HEADER = 10_000
"""Characters of an array's header; that of an array of plain numbers has a hundred."""

_LONGEST_LINE = 200
"""Characters of a text from a file that are repeated to a person."""


class NpzError(DigitsError):
    """A file is not a readable ``.npz``, or lacks an array; the message completes "found …"."""


def read_arrays(
    path: Path, names: Sequence[str], *, most_bytes: int = MOST_BYTES
) -> dict[str, Array]:
    """The arrays called ``names`` of the file at ``path``, by name; others are not read.

    Raises NpzError where the file is missing, is no ``.npz``, is damaged, lacks one of the
    arrays or keeps it as a pickle, and where the arrays together have more than ``most_bytes``.
    """
    with _opened(path) as archive:
        present = _names(archive)
        missing = [name for name in names if name not in present]
        if missing:
            found = first_line(", ".join(sorted(present)[:20]) or "none")
            raise NpzError(N_("nn", "no array {0} (its arrays: {1})"), ", ".join(missing), found)
        promised = sum(
            entry.file_size
            for entry in archive.infolist()
            if entry.filename.removesuffix(".npy") in names
        )
        if promised > most_bytes:
            raise NpzError(
                N_("nn", "arrays of {0} MB, more than the {1} MB that are read"),
                promised // 2**20,
                most_bytes // 2**20,
            )
        return {name: _read(archive, name) for name in names}


def array_names(path: Path) -> set[str]:
    """The names of the arrays in the file; raises NpzError as :func:`read_arrays` does."""
    with _opened(path) as archive:
        return set(_names(archive))


def write_arrays(path: Path, arrays: dict[str, Array], *, compress: bool = False) -> None:
    """Write named arrays to ``path``, whole or not at all; raises OSError where that fails."""
    save = np.savez_compressed if compress else np.savez
    with atomic_write(path) as file:
        save(file, allow_pickle=False, **arrays)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The open ``.npz``; whatever goes wrong while it is open becomes an NpzError."""
    try:
        raw = open_regular(path)
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
            with zipfile.ZipFile(raw) as archive:
                yield archive
        except NpzError:
            raise
        # The parsers of zip, deflate and NumPy's headers raise whatever their parts raise, from
        # SyntaxError to tokenize.TokenError: to this program all of it is damage.
        except Exception as error:
            raise NpzError(
                N_("nn", "a cut short or damaged file ({0})"), first_line(error)
            ) from error


def _names(archive: zipfile.ZipFile) -> list[str]:
    return [name.removesuffix(".npy") for name in archive.namelist()]


def _read(archive: zipfile.ZipFile, name: str) -> Array:
    """One array; its size is known from the archive and its header before memory is taken."""
    member = f"{name}.npy"
    if member not in archive.namelist():
        raise NpzError(N_("nn", "an entry {0} that is not an array"), name)
    promised = archive.getinfo(member).file_size
    with archive.open(member) as file:
        try:
            shape, dtype, header = _header(file, name)
        except NpzError:
            raise
        # NumPy repairs headers by Python's tokenizer, whose errors mean nothing to people.
        except Exception as error:
            raise NpzError(N_("nn", "an array {0} whose header is damaged"), name) from error
        if math.prod(shape) * dtype.itemsize != promised - header:
            raise NpzError(N_("nn", "an array {0} whose header and content disagree"), name)
        file.seek(0)
        array: Array = np.lib.format.read_array(
            file, allow_pickle=False, max_header_size=_LONGEST_HEADER
        )
    return array


def _header(file: IO[bytes], name: str) -> tuple[tuple[int, ...], np.dtype[Any], int]:
    """Shape and type of an array, and how many bytes say so."""
    version = np.lib.format.read_magic(file)
    readers = {
        (1, 0): np.lib.format.read_array_header_1_0,
        (2, 0): np.lib.format.read_array_header_2_0,
    }
    if version not in readers:
        raise NpzError(N_("nn", "an entry {0} that is not an array"), name)
    shape, _, dtype = readers[version](file, max_header_size=_LONGEST_HEADER)
    if dtype.hasobject:
        raise NpzError(N_("nn", "an array {0} of Python objects, which are not loaded"), name)
    return shape, dtype, file.tell()


def first_line(text: object) -> str:
    """What an error or a name from a file says, in one short line that any terminal can show.

    Raw bytes, which the messages of other libraries quote, are left out.
    """
    if isinstance(text, Exception) and str(text) == str(text.args):
        # Else it would be a tuple of a sentence and numbers.
        sentences = (part for part in text.args if isinstance(part, str))
        text = next(sentences, type(text).__name__)
    line = (str(text).strip() or type(text).__name__).splitlines()[0]
    line = re.sub(r"""\bb(['"]).*?\1""", "…", line[:_LONGEST_LINE])
    return "".join(letter if letter.isprintable() else "…" for letter in line)


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """A binary file to write into, which becomes ``path`` when the block ends without an error.

    Makes the folder where it is missing. When the block raises, the temporary file is removed
    and ``path`` stays as it was. Raises OSError where the folder or file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Made anew under a name that nothing can foresee, so that no planted link is followed. The
    # process number lets a later start know whether it is left over.
    descriptor, name = tempfile.mkstemp(f"-{os.getpid()}.tmp", f".{path.name}-", path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def remove_leftovers(folder: Path) -> None:
    """Delete the temporary files of :func:`atomic_write` whose processes are gone.

    What cannot be deleted stays: it does no harm.
    """
    for path in folder.glob(".*.tmp"):
        number = re.search(r"[-.](\d+)\.tmp$", path.name)
        if number is not None and not is_running(int(number[1])):
            with suppress(OSError):
                path.unlink()


def set_aside(path: Path) -> Path:
    """Rename what is damaged, so that the next start is clean; returns the new path.

    Raises OSError where it cannot be renamed.
    """
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    names = (
        f"{path.stem}-damaged-{stamp}{end}" for end in ("", *map("-{}".format, range(1, 1000)))
    )
    places = (path.with_name(name + path.suffix) for name in names)
    aside = next(place for place in places if not os.path.lexists(place))
    path.rename(aside)
    return aside


def _umask() -> int:
    """The process' umask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def is_running(process: int) -> bool:
    """Whether there is a process with this number; False for all but this one on Windows."""
    if process == os.getpid():
        return True
    if sys.platform == "win32":
        # There a file that is open cannot be deleted.
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
