import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from nn.arrays import Array
from nn.preprocessing.photos.photo import image_to_input
from nn.preprocessing.photos.views import View, other_views, views
from nn.preprocessing.pipeline import network_input
from nn.strokes import Drawing, drawing_from_points
from tests.nn.made_pictures import BLACK, WHITE, put
from tests.nn.paper import Scene, photograph

SEVEN = drawing_from_points([[(0, 0), (60, 0), (25, 100)]])
TURN = np.linspace(0, 2 * np.pi, 40)
ZERO = drawing_from_points([np.stack([30 * np.sin(TURN), 50 * np.cos(TURN)], axis=1)])
BLUE, YELLOW, CYAN = (20, 40, 230), (250, 210, 30), (20, 235, 245)


def likeness(view: View, drawing: Drawing) -> float:
    """The cosine between what the network would see of both: 1 for the same."""
    a, b = network_input(Drawing(picture=view.picture)), network_input(drawing)
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))


def best(image: Image.Image, drawing: Drawing) -> View:
    return max(views(image), key=lambda view: likeness(view, drawing))


def test_a_digit_on_plain_ground_has_one_view_and_that_of_one_digit() -> None:
    image = Image.new("RGB", (200, 200), WHITE)
    put(image, SEVEN, (70, 50, 130, 150), BLACK, 8)
    (view,) = views(image)
    np.testing.assert_array_equal(
        network_input(Drawing(picture=view.picture)), image_to_input(image)
    )
    assert (view.depth, view.is_whole, view.is_single, view.is_cut) == (0, True, True, False)


def test_the_box_of_a_view_is_in_pixels_of_the_image() -> None:
    image = Image.new("RGB", (2000, 1500), WHITE)
    pen = ImageDraw.Draw(image)
    pen.rectangle((600, 400, 1400, 1200), BLACK)
    put(image, SEVEN, (800, 600, 1100, 1100), WHITE, 40)
    view = best(image, SEVEN)
    assert view.depth == 1
    np.testing.assert_allclose(view.box, (780, 580, 1120, 1120), atol=25)
    np.testing.assert_allclose(view.box_in_image(view.picture.bounds()), view.box, atol=1)


def test_several_digits_are_laid_out_together_with_a_pen_for_one() -> None:
    image = Image.new("RGB", (600, 200), WHITE)
    for left, drawing in ((50, SEVEN), (200, ZERO), (350, SEVEN), (480, ZERO)):
        put(image, drawing, (left, 50, left + 60, 150), BLACK, 8)
    view = next(views(image))
    assert not view.is_single
    columns = view.picture.ink.any(axis=0).astype(int)
    assert (np.diff(columns) == 1).sum() == 4
    assert view.picture.ink.shape[0] > 224


def test_a_digit_in_a_frame_is_seen_without_it() -> None:
    image = Image.new("RGB", (300, 300), WHITE)
    ImageDraw.Draw(image).rectangle((30, 30, 270, 270), outline=BLACK, width=3)
    put(image, SEVEN, (110, 80, 190, 220), BLACK, 8)
    view = best(image, SEVEN)
    assert view.depth == 1
    assert likeness(view, SEVEN) > 0.9


def test_a_stripe_behind_a_digit_is_no_ink_of_its_colour() -> None:
    image = Image.new("RGB", (160, 160), CYAN)
    ImageDraw.Draw(image).line((60, -20, 100, 180), YELLOW, 24)
    put(image, ZERO, (45, 30, 115, 130), BLUE, 8)
    coloured = [view for view in views(image) if view.is_colour]
    assert coloured
    assert all(likeness(view, ZERO) > 0.9 for view in coloured)


def test_black_on_stripes_of_light_tones_is_seen_alone() -> None:
    image = Image.new("RGB", (200, 200), (250, 250, 240))
    for start in range(0, 200, 40):
        ImageDraw.Draw(image).rectangle((start, 0, start + 19, 200), (170, 205, 240))
    put(image, SEVEN, (70, 50, 130, 150), BLACK, 8)
    assert likeness(best(image, SEVEN), SEVEN) > 0.9
    assert all(view.is_cut for view in views(image) if likeness(view, SEVEN) < 0.8)


def test_a_stripe_is_cut_by_the_edge() -> None:
    image = Image.new("RGB", (300, 240), (160, 80, 90))
    ImageDraw.Draw(image).line((200, -20, 150, 260), (240, 200, 220), 16)
    found = [*views(image), *other_views(image)]
    assert all(view.is_cut for view in found)


