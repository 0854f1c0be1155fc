"""The ways in which people of the world write digits: data for :mod:`nn.synthesis.digits`.

A style is a digit, its weight (how often it is drawn in comparison to the digit's other styles), a
name and its strokes in the order of writing. To add one, write a line into the group of its digit
and look at it:

    python -m nn synthesise --sheet FILE.png

A stroke is a text such as ``"2,4 56,2! 22,100"``, x,y of each point that the pen passes, smoothly
or, where the point ends in ``!``, with a corner; or it is ``arc(x, y, width, height, start,
sweep)``, a part of an ellipse (degrees, clockwise, -90 is the top). A digit is about 60 wide and
100 high, x grows to the right and y downward. Write the plain, careful form: slant, width, wobble,
hooks and gaps are added by :mod:`nn.synthesis.hand` to every style alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from nn.synthesis.curves import Path, arc, path

NOT_A_DIGIT = 10
"""The label of every mark that is not a digit."""


@dataclass(frozen=True)
class Style:
    """One way to write one digit, or a mark with the label NOT_A_DIGIT."""

    digit: int
    name: str
    strokes: tuple[Path, ...]
    weight: float = 1.0


def style(digit: int, weight: float, name: str, *strokes: Path | str) -> Style:
    """A style from its strokes, each a Path or the text of one (see
    :func:`nn.synthesis.curves.path`).
    """
    paths = tuple(path(stroke) if isinstance(stroke, str) else stroke for stroke in strokes)
    return Style(digit, name, paths, weight)


_RING = arc(30, 50, 28, 50, -80, -372)

ZEROS = (
    style(0, 3, "ring", _RING),
    style(0, 1.5, "ring clockwise", arc(30, 50, 28, 50, -100, 372)),
    style(0, 1, "ring from the right", arc(30, 50, 28, 50, -20, -368)),
    style(0, 0.7, "ring from the left", arc(30, 50, 28, 50, 200, 368)),
    style(0, 0.7, "ring from below", arc(30, 50, 28, 50, 80, 366)),
    style(0, 1.5, "narrow", arc(30, 50, 18, 50, -75, -370)),
    style(0, 0.8, "open at the top", arc(30, 50, 28, 50, -62, -318)),
    style(0, 0.35, "open at the right", arc(30, 50, 28, 50, -45, -325)),
    style(0, 1, "overlapping", arc(30, 50, 28, 50, -125, -425)),
    style(0, 0.4, "end curled in", "34,2 12,14 2,52 16,94 42,94 57,54 46,12 30,10 26,26"),
    style(0, 0.8, "end crossing over", "40,3 16,8 3,52 18,96 44,92 56,50 44,14 22,2 8,-4"),
    style(0, 0.7, "small loop on top", "44,12 22,2 4,40 14,92 44,94 57,52 42,8 30,6 34,16 52,8"),
    style(0, 0.5, "in two halves", "32,0 8,22 3,60 28,100", "30,1 54,26 55,64 27,100"),
    style(0, 0.7, "egg", "30,0 10,36 3,74 30,100 57,74 50,36 28,0"),
    style(0, 0.6, "boxy", "14,3 5,22 5,78 16,98 46,97 55,78 54,20 44,3 12,3"),
    style(0, 0.6, "slashed", _RING, "47,20 13,80"),
    style(0, 0.6, "slashed right through", _RING, "64,-4 -4,104"),
    style(0, 0.4, "slashed backward", _RING, "12,22 48,78"),
    style(0, 0.3, "slashed across", _RING, "66,30 -6,70"),
    style(0, 0.4, "slash joined", arc(30, 50, 28, 50, -50, -360) + path("48,14! 10,88")),
    style(0, 0.3, "dotted", _RING, "30,50"),
    style(0, 0.2, "dotted with a dash", _RING, "30,46 30,54"),
    style(0, 1, "leaning", "46,2 20,14 2,54 8,92 26,98 48,72 58,28 44,2"),
    style(0, 2, "round", arc(50, 50, 46, 50, -85, -372)),
    style(0, 0.8, "wide", arc(60, 50, 62, 48, -100, -375)),
    style(0, 0.4, "wide clockwise", arc(56, 50, 56, 48, -130, 375)),
)

ONES = (
    style(1, 5, "bar", "0,0 0,50 0,100"),
    style(1, 0.5, "bar upward", "0,100 0,50 0,0"),
    style(1, 1, "bar bent", "4,0 0,45 3,100"),
    style(1, 1.5, "short flag", "9,14 22,0! 22,50 22,100"),
    style(1, 2.5, "flag", "0,26 22,0! 22,50 22,100"),
    style(1, 1.5, "long flag", "-6,46 24,0! 23,50 23,100"),
    style(1, 0.6, "very long flag", "-14,68 26,0! 25,50 25,100"),
    style(1, 0.8, "curved flag", "0,27 13,16 23,0! 22,50 22,100"),
    style(1, 0.4, "flag drawn apart", "22,0 22,50 22,100", "22,0 2,26"),
    style(1, 2, "flag and foot", "2,24 22,0! 22,50 22,99", "2,100 44,100"),
    style(1, 0.8, "short flag and foot", "10,12 22,0! 22,50 22,99", "4,100 40,100"),
    style(1, 0.5, "long flag and foot", "-6,44 23,0! 23,50 23,99", "2,100 46,100"),
    style(1, 0.6, "flag and foot in one", "2,22 22,0! 22,50 22,98! 2,100! 46,99"),
    style(1, 0.6, "bar and foot", "20,0 20,50 20,99", "0,100 40,100"),
    style(1, 0.4, "end turned up", "6,0 4,40 5,84 12,99 22,94"),
    style(1, 0.3, "flag, end turned up", "-8,30 12,0! 12,50 13,84 20,99 30,94"),
)

TWOS = (
    style(2, 3, "plain", "4,22 14,4 34,0 52,14 50,36 30,66 2,99! 30,98 60,98"),
    style(2, 1, "short base", "6,20 18,3 38,2 50,18 44,42 24,74 3,99! 20,98 40,98"),
    style(2, 0.7, "base falling", "4,22 18,3 40,2 50,18 42,46 22,72 2,94! 30,99 62,106"),
    style(2, 0.7, "base rising", "4,24 18,5 40,4 50,20 42,46 22,74 2,100! 30,96 62,88"),
    style(2, 1.5, "wavy base", "4,22 18,2 42,4 51,24 36,60 2,96! 18,89 38,98 62,90"),
    style(2, 2.5, "loop", "4,22 16,3 40,2 51,20 38,56 14,92 2,96 3,84 18,83 40,97 64,92"),
    style(2, 1, "wide loop", "8,20 24,0 48,6 52,28 34,66 10,98 -6,92 -2,76 18,76 40,95 66,96"),
    style(2, 1.5, "small loop", "6,20 20,2 42,4 50,22 38,56 10,94 3,98 6,90 20,94 58,97"),
    style(2, 1, "swan", "4,20 22,0 48,6 52,26 36,58 8,88 8,99 30,99 60,95"),
    style(2, 1, "curled start", "16,26 6,26 4,12 22,0 48,6 50,30 26,68 2,98! 30,98 60,97"),
    style(2, 0.8, "curl and loop", "18,24 4,16 26,0 50,10 46,40 20,84 4,94 6,82 22,84 44,98 62,88"),
    style(2, 0.8, "flat top", "2,8 26,2 48,4 50,16 34,54 2,98! 30,98 60,97"),
    style(2, 0.7, "like a z", "4,6 30,4 54,4! 30,50 4,96! 30,96 58,96"),
    style(2, 0.6, "like a round z", "2,14 16,3 34,8 52,5! 28,50 4,96! 18,90 36,98 60,92"),
    style(2, 1, "no start", "12,4 36,0 52,16 46,42 26,70 2,98! 30,98 58,98"),
    style(2, 0.7, "narrow", "4,16 14,1 30,4 34,22 22,60 2,98! 20,98 42,97"),
    style(2, 1.5, "round loop", "8,18 26,0 50,14 50,46 32,84 10,98 0,84 14,70 40,80 64,98"),
    style(2, 0.8, "big round loop", "12,14 30,0 48,14 48,54 26,96 4,92 2,66 24,60 46,82 66,96"),
    style(2, 0.8, "small head", "16,12 30,2 40,12 36,36 20,66 2,98! 30,97 62,96"),
    style(2, 0.8, "loop lying low", "18,20 34,2 54,12 44,44 12,92 -6,84 4,62 34,66 50,90 74,92"),
    style(2, 0.6, "high loop", "10,18 32,0 54,14 46,50 22,92 0,90 0,66 26,56 46,74 58,94 72,90"),
)

THREES = (
    style(3, 3, "round", "4,14 24,0 48,12 44,36 22,47! 48,54 57,76 34,100 2,88"),
    style(3, 1.5, "round, waist barely touched", "6,10 32,0 50,18 34,46! 54,62 50,90 24,100 2,92"),
    style(3, 1, "round, deep waist", "4,14 26,0 50,16 38,42 10,48! 44,54 56,76 32,100 0,86"),
    style(3, 1.2, "waist loop", "4,14 26,0 50,14 42,38 20,50 14,44 24,41 48,54 56,78 32,100 2,88"),
    style(3, 1, "waist rounded", "6,12 30,0 50,16 42,38 27,47 44,56 55,78 34,100 2,90"),
    style(3, 0.8, "curls", "14,22 4,16 20,0 48,10 44,36 20,47! 50,56 55,82 28,101 4,92 10,80"),
    style(3, 1.5, "flat top", "4,3 28,2 52,2! 38,20 24,40! 48,48 57,72 36,99 2,92"),
    style(3, 0.8, "flat top, round turn", "6,4 30,2 50,6 36,28 22,42! 48,50 55,74 34,99 2,92"),
    style(3, 0.6, "flat top and waist", "4,4 28,3 50,3! 26,42! 40,42 56,66 40,97 2,98"),
    style(3, 0.6, "angular", "6,4 50,3! 22,44! 54,74 40,94 4,98"),
    style(3, 0.3, "angular throughout", "6,4 50,6! 18,46! 54,76! 4,100"),
    style(3, 0.6, "long tail", "6,12 30,0 48,14 40,36 22,44! 46,52 54,76 28,98 -14,104"),
    style(3, 1, "short ends", "16,4 38,1 50,18 38,40 22,46! 46,54 54,76 40,97 18,99"),
    style(3, 1, "slim", "10,8 30,0 46,14 36,34 22,44! 42,54 46,76 32,98 6,97"),
    style(3, 0.7, "waist pointing far left", "6,8 32,2 50,10 34,32 8,50! 40,50 54,70 36,98 2,96"),
    style(3, 0.7, "open bows", "2,6 36,4 44,20 26,44! 46,56 44,84 26,98 -4,100"),
    style(3, 0.6, "top like a seven", "8,12 12,4 44,3 24,44! 42,54 44,78 28,98 8,96"),
    style(3, 1.2, "tail far left", "18,14 38,0 60,8 48,30 26,42! 46,52 44,80 20,98 -10,92"),
    style(3, 0.8, "head to the right", "14,16 34,0 62,4 52,26 22,44! 46,50 48,78 24,98 -2,94"),
    style(3, 0.8, "short tail", "4,10 28,2 46,12 38,30 24,42! 42,54 42,80 24,100 12,98"),
)

FOURS = (
    style(4, 2, "open", "16,0 10,30 2,60! 32,59 64,57", "46,30 45,66 44,100"),
    style(4, 2, "open, long stem", "12,4 8,30 4,56! 32,55 60,54", "50,0 49,50 47,100"),
    style(4, 1.5, "open, round", "12,2 4,36 12,58 30,58 52,48", "54,4 50,50 46,100"),
    style(4, 1, "open, square", "6,0 5,25 5,50! 28,50 50,49", "50,0 50,50 50,100"),
    style(4, 1, "open, low bar", "22,0 12,40 0,74! 34,73 66,71", "44,44 43,76 42,104"),
    style(4, 0.6, "open, short stem", "20,0 10,36 2,68! 34,66 66,64", "42,52 41,76 40,98"),
    style(4, 1.5, "closed", "46,0 24,34 2,68! 32,68 64,68", "46,0 46,50 46,100"),
    style(4, 1, "closed, low stem", "40,0 20,36 0,70! 32,69 66,68", "40,24 40,60 39,102"),
    style(4, 0.8, "closed in one stroke", "64,67 34,67 2,67! 24,34 45,0! 45,50 45,100"),
    style(4, 0.5, "closed, from below", "45,100 45,50 45,0! 24,34 2,68! 32,68 64,67"),
    style(4, 0.6, "closed, leaning bar", "44,0 22,34 2,62! 34,58 68,50", "44,2 42,50 40,100"),
    style(4, 1, "one stroke, open", "14,2 8,28 4,54! 28,53 48,48 54,8! 49,50 46,100"),
    style(4, 1, "one stroke, round", "10,2 4,32 14,52 36,48 54,6! 50,50 46,100"),
    style(4, 0.7, "crossing lines", "28,0 14,34 -2,66! 38,63 80,60", "48,26 46,64 42,112"),
    style(4, 0.3, "level top", "50,6! 28,8 8,12! 5,30 3,47! 28,47 50,46", "52,2 51,50 50,100"),
    style(4, 0.3, "level top in one", "48,5! 26,8 9,13! 6,30 4,47! 28,48 48,44! 51,2! 47,100"),
    style(4, 0.2, "like a box", "50,6 28,5 6,5! 5,26 4,46! 28,46 50,45", "51,2 50,50 50,100"),
    style(4, 0.8, "stem leaning", "30,0 14,30 0,58! 32,56 62,54", "56,30 40,66 26,100"),
    style(4, 0.4, "stem first", "42,0 41,50 40,100", "40,2 18,36 2,66! 34,66 62,66"),
    style(4, 0.4, "one stroke, loop", "26,0 12,34 2,58 12,62 40,52 60,34 54,24 44,40 34,106"),
)

FIVES = (
    style(5, 3, "two strokes", "12,4 9,24 7,44! 30,37 54,54 52,82 28,100 2,90", "12,4 34,3 58,2"),
    style(5, 1, "bar apart", "12,6 9,26 8,44! 32,37 54,56 50,84 26,100 2,90", "20,-3 40,-4 62,-6"),
    style(5, 0.8, "long bar", "12,4 9,24 7,42! 30,36 50,52 50,80 26,100 0,90", "10,4 44,1 82,-4"),
    style(5, 0.6, "bar first", "10,4 32,3 56,3", "12,4 9,24 7,44! 30,36 54,54 52,82 28,100 2,92"),
    style(5, 2.5, "one stroke", "55,2 34,3 13,4! 10,24 7,43! 30,36 55,54 52,84 26,100 0,90"),
    style(5, 1, "round neck in one", "54,2 32,2 12,6! 8,30 14,44 36,42 54,60 48,88 24,100 0,90"),
    style(5, 1.2, "like an s", "54,6 34,0 14,8 10,28 26,44 48,56 52,82 28,100 2,90"),
    style(5, 0.8, "like a flat s", "58,2 34,2 16,6 12,22 22,40 46,54 52,78 30,98 0,94"),
    style(5, 0.8, "square", "52,2 30,2 8,3! 7,22 6,42! 30,42 50,50 52,80 38,98 2,98"),
    style(5, 0.8, "no dip", "14,2 10,22 10,40! 40,46 54,66 44,92 4,100", "14,3 36,2 60,1"),
    style(5, 1, "round neck and bar", "16,2 8,26 10,42 32,42 54,58 48,88 24,100 0,92", "16,3 60,0"),
    style(5, 0.6, "curled end", "12,4 9,24 8,44! 32,36 55,56 50,88 24,101 2,92 8,80", "12,4 58,2"),
    style(5, 0.7, "small belly", "54,2 34,3 16,4! 12,30 8,56! 30,50 48,62 46,86 26,100 2,94"),
    style(5, 0.7, "big belly", "14,2 11,16 9,32! 34,24 60,48 54,84 26,100 0,88", "14,2 32,1 50,0"),
    style(5, 0.5, "neck loop", "54,4 34,3 14,5 8,30 4,46 10,40 34,38 54,58 48,88 22,100 0,90"),
    style(5, 0.7, "leaning neck", "24,2 16,22 6,44! 32,38 52,56 48,84 24,100 0,92", "24,3 66,0"),
    style(5, 0.7, "low bar", "16,10 11,26 9,44! 32,38 54,54 52,84 28,100 2,92", "14,12 36,8 60,4"),
    style(5, 0.6, "small, long bar", "20,26 14,46! 32,42 46,58 38,88 4,98", "18,26 50,16 84,6"),
    style(5, 0.6, "bar on a stem", "18,0 12,22 8,46! 32,40 52,58 46,88 6,98", "18,8 40,4 66,-2"),
)

SIXES = (
    style(6, 3, "curved", "44,0 18,24 4,62 14,94 38,100 55,80 46,58 24,56 7,76"),
    style(6, 1.5, "straight stem", "38,0 20,34 4,70 16,98 42,97 52,76 38,58 8,70"),
    style(6, 1, "upright stem", "14,0 7,34 4,70 18,98 44,96 53,76 40,58 18,60 5,74"),
    style(6, 1, "curled stem", "54,14 42,1 20,12 4,54 16,96 44,97 56,74 38,54 8,70"),
    style(6, 0.8, "clockwise loop", "42,0 16,36 5,80! 16,60 38,54 55,72 44,97 20,99 5,84"),
    style(6, 1, "small loop", "36,0 12,36 2,76 14,100 34,94 36,76 20,70 4,84"),
    style(6, 0.8, "big loop", "40,0 12,22 3,60 20,99 50,94 56,70 38,50 8,66"),
    style(6, 1, "open loop", "44,0 18,22 4,62 18,98 46,95 54,74 36,62"),
    style(6, 0.6, "open loop, end outside", "40,0 14,28 5,70 22,99 48,90 50,68 30,62 16,68"),
    style(6, 0.5, "end curled in", "48,4 22,8 4,52 18,98 48,94 56,68 34,54 20,66 28,76"),
    style(6, 0.7, "loop crossing the stem", "42,0 16,28 4,66 18,98 44,96 54,76 36,58 -6,72"),
    style(6, 0.7, "lying stem", "62,6 30,18 6,56 12,92 38,100 55,82 44,62 20,62 6,78"),
    style(6, 0.4, "from the loop", "6,78 18,60 42,56 55,78 40,99 14,95 4,64 16,26 42,0"),
    style(6, 0.7, "narrow", "24,0 8,34 3,72 12,98 28,96 33,78 24,62 6,74"),
    style(6, 1, "flat loop", "44,0 20,40 2,78 12,98 40,98 57,84 44,72 8,84"),
    style(6, 0.7, "angular", "32,0 18,38 4,74! 14,96 40,94 50,76 34,64 6,80"),
    style(6, 0.7, "stem at the side", "10,0 6,50 8,92 30,99 50,86 46,68 26,66 8,80"),
    style(6, 1, "long slanting stem", "58,0 26,40 2,82 12,98 44,96 62,82 50,70 10,86"),
    style(6, 0.5, "slanting stem, loop crossing", "52,0 22,40 2,84 18,99 50,90 54,74 36,70 -4,92"),
    style(6, 1, "short stem, wide loop", "18,0 4,46 10,90 38,99 66,82 58,58 36,60 16,86"),
    style(6, 0.8, "loop to the right", "24,0 4,40 8,88 38,98 70,72 62,38 40,42 18,78"),
    style(6, 0.6, "loop to the right, open", "16,0 2,50 10,92 40,98 64,76 54,54 34,58"),
)

SEVENS = (
    style(7, 3, "plain", "2,4 28,3 56,2! 40,46 22,100"),
    style(7, 2, "curved stem", "2,4 28,3 57,2! 34,44 25,100"),
    style(7, 1, "upright stem", "0,5 24,4 48,3! 46,50 42,100"),
    style(7, 1, "rounded", "2,8 26,2 50,2 52,16 36,54 26,100"),
    style(7, 1, "wavy bar", "1,16 10,2 32,7 58,0! 38,46 25,100"),
    style(7, 1.2, "serif", "4,20 4,11 4,3! 30,3 56,2! 38,48 24,100"),
    style(7, 0.6, "serif in two strokes", "5,4 4,16 2,30", "5,4 30,3 54,3! 46,48 28,100"),
    style(7, 0.6, "hook", "2,18 4,6 16,3 56,3! 36,48 26,100"),
    style(7, 0.6, "bar falling", "2,0 28,6 54,12! 38,52 22,100"),
    style(7, 0.8, "bar rising", "0,9 28,5 58,0! 38,48 24,100"),
    style(7, 0.6, "short bar", "2,5 22,4 43,2! 32,50 18,100"),
    style(7, 0.6, "lying stem", "0,6 30,4 62,4! 30,40 2,92"),
    style(7, 2, "crossed", "2,4 28,3 56,2! 40,46 22,100", "14,50 36,49 58,48"),
    style(7, 1, "crossed, curved stem", "2,4 28,3 57,2! 34,46 26,100", "12,54 34,52 56,50"),
    style(7, 0.6, "crossed, slanting", "2,4 28,3 56,2! 40,46 24,100", "16,58 36,50 56,42"),
    style(7, 0.8, "crossed, serif", "4,20 4,11 4,3! 30,3 56,2! 38,48 24,100", "16,51 36,50 56,49"),
    style(7, 0.6, "crossed, wavy bar", "1,16 10,2 32,7 58,0! 38,46 25,100", "14,52 36,50 58,48"),
    style(7, 0.5, "crossed, upright", "0,5 24,4 48,3! 46,50 42,100", "26,52 46,51 66,50"),
    style(7, 0.5, "crossed, short dash", "2,4 28,3 56,2! 38,48 24,100", "26,50 48,48"),
    style(7, 0.8, "long serif, upright stem", "2,32 4,18 6,5! 30,6 54,8! 51,52 48,100"),
    style(7, 0.6, "long serif, leaning stem", "0,30 8,12 16,4! 38,5 62,6! 46,50 26,100"),
)

_S_EIGHT = path("50,14 30,0 9,18 26,44 52,70 34,100 5,78 28,48 51,24 44,8")
_O_EIGHT = path("30,47 9,24 30,0 51,24 30,47 4,74 30,100 56,74 30,47")

EIGHTS = (
    style(8, 3, "s and back", _S_EIGHT),
    style(8, 1.5, "s and back, mirrored", _S_EIGHT.mirrored()),
    style(8, 1.5, "from the top", "32,0 9,16 26,44 54,72 32,100 4,76 28,46 52,20 30,0"),
    style(8, 1.5, "straight ascent", "52,10 30,0 10,18 28,44 52,70 32,100 6,82 28,50 54,6"),
    style(8, 1, "open at the top", "48,6 24,2 12,20 28,44 50,70 32,100 6,80 30,46 60,0"),
    style(8, 0.7, "open, ends apart", "40,2 14,8 14,28 46,64 46,94 16,98 8,74 34,44 58,8"),
    style(8, 1, "from the waist", _O_EIGHT),
    style(8, 0.6, "from the waist, mirrored", _O_EIGHT.mirrored()),
    style(8, 1.2, "two rings", arc(30, 23, 21, 23, -90, -368), arc(30, 73, 28, 27, -90, -368)),
    style(8, 0.5, "rings clockwise", arc(30, 23, 21, 23, -100, 368), arc(30, 73, 27, 27, -90, 368)),
    style(8, 0.4, "rings apart", arc(32, 21, 20, 21, -90, -360), arc(29, 75, 24, 25, -70, -362)),
    style(8, 0.5, "ring on bowl", arc(30, 24, 22, 24, 90, -368), "24,46 4,72 28,100 54,76 36,46"),
    style(8, 0.6, "s, then closed", "52,14 30,0 8,18 28,45 53,72 32,100 4,84", "52,12 30,46 6,84"),
    style(8, 0.7, "small head", "47,14 32,0 15,16 28,38 56,68 34,100 2,72 28,38 46,18 42,8"),
    style(8, 0.7, "narrow", "32,10 20,0 8,18 18,44 34,72 20,100 6,78 18,48 32,22 28,6"),
    style(8, 0.6, "tail at the top", "66,2 34,2 12,14 26,44 52,70 34,100 6,78 28,46 50,24 44,6"),
    style(8, 1.2, "leaning loop", "56,8 36,0 20,16 30,44 46,70 26,100 4,88 18,58 46,34 58,12"),
    style(8, 0.7, "straight cross", "50,14 30,0 8,14 52,78 30,100 6,80 54,8"),
    style(8, 1, "big head", "52,16 28,0 3,22 28,54 44,78 28,100 12,80 32,52 58,26 46,8"),
    style(8, 0.8, "hook at the start", "64,0 48,12 26,2 8,22 32,50 42,78 20,100 6,84 26,56 56,18"),
)

NINES = (
    style(9, 2.5, "straight stem", "50,12 28,0 6,20 16,46 42,42 52,8! 51,50 49,100"),
    style(9, 1.2, "leaning stem", "52,10 28,0 6,22 18,46 44,38 54,6! 46,50 34,100"),
    style(9, 1.5, "curved stem", "51,14 28,0 6,20 18,46 44,36 53,10 52,50 36,100"),
    style(9, 1.5, "curled tail", "52,12 28,0 6,22 18,46 46,36 54,10 54,60 42,94 18,100 2,88"),
    style(9, 1, "short curl", "50,14 28,0 6,22 18,46 44,36 53,10 52,66 44,96 24,99"),
    style(9, 0.6, "flat foot", "50,12 28,0 6,20 18,44 44,36 52,8 52,50 46,88 30,99 0,99"),
    style(9, 1, "round from below", "50,34 24,50 5,24 28,0 52,18 53,56 42,100"),
    style(9, 1, "round from below, curled tail", "50,36 22,50 5,24 28,0 52,18 54,60 38,98 4,92"),
    style(9, 0.8, "open loop", "44,4 16,4 6,28 22,46 48,30 52,2! 50,50 48,100"),
    style(9, 0.6, "open loop, round", "40,2 12,8 8,34 30,44 52,22 54,8 52,50 40,100"),
    style(9, 0.8, "ring and stem", arc(28, 24, 24, 24, -30, -365), "52,4 51,50 50,100"),
    style(9, 0.4, "ring, curved stem", arc(28, 25, 24, 25, -30, -365), "52,12 53,60 40,95 8,96"),
    style(9, 0.8, "ring clockwise", "50,22 30,48 6,28 24,0 50,12 52,50 46,100"),
    style(9, 0.8, "small head", "46,10 30,0 16,16 26,34 44,26 49,8 49,50 46,100"),
    style(9, 0.8, "big head", "56,14 30,0 2,28 16,60 46,54 58,14 56,60 48,100"),
    style(9, 0.8, "loop behind the stem", "50,8 26,0 6,22 20,46 48,30 56,0! 50,50 44,100"),
    style(9, 0.3, "turn at the foot", "50,12 28,0 6,20 18,46 44,38 52,8 50,60 52,94 64,94"),
    style(9, 1.2, "slanting head", "52,8 32,6 6,26 3,40 16,42 40,24 54,6! 48,50 42,100"),
    style(9, 1, "flat head", "52,16 28,4 3,16 10,32 34,30 52,12! 49,50 46,100"),
    style(9, 1, "pointed head", "50,20 30,0 6,24 20,40 46,26 52,16! 51,50 49,100"),
    style(9, 0.8, "pointed head, leaning", "54,4! 24,12 4,34 14,44 40,26 54,4! 44,50 34,100"),
)

STYLES: tuple[Style, ...] = (
    ZEROS + ONES + TWOS + THREES + FOURS + FIVES + SIXES + SEVENS + EIGHTS + NINES
)
"""Every style of every digit."""
