from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Appearance
from app.ui.theme import (
    COMPARED,
    Chart,
    Theme,
    chart_colour,
    contrast,
    hairline,
    is_dark,
    luminance,
    muted,
    palette,
    signed_scale,
)
from nn.arrays import Array

ROLE = QPalette.ColorRole


WITHOUT_RED = np.array(
    [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]
)
WITHOUT_GREEN = np.array(
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]
)
WITHOUT_BLUE = np.array(
    [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]
)
"""What an eye without one kind of cone sees of linear RGB: Machado, Oliveira, Fernandes 2009, "A
physiologically-based model for simulation of color vision deficiency", severity 1."""

LINEAR_TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)
WHITE = LINEAR_TO_XYZ.sum(axis=1)


def lab(colour: QColor, seen_through: Array) -> Array:
    """CIE L*a*b* of a colour as it is seen: distances are about as large as they look."""
    values = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    x, y, z = LINEAR_TO_XYZ @ np.clip(seen_through @ linear, 0, 1) / WHITE
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


TEXTS = (
    (ROLE.WindowText, ROLE.Window),
    (ROLE.Text, ROLE.Base),
    (ROLE.PlaceholderText, ROLE.Window),
    (ROLE.PlaceholderText, ROLE.Base),
    (ROLE.ButtonText, ROLE.Button),
    (ROLE.HighlightedText, ROLE.Highlight),
    (ROLE.BrightText, ROLE.Window),
    (ROLE.Link, ROLE.Window),
    (ROLE.ToolTipText, ROLE.ToolTipBase),
)
"""What is read, and the ground that it stands on."""


@pytest.mark.parametrize("dark", [False, True])
def test_text_has_the_contrast_that_wcag_aa_asks_for(dark: bool) -> None:
    colours = palette(dark=dark)
    for text, ground in TEXTS:
        assert contrast(colours.color(text), colours.color(ground)) >= 4.5, (text, ground)


@pytest.mark.parametrize("dark", [False, True])
def test_high_contrast_has_what_wcag_aaa_asks_for(dark: bool) -> None:
    colours = palette(dark=dark, high_contrast=True)
    assert is_dark(colours) is dark
    window = colours.window().color()
    for text, ground in TEXTS:
        assert contrast(colours.color(text), colours.color(ground)) >= 7, (text, ground)
    assert contrast(muted(colours), window) >= 7
    accent = colours.color(ROLE.Accent)
    assert contrast(accent, window) >= 7
    assert contrast(accent, hairline(colours)) >= 4.5
    assert contrast(hairline(colours), window) >= 2
    for which in (Chart.FOR, Chart.AGAINST):
        assert contrast(chart_colour(which, colours), window) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_a_networks_letter_can_be_read_on_its_colour_and_in_it(dark: bool) -> None:
    colours = palette(dark=dark)
    for which in COMPARED:
        assert contrast(chart_colour(which, colours), colours.window().color()) >= 4.5, which


@pytest.mark.parametrize("dark", [False, True])
def test_marks_stand_out_from_their_ground(dark: bool) -> None:
    colours = palette(dark=dark)
    accent = colours.color(ROLE.Accent)
    for ground in (colours.window().color(), hairline(colours)):
        assert contrast(accent, ground) >= 3
        assert contrast(muted(colours), ground) >= 3


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("which", Chart)
def test_chart_colours_stand_out_from_their_ground(which: Chart, dark: bool) -> None:
    colours = palette(dark=dark)
    for ground in (colours.window().color(), colours.base().color()):
        assert contrast(chart_colour(which, colours), ground) >= 3


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "seen_through",
    [np.eye(3), WITHOUT_RED, WITHOUT_GREEN, WITHOUT_BLUE],
    ids=["all", "no red", "no green", "no blue"],
)
def test_colours_of_one_chart_differ_for_every_eye(seen_through: Array, dark: bool) -> None:
    colours = palette(dark=dark)
    charts = [
        (Chart.FOR, Chart.AGAINST),
        (Chart.TRAINING_LOSS, Chart.VALIDATION_LOSS, Chart.ACCURACY, Chart.EARLIER),
        COMPARED,
    ]
    for chart in charts:
        seen = [lab(chart_colour(which, colours), seen_through) for which in chart]
        for (a, first), (b, second) in combinations(zip(chart, seen, strict=True), 2):
            assert np.linalg.norm(first - second) >= 20, (a, b, np.linalg.norm(first - second))


@pytest.mark.parametrize("dark", [False, True])
def test_the_signed_scale_runs_from_against_over_nothing_to_for(dark: bool) -> None:
    colours = palette(dark=dark)
    assert is_dark(colours) is dark
    scale = [QColor(colour) for colour in signed_scale(colours)]
    assert len(scale) == 256
    assert scale[128] == colours.base().color()
    assert scale[255] == chart_colour(Chart.FOR, colours)
    assert scale[1] == scale[0] == chart_colour(Chart.AGAINST, colours)
    for side in (scale[128:], scale[128:0:-1]):
        steps = [contrast(colour, scale[128]) for colour in side]
        assert steps == sorted(steps)
        assert steps[-1] >= 3


def test_the_choice_of_theme_reaches_the_application_and_back(qtbot: QtBot) -> None:
    theme = Theme()
    theme.set_appearance(Appearance.DARK)
    assert theme.is_dark
    assert luminance(QApplication.palette().window().color()) < 0.1
    theme.set_appearance(Appearance.LIGHT)
    assert not theme.is_dark
    assert luminance(QApplication.palette().window().color()) > 0.7


def test_the_system_theme_is_followed_while_nothing_else_is_chosen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme()
    theme.set_appearance(Appearance.SYSTEM)
    monkeypatch.setattr(Theme, "is_dark", True)
    QApplication.styleHints().colorSchemeChanged.emit(QApplication.styleHints().colorScheme())
    assert luminance(QApplication.palette().window().color()) < 0.1
    monkeypatch.undo()
    theme.set_appearance(Appearance.LIGHT)
