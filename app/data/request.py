"""One training's wish for data: the source tells everybody, this only the one who asked.

download(why) | ask(why) → the source → ready | cancelled | unavailable(why), once
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.data.source import DataSource
from nn.data.download import DownloadProgress


class DataRequest(QObject):
    """Passes on the signals of a :class:`app.data.source.DataSource` while something is wanted.

    Of two trainings that want data, each has a request, and one answer serves both.
    """

    downloading = Signal(object)
    cancelled = Signal()
    ready = Signal()
    unavailable = Signal(str)

    def __init__(self, source: DataSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._is_open = False
        source.downloading.connect(self._follow)
        source.cancelled.connect(self._end_cancelled)
        source.ready.connect(self._end_ready)
        source.unavailable.connect(self._end_unavailable)

    @property
    def is_downloading(self) -> bool:
        """Whether what is wanted is on its way."""
        return self._is_open and self._source.is_downloading

    def download(self, reason: str) -> None:
        """Let MNIST be downloaded, because there is none, for that reason."""
        self._is_open = True
        self._source.download(reason)

    def ask(self, reason: str) -> None:
        """Let the user decide what to train on, for that reason."""
        self._is_open = True
        self._source.ask(reason)

    def cancel(self) -> None:
        """Break off the download, if it was this one's wish."""
        if self.is_downloading:
            self._source.cancel()

    def withdraw(self) -> None:
        """Want nothing any more, and hear nothing either."""
        self._is_open = False

    @Slot(object)
    def _follow(self, progress: DownloadProgress) -> None:
        if self._is_open:
            self.downloading.emit(progress)

    @Slot()
    def _end_cancelled(self) -> None:
        if self._close():
            self.cancelled.emit()

    @Slot()
    def _end_ready(self) -> None:
        if self._close():
            self.ready.emit()

    @Slot(str)
    def _end_unavailable(self, reason: str) -> None:
        if self._close():
            self.unavailable.emit(reason)

    def _close(self) -> bool:
        """Want nothing any more; whether something was wanted."""
        was_open, self._is_open = self._is_open, False
        return was_open
