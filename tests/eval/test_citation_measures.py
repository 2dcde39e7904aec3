from collections.abc import Callable
from dataclasses import replace

import pytest

from eval.citation_measures import (
    citation_precision,
    citation_recall,
    figure_accuracy,
    measure_citations,
    verbatim_rate,
    without_markers,
)
from eval.corpus import Corpus
from eval.records import Case, Gold
from ingest import Notice, NoticeCode
from qa import Answer, AnswerNotice, Outcome
from tests.fakes import written

TEXTS = {
    "d/1": "普职比达到4:6。新建学校10所，改建12所。",
    "d/2": "中职招生2000人左右。",
    "d/3": "加强教师队伍建设。",
}
Make = Callable[..., Answer]


@pytest.fixture
def corpus(make_corpus: Callable[..., Corpus]) -> Corpus:
    return make_corpus(TEXTS, titles={"d": "2022年要点"})


def test_verbatim_sentences_are_supported_whatever_their_stops(corpus: Corpus, make_answer: Make) -> None:
    answer = make_answer(corpus, [("d/1", "普职比达到4:6")], sentences=[("普职比达到 4：6。", [1])])
    assert citation_recall(answer, corpus) == 1
    assert citation_precision(answer, corpus) == 1


def test_a_sentence_without_citation_or_with_an_unknown_number_is_not_supported(
    corpus: Corpus, make_answer: Make
) -> None:
    sentences = [("普职比达到4:6。", [1]), ("新建学校10所", []), ("改建12所", [1, 7])]
    answer = make_answer(corpus, [("d/1", "普职比达到4:6")], sentences=sentences)
    assert citation_recall(answer, corpus) == pytest.approx(1 / 3)
    # Citations: 1 (good), 1 and 7 of a sentence that is not supported.
    assert citation_precision(answer, corpus) == pytest.approx(1 / 3)


def test_a_citation_beside_one_that_suffices_is_not_needed(corpus: Corpus, make_answer: Make) -> None:
    quotes = [("d/1", "普职比达到4:6"), ("d/2", "中职招生2000人左右")]
    answer = make_answer(corpus, quotes, sentences=[("普职比达到4:6", [1, 2])])
    assert citation_recall(answer, corpus) == 1
    assert citation_precision(answer, corpus) == pytest.approx(1 / 2)


def test_two_paragraphs_that_support_a_sentence_together_are_both_needed(corpus: Corpus, make_answer: Make) -> None:
    quotes = [("d/1", "普职比达到4:6"), ("d/2", "中职招生2000人左右")]
    answer = make_answer(corpus, quotes, sentences=[("「普职比达到4:6」；「中职招生2000人左右」", [1, 2])])
    assert citation_recall(answer, corpus) == 1
    assert citation_precision(answer, corpus) == 1


def test_no_sentences_and_no_citations_score_zero(corpus: Corpus, make_answer: Make) -> None:
    assert citation_recall(make_answer(corpus), corpus) == 0
    assert citation_precision(make_answer(corpus), corpus) == 0
    assert verbatim_rate(make_answer(corpus), corpus) is None
    assert figure_accuracy(make_answer(corpus), corpus) is None


def test_a_frame_around_a_quotation_is_supported(corpus: Corpus, make_answer: Make) -> None:
    frame = "According to “2022年要点”, the document says: “普职比达到4:6”."
    answer = make_answer(corpus, [("d/1", "普职比达到4:6")], sentences=[(frame.replace("“2022年要点”", "it"), [1])])
    assert citation_recall(answer, corpus) == 1


def test_a_frame_with_a_figure_or_quotation_from_nowhere_is_not_supported(corpus: Corpus, make_answer: Make) -> None:
    quotes = [("d/1", "普职比达到4:6")]
    with_figure = make_answer(corpus, quotes, sentences=[("共投入300万元：普职比达到4:6", [1])])
    with_quotation = make_answer(corpus, quotes, sentences=[("“全面放开”，普职比达到4:6", [1])])
    assert citation_recall(with_figure, corpus) == 0
    assert citation_recall(with_quotation, corpus) == 0


def test_the_place_of_a_quotation_may_be_quoted_with_its_label(corpus: Corpus, make_answer: Make) -> None:
    headed = replace(corpus.paragraphs["d/1"], label="二、8", heading_path=("二、工作重点", "8加快发展职业教育"))
    corpus = replace(corpus, paragraphs={**corpus.paragraphs, "d/1": headed})
    quotes = [("d/1", "普职比达到4:6")]
    right = make_answer(corpus, quotes, sentences=[("文件在“二、8 加快发展职业教育”部分写道：“普职比达到4:6”", [1])])
    wrong = make_answer(corpus, quotes, sentences=[("文件在“二、9 加快发展职业教育”部分写道：“普职比达到4:6”", [1])])
    assert (citation_recall(right, corpus), figure_accuracy(right, corpus)) == (1, 1)
    assert (citation_recall(wrong, corpus), figure_accuracy(wrong, corpus)) == (0, pytest.approx(4 / 5))


