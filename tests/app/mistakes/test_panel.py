"""The panel with real events and real processes, on two hundred synthesised digits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.mistakes.cells import LABEL, Cell, Place, images_in
from app.mistakes.edit_line import EditedImage, EditLine
from app.mistakes.finder import FoundMistakes, MistakesFinder
from app.mistakes.images import MistakeImages
from app.mistakes.matrix import ConfusionView
from app.mistakes.panel import MistakesPanel
from app.ui.panel import LatePanel
from nn.evaluation.metrics import Evaluation
from nn.model_file import Model
from nn.preprocessing.pipeline import network_input, quantise
from nn.reader import Reader
from tests.app.hand import draw
from tests.app.parts import bars_of, canvas_of, click, part
from tests.app.waiting import PATIENCE, bring_to_front, frame_passes

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[MistakesPanel]:
    """The panel before anything is known, not shown yet."""
    panel = MistakesPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 900)
    yield panel
    panel.shutdown()


@pytest.fixture
def found(panel: MistakesPanel) -> list[FoundMistakes]:
    """What the panel has been told of a network's mistakes, the latest last."""
    told: list[FoundMistakes] = []
    part(panel, MistakesFinder).found.connect(told.append)
    return told


@pytest.fixture
def filled(
    qtbot: QtBot,
    panel: MistakesPanel,
    found: list[FoundMistakes],
    small_model: Model,
    digits_path: Path,
) -> MistakesPanel:
    """The panel with all that the small network makes of the test images."""
    panel.set_data_path(digits_path)
    panel.set_model(Reader(small_model.network), "Small network")
    panel.show()
    qtbot.waitUntil(lambda: "are read right" in sentence(panel))
    return panel


def let_another_panel_read(qtbot: QtBot, model: Model, data_path: Path) -> None:
    """Until a panel that is shown now has read all: what was due earlier has begun by then."""
    other = MistakesPanel()
    qtbot.addWidget(other)
    other.set_data_path(data_path)
    other.set_model(Reader(model.network), "Small network")
    other.show()
    qtbot.waitUntil(lambda: "are read right" in sentence(other))
    other.shutdown()


def sentence(panel: MistakesPanel) -> str:
    return part(panel, QLabel, "mistakesSentence").text()


def metadata(panel: MistakesPanel) -> str:
    return part(panel, QLabel, "confusionFacts").text()


def click_cell(panel: MistakesPanel, place: Place) -> None:
    matrix = part(panel, ConfusionView)
    QTest.mouseClick(matrix, LEFT, pos=matrix.place_rect(place).center().toPoint())


def worst_cell(evaluation: Evaluation) -> tuple[int, int]:
    counts = evaluation.confusion.copy()
    np.fill_diagonal(counts, 0)
    label, read = np.unravel_index(counts.argmax(), counts.shape)
    return int(label), int(read)


def test_from_a_cell_to_its_images_to_the_canvas(
    found: list[FoundMistakes], filled: MistakesPanel, qtbot: QtBot
) -> None:
    label, read = worst_cell(found[-1].evaluation)
    images = part(filled, MistakeImages)
    click_cell(filled, (label, read))
    indices = images_in(found[-1].evaluation, Cell(label, read)).tolist()
    assert images.indices == indices
    assert indices
    edited: list[EditedImage] = []
    filled.editing_began.connect(edited.append)
    with qtbot.waitSignal(filled.drawing_opened) as opened:
        QTest.mouseClick(images.viewport(), LEFT, pos=images.image_rect(0).center())
    drawing = opened.args[0]
    image = found[-1].images[indices[0]]
    np.testing.assert_array_equal(quantise(network_input(drawing)), image)
    assert edited == [EditedImage(indices[0], label, read, drawing)]


