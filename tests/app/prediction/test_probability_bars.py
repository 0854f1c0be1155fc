from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QFontMetrics, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.prediction.bars import BarButton, bar_font
from app.prediction.probability_bars import NO_DIGIT, NOT_A_DIGIT, ProbabilityBars
from app.ui.theme import palette
from nn.network import DIGITS
from nn.reader import Reading, Verdict

SEVEN = [0.01, 0.02, 0.03, 0.0, 0.0, 0.0, 0.0, 0.9, 0.04, 0.0]


@pytest.fixture
def bars(qtbot: QtBot) -> ProbabilityBars:
    bars = ProbabilityBars()
    qtbot.addWidget(bars)
    bars.resize(300, 300)
    with qtbot.waitActive(bars):
        bars.show()
        bars.activateWindow()
    return bars


@pytest.fixture(autouse=True)
def own_palette() -> Iterator[None]:
    """Leave the application's palette as it was."""
    before = QApplication.palette()
    yield
    QApplication.setPalette(before)


NOTHING_LIKE_A_DIGIT = [*[0.005] * 4, 0.1, *[0.005] * 5, 0.855]


def row_middle(bars: ProbabilityBars, row: int) -> int:
    """The height at which a row lies, logical pixels: eleven, the last one a little apart."""
    height = (bars.height() - 4) // 11
    return row * height + height // 2 + (4 if row == NOT_A_DIGIT else 0)


def accent_width(bars: ProbabilityBars, digit: int) -> int:
    """How many logical pixels of the digit's row are in the winner's colour."""
    image: QImage = bars.grab().toImage()
    ratio = image.devicePixelRatio()
    accent = bars.palette().color(QPalette.ColorRole.Accent)
    y = round(row_middle(bars, digit) * ratio)
    # The frame around all bars, while they have the keyboard's focus, is in that colour too.
    row = [image.pixelColor(QPoint(x, y)) for x in range(2, image.width() - 2)]
    return round(sum(_alike(colour, accent) for colour in row) / ratio)


def _alike(first: QColor, second: QColor) -> bool:
    return all(
        abs(a - b) < 12
        for a, b in zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]
    )


def test_the_property_holds_ten_floats_or_none(bars: ProbabilityBars) -> None:
    assert bars.property("probabilities") == []
    bars.setProperty("probabilities", SEVEN)
    assert bars.property("probabilities") == SEVEN
    assert bars.winner == 7
    bars.setProperty("probabilities", [])
    assert bars.property("probabilities") == []
    assert bars.winner is None


@pytest.mark.parametrize("values", [[0.5, 0.5], [0.1] * 12])
def test_another_number_of_values_is_refused(bars: ProbabilityBars, values: list[float]) -> None:
    with pytest.raises(ValueError, match="10 or 11 bars"):
        bars.show_probabilities(values, None)


@pytest.mark.parametrize("dark", [False, True])
def test_the_winner_alone_has_the_winner_colour_as_long_as_it_is_sure(
    bars: ProbabilityBars, dark: bool
) -> None:
    QApplication.setPalette(palette(dark=dark))
    bars.show_probabilities(SEVEN, 7)
    sure = accent_width(bars, 7)
    assert all(accent_width(bars, digit) == 0 for digit in range(DIGITS) if digit != 7)
    bars.show_probabilities([0.05] * 7 + [0.5, 0.15, 0.0], 7)
    assert 0 < accent_width(bars, 7) < 0.7 * sure


def test_an_unsure_reading_marks_nothing(bars: ProbabilityBars) -> None:
    bars.show_probabilities(SEVEN, None)
    assert accent_width(bars, 7) == 0


def test_a_screen_reader_finds_all_values_once_the_drawing_rests(
    bars: ProbabilityBars, qtbot: QtBot
) -> None:
    empty = bars.accessibleDescription()
    assert empty == "Nothing drawn yet"
    bars.show_probabilities(SEVEN, 7)
    assert bars.accessibleDescription() == empty
    qtbot.waitUntil(lambda: bars.accessibleDescription() != empty)
    assert bars.accessibleDescription().startswith("7: 90\u00a0%, 8: 4\u00a0%, 2: 3\u00a0%")
    assert all(f"{digit}: " in bars.accessibleDescription() for digit in range(DIGITS))


