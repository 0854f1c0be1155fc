"""MNIST's download by Keras, in a process of its own.

``keras.datasets.mnist`` knows the address and checks what arrives, but it reports to the screen
only, cannot be stopped, writes into the very file that it will later take for whole, and brings
some 200 MB of Keras and JAX with it. So a child process lets Keras download under a name of its
own; the parent watches that file grow, and may kill the child at any moment. Only a file that
Keras has checked is renamed to ``mnist.npz``::

    parent: for progress in download_mnist(): ...      child: mnist.npz.<pid>.part  → mnist.npz

The child ends by itself when its parent dies.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import socket
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

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

    A child process does the work. Each step waits up to ``interval`` seconds (0: not at all, for
    a caller that has a timer of its own). To cancel, close the generator: the child is killed and
    its unfinished file removed. Raises DataError with the reason where the download fails.
    """
    cache = keras_cache()
    _prepare_folder(cache.parent)
    receiver, sender = multiprocessing.get_context("spawn").Pipe(duplex=False)
    child = multiprocessing.get_context("spawn").Process(
        target=_child, args=(sender, fetch, cache), daemon=True
    )
    child.start()
    sender.close()
    part = _part(cache, child.pid or 0)
    try:
        while not wait([receiver], timeout=interval):
            yield DownloadProgress(_size(part))
        failure = _outcome(receiver)
    finally:
        child.kill()
        child.join()
        receiver.close()
        part.unlink(missing_ok=True)
    if failure is not None:
        raise DataError(
            N_(
                "nn",
                "MNIST could not be downloaded: {0}. Choose a file that you have (Keras' mnist.npz "
                "or the four IDX files), or train on the built-in digits.",
            ),
            failure,
        )
    return cache


def _child(sender: Connection, fetch: Fetch, cache: Path) -> None:
    """The child's whole life: download, check, rename, report None or the reason of failure."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    socket.setdefaulttimeout(STALL_SECONDS)
    part = _part(cache, os.getpid())
    try:
        fetch(part.name)
        part.replace(cache)
    # Keras raises bare Exceptions; whatever it is, the parent has to hear of it.
    except Exception as error:  # noqa: BLE001
        part.unlink(missing_ok=True)
        sender.send((str(error).strip() or type(error).__name__).splitlines()[0].rstrip("."))
    else:
        sender.send(None)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _outcome(receiver: Connection) -> str | Message | None:
    try:
        outcome: str | None = receiver.recv()
    except EOFError:
        return message(N_("nn", "the process that downloads it ended unexpectedly"))
    return outcome


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


def _part(cache: Path, process: int) -> Path:
    return cache.with_name(f"{cache.name}.{process}.part")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
