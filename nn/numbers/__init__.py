"""Numbers: which ink makes which digit, and what the digits say together.

    strokes ┐
    picture ┴→ pieces (pieces.py) → lines (lines.py) → the best groups (lattice.py) → NumberReading

:func:`nn.numbers.reading.read_number` is the one way in, for the window, files and command line.
"""
