"""The recipes' titles and summaries in the user's language.

The library's recipes are written in English and know no Qt; the tools that collect what is to be
translated find only texts that stand in the source as such. So they stand here once more, and a
test holds the two together. A recipe that somebody adds is shown as it is written there.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nn.recipes import RECIPES


def recipe_title(name: str) -> str:
    """What the recipe is called; a network from elsewhere has a name of its own, and keeps it."""
    written = RECIPES[name].title if name in RECIPES else name
    return _titles().get(name, written)


def recipe_summary(name: str) -> str:
    """One sentence on what the recipe adds."""
    return _summaries().get(name, RECIPES[name].summary)


def _titles() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "classic": translate("Recipes", "Classic"),
        "mlp": translate("Recipes", "Dense"),
        "cnn": translate("Recipes", "Convolutional"),
        "best": translate("Recipes", "Best"),
    }


def _summaries() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "classic": translate(
            "Recipes",
            "The article's network: one hidden layer of sigmoids, one sample at a time.",
        ),
        "mlp": translate(
            "Recipes", "ReLU, softmax and batches: the same two layers, better in a second."
        ),
        "cnn": translate(
            "Recipes",
            "Convolution and dropout: it looks for pieces of strokes, wherever they are.",
        ),
        "best": translate(
            "Recipes",
            "Depth, batch normalisation, bent images and digits of many countries: what we ship.",
        ),
    }
