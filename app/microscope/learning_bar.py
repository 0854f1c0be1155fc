"""From one step to many: ×10, ×100, the curve of the error, and on as ordinary training.

Below it, what the steps are made with: learning rate and first weights.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.microscope.error_curve import ErrorCurve
from app.microscope.session import Session
from app.text.formats import whole_number
from app.training.form import LearningRateBox
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from app.ui.type_scale import scale_type
from app.ui.widgets import FlowLayout, WheelGuard
from nn.training.settings import LARGEST_SEED

COUNTS = (10, 100, 1000)
"""Samples that one click learns."""

RATES = (0.0001, 1.0)
"""Smallest and largest learning rate: from nothing that can be seen to steps that go too far."""


class LearningBar(QWidget):
    """``many_wanted`` carries how many samples to learn; ``go_on_wanted`` asks for a training."""

    many_wanted = Signal(int)
    go_on_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("And so on with the next samples"), self)
        scale_type(title, 1.0, bold=True)
        self._buttons = [self._make_button(count) for count in COUNTS]
        self._go_on = PushButton(self.tr("Go On as Training"), self)
        self._go_on.setObjectName("microscopeGoOn")
        self._go_on.setToolTip(
            self.tr("Train on all images from these weights on, with this learning rate.")
        )
        self._go_on.clicked.connect(self.go_on_wanted)
        self._caption = QLabel(self)
        self._caption.setObjectName("microscopeLearned")
        self._caption.setWordWrap(True)
        self._caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._curve = ErrorCurve(self)
        row = QWidget(self)
        flow = FlowLayout(row)
        for button in (*self._buttons, self._go_on):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for part in (title, row, self._caption, self._curve):
            layout.addWidget(part)

    def show_session(self, session: Session) -> None:
        """Show what has been learned."""
        walk = session.walk
        if walk is None:
            return
        self._curve.show_errors(walk.errors, walk.learned)
        self._caption.setText(self._curve.caption)

    def _make_button(self, count: int) -> PushButton:
        text = f"×{whole_number(count, self.locale())}"
        button = PushButton(text, self)
        button.setObjectName(f"microscopeLearn{count}")
        button.setAccessibleName(self.tr("Learn {0} further samples").format(count))
        button.setToolTip(button.accessibleName())
        button.clicked.connect(partial(self.many_wanted.emit, count))
        return button


class WeightsBar(QWidget):
    """``rate_changed``, ``fresh_wanted`` (with a seed) and ``in_use_wanted`` tell the wishes."""

    rate_changed = Signal(float)
    fresh_wanted = Signal(int)
    in_use_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rate = LearningRateBox(self)
        self._rate.setObjectName("microscopeRate")
        self._rate.setRange(*RATES)
        self._rate.setValue(0.02)
        self._rate.valueChanged.connect(self.rate_changed)
        self._seed = QSpinBox(self)
        self._seed.setObjectName("microscopeSeed")
        self._seed.setRange(0, LARGEST_SEED)
        self._seed.setKeyboardTracking(False)
        self._seed.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
        self._seed.setMaximumWidth(12 * UNIT)
        self._fresh = PushButton(self.tr("Fresh Weights"), self)
        self._fresh.setObjectName("microscopeFresh")
        self._fresh.setToolTip(self.tr("Forget everything and begin with the seed's weights."))
        self._fresh.clicked.connect(self._begin_anew)
        self._in_use = PushButton(self.tr("Weights in Use"), self)
        self._in_use.setObjectName("microscopeInUse")
        self._in_use.clicked.connect(self.in_use_wanted)
        WheelGuard(self).guard(self._rate, self._seed)
        flow = FlowLayout(self)
        flow.addWidget(self._named(self.tr("Learning rate"), self._rate))
        flow.addWidget(self._named(self.tr("Seed"), self._seed))
        flow.addWidget(self._fresh)
        flow.addWidget(self._in_use)

    def show_session(self, session: Session) -> None:
        """Show the rate of the step, and whether there are weights to take."""
        was_blocked = self._rate.blockSignals(True)
        self._rate.setValue(session.learning_rate)
        self._rate.blockSignals(was_blocked)
        self._in_use.setEnabled(session.can_take_weights)
        self._in_use.setToolTip(
            self.tr("Go on with the weights of the network that reads in the window.")
            if session.can_take_weights
            else self.tr("The network that reads in the window is not the article's.")
        )

    def _named(self, title: str, field: QWidget) -> QWidget:
        field.setAccessibleName(title)
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        label = QLabel(title, pair)
        label.setBuddy(field)
        row.addWidget(label)
        row.addWidget(field)
        return pair

    @Slot()
    def _begin_anew(self) -> None:
        self.fresh_wanted.emit(self._seed.value())
