"""The panel "Inside": what the network makes of the drawing on the canvas, while it is drawn.

    set_drawing, set_reader, choose → scheduler → background thread → the open section

One section is open at a time. Only its answer is computed, and none while the panel is hidden.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QCursor, QFocusEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QTabBar, QVBoxLayout, QWidget

from app.explain.scheduler import Answer, ExplanationScheduler
from app.explain.section import ExplainSection
from app.prediction.probability_bars import NO_DIGIT
from app.settings import Settings
from app.ui.theme import UNIT, blend, hairline, muted
from nn.reader import Reader
from nn.strokes import Drawing

_NAMES = ("input", "layers", "answer")
"""The sections in the order of their tabs; the settings remember them by these names."""

_NARROWEST = 36 * UNIT
"""A width in logical pixels that every section fits into. It is fixed because the sections are not
made before they are shown."""

_LINE = 2
"""Thickness of the line below the open tab, logical pixels."""


class ExplainPanel(QWidget):
    """Three sections below tabs; the one that was open last is open again at the next start.

    ``chosen`` carries the digit that the user chooses here to be explained, -1 for the network's
    own answer, as ``ProbabilityBars.chosen`` does. Without ``settings`` nothing is remembered.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, settings: Settings | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._choice: int | None = None
        self._scheduler = ExplanationScheduler(self)
        self._scheduler.answered.connect(self._show_answer)
        self._scheduler.emptied.connect(self._arrange)
        self._sections: dict[str, ExplainSection] = {}
        self._is_broken = False
        self._arranged: tuple[str, ExplainSection] | None = None
        self._tabs = _SectionTabs(self)
        self._hint = QLabel(self)
        self._lay_out()

    @property
    def section(self) -> ExplainSection:
        """The section that is open."""
        return self._section(_NAMES[self._tabs.currentIndex()])

    @Slot(object)
    def set_drawing(self, drawing: Drawing) -> None:
        """Explain this drawing from now on."""
        self._scheduler.set_drawing(drawing)

    @Slot(object)
    def set_reader(self, reader: Reader) -> None:
        """Explain this reader's network from now on; it may have any architecture."""
        self._scheduler.set_reader(reader)

    @Slot(object)
    def choose(self, digit: int | None) -> None:
        """Explain this digit, or the network's own answer (None or -1).

        A digit opens the section "Answer", which explains it.
        """
        self._choice = None if digit == NO_DIGIT else digit
        if self._choice is not None:
            self._tabs.setCurrentIndex(_NAMES.index("answer"))
        for section in self._sections.values():
            section.choose(self._choice)
        self._scheduler.schedule()

    def _lay_out(self) -> None:
        self._tabs.setObjectName("insideTabs")
        self._tabs.setAccessibleName(self.tr("What to look at"))
        for title in (self.tr("Input"), self.tr("Layers"), self.tr("Answer")):
            self._tabs.addTab(title)
        if self._settings is not None and self._settings.inside_section in _NAMES:
            self._tabs.setCurrentIndex(_NAMES.index(self._settings.inside_section))
        self._tabs.currentChanged.connect(self._open)
        self._hint.setObjectName("insideHint")
        self._hint.setWordWrap(True)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, 2 * UNIT)
        layout.setSpacing(2 * UNIT)
        layout.addWidget(self._tabs)
        layout.addWidget(self._hint)
        layout.addStretch(1)

    def _section(self, name: str) -> ExplainSection:
        """The section of this name, made when it is first needed."""
        if name not in self._sections:
            section = _make_section(name, self)
            section.choose(self._choice)
            section.question_changed.connect(self._scheduler.schedule)
            section.digit_chosen.connect(self._take_choice)
            self._sections[name] = section
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(layout.count() - 1, section)
        return self._sections[name]

    @Slot(int)
    def _open(self, index: int) -> None:
        if self._settings is not None:
            self._settings.inside_section = _NAMES[index]
        if self.isVisible():
            self._arrange()
            self._scheduler.set_section(self.section)

    @Slot(int)
    def _take_choice(self, digit: int) -> None:
        self.choose(digit)
        self.chosen.emit(digit)

    @Slot()
    def _arrange(self) -> None:
        """Show the open section, or the hint where there is nothing to explain."""
        hint = self._reason_for_nothing()
        if (hint, self.section) == self._arranged:
            return
        self._arranged = (hint, self.section)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        for section in self._sections.values():
            section.setVisible(not hint and section is self.section)

    def _reason_for_nothing(self) -> str:
        """Why there is no explanation; empty if there is one."""
        if not self._scheduler.has_reader:
            return self.tr("There is no network to look into: retrain to make one.")
        if not self._scheduler.has_drawing:
            return self.tr("Draw a digit, and see what the network makes of it.")
        if self._is_broken:
            return self.tr(
                "This network calculates with numbers that have grown beyond all bounds: its "
                "training went astray. Retrain with a lower learning rate."
            )
        return ""

    @Slot(object)
    def _show_answer(self, answered: Answer) -> None:
        if answered.section is not self.section:
            return
        self._is_broken = answered.answer is None
        if not self._is_broken:
            answered.section.show_answer(answered.answer)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(_NARROWEST, 0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
        self._scheduler.set_section(self.section)


def _make_section(name: str, parent: QWidget) -> ExplainSection:
    """Imported when first needed: all together they would cost the start 30 milliseconds."""
    if name == "input":
        from app.explain.preprocessing_view import PreprocessingSection

        return PreprocessingSection(parent)
    if name == "layers":
        from app.explain.layers_view import LayersSection

        return LayersSection(parent)
    from app.explain.evidence_view import EvidenceSection

    return EvidenceSection(parent)


class _SectionTabs(QTabBar):
    """A tab bar painted as words over a line: the panel itself may be a tab of its dock."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setExpanding(True)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._shows_focus = False

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        place = self.tabRect(index)
        is_open = index == self.currentIndex()
        colours = self.palette()
        if place.contains(self.mapFromGlobal(QCursor.pos())) and not is_open:
            ink, window = colours.windowText().color(), colours.window().color()
            painter.fillRect(place, blend(ink, window, 0.05))
        painter.setPen(colours.windowText().color() if is_open else muted(colours))
        room = place.adjusted(UNIT // 2, 0, -UNIT // 2, -_LINE)
        text = self.fontMetrics().elidedText(self.tabText(index), self.elideMode(), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        self._paint_line(painter, place, colours.accent().color() if is_open else None)
        if is_open and self._shows_focus:
            painter.setPen(colours.accent().color())
            painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _paint_line(self, painter: QPainter, place: QRect, colour: QColor | None) -> None:
        thickness = 1 if colour is None else _LINE
        line = QRect(place.left(), place.bottom() + 1 - thickness, place.width(), thickness)
        painter.fillRect(line, colour or hairline(self.palette()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        # After a click the user knows which tab is open.
        self._shows_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            for index in range(self.count()):
                self._paint_tab(painter, index)
