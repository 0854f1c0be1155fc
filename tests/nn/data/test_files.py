from pathlib import Path
from tokenize import TokenError

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nn.data.files import NpzError, array_names, atomic_write, first_line, read_arrays, write_arrays


def _file(folder: Path, *, compress: bool = True) -> Path:
    path = folder / "arrays.npz"
    arrays = {"numbers": np.arange(300).reshape(3, 100), "text": np.array(["seven", "acht"])}
    write_arrays(path, arrays, compress=compress)
    return path


def test_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    path = _file(tmp_path)
    arrays = read_arrays(path, ["text", "numbers"])
    np.testing.assert_array_equal(arrays["numbers"], np.arange(300).reshape(3, 100))
    assert arrays["text"].tolist() == ["seven", "acht"]
    assert array_names(path) == {"numbers", "text"}


def test_a_missing_array_is_named(tmp_path: Path) -> None:
    with pytest.raises(NpzError, match=r"no array labels .*numbers, text"):
        read_arrays(_file(tmp_path), ["numbers", "labels"])


def test_a_pickle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pickled.npz"
    np.savez(path, numbers=np.array([{"a": 1}], dtype=object))
    with pytest.raises(NpzError, match="Python objects"):
        read_arrays(path, ["numbers"])


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"", "an empty file"), (b"P1 text", "another kind"), (b"PK\x03\x04", "damaged")],
)
def test_what_is_no_npz_is_refused(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "file.npz"
    path.write_bytes(content)
    with pytest.raises(NpzError, match=found):
        read_arrays(path, ["numbers"])


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.npz", tmp_path):
        with pytest.raises(NpzError, match="nothing readable"):
            array_names(path)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    compress=st.booleans(),
    damage=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=4),
    cut=st.integers(0, 3000),
)
def test_damage_gives_the_true_numbers_or_one_clear_error(
    tmp_path: Path, *, compress: bool, damage: list[tuple[int, int]], cut: int
) -> None:
    path = _file(tmp_path, compress=compress)
    content = bytearray(path.read_bytes())
    for position, value in damage:
        content[position % len(content)] = value
    path.write_bytes(content[: len(content) - cut % 500])
    try:
        arrays = read_arrays(path, ["numbers"])
    except NpzError:
        return
    np.testing.assert_array_equal(arrays["numbers"], np.arange(300).reshape(3, 100))


def test_a_finished_block_leaves_exactly_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "file.bin"
    with atomic_write(path) as file:
        file.write(b"whole")
    assert path.read_bytes() == b"whole"
    assert list(path.parent.iterdir()) == [path]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file.bin"
    path.parent.mkdir()
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        _interrupted_write(path)
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_the_file_appears_only_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "file.bin"
    with atomic_write(path) as file:
        file.write(b"half")
        file.flush()
        assert not path.exists()


def _interrupted_write(path: Path) -> None:
    with atomic_write(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def test_what_is_repeated_from_a_file_is_short_and_shows_no_raw_bytes() -> None:
    error = ValueError("names 'a' and b'\\x00\\xff' differ\x1b[2J" + "x" * 9999)
    line = first_line(error)
    assert line.startswith("names 'a' and … differ…[2J")
    assert len(line) <= 200


def test_an_error_of_several_parts_is_told_by_its_sentence() -> None:
    error = TokenError("EOF in multi-line statement", (2, 0))
    assert first_line(error) == "EOF in multi-line statement"
    assert first_line(ValueError(1, 2)) == "ValueError"
    assert first_line(FileNotFoundError(2, "No such file")) == "[Errno 2] No such file"
