from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum

import pytest

from qa import Language
from ui.staff.words import StaffWords, choose_staff_words
from ui.staff.words_en import STAFF_ENGLISH
from ui.staff.words_zh import STAFF_CHINESE

SILENT = {"paragraph_kinds"}  # a body paragraph has no kind to name


@pytest.mark.parametrize(
    "field", [field.name for field in fields(StaffWords) if field.name not in {"language", "tell"}]
)
def test_both_languages_say_everything_with_the_same_places_to_fill(field: str) -> None:
    chinese, english = getattr(STAFF_CHINESE, field), getattr(STAFF_ENGLISH, field)
    if isinstance(chinese, Mapping):
        assert list(chinese) == list(english)
        first = next(iter(chinese))
        if isinstance(first, StrEnum):
            assert set(chinese) == set(type(first))
        assert all(chinese.values()) or field in SILENT
        assert all(english.values()) or field in SILENT
        return
    chinese, english = " ".join(chinese), " ".join(english)
    assert chinese.strip()
    assert english.strip()
    assert set(re.findall(r"\{\w+\}", "".join(getattr(STAFF_CHINESE, field)))) == set(
        re.findall(r"\{\w+\}", "".join(getattr(STAFF_ENGLISH, field)))
    )


def test_the_language_chooses_the_words() -> None:
    assert choose_staff_words(Language.EN) is STAFF_ENGLISH
    assert choose_staff_words(Language.ZH) is STAFF_CHINESE
