"""Files that are files are opened; what would wait or never end is refused at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nn.regular_files import open_regular


def test_a_file_is_opened_and_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"content\r\n")
    with open_regular(path) as file:
        assert file.read() == b"content\r\n"
    link = tmp_path / "link"
    link.symlink_to(path)
    with open_regular(link) as file:
        assert file.read() == b"content\r\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not a regular file"):
        open_regular(pipe)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_a_device_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not a regular file"):
        open_regular(Path("/dev/zero"))
    with pytest.raises(OSError, match=r"directory|not a regular file"):
        open_regular(tmp_path)


def test_what_is_refused_stays_open_nowhere(tmp_path: Path) -> None:
    folder = Path("/proc/self/fd")
    if not folder.exists():
        pytest.skip("needs /proc")
    before = len(list(folder.iterdir()))
    for _ in range(5):
        with pytest.raises(OSError, match=r"directory|not a regular file"):
            open_regular(tmp_path)
    assert len(list(folder.iterdir())) == before
