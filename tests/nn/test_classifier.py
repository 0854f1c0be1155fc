"""The library as a script or a notebook uses it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from nn import Classifier, Recipe, load_model
from nn.arrays import Array
from nn.classifier import ClassifierError
from nn.data.digit_data import DataError, DigitData
from nn.interop.keras import ExchangeError
from nn.layers import Conv2D, Dense, Flatten, Layer, ReLU
from nn.messages import DigitsError
from nn.recipe_files import RecipeError, RecipeFileError, save_recipe
from nn.recipes import RECIPES
from nn.synthesis.fresh import built_in_data
from nn.training.bar import TrainingBar
from nn.training.loop import train
from nn.training.progress import Progress
from nn.training.settings import TrainingSettingsError


@pytest.fixture(scope="module")
def data() -> DigitData:
    return built_in_data(seed=0, train=1500, validation=60, test=300)


@pytest.fixture(scope="module")
def fitted(data: DigitData) -> Classifier:
    classifier = Classifier("mlp", epochs=4)
    classifier.fit(data.train.images, data.train.labels)
    return classifier


def test_it_learns_and_tells_the_history_of_every_epoch(
    fitted: Classifier, data: DigitData
) -> None:
    assert fitted.evaluate(data.test.images, data.test.labels).accuracy > 0.6
    assert list(fitted.history) == ["loss", "validation_loss", "validation_accuracy"]
    assert [len(values) for values in fitted.history.values()] == [4, 4, 4]
    assert fitted.history["loss"][-1] < fitted.history["loss"][0]
    assert fitted.metadata["validation_accuracy"] == max(fitted.history["validation_accuracy"])


def test_as_many_rows_come_out_as_images_go_in(fitted: Classifier, data: DigitData) -> None:
    for count in (0, 1, 300):
        probabilities = fitted.predict(data.test.images[:count])
        assert probabilities.shape == (count, 10)
        np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)


FORMS: dict[str, Callable[[Array], Any]] = {
    "channels last": lambda images: images[..., None],
    "channels first": lambda images: images[:, None],
    "rows": lambda images: images.reshape(len(images), -1),
    "whole numbers": lambda images: images.astype(np.int64),
    "lists": lambda images: images.tolist(),
    "up to 1": lambda images: images / 255,
    "float32": lambda images: (images / 255).astype(np.float32),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_images_of_any_usual_form_are_read_alike(
    form: Callable[[Array], Any], fitted: Classifier, data: DigitData
) -> None:
    images = data.test.images[:50]
    np.testing.assert_allclose(fitted.predict(form(images)), fitted.predict(images), atol=1e-6)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_images_of_any_usual_form_are_learned_alike(
    form: Callable[[Array], Any], data: DigitData
) -> None:
    few = data.train[:300]
    usual, other = (Classifier("mlp", epochs=1, seed=2) for _ in range(2))
    usual.fit(few.images, few.labels)
    other.fit(form(few.images), few.labels)
    np.testing.assert_array_equal(other.network.parameters, usual.network.parameters)


@pytest.mark.parametrize(
    "labels_of",
    [
        lambda labels: np.eye(10)[labels],
        lambda labels: labels[:, None],
        lambda labels: [str(label) for label in labels],
        lambda labels: labels.astype(float),
    ],
    ids=["one-hot", "a column", "numerals", "floats"],
)
def test_labels_of_any_usual_form_are_understood(
    labels_of: Callable[[Array], Any], fitted: Classifier, data: DigitData
) -> None:
    usual = fitted.evaluate(data.test.images, data.test.labels)
    other = fitted.evaluate(data.test.images, labels_of(data.test.labels))
    assert other.accuracy == usual.accuracy


IMAGES = np.zeros((4, 28, 28), np.uint8)
IMAGES[:, 10:18, 14] = 255


@pytest.mark.parametrize(
    ("images", "found"),
    [
        (IMAGES[0], r"\(28, 28\).*images\[None\]"),
        (IMAGES[:, :20, :20], r"\(4, 20, 20\)"),
        (np.zeros((4, 28, 28, 3)), r"\(4, 28, 28, 3\)"),
        (IMAGES.astype(float), "float64 0…255"),
        (IMAGES / 255 - 0.5, "float64 -0.5…0.5"),
        (IMAGES // 255, "uint8 0…1"),
        (IMAGES.astype(int) * 2, "int64 0…510"),
        (np.full((4, 28, 28), np.nan), "nan"),
        (IMAGES.astype(bool), "bool"),
        (IMAGES.astype(str), "<U"),
    ],
)
def test_other_images_are_refused_with_what_was_found(
    images: Array, found: str, fitted: Classifier
) -> None:
    with pytest.raises(ClassifierError, match=found):
        fitted.predict(images)
    with pytest.raises(ClassifierError, match=found):
        Classifier().fit(images, [1, 2, 3, 4])


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ([1, 2, 3], "4 images"),
        ([1, 2, 3, 10], "found 10.*no other classes"),
        ([1, 2, 3, -1], "found -1"),
        ([1, 2, 3, 0.5], "found 0.5"),
        (["a", "b", "c", "d"], "found 'a'"),
        (np.eye(26)[:4], r"labels of shape \(4, 26\)"),
    ],
)
def test_other_labels_and_other_classes_are_refused(
    labels: Any, found: str, fitted: Classifier
) -> None:
    with pytest.raises(ClassifierError, match=found):
        fitted.evaluate(IMAGES, labels)
    with pytest.raises(ClassifierError, match=found):
        Classifier().fit(IMAGES, labels)


@pytest.mark.parametrize("as_path", [str, Path])
def test_what_is_saved_is_loaded_and_answers_alike(
    as_path: type[str] | type[Path], fitted: Classifier, data: DigitData, tmp_path: Path
) -> None:
    path = as_path(tmp_path / "mine.npz")
    fitted.save(path)
    loaded = Classifier.load(path)
    images = data.test.images
    np.testing.assert_array_equal(loaded.predict(images), fitted.predict(images))
    assert loaded.metadata == fitted.metadata == load_model(path).metadata
    assert loaded.summary() == fitted.summary()
    with pytest.raises(ClassifierError, match="make a Classifier of a recipe"):
        loaded.fit(images, data.test.labels)


def test_it_trains_as_the_training_loop_does(data: DigitData) -> None:
    classifier = Classifier("mlp", epochs=2, learning_rate=0.01, batch_size=50, seed=3)
    held_back = (data.validation.images, data.validation.labels)
    classifier.fit(data.train.images, data.train.labels, validation=held_back)
    recipe = replace(RECIPES["mlp"], epochs=2, learning_rate=0.01, batch_size=50)
    *_, last = train(recipe, data, seed=3)
    assert last.best is not None
    np.testing.assert_array_equal(classifier.network.parameters, last.best.parameters)


def test_every_fit_begins_anew(data: DigitData) -> None:
    classifier = Classifier("mlp", epochs=1)
    before = classifier.network.parameters.copy()
    first = classifier.fit(data.train.images, data.train.labels)
    parameters = classifier.network.parameters
    assert (parameters != before).any()
    assert classifier.fit(data.train.images, data.train.labels) == first
    np.testing.assert_array_equal(classifier.network.parameters, parameters)


def test_ctrl_c_keeps_the_best_epoch_so_far(
    data: DigitData, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = TrainingBar.show

    def interrupted(self: TrainingBar, progress: Progress) -> None:
        show(self, progress)
        if progress.epoch > 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(TrainingBar, "show", interrupted)
    classifier = Classifier("mlp", batch_size=20)
    with pytest.raises(KeyboardInterrupt):
        classifier.fit(data.train.images, data.train.labels, verbose=True)
    assert len(classifier.history["loss"]) == 2
    assert classifier.metadata["stopped"] is True
    accuracy = classifier.evaluate(data.test.images, data.test.labels).accuracy
    assert accuracy > 0.6


def test_sorted_images_are_mixed_before_some_are_kept_back(data: DigitData) -> None:
    order = np.argsort(data.train.labels)
    classifier = Classifier("mlp", epochs=3)
    classifier.fit(data.train.images[order], data.train.labels[order])
    found = classifier.evaluate(data.test.images, data.test.labels).predicted
    assert set(found.tolist()) == set(range(10))


def test_layers_alone_are_enough(data: DigitData) -> None:
    layers: list[Layer] = [Conv2D(4, kernel=5, stride=3), ReLU(), Flatten(), Dense(10)]
    classifier = Classifier(layers, epochs=1)
    assert classifier.recipe == replace(Recipe("own layers", tuple(layers)), epochs=1)
    lines = classifier.summary().splitlines()
    assert lines[1].split() == ["Conv2D", "4×8×8", "104"]
    assert lines[-1].split() == ["all", "2,674"]
    classifier.fit(data.train.images, data.train.labels)


def test_a_recipes_file_is_a_recipe(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    save_recipe(replace(RECIPES["mlp"], name="Mine", epochs=2), path)
    classifiers = (Classifier(path), Classifier(str(path)))
    assert [c.recipe.name for c in classifiers if c.recipe] == ["Mine", "Mine"]


UNTYPED: Callable[..., dict[str, Any]] = dict
"""Arguments as a script without types may give them."""


@pytest.mark.parametrize(
    ("make", "kind", "found"),
    [
        (lambda: Classifier("none"), ClassifierError, "no recipe none: choose one of classic, mlp"),
        (lambda: Classifier("none.toml"), RecipeFileError, "none.toml"),
        (lambda: Classifier([Flatten(), Dense(26)]), RecipeError, "10 units.*found 26"),
        (lambda: Classifier([Dense(10)]), RecipeError, "put Flatten before"),
        (lambda: Classifier([]), RecipeError, "1 to 200 layers"),
        (lambda: Classifier(epochs=0), TrainingSettingsError, "epochs is between 1"),
        (lambda: Classifier(learning_rate=-1), TrainingSettingsError, "learning rate"),
        (lambda: Classifier(**UNTYPED(epochs=1.5)), TrainingSettingsError, "epochs is a whole"),
        (lambda: Classifier(**UNTYPED(seed="1")), TrainingSettingsError, "seed is a whole number"),
        (lambda: Classifier(**UNTYPED(learning_rate="x")), TrainingSettingsError, "found 'x'"),
        (lambda: Classifier(**UNTYPED(recipe=5)), ClassifierError, "list of layers; found 5"),
        (lambda: Classifier(**UNTYPED(recipe=["relu"])), ClassifierError, "found 'relu'"),
        (lambda: Classifier("classic", batch_size=5), TrainingSettingsError, "no batch size"),
        (lambda: Classifier("classic", augmentation=1), TrainingSettingsError, "no augmentation"),
        (lambda: Classifier().predict(IMAGES), ClassifierError, "learned nothing yet"),
        (lambda: Classifier().save("x.npz"), ClassifierError, "learned nothing yet"),
        (lambda: Classifier().fit(IMAGES, [1, 2, 3, 4]), DataError, "has 4 images"),
        (
            lambda: Classifier().fit(
                IMAGES, [1, 2, 3, 4], validation=(IMAGES[:0], np.empty(0, int))
            ),
            ClassifierError,
            "no images to validate with",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(
    make: Callable[[], object], kind: type[DigitsError], found: str
) -> None:
    with pytest.raises(kind, match=found):
        make()


def test_numpys_numbers_are_settings_too(data: DigitData, tmp_path: Path) -> None:
    settings = UNTYPED(epochs=np.int64(1), learning_rate=np.float32(0.01), seed=np.int64(3))
    classifier = Classifier(**settings)
    classifier.fit(data.train.images[:300], data.train.labels[:300])
    classifier.save(tmp_path / "x.npz")
    assert Classifier.load(tmp_path / "x.npz").seed == 3


def test_what_could_not_be_read_again_is_not_written(
    fitted: Classifier, data: DigitData, tmp_path: Path
) -> None:
    with pytest.raises(ExchangeError, match=r"has to end in \.keras"):
        fitted.save(tmp_path / "x.h5")
    assert not list(tmp_path.iterdir())


def test_the_threads_of_blas_change_no_bit(fitted: Classifier, data: DigitData) -> None:
    answers = []
    for threads in (1, 4):
        with threadpool_limits(threads, user_api="blas"):
            answers.append(fitted.predict(data.train.images))
    np.testing.assert_array_equal(answers[0], answers[1])


def test_lists_of_different_lengths_are_refused(fitted: Classifier) -> None:
    with pytest.raises(ClassifierError, match="same length"):
        fitted.predict([[1, 2], [3]])


def test_of_no_images_there_is_nothing_to_evaluate(fitted: Classifier) -> None:
    with pytest.raises(ClassifierError, match="no images to evaluate"):
        fitted.evaluate(IMAGES[:0], [])


def test_a_progress_bar_is_shown_when_asked_for(
    data: DigitData, capsys: pytest.CaptureFixture[str]
) -> None:
    classifier = Classifier("mlp", epochs=1)
    classifier.fit(data.train.images[:300], data.train.labels[:300])
    assert capsys.readouterr().err == ""
    classifier.fit(data.train.images[:300], data.train.labels[:300], verbose=True)
    assert "Training mlp: 100%" in capsys.readouterr().err
