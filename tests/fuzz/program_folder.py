"""Program folders in any state of damage: made whole, then damaged, the same way for each seed."""

from __future__ import annotations

import json
import os
import shutil
import socket
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from nn import model_file
from nn.data.files import write_arrays
from nn.model_file import load_model, save_model, shipped_model_path
from nn.recipe_files import save_recipe
from nn.recipes import RECIPES
from nn.strokes import Drawing, Stroke

Rng = np.random.Generator
FILES = (
    "settings.json",
    "settings.json",
    "settings.ini",
    "trained.npz",
    "trained.npz",
    "runs/2026-01-31T12-00-00-000000.npz",
    "runs",
    "library.sqlite",
    "library.sqlite-wal",
    "digits.log",
    "digits.log.1",
    "opening-4194305",
    ".trained.npz-999999999.tmp",
    "downloads",
    "last-drawing.bin",
    "recipes/mine.toml",
    "recipes",
)
"""What may lie in a program folder, the more important ones twice."""

PANELS = {
    name: {
        "open": True,
        "floating": False,
        "front": name == "libraryDock",
        "place": [8, 8, 300, 300],
    }
    for name in (
        "trainingDock",
        "insideDock",
        "mistakesDock",
        "libraryDock",
        "learnDock",
        "microscopeDock",
        "buildDock",
        "compareDock",
    )
}
SETTINGS: dict[str, Any] = {
    "pen/width": 0.06,
    "window/appearance": "dark",
    "window/language": "en",
    "window/place": [0, 0, 1000, 700],
    "window/maximized": False,
    "window/panels": PANELS,
    "inside/section": "layers",
    "network/shipped": False,
    "training/settings_open": True,
    "training/recipe": "Mine",
    "lessons/done": ["01-data"],
    "lessons/folder": "/somewhere/else",
    "folders/picture": "/somewhere",
}
ABSURD: tuple[Any, ...] = (
    None, True, 0, -1, 10**400, -(10**30), 1e300, -1e-320, float("nan"), float("inf"), "", "\ud800",
    "\0", "7" * 100_000, "../" * 2000, [], [[]] * 200, {}, {"a": {"b": []}}, [0, 0, 99_999, 99_999],
    [-49_000, -49_000, 99_000, 99_000], [0, 0, -5, -5], [0.5, 1e5, 0, 1e-9], "zh_CN", "/dev/zero",
)  # fmt: skip


@dataclass(frozen=True)
class Folder:
    """A program folder. ``damages`` tells what was done to it; ``is_unusable`` that nothing can be
    remembered in it, which every start has to say."""

    path: Path
    damages: tuple[str, ...]
    is_unusable: bool = False


def damaged_folder(base: Path, seed: int) -> Folder:
    """A damaged program folder within ``base``, which has to be empty; the same for each seed."""
    rng = np.random.default_rng(seed)
    home = base / "home"
    shutil.copytree(whole_folder(), home)
    if rng.random() < 0.08:
        replace = PLACES[rng.integers(len(PLACES))]
        return Folder(replace(rng, home), (replace.__name__.strip("_"),), is_unusable=True)
    damages = []
    for _ in range(rng.integers(1, 4)):
        name = FILES[rng.integers(len(FILES))]
        kinds = (*DAMAGES, *CONTENTS.get(name.split("/")[0], ()) * 4)
        damage = kinds[rng.integers(len(kinds))]
        if damage not in INSIDE or _is_plain(home / name):
            damage(rng, home / name)
            damages.append(f"{damage.__name__.strip('_')} {name}")
    return Folder(home, tuple(damages))


def _is_plain(path: Path) -> bool:
    """Whether it is a file that may be written: what a link leads to is not ours."""
    return path.is_file() and not path.is_symlink()


