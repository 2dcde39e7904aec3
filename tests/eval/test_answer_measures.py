from collections.abc import Callable
from dataclasses import replace

import pytest

from eval.answer_measures import (
    ANSWER_MEASURES,
    contact_found,
    crag_score,
    fact_recall,
    forbidden_found,
    is_right,
    measure_answer,
    notices_recall,
)
from eval.corpus import Corpus, build_corpus
from eval.records import Case, CaseResult
from ingest import Notice, NoticeCode
from qa import Answer, AnswerNotice, Outcome
from tests.fakes import written

Make = Callable[..., Answer]
MakeCase = Callable[..., Case]


@pytest.fixture
def corpus(make_corpus: Callable[..., Corpus]) -> Corpus:
    return make_corpus({"d/1": "普职比达到4:6，新建学校10所。", "d/2": "招生人数见附件。"})


def test_of_each_group_of_facts_any_string_will_do(corpus: Corpus, make_case: MakeCase, make_answer: Make) -> None:
    case = make_case(facts=[["4∶6", "4:6"], ["10所", "十所"], ["300人"]])
    answer = make_answer(corpus, [("d/1", "普职比达到4:6，新建学校10所")])
    assert fact_recall(case, answer) == pytest.approx(2 / 3)


def test_a_fact_may_run_across_a_marker(corpus: Corpus, make_case: MakeCase, make_answer: Make) -> None:
    answer = make_answer(corpus, [("d/1", "普职比")], text="普职比[1]达到4:6")
    assert fact_recall(make_case(facts=[["普职比达到4:6"]]), answer) == 1


def test_facts_are_not_asked_of_unanswerable_questions_and_a_failure_has_none(
    corpus: Corpus, make_case: MakeCase, make_answer: Make
) -> None:
    assert fact_recall(make_case(), make_answer(corpus)) is None
    assert fact_recall(make_case(answerable=False, facts=[["4:6"]]), make_answer(corpus)) is None
    assert fact_recall(make_case(facts=[["4:6"]]), None) == 0


def test_what_is_forbidden_is_looked_for_in_text_quotes_and_notices(
    corpus: Corpus, make_case: MakeCase, make_answer: Make
) -> None:
    case = make_case(forbidden=["5:5", "10所"])
    assert forbidden_found(case, make_answer(corpus, [("d/1", "普职比达到4:6")])) == 0
    assert forbidden_found(case, make_answer(corpus, [("d/1", "新建学校10所")])) == 1
    assert forbidden_found(case, make_answer(corpus, [("d/1", "新建学校10所")], text="见引文", sentences=[])) == 1
    telling = replace(make_answer(corpus), notices=(AnswerNotice(NoticeCode.DAMAGED_TEXT, "原为 5:5"),))
    assert forbidden_found(case, telling) == 1
    assert forbidden_found(make_case(), make_answer(corpus)) is None
    assert forbidden_found(case, None) == 0


def test_a_contact_string_that_cleaning_took_out_is_looked_for_wherever_an_answer_shows_text(
    corpus: Corpus, make_answer: Make
) -> None:
    removed = Notice(NoticeCode.DAMAGED_TEXT, written("…"), original="（微信：Abc-12345）", cleaning_id="gap")
    no_text = Notice(NoticeCode.DAMAGED_TEXT, written("…"), original="普职比\ufffd达到4:6")
    damaged = replace(corpus.paragraphs["d/2"], notices=(removed, no_text))
    told = build_corpus(corpus.documents.values(), [corpus.paragraphs["d/1"], damaged])
    assert told.contacts == {"微信abc12345", "abc12345"}
    clean = make_answer(corpus, [("d/1", "普职比达到4:6")])
    assert contact_found(clean, told) == 0
    assert contact_found(replace(clean, text="请加 ABC 12345 询问"), told) == 1
    citation = replace(clean.citations[0], paragraph="普职比达到4:6，abc12345。")
    assert contact_found(replace(clean, citations=(citation,)), told) == 1
    assert contact_found(replace(clean, notices=(AnswerNotice(NoticeCode.DAMAGED_TEXT, "原为abc-12345"),)), told) == 1
    assert contact_found(None, told) == 0
    assert contact_found(clean, corpus) is None


def test_notices_recall_counts_expected_codes(corpus: Corpus, make_case: MakeCase, make_answer: Make) -> None:
    case = make_case(notices=["masked_figure", "damaged_text"])
    answer = make_answer(corpus, notices=[NoticeCode.MASKED_FIGURE, NoticeCode.OTHER_YEAR])
    assert notices_recall(case, answer) == pytest.approx(1 / 2)
    assert notices_recall(make_case(), answer) is None
    assert notices_recall(case, None) == 0


def test_a_right_answer_has_all_facts_nothing_forbidden_and_all_notices(
    corpus: Corpus, make_case: MakeCase, make_answer: Make
) -> None:
    good = make_answer(corpus, [("d/1", "普职比达到4:6")], notices=[NoticeCode.MASKED_FIGURE])
    assert is_right(make_case(facts=[["4:6"]], notices=["masked_figure"], forbidden=["5:5"]), good, corpus)
    assert not is_right(make_case(facts=[["4:6"], ["10所"]]), good, corpus)
    assert not is_right(make_case(facts=[["4:6"]], notices=["damaged_text"]), good, corpus)
    assert not is_right(make_case(facts=[["4:6"]], forbidden=["普职比"]), good, corpus)
    assert not is_right(make_case(answerable=False), good, corpus)


