from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.drawing.canvas import Canvas
from app.ui.theme import palette
from nn.arrays import Array
from nn.preprocessing.pictures import drawing_of_image, sheet_picture
from nn.preprocessing.pipeline import network_input
from nn.strokes import Drawing, Picture, Stroke
from tests.app.hand import DIGITS, draw, line

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def bar(side: int = 28) -> Array:
    """An upright bar of ink as MNIST would have it, (side, side) uint8."""
    ink = np.zeros((side, side), np.uint8)
    ink[side // 7 : side * 6 // 7, side * 3 // 7 : side * 4 // 7] = 255
    return ink


def pixels(canvas: Canvas, area: QRect | None = None) -> Array:
    image = canvas.grab(area or canvas.rect()).toImage()
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(int)


def ink_at(canvas: Canvas, x: float, y: float) -> bool:
    seen = pixels(canvas)
    return bool(seen[round(y * (len(seen) - 1)), round(x * (len(seen) - 1))] < 128)


def shown_afresh(canvas: Canvas, qtbot: QtBot) -> Array:
    """What a new canvas of the same size shows of the same drawing."""
    fresh = Canvas()
    qtbot.addWidget(fresh)
    fresh.resize(canvas.size())
    fresh.set_drawing(canvas.drawing)
    return pixels(fresh)


@pytest.mark.parametrize("side", [28, 224])
def test_a_picture_is_shown_where_it_lies_in_the_inks_colour(canvas: Canvas, side: int) -> None:
    canvas.set_drawing(Drawing(picture=sheet_picture(bar(side))))
    seen = pixels(canvas)
    assert seen[200, 200] == seen.min()
    half = [np.flatnonzero(seen[200] < 128), np.flatnonzero(seen[:, 200] < 128)]
    for places, (first, last) in zip(half, ((3 / 7, 4 / 7), (1 / 7, 6 / 7)), strict=True):
        assert abs(places[0] - 400 * first) <= 2
        assert abs(places[-1] - 400 * last) <= 2


def test_faint_ink_is_faint(canvas: Canvas) -> None:
    canvas.set_drawing(Drawing(picture=sheet_picture(bar() // 4)))
    seen = pixels(canvas)
    paper = seen[30, 30]
    assert 0.2 < (paper - seen[200, 200]) / (paper - 30) < 0.3


def test_the_picture_follows_the_theme(canvas: Canvas) -> None:
    canvas.set_drawing(Drawing(picture=sheet_picture(bar())))
    canvas.setPalette(palette(dark=True))
    image = canvas.grab().toImage()
    assert image.pixelColor(200, 200) == QColor(palette(dark=True).text().color())
    assert image.pixelColor(60, 200) == QColor(palette(dark=True).base().color())


def test_a_drawing_over_a_picture_keeps_it_and_is_undone_stroke_by_stroke(canvas: Canvas) -> None:
    canvas.set_drawing(drawing_of_image(bar()))
    picture = canvas.drawing.picture
    draw(canvas, [line((0.1, 0.3), (0.9, 0.3))])
    assert canvas.drawing.picture is picture
    assert ink_at(canvas, 0.2, 0.3)
    assert ink_at(canvas, 0.5, 0.5)
    canvas.undo()
    assert canvas.drawing == Drawing(picture=picture)
    assert not ink_at(canvas, 0.2, 0.3)
    canvas.undo()
    assert canvas.drawing.is_empty
    canvas.redo()
    assert ink_at(canvas, 0.5, 0.5)


def test_the_mouse_erases_pixels_as_one_step(canvas: Canvas) -> None:
    canvas.set_drawing(drawing_of_image(bar()))
    before = canvas.drawing
    canvas.set_eraser(True)
    draw(canvas, [line((0.2, 0.5), (0.8, 0.5))])
    assert canvas.drawing.picture is not None
    assert not canvas.drawing.picture.ink[13:15].any()
    assert not ink_at(canvas, 0.5, 0.5)
    assert ink_at(canvas, 0.5, 0.3)
    assert network_input(canvas.drawing).sum() < network_input(before).sum()
    canvas.undo()
    assert canvas.drawing is before
    assert ink_at(canvas, 0.5, 0.5)
    canvas.redo()
    assert not ink_at(canvas, 0.5, 0.5)


def test_the_right_button_erases_strokes_and_pixels_together(canvas: Canvas) -> None:
    canvas.set_drawing(drawing_of_image(bar()))
    draw(canvas, [line((0.1, 0.5), (0.9, 0.5))])
    draw(canvas, [line((0.5, 0.2), (0.5, 0.8))], RIGHT)
    assert len(canvas.drawing.strokes) == 2
    assert not ink_at(canvas, 0.5, 0.5)


def test_a_picture_that_is_erased_is_gone(canvas: Canvas) -> None:
    canvas.set_drawing(drawing_of_image(bar()))
    canvas.set_pen_width(0.12)
    draw(canvas, [line((0.5, 0.1), (0.5, 0.9))], RIGHT)
    assert canvas.drawing == Drawing()
    assert pixels(canvas)[60:140, 60:340].min() == pixels(canvas)[60, 60]


def test_clear_takes_the_picture_too(canvas: Canvas) -> None:
    canvas.set_drawing(drawing_of_image(bar()))
    canvas.clear()
    assert canvas.drawing == Drawing()
    assert not ink_at(canvas, 0.5, 0.3)
    canvas.undo()
    assert ink_at(canvas, 0.5, 0.3)


def test_resizing_keeps_the_picture(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.set_drawing(drawing_of_image(bar()))
    drawing = canvas.drawing
    for width, height in ((800, 800), (160, 160), (500, 300)):
        canvas.resize(width, height)
        assert canvas.drawing is drawing
        assert np.array_equal(pixels(canvas), shown_afresh(canvas, qtbot))


def test_a_screen_reader_is_told_of_the_picture(canvas: Canvas) -> None:
    canvas.set_drawing(drawing_of_image(bar()))
    assert "picture" in canvas.accessibleDescription().lower()


@pytest.mark.parametrize("side", [28, 60, 224])
def test_after_drawing_and_erasing_the_screen_shows_the_drawing_and_nothing_else(
    canvas: Canvas, qtbot: QtBot, side: int
) -> None:
    random = np.random.default_rng(side)
    canvas.set_drawing(
        Drawing(picture=Picture(random.integers(0, 256, (side, side), np.uint8), 0.1, -0.05, 0.83))
    )
    for _ in range(12):
        for _ in range(6):
            place = QPoint(*(int(value) for value in random.integers(-20, 420, 2)))
            button = LEFT if random.random() < 0.5 else RIGHT
            (QTest.mousePress, QTest.mouseRelease)[int(random.integers(2))](
                canvas, button, pos=place
            )
            QTest.mouseMove(canvas, QPoint(*(int(v) for v in random.integers(0, 400, 2))))
            if random.random() < 0.2:
                canvas.undo()
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.UngrabMouse))
        # Where an interpolation begins may move the last bit of a grey.
        assert np.abs(pixels(canvas) - shown_afresh(canvas, qtbot)).max() <= 1


def test_a_part_is_shown_and_told_and_the_drawing_stays(canvas: Canvas) -> None:
    draw(canvas, [line((0.1, 0.3), (0.9, 0.3)), line((0.1, 0.7), (0.9, 0.7))])
    drawing = canvas.drawing
    told: list[Drawing] = []
    canvas.changed.connect(told.append)
    part = Drawing(drawing.strokes[:1])
    canvas.show_part(part)
    assert told == [part]
    assert canvas.drawing is drawing
    assert ink_at(canvas, 0.5, 0.3)
    assert not ink_at(canvas, 0.5, 0.7)
    canvas.show_part(None)
    assert told == [part, drawing]
    assert ink_at(canvas, 0.5, 0.7)


def test_a_part_without_ink_is_blank_paper_and_no_hint(canvas: Canvas) -> None:
    draw(canvas, DIGITS[7])
    canvas.show_part(Drawing())
    seen = pixels(canvas)[20:380, 20:380]
    assert seen.min() == seen.max()


@pytest.mark.parametrize("how", ["pen", "eraser on nothing", "undo", "clear", "another drawing"])
def test_going_on_shows_the_whole_drawing(canvas: Canvas, qtbot: QtBot, how: str) -> None:
    draw(canvas, [line((0.1, 0.3), (0.9, 0.3)), line((0.1, 0.7), (0.9, 0.7))])
    canvas.show_part(Drawing(canvas.drawing.strokes[:1]))
    told: list[Drawing] = []
    canvas.changed.connect(told.append)
    with qtbot.waitSignal(canvas.part_ended):
        if how == "pen":
            draw(canvas, [line((0.5, 0.1), (0.5, 0.2))])
        elif how == "eraser on nothing":
            draw(canvas, [[(0.5, 0.95)]], RIGHT)
        elif how == "undo":
            canvas.undo()
        elif how == "clear":
            canvas.clear()
        else:
            canvas.set_drawing(Drawing((Stroke(np.array([[0.5, 0.5]]), 0.1),)))
    assert told[-1] == canvas.drawing
    assert np.array_equal(pixels(canvas), shown_afresh(canvas, qtbot))
