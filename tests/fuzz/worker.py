"""The process that reads: told "FORMAT FIRST COUNT" a line, it answers each case with a line.

A case is named before it is made, so that a crash or a hang has a name. The peak of memory is the
kernel's own, set back before each case (Linux only). What a reader may not do is watched by an
audit hook: to start a program, load a pickle, open a connection, write outside its folder.
"""

from __future__ import annotations

import faulthandler
import json
import os
import shutil
import sys
import time
import traceback
import warnings
from pathlib import Path
from types import TracebackType
from typing import Any

from threadpoolctl import threadpool_limits

from tests.fuzz.formats import FORMATS, Format
from tests.fuzz.readers import REFUSALS

LONGEST = 5.0
"""Seconds of processor time for one file."""

MOST_MEMORY = 512.0
"""MB above what the process had before it read the file."""

_FORBIDDEN = (
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty",
    "pickle.find_class", "socket.connect", "socket.bind", "webbrowser.open", "code.__new__",
)  # fmt: skip


class Watch:
    """Notes what happens during a case and should not."""

    def __init__(self, folder: Path) -> None:
        self.seen: list[str] = []
        self.is_on = False
        self._folder = str(folder)
        sys.addaudithook(self._audit)
        sys.excepthook = self._take_exception
        sys.unraisablehook = lambda found: self.seen.append(f"exception: {found.exc_value!r}")

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event in _FORBIDDEN:
            self.seen.append(f"code: {event} {arguments!r}"[:300])
        elif event == "open" and isinstance(arguments[0], str):
            path, _, flags = arguments
            writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if writes and not path.startswith((self._folder, "/proc/self/", "/dev/null")):
                self.seen.append(f"code: writes {path}")

    def _take_exception(
        self, _: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.seen.append(f"exception: {_told(error, trace)}")


def _told(error: BaseException, trace: TracebackType | None) -> str:
    """An exception and where in the program it came from."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(trace)
        if "tests" not in Path(frame.filename).parts
    ]
    return f"{type(error).__name__}: {str(error)[:200]} ({' '.join(places[-3:])})"


def main(folder: Path) -> None:
    """Serve until the input ends."""
    from PySide6.QtCore import QCoreApplication

    out = os.fdopen(os.dup(1), "w", buffering=1)
    # What libraries write to the standard outputs counts: a user would see it.
    said = folder / "said.txt"
    descriptor = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    faulthandler.enable(os.fdopen(os.dup(2), "w"))
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    # As the program's jobs and commands read: BLAS's own threads spin, which would count.
    threadpool_limits(limits=1, user_api="blas")
    application = QCoreApplication(["fuzz"])
    watch = Watch(folder)
    for line in sys.stdin:
        name, first, count = line.split()
        _warm_up(FORMATS[name], folder / "warm")
        for seed in range(int(first), int(first) + int(count)):
            out.write(f"{seed}\n")
            out.write(json.dumps(_try(name, seed, folder, watch)) + "\n")
        out.write("ended\n")
    del application


def _warm_up(form: Format, folder: Path) -> None:
    """Import all that reading needs; the samples themselves have to be read."""
    for name, content in form.samples():
        path = _placed(folder, name, content)
        if form.refused:
            try:
                form.read(path)
            except REFUSALS:
                continue
        form.read(path)
    shutil.rmtree(folder, ignore_errors=True)


def _placed(folder: Path, name: str, content: bytes) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return path


def _try(name: str, seed: int, folder: Path, watch: Watch) -> dict[str, Any]:
    """Read the file of one case: what became of it, and what is wrong with that."""
    form = FORMATS[name]
    path = _placed(folder / f"case-{name}-{seed}", *form.case(name, seed))
    said = folder / "said.txt"
    was_said, before, begun = said.stat().st_size, _reset_peak(), time.process_time()
    watch.seen.clear()
    watch.is_on = True
    outcome = "read"
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("default")
        try:
            form.read(path)
        except REFUSALS as error:
            outcome = "refused"
            if not str(error).strip():
                watch.seen.append("exception: a refusal without a word")
        except BaseException as error:  # noqa: BLE001 - what else comes is what is looked for
            outcome = "failed"
            watch.seen.append(f"exception: {_told(error, error.__traceback__)}")
    watch.is_on = False
    seconds, memory = time.process_time() - begun, _peak() - before
    faults = list(watch.seen)
    faults += [f"warning: {found.category.__name__} {found.message}" for found in warned
               if not issubclass(found.category, DeprecationWarning)]  # fmt: skip
    if said.stat().st_size > was_said:
        words = said.read_bytes()[was_said:].decode("utf-8", "replace")
        faults.append(f"stderr: {words[:300]}")
    if seconds > LONGEST:
        faults.append(f"slow: {seconds:.1f} s")
    if memory > MOST_MEMORY:
        faults.append(f"memory: {memory:.0f} MB")
    shutil.rmtree(path.parent, ignore_errors=True)
    shutil.rmtree(folder / f"case-{name}-{seed}", ignore_errors=True)
    return {"outcome": outcome, "faults": faults, "seconds": seconds, "memory": memory}


def _reset_peak() -> float:
    """Set the kernel's mark of the largest memory back; MB in use."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return 0.0
    return _peak()


def _peak() -> float:
    """The largest resident memory since the mark was set back, MB; 0 where none is told."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0.0
    return float(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
