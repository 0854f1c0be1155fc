from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.drawing.canvas import Canvas
from app.drawing.pointer import PRESSURE_FLOOR
from nn.arrays import Array
from nn.preprocessing.pipeline import network_input
from tests.app.hand import DIGITS, draw, line

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
TABLET = QPointingDevice(
    "tablet", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 1,
)  # fmt: skip
ERASER = QPointingDevice(
    "eraser", 2, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Eraser,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 1,
)  # fmt: skip


def pixels(canvas: Canvas) -> Array:
    """The canvas as it is on screen, (height, width) grey 0…255, in device pixels."""
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(int)


def ink_at(canvas: Canvas, x: float, y: float) -> bool:
    seen = pixels(canvas)
    return bool(seen[round(y * (len(seen) - 1)), round(x * (len(seen) - 1))] < 128)


def pen(
    canvas: Canvas, kind: QEvent.Type, x: float, y: float, pressure: float,
    device: QPointingDevice = TABLET,
) -> None:  # fmt: skip
    place = QPointF(x * canvas.width(), y * canvas.height())
    held = LEFT if kind is not QEvent.Type.TabletRelease else Qt.MouseButton.NoButton
    event = QTabletEvent(
        kind, device, place, canvas.mapToGlobal(place), pressure, 0, 0, 0, 0, 0,
        Qt.KeyboardModifier.NoModifier, LEFT, held,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def test_a_stroke_holds_the_places_where_the_mouse_was(canvas: Canvas) -> None:
    draw(canvas, [line((0.25, 0.5), (0.75, 0.5), 6)])
    (stroke,) = canvas.drawing.strokes
    assert np.allclose(stroke.points, np.array(line((0.25, 0.5), (0.75, 0.5), 6)), atol=0.002)
    assert stroke.width == canvas.pen_width
    assert np.all(np.diff(stroke.seconds) >= 0)
    assert len(stroke.pressure) == 0


def test_the_drawing_is_told_while_the_pen_is_down(canvas: Canvas) -> None:
    lengths: list[int] = []
    canvas.changed.connect(lambda drawing: lengths.append(len(drawing.strokes[-1].points)))
    QTest.mousePress(canvas, LEFT, pos=QPoint(100, 100))
    for x in (120, 140, 160):
        QTest.mouseMove(canvas, QPoint(x, 100))
    assert lengths == [1, 2, 3, 4]


def test_lifting_the_pen_changes_nothing_that_is_read(canvas: Canvas) -> None:
    QTest.mousePress(canvas, LEFT, pos=QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(200, 150))
    QTest.mouseMove(canvas, QPoint(150, 300))
    before = network_input(canvas.drawing)
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(150, 300))
    assert np.array_equal(network_input(canvas.drawing), before)


def test_a_trembling_tap_is_one_point_and_a_dot_on_screen(canvas: Canvas) -> None:
    QTest.mousePress(canvas, LEFT, pos=QPoint(200, 200))
    for place in (QPoint(201, 201), QPoint(199, 200), QPoint(202, 199)):
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(201, 199))
    (stroke,) = canvas.drawing.strokes
    assert stroke.points.tolist() == [[0.5, 0.5]]
    assert ink_at(canvas, 0.5, 0.5)


def test_a_fast_stroke_has_no_gaps(canvas: Canvas) -> None:
    draw(canvas, [[(0.1, 0.5), (0.5, 0.5), (0.9, 0.5)]])
    row = pixels(canvas)[200, 42:358]
    assert row.max() < 128


def test_what_was_painted_piece_by_piece_is_what_is_painted_at_once(canvas: Canvas) -> None:
    draw(canvas, DIGITS[3])
    grown = pixels(canvas)
    canvas.clear()
    canvas.undo()
    assert np.array_equal(pixels(canvas), grown)


def test_resizing_keeps_the_drawing_and_paints_it_sharp(canvas: Canvas) -> None:
    draw(canvas, DIGITS[7])
    drawing, before = canvas.drawing, network_input(canvas.drawing)
    canvas.resize(800, 800)
    assert canvas.drawing is drawing
    assert np.array_equal(network_input(canvas.drawing), before)
    seen = pixels(canvas)
    assert ink_at(canvas, 0.5, 0.25)
    # Sharp: few pixels between paper and ink; a picture scaled up has a wide grey edge.
    edge = seen[100:300, 400]
    assert np.count_nonzero((edge > 60) & (edge < 200)) <= 4
    canvas.resize(160, 160)
    canvas.resize(400, 400)
    assert canvas.drawing is drawing


