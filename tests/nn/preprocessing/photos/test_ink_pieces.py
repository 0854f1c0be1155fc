import numpy as np

from nn.arrays import Array
from nn.preprocessing.photos.ink_pieces import (
    count_pieces,
    digit_pieces,
    largest_piece,
    written_pieces,
)

SHAPE = (100, 120)


def _mask(*places: tuple[slice, slice]) -> Array:
    mask = np.zeros(SHAPE, bool)
    for place in places:
        mask[place] = True
    return mask


def _digit_of(mask: Array) -> Array:
    return digit_pieces(mask, mask.astype(float))


BODY = np.s_[30:70, 50:60]
BAR = np.s_[27:32, 64:80]
SPECK = np.s_[40:42, 66:68]
FAR = np.s_[40:60, 100:110]
EDGE = np.s_[0:100, 0:8]


def test_near_pieces_belong_and_specks_and_far_ones_do_not() -> None:
    kept = _digit_of(_mask(BODY, BAR, SPECK, FAR))
    np.testing.assert_array_equal(kept, _mask(BODY, BAR))


def test_a_chain_of_pieces_belongs_together() -> None:
    chain = [np.s_[20 + 15 * i : 32 + 15 * i, 50:56] for i in range(4)]
    np.testing.assert_array_equal(_digit_of(_mask(*chain)), _mask(*chain))


def test_the_edge_of_a_table_gives_way_to_the_digit() -> None:
    np.testing.assert_array_equal(_digit_of(_mask(BODY, EDGE)), _mask(BODY))


def test_a_digit_that_fills_the_picture_may_touch_its_edge() -> None:
    mask = _mask(np.s_[0:100, 40:60], np.s_[0:12, 62:120])
    np.testing.assert_array_equal(_digit_of(mask), mask)


def test_a_little_ink_at_the_edge_alone_is_nothing() -> None:
    assert not _digit_of(_mask(np.s_[0:6, 20:40])).any()


def test_strong_ink_wins_over_more_faint_ink() -> None:
    mask = _mask(BODY, FAR)
    contrast = mask.astype(float)
    contrast[BODY] = 0.1
    np.testing.assert_array_equal(digit_pieces(mask, contrast), _mask(FAR))


def test_no_ink_gives_no_digit_and_neither_does_dust() -> None:
    assert not _digit_of(_mask()).any()
    assert not _digit_of(_mask(np.s_[50:52, 50:52])).any()


ROW = [np.s_[30:70, left : left + 8] for left in (20, 50, 80)]


def _written(mask: Array, contrast: Array | None = None) -> Array:
    weight = mask.astype(float) if contrast is None else contrast
    return written_pieces(mask, digit_pieces(mask, weight), weight)


def test_what_is_as_high_as_the_digit_is_written_beside_it() -> None:
    np.testing.assert_array_equal(_written(_mask(*ROW)), _mask(*ROW))


def test_a_sign_on_the_line_is_written_and_a_note_below_it_is_not() -> None:
    sign, note = np.s_[48:52, 64:75], np.s_[90:94, 60:70]
    kept = _written(_mask(ROW[0], ROW[1], ROW[2], sign, note))
    np.testing.assert_array_equal(kept, _mask(*ROW, sign))


def test_what_is_much_weaker_is_the_rest_of_a_line() -> None:
    mask = _mask(*ROW)
    contrast = mask.astype(float)
    contrast[ROW[2]] = 0.4
    np.testing.assert_array_equal(_written(mask, contrast), _mask(*ROW[:2]))
    near = _mask(BODY, BAR)
    contrast = near.astype(float)
    contrast[BAR] = 0.4
    np.testing.assert_array_equal(digit_pieces(near, contrast), _mask(BODY))


def test_pieces_are_counted_and_measured_without_specks() -> None:
    mask = _mask(BODY, BAR, SPECK)
    assert count_pieces(mask) == 2
    assert count_pieces(mask, share=0.5) == 1
    assert largest_piece(mask) == 40
