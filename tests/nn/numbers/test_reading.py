"""Numbers: which strokes make which digit, whatever their place and size."""

from __future__ import annotations

import numpy as np
import pytest

from nn.data.pen_digits import pen_digits
from nn.model_file import load_model, shipped_model_path
from nn.network import Network
from nn.numbers.reading import NumberReading, read_number
from nn.reader import Calibration, Reader
from nn.recipes import RECIPES
from nn.strokes import Drawing, Picture, Stroke, drawing_from_points
from tests.nn.made_pictures import put, row_of_digits


@pytest.fixture(scope="module")
def reader() -> Reader:
    model = load_model(shipped_model_path())
    return Reader(model.network, Calibration.from_metadata(model.metadata))


ONE = np.array([[5, 0], [5, 50], [5, 100]], float)
SEVEN = np.array([[0, 0], [30, 0], [60, 0], [40, 50], [25, 100]], float)
BAR = np.array([[12, 52], [55, 50]], float)
L_OF_FOUR = np.array([[15, 0], [8, 30], [0, 58], [30, 57], [62, 55]], float)
STEM_OF_FOUR = np.array([[45, 28], [44, 65], [43, 100]], float)


def beside(*digits: list[np.ndarray], gap: float = 30) -> Drawing:
    """Digits from left to right, the strokes of each in their order."""
    strokes, right = [], 0.0
    for digit in digits:
        left = min(stroke[:, 0].min() for stroke in digit)
        strokes += [stroke + np.array([right - left, 0]) for stroke in digit]
        right = gap + max(stroke[:, 0].max() for stroke in strokes)
    return drawing_from_points(strokes)


def test_digits_of_several_strokes_make_a_number(reader: Reader) -> None:
    number = read_number(reader, beside([L_OF_FOUR, STEM_OF_FOUR], [SEVEN, BAR], [ONE]))
    assert number.text == "471"
    assert [digit.strokes for digit in number.digits] == [(0, 1), (2, 3), (4,)]


def test_a_bar_may_come_when_all_else_is_written(reader: Reader) -> None:
    seven_and_one = beside([SEVEN], [ONE])
    late = Drawing((*seven_and_one.strokes, Stroke(BAR)))
    number = read_number(reader, late)
    assert number.text == "71"
    assert [digit.strokes for digit in number.digits] == [(0, 2), (1,)]


@pytest.mark.parametrize("digit", [[L_OF_FOUR, STEM_OF_FOUR], [SEVEN, BAR], [ONE]])
def test_a_single_digit_is_read_as_ever(reader: Reader, digit: list[np.ndarray]) -> None:
    drawing = beside(digit)
    number = read_number(reader, drawing)
    assert len(number.digits) == 1
    np.testing.assert_array_equal(
        number.digits[0].reading.probabilities, reader.read(drawing).probabilities
    )
    assert number.digits[0].digit == reader.read(drawing).digit


def test_digits_that_people_wrote_stay_single(reader: Reader) -> None:
    drawings = [d for d in pen_digits("test").drawings if len(d.strokes) > 1]
    single = [len(read_number(reader, drawing).digits) == 1 for drawing in drawings]
    assert np.mean(single) > 0.99


def test_most_rows_of_peoples_digits_are_read(reader: Reader) -> None:
    rng = np.random.default_rng(1)
    rows = [row_of_digits(rng, int(rng.integers(2, 6))) for _ in range(60)]
    read = [read_number(reader, drawing).text == text for drawing, text in rows]
    assert np.mean(read) > 0.8


@pytest.mark.parametrize(("scale", "x", "y"), [(0.01, 0, 0), (7, -300, 20), (1, 1e4, -1e4)])
def test_place_and_size_make_no_difference(
    reader: Reader, scale: float, x: float, y: float
) -> None:
    drawing = beside([L_OF_FOUR, STEM_OF_FOUR], [ONE], [SEVEN])
    moved = Drawing(tuple(Stroke(s.points * scale + [x, y]) for s in drawing.strokes))
    assert read_number(reader, moved).text == read_number(reader, drawing).text == "417"


def test_every_stroke_belongs_to_one_digit(reader: Reader) -> None:
    rng = np.random.default_rng(2)
    for _ in range(30):
        drawing, _ = row_of_digits(rng, int(rng.integers(1, 6)))
        strokes = [i for d in read_number(reader, drawing).digits for i in d.strokes]
        assert sorted(strokes) == list(range(len(drawing.strokes)))


def test_an_empty_drawing_has_no_digits(reader: Reader) -> None:
    assert (
        read_number(reader, Drawing()) == NumberReading(())
        or not read_number(reader, Drawing()).digits
    )


def test_a_letter_beside_a_digit_is_no_number(reader: Reader) -> None:
    star = np.array([[20, 100], [50, 0], [80, 100], [2, 38], [98, 38], [20, 100]], float)
    number = read_number(reader, beside([ONE], [star]))
    assert len(number.digits) == 1
    assert number.digits[0].digit is None


def test_one_doubtful_digit_of_several_is_left_open(reader: Reader) -> None:
    star = np.array([[20, 100], [50, 0], [80, 100], [2, 38], [98, 38], [20, 100]], float)
    number = read_number(reader, beside([SEVEN], [star], [ONE]))
    assert number.text == "7?1"
    assert [digit.strokes for digit in number.digits] == [(0,), (1,), (2,)]


def test_a_network_of_digits_alone_reads_one() -> None:
    network = RECIPES["mlp"].network(rng=np.random.default_rng(0))
    assert isinstance(network, Network)
    assert len(read_number(Reader(network), beside([ONE], [SEVEN])).digits) == 1


def test_many_strokes_are_no_number_of_many_digits(reader: Reader) -> None:
    fence = drawing_from_points([[(5 * i, 0), (5 * i, 100)] for i in range(200)])
    assert len(read_number(reader, fence).digits) == 1


def test_ink_of_a_picture_is_grouped_as_strokes_are(reader: Reader) -> None:
    from PIL import Image

    image = Image.new("RGB", (300, 120), (0, 0, 0))
    put(image, beside([L_OF_FOUR, STEM_OF_FOUR], [ONE]), (20, 20, 280, 100), (255, 255, 255), 7)
    ink = np.asarray(image.convert("L"))
    number = read_number(reader, Drawing(picture=Picture(ink, 0.0, 0.0, 1.0)))
    assert number.text == "41"
    with_pen = Drawing(
        (Stroke(SEVEN / 300 + [0.8, 0.06], width=0.02),), Picture(ink, 0.0, 0.0, 1.0)
    )
    assert read_number(reader, with_pen).text == "417"
