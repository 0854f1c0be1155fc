from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QScrollArea, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.explain.evidence_view import EvidenceSection
from app.explain.layers_view import LayersSection
from app.explain.panel import ExplainPanel
from app.explain.preprocessing_view import PreprocessingSection
from app.explain.unit_view import UnitView
from app.prediction.bars import BarButton
from app.prediction.probability_bars import ProbabilityBars
from app.settings import Settings
from app.ui.theme import palette
from nn.explain.attribution import Evidence
from nn.layers import Conv2D, Dense, Flatten, MaxPool2D, ReLU
from nn.network import Network
from nn.reader import Reader
from nn.recipes import RECIPES
from nn.strokes import Drawing, Stroke, drawing_from_points
from tests.app.parts import part

INPUT, LAYERS, ANSWER = range(3)

THREE = drawing_from_points(
    [[(0.3, 0.2), (0.6, 0.15), (0.65, 0.35), (0.45, 0.45), (0.7, 0.6), (0.55, 0.85), (0.3, 0.8)]]
)
TWO_STROKES = THREE.with_stroke(Stroke(np.array([[0.1, 0.1]], np.float32)))


@pytest.fixture
def panel(qtbot: QtBot, reader: Reader) -> Iterator[ExplainPanel]:
    """An open panel that looks at a three, in a window that scrolls as its dock does."""
    area = QScrollArea()
    qtbot.addWidget(area)
    panel = ExplainPanel()
    area.setWidget(panel)
    area.setWidgetResizable(True)
    area.resize(340, 600)
    panel.set_reader(reader)
    panel.set_drawing(THREE)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    yield panel
    panel.hide()


def evidence(section: EvidenceSection) -> Evidence:
    """The evidence that is shown."""
    assert section.explanation is not None
    return section.explanation.evidence


def open_tab(qtbot: QtBot, panel: ExplainPanel, index: int) -> None:
    tabs = part(panel, QTabBar, "insideTabs")
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(index).center())


def wait_for_levels(qtbot: QtBot, panel: ExplainPanel, count: int) -> LayersSection:
    section = panel.section
    assert isinstance(section, LayersSection)
    qtbot.waitUntil(lambda: len(section.views) == count)
    return section


def open_layers(qtbot: QtBot, panel: ExplainPanel) -> LayersSection:
    open_tab(qtbot, panel, LAYERS)
    return wait_for_levels(qtbot, panel, 2)


def open_evidence(qtbot: QtBot, panel: ExplainPanel) -> EvidenceSection:
    open_tab(qtbot, panel, ANSWER)
    section = panel.section
    assert isinstance(section, EvidenceSection)
    qtbot.waitUntil(lambda: section.explanation is not None)
    return section


def open_input(qtbot: QtBot, panel: ExplainPanel) -> PreprocessingSection:
    open_tab(qtbot, panel, INPUT)
    section = panel.section
    assert isinstance(section, PreprocessingSection)
    qtbot.waitUntil(lambda: section.trace is not None)
    return section


OPENED = (open_input, open_layers, open_evidence)
"""How each tab is opened and filled, in the order of the tabs."""


def pooled_network() -> Network:
    """An architecture that no recipe makes."""
    layers = (
        Conv2D(4, kernel=3),
        ReLU(),
        MaxPool2D(2),
        Flatten(),
        Dense(20),
        ReLU(),
        Dense(10),
    )
    return Network(layers).initialised(rng=np.random.default_rng(0))


def test_a_panel_with_nothing_to_show_says_what_would_fill_it(qtbot: QtBot, reader: Reader) -> None:
    panel = ExplainPanel()
    qtbot.addWidget(panel)
    panel.show()
    hint = part(panel, QLabel, "insideHint")
    assert hint.isVisible()
    assert "retrain" in hint.text()
    panel.set_reader(reader)
    qtbot.waitUntil(lambda: "Draw" in hint.text())
    panel.set_drawing(THREE)
    qtbot.waitUntil(lambda: not hint.isVisible())
    panel.set_drawing(Drawing())
    qtbot.waitUntil(hint.isVisible)


@pytest.mark.parametrize("tab", [INPUT, LAYERS, ANSWER])
def test_a_network_with_outputs_that_are_not_finite_is_not_shown(
    panel: ExplainPanel, qtbot: QtBot, tab: int, reader: Reader
) -> None:
    open_tab(qtbot, panel, tab)
    hint = part(panel, QLabel, "insideHint")
    network = reader.network
    for weight in (np.nan, np.inf, 1e38):
        panel.set_reader(Reader(network.with_parameters(np.full_like(network.parameters, weight))))
        qtbot.waitUntil(hint.isVisible)
        assert "learning rate" in hint.text()
        panel.set_reader(reader)
        qtbot.waitUntil(lambda: not hint.isVisible())
        assert panel.section.isVisible()


