"""One side in a process of its own: ``python -m tests.benchmarks.worker SIDE TASK``.

It prepares and says ``ready``; then it answers each line on its standard input with one run and
prints the seconds that the run took. So several sides can be asked in turn while none disturbs
the others: what a thread pool leaves behind, it leaves in its own process.
"""

from __future__ import annotations

import importlib
import os
import sys
import time

from tests.benchmarks.data import mnist
from tests.benchmarks.tasks import TASKS, THREADS


def main(side: str, name: str) -> None:
    task = next(task for task in TASKS if task.name == name)
    _use_few_cores()
    data = mnist()
    prepare = importlib.import_module(f"tests.benchmarks.sides.{side}").prepare
    used = slice(task.steps * task.batch_size)
    run = prepare(task, data.images[used], data.labels[used])
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        run()
        print(time.perf_counter() - start, flush=True)


def _use_few_cores() -> None:
    """Hold the process to as many cores as it may have threads, where the system can.

    For sides whose number of threads has no switch: they count the cores that they may use.
    """
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, cores[:THREADS])


if __name__ == "__main__":
    main(*sys.argv[1:])
