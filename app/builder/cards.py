"""The network as a column of cards, from the image to the outputs, one of them chosen.

    draft → LayerColumn.show_draft → a card for each layer → chosen(place)

The image has the place -1, the user's layers those from 0 on, the output the one behind them. The
arrows go from card to card; what Delete and Alt with an arrow ask for, the column passes on.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QSizePolicy,
    QStyle,
    QStyleOptionFocusRect,
    QVBoxLayout,
    QWidget,
)

from app.builder.draft import Draft, Stage
from app.builder.glyphs import paint_glyph, paint_output_glyph
from app.builder.texts import in_a_list, kind_of, layer_words, parameters_text, shape_text
from app.text.translate import translated
from app.ui.theme import RADIUS, UNIT, blend, hairline, muted, scaled_font
from nn.layers import Layer
from nn.recipe_files.checks import INPUT_SHAPE

INPUT = -1
"""The place of the image."""

_GLYPH = 4.0 * UNIT
_TEXT_LEFT = 2.0 * UNIT + _GLYPH
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class CardContent:
    """What a card says. ``place`` is None for a layer that comes by itself and cannot be chosen."""

    place: int | None
    layer: Layer | None
    title: str
    words: str
    shape: str = ""
    parameters: str = ""
    problem: str = ""
    note: str = ""
    is_output: bool = False

    @property
    def spoken(self) -> str:
        """For a screen reader."""
        parts = (self.title, self.words, self.shape, self.parameters, self.problem, self.note)
        return in_a_list(filter(None, parts))


class LayerCard(QAbstractButton):
    """One layer: its sign, what it is, the shape behind it, its parameters, and what is wrong."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = CardContent(None, None, "", "")
        # Not a fixed height: that would be the one of the usual width.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def content(self) -> CardContent:
        return self._content

    def show_content(self, content: CardContent) -> None:
        """Say something else."""
        if content == self._content:
            return
        self._content = content
        is_choosable = content.place is not None
        self.setCheckable(is_choosable)
        self.setEnabled(is_choosable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_choosable else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(content.spoken)
        self.setToolTip(content.problem or content.note)
        self.updateGeometry()
        self.update()

    @property
    def _remarks(self) -> str:
        return "\n".join(filter(None, (self._content.problem, self._content.note)))

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height()

    def _is_narrow(self, width: float) -> bool:
        """Whether words and parameters need a line each."""
        metrics = QFontMetricsF(scaled_font(self, 0.9))
        texts = (self._content.words, self._content.parameters)
        wanted = sum(map(metrics.horizontalAdvance, texts)) + UNIT
        return bool(self._content.parameters) and wanted > width - _TEXT_LEFT - UNIT

    def _remark_height(self, width: float) -> float:
        if not self._remarks:
            return 0.0
        room = QRectF(0, 0, width - _TEXT_LEFT - UNIT, 10_000)
        metrics = QFontMetricsF(scaled_font(self, 0.9))
        return metrics.boundingRect(room, _WRAP, self._remarks).height() + UNIT / 2

    def _quiet(self) -> QColor:
        """For text of second rank, also of a card that cannot be chosen."""
        colours = QPalette(self.palette())
        colours.setCurrentColorGroup(QPalette.ColorGroup.Active)
        return muted(colours)

    def _paint_ground(self, painter: QPainter) -> None:
        colours = self.palette()
        ground, line = colours.base().color(), hairline(colours)
        width = 1.0
        if self._content.place is None:
            ground = colours.window().color()
        if self._content.problem:
            line = colours.brightText().color()
        if self.isChecked():
            ground = blend(colours.accent().color(), ground, 0.1)
            line, width = colours.accent().color(), 2.0
        painter.setPen(QPen(line, width))
        painter.setBrush(ground)
        painter.setBackground(ground)
        inside = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(inside, RADIUS, RADIUS)

    def _paint_sign(self, painter: QPainter) -> None:
        colours = self.palette()
        middle = UNIT + self._line() - _GLYPH / 2
        area = QRectF(UNIT, max(middle, UNIT / 2), _GLYPH, _GLYPH).adjusted(3, 3, -3, -3)
        ink, accent = self._quiet(), colours.accent().color()
        if self._content.is_output:
            paint_output_glyph(painter, area, ink, accent)
        else:
            paint_glyph(painter, self._content.layer, area, ink, accent)

    def _paint_texts(self, painter: QPainter) -> None:
        colours, content, line = self.palette(), self._content, self._line()
        quiet = self._quiet()
        ink = quiet if content.place is None else colours.windowText().color()
        top = QRectF(_TEXT_LEFT, UNIT, self.width() - _TEXT_LEFT - UNIT, line)
        below, under = top.translated(0, line), top.translated(0, 2 * line)
        is_narrow = self._is_narrow(self.width())
        title = scaled_font(self, 1.0, bold=content.place is not None)
        small = scaled_font(self, 0.9)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for area, begun, ended, font, end_font, colour in (
            (top, content.title, content.shape, title, self.font(), ink),
            (below, content.words, "" if is_narrow else content.parameters, small, small, quiet),
            (under, "", content.parameters if is_narrow else "", small, small, quiet),
        ):
            painter.setFont(end_font)
            painter.setPen(colour)
            painter.drawText(area, right, ended)
            taken = QFontMetricsF(end_font).horizontalAdvance(ended)
            room = area.width() - taken - (UNIT if taken else 0)
            painter.setFont(font)
            elided = QFontMetricsF(font).elidedText(begun, Qt.TextElideMode.ElideRight, room)
            painter.drawText(area, left, elided)
        if self._remarks:
            start = (under.bottom() if is_narrow else below.bottom()) + UNIT / 2
            area = QRectF(_TEXT_LEFT, start, top.width(), self.height())
            painter.setFont(small)
            painter.setPen(colours.brightText().color() if content.problem else quiet)
            painter.drawText(area, _WRAP, self._remarks)

    # Qt's side.

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = 3 if self._is_narrow(width) else 2
        texts = lines * self._line() + self._remark_height(width)
        return round(2 * UNIT + max(texts, _GLYPH - UNIT))

    def sizeHint(self) -> QSize:
        return QSize(40 * UNIT, self.heightForWidth(40 * UNIT))

    def minimumSizeHint(self) -> QSize:
        return QSize(26 * UNIT, round(2 * UNIT + 2 * self._line()))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            self._paint_sign(painter)
            self._paint_texts(painter)
            if self.hasFocus():
                option = QStyleOptionFocusRect()
                option.initFrom(self)
                option.rect = self.rect().adjusted(3, 3, -3, -3)
                element = QStyle.PrimitiveElement.PE_FrameFocusRect
                self.style().drawPrimitive(element, option, painter, self)

    def event(self, event: QEvent) -> bool:
        # Else Delete would clear the canvas.
        is_key = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and _asks_for_an_edit(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _asks_for_an_edit(event):
            # For the column.
            event.ignore()
        else:
            super().keyPressEvent(event)


class LayerColumn(QWidget):
    """The cards of a draft; ``chosen`` carries the place of another one.

    ``remove_requested`` and ``move_requested(-1 or 1)`` are what the keyboard asks for.
    """

    chosen = Signal(int)
    remove_requested = Signal()
    move_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = INPUT
        self._cards: list[LayerCard] = []
        self._held: QWidget | None = None
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._tell)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(UNIT)
        self._layout.addStretch(1)

    @property
    def place(self) -> int:
        """The place that is chosen."""
        return self._place

    @property
    def cards(self) -> list[LayerCard]:
        """From the image to the output."""
        return list(self._cards)

    def show_draft(self, draft: Draft, place: int) -> None:
        """Show another draft, with this place chosen."""
        contents = _contents(draft, self)
        while len(self._cards) > len(contents):
            card = self._cards.pop()
            self._group.removeButton(card)
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self._cards) < len(contents):
            card = LayerCard(self)
            card.toggled.connect(self._follow_arrows)
            self._group.addButton(card)
            self._layout.insertWidget(self._layout.count() - 1, card)
            if self._cards:
                self.setTabOrder(self._cards[-1], card)
            self._cards.append(card)
            # At once, and not when Qt next comes by: who asks what is shown shall find it.
            card.show()
        for card, content in zip(self._cards, contents, strict=True):
            card.show_content(content)
        self.choose(place)

    def hold(self, widget: QWidget | None) -> None:
        """Show this right behind the chosen card, wherever that is; nothing for None."""
        if self._held is not None and self._held is not widget:
            self._layout.removeWidget(self._held)
        self._held = widget
        self._place_held()

    def _place_held(self) -> None:
        chosen = next((card for card in self._cards if card.content.place == self._place), None)
        if self._held is None or chosen is None:
            return
        order = self._layout
        if order.indexOf(self._held) != order.indexOf(chosen) + 1:
            order.removeWidget(self._held)
            order.insertWidget(order.indexOf(chosen) + 1, self._held)
            self._held.show()

    def choose(self, place: int) -> None:
        """Choose this place; nothing is told."""
        self._place = place
        self._place_held()
        for card in self._cards:
            if card.content.place == place:
                had_focus = any(other.hasFocus() for other in self._cards)
                card.setChecked(True)
                if had_focus:
                    card.setFocus()

    @Slot(QAbstractButton)
    def _tell(self, card: LayerCard) -> None:
        self._choose_card(card)

    @Slot(bool)
    def _follow_arrows(self, is_checked: bool) -> None:
        """The arrow keys choose without a click."""
        card = self.sender()
        if is_checked and isinstance(card, LayerCard) and card.hasFocus():
            self._choose_card(card)

    def _choose_card(self, card: LayerCard) -> None:
        place = card.content.place
        if place is not None and place != self._place:
            self._place = place
            self._place_held()
            self.chosen.emit(place)

    # Qt's side.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove_requested.emit()
            case Qt.Key.Key_Up if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move_requested.emit(-1)
            case Qt.Key.Key_Down if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move_requested.emit(1)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What goes from one layer to the next."""
        with QPainter(self) as painter:
            colours = self.palette()
            ink, ground = colours.windowText().color(), colours.window().color()
            painter.setPen(QPen(blend(ink, ground, 0.4), 2))
            x = UNIT + _GLYPH / 2
            for card in self._cards:
                top, bottom = float(card.geometry().top()), float(card.geometry().bottom())
                if card is not self._cards[0]:
                    painter.drawLine(QPointF(x, top - UNIT), QPointF(x, top))
                if card is not self._cards[-1]:
                    painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + UNIT))


def _asks_for_an_edit(event: QEvent) -> bool:
    assert isinstance(event, QKeyEvent)
    if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        return True
    has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return has_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)


def _contents(draft: Draft, column: LayerColumn) -> list[CardContent]:
    """A card for the image, each layer and the output, which has its activation with it."""
    locale, translate = column.locale(), QCoreApplication.translate
    wrong: dict[int, str] = {}
    for problem in draft.problems:
        if isinstance(problem.place, int):
            wrong.setdefault(problem.place, translated(problem.message))
    image = CardContent(
        INPUT,
        None,
        translate("LayerColumn", "Image"),
        translate("LayerColumn", "the drawing, 28×28 grey values"),
        shape_text(INPUT_SHAPE, locale),
    )
    stages = draft.stages
    end = next(
        number for number in reversed(range(len(stages))) if stages[number].layer is draft.output
    )
    cards = [image]
    for number, stage in enumerate(stages[:end]):
        cards.append(_card(stage, wrong.get(number, ""), column))
    output = _card(stages[end], wrong.get(end, wrong.get(end + 1, "")), column)
    words = {
        "softmax": translate("LayerColumn", "as probabilities (softmax)"),
        "sigmoid": translate("LayerColumn", "as sigmoids, each by itself"),
    }[draft.base.output]
    cards.append(
        CardContent(
            len(draft.layers),
            draft.output,
            translate("LayerColumn", "Output"),
            words,
            output.shape,
            output.parameters,
            output.problem,
            output.note,
            is_output=True,
        )
    )
    return cards


def _card(stage: Stage, problem: str, column: LayerColumn) -> CardContent:
    locale = column.locale()
    return CardContent(
        stage.place,
        stage.layer,
        kind_of(stage.layer),
        layer_words(stage.layer, locale),
        "" if stage.shape is None else shape_text(stage.shape, locale),
        "" if stage.parameters is None else parameters_text(stage.parameters, locale),
        problem,
        "" if stage.note is None else translated(stage.note),
    )
