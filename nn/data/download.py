"""MNIST's download by Keras.

``keras.datasets.mnist`` has the address and checks what arrives, but it reports to the screen
only and writes into the very file that it will later take for whole. So a thread lets Keras
download under a name of its own, while the generator watches that file grow. Only a file that
Keras has checked is renamed to ``mnist.npz``::

    for progress in download_mnist(): …        thread: mnist.npz.<pid>.part → mnist.npz

Keras cannot be stopped, and brings some 200 MB of itself and JAX with it: a program that has a
window runs the generator in a process of its own, which it may kill.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import ContentTooShortError, HTTPError, URLError

from nn.data.digit_data import DataError
from nn.messages import N_, Message, message

KERAS_FILE_BYTES = 11_490_434
"""Size of the file that Keras downloads, for the progress; its content is checked by hash."""

STALL_SECONDS = 30.0
"""A connection that is silent for longer has failed."""

Fetch = Callable[[str], None]
"""Downloads MNIST to the file of that name in Keras' folder of data sets, and checks it."""


@dataclass(frozen=True)
class DownloadProgress:
    """Bytes on the disk so far and in the whole file."""

    bytes_done: int
    bytes_total: int = KERAS_FILE_BYTES


def keras_home() -> Path:
    """Keras' own folder: ``KERAS_HOME``, else ``~/.keras``."""
    return Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras").expanduser().absolute()


def keras_cache() -> Path:
    """Where Keras keeps MNIST once it has been downloaded."""
    return keras_home() / "datasets" / "mnist.npz"


def fetch_with_keras(name: str) -> None:
    """Let Keras download MNIST to its data set folder under ``name`` and check its hash."""
    # Keras takes its folder and backend from here; a keras.json may name a backend not installed.
    os.environ["KERAS_HOME"] = str(keras_home())
    os.environ.setdefault("KERAS_BACKEND", "jax")
    from keras.datasets import mnist

    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        mnist.load_data(path=name)


def download_mnist(
    *, interval: float = 0.1, fetch: Fetch = fetch_with_keras
) -> Generator[DownloadProgress, None, Path]:
    """Download MNIST into Keras' cache; yields progress and returns the file's path.

    Each step waits up to ``interval`` seconds. It cannot be broken off, but the process may be
    killed at any moment. Raises DataError with the reason where the download fails.
    """
    cache = keras_cache()
    _prepare_folder(cache.parent)
    part = unfinished_download(os.getpid())
    fetching = _Fetching(fetch, part.name)
    try:
        fetching.start()
        while fetching.is_alive():
            fetching.join(interval)
            yield DownloadProgress(_size(part))
        if fetching.failure is not None:
            raise _failure(fetching.failure)
        part.replace(cache)
    finally:
        part.unlink(missing_ok=True)
    return cache


def unfinished_download(process: int) -> Path:
    """The file that this process downloads to; what is left of it when the process was killed."""
    cache = keras_cache()
    return cache.with_name(f"{cache.name}.{process}.part")


class _Fetching(threading.Thread):
    """A download under way, and why it has failed."""

    def __init__(self, fetch: Fetch, name: str) -> None:
        super().__init__(name="download", daemon=True)
        self._fetch = fetch
        self._file_name = name
        self.failure: Exception | None = None

    def run(self) -> None:
        timeout = socket.getdefaulttimeout()
        socket.setdefaulttimeout(STALL_SECONDS)
        try:
            self._fetch(self._file_name)
        # Keras raises bare Exceptions.
        except Exception as error:  # noqa: BLE001
            self.failure = error
        finally:
            socket.setdefaulttimeout(timeout)


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
    for cause in _causes(error):
        if isinstance(cause, HTTPError):
            return message(N_("nn", "the server answers with error {0}"), cause.code)
        if isinstance(cause, TimeoutError):
            return message(
                N_("nn", "the server has been silent for {0} seconds"), round(STALL_SECONDS)
            )
        if isinstance(cause, ContentTooShortError):
            return message(N_("nn", "the connection broke off"))
        if isinstance(cause, socket.gaierror | ConnectionError | URLError):
            return message(N_("nn", "there is no connection to its server"))
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The errors behind an error, from the first one on: Keras words them anew, with numbers."""
    behind = error.__cause__ or error.__context__
    if behind is not None:
        yield from _causes(behind)
    if isinstance(error, URLError) and isinstance(error.reason, BaseException):
        yield from _causes(error.reason)
    yield error


def _prepare_folder(folder: Path) -> None:
    """Make the folder and remove what downloads of the past left when they were killed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        hour_ago = time.time() - 3600
        for left_over in folder.glob("mnist.npz.*.part"):
            if left_over.stat().st_mtime < hour_ago:
                left_over.unlink(missing_ok=True)
    except OSError as error:
        raise DataError(
            N_(
                "nn",
                "{0}: Keras' folder of data sets cannot be written ({1}); set KERAS_HOME to a "
                "folder that can.",
            ),
            folder,
            error.strerror or str(error),
        ) from error
    # Where it may not write, Keras would download to a shared temporary folder instead.
    if not os.access(keras_home(), os.W_OK):
        raise DataError(
            N_("nn", "{0}: Keras' folder cannot be written; set KERAS_HOME to a folder that can."),
            keras_home(),
        )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