def test_what_is_not_a_digit_wins_at_a_bar_of_its_own(bars: ProbabilityBars, qtbot: QtBot) -> None:
    bars.show_probabilities(NOTHING_LIKE_A_DIGIT, NOT_A_DIGIT)
    assert accent_width(bars, NOT_A_DIGIT) > 20
    assert accent_width(bars, 4) == 0
    qtbot.waitUntil(lambda: "not a digit" in bars.accessibleDescription())
    # Rounded for themselves, the eleven say about a hundred.
    assert bars.accessibleDescription().startswith("not a digit: 86\u00a0%, 4: 10\u00a0%, ")
    digits = bars.property("probabilities")
    assert digits == pytest.approx([value / 0.145 for value in NOTHING_LIKE_A_DIGIT[:10]])


def test_a_network_of_ten_digits_leaves_the_eleventh_place_empty(
    bars: ProbabilityBars, qtbot: QtBot
) -> None:
    row = bars.childAt(QPoint(150, row_middle(bars, NOT_A_DIGIT)))
    assert row is not None
    places = [button.geometry() for button in bars.findChildren(BarButton)]
    bars.show_probabilities([*SEVEN, 0.0], 7)
    knows = ink(bars, NOT_A_DIGIT)
    bars.show_probabilities(SEVEN, 7)
    assert ink(bars, NOT_A_DIGIT) < knows - 50
    assert [button.geometry() for button in bars.findChildren(BarButton)] == places
    qtbot.waitUntil(lambda: "only the ten digits" in row.toolTip())
    assert "not a digit" not in bars.accessibleDescription()


def test_the_bars_say_what_the_reading_says(bars: ProbabilityBars) -> None:
    digits = np.array([0.02] * 4 + [0.82] + [0.02] * 5, np.float32)

    def reading(score: float, digit: int | None, verdict: Verdict) -> Reading:
        image = np.ones((28, 28), np.float32)
        return Reading(image, digits, score, digit, verdict, knows_non_digits=True)

    bars.show_reading(reading(0.1, None, "not a digit"))
    assert bars.winner == NOT_A_DIGIT
    assert bars.text(NOT_A_DIGIT) == "90\u00a0%"
    assert bars.text(4) == "8\u00a0%"
    # Withheld, though a digit is the likeliest of all: then nothing is marked.
    bars.show_reading(reading(0.9, None, "not a digit"))
    assert bars.winner is None
    bars.show_reading(reading(0.99, 4, "digit"))
    assert bars.winner == 4
    assert sum(bars.property("probabilities")) == pytest.approx(1)


def test_an_empty_bar_is_no_grey_one(bars: ProbabilityBars) -> None:
    """Its ground is the window's; only a line tells how long a full one would be."""
    bars.show_probabilities([1.0] + [0.0] * 10, 0)
    image = bars.grab().toImage()
    ratio = image.devicePixelRatio()
    place = QPoint(round(150 * ratio), round(row_middle(bars, 5) * ratio))
    assert _alike(image.pixelColor(place), bars.palette().color(QPalette.ColorRole.Window))


def ink(bars: ProbabilityBars, row: int) -> int:
    """How many pixels of a row are not the ground's."""
    image = bars.grab().toImage()
    ratio = image.devicePixelRatio()
    ground = bars.palette().color(QPalette.ColorRole.Window)
    half = round(8 * ratio)
    middle = round(row_middle(bars, row) * ratio)
    return sum(
        image.pixelColor(x, y) != ground
        for y in range(middle - half, middle + half)
        for x in range(image.width())
    )


