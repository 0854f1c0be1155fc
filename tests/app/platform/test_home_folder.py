from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.platform.home_folder import usable_home
from app.settings import home


def test_a_folder_that_can_be_written_is_nothing_to_talk_about(
    qtbot: QtBot, digits_home: Path
) -> None:
    with ExitStack() as stack:
        assert usable_home(stack) is None
        assert home() == digits_home


def test_one_that_cannot_be_made_is_replaced_for_as_long_as_the_program_runs(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    wanted = tmp_path / "file" / "home"
    monkeypatch.setenv("DIGITS_HOME", str(wanted))
    with ExitStack() as stack:
        problem = usable_home(stack)
        assert problem is not None
        assert str(wanted) in problem()
        stand_in = home()
        assert stand_in.is_dir()
    assert not stand_in.exists()


def test_one_that_can_only_be_read_is_used_as_it_is(
    qtbot: QtBot, digits_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_options: object) -> None:
        raise PermissionError("not here")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with ExitStack() as stack:
        problem = usable_home(stack)
        assert problem is not None
        assert str(digits_home) in problem()
        assert home() == digits_home
