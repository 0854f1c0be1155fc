"""What is written in a picture: the one reading that all sensible views of it agree on.

    image → views (nn.preprocessing.photos.views) → each read as a number
          → the deepest view that can be read, unless another one says something else

A view of the wrong ink is mostly no digit, and the network says so. Where two views are digits, and
not the same ones, there is no answer: nobody could tell which of them was meant.
"""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image

from nn.messages import N_
from nn.numbers import NumberReading, read_number
from nn.preprocessing.photos.photo import ImageError, no_ink
from nn.preprocessing.photos.views import View, other_views, views
from nn.reader import Reader
from nn.strokes import Drawing, Picture


class NoAnswerError(ImageError):
    """A picture in which it cannot be told what is written."""


def picture_of_digits(image: Image.Image, name: str, reader: Reader) -> Picture | None:
    """The ink of any image as a picture that covers the sheet; its colours and paper are gone.

    None where there is no ink. ``name`` says in messages which image it is. Raises NoAnswerError
    where it cannot be told what is ink.
    """
    read = _read(views(image), reader)
    sure = [(view, number) for view, number in read if _is_answer(view, number)]
    if not sure:
        read += _read(other_views(image), reader)
        sure = [(view, number) for view, number in read if _is_answer(view, number)]
    if not sure:
        unsure = [view for view, number in read if not _is_answered(number)]
        if not unsure and read:
            raise _no_answer(name)
        return unsure[0].picture if unsure else None
    deepest = max(view.depth for view, _ in sure)
    rivals = [(view, number) for view, number in sure if view.depth == deepest and view.is_whole]
    if len({number.text for _, number in rivals}) != 1:
        raise _no_answer(name)
    return rivals[0][0].picture


def found_picture(image: Image.Image, name: str, reader: Reader) -> Picture:
    """The same, where ink is expected: raises ImageError where there is none."""
    picture = picture_of_digits(image, name, reader)
    if picture is None:
        raise no_ink(name)
    return picture


def _no_answer(name: str) -> NoAnswerError:
    return NoAnswerError(
        N_(
            "nn",
            "{0}: expected digits that can be told from their ground; found several things "
            "that could be meant. Cut the picture to the digits, or draw them.",
        ),
        name,
    )


def _read(found: Iterable[View], reader: Reader) -> list[tuple[View, NumberReading]]:
    return [(view, read_number(reader, Drawing(picture=view.picture))) for view in found]


def _is_answered(number: NumberReading) -> bool:
    return bool(number.digits) and all(digit.digit is not None for digit in number.digits)


def _is_answer(view: View, number: NumberReading) -> bool:
    """Whether a view says digits; of what the edge cuts off, a stripe looks like a one."""
    return _is_answered(number) and not (
        view.is_cut and (len(number.digits) > 1 or number.text == "1")
    )
