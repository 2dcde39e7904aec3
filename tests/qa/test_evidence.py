from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest import ParagraphKind
from qa import PARAGRAPH_SIGNALS, AnswerKind, Evidence, Intent, gather_evidence, prepare_query, read_intent
from qa.candidates import EVERYTHING, Among
from qa.parts import split_question
from qa.ranking import load_ranking_weights
from tests.fakes import make_corpus, make_paragraph, write_weights

PARAGRAPHS = (
    make_paragraph("d/1", "学校招生1200人。办好学校。"),
    make_paragraph("d/2", "建设幼儿园。", position=1),
    make_paragraph("d/3", "学校。", position=2),
)


def gather(question: str, folder: Path, among: Among = EVERYTHING, **weights: dict[str, float]) -> Evidence:
    corpus = make_corpus(PARAGRAPHS)
    ranking = load_ranking_weights(write_weights(folder, **weights).ranking_weights)  # type: ignore[arg-type]
    return gather_evidence(prepare_query(question, corpus), read_intent(question), corpus, ranking, among)


def test_passages_come_best_first_with_their_rank_and_signals(tmp_path: Path) -> None:
    evidence = gather("建设幼儿园", tmp_path)
    assert evidence.passages[0].paragraph.anchor == "d/2"
    assert [passage.rank for passage in evidence.passages] == [1, 2, 3]
    scores = [passage.score for passage in evidence.passages]
    assert scores == sorted(scores, reverse=True)
    assert evidence.passages[0].score == pytest.approx(10.0)  # the highest lexical signal scales to 1, its weight is 10
    assert set(evidence.passages[0].scores) == {
        *PARAGRAPH_SIGNALS, "late", "late_low", "late_least",
    }  # fmt: skip


def test_sentences_come_best_first_with_their_paragraph(tmp_path: Path) -> None:
    evidence = gather("学校招生多少人", tmp_path)
    assert evidence.intent == Intent(AnswerKind.FIGURE, "人")
    best = evidence.sentences[0]
    assert (best.chunk.text, best.paragraph.anchor, best.holds) == ("学校招生1200人。", "d/1", 1.0)
    assert best.lexical > 0
    assert len(evidence.sentences) == 4


def test_a_weight_on_holding_an_answer_puts_the_figure_first(tmp_path: Path) -> None:
    evidence = gather("办好学校多少", tmp_path, sentence={"holds_answer": 1.0})
    assert evidence.sentences[0].chunk.text == "学校招生1200人。"


def test_equal_scores_keep_the_order_of_the_document(tmp_path: Path) -> None:
    evidence = gather("学校", tmp_path, paragraph={"dense": 0.0})
    assert [(p.paragraph.anchor, p.score) for p in evidence.passages] == [("d/1", 0), ("d/2", 0), ("d/3", 0)]


def test_a_heading_that_asks_comes_behind_what_answers_it(tmp_path: Path) -> None:
    asks, does = "问1：什么时候招生？", "招生工作"
    corpus = make_corpus(
        [
            make_paragraph("d/1", asks, kind=ParagraphKind.HEADING, heading_path=(asks,)),
            make_paragraph("d/2", "3月开始。", position=1, heading_path=(asks,)),
            make_paragraph("d/3", does, position=2, kind=ParagraphKind.HEADING, heading_path=(does,)),
            make_paragraph("d/4", "照办。", position=3, heading_path=(does,)),
        ]
    )
    ranking = load_ranking_weights(write_weights(tmp_path).ranking_weights)
    evidence = gather_evidence(prepare_query("什么时候招生", corpus), read_intent("什么时候招生"), corpus, ranking)
    order = [one.paragraph.anchor for one in evidence.sentences]
    assert order[-1] == "d/1"
    assert order.index("d/3") < len(order) - 1


def test_nothing_that_may_answer_is_no_evidence(tmp_path: Path) -> None:
    evidence = gather("学校", tmp_path, among=Among(frozenset()))
    assert evidence.passages == evidence.sentences == ()


def test_words_that_the_documents_do_not_have_make_it_another_script(tmp_path: Path) -> None:
    assert gather("where is the moon", tmp_path).other_script
    assert not gather("学校招生", tmp_path).other_script


@pytest.mark.parametrize(
    ("question", "rows", "behind"),
    [
        (
            "跑步满分要跑多少？",
            ("得分：15；跑步：3分", "得分：14；跑步：4分", "得分：0；跑步：5分以上"),
            {"d/1", "d/2"},
        ),
        (
            "志愿服务最高分是多少？",
            ("分值：50分；项目：居住", "分值：30分；项目：居住证", "分值：10分；项目：志愿服务"),
            {"d/1"},
        ),
        (
            "荣誉称号最高分是多少分？",
            ("分值：20分；项目：国家级荣誉", "分值：15分；项目：省级荣誉称号", "分值：10分；项目：市级荣誉称号"),
            {"d/2"},
        ),
    ],
    ids=["the highest row", "another thing scores more", "the most among the rows that name it"],
)
def test_full_marks_are_the_most_of_what_is_asked_about(
    question: str, rows: Sequence[str], behind: set[str], tmp_path: Path
) -> None:
    corpus = make_corpus(
        [make_paragraph(f"d/{at}", text, position=at, kind=ParagraphKind.TABLE_ROW) for at, text in enumerate(rows)]
    )
    ranking = load_ranking_weights(write_weights(tmp_path).ranking_weights)
    evidence = gather_evidence(prepare_query(question, corpus), read_intent(question), corpus, ranking)
    assert {one.paragraph.anchor for one in evidence.sentences if one.score < -100} == behind


def test_of_things_told_apart_by_which_is_more_each_is_found() -> None:
    assert split_question("甲镇和乙镇哪个名额多？") == ("甲镇名额是多少?", "乙镇名额是多少?")
    assert split_question("公用经费和营养餐哪个多？") == ("公用经费是多少?", "营养餐是多少?")
    assert split_question("家长和老师谁签字？") == ()
