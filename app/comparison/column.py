"""One network of the comparison: which one it is, its answer and its bars, and what it is.

    choose → chosen(choice) → panel → show_reading, show_facts

Its letter and its colour tell it apart in the sentence above and in the curves below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.comparison.marks import LETTERS, ApartMark, FactLines, LetterChip
from app.comparison.networks import Choice
from app.prediction.bars import BarButton
from app.prediction.probability_bars import ProbabilityBars
from app.prediction.reading_panel import VerdictView
from app.ui.buttons import PushButton
from app.ui.choice_box import ChoiceBox
from app.ui.icons import SignButton
from app.ui.theme import UNIT
from app.ui.type_scale import keep_lines
from app.ui.widgets import WheelGuard
from nn.reader import Reading


@dataclass(frozen=True)
class Entry:
    """A network that can be chosen, and what the list calls it."""

    choice: Choice
    title: str


class NetworkColumn(QWidget):
    """``chosen`` carries the :class:`app.comparison.networks.Choice` that the user makes,
    ``digit_chosen`` the digit whose bar was pressed, -1 for none. ``use_requested``,
    ``stop_requested`` and ``remove_requested`` ask for what they say."""

    chosen = Signal(object)
    digit_chosen = Signal(int)
    use_requested = Signal()
    stop_requested = Signal()
    remove_requested = Signal()

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self.chip = LetterChip(place, self)
        self._selector = ChoiceBox(self)
        self._remove = SignButton("close", self.tr("Remove this network"), self)
        self._verdict = VerdictView(self)
        self._apart = ApartMark(self)
        self.bars = ProbabilityBars(self)
        self._facts = FactLines(self)
        self._use = PushButton(self.tr("Use"), self)
        self._stop = PushButton(self.tr("Stop"), self)
        self._set_up()
        self._lay_out()
        self.set_place(place)

    @property
    def choice(self) -> Choice | None:
        """The network that is chosen."""
        index = self._selector.currentIndex()
        return self._entries[index].choice if 0 <= index < len(self._entries) else None

    @property
    def facts(self) -> str:
        """What is said of the network."""
        return self._facts.text

    def set_place(self, place: int) -> None:
        """Stand at this place from the left, counted from 0; it gives letter and colour."""
        self.chip.set_place(place)
        letter = LETTERS[place]
        self._selector.setAccessibleName(self.tr("Network {0}").format(letter))
        self.bars.setAccessibleName(
            self.tr("Probability of each digit, network {0}").format(letter)
        )

    def set_entries(self, entries: Sequence[Entry], choice: Choice) -> None:
        """List what can be chosen, of which ``choice`` is; nothing is signalled."""
        entries = tuple(entries)
        with QSignalBlocker(self._selector):
            if [entry.choice for entry in entries] != [entry.choice for entry in self._entries]:
                self._selector.clear()
                self._selector.addItems([""] * len(entries))
            for index, entry in enumerate(entries):
                if self._selector.itemText(index) != entry.title:
                    self._selector.setItemText(index, entry.title)
                    self._selector.setItemData(index, entry.title, Qt.ItemDataRole.ToolTipRole)
            self._entries = entries
            self._selector.setCurrentIndex([entry.choice for entry in entries].index(choice))
        self._selector.setToolTip(self._selector.currentText())

    def show_reading(self, reading: Reading | None, *, apart: bool) -> None:
        """Show an answer, and whether it stands apart from the others; None is no answer."""
        if reading is None:
            self._verdict.show_none()
            self.bars.show_probabilities([], None)
        else:
            self._verdict.show_reading(reading)
            self.bars.show_reading(reading)
        self._apart.setVisible(apart)

    def show_facts(self, facts: str) -> None:
        """Say what the network is."""
        self._facts.set_text(facts)

    def take_focus(self) -> None:
        """Let the keyboard choose the network."""
        self._selector.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, *, use: bool | None, stop: bool, remove: bool) -> None:
        """Offer what can be done with it; None for "Use" where it makes no sense."""
        self._use.setVisible(use is not None)
        self._use.setEnabled(bool(use))
        self._stop.setVisible(stop)
        self._remove.setVisible(remove)

    def _set_up(self) -> None:
        self._selector.setObjectName("networkSelector")
        WheelGuard(self).guard(self._selector)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._selector.setSizeAdjustPolicy(adjust)
        self._selector.setMinimumContentsLength(6)
        self._selector.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._selector.currentIndexChanged.connect(self._choose)
        self._remove.setObjectName("removeColumnButton")
        self._remove.clicked.connect(self.remove_requested)
        self._verdict.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._facts.setObjectName("networkFacts")
        self._use.setObjectName("useColumnButton")
        policy = self._use.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._use.setSizePolicy(policy)
        self._use.setToolTip(self.tr("Let this network answer in the window from now on"))
        self._use.clicked.connect(self.use_requested)
        self._stop.setObjectName("stopColumnButton")
        self._stop.setToolTip(self.tr("End this training; what it has learned stays"))
        self._stop.clicked.connect(self.stop_requested)
        self._apart.hide()
        self.bars.chosen.connect(self.digit_chosen)
        for button in self.bars.findChildren(BarButton):
            text = self.tr("Click to mark the {0} in all networks")
            button.setToolTip(text.format(button.digit))
        # So that bars side by side stand at one height.
        keep_lines(self._verdict.sentence, 2)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        head.addWidget(self.chip)
        head.addWidget(self._selector, 1)
        head.addWidget(self._remove)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addWidget(self._stop)
        buttons.addWidget(self._use)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addLayout(head)
        answer = QGridLayout()
        answer.addWidget(self._verdict, 0, 0)
        # Over the free place beside the large sign, where it moves nothing.
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        answer.addWidget(self._apart, 0, 0, corner)
        layout.addLayout(answer)
        layout.addWidget(self.bars, 1)
        layout.addWidget(self._facts)
        layout.addLayout(buttons)

    @Slot(int)
    def _choose(self, _index: int) -> None:
        self._selector.setToolTip(self._selector.currentText())
        self.chosen.emit(self.choice)

    def minimumSizeHint(self) -> QSize:
        return QSize(18 * UNIT, super().minimumSizeHint().height())
