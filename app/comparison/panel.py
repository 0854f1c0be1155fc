"""The panel: two to four networks side by side on one drawing, and their curves in one plot.

    set_drawing ──────────────► SharedReading ─► columns, sentence on whether they agree
    set_current, history ─► Networks ─┘      └─► curves
    Train Beside ─► SideTraining ─► history, the last column

Nothing is read and nothing is written while the panel is hidden.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.comparison.agreement import agreement
from app.comparison.column import Entry, NetworkColumn
from app.comparison.curves import ComparedCurves
from app.comparison.facts import ReadTimes, facts_text
from app.comparison.networks import CURRENT, SHIPPED, Choice, Networks, Source
from app.comparison.sentence import AgreementSentence
from app.comparison.shared_reading import SharedAnswer, SharedReading
from app.comparison.training_beside import TrainingBeside
from app.training.history import RunHistory
from app.training.recipe_book import RecipeBook
from app.training.run import Outcome, Run
from app.training.side_training import SideTraining
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from nn.reader import Reader
from nn.strokes import Drawing

FEWEST, MOST = 2, 4
"""Columns."""

_NARROWEST, _LINES = 18 * UNIT, 10
"""A column is so wide, or as wide as its type has so many lines high; where there is less room for
each, they stand below each other."""

_GAP = 2 * UNIT


class ComparisonPanel(QWidget):
    """The columns, their curves, and a training beside the other one, by a recipe of ``book``.

    ``use_requested`` carries the :class:`nn.model_file.Model` that is to answer in the window from
    now on; ``problem`` a sentence on a network that cannot be read.
    """

    use_requested = Signal(object)
    problem = Signal(str)

    def __init__(
        self,
        history: RunHistory,
        training: SideTraining,
        parent: QWidget | None = None,
        *,
        book: RecipeBook | None = None,
    ) -> None:
        super().__init__(parent)
        self.networks = Networks(history, self)
        self._training = training
        self._in_training = False
        self._chosen: list[Choice] = []
        self._columns: list[NetworkColumn] = []
        self._times: list[ReadTimes] = []
        self._across = 0
        self._readings = SharedReading(self)
        self._sentence = AgreementSentence(self)
        self._grid = QGridLayout()
        self._add = PushButton(self.tr("Add a Network"), self)
        self._curves = ComparedCurves(self)
        self._beside = TrainingBeside(training, book, self)
        self._connect(history)
        self._lay_out()
        for choice in (CURRENT, SHIPPED):
            self._add_column(choice)

    @property
    def columns(self) -> tuple[NetworkColumn, ...]:
        """The columns, from left to right."""
        return tuple(self._columns)

    @property
    def sentence(self) -> str:
        """Whether the networks agree."""
        return self._sentence.text()

    @Slot(object)
    def set_drawing(self, drawing: Drawing) -> None:
        """Read this drawing from now on."""
        self._readings.set_drawing(drawing)

    @Slot(object, str)
    def set_current(self, reader: Reader, name: str) -> None:
        """This reader answers in the window from now on; ``name`` says in words what it is."""
        self.networks.set_current(reader, name)

    @Slot(bool)
    def set_in_training(self, in_training: bool) -> None:
        """While the network in use is in training, no other can be put in its place."""
        self._in_training = in_training
        self._offer()

    def shutdown(self) -> None:
        """End the training beside, and everything that is under way in the background."""
        self._training.shutdown()
        self._readings.close()
        self._curves.close_tasks()
        self.networks.close()

    def _connect(self, history: RunHistory) -> None:
        self.networks.problem.connect(self.problem)
        self.networks.changed.connect(self._follow)
        self.networks.listed.connect(self._relist)
        history.added.connect(self._show_new_run)
        history.updated.connect(self._update_run)
        self._readings.answered.connect(self._show)
        self._add.clicked.connect(self._add_another)
        self._training.began.connect(self._offer)
        self._training.ended.connect(self._offer)

    def _lay_out(self) -> None:
        self._add.setObjectName("addColumnButton")
        self._grid.setSpacing(_GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        layout.setSpacing(2 * UNIT)
        layout.addWidget(self._sentence)
        layout.addLayout(self._grid, 2)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._curves, 1)
        layout.addWidget(self._beside)

    # The columns and what is chosen in them.

    def _add_column(self, choice: Choice) -> None:
        column = NetworkColumn(len(self._columns), self)
        column.chosen.connect(self._choose)
        column.digit_chosen.connect(self._mark_digit)
        column.use_requested.connect(self._use)
        column.stop_requested.connect(self._training.stop)
        column.remove_requested.connect(self._remove)
        self._columns.append(column)
        self._chosen.append(choice)
        self._times.append(ReadTimes())
        self._place_columns()
        self._take_choices()

    @Slot()
    def _add_another(self) -> None:
        """One column more, with a network that is not in any other yet, if there is one."""
        others = [choice for choice in self.networks.choices if choice not in self._chosen]
        self._add_column(others[0] if others else CURRENT)
        self._columns[-1].take_focus()

    @Slot()
    def _remove(self) -> None:
        column = self.sender()
        assert isinstance(column, NetworkColumn)
        place = self._columns.index(column)
        for parts in (self._columns, self._chosen, self._times):
            del parts[place]
        column.hide()
        column.deleteLater()
        self._add.setFocus()
        self._place_columns()
        self._take_choices()

    @Slot(object)
    def _choose(self, choice: Choice) -> None:
        column = self.sender()
        assert isinstance(column, NetworkColumn)
        self._set_choice(self._columns.index(column), choice)

    def _set_choice(self, place: int, choice: Choice) -> None:
        self._chosen[place] = choice
        self._times[place] = ReadTimes()
        self._take_choices()

    def _take_choices(self) -> None:
        """After any change of what is chosen: have it read, and show what it is."""
        self.networks.want(self._chosen)
        self._relist()
        self._show_curves()
        self._read()

    @Slot()
    def _relist(self) -> None:
        """Other networks can be chosen; one that is gone gives its column to the one in use."""
        known = self.networks.choices
        for place, choice in enumerate(self._chosen):
            is_gone = choice.run is not None and self.networks.run_of(choice) is None
            if is_gone:
                self._set_choice(place, CURRENT)
                return
        for column, choice in zip(self._columns, self._chosen, strict=True):
            listed = known if choice in known else (*known, choice)
            entries = [Entry(one, self.networks.title(one)) for one in listed]
            column.set_entries(entries, choice)
        self._write_facts()
        self._offer()

    @Slot(object)
    def _show_new_run(self, run: Run) -> None:
        """A training beside has made its first report: give it the last column."""
        if run is self._training.run:
            self._set_choice(len(self._columns) - 1, Choice(Source.RUN, run))

    @Slot(object)
    def _update_run(self, run: Run) -> None:
        self._curves.update_run(run)
        if run is self.networks.run_of(CURRENT) or run.outcome is not Outcome.RUNNING:
            self._show_curves()

    def _show_curves(self) -> None:
        self._curves.show_runs([self.networks.run_of(choice) for choice in self._chosen])

    # What the networks answer.

    @Slot(object)
    def _follow(self, choice: Choice) -> None:
        """A network has moved, or is here."""
        if choice in self._chosen:
            self._read()
            if self.isVisible():
                self._retitle(choice)
                self._write_facts()
                self._offer()

    def _retitle(self, choice: Choice) -> None:
        """The titles of runs in training say how far they are."""
        if choice.run is not None and choice.run.outcome is Outcome.RUNNING:
            self._relist()

    def _read(self) -> None:
        found = [self.networks.contender(choice) for choice in self._chosen]
        self._readings.set_readers([None if one is None else one.reader for one in found])

    @Slot(object)
    def _show(self, answer: SharedAnswer) -> None:
        compared = agreement(answer.readings)
        for column, reading, apart in zip(
            self._columns, answer.readings, compared.apart, strict=True
        ):
            column.show_reading(reading, apart=apart)
        self._sentence.show_agreement(compared)
        for times, seconds in zip(self._times, answer.seconds, strict=True):
            if seconds:
                times.add(seconds)
        self._write_facts()

    def _write_facts(self) -> None:
        for column, choice, times in zip(self._columns, self._chosen, self._times, strict=True):
            column.show_facts(facts_text(self.networks, choice, times.usual, self.locale()))

    @Slot(int)
    def _mark_digit(self, digit: int) -> None:
        for column in self._columns:
            column.bars.set_chosen(digit if digit >= 0 else None)

    # What can be done.

    @Slot()
    def _offer(self) -> None:
        self._add.setVisible(len(self._columns) < MOST)
        for column, choice in zip(self._columns, self._chosen, strict=True):
            contender = self.networks.contender(choice)
            has_model = contender is not None and contender.model is not None
            is_run = choice.source is Source.RUN
            column.offer(
                use=has_model and not self._in_training if is_run else None,
                stop=choice.run is not None and choice.run is self._training.run,
                remove=len(self._columns) > FEWEST,
            )

    @Slot()
    def _use(self) -> None:
        column = self.sender()
        assert isinstance(column, NetworkColumn)
        contender = self.networks.contender(self._chosen[self._columns.index(column)])
        if contender is not None and contender.model is not None:
            self.use_requested.emit(contender.model)

    # Qt's side.

    def _place_columns(self) -> None:
        """As many side by side as there is room for, two by two rather than three and one."""
        room = max(self.width() - 4 * UNIT + _GAP, 0)
        across = max(1, min(len(self._columns), room // (self._narrowest() + _GAP)))
        if across == 3 and len(self._columns) == 4:
            across = 2
        while self._grid.count():
            self._grid.takeAt(0)
        for place, column in enumerate(self._columns):
            column.set_place(place)
            self._grid.addWidget(column, place // across, place % across)
            column.show()
        for index in range(MOST):
            self._grid.setColumnStretch(index, index < across)
        self._across = across

    def _narrowest(self) -> int:
        return max(_NARROWEST, _LINES * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """That of one column: it can be made narrower than the columns that stand beside it now."""
        return QSize(self._narrowest() + 4 * UNIT, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._place_columns()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._relist()
        self._readings.schedule()
