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
from nn.numbers.reading import NumberReading, read_number
from nn.preprocessing.photos.photo import ImageError, no_ink
from nn.preprocessing.photos.views import View, other_views, views
from nn.reader import Reader
from nn.strokes import Drawing, Picture

_SURE = 0.75
"""The share that each of several digits has at least: beside a digit in a picture there may be
anything, and some of it looks a little like one."""


_WIDEST = 1.7
"""Width of a digit among others, in its heights."""


class NoAnswerError(ImageError):
    """A picture in which it cannot be told what is written."""


def read_picture(
    image: Image.Image, name: str, reader: Reader
) -> tuple[View, NumberReading] | None:
    """The ink of any image, its colours and paper gone, and what it says as a number.

    None where there is no ink. ``name`` says in messages which image it is. Raises NoAnswerError
    where it cannot be told what is ink.
    """
    read = _read(views(image), reader)
    sure = [(view, number) for view, number in read if _is_answer(view, number)]
    is_seen = any(view.is_whole for view, _ in sure)
    if not is_seen and not any(_is_doubtful(view, number) for view, number in read):
        read += _read(other_views(image), reader)
        sure = [(view, number) for view, number in read if _is_answer(view, number)]
    if not sure:
        unsure = [(view, number) for view, number in read if _least_share(number) == 0]
        if not unsure and read:
            raise _no_answer(name)
        return unsure[0] if unsure else None
    best = max(_rank(view) for view, _ in sure)
    rivals = [(view, number) for view, number in sure if _rank(view) == best and view.is_whole]
    texts = {number.text for _, number in rivals}
    if len(texts) != 1 or any(_says_more(view, number, *rivals[0]) for view, number in sure):
        raise _no_answer(name)
    return rivals[0]


def _rank(view: View) -> tuple[int, bool]:
    """Larger is better: deeper, and of one colour."""
    return view.depth, view.is_colour


def _says_more(view: View, number: NumberReading, best: View, said: NumberReading) -> bool:
    """Whether a view from farther out, and all of it, has more digits than the best one."""
    return view.is_whole and view.depth < best.depth and len(number.digits) > len(said.digits)


def found_picture(image: Image.Image, name: str, reader: Reader) -> Picture:
    """The ink alone, as a picture that covers the sheet; raises ImageError where there is none."""
    read = read_picture(image, name, reader)
    if read is None:
        raise no_ink(name)
    return read[0].picture


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


def _least_share(number: NumberReading) -> float:
    """The share of the digit that is least sure; 0 where one has no answer."""
    if any(digit.digit is None for digit in number.digits):
        return 0.0
    return min((float(digit.reading.shares.max()) for digit in number.digits), default=0.0)


def _is_answer(view: View, number: NumberReading) -> bool:
    """Whether a view says digits; of what the edge cuts off, a stripe looks like a one."""
    several = len(number.digits) > 1
    if view.is_single is several or _least_share(number) <= (_SURE if several else 0):
        return False
    if several and any(_is_wide(digit.box) for digit in number.digits):
        return False
    return not (view.is_cut and (several or number.text == "1"))


def _is_wide(box: tuple[float, float, float, float]) -> bool:
    """Whether a digit among others is wider than one is: there is a sign beside it."""
    left, top, right, bottom = box
    return right - left > _WIDEST * (bottom - top)


def _is_doubtful(view: View, number: NumberReading) -> bool:
    """Whether it is one digit, but not clear which: then it is the ink that was looked for."""
    return view.is_whole and number.digits[0].reading.verdict == "unsure"