@cache
def whole_folder() -> Path:
    """A folder as the program leaves it: settings, a network, a run, a library, a log."""
    from app.files import last_drawing
    from app.library.store import LibraryStore

    home = Path(tempfile.mkdtemp(prefix="digits-whole-"))
    (home / "runs").mkdir()
    (home / "settings.json").write_text(json.dumps(SETTINGS))
    (home / "settings.ini").write_text("[pen]\nwidth=0.08\n[window]\nappearance=light\n")
    (home / "digits.log").write_text("2026-01-31 INFO started\n")
    shutil.copy(shipped_model_path(), home / "trained.npz")
    model = load_model(shipped_model_path())
    curve = [[0.0, 1.0], [2.0, 1.0]]
    run = {
        "settings": {"recipe": "mlp", "learning_rate": 0.01, "batch_size": 64, "epochs": 3},
        "begun": "2026-01-31T12:00:00+00:00", "learning_rate": 0.01, "outcome": "finished",
        "epoch": 3.0, "seconds": 10.0, "best_accuracy": 0.9,
        "curves": {"loss": curve, "validation_loss": curve, "accuracy": curve},
    }  # fmt: skip
    model.metadata["run"] = run
    last_drawing.keep(Drawing((Stroke(np.array([[0.3, 0.2], [0.6, 0.8]]), 0.05),)), home)
    (home / "recipes").mkdir()
    save_recipe(replace(RECIPES["mlp"], name="Mine", title="Mine"), home / "recipes" / "mine.toml")
    save_model(home / FILES[5], model)
    with LibraryStore(home / "library.sqlite") as store:
        for label in range(3):
            points = np.array([[0.3, 0.2], [0.3 + 0.1 * label, 0.8]], np.float32)
            store.keep(Drawing((Stroke(points, 0.05),)), label)
    return home


# Damages of what is inside a file.


