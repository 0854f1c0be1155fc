"""Learn my digits, with real clicks and a real process, on a few synthesised digits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from app.fine_tuning.result_view import ChangesView
from app.fine_tuning.section import FineTuningSection
from app.fine_tuning.work import BeforeAfter, ChangedReading, FineTuningResult
from app.jobs.job import Ending, EndingKind, Job
from app.library.file import FILE_NAME
from app.library.panel import LibraryPanel
from app.library.store import KeptDrawing, LibraryStore, NewDrawing
from nn.model_file import Model
from nn.reader import Calibration
from nn.synthesis.digits import synthesise
from tests.app.drawings import drawing
from tests.app.parts import click, part
from tests.app.waiting import PATIENCE

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(
    qtbot: QtBot,
    tmp_path: Path,
    small_model: Model,
    digits_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[LibraryPanel]:
    """The open panel with forty drawings and a network to fine-tune."""
    monkeypatch.setenv("DIGITS_MNIST", str(digits_path))
    strokes = synthesise(40, rng=np.random.default_rng(0))
    with LibraryStore(tmp_path / FILE_NAME) as store:
        store.add(
            [
                NewDrawing(drawing, int(label), "")
                for drawing, label in zip(strokes.drawings, strokes.labels % 4, strict=True)
            ]
        )
    panel = LibraryPanel(folder=tmp_path)
    qtbot.addWidget(panel)
    section = FineTuningSection(panel.library, parent=panel)
    panel.add_section(section, section.learn_button)
    section.set_model(small_model)
    panel.resize(320, 900)
    panel.show()
    qtbot.waitUntil(part(panel, QAbstractButton, "learnMyDigits").isEnabled)
    yield panel
    section.shutdown()
    panel.shutdown()


def section_of(panel: LibraryPanel) -> FineTuningSection:
    return part(panel, FineTuningSection)


def sentence(panel: LibraryPanel) -> str:
    return part(panel, QLabel, "learningSentence").text()


def result(model: Model, *, gained: bool = True) -> FineTuningResult:
    kept = [KeptDrawing(n, n, True, 0.0, "", drawing(n)) for n in range(9)]
    changed = [ChangedReading(one, (one.label + 1) % 10, one.label) for one in kept[:8]]
    changed.append(ChangedReading(kept[8], 8, 3))
    return FineTuningResult(
        Model(model.network.copy(), model.recipe, {}),
        BeforeAfter(20, 10, 17),
        BeforeAfter(10_000, 9951, 9948),
        tuple(changed),
        learned=60,
        is_built_in=False,
        has_gained=gained,
    )


class EndedJob(QObject):
    """Stands for a job: ends with a result as soon as it is started."""

    progressed = Signal(object)
    ended = Signal(object)

    def __init__(self, result: FineTuningResult, parent: QObject) -> None:
        super().__init__(parent)
        self._result = result

    def start(self) -> None:
        self.ended.emit(Ending(EndingKind.DONE, self._result))


def show(
    panel: LibraryPanel,
    result: FineTuningResult,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    """Learn, with this result."""

    def job(*_arguments: object, parent: QObject) -> EndedJob:
        return EndedJob(result, parent)

    with monkeypatch.context() as patch:
        patch.setattr("app.fine_tuning.section.Job", job)
        with qtbot.waitSignal(panel.library.gathered):
            click(panel, "learnMyDigits")


def test_it_learns_shows_before_and_after_and_is_accepted(
    panel: LibraryPanel, small_model: Model, qtbot: QtBot
) -> None:
    assert sentence(panel).startswith("Drawings to learn from: ")
    click(panel, "learnMyDigits")
    progress = part(panel, QProgressBar, "learningProgress")
    qtbot.waitUntil(lambda: progress.value() > 0)
    assert not part(panel, QAbstractButton, "learnMyDigits").isEnabled()
    qtbot.waitUntil(part(panel, QAbstractButton, "acceptFineTuning").isVisible)
    assert not progress.isVisible()
    assert " of 8" in part(panel, QLabel, "ownDigitsBeforeAfterCount").text()
    assert " of 200" in part(panel, QLabel, "testBeforeAfterCount").text()
    with qtbot.waitSignal(section_of(panel).accepted) as accepted:
        click(panel, "acceptFineTuning")
    model: Model = accepted.args[0]
    assert model.recipe == small_model.recipe
    assert (model.network.parameters != small_model.network.parameters).any()
    assert model.metadata["own_drawings"] == 40
    assert model.metadata["base"] == {"validation_accuracy": 0.9}
    assert Calibration.from_metadata(model.metadata) != Calibration()
    section_of(panel).set_model(model)
    assert sentence(panel).startswith("Accepted")
    assert part(panel, QAbstractButton, "learnMyDigits").isEnabled()


def test_the_focus_stays_here_when_the_button_that_has_it_goes_away(
    panel: LibraryPanel, qtbot: QtBot
) -> None:
    with qtbot.waitActive(panel):
        panel.activateWindow()
    learn = part(panel, QAbstractButton, "learnMyDigits")
    learn.setFocus()
    click(panel, "learnMyDigits")
    assert section_of(panel).hasFocus()
    stop = part(panel, QAbstractButton, "stopLearning")
    stop.setFocus()
    qtbot.waitUntil(part(panel, QAbstractButton, "acceptFineTuning").isVisible)
    assert section_of(panel).hasFocus()


def test_stop_ends_the_process_and_nothing_has_changed(panel: LibraryPanel, qtbot: QtBot) -> None:
    click(panel, "learnMyDigits")
    learning = section_of(panel)
    qtbot.waitUntil(lambda: learning.process_id is not None)
    process = psutil.Process(learning.process_id)
    click(panel, "stopLearning")
    assert sentence(panel) == "Stopped. The network is as it was."
    assert part(panel, QAbstractButton, "learnMyDigits").isEnabled()
    process.wait(PATIENCE / 1000)
    qtbot.waitUntil(lambda: not panel.findChildren(Job))
    assert sentence(panel) == "Stopped. The network is as it was."


def test_a_process_that_dies_is_said_and_it_can_be_tried_again(
    panel: LibraryPanel, qtbot: QtBot
) -> None:
    click(panel, "learnMyDigits")
    learning = section_of(panel)
    qtbot.waitUntil(lambda: learning.process_id is not None)
    with qtbot.waitSignal(section_of(panel).problem) as told:
        psutil.Process(learning.process_id).kill()
    assert "ended from outside" in told.args[0]
    assert sentence(panel) == told.args[0]
    assert part(panel, QAbstractButton, "learnMyDigits").isEnabled()


def test_closing_in_the_middle_leaves_no_process(panel: LibraryPanel, qtbot: QtBot) -> None:
    click(panel, "learnMyDigits")
    learning = section_of(panel)
    qtbot.waitUntil(lambda: learning.process_id is not None)
    process_id = learning.process_id
    learning.shutdown()
    assert process_id is not None
    assert not psutil.pid_exists(process_id)


def test_a_result_is_shown_in_numbers_and_drawings(
    panel: LibraryPanel, small_model: Model, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    show(panel, result(small_model), monkeypatch, qtbot)
    assert part(panel, QLabel, "ownDigitsBeforeAfterShare").text() == "50\u00a0% → 85\u00a0%"
    test = part(panel, QLabel, "testBeforeAfterShare")
    assert test.text() == "99.51\u00a0% → 99.48\u00a0%"
    assert test.accessibleName() == (
        "MNIST's test images: before 99.51\u00a0% right, after 99.48\u00a0% right"
    )
    right = part(panel, ChangesView, "readRightNow")
    wrong = part(panel, ChangesView, "readWrongNow")
    assert [change.kept.label for change in right.changes] == list(range(8))
    assert wrong.accessibleDescription() == "Kept as 8: read as 8 before, as 3 now"
    assert right.isVisible()
    assert not right.grab().toImage().isNull()
    click(panel, "discardFineTuning")
    assert sentence(panel) == "Discarded. The network is as it was."
    assert not right.isVisible()


def test_where_nothing_was_gained_there_is_nothing_to_accept(
    panel: LibraryPanel, small_model: Model, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    show(panel, result(small_model, gained=False), monkeypatch, qtbot)
    assert "the network stays as it is" in sentence(panel)
    assert not part(panel, QAbstractButton, "acceptFineTuning").isVisible()
    assert part(panel, QAbstractButton, "learnMyDigits").isEnabled()


def test_another_network_drops_the_result(
    panel: LibraryPanel, small_model: Model, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    show(panel, result(small_model), monkeypatch, qtbot)
    section_of(panel).set_model(Model(small_model.network.copy(), "mlp", {}))
    assert "Another network is in use now" in sentence(panel)
    assert not part(panel, QAbstractButton, "acceptFineTuning").isVisible()
    section_of(panel).set_model(None)
    assert sentence(panel) == "There is no network that could learn."
    assert not part(panel, QAbstractButton, "learnMyDigits").isEnabled()


@pytest.mark.parametrize(
    ("labels", "missing"),
    [
        ([1, 2, 3], "Keep 10 drawings to learn from; so far there are 3."),
        ([7] * 12, "All your drawings are kept as 7: keep some other digit too."),
        (
            [1, 1, 1, 1, 2, 2, 2, 3, 3, 3],
            "Drawings to learn from: 9. Held out to test it: 1. With fewer than 4 drawings, so all "
            "learned from: 2, 3.",
        ),
    ],
)
def test_what_is_missing_is_said(
    labels: list[int], missing: str, small_model: Model, tmp_path: Path, qtbot: QtBot
) -> None:
    with LibraryStore(tmp_path / FILE_NAME) as store:
        for seed, label in enumerate(labels):
            store.keep(drawing(seed), label)
    panel = LibraryPanel(folder=tmp_path)
    qtbot.addWidget(panel)
    section = FineTuningSection(panel.library, parent=panel)
    panel.add_section(section, section.learn_button)
    section.set_model(small_model)
    panel.show()
    qtbot.waitUntil(lambda: sentence(panel) == missing)
    assert part(panel, QAbstractButton, "learnMyDigits").isEnabled() == missing.startswith(
        "Drawings"
    )
    panel.shutdown()
