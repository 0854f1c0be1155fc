from __future__ import annotations

from pathlib import Path

import pytest

from app.demo.__main__ import main


def test_both_languages_are_shown_each_in_a_process_of_its_own(
    tmp_path: Path, digits_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGITS_MNIST", str(digits_path))
    assert main(["--out", str(tmp_path), "--only", "keys"]) == 0
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.png")}
    assert names == {
        f"{language}/1280x720/keys-{theme}.png"
        for language in ("en", "zh_CN")
        for theme in ("light", "dark")
    }


def test_a_chapter_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--out", str(tmp_path), "--only", "kyes"]) == 1
    told = capsys.readouterr().err
    assert "no chapter kyes" in told
    assert "keys" in told
