from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from qa import WrongSetting, gather_evidence, prepare_query, read_intent
from qa.query import Floats
from qa.ranking import load_ranking_weights
from qa.reranking import CrossEncoderReranker, fuse, load_reranker
from tests.fakes import make_corpus, make_paragraph, write_weights

PARAGRAPHS = [make_paragraph(f"d/{i}", text, position=i) for i, text in enumerate(["学校招生。", "招生。", "园。"])]


class Contrary:
    """The shorter a text, the better."""

    def score(self, question: str, texts: Sequence[str]) -> Floats:
        return np.array([-len(text) for text in texts], dtype=np.float32)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Small untrained cross-encoders, by how many numbers they tell of a pair."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    made = {}
    for labels in (1, 2):
        folder = made[labels] = tmp_path_factory.mktemp("model")
        words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"学校招生幼儿园"]
        (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
        shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
        BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
        config = BertConfig(vocab_size=len(words), num_labels=labels, **shape)
        BertForSequenceClassification(config).save_pretrained(folder)
    return made


def test_what_the_reranker_prefers_rises_and_its_score_is_told(tmp_path: Path) -> None:
    corpus = make_corpus(PARAGRAPHS)
    ranking = load_ranking_weights(write_weights(tmp_path).ranking_weights)
    asked = prepare_query("学校招生", corpus), read_intent("学校招生"), corpus, ranking
    plain, reranked = gather_evidence(*asked), gather_evidence(*asked, reranker=Contrary())
    assert [one.paragraph.anchor for one in plain.passages] == ["d/0", "d/1", "d/2"]
    assert [one.paragraph.anchor for one in reranked.passages] == ["d/2", "d/0", "d/1"]
    assert sorted(one.score for one in reranked.passages) == sorted(one.score for one in plain.passages)
    assert [one.scores["rerank"] for one in reranked.passages] == [-2.0, -5.0, -3.0]
    assert "rerank" not in plain.passages[0].scores


def test_both_orders_count_and_what_was_not_read_stays_behind() -> None:
    scores, unread = np.array([4.0, 3, 2, 1], dtype=np.float32), np.nan
    assert fuse(scores, np.array([0.9, 0.1, unread, unread], dtype=np.float32)).tolist() == [4.0, 3.0, 2.0, 1.0]
    assert fuse(scores, np.array([0.1, 0.9, 0.5, unread], dtype=np.float32)).tolist() == [3.0, 4.0, 2.0, 1.0]
    assert fuse(np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32)).tolist() == []


def test_a_real_cross_encoder_scores_each_text(folders: dict[int, Path]) -> None:
    scores = CrossEncoderReranker(str(folders[1])).score("招生", ["学校招生。", "幼儿园。", "学校招生。"])
    assert scores.shape == (3,)
    assert scores[0] == pytest.approx(scores[2])
    assert scores[0] != pytest.approx(scores[1], abs=1e-7)


def test_what_is_no_reranker_is_told_in_one_sentence(folders: dict[int, Path]) -> None:
    for name in (str(folders[2]), "/no/such/model"):
        with pytest.raises(WrongSetting) as told:
            CrossEncoderReranker(name).score("招生", ["学校"])
        assert f"The reranker {name} cannot be loaded" in str(told.value)
        assert "in RERANKER_MODEL" in str(told.value)
    assert load_reranker("") is None
