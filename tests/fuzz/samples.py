"""Small valid files of every format that is read, a few of each."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tempfile
import warnings
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from nn.data.digit_data import Dataset, DigitData
from nn.data.stroke_files import StrokeSet, save_strokes
from nn.layers import BatchNorm, Conv2D, Dense, Dropout, Flatten, Layer, MaxPool2D, ReLU
from nn.model_file import Model, save_model
from nn.network import Network
from nn.recipe_files.files import as_toml
from nn.recipes import RECIPES
from nn.training.checkpoints import Checkpoint, digest, save_checkpoint
from nn.training.loop import Steering, train
from tests.app.drawings import drawing
from tests.fuzz.packing import npz

Sample = tuple[str, bytes]
"""The name under which it lies in its folder, and its content."""

PICTURES: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "png": (
        ("L", {}), ("1", {}), ("P", {"transparency": 0}), ("RGBA", {"dpi": (300, 300)}),
        ("I;16", {}),
    ),
    "jpeg": (
        ("L", {"quality": 80}), ("RGB", {"progressive": True, "exif": b"turned"}), ("CMYK", {}),
    ),
    "webp": (("RGB", {"quality": 50}), ("RGBA", {"lossless": True}), ("RGB", {"save_all": True})),
    "bmp": (("L", {}), ("RGB", {}), ("1", {})),
    "gif": (("P", {}), ("P", {"save_all": True})),
    "tiff": (
        ("L", {"compression": "tiff_lzw"}), ("RGB", {"compression": "jpeg"}), ("1", {}),
        ("RGB", {"compression": "tiff_adobe_deflate"}), ("F", {}), ("I;16", {}),
    ),
}  # fmt: skip
"""Mode and options of the samples of each picture format."""

FOREIGN = ("avif", "blp", "dds", "eps", "ico", "im", "jpeg2000", "pcx", "ppm", "sgi", "tga", "xbm")
"""Formats that Pillow writes and the program does not offer."""


def picture(mode: str = "L") -> Image.Image:
    """A seven, 40×44."""
    image = Image.new("L", (40, 44), 255)
    ImageDraw.Draw(image).line([(8, 8), (30, 9), (18, 38)], fill=20, width=3)
    if mode == "I;16":
        return Image.fromarray(np.asarray(image).astype(np.uint16) * 257)
    return image.convert(mode)


@cache
def pictures(kind: str) -> tuple[Sample, ...]:
    return tuple((f"picture.{kind}", _encoded(kind, *how)) for how in PICTURES[kind])


@cache
def foreign_pictures() -> tuple[Sample, ...]:
    """What is no offered format and is called one."""
    Image.init()
    modes = {"blp": "P", "xbm": "1"}
    known = [kind for kind in FOREIGN if kind.upper() in Image.SAVE]
    found = [_encoded(kind, modes.get(kind, "RGB"), {}) for kind in known]
    found.append(b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///dev/zero"/></svg>')
    found.append(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 40 44\n(x) run showpage\n")
    return tuple(("picture.png", content) for content in found)


def _encoded(kind: str, mode: str, options: dict[str, Any]) -> bytes:
    image, file = picture(mode), io.BytesIO()
    options = dict(options)
    if options.pop("exif", None):
        exif = Image.Exif()
        exif[0x0112] = 6
        options["exif"] = exif
    if options.get("save_all"):
        options["append_images"] = [image.transpose(Image.Transpose.ROTATE_180)]
    with warnings.catch_warnings():
        # Some formats are on their way out of Pillow.
        warnings.simplefilter("ignore", DeprecationWarning)
        image.save(file, kind.upper(), **options)
    return file.getvalue()


@cache
def mnist() -> tuple[Sample, ...]:
    return (
        ("mnist.npz", npz(_digits(12))),
        ("mnist.npz", npz(_digits(12) | {"more": np.zeros(3, ">i8")})),
    )


def _digits(count: int) -> dict[str, Any]:
    rng = np.random.default_rng(0)
    images, labels = rng.integers(0, 256, (count, 28, 28), np.uint8), np.arange(count) % 10
    return {
        "x_train": images,
        "y_train": labels.astype(np.uint8),
        "x_test": images[:4],
        "y_test": labels[:4].astype(np.uint8),
    }


@cache
def idx() -> tuple[Sample, ...]:
    """The four files, and the same packed; they belong together."""
    digits = _digits(12)
    plain = []
    for part, stem in (("train", "train"), ("test", "t10k")):
        for letter, kind in (("x", "images-idx3"), ("y", "labels-idx1")):
            array = digits[f"{letter}_{part}"]
            head = bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
            plain.append((f"{stem}-{kind}-ubyte", head + array.tobytes()))
    return (*plain, *((f"{name}.gz", gzip.compress(content, mtime=0)) for name, content in plain))


@cache
def strokes() -> tuple[Sample, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "strokes.npz"
        samples = []
        for first, count in ((0, 6), (10, 1)):
            drawings = tuple(drawing(seed) for seed in range(first, first + count))
            labels = (np.arange(count) % 10).astype(np.uint8)
            save_strokes(path, StrokeSet(drawings, labels, np.array(["someone"] * count)))
            samples.append((path.name, path.read_bytes()))
    return tuple(samples)


@cache
def tables() -> tuple[Sample, ...]:
    digits = _digits(12)
    rows = np.column_stack([digits["y_train"], digits["x_train"].reshape(12, -1)])
    lines = "\n".join(",".join(map(str, row)) for row in rows).encode() + b"\n"
    heading = ",".join(["label", *(f"pixel{number}" for number in range(784))]).encode() + b"\n"
    return (
        ("digits.csv", lines),
        ("digits.csv", heading + lines),
        ("digits.csv.gz", gzip.compress(lines, mtime=0)),
    )


@cache
def array_pairs() -> tuple[Sample, ...]:
    """Images and labels in other forms than MNIST's."""
    digits = _digits(12)
    images, labels = digits["x_train"], digits["y_train"]
    floats = (images / 255).astype(np.float32)
    return (
        ("digits.npz", npz({"images": images.reshape(12, 784), "labels": labels})),
        ("digits.npz", npz({"x": floats[..., None], "y": np.eye(10)[labels]})),
        ("digits.npz", npz({"data": images[:, :8, :8] // 16, "target": labels.astype(np.int64)})),
    )


@cache
def named_idx() -> tuple[Sample, ...]:
    """EMNIST's four files and QMNIST's."""
    found = []
    plain = [sample for sample in idx() if not sample[0].endswith(".gz")]
    for name, content in plain:
        part, _, rest = name.replace("t10k", "test").partition("-")
        found.append((f"emnist-digits-{part}-{rest}", content))
        if "labels" in name:
            labels = np.zeros((len(content) - 8, 8), ">i4")
            labels[:, 0] = np.frombuffer(content, np.uint8, offset=8)
            head = bytes([0, 0, 12, 2]) + struct.pack(">2I", *labels.shape)
            found.append((f"qmnist-{part}-labels-idx2-int", head + labels.tobytes()))
        else:
            found.append((f"qmnist-{part}-{rest}", content))
    return tuple(found)


@cache
def quickdraw() -> tuple[Sample, ...]:
    lines = []
    for seed in range(6):
        strokes = [stroke.points.T.round(3).tolist() for stroke in drawing(seed).strokes]
        lines.append(json.dumps({"word": ("one", "7", "cat")[seed % 3], "drawing": strokes}))
    return (("full.ndjson", "\n".join(lines).encode()), ("full.ndjson", lines[0].encode()))


FACTS: dict[str, Any] = {
    "seed": 1, "epochs": 3, "seconds": 12.5, "samples": 1000, "validation_accuracy": 0.97,
    "data": "MNIST", "date": "2026-01-31", "temperature": 1.2, "minimum_confidence": 0.4,
    "minimum_digit_score": 0.3,
}  # fmt: skip
_CURVE = [[0.0, 1.0, 2.0], [2.0, 1.0, 0.5]]
RUN: dict[str, Any] = {
    "settings": {"recipe": "mlp", "learning_rate": 0.01, "batch_size": 64, "epochs": 3},
    "begun": "2026-01-31T12:00:00+00:00", "learning_rate": 0.01, "outcome": "finished",
    "epoch": 3.0, "seconds": 10.0, "best_accuracy": 0.9,
    "curves": {"loss": _CURVE, "validation_loss": _CURVE, "accuracy": _CURVE},
}  # fmt: skip


@cache
def models() -> tuple[Sample, ...]:
    return _model_files("trained.npz", FACTS)


@cache
def runs() -> tuple[Sample, ...]:
    return _model_files("runs/2026-01-31T12-00-00-000000.npz", {**FACTS, "run": RUN})


def _model_files(name: str, facts: dict[str, Any]) -> tuple[Sample, ...]:
    layers = (
        (Flatten(), Dense(8), ReLU(), Dense(10)),
        (Conv2D(2, 5), BatchNorm(), ReLU(), MaxPool2D(4), Flatten(), Dropout(0.1), Dense(11)),
    )
    samples = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        for chain in layers:
            network = Network(chain).initialised(rng=np.random.default_rng(0))
            save_model(path, Model(network, "mlp", facts))
            samples.append((name, path.read_bytes()))
    return tuple(samples)


TRAINED = replace(
    RECIPES["mlp"], layers=(Flatten(), Dropout(0.1), Dense(10)), batch_size=8, epochs=2
)
"""The recipe of the checkpoint."""


@cache
def digits() -> DigitData:
    """What the checkpoint's training learns from: noise."""
    rng = np.random.default_rng(0)
    noise = Dataset(rng.integers(0, 256, (40, 28, 28), np.uint8), rng.integers(0, 10, 40, np.uint8))
    return DigitData(noise[:32], noise[32:], noise[:0], "noise")


@cache
def checkpoints() -> tuple[Sample, ...]:
    steps = train(TRAINED, digits(), interval=0)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checkpoint.npz"
        next(steps)
        for _ in range(5):
            state = steps.send(Steering(keep=True)).state
            assert state is not None
            # Else no two processes would make the same file.
            state["seconds"] = 1.0
            save_checkpoint(path, Checkpoint(TRAINED, 0, "numpy", digest(digits()), state))
            found.append((path.name, path.read_bytes()))
    return tuple(found)


@cache
def keras_models() -> tuple[Sample, ...]:
    from nn.interop.keras import load_keras

    keras = load_keras()
    layers = keras.layers
    chains = (
        [layers.Flatten(), layers.Dense(8, "relu"), layers.Dense(10, "softmax")],
        [
            layers.Conv2D(2, 5), layers.BatchNormalization(), layers.ReLU(),
            layers.MaxPooling2D(4), layers.Flatten(), layers.Dropout(0.1), layers.Dense(10),
        ],
    )  # fmt: skip
    samples = []
    with tempfile.TemporaryDirectory() as folder:
        for chain in chains:
            model = keras.Sequential([keras.Input((28, 28, 1)), *chain])
            for suffix in ("keras", "h5") if chain is chains[0] else ("keras",):
                path = Path(folder) / f"model.{suffix}"
                model.save(path)
                samples.append((path.name, path.read_bytes()))
    return tuple(samples)


@cache
def onnx_models() -> tuple[Sample, ...]:
    return _written("model.onnx")


@cache
def safetensors() -> tuple[Sample, ...]:
    return _written("model.safetensors")


def _written(name: str) -> tuple[Sample, ...]:
    """The program's own exports of two networks."""
    from nn.interop.formats import write_any

    chains: tuple[tuple[Layer, ...], ...] = (
        (Flatten(), Dense(8), ReLU(), Dense(10)),
        (Conv2D(2, 5), MaxPool2D(4), Flatten(), Dense(11)),
    )
    samples = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        for chain in chains:
            network = Network(chain).initialised(rng=np.random.default_rng(0))
            write_any(path, Model(network, "mlp", {"seed": 1}))
            samples.append((name, path.read_bytes()))
    return tuple(samples)


@cache
def recipes() -> tuple[Sample, ...]:
    return tuple((f"recipes/{name}.toml", as_toml(one).encode()) for name, one in RECIPES.items())


SETTINGS: dict[str, Any] = {
    "pen/width": 0.06, "window/appearance": "dark", "window/language": "en",
    "window/place": [0, 0, 1000, 700], "window/maximized": False,
    "window/panels": {
        name: {"open": True, "floating": False, "front": True, "place": [8, 8, 300, 300]}
        for name in ("readingDock", "trainingDock", "libraryDock")
    },
    "inside/section": "layers", "network/shipped": False, "training/settings_open": True,
    "training/recipe": "cnn", "training/values": {
        "learning_rate": 0.01, "batch_size": 64, "epochs": 3, "augmentation": 0.5, "seed": 7,
    },
    "folders/picture": "/somewhere", "data/path": "/somewhere/mnist.npz",
}  # fmt: skip


@cache
def settings() -> tuple[Sample, ...]:
    ini = "[pen]\nwidth=0.08\n[window]\nappearance=light\nlanguage=zh_CN\n[data]\npath=/x\\x4e00\n"
    return (
        ("settings.json", json.dumps(SETTINGS, indent=1).encode()),
        ("settings.json", json.dumps({"pen/width": 0.1}).encode()),
        ("settings.ini", ini.encode()),
    )


@cache
def libraries() -> tuple[Sample, ...]:
    from app.library.store import LibraryStore

    samples = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (3, 30):
            path = Path(folder) / f"{count}.sqlite"
            with LibraryStore(path) as store:
                for seed in range(count):
                    store.keep(drawing(seed), seed % 10)
            samples.append(("library.sqlite", path.read_bytes()))
    return tuple(samples)
