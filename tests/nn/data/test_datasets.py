from pathlib import Path

import numpy as np
import pytest

from nn.data.datasets import DataError, MnistMissingError, load_mnist


def _mnist(path: Path, label: int) -> Path:
    """A tiny MNIST whose labels tell which file it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    images, labels = np.zeros((12, 28, 28), np.uint8), np.full(12, label, np.uint8)
    np.savez(path, x_train=images, y_train=labels, x_test=images[:3], y_test=labels[:3])
    return path


@pytest.fixture
def keras_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    return tmp_path / "keras"


def test_the_chosen_file_comes_first(
    tmp_path: Path, keras_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mnist(keras_home / "datasets" / "mnist.npz", 3)
    monkeypatch.setenv("DIGITS_MNIST", str(_mnist(tmp_path / "named.npz", 2)))
    data = load_mnist(_mnist(tmp_path / "chosen.npz", 1))
    assert data.test.labels.tolist() == [1, 1, 1]
    assert (len(data.train), len(data.validation)) == (10, 2)
    assert data.source.endswith("chosen.npz")


def test_the_environment_comes_second(
    tmp_path: Path, keras_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mnist(keras_home / "datasets" / "mnist.npz", 3)
    monkeypatch.setenv("DIGITS_MNIST", str(_mnist(tmp_path / "named.npz", 2)))
    data = load_mnist()
    assert data.test.labels[0] == 2
    assert "named by DIGITS_MNIST" in data.source


def test_keras_cache_comes_last(keras_home: Path) -> None:
    _mnist(keras_home / "datasets" / "mnist.npz", 3)
    data = load_mnist()
    assert data.test.labels[0] == 3
    assert data.source.endswith("in Keras' cache")


def test_a_file_asked_for_is_never_replaced_by_another(
    tmp_path: Path, keras_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mnist(keras_home / "datasets" / "mnist.npz", 3)
    with pytest.raises(DataError, match="nowhere") as caught:
        load_mnist(tmp_path / "nowhere.npz")
    assert not isinstance(caught.value, MnistMissingError)
    monkeypatch.setenv("DIGITS_MNIST", str(tmp_path / "gone.npz"))
    with pytest.raises(DataError, match="gone") as caught:
        load_mnist()
    assert not isinstance(caught.value, MnistMissingError)


def test_nothing_anywhere_says_what_was_tried(keras_home: Path) -> None:
    with pytest.raises(MnistMissingError) as caught:
        load_mnist()
    assert "DIGITS_MNIST is not set" in str(caught.value)
    assert str(keras_home / "datasets" / "mnist.npz") in str(caught.value)


def test_a_damaged_cache_counts_as_none(keras_home: Path) -> None:
    cache = _mnist(keras_home / "datasets" / "mnist.npz", 3)
    cache.write_bytes(cache.read_bytes()[:500])
    with pytest.raises(MnistMissingError, match="cut short or damaged"):
        load_mnist()


def test_a_pickle_in_the_cache_is_not_loaded(keras_home: Path) -> None:
    cache = _mnist(keras_home / "datasets" / "mnist.npz", 3)
    np.savez(cache, **dict.fromkeys(["x_train", "y_train", "x_test", "y_test"], np.array([{}])))  # type: ignore[arg-type]
    with pytest.raises(MnistMissingError, match="Python objects"):
        load_mnist()
