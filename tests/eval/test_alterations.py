"""What is labelled as false must be false: figures, bounds and duties altered so that the source no longer supports them."""

from __future__ import annotations

import random

import pytest

from eval.alterations import alter_figure, change_modality, swap_figure

CHANCES = [random.Random(seed) for seed in range(30)]


@pytest.mark.parametrize(
    ("sentence", "least", "most"),
    [
        ("At least 2 counsellors.", 3, 1000),
        ("No fewer than 2 rounds of checks.", 3, 1000),
        ("A group has 2 or more members.", 3, 1000),
        ("董事会不少于3人。", 4, 1000),
        ("占比达到54%以上。", 55, 1000),
        ("No more than 20 in a class.", 1, 19),
        ("Reply within 15 days.", 1, 14),
        ("每班不超过35人。", 1, 34),
    ],
)
def test_a_bound_is_only_made_narrower(sentence: str, least: int, most: int) -> None:
    for chance in CHANCES:
        altered = alter_figure(sentence, "", chance)
        figure = int("".join(character for character in altered if character.isdigit()))
        assert least <= figure <= most, altered


def test_a_looser_bound_is_not_taken_from_elsewhere() -> None:
    assert {swap_figure("At least 200 places.", "不少于200个，每处3个", chance) for chance in CHANCES} == {""}
    assert {swap_figure("At least 3 places.", "不少于20个，每处3个", chance) for chance in CHANCES} == {
        "At least 20 places."
    }


def test_a_figure_with_thousands_separators_is_one() -> None:
    altered = {alter_figure("It adds 12,000 places.", "新增1.2万个", chance) for chance in CHANCES}
    assert altered == {"It adds 24,010 places.", "It adds 6,010 places."}


def test_a_prohibition_becomes_a_permission() -> None:
    altered = {change_modality("Schools must not set tests.", chance, english=True) for chance in CHANCES}
    assert altered == {"Schools may set tests."}
    assert {change_modality("Schools must report.", chance, english=True) for chance in CHANCES} == {
        "Schools may report."
    }
