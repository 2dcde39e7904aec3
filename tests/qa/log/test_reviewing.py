"""Finding answers again, judging them, and the next one that nobody judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from qa import (
    AnswerFilter,
    AnswerLog,
    AnswerVerdict,
    CitationVerdict,
    EntryRefused,
    LogUnavailable,
    Outcome,
    Shown,
    Thumb,
)
from qa.log.schema import reviews
from tests.postgres import PostgresServer
from tests.qa.log.conftest import Clock, build_answer, build_refusal, cite
from tests.qa.log.rows import read_rows


@pytest.fixture
def filled(log: AnswerLog, clock: Clock) -> AnswerLog:
    """1 good (thumb up, then down), 2 refused the next day, 3 unsure, citing 新政, two days after, 4 with % and _ in it."""
    log.record(build_answer("good"))
    log.record_feedback("good", Thumb.UP, "")
    log.record_feedback("good", Thumb.DOWN, "太长")
    clock.forward(days=1)
    log.record(build_refusal("refused", "食堂一餐多少钱?"))
    log.record_feedback("refused", Thumb.DOWN, "没有回答")
    log.record_feedback("refused", Thumb.UP, "")
    clock.forward(days=1)
    log.record(build_answer("unsure", "Which SCHOOLS?", confidence=0.3, citations=(cite("新政"),)))
    log.record(build_answer("signs", "100%的学校_都"))
    assert log.flush()
    return log


def numbers(log: AnswerLog, **wanted: Any) -> list[int]:
    return [one.number for one in log.find(AnswerFilter(**wanted)).answers]


def test_all_answers_are_found_newest_first_as_they_were_given(filled: AnswerLog, clock: Clock) -> None:
    page = filled.find(AnswerFilter())
    assert [one.number for one in page.answers] == [4, 3, 2, 1]
    assert (page.total, page.page, page.pages) == (4, 0, 1)
    assert page.answers[3].answer == build_answer("good")
    assert page.answers[0].asked_at == clock.now


def test_each_filter_finds_its_own(filled: AnswerLog, clock: Clock) -> None:
    filled.review(1, AnswerVerdict.RIGHT, "王")
    assert numbers(filled, shown=Shown.UNREVIEWED) == [4, 3, 2]
    assert numbers(filled, shown=Shown.REVIEWED) == [1]
    assert numbers(filled, shown=Shown.REFUSED) == [2]
    assert numbers(filled, shown=Shown.LOW_CONFIDENCE) == [3]  # a refusal is sure enough
    assert numbers(filled, document="新政") == [3]
    assert numbers(filled, document="要点") == [4, 1]
    today = clock.now.astimezone().date()
    assert numbers(filled, since=today - timedelta(days=1)) == [4, 3, 2]
    assert numbers(filled, until=today - timedelta(days=1)) == [2, 1]
    assert numbers(filled, since=today, until=today, document="要点") == [4]


def test_of_several_thumbs_the_last_one_counts(filled: AnswerLog) -> None:
    (only,) = filled.find(AnswerFilter(shown=Shown.THUMBS_DOWN)).answers
    assert only.number == 1
    assert only.feedback is not None
    assert only.feedback.reason == "太长"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("食堂", [2]),
        ("schools", [3]),
        ("覆盖率达到85%", [4, 3, 1]),
        ("%", [4, 3, 1]),
        ("_", [4]),
        ("食堂 多少钱", [2]),
        ("食堂 学校", []),
    ],
)
def test_text_is_found_in_question_and_answer_whatever_its_case_and_signs(
    filled: AnswerLog, text: str, found: list[int]
) -> None:
    assert numbers(filled, text=text) == found


def test_pages_hold_twenty_five_and_one_beyond_the_last_gives_the_last(log: AnswerLog) -> None:
    for number in range(60):
        log.record(build_answer(str(number)))
    assert log.flush()
    sizes = [len(log.find(AnswerFilter(), page).answers) for page in range(3)]
    assert sizes == [25, 25, 10]
    beyond = log.find(AnswerFilter(), 99)
    assert (beyond.page, beyond.pages, [one.number for one in beyond.answers]) == (2, 3, list(range(10, 0, -1)))
    assert len(list(log.each(AnswerFilter()))) == 60


def test_a_review_is_kept_with_all_that_was_said_and_the_last_one_counts(
    filled: AnswerLog, url: str, clock: Clock
) -> None:
    filled.review(1, AnswerVerdict.WRONG, "李", comment="先看错了")
    clock.forward(minutes=5)
    verdicts = {1: CitationVerdict.PARTLY}
    filled.review(1, AnswerVerdict.INCOMPLETE, "王", comment=" 少了一句\0 ", citations=verdicts)
    logged = filled.read(1)
    assert logged is not None
    review = logged.review
    assert review is not None
    assert (review.verdict, review.reviewer, review.comment) == (AnswerVerdict.INCOMPLETE, "王", "少了一句�")
    assert (dict(review.citations), review.reviewed_at) == (verdicts, clock.now)
    assert [row["reviewer"] for row in read_rows(url, reviews)] == ["李", "王"]


def test_an_answer_that_is_not_there_takes_no_review(filled: AnswerLog, url: str) -> None:
    assert filled.read(99) is None
    with pytest.raises(EntryRefused):
        filled.review(99, AnswerVerdict.RIGHT, "王")
    assert read_rows(url, reviews) == []


def test_the_next_unreviewed_goes_from_new_to_old_and_round(filled: AnswerLog) -> None:
    everything = AnswerFilter()
    assert filled.next_unreviewed(everything) == 4
    assert filled.next_unreviewed(everything, 3) == 2
    filled.review(2, AnswerVerdict.RIGHT, "王")
    assert filled.next_unreviewed(everything, 3) == 1
    assert filled.next_unreviewed(everything, 1) == 4
    for number in (1, 3):
        filled.review(number, AnswerVerdict.RIGHT, "王")
    assert filled.next_unreviewed(everything, 4) is None
    assert filled.next_unreviewed(everything) == 4
    assert filled.next_unreviewed(AnswerFilter(shown=Shown.REFUSED)) is None


def test_old_answers_leave_with_their_reviews(open_log: Callable[..., AnswerLog], url: str, clock: Clock) -> None:
    log = open_log(retention_days=10)
    log.record(build_answer())
    assert log.flush()
    log.review(1, AnswerVerdict.RIGHT, "王", citations={1: CitationVerdict.SUPPORTS})
    clock.forward(days=11)
    log.record(build_answer())
    assert log.flush()
    clock.forward(hours=7)
    log.record(build_answer())
    assert log.flush()
    assert numbers(log) == [3, 2]
    assert read_rows(url, reviews) == []


def test_documents_that_are_cited_are_named_once(filled: AnswerLog) -> None:
    assert filled.cited_documents() == tuple(sorted(("要点", "新政")))


def test_questions_since_a_day_leave_greetings_out(filled: AnswerLog, clock: Clock) -> None:
    filled.record(build_refusal("hello", "你好", outcome=Outcome.GREETING))
    assert filled.flush()
    today = clock.now.astimezone().date()
    assert [one.question for one in filled.questions_since(today)] == ["Which SCHOOLS?", "100%的学校_都"]
    assert len(filled.questions_since(date(2000, 1, 1))) == 4


@pytest.mark.integration
def test_a_dead_database_is_told_to_staff_and_found_again(postgres: PostgresServer) -> None:
    from qa import LogSettings, open_answer_log

    log = open_answer_log(LogSettings(url=postgres.url))
    log.find(AnswerFilter())
    postgres.kill()
    with pytest.raises(LogUnavailable):
        log.find(AnswerFilter())
    postgres.start()
    log.find(AnswerFilter())
    log.close()