def test_a_canvas_that_is_not_square_draws_on_the_square_in_its_middle(
    canvas: Canvas,
) -> None:
    canvas.resize(600, 300)
    QTest.mousePress(canvas, LEFT, pos=QPoint(150 + 30, 30))
    QTest.mouseMove(canvas, QPoint(150 + 150, 150))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(150 + 270, 270))
    (stroke,) = canvas.drawing.strokes
    assert np.allclose(stroke.points, [[0.1, 0.1], [0.5, 0.5], [0.9, 0.9]], atol=0.01)


def test_undo_redo_and_clear_show_on_screen(canvas: Canvas) -> None:
    draw(canvas, [line((0.2, 0.3), (0.8, 0.3)), line((0.2, 0.7), (0.8, 0.7))])
    canvas.undo()
    assert ink_at(canvas, 0.5, 0.3)
    assert not ink_at(canvas, 0.5, 0.7)
    canvas.redo()
    assert ink_at(canvas, 0.5, 0.7)
    canvas.clear()
    assert canvas.drawing.is_empty
    assert not ink_at(canvas, 0.5, 0.3)
    canvas.undo()
    assert len(canvas.drawing.strokes) == 2
    assert ink_at(canvas, 0.5, 0.3)


def test_the_eraser_cuts_a_stroke_on_paper_and_on_screen(canvas: Canvas) -> None:
    draw(canvas, [line((0.1, 0.5), (0.9, 0.5))])
    canvas.set_eraser(True)
    draw(canvas, [line((0.5, 0.3), (0.5, 0.7))])
    assert len(canvas.drawing.strokes) == 2
    assert not ink_at(canvas, 0.5, 0.5)
    assert ink_at(canvas, 0.2, 0.5)
    canvas.set_eraser(False)
    canvas.undo()
    assert len(canvas.drawing.strokes) == 1
    assert ink_at(canvas, 0.5, 0.5)


def test_the_right_button_erases_and_never_draws(canvas: Canvas) -> None:
    draw(canvas, [line((0.1, 0.1), (0.2, 0.9))], RIGHT)
    assert canvas.drawing.is_empty
    draw(canvas, [line((0.1, 0.5), (0.9, 0.5))])
    draw(canvas, [line((0.5, 0.4), (0.5, 0.6))], RIGHT)
    assert len(canvas.drawing.strokes) == 2


def test_a_second_button_does_not_disturb_a_stroke(canvas: Canvas) -> None:
    QTest.mousePress(canvas, LEFT, pos=QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(200, 100))
    QTest.mousePress(canvas, RIGHT, pos=QPoint(200, 100))
    QTest.mouseRelease(canvas, RIGHT, pos=QPoint(200, 100))
    QTest.mouseMove(canvas, QPoint(300, 100))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(300, 100))
    assert [len(stroke.points) for stroke in canvas.drawing.strokes] == [3]


def test_a_stroke_ends_at_the_edge_and_another_begins_where_the_pen_returns(
    canvas: Canvas,
) -> None:
    QTest.mousePress(canvas, LEFT, pos=QPoint(200, 200))
    QTest.mouseMove(canvas, QPoint(300, 200))
    QTest.mouseMove(canvas, QPoint(500, 200))
    QTest.mouseMove(canvas, QPoint(500, 300))
    QTest.mouseMove(canvas, QPoint(300, 300))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(200, 300))
    out, back = canvas.drawing.strokes
    assert np.allclose(out.points[-1], [1.0, 0.5], atol=0.01)
    assert np.allclose(back.points[0], [1.0, 0.75], atol=0.01)


@pytest.mark.parametrize("loss", [QEvent.Type.UngrabMouse, QEvent.Type.WindowDeactivate])
def test_losing_the_pointer_ends_the_stroke_and_keeps_it(canvas: Canvas, loss: QEvent.Type) -> None:
    QTest.mousePress(canvas, LEFT, pos=QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(200, 100))
    QApplication.sendEvent(canvas, QEvent(loss))
    QTest.mouseMove(canvas, QPoint(300, 100))
    assert [len(stroke.points) for stroke in canvas.drawing.strokes] == [2]
    assert canvas.can_undo


def test_undo_with_the_pen_down_draws_nothing_more_until_it_is_lifted(canvas: Canvas) -> None:
    QTest.mousePress(canvas, LEFT, pos=QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(200, 100))
    canvas.undo()
    assert not ink_at(canvas, 0.35, 0.25)
    QTest.mouseMove(canvas, QPoint(300, 100))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(300, 100))
    assert canvas.drawing.is_empty
    draw(canvas, [line((0.1, 0.5), (0.9, 0.5))])
    assert len(canvas.drawing.strokes) == 1


