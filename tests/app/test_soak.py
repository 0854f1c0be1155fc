"""A random user for a while; ``make soak`` has the patience for more."""

from __future__ import annotations

import subprocess
import sys

EVENTS = 6000


def test_a_random_user_meets_no_error_and_no_growing_memory() -> None:
    # In a process of its own: what other tests left in this one's memory would be counted.
    soak = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.soak", "--events", str(EVENTS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert soak.returncode == 0, soak.stdout + soak.stderr
