"""What an answer tells of the year it is from."""

from __future__ import annotations

import pytest

from ingest import NoticeCode, Span
from qa import Language
from qa.composition import cite
from qa.prompt_files import load_frames
from qa.quotation import Quotation
from qa.records import Draft
from qa.scope import Scope
from qa.year_notices import tell_years
from tests.fakes import make_corpus, make_document, make_paragraph


@pytest.mark.parametrize(
    ("text", "heading", "told"),
    [
        ("到2025年达到88%。", "目标", []),
        ("达到88%。", "2025年主要指标", []),
        ("达到88%。", "目标", [NoticeCode.OTHER_YEAR]),
        ("2024年达到88%。", "目标", [NoticeCode.OTHER_YEAR]),
    ],
    ids=["the paragraph names it", "its heading does", "nothing does", "another year"],
)
def test_that_an_answer_is_of_another_year_is_told_where_nothing_cited_names_the_year_asked(
    text: str, heading: str, told: list[NoticeCode]
) -> None:
    document = make_document("d", year=2021)
    paragraph = make_paragraph("d/1", text, heading_path=(heading,))
    corpus = make_corpus([paragraph], [document])
    draft = Draft(citations=(cite(1, Quotation(paragraph, Span(0, len(text))), document),))
    frames = load_frames(Language.ZH)
    noticed = tell_years(draft, Scope(years=(2025,)), corpus, frames, fell_back=False)
    assert [one.code for one in noticed.notices] == told
