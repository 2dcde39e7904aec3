"""What the check is measured on: each line's words stand in a paragraph, and nothing was made with its sentences."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from eval.draft_pairs import read_lines
from eval.errors import CaseFileError
from eval.unseen_drafts import find_paragraph, main

DRAFTS = Path("eval/drafts")


@pytest.mark.parametrize("name", ["last", "unseen", "seen"])
def test_each_line_finds_its_paragraph_and_has_false_sentences_of_its_own(name: str) -> None:
    for one in read_lines(DRAFTS / f"{name}.jsonl"):
        _, paragraph = find_paragraph(one)
        assert one["quote"] in paragraph.text
        assert one["sentence"] not in one["false"]


def test_a_file_of_sentences_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere.jsonl"]) == 2
    assert capsys.readouterr().err == "There is no file nowhere.jsonl.\n"


def test_nothing_unseen_was_learned_from_or_amended_with() -> None:
    written = [text for name in ("last", "unseen", "seen") for text in texts_of(name)]
    assert not {one["sentence"] for one in read_lines(DRAFTS / "sentences.jsonl")} & set(written)
    assert max(Counter(written).values()) == 1


def texts_of(name: str) -> list[str]:
    return [text for one in read_lines(DRAFTS / f"{name}.jsonl") for text in (one["sentence"], *one["false"])]


def test_enough_are_true_and_false_in_both_languages() -> None:
    for language in ("zh", "en"):
        lines = [one for one in read_lines(DRAFTS / "unseen.jsonl") if one["language"] == language]
        assert len(lines) >= 40
        assert sum(len(one["false"]) for one in lines) >= 40


@pytest.mark.parametrize(
    "line",
    [
        {"id": "a", "question": "？"},
        {"language": "zh", "document": "d", "quote": "文", "sentence": "句", "false": "错"},
        {"language": "fr", "document": "d", "quote": "文", "sentence": "句", "false": []},
    ],
)
def test_a_file_of_something_else_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: dict[str, object]
) -> None:
    (tmp_path / "other.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert main([str(tmp_path / "other.jsonl")]) == 2
    assert "other.jsonl, line 1" in capsys.readouterr().err


def test_a_quote_of_no_document_here_is_told() -> None:
    with pytest.raises(CaseFileError, match="No document 别处的办法 is there that holds '文'"):
        find_paragraph({"document": "别处的办法", "quote": "文"})
