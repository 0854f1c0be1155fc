from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.network_picture.breakage import Breakage
from app.network_picture.samples import Samples
from nn.explain.breaking import Damage
from nn.reader import Calibration, Reader
from tests.app.network_picture.parts import DENSE, SIGMOIDS, network


@pytest.fixture
def breakage(qtbot: QtBot) -> Iterator[Breakage]:
    owner = QObject()
    breakage = Breakage(owner)
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (30, 28, 28), np.uint8)
    breakage.set_samples(Samples(images, rng.integers(0, 10, 30)))
    breakage.set_reader(Reader(network(DENSE), Calibration(1.3)))
    yield breakage
    owner.deleteLater()


def test_damage_gives_another_reader_of_the_same_calibration(
    qtbot: QtBot, breakage: Breakage
) -> None:
    with qtbot.waitSignal(breakage.altered) as altered:
        breakage.set_damage(Damage(pruned=0.5))
    reader = altered.args[0]
    assert reader.calibration.temperature == 1.3
    assert (reader.network.parameters == 0).sum() > 20_000
    assert not reader.network.parameters.flags.writeable


def test_it_is_tested_beside_the_whole_one(qtbot: QtBot, breakage: Breakage) -> None:
    with qtbot.waitSignal(breakage.measured) as measured:
        breakage.set_damage(Damage(noise=0.000001))
    accuracies = measured.args[0]
    assert accuracies.broken == accuracies.healthy


def test_of_many_changes_the_newest_is_what_remains(qtbot: QtBot, breakage: Breakage) -> None:
    readers: list[Reader] = []
    breakage.altered.connect(readers.append)
    for share in range(1, 20):
        breakage.set_damage(Damage(pruned=share / 20))
    qtbot.waitUntil(lambda: not breakage._breaking.is_busy)
    pruned = (readers[-1].network.parameters == 0).sum()
    assert pruned >= round(0.95 * (784 * 60 + 60 * 40 + 400))
    assert len(readers) < 19


def test_healed_it_is_whole_at_once_and_nothing_comes_after(
    qtbot: QtBot, breakage: Breakage
) -> None:
    readers: list[Reader | None] = []
    breakage.altered.connect(readers.append)
    breakage.set_damage(Damage(bits=2))
    breakage.heal()
    assert readers[-1] is None
    qtbot.wait(50)
    assert readers[-1] is None


def test_a_switch_goes_both_ways(qtbot: QtBot, breakage: Breakage) -> None:
    breakage.switch((0, 5))
    assert breakage.damage.off == {(0, 5)}
    breakage.switch((0, 5))
    assert breakage.damage.is_none


def test_switches_do_not_outlast_the_layers(qtbot: QtBot, breakage: Breakage) -> None:
    breakage.set_damage(Damage(off=frozenset({(0, 55)}), bits=3))
    with qtbot.waitSignal(breakage.damage_changed):
        breakage.set_reader(Reader(network(SIGMOIDS)))
    assert breakage.damage == Damage(bits=3)


def test_noise_goes_on_to_a_network_of_other_layers(qtbot: QtBot, breakage: Breakage) -> None:
    with qtbot.waitSignal(breakage.altered):
        breakage.set_damage(Damage(noise=0.5))
    with qtbot.waitSignal(breakage.altered) as altered:
        breakage.set_reader(Reader(network(SIGMOIDS)))
    assert altered.args[0].network.layers == network(SIGMOIDS).layers


def test_without_samples_it_asks_for_some(qtbot: QtBot) -> None:
    owner = QObject()
    breakage = Breakage(owner)
    breakage.set_reader(Reader(network(DENSE)))
    with qtbot.waitSignals([breakage.altered, breakage.samples_wanted]):
        breakage.set_damage(Damage(bits=2))
    images = np.zeros((5, 28, 28), np.uint8)
    with qtbot.waitSignal(breakage.measured):
        breakage.set_samples(Samples(images, np.zeros(5, int)))
    owner.deleteLater()
