"""The staff pages' HTML: what it says, and that nothing of a question or a document becomes HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest import IngestResult, IngestStatus, Notice, NoticeCode, Snapshot, Span
from qa import (
    AnswerFilter,
    AnswerPage,
    AnswerVerdict,
    CitationState,
    CitationStateKind,
    CitationVerdict,
    DocumentEvent,
    DocumentEventKind,
    Drafting,
    DraftingResult,
    Feedback,
    LoggedAnswer,
    QuestionCount,
    QuestionGroup,
    Review,
    Shown,
    Thumb,
)
from tests.fakes import make_citation, make_document, make_paragraph, written
from tests.qa.log.conftest import build_answer
from ui.staff.document_folder import TakenIn
from ui.staff.documents_view import render_document, render_documents, render_results
from ui.staff.health_view import render_most_asked, render_unanswered
from ui.staff.html import render_told
from ui.staff.review_fields import Then, read_filter, read_number, read_review
from ui.staff.review_view import render_answer, render_filters, render_list
from ui.staff.words import StaffWords
from ui.staff.words_en import STAFF_ENGLISH as EN
from ui.staff.words_zh import STAFF_CHINESE as ZH

BAD = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
MOMENT = datetime(2024, 5, 6, tzinfo=UTC)
PARAGRAPH = make_paragraph(f"{BAD}/一", f"前文{BAD}后文", label=BAD, heading_path=(BAD,))


def hostile_answer() -> LoggedAnswer:
    citation = make_citation(PARAGRAPH, BAD, title=BAD)
    answer = build_answer(
        BAD, BAD, text=f"{BAD}[1]", citations=(citation,), standalone_question=BAD + "!", answerer=BAD
    )
    return LoggedAnswer(
        3,
        MOMENT,
        answer,
        Feedback(BAD, Thumb.DOWN, BAD, MOMENT),
        Review(AnswerVerdict.WRONG, BAD, MOMENT, BAD, {1: CitationVerdict.PARTLY}),
    )


def hostile_document() -> str:
    notice = Notice(NoticeCode.DAMAGED_TEXT, written(BAD), PARAGRAPH.anchor, BAD, Span(2, 4), BAD)
    document = replace(
        make_document(BAD, title=BAD, path=BAD),
        notices=(notice, Notice(NoticeCode.TRUNCATED, written(BAD), PARAGRAPH.anchor)),
    )
    event = DocumentEvent(
        BAD, BAD, DocumentEventKind.CLEANING_UNDONE, MOMENT, BAD, '{"cleaning_id": "c", "original": "<b>"}'
    )
    paragraph = replace(PARAGRAPH, original=BAD)
    detail = render_document(document, [paragraph], {"c", BAD}, [event], ZH, removed_folder=BAD, told=BAD)
    snapshot = Snapshot("1", {BAD: document}, {PARAGRAPH.anchor: PARAGRAPH}, {})
    result = IngestResult(BAD, BAD, BAD, None, IngestStatus.FAILED, 0, 0, error=written(BAD))
    good = replace(result, status=IngestStatus.ADDED, error=None)
    return (
        detail
        + render_documents(snapshot, BAD, ZH)
        + render_results([TakenIn(result), TakenIn(good, Path(BAD))], ZH, now=BAD)
    )


CHANGED = CitationState(CitationStateKind.CHANGED, MOMENT, BAD)
DRAWN: dict[str, Callable[[], str]] = {
    "filters": lambda: render_filters(AnswerFilter(document=BAD, text=BAD), {BAD: BAD}, ZH, root_path=""),
    "list": lambda: render_list(AnswerPage((hostile_answer(),), 1, 0, 1), 3, ZH),
    "answer": lambda: render_answer(hostile_answer(), {1: CHANGED}, ZH, told=BAD),
    "document": hostile_document,
    "asked": lambda: render_most_asked([QuestionCount(BAD, 1)], ZH),
    "unanswered": lambda: render_unanswered([QuestionGroup((QuestionCount(BAD, 1), QuestionCount(BAD, 1)))], ZH),
    "told": lambda: render_told(BAD, bad=True),
}


@pytest.mark.parametrize("part", DRAWN)
def test_nothing_that_someone_wrote_becomes_html(part: str) -> None:
    html = DRAWN[part]()
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_an_answer_shows_the_verdicts_that_were_given() -> None:
    state = CitationState(CitationStateKind.UNCHANGED, None, PARAGRAPH.text)
    html = render_answer(hostile_answer(), {1: state}, ZH)
    assert 'name="verdict" value="wrong" checked' in html
    assert 'name="c1" value="partly" checked' in html
    assert html.count(" checked") == 2
    assert "差评" in html


def test_a_quotation_is_marked_in_the_paragraph_as_cited_and_as_it_is_now() -> None:
    then = make_paragraph("要点/一", "到2025年达到85%。")
    answer = build_answer(citations=(make_citation(then, "达到85%"),))
    now = CitationState(CitationStateKind.CHANGED, MOMENT, "我市到2025年达到85%以上。")
    html = render_answer(LoggedAnswer(1, MOMENT, answer), {1: now}, ZH)
    assert html.count("<mark>达到85%</mark>") == 2
    gone = render_answer(LoggedAnswer(1, MOMENT, answer), {1: CitationState(CitationStateKind.GONE)}, ZH)
    assert "已不在文件里" in gone
    assert gone.count("<mark>") == 1


def test_exports_carry_the_filter() -> None:
    wanted = AnswerFilter(Shown.REFUSED, "要点", "学 费", date(2024, 5, 6), None)
    html = render_filters(wanted, {"要点": "教育要点"}, ZH, root_path="/policy")
    query = "shown=refused&amp;document=%E8%A6%81%E7%82%B9&amp;text=%E5%AD%A6+%E8%B4%B9&amp;since=2024-05-06"
    assert f'href="/policy/staff/export/csv?{query}"' in html


def test_a_filter_is_read_from_fields_and_nonsense_counts_as_not_given() -> None:
    fields = {"shown": "refused", "document": "要点", "text": " 学费 ", "since": "2024-05-06", "until": "never"}
    assert read_filter(fields) == AnswerFilter(Shown.REFUSED, "要点", "学费", date(2024, 5, 6), None)
    assert read_filter({"shown": "x", "text": 7, "since": "0001-01-01", "until": None}) == AnswerFilter()


@pytest.mark.parametrize(
    ("value", "number"), [("12", 12), (12, 12), ("", 0), ("-1", 0), ("1e9", 0), (None, 0), ("９", 0)]
)
def test_a_number_is_read_or_none(value: Any, number: int) -> None:
    assert read_number(value) == number


def test_a_review_is_read_from_fields_and_nothing_of_them_is_believed() -> None:
    fields = {
        "number": "7",
        "verdict": "right",
        "comment": "好",
        "gold": "x" * 9000,
        "c1": "partly",
        "c2": "nonsense",
        "cx": "partly",
        "then": "next",
    }
    review = read_review(fields)
    assert (review.number, review.verdict, review.then) == (7, AnswerVerdict.RIGHT, Then.NEXT)
    assert dict(review.citations) == {1: CitationVerdict.PARTLY}
    assert len(review.gold) == 2000
    assert read_review({}).verdict is None


def test_staff_see_in_one_line_what_became_of_a_model_s_draft() -> None:
    drafting = Drafting(
        "<gpt>", DraftingResult.TOO_LITTLE_LEFT, "abc123", 1, ("figure", "figure", "name"), 120, None, 1234.5
    )
    html = render_answer(LoggedAnswer(1, MOMENT, replace(build_answer(citations=()), drafting=drafting)), {}, ZH)
    line = html.split('<p class="facts drafting">')[1].split("</p>")[0]
    for told in ("&lt;gpt&gt;", "改用摘录", "采用 1 句", "去掉 3 句", "数字无据 2", "名称无据 1", "120 + ?", "abc123"):
        assert told in line
    assert "drafting" not in render_answer(LoggedAnswer(1, MOMENT, build_answer(citations=())), {}, ZH)


@pytest.mark.parametrize("words", [ZH, EN])
def test_every_result_of_a_draft_has_words(words: StaffWords) -> None:
    assert set(words.drafting_results) == set(DraftingResult)
    assert set(words.shown) == set(Shown)
