from __future__ import annotations

import re
from dataclasses import fields

import pytest

from ui.evaluation_words import CHINESE, ENGLISH, EvaluationWords


@pytest.mark.parametrize("field", [field.name for field in fields(EvaluationWords)])
def test_both_languages_say_everything_with_the_same_places_to_fill(field: str) -> None:
    chinese, english = getattr(CHINESE, field), getattr(ENGLISH, field)
    assert chinese
    assert english
    assert set(re.findall(r"\{\w+\}", chinese)) == set(re.findall(r"\{\w+\}", english))
