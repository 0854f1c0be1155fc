"""A training's progress bar on standard error, for the command line and for notebooks."""

from __future__ import annotations

from types import TracebackType

from tqdm import tqdm

from nn.training.progress import Progress


class TrainingBar:
    """Shows reports of :func:`nn.training.loop.train`; a context manager that leaves the bar."""

    def __init__(self, name: str) -> None:
        self._bar = tqdm(desc=f"Training {name}", unit=" images")

    def __enter__(self) -> TrainingBar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.close()

    def show(self, progress: Progress) -> None:
        """Move the bar to where this report is."""
        self._bar.total = progress.samples_total
        self._bar.set_postfix_str(_figures(progress), refresh=False)
        self._bar.update(progress.samples - self._bar.n)


def _figures(progress: Progress) -> str:
    text = f"loss {progress.loss:.4f}"
    if progress.validation_accuracy is None:
        return text
    return f"{text}, validation {progress.validation_accuracy:.2%}"
