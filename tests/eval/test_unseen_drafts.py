"""What the check is measured on: each line's words stand in a paragraph, and nothing was made with its sentences."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eval.draft_pairs import read_lines
from eval.unseen_drafts import find_paragraph

DRAFTS = Path("eval/drafts")


@pytest.mark.parametrize("name", ["unseen", "seen"])
def test_each_line_finds_its_paragraph_and_has_false_sentences_of_its_own(name: str) -> None:
    for one in read_lines(DRAFTS / f"{name}.jsonl"):
        _, paragraph = find_paragraph(one)
        assert one["quote"] in paragraph.text
        assert one["sentence"] not in one["false"]


def test_nothing_unseen_was_learned_from_or_amended_with() -> None:
    known = {one["sentence"] for name in ("sentences", "seen") for one in read_lines(DRAFTS / f"{name}.jsonl")}
    known |= {false for one in read_lines(DRAFTS / "seen.jsonl") for false in one["false"]}
    lines = list(read_lines(DRAFTS / "unseen.jsonl"))
    written = [text for one in lines for text in (one["sentence"], *one["false"])]
    assert not known & set(written)
    assert max(Counter(written).values()) == 1


def test_enough_are_true_and_false_in_both_languages() -> None:
    for language in ("zh", "en"):
        lines = [one for one in read_lines(DRAFTS / "unseen.jsonl") if one["language"] == language]
        assert len(lines) >= 40
        assert sum(len(one["false"]) for one in lines) >= 40