def test_every_section_fits_into_the_panels_first_minimum_width(
    qtbot: QtBot, reader: Reader
) -> None:
    panel = ExplainPanel()
    qtbot.addWidget(panel)
    asked_for = panel.minimumSizeHint().width()
    panel.set_reader(reader)
    panel.set_drawing(THREE)
    panel.show()
    for tab in (INPUT, LAYERS, ANSWER):
        OPENED[tab](qtbot, panel)
        assert panel.minimumSizeHint().width() == asked_for


def test_the_preprocessing_is_shown_step_by_step(panel: ExplainPanel, qtbot: QtBot) -> None:
    section = open_input(qtbot, panel)
    assert section.trace is not None
    assert section.trace.strokes == 1
    panel.set_drawing(TWO_STROKES)
    qtbot.waitUntil(lambda: section.trace is not None and section.trace.strokes == 2)


def test_a_panel_that_was_hidden_explains_the_newest_drawing(
    panel: ExplainPanel, qtbot: QtBot
) -> None:
    section = open_input(qtbot, panel)
    window = panel.window()
    window.hide()
    panel.set_drawing(TWO_STROKES)
    window.show()
    qtbot.waitUntil(lambda: section.trace is not None and section.trace.strokes == 2)


def test_the_answer_is_explained_against_its_strongest_rival(
    panel: ExplainPanel, qtbot: QtBot, reader: Reader
) -> None:
    section = open_evidence(qtbot, panel)
    ranked = reader.read(THREE).probabilities.argsort()[::-1]
    assert section.explanation is not None
    found = evidence(section)
    assert (found.digit, found.rival) == (ranked[0], ranked[1])
    assert part(panel, QComboBox, "explainedDigit").currentText().endswith(f": {ranked[0]}")
    assert part(panel, QComboBox, "rivalDigit").currentText().endswith(f": {ranked[1]}")


def test_a_click_on_a_bar_chooses_what_is_explained(panel: ExplainPanel, qtbot: QtBot) -> None:
    bars = ProbabilityBars()
    qtbot.addWidget(bars)
    bars.resize(300, 300)
    bars.show()
    bars.chosen.connect(panel.choose)
    panel.chosen.connect(bars.set_chosen)
    section = open_evidence(qtbot, panel)
    own_answer = evidence(section).digit
    open_tab(qtbot, panel, LAYERS)
    button = next(button for button in bars.findChildren(BarButton) if button.digit == 6)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: evidence(section).digit == 6)
    assert panel.section is section
    assert evidence(section).rival == own_answer
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: evidence(section).digit == own_answer)


def test_digit_and_rival_are_chosen_in_the_panel_too_and_the_bars_hear_of_it(
    panel: ExplainPanel, qtbot: QtBot
) -> None:
    section = open_evidence(qtbot, panel)
    digits = part(panel, QComboBox, "explainedDigit")
    rivals = part(panel, QComboBox, "rivalDigit")
    rivals.setFocus()
    QTest.keyClicks(rivals, "7")
    rivals.activated.emit(rivals.currentIndex())
    qtbot.waitUntil(lambda: evidence(section).rival == 7)
    digits.setFocus()
    with qtbot.waitSignal(panel.chosen) as choice:
        QTest.keyClick(digits, Qt.Key.Key_End)
    assert choice.args == [9]
    qtbot.waitUntil(lambda: evidence(section).digit == 9)
    assert evidence(section).rival == 7
    with qtbot.waitSignal(panel.chosen) as choice:
        QTest.keyClick(digits, Qt.Key.Key_Home)
    assert choice.args == [-1]


def test_a_digit_that_was_the_rival_gets_another_rival(panel: ExplainPanel, qtbot: QtBot) -> None:
    section = open_evidence(qtbot, panel)
    rivals = part(panel, QComboBox, "rivalDigit")
    rivals.setCurrentIndex(rivals.findData(9))
    panel.choose(9)
    qtbot.waitUntil(lambda: evidence(section).digit == 9)
    assert evidence(section).rival != 9


def test_the_sentence_gives_the_share_of_the_evidence(panel: ExplainPanel, qtbot: QtBot) -> None:
    section = open_evidence(qtbot, panel)
    found = evidence(section)
    share = 100 * found.total_for / (found.total_for + found.total_against)
    assert f"{share:.0f}\u00a0% speaks for {found.digit}" in section.sentence
    picture = part(panel, QWidget, "evidencePicture")
    qtbot.waitUntil(lambda: picture.accessibleDescription() == section.sentence)


