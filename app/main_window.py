"""The window: makes the parts, puts them in their places, connects their signals. No more.

canvas → recognizer → picture of the network, reading panel
training strip and panel ⇄ retraining → current network → recognizer
canvas, recognizer, current network → the panels that explain
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QToolBar, QVBoxLayout, QWidget

from app.data.source import DataSource
from app.drawing.canvas_panel import CanvasPanel
from app.files import last_drawing
from app.files.drawings import DrawingFiles
from app.files.model_files import ModelFiles
from app.mistakes.edit_line import EditLine
from app.network_picture.picture import NetworkPicture
from app.prediction.current_network import CurrentNetwork
from app.prediction.model_store import ModelStore
from app.prediction.reading_panel import ReadingPanel
from app.prediction.recognizer import Recognizer
from app.settings import Appearance, Damage, Settings, home
from app.training.panel import TrainingPanel
from app.training.retraining import Retraining, Underway
from app.ui.icons import application_icon
from app.ui.message_bar import MessageBar
from app.ui.panel import Panel
from app.ui.theme import Theme
from app.ui.toast import Toast
from app.ui.zoom import Zoom
from app.window.layout import PanelLayout
from app.window.menus import LanguageMenu, WindowMenu
from app.window.presenting import Presenting, Surroundings
from app.window.stage import Stage
from app.window.workshop import Parts, Workshop
from nn.strokes import Drawing
from nn.training.progress import Progress

if TYPE_CHECKING:
    from app.lessons.panel import LearnPanel

_LARGEST_AT_FIRST = QSize(1440, 900)
"""Of the window at the very first start, logical pixels."""

_open_windows: set[MainWindow] = set()
"""Keeps open windows alive: one that no variable names any more would be collected as garbage while
Qt still paints it."""


class MainWindow(QMainWindow):
    """The whole program in one window. ``data_path``: MNIST as the command line named it.

    ``reopen_requested`` asks for the window to be made anew, in the language that the settings
    name. ``underway`` is what :meth:`hand_over` of the window before has given away.
    """

    reopen_requested = Signal()

    def __init__(self, data_path: Path | None = None, *, underway: Underway | None = None) -> None:
        settings, theme = Settings(), Theme()
        # A widget has the colours that there are when it is made; each later change reaches all.
        theme.set_appearance(settings.appearance)
        super().__init__()
        theme.setParent(self)
        self._settings, self._theme = settings, theme
        self._zoom = Zoom(self._settings, self)
        self._recognizer = Recognizer(self)
        self._network = CurrentNetwork(self._recognizer, ModelStore(self._settings), self)
        self._source = DataSource(self._settings, self, data_path=data_path)
        self._messages = MessageBar(self)
        self._canvas_panel = CanvasPanel(self)
        self._reading_panel = ReadingPanel(self)
        self._training_panel = TrainingPanel(self)
        self._drawing_files = DrawingFiles(self._canvas_panel.canvas, self)
        self._model_files = ModelFiles(self._network, self)
        self._languages = LanguageMenu(self._settings, self)
        self._edit_line = EditLine(self)
        self._retraining = Retraining(
            self._training_panel, self._source, self._network, self, underway=underway
        )
        self._picture = NetworkPicture(self)
        self._stage = Stage(self._canvas_panel, self._picture, self._reading_panel, self)
        self._toast = Toast(self._stage)
        self._parts = Parts(
            self._canvas_panel.canvas,
            self._recognizer,
            self._reading_panel.bars,
            self._network,
            self._source,
            self._training_panel,
            self._retraining,
            self._settings,
        )
        training = Panel(self.tr("Training"), self._training_panel, self, name="trainingDock")
        self._workshop = Workshop(self._parts, self)
        self._panels = {"training": training, **self._workshop.panels}
        self._layout = PanelLayout(self, list(self._panels.values()))
        self._reading_panel.add_button(self._stage.show_network)
        self._make_actions()
        self._presenting = self._lay_out()
        self._menu = self._make_menu()
        self._connect()
        self._restore()
        self._network.load()
        damage = self._settings.take_damage()
        if damage is not None:
            self._messages.add_error(self._damage_text(damage))

    @property
    def drawing(self) -> Drawing:
        """What is on the canvas."""
        return self._canvas_panel.canvas.drawing

    def set_drawing(self, drawing: Drawing) -> None:
        """Put a drawing on the canvas, as a step that can be undone."""
        self._canvas_panel.canvas.set_drawing(drawing)

    def hand_over(self) -> Underway:
        """Give the trainings away, one that runs among them, for another window to go on with."""
        return self._retraining.hand_over()

    def show_error(self, message: str) -> None:
        """Say in the window what went wrong, below what is being said already."""
        self._messages.add_error(message)

    @Slot(object)
    def set_appearance(self, appearance: Appearance) -> None:
        """Wear another theme, now and at the next start."""
        self._theme.set_appearance(appearance)
        self._menu.check_appearance(appearance)
        self._settings.appearance = appearance

    def _lay_out(self) -> Presenting:
        """Put the parts in their places; returns what puts a presentation there."""
        self.setWindowTitle(self.tr("Digits"))
        self.setWindowIcon(application_icon())
        self.setMinimumSize(900, 600)
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._messages)
        layout.addWidget(self._edit_line)
        layout.addWidget(self._stage, 1)
        self.setCentralWidget(centre)
        # A tool bar, because it goes below the panels as well.
        strip = QToolBar(self.tr("Training strip"), self)
        strip.setObjectName("trainingBar")
        strip.setMovable(False)
        strip.toggleViewAction().setVisible(False)
        margins = strip.layout()
        if margins is not None:
            margins.setContentsMargins(0, 0, 0, 0)
        strip.addWidget(self._training_panel.strip)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, strip)
        # Not that of this window: PySide takes the screen that a widget names for the widget's own,
        # and when the garbage collector comes upon both, it destroys the screen (seen in 6.11.3).
        room = QGuiApplication.primaryScreen().availableSize() * 0.85
        self.resize(room.boundedTo(_LARGEST_AT_FIRST).expandedTo(self.minimumSize()))
        hidden = (self.menuBar(), self._edit_line, self._stage, strip)
        surroundings = Surroundings(layout, hidden, self._messages)
        return Presenting(self, self._parts, surroundings, self._layout, self._zoom)

    def _make_actions(self) -> None:
        self._retrain_action = QAction(self.tr("Re&train"), self)
        self._retrain_action.setShortcut(QKeySequence("Ctrl+R"))
        self._centre_action = QAction(self.tr("&Centre the Drawing"), self)
        self._centre_action.setToolTip(
            self.tr("Bring the drawing into the frame that MNIST's images have, before it is read")
        )
        self._centre_action.setCheckable(True)
        self._centre_action.setChecked(True)
        self._use_shipped = QAction(self.tr("&Restore the Shipped Network"), self)
        self._use_own = QAction(self.tr("Use &My Trained Network"), self)

    def _make_menu(self) -> WindowMenu:
        tools = self._canvas_panel.tools
        return WindowMenu(
            self,
            file=[self._drawing_files.open_actions, self._drawing_files.save_actions],
            edit=[
                [tools.undo, tools.redo, tools.clear],
                self._drawing_files.copy_actions,
                [tools.pen, tools.eraser, tools.thinner, tools.thicker],
            ],
            network=[
                [self._retrain_action, self._centre_action],
                [self._use_shipped, self._use_own],
                self._model_files.actions,
            ],
            digits=[self._workshop.library_actions.labels, [self._workshop.library_actions.undo]],
            view=[
                [self._stage.show_network, self._canvas_panel.replay.play],
                [self._reading_panel.number.before, self._reading_panel.number.after],
                self._layout.actions,
                [self._presenting.action],
                self._zoom.actions,
            ],
            languages=self._languages,
        )

    def _connect(self) -> None:
        canvas = self._canvas_panel.canvas
        canvas.changed.connect(self._recognizer.set_drawing)
        self._recognizer.number_read.connect(self._reading_panel.show_number)
        self._recognizer.number_read.connect(canvas.mark_digits)
        self._reading_panel.number.chosen.connect(self._recognizer.choose)
        self._recognizer.read.connect(self._reading_panel.show_reading)
        self._recognizer.read.connect(self._picture.show_reading)
        self._network.reader_changed.connect(self._picture.set_reader)
        self._recognizer.read.connect(self._training_panel.record.slider.show_reading)
        self._recognizer.read.connect(self._drawing_files.set_reading)
        self._drawing_files.problem.connect(self._messages.show_error)
        self._drawing_files.done.connect(self._toast.tell)
        self._drawing_files.working.connect(self._toast.tell)
        self._model_files.problem.connect(self._messages.show_error)
        self._model_files.working.connect(self._toast.tell)
        self._model_files.done.connect(self._toast.tell)
        self._languages.switched.connect(self.reopen_requested)
        self._network.described.connect(self._reading_panel.show_network)
        self._training_panel.strip.details_requested.connect(self._show_training)
        self._network.described.connect(self._show_recipe)
        self._training_panel.recipe_chosen.connect(self._show_recipe)
        self._stage.arranged.connect(self._follow_stage)
        self._reading_panel.bars.placed.connect(self._follow_stage)
        self._picture.altered.connect(self._network.show_altered)
        self._training_panel.controls.entered.connect(self._follow_training)
        self._retraining.progressed.connect(self._show_gradients)
        self._workshop.problem.connect(self._messages.add_error)
        self._workshop.notice.connect(self._toast.tell)
        self._workshop.editing_began.connect(self._edit_line.begin)
        self._workshop.learn_made.connect(self._serve_lessons)
        self._centre_action.toggled.connect(self._network.set_centring)
        self._network.centring_changed.connect(self._centre_action.setChecked)
        self._network.problem.connect(self._messages.add_error)
        self._network.offered.connect(self._offer_stopped)
        self._training_panel.retrain_requested.connect(self._messages.hide)
        self._retraining.history.problem.connect(self._messages.add_error)
        self._retrain_action.triggered.connect(self._retrain)
        self._use_shipped.triggered.connect(self._network.use_shipped)
        self._use_own.triggered.connect(self._network.use_own)
        self._menu.network.aboutToShow.connect(self._update_menu)
        self._menu.appearance_chosen.connect(self.set_appearance)
        canvas.changed.connect(self._edit_line.set_drawing)
        self._recognizer.read.connect(self._edit_line.show_reading)
        self._source.path_changed.connect(self._test_on_data)
        self._source.found.connect(self._toast.tell)
        self._source.problem.connect(self._messages.add_error)
        self._test_on_data()

    @Slot()
    def _test_on_data(self) -> None:
        self._picture.set_data_path(self._source.path)

    @Slot()
    def _follow_stage(self) -> None:
        """The lines of the picture run into the bars."""
        bars = self._reading_panel.bars
        self._picture.set_output_places(
            [bars.mapTo(self._stage, place).y() - self._picture.y() for place in bars.places()]
        )

    @Slot(object)
    def _show_gradients(self, progress: Progress) -> None:
        self._picture.set_gradients(progress.gradient_sizes)

    @Slot()
    def _follow_training(self) -> None:
        self._picture.set_training(self._training_panel.state.is_training)

    @Slot(object)
    def _serve_lessons(self, learn: LearnPanel) -> None:
        # Imported with the panel, when it is first opened.
        from app.window.lesson_desk import LessonDesk, Views

        views = Views(self._panels, self._layout.go_to, self._picture)
        LessonDesk(learn, self._workshop, self._parts, views)

    @Slot()
    def _show_recipe(self) -> None:
        """Which network Retrain would train, beside which one answers."""
        training = self._training_panel
        is_same = training.recipe_name == self._network.recipe
        self._reading_panel.show_recipe("" if is_same else training.recipe_title)

    @Slot()
    def _show_training(self) -> None:
        self._layout.go_to(self._panels["training"])

    @Slot()
    def _retrain(self) -> None:
        if not self._retraining.is_running:
            self._training_panel.start()

    @Slot(str)
    def _offer_stopped(self, sentence: str) -> None:
        self._messages.show_offer(sentence, self.tr("Keep the new one"), self._network.keep_stopped)

    @Slot()
    def _update_menu(self) -> None:
        in_training = self._retraining.is_running
        self._model_files.allow_opening(not in_training)
        self._use_shipped.setEnabled(self._network.is_own and not in_training)
        self._use_own.setEnabled(
            self._network.has_own and not self._network.is_own and not in_training
        )

    def _damage_text(self, damage: Damage) -> str:
        if damage.aside is None:
            return self.tr("The settings could not be read; the usual ones are in use.")
        if damage.is_whole:
            text = self.tr(
                "The settings could not be read and were set aside as {0}; the usual ones are in "
                "use."
            )
        else:
            text = self.tr(
                "Some settings made no sense and are the usual ones again; the file as it was is "
                "now {0}."
            )
        return text.format(damage.aside.name)

    def _restore(self) -> None:
        """Take up where the last start left off."""
        self._show_recipe()
        self._canvas_panel.tools.width_slider.setValue(round(100 * self._settings.pen_width))
        self._menu.check_appearance(self._settings.appearance)
        self._restore_place()
        self._layout.restore(self._settings.panels)
        drawing = last_drawing.recall(home())
        if drawing is not None:
            self._canvas_panel.canvas.set_drawing(drawing)

    def _restore_place(self) -> None:
        """Where the window was, if a screen is there."""
        place = self._settings.window_place
        if place is not None:
            screen = QGuiApplication.screenAt(QRect(*place).center())
            if screen is not None:
                self.setGeometry(QRect(*place).intersected(screen.availableGeometry()))
        if self._settings.is_maximized:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _remember(self) -> None:
        self._settings.pen_width = self._canvas_panel.canvas.pen_width
        place = self.normalGeometry()
        self._settings.window_place = (place.x(), place.y(), place.width(), place.height())
        self._settings.is_maximized = self.isMaximized()
        self._settings.panels = self._presenting.panels
        self._settings.save()
        last_drawing.keep(self.drawing, home())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        _open_windows.add(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            # A minimised window is visible to Qt, and would be read for and painted.
            self.setUpdatesEnabled(not self.isMinimized())
            self._network.set_seen(not self.isMinimized())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._retraining.shutdown()
        self._picture.shutdown()
        self._workshop.shutdown()
        self._presenting.shutdown()
        self._model_files.shutdown()
        self._drawing_files.shutdown()
        self._remember()
        super().closeEvent(event)
        # Not before Qt has done with this event.
        QTimer.singleShot(0, partial(_open_windows.discard, self))
