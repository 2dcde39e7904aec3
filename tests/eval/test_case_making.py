"""A reviewed answer becomes a case that evaluation reads like any other."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eval import Case, CaseFileError, Gold, ReviewLack, UnusableReview, load_cases, make_case, save_case
from ingest import NoticeCode
from qa import AnswerNotice, AnswerVerdict, CitationVerdict, LoggedAnswer, Review
from tests.fakes import make_paragraph
from tests.qa.log.conftest import QUOTE, build_answer, build_refusal

MOMENT = datetime(2024, 5, 6, tzinfo=UTC)
ELSEWHERE = make_paragraph("要点/三/1", "学校食堂每餐收费不超过12元。")


def reviewed(verdict: AnswerVerdict, *, refused: bool = False, **citations: CitationVerdict) -> LoggedAnswer:
    notice = AnswerNotice(NoticeCode.MASKED_FIGURE, "隐去", 1)
    answer = build_refusal() if refused else build_answer(notices=(notice,))
    verdicts = {int(name.removeprefix("c")): value for name, value in citations.items()}
    return LoggedAnswer(7, MOMENT, answer, None, Review(verdict, "王", MOMENT, "备注", verdicts))


def load_one(fields: dict[str, object], folder: Path) -> Case:
    """The case as evaluation reads it back."""
    save_case(fields, folder / "cases.jsonl")
    (case,) = load_cases(folder / "cases.jsonl")
    return case


def test_a_right_answer_makes_a_case_with_its_citations_as_gold(tmp_path: Path) -> None:
    case = load_one(make_case(reviewed(AnswerVerdict.RIGHT), ()), tmp_path)
    assert (case.id, case.question, case.answerable) == ("review-7", "普惠园覆盖率是多少?", True)
    assert case.gold == (Gold(quote=QUOTE, document="要点"),)
    assert case.notices == ("masked_figure",)
    assert case.further["comment"] == "备注"


def test_a_citation_that_does_not_support_is_no_gold(tmp_path: Path) -> None:
    judged = reviewed(AnswerVerdict.INCOMPLETE, c1=CitationVerdict.WRONG_PLACE)
    with pytest.raises(UnusableReview) as caught:
        make_case(judged, ())
    assert caught.value.lack is ReviewLack.GOLD
    case = load_one(make_case(judged, [ELSEWHERE], gold_quote="每餐收费 不超过１２元"), tmp_path)
    assert case.gold == (Gold(quote="每餐收费 不超过１２元", document="要点"),)
    assert case.notices == ()


def test_text_that_stands_nowhere_is_no_gold() -> None:
    with pytest.raises(UnusableReview) as caught:
        make_case(reviewed(AnswerVerdict.SHOULD_HAVE_ANSWERED, refused=True), [ELSEWHERE], gold_quote="免费午餐")
    assert caught.value.lack is ReviewLack.GOLD_IN_DOCUMENTS


@pytest.mark.parametrize(
    ("verdict", "refused"), [(AnswerVerdict.SHOULD_HAVE_REFUSED, False), (AnswerVerdict.RIGHT, True)]
)
def test_what_must_be_refused_makes_an_unanswerable_case(verdict: AnswerVerdict, refused: bool, tmp_path: Path) -> None:
    case = load_one(make_case(reviewed(verdict, refused=refused), ()), tmp_path)
    assert (case.answerable, case.gold, case.notices) == (False, (), ())


def test_a_follow_up_becomes_the_question_it_was_understood_as(tmp_path: Path) -> None:
    judged = reviewed(AnswerVerdict.RIGHT)
    follow_up = replace(judged, answer=replace(judged.answer, question="那县里呢?", standalone_question="县里覆盖率?"))
    case = load_one(make_case(follow_up, ()), tmp_path)
    assert (case.question, case.history, case.further["asked"]) == ("县里覆盖率?", (), "那县里呢?")


def test_without_a_review_there_is_no_case() -> None:
    with pytest.raises(UnusableReview) as caught:
        make_case(LoggedAnswer(7, MOMENT, build_answer()), ())
    assert caught.value.lack is ReviewLack.REVIEW


def test_a_case_made_again_takes_the_place_of_the_first_and_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "sets" / "cases.jsonl"
    for fields in (
        {"id": "other", "question": "甲"},
        {"id": "review-7", "question": "乙"},
        {"id": "review-7", "question": "丙"},
    ):
        save_case(fields, path)
    assert [(case.id, case.question) for case in load_cases(path)] == [("other", "甲"), ("review-7", "丙")]
    assert [name.name for name in path.parent.iterdir()] == ["cases.jsonl"]


def test_a_file_that_is_no_question_set_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text("no json\n", encoding="utf-8")
    with pytest.raises(CaseFileError, match="line 1 is not JSON"):
        save_case({"id": "review-7", "question": "乙"}, path)
    assert path.read_text("utf-8") == "no json\n"


def test_the_line_is_of_the_format(tmp_path: Path) -> None:
    save_case(make_case(reviewed(AnswerVerdict.RIGHT), ()), tmp_path / "cases.jsonl")
    line = json.loads((tmp_path / "cases.jsonl").read_text("utf-8"))
    wanted = [
        "id",
        "question",
        "history",
        "language",
        "category",
        "answerable",
        "gold",
        "facts",
        "forbidden",
        "notices",
    ]
    assert list(line)[:10] == wanted


def test_remarks_on_the_one_answer_are_not_demanded_of_later_ones(tmp_path: Path) -> None:
    judged = reviewed(AnswerVerdict.RIGHT)
    codes = (NoticeCode.TRUNCATED, NoticeCode.UNSURE, NoticeCode.MASKED_FIGURE, NoticeCode.NEWEST_YEAR)
    told = replace(judged, answer=replace(judged.answer, notices=tuple(AnswerNotice(code, "…") for code in codes)))
    assert load_one(make_case(told, ()), tmp_path).notices == ("masked_figure", "newest_year")


def test_a_question_whose_typo_was_mended_stays_as_it_was_typed(tmp_path: Path) -> None:
    judged = reviewed(AnswerVerdict.RIGHT)
    typed = replace(
        judged, answer=replace(judged.answer, question="普惠园复盖率？", standalone_question="普惠园覆盖率？")
    )
    assert load_one(make_case(typed, ()), tmp_path).question == "普惠园复盖率？"