def test_a_digit_cut_by_the_edge_of_an_area_is_not_taken_for_what_is_in_it() -> None:
    image = Image.new("RGB", (180, 180), (245, 245, 245))
    ImageDraw.Draw(image).rectangle((0, 90, 180, 180), (240, 160, 40))
    put(image, SEVEN, (60, 40, 120, 140), BLACK, 8)
    found = [*views(image), *other_views(image)]
    assert {view.depth for view in found} == {0}
    assert max(likeness(view, SEVEN) for view in found) > 0.9


def test_a_disc_is_no_ring() -> None:
    image = Image.new("RGB", (300, 240), (208, 80, 170))
    ImageDraw.Draw(image).ellipse((40, 20, 240, 220), (28, 120, 140))
    assert all(likeness(view, ZERO) < 0.8 for view in views(image))


def test_panels_of_one_size_are_one_row() -> None:
    image = Image.new("RGB", (260, 140), WHITE)
    for left, drawing in ((20, SEVEN), (140, ZERO)):
        ImageDraw.Draw(image).rectangle((left, 20, left + 99, 119), BLACK)
        put(image, drawing, (left + 22, 35, left + 78, 105), WHITE, 6)
    deepest = [view for view in views(image) if view.depth == 1]
    assert len(deepest) == 1
    assert (np.diff(deepest[0].picture.ink.any(axis=0).astype(int)) == 1).sum() == 2


def test_a_sheet_on_a_desk_is_looked_at_when_nothing_else_is_seen() -> None:
    sheet = Image.new("RGB", (220, 220), WHITE)
    put(sheet, SEVEN, (80, 60, 140, 160), BLUE, 7)
    image = Image.new("RGB", (400, 360), (45, 40, 38))
    mask = Image.new("L", sheet.size, 255)
    turned = (part.rotate(8, Image.Resampling.BICUBIC, expand=True) for part in (sheet, mask))
    image.paste(next(turned), (60, 40), next(turned))
    turned_seven = sheet.rotate(8, Image.Resampling.BICUBIC, fillcolor=WHITE)
    alone = Drawing(picture=next(views(turned_seven)).picture)
    assert max(likeness(view, alone) for view in other_views(image)) > 0.9


def test_a_sign_among_digits_is_seen_with_them() -> None:
    equals = drawing_from_points([[(0, 35), (60, 35)], [(0, 65), (60, 65)]])
    image = Image.new("RGB", (420, 200), WHITE)
    for left, drawing in ((40, SEVEN), (165, equals), (290, SEVEN)):
        put(image, drawing, (left, 50, left + 90, 150), BLACK, 6)
    for view in views(image):
        rows = view.picture.ink.any(axis=1)
        parts = (np.diff(view.picture.ink.any(axis=0).astype(int)) == 1).sum()
        assert rows.any()
        assert parts == 3 or not view.is_whole


def test_lines_of_squared_paper_are_no_digits_of_a_row() -> None:
    strokes = [
        stroke.points + np.array([100 * index, 0]) for index in range(3) for stroke in SEVEN.strokes
    ]
    scene = Scene(line_spacing=22, squared=True, line_angle=1, noise=0.015, digit_height=90, pen=6)
    photo = photograph(drawing_from_points(strokes), scene, rng=np.random.default_rng(2))
    counts = [_parts(view.picture.ink) for view in views(photo) if not view.is_single]
    assert 3 in counts


def _parts(ink: Array) -> int:
    return int((np.diff(ink.any(axis=0).astype(int)) == 1).sum())


@settings(max_examples=25, deadline=None)
@given(
    shape=st.tuples(st.integers(1, 140), st.integers(1, 140), st.just(3)),
    seed=st.integers(0, 1000),
    tones=st.sampled_from([1, 2, 256]),
)
def test_no_picture_is_too_strange(shape: tuple[int, int, int], seed: int, tones: int) -> None:
    values = np.random.default_rng(seed).integers(0, tones, shape) * (255 // max(tones - 1, 1))
    image = Image.fromarray(values.astype(np.uint8))
    for view in (*views(image), *other_views(image)):
        left, top, right, bottom = view.box
        assert 0 <= left < right <= image.width
        assert 0 <= top < bottom <= image.height
        assert view.picture.ink.any()


def test_the_sides_of_a_frame_are_no_ones() -> None:
    image = Image.new("RGB", (300, 240), (215, 135, 195))
    ImageDraw.Draw(image).rectangle((60, 40, 240, 200), (215, 205, 220), (60, 120, 60), 4)
    assert not [view for view in views(image) if view.depth == 0]
