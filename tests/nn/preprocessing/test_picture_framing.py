from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

from nn.arrays import Array
from nn.preprocessing.frame import BOX, CENTRE, PEN_WIDTH
from nn.preprocessing.picture_framing import resampled
from nn.preprocessing.pictures import drawing_of_image, erase_picture, sheet_picture
from nn.preprocessing.pipeline import network_input, network_inputs, preprocessing_steps, quantise
from nn.strokes import Drawing, Picture, Stroke, drawing_from_points

SEVEN = drawing_from_points([[[0, 0], [10, 0], [3, 20]]])
SEVEN_IMAGE = quantise(network_input(SEVEN))


def fine(drawing: Drawing, times: int = 8) -> Array:
    """The drawing as a clean mask of ink, several times as fine as the frame."""
    large = np.kron(quantise(network_input(drawing)), np.ones((times, times), np.uint8))
    return np.where(large > 127, 255, 0).astype(np.uint8)


def likeness(a: Array, b: Array) -> float:
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))


def test_a_picture_on_the_fields_own_pixels_passes_unchanged() -> None:
    image = np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8)
    same = resampled(Picture(image, -0.5, -0.5, 28), 28)
    np.testing.assert_array_equal(quantise(same), image)


def test_a_finer_picture_is_averaged() -> None:
    ink = np.random.default_rng(0).integers(0, 256, (56, 56), np.uint8)
    mean = ink.reshape(28, 2, 28, 2).mean(axis=(1, 3)) / 255
    np.testing.assert_allclose(resampled(Picture(ink, -0.5, -0.5, 28), 28), mean, atol=1e-6)


@given(
    left=st.floats(2, 8), top=st.floats(2, 8), width=st.floats(1, 12), pixels=st.integers(12, 40)
)
def test_resampling_to_coarser_pixels_keeps_the_mass_of_ink_and_its_middle(
    left: float, top: float, width: float, pixels: int
) -> None:
    picture = Picture(np.full((pixels, pixels), 255, np.uint8), left, top, width)
    image = resampled(picture, 28)
    assert image.sum() == pytest.approx(width**2, abs=1e-3)
    # A pixel that is half covered says so, but not which half.
    index = np.arange(28)
    assert image.sum(axis=0) @ index / image.sum() == pytest.approx(left + width / 2, abs=0.13)
    assert image.sum(axis=1) @ index / image.sum() == pytest.approx(top + width / 2, abs=0.13)


@pytest.mark.parametrize(("left", "top", "width"), [(0, 0, 1), (13.7, -2.1, 300.3), (1e4, 3, 0.07)])
def test_where_a_picture_lies_and_how_large_does_not_matter(
    left: float, top: float, width: float
) -> None:
    image = network_input(Drawing(picture=Picture(SEVEN_IMAGE, left, top, width)))
    np.testing.assert_array_equal(quantise(image), SEVEN_IMAGE)


def test_strokes_move_with_the_picture() -> None:
    stroke = Stroke(np.array([[0.3, 0.5], [0.6, 0.52]]), 0.05)
    near = Drawing((stroke,), sheet_picture(SEVEN_IMAGE))
    far = Drawing(
        (Stroke(400 * stroke.points + np.float32([70, 90]), 20),),  # type: ignore[arg-type, operator]
        Picture(SEVEN_IMAGE, 70, 90, 400),
    )
    np.testing.assert_allclose(network_input(far), network_input(near), atol=1e-3)


def test_a_stroke_changes_the_pixels_that_it_touches_and_no_others() -> None:
    bar = Stroke(np.array([[0.35, 0.55], [0.6, 0.55]]), 0.05)
    before = network_input(drawing_of_image(SEVEN_IMAGE))
    after = network_input(drawing_of_image(SEVEN_IMAGE).with_stroke(bar))
    changed = np.argwhere(after != before)
    assert len(changed) > 5
    assert np.abs(changed[:, 0] - (0.55 * 28 - 0.5)).max() <= PEN_WIDTH / 2 + 0.5
    assert (after >= before).all()


def test_a_stroke_is_as_thick_as_the_frames_pen_whatever_its_own_width() -> None:
    picture = drawing_of_image(SEVEN_IMAGE)
    bars = [
        network_input(picture.with_stroke(Stroke(np.array([[0.3, 0.55], [0.6, 0.55]]), width)))
        for width in (0.02, 0.05, 0.12)
    ]
    assert all(np.array_equal(bar, bars[0]) for bar in bars)
    across = bars[0][:, 10] - network_input(picture)[:, 10]
    assert across.sum() == pytest.approx(PEN_WIDTH, abs=0.4)


def test_a_digit_in_a_corner_is_cropped_scaled_and_centred() -> None:
    sheet = np.zeros((224, 224), np.uint8)
    small = fine(SEVEN, 4)
    sheet[:112, 112:] = small
    image = network_input(Drawing(picture=sheet_picture(sheet)))
    assert likeness(image, network_input(SEVEN)) > 0.97
    index = np.arange(28)
    assert image.sum(axis=0) @ index / image.sum() == pytest.approx(CENTRE, abs=0.1)
    assert image.sum(axis=1) @ index / image.sum() == pytest.approx(CENTRE, abs=0.1)


