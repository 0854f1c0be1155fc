import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nn.arrays import Array
from nn.preprocessing.photos.photo import ImageError, image_to_input, load_image, photo_picture
from nn.preprocessing.pipeline import BOX, CENTRE, PEN_WIDTH, network_input, quantise
from nn.strokes import Drawing, drawing_from_points
from tests.nn.paper import Scene, photograph

_TURN = np.linspace(0, 2 * np.pi, 40)
ZERO = drawing_from_points([np.stack([60 * np.sin(_TURN), 100 * np.cos(_TURN)], axis=1)])
SEVEN = drawing_from_points([[(0, 0), (100, 5), (40, 180)], [(25, 90), (95, 85)]])
TWO = drawing_from_points(
    [[(5, 40), (20, 10), (60, 0), (95, 25), (95, 60), (60, 110), (5, 170), (50, 168), (110, 175)]]
)
FIVE_IN_TWO_PIECES = drawing_from_points(
    [[(0, 0), (0, 70), (70, 75), (95, 120), (70, 170), (0, 165)], [(20, 0), (100, 0)]]
)

SCENES = {
    "scan": Scene(),
    "lamp": Scene(lamp=0.6, noise=0.02),
    "shadow": Scene(lamp=0.3, shadow=0.5, noise=0.02),
    "noise": Scene(noise=0.08),
    "thin pencil": Scene(pen=2.5, ink=0.65, grain=0.2, noise=0.025, lamp=0.4),
    "marker": Scene(pen=28, digit_height=200),
    "hair line": Scene(pen=1.2, ink=0.3, digit_height=240),
    "small in a corner": Scene(digit_height=40, pen=3, noise=0.02, place=(0.15, 0.8)),
    "ruled paper": Scene(line_spacing=30, line_angle=3, noise=0.015, lamp=0.4, line_width=1.5),
    "squared paper": Scene(line_spacing=22, squared=True, line_angle=1, noise=0.015),
    "lines as dark as the ink": Scene(line_spacing=40, line_ink=0.3, line_width=1.5),
    "pencil on ruled paper": Scene(
        line_spacing=35, line_ink=0.75, line_angle=-2, pen=4, ink=0.55, noise=0.02, lamp=0.4
    ),
}
BLANKS = {
    "white": Scene(ink=1.0),
    "noise": Scene(ink=1.0, noise=0.08),
    "lamp": Scene(ink=1.0, lamp=0.6, noise=0.02),
    "shadow": Scene(ink=1.0, lamp=0.3, shadow=0.5, noise=0.02),
    "ruled": Scene(ink=1.0, line_spacing=30, line_angle=2, noise=0.01, line_width=1.5),
}


def _likeness(a: Array, b: Array) -> float:
    """The cosine between two pictures: 1 for the same, below 0.6 for different digits."""
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))


