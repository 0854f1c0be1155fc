"""What is written in a picture: the one reading that all sensible views of it agree on.

    image → views (nn.preprocessing.photos.photo.candidates) → each read as a number
          → the deepest view that can be read, unless another one says something else

Pixels do not say what is ink: a stripe across the ground, the panel behind a digit and a frame
around it are all darker or lighter than something. A view of the wrong ink is mostly no digit, and
the network says so. Where two views are digits, and not the same ones, there is no answer: nobody
could tell which of them was meant.
"""

from __future__ import annotations

from PIL import Image

from nn.messages import N_
from nn.numbers.reading import NumberReading, read_number
from nn.preprocessing.photos.photo import Candidate, ImageError, candidates, no_ink
from nn.reader import Reader
from nn.strokes import Drawing, Picture


class NoAnswerError(ImageError):
    """A picture in which it cannot be told what is written."""


def picture_of_digits(image: Image.Image, name: str, reader: Reader) -> Picture | None:
    """The ink of any image as a picture that covers the sheet; its colours and paper are gone.

    None where there is no ink. ``name`` says in messages which image it is. Raises NoAnswerError
    where it cannot be told what is ink.
    """
    views = list(candidates(image))
    if not views:
        return None
    read = [(view, read_number(reader, Drawing(picture=view.picture))) for view in views]
    sure = [(view, number) for view, number in read if _is_answered(number)]
    if not sure:
        return views[0].picture
    best = min(sure, key=_rank)
    rivals = {number.text for view, number in sure if _rank((view, number)) == _rank(best)}
    if len(rivals) > 1 or not best[0].holds_all:
        raise NoAnswerError(
            N_(
                "nn",
                "{0}: expected digits that can be told from their ground; found several things "
                "that could be meant. Cut the picture to the digits, or draw them.",
            ),
            name,
        )
    return best[0].picture


def found_picture(image: Image.Image, name: str, reader: Reader) -> Picture:
    """The same, where ink is expected: raises ImageError where there is none."""
    picture = picture_of_digits(image, name, reader)
    if picture is None:
        raise no_ink(name)
    return picture


def _is_answered(number: NumberReading) -> bool:
    return bool(number.digits) and all(digit.digit is not None for digit in number.digits)


def _rank(read: tuple[Candidate, NumberReading]) -> tuple[bool, int, bool, int]:
    """Smaller is better: not cut off by the edge, deeper, of one colour, with more digits."""
    view, number = read
    return view.reaches_edge, -view.depth, not view.is_colour, -len(number.digits)
