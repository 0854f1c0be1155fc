"""The trainer with real processes that really train, on a few hundred synthesised digits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.jobs.worker_process import Message, WorkerProcess
from app.training.trainer import Trainer
from app.training.training_report import TrainingReport
from nn.recipes import RECIPES
from nn.training.settings import TrainingSettings

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60_000
"""Milliseconds that a training process may take to start on a busy machine."""


@pytest.fixture
def trainer(qtbot: QtBot) -> Iterator[Trainer]:
    trainer = Trainer()
    yield trainer
    trainer.shutdown()


def settings(recipe: str, **changes: Any) -> TrainingSettings:
    return replace(TrainingSettings.of(RECIPES[recipe]), **changes)


def start_and_wait(qtbot: QtBot, trainer: Trainer, path: Path, recipe: str = "classic") -> int:
    """Start a training, wait for its first report and give its process' id."""
    with qtbot.waitSignal(trainer.progressed, timeout=PATIENCE):
        trainer.start(settings(recipe), data_path=path)
    assert trainer.process_id is not None
    return trainer.process_id


def test_reports_arrive_and_the_best_network_at_the_end(
    qtbot: QtBot, trainer: Trainer, digits_path: Path
) -> None:
    reports: list[TrainingReport] = []
    trainer.progressed.connect(reports.append)
    with qtbot.waitSignal(trainer.finished, timeout=PATIENCE) as finished:
        trainer.start(settings("mlp", seed=3), data_path=digits_path)
    (model,) = finished.args
    assert [report.samples for report in reports] == sorted(report.samples for report in reports)
    assert reports[-1].samples == reports[-1].samples_total
    with pytest.raises(ValueError, match="read-only"):
        reports[-1].network.parameters[0] = 1
    assert model.recipe == "mlp"
    assert model.facts["seed"] == 3
    assert digits_path.name in model.facts["data"]
    accuracies = [report.validation_accuracy for report in reports if report.validated]
    assert model.facts["validation_accuracy"] == max(filter(None, accuracies))
    assert max(filter(None, accuracies)) > 0.5
    image = np.zeros((1, 28, 28), np.float32)
    np.testing.assert_allclose(model.network.predict(image).sum(), 1, rtol=1e-5)
    assert not trainer.is_running


