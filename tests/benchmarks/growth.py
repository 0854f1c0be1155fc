"""How the cost of training grows with the work: ``make bench-growth``.

One thing grows at a time, from the network 784-100-10 in batches of 128: hidden units, layers, the
batch, the number of images, the threads. Ours stands beside PyTorch and Keras on JAX, each at its
best (:mod:`tests.benchmarks.sides`), and above the floor: the bare matrix products, by the same
BLAS. Prints a table, and writes it and a plot to ``build/``. What 64 cores and a graphics card
would make of it is calculated at the end, and says so.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from nn.layers import Dense, Flatten, ReLU
from tests.benchmarks.peers import processor
from tests.benchmarks.sides.products import operations
from tests.benchmarks.sides.waiting import ROOT, measure
from tests.benchmarks.tasks import CONVOLUTIONAL, DENSE, SHIPPED, Layers, Task

BUILD = ROOT / "build"

SIDES = ("ours", "pytorch", "keras_jax", "products")

Axis = Literal["hidden units", "layers of 256", "batch", "images", "threads"]

_OPERATIONS = 4e10
"""Multiplications and additions of one run: some half a second, of which waking up is little."""

_SAMPLES = (2048, 60_000)
"""The fewest and the most images of a run; those of a batch at least."""


@dataclass(frozen=True)
class Point:
    """One measurement: where on its ``axis`` it lies and, of each side, seconds a sample and the
    most bytes of memory that its process has had, its libraries and its images among them."""

    axis: Axis
    place: int
    network: str
    seconds: dict[str, float]
    memory: dict[str, int]


def tasks() -> Iterator[tuple[Axis, int, Task]]:
    """Everything that is measured."""
    for units in (32, 128, 512, 2048, 4096):
        yield "hidden units", units, _task(f"784-{units}-10", _dense(units))
    for count in (1, 2, 4, 8):
        yield "layers of 256", count, _task(f"784-{count}×256-10", _dense(*[256] * count))
    for size in (1, 8, 64, 512, 4096):
        yield "batch", size, _task("784-100-10", DENSE, batch_size=size)
    for images in (1_000, 10_000, 60_000, 240_000):
        yield "images", images, replace(_task("784-100-10", DENSE), samples=images)
    for name, layers in (("784-2048-10", _dense(2048)), ("cnn", CONVOLUTIONAL), ("best", SHIPPED)):
        for threads in (1, 2):
            task = replace(_task(name, layers), threads=threads)
            if name != "784-2048-10":
                # Keras' side takes flat images.
                task = replace(task, sides=("ours", "pytorch", "products"))
            yield "threads", threads, task


def _dense(*hidden: int) -> Layers:
    inner = [layer for units in hidden for layer in (Dense(units), ReLU())]
    return (Flatten(), *inner, Dense(10))


def _task(name: str, layers: Layers, *, batch_size: int = 128) -> Task:
    task = Task(name, layers, "adam", batch_size, batch_size, "sample", None, SIDES)
    fewest, most = _SAMPLES
    wanted = _OPERATIONS / operations(task) * batch_size
    # A step of few images costs more than its arithmetic.
    steps = min(max(fewest, min(most, wanted)), 4000 * batch_size) / batch_size
    return replace(task, samples=max(2, round(steps)) * batch_size)


def table(points: Sequence[Point]) -> Iterator[str]:
    """Lines of Markdown."""
    yield "| grows | | ours | PyTorch | Keras on JAX | bare products | memory, MB |"
    yield "|---|---|---|---|---|---|---|"
    for point in points:
        times = [
            f"{1e6 * point.seconds[side]:.1f}" if side in point.seconds else "–" for side in SIDES
        ]
        memory = " / ".join(f"{point.memory[side] / 2**20:.0f}" for side in point.memory)
        yield (
            f"| {point.axis}: {point.network} | {point.place} | {' | '.join(times)} | {memory} |"
        )


# What other machines would make of it: calculated, not measured.

CORES = 64

GPU_RATE = 10e12
"""Multiplications and additions a second that a graphics card of the middle class really does."""

GPU_STEP = 1e-3
"""Seconds of a step that does next to nothing there: launching some fifty kernels, and their way
back. Both are rules of thumb."""


def calculated(points: Sequence[Point]) -> Iterator[str]:
    """For each network that was measured with one and with two threads, seconds a sample with more
    cores, by Amdahl's law from the gain of the second, and on a graphics card."""
    yield "Calculated, not measured, from the rows above (µs a sample):"
    by_threads = [point for point in points if point.axis == "threads"]
    alone = {point.network: point for point in by_threads if point.place == 1}
    both = {point.network: point for point in by_threads if point.place == 2}
    known = {task.name: task for axis, _, task in tasks() if axis == "threads"}
    for name in (name for name in alone if name in both):
        one, two = alone[name].seconds["ours"], both[name].seconds["ours"]
        shared = min(max(2 * (1 - two / one), 0.0), 1.0)
        many = one * (1 - shared + shared / CORES)
        task = known[name]
        card = max(operations(task) / GPU_RATE, GPU_STEP) / task.batch_size
        yield (
            f"  {name}: {100 * shared:.0f} % of a step is shared; one core {1e6 * one:.0f}, two "
            f"{1e6 * two:.0f}, {CORES} cores {1e6 * many:.0f}, a graphics card {1e6 * card:.0f}"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure how the cost of training grows.")
    parser.add_argument("--rounds", type=int, default=5, help="runs of every side (%(default)s)")
    parser.add_argument("--only", default="", help="only the axis whose name contains this")
    options = parser.parse_args(arguments)
    points: list[Point] = []
    for axis, place, task in tasks():
        if options.only not in axis:
            continue
        found = measure(task, options.rounds)
        points.append(Point(axis, place, task.name, found.medians, found.memory))
        _write(points)
        print(f"{axis} {place}: " + ", ".join(
            f"{side} {1e6 * seconds:.1f} µs ({found.how[side]})"
            for side, seconds in found.medians.items()
        ), flush=True)  # fmt: skip
    print("\n".join(_lines(points)))
    from tests.benchmarks.growth_plot import plot

    plot(points, BUILD / "bench-growth.png")
    print("Written to build/bench-growth.json, .md and .png.")


def _lines(points: Sequence[Point]) -> list[str]:
    when = datetime.now(UTC).date().isoformat()
    return [f"{when}, {processor()}; µs a sample.", "", *table(points), "", *calculated(points)]


def _write(points: Sequence[Point]) -> None:
    """All that is known so far: whoever breaks it off keeps what was measured."""
    BUILD.mkdir(exist_ok=True)
    content = {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": processor(),
        "points": [asdict(point) for point in points],
    }
    (BUILD / "bench-growth.json").write_text(json.dumps(content, indent=1), "utf-8")
    (BUILD / "bench-growth.md").write_text("\n".join(_lines(points)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