def test_an_explanation_is_supported_by_a_notice_that_the_stored_paragraph_bears(
    corpus: Corpus, make_answer: Make
) -> None:
    masked = replace(
        corpus.paragraphs["d/3"], text="新建XX所。", notices=(Notice(NoticeCode.MASKED_FIGURE, written("…")),)
    )
    corpus = replace(corpus, paragraphs={**corpus.paragraphs, "d/3": masked})
    told = (AnswerNotice(NoticeCode.MASKED_FIGURE, "…", 1),)

    def recall(explanation: str, *, anchor: str = "d/3", quote: str = "新建XX所") -> float:
        sentences = [(quote, [1]), (explanation, [1])]
        answer = make_answer(corpus, [(anchor, quote)], sentences=sentences)
        return citation_recall(replace(answer, notices=told), corpus)

    assert recall("原文的数字用“XX”隐去了。") == 1
    assert recall("原文隐去了300这个数字。") == 1 / 2
    assert recall("原文的数字用“○○”隐去了。") == 1 / 2
    assert recall("原文的数字隐去了。", anchor="d/1", quote="普职比") == 1 / 2


def test_another_citations_quote_must_stand_in_what_is_cited_too(corpus: Corpus, make_answer: Make) -> None:
    quotes = [("d/1", "普职比达到4:6"), ("d/3", "加强教师队伍建设")]
    answer = make_answer(corpus, quotes, sentences=[("普职比达到4:6，加强教师队伍建设", [1])])
    assert citation_recall(answer, corpus) == 0


def test_the_stored_paragraph_counts_and_not_the_one_the_answer_carries(corpus: Corpus, make_answer: Make) -> None:
    answer = make_answer(corpus, [("d/1", "普职比达到4:6")])
    (citation,) = answer.citations
    forged = replace(citation, quote="普职比达到5:5", paragraph="普职比达到5:5。", start=0, end=8)
    sentences = (replace(answer.sentences[0], text="普职比达到5:5"),)
    answer = replace(answer, citations=(forged,), sentences=sentences, text="普职比达到5:5[1]")
    assert forged.paragraph[forged.start : forged.end] == forged.quote
    assert verbatim_rate(answer, corpus) == 0
    assert citation_recall(answer, corpus) == 0
    assert figure_accuracy(answer, corpus) == 0


def test_a_quote_at_the_wrong_place_is_not_verbatim(corpus: Corpus, make_answer: Make) -> None:
    answer = make_answer(corpus, [("d/1", "普职比达到4:6"), ("d/2", "中职招生")])
    shifted = replace(answer.citations[0], start=1, end=9)
    assert verbatim_rate(replace(answer, citations=(shifted, answer.citations[1])), corpus) == pytest.approx(1 / 2)


def test_figures_must_stand_in_what_their_own_sentence_cites(corpus: Corpus, make_answer: Make) -> None:
    quotes = [("d/1", "新建学校10所"), ("d/2", "中职招生2000人左右")]
    right = make_answer(corpus, quotes)
    assert figure_accuracy(right, corpus) == 1
    crossed = make_answer(corpus, quotes, sentences=[("新建学校10所", [2]), ("中职招生2000人左右", [2])])
    # Two figures in sentences (10 is wrong), two in quotes.
    assert figure_accuracy(crossed, corpus) == pytest.approx(3 / 4)


def test_figures_of_the_text_outside_the_sentences_are_not_overlooked(corpus: Corpus, make_answer: Make) -> None:
    answer = make_answer(corpus, [("d/2", "中职招生2000人左右")], text="另有300人。\n1. 中职招生2000人左右[1]")
    assert figure_accuracy(answer, corpus) == pytest.approx(2 / 3)


def test_a_documents_title_may_lend_its_year_to_the_frame(corpus: Corpus, make_answer: Make) -> None:
    answer = make_answer(corpus, [("d/3", "加强教师队伍建设")], sentences=[("2022年的要点：加强教师队伍建设", [1])])
    assert figure_accuracy(answer, corpus) == 1
    assert citation_recall(answer, corpus) == 1


def test_markers_leave_the_text_and_document_numbers_stay(corpus: Corpus, make_answer: Make) -> None:
    answer = make_answer(corpus, [("d/1", "普职比")], text="市教[2022]5号[1]，普职比[1]。")
    assert without_markers(answer) == "市教[2022]5号，普职比。"


