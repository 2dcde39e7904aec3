"""What an answer tells of the year it is from."""

from __future__ import annotations

import pytest

from ingest import NoticeCode, Span
from qa import Language
from qa.composition import cite
from qa.prompt_files import load_frames
from qa.quotation import Quotation
from qa.records import Draft
from qa.scope import Scope, decide_scope
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


@pytest.mark.parametrize(
    ("question", "asked", "years"),
    [
        ("2021年和2022年各建几所公办园？", "建几所公办园？", "2021"),
        ("What was planned in 2021 and 2022?", "What was planned?", "2021"),
        ("2022年和2025年各建几所公办园？", "和2025年各建几所公办园？", ""),  # the document tells of 2025
        ("2019年毕业的2022年能报名吗？", "2019年毕业的能报名吗？", ""),  # when somebody left school
        ("2022-2023学年哪天开学？", "-2023学年哪天开学？", ""),
    ],
)
def test_a_year_asked_for_beside_one_that_is_covered_is_told_and_not_looked_for(
    question: str, asked: str, years: str
) -> None:
    document = make_document("d", title="2022年教育工作要点", year=2022)
    paragraph = make_paragraph("d/1", "新建公办园3所，到2025年再建5所。")
    corpus = make_corpus([paragraph], [document])
    scope = decide_scope(question, corpus)
    draft = Draft(citations=(cite(1, Quotation(paragraph, Span(0, 7)), document),))
    noticed = tell_years(draft, scope, corpus, load_frames(Language.EN), fell_back=False)
    assert scope.leave_out_names(question, corpus) == asked
    assert [one.message for one in noticed.notices] == (
        [f"You also asked about {years}: the documents here do not tell of that year."] if years else []
    )