def test_the_same_with_the_keyboard_alone(
    found: list[FoundMistakes], filled: MistakesPanel, qtbot: QtBot
) -> None:
    label, read = worst_cell(found[-1].evaluation)
    matrix, images = part(filled, ConfusionView), part(filled, MistakeImages)
    matrix.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(matrix.hasFocus)
    for key, times in ((Qt.Key.Key_Down, label), (Qt.Key.Key_Right, read)):
        for _ in range(times):
            QTest.keyClick(matrix, key)
    assert metadata(filled).startswith(f"{label} read as {read}: ")
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    for _ in range(10):
        if images.hasFocus():
            break
        QTest.keyClick(filled.focusWidget(), Qt.Key.Key_Tab)
    assert images.hasFocus()
    with qtbot.waitSignal(filled.drawing_opened) as opened:
        QTest.keyClick(images, Qt.Key.Key_Return)
    image = found[-1].images[images.indices[0]]
    np.testing.assert_array_equal(quantise(network_input(opened.args[0])), image)


def test_a_digit_shows_its_recall_and_precision_and_all_its_mistakes(
    found: list[FoundMistakes],
    filled: MistakesPanel,
) -> None:
    evaluation = found[-1].evaluation
    label, _ = worst_cell(found[-1].evaluation)
    click_cell(filled, (label, LABEL))
    recall, precision = 100 * evaluation.recall[label], 100 * evaluation.precision[label]
    assert f"Recall: {recall:.1f}\u00a0%" in metadata(filled)
    assert f"Precision: {precision:.1f}\u00a0%" in metadata(filled)
    images = part(filled, MistakeImages)
    assert {int(evaluation.labels[index]) for index in images.indices} == {label}
    assert not any(evaluation.is_correct[index] for index in images.indices)
    click(filled, "allMistakes")
    assert len(images.indices) == evaluation.samples - evaluation.correct


def test_the_diagonal_shows_the_least_sure_of_those_read_right(
    found: list[FoundMistakes], filled: MistakesPanel
) -> None:
    click_cell(filled, (7, 7))
    evaluation = found[-1].evaluation
    confidence = evaluation.confidence[part(filled, MistakeImages).indices]
    assert len(confidence) == evaluation.confusion[7, 7]
    assert confidence.tolist() == sorted(confidence.tolist())


def test_a_hidden_panel_starts_no_process(
    qtbot: QtBot, panel: MistakesPanel, small_model: Model, digits_path: Path
) -> None:
    panel.set_data_path(digits_path)
    panel.set_model(Reader(small_model.network), "Small network")
    let_another_panel_read(qtbot, small_model, digits_path)
    assert panel.process_id is None
    assert "are read right" not in sentence(panel)


def test_hiding_the_panel_ends_the_process_and_showing_it_goes_on(
    qtbot: QtBot, panel: MistakesPanel, small_model: Model, digits_path: Path
) -> None:
    panel.set_data_path(digits_path)
    panel.set_model(Reader(small_model.network), "Small network")
    panel.show()
    qtbot.waitUntil(lambda: panel.process_id is not None)
    process = psutil.Process(panel.process_id)
    panel.hide()
    process.wait(timeout=PATIENCE / 1000)
    assert panel.process_id is None
    panel.show()
    qtbot.waitUntil(lambda: "are read right" in sentence(panel))


def test_another_network_takes_the_place_of_the_one_being_read(
    found: list[FoundMistakes],
    qtbot: QtBot,
    panel: MistakesPanel,
    small_model: Model,
    digits_path: Path,
) -> None:
    network = small_model.network
    panel.set_data_path(digits_path)
    panel.set_model(Reader(network.with_parameters(network.parameters[::-1].copy())), "Bad one")
    panel.show()
    qtbot.waitUntil(lambda: panel.process_id is not None)
    panel.set_model(Reader(network), "Good one")
    qtbot.waitUntil(lambda: "are read right" in sentence(panel))
    assert part(panel, QLabel, "mistakesCaption").text() == "Good one"
    assert found[-1].evaluation.accuracy > 0.5


def test_a_network_that_is_known_shows_at_once_with_what_was_chosen(
    filled: MistakesPanel, small_model: Model, qtbot: QtBot
) -> None:
    network = small_model.network
    click_cell(filled, (4, LABEL))
    images = part(filled, MistakeImages)
    of_first = images.indices
    filled.set_model(Reader(network.with_parameters(-network.parameters)), "Bad one")
    qtbot.waitUntil(lambda: "are read right" in sentence(filled))
    assert images.indices != of_first
    filled.set_model(Reader(network.copy()), "Small network")
    assert "are read right" in sentence(filled)
    assert images.indices == of_first
    assert filled.process_id is None


