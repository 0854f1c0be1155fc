from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.drawing.stroke_editor import HISTORY_LIMIT, LiveStroke, StrokeEditor, erase
from nn.arrays import Array
from nn.strokes import Drawing, Stroke


def stroke(editor: StrokeEditor, *points: tuple[float, float]) -> None:
    editor.begin(*points[0], width=0.1, pressure=None, seconds=0.0)
    for x, y in points[1:]:
        editor.extend(x, y, pressure=None, seconds=0.0)
    editor.end()


def test_a_stroke_belongs_to_the_drawing_while_it_is_drawn() -> None:
    editor = StrokeEditor()
    editor.begin(0, 0, width=0.1, pressure=None, seconds=1.0)
    editor.extend(1, 1, pressure=None, seconds=1.5)
    assert editor.drawing.strokes[0].points.tolist() == [[0, 0], [1, 1]]
    assert editor.drawing.strokes[0].seconds.tolist() == [1.0, 1.5]
    assert editor.finished.is_empty
    assert not editor.can_undo
    before = editor.drawing
    editor.end()
    assert editor.drawing == before
    assert editor.can_undo


def test_undo_and_redo_go_stroke_by_stroke() -> None:
    editor = StrokeEditor()
    states = [editor.drawing]
    for y in range(3):
        stroke(editor, (0, y), (1, y))
        states.append(editor.drawing)
    for state in reversed(states[:-1]):
        editor.undo()
        assert editor.drawing == state
    assert not editor.can_undo
    for state in states[1:]:
        editor.redo()
        assert editor.drawing == state
    assert not editor.can_redo


def test_a_new_stroke_forgets_what_could_be_redone() -> None:
    editor = StrokeEditor()
    stroke(editor, (0, 0), (1, 0))
    editor.undo()
    stroke(editor, (0, 1), (1, 1))
    assert not editor.can_redo


def test_clear_is_a_step_and_clearing_nothing_is_none() -> None:
    editor = StrokeEditor()
    editor.clear()
    assert not editor.can_undo
    stroke(editor, (0, 0), (1, 0))
    drawn = editor.drawing
    editor.clear()
    assert editor.drawing.is_empty
    editor.undo()
    assert editor.drawing == drawn


def test_one_pass_of_the_eraser_is_one_step() -> None:
    editor = StrokeEditor()
    stroke(editor, (0, 0.5), (1, 0.5))
    drawn = editor.drawing
    editor.erase_begin()
    for x in (0.3, 0.4, 0.5):
        editor.erase((x, 0.5), (x, 0.5), radius=0.02)
    editor.end()
    assert len(editor.drawing.strokes) > 1
    editor.undo()
    assert editor.drawing == drawn
    editor.redo()
    assert len(editor.drawing.strokes) > 1


def test_an_eraser_that_touches_nothing_leaves_no_step() -> None:
    editor = StrokeEditor()
    editor.erase_begin()
    editor.erase((0.3, 0.5), (0.4, 0.5), radius=0.02)
    editor.end()
    assert not editor.can_undo


def test_undo_takes_back_a_stroke_under_way() -> None:
    editor = StrokeEditor()
    editor.begin(0, 0, width=0.1, pressure=None, seconds=0.0)
    editor.undo()
    assert editor.drawing.is_empty
    editor.redo()
    assert len(editor.drawing.strokes) == 1


def test_putting_the_pen_down_twice_keeps_both_strokes() -> None:
    editor = StrokeEditor()
    editor.begin(0, 0, width=0.1, pressure=None, seconds=0.0)
    editor.begin(1, 1, width=0.1, pressure=None, seconds=0.0)
    editor.end()
    assert len(editor.drawing.strokes) == 2


