from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import DEFAULT_PEN_WIDTH, Appearance, Settings, home


def test_everything_lies_in_the_folder_that_the_environment_names(digits_home: Path) -> None:
    assert home() == digits_home
    settings = Settings()
    settings.pen_width = 0.07
    settings.save()
    assert [path.name for path in digits_home.iterdir()] == ["settings.ini"]


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
    assert settings.geometry.isEmpty()


def test_values_that_make_no_sense_count_as_absent(digits_home: Path) -> None:
    (digits_home / "settings.ini").write_text(
        "[pen]\nwidth=thick\n[window]\nappearance=pink\ngeometry=5\n[network]\nshipped=perhaps\n"
    )
    settings = Settings()
    assert settings.pen_width == DEFAULT_PEN_WIDTH
    assert settings.appearance is Appearance.SYSTEM
    assert settings.geometry.isEmpty()
    assert not settings.prefers_shipped_network


def test_a_chosen_data_file_can_be_forgotten() -> None:
    settings = Settings()
    settings.data_path = Path("mnist.npz")
    settings.data_path = None
    assert settings.data_path is None
