from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.settings import DEFAULT_PEN_WIDTH, Appearance, Language, Settings, home


def test_everything_lies_in_the_folder_that_the_environment_names(digits_home: Path) -> None:
    assert home() == digits_home
    settings = Settings()
    settings.pen_width = 0.07
    settings.save()
    assert [path.name for path in digits_home.iterdir()] == ["settings.json"]


def test_the_folder_is_made_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGITS_HOME", str(tmp_path / "new" / "folder"))
    assert home().is_dir()


def test_settings_are_there_at_the_next_start() -> None:
    settings = Settings()
    settings.pen_width = 0.07
    settings.appearance = Appearance.DARK
    settings.data_path = Path("somewhere") / "mnist.npz"
    settings.prefers_shipped_network = True
    settings.save()
    again = Settings()
    assert again.pen_width == 0.07
    assert again.appearance is Appearance.DARK
    assert again.data_path == Path("somewhere") / "mnist.npz"
    assert again.prefers_shipped_network


def test_the_first_start_has_defaults() -> None:
    settings = Settings()
    assert settings.pen_width == DEFAULT_PEN_WIDTH
    assert settings.appearance is Appearance.SYSTEM
    assert settings.data_path is None
    assert not settings.prefers_shipped_network
    assert settings.window_place is None
    assert settings.panels == {}


def test_values_that_make_no_sense_count_as_absent(digits_home: Path) -> None:
    (digits_home / "settings.ini").write_text(
        "[pen]\nwidth=thick\n[window]\nappearance=pink\ngeometry=5\n[network]\nshipped=perhaps\n"
    )
    settings = Settings()
    assert settings.pen_width == DEFAULT_PEN_WIDTH
    assert settings.appearance is Appearance.SYSTEM
    assert settings.window_place is None
    assert settings.panels == {}
    assert not settings.prefers_shipped_network


def test_a_chosen_data_file_can_be_forgotten() -> None:
    settings = Settings()
    settings.data_path = Path("mnist.npz")
    settings.data_path = None
    assert settings.data_path is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\xff\xfe",
        b"[" * 100_000,
        b'{"pen/width": NaN}',
        b'{"pen/width": 1e300, "window/language": ["en"], "window/panels": {"a": 1}}',
        b'{"window/place": [0, 0, 1e999, 5], "data/path": "\\ud800"}',
        b"[1, 2]",
        b"7" * 2_000_000,
    ],
    ids=range(8),
)
def test_damaged_and_absurd_files_give_defaults_once(digits_home: Path, content: bytes) -> None:
    (digits_home / "settings.json").write_bytes(content)
    settings = Settings()
    assert settings.pen_width == DEFAULT_PEN_WIDTH
    assert settings.language is Language.SYSTEM
    assert settings.window_place is None
    assert settings.panels == {}
    assert settings.data_path is None
    settings.pen_width = 0.07
    settings.save()
    again = Settings(digits_home)
    assert again.pen_width == 0.07


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_set_aside(digits_home: Path) -> None:
    os.mkfifo(digits_home / "settings.json")
    settings = Settings()
    assert settings.pen_width == DEFAULT_PEN_WIDTH
    damage = settings.take_damage()
    assert damage is not None
    assert damage.aside is not None
    assert stat.S_ISFIFO(damage.aside.lstat().st_mode)


def test_an_earlier_file_runs_no_code_and_gives_no_bytes(digits_home: Path) -> None:
    (digits_home / "settings.ini").write_bytes(
        b"[window]\npanels=@ByteArray(\\0\\0\\0\\xff)\n"
        b"language=@Variant(\\0\\0\\0\\x7f\\0\\0\\0\\x1aPySide::PyObjectWrapper\\0)\n"
        b'[folders]\npicture="/somewhere/\\x4e2d\\x6587"\n[pen]\nwidth=0.08\n'
    )
    settings = Settings()
    assert settings.language is Language.SYSTEM
    assert settings.panels == {}
    assert settings.folder("picture") == Path("/somewhere/\u4e2d\u6587")
    assert settings.pen_width == 0.08


def test_two_windows_keep_what_the_other_one_has_saved(digits_home: Path) -> None:
    mine = Settings()
    mine.pen_width = 0.07
    content = '{"window/appearance": "dark"}'
    (digits_home / "settings.json").write_text(content)
    mine.save()
    assert '"window/appearance": "dark"' in (digits_home / "settings.json").read_text()
    assert mine.pen_width == 0.07
