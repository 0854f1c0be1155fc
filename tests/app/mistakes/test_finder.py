"""The search for mistakes with real processes, on two hundred synthesised digits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.mistakes.finder import FoundMistakes, MistakesFinder
from nn.data.datasets import load_mnist
from nn.data.files import write_arrays
from nn.layers import Conv2D, Dense, Flatten, ReLU
from nn.network import Network
from nn.preprocessing.pipeline import normalise_pixels
from nn.reader import Reader
from tests.app.waiting import PATIENCE


@pytest.fixture
def finder(qtbot: QtBot, digits_path: Path) -> Iterator[MistakesFinder]:
    finder = MistakesFinder()
    finder.set_data(digits_path)
    yield finder
    finder.shutdown()


@pytest.fixture(scope="module")
def slow_reader() -> Reader:
    """A network that takes so long to read that it can be disturbed."""
    rng = np.random.default_rng(0)
    layers = (Conv2D(filters=48, kernel=5), ReLU(), Conv2D(filters=48, kernel=5), Flatten())
    return Reader(Network((*layers, Dense(10))).initialised(rng=rng))


@pytest.fixture(scope="module")
def many_path(tmp_path_factory: pytest.TempPathFactory, digits_path: Path) -> Path:
    """The test images again and again: two thousand of them."""
    test = load_mnist(digits_path).test
    images, labels = np.tile(test.images, (10, 1, 1)), np.tile(test.labels, 10)
    path = tmp_path_factory.mktemp("digits") / "many.npz"
    train = {"x_train": images[:12], "y_train": labels[:12]}
    write_arrays(path, train | {"x_test": images, "y_test": labels})
    return path


def other_network(network: Network) -> Network:
    return network.with_parameters(network.parameters[::-1].copy())


def find(qtbot: QtBot, finder: MistakesFinder, reader: Reader) -> FoundMistakes:
    """Everything about the mistakes of a network."""
    with qtbot.waitSignal(finder.found, check_params_cb=lambda found: found.is_complete) as found:
        finder.find(reader)
    assert not finder.is_running
    result: FoundMistakes = found.args[0]
    return result


def test_what_is_found_is_the_evaluation_of_the_test_images(
    qtbot: QtBot, finder: MistakesFinder, reader: Reader, digits_path: Path
) -> None:
    found = find(qtbot, finder, reader)
    test = load_mnist(digits_path).test
    np.testing.assert_array_equal(found.images, test.images)
    probabilities, _ = reader.probabilities(normalise_pixels(test.images))
    expected = np.bincount(
        10 * test.labels.astype(int) + probabilities.argmax(axis=1), minlength=100
    )
    np.testing.assert_array_equal(found.evaluation.confusion, expected.reshape(10, 10))


def test_a_known_network_costs_no_second_process(
    qtbot: QtBot, finder: MistakesFinder, reader: Reader
) -> None:
    first = find(qtbot, finder, reader)
    find(qtbot, finder, Reader(other_network(reader.network)))
    # The same weights from a file again: what Restore the Shipped Network does.
    again = Reader(reader.network.with_parameters(reader.network.parameters.copy()))
    with qtbot.waitSignal(finder.found, timeout=0) as found:
        finder.find(again)
    assert not finder.is_running
    np.testing.assert_array_equal(
        found.args[0].evaluation.probabilities, first.evaluation.probabilities
    )


def test_a_newer_network_replaces_the_one_that_is_read(
    qtbot: QtBot, finder: MistakesFinder, slow_reader: Reader, many_path: Path
) -> None:
    finder.set_data(many_path)
    with qtbot.waitSignal(finder.found):
        finder.find(slow_reader)
    assert finder.process_id is not None
    first = psutil.Process(finder.process_id)
    other = Reader(other_network(slow_reader.network))
    with qtbot.waitSignal(finder.found) as found:
        finder.find(other)
    first.wait(timeout=PATIENCE / 1000)
    expected, _ = other.probabilities(normalise_pixels(found.args[0].images[:5]))
    np.testing.assert_allclose(found.args[0].evaluation.probabilities[:5], expected, rtol=1e-4)


def test_what_was_broken_off_goes_on_where_it_was(
    qtbot: QtBot, finder: MistakesFinder, slow_reader: Reader, many_path: Path
) -> None:
    finder.set_data(many_path)
    with qtbot.waitSignal(finder.found) as found:
        finder.find(slow_reader)
    finder.stop()
    assert not finder.is_running
    before = found.args[0].evaluation.samples
    with qtbot.waitSignal(finder.found, timeout=0) as found:
        finder.find(slow_reader)
    assert found.args[0].evaluation.samples == before
    with qtbot.waitSignal(finder.found) as found:
        pass
    assert found.args[0].evaluation.samples > before
    process_id = finder.process_id
    finder.find(slow_reader)
    assert finder.process_id == process_id, "the same network again disturbs nothing"


def test_a_process_killed_from_outside_is_reported(
    qtbot: QtBot, finder: MistakesFinder, slow_reader: Reader, many_path: Path
) -> None:
    finder.set_data(many_path)
    finder.find(slow_reader)
    with qtbot.waitSignal(finder.failed) as failed:
        psutil.Process(finder.process_id).kill()
    assert "ended" in failed.args[0]
    assert not finder.is_running


def test_after_shutdown_the_process_is_gone_without_a_signal(
    qtbot: QtBot, finder: MistakesFinder, slow_reader: Reader, many_path: Path
) -> None:
    finder.set_data(many_path)
    finder.find(slow_reader)
    process_id = finder.process_id
    with qtbot.assertNotEmitted(finder.failed):
        finder.shutdown()
        assert process_id is not None
        assert not psutil.pid_exists(process_id)
        QApplication.processEvents()