def test_the_revision_tells_every_change() -> None:
    editor = StrokeEditor()
    seen = {editor.revision}
    changes: list[Callable[[], object]] = [
        lambda: editor.begin(0, 0, width=0.1, pressure=None, seconds=0.0),
        lambda: editor.extend(1, 1, pressure=None, seconds=0.0),
        editor.end,
        editor.undo,
        editor.redo,
        editor.clear,
        lambda: editor.replace(Drawing()),
    ]
    for change in changes:
        change()
        seen.add(editor.revision)
    # Replacing an empty drawing by an empty one is no change.
    assert len(seen) == 7


def test_the_history_does_not_grow_without_end() -> None:
    editor = StrokeEditor()
    for _ in range(HISTORY_LIMIT + 10):
        stroke(editor, (0, 0))
        editor.clear()
    for _ in range(HISTORY_LIMIT):
        editor.undo()
    assert not editor.can_undo


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


HORIZONTAL = Stroke(
    np.array([[0.0, 0.5], [1.0, 0.5]]), 0.02, np.array([0.2, 1.0]), np.array([0.0, 2.0])
)


def at(x: float, y: float) -> Array:
    return np.array([x, y])


def test_a_pass_across_a_stroke_cuts_it_in_two() -> None:
    left, right = erase((HORIZONTAL,), at(0.5, 0.3), at(0.5, 0.7), radius=0.1)
    # The disc of 0.1 and half the pen's width: no ink is left under the disc.
    assert left.points[0].tolist() == [0.0, 0.5]
    assert np.allclose(left.points[-1], [0.39, 0.5], atol=0.01)
    assert left.points[-1, 0] <= 0.39
    assert np.allclose(right.points[0], [0.61, 0.5], atol=0.01)
    assert right.points[0, 0] >= 0.61
    assert right.points[-1].tolist() == [1.0, 0.5]


def test_pressure_and_time_are_interpolated_at_the_cut() -> None:
    left, right = erase((HORIZONTAL,), at(0.5, 0.5), at(0.5, 0.5), radius=0.1)
    for part in (left, right):
        assert np.allclose(part.seconds, 2 * part.points[:, 0], atol=1e-5)
        assert np.allclose(part.pressure, 0.2 + 0.8 * part.points[:, 0], atol=1e-5)
        assert part.width == HORIZONTAL.width


def test_what_is_out_of_reach_stays_the_same_object() -> None:
    strokes = (HORIZONTAL, Stroke(np.array([[0.1, 0.1]]), 0.02))
    assert erase(strokes, at(0.5, 0.9), at(0.9, 0.9), radius=0.1) is strokes
    assert erase(strokes, at(0.1, 0.0), at(0.1, 0.2), radius=0.05)[0] is HORIZONTAL


def test_a_fast_pass_leaves_nothing_between_its_two_positions() -> None:
    dots = tuple(Stroke(np.array([[x, 0.5]]), 0.02) for x in np.linspace(0.1, 0.9, 9))
    assert erase(dots, at(0.0, 0.5), at(1.0, 0.5), radius=0.02) == ()


def test_an_end_is_shortened_and_a_covered_stroke_goes() -> None:
    (shorter,) = erase((HORIZONTAL,), at(1.0, 0.5), at(1.0, 0.5), radius=0.1)
    assert shorter.points[0].tolist() == [0.0, 0.5]
    assert shorter.points[-1, 0] <= 0.89
    assert erase((HORIZONTAL,), at(0.0, 0.5), at(1.0, 0.5), radius=0.1) == ()


coordinates = st.floats(0, 1, width=32)
places = st.tuples(coordinates, coordinates)


@given(st.lists(places, min_size=1, max_size=12), places, places)
def test_no_ink_is_left_under_the_eraser_and_erasing_again_changes_nothing(
    points: list[tuple[float, float]], start: tuple[float, float], end: tuple[float, float]
) -> None:
    strokes = (Stroke(np.array(points), 0.02),)
    kept = erase(strokes, at(*start), at(*end), radius=0.1)
    for stroke in kept:
        for place in (at(*start), at(*end)):
            assert np.linalg.norm(stroke.points - place, axis=1).min() > 0.109
    assert erase(kept, at(*start), at(*end), radius=0.1) is kept
