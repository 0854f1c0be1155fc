from __future__ import annotations

import numpy as np

from app.drawing.live_stroke import LiveStroke


def test_grows_without_changing_strokes_that_were_taken_from_it() -> None:
    live = LiveStroke(width=0.1, has_pressure=True)
    taken = []
    for step in range(300):
        live.append(step, -step, 0.5, step / 100)
        taken.append(live.stroke())
    for step, stroke in enumerate(taken):
        assert len(stroke.points) == step + 1
        assert stroke.points[-1].tolist() == [step, -step]
        assert stroke.seconds[-1] == step / 100
    assert np.all(taken[-1].pressure == 0.5)


def test_without_pressure_there_is_none_in_the_stroke() -> None:
    live = LiveStroke(width=0.1, has_pressure=False)
    live.append(0, 0, None, 0.0)
    assert len(live.stroke().pressure) == 0
