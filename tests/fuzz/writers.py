"""Processes that write until they are killed: one kind of write each, again and again.

    python -m tests.fuzz.writers FOLDER

For each line "KIND SEED" a child is forked that writes as fast as it can and says, one a line, the
number of each write that the program has confirmed. Only one process has to import everything, so
five hundred children take a minute.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.files.export import write_svg
from app.library.store import LibraryStore
from app.library.stroke_files import export_drawings
from app.settings import Settings
from app.training.run import Outcome, Run, RunCurves
from app.training.store import RunStore
from nn.data.files import remove_leftovers
from nn.data.stroke_files import load_strokes
from nn.layers import Dense, Flatten
from nn.model_file import Model, load_model, save_model
from nn.network import Network
from nn.training.settings import TrainingSettings
from tests.app.drawings import drawing

Confirm = Callable[[int], None]


def model(number: int) -> Model:
    """A model that says its number, in its metadata and in every weight."""
    network = Network((Flatten(), Dense(40), Dense(10)))
    parameters = np.full(network.parameter_count, number, np.float32)
    network = Network.from_description(network.describe(), parameters=parameters)
    return Model(network, "mlp", {"seed": number})


def write_models(folder: Path, seed: int, confirm: Confirm) -> None:
    for number in count(seed):
        save_model(folder / "trained.npz", model(number))
        confirm(number)


def check_models(folder: Path, confirmed: list[int]) -> None:
    found = load_model(folder / "trained.npz")
    number = int(found.metadata["seed"])
    assert (found.network.parameters == number).all(), "weights of another model"
    expect_newest(number, confirmed)


def write_runs(folder: Path, seed: int, confirm: Confirm) -> None:
    for number in count(seed):
        store = RunStore(folder / "runs")
        store.save(run(number))
        # A run is confirmed by nothing but the end of the program, which waits for it.
        store.finish()
        confirm(number)


def run(number: int) -> Run:
    from datetime import UTC, datetime, timedelta

    begun = datetime(2026, 1, 31, tzinfo=UTC) + timedelta(seconds=number)
    settings = TrainingSettings.from_metadata(
        {"recipe": "mlp", "learning_rate": 0.01, "batch_size": 64, "epochs": 3}
    )
    return Run(settings, begun, 0.01, Outcome.FINISHED, curves=RunCurves(), model=model(number))


def check_runs(folder: Path, confirmed: list[int]) -> None:
    kept = [load_model(path) for path in (folder / "runs").glob("*.npz")]
    numbers = {int(one.metadata["seed"]) for one in kept}
    assert numbers >= set(confirmed), "a confirmed run is gone"
    for path in (folder / "runs").glob("*.npz"):
        path.unlink()


def write_settings(folder: Path, seed: int, confirm: Confirm) -> None:
    settings = Settings(folder)
    for number in count(seed):
        settings.set_folder("picture", folder / str(number))
        settings.pen_width = 0.01 + 0.001 * (number % 100)
        settings.save()
        confirm(number)


def check_settings(folder: Path, confirmed: list[int]) -> None:
    import json

    values: dict[str, Any] = json.loads((folder / "settings.json").read_text())
    number = int(Path(values["folders/picture"]).name)
    assert abs(values["pen/width"] - 0.01 - 0.001 * (number % 100)) < 1e-9, "two states mixed"
    expect_newest(number, confirmed)


def write_library(folder: Path, seed: int, confirm: Confirm) -> None:
    """Keeps, and now and then deletes, relabels and takes back."""
    store = LibraryStore(folder / "library.sqlite")
    for number in count(seed):
        identity = store.keep(drawing(number), number % 10, source=str(number)).ids[0]
        if number % 4 == 1:
            store.relabel([identity], (number + 1) % 10)
            store.undo()
        if number % 4 == 2:
            store.delete([identity])
            store.undo()
        store.release_held_out()
        confirm(number)


def check_library(folder: Path, confirmed: list[int]) -> None:
    with LibraryStore(folder / "library.sqlite") as store:
        kept = {int(one.source): one for one in store.all_drawings()}
        for number in confirmed:
            assert number in kept, "a confirmed drawing is gone"
            assert kept[number].drawing == drawing(number), "another drawing"
            assert kept[number].label == number % 10, "another label"
        # One more may be committed and not yet confirmed.
        assert len(kept) <= len(confirmed) + 1, "more than was kept"
        store.delete([one.id for one in kept.values()])


def write_exports(folder: Path, seed: int, confirm: Confirm) -> None:
    """An SVG of a drawing, and a stroke file of the library."""
    with LibraryStore(folder / "exported.sqlite") as store:
        ids = store.contents().ids.tolist()
        if not ids:
            ids = [store.keep(drawing(0), 0).ids[0]]
        for number in count(seed):
            assert write_svg(folder / "drawing.svg", drawing(number)).problem is None
            export_drawings(store, path=folder / "strokes.npz", ids=ids)
            confirm(number)


def check_exports(folder: Path, confirmed: list[int]) -> None:
    if confirmed:
        text = (folder / "drawing.svg").read_text()
        assert text.endswith("</svg>\n"), "half of a drawing"
        assert len(load_strokes(folder / "strokes.npz")) >= 1


def expect_newest(number: int, confirmed: list[int]) -> None:
    """Raises AssertionError unless the number is the last one confirmed or the one after."""
    if confirmed:
        assert confirmed[-1] <= number <= confirmed[-1] + 1, f"found {number}, not {confirmed[-1]}"


KINDS: dict[str, tuple[Callable[[Path, int, Confirm], None], Callable[[Path, list[int]], None]]] = {
    "models": (write_models, check_models),
    "runs": (write_runs, check_runs),
    "settings": (write_settings, check_settings),
    "library": (write_library, check_library),
    "exports": (write_exports, check_exports),
}
"""What writes, and what looks at the files afterwards and raises AssertionError or DigitsError."""


def litter(folder: Path) -> list[str]:
    """What the next start's cleaning leaves of temporary files."""
    remove_leftovers(folder)
    remove_leftovers(folder / "runs")
    return [path.name for path in folder.rglob("*") if "tmp" in path.name]


def main() -> None:
    application = QCoreApplication(["writers"])
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        kind, seed = line.split()
        child = os.fork()
        if child == 0:
            _say(f"{os.getpid()}")
            KINDS[kind][0](folder, int(seed), lambda number: _say(f"{number}"))
        os.waitpid(child, 0)
        _say("ended")
    del application


def _say(text: str) -> None:
    # A write of so few bytes is atomic.
    os.write(sys.stdout.fileno(), f"{text}\n".encode())


if __name__ == "__main__":
    main()
