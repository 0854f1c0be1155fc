from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from app.settings import DEFAULT_PEN_WIDTH, Appearance, Language, Settings, home
from app.settings import settings as settings_module


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


TRAINING = {
    "learning_rate": 0.01,
    "batch_size": 64,
    "epochs": 3,
    "augmentation": 0.5,
    "seed": 2_000_000_000,
}


def test_settings_are_there_at_the_next_start() -> None:
    settings = Settings()
    settings.pen_width = 0.07
    settings.appearance = Appearance.DARK
    settings.data_path = Path("somewhere") / "mnist.npz"
    settings.prefers_shipped_network = True
    settings.training_recipe = "My Network"
    settings.training_values = TRAINING
    settings.save()
    again = Settings()
    assert (again.training_recipe, again.training_values) == ("My Network", TRAINING)
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


def test_of_more_lessons_done_than_fit_the_latest_are_kept() -> None:
    settings = Settings()
    settings.lessons_done = tuple(map(str, range(1002)))
    assert settings.lessons_done == tuple(map(str, range(2, 1002)))


def test_a_folder_of_lessons_can_be_forgotten() -> None:
    settings = Settings()
    assert settings.lessons_folder is None
    settings.lessons_folder = Path("course")
    assert settings.lessons_folder == Path("course")
    settings.lessons_folder = None
    assert settings.lessons_folder is None


WHOLE = {"pen/width": 0.07, "window/appearance": "dark"}
ABSURD = [
    ("pen/width", 10**400),
    ("pen/width", "0.07"),
    ("pen/width", True),
    ("window/appearance", ["dark"]),
    ("window/language", None),
    ("training/recipe", 7),
    ("training/values", []),
    ("training/values", {**TRAINING, "epochs": 0}),
    ("training/values", {**TRAINING, "epochs": 1.5}),
    ("training/values", {**TRAINING, "epochs": True}),
    ("training/values", {**TRAINING, "learning_rate": 10**400}),
    ("training/values", {**TRAINING, "colour": 1}),
    ("training/values", {"epochs": 3}),
    ("window/place", [0, 0, 10**400, 5]),
    ("window/place", [0, 0, 5]),
    ("window/maximized", 1),
    ("window/panels", {"trainingDock": {"open": True}}),
    ("window/panels", {str(number): {} for number in range(51)}),
    ("data/path", "\0"),
    ("data/path", "x" * 5000),
    ("folders/picture", {"a": []}),
    ("inside/section", "\ud800"),
    ("training/settings_open", "yes"),
    ("lessons/done", "01-data"),
    ("lessons/done", ["01-data", 2]),
    ("lessons/done", ["01-data"] * 1001),
    ("lessons/folder", ["/lessons"]),
]


@pytest.mark.parametrize(("name", "value"), ABSURD, ids=range(len(ABSURD)))
def test_an_absurd_value_costs_itself_alone_and_the_file_is_set_aside_once(
    digits_home: Path, name: str, value: object
) -> None:
    content = json.dumps({**WHOLE, "folders/model": "/somewhere", name: value})
    (digits_home / "settings.json").write_text(content)
    settings = Settings()
    assert settings.pen_width == (DEFAULT_PEN_WIDTH if name == "pen/width" else 0.07)
    is_dark = settings.appearance is Appearance.DARK
    assert is_dark == (name != "window/appearance")
    assert settings.folder("model") == Path("/somewhere")
    damage = settings.take_damage()
    assert damage is not None
    assert not damage.is_whole
    assert damage.aside is not None
    assert damage.aside.read_text() == content
    assert settings.take_damage() is None
    written = json.loads((digits_home / "settings.json").read_text())
    assert name not in written
    assert len(written) == 3 - (name in WHOLE)


def test_an_unknown_value_is_of_another_version_and_no_damage(digits_home: Path) -> None:
    (digits_home / "settings.json").write_text('{"later/thing": [1], "pen/width": 0.07}')
    settings = Settings()
    assert settings.pen_width == 0.07
    assert settings.take_damage() is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and a device")
@pytest.mark.parametrize("target", ["nowhere", "settings.json", "/dev/zero", "."])
@pytest.mark.parametrize("name", ["settings.json", "settings.ini"])
def test_a_link_to_what_is_no_file_is_set_aside_itself(
    digits_home: Path, name: str, target: str
) -> None:
    (digits_home / name).symlink_to(target)
    damage = Settings().take_damage()
    assert damage is not None
    assert damage.is_whole
    assert damage.aside is not None
    assert damage.aside.is_symlink()


def test_a_huge_file_is_not_read(digits_home: Path) -> None:
    with (digits_home / "settings.json").open("wb") as file:
        file.write(b'{"a": "')
        file.truncate(10**10)
    damage = Settings().take_damage()
    assert damage is not None
    assert damage.is_whole


def test_an_earlier_file_is_not_asked_again_after_a_damaged_one(digits_home: Path) -> None:
    (digits_home / "settings.ini").write_text("[pen]\nwidth=0.08\n")
    (digits_home / "settings.json").write_text("{")
    assert Settings().pen_width == DEFAULT_PEN_WIDTH
    settings_module._files.clear()
    assert Settings().pen_width == DEFAULT_PEN_WIDTH


def test_where_nothing_can_be_renamed_the_usual_values_are_used(
    digits_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> Path:
        raise PermissionError("not here")

    monkeypatch.setattr("app.settings.file.set_aside", refuse)
    (digits_home / "settings.json").mkdir()
    settings = Settings()
    damage = settings.take_damage()
    assert damage is not None
    assert damage.aside is None
    settings.pen_width = 0.07
    settings.save()


def test_the_layout_can_be_forgotten_and_the_rest_stays() -> None:
    settings = Settings()
    settings.pen_width = 0.07
    settings.window_place = (0, 0, 900, 600)
    settings.is_maximized = True
    settings.save()
    assert settings.has_layout
    settings.forget_layout()
    assert not settings.has_layout
    settings.save()
    settings_module._files.clear()
    again = Settings()
    assert not again.has_layout
    assert again.window_place is None
    assert again.pen_width == 0.07


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
        b"7" * 5000,
        b'{"pen/width": 1e999}',
    ],
    ids=range(10),
)
def test_damaged_and_absurd_files_give_defaults_once(digits_home: Path, content: bytes) -> None:
    (digits_home / "settings.json").write_bytes(content)
    settings = Settings()
    assert settings.pen_width == DEFAULT_PEN_WIDTH
    assert settings.language is Language.SYSTEM
    assert settings.window_place is None
    assert settings.panels == {}
    assert settings.data_path is None
    assert settings.take_damage() is not None
    settings.pen_width = 0.07
    settings.save()
    settings_module._files.clear()
    again = Settings(digits_home)
    assert again.take_damage() is None
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


def test_the_size_of_type_is_remembered() -> None:
    settings = Settings()
    assert settings.zoom == 100
    settings.zoom = 150
    settings.save()
    assert Settings().zoom == 150
