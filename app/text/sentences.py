"""What the network library says about files and data, in the user's language.

The library knows no Qt and says in English what it found and what it expected; its sentences
travel as text, from background processes too. Here are their forms, with numbered gaps for what
differs, as literals so that the tools which collect texts find them:

    sentence → the form that fits it → that form's translation, with the gaps filled

What fills a gap may be a sentence or a part of one itself. A sentence that no form fits, and the
system's own words, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_CONTEXT = "Sentences"

_DATA: Sequence[object] = (
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: expected MNIST as an .npz file with the arrays x_train, y_train, x_test, y_test, or "
        "a folder of the four IDX files; found {1}.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: expected the four IDX files of MNIST; found no file of {1} ({2}, gzipped or not).",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0}: expected an IDX file of {1} (first bytes {2}); found first bytes {3}."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0}: expected an IDX file of {1} with {2} bytes of data; found only {3}."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0}: expected an IDX file of {1} with {2} bytes of data; found more."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0}: expected an IDX file of {1}; found {2}."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: expected {1} images of shape {2} and type uint8; found shape {3} and type {4}.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: expected {1} {2} labels from 0 to 9; found shape {3} and type {4}.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0}: expected {1} {2} labels from 0 to 9; found labels from {3} to {4}."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "No file was chosen and DIGITS_MNIST is not set, and Keras has no MNIST cached ({0}).",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "No file was chosen and DIGITS_MNIST is not set, and Keras' cached file is of no use: {0}",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The training part has {0} images; at least 6 are needed to keep some back for validation.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "MNIST could not be downloaded: {0}. Choose a file that you have (Keras' mnist.npz or the "
        "four IDX files), or train on the built-in digits.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "the process that downloads it ended unexpectedly"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: Keras' folder of data sets cannot be written ({1}); set KERAS_HOME to a folder that "
        "can.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0}: Keras' folder cannot be written; set KERAS_HOME to a folder that can."
    ),
    QT_TRANSLATE_NOOP("Sentences", "There is not enough free memory to train."),
    QT_TRANSLATE_NOOP("Sentences", "Training failed: {0}: {1}"),
)

_PICTURES: Sequence[object] = (
    QT_TRANSLATE_NOOP("Sentences", "{0}: the picture is too large; reduce it first."),
    QT_TRANSLATE_NOOP("Sentences", "{0}: expected a picture (PNG, JPEG, …); found {1}."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: expected a digit, dark on light or light on dark; found no ink that stands out. Try "
        "a picture that shows the digit larger or with more contrast.",
    ),
)

_STROKE_FILES: Sequence[object] = (
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: expected a stroke file with the arrays points, stroke, sample, label, source; found "
        "{1}.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: expected a stroke file with drawings; found one without any.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: expected points of shape (P, 2); found shape {1} and type {2}.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: expected finite points; found infinite ones or ones that are not numbers.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0}: expected labels of shape (N,); found shape {1} and type {2}."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0}: expected labels from 0 to 9; found {1} to {2}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0}: expected one source text a label; found shape {1} and type {2}."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0}: expected {1} offsets of one dimension; found {2} of type {3}."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0}: expected {1} {2} offsets for {3} labels; found {4}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0}: expected {1} offsets that ascend from 0 to {2}; found {3} to {4}."
    ),
)

_NETWORKS: Sequence[object] = (
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: expected a model file; found {1}. Choose another model file, or train a network "
        "anew.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0}: this model file has format {1}, and this program knows formats up to {2}. Update "
        "the program, or choose another model file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0}: there is no such file"),
    QT_TRANSLATE_NOOP("Sentences", "{0}: expected a Keras model; found {1}."),
    QT_TRANSLATE_NOOP("Sentences", "expected a model that reads 28×28 grey values, found {0}"),
    QT_TRANSLATE_NOOP("Sentences", "expected a model with 10 or 11 outputs, found {0}"),
    QT_TRANSLATE_NOOP("Sentences", "the layer {0} ({1}) cannot be taken: {2}"),
    QT_TRANSLATE_NOOP("Sentences", "the model's layers cannot be used here: {0}"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Keras cannot be used here ({0}). Install it: python -m pip install keras jax"
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "ONNX cannot be used here ({0}). Install it: python -m pip install onnx"
    ),
)

_PARTS: Sequence[object] = (
    QT_TRANSLATE_NOOP("Sentences", "nothing readable there ({0})"),
    QT_TRANSLATE_NOOP("Sentences", "an empty file"),
    QT_TRANSLATE_NOOP("Sentences", "a file of another kind"),
    QT_TRANSLATE_NOOP("Sentences", "an .npz file of another kind"),
    QT_TRANSLATE_NOOP("Sentences", "a cut short or damaged file ({0})"),
    QT_TRANSLATE_NOOP("Sentences", "a damaged file ({0})"),
    QT_TRANSLATE_NOOP("Sentences", "a file that ends within its header"),
    QT_TRANSLATE_NOOP("Sentences", "a header that promises {0} bytes"),
    QT_TRANSLATE_NOOP("Sentences", "no array {0} (its arrays: {1})"),
    QT_TRANSLATE_NOOP("Sentences", "an entry {0} that is not an array"),
    QT_TRANSLATE_NOOP(
        "Sentences", "one whose content does not agree with its checksum: it is damaged"
    ),
    QT_TRANSLATE_NOOP("Sentences", "a network that cannot be built ({0})"),
    QT_TRANSLATE_NOOP("Sentences", "training images"),
    QT_TRANSLATE_NOOP("Sentences", "training labels"),
    QT_TRANSLATE_NOOP("Sentences", "test images"),
    QT_TRANSLATE_NOOP("Sentences", "test labels"),
    QT_TRANSLATE_NOOP("Sentences", "training"),
    QT_TRANSLATE_NOOP("Sentences", "test"),
    QT_TRANSLATE_NOOP("Sentences", "this program has no such layer"),
    QT_TRANSLATE_NOOP("Sentences", "nothing may follow the softmax"),
    QT_TRANSLATE_NOOP("Sentences", "a ZeroPadding2D has to stand right before a Conv2D"),
    QT_TRANSLATE_NOOP("Sentences", "only the image at the input may be reshaped"),
    QT_TRANSLATE_NOOP("Sentences", "only a first one by 1/255 can be taken"),
    QT_TRANSLATE_NOOP("Sentences", "dilation and groups are not known here"),
    QT_TRANSLATE_NOOP("Sentences", "all four sides have to be padded alike"),
    QT_TRANSLATE_NOOP("Sentences", "squares that overlap are not known here"),
    QT_TRANSLATE_NOOP("Sentences", "only max(x, 0) is known here"),
    QT_TRANSLATE_NOOP("Sentences", "the activation {0} is not known here"),
    QT_TRANSLATE_NOOP("Sentences", "{0} has to be the same in both directions"),
)

FORMS = tuple(map(str, (*_DATA, *_PICTURES, *_STROKE_FILES, *_NETWORKS, *_PARTS)))
"""All forms, each before those that would also fit what it fits."""


def in_users_language(sentence: str) -> str:
    """A sentence of the library, or some on lines of their own, as the user reads it."""
    return "\n".join(_translated(line) for line in sentence.splitlines())


def _translated(sentence: str) -> str:
    for form in FORMS:
        translation = QCoreApplication.translate(_CONTEXT, form)
        # English: there is nothing to look for.
        if translation == form:
            return sentence
        if match := _pattern(form).fullmatch(sentence):
            return translation.format(*(_translated(value) for value in match.groups()))
    return sentence


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """What fits the form; each gap takes as little as it can."""
    return re.compile("(.+?)".join(re.escape(part) for part in re.split(r"\{\d\}", form)))
