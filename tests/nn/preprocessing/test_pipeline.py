from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nn.arrays import Array
from nn.data.datasets import DigitData
from nn.preprocessing.pipeline import (
    BOX,
    CENTRE,
    PEN_WIDTH,
    network_input,
    network_inputs,
    normalise_pixels,
    preprocessing_steps,
    quantise,
)
from nn.strokes import FARTHEST, Drawing, Picture, drawing_from_points


def spiral(turns: float = 1.5, points: int = 60) -> Array:
    angle = np.linspace(0, 2 * np.pi * turns, points)
    return np.stack([angle * np.cos(angle), 1.4 * angle * np.sin(angle)], axis=1)


CROSSED = [[[0, 0], [10, 0], [3, 20]], [[1, 10], [9, 10]]]


def centre_of_mass(image: Array) -> tuple[float, float]:
    index = np.arange(28)
    return (
        float(image.sum(axis=0) @ index / image.sum()),
        float(image.sum(axis=1) @ index / image.sum()),
    )


def ink_size(image: Array) -> tuple[int, int]:
    return tuple(int(np.ptp(np.flatnonzero(image.max(axis=axis) > 0)) + 1) for axis in (0, 1))  # type: ignore[return-value]


@given(
    scale=st.floats(0.01, 1000),
    x=st.floats(-1000, 1000),
    y=st.floats(-1000, 1000),
)
def test_place_and_size_of_a_drawing_do_not_matter(scale: float, x: float, y: float) -> None:
    for strokes in ([spiral()], [np.array(points, float) for points in CROSSED]):
        moved = [points * scale + scale * np.array([x, y]) / 10 for points in strokes]
        np.testing.assert_allclose(
            network_input(drawing_from_points(moved)),
            network_input(drawing_from_points(strokes)),
            atol=0.02,
        )


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=40))
@example([(0, 0), (0, 1.18e-38)])
def test_any_drawing_gives_ink_in_range_and_loses_none_by_centring(
    points: list[tuple[float, float]],
) -> None:
    drawing = drawing_from_points([points])
    image = network_input(drawing)
    assert image.shape == (28, 28)
    assert image.dtype == np.float32
    assert image.min() >= 0
    assert 0 < image.max() <= 1
    # Moved by a part of a pixel, an edge is anti-aliased otherwise; whole pixels stay as many.
    inked = preprocessing_steps(drawing).inked
    edge = np.count_nonzero((inked > 0) & (inked < 1))
    assert image.sum() == pytest.approx(inked.sum(), abs=0.1 * edge)


def test_the_ink_fills_the_box_in_its_larger_side() -> None:
    tall = network_input(drawing_from_points([[[0, 0], [3, 30], [6, 0]]]))
    wide = network_input(drawing_from_points([[[0, 0], [30, 3], [0, 6]]]))
    assert ink_size(tall)[1] in (BOX, BOX + 1)
    assert ink_size(wide)[0] in (BOX, BOX + 1)
    assert ink_size(tall)[0] < BOX / 2


def test_the_centre_of_mass_is_the_middle_of_pixel_fourteen() -> None:
    image = network_input(drawing_from_points([[[0, 0], [0, 10], [4, 10]]]))
    np.testing.assert_allclose(centre_of_mass(image), (14, 14), atol=0.05)


def test_frame_and_ink_are_those_of_mnist(mnist: DigitData) -> None:
    images = normalise_pixels(mnist.train.images[:2000])
    centres = np.array([centre_of_mass(image) for image in images])
    np.testing.assert_allclose(centres.mean(axis=0), CENTRE, atol=0.05)
    assert all(max(ink_size(image)) in (19, 20) for image in images)


def test_the_pen_is_as_wide_for_a_small_drawing_as_for_a_large_one() -> None:
    bar = network_input(drawing_from_points([[[0, 0], [0, 1000]]]))
    small = network_input(drawing_from_points([[[0, 0], [0, 1]]]))
    np.testing.assert_allclose(bar, small, atol=1e-4)
    assert bar[14].sum() == pytest.approx(PEN_WIDTH, abs=0.05)


def test_a_tap_is_one_dot_of_the_pen() -> None:
    image = network_input(drawing_from_points([[[123.0, 45.0]]]))
    assert image[14, 14] == 1
    assert image.sum() == pytest.approx(np.pi * (PEN_WIDTH / 2) ** 2, rel=0.15)
    assert ink_size(image) == (3, 3)
    again = network_input(drawing_from_points([[[5.0, 5.0], [5.0, 5.0]]]))
    np.testing.assert_array_equal(again, image)


def test_a_stroke_has_no_gaps_however_few_its_points() -> None:
    image = network_input(drawing_from_points([[[0, 0], [0, 1e6]]]))
    assert (image[5:24, 14] == 1).all()


def test_crossing_strokes_do_not_add_up() -> None:
    image = network_input(drawing_from_points([[[0, 0], [10, 10]], [[0, 10], [10, 0]]]))
    assert image.max() == 1


def test_points_more_or_fewer_on_the_same_path_do_not_matter() -> None:
    sparse = drawing_from_points([[[0, 0], [10, 0], [10, 20]]])
    dense = [[x, 0] for x in np.linspace(0, 10, 50)] + [[10, y] for y in np.linspace(0, 20, 90)]
    np.testing.assert_allclose(
        network_input(drawing_from_points([dense])), network_input(sparse), atol=0.02
    )


def test_an_empty_drawing_gives_an_empty_image() -> None:
    assert not network_input(Drawing()).any()


