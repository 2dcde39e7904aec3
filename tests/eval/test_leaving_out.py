"""Passages that are left out take the answers to their questions with them, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.cases import PassageText, load_cases
from eval.errors import EvalError
from eval.leaving_out import LeftOut, leave_out
from eval.records import Case

# Four titles of two passages each, and one passage that no question asks for.
PASSAGES = tuple(PassageText(f"{title}{number}", title, "…") for title in "甲乙丙丁" for number in (1, 2))
OTHER = PassageText("x", "戊", "…")


@pytest.fixture
def cases(tmp_path: Path) -> tuple[Case, ...]:
    lines = [
        {"id": passage.id, "question": "？", "gold": [{"passage": passage.id}], "facts": [["答"]]}
        for passage in PASSAGES
    ]
    lines.append({"id": "both", "question": "？", "gold": [{"passage": "乙2"}, {"passage": "甲1"}], "facts": [["答"]]})
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return load_cases(path)


def test_every_fourth_passage_goes_and_its_siblings_stay(cases: tuple[Case, ...]) -> None:
    asked, kept = leave_out(cases, (OTHER, *PASSAGES), LeftOut.PASSAGES)
    assert [passage.id for passage in kept] == ["x", "甲1", "甲2", "乙1", "丙1", "丙2", "丁1"]
    assert [(case.id, case.gold, case.facts) for case in asked if not case.answerable] == [
        ("乙2", (), ()),
        ("丁2", (), ()),
    ]


def test_a_question_with_gold_that_stays_is_answerable_by_that(cases: tuple[Case, ...]) -> None:
    asked, _ = leave_out(cases, PASSAGES, LeftOut.PASSAGES)
    assert [(gold.passage, case.answerable) for case in asked if case.id == "both" for gold in case.gold] == [
        ("甲1", True)
    ]


def test_a_title_goes_whole(cases: tuple[Case, ...]) -> None:
    asked, kept = leave_out(cases, PASSAGES, LeftOut.TITLES)
    assert {passage.title for passage in kept} == {"甲", "乙", "丙"}
    assert [case.id for case in asked if not case.answerable] == ["丁1", "丁2"]


def test_too_few_to_leave_any_out_are_told(cases: tuple[Case, ...]) -> None:
    with pytest.raises(EvalError, match=r"^Nothing can be left out: the questions have fewer than 4 titles as gold\.$"):
        leave_out(cases[:6], PASSAGES, LeftOut.TITLES)
