from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.runnables import Runnable, RunnableLambda

from eval.corpus import Corpus
from eval.errors import EvaluationCancelled
from eval.evaluation import run_evaluation
from eval.records import Case
from eval.run import ask_all
from eval.saved_runs import compare_runs, find_run, list_question_sets, list_runs, write_run
from qa import Answer, Question

Chain = Runnable[str | Question, Answer]


@pytest.fixture
def corpus(make_corpus: Callable[..., Corpus]) -> Corpus:
    return make_corpus({"d/1": "普职比达到4:6。", "d/2": "新建学校10所。"})


@pytest.fixture
def cases(make_case: Callable[..., Case]) -> tuple[Case, ...]:
    return (
        make_case("ratio", question="普职比？", gold=["普职比达到4:6"], facts=[["4:6"]]),
        make_case("schools", question="学校？", gold=["新建学校10所"], facts=[["10所"]]),
    )


def quoting(anchor: str, corpus: Corpus, make_answer: Callable[..., Answer]) -> Chain:
    """Quotes one paragraph whatever is asked."""
    return RunnableLambda(lambda _: make_answer(corpus, [(anchor, corpus.text_of(anchor))], consulted=[anchor]))


@pytest.fixture
def save(
    tmp_path: Path, corpus: Corpus, cases: tuple[Case, ...], make_answer: Callable[..., Answer]
) -> Callable[..., None]:
    def save_run(name: str, anchor: str, created_at: str, *, count: int = 2) -> None:
        chains = {"current": quoting(anchor, corpus, make_answer)}
        report, results = run_evaluation(chains, cases[:count], corpus, cases_file="cases.jsonl")
        folder = tmp_path / name
        folder.mkdir()
        write_run(replace(report, created_at=created_at), results, corpus, folder)

    return save_run


def test_runs_are_listed_newest_first_and_what_is_no_run_is_not(save: Callable[..., None], tmp_path: Path) -> None:
    save("b", "d/1", "2026-01-01T00:00:00+00:00")
    save("a", "d/2", "2026-02-01T00:00:00+00:00")
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "report.html").write_text("x", encoding="utf-8")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "report.json").write_text("{}", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert [run.name for run in list_runs(tmp_path)] == ["a", "b"]
    assert list_runs(tmp_path / "nowhere") == ()


def test_a_run_is_found_by_its_name_and_by_no_path(save: Callable[..., None], tmp_path: Path) -> None:
    save("a", "d/1", "2026-01-01T00:00:00+00:00")
    found = find_run(tmp_path, "a")
    assert found is not None
    assert "<html" in found.page.read_text(encoding="utf-8")
    for name in ("b", "", ".", "..", "../a", f"../{tmp_path.name}/a", "a/", "a\0"):
        assert find_run(tmp_path, name) is None


def test_two_runs_are_compared_question_by_question(save: Callable[..., None], tmp_path: Path) -> None:
    save("before", "d/1", "2026-01-01T00:00:00+00:00")
    save("after", "d/2", "2026-02-01T00:00:00+00:00")
    after, before = list_runs(tmp_path)
    comparison = compare_runs(before, after)
    assert (comparison.left, comparison.right) == ("current (before)", "current (after)")
    assert (comparison.left_only_right, comparison.right_only_right) == (("ratio",), ("schools",))


def test_questions_that_only_one_run_asked_are_told(save: Callable[..., None], tmp_path: Path) -> None:
    save("all", "d/1", "2026-01-01T00:00:00+00:00")
    save("one", "d/1", "2026-02-01T00:00:00+00:00", count=1)
    one, every = list_runs(tmp_path)
    assert compare_runs(one, every).only_in_one == ("schools",)


def test_the_project_s_own_sets_are_listed() -> None:
    assert [path.name for path in list_question_sets()] == [
        "2022-education.jsonl",
        "conversations.jsonl",
        "policies.jsonl",
        "reports-2025.jsonl",
        "three-years.jsonl",
        "wholes.jsonl",
    ]


def test_a_cancelled_evaluation_asks_no_further_question(
    cases: tuple[Case, ...], corpus: Corpus, make_answer: Callable[..., Answer]
) -> None:
    asked: list[int] = []
    chain = quoting("d/1", corpus, make_answer)
    with pytest.raises(EvaluationCancelled, match=r"^Stopped after 1 of 2 questions; nothing was written\.$"):
        ask_all(chain, cases, progress=lambda done, _: asked.append(done), cancelled=lambda: bool(asked))
    assert asked == [1]
