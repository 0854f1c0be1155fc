"""The synthesiser: what it draws is reproducible, rightly labelled and truly visible."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nn.preprocessing.pipeline import network_inputs
from nn.synthesis.curves import arc, path, sampling_matrix
from nn.synthesis.digits import pen_paths, synthesise, synthesise_images
from nn.synthesis.styles import STYLES, Style


def test_same_seed_gives_the_same_digits() -> None:
    first = synthesise_images(700, rng=np.random.default_rng(3))
    second = synthesise_images(700, rng=np.random.default_rng(3))
    other = synthesise_images(700, rng=np.random.default_rng(4))
    np.testing.assert_array_equal(first[0], second[0])
    np.testing.assert_array_equal(first[1], second[1])
    assert not np.array_equal(first[0], other[0])


def test_strokes_and_pictures_of_a_seed_are_the_same_digits() -> None:
    batch = next(pen_paths(300, rng=np.random.default_rng(1)))
    along_the_canvas_path = network_inputs(batch.drawings(), batch.pen_width)
    # Pens are drawn in other company, which may turn the last bit of a float.
    np.testing.assert_allclose(along_the_canvas_path, batch.images() / 255, atol=0.51 / 255)


def test_synthesise_returns_what_pen_paths_holds() -> None:
    stroke_set = synthesise(600, rng=np.random.default_rng(1))
    batches = list(pen_paths(600, rng=np.random.default_rng(1)))
    assert len(stroke_set.drawings) == 600
    assert stroke_set.drawings == tuple(d for batch in batches for d in batch.drawings())
    np.testing.assert_array_equal(stroke_set.labels, np.concatenate([b.labels for b in batches]))


def test_every_style_draws_ink_inside_the_field() -> None:
    alike = tuple(replace(style, name=f"{style.digit} {style.name}", weight=1) for style in STYLES)
    drawn = set()
    for batch in pen_paths(3000, rng=np.random.default_rng(0), styles=alike):
        drawn |= set(batch.names)
        assert all(int(n.split()[0]) == d for n, d in zip(batch.names, batch.labels, strict=True))
        images = batch.images() / 255
        ink = images.sum(axis=(1, 2))
        assert (ink > 15).all()
        # The centre of mass is in the middle, so a lopsided digit may reach over the field's
        # edge; all but a trace of the ink has to be inside.
        inside = images[:, 1:-1, 1:-1].sum(axis=(1, 2))
        assert (inside > 0.9 * ink).all()
    assert drawn == {style.name for style in alike}


def test_every_digit_is_equally_likely_and_limits_are_kept() -> None:
    _, labels = synthesise_images(4000, rng=np.random.default_rng(0))
    assert np.bincount(labels, minlength=10).min() > 300
    _, labels = synthesise_images(50, rng=np.random.default_rng(0), digits=[3, 7])
    assert set(labels.tolist()) == {3, 7}


def test_no_style_left_is_an_error() -> None:
    with pytest.raises(ValueError, match="no style"):
        synthesise_images(1, rng=np.random.default_rng(0), digits=[11])


def test_style_names_are_unique() -> None:
    names = [(style.digit, style.name) for style in STYLES]
    assert len(names) == len(set(names))


def test_a_dot_in_a_style_is_a_stroke_of_one_point() -> None:
    dotted = tuple(style for style in STYLES if style.name == "dotted")
    stroke_set = synthesise(40, rng=np.random.default_rng(0), styles=dotted)
    assert all(min(len(s.points) for s in d.strokes) == 1 for d in stroke_set.drawings)


def test_weights_decide_how_often_a_style_is_drawn() -> None:
    styles = (
        Style(1, "often", (path("0,0 0,100"),), 9),
        Style(1, "seldom", (path("0,0 9,90"),), 1),
    )
    batch = next(pen_paths(500, rng=np.random.default_rng(0), styles=styles))
    assert 420 <= (batch.names == "often").sum() <= 480


def test_curves_pass_through_their_control_points_and_keep_corners() -> None:
    stroke = path("0,0 50,0! 50,80")
    curve = sampling_matrix(stroke, 200) @ np.array(stroke.points)
    for point in stroke.points:
        assert np.hypot(*(curve - point).T).min() < 1.0
    # Between corners it is straight: no sample strays from the two legs.
    assert np.minimum(abs(curve[:, 1]), abs(curve[:, 0] - 50)).max() < 1e-3


def test_samples_are_denser_where_the_curve_turns() -> None:
    stroke = path("0,0 0,80! 80,80")
    curve = sampling_matrix(stroke, 100) @ np.array(stroke.points)
    steps = np.hypot(*np.diff(curve, axis=0).T)
    assert steps[45:55].mean() < 0.8 * steps[10:30].mean()


def test_an_arc_is_part_of_an_ellipse() -> None:
    points = np.array(arc(30, 50, 20, 40, -90, 360).points)
    np.testing.assert_allclose(((points - (30, 50)) / (20, 40) ** np.ones(2)) ** 2 @ [1, 1], 1)


def test_an_unreadable_path_names_the_word() -> None:
    with pytest.raises(ValueError, match="3;4"):
        path("1,2 3;4")
