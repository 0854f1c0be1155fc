from __future__ import annotations

import gc
import hashlib
import os
import threading
from collections.abc import Callable, Generator, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from nn.data import download
from nn.data.digit_data import DataError
from nn.data.download import (
    DownloadProgress,
    download_mnist,
    fetch_mnist,
    unfinished_download,
)

# pooch leaves a connection that broke off to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")

CONTENT = b"digits" * 1000
Answer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    return tmp_path / "keras" / "datasets" / "mnist.npz"


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Answer], str]]:
    """A server of this machine that gives an answer to whoever asks, and its address."""
    monkeypatch.setattr(download, "MNIST_SHA256", hashlib.sha256(CONTENT).hexdigest())
    monkeypatch.setenv("no_proxy", "*")
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        handler = type(
            "Handler", (BaseHTTPRequestHandler,), {"do_GET": answer, "log_message": _mute}
        )
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/mnist.npz"

    yield start
    gc.collect()
    for server in servers:
        server.shutdown()
        server.server_close()


def _mute(*_arguments: object) -> None:
    """A server says nothing about what it is asked."""


def _send(handler: BaseHTTPRequestHandler, content: bytes = CONTENT, length: int = 0) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(length or len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def _send_half(handler: BaseHTTPRequestHandler) -> None:
    _send(handler, CONTENT[:3000], len(CONTENT))


def _send_half_and_wait(handler: BaseHTTPRequestHandler) -> None:
    _send_half(handler)
    threading.Event().wait(1)


def _refuse(handler: BaseHTTPRequestHandler) -> None:
    handler.send_error(503)


def _send_login_page(handler: BaseHTTPRequestHandler) -> None:
    _send(handler, b"<html>Who are you?</html>")


# These stand for what downloads.


def _fetch_at_once(target: Path) -> None:
    target.write_bytes(CONTENT)


def _fetch_half_and_wait(target: Path) -> None:
    target.write_bytes(CONTENT[:3000])
    threading.Event().wait(5)


def _fetch_half_and_fail(target: Path) -> None:
    target.write_bytes(CONTENT[:3000])
    raise OSError("no route to host\nand more")


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
    ("answer", "reason"),
    [
        (_refuse, "the server answers with error 503"),
        (_send_half, "the connection broke off"),
        (_send_half_and_wait, "the server has been silent for"),
        (_send_login_page, "what arrived is another file"),
    ],
)
def test_what_a_server_does_wrong_is_a_clear_sentence(
    cache: Path,
    serve: Callable[[Answer], str],
    answer: Answer,
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(download, "STALL_SECONDS", 0.2)
    with pytest.raises(DataError, match=f"{reason}.*Train on the built-in"):
        _finish(download_mnist(fetch=partial(fetch_mnist, mirrors=[serve(answer)])))
    assert list(cache.parent.iterdir()) == []


def test_without_a_network_there_is_no_connection(serve: Callable[[Answer], str]) -> None:
    nobody = "http://127.0.0.1:9/mnist.npz"
    with pytest.raises(DataError, match="there is no connection to its server") as failed:
        _finish(download_mnist(fetch=partial(fetch_mnist, mirrors=[nobody])))
    assert "Errno" not in str(failed.value)


@pytest.mark.parametrize("answer", [_refuse, _send_half, _send_login_page])
def test_where_one_mirror_fails_the_next_one_serves(
    cache: Path, serve: Callable[[Answer], str], answer: Answer
) -> None:
    mirrors = [serve(answer), serve(_send)]
    assert _finish(download_mnist(fetch=partial(fetch_mnist, mirrors=mirrors))) == cache
    assert cache.read_bytes() == CONTENT


def test_a_mirror_that_failed_has_a_second_chance(
    cache: Path, serve: Callable[[Answer], str]
) -> None:
    answers = iter([_send_half, _send])
    mirrors = [serve(lambda handler: next(answers)(handler))]
    _finish(download_mnist(fetch=partial(fetch_mnist, mirrors=mirrors)))
    assert cache.read_bytes() == CONTENT


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


def test_it_is_the_file_that_keras_takes_from_this_folder() -> None:
    """By Keras' own hash and address: what we download, it finds, and the other way round."""
    mnist = pytest.importorskip("keras.src.datasets.mnist")
    source = Path(mnist.__file__).read_text("utf-8")
    assert download.MNIST_SHA256 in source
    assert download.MIRRORS[0].removesuffix("mnist.npz") in source
