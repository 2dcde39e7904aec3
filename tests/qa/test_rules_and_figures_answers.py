"""A rule with lists and a table, and a bulletin of figures, with the real models."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import IngestSettings, NoticeCode, ingest_paths, open_store
from qa import Answer, Outcome, Question, build_chain

pytestmark = pytest.mark.integration
DOCUMENTS = Path(__file__).parents[1] / "data" / "rules"

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    chains = {}
    for path in sorted(DOCUMENTS.iterdir()):
        store = open_store(IngestSettings(store=tmp_path_factory.mktemp("rules") / "store"))
        ingest_paths([path], store)
        chains[path.suffix] = build_chain(store)

    def ask_document(suffix: str, question: str, *history: str) -> Answer:
        return chains[suffix].invoke(Question(question, history))

    return ask_document


@pytest.mark.parametrize(
    ("question", "row", "figure"),
    [
        ("小学二年级午餐最高多少钱一餐？", "小学1—3年级", "11"),
        ("小学五年级晚餐限价几块？", "小学4—6年级", "11"),
        ("初中住校生午餐最高多少钱？", "初中寄宿生", "15"),
        ("初中走读生午餐最高多少钱？", "初中非寄宿生", "13"),
    ],
)
def test_a_table_is_asked_by_grade_and_group_and_counted_by_its_headers(
    ask: Ask, question: str, row: str, figure: str
) -> None:
    answer = ask(".docx", question)
    assert answer.citations[0].quote.startswith(f"学段：{row}；")
    assert figure in answer.citations[0].quote


def test_a_figure_inside_an_article_is_no_number_of_an_item(ask: Ask) -> None:
    answer = ask(".docx", "家长多久可以陪餐一次？")
    assert "每周至少安排1次家长陪餐" in answer.citations[0].quote


def test_all_the_items_of_a_list_are_told_under_its_heading(ask: Ask) -> None:
    answer = ask(".docx", "登记要带什么材料？")
    quoted = [one.quote for one in answer.citations]
    assert [one for one in ("户口簿", "家庭收入证明", "学籍证明") if one not in quoted] == []


def test_a_rule_answers_for_the_years_that_it_is_in_force_and_says_so(ask: Ask) -> None:
    answer = ask(".docx", "2026年高中助学金一档多少钱？")
    assert "2800元" in answer.citations[0].quote
    assert NoticeCode.OTHER_YEAR in [one.code for one in answer.notices]
    assert [ask(".docx", f"{year}年高中助学金一档多少钱？").outcome for year in (2019, 2031)] == [
        Outcome.NOT_IN_DOCUMENTS
    ] * 2


def test_what_somebody_gets_is_not_told_of_a_deputy(ask: Ask) -> None:
    assert ask(".docx", "副班主任津贴一个月多少？").outcome is Outcome.NOT_IN_DOCUMENTS
    assert "600元" in ask(".docx", "班主任津贴一个月多少？").text


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("在园孩子比去年少了多少？", "比上年减少2137人"),
        ("全县一共有多少所学校？", "各级各类学校186所"),
        ("普惠园覆盖率多少？", "92.0%"),
    ],
)
def test_a_bulletin_tells_changes_totals_and_figures_not_definitions(ask: Ask, question: str, quoted: str) -> None:
    assert quoted in ask(".txt", question).citations[0].quote


def test_without_a_change_told_last_year_is_not_in_the_documents(ask: Ask) -> None:
    assert ask(".docx", "午餐限价比去年涨了多少？").outcome is Outcome.NOT_IN_DOCUMENTS


def test_a_follow_up_with_its_subject_first_is_all_of_the_question(ask: Ask) -> None:
    answer = ask(".docx", "那初中生呢，补助一年多少？", "普通高中国家助学金一年多少钱？")
    assert answer.standalone_question == "初中生补助一年多少？"
    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
