"""What a report looks back on and what it plans are not taken for one another."""

import pytest

from qa.candidates import EVERYTHING, Among
from qa.tense import narrow_to_tense
from tests.fakes import make_corpus, make_document, make_paragraph

REPORT = make_document("r", title="2025年工作报告", year=2025)
OPENING = make_paragraph("r/0", "各位代表：")
DONE = make_paragraph("r/1", "新增托位3万个。", position=1, heading_path=("一、2024年工作回顾", "（一）民生"))
PLANNED = make_paragraph("r/2", "新增托位1万个。", position=2, heading_path=("二、2025年工作安排", "（一）民生"))
CORPUS = make_corpus([OPENING, DONE, PLANNED], [REPORT])
BACK, AHEAD = Among(None, frozenset({"r/0", "r/1"})), Among(None, frozenset({"r/0", "r/2"}))


@pytest.mark.parametrize(
    ("question", "among"),
    [
        ("今年要新增多少托位？", AHEAD),
        ("2025年新增托位多少？", AHEAD),
        ("25年新增托位多少？", AHEAD),
        ("24年新增了多少托位？", BACK),
        ("计划新增多少托位？", AHEAD),
        ("How many places will be added this year?", AHEAD),
        ("去年新增了多少托位？", BACK),
        ("2024年新增托位多少？", BACK),
        ("How many places were added last year?", BACK),
        ("去年新增托位同比增长多少？", BACK),
        ("去年新增托位比前一年多多少？", BACK),
        ("新增托位比去年多多少？", EVERYTHING),
        ("新增多少托位？", EVERYTHING),
        ("去年没排上，托位怎么申请？", EVERYTHING),
        ("去年毕业的学生还能报名吗？", EVERYTHING),
        ("Can a child who was ill last year still enrol?", EVERYTHING),
        ("I left school last year. Where do I sign up?", EVERYTHING),
        ("2023年新增了多少托位？", EVERYTHING),
        ("去年新增多少托位，今年计划新增多少？", EVERYTHING),
        ("今年比去年多新增多少托位？", EVERYTHING),
        ("年度计划投资完成率是多少？", EVERYTHING),
        ("今年报告指出哪些问题？", EVERYTHING),
        ("截至今年建了多少托位？", EVERYTHING),
    ],
)
def test_a_question_of_a_year_is_answered_from_the_part_about_it(question: str, among: Among) -> None:
    assert narrow_to_tense(question, CORPUS) == among


def test_a_document_without_both_is_left_whole_and_another_choice_is_kept() -> None:
    plan = make_corpus([make_paragraph("p/1", "新增托位1万个。", heading_path=("二、2025年工作安排",))])
    assert narrow_to_tense("去年新增了多少托位？", plan) == EVERYTHING
    only = Among(frozenset({"r"}), frozenset({"r/1"}))
    assert narrow_to_tense("今年要新增多少托位？", CORPUS, only) == Among(frozenset({"r"}), frozenset())


def test_a_summary_of_its_own_year_tells_of_this_year() -> None:
    summary = make_corpus([make_paragraph("r/1", "新增托位3万个。", heading_path=("一、2025年工作总结",))], [REPORT])
    assert narrow_to_tense("今年新增了多少托位？", summary) == EVERYTHING


def test_a_yearly_report_that_plans_the_next_year_looks_back_on_its_own() -> None:
    report = make_document("r", title="2024年度报告", year=2024)
    corpus = make_corpus([OPENING, DONE, PLANNED], [report])
    assert narrow_to_tense("2024年新增了多少托位？", corpus) == BACK
    assert narrow_to_tense("今年要新增多少托位？", corpus) == AHEAD


BOTH = make_paragraph(
    "r/3", "指标：毛入园率；2024年：92.1%；2025年目标：95%", position=3, heading_path=("一、2024年工作回顾", "指标")
)


@pytest.mark.parametrize(
    ("question", "kept"),
    [("2025年毛入园率的目标是多少？", True), ("今年毛入园率要达到多少？", True), ("2024年毛入园率是多少？", True)],
)
def test_what_names_the_year_that_is_wanted_stays_in_either_part(question: str, kept: bool) -> None:
    among = narrow_to_tense(question, make_corpus([OPENING, DONE, PLANNED, BOTH], [REPORT]))
    assert among.anchors is not None
    assert ("r/3" in among.anchors) is kept
