"""The page: a drawing, and what one to four networks make of it, in type for the last row.

    canvas → drawing_changed
           → one network: Recognizer; several: SharedReading → answers, picture
    keys   → drawing, chosen networks, colours; train_toggled, left

It has a canvas of its own and gives the drawing back when it is left. It works only while it is
visible.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from app.comparison.agreement import Agreement, Kind, agreement
from app.comparison.networks import CURRENT, Choice, Networks
from app.comparison.sentence import AgreementSentence
from app.comparison.shared_reading import SharedAnswer, SharedReading
from app.drawing.canvas import Canvas
from app.network_picture.picture import NetworkPicture
from app.prediction.recognizer import Recognizer
from app.presentation.answer import AnswerColumn
from app.presentation.arrangement import gap_of, places, type_size
from app.presentation.keys import Act, KeyLine, act_of
from app.presentation.networks import MOST, Chosen
from app.presentation.training_line import TrainingLine
from app.training.history import RunHistory
from app.ui.theme import is_dark, palette
from nn.numbers.reading import NumberReading
from nn.reader import Reader, Reading
from nn.strokes import Drawing

_PICTURE_TYPE = 0.9
"""Of the page's type."""


class PresentationPage(QWidget):
    """``drawing_changed`` carries each :class:`Drawing`; ``left`` asks to go back to the window,
    ``train_toggled`` to begin a training or to end the one under way."""

    drawing_changed = Signal(object)
    left = Signal()
    train_toggled = Signal()

    def __init__(self, history: RunHistory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presentationPage")
        self.setAccessibleName(self.tr("Presentation"))
        self.networks = Networks(history, self)
        self.canvas = Canvas(self)
        self.canvas.setObjectName("presentationCanvas")
        self.picture = NetworkPicture(self)
        self.picture.setObjectName("presentedPicture")
        self.training = TrainingLine(self)
        self._sentence = AgreementSentence(self)
        self._columns = [AnswerColumn(place, self) for place in range(MOST)]
        self._keys = KeyLine(self)
        self._chosen = Chosen()
        self._zoom = 1.0
        self._altered: Reader | None = None
        self._recognizer = Recognizer(self)
        self._readings = SharedReading(self)
        self._acts = {
            Act.CLEAR: self.canvas.clear,
            Act.UNDO: self.canvas.undo,
            Act.REDO: self.canvas.redo,
            Act.TRAIN: self.train_toggled.emit,
            Act.ADD: self.add_network,
            Act.REMOVE: self.remove_network,
            Act.TO_LEFT: lambda: self.mark(self._chosen.place - 1),
            Act.TO_RIGHT: lambda: self.mark(self._chosen.place + 1),
            Act.NETWORK_BEFORE: lambda: self.change_network(-1),
            Act.NETWORK_AFTER: lambda: self.change_network(1),
            Act.COLOURS: lambda: self.set_dark(not is_dark(self.palette())),
            Act.HELP: self.toggle_keys,
            Act.LEAVE: self.left.emit,
        }
        self._connect()

    # What it is told.

    @property
    def drawing(self) -> Drawing:
        """What is on the canvas."""
        return self.canvas.drawing

    @property
    def columns(self) -> tuple[AnswerColumn, ...]:
        """The answers that are shown, from left to right."""
        return tuple(self._columns[: len(self._chosen.choices)])

    @property
    def sentence(self) -> str:
        """Whether the networks agree; empty for one alone."""
        return "" if self._sentence.isHidden() else self._sentence.text()

    @Slot(object)
    def set_drawing(self, drawing: Drawing) -> None:
        """Show this drawing, with nothing before it to go back to."""
        self.canvas.start_from(drawing)

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """Show what the one network that is presented makes of the drawing."""
        self._columns[0].show_reading(reading, apart=False)
        self.picture.show_reading(reading)

    def set_current(self, reader: Reader, name: str) -> None:
        """This reader answers in the window from now on; ``name`` says in words what it is."""
        self.networks.set_current(reader, name)

    def set_training(self, is_training: bool) -> None:
        """Whether the network in use is in training."""
        self._keys.show_training(is_training=is_training)
        self.picture.set_training(is_training and self._chosen.choices[0] == CURRENT)
        if not is_training:
            self.training.show_share(None)

    def set_zoom(self, zoom: float) -> None:
        """Make type larger or smaller, as far as there is room; 1.0 is the usual size."""
        self._zoom = zoom
        self._arrange()

    def set_dark(self, dark: bool) -> None:
        """Wear the high-contrast colours, light ones or dark ones."""
        self.setPalette(palette(dark=dark, high_contrast=True))

    def shutdown(self) -> None:
        """End everything that is under way in the background."""
        self._readings.close()
        self.networks.close()

    # What the keys do.

    def perform(self, act: Act) -> None:
        """Do what a key does."""
        self._acts[act]()

    def add_network(self) -> None:
        """One network more, up to four."""
        self._choose(self._chosen.with_another(self.networks.choices))

    def remove_network(self) -> None:
        """Take away the network that is marked, unless it is the last."""
        self._choose(self._chosen.without_marked())

    def mark(self, place: int) -> None:
        """Mark a column; the arrow keys up and down choose its network."""
        self._choose(self._chosen.marked(place))

    def change_network(self, step: int) -> None:
        """Put another network into the marked column."""
        self._choose(self._chosen.changed(step, self.networks.choices))

    def toggle_keys(self) -> None:
        """Show or hide the line that says what the keys do."""
        self._keys.setVisible(self._keys.isHidden())
        self._arrange()

    def _connect(self) -> None:
        self.canvas.changed.connect(self._take_drawing)
        self.canvas.history_changed.connect(self._offer)
        self._recognizer.number_read.connect(self._show_number)
        self._recognizer.read.connect(self._show_alone)
        self._readings.answered.connect(self._show_several)
        self.networks.changed.connect(self._follow)
        self.networks.listed.connect(self._relist)
        self.networks.problem.connect(self._tell_problem)
        self.picture.altered.connect(self._take_altered)
        self._keys.pressed.connect(self.perform)
        for column in self._columns:
            column.pressed.connect(self._mark_pressed)
            column.bars.placed.connect(self._join_picture)

    # The networks and what they read.

    def _choose(self, chosen: Chosen) -> None:
        if chosen.choices[0] != self._chosen.choices[0]:
            self.picture.heal()
        self._chosen = chosen
        if self.isVisible():
            self.networks.want(chosen.choices)
            self._arrange()
            self._show_networks()
            self._read()

    @Slot()
    def _relist(self) -> None:
        self._choose(self._chosen.limited_to(self.networks.choices))

    @Slot(object)
    def _follow(self, choice: Choice) -> None:
        """A network has moved, or is here."""
        if self.isVisible() and choice in self._chosen.choices:
            self._show_networks()
            self._read()

    def _show_networks(self) -> None:
        """Say which they are, and let the picture be that of the first."""
        choices = self._chosen.choices
        is_alone = len(choices) == 1
        for place, (column, choice) in enumerate(zip(self._columns, choices, strict=False)):
            column.show_title(self._title(choice, is_alone=is_alone), is_alone=is_alone)
            column.set_marked(place == self._chosen.place and not is_alone)
        first = self.networks.contender(choices[0])
        if first is not None:
            self.picture.set_reader(first.reader)
        self._offer()

    def _title(self, choice: Choice, *, is_alone: bool) -> str:
        if choice == CURRENT and is_alone:
            return self.networks.current_name or self.networks.title(choice)
        return self.networks.title(choice)

    def _readers(self) -> list[Reader | None]:
        found = [self.networks.contender(choice) for choice in self._chosen.choices]
        readers = [None if one is None else one.reader for one in found]
        if self._altered is not None:
            readers[0] = self._altered
        return readers

    def _read(self) -> None:
        """Have the drawing read: one network within a frame, several beside the window."""
        if not self.isVisible():
            return
        readers = self._readers()
        if len(readers) > 1:
            self._readings.set_readers(readers)
            self._readings.set_drawing(self.drawing)
        elif readers[0] is None:
            self._columns[0].show_reading(None, apart=False)
        else:
            self._recognizer.set_reader(readers[0])
            self._recognizer.set_drawing(self.drawing)

    @Slot(object)
    def _take_drawing(self, drawing: Drawing) -> None:
        self.drawing_changed.emit(drawing)
        self._read()

    @Slot(object)
    def _take_altered(self, reader: Reader | None) -> None:
        """The first network was broken on purpose, or is whole again."""
        self._altered = reader
        self._read()

    @Slot(object, int)
    def _show_number(self, number: NumberReading, chosen: int) -> None:
        """One network alone reads numbers; its bars are those of the digit drawn last."""
        self.canvas.mark_digits(number, chosen)
        self._columns[0].show_number(number)

    @Slot(object)
    def _show_alone(self, reading: Reading) -> None:
        if len(self._chosen.choices) == 1 and self.isVisible():
            self.show_reading(reading)

    @Slot(object)
    def _show_several(self, answer: SharedAnswer) -> None:
        if len(answer.readings) != len(self._chosen.choices) or len(answer.readings) < 2:
            return
        self._show_number(NumberReading(()), 0)
        compared = agreement(answer.readings)
        for column, reading, apart in zip(
            self._columns, answer.readings, compared.apart, strict=False
        ):
            column.show_reading(reading, apart=apart)
        self._sentence.show_agreement(compared)
        if answer.readings[0] is not None:
            self.picture.show_reading(answer.readings[0])

    @Slot(str)
    def _tell_problem(self, sentence: str) -> None:
        self.training.say(sentence, True)

    @Slot()
    def _mark_pressed(self) -> None:
        column = self.sender()
        assert isinstance(column, AnswerColumn)
        self.mark(self._columns.index(column))

    @Slot()
    def _offer(self) -> None:
        count = len(self._chosen.choices)
        for act, is_possible in (
            (Act.CLEAR, not self.drawing.is_empty),
            (Act.UNDO, self.canvas.can_undo),
            (Act.ADD, count < MOST),
            (Act.REMOVE, count > 1),
            (Act.TO_RIGHT, count > 1),
            (Act.NETWORK_AFTER, len(self.networks.choices) > 1),
        ):
            self._keys.offer(act, is_possible=is_possible)

    # Where everything is.

    def _arrange(self) -> None:
        pixels = type_size(self.size(), self._zoom)
        gap = gap_of(pixels)
        self._set_type(pixels)
        keys = 2 * pixels + gap // 2 if not self._keys.isHidden() else 0
        line = 2 * pixels
        width = self.width() - 2 * gap
        self._keys.setGeometry(gap, self.height() - keys, width, keys)
        top = self.height() - keys - line - (0 if keys else gap // 2)
        self.training.setGeometry(gap, top, width, line)
        found = places(QRect(0, 0, self.width(), top), len(self._chosen.choices), pixels)
        self.canvas.setGeometry(found.canvas)
        self.picture.setVisible(found.picture is not None)
        if found.picture is not None:
            self.picture.setGeometry(found.picture)
        self._sentence.setVisible(found.sentence is not None)
        if found.sentence is not None:
            self._sentence.setGeometry(found.sentence)
        for place, column in enumerate(self._columns):
            column.setVisible(place < len(found.answers))
            if place < len(found.answers):
                column.setGeometry(found.answers[place])
                column.set_page_type(pixels)
        self._join_picture()

    def _set_type(self, pixels: int) -> None:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        self.setFont(font)
        font.setPixelSize(round(_PICTURE_TYPE * pixels))
        self.picture.setFont(font)

    @Slot()
    def _join_picture(self) -> None:
        """The lines of the picture run into the bars of the first answer."""
        bars = self._columns[0].bars
        self.picture.set_output_places(
            [bars.mapTo(self, place).y() - self.picture.y() for place in bars.places()]
        )

    # Qt's side.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            self.perform(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._sentence.show_agreement(Agreement(Kind.NOTHING, (), ()))
        self._choose(self._chosen.limited_to(self.networks.choices))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.networks.want(())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().window())
