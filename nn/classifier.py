"""The front door for scripts and notebooks: train a network, ask it, measure it, keep it.

    Classifier("cnn") → fit(images, labels) → evaluate(images, labels) → Evaluation
                                            → predict(images) → probabilities (N, 10)
                                            → save(path), and Classifier.load(path)

Everything is done by the modules behind it, as the window and the command line do it. What is added
here is what people bring: arrays of any usual form and type, which are either understood or refused
with a sentence that says what was found. N images in are N rows out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from threadpoolctl import threadpool_limits

from nn.arrays import Array
from nn.data.digit_data import CLASSES, Dataset, DigitData, split_validation
from nn.data.files import first_line
from nn.evaluation.metrics import Evaluation
from nn.interop.formats import read_any, write_any
from nn.layers import Layer
from nn.messages import N_, DigitsError
from nn.model_file import Model
from nn.network import Network
from nn.preprocessing.frame import SIZE, normalise_pixels, quantise
from nn.reader import Calibration, Reader
from nn.recipe_files import check_recipe, load_recipe
from nn.recipes import RECIPES, Recipe
from nn.training.bar import TrainingBar
from nn.training.loop import finished_model, train, untrained
from nn.training.progress import Progress
from nn.training.settings import TrainingSettings

_SHAPES = ((SIZE, SIZE), (SIZE, SIZE, 1), (1, SIZE, SIZE), (SIZE * SIZE,))
"""That an image may have in an array."""

History = dict[str, list[float]]
"""For each epoch ``loss``, ``validation_loss`` and ``validation_accuracy`` in [0, 1]."""


class ClassifierError(DigitsError, ValueError):
    """A classifier cannot do what it was asked for; one sentence says why, and what helps."""


class Classifier:
    """A network that reads digits, trained by a recipe.

    ``recipe`` is the name of a built-in one ("classic", "mlp", "cnn", "best"), a recipe's file, a
    :class:`Recipe`, or just layers, of which the last is ``Dense(10)``. The other values stand in
    place of the recipe's own; ``augmentation`` is a strength, 0 for none and 1 for the recipe's.
    The same ``seed`` gives the same weights, bit for bit.

    Images are 28×28 with bright ink: whole numbers from 0 to 255, which are divided by 255, or
    numbers from 0 to 1, in an array (N, 28, 28), (N, 28, 28, 1) or (N, 784). Labels are the digits
    (N,), or one-hot (N, 10).

    Raises RecipeError, RecipeFileError or TrainingSettingsError for what cannot be trained.
    """

    def __init__(
        self,
        recipe: str | Path | Recipe | Sequence[Layer] = "mlp",
        *,
        learning_rate: float | None = None,
        batch_size: int | None = None,
        epochs: int | None = None,
        augmentation: float | None = None,
        seed: int = 0,
    ) -> None:
        settings = TrainingSettings.of(
            _recipe(recipe),
            learning_rate=learning_rate,
            batch_size=batch_size,
            epochs=epochs,
            augmentation=augmentation,
            seed=seed,
        )
        self.recipe: Recipe | None = settings.applied()
        check_recipe(self.recipe)
        self.seed = settings.seed
        self.history: History = {}
        self._network = untrained(self.recipe, seed=self.seed)
        self._model: Model | None = None

    @classmethod
    def load(cls, path: str | Path) -> Classifier:
        """The network in a model file or, going by the suffix, of Keras, ONNX or safetensors.

        It can be asked and measured; it has no ``recipe`` by which it could be trained. Raises
        ModelFileError or ExchangeError where the file is of no use.
        """
        loaded = cls.__new__(cls)
        loaded._model = read_any(Path(path))
        loaded._network = loaded._model.network
        loaded.recipe, loaded.history = None, {}
        loaded.seed = loaded._model.metadata.get("seed", 0)
        return loaded

    @property
    def network(self) -> Network:
        """The network itself: layers, parameters, logits; with its first weights before a fit."""
        return self._network

    @property
    def metadata(self) -> dict[str, object]:
        """What is known of its training: data, epochs, seconds, calibration and so on."""
        return dict(self._trained.metadata)

    def fit(
        self,
        images: ArrayLike,
        labels: ArrayLike,
        *,
        validation: tuple[ArrayLike, ArrayLike] | None = None,
        verbose: bool = False,
    ) -> History:
        """Train from fresh weights, and keep the network of the epoch that validates best.

        ``validation`` are images and labels that choose the best epoch and calibrate the answers;
        without them, a random part of the training images is kept back for it: 5 000, or a sixth of
        fewer. ``verbose`` shows a progress bar. Images are learned from as bytes: numbers from 0 to
        1 are rounded to 255ths. Broken off, by Ctrl-C or an error, it keeps the best epoch so far.
        Raises ClassifierError for arrays of another kind, DataError for too few, BatchSizeError for
        fewer than a batch, and TrainingDivergedError.
        """
        if self.recipe is None:
            raise ClassifierError(
                N_(
                    "nn",
                    "A network from a file is not trained on: make a Classifier of a recipe and "
                    "fit that.",
                )
            )
        data = _data(images, labels, validation, seed=self.seed)
        history: History = {"loss": [], "validation_loss": [], "validation_accuracy": []}
        last = None
        try:
            for progress in _reports(self.recipe, data, self.seed, verbose):
                if progress.validated:
                    last = progress
                    for name, values in history.items():
                        values.append(getattr(progress, name))
        finally:
            if last is not None:
                with _one_thread_of_blas():
                    self._model = finished_model(self.recipe, last, data, seed=self.seed)
                self._network, self.history = self._model.network, history
        return history

    def predict(self, images: ArrayLike) -> Array:
        """The probabilities of the ten digits, (N, 10), calibrated; each row sums to 1.

        The digits themselves are ``predict(images).argmax(axis=1)``. Raises ClassifierError for
        arrays of another kind, and where nothing has been learned yet.
        """
        model = self._trained
        reader = Reader(model.network, Calibration.from_metadata(model.metadata))
        pixels = _floats(_pixels(images))
        with _one_thread_of_blas():
            return reader.probabilities(pixels)[0]

    def evaluate(self, images: ArrayLike, labels: ArrayLike) -> Evaluation:
        """How well the images are read: ``.accuracy``, ``.confusion``, ``.mistakes()`` and more.

        Raises ClassifierError as :meth:`predict` does, for labels of another kind, and where there
        are no images.
        """
        probabilities = self.predict(images)
        if not len(probabilities):
            raise ClassifierError(N_("nn", "There are no images to evaluate."))
        return Evaluation(probabilities, _labels(labels, len(probabilities)))

    def summary(self) -> str:
        """A table of the layers: what each gives for one image, and how much it learns."""
        network = self._network
        lines = [f"{'layer':14}{'output':>14}{'parameters':>14}"]
        for layer, shape, arrays in zip(
            network.layers, network.shapes[1:], network.views, strict=True
        ):
            output, count = "×".join(map(str, shape)), sum(array.size for array in arrays)
            lines.append(f"{type(layer).__name__:14}{output:>14}{count:>14,}")
        lines.append(f"{'all':14}{'':14}{network.parameter_count:>14,}")
        return "\n".join(lines)

    def save(self, path: str | Path) -> None:
        """Write the network, whole or not at all, as the suffix says.

        That is ``.keras``, ``.onnx`` or ``.safetensors``; with any other it is a model file of this
        library. Raises ClassifierError where nothing has been learned yet, ExchangeError where the
        other library cannot be used, OSError where the file cannot be written.
        """
        write_any(Path(path), self._trained)

    @property
    def _trained(self) -> Model:
        if self._model is None:
            raise ClassifierError(
                N_("nn", "This network has learned nothing yet: fit it, or load one from a file.")
            )
        return self._model


def _one_thread_of_blas() -> threadpool_limits:
    """As everywhere here: BLAS's own threads wait by spinning, and sum in another order."""
    return threadpool_limits(limits=1, user_api="blas")


