"""The window: makes the parts, puts them in their places, connects their signals. No more.

canvas → recognizer → reading panel
training panel ⇄ trainer → current network → recognizer
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget

from app.canvas_panel import CanvasPanel
from app.current_network import CurrentNetwork
from app.data_source import DataSource
from app.icons import application_icon
from app.message_bar import MessageBar
from app.model_store import ModelStore
from app.panel import Panel
from app.reading_panel import ReadingPanel
from app.recognizer import Recognizer
from app.retraining import Retraining
from app.settings import Settings
from app.theme import UNIT, Appearance, Theme
from app.trainer import Trainer
from app.training_panel import TrainingPanel
from app.window_menu import WindowMenu

_LARGEST_AT_FIRST = QSize(1440, 900)
"""Of the window at the very first start, logical pixels."""

_open_windows: set[MainWindow] = set()
"""An open window belongs to whoever looks at it: were it collected as garbage because no variable
names it any more, Qt would paint what is gone."""


class MainWindow(QMainWindow):
    """The whole program in one window. ``data_path``: MNIST as the command line named it."""

    def __init__(self, data_path: Path | None = None) -> None:
        super().__init__()
        self._settings = Settings()
        self._theme = Theme(self)
        self._recognizer = Recognizer(self)
        self._network = CurrentNetwork(self._recognizer, ModelStore(self._settings), self)
        self._canvas_panel = CanvasPanel(self)
        self._reading_panel = ReadingPanel(self)
        self._training_panel = TrainingPanel(self)
        self._retraining = Retraining(
            self._training_panel,
            Trainer(self),
            DataSource(self._settings, self, data_path=data_path),
            self._network,
            self,
        )
        self._messages = MessageBar(self)
        self._which_network = QLabel(self)
        # The bars are half of the program: they move, but they do not go away.
        self._reading_dock = Panel(
            self.tr("Reading"),
            self._reading_panel,
            self,
            name="readingDock",
            closable=False,
            scrolls=False,
        )
        self._training_dock = Panel(
            self.tr("Training"),
            self._training_panel,
            self,
            name="trainingDock",
            closable=True,
            scrolls=True,
        )
        self._menu = WindowMenu(self, self._canvas_panel.tools, [self._training_dock])
        self._arranged: tuple[Qt.Orientation, int] | None = None
        self._lay_out()
        self._connect()
        self._restore()
        self._network.load()

    def show_error(self, message: str) -> None:
        """Say in the window what went wrong."""
        self._messages.show_error(message)

    @Slot(object)
    def set_appearance(self, appearance: Appearance) -> None:
        """Wear another theme, now and at the next start."""
        self._theme.set_appearance(appearance)
        self._menu.check_appearance(appearance)
        self._settings.appearance = appearance

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Digits"))
        self.setWindowIcon(application_icon())
        self.setMinimumSize(900, 600)
        self.setDockNestingEnabled(True)
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._messages)
        layout.addWidget(self._canvas_panel, 1)
        self.setCentralWidget(centre)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._reading_dock)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._training_dock)
        self._which_network.setContentsMargins(2 * UNIT - 2, 0, 0, 0)
        self.statusBar().addWidget(self._which_network)
        room = self.screen().availableSize() * 0.85
        self.resize(room.boundedTo(_LARGEST_AT_FIRST).expandedTo(self.minimumSize()))

    def _connect(self) -> None:
        canvas = self._canvas_panel.canvas
        canvas.changed.connect(self._recognizer.set_drawing)
        self._recognizer.read.connect(self._reading_panel.show_reading)
        self._network.described.connect(self._which_network.setText)
        self._network.problem.connect(self._messages.show_error)
        self._network.offered.connect(self._offer_stopped)
        self._training_panel.retrain_requested.connect(self._messages.hide)
        self._menu.retrain.triggered.connect(self._retrain)
        self._menu.use_shipped.triggered.connect(self._network.use_shipped)
        self._menu.use_own.triggered.connect(self._network.use_own)
        self._menu.network.aboutToShow.connect(self._update_menu)
        self._menu.appearance_chosen.connect(self.set_appearance)

    @Slot()
    def _retrain(self) -> None:
        if not self._retraining.is_running:
            self._training_panel.start()

    @Slot(str)
    def _offer_stopped(self, sentence: str) -> None:
        self._messages.show_error(
            sentence, offer=self.tr("Keep the new one"), answer=self._network.keep_stopped
        )

    @Slot()
    def _update_menu(self) -> None:
        in_training = self._retraining.is_running
        self._menu.use_shipped.setEnabled(self._network.is_own and not in_training)
        self._menu.use_own.setEnabled(
            self._network.has_own and not self._network.is_own and not in_training
        )

    def _restore(self) -> None:
        """Take up where the last start left off."""
        self._canvas_panel.tools.width_slider.setValue(round(100 * self._settings.pen_width))
        self.set_appearance(self._settings.appearance)
        self.restoreGeometry(self._settings.geometry)
        if self.restoreState(self._settings.panels):
            self._arranged = _arrangement(self.width())
        else:
            self._arrange()

    def _remember(self) -> None:
        self._settings.pen_width = self._canvas_panel.canvas.pen_width
        self._settings.geometry = self.saveGeometry()
        self._settings.panels = self.saveState()
        self._settings.save()

    def _arrange(self) -> None:
        """Place the panels anew when the window has become much wider or narrower."""
        arrangement = _arrangement(self.width())
        if arrangement == self._arranged or self._training_dock.isFloating():
            return
        self._arranged = arrangement
        way, panel_width = arrangement
        first, second = self._reading_dock, self._training_dock
        self.splitDockWidget(first, second, way)
        self.resizeDocks([first, second], [panel_width] * 2, Qt.Orientation.Horizontal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        _open_windows.add(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._retraining.shutdown()
        self._remember()
        super().closeEvent(event)
        # Not before Qt has done with this event.
        QTimer.singleShot(0, partial(_open_windows.discard, self))


def _arrangement(width: int) -> tuple[Qt.Orientation, int]:
    """How panels stand beside each other and how wide they are, for a window's width.

    In a narrow window they stand one above the other: side by side they would leave no canvas.
    """
    if width < 135 * UNIT:
        return Qt.Orientation.Vertical, 40 * UNIT
    return Qt.Orientation.Horizontal, (40 if width < 225 * UNIT else 56) * UNIT