def test_every_level_of_the_network_is_shown_and_another_network_takes_its_place(
    panel: ExplainPanel, qtbot: QtBot
) -> None:
    open_layers(qtbot, panel)
    for network, levels in (
        (pooled_network(), 4),
        (RECIPES["classic"].network(rng=np.random.default_rng(0)), 2),
        (RECIPES["best"].network(rng=np.random.default_rng(0)), 7),
    ):
        panel.set_reader(Reader(network))
        section = wait_for_levels(qtbot, panel, levels)
        for view in section.views:
            assert view.grids[0].mosaic is not None


def test_a_click_on_a_unit_enlarges_it_and_another_puts_it_away(
    panel: ExplainPanel, qtbot: QtBot
) -> None:
    section = open_layers(qtbot, panel)
    grid = section.views[0].grids[0]
    place = grid.place_of(5)
    assert place is not None
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: bool(sentences(section)))
    assert "adds up the ink" in sentences(section)[0]
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: not sentences(section))


def test_a_unit_of_every_kind_of_level_can_be_enlarged(panel: ExplainPanel, qtbot: QtBot) -> None:
    open_tab(qtbot, panel, LAYERS)
    panel.set_reader(Reader(pooled_network()))
    section = wait_for_levels(qtbot, panel, 4)
    seen: set[tuple[str, ...]] = set()
    for view in section.views:
        grid = view.grids[0]
        grid.setFocus()
        QTest.keyClick(grid, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda: sentences(section) not in ([], *map(list, seen)))
        assert len(sentences(section)) == 1
        seen.add(tuple(sentences(section)))
    assert len(seen) == 4


def test_a_choice_does_not_outlive_its_network(panel: ExplainPanel, qtbot: QtBot) -> None:
    section = open_layers(qtbot, panel)
    grid = section.views[0].grids[0]
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(sentences(section)))
    panel.set_reader(Reader(pooled_network()))
    wait_for_levels(qtbot, panel, 4)
    grid = section.views[-1].grids[0]
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(sentences(section)))
    assert len(sentences(section)) == 1


def sentences(section: LayersSection) -> list[str]:
    """What is said about the enlarged unit, if there is one."""
    return [unit.sentence for unit in section.findChildren(UnitView) if unit.isVisible()]


def test_the_open_section_is_open_again_at_the_next_start(
    qtbot: QtBot, digits_home: Path, reader: Reader
) -> None:
    first = ExplainPanel(settings=Settings())
    qtbot.addWidget(first)
    first.show()
    open_tab(qtbot, first, LAYERS)
    second = ExplainPanel(settings=Settings())
    qtbot.addWidget(second)
    assert isinstance(second.section, LayersSection)


@pytest.mark.parametrize("tab", [INPUT, LAYERS, ANSWER])
def test_a_change_of_theme_reaches_every_picture(
    panel: ExplainPanel, qtbot: QtBot, tab: int
) -> None:
    OPENED[tab](qtbot, panel)
    before = QApplication.palette()
    assert _grey(panel.grab().toImage()) > 200
    try:
        QApplication.setPalette(palette(dark=True))
        qtbot.waitUntil(lambda: _grey(panel.grab().toImage()) < 80)
    finally:
        QApplication.setPalette(before)


def _grey(image: QImage) -> float:
    """The mean grey value of a picture, 0 to 255."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return float(np.frombuffer(grey.constBits(), np.uint8).mean())


@pytest.mark.parametrize("width", [340, 700, 1000])
@pytest.mark.parametrize("tab", [INPUT, LAYERS, ANSWER])
def test_a_panel_that_was_wide_fits_a_narrow_place_again(
    panel: ExplainPanel, qtbot: QtBot, tab: int, width: int
) -> None:
    OPENED[tab](qtbot, panel)
    panel.window().resize(width, 500)
    qtbot.waitUntil(lambda: panel.section.width() > width - 100)
    panel.window().resize(300, 500)
    qtbot.waitUntil(lambda: panel.width() <= 300)
    assert panel.section.width() < 300


def test_the_tabs_are_changed_by_the_arrow_keys(panel: ExplainPanel, qtbot: QtBot) -> None:
    tabs = part(panel, QTabBar, "insideTabs")
    tabs.clearFocus()
    plain = tabs.grab().toImage()
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    assert tabs.grab().toImage() != plain
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert isinstance(panel.section, LayersSection)
