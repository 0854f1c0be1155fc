from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.builder import timing
from app.builder.draft import NEW_LAYERS, Draft
from app.builder.timing import MNIST_IMAGES, EpochTimer, Speed, measure
from nn.recipes import CLASSIC, CNN, MLP, Recipe

SMALL = Draft.of(replace(MLP, batch_size=16), "Mine")


@pytest.fixture
def timer(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> EpochTimer:
    def at_once(recipe: Recipe) -> Speed:
        return Speed(recipe, 0.001)

    monkeypatch.setattr(timing, "measure", at_once)
    return EpochTimer()


def test_a_guess_comes_at_once_and_grows_with_the_work(timer: EpochTimer) -> None:
    small, large = timer.seconds(SMALL), timer.seconds(Draft.of(CNN))
    assert small is not None
    assert large is not None
    assert 0 < small < large
    few = timer.seconds(SMALL.with_values(training_images=5500))
    assert few == pytest.approx(small / 10)


def test_the_measurement_follows(qtbot: QtBot, timer: EpochTimer) -> None:
    with qtbot.waitSignal(timer.changed):
        timer.ask(SMALL)
    assert timer.is_measured
    assert timer.seconds(SMALL) == pytest.approx(0.001 * MNIST_IMAGES)
    # What changes nothing in a step need not be measured again.
    assert timer.seconds(SMALL.with_values(epochs=3, learning_rate=0.1)) == timer.seconds(SMALL)
    # Others are guessed by the speed of this one.
    wider, _ = SMALL.inserted(0, NEW_LAYERS["Dense"])
    assert timer.seconds(wider) != timer.seconds(SMALL)


def test_what_cannot_be_trained_is_not_measured(qtbot: QtBot, timer: EpochTimer) -> None:
    wrong = SMALL.inserted(0, NEW_LAYERS["MaxPool2D"])[0].moved(0, 2)
    timer.ask(wrong)
    assert timer.seconds(wrong) is None
    assert not timer._pause.isActive()
    timer.ask(SMALL)
    assert timer._pause.isActive()
    timer.stop()
    assert not timer._pause.isActive()


def test_what_takes_much_memory_is_not_measured_beside_the_window(timer: EpochTimer) -> None:
    large = SMALL.inserted(0, NEW_LAYERS["Conv2D"])[0].with_values(batch_size=1024)
    timer.ask(large)
    assert not timer._pause.isActive()
    assert timer.seconds(large) is not None


@pytest.mark.parametrize("recipe", [SMALL.recipe, CLASSIC, replace(CNN, batch_size=8)])
def test_steps_are_really_taken(recipe: Recipe) -> None:
    speed = measure(recipe)
    assert speed.recipe == recipe
    assert 1e-7 < speed.seconds_per_image < 1