def test_what_was_drawn_as_strokes_and_as_a_picture_is_read_alike() -> None:
    left, right = drawing_from_points([[[0, 0], [10, 0], [3, 20]], [[-4, 12], [20, 12]]]).strokes
    whole = network_input(Drawing((left, right)))
    # The picture's field: the first stroke alone, at the place that its own input gives it.
    steps = preprocessing_steps(Drawing((left,)))
    scale = float(np.ptp(steps.scaled[..., 1]) / 20)
    corner = steps.scaled.reshape(-1, 2).min(axis=0)
    shift = _shift(steps.inked, steps.centred)
    drawn = Stroke((right.points * scale + corner + shift + 0.5) / 28, 0.05)
    together = network_input(drawing_of_image(quantise(steps.centred)).with_stroke(drawn))
    assert likeness(together, whole) > 0.97


def _shift(before: Array, after: Array) -> Array:
    index = np.arange(28)
    return np.array(
        [
            after.sum(axis=axis) @ index / after.sum()
            - before.sum(axis=axis) @ index / before.sum()
            for axis in (0, 1)
        ]
    )


def test_ink_beside_the_picture_is_not_lost() -> None:
    beside = Stroke(np.array([[1.4, 0.2], [1.4, 0.8]]), 0.05)
    steps = preprocessing_steps(drawing_of_image(SEVEN_IMAGE).with_stroke(beside))
    assert steps.centred[:, 20:].max() > 0.9
    extent = np.ptp(np.argwhere(steps.inked > 0.3), axis=0) + 1
    assert extent.max() == pytest.approx(BOX, abs=1)


def test_a_rest_of_ink_stays_a_dot() -> None:
    sheet = np.zeros((224, 224), np.uint8)
    sheet[30:50, 100:120] = 255
    image = network_input(Drawing(picture=sheet_picture(sheet)))
    assert 0 < image.sum() <= (PEN_WIDTH + 1) ** 2
    assert image[14, 14] == 1


def test_half_erased_the_rest_fills_the_box() -> None:
    drawing = drawing_of_image(SEVEN_IMAGE)
    assert drawing.picture is not None
    picture = erase_picture(drawing.picture, np.array([0, 0.75]), np.array([1, 0.75]), 0.25)
    steps = preprocessing_steps(Drawing(picture=picture))
    extent = np.ptp(np.argwhere(steps.centred > 0.3), axis=0) + 1
    assert extent.max() == pytest.approx(BOX, abs=1.5)


def test_mixed_batches_keep_their_order_and_their_bits() -> None:
    bar = Stroke(np.array([[0.1, 0.1], [0.9, 0.8]]), 0.05)
    drawings = [
        SEVEN,
        drawing_of_image(SEVEN_IMAGE),
        Drawing(),
        drawing_of_image(SEVEN_IMAGE).with_stroke(bar),
        Drawing((bar,)),
    ]
    together = network_inputs(drawings)
    for image, drawing in zip(together, drawings, strict=True):
        np.testing.assert_allclose(image, network_input(drawing), atol=1e-4)
    plain = [drawing for drawing in drawings if drawing.picture is None]
    np.testing.assert_array_equal(together[[0, 2, 4]], network_inputs(plain))


def test_the_steps_show_picture_and_strokes_side_by_side() -> None:
    far = Stroke(np.array([[1.5, 0.5], [2.0, 0.5]]), 0.05)
    drawing = drawing_of_image(SEVEN_IMAGE).with_stroke(far)
    steps = preprocessing_steps(drawing)
    np.testing.assert_array_equal(steps.centred, network_input(drawing))
    cropped, scaled = steps.cropped_picture, steps.scaled_picture
    assert cropped is not None
    assert scaled is not None
    assert min(cropped.bounds()[0], steps.cropped[..., 0].min()) == pytest.approx(0, abs=1e-6)
    # One map takes all that is cropped to all that is scaled.
    scale = scaled.width / cropped.width
    moved = scale * (steps.cropped - np.array([cropped.left, cropped.top]))
    np.testing.assert_allclose(steps.scaled, moved + np.array([scaled.left, scaled.top]), atol=1e-3)


def test_strokes_alone_have_no_picture_on_their_way() -> None:
    steps = preprocessing_steps(SEVEN)
    assert steps.cropped_picture is None
    assert steps.scaled_picture is None


def test_a_fine_picture_costs_no_more_than_a_few_strokes() -> None:
    """Strokes over a picture are prepared at every move of the pen."""
    turn = np.linspace(0, 6, 80)
    strokes = tuple(
        Stroke(0.5 + radius * np.stack([np.sin(turn), np.cos(turn)], axis=1), 0.05)
        for radius in (0.2, 0.35, 0.5)
    )
    alone, over_picture = Drawing(strokes), Drawing(strokes, sheet_picture(fine(SEVEN)))
    assert seconds(over_picture) < 10 * seconds(alone)


def seconds(drawing: Drawing) -> float:
    """Processor time of this thread to prepare a drawing, the least of several.

    With one thread: on a busy machine, BLAS spins while it waits for its others.
    """
    times = []
    with threadpool_limits(limits=1, user_api="blas"):
        for _ in range(15):
            started = time.thread_time()
            network_input(drawing)
            times.append(time.thread_time() - started)
    return min(times)
