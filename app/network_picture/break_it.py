"""The strip under the picture that breaks the network: folded, one button; open, three sliders.

sliders, mode → Damage → changed        Damage, Accuracies → what the strip shows
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.network_picture.breakage import Accuracies
from app.text.formats import rounded_percent
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from app.ui.widgets import Disclosure, WheelGuard
from nn.explain.breaking import ALL_BITS, Damage

_BITS = (1, 2, 3, 4, 5, 6, 7, 8, ALL_BITS)
"""Bits per weight that the slider stops at, from left to right reversed: all of them first."""


class BreakIt(QWidget):
    """``changed`` carries the :class:`nn.explain.breaking.Damage` that the user asks for.

    ``healed`` asks for the whole network; ``resized`` tells that the strip is folded or opened;
    ``entered`` that the pointer has come from the picture.
    """

    changed = Signal(object)
    healed = Signal()
    resized = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breakIt")
        self._damage = Damage()
        self._accuracies: Accuracies | None = None
        self._is_untestable = False
        self._fold = Disclosure(self.tr("Break it"), self, name="breakItOpener")
        self._inside = QWidget(self._fold)
        self._noise = self._slider("noise", 200, self.tr("Noise on the weights"))
        self._pruned = self._slider("pruned", 100, self.tr("Weights pruned, the smallest first"))
        self._bits = self._slider("bits", len(_BITS) - 1, self.tr("Bits per weight"))
        self._values = [QLabel(self._inside) for _ in range(3)]
        self._mode = QCheckBox(self.tr("A click switches a unit off"), self._inside)
        self._mode.setObjectName("switchMode")
        self._heal = PushButton(self.tr("Heal"), self._inside)
        self._heal.setObjectName("heal")
        self._heal.clicked.connect(self.healed)
        self._result = QLabel(self._inside)
        self._result.setObjectName("breakItResult")
        self._result.setWordWrap(True)
        self._guard = WheelGuard(self)
        self._guard.guard(self._noise, self._pruned, self._bits)
        self._lay_out()
        self._fold.hold(self._inside)
        self._fold.toggled.connect(self.resized)
        self._show()

    @property
    def switches(self) -> bool:
        """Whether a click on a unit is to switch it off in place of pinning it."""
        return self._fold.is_open and self._mode.isChecked()

    @property
    def is_open(self) -> bool:
        return self._fold.is_open

    def set_open(self, is_open: bool) -> None:
        """Open or fold it."""
        self._fold.set_open(is_open)

    @Slot(object)
    def show_damage(self, damage: Damage) -> None:
        """Let the sliders say what is broken; nothing is signalled."""
        self._damage = damage
        for slider, value in (
            (self._noise, round(100 * damage.noise)),
            (self._pruned, round(100 * damage.pruned)),
            (self._bits, _steps_of(damage.bits)),
        ):
            with QSignalBlocker(slider):
                slider.setValue(value)
        if damage.is_none:
            self._accuracies = None
        self._show()

    @Slot(object)
    def show_accuracies(self, accuracies: Accuracies) -> None:
        """Say how many of the test images are still read right."""
        self._accuracies = accuracies
        self._is_untestable = False
        self._show()

    @Slot()
    def show_untested(self) -> None:
        """Say that there are no images to test on."""
        self._is_untestable = True
        self._show()

    def _slider(self, name: str, largest: int, title: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self._inside)
        slider.setObjectName(name)
        slider.setRange(0, largest)
        slider.setPageStep(max(largest // 10, 1))
        slider.setAccessibleName(title)
        slider.setToolTip(title)
        slider.setMinimumWidth(6 * UNIT)
        slider.valueChanged.connect(self._take)
        return slider

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        titles = (self.tr("Noise"), self.tr("Pruned"), self.tr("Bits"))
        sliders = (self._noise, self._pruned, self._bits)
        for row, (title, slider, value) in enumerate(
            zip(titles, sliders, self._values, strict=True)
        ):
            label = QLabel(title, self._inside)
            label.setBuddy(slider)
            grid.addWidget(label, row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(value, row, 2)
            value.setMinimumWidth(value.fontMetrics().horizontalAdvance("100 %\u00a0"))
        grid.setColumnStretch(1, 1)
        foot = QHBoxLayout()
        foot.setSpacing(UNIT)
        foot.addWidget(self._mode, 1)
        foot.addWidget(self._heal)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(UNIT, 0, UNIT, UNIT)
        inside.setSpacing(UNIT // 2)
        inside.addLayout(grid)
        inside.addLayout(foot)
        inside.addWidget(self._result)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._fold)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @Slot()
    def _take(self) -> None:
        self._damage = replace(
            self._damage,
            noise=self._noise.value() / 100,
            pruned=self._pruned.value() / 100,
            bits=_BITS[len(_BITS) - 1 - self._bits.value()],
        )
        self._show()
        self.changed.emit(self._damage)

    def _show(self) -> None:
        damage = self._damage
        all_bits = damage.bits == ALL_BITS
        texts = (
            rounded_percent(damage.noise, self.locale()),
            rounded_percent(damage.pruned, self.locale()),
            self.tr("all") if all_bits else self.locale().toString(damage.bits),
        )
        for label, text in zip(self._values, texts, strict=True):
            label.setText(text)
        self._heal.setEnabled(not damage.is_none)
        self._result.setText(self._say())
        self._fold.set_remark("" if damage.is_none else self.tr("broken"))

    def _say(self) -> str:
        if self._damage.is_none:
            return self.tr("Move a slider, and see how much the answers need of it.")
        off = len(self._damage.off)
        switched = "" if not off else self.tr("Switched off: {0}.").format(off)
        if self._is_untestable:
            untested = self.tr("It could not be tested: no test images could be made.")
            return " ".join(filter(None, (switched, untested)))
        if self._accuracies is None:
            return " ".join(filter(None, (switched, self.tr("Testing …"))))
        text = self.tr("Test images read right: {0}, whole {1}.").format(
            rounded_percent(self._accuracies.broken, self.locale(), 1),
            rounded_percent(self._accuracies.healthy, self.locale(), 1),
        )
        return " ".join(filter(None, (text, switched)))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered.emit()


def _steps_of(bits: int) -> int:
    """The slider's value for so many bits."""
    return len(_BITS) - 1 - max(index for index, stop in enumerate(_BITS) if stop <= bits)
