"""Pictures: what is written is found among panels, frames and colours, or there is no answer."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from nn.__main__ import main
from nn.model_file import load_model, shipped_model_path
from nn.numbers.reading import read_number
from nn.picture_reading import NoAnswerError, found_picture, read_picture
from nn.preprocessing.photos.photo import ImageError
from nn.reader import Calibration, Reader
from nn.strokes import Drawing, drawing_from_points
from tests.nn.made_pictures import BLACK, KINDS, WHITE, put, row

SEVEN = drawing_from_points([[(0, 0), (30, 0), (60, 0), (40, 50), (25, 100)]])
ZERO = drawing_from_points(
    [[(30 + 30 * np.sin(a), 50 - 50 * np.cos(a)) for a in np.linspace(0, 6.4, 40)]]
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    model = load_model(shipped_model_path())
    return Reader(model.network, Calibration.from_metadata(model.metadata))


def text_of(image: Image.Image, reader: Reader) -> str:
    read = read_picture(image, "picture", reader)
    if read is None:
        return ""
    view, number = read
    assert number.text == read_number(reader, Drawing(picture=view.picture)).text
    return "" if "?" in number.text else number.text


@pytest.mark.parametrize("kind", KINDS)
def test_most_pictures_of_each_kind_are_read(kind: str, reader: Reader) -> None:
    rng = np.random.default_rng(7)
    right = 0
    for _ in range(3):
        image, text = KINDS[kind](rng)
        try:
            right += text_of(image, reader) == text
        except NoAnswerError:
            continue
    assert right >= 2


def test_digits_are_read_line_by_line(reader: Reader) -> None:
    image = Image.new("RGB", (300, 300), WHITE)
    for drawing, left, top in (
        (SEVEN, 60, 30),
        (ZERO, 180, 40),
        (ZERO, 50, 180),
        (SEVEN, 190, 170),
    ):
        put(image, drawing, (left, top, left + 60, top + 90), BLACK, 7)
    assert text_of(image, reader) == "7007"


def test_two_colours_that_say_different_digits_get_no_answer(reader: Reader) -> None:
    image = Image.new("RGB", (200, 200), (240, 240, 200))
    put(image, SEVEN, (70, 50, 130, 150), (20, 40, 220), 7)
    put(image, ZERO, (60, 40, 140, 160), (220, 30, 30), 7)
    with pytest.raises(NoAnswerError, match="several things"):
        read_picture(image, "picture", reader)


def test_a_picture_without_ink(reader: Reader) -> None:
    blank = Image.new("RGB", (90, 90), WHITE)
    assert read_picture(blank, "blank", reader) is None
    with pytest.raises(ImageError, match="no ink"):
        found_picture(blank, "blank", reader)


def test_a_zero_with_corners_is_no_frame(reader: Reader) -> None:
    image = Image.new("RGB", (200, 240), WHITE)
    ImageDraw.Draw(image).rounded_rectangle((60, 50, 140, 190), 30, outline=BLACK, width=10)
    assert text_of(image, reader) == "0"


def test_predict_prints_a_number_and_single_takes_it_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = Image.new("RGB", (260, 140), WHITE)
    put(image, SEVEN, (40, 25, 100, 115), BLACK, 7)
    put(image, ZERO, (150, 25, 210, 115), BLACK, 7)
    path = str(tmp_path / "70.png")
    image.save(path)
    assert main(["predict", path, "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["digit"], found["number"]) == (None, "70")
    assert [digit["digit"] for digit in found["digits"]] == [7, 0]
    boxes = [digit["box"] for digit in found["digits"]]
    assert boxes[0][2] < boxes[1][0]
    assert main(["predict", path, "--json", "--single"]) == 0
    (single,) = json.loads(capsys.readouterr().out)
    assert "number" not in single


def test_a_row_on_black_is_read_as_on_white(reader: Reader) -> None:
    image, _ = row(np.random.default_rng(3))
    inverted = Image.fromarray(255 - np.asarray(image))
    assert text_of(inverted, reader) == text_of(image, reader)
