"""The panel "One Step": a single sample on its way through the article's network and back.

    set_drawing, set_data_path → session → changed → stepper, words, pictures, numbers, code, curve

Nothing is loaded, computed or shown while the panel is hidden.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QHideEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.microscope.bench import Bench
from app.microscope.code_view import CodeView
from app.microscope.explanation_view import ExplanationHead, NumbersView
from app.microscope.learning_bar import LearningBar, WeightsBar
from app.microscope.preview import Preview
from app.microscope.sample_bar import SampleBar
from app.microscope.session import Session
from app.microscope.stepper import Stepper
from app.microscope.texts import Choice, StopTexts
from app.microscope.walk import Walk
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from nn.explain.one_step import Stop
from nn.explain.shown_code import code_of
from nn.reader import Reader
from nn.strokes import Drawing

_WIDE = 90 * UNIT
"""From this width on numbers and code stand side by side, logical pixels."""


class MicroscopePanel(QWidget):
    """``go_on_requested`` carries an :class:`app.microscope.session.TrainingStart`: a training of
    the classic recipe that begins with the weights of here."""

    go_on_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("microscopePanel")
        self._session = Session(self)
        self._texts = StopTexts(self)
        self._choice: Choice | None = None
        self._label: int | None = None
        self._is_wide: bool | None = None
        self._samples = SampleBar(self)
        names = [self._texts.name(stop) for stop in Stop]
        sentences = [self._texts.sentence(stop) for stop in Stop]
        self._preview = Preview(names, sentences, self)
        self._content = QWidget(self)
        self._stepper = Stepper(names, self._content)
        self._back = PushButton(self.tr("Previous"), self._content)
        self._next = PushButton(self.tr("Next"), self._content)
        self._head = ExplanationHead(sentences, self._content)
        self._bench = Bench(self._content)
        self._numbers = NumbersView(self._content)
        self._code = CodeView(self._content)
        self._learning = LearningBar(self._content)
        self._weights = WeightsBar(self._content)
        self._columns = QGridLayout()
        self._lay_out()
        self._connect()
        self._show()

    @property
    def session(self) -> Session:
        """What happens under the microscope, without its looks."""
        return self._session

    @property
    def choice(self) -> Choice | None:
        """The hidden unit and the output whose numbers are shown; None before the first sample."""
        return self._choice

    @Slot(object)
    def set_drawing(self, drawing: Drawing) -> None:
        """Offer this drawing as a sample; it is one as soon as the user says what it is."""
        self._session.set_drawing(drawing)

    @Slot(object)
    def set_data_path(self, path: Path | None) -> None:
        """Take images from the MNIST in this file or folder, None for the usual places."""
        self._session.set_path(path)
        if self.isVisible():
            self._session.prepare()

    @Slot(object)
    def set_reader(self, reader: Reader) -> None:
        """Offer the weights of this reader's network, if it is the article's."""
        self._session.set_network_in_use(reader.network)

    def shutdown(self) -> None:
        """End all work."""
        self._session.close()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, 2 * UNIT)
        layout.setSpacing(2 * UNIT)
        layout.addWidget(self._samples)
        layout.addWidget(self._preview)
        layout.addWidget(self._content)
        layout.addStretch(1)
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2 * UNIT)
        inner.addWidget(self._stepper)
        inner.addLayout(self._navigation())
        inner.addWidget(self._head)
        inner.addWidget(self._bench)
        self._columns.setHorizontalSpacing(3 * UNIT)
        self._columns.setVerticalSpacing(2 * UNIT)
        inner.addLayout(self._columns)
        inner.addWidget(self._weights)
        inner.addWidget(self._learning)
        self._arrange(is_wide=False)

    def _navigation(self) -> QHBoxLayout:
        self._back.setObjectName("microscopeBack")
        self._next.setObjectName("microscopeNext")
        self._next.setMinimumWidth(self._widest_next())
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self._back)
        row.addWidget(self._next)
        row.addStretch(1)
        return row

    def _widest_next(self) -> int:
        """So wide that the button never changes its width under the pointer."""
        names = [self._texts.name(stop) for stop in Stop]
        texts = [self.tr("Next: {0}").format(name) for name in names]
        texts += [self.tr("Next Image"), self.tr("Learn It Once More")]
        widths = []
        for text in texts:
            self._next.setText(text)
            widths.append(self._next.sizeHint().width())
        return max(widths)

    def _arrange(self, *, is_wide: bool) -> None:
        """Numbers and code side by side, or one above the other."""
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        self._columns.addWidget(self._numbers, 0, 0)
        self._columns.addWidget(self._code, *((0, 1) if is_wide else (1, 0)))
        self._columns.setColumnStretch(0, 1)
        self._columns.setColumnStretch(1, 1 if is_wide else 0)

    def _connect(self) -> None:
        session = self._session
        session.changed.connect(self._show)
        session.loaded.connect(self._show)
        self._samples.image_wanted.connect(session.take_image)
        self._samples.label_said.connect(session.say_label)
        self._stepper.moved.connect(self._go_to)
        self._back.clicked.connect(session.back)
        self._next.clicked.connect(session.forward)
        self._bench.unit_chosen.connect(self._choose_unit)
        self._bench.output_chosen.connect(self._choose_output)
        self._learning.many_wanted.connect(session.learn_many)
        self._learning.go_on_wanted.connect(self._go_on)
        self._weights.rate_changed.connect(session.set_learning_rate)
        self._weights.fresh_wanted.connect(session.begin_anew)
        self._weights.in_use_wanted.connect(session.take_weights)
        for keys, slot in (("Alt+Left", session.back), ("Alt+Right", session.forward)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @Slot()
    def _show(self) -> None:
        """Show where the session stands, if anybody looks."""
        if not self.isVisible():
            return
        session, walk = self._session, self._session.walk
        self._samples.show_session(session)
        self._weights.show_session(session)
        self._preview.setVisible(walk is None)
        self._content.setVisible(walk is not None)
        if walk is not None:
            self._show_walk(walk)

    def _show_walk(self, walk: Walk) -> None:
        choice = self._choice_for(walk)
        stop = walk.stop
        explanation = self._texts.of(stop, walk.step, choice)
        self._stepper.set_current(stop)
        self._back.setEnabled(walk.can_go_back)
        self._next.setText(self._next_text(walk))
        self._head.show_explanation(explanation)
        self._bench.show_step(stop, walk.step, choice)
        self._numbers.show_explanation(explanation, self._whose(stop, choice))
        self._code.show_code(code_of(stop))
        self._learning.show_session(self._session)

    def _choice_for(self, walk: Walk) -> Choice:
        """The same unit as before; with another sample, the output that is right for it."""
        label = walk.step.sample.label
        if self._choice is None:
            self._choice = most_telling(walk)
        elif label != self._label:
            self._choice = replace(self._choice, output=label)
        self._label = label
        return self._choice

    def _next_text(self, walk: Walk) -> str:
        if not walk.is_at_end:
            return self.tr("Next: {0}").format(self._texts.name(Stop(walk.stop + 1)))
        return self.tr("Next Image") if walk.moment.is_image else self.tr("Learn It Once More")

    def _whose(self, stop: Stop, choice: Choice) -> str:
        match stop:
            case Stop.HIDDEN | Stop.BACK:
                return self.tr("With the numbers of hidden unit {0}").format(choice.unit)
            case Stop.UPDATE:
                return self.tr("With the numbers of unit {0} and output {1}").format(
                    choice.unit, choice.output
                )
        return self.tr("With the numbers of output {0}").format(choice.output)

    @Slot(int)
    def _go_to(self, number: int) -> None:
        self._session.go_to(Stop(number))

    @Slot(int)
    def _choose_unit(self, unit: int) -> None:
        self._choose(unit=unit)

    @Slot(int)
    def _choose_output(self, output: int) -> None:
        self._choose(output=output)

    def _choose(self, *, unit: int | None = None, output: int | None = None) -> None:
        before = self._choice
        assert before is not None, "only what is shown can be clicked"
        self._choice = Choice(
            before.unit if unit is None else unit, before.output if output is None else output
        )
        self._show()

    @Slot()
    def _go_on(self) -> None:
        start = self._session.start
        if start is not None:
            self.go_on_requested.emit(start)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(50 * UNIT, 0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            # What is painted here asks for its own colours, and those inside are told later.
            QTimer.singleShot(0, self, self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_wide=self.width() >= _WIDE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._session.prepare()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._session.rest()


def most_telling(walk: Walk) -> Choice:
    """The hidden unit whose weights this step changes most, and the output that is right."""
    deltas = walk.step.update.hidden_deltas
    return Choice(int(abs(deltas).argmax()), walk.step.sample.label)
