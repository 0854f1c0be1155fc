"""Where the images that networks are tried on come from: given ones, or found when wanted.

    set_samples, or want → Job(find_samples) → changed(Samples)

Reading a data set or synthesising takes a process, not a thread: the first time it imports much,
and a thread that imports holds Python's lock so often that no frame would be painted in time.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.jobs.job import Ending, EndingKind, Job
from app.network_picture.samples import Samples, find_samples


class SampleSource(QObject):
    """``changed`` carries the :class:`Samples` from now on; ``failed`` that none could be made."""

    changed = Signal(object)
    failed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._samples: Samples | None = None
        self._is_given = False
        self._path: Path | None = None
        self._job: Job | None = None

    @property
    def is_given(self) -> bool:
        """Whether somebody has given the images."""
        return self._is_given

    def set_samples(self, samples: Samples) -> None:
        """Take these from now on."""
        self._is_given = True
        self._take(samples)

    def set_path(self, path: Path | None) -> None:
        """Look in this file or folder from now on, None for the usual places."""
        if path != self._path:
            self._path = path
            self.shutdown()
            if not self._is_given:
                self._samples = None

    @Slot()
    def want(self) -> None:
        """Somebody needs samples: find some, unless there are any or they are being looked for."""
        if self._samples is None and self._job is None:
            self._job = Job(find_samples, self._path, parent=self)
            self._job.progressed.connect(self._take_found)
            self._job.ended.connect(self._end)
            self._job.start()

    def shutdown(self) -> None:
        """Make none any more; the window closes."""
        if self._job is not None:
            self._job.close()
            self._job = None

    @Slot(object)
    def _take_found(self, samples: Samples) -> None:
        if not self._is_given:
            self._take(samples)

    def _take(self, samples: Samples) -> None:
        self._samples = samples
        self.changed.emit(samples)

    @Slot(object)
    def _end(self, ending: Ending) -> None:
        self._job = None
        if ending.kind is not EndingKind.DONE and self._samples is None:
            self.failed.emit()
