"""The doors through which the program reads each format, gone through as the program does.

Each takes the path of a file in a folder of its own, uses what was read as far as the program
would, and returns. A DigitsError is the door's way to refuse; the doors of what lies in the
program's folder refuse nothing, but start without it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject

from app.files.picture_work import ink_of
from app.library.library import Failure, Library
from app.prediction.current_network import CurrentNetwork
from app.prediction.model_store import ModelStore
from app.prediction.recognizer import Recognizer
from app.settings import Settings
from app.training.recipe_book import RecipeBook
from app.training.store import LoadedRuns, RunStore
from nn.data.digit_data import split_validation
from nn.data.layouts import reading as layouts
from nn.interop.formats import read_any
from nn.messages import DigitsError
from nn.model_file import Model, load_model
from nn.preprocessing.frame import normalise_pixels
from nn.preprocessing.photos.photo import load_image
from nn.reader import Calibration, Reader
from nn.recipe_files import load_recipe, save_recipe
from nn.strokes import Drawing
from nn.training.checkpoints import load_checkpoint
from nn.training.loop import train
from nn.training.settings import TrainingSettings
from tests.app.drawings import drawing
from tests.fuzz import samples

PATIENCE = 20.0
"""Seconds for what another thread does."""


def read_picture(path: Path) -> None:
    drawn = Drawing(picture=ink_of(load_image(path), path.name))
    _expect_sound(_reader().read(drawn).probabilities)


def read_digits(path: Path) -> None:
    train, _ = layouts.read_digits(path)
    split_validation(train)


def read_named_idx(path: Path) -> None:
    """One of EMNIST's or QMNIST's four files; the others are whole."""
    for name, content in samples.named_idx():
        if name != path.name and name.split("-")[0] == path.name.split("-")[0]:
            path.with_name(name).write_bytes(content)
    read_digits(path.parent)


def read_picture_folder(path: Path) -> None:
    """One of seven pictures that are all threes."""
    folder = path.parent / "3"
    folder.mkdir()
    whole = samples.pictures("png")[0][1]
    for number in range(6):
        (folder / f"{number}.png").write_bytes(whole)
    path.rename(folder / path.name)
    read_digits(path.parent)


def read_idx(path: Path) -> None:
    """One of the four files; the others are whole."""
    whole = [sample for sample in samples.idx() if sample[0].endswith(".gz") == _is_packed(path)]
    for name, content in whole:
        if name != path.name:
            path.with_name(name).write_bytes(content)
    read_digits(path)


def _is_packed(path: Path) -> bool:
    return path.suffix == ".gz"


def read_strokes(path: Path) -> None:
    """Into the library, from there to a network."""
    library = Library(folder=path.parent)
    try:
        _, failed = _answer(library, lambda: library.import_file(path), "imported", "failed")
        _raise(failed)
        loaded, failed = _answer(library, lambda: library.load(_ids(library)), "loaded", "failed")
        _raise(failed)
        for kept in loaded[0][0]:
            _expect_sound(_reader().read(kept.drawing).probabilities)
    finally:
        library.close()


def read_library(path: Path) -> None:
    """Opened, all of it read; then one drawing more is kept, and that taken back."""
    library = Library(folder=path.parent)
    try:
        _, failed = _answer(library, lambda: library.keep(drawing(999), 9), "changed", "failed")
        _raise(failed)
        loaded, failed = _answer(library, lambda: library.load(_ids(library)), "loaded", "failed")
        _raise(failed)
        for kept in loaded[0][0]:
            _reader().read(kept.drawing)
        _, failed = _answer(library, library.gather, "gathered", "failed")
        _raise(failed)
        # A file that turned out to be damaged on the way was replaced, and has no history.
        if library.undoable is not None:
            _, failed = _answer(library, library.undo, "changed", "failed")
            _raise(failed)
    finally:
        library.close()


def _ids(library: Library) -> list[int]:
    return [int(identity) for identity in library.contents.ids]


def _raise(failed: list[tuple[Failure]]) -> None:
    for (failure,) in failed:
        raise failure.error


def read_model(path: Path) -> None:
    """Opened from the menu."""
    _use(read_any(path))


def read_own_network(path: Path) -> None:
    """At the start, when it is the user's own: there is a network whatever lies there."""
    network = CurrentNetwork(Recognizer(), ModelStore(Settings(path.parent), folder=path.parent))
    network.load()
    assert network.model is not None, "there is no network"
    _use(network.model)


