"""The panels, one chapter each. Any can be left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLabel,
    QScrollArea,
    QTabBar,
    QWidget,
)

from app.builder.cards import LayerCard
from app.demo.digits import DIGITS, varied
from app.demo.hand import SETTLED, Hand, pause
from app.demo.shot import FULL, HUGE, USUAL, Shot, main_shot
from app.lessons.lesson_list import LessonList
from app.mistakes.images import MistakeImages
from app.ui.buttons import PushButton
from app.ui.panel import Panel
from app.ui.widgets import Disclosure
from nn.explain.one_step import Stop

_TIMES = 4
"""How often each digit is kept: the fourth of them tests what was learned from the others."""

_TOO_MANY = 6
"""Times that an image can not be halved."""

_LESSON = 3
"""The lesson that is opened, of those in the list: the one about training."""


def training(hand: Hand) -> Iterator[Shot]:
    """The curves, and what can be set."""
    hand.draw(DIGITS[4])
    panel = hand.open_panel("training")
    yield main_shot("training-panel")
    for section in panel.findChildren(Disclosure):
        section.set_open(True)
    yield Shot("training-settings", (USUAL, FULL))
    for section in panel.findChildren(Disclosure):
        section.set_open(False)


def inside(hand: Hand) -> Iterator[Shot]:
    """From the drawing to the answer."""
    hand.draw(DIGITS[4])
    hand.open_panel("inside")
    tabs = hand.part(QTabBar, "insideTabs")
    for index, name in enumerate(("input", "layers", "answer")):
        tabs.setCurrentIndex(index)
        yield Shot(f"inside-{name}")


def mistakes(hand: Hand) -> Iterator[Shot]:
    """Which images are misread, and one of them on the canvas."""
    hand.draw(DIGITS[4])
    hand.open_panel("mistakes")
    images = hand.part(MistakeImages, "mistakeImages")
    hand.wait(lambda: bool(images.indices), "no mistakes are found")
    yield Shot("mistakes", (USUAL, FULL))
    hand.click(images.image_rect(0).center(), images.viewport())
    yield Shot("mistakes-edited")


def library(hand: Hand) -> Iterator[Shot]:
    """Digits that are kept, and learned."""
    hand.draw(DIGITS[4])
    panel = hand.open_panel("library")
    yield Shot("library-empty")
    _keep_digits(hand)
    yield Shot("library")
    hand.press("learnMyDigits")
    stop, share = hand.part(QWidget, "stopLearning"), hand.part(QLabel, "learningSentence")
    hand.wait(lambda: not stop.isVisible(), f"learning hangs: {share.text()}")
    _scroll_to(panel, hand.part(QWidget, "discardFineTuning"))
    yield Shot("library-learned")
    hand.press("discardFineTuning")


def learn(hand: Hand) -> Iterator[Shot]:
    """The list of lessons, and one of them."""
    hand.draw(DIGITS[4])
    hand.open_panel("learn")
    lessons = hand.part(LessonList, "lessonList")
    hand.wait(lambda: lessons.count() > _LESSON, "the lessons are never read")
    yield Shot("learn")
    row = lessons.visualItemRect(lessons.item(_LESSON))
    hand.click(row.center(), lessons.viewport())
    yield main_shot("lesson")


def microscope(hand: Hand) -> Iterator[Shot]:
    """One step of learning, at each of its stops."""
    hand.draw(DIGITS[4])
    hand.open_panel("microscope")
    yield Shot("microscope")
    labels = hand.part(QComboBox, "microscopeLabel")
    for _ in range(1 + 4):
        QTest.keyClick(labels, Qt.Key.Key_Down)
    following = hand.part(PushButton, "microscopeNext")
    hand.wait(following.isVisible, "the microscope has no sample")
    for stop in Stop:
        sizes = (USUAL, FULL, HUGE) if stop is Stop.HIDDEN else (USUAL,)
        yield Shot(f"microscope-{stop + 1}-{stop.name.lower()}", sizes)
        if stop < max(Stop):
            hand.press("microscopeNext")


def build(hand: Hand) -> Iterator[Shot]:
    """A recipe of one's own, and one that does not fit."""
    hand.draw(DIGITS[4])
    panel = hand.open_panel("build")
    cards = panel.findChildren(LayerCard)
    pause(4 * SETTLED)
    yield Shot("build", (USUAL, FULL))
    cards[0].click()
    for _ in range(_TOO_MANY):
        _add_layer(hand, "MaxPool2D")
    yield Shot("build-error", (USUAL, FULL))
    for _ in range(_TOO_MANY):
        hand.press("undoEditButton")


def compare(hand: Hand) -> Iterator[Shot]:
    """Two networks, and all four."""
    hand.draw(DIGITS[4])
    panel = hand.open_panel("compare")
    selectors = panel.findChildren(QComboBox, "networkSelector")
    hand.choose_last(selectors[-1])
    yield Shot("compare", (USUAL, FULL))
    hand.press("addColumnButton")
    hand.press("addColumnButton")
    yield Shot("compare-four", (FULL,))


def together(hand: Hand) -> Iterator[Shot]:
    """Several panels at once, in the windows of large screens, and all behind their tabs."""
    hand.draw(DIGITS[4])
    for panel in hand.window.findChildren(Panel):
        panel.show()
    hand.part(Panel, "insideDock").raise_()
    yield Shot("all-panels", (USUAL, FULL))
    hand.close_panels()


def _keep_digits(hand: Hand) -> None:
    """Draw every digit some times and say what it was, by its key."""
    rng = np.random.default_rng(0)
    gallery = hand.part(QAbstractItemView, "gallery")
    for digit in (digit for _ in range(_TIMES) for digit in DIGITS):
        before = gallery.model().rowCount()
        hand.draw(varied(DIGITS[digit], rng=rng))
        hand.key(Qt.Key(Qt.Key.Key_0 + digit))
        hand.wait(partial(_has_grown, gallery, before), "a drawing is not kept")


def _has_grown(view: QAbstractItemView, before: int) -> bool:
    return view.model().rowCount() > before


def _scroll_to(panel: Panel, part: QWidget) -> None:
    """Bring a part of what the panel holds into sight."""
    area = panel.widget()
    if isinstance(area, QScrollArea):
        pause(SETTLED)
        area.ensureWidgetVisible(part)


def _add_layer(hand: Hand, kind: str) -> None:
    """Choose this kind of layer from the menu."""
    menu = hand.part(PushButton, "addLayerButton").menu()
    next(action for action in menu.actions() if action.data() == kind).trigger()
