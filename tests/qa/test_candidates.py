from dataclasses import replace

import numpy as np
import pytest

from ingest import ParagraphKind, tokenize
from qa import PARAGRAPH_SIGNALS, Corpus, expand, find_candidates, prepare_query
from qa.candidates import SENTENCE_SIGNALS, Among
from tests.fakes import LetterEncoder, make_corpus, make_paragraph, two_encoders

PARAGRAPHS = (
    make_paragraph("d/title", "教育要点", kind=ParagraphKind.HEADING),
    make_paragraph("d/1", "学校招生。办好学校。", position=1, heading_path=("一、义务教育",)),
    make_paragraph("d/2", "建设幼儿园。", position=2, heading_path=("二、学前教育",)),
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(PARAGRAPHS)


def column(corpus: Corpus, question: str, name: str) -> list[float]:
    candidates = find_candidates(prepare_query(question, corpus), corpus)
    assert candidates.paragraphs.tolist() == [0, 1, 2]
    return [float(value) for value in candidates.signals[:, PARAGRAPH_SIGNALS.index(name)]]


def test_a_question_has_its_tokens_once_and_a_vector_of_each_encoder(corpus: Corpus) -> None:
    query = prepare_query("学校学校", corpus)
    assert query.tokens == ("学校", "校学") or sorted(query.tokens) == sorted(set(tokenize("学校学校")))
    assert [vector.shape for vector in query.vectors] == [(11,), (10,)]
    assert query.vectors[0].tolist() == pytest.approx((np.array([1, 2, 2] + [0] * 8) / 3).tolist())


def test_official_words_count_as_asked_and_are_embedded_too(corpus: Corpus) -> None:
    query = prepare_query("上幼儿园", corpus)
    assert {"学前", "教育"} <= set(query.tokens)
    assert query.vectors[0].tolist() == pytest.approx(LetterEncoder().encode_queries([expand("上幼儿园")])[0].tolist())


def test_every_signal_is_filled_in_for_every_candidate(corpus: Corpus) -> None:
    query = prepare_query("学校招生", corpus)
    main, second = (np.stack([e.encode_documents([t])[0] for t in (
        "d 一、义务教育\n学校招生。办好学校。", "一、义务教育\n学校招生。", "一、义务教育\n办好学校。")]) for e in two_encoders())  # fmt: skip
    assert column(corpus, "学校招生", "dense")[1] == pytest.approx(float(main[0] @ query.vectors[0]))
    assert column(corpus, "学校招生", "dense_sentence")[1] == pytest.approx(float((main[1:] @ query.vectors[0]).max()))
    assert column(corpus, "学校招生", "second")[1] == pytest.approx(float(second[0] @ query.vectors[1]))
    lexical = column(corpus, "学校招生", "lexical")
    assert lexical[1] > 0 == lexical[0] == lexical[2]


def test_the_heading_above_counts_for_a_paragraph_but_not_for_its_sentences(corpus: Corpus) -> None:
    assert column(corpus, "学前", "lexical")[2] > 0
    assert column(corpus, "学前", "lexical_sentence")[2] == 0


def test_sentences_belong_to_their_candidates(corpus: Corpus) -> None:
    candidates = find_candidates(prepare_query("学校招生", corpus), corpus)
    owners = [corpus.paragraphs[candidates.paragraphs[o]].anchor for o in candidates.owners]
    assert owners == [corpus.sentences[i].anchor for i in candidates.sentences] == ["d/title", "d/1", "d/1", "d/2"]
    assert candidates.sentence_signals.shape == (4, len(SENTENCE_SIGNALS))
    assert candidates.signals.shape == (3, len(PARAGRAPH_SIGNALS))


def test_only_what_may_answer_is_a_candidate(corpus: Corpus) -> None:
    query = prepare_query("学校招生", corpus)
    assert find_candidates(query, corpus, Among(frozenset({"d"}), frozenset({"d/2"}))).paragraphs.tolist() == [2]
    assert find_candidates(query, corpus, Among(frozenset())).paragraphs.tolist() == []
    assert find_candidates(query, corpus, Among(frozenset({"d"}))).paragraphs.tolist() == [0, 1, 2]


def test_an_empty_corpus_gives_no_candidates() -> None:
    corpus = make_corpus([])
    candidates = find_candidates(prepare_query("学校", corpus), corpus)
    assert candidates.signals.shape == (0, len(PARAGRAPH_SIGNALS))
    assert len(candidates.sentences) == 0


def test_one_encoder_alone_leaves_the_second_signals_zero() -> None:
    corpus = make_corpus(PARAGRAPHS, encoders=two_encoders()[:1])
    assert column(corpus, "学校招生", "second") == [0, 0, 0]
    assert column(corpus, "学校招生", "dense")[1] > 0


def test_a_small_document_in_a_large_corpus_is_found_by_meaning_too() -> None:
    """120 nearer paragraphs of another year stand between the question and the paragraph of the year asked."""
    others = [make_paragraph(f"a/{i}", "学校。", position=i) for i in range(120)]
    corpus = make_corpus([*others, make_paragraph("b/1", "学了会。")])
    found = find_candidates(prepare_query("学校", corpus), corpus, Among(frozenset({"b"})))
    assert [corpus.paragraphs[i].anchor for i in found.paragraphs] == ["b/1"]


def test_a_few_paragraphs_of_a_large_document_are_found_by_meaning_too() -> None:
    paragraphs = [make_paragraph(f"a/{i}", "学校。" if i else "学了会。", position=i) for i in range(120)]
    corpus = make_corpus(paragraphs, encoders=two_encoders()[:1])
    found = find_candidates(prepare_query("学校", corpus), corpus, Among(frozenset({"a"}), frozenset({"a/0"})))
    assert [corpus.paragraphs[i].anchor for i in found.paragraphs] == ["a/0"]


def test_a_question_is_searched_as_encoded_and_as_learned(corpus: Corpus) -> None:
    plain = prepare_query("火箭", corpus)
    wanted = prepare_query("建设幼儿园", corpus)
    candidates = find_candidates(replace(plain, learned=wanted.vectors), corpus)
    named = dict(zip(PARAGRAPH_SIGNALS, candidates.signals.T.tolist(), strict=True))
    for signal in ("dense", "dense_sentence", "second", "second_sentence"):
        learned = signal.replace("_sentence", "") + "_learned" + ("_sentence" if "_sentence" in signal else "")
        assert named[signal] == column(corpus, "火箭", signal)
        assert named[learned] == column(corpus, "建设幼儿园", signal)
        assert column(corpus, "建设幼儿园", learned) == named[learned], "where nothing was learned, the same again"
