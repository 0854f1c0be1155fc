"""The runs to choose from, the newest on top: each with its result, and below it its settings."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.text.formats import duration, learning_rate, rounded_percent
from app.text.translate import recipe_title
from app.training.run import Outcome, Run
from app.ui.buttons import PushButton
from app.ui.theme import UNIT, blend, scaled_font
from app.ui.type_scale import scale_type

_SETTINGS_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The second line; the first one is the item's text."""

_RUN_ROLE = int(Qt.ItemDataRole.UserRole) + 2

_ROWS_SEEN = 4
"""Runs that can be seen at once; more of them scroll."""

_SEPARATOR = " · "


class RunList(QWidget):
    """The list and what can be done with the chosen run.

    ``chosen`` carries the :class:`app.training.run.Run`, or None; ``use_requested`` and
    ``remove_requested`` the run that is meant.
    """

    chosen = Signal(object)
    use_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_training = False
        self._title = QLabel(self.tr("Runs"), self)
        scale_type(self._title, 1.0, bold=True)
        self._hint = QLabel(
            self.tr("Every training is listed here, to be compared and recalled."), self
        )
        self._hint.setWordWrap(True)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._list = QListWidget(self)
        self._list.setObjectName("runsList")
        self._list.setAccessibleName(self.tr("Runs"))
        self._list.setItemDelegate(_RunDelegate(self._list))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemSelectionChanged.connect(self._tell_chosen)
        self._use = self._button("useWeightsButton", self.tr("Use These Weights"))
        self._use.clicked.connect(self._request_use)
        self._remove = self._button("removeRunButton", self.tr("Remove"))
        self._remove.clicked.connect(self._request_remove)
        self._lay_out()
        self._offer()

    @property
    def chosen_run(self) -> Run | None:
        """The run that is chosen."""
        items = self._list.selectedItems()
        run: Run | None = items[0].data(_RUN_ROLE) if items else None
        return run

    @Slot(object)
    def add(self, run: Run) -> None:
        """List this run; a newer one stands above an older one."""
        item = QListWidgetItem()
        item.setData(_RUN_ROLE, run)
        row = 0
        while row < self._list.count() and self._run(row).begun > run.begun:
            row += 1
        self._list.insertItem(row, item)
        self._write(item)
        self._offer()

    @Slot(object)
    def update_run(self, run: Run) -> None:
        """Tell how far this run has come."""
        item = self._item(run)
        if item is not None:
            self._write(item)
        if run.outcome is not Outcome.RUNNING:
            self._offer()

    @Slot(object)
    def remove(self, run: Run) -> None:
        """List this run no more."""
        item = self._item(run)
        if item is not None:
            self._list.takeItem(self._list.row(item))
        self._offer()

    def set_in_training(self, in_training: bool) -> None:
        """While a network is in training, no other weights can be put into use."""
        self._in_training = in_training
        self._offer()

    def choose_none(self) -> None:
        """Give up the choice."""
        self._list.clearSelection()
        self._list.setCurrentRow(-1)

    def _button(self, name: str, text: str) -> PushButton:
        button = PushButton(text, self)
        button.setObjectName(name)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addWidget(self._use, 2)
        buttons.addWidget(self._remove, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for part in (self._title, self._hint, self._list):
            layout.addWidget(part)
        layout.addLayout(buttons)

    def _run(self, row: int) -> Run:
        run: Run = self._list.item(row).data(_RUN_ROLE)
        return run

    def _item(self, run: Run) -> QListWidgetItem | None:
        rows = (row for row in range(self._list.count()) if self._run(row) is run)
        row = next(rows, None)
        return None if row is None else self._list.item(row)

    def _write(self, item: QListWidgetItem) -> None:
        run: Run = item.data(_RUN_ROLE)
        first, second = result_text(run, self.locale()), settings_text(run, self.locale())
        if (item.text(), item.data(_SETTINGS_ROLE)) == (first, second):
            return
        item.setText(first)
        item.setData(_SETTINGS_ROLE, second)
        item.setToolTip(f"{first}\n{second}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{first}, {second}")

    def _offer(self) -> None:
        """Show the list once there is a run, and offer what can be done with the chosen one."""
        count = self._list.count()
        for part in (self._list, self._use, self._remove):
            part.setVisible(count > 0)
        self._hint.setVisible(count == 0)
        if count:
            row = self._list.sizeHintForRow(0)
            frame = 2 * self._list.frameWidth()
            self._list.setFixedHeight(min(count, _ROWS_SEEN) * row + frame)
        run = self.chosen_run
        self._use.setEnabled(run is not None and run.has_weights and not self._in_training)
        self._remove.setEnabled(run is not None and run.outcome is not Outcome.RUNNING)

    @Slot()
    def _tell_chosen(self) -> None:
        self._offer()
        self.chosen.emit(self.chosen_run)

    @Slot()
    def _request_use(self) -> None:
        self.use_requested.emit(self.chosen_run)

    @Slot()
    def _request_remove(self) -> None:
        self.remove_requested.emit(self.chosen_run)


class _RunDelegate(QStyledItemDelegate):
    """Two lines in each item. What does not fit is cut with dots and told in the tool tip."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        widget = option.widget
        style = widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget)
        colours = option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        text = colours.color(
            QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        )
        ground = colours.color(QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Base)
        area = QRectF(option.rect).adjusted(UNIT, UNIT / 2, -UNIT, -UNIT / 2)
        first, second = self._lines(index)
        metrics = QFontMetricsF(option.font)
        painter.save()
        painter.setPen(text)
        painter.setFont(option.font)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(area, 0, metrics.elidedText(first, elide, area.width()))
        area.setTop(area.top() + metrics.height())
        painter.setPen(blend(text, ground, 0.8))
        painter.setFont(scaled_font(widget, 0.85))
        small = QFontMetricsF(painter.font())
        painter.drawText(area, 0, small.elidedText(second, elide, area.width()))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        metrics = QFontMetricsF(option.font)
        return QSize(20 * UNIT, round(2 * metrics.height() + UNIT))

    def _lines(self, index: QModelIndex | QPersistentModelIndex) -> tuple[str, str]:
        return str(index.data(Qt.ItemDataRole.DisplayRole)), str(index.data(_SETTINGS_ROLE))


def result_text(run: Run, locale: QLocale) -> str:
    """Such as "Dense · 98.1 % · 3 s", with a word where it did not finish."""
    translate = QCoreApplication.translate
    parts = [recipe_title(run.settings.recipe)]
    word = {
        Outcome.RUNNING: translate("RunList", "in training"),
        Outcome.STOPPED: translate("RunList", "stopped"),
        Outcome.DIVERGED: translate("RunList", "fell apart"),
        Outcome.FAILED: translate("RunList", "broke off"),
    }.get(run.outcome)
    if word is not None:
        parts.append(word)
    if run.best_accuracy is not None:
        parts.append(rounded_percent(run.best_accuracy, locale, 1))
    parts.append(duration(run.seconds, locale))
    return _SEPARATOR.join(parts)


def settings_text(run: Run, locale: QLocale) -> str:
    """Such as "rate 0.003 · batch 128 · epochs 8 · seed 0"; what does not apply is left out."""
    translate = QCoreApplication.translate
    chosen = run.settings
    rate = learning_rate(chosen.learning_rate, locale)
    if run.learning_rate != chosen.learning_rate:
        rate = f"{rate} → {learning_rate(run.learning_rate, locale)}"
    parts = [translate("RunList", "rate {0}").format(rate)]
    if chosen.batch_size > 1:
        batch = locale.toString(chosen.batch_size)
        parts.append(translate("RunList", "batch {0}").format(batch))
    epochs = locale.toString(chosen.epochs)
    parts.append(translate("RunList", "epochs {0}").format(epochs))
    if chosen.augmentation:
        strength = rounded_percent(chosen.augmentation, locale)
        parts.append(translate("RunList", "varied {0}").format(strength))
    parts.append(translate("RunList", "seed {0}").format(locale.toString(chosen.seed)))
    return _SEPARATOR.join(parts)
