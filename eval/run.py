"""One configuration over one question set: ask, measure, summarise."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from langchain_core.runnables import Runnable

from eval.answer_measures import measure_answer
from eval.corpus import Corpus
from eval.drafting_measures import measure_drafting
from eval.errors import EvaluationCancelled
from eval.found_sentences import SentenceListener
from eval.judge import Judge
from eval.records import Case, CaseResult, ConfigurationResult
from eval.refusal_measures import measure_refusal
from eval.retrieval_measures import measure_retrieval
from eval.sentence_measures import measure_sentences, seeks_sentence
from eval.summary import summarise
from qa import Answer, Question

Chain = Runnable[str | Question, Answer]
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def evaluate(
    name: str,
    chain: Chain,
    cases: Sequence[Case],
    corpus: Corpus,
    *,
    progress: Progress | None = None,
    judge: Judge | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[ConfigurationResult, tuple[CaseResult, ...]]:
    """Ask a configuration every question and return its figures, and each question's result in order.

    `progress` is called with (done, all) after each question. A `judge` grades the answers afterwards.
    Raises EvaluationCancelled before the next question once `cancelled` says so.
    """
    sought = {case.id for case in cases if seeks_sentence(case, corpus)}
    results = measure(ask_all(chain, cases, progress=progress, cancelled=cancelled, sentences_of=sought), corpus)
    if judge:
        results = tuple(replace(r, measures={**r.measures, **judge.measure(r.answer, corpus)}) for r in results)
    return summarise(name, results), results


def ask_all(
    chain: Chain,
    cases: Sequence[Case],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    sentences_of: Set[str] = frozenset(),
) -> tuple[CaseResult, ...]:
    """Ask one question after the other, so that the times are those of a single person asking.

    A question that raises becomes a result without an answer; the others are still asked. One question
    is asked beforehand and not counted, so that loading a model is nobody's waiting time. The sentences found are kept
    of the questions with these ids.
    Raises EvaluationCancelled before the next question once `cancelled` says so.
    """
    if cases:
        chain.batch([_to_question(cases[0])], return_exceptions=True)
    results: list[CaseResult] = []
    for done, case in enumerate(cases, start=1):
        if cancelled and cancelled():
            raise EvaluationCancelled(f"Stopped after {done - 1} of {len(cases)} questions; nothing was written.")
        listener = SentenceListener()
        started = time.perf_counter()
        # LangChain's own way of making an exception a value.
        outcome: Answer | Exception = chain.batch(
            [_to_question(case)], config={"callbacks": [listener]}, return_exceptions=True
        )[0]
        seconds = time.perf_counter() - started
        if isinstance(outcome, Answer):
            sentences = listener.sentences() if case.id in sentences_of else None
            results.append(CaseResult(case, outcome, "", seconds, sentences=sentences))
        else:
            results.append(CaseResult(case, None, f"{type(outcome).__name__}: {outcome}", seconds))
        if progress:
            progress(done, len(cases))
    return tuple(results)


def measure(results: Sequence[CaseResult], corpus: Corpus) -> tuple[CaseResult, ...]:
    """Return the results with every per-question measure filled in."""
    ranked = zip(measure_retrieval(results, corpus), measure_sentences(results, corpus), strict=True)
    return tuple(
        replace(
            result,
            measures=measure_answer(result, corpus)
            | measure_refusal(result)
            | paragraphs
            | sentences
            | measure_drafting(result.answer),
        )
        for result, (paragraphs, sentences) in zip(results, ranked, strict=True)
    )


def _to_question(case: Case) -> Question:
    # Without the case's language: people do not state theirs either.
    document = case.further.get("document")
    return Question(case.question, case.history, id=case.id, documents=(document,) if isinstance(document, str) else ())
