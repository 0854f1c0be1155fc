from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.theme import Appearance, Theme, hairline, muted, palette

ROLE = QPalette.ColorRole


def luminance(colour: QColor) -> float:
    """Relative luminance by WCAG 2.2."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: QColor, second: QColor) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_text_has_the_contrast_that_wcag_aa_asks_for(dark: bool) -> None:
    colours = palette(dark=dark)
    for text, ground in (
        (ROLE.WindowText, ROLE.Window),
        (ROLE.Text, ROLE.Base),
        (ROLE.PlaceholderText, ROLE.Window),
        (ROLE.PlaceholderText, ROLE.Base),
        (ROLE.ButtonText, ROLE.Button),
        (ROLE.HighlightedText, ROLE.Highlight),
        (ROLE.BrightText, ROLE.Window),
        (ROLE.Link, ROLE.Window),
        (ROLE.ToolTipText, ROLE.ToolTipBase),
    ):
        assert contrast(colours.color(text), colours.color(ground)) >= 4.5, (text, ground)


@pytest.mark.parametrize("dark", [False, True])
def test_marks_stand_out_from_their_ground(dark: bool) -> None:
    colours = palette(dark=dark)
    accent = colours.color(ROLE.Accent)
    for ground in (colours.window().color(), hairline(colours)):
        assert contrast(accent, ground) >= 3
        assert contrast(muted(colours), ground) >= 3


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
