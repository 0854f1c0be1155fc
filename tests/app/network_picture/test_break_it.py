from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from app.network_picture.break_it import BreakIt
from app.network_picture.breakage import Accuracies
from nn.explain.breaking import ALL_BITS, Damage


@pytest.fixture
def strip(qtbot: QtBot) -> BreakIt:
    strip = BreakIt()
    qtbot.addWidget(strip)
    strip.show()
    return strip


def part(strip: BreakIt, name: str) -> QWidget:
    found = strip.findChild(QWidget, name)
    assert found is not None
    return found


def slider(strip: BreakIt, name: str) -> QSlider:
    found = part(strip, name)
    assert isinstance(found, QSlider)
    return found


def test_it_is_folded_at_first(strip: BreakIt) -> None:
    assert not strip.is_open
    assert not part(strip, "noise").isVisible()
    strip.set_open(True)
    assert part(strip, "noise").isVisible()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("noise", 50, Damage(noise=0.5)),
        ("pruned", 80, Damage(pruned=0.8)),
        ("bits", 8, Damage(bits=1)),
        ("bits", 1, Damage(bits=8)),
    ],
)
def test_a_slider_asks_for_damage(
    qtbot: QtBot, strip: BreakIt, name: str, value: int, expected: Damage
) -> None:
    with qtbot.waitSignal(strip.changed) as changed:
        slider(strip, name).setValue(value)
    assert changed.args == [expected]


def test_sliders_follow_damage_from_elsewhere_in_silence(qtbot: QtBot, strip: BreakIt) -> None:
    with qtbot.assertNotEmitted(strip.changed):
        strip.show_damage(Damage(noise=0.25, pruned=0.4, bits=4, off=frozenset({(0, 1)})))
    assert [slider(strip, name).value() for name in ("noise", "pruned", "bits")] == [25, 40, 5]


def test_switched_off_units_stay_off_while_a_slider_moves(qtbot: QtBot, strip: BreakIt) -> None:
    strip.show_damage(Damage(off=frozenset({(0, 1)})))
    with qtbot.waitSignal(strip.changed) as changed:
        slider(strip, "noise").setValue(10)
    assert changed.args[0].off == {(0, 1)}


def test_only_something_broken_can_be_healed(qtbot: QtBot, strip: BreakIt) -> None:
    heal = part(strip, "heal")
    assert isinstance(heal, QPushButton)
    assert not heal.isEnabled()
    strip.show_damage(Damage(bits=3))
    assert heal.isEnabled()
    with qtbot.waitSignal(strip.healed):
        heal.click()
    strip.show_damage(Damage())
    assert not heal.isEnabled()
    assert slider(strip, "bits").value() == 0


def test_it_says_what_is_still_read_right(strip: BreakIt) -> None:
    result = part(strip, "breakItResult")
    assert isinstance(result, QLabel)
    strip.show_damage(Damage(bits=3, off=frozenset({(0, 1), (0, 2)})))
    strip.show_accuracies(Accuracies(0.5, 0.991))
    assert "50.0" in result.text()
    assert "99.1" in result.text()
    assert "2" in result.text()
    assert ALL_BITS == 32


def test_the_mode_counts_only_while_the_strip_is_open(strip: BreakIt) -> None:
    strip.set_open(True)
    part(strip, "switchMode").setChecked(True)  # type: ignore[attr-defined]
    assert strip.switches
    strip.set_open(False)
    assert not strip.switches


def test_it_says_where_it_could_not_be_tested(strip: BreakIt) -> None:
    result = part(strip, "breakItResult")
    assert isinstance(result, QLabel)
    strip.show_damage(Damage(bits=3))
    waiting = result.text()
    strip.show_untested()
    assert result.text() != waiting
    strip.show_accuracies(Accuracies(0.5, 0.9))
    assert "50.0" in result.text()