def test_empty_bars_say_so_on_screen(bars: ProbabilityBars) -> None:
    empty = bars.grab().toImage()
    bars.show_probabilities([0.0] * DIGITS, None)
    assert bars.grab().toImage() != empty


def test_equal_values_are_told_once(bars: ProbabilityBars, qtbot: QtBot) -> None:
    bars.show_probabilities(SEVEN, 7)
    with qtbot.assertNotEmitted(bars.probabilities_changed):
        bars.show_probabilities(list(SEVEN), 7)


def test_text_fits_at_every_size_of_type(bars: ProbabilityBars) -> None:
    for points in (8, 12, 18, 36):
        font = bars.font()
        font.setPointSize(points)
        bars.setFont(font)
        lines = bars.minimumSizeHint().height() / bars.fontMetrics().height()
        assert lines >= 0.75 * DIGITS
        for height in (bars.minimumSizeHint().height(), 300, 1200):
            bars.resize(300, height)
            row = bars.row_height
            assert QFontMetrics(bar_font(bars, row, bold=True)).height() <= row + 1


def click(qtbot: QtBot, bars: ProbabilityBars, digit: int) -> None:
    """A real click in the digit's row, on whatever lies there."""
    place = QPoint(150, row_middle(bars, digit))
    target = bars.childAt(place) or bars
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(bars, place))


def test_a_click_on_a_bar_chooses_its_digit_and_another_one_takes_it_back(
    bars: ProbabilityBars, qtbot: QtBot
) -> None:
    chosen: list[int] = []
    bars.chosen.connect(chosen.append)
    click(qtbot, bars, 3)
    assert bars.chosen_digit == 3
    click(qtbot, bars, 8)
    assert bars.chosen_digit == 8
    click(qtbot, bars, 8)
    assert bars.chosen_digit is None
    assert chosen == [3, 8, NO_DIGIT]


def test_a_choice_from_elsewhere_is_shown_and_not_signalled(
    bars: ProbabilityBars, qtbot: QtBot
) -> None:
    bars.show_probabilities(SEVEN, 7)
    before = bars.grab().toImage()
    with qtbot.assertNotEmitted(bars.chosen):
        bars.set_chosen(2)
    assert bars.chosen_digit == 2
    assert bars.grab().toImage() != before
    bars.set_chosen(None)
    assert bars.chosen_digit is None
    assert bars.grab().toImage() == before


def test_the_keyboard_goes_up_and_down_and_chooses(bars: ProbabilityBars, qtbot: QtBot) -> None:
    chosen: list[int] = []
    bars.chosen.connect(chosen.append)
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Space,
        Qt.Key.Key_Down,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    ):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
    assert chosen == [2, 3, NO_DIGIT]


def test_tab_stops_once_at_the_bars_and_comes_back_to_the_same_one(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bars = ProbabilityBars(window)
    bars.resize(300, 300)
    after = QWidget(window)
    after.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    unfocused = bars.grab().toImage()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(_focused(), key)
    third = _focused()
    assert bars.grab().toImage() != unfocused
    QTest.keyClick(third, Qt.Key.Key_Tab)
    assert _focused() is after
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert _focused() is third


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_screen_reader_finds_ten_bars_and_can_press_them(
    bars: ProbabilityBars, qtbot: QtBot
) -> None:
    bars.show_probabilities(SEVEN, 7)
    every = QAccessible.queryAccessibleInterface(bars)
    children = [every.child(index) for index in range(every.childCount())]
    names = [child.text(QAccessible.Text.Name) for child in children]
    assert names == [*(f"Digit {digit}" for digit in range(DIGITS)), "Not a digit"]
    value = QAccessible.Text.Description
    qtbot.waitUntil(lambda: children[7].text(value) == "90\u00a0%")
    with qtbot.waitSignal(bars.chosen) as choice:
        _press(children[7])
    assert choice.args == [7]
    assert children[7].state().checked


def _press(element: QAccessibleInterface) -> None:
    actions = element.actionInterface()
    actions.doAction(actions.actionNames()[0])
