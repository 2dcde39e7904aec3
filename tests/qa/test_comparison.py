"""What another year says of the same: the sentence that repeats this year's with other figures."""

from __future__ import annotations

import pytest

from ingest import Chunk
from qa import Corpus, Evidence, FoundSentence, prepare_query, read_intent
from qa.comparison import find_parallel
from qa.ranking import load_ranking_weights
from tests.fakes import make_corpus, make_paragraph

CORPUS = make_corpus(
    [
        make_paragraph("d/1", "高中阶段职普比不低于4:6。", position=0),
        make_paragraph("d/2", "加强教师培训，配备心理教师。", position=1),
        make_paragraph("d/3", "高中阶段职普比不低于5:5，扩大招生规模。", position=2),
        make_paragraph("d/4", "高中。", position=3),
    ]
)


def evidence(*anchors: str, corpus: Corpus = CORPUS) -> Evidence:
    def sentence_of(anchor: str) -> Chunk:
        return next(chunk for chunk in corpus.sentences if chunk.anchor == anchor)

    paragraphs = {paragraph.anchor: paragraph for paragraph in corpus.paragraphs}
    found = [FoundSentence(sentence_of(a), paragraphs[a], -i, 0, 0, 0, 0, 1) for i, a in enumerate(anchors)]
    question = "职普比变了多少"
    return Evidence(
        prepare_query(question, corpus),
        read_intent(question),
        (),
        tuple(found),
        other_script=False,
        weights=load_ranking_weights(),
    )


def test_the_sentence_that_says_the_same_with_another_figure_is_taken_wherever_it_ranks() -> None:
    parallel = find_parallel(evidence("d/2", "d/3"), evidence("d/1", "d/2"))
    assert parallel is not None
    assert [sentence.paragraph.anchor for sentence in parallel.sentences] == ["d/3"]


@pytest.mark.parametrize("others", [("d/2",), ("d/4",), ()])
def test_a_year_that_says_nothing_of_it_or_a_single_word_has_none(others: tuple[str, ...]) -> None:
    assert find_parallel(evidence(*others), evidence("d/1")) is None


def test_nothing_is_parallel_to_nothing() -> None:
    assert find_parallel(evidence("d/1"), evidence()) is None
