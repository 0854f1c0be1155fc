from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from app.demo.sitting import CHAPTERS, SHARP, missing_font


@pytest.mark.parametrize(("fonts", "is_told"), [(["Noto Sans CJK SC"], False), ([], True)])
def test_boxes_in_place_of_chinese_are_announced(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fonts: list[str], is_told: bool
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda _system: fonts)
    assert (missing_font() is not None) is is_told
    if is_told:
        assert "boxes" in str(missing_font())


def test_what_is_shown_at_another_scale_can_be_shown() -> None:
    assert set(SHARP) <= set(CHAPTERS)
