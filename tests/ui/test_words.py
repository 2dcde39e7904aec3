from __future__ import annotations

import re
from dataclasses import fields

import pytest

from ui.visit_language import choose_language
from ui.words import CHINESE, ENGLISH, Words


@pytest.mark.parametrize(
    ("chosen", "header", "language"),
    [
        ("", "", "zh"),
        ("", "en-US,en;q=0.9", "en"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "de-DE,de;q=0.9", "zh"),
        ("", "de;q=1.0, en;q=0.4, zh;q=0.2", "en"),
        ("", "en;q=0, fr", "zh"),
        ("", "en;q=nonsense", "zh"),
        ("", "*", "zh"),
        ("en", "zh-CN", "en"),
        ("zh", "en-US", "zh"),
        ("fr", "en-US", "en"),
    ],
)
def test_the_choice_comes_first_then_the_browser_then_chinese(chosen: str, header: str, language: str) -> None:
    assert choose_language(chosen, header) == language


@pytest.mark.parametrize("field", [field.name for field in fields(Words) if field.name != "language"])
def test_both_languages_say_everything_with_the_same_places_to_fill(field: str) -> None:
    chinese, english = getattr(CHINESE, field), getattr(ENGLISH, field)
    assert chinese
    assert english
    assert set(re.findall(r"\{\w+\}", chinese)) == set(re.findall(r"\{\w+\}", english))
