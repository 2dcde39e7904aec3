"""Runs in the background, over a small store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.errors import CaseFileError, ConfigurationNameError, EvalError
from eval.runner import Runner, RunOrder, RunPhase, RunState
from eval.saved_runs import find_run, list_runs
from tests.fakes import make_document, make_paragraph, open_letter_store

PATIENCE_SECONDS = 60


def write_cases(path: Path, *questions: str) -> Path:
    lines = [
        {"id": f"q{i}", "question": q, "language": "zh", "answerable": True, "gold": [{"quote": "做好学校招生"}]}
        | {"category": "rule", "history": [], "facts": [["招生"]], "forbidden": [], "notices": []}
        for i, q in enumerate(questions)
    ]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    store = open_letter_store(tmp_path / "store")
    store.put(make_document("d", title="要点"), (make_paragraph("d/1", "做好学校招生工作。"),))
    return Runner(store, tmp_path / "runs")


def test_a_run_is_done_and_kept_with_its_questions(runner: Runner, tmp_path: Path) -> None:
    assert runner.state == RunState()
    started = runner.start(RunOrder(write_cases(tmp_path / "我的 set.jsonl", "招生怎么做？", "学校呢？")))
    assert (started.phase, started.count, started.cases_file) == (RunPhase.RUNNING, 2, "我的 set.jsonl")
    ended = runner.wait(PATIENCE_SECONDS)
    assert (ended.phase, ended.done, ended.share) == (RunPhase.DONE, 2, 1.0)
    saved = find_run(runner.folder, ended.name)
    assert saved is not None
    assert ended.name.endswith("-set")
    assert len(saved.report.configurations[0].questions) == 2
    assert sorted(path.name for path in saved.folder.iterdir()) == [
        "answers.jsonl",
        "cases.jsonl",
        "report.html",
        "report.json",
    ]


def test_a_part_of_a_set_is_run_beside_a_simpler_system(runner: Runner, tmp_path: Path) -> None:
    cases = write_cases(tmp_path / "c.jsonl", "招生？", "学校？", "工作？")
    runner.start(RunOrder(cases, limit=2, compare=("bm25",)))
    ended = runner.wait(PATIENCE_SECONDS)
    (saved,) = list_runs(runner.folder)
    assert (ended.configurations, ended.count, ended.share) == (("current", "bm25"), 2, 1.0)
    assert [one.name for one in saved.report.configurations] == ["current", "bm25"]


def test_a_cancelled_run_leaves_nothing(runner: Runner, tmp_path: Path) -> None:
    runner.start(RunOrder(write_cases(tmp_path / "c.jsonl", *["招生？"] * 2000)))
    runner.cancel()
    assert runner.wait(PATIENCE_SECONDS).phase is RunPhase.CANCELLED
    assert list(runner.folder.iterdir()) == []
    runner.start(RunOrder(write_cases(tmp_path / "d.jsonl", "招生？")))
    assert runner.wait(PATIENCE_SECONDS).phase is RunPhase.DONE


def test_only_one_run_is_under_way(runner: Runner, tmp_path: Path) -> None:
    cases = write_cases(tmp_path / "c.jsonl", *["招生？"] * 2000)
    runner.start(RunOrder(cases))
    with pytest.raises(EvalError, match=r"^Another evaluation is under way\. Wait for it, or cancel it\.$"):
        runner.start(RunOrder(cases))
    runner.cancel()
    runner.wait(PATIENCE_SECONDS)


def test_what_cannot_be_run_is_told_before_anything_begins(runner: Runner, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{]", encoding="utf-8")
    wrong: list[tuple[type[EvalError], Any]] = [
        (CaseFileError, RunOrder(broken)),
        (CaseFileError, RunOrder(tmp_path / "none.jsonl")),
        (ConfigurationNameError, RunOrder(write_cases(tmp_path / "c.jsonl", "问？"), compare=("magic",))),
    ]
    for error, order in wrong:
        with pytest.raises(error):
            runner.start(order)
    assert runner.state == RunState()
    assert not runner.folder.exists()


def test_documents_that_are_not_there_are_named(runner: Runner, tmp_path: Path) -> None:
    cases = write_cases(tmp_path / "c.jsonl", "招生？")
    cases.write_text(cases.read_text(encoding="utf-8").replace('"quote"', '"document": "别处的办法", "quote"'), "utf-8")
    runner.start(RunOrder(cases))
    ended = runner.wait(PATIENCE_SECONDS)
    assert (ended.phase, ended.missing) == (RunPhase.FAILED, ("别处的办法",))


def test_a_store_that_is_gone_is_told_and_the_next_run_can_begin(tmp_path: Path) -> None:
    runner = Runner(open_letter_store(tmp_path / "empty"), tmp_path / "runs")
    runner.start(RunOrder(write_cases(tmp_path / "c.jsonl", "问？")))
    ended = runner.wait(PATIENCE_SECONDS)
    assert ended.phase is RunPhase.FAILED
    assert "holds no documents" in ended.problem
    assert list(runner.folder.iterdir()) == []
