from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QScrollArea,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.mistakes.finder import FoundMistakes
from app.mistakes.images import PIXEL, ImageDelegate, Index, MistakeImages
from nn.evaluation.metrics import Evaluation

COUNT = 1000


@pytest.fixture(scope="module")
def found() -> FoundMistakes:
    """A thousand images, each with another pattern, all of them 3s that are read as 5."""
    images = np.zeros((COUNT, 28, 28), np.uint8)
    images[np.arange(COUNT), np.arange(COUNT) % 28, np.arange(COUNT) // 28 % 28] = 255
    probabilities = np.full((COUNT, 10), 0.02, np.float32)
    probabilities[:, 5] = 0.82
    return FoundMistakes(images, Evaluation(probabilities, np.full(COUNT, 3)))


@pytest.fixture
def view(qtbot: QtBot, found: FoundMistakes) -> MistakeImages:
    view = MistakeImages()
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show_images(found, np.arange(COUNT)[::-1])
    view.show()
    qtbot.waitExposed(view)
    return view


def test_a_click_opens_the_image_under_it(view: MistakeImages, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.opened) as opened:
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.image_rect(2).center()
        )
    assert opened.args == [COUNT - 3]


def test_between_images_a_click_opens_nothing(view: MistakeImages, qtbot: QtBot) -> None:
    gap = view.image_rect(0).bottomRight()
    gap.setX(gap.x() + 3)
    with qtbot.assertNotEmitted(view.opened):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=gap)


def test_a_click_after_scrolling_opens_what_is_seen(view: MistakeImages, qtbot: QtBot) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    with qtbot.waitSignal(view.opened) as opened:
        place = view.image_rect(COUNT - 1).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [0]


def test_the_keyboard_walks_to_the_last_image_and_opens_it(
    view: MistakeImages, qtbot: QtBot
) -> None:
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert spoken(view) == f"Test image {COUNT - 2}: a 3, read as 5, 82\u00a0% sure"
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.viewport().rect().contains(view.image_rect(COUNT - 1).center())
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [0]


def test_pixels_are_shown_as_they_are(view: MistakeImages) -> None:
    """Image 999 has ink at row 19, column 7 alone: one crisp square of the ink's colour."""
    picture = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = picture.devicePixelRatio()
    side = int(PIXEL * ratio)
    tile = view.image_rect(0)
    left = round((tile.center().x() + 0.5 - 14 * side / ratio) * ratio)
    top = round(tile.top() * ratio)
    pixels = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), -1)
    image = pixels[top : top + 28 * side, left : left + 28 * side]
    expected = np.full((28 * side, 28 * side), view.palette().base().color().rgb())
    expected[19 * side : 20 * side, 7 * side : 8 * side] = view.palette().text().color().rgb()
    # Around the image there is a line.
    inside = np.s_[side:-side, side:-side]
    np.testing.assert_array_equal(image[inside], expected[inside])


@pytest.fixture
def grown(qtbot: QtBot, found: FoundMistakes) -> tuple[MistakeImages, QScrollArea]:
    """The list below something else, in a panel that scrolls."""
    area, content, view = QScrollArea(), QWidget(), MistakeImages()
    qtbot.addWidget(area)
    layout = QVBoxLayout(content)
    above = QLabel("above")
    above.setMinimumHeight(200)
    layout.addWidget(above)
    layout.addWidget(view)
    view.set_grows(True)
    view.show_images(found, np.arange(COUNT))
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.resize(320, 400)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    return view, area


def test_where_a_panel_scrolls_around_it_the_list_itself_does_not(
    grown: tuple[MistakeImages, QScrollArea], qtbot: QtBot
) -> None:
    view, area = grown
    assert view.verticalScrollBar().maximum() == 0
    assert not view.verticalScrollBar().isVisible()
    assert view.viewport().rect().contains(view.image_rect(COUNT - 1))
    assert view.height() - view.image_rect(COUNT - 1).bottom() < 40
    bar = area.verticalScrollBar()
    assert bar.value() == 0
    QTest.wheelEvent(area.windowHandle(), QPointF(160, 350), QPoint(0, -240))
    qtbot.waitUntil(lambda: bar.value() > 0)


def test_the_keyboard_scrolls_the_panel_to_the_image(
    grown: tuple[MistakeImages, QScrollArea], qtbot: QtBot
) -> None:
    view, area = grown
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    place = view.viewport().mapTo(area.viewport(), view.image_rect(COUNT - 1).center())
    assert area.viewport().rect().contains(place)
    QTest.keyClick(view, Qt.Key.Key_Home)
    before = area.verticalScrollBar().value()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > before


def test_other_images_do_not_scroll_the_panel(
    grown: tuple[MistakeImages, QScrollArea], found: FoundMistakes
) -> None:
    view, area = grown
    view.show_images(found, np.arange(5))
    assert area.verticalScrollBar().value() == 0
    assert view.height() < 300


def test_a_list_that_scrolls_again_is_as_low_as_one_likes(
    grown: tuple[MistakeImages, QScrollArea], qtbot: QtBot
) -> None:
    view, _ = grown
    view.set_grows(False)
    assert view.minimumHeight() == 0
    view.resize(300, 300)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)


def spoken(view: MistakeImages) -> str:
    """What a screen reader says of the image under the keyboard's cursor."""
    return str(view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


class WatchedDelegate(ImageDelegate):
    """Notes what it paints."""

    def __init__(self, parent: MistakeImages) -> None:
        super().__init__(parent)
        self.painted: list[int] = []

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.painted.append(index.row())
        super().paint(painter, option, index)


def test_only_images_in_sight_are_painted(view: MistakeImages) -> None:
    delegate = WatchedDelegate(view)
    delegate.begin_frame()
    view.setItemDelegate(delegate)
    painted = delegate.painted
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    view.viewport().repaint()
    assert 4 <= len(set(painted)) < 40
    in_sight = [
        position
        for position in range(COUNT)
        if view.image_rect(position).intersects(view.viewport().rect())
    ]
    assert set(in_sight) <= set(painted)


def test_the_frame_is_around_the_image_under_the_cursor_alone(
    view: MistakeImages, qtbot: QtBot
) -> None:
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    before = view.viewport().grab().toImage()
    QTest.keyClick(view, Qt.Key.Key_Right)
    after = view.viewport().grab().toImage()
    for position in range(3):
        place = view.image_rect(position)
        assert (before.copy(place) == after.copy(place)) == (position == 2)


def test_a_wide_view_shows_larger_images_and_more_of_them(view: MistakeImages) -> None:
    narrow = view.image_rect(0).width()
    view.resize(1000, 300)
    assert view.image_rect(0).width() > narrow
    assert view.image_rect(9).top() == view.image_rect(0).top()


def test_no_images_are_said_in_words(view: MistakeImages, found: FoundMistakes) -> None:
    view.show_images(found, np.empty(0, np.intp), "None.")
    assert view.accessibleDescription() == "None."
    view.grab()
    QTest.keyClick(view, Qt.Key.Key_Return)
