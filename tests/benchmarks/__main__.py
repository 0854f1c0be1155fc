"""The program's own figures: ``make bench`` prints them and writes ``build/bench.json``.

Measured on the real window with posted mouse events and real training on MNIST; on a machine
without a screen, or with QT_QPA_PLATFORM=offscreen, the window is rendered in memory.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.figures import Figure, report

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "mnist.npz"
PARTS = ("start", "rest", "path", "idle", "training", "stop", "accuracy", "memory")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure the program.")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure")
    parser.add_argument("--data", type=Path, default=_default_data(), help="MNIST to train on")
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as home:
        report(list(_measure(Path(home), options.data, options.only)), "bench.json")


def _measure(home: Path, data: Path, parts: Iterable[str]) -> Iterator[Figure]:
    from tests.benchmarks import launching, pointer_path, responsiveness, retraining
    from tests.benchmarks.bench_window import bench_window

    if "start" in parts:
        yield from launching.measure_start(home)
    if "rest" in parts:
        yield from launching.measure_rest(home)
    if "path" in parts:
        yield from pointer_path.measure_path(home, data)
    in_window = {
        "idle": responsiveness.measure_idle,
        "training": responsiveness.measure_in_training,
        "stop": retraining.measure_stop,
        "accuracy": retraining.measure_accuracy,
    }
    for name, measure in in_window.items():
        if name in parts:
            with bench_window(home, data) as bench:
                yield from measure(bench)
    if "memory" in parts:
        yield from launching.measure_memory(home, data)


def _default_data() -> Path:
    """The MNIST that the tests use; Keras' cached one where there is none."""
    from nn.data.download import keras_cache

    chosen = os.environ.get("DIGITS_MNIST")
    if chosen:
        return Path(chosen)
    return SHARED if SHARED.exists() else keras_cache()


if __name__ == "__main__":
    main()