def _reports(recipe: Recipe, data: DigitData, seed: int, verbose: bool) -> Iterator[Progress]:
    """The reports of a training, each shown by a progress bar where there is to be one."""
    with TrainingBar(recipe.name) if verbose else nullcontext() as bar:
        for progress in train(recipe, data, seed=seed):
            if bar is not None:
                bar.show(progress)
            yield progress


def _recipe(recipe: str | Path | Recipe | Sequence[Layer]) -> Recipe:
    match recipe:
        case Recipe():
            return recipe
        case str() if recipe in RECIPES:
            return RECIPES[recipe]
        case str() if not Path(recipe).suffix:
            raise ClassifierError(
                N_("nn", "There is no recipe {0}: choose one of {1}."), recipe, ", ".join(RECIPES)
            )
        case str() | Path():
            return load_recipe(Path(recipe))
    given: Any = recipe
    layers = tuple(given) if isinstance(given, Sequence) else (given,)
    other = [layer for layer in layers if not hasattr(layer, "output_shape")]
    if other:
        raise ClassifierError(
            N_("nn", "Expected a recipe, its name or file, or a list of layers; found {0}."),
            first_line(repr(other[0])),
        )
    return Recipe("own layers", layers)


def _data(
    images: ArrayLike,
    labels: ArrayLike,
    validation: tuple[ArrayLike, ArrayLike] | None,
    *,
    seed: int,
) -> DigitData:
    """What a training needs; its test part is empty, because nothing looks at it."""
    learned = _dataset(images, labels)
    if validation is not None:
        kept = _dataset(*validation)
        if not len(kept):
            raise ClassifierError(N_("nn", "There are no images to validate with."))
    else:
        # Images are often sorted by their digits, and all of them are to be in both parts.
        mixed = np.random.default_rng(seed).permutation(len(learned))
        learned, kept = split_validation(learned[mixed])
    return DigitData(learned, kept, kept[:0], source=f"{len(learned)} images in an array")