def test_many_drawings_at_once_are_as_each_alone() -> None:
    drawings = [
        Drawing(),
        drawing_from_points(CROSSED),
        drawing_from_points([spiral()]),
        Drawing(),
        drawing_from_points([[[1, 1]]]),
    ]
    together = network_inputs(drawings)
    for image, drawing in zip(together, drawings, strict=True):
        np.testing.assert_allclose(image, network_input(drawing), atol=1e-4)
    assert network_inputs([]).shape == (0, 28, 28)


def test_the_last_step_is_the_network_input() -> None:
    drawing = drawing_from_points(CROSSED)
    steps = preprocessing_steps(drawing)
    np.testing.assert_array_equal(steps.centred, network_input(drawing))
    assert steps.cropped.min() == 0
    assert steps.cropped.max() == 20
    assert np.ptp(steps.scaled[..., 1]) == pytest.approx(BOX - PEN_WIDTH, abs=1e-4)
    assert steps.inked.sum() == pytest.approx(steps.centred.sum(), rel=0.01)


def test_normalising_divides_by_255_once_and_only_bytes() -> None:
    pixels = np.arange(256, dtype=np.uint8)
    normalised = normalise_pixels(pixels)
    assert normalised.dtype == np.float32
    np.testing.assert_allclose(normalised, np.arange(256) / 255, rtol=1e-6)
    np.testing.assert_array_equal(quantise(normalised), pixels)
    with pytest.raises(TypeError, match="uint8"):
        normalise_pixels(normalised)


def test_without_centring_a_drawing_lies_where_it_was_drawn() -> None:
    bar = drawing_from_points([[(0.25, 0.1), (0.25, 0.4)]])
    image = network_input(bar, centred=False)
    assert image.shape == (28, 28)
    assert image.dtype == np.float32
    across, down = centre_of_mass(image)
    # The middle of pixel 0 is half a pixel from the edge of the sheet.
    assert across == pytest.approx(0.25 * 28 - 0.5, abs=0.01)
    assert down == pytest.approx(0.25 * 28 - 0.5, abs=0.01)
    assert ink_size(image)[1] == pytest.approx(0.3 * 28 + PEN_WIDTH, abs=1.5)


@given(x=st.floats(0, 0.6), y=st.floats(0, 0.6), scale=st.floats(0.05, 0.4))
def test_without_centring_place_and_size_do_matter(x: float, y: float, scale: float) -> None:
    points = np.array([x, y]) + scale * (spiral() - spiral().min(axis=0)) / np.ptp(spiral())
    drawing = drawing_from_points([points])
    image = network_input(drawing, centred=False)
    middle = 28 * (points.min(axis=0) + points.max(axis=0)) / 2 - 0.5
    inked = np.argwhere(image > 0.5)[:, ::-1]
    np.testing.assert_allclose((inked.min(axis=0) + inked.max(axis=0)) / 2, middle, atol=1)


def test_several_sheets_are_read_as_each_would_be_alone() -> None:
    ink = np.zeros((28, 28), np.uint8)
    ink[4:9, 20:25] = 255
    drawings = [
        drawing_from_points([spiral() / 20]),
        Drawing(),
        Drawing(drawing_from_points([[(0.1, 0.1), (0.2, 0.2)]]).strokes, Picture(ink, 0, 0, 1)),
    ]
    together = network_inputs(drawings, centred=False)
    for drawing, image in zip(drawings, together, strict=True):
        np.testing.assert_array_equal(network_input(drawing, centred=False), image)
    assert not together[1].any()


def test_without_centring_a_picture_that_fills_the_sheet_passes_unchanged() -> None:
    ink = np.zeros((28, 28), np.uint8)
    ink[2:9, 18:24] = 200
    picture = Drawing(picture=Picture(ink, 0, 0, 1))
    np.testing.assert_array_equal(network_input(picture, centred=False), normalise_pixels(ink))
    assert centre_of_mass(network_input(picture))[0] == pytest.approx(CENTRE, abs=0.1)


@pytest.mark.parametrize("far", [3.0, 1e4, FARTHEST])
def test_without_centring_what_is_far_from_the_sheet_costs_nothing(far: float) -> None:
    across = drawing_from_points([[(-far, 0.5), (far, 0.5)], [(far, far), (far, -far)], [(far, 0)]])
    image = network_input(across, centred=False)
    # The first stroke crosses the sheet from edge to edge; the others are never on it.
    assert image[13:15].min() == pytest.approx(1, abs=0.01)
    assert not image[:11].any()
    assert not image[17:].any()
    picture = Drawing(across.strokes, Picture(np.full((2, 2), 255, np.uint8), far, far, 1))
    np.testing.assert_allclose(network_input(picture, centred=False), image, atol=1e-6)


def test_steps_without_centring_end_with_what_the_network_reads() -> None:
    ink = np.full((4, 4), 255, np.uint8)
    strokes = drawing_from_points([[(0.6, 0.1), (0.9, 0.3)]])
    for drawing in (strokes, Drawing(strokes.strokes, Picture(ink, 0.1, 0.1, 0.2))):
        steps = preprocessing_steps(drawing, centred=False)
        np.testing.assert_array_equal(steps.centred, network_input(drawing, centred=False))
        np.testing.assert_array_equal(steps.inked, steps.centred)
        ends = np.array([(0.6, 0.1), (0.9, 0.3)]) * 28 - 0.5
        np.testing.assert_allclose(steps.scaled[0], ends, atol=1e-5)
    pictured = Drawing(picture=Picture(ink, 0.1, 0.1, 0.2))
    steps = preprocessing_steps(pictured, centred=False)
    assert steps.scaled_picture is not None
    assert steps.scaled_picture.left == pytest.approx(0.1 * 28 - 0.5)
    assert steps.scaled_picture.width == pytest.approx(0.2 * 28)