def _picture(drawing: Drawing, *, scale: int = 4, margin: int = 20) -> Image.Image:
    """A clean grey picture, light on dark: the network's input, enlarged."""
    pixels = np.pad(quantise(network_input(drawing)), margin // scale)
    side = len(pixels) * scale
    return Image.fromarray(pixels).resize((side, side), Image.Resampling.BICUBIC)


def test_the_measure_tells_digits_apart() -> None:
    assert _likeness(network_input(TWO), network_input(SEVEN)) < 0.6


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_a_photo_gives_the_same_frame_as_the_drawing(scene: Scene) -> None:
    photo = photograph(TWO, scene, rng=np.random.default_rng(1))
    assert _likeness(image_to_input(photo), network_input(TWO)) > 0.85


@pytest.mark.parametrize("scene", BLANKS.values(), ids=BLANKS)
def test_blank_paper_gives_nothing(scene: Scene) -> None:
    photo = photograph(TWO, scene, rng=np.random.default_rng(1))
    assert not image_to_input(photo).any()


@pytest.mark.parametrize("drawing", [ZERO, SEVEN, FIVE_IN_TWO_PIECES])
def test_the_digit_fills_the_box_and_has_its_weight_in_the_middle(drawing: Drawing) -> None:
    image = image_to_input(photograph(drawing, Scene(), rng=np.random.default_rng(1)))
    rows, columns = np.nonzero(image > 0.3)
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == pytest.approx(BOX, abs=1)
    index = np.arange(len(image))
    assert image.sum(axis=1) @ index / image.sum() == pytest.approx(CENTRE, abs=0.1)
    assert image.sum(axis=0) @ index / image.sum() == pytest.approx(CENTRE, abs=0.1)
    assert image.dtype == np.float32
    assert 0 <= image.min() < image.max() <= 1


@pytest.mark.parametrize("drawing", [ZERO, SEVEN, FIVE_IN_TWO_PIECES])
def test_a_photo_becomes_a_picture_that_covers_the_sheet_and_is_read_alike(
    drawing: Drawing,
) -> None:
    photo = photograph(drawing, Scene(), rng=np.random.default_rng(1))
    picture = photo_picture(photo, "photo")
    assert picture.bounds()[0] > 0.05
    assert (picture.left, picture.top, picture.width, picture.height) == (0, 0, 1, 1)
    read = network_input(Drawing(picture=picture))
    np.testing.assert_array_equal(read, image_to_input(photo))
    np.testing.assert_allclose(
        picture.ink.reshape(28, 8, 28, 8).mean(axis=(1, 3)) / 255, read, atol=0.002
    )


def test_paper_without_ink_is_refused_in_one_sentence() -> None:
    blank = photograph(TWO, BLANKS["lamp"], rng=np.random.default_rng(1))
    with pytest.raises(ImageError, match=r"^paper\.jpg: expected a digit.*found no ink"):
        photo_picture(blank, "paper.jpg")


def test_a_picture_in_the_frame_passes_unchanged() -> None:
    framed = network_input(SEVEN)
    pixels = quantise(framed)
    np.testing.assert_array_equal(quantise(image_to_input(Image.fromarray(pixels))), pixels)
    np.testing.assert_array_equal(quantise(image_to_input(Image.fromarray(255 - pixels))), pixels)


def test_mnist_images_pass_unchanged(mnist_path: Path) -> None:
    with np.load(mnist_path, allow_pickle=False) as file:
        images = file["x_test"][:200]
    for pixels in images:
        np.testing.assert_array_equal(quantise(image_to_input(Image.fromarray(pixels))), pixels)


def test_a_small_digit_in_a_picture_of_the_same_size_is_still_enlarged() -> None:
    small = Image.fromarray(quantise(network_input(TWO))).resize((14, 14), Image.Resampling.BOX)
    pixels = np.pad(np.asarray(small), 7)
    assert _likeness(image_to_input(Image.fromarray(pixels)), network_input(TWO)) > 0.85


def test_every_mode_of_picture_gives_the_same() -> None:
    picture = _picture(TWO)
    expected = image_to_input(picture)
    assert _likeness(expected, network_input(TWO)) > 0.95
    grey = np.asarray(picture)
    blank = np.zeros_like(grey)
    others = {
        "dark on light": Image.fromarray(255 - grey),
        "colour": picture.convert("RGB"),
        "palette": picture.convert("P"),
        "black ink on transparency": Image.fromarray(np.dstack([blank, blank, blank, grey])),
        "white ink on transparency": Image.fromarray(np.dstack([255 - blank] * 3 + [grey])),
        "yellow on white": Image.fromarray(np.dstack([255 - blank, 255 - blank, 255 - grey])),
        "16 bits": Image.fromarray(grey.astype(np.uint16) * 257),
        "floats": Image.fromarray(grey.astype(np.float32) / 255),
        "CMYK": picture.convert("RGB").convert("CMYK"),
    }
    for mode, other in others.items():
        assert _likeness(image_to_input(other), expected) > 0.99, mode
    assert _likeness(image_to_input(picture.convert("1")), expected) > 0.85


def test_transparent_corners_do_not_become_ink() -> None:
    pixels = np.dstack([np.asarray(_picture(TWO))] * 3 + [np.full((152, 152), 255, np.uint8)])
    pixels[:20, :20] = 0  # transparent black, as rounded corners often are
    pixels[-20:, -20:] = [255, 255, 255, 0]
    image = image_to_input(Image.fromarray(pixels))
    assert _likeness(image, network_input(TWO)) > 0.95


def test_a_picture_cut_close_to_the_digit_is_read_whole() -> None:
    for drawing in (ZERO, TWO, FIVE_IN_TWO_PIECES):
        pixels = np.asarray(_picture(drawing))
        ink = pixels > 60
        tight = pixels[np.ix_(ink.any(axis=1), ink.any(axis=0))]
        for cut in (tight, 255 - tight):
            image = image_to_input(Image.fromarray(cut))
            assert _likeness(image, network_input(drawing)) > 0.93


def test_a_phone_held_sideways_is_turned_upright() -> None:
    turned = _picture(SEVEN).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: show rotated by 270 degrees
    file = io.BytesIO()
    turned.save(file, "PNG", exif=exif)
    assert _likeness(image_to_input(Image.open(file)), network_input(SEVEN)) > 0.95


def test_specks_a_table_and_a_note_in_the_corner_are_left_out() -> None:
    photo = photograph(SEVEN, Scene(), rng=np.random.default_rng(1))
    alone = image_to_input(photo)
    pixels = np.array(photo)
    pixels[:, :12] = 30  # the edge of a dark table
    pixels[20:23, 300:303] = 20
    pixels[270:285, 350:385:4] = 40
    np.testing.assert_allclose(image_to_input(Image.fromarray(pixels)), alone, atol=0.02)


def test_a_bar_written_apart_belongs_to_the_digit() -> None:
    image = image_to_input(_picture(FIVE_IN_TWO_PIECES))
    assert _likeness(image, network_input(FIVE_IN_TWO_PIECES)) > 0.95


def test_a_dot_stays_a_dot() -> None:
    pixels = np.zeros((100, 100), np.uint8)
    pixels[40:52, 60:72] = 255
    image = image_to_input(Image.fromarray(pixels))
    assert 0 < image.sum() <= (PEN_WIDTH + 1) ** 2


def test_pens_of_any_width_come_out_usual() -> None:
    hair, broad = (
        image_to_input(photograph(ZERO, Scene(pen=pen), rng=np.random.default_rng(1)))
        for pen in (1.5, 30)
    )
    usual = network_input(ZERO).sum()
    assert 0.7 * usual < hair.sum() < broad.sum() < 1.8 * usual


@settings(max_examples=40)
@given(
    shape=st.tuples(st.integers(1, 40), st.integers(1, 40)),
    seed=st.integers(0, 1000),
    tones=st.sampled_from([1, 2, 256]),
)
def test_no_picture_is_too_strange(shape: tuple[int, int], seed: int, tones: int) -> None:
    values = np.random.default_rng(seed).integers(0, tones, shape) * (255 // max(tones - 1, 1))
    image = image_to_input(Image.fromarray(values.astype(np.uint8)))
    assert image.shape == (28, 28)
    assert np.isfinite(image).all()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP"])
def test_picture_files_are_loaded(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"two.{kind.lower()}"
    _picture(TWO).convert("RGB").save(path, kind)
    assert _likeness(image_to_input(load_image(path)), network_input(TWO)) > 0.95


@pytest.mark.parametrize("kept", [0, 20, 200, -200])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_damaged_files_are_refused(tmp_path: Path, kind: str, kept: int) -> None:
    path = tmp_path / "two.picture"
    _picture(TWO).save(path, kind)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ImageError, match="expected a picture"):
        load_image(path)


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("seven")
    with pytest.raises(ImageError, match=r"text\.png: expected a picture.*another kind"):
        load_image(tmp_path / "text.png")
    with pytest.raises(ImageError, match=r"nothing readable there .No such file"):
        load_image(tmp_path / "nowhere.png")
    with pytest.raises(ImageError, match="expected a picture"):
        load_image(tmp_path)


def test_a_picture_of_a_billion_pixels_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _picture(TWO).save(tmp_path / "two.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(ImageError, match="too large"):
        load_image(tmp_path / "two.png")
