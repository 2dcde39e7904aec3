from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from ingest import EncoderEmbeddings, IngestError, IngestSettings, ModelUnavailable, build_encoders
from ingest.bundled_model import find_bundled_weights
from ingest.embedding import SentenceTransformerEncoder
from tests.fakes import LetterEncoder


def names(**settings: object) -> list[str]:
    return [encoder.name for encoder in build_encoders(IngestSettings(**settings))]  # type: ignore[arg-type]


def test_two_bundled_encoders_by_default_and_others_by_setting() -> None:
    assert names() == ["multilingual-e5-small-q4", "use-multilingual-3"]
    assert names(second_encoder=False) == ["multilingual-e5-small-q4"]
    assert names(embedding_model="BAAI/bge-m3") == ["BAAI/bge-m3", "use-multilingual-3"]


@pytest.mark.parametrize(("value", "wanted"), [("1", True), ("", True), ("0", False), ("no", False), ("Off", False)])
def test_the_second_encoder_can_be_left_out(value: str, wanted: bool) -> None:
    assert IngestSettings.from_environment({"SECOND_ENCODER": value}).second_encoder is wanted


def test_a_setting_that_is_neither_on_nor_off_is_told() -> None:
    with pytest.raises(IngestError, match="SECOND_ENCODER is maybe, which is neither on nor off"):
        IngestSettings.from_environment({"SECOND_ENCODER": "maybe"})


def test_settings_are_read_from_the_environment() -> None:
    settings = IngestSettings.from_environment(
        {"POLICY_STORE": "s", "CHROMA_URL": "http://h:1", "EMBEDDING_MODEL": "m", "POLICY_MODELS": "f"}
    )
    assert settings == IngestSettings(Path("s"), "http://h:1", "m", True, Path("f"))
    assert IngestSettings.from_environment({}) == IngestSettings()
    assert IngestSettings.from_environment({"CHROMA_URL": " ", "EMBEDDING_MODEL": " "}) == IngestSettings()


def test_an_encoder_serves_as_langchain_embeddings() -> None:
    embeddings = EncoderEmbeddings(LetterEncoder("学"))
    assert embeddings.embed_query("学学") == pytest.approx([1 / 5**0.5, 2 / 5**0.5])
    assert embeddings.embed_documents(["学", ""]) == [pytest.approx([0.5**0.5, 0.5**0.5]), pytest.approx([1, 0])]
    assert all(type(value) is float for value in embeddings.embed_query("学"))


@pytest.mark.integration
@pytest.mark.parametrize("which", [0, 1])
def test_half_a_surrogate_pair_is_embedded_as_a_question_mark(which: int) -> None:
    embeddings = EncoderEmbeddings(build_encoders(IngestSettings.from_environment())[which])
    assert embeddings.embed_query("学\ud83c") == embeddings.embed_query("学?")


@pytest.mark.integration
def test_a_model_that_is_not_there_is_told_with_its_name(tmp_path: Path) -> None:
    encoder = SentenceTransformerEncoder("none", str(tmp_path / "no-model"))
    with pytest.raises(ModelUnavailable, match=r"no-model cannot be loaded .*EMBEDDING_MODEL"):
        encoder.encode_queries(["学"])


@pytest.mark.integration
def test_where_the_bundled_weights_cannot_be_unpacked_the_setting_is_told(tmp_path: Path) -> None:
    weights, taken = find_bundled_weights(), tmp_path / "taken"
    assert weights is not None
    taken.touch()
    encoder = SentenceTransformerEncoder("bundled", str(taken / "bundled"), weights=weights)
    with pytest.raises(ModelUnavailable, match=r"POLICY_MODELS=.*taken cannot be written"):
        encoder.encode_queries(["学"])


@pytest.mark.integration
@pytest.mark.parametrize("which", [0, 1])
def test_the_bundled_encoders_give_unit_rows_that_do_not_depend_on_their_neighbours(which: int) -> None:
    settings = IngestSettings.from_environment()
    encoder = build_encoders(settings)[which]
    texts = ["职业教育", "幼儿园", "What is the ratio of vocational education?", "", "学" * 900]
    together = encoder.encode_documents(texts)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, row in zip(texts, together, strict=True):
        assert float(encoder.encode_documents([text])[0] @ row) > 0.999
    near, far = encoder.encode_queries(["中职学校招生"])[0] @ together[:2].T
    assert near > far


@pytest.mark.integration
@pytest.mark.parametrize("which", [0, 1])
def test_no_texts_give_no_rows(which: int) -> None:
    encoder = build_encoders(IngestSettings.from_environment())[which]
    assert EncoderEmbeddings(encoder).embed_documents([]) == []


@pytest.mark.integration
@pytest.mark.parametrize(("multiplies_bf16", "kept"), [(True, "torch.bfloat16"), (False, "torch.float32")])
def test_the_bundled_weights_are_kept_as_the_processor_multiplies_them(
    monkeypatch: pytest.MonkeyPatch, multiplies_bf16: bool, kept: str
) -> None:
    monkeypatch.setattr("ingest.embedding._has_bf16", lambda: multiplies_bf16)
    encoder = build_encoders(IngestSettings.from_environment())[0]
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert {str(weights.dtype) for weights in encoder._loaded().parameters()} == {kept}


@pytest.mark.integration
def test_a_question_that_many_ask_at_once_is_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = build_encoders(IngestSettings.from_environment())[0]
    assert isinstance(encoder, SentenceTransformerEncoder)
    encoded: list[str] = []
    encode = encoder._encode_query_tokens
    monkeypatch.setattr(encoder, "_encode_query_tokens", lambda texts: encoded.extend(texts) or encode(texts))
    asked = [["学校食堂一餐多少钱?"], ["小学要考试吗?", "学校食堂一餐多少钱?"]] * 8
    with ThreadPoolExecutor(8) as people:
        found = list(people.map(encoder.encode_query_tokens, asked))
    assert sorted(encoded) == ["学校食堂一餐多少钱?", "小学要考试吗?"]
    assert [len(one) for one in found] == [1, 2] * 8
    assert {id(one[-1][0]) for one in found} == {id(found[0][0][0])}
    with pytest.raises(ValueError, match="read-only"):
        found[0][0][0][0] = 0


@pytest.mark.integration
def test_once_a_model_is_loaded_native_threads_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr("joblib.cpu_count", lambda: 1)
    with threadpool_limits(limits=2):  # and everything as before afterwards
        torch.set_num_threads(3)
        build_encoders(IngestSettings.from_environment())[0].encode_queries(["学"])
        assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}
        assert torch.get_num_threads() == 1
