from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.explain.explanation import Choice, Quarter, explain, fullest_quarter
from app.explain.preprocessing_view import StageView
from app.explain.scheduler import Scene
from app.explain.stages import BOX_IN_FIELD, follow, paths_of
from app.ui.theme import palette
from nn.checkpoint import Model
from nn.layers import Dense, Flatten
from nn.network import Network
from nn.preprocessing.pipeline import network_input
from nn.reader import Reader
from nn.recipes import RECIPES
from nn.strokes import Drawing, Picture, Stroke, drawing_from_points

SEVEN = drawing_from_points([[(0.2, 0.1), (0.4, 0.1), (0.3, 0.5)], [(0.25, 0.3), (0.38, 0.3)]])


@pytest.fixture
def reader(small_model: Model) -> Reader:
    return Reader(small_model.network)


def test_the_way_ends_with_what_the_network_reads(reader: Reader) -> None:
    way = follow(Scene(SEVEN, reader))
    assert way.centred.pixels is not None
    assert np.array_equal(way.centred.pixels, network_input(SEVEN))
    assert way.strokes == 2
    assert way.extent == pytest.approx((0.2, 0.4))
    assert not way.stays


def test_every_stage_lies_inside_its_field_and_its_frame(reader: Reader) -> None:
    way = follow(Scene(SEVEN, reader))
    for stage in (way.drawn, way.cropped, way.scaled):
        assert stage.frame is not None
        points = np.concatenate(stage.paths)
        for box in (stage.field, stage.frame):
            assert (points >= np.array(box[:2]) - 1e-6).all()
            assert (points <= np.array(box[2:]) + 1e-6).all()
    assert way.scaled.frame == BOX_IN_FIELD


def test_the_shift_moves_the_centre_of_mass_into_the_middle(reader: Reader) -> None:
    way = follow(Scene(SEVEN, reader))
    assert way.inked.mass is not None
    assert way.centred.mass is not None
    moved = np.add(way.inked.mass, way.shift)
    np.testing.assert_allclose(moved, (14, 14), atol=1e-4)
    np.testing.assert_allclose(way.centred.mass, (14, 14), atol=0.2)


def test_a_picture_that_lies_in_the_frame_already_stays(reader: Reader) -> None:
    image = (255 * network_input(SEVEN)).round().astype(np.uint8)
    way = follow(Scene(Drawing(picture=Picture(image, 0.0, 0.0, 1.0)), reader))
    assert way.stays
    assert way.shift == (0.0, 0.0)
    assert way.has_picture
    assert way.drawn.picture is not None


def test_a_large_picture_is_thinned_out_where_it_lies(reader: Reader) -> None:
    ink = np.zeros((900, 1200), np.uint8)
    ink[300:600, 550:650] = 255
    way = follow(Scene(Drawing(picture=Picture(ink, 0.1, 0.2, 0.6)), reader))
    small = way.drawn.picture
    assert small is not None
    assert max(small.ink.shape) <= 200
    assert small.bounds() == pytest.approx((0.375, 0.35, 0.425, 0.5), abs=0.005)


def test_a_tap_and_a_long_scribble_are_both_shown(reader: Reader) -> None:
    tap = Drawing((Stroke(np.array([[0.5, 0.5]], np.float32), width=0.05),))
    way = follow(Scene(tap, reader))
    assert [path.shape for path in way.drawn.paths] == [(1, 2)]
    rng = np.random.default_rng(0)
    scribble = drawing_from_points([rng.random((3000, 2)), rng.random((2000, 2))])
    way = follow(Scene(scribble, reader))
    assert sum(len(path) for path in way.drawn.paths) < 200
    assert np.array_equal(way.drawn.paths[1][-1], scribble.strokes[1].points[-1])


def test_segments_are_joined_where_they_meet() -> None:
    a, b, c, d, e = np.arange(10, dtype=np.float32).reshape(5, 2)
    segments = np.array([[a, b], [b, c], [d, e]])
    paths = paths_of(segments)
    assert [path.tolist() for path in paths] == [
        [a.tolist(), b.tolist(), c.tolist()],
        [d.tolist(), e.tolist()],
    ]
    assert paths_of(np.empty((0, 2, 2), np.float32)) == ()


def test_a_quarter_is_named_only_where_it_holds_at_least_half() -> None:
    pixels = np.zeros((28, 28))
    assert fullest_quarter(pixels) == (None, 0.0)
    pixels[3, 20] = 3
    pixels[20, 3] = 2
    pixels[20, 20] = -50
    assert fullest_quarter(pixels) == (Quarter.UPPER_RIGHT, pytest.approx(0.6))
    pixels[3, 3] = pixels[22, 22] = 2
    assert fullest_quarter(pixels) == (None, 0.0)


def test_evidence_for_what_may_be_no_digit_says_so() -> None:
    network = Network((Flatten(), Dense(11)))
    bias = network.views[1][1]
    for not_a_digit, is_digit in ((-5.0, True), (5.0, False)):
        bias[10] = not_a_digit
        assert explain(Scene(SEVEN, Reader(network)), Choice()).is_digit is is_digit


def test_untrained_networks_can_be_asked_as_well() -> None:
    for recipe in RECIPES.values():
        network: Network = recipe.network(rng=np.random.default_rng(0))
        zero = network.with_parameters(np.zeros_like(network.parameters))
        for reader in (Reader(network), Reader(zero)):
            found = explain(Scene(SEVEN, reader), Choice())
            assert np.isfinite(found.evidence.pixels).all()
            assert found.evidence.rival != found.evidence.digit


def test_pixels_take_the_colours_of_another_theme(reader: Reader, qtbot: QtBot) -> None:
    view = StageView()
    qtbot.addWidget(view)
    way = follow(Scene(SEVEN, reader))
    corner = {}
    for dark in (False, True):
        view.setPalette(palette(dark=dark))
        if not dark:
            view.show_stage(way.centred)
        corner[dark] = view.grab().toImage().pixelColor(3, 3)
    assert corner[False] == palette(dark=False).base().color()
    assert corner[True] == palette(dark=True).base().color()
