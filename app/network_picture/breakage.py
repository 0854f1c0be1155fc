"""The broken network: made and tested in the background, always for the newest damage.

reader, Damage → broken → altered(Reader) → accuracy on test images → measured(broken, healthy)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.jobs.background import BackgroundTask
from app.network_picture.samples import Samples, accuracy
from nn.explain.breaking import Damage, broken
from nn.network import Network
from nn.reader import Reader

_PAUSE_IN_TRAINING = 2000
"""Milliseconds between two tests while a network learns: training needs the processor."""


@dataclass(frozen=True, eq=False)
class Accuracies:
    """Shares of the test images that are read right: by the broken network, and by the whole."""

    broken: float
    healthy: float


class Breakage(QObject):
    """Holds the damage. ``altered`` carries the reader that answers in its place, or None.

    ``measured`` carries the :class:`Accuracies` of the newest damage; ``damage_changed`` the
    :class:`nn.explain.breaking.Damage` itself, whoever changed it; ``samples_wanted`` asks for
    images to test on.
    """

    altered = Signal(object)
    measured = Signal(object)
    damage_changed = Signal(object)
    samples_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reader: Reader | None = None
        self._samples: Samples | None = None
        self._damage = Damage()
        self._healthy: tuple[Network, Samples, float] | None = None
        self._breaking = BackgroundTask(self)
        self._breaking.finished.connect(self._take_broken)
        self._testing = BackgroundTask(self)
        self._testing.finished.connect(self._take_accuracies)
        self._altered: Reader | None = None
        self._test_soon = QTimer(self, singleShot=True, interval=0)
        self._test_soon.timeout.connect(self._test)

    @property
    def damage(self) -> Damage:
        return self._damage

    def set_reader(self, reader: Reader) -> None:
        """Break this reader's network from now on; units that it has not are whole again."""
        before = self._reader
        self._reader = reader
        if before is not None and before.network.layers != reader.network.layers:
            self.set_damage(replace(self._damage, off=frozenset()))
        if not self._damage.is_none:
            self._break()

    def set_training(self, is_training: bool) -> None:
        """Test less often while a network learns."""
        self._test_soon.setInterval(_PAUSE_IN_TRAINING if is_training else 0)

    @Slot(object)
    def set_samples(self, samples: Samples) -> None:
        """Test on these images from now on."""
        self._samples = samples
        self._test()

    @Slot(object)
    def set_damage(self, damage: Damage) -> None:
        """Break the network like this."""
        if damage == self._damage:
            return
        self._damage = damage
        self.damage_changed.emit(damage)
        if damage.is_none:
            self._breaking.cancel()
            self._testing.cancel()
            self.altered.emit(None)
        else:
            self._break()

    def switch(self, unit: tuple[int, int]) -> None:
        """Switch a unit off, or on again."""
        self.set_damage(replace(self._damage, off=self._damage.off ^ {unit}))

    @Slot()
    def heal(self) -> None:
        """As if nothing had been broken."""
        self.set_damage(Damage())

    def _break(self) -> None:
        if self._reader is not None:
            self._breaking.submit(_broken_reader, self._reader, self._damage)

    @Slot(object)
    def _take_broken(self, reader: Reader) -> None:
        if self._damage.is_none or self._reader is None:
            return
        self._altered = reader
        self.altered.emit(reader)
        if not self._test_soon.isActive():
            self._test_soon.start()

    @Slot()
    def _test(self) -> None:
        if self._altered is None or self._reader is None or self._damage.is_none:
            return
        if self._samples is None:
            self.samples_wanted.emit()
            return
        network, known = self._reader.network, self._healthy
        healthy = None
        if known is not None and known[0] is network and known[1] is self._samples:
            healthy = known[2]
        self._testing.submit(_accuracies, self._altered.network, network, self._samples, healthy)

    @Slot(object)
    def _take_accuracies(self, found: tuple[Accuracies, Network, Samples]) -> None:
        accuracies, network, samples = found
        self._healthy = (network, samples, accuracies.healthy)
        if not self._damage.is_none:
            self.measured.emit(accuracies)


def _broken_reader(reader: Reader, damage: Damage) -> Reader:
    return Reader(broken(reader.network, damage).copy(), reader.calibration)


def _accuracies(
    altered: Network, network: Network, samples: Samples, healthy: float | None
) -> tuple[Accuracies, Network, Samples]:
    if healthy is None:
        healthy = accuracy(network, samples)
    return Accuracies(accuracy(altered, samples), healthy), network, samples
