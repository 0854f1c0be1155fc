"""An hour of use in some minutes: ``python -m tests.benchmarks.soak``.

100 000 random mouse, key and menu events in the real window with all its panels, with training,
reading and learning going on in the background as the events have it; among them those of
:mod:`tests.app.random_attacks`. Now and then the window is closed in the middle of it all, and
another one opens. Nothing may raise, Qt may not warn, and the process may not grow by more than
30 MB after it has warmed up.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from tests.benchmarks.figures import Figure, report

if TYPE_CHECKING:
    from app.main_window import MainWindow

EVENTS = 100_000
WARM_UP = 15_000
"""Events after which memory is counted, or half of all: by then every library is imported, and the
caches are as full as they get."""

WINDOW = 2000
"""Events after which the window is closed and another one opens, on average."""

LATE = ("app.training.plots", "nn.picture_reading", "scipy.optimize", "scipy.special")
"""What the program imports where it is first used: that is no growth, whenever it comes."""

LARGEST_GROWTH = 30.0
"""MB of resident memory."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Let a random user loose on the window.")
    parser.add_argument("--events", type=int, default=EVENTS, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the user (%(default)s)")
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["DIGITS_HOME"] = home
        faults, growth = soak(Path(home), options.events, options.seed)
    report(
        [
            Figure(
                f"exceptions and warnings in {options.events} random events", len(faults), "", bar=0
            ),
            Figure("memory grown after the warm-up", growth, "MB", bar=LARGEST_GROWTH),
        ],
        "soak.json",
    )
    print(*dict.fromkeys(faults), sep="\n")
    return 0 if not faults and growth <= LARGEST_GROWTH else 1


def soak(home: Path, events: int, seed: int) -> tuple[list[str], float]:
    """What went wrong during so many events, and by how many MB the process grew."""
    from app.platform.memory import keep_heaps_small

    keep_heaps_small()
    import numpy as np
    from PySide6.QtWidgets import QApplication

    from app.platform.clipboard import release_clipboard
    from app.platform.garbage import GarbageCollector
    from tests.app.random_attacks import files_of_any_kind
    from tests.app.random_user import RandomUser, shut_doors

    application = QApplication.instance() or QApplication(["soak"])
    for library in LATE:
        import_module(library)
    GarbageCollector(application)
    faults = _collect_faults()
    rng = np.random.default_rng(seed)
    damaged = files_of_any_kind(_made(home / "files"), rng=rng)
    shut_doors(setattr, home, rng, damaged)
    QApplication.setQuitOnLastWindowClosed(False)
    data = _small_data(home)
    window = _open(data)
    user = RandomUser(window, rng=rng, damaged=damaged)
    before, started, told = 0.0, time.monotonic(), 0
    while user.events < events:
        begun = user.events
        user.act()
        if rng.random() < (user.events - begun) / WINDOW:
            window.close()
            window = _open(data)
            user.sit_before(window)
        if not before and user.events >= min(WARM_UP, events // 2):
            before = _memory()
        if user.events - told >= events // 20:
            told = user.events
            print(f"{told:7} events, {time.monotonic() - started:5.0f} s, {_memory():6.1f} MB",
                  flush=True)  # fmt: skip
    growth = _memory() - before
    window.close()
    application.processEvents()
    release_clipboard()
    return faults, growth


def _open(data: Path) -> MainWindow:
    """A window in the language that the settings name, as at a start."""
    from app.main_window import MainWindow
    from app.settings import Settings
    from app.text.language import speak
    from app.ui.panel import LatePanel

    speak(Settings().language)
    window = MainWindow(data)
    window.resize(1280, 720)
    window.show()
    for panel in window.findChildren(LatePanel):
        # So that every window costs the same, whatever the user opens in it.
        panel.make_now()
    return window


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _small_data(folder: Path) -> Path:
    """Few images: a training that runs is soon over, and the next can begin."""
    import numpy as np

    from nn.data.files import write_arrays
    from nn.synthesis.digits import synthesise_images

    images, labels = synthesise_images(3600, rng=np.random.default_rng(0))
    arrays = {"x_train": images[:3000], "y_train": labels[:3000]}
    path = folder / "mnist.npz"
    write_arrays(path, arrays | {"x_test": images[3000:], "y_test": labels[3000:]})
    return path


def _memory() -> float:
    """Resident memory of this process, MB."""
    import psutil

    gc.collect()
    return float(psutil.Process().memory_info().rss) / 2**20


def _collect_faults() -> list[str]:
    """A list that fills with uncaught exceptions and with what Qt complains about."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    faults: list[str] = []

    def take_exception(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        faults.append("".join(traceback.format_exception(kind, error, trace)))
        # At once, too: what the random user itself meets ends the process.
        print(faults[-1], file=sys.stderr, flush=True)

    def take_warning(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        # Said by the platform without a screen, of what it has no use for.
        if kind is not QtMsgType.QtDebugMsg and not text.startswith("This plugin does not support"):
            faults.append(text)

    sys.excepthook = take_exception
    qInstallMessageHandler(take_warning)
    return faults


if __name__ == "__main__":
    sys.exit(main())