def read_runs(path: Path) -> None:
    """At the start; each run is shown, and its network answers."""
    store = RunStore(path.parent)
    loaded, _ = _answer(store, store.load, "loaded", "problem")
    found: LoadedRuns = loaded[0][0]
    for run in found.runs:
        _use(store.model(run))
        json.dumps(run.curves.to_json(), allow_nan=False)
        run.settings.applied()
        run.settings.to_metadata()
        f"{run.begun:%c} {run.seconds:.1f} {run.epoch:.1f} {run.learning_rate:g}"
    assert found.runs or found.problems, "a run is neither shown nor told about"


def read_checkpoint(path: Path) -> None:
    """To the end of the training; that of another recipe may take its time."""
    found = load_checkpoint(path)
    found.insist_on(samples.digits())
    if found.recipe == samples.TRAINED:
        *_, last = train(found.recipe, samples.digits(), resume=found.state)
        images = normalise_pixels(samples.digits().validation.images[:1])
        _expect_sound(last.network.predict(images)[0])


def read_recipe(path: Path) -> None:
    """Opened by hand, then as a file of the program's folder; what is read can be kept again."""
    book = RecipeBook(path.parent)
    _answer(book, lambda: None, "changed", "changed")
    assert len(book.own_names) <= 1
    for name in book.own_names:
        chosen = TrainingSettings.of(book.recipe(name))
        chosen.applied()
        assert TrainingSettings.from_metadata(chosen.to_metadata()) == chosen
        save_recipe(chosen.base, path)
        assert load_recipe(path) == chosen.base
    book.finish()
    # Where it was no recipe, it has been set aside.
    for left in path.parent.glob("*.toml"):
        load_recipe(left)


def read_settings(path: Path) -> None:
    """Every value; then one is changed and saved."""
    settings = Settings(path.parent)
    for name in dir(Settings):
        if not name.startswith("_") and isinstance(getattr(Settings, name), property):
            getattr(settings, name)
    settings.folder("picture")
    assert 0.005 <= settings.pen_width <= 0.5
    settings.pen_width = 0.123
    settings.save()


def _use(model: Model) -> None:
    """What the window and the command line do with any model."""
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    _expect_sound(reader.read(drawing(1)).probabilities)
    json.dumps(model.metadata, allow_nan=False)
    if model.metadata.get("validation_accuracy") is not None:
        assert 0 <= model.metadata["validation_accuracy"] <= 1


def _expect_sound(probabilities: Any) -> None:
    assert np.isfinite(probabilities).all(), "probabilities are no numbers"
    assert not len(probabilities) or abs(probabilities.sum() - 1) < 1e-3, "they do not sum to 1"


@cache
def _reader() -> Reader:
    """Some network, for what is read to be read."""
    name, content = samples.models()[0]
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return Reader(load_model(path).network)


def _answer(
    sender: QObject, ask: Callable[[], object], done: str, failed: str
) -> tuple[list[Any], list[Any]]:
    """Ask, and let events pass until either signal has come; what both of them carried."""
    told: tuple[list[Any], list[Any]] = ([], [])

    def take_done(*values: object) -> None:
        told[0].append(values)

    def take_failed(*values: object) -> None:
        told[1].append(values)

    getattr(sender, done).connect(take_done)
    getattr(sender, failed).connect(take_failed)
    ask()
    end = time.monotonic() + PATIENCE
    while not (told[0] or told[1]) and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.0002)
    getattr(sender, done).disconnect(take_done)
    getattr(sender, failed).disconnect(take_failed)
    assert told[0] or told[1], f"no answer: {done}"
    return told


REFUSALS = (DigitsError,)
"""What a door raises for a file that is of no use."""
