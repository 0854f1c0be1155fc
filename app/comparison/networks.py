"""The networks that can be compared: the one in use, the shipped one, and those of the runs.

    history, current network → choices() → a column → want(choices) → (background) → changed

A choice says which network is meant, a contender is that network as it is now. That of a run in
training is another one with each report; all others are read from the disk, beside the window, when
a column wants them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from app.jobs.background import BackgroundTask
from app.prediction.model_store import shipped_model
from app.text.translate import translated
from app.training.history import RunHistory
from app.training.run import Outcome, Run
from app.training.run_list import result_text
from nn.model_file import Model, ModelFileError
from nn.reader import Calibration, Reader


class Source(Enum):
    """Where a network comes from."""

    CURRENT = auto()
    """The one that answers in the window, also while it is in training."""
    SHIPPED = auto()
    """The one that came with the program."""
    RUN = auto()
    """What a training has left, or is about to."""


@dataclass(frozen=True)
class Choice:
    """Which network is meant; ``run`` is that of a RUN."""

    source: Source
    run: Run | None = None


CURRENT = Choice(Source.CURRENT)
SHIPPED = Choice(Source.SHIPPED)


@dataclass(frozen=True, eq=False)
class Contender:
    """A network that can answer. ``model`` is None for one in training and for the one in use."""

    reader: Reader
    model: Model | None = None


class Networks(QObject):
    """Knows what can be chosen, and has it ready.

    ``listed`` tells that other networks can be chosen, ``changed`` carries the :class:`Choice`
    whose network or facts are others now, ``problem`` a sentence on one that cannot be read.
    """

    listed = Signal()
    changed = Signal(object)
    problem = Signal(str)

    def __init__(self, history: RunHistory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._name = ""
        self._is_centred = True
        self._contenders: dict[Choice, Contender] = {}
        self._wanted: tuple[Choice, ...] = ()
        self._damaged: set[Choice] = set()
        self._task = BackgroundTask(self)
        self._task.finished.connect(self._take)
        history.added.connect(self._add)
        history.updated.connect(self._update)
        history.removed.connect(self._remove)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All that can be chosen: the newest run first, after the two that are always there."""
        runs = [run for run in reversed(self._history.runs) if self._can_answer(run)]
        return (CURRENT, SHIPPED, *(Choice(Source.RUN, run) for run in runs))

    def title(self, choice: Choice) -> str:
        """What a list calls it."""
        match choice:
            case Choice(Source.CURRENT):
                return self.tr("Network in use")
            case Choice(Source.SHIPPED):
                return self.tr("Shipped network")
            case Choice(run=Run() as run):
                return result_text(run, QLocale())
        raise ValueError(f"{choice} names no run")

    @property
    def current_name(self) -> str:
        """Which network is in use, in a sentence."""
        return self._name

    def contender(self, choice: Choice) -> Contender | None:
        """The network as it is now; None while it is on its way, or where it cannot be read.

        It reads drawings in MNIST's frame or as they lie, as the network in use does.
        """
        found = self._contenders.get(choice)
        if found is None:
            return None
        return replace(found, reader=found.reader.with_centring(self._is_centred))

    def is_damaged(self, choice: Choice) -> bool:
        """Whether it could not be read."""
        return choice in self._damaged

    def run_of(self, choice: Choice) -> Run | None:
        """The run whose curves belong to the choice; that of the one in use while it learns."""
        run = self._history.current if choice == CURRENT else choice.run
        return run if run in self._history.runs else None

    def want(self, choices: Iterable[Choice]) -> None:
        """Have these ready from now on, and forget the others."""
        self._wanted = tuple(dict.fromkeys(choices))
        kept = {CURRENT, *self._wanted}
        self._contenders = {one: it for one, it in self._contenders.items() if one in kept}
        for choice in self._wanted:
            self._follow_training(choice)
        self._load()

    @Slot(object, str)
    def set_current(self, reader: Reader, name: str) -> None:
        """This reader answers in the window from now on; ``name`` says in words what it is."""
        self._name = name
        self._contenders[CURRENT] = Contender(reader)
        was_centred, self._is_centred = self._is_centred, reader.centred
        self.changed.emit(CURRENT)
        if self._is_centred != was_centred:
            for choice in self._wanted:
                self.changed.emit(choice)

    def close(self) -> None:
        """Read nothing any more."""
        self._task.close()

    def _can_answer(self, run: Run) -> bool:
        return run.has_weights or run.outcome is Outcome.RUNNING

    @Slot(object)
    def _add(self, run: Run) -> None:
        self.listed.emit()

    @Slot(object)
    def _update(self, run: Run) -> None:
        """With each report of a training, and when it ends."""
        choice = Choice(Source.RUN, run)
        if choice in self._wanted:
            self._follow_training(choice)
            self._load()
            self.changed.emit(choice)
        if run.outcome is not Outcome.RUNNING:
            self.listed.emit()

    @Slot(object)
    def _remove(self, run: Run) -> None:
        choice = Choice(Source.RUN, run)
        self._damaged.discard(choice)
        self._contenders.pop(choice, None)
        self._wanted = tuple(one for one in self._wanted if one != choice)
        self.listed.emit()

    def _follow_training(self, choice: Choice) -> None:
        network = None if choice.run is None else self._history.network_in_training(choice.run)
        if network is not None:
            self._contenders[choice] = Contender(Reader(network))

    def _load(self) -> None:
        """Have what is missing read, all in one request: the task keeps only the newest."""
        missing = [(one, self._loader(one)) for one in self._wanted if self._is_missing(one)]
        if missing:
            self._task.submit(_load_all, missing)

    def _is_missing(self, choice: Choice) -> bool:
        """Whether it is to be read: not yet here, or here only as it was in training."""
        if choice == CURRENT or choice in self._damaged:
            return False
        if choice.run is not None and not choice.run.has_weights:
            return False
        contender = self._contenders.get(choice)
        return contender is None or contender.model is None

    def _loader(self, choice: Choice) -> _Loader:
        return _Loader(self._history, choice.run)

    @Slot(object)
    def _take(self, loaded: list[tuple[Choice, Model | Exception]]) -> None:
        for choice, result in loaded:
            if choice not in self._wanted:
                continue
            if isinstance(result, Model):
                calibration = Calibration.from_metadata(result.metadata)
                self._contenders[choice] = Contender(Reader(result.network, calibration), result)
            else:
                self._damaged.add(choice)
                self.problem.emit(translated(result))
            self.changed.emit(choice)


@dataclass(frozen=True)
class _Loader:
    """In the background: read the network of a run, or the shipped one."""

    history: RunHistory
    run: Run | None

    def __call__(self) -> Model:
        return shipped_model() if self.run is None else self.history.load_model(self.run)


def _load_all(
    missing: list[tuple[Choice, Callable[[], Model]]],
) -> list[tuple[Choice, Model | Exception]]:
    """In the background: each model, or why it cannot be read."""
    loaded: list[tuple[Choice, Model | Exception]] = []
    for choice, load in missing:
        try:
            loaded.append((choice, load()))
        except (ModelFileError, OSError) as error:
            loaded.append((choice, error))
    return loaded