def test_pause_halts_the_work_and_resume_goes_on(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    process = psutil.Process(start_and_wait(qtbot, trainer, many_digits_path))
    trainer.pause()
    qtbot.wait(300)
    reports: list[TrainingReport] = []
    trainer.progressed.connect(reports.append)
    spent = sum(process.cpu_times()[:2])
    qtbot.wait(500)
    assert sum(process.cpu_times()[:2]) - spent < 0.05
    assert reports == []
    with qtbot.waitSignal(trainer.progressed, timeout=PATIENCE) as resumed:
        trainer.resume()
    assert resumed.args[0].samples > 0


def test_stop_ends_the_process_and_says_so(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    process_id = start_and_wait(qtbot, trainer, many_digits_path)
    # A paused process hears nothing until it is resumed; it has to end all the same.
    trainer.pause()
    with qtbot.assertNotEmitted(trainer.failed), qtbot.waitSignal(trainer.stopped):
        trainer.stop()
        assert not trainer.is_running
    assert not psutil.pid_exists(process_id)


def test_stop_does_not_wait_for_the_data(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    trainer.start(settings("classic"), data_path=many_digits_path)
    with qtbot.assertNotEmitted(trainer.progressed), qtbot.waitSignal(trainer.stopped):
        trainer.stop()


def test_a_second_start_starts_no_second_process(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    with qtbot.waitSignal(trainer.started):
        trainer.start(settings("classic"), data_path=many_digits_path)
    process_id = trainer.process_id
    with qtbot.assertNotEmitted(trainer.started):
        trainer.start(settings("mlp"), data_path=many_digits_path)
    assert trainer.process_id == process_id
    assert [process.pid for process in training_processes(os.getpid())] == [process_id]


def test_a_stopped_run_says_nothing_more_to_the_next_one(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    start_and_wait(qtbot, trainer, many_digits_path)
    reports: list[TrainingReport] = []
    trainer.progressed.connect(reports.append)
    trainer.stop()
    with (
        qtbot.assertNotEmitted(trainer.stopped),
        qtbot.waitSignal(trainer.progressed, timeout=PATIENCE),
    ):
        trainer.start(settings("mlp"), data_path=many_digits_path)
    assert {report.recipe for report in reports} == {"mlp"}
    assert len({report.run for report in reports}) == 1


def test_a_message_of_another_run_is_dropped(qtbot: QtBot, trainer: Trainer) -> None:
    with qtbot.assertNotEmitted(trainer.failed):
        trainer._receive(Message({"run": 17, "kind": "failed", "message": "stale"}, b""))


def test_a_process_killed_from_outside_is_reported(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    process_id = start_and_wait(qtbot, trainer, many_digits_path)
    with qtbot.waitSignal(trainer.failed) as failed:
        psutil.Process(process_id).kill()
    assert "ended" in failed.args[0]
    assert not trainer.is_running


def test_a_file_of_no_use_is_refused_in_one_sentence(
    qtbot: QtBot, trainer: Trainer, tmp_path: Path
) -> None:
    path = tmp_path / "mnist.npz"
    path.write_bytes(b"not a zip")
    with qtbot.waitSignal(trainer.data_refused, timeout=PATIENCE) as refused:
        trainer.start(settings("mlp"), data_path=path)
    assert str(path) in refused.args[0]
    assert "\n" not in refused.args[0]


def test_missing_data_is_told_apart_from_refused_data(
    qtbot: QtBot, trainer: Trainer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIGITS_MNIST", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    with qtbot.waitSignal(trainer.data_missing, timeout=PATIENCE) as missing:
        trainer.start(settings("mlp"))
    assert str(tmp_path) in missing.args[0]


def test_divergence_is_told_with_its_learning_rate(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    with qtbot.waitSignal(trainer.diverged, timeout=PATIENCE) as diverged:
        trainer.start(settings("mlp"), data_path=many_digits_path)
        trainer.set_learning_rate(1000.0)
    assert diverged.args[0].learning_rate == 1000.0


def test_a_paused_start_makes_single_steps(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    reports: list[TrainingReport] = []
    trainer.progressed.connect(reports.append)
    trainer.start(settings("mlp", batch_size=32), data_path=many_digits_path, paused=True)
    trainer.step()
    qtbot.waitUntil(lambda: len(reports) == 2, timeout=PATIENCE)
    trainer.set_learning_rate(0.5)
    trainer.step()
    qtbot.waitUntil(lambda: len(reports) == 3, timeout=PATIENCE)
    qtbot.wait(100)
    assert [report.samples for report in reports] == [0, 32, 64]
    assert [report.settings.learning_rate for report in reports] == [0.003, 0.003, 0.5]


def test_a_discarded_training_is_gone_without_a_word(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    process = psutil.Process(start_and_wait(qtbot, trainer, many_digits_path))
    with (
        qtbot.assertNotEmitted(trainer.stopped, wait=200),
        qtbot.assertNotEmitted(trainer.progressed, wait=200),
        qtbot.assertNotEmitted(trainer.failed, wait=200),
    ):
        trainer.discard()
        assert not trainer.is_running
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_a_batch_larger_than_the_data_is_told_in_a_sentence(
    qtbot: QtBot, trainer: Trainer, digits_path: Path
) -> None:
    with qtbot.waitSignal(trainer.failed, timeout=PATIENCE) as failed:
        trainer.start(settings("mlp", batch_size=1024), data_path=digits_path)
    assert "1024" in failed.args[0]
    assert "834" in failed.args[0]
    assert "smaller batch" in failed.args[0]


def test_drawing_the_built_in_digits_is_told_and_can_be_stopped(
    qtbot: QtBot, trainer: Trainer
) -> None:
    told: list[float] = []
    trainer.preparing.connect(told.append)
    trainer.start(settings("mlp"), built_in_digits=True)
    qtbot.waitUntil(lambda: len(told) > 1, timeout=PATIENCE)
    assert 0 < told[0] < told[1] < 1
    with qtbot.assertNotEmitted(trainer.failed), qtbot.waitSignal(trainer.stopped):
        trainer.stop()


def test_an_end_that_another_thread_hears_of_first_is_told_all_the_same(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    """Python reaps all children whenever one is started, and then join() learns no exit code."""
    start_and_wait(qtbot, trainer, many_digits_path)
    worker = trainer._worker
    assert worker is not None

    class Reaped:
        """The process as its thread sees it when another one has reaped it."""

        asked = 0

        def join(self) -> None:
            process.join()

        @property
        def exitcode(self) -> int | None:
            self.asked += 1
            return None if self.asked < 5 else process.exitcode

    process, worker._process = worker._process, Reaped()
    with qtbot.waitSignal(worker.ended) as ended, qtbot.assertNotEmitted(worker.received):
        process.kill()
    assert ended.args[0] != 0


def test_many_restarts_leave_no_process_and_no_worker(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    for _ in range(12):
        trainer.start(settings("mlp"), data_path=many_digits_path)
        qtbot.wait(5)
        trainer.discard()
    qtbot.waitUntil(lambda: not trainer.findChildren(WorkerProcess), timeout=PATIENCE)
    assert training_processes(os.getpid()) == []


def test_a_polite_process_is_gone_after_shutdown_without_a_signal(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    process_id = start_and_wait(qtbot, trainer, many_digits_path)
    # On Windows a smaller class is more polite, on POSIX a larger nice value.
    assert psutil.Process(process_id).nice() != psutil.Process().nice()
    with qtbot.assertNotEmitted(trainer.stopped, wait=100):
        trainer.shutdown()
        assert not psutil.pid_exists(process_id)


def test_a_slow_window_is_not_flooded(
    qtbot: QtBot, trainer: Trainer, many_digits_path: Path
) -> None:
    start_and_wait(qtbot, trainer, many_digits_path)
    time.sleep(1)
    reports: list[TrainingReport] = []
    trainer.progressed.connect(reports.append)
    qtbot.wait(1)
    assert len(reports) <= 2


ORPHAN = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.training.trainer import Trainer
from nn.recipes import RECIPES
from nn.training.settings import TrainingSettings

if __name__ == "__main__":
    application = QCoreApplication([])
    trainer = Trainer()
    trainer.progressed.connect(lambda report: print(trainer.process_id, flush=True))
    trainer.start(TrainingSettings.of(RECIPES["classic"]), data_path=Path(sys.argv[1]))
    application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_training_does_not_survive_a_killed_window(many_digits_path: Path, tmp_path: Path) -> None:
    script = tmp_path / "window.py"
    script.write_text(ORPHAN)
    window = subprocess.Popen(
        [sys.executable, str(script), str(many_digits_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert window.stdout is not None
    training = psutil.Process(int(window.stdout.readline()))
    window.send_signal(signal.SIGKILL)
    window.wait()
    window.stdout.close()
    training.wait(timeout=2)


def training_processes(parent: int) -> list[psutil.Process]:
    """The spawned children of a process, without multiprocessing's own helper."""
    children = psutil.Process(parent).children()
    return [child for child in children if "resource_tracker" not in " ".join(child.cmdline())]
