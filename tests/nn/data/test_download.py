import os
import socket
import threading
from collections.abc import Generator
from email.message import Message
from pathlib import Path
from urllib.error import ContentTooShortError, HTTPError, URLError

import pytest

from nn.data.digit_data import DataError
from nn.data.download import (
    STALL_SECONDS,
    DownloadProgress,
    download_mnist,
    fetch_with_keras,
    keras_cache,
    unfinished_download,
)

CONTENT = b"digits" * 1000


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    return tmp_path / "keras" / "datasets" / "mnist.npz"


# These stand for Keras.


def _fetch_at_once(name: str) -> None:
    keras_cache().with_name(name).write_bytes(CONTENT)


def _fetch_half_and_wait(name: str) -> None:
    keras_cache().with_name(name).write_bytes(CONTENT[:3000])
    threading.Event().wait(5)


def _fetch_half_and_fail(name: str) -> None:
    keras_cache().with_name(name).write_bytes(CONTENT[:3000])
    raise OSError("no route to host\nand more")


def _note_timeout(timeouts: list[float | None], name: str) -> None:
    timeouts.append(socket.getdefaulttimeout())
    _fetch_at_once(name)


def _finish(download: Generator[DownloadProgress, None, Path]) -> Path:
    while True:
        try:
            next(download)
        except StopIteration as end:
            path: Path = end.value
            return path


def test_a_finished_download_is_the_cached_file(cache: Path) -> None:
    assert _finish(download_mnist(fetch=_fetch_at_once)) == cache
    assert cache.read_bytes() == CONTENT
    assert list(cache.parent.iterdir()) == [cache]


def test_progress_is_told_and_a_file_that_was_not_finished_is_no_cached_one(cache: Path) -> None:
    download = download_mnist(interval=0.02, fetch=_fetch_half_and_wait)
    progress = next(report for report in download if report.bytes_done)
    assert progress.bytes_done == 3000 < progress.bytes_total
    assert list(cache.parent.iterdir()) == [unfinished_download(os.getpid())]
    download.close()
    assert list(cache.parent.iterdir()) == []


def test_a_failure_says_why_and_what_to_do(cache: Path) -> None:
    with pytest.raises(DataError, match=r"no route to host\. Train on the built-in"):
        _finish(download_mnist(fetch=_fetch_half_and_fail))
    assert list(cache.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        (URLError(socket.gaierror(-2, "Name or service not known")), "there is no connection to"),
        (URLError(ConnectionRefusedError(111, "Connection refused")), "there is no connection to"),
        (URLError(TimeoutError("timed out")), "has been silent for 30 seconds"),
        (HTTPError("https://host", 503, "Unavailable", Message(), None), "answers with error 503"),
        (ContentTooShortError("got 3 of 5", ("name", Message())), "the connection broke off"),
    ],
)
def test_without_a_network_the_reason_is_a_clear_one(
    cache: Path, cause: Exception, reason: str
) -> None:
    """Keras makes it "URL fetch failure on …: None -- [Errno -2] Name or service not known"."""

    def fetch(name: str) -> None:
        try:
            raise cause
        except URLError as error:
            raise Exception(f"URL fetch failure on https://host: None -- {error.reason}")  # noqa: B904

    with pytest.raises(DataError, match=reason) as failed:
        _finish(download_mnist(fetch=fetch))
    assert "Errno" not in str(failed.value)
    assert "URL" not in str(failed.value)


def test_a_connection_that_is_silent_fails() -> None:
    timeouts: list[float | None] = []
    _finish(download_mnist(fetch=lambda name: _note_timeout(timeouts, name)))
    assert timeouts == [STALL_SECONDS]


def test_left_overs_of_killed_downloads_are_removed(cache: Path) -> None:
    cache.parent.mkdir(parents=True)
    old, recent = (cache.with_name(f"mnist.npz.{number}.part") for number in (1, 2))
    for part in (old, recent):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    _finish(download_mnist(fetch=_fetch_at_once))
    assert not old.exists()
    assert recent.exists()  # another program may be writing it


def test_a_folder_that_cannot_be_made_is_named(cache: Path) -> None:
    cache.parent.parent.write_text("a file in the way")
    with pytest.raises(DataError, match=r"datasets.*cannot be written.*KERAS_HOME"):
        next(download_mnist(fetch=_fetch_at_once))


def test_keras_refuses_what_is_not_mnist(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keras' own check guards the download: a wrong file never gets mnist.npz's name."""
    file_utils = pytest.importorskip("keras.src.utils.file_utils")
    monkeypatch.setattr(file_utils.config, "keras_home", lambda: str(cache.parent.parent))
    monkeypatch.setattr(
        file_utils, "urlretrieve", lambda _url, target, _hook: Path(target).write_bytes(CONTENT)
    )
    cache.parent.parent.mkdir(exist_ok=True)
    with pytest.raises(ValueError, match="Incomplete or corrupted"):
        fetch_with_keras("mnist.npz.7.part")
    assert not cache.exists()
