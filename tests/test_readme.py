"""The README says the same in both languages: commands, links and figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.small_mnist import small_mnist
from tests.test_architecture import APP_LEVELS, NN_LEVELS

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = (ROOT / "README.md").read_text("utf-8")
CHINESE = (ROOT / "README.zh.md").read_text("utf-8")


def code(text: str) -> list[str]:
    """Blocks and spans of code."""
    return sorted(re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL))


def links(text: str) -> list[str]:
    """What is linked; pictures may be of a window in the reader's language."""
    return sorted(set(re.findall(r"(?<!!)\[[^]]*\]\(([^)]+)\)", text)))


def figures(text: str) -> list[list[str]]:
    """The numbers of each row of each table."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [sorted(re.findall(r"\d[\d.  ]*\d|\d", re.sub(r"`[^`]*`", "", row))) for row in rows]


def test_the_same_code() -> None:
    assert code(CHINESE) == code(ENGLISH)


def test_the_same_links_and_each_to_the_other() -> None:
    theirs, ours = set(links(ENGLISH)), set(links(CHINESE))
    assert theirs - ours == {"README.zh.md"}
    assert ours - theirs == {"README.md"}


def test_the_same_tables() -> None:
    assert figures(CHINESE) == figures(ENGLISH)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_what_is_linked_is_there(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text("utf-8")):
        if "://" not in target:
            assert (ROOT / target).exists(), target


def test_the_map_names_every_package_and_every_level() -> None:
    packages = [path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("*/*/__init__.py")]
    for package in packages:
        if package.startswith(("app/", "nn/")):
            assert f"({package})" in ENGLISH, f"the map leaves {package} out"
    picture = ENGLISH[ENGLISH.index("main → application") :].partition("```")[0]
    drawn = {name for line in picture.splitlines() for name in re.findall(r"\w+", line)}
    for name in (name for level in (*APP_LEVELS, *NN_LEVELS) for name in level):
        assert name in drawn | {"demo", "__main__"}, f"the picture leaves {name} out"


def test_the_lines_for_a_script_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", ENGLISH, re.DOTALL)
    assert len(block.splitlines()) <= 10
    monkeypatch.setenv("DIGITS_MNIST", str(small_mnist(tmp_path)))
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "README.md", "exec"), {})
    *_, history, accuracy, digits = capsys.readouterr().out.splitlines()
    assert history.count(",") == 2
    assert 0.3 < float(accuracy) <= 1
    assert len(digits.split()) == 5


def test_messages_are_quoted_as_they_appear() -> None:
    section = ENGLISH[ENGLISH.index("## When something does not work") :].partition("\n## ")[0]
    sources = "".join(path.read_text("utf-8") for name in ("app", "nn") for path in
                      sorted((ROOT / name).rglob("*.py")))  # fmt: skip
    written = re.sub(r'"\s*\n\s*"', "", sources)
    quoted = re.findall(r"^\| `([^`]+)`", section, re.MULTILINE)
    assert len(quoted) >= 5
    for text in quoted:
        # Gaps are filled in what is quoted.
        for part in re.split(r": |, |DIGITS_MNIST|…|\.$", text):
            assert part.strip() in written, text


def test_the_map_fits_a_screen() -> None:
    begin = ENGLISH.index("main → application")
    assert ENGLISH[begin : ENGLISH.index("**From pen to bars**")].count("\n") < 40