def _flip_bits(rng: Rng, path: Path) -> None:
    content = bytearray(_content(path))
    for place in rng.integers(0, max(len(content), 1) * 8, rng.integers(1, 20)):
        if content:
            content[place // 8] ^= 1 << (place % 8)
    path.write_bytes(content)


def _truncate(rng: Rng, path: Path) -> None:
    content = _content(path)
    path.write_bytes(content[: rng.integers(0, max(len(content), 1))])


def _splice(rng: Rng, path: Path) -> None:
    content = _content(path)
    start, end, to = np.sort(rng.integers(0, len(content) + 1, 3))
    path.write_bytes(content[:start] + content[end:to] + content[start:])


def _content(path: Path) -> bytes:
    if not _is_plain(path):
        return b"something else"
    # An earlier damage may have made it a million times as long.
    with path.open("rb") as file:
        return file.read(10**8)


# Something else in a file's place.


def _empty(_rng: Rng, path: Path) -> None:
    _clear(path).touch()


def _zeros(rng: Rng, path: Path) -> None:
    _clear(path).write_bytes(bytes(int(rng.integers(1, 100_000))))


def _noise(rng: Rng, path: Path) -> None:
    _clear(path).write_bytes(rng.bytes(int(rng.integers(1, 100_000))))


def _foreign(rng: Rng, path: Path) -> None:
    others = [other for other in whole_folder().iterdir() if other.is_file()]
    shutil.copy(others[rng.integers(len(others))], _clear(path))


def _folder(_rng: Rng, path: Path) -> None:
    _clear(path).mkdir()


def _full_folder(_rng: Rng, path: Path) -> None:
    (_clear(path) / "deeper").mkdir(parents=True)
    (path / "file").touch()


def _fifo(_rng: Rng, path: Path) -> None:
    os.mkfifo(_clear(path))


def _socket(_rng: Rng, path: Path) -> None:
    name = f"{_clear(path).parent}/s"
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(name)
    Path(name).rename(path)


def _link(rng: Rng, path: Path) -> None:
    targets = (
        "nowhere", path.name, "/dev/zero", "/dev/full", "/dev/urandom", "/dev/tty", "/",
        "/proc/self/mem", ".", "settings.json", "trained.npz",
    )  # fmt: skip
    _clear(path).symlink_to(targets[rng.integers(len(targets))])


def _huge(rng: Rng, path: Path) -> None:
    """Without taking so much of the disk."""
    head = _content(path)[:4096]
    with _clear(path).open("wb") as file:
        file.write(head)
        file.truncate(int(rng.choice([10**8, 10**10, 10**12])))


def _forbidden(_rng: Rng, path: Path) -> None:
    path.chmod(0)


def _clear(path: Path) -> Path:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    return path


# Well formed and absurd.


def _absurd_value(rng: Rng, path: Path) -> None:
    values = json.loads(json.dumps(SETTINGS))
    for _ in range(rng.integers(1, 4)):
        _replace_part(values, rng)
    _clear(path).write_text(json.dumps(values))


def _absurd_json(rng: Rng, path: Path) -> None:
    texts = (
        "[" * 100_000, "[1, 2]", "null", "7" * 5000, '{"pen/width": 1e999}', '{"a":' * 5000, "{}}",
        '{"window/panels": NaN}', '"' + "x" * 2_000_000 + '"', "\ufeff{}", '{"a": 1, "a": 2}',
    )  # fmt: skip
    _clear(path).write_text(texts[rng.integers(len(texts))])


def _absurd_ini(rng: Rng, path: Path) -> None:
    values = (
        "width=nan", "width=inf", "width=1e300", "language=a,b", r"panels=@ByteArray(\0\0\xff)",
        r"panels=@Variant(\0\0\0\x7f\0\0\0\x1aPySide::PyObjectWrapper\0\0\0\0\x3\x80\x3K\x1.)",
        "geometry=@Rect(0 0 99999999 99999999)", "\ud7ff=", "=" * 10_000, "x" * 1_000_000,
    )  # fmt: skip
    chosen = [values[place] for place in rng.integers(0, len(values), 4)]
    _clear(path).write_text("[window]\n" + "\n".join(chosen), "utf-8")
    _clear(path.with_suffix(".json"))


def _absurd_model(rng: Rng, path: Path) -> None:
    """With a right checksum over a description of which a part is something else."""
    path = path / Path(FILES[5]).name if path.name == "runs" else path
    source = whole_folder() / (FILES[5] if path.parent.name == "runs" else "trained.npz")
    with np.load(source, allow_pickle=False) as file:
        arrays = dict(file)
    content = json.loads(arrays["description"].item())
    _replace_part(content, rng)
    arrays["description"] = np.array(json.dumps(content))
    arrays["checksum"] = np.array(
        model_file._checksum(1, arrays["description"].item(), arrays["parameters"])
    )
    write_arrays(_clear(path), arrays)


def _replace_part(content: Any, rng: Rng) -> None:
    """Put something absurd in the place of a value that lies at any depth."""
    while True:
        keys = list(content) if isinstance(content, dict) else range(len(content))
        key = keys[rng.integers(len(keys))]
        part = content[key]
        if not isinstance(part, dict | list) or not part or rng.random() < 0.15:
            content[key] = ABSURD[rng.integers(len(ABSURD))]
            return
        content = part


# The folder itself.


def _no_folder(_rng: Rng, home: Path) -> Path:
    shutil.rmtree(home)
    return home / "deep" / "er"


def _file_for_folder(_rng: Rng, home: Path) -> Path:
    _empty(_rng, home)
    return home


def _below_a_file(_rng: Rng, home: Path) -> Path:
    _empty(_rng, home)
    return home / "deeper"


def _other_for_folder(rng: Rng, home: Path) -> Path:
    (_fifo, _socket)[rng.integers(2)](rng, home)
    return home


def _link_for_folder(rng: Rng, home: Path) -> Path:
    targets = ("nowhere", home.name, "/dev/null", "/proc")
    _clear(home).symlink_to(targets[rng.integers(len(targets))])
    return home


def _read_only_folder(rng: Rng, home: Path) -> Path:
    home.chmod(int(rng.choice([0o555, 0o444, 0o111, 0o333, 0])))
    return home


def _long_name(_rng: Rng, home: Path) -> Path:
    return home / ("x" * 300)


def _bytes_for_name(_rng: Rng, home: Path) -> Path:
    return home.rename(home.with_name("h\udcff\udcfe"))


INSIDE = (_flip_bits, _truncate, _splice, _forbidden)
DAMAGES: tuple[Callable[[Rng, Path], None], ...] = (
    *INSIDE, *INSIDE, _empty, _zeros, _noise, _foreign, _folder, _full_folder, _fifo, _socket,
    _link, _link, _huge,
)  # fmt: skip
CONTENTS: dict[str, tuple[Callable[[Rng, Path], None], ...]] = {
    "settings.json": (_absurd_value, _absurd_value, _absurd_json),
    "settings.ini": (_absurd_ini,),
    "trained.npz": (_absurd_model,),
    "runs": (_absurd_model,),
}
PLACES: tuple[Callable[[Rng, Path], Path], ...] = (
    _no_folder, _file_for_folder, _below_a_file, _other_for_folder, _link_for_folder,
    _read_only_folder, _long_name, _bytes_for_name,
)  # fmt: skip
