"""A drawing as far as its replay has come, and so that each moment costs its newest piece alone.

whole drawing, part of it → complete strokes + the one that has begun → InkLayer
"""

from __future__ import annotations

from nn.strokes import Drawing, Stroke


class ReplayedStroke:
    """The beginning of a complete stroke; a longer ``part`` may be put in this one's place.

    The last point of ``part`` is where the pen was between two points of ``whole``.
    """

    def __init__(self, whole: Stroke, part: Stroke) -> None:
        self.whole = whole
        self.part = part

    @property
    def certain(self) -> int:
        return len(self.part.points) - 1

    def stroke(self) -> Stroke:
        return self.part

    def is_beyond(self, part: Stroke) -> bool:
        """Whether it has come further than ``part``."""
        return len(self.part.points) > len(part.points)


class ReplayedPart:
    """Divides part after part of a drawing; the stroke that has begun grows between them."""

    def __init__(self) -> None:
        self._begun: ReplayedStroke | None = None

    def divided(self, part: Drawing, whole: Drawing) -> tuple[Drawing, ReplayedStroke | None]:
        """The part's complete strokes, which are the very strokes of ``whole``, and the begun one.

        The latter is the same object as before as long as it is the same stroke and not shorter.
        """
        if not part.strokes or len(part.strokes) > len(whole.strokes):
            return part, None
        last, complete = part.strokes[-1], whole.strokes[len(part.strokes) - 1]
        if last is complete:
            return part, None
        begun = self._begun
        if begun is None or begun.whole is not complete or begun.is_beyond(last):
            self._begun = begun = ReplayedStroke(complete, last)
        begun.part = last
        return Drawing(part.strokes[:-1], part.picture), begun
