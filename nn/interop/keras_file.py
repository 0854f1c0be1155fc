"""What a Keras file may hold, checked before Keras takes any memory for it.

    file → size of its parts → architecture: layers, their sizes, one chain of them → arrays
         → number of weights

Keras builds whatever an architecture asks for, and believes whatever size an array claims. So both
are read here first, and refused by what they say; the weights are counted without being made.
"""

from __future__ import annotations

import io
import json
import math
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from nn.data.files import first_line, open_regular
from nn.interop.chain import refused_layer
from nn.interop.keras import ExchangeError, load_keras
from nn.interop.keras_old import readable_by_keras
from nn.layers.base import check_count
from nn.messages import N_, message
from nn.network import MOST_LAYERS, MOST_PARAMETERS

LAYERS = (
    "Activation",
    "AveragePooling2D",
    "BatchNormalization",
    "Conv2D",
    "Dense",
    "Dropout",
    "ELU",
    "Flatten",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling2D",
    "InputLayer",
    "LeakyReLU",
    "MaxPooling2D",
    "Normalization",
    "Permute",
    "ReLU",
    "Rescaling",
    "Reshape",
    "Softmax",
    "ZeroPadding2D",
)
"""The layers of Keras that can be taken over."""

TRAINING_ONLY = (
    "ActivityRegularization",
    "AlphaDropout",
    "GaussianDropout",
    "GaussianNoise",
    "Identity",
    "RandomBrightness",
    "RandomContrast",
    "RandomElasticTransform",
    "RandomErasing",
    "RandomFlip",
    "RandomGaussianBlur",
    "RandomPerspective",
    "RandomRotation",
    "RandomShear",
    "RandomTranslation",
    "RandomZoom",
    "SpatialDropout2D",
)
"""The layers that pass values on as they are, but for training: they are left out."""

_MODELS = ("Functional", "Model", "Sequential")
"""What a model's description calls a model, which may have others among its layers."""

_SIZES = (
    "batch_input_shape",
    "batch_shape",
    "dilation_rate",
    "filters",
    "groups",
    "kernel_size",
    "padding",
    "pool_size",
    "strides",
    "target_shape",
    "units",
)
"""What in a layer's description is a whole number or several."""

_MOST_BYTES = 12 * MOST_PARAMETERS
"""Of all arrays: the weights, and the two averages of each that an optimiser keeps."""

_LONGEST_TEXT = 2**20
_MOST_OBJECTS = 10_000
_DEEPEST = 40
_WEIGHTS = "model.weights.h5"

_NOT_KERAS = N_("nn", "{0}: expected a Keras model; found {1}.")


def load_keras_model(path: Path) -> Any:
    """The Keras model in a ``.keras`` or ``.h5`` file, without its compilation.

    Raises ExchangeError where there is none, or one that asks for what cannot be taken over.
    """
    try:
        # Before Keras is loaded, which takes seconds: most of what is no use is seen by its text.
        _check_file(path)
        keras = load_keras()
        with readable_by_keras(path) as readable, warnings.catch_warnings():
            # What Keras thinks of older ways to write a model is for who wrote it.
            warnings.simplefilter("ignore")
            return _load(keras, readable)
    except _FoundError as error:
        raise ExchangeError(_NOT_KERAS, path, error.message) from error
    except ExchangeError:
        raise
    except OSError as error:
        reason = message(N_("nn", "nothing readable there ({0})"), error.strerror or _brief(error))
        raise ExchangeError(_NOT_KERAS, path, reason) from error
    # Keras raises whatever its many parts raise; each of it means that the file is of no use.
    except Exception as error:
        raise ExchangeError(_NOT_KERAS, path, _brief(error)) from error


def _load(keras: Any, path: Path) -> Any:
    # Layers whose variables are not made: their shapes are known all the same.
    with keras.StatelessScope(initialize_variables=False):
        count = _weights_of(keras.saving.load_model(path, compile=False, safe_mode=True))
    if count > MOST_PARAMETERS:
        raise _FoundError(
            N_("nn", "{0} weights, more than the {1} that are read"), count, MOST_PARAMETERS
        )
    return keras.saving.load_model(path, compile=False, safe_mode=True)


class _FoundError(ExchangeError):
    """The file holds what is not read; the message completes "found …"."""


def _brief(error: BaseException) -> str:
    return first_line(error).rstrip(".")


def _weights_of(model: Any) -> int:
    return sum(math.prod(variable.shape) for variable in model.variables)


def _check_file(path: Path) -> None:
    with open_regular(path) as file:
        start = file.read(8)
        file.seek(0, io.SEEK_END)
        if file.tell() > _MOST_BYTES:
            raise _too_large("", file.tell())
        file.seek(0)
        if start.startswith(b"PK"):
            _check_archive(file)
        elif start == b"\x89HDF\r\n\x1a\n":
            _check_arrays(file, with_architecture=True)
        else:
            raise _FoundError(
                N_("nn", "a file of another kind") if start else N_("nn", "an empty file")
            )


def _check_archive(file: BinaryIO) -> None:
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        if len(set(names)) < len(names):
            raise _FoundError(N_("nn", "two parts of the same name"))
        for info in archive.infolist():
            most = _MOST_BYTES if info.filename == _WEIGHTS else _LONGEST_TEXT
            if info.file_size > most:
                raise _too_large(info.filename, info.file_size)
        if not {"config.json", _WEIGHTS} <= set(names):
            raise _FoundError(N_("nn", "an archive without an architecture or without weights"))
        _check_architecture(archive.read("config.json"))
        _check_arrays(io.BytesIO(archive.read(_WEIGHTS)), with_architecture=False)