def _dataset(images: ArrayLike, labels: ArrayLike) -> Dataset:
    pixels = _pixels(images)
    if pixels.dtype != np.uint8:
        pixels = quantise(pixels)
    return Dataset(pixels, _labels(labels, len(pixels)))


def _floats(pixels: Array) -> Array:
    return normalise_pixels(pixels) if pixels.dtype == np.uint8 else pixels


def _pixels(images: ArrayLike) -> Array:
    """(N, 28, 28) uint8 where the pixels are whole numbers, else float32 in [0, 1]."""
    array = _array(images)
    if array.shape[1:] not in _SHAPES:
        raise ClassifierError(
            N_(
                "nn",
                "Expected images as an array (N, {0}, {0}), (N, {0}, {0}, 1) or (N, {1}); found "
                "shape {2}. A single image is images[None].",
            ),
            SIZE,
            SIZE**2,
            array.shape,
        )
    square = array.reshape(-1, SIZE, SIZE)
    if square.dtype.kind in "iuf":
        low, high = square.min(initial=0), square.max(initial=0)
        # Whole numbers of 0 and 1 alone are a mask, and would be all but black.
        if square.dtype.kind in "iu" and low >= 0 and high <= 255 and high != 1:
            return square.astype(np.uint8, copy=False)
        # Said so that it is also false of what is not a number.
        if square.dtype.kind == "f" and low >= 0 and high <= 1:
            return square.astype(np.float32, copy=False)
        found = f"{square.dtype} {low:g}…{high:g}"
    else:
        found = str(square.dtype)
    raise ClassifierError(
        N_(
            "nn",
            "Expected pixels as whole numbers from 0 to 255, or as floating-point numbers from 0 "
            "to 1; found {0}. Scale or convert them.",
        ),
        found,
    )


def _array(values: ArrayLike) -> Array:
    try:
        return np.asarray(values)
    except ValueError as error:
        raise ClassifierError(
            N_("nn", "Expected an array, or lists that are all of the same length.")
        ) from error


def _labels(labels: ArrayLike, count: int) -> Array:
    """(count,) uint8 of digits, of their numerals, or of one-hot rows."""
    array = _array(labels)
    given = array.shape
    if array.ndim == 2:
        array = array.argmax(axis=1) if array.shape[1] == CLASSES else array.reshape(-1)
    if array.shape != (count,):
        raise ClassifierError(
            N_("nn", "Expected a label for each of {0} images; found labels of shape {1}."),
            count,
            given,
        )
    try:
        values = array.astype(float)
    except (TypeError, ValueError):
        values = np.array([np.nan])
    wrong = np.flatnonzero(~np.isin(values, range(CLASSES)))
    if len(wrong):
        raise ClassifierError(
            N_(
                "nn",
                "Expected labels from 0 to {0}; found {1}. These networks read digits and no other "
                "classes.",
            ),
            CLASSES - 1,
            repr(array.tolist()[wrong[0]]),
        )
    return values.astype(np.uint8)
