"""One side in a process of its own: ``python -m tests.benchmarks.worker SIDE``.

It gets its task on its standard input, prepares, and answers with how it does it; then it answers
each line with one run: the seconds that the run took, and the most memory the process has had. So
several sides can be asked in turn while none disturbs the others: what a thread pool leaves behind,
it leaves in its own process.
"""

from __future__ import annotations

import base64
import importlib
import os
import pickle
import sys
import time

import numpy as np

from tests.benchmarks.data import mnist
from tests.benchmarks.tasks import Task


def main(side: str) -> None:
    # From the process that started this one, and from nowhere else.
    task: Task = pickle.loads(base64.b64decode(sys.stdin.readline()))
    _use_few_cores(task.threads)
    data = mnist()
    # More images than there are: the same again, in memory of their own.
    order = np.arange(task.steps * task.batch_size) % len(data)
    prepare = importlib.import_module(f"tests.benchmarks.sides.{side}").prepare
    run, how = prepare(task, data.images[order], data.labels[order] % task.classes)
    print(how, flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        run()
        print(time.perf_counter() - start, _most_memory(), flush=True)


def _most_memory() -> int:
    """Bytes; 0 where the system does not say."""
    try:
        import resource
    except ModuleNotFoundError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _use_few_cores(count: int) -> None:
    """Hold the process to as many cores as it may have threads, where the system can.

    For sides whose number of threads has no switch: they count the cores that they may use.
    """
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, cores[:count])


if __name__ == "__main__":
    main(*sys.argv[1:])