def test_without_facts_a_gold_paragraph_must_be_cited(corpus: Corpus, make_case: MakeCase, make_answer: Make) -> None:
    case = make_case(gold=["新建学校10所"])
    assert is_right(case, make_answer(corpus, [("d/1", "普职比")]), corpus)
    assert not is_right(case, make_answer(corpus, [("d/2", "招生人数")]), corpus)


def test_a_refusal_is_right_for_an_unanswerable_question_if_it_cites_nothing(
    corpus: Corpus, make_case: MakeCase, make_answer: Make
) -> None:
    refusal = make_answer(corpus, outcome=Outcome.NOT_IN_DOCUMENTS, text="文件中没有。")
    citing = make_answer(corpus, [("d/2", "招生人数")], outcome=Outcome.NOT_IN_DOCUMENTS)
    unanswerable, answerable = make_case(answerable=False), make_case(facts=[["4:6"]])
    assert is_right(unanswerable, refusal, corpus)
    assert not is_right(unanswerable, citing, corpus)
    assert not is_right(unanswerable, None, corpus)
    assert not is_right(answerable, refusal, corpus)
    # A refusal that happens to say the fact is a refusal.
    assert not is_right(answerable, make_answer(corpus, outcome=Outcome.NOT_IN_DOCUMENTS, text="4:6"), corpus)


def test_the_crag_score_punishes_wrong_answers_only(corpus: Corpus, make_case: MakeCase, make_answer: Make) -> None:
    case = make_case(facts=[["4:6"]])
    right, wrong = make_answer(corpus, [("d/1", "普职比达到4:6")]), make_answer(corpus, [("d/2", "招生人数")])
    refusal = make_answer(corpus, outcome=Outcome.NOT_IN_DOCUMENTS)
    assert [crag_score(case, answer, corpus) for answer in (right, refusal, None, wrong)] == [1, 0, 0, -1]


def test_a_failed_question_scores_zero_wherever_an_answer_could_have_scored(
    corpus: Corpus, make_case: MakeCase
) -> None:
    case = make_case(
        gold=["新建学校10所"],
        facts=[["10所"]],
        notices=["masked_figure"],
        forbidden=["5:5"],
        further={"expected_document": "d"},
    )
    corpus = replace(corpus, contacts=frozenset({"vx12345"}))
    measured = measure_answer(CaseResult(case, None, "ValueError: x", 0.1), corpus)
    assert set(measured) == set(ANSWER_MEASURES)
    assert measured.pop("failure") == 1
    applicable = {name: value for name, value in measured.items() if value is not None}
    assert set(applicable.values()) == {0.0}
    assert set(measured) - set(applicable) == {"verbatim_rate", "figure_accuracy", "quote_length", "quoted_length"}


def test_where_nothing_says_what_answers_there_is_no_right_and_no_wrong(
    corpus: Corpus, make_case: MakeCase, make_answer: Make
) -> None:
    refusal = make_answer(corpus, outcome=Outcome.NOT_IN_DOCUMENTS, text="没有。")
    for answer in (make_answer(corpus, [("d/1", "普职比")]), refusal):
        measured = measure_answer(CaseResult(make_case(), answer, "", 0.1), corpus)
        assert (measured["accuracy"], measured["crag_score"]) == (None, None)
    assert is_right(make_case(forbidden=["普职比"]), make_answer(corpus, [("d/1", "普职比")]), corpus) is False
    assert is_right(make_case(), None, corpus) is False


def test_contacts_that_left_with_a_site_s_lines_are_looked_for_unless_the_text_has_them(
    corpus: Corpus, make_answer: Make
) -> None:
    site = "加微信 edu_2022，电话 400 123 4567，下载 https://x.example/p-1，第8页.docx 8，见2022年，10所"
    taken = Notice(NoticeCode.BOILERPLATE, written("…"), original=site, cleaning_id="line")
    kept = Notice(NoticeCode.BOILERPLATE, written("…"), original="abc12345")
    damaged = Notice(NoticeCode.DAMAGED_TEXT, written("…"), original="zugong893", cleaning_id="gap")
    document = replace(corpus.documents["d"], notices=(taken, kept, damaged))
    told = build_corpus([document], corpus.paragraphs.values())
    assert told.contacts == {"edu2022", "4001234567", "httpsxexamplep1", "zugong893"}
    clean = make_answer(corpus, [("d/1", "普职比达到4:6")])
    assert (contact_found(clean, told), contact_found(replace(clean, text="问 EDU-2022"), told)) == (0, 1)
    citing = replace(corpus.paragraphs["d/1"], text="请拨打400-123-4567，见 edu2022。")
    assert build_corpus([document], [citing]).contacts == {"httpsxexamplep1", "zugong893"}
