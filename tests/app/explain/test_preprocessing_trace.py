from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.explain.preprocessing_trace import (
    BOX_IN_FIELD,
    PreprocessingTrace,
    paths_of,
    preprocessing_trace,
)
from app.explain.preprocessing_view import PreprocessingSection, StageView
from app.explain.section import ForwardPass
from app.ui.theme import palette
from nn.model_file import Model
from nn.preprocessing.pipeline import network_input
from nn.reader import Reader
from nn.strokes import Drawing, Picture, Stroke, drawing_from_points

SEVEN = drawing_from_points([[(0.2, 0.1), (0.4, 0.1), (0.3, 0.5)], [(0.25, 0.3), (0.38, 0.3)]])


Trace = Callable[[Drawing], PreprocessingTrace]


@pytest.fixture
def trace_of(small_model: Model) -> Trace:
    reader = Reader(small_model.network)
    return lambda drawing: preprocessing_trace(ForwardPass.of(drawing, reader))


def test_the_trace_ends_with_what_the_network_reads(trace_of: Trace) -> None:
    trace = trace_of(SEVEN)
    assert trace.centred.pixels is not None
    assert np.array_equal(trace.centred.pixels, network_input(SEVEN))
    assert trace.strokes == 2
    assert trace.extent == pytest.approx((0.2, 0.4))
    assert not trace.stays


def test_every_stage_lies_inside_its_field_and_its_frame(trace_of: Trace) -> None:
    trace = trace_of(SEVEN)
    for stage in (trace.drawn, trace.cropped, trace.scaled):
        assert stage.frame is not None
        points = np.concatenate(stage.paths)
        for box in (stage.field, stage.frame):
            assert (points >= np.array(box[:2]) - 1e-6).all()
            assert (points <= np.array(box[2:]) + 1e-6).all()
    assert trace.scaled.frame == BOX_IN_FIELD


@pytest.mark.parametrize(
    "points", [[(0.2, 0.1), (0.4, 0.1), (0.3, 0.5)], [(0.5, 0.2), (0.5, 0.9)], [(0.4, 0.4)]]
)
def test_no_ink_is_cut_by_its_box_or_by_the_picture_s_edge(
    trace_of: Trace, points: list[tuple[float, float]]
) -> None:
    trace = trace_of(Drawing((Stroke(np.array(points), width=0.06),)))
    for stage in (trace.drawn, trace.cropped):
        path = np.concatenate(stage.paths)
        assert stage.frame is not None
        assert (path - 0.03 >= np.array(stage.frame[:2]) - 1e-6).all()
        assert (path + 0.03 <= np.array(stage.frame[2:]) + 1e-6).all()
    rim = np.array(trace.cropped.frame[:2]) - np.array(trace.cropped.field[:2])  # type: ignore[index]
    assert (rim > 0).all()


def test_the_shift_moves_the_centre_of_mass_into_the_middle(trace_of: Trace) -> None:
    trace = trace_of(SEVEN)
    assert trace.inked.mass is not None
    assert trace.centred.mass is not None
    moved = np.add(trace.inked.mass, trace.shift)
    np.testing.assert_allclose(moved, (14, 14), atol=1e-4)
    np.testing.assert_allclose(trace.centred.mass, (14, 14), atol=0.2)


def test_a_picture_that_lies_in_the_frame_already_stays(trace_of: Trace) -> None:
    image = (255 * network_input(SEVEN)).round().astype(np.uint8)
    trace = trace_of(Drawing(picture=Picture(image, 0.0, 0.0, 1.0)))
    assert trace.stays
    assert trace.shift == (0.0, 0.0)
    assert trace.has_picture
    assert trace.drawn.picture is not None


def test_a_large_picture_is_thinned_out_where_it_lies(trace_of: Trace) -> None:
    ink = np.zeros((900, 1200), np.uint8)
    ink[300:600, 550:650] = 255
    trace = trace_of(Drawing(picture=Picture(ink, 0.1, 0.2, 0.6)))
    small = trace.drawn.picture
    assert small is not None
    assert max(small.ink.shape) <= 200
    assert small.bounds() == pytest.approx((0.375, 0.35, 0.425, 0.5), abs=0.005)


def test_a_tap_and_a_long_scribble_are_both_shown(trace_of: Trace) -> None:
    tap = Drawing((Stroke(np.array([[0.5, 0.5]], np.float32), width=0.05),))
    trace = trace_of(tap)
    assert [path.shape for path in trace.drawn.paths] == [(1, 2)]
    rng = np.random.default_rng(0)
    scribble = drawing_from_points([rng.random((3000, 2)), rng.random((2000, 2))])
    trace = trace_of(scribble)
    assert sum(len(path) for path in trace.drawn.paths) < 200
    assert np.array_equal(trace.drawn.paths[1][-1], scribble.strokes[1].points[-1])


def test_segments_are_joined_where_they_meet() -> None:
    a, b, c, d, e = np.arange(10, dtype=np.float32).reshape(5, 2)
    segments = np.array([[a, b], [b, c], [d, e]])
    paths = paths_of(segments)
    assert [path.tolist() for path in paths] == [
        [a.tolist(), b.tolist(), c.tolist()],
        [d.tolist(), e.tolist()],
    ]
    assert paths_of(np.empty((0, 2, 2), np.float32)) == ()


def test_pixels_take_the_colours_of_another_theme(trace_of: Trace, qtbot: QtBot) -> None:
    view = StageView()
    qtbot.addWidget(view)
    trace = trace_of(SEVEN)
    corner = {}
    for dark in (False, True):
        view.setPalette(palette(dark=dark))
        if not dark:
            view.show_stage(trace.centred)
        corner[dark] = view.grab().toImage().pixelColor(3, 3)
    assert corner[False] == palette(dark=False).base().color()
    assert corner[True] == palette(dark=True).base().color()


def test_the_trace_of_a_sheet_that_is_read_as_it_is_moves_nothing(small_model: Model) -> None:
    reader = Reader(small_model.network, centred=False)
    trace = preprocessing_trace(ForwardPass.of(SEVEN, reader))
    assert trace.as_it_lies
    assert trace.shift == (0, 0)
    assert trace.centred.pixels is not None
    assert np.array_equal(trace.centred.pixels, network_input(SEVEN, centred=False))


def test_the_captions_say_that_a_sheet_is_read_as_it_is(small_model: Model, qtbot: QtBot) -> None:
    section = PreprocessingSection()
    qtbot.addWidget(section)
    captions = []
    for centred in (True, False):
        reader = Reader(small_model.network, centred=centred)
        section.show_answer(preprocessing_trace(ForwardPass.of(SEVEN, reader)))
        captions.append(" ".join(label.text() for label in section.findChildren(QLabel)))
    assert "Centring is off" not in captions[0]
    assert "Centring is off" in captions[1]
    assert "makes no difference" not in captions[1]