def test_a_tablet_pen_draws_with_pressure_that_has_a_floor(canvas: Canvas) -> None:
    pen(canvas, QEvent.Type.TabletPress, 0.2, 0.5, 0.0)
    pen(canvas, QEvent.Type.TabletMove, 0.5, 0.5, 0.5)
    pen(canvas, QEvent.Type.TabletRelease, 0.8, 0.5, 1.0)
    (stroke,) = canvas.drawing.strokes
    assert np.allclose(stroke.pressure, [PRESSURE_FLOOR, 0.5, 1.0])
    thickness = (pixels(canvas) < 128).sum(axis=0)
    assert 0 < thickness[90] < thickness[310]


def test_a_hovering_pen_draws_nothing(canvas: Canvas) -> None:
    pen(canvas, QEvent.Type.TabletMove, 0.2, 0.5, 0.0)
    pen(canvas, QEvent.Type.TabletMove, 0.5, 0.5, 0.0)
    assert canvas.drawing.is_empty


def test_the_other_end_of_the_pen_erases(canvas: Canvas) -> None:
    draw(canvas, [line((0.1, 0.5), (0.9, 0.5))])
    pen(canvas, QEvent.Type.TabletPress, 0.5, 0.4, 0.5, ERASER)
    pen(canvas, QEvent.Type.TabletMove, 0.5, 0.6, 0.5, ERASER)
    pen(canvas, QEvent.Type.TabletRelease, 0.5, 0.6, 0.5, ERASER)
    assert len(canvas.drawing.strokes) == 2


def test_a_second_finger_takes_the_stroke_back_until_all_are_lifted(canvas: Canvas) -> None:
    device = QTest.createTouchDevice()
    QTest.touchEvent(canvas, device).press(0, QPoint(100, 100)).commit()
    QTest.touchEvent(canvas, device).move(0, QPoint(150, 100)).press(1, QPoint(300, 300)).commit()
    assert canvas.drawing.is_empty
    QTest.touchEvent(canvas, device).stationary(0).release(1, QPoint(350, 350)).commit()
    QTest.touchEvent(canvas, device).move(0, QPoint(200, 100)).commit()
    QTest.touchEvent(canvas, device).release(0, QPoint(200, 100)).commit()
    assert canvas.drawing.is_empty
    assert not canvas.can_undo
    touch_line(canvas, device)
    assert len(canvas.drawing.strokes) == 1


def touch_line(canvas: Canvas, device: QPointingDevice) -> None:
    QTest.touchEvent(canvas, device).press(0, QPoint(100, 100)).commit()
    QTest.touchEvent(canvas, device).move(0, QPoint(150, 100)).commit()
    QTest.touchEvent(canvas, device).release(0, QPoint(200, 100)).commit()


def test_a_palm_beside_the_pen_draws_nothing(canvas: Canvas) -> None:
    device = QTest.createTouchDevice()
    pen(canvas, QEvent.Type.TabletPress, 0.2, 0.5, 0.5)
    touch_line(canvas, device)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    pen(canvas, QEvent.Type.TabletMove, 0.5, 0.5, 0.5)
    pen(canvas, QEvent.Type.TabletRelease, 0.8, 0.5, 0.5)
    touch_line(canvas, device)
    (stroke,) = canvas.drawing.strokes
    assert len(stroke.points) == 3


def test_a_hovering_pen_makes_a_touch_a_palm(canvas: Canvas) -> None:
    pen(canvas, QEvent.Type.TabletMove, 0.2, 0.5, 0.0)
    touch_line(canvas, QTest.createTouchDevice())
    assert canvas.drawing.is_empty


def test_a_palm_that_comes_before_the_pen_is_taken_back(canvas: Canvas) -> None:
    device = QTest.createTouchDevice()
    QTest.touchEvent(canvas, device).press(0, QPoint(300, 300)).commit()
    QTest.touchEvent(canvas, device).move(0, QPoint(310, 310)).commit()
    assert not canvas.drawing.is_empty
    pen(canvas, QEvent.Type.TabletPress, 0.2, 0.5, 0.5)
    pen(canvas, QEvent.Type.TabletRelease, 0.8, 0.5, 0.5)
    QTest.touchEvent(canvas, device).release(0, QPoint(310, 310)).commit()
    (stroke,) = canvas.drawing.strokes
    assert stroke.points[:, 1].max() < 0.6


