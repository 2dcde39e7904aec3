"""A reviewed answer as a case of a question set, so that what staff found out is measured from then on."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eval.cases import read_json_lines
from eval.errors import CaseFileError, ReviewLack, UnusableReview
from eval.text_matching import stands_in
from ingest import NoticeCode, Paragraph
from qa import Answer, AnswerVerdict, CitationVerdict, LoggedAnswer, Outcome

_SUPPORTS = {CitationVerdict.SUPPORTS, CitationVerdict.PARTLY}
# What the documents make every right answer tell; other notices are remarks on the one answer.
_FORCED = {
    NoticeCode.MASKED_FIGURE,
    NoticeCode.MASKED_NAME,
    NoticeCode.DAMAGED_TEXT,
    NoticeCode.OTHER_YEAR,
    NoticeCode.NEWEST_YEAR,
}
_writing = threading.Lock()


def make_case(reviewed: LoggedAnswer, paragraphs: Iterable[Paragraph], *, gold_quote: str = "") -> dict[str, Any]:
    """The case's fields. `gold_quote` is text of the documents that answers, where no citation of the answer does.

    Gold are the citations that staff found to support the answer (those that the answer has, when it is right and
    none was judged), and `gold_quote`. A follow-up becomes the question that it was understood as; one whose typos were
    mended stays as it was typed. Of a right answer's notices those are wanted that the documents force. Raises
    UnusableReview when there is no review, when an answer is wanted and nothing says which text gives it, or when
    `gold_quote` stands in no paragraph.
    """
    review, answer = reviewed.review, reviewed.answer
    if review is None:
        raise UnusableReview(
            ReviewLack.REVIEW, f"Answer {reviewed.number} is not reviewed yet; give it a verdict first."
        )
    refused = answer.outcome is not Outcome.ANSWERED
    answerable = review.verdict is not AnswerVerdict.SHOULD_HAVE_REFUSED and not (
        refused and review.verdict is AnswerVerdict.RIGHT
    )
    gold = [*_cited_gold(reviewed), *_find_gold(gold_quote, paragraphs)] if answerable else []
    if answerable and not gold:
        raise UnusableReview(
            ReviewLack.GOLD,
            "Nothing says which text answers this question: mark a citation that supports the answer, "
            "or paste the sentence of the document that does.",
        )
    right = review.verdict is AnswerVerdict.RIGHT
    return {
        "id": f"review-{reviewed.number}",
        "question": _question_of(answer),
        "history": [],
        "language": answer.language.value,
        "category": "review",
        "answerable": answerable,
        "gold": gold,
        "facts": [],
        "forbidden": [],
        "notices": sorted({notice.code.value for notice in answer.notices if notice.code in _FORCED})
        if right and answerable
        else [],
        "asked": answer.question,
        "verdict": review.verdict.value,
        "comment": review.comment,
    }


def _question_of(answer: Answer) -> str:
    """What was typed, where what was understood differs by mended typos only, which leave a text its length."""
    typed, understood = answer.question.strip(), answer.standalone_question
    mended = sum(a != b for a, b in zip(typed, understood, strict=False))
    return typed if not understood or (len(typed) == len(understood) and mended * 2 < len(typed)) else understood


def save_case(fields: dict[str, Any], path: Path) -> None:
    """Add a case to a question set, in place of one of the same id. The file is replaced whole, or not at all.

    Raises CaseFileError when it holds something else or cannot be written.
    """
    with _writing:
        others = [line for _, line in read_json_lines(path, CaseFileError)] if path.exists() else []
        kept = [line for line in others if line.get("id") != fields["id"]]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [*kept, fields])
        unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(text, encoding="utf-8", errors="replace")
            unfinished.replace(path)
        except OSError as error:
            raise CaseFileError(f"{path} cannot be written: {error.strerror}. Check the folder.") from error


def _cited_gold(reviewed: LoggedAnswer) -> list[dict[str, str]]:
    review = reviewed.review
    if review is None:
        return []
    unjudged_right = review.verdict is AnswerVerdict.RIGHT and not review.citations
    return [
        {"quote": citation.quote, "document": citation.doc_id}
        for citation in reviewed.answer.citations
        if unjudged_right or review.citations.get(citation.number) in _SUPPORTS
    ]


def _find_gold(quote: str, paragraphs: Iterable[Paragraph]) -> list[dict[str, str]]:
    if not quote.strip():
        return []
    found = next((paragraph for paragraph in paragraphs if stands_in(quote, paragraph.text)), None)
    if found is None:
        raise UnusableReview(
            ReviewLack.GOLD_IN_DOCUMENTS,
            "The text that is said to answer stands in no paragraph of the documents; copy it from one.",
        )
    return [{"quote": quote.strip(), "document": found.doc_id}]
