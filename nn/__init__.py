"""A small neural-network library in NumPy, and all that reads digits with it. It knows no Qt.

    from nn import Classifier, load_mnist

Levels, each of which imports only lower ones; ``tests/test_architecture.py`` holds them:

    cli → classifier → interop → training → recipes → evaluation → checkpoint, synthesis, explain
        → reader → network, data → preprocessing, layers, losses → strokes, optimizers

What a user of the library needs can be imported from here. It is loaded when it is asked for, so
that ``import nn`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nn.classifier import Classifier
    from nn.data.datasets import DigitData, load_mnist, load_strokes
    from nn.evaluation.metrics import Evaluation
    from nn.model_file import Model, load_model, save_model, shipped_model_path
    from nn.network import Network
    from nn.preprocessing.pipeline import network_input
    from nn.reader import Reader
    from nn.recipes import RECIPES, Recipe
    from nn.strokes import Drawing, Stroke
    from nn.training.loop import finished_model, train

__version__ = "1.0.0"

__all__ = [
    "RECIPES",
    "Classifier",
    "DigitData",
    "Drawing",
    "Evaluation",
    "Model",
    "Network",
    "Reader",
    "Recipe",
    "Stroke",
    "finished_model",
    "load_mnist",
    "load_model",
    "load_strokes",
    "network_input",
    "save_model",
    "shipped_model_path",
    "train",
]

_HOMES = {
    "nn.model_file": ("Model", "load_model", "save_model", "shipped_model_path"),
    "nn.classifier": ("Classifier",),
    "nn.data.datasets": ("DigitData", "load_mnist", "load_strokes"),
    "nn.evaluation.metrics": ("Evaluation",),
    "nn.network": ("Network",),
    "nn.preprocessing.pipeline": ("network_input",),
    "nn.reader": ("Reader",),
    "nn.recipes": ("RECIPES", "Recipe"),
    "nn.strokes": ("Drawing", "Stroke"),
    "nn.training.loop": ("finished_model", "train"),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