def test_a_place_that_is_no_number_ends_no_stroke(canvas: Canvas) -> None:
    pen(canvas, QEvent.Type.TabletPress, 0.2, 0.5, 0.5)
    pen(canvas, QEvent.Type.TabletMove, np.nan, np.inf, 0.5)
    pen(canvas, QEvent.Type.TabletMove, 0.5, 0.5, np.nan)
    pen(canvas, QEvent.Type.TabletRelease, 0.8, 0.5, 0.5)
    (stroke,) = canvas.drawing.strokes
    assert np.isfinite(stroke.points).all()
    assert len(stroke.points) == 3


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton])
@pytest.mark.parametrize("far", [1e300, -1e12, np.nan, np.inf])
def test_a_mouse_in_a_place_that_cannot_be_draws_and_erases_nothing_there(
    canvas: Canvas, button: Qt.MouseButton, far: float
) -> None:
    draw(canvas, [line((0.1, 0.3), (0.9, 0.3))])
    for kind, x in (
        (QEvent.Type.MouseButtonPress, 200.0),
        (QEvent.Type.MouseMove, far),
        (QEvent.Type.MouseMove, 210.0),
        (QEvent.Type.MouseButtonRelease, far),
    ):
        place, held = QPointF(x, 200.0), button
        if kind is QEvent.Type.MouseButtonRelease:
            held = Qt.MouseButton.NoButton
        event = QMouseEvent(kind, place, place, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)
    points = np.concatenate([stroke.points for stroke in canvas.drawing.strokes])
    assert np.abs(points).max() < 2
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 300))
    assert len(canvas.drawing.strokes) == (3 if button is Qt.MouseButton.LeftButton else 2)


def test_another_pen_leaves_what_is_drawn_as_it_is(canvas: Canvas) -> None:
    draw(canvas, [line((0.1, 0.3), (0.9, 0.3))])
    canvas.set_pen_width(0.1)
    draw(canvas, [line((0.1, 0.7), (0.9, 0.7))])
    thin, thick = canvas.drawing.strokes
    assert thin.width < thick.width == 0.1
    thickness = pixels(canvas) < 128
    assert thickness[:200, 200].sum() < thickness[200:, 200].sum()


def test_the_hint_is_there_until_something_is_drawn(canvas: Canvas) -> None:
    empty = pixels(canvas)
    assert empty[150:250, 100:300].min() < 128
    draw(canvas, [[(0.1, 0.1)]])
    assert pixels(canvas)[150:250, 100:300].min() == pixels(canvas)[200, 200]
    canvas.clear()
    assert np.array_equal(pixels(canvas), empty)


def test_a_screen_reader_is_told_what_is_there(canvas: Canvas) -> None:
    assert canvas.accessibleName()
    empty = canvas.accessibleDescription()
    draw(canvas, DIGITS[7])
    assert canvas.accessibleDescription() not in ("", empty)
    canvas.undo()
    assert canvas.accessibleDescription() == empty


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_after_anything_at_all_the_screen_shows_the_drawing_and_nothing_else(
    canvas: Canvas, qtbot: QtBot, seed: int
) -> None:
    random = np.random.default_rng(seed)
    fresh = Canvas()
    qtbot.addWidget(fresh)
    fresh.resize(canvas.size())
    for _ in range(25):
        for _ in range(12):
            _do_anything(canvas, random)
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.UngrabMouse))
        fresh.set_drawing(canvas.drawing)
        assert np.array_equal(pixels(canvas), pixels(fresh))


def _do_anything(canvas: Canvas, random: np.random.Generator) -> None:
    place = QPoint(*(int(value) for value in random.integers(-20, 420, 2)))
    button = LEFT if random.random() < 0.7 else RIGHT
    match random.choice(5, p=[0.25, 0.4, 0.2, 0.1, 0.05]):
        case 0:
            QTest.mousePress(canvas, button, pos=place)
        case 1:
            QTest.mouseMove(canvas, place)
        case 2:
            QTest.mouseRelease(canvas, button, pos=place)
        case 3:
            canvas.undo()
        case _:
            canvas.redo()


def test_a_drawing_to_start_from_has_no_history_before_it(canvas: Canvas) -> None:
    draw(canvas, [line((0.2, 0.2), (0.8, 0.8))])
    drawn = canvas.drawing
    canvas.clear()
    canvas.start_from(drawn)
    canvas.undo()
    assert canvas.drawing == drawn
    assert not canvas.can_undo
    assert not canvas.can_redo
