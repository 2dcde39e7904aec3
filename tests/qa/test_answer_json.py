from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from ingest import NoticeCode
from qa import (
    Answer,
    AnswerNotice,
    Consulted,
    Drafting,
    DraftingResult,
    Language,
    Outcome,
    Sentence,
    Timings,
    answer_from_json,
)
from tests.fakes import make_citation, make_paragraph

ANSWER = Answer(
    id="a1",
    question="职普比?",
    standalone_question="职普比?",
    language=Language.ZH,
    outcome=Outcome.ANSWERED,
    text="不低于4:6。[1]",
    sentences=(Sentence("不低于4:6。", (1,)),),
    citations=(make_citation(make_paragraph("d/二/8", "职普比不低于4:6要求。"), "不低于4:6", verified=True),),
    notices=(AnswerNotice(NoticeCode.MASKED_FIGURE, "隐去", 1), AnswerNotice(NoticeCode.OTHER_YEAR, "别的年份")),
    consulted=(Consulted("d/二/8", 0.5),),
    confidence=0.25,
    answerer="extractive",
    timings_ms=Timings(1.0, 2.0, 3.0, 6.0),
)


def test_an_answer_comes_back_as_it_was_written() -> None:
    assert answer_from_json(json.loads(json.dumps(ANSWER.to_json(), ensure_ascii=False))) == ANSWER


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        "text",
        {},
        {**ANSWER.to_json(), "outcome": "sure"},
        {**ANSWER.to_json(), "answer": 7},
        {**ANSWER.to_json(), "citations": [{}]},
        {**ANSWER.to_json(), "notices": [{"code": "none", "message": "", "citation": 1}]},
        {**ANSWER.to_json(), "confidence": "much"},
        {**ANSWER.to_json(), "timings_ms": {"embed": 1}},
    ],
)
def test_what_is_no_answer_is_refused(broken: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        answer_from_json(broken)


def test_only_true_counts_as_verified() -> None:
    value = ANSWER.to_json()
    value["citations"][0]["verified"] = "yes"
    assert not answer_from_json(value).citations[0].verified


def test_what_a_model_did_is_read_back() -> None:
    drafting = Drafting("m", DraftingResult.TIMEOUT, "abc", 1, ("figure", "name"), None, 7, 12.5)
    answer = replace(ANSWER, drafting=drafting)
    assert answer_from_json(json.loads(json.dumps(answer.to_json()))) == answer
    assert "drafting" not in ANSWER.to_json()