def test_measures_against_gold_worked_out_by_hand(
    corpus: Corpus, make_case: Callable[..., Case], make_answer: Make
) -> None:
    case = make_case(gold=["新建学校10所", "中职招生2000人"], facts=[["10所"], ["2000人"]])
    answer = make_answer(corpus, [("d/3", "加强教师队伍建设"), ("d/1", "改建12所"), ("d/1", "普职比达到4:6。")])
    measured = measure_citations(case, answer, corpus)
    assert measured["gold_citation_precision"] == pytest.approx(2 / 3)
    assert measured["gold_citation_recall"] == pytest.approx(1 / 2)
    assert measured["first_citation_right"] == 0
    assert measured["any_citation_right"] == 1
    assert measured["exact_span"] == 0
    # 改建12所 lies in the sentence that holds 10所; the first citation is of another paragraph.
    assert measured["sentence_hit"] == 1
    assert measured["sentence_hit@1"] == 0
    assert measured["quote_length"] == pytest.approx((8 + 5 + 9) / 3)
    assert measured["quoted_length"] == 8 + 5 + 9


def test_the_document_that_must_be_cited_first_and_alone(
    make_corpus: Callable[..., Corpus], make_case: Callable[..., Case], make_answer: Make
) -> None:
    corpus = make_corpus({"2021/1": "新建10所。", "2022/1": "新建12所。"}, titles={"2021": "要点2021"})
    case = make_case(further={"expected_document": "2022.docx"})

    def measured(*anchors: str, case: Case = case) -> tuple[float | None, float | None]:
        values = measure_citations(case, make_answer(corpus, [(anchor, "新建") for anchor in anchors]), corpus)
        return values["first_document_right"], values["all_documents_right"]

    assert measured("2022/1", "2022/1") == (1, 1)
    assert measured("2022/1", "2021/1") == (1, 0)
    assert measured("2021/1", "2022/1") == (0, 0)
    assert measured() == (0, 0)
    assert measured("2021/1", case=make_case(further={"expected_document": "要点2021"})) == (1, 1)
    assert measured("2021/1", case=make_case(further={"expected_document": None})) == (None, None)
    assert measured("2022/1", case=replace(case, answerable=False)) == (None, None)


def test_a_quote_that_ends_with_its_stop_does_not_touch_the_next_sentence(
    corpus: Corpus, make_case: Callable[..., Case], make_answer: Make
) -> None:
    case = make_case(gold=["新建学校10所"], facts=[["10所"]])
    assert measure_citations(case, make_answer(corpus, [("d/1", "普职比达到4:6。")]), corpus)["sentence_hit"] == 0
    assert measure_citations(case, make_answer(corpus, [("d/1", "新建学校10所")]), corpus)["sentence_hit@1"] == 1


def test_a_refusal_of_an_answerable_question_scores_zero_against_gold_and_nothing_else(
    corpus: Corpus, make_case: Callable[..., Case], make_answer: Make
) -> None:
    case = make_case(gold=["新建学校10所"], facts=[["10所"]])
    measured = measure_citations(case, make_answer(corpus, outcome=Outcome.NOT_IN_DOCUMENTS), corpus)
    zero = {name for name, value in measured.items() if value == 0}
    assert zero == {
        "gold_citation_precision",
        "gold_citation_recall",
        "first_citation_right",
        "any_citation_right",
        "exact_span",
        "sentence_hit@1",
        "sentence_hit",
    }
    assert all(value is None for name, value in measured.items() if name not in zero)


def test_an_unanswerable_question_is_not_measured_against_gold(
    corpus: Corpus, make_case: Callable[..., Case], make_answer: Make
) -> None:
    measured = measure_citations(make_case(answerable=False), make_answer(corpus, [("d/1", "普职比")]), corpus)
    assert measured["citation_recall"] == 1
    assert measured["any_citation_right"] is None
    assert measured["exact_span"] is None


def test_a_gold_passage_without_facts_says_no_sentence(
    make_corpus: Callable[..., Corpus], make_case: Callable[..., Case], make_answer: Make
) -> None:
    corpus = make_corpus({"d/1": "新建学校10所。"}, passages={"p": "d/1"})
    answer = make_answer(corpus, [("d/1", "新建学校10所")])
    bare = measure_citations(make_case(gold=[Gold(passage="p")]), answer, corpus)
    assert (bare["sentence_hit"], bare["sentence_hit@1"], bare["first_citation_right"]) == (None, None, 1)
    telling = measure_citations(make_case(gold=[Gold(passage="p")], facts=[["10所"]]), answer, corpus)
    assert (telling["sentence_hit"], telling["sentence_hit@1"]) == (1, 1)
