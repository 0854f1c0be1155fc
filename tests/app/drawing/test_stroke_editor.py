from __future__ import annotations

from app.drawing.stroke_editor import HISTORY_LIMIT, StrokeEditor
from nn.strokes import Drawing


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
    for change in (
        lambda: editor.begin(0, 0, width=0.1, pressure=None, seconds=0.0),
        lambda: editor.extend(1, 1, pressure=None, seconds=0.0),
        editor.end,
        editor.undo,
        editor.redo,
        editor.clear,
        lambda: editor.replace(Drawing()),
    ):
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
