"""What the tests of the presentation share: a drawing that the small network reads."""

from __future__ import annotations

import numpy as np

from nn.strokes import Drawing, Stroke
from tests.app.hand import DIGITS

SEVEN = Drawing(tuple(Stroke(np.array(points, np.float32), width=0.06) for points in DIGITS[7]))