def _too_large(name: str, size: int) -> _FoundError:
    return _FoundError(
        N_("nn", "a part {0} of {1} MB, more than is read"), first_line(name), size // 2**20
    )


def _check_architecture(text: str | bytes) -> None:
    """Raise ExchangeError where a model's description asks for what cannot be taken over."""
    if len(text) > _LONGEST_TEXT:
        raise _too_large("config.json", len(text))
    model = json.loads(text)
    _check_objects(model)
    if _check_layers(model["config"]) > MOST_LAYERS:
        raise _FoundError(N_("nn", "no list of at most {0} layers"), MOST_LAYERS)


def _check_layers(config: Any) -> int:
    """How many layers a model has, each of which can be taken; those of models in it count, too."""
    # The first Keras wrote the list of layers alone.
    layers = config if isinstance(config, list) else config["layers"]
    if not isinstance(layers, list) or len(layers) > MOST_LAYERS:
        raise _FoundError(N_("nn", "no list of at most {0} layers"), MOST_LAYERS)
    if isinstance(config, dict):
        _check_ends(config)
    count = 0
    for layer in layers:
        # Each time that a layer is applied is one more in the chain.
        count += max(len(layer.get("inbound_nodes") or []), 1)
        if layer["class_name"] in _MODELS:
            count += _check_layers(layer["config"])
        else:
            _check_layer(layer["class_name"], layer["config"])
    return count


def _check_ends(config: dict[str, Any]) -> None:
    """A model that names its inputs and outputs has one of each."""
    ends = [_ends(config.get(key)) for key in ("input_layers", "output_layers")]
    if ends != [1, 1]:
        raise ExchangeError(
            N_("nn", "expected a model with one input and one output, found {0} and {1}"), *ends
        )


def _ends(value: Any) -> int:
    """How many there are: one is ["name", 0, 0]; more are in a list, or in a dict by their names.

    A chain names none, as there can be no other than one.
    """
    is_one = value is None or (isinstance(value, list) and value and isinstance(value[0], str))
    return 1 if is_one else len(value)


def _check_objects(content: Any, depth: int = 0) -> None:
    """Only Keras' own classes are made, and nothing lies deeper than any model needs."""
    if depth > _DEEPEST:
        raise _FoundError(N_("nn", "an architecture nested more than {0} deep"), _DEEPEST)
    if isinstance(content, dict):
        if "Quantize" in str(content.get("class_name")) or content.get("quantization_mode"):
            raise _FoundError(
                N_("nn", "a quantised model, which is not read: save float32 weights")
            )
        module = content.get("module")
        if "class_name" in content and module is not None and str(module).split(".")[0] != "keras":
            raise _FoundError(
                N_("nn", "a part of {0}, which is not Keras' own"), first_line(str(module))
            )
        content = list(content.values())
    if isinstance(content, list):
        for entry in content:
            _check_objects(entry, depth + 1)


def _check_layer(kind: str, config: dict[str, Any]) -> None:
    name = first_line(str(config.get("name", kind)))
    if kind not in LAYERS + TRAINING_ONLY:
        raise refused_layer(
            name, first_line(kind), message(N_("nn", "this program has no such layer"))
        )
    for key in _SIZES:
        try:
            for number in _numbers(config.get(key)):
                check_count(key, number, -1)
        except ValueError as error:
            raise refused_layer(name, first_line(kind), first_line(error)) from error


def _numbers(value: Any) -> Iterator[Any]:
    """The numbers in a size, of which a batch's is null and a padding may be a word."""
    if isinstance(value, list):
        for entry in value:
            yield from _numbers(entry)
    elif value is not None and value not in ("same", "valid"):
        yield value


def _check_arrays(file: BinaryIO, *, with_architecture: bool) -> None:
    """Raise ExchangeError where HDF5's arrays are larger than is read, or lie in other files."""
    try:
        import h5py
    except ImportError:
        # It comes with Keras, whose absence is told with what to do about it.
        load_keras()
        raise
    with h5py.File(file, "r") as content:
        sizes = [_size_of(content, name) for name in _names(content)]
        if sum(sizes) > _MOST_BYTES:
            raise _too_large(_WEIGHTS, sum(sizes))
        if with_architecture:
            text = content.attrs.get("model_config")
            if not isinstance(text, str | bytes):
                raise _FoundError(N_("nn", "an archive without an architecture or without weights"))
            _check_architecture(text)


def _names(content: Any) -> list[str]:
    """All that is in the file, each by its path; a link elsewhere is refused."""
    import h5py

    names: list[str] = []

    def add(name: str, link: Any) -> None:
        if not isinstance(link, h5py.HardLink) or len(names) == _MOST_OBJECTS:
            raise _FoundError(N_("nn", "arrays that are links, or too many of them"))
        names.append(name)

    content.visititems_links(add)
    return names


def _size_of(content: Any, name: str) -> int:
    """The bytes of an array, once it is unpacked; raises ExchangeError for no plain one."""
    import h5py

    entry = content[name]
    if not isinstance(entry, h5py.Dataset):
        return 0
    if entry.is_virtual or entry.external:
        raise _FoundError(N_("nn", "arrays that are links, or too many of them"))
    if entry.dtype.hasobject and entry.shape:
        raise _FoundError(N_("nn", "texts without a limit"))
    return int(math.prod(entry.shape or ()) * entry.dtype.itemsize)