def test_stop_ends_it_and_the_button_goes_on(
    qtbot: QtBot, panel: MistakesPanel, small_model: Model, digits_path: Path
) -> None:
    panel.set_data_path(digits_path)
    panel.set_model(Reader(small_model.network), "Small network")
    panel.show()
    assert part(panel, QProgressBar, "mistakesProgress").isVisible()
    click(panel, "mistakesStop")
    let_another_panel_read(qtbot, small_model, digits_path)
    assert panel.process_id is None
    assert "are read right" not in sentence(panel)
    click(panel, "mistakesRead")
    qtbot.waitUntil(lambda: "are read right" in sentence(panel))


def test_where_there_is_no_mnist_a_file_or_the_built_in_digits_will_do(
    qtbot: QtBot,
    panel: MistakesPanel,
    small_model: Model,
    digits_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    panel.set_model(Reader(small_model.network), "Small network")
    panel.show()
    qtbot.waitUntil(lambda: "no MNIST" in sentence(panel))
    assert not part(panel, ConfusionView).isVisible()
    with qtbot.waitSignal(panel.data_wanted) as wanted:
        click(panel, "mistakesFile")
    assert "no MNIST" in wanted.args[0]
    click(panel, "mistakesBuiltIn")
    assert "built-in digits" in sentence(panel)
    panel.set_data_path(digits_path)
    qtbot.waitUntil(lambda: "are read right" in sentence(panel))


def test_a_process_that_dies_is_told_in_a_sentence_and_can_be_started_again(
    qtbot: QtBot, panel: MistakesPanel, small_model: Model, digits_path: Path
) -> None:
    panel.set_data_path(digits_path)
    panel.set_model(Reader(small_model.network), "Small network")
    panel.show()
    qtbot.waitUntil(lambda: panel.process_id is not None)
    with qtbot.waitSignal(panel.problem) as problem:
        psutil.Process(panel.process_id).kill()
    assert "ended from outside" in problem.args[0]
    assert sentence(panel) == problem.args[0]
    click(panel, "mistakesRead")
    qtbot.waitUntil(lambda: "are read right" in sentence(panel))


def test_without_a_network_it_says_what_would_fill_it(panel: MistakesPanel) -> None:
    panel.show()
    assert "Once there is a network" in sentence(panel)


def test_in_the_window_a_flip_is_told_above_the_canvas(
    window: MainWindow, qtbot: QtBot, digits_path: Path
) -> None:
    dock, line = part(window, LatePanel, "mistakesDock"), part(window, EditLine)
    dock.make_now()
    panel = part(window, MistakesPanel)
    panel.set_data_path(digits_path)
    bring_to_front(qtbot, dock)
    qtbot.waitUntil(lambda: "are read right" in sentence(panel))
    images = part(panel, MistakeImages)
    QTest.mouseClick(images.viewport(), LEFT, pos=images.image_rect(0).center())
    qtbot.waitUntil(lambda: line.isVisible() and "Edit it until it flips" in line.text())
    canvas, bars = canvas_of(window), bars_of(window)
    assert canvas.drawing.picture is not None
    canvas.set_eraser(True)
    frame_passes(qtbot)
    whole = bars.property("probabilities")
    for height in np.linspace(0.2, 0.8, 13):
        draw(canvas, [[(0.1, height), (0.9, height)]])
        frame_passes(qtbot)
        erased = bars.property("probabilities")
        if canvas.drawing.is_empty or np.argmax(erased) != np.argmax(whole):
            break
    qtbot.waitUntil(lambda: "of the ink erased" in line.text())
    canvas.clear()
    qtbot.waitUntil(line.isHidden)
    canvas.undo()
    qtbot.waitUntil(line.isVisible)


@pytest.mark.parametrize("width", [300, 700])
def test_it_fits_into_a_dock_of_any_width(filled: MistakesPanel, width: int) -> None:
    assert filled.minimumSizeHint().width() <= 300
    filled.resize(width, 900)
    matrix, images = part(filled, ConfusionView), part(filled, MistakeImages)
    for widget in (matrix, images):
        corner = widget.mapTo(filled, widget.rect().bottomRight())
        assert filled.rect().contains(corner)
    assert matrix.height() >= matrix.heightForWidth(matrix.width())
