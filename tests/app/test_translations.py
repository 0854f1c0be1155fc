"""The translations are whole: every text is found, translated, compiled, and fits its source."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QTranslator

from app.text.language import FOLDER

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*(ROOT / "app").rglob("*.py"), *(ROOT / "nn").rglob("*.py")])
TS = FOLDER / "digits_zh_CN.ts"
HAN = "[一-鿿]"
TRANSLATING = ("translate", "QCoreApplication.translate", "N_")


@dataclass(frozen=True)
class Text:
    """One entry of a .ts file; ``state`` is "" for one that is finished."""

    context: str
    source: str
    translation: str
    state: str
    comment: str = ""


def texts(path: Path) -> list[Text]:
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            found.append(
                Text(
                    context.findtext("name") or "",
                    message.findtext("source") or "",
                    translation.text or "",
                    translation.get("type", ""),
                    message.findtext("comment") or "",
                )
            )
    return found


TEXTS = texts(TS)


def test_every_text_of_the_window_is_in_the_file_and_nothing_else(tmp_path: Path) -> None:
    collected = tmp_path / TS.name
    shutil.copy(TS, collected)
    subprocess.run(
        [
            Path(sys.executable).with_name("pyside6-lupdate"),
            *SOURCES,
            "-no-obsolete",
            "-tr-function-alias",
            "QT_TRANSLATE_NOOP=N_",
            "-ts",
            collected,
        ],
        check=True,
        capture_output=True,
    )
    now = {(text.context, text.source) for text in texts(collected)}
    committed = {(text.context, text.source) for text in TEXTS}
    assert now - committed == set(), "not in the .ts file: run make translations"
    assert committed - now == set(), "no longer in the source: run make translations"


def test_every_text_is_translated() -> None:
    assert [text for text in TEXTS if text.state or not text.translation.strip()] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ts")), ids=lambda path: path.name)
def test_the_compiled_file_says_the_same(path: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(path.with_suffix(".qm")))
    stale = [
        text
        for text in texts(path)
        if translator.translate(text.context, text.source, text.comment) != text.translation
    ]
    assert stale == [], "run make translations"


def test_every_translation_fits_its_source() -> None:
    wrong = [(text, faults) for text in TEXTS if (faults := faults_of(text))]
    assert wrong == []


def faults_of(text: Text) -> list[str]:
    source, translation = text.source, text.translation
    rules = {
        "the gaps to be filled differ": set(gaps(translation)) == set(gaps(source)),
        "the menu's letter differs": mnemonic(translation) == mnemonic(source).upper(),
        "an ellipsis is there or is not": translation.endswith("…") == source.endswith("…"),
        "the lines differ": translation.count("\n") == source.count("\n"),
        "it begins or ends with a space": translation == translation.strip(),
        "an ellipsis is one sign": "..." not in translation,
        "Chinese has signs of its own": not re.search(f"{HAN}[,:;?!]|[,:;?!]{HAN}", translation),
    }
    return [fault for fault, holds in rules.items() if not holds]


def gaps(text: str) -> list[str]:
    return re.findall(r"\{\w*\}", text)


def mnemonic(text: str) -> str:
    """The letter that chooses a menu's entry, "" where there is none."""
    found = re.search(r"&(\w)", text)
    return found[1] if found else ""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_what_is_translated_is_a_literal_that_the_collector_has_found(path: Path) -> None:
    found = {text.source for text in TEXTS}
    for call in translating_calls(path):
        *_context, text = call.args
        where = f"line {call.lineno}: {ast.unparse(call)}"
        assert all(isinstance(argument, ast.Constant) for argument in call.args), where
        assert isinstance(text, ast.Constant)
        assert text.value in found, f"{where} is in a place where it is not looked for"


def test_every_text_is_looked_up_where_it_is_filed() -> None:
    contexts = {
        node.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    for path in SOURCES:
        for call in translating_calls(path):
            if isinstance(call.args[0], ast.Constant) and len(call.args) > 1:
                contexts.add(call.args[0].value)  # type: ignore[arg-type]
    assert {text.context for text in TEXTS} - contexts == set()


def translating_calls(path: Path) -> Iterator[ast.Call]:
    """The calls that look a text up, or mark one for :mod:`app.text.translate` to look up."""
    if path.name == "translate.py":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name.endswith(".tr") or name in TRANSLATING:
                yield node
