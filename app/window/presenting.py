"""The presentation in the window's place, and the window as it was when it is over.

    F11 → menu bar, panels, strip and stage go, the page comes, full screen → F11, Esc → back

The page is made at the first time. A window that is closed meanwhile starts the next time as it was
before: what is remembered is what :attr:`Presenting.panels` says, and a full screen is no size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QObject, Qt, Slot
from PySide6.QtGui import QAction, QFont, QKeySequence, QPalette
from PySide6.QtWidgets import QBoxLayout, QMainWindow, QWidget
from shiboken6 import isValid

from app.training.run import Run
from app.ui.theme import is_dark
from app.ui.zoom import Zoom
from app.window.layout import PanelLayout
from app.window.workshop import Parts
from nn.reader import Reader

if TYPE_CHECKING:
    from app.presentation.page import PresentationPage

_FULL_SCREEN = Qt.WindowState.WindowFullScreen


@dataclass(frozen=True)
class Surroundings:
    """What the page takes the place of: ``room`` is the layout it comes into, ``hidden`` what goes
    for as long, ``kept`` what stays above it and wears its colours."""

    room: QBoxLayout
    hidden: Sequence[QWidget]
    kept: QWidget


@dataclass(frozen=True)
class _Before:
    """How the window was."""

    state: Qt.WindowState
    arrangement: QByteArray
    panels: dict[str, dict[str, Any]]
    hidden: tuple[QWidget, ...]
    focused: QWidget | None


class Presenting(QObject):
    """``action`` goes to the presentation and back."""

    def __init__(
        self,
        window: QMainWindow,
        parts: Parts,
        surroundings: Surroundings,
        layout: PanelLayout,
        zoom: Zoom,
    ) -> None:
        super().__init__(window)
        self._window, self._parts, self._zoom = window, parts, zoom
        self._surroundings, self._layout = surroundings, layout
        self._page: PresentationPage | None = None
        self._before: _Before | None = None
        self._reader: Reader | None = None
        self._name = ""
        self.action = QAction(self.tr("&Presentation"), window)
        self.action.setShortcut(QKeySequence("F11"))
        self.action.triggered.connect(self.enter)
        parts.network.reader_changed.connect(self._take_reader)
        parts.network.described.connect(self._take_name)
        zoom.changed.connect(self._follow_zoom)

    @property
    def is_on(self) -> bool:
        """Whether the page is in the window's place."""
        return self._before is not None

    @property
    def page(self) -> PresentationPage | None:
        """The page, once there was a presentation."""
        return self._page

    @property
    def panels(self) -> dict[str, dict[str, Any]]:
        """Where the panels are, or were before the presentation; see :attr:`PanelLayout.state`."""
        return self._layout.state if self._before is None else self._before.panels

    @Slot()
    def enter(self) -> None:
        """Show the page, on the whole screen."""
        if self.is_on:
            return
        page, window = self._page or self._make_page(), self._window
        state = self._layout.state
        docks = [dock for dock in self._layout.panels if not dock.isHidden()]
        hidden = [part for part in self._surroundings.hidden if not part.isHidden()]
        self._before = _Before(
            window.windowState(),
            window.saveState(),
            state,
            (*docks, *hidden),
            window.focusWidget(),
        )
        for part in self._before.hidden:
            part.hide()
        page.set_dark(is_dark(window.palette()))
        page.canvas.set_pen_width(self._parts.canvas.pen_width)
        page.set_drawing(self._parts.canvas.drawing)
        self._follow_zoom()
        self._follow_training()
        self._wear_page_colours()
        page.show()
        window.setWindowState(window.windowState() | _FULL_SCREEN)
        page.canvas.setFocus()

    @Slot()
    def leave(self) -> None:
        """Show the window again, as it was."""
        before, page = self._before, self._page
        if before is None or page is None:
            return
        self._before = None
        self._give_drawing_back(page)
        page.hide()
        kept = self._surroundings.kept
        kept.setPalette(QPalette())
        kept.setFont(QFont())
        for part in before.hidden:
            part.show()
        self._window.setWindowState(before.state)
        self._window.restoreState(before.arrangement)
        if before.focused is not None and isValid(before.focused):
            before.focused.setFocus()

    def shutdown(self) -> None:
        """End the work of the page; what was drawn on it is on the window's canvas."""
        if self._page is not None:
            if self.is_on:
                self._give_drawing_back(self._page)
            self._page.shutdown()

    def _make_page(self) -> PresentationPage:
        # With all that it consists of, when it is first wanted: a start pays for what is seen.
        from app.presentation.page import PresentationPage

        training = self._parts.training
        page = PresentationPage(
            self._parts.retraining.history, self._surroundings.kept.parentWidget()
        )
        page.hide()
        self._page = page
        self._surroundings.room.addWidget(page, 1)
        page.addActions(self._zoom.actions)
        page.left.connect(self.leave)
        page.train_toggled.connect(self._toggle_training)
        training.controls.entered.connect(self._follow_training)
        training.status.said.connect(page.training.say)
        history = self._parts.retraining.history
        history.updated.connect(self._follow_run)
        if self._reader is not None:
            page.set_current(self._reader, self._name)
        return page

    def _give_drawing_back(self, page: PresentationPage) -> None:
        canvas = self._parts.canvas
        if page.drawing != canvas.drawing:
            canvas.set_drawing(page.drawing)

    def _wear_page_colours(self) -> None:
        page, kept = self._page, self._surroundings.kept
        if page is not None and self.is_on:
            kept.setPalette(page.palette())

    @Slot(object)
    def _take_reader(self, reader: Reader) -> None:
        self._reader = reader

    @Slot(str)
    def _take_name(self, name: str) -> None:
        self._name = name
        if self._page is not None and self._reader is not None:
            self._page.set_current(self._reader, name)

    @Slot()
    def _follow_training(self) -> None:
        if self._page is None or not self.is_on:
            return
        training = self._parts.training
        self._page.set_training(training.state.is_training)
        if training.state.is_training:
            self._page.training.say(training.status.text(), False)
        else:
            self._page.training.invite(training.recipe_title)

    @Slot(object)
    def _follow_run(self, run: Run) -> None:
        """Of several that are under way, the one that answers in the window."""
        if self._page is not None and self.is_on and run is self._parts.retraining.history.current:
            self._page.training.show_run(run)

    @Slot()
    def _toggle_training(self) -> None:
        training = self._parts.training
        if training.state.is_training:
            training.controls.stop_pressed.emit()
        else:
            training.start()

    @Slot()
    def _follow_zoom(self) -> None:
        if self._page is not None:
            self._page.set_zoom(self._zoom.factor)
