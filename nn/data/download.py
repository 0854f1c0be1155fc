"""MNIST's download into Keras' folder of data sets, where Keras finds it as well.

A thread lets pooch download the file under a name of its own and checks its hash, while the
generator watches that file grow. Only a whole file is renamed to ``mnist.npz``::

    for progress in download_mnist(): …        thread: mnist.npz.<pid>.part → mnist.npz

A program that has a window runs the generator in a process of its own, which it may kill.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from nn.data.digit_data import DataError
from nn.messages import N_, Message, message

MIRRORS = (
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz",
    "https://s3.amazonaws.com/img-datasets/mnist.npz",
)
"""Where Keras has the file, and where older versions of it had the same: some networks reach only
one of them. Whatever arrives is MNIST by its hash, or refused."""

MNIST_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
"""Of Keras' file."""

MNIST_BYTES = 11_490_434
"""Size of that file, for the progress."""

CONNECT_SECONDS = 10.0
"""A server that takes longer to answer at all is passed over."""

STALL_SECONDS = 30.0
"""A connection that is silent for longer has failed."""

Fetch = Callable[[Path], None]
"""Downloads MNIST to that file, and checks it."""


@dataclass(frozen=True)
class DownloadProgress:
    """Bytes on the disk so far and in the whole file."""

    bytes_done: int
    bytes_total: int = MNIST_BYTES


def keras_home() -> Path:
    """Keras' own folder: ``KERAS_HOME``, else ``~/.keras``."""
    return Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras").expanduser().absolute()


def keras_cache() -> Path:
    """Where Keras keeps MNIST once it has been downloaded."""
    return keras_home() / "datasets" / "mnist.npz"


class WrongFileError(Exception):
    """What arrived is not the file that was asked for: often the page of a network's login."""


def fetch_mnist(target: Path, *, mirrors: Sequence[str] = MIRRORS) -> None:
    """Download MNIST from the first mirror that gives it; each has a second chance.

    Raises the first failure where all fail: WrongFileError or one of requests' exceptions.
    """
    from requests import RequestException

    failures: list[Exception] = []
    for address in (*mirrors, *mirrors):
        try:
            _fetch_from(address, target)
        except (RequestException, WrongFileError) as error:
            failures.append(error)
        else:
            return
    raise failures[0]


def _fetch_from(address: str, target: Path) -> None:
    import pooch

    get = pooch.HTTPDownloader(chunk_size=1 << 16, timeout=(CONNECT_SECONDS, STALL_SECONDS))
    get(address, str(target), None)
    if pooch.file_hash(str(target)) != MNIST_SHA256:
        raise WrongFileError(address)


def download_mnist(
    *, interval: float = 0.1, fetch: Fetch = fetch_mnist
) -> Generator[DownloadProgress, None, Path]:
    """Download MNIST into Keras' cache; yields progress and returns the file's path.

    Each step waits up to ``interval`` seconds. It cannot be broken off, but the process may be
    killed at any moment. Raises DataError with the reason where the download fails.
    """
    cache = keras_cache()
    part = unfinished_download(os.getpid())
    _prepare(part)
    fetching = _Fetching(fetch, part)
    try:
        fetching.start()
        while fetching.is_alive():
            fetching.join(interval)
            yield DownloadProgress(_size(part))
        if fetching.failure is not None:
            raise _failure(fetching.failure)
        part.replace(cache)
    finally:
        # Windows deletes no file that the thread still writes: a later download does.
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return cache


def unfinished_download(process: int) -> Path:
    """The file that this process downloads to; what is left of it when the process was killed."""
    cache = keras_cache()
    return cache.with_name(f"{cache.name}.{process}.part")


class _Fetching(threading.Thread):
    """A download under way, and why it has failed."""

    def __init__(self, fetch: Fetch, target: Path) -> None:
        super().__init__(name="download", daemon=True)
        self._fetch = fetch
        self._target = target
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            self._fetch(self._target)
        # Whatever it is, the generator tells it.
        except Exception as error:  # noqa: BLE001
            self.failure = error


def _failure(error: Exception) -> DataError:
    return DataError(
        N_(
            "nn",
            "MNIST could not be downloaded: {0}. Train on the built-in digits, or choose a file "
            "that you have (Keras' mnist.npz or the four IDX files).",
        ),
        _reason(error),
    )


def _reason(error: Exception) -> Message | str:
    """Why a download failed, in words for people; the error's own where it is none of the usual."""
    from requests import exceptions

    if isinstance(error, WrongFileError):
        return message(
            N_("nn", "what arrived is another file, such as the login page of this network")
        )
    if isinstance(error, exceptions.HTTPError):
        return message(N_("nn", "the server answers with error {0}"), error.response.status_code)
    # One that falls silent in the middle of the file is a ConnectionError by name.
    if isinstance(error, exceptions.ReadTimeout) or "Read timed out" in str(error):
        return message(N_("nn", "the server has been silent for {0} seconds"), round(STALL_SECONDS))
    if isinstance(error, exceptions.ChunkedEncodingError):
        return message(N_("nn", "the connection broke off"))
    if isinstance(error, exceptions.ConnectionError):
        return message(N_("nn", "there is no connection to its server"))
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


def _prepare(part: Path) -> None:
    """Make the folder and an empty file, and remove what downloads left when they were killed."""
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
        hour_ago = time.time() - 3600
        for left_over in part.parent.glob("mnist.npz.*.part"):
            if left_over.stat().st_mtime < hour_ago:
                left_over.unlink(missing_ok=True)
    except OSError as error:
        raise DataError(
            N_(
                "nn",
                "{0}: Keras' folder of data sets cannot be written ({1}); set KERAS_HOME to a "
                "folder that can.",
            ),
            part.parent,
            error.strerror or str(error),
        ) from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
