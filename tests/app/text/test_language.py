from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from app.settings import Language
from app.text.language import speak, spoken_language


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    speak(Language.ENGLISH)
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("system", "spoken"),
    [
        (["zh-Hans-CN", "zh"], Language.CHINESE),
        (["zh_CN"], Language.CHINESE),
        (["zh-Hant-TW"], Language.CHINESE),
        (["en-GB"], Language.ENGLISH),
        (["de-DE", "de"], Language.ENGLISH),
        (["de-DE", "zh-Hans-CN", "en-US"], Language.CHINESE),
        (["en-US", "zh-Hans-CN"], Language.ENGLISH),
        ([], Language.ENGLISH),
    ],
)
def test_the_system_s_languages_are_tried_in_their_order(
    system: list[str], spoken: Language
) -> None:
    assert spoken_language(Language.SYSTEM, system) is spoken


def test_a_chosen_language_comes_before_the_system_s() -> None:
    assert spoken_language(Language.ENGLISH, ["zh-Hans-CN"]) is Language.ENGLISH
    assert spoken_language(Language.CHINESE, ["en-US"]) is Language.CHINESE


def test_chinese_reaches_our_texts_qt_s_own_and_the_numbers() -> None:
    speak(Language.CHINESE)
    translate = QCoreApplication.translate
    assert translate("nn", "Convolutional") == "卷积"
    assert translate("QPlatformTheme", "Cancel") == "取消"
    assert QLocale().language() is QLocale.Language.Chinese


def test_english_comes_back() -> None:
    speak(Language.CHINESE)
    speak(Language.ENGLISH)
    assert QCoreApplication.translate("nn", "Convolutional") == "Convolutional"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert QLocale().language() is QLocale.Language.English
