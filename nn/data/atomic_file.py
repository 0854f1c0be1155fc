"""Files that are either whole or not there.

A file is written under a temporary name in the folder where it will live, forced to the disk and
only then renamed. A crash, a full disk or a pulled plug leaves the old file as it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


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
