import json
from collections.abc import Callable
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableLambda

from eval.corpus import Corpus
from eval.errors import ReportFileError
from eval.evaluation import run_evaluation
from eval.records import Case
from eval.report import load_report, write_answers, write_report
from qa import Answer, Question

TEXT = "普职比达到4:6。"


@pytest.fixture
def written(
    tmp_path: Path,
    make_corpus: Callable[..., Corpus],
    make_case: Callable[..., Case],
    make_answer: Callable[..., Answer],
) -> Path:
    corpus = make_corpus({"d/1": TEXT})

    def ask(question: Question) -> Answer:
        if question.text == "坏":
            raise RuntimeError("broken")
        return make_answer(corpus, [("d/1", "普职比达到4:6")], consulted=["d/1"], confidence=1 / 3)

    cases = [make_case("good", gold=["普职比达到4:6"], facts=[["4:6"]]), make_case("bad", question="坏", category="b")]
    chain = RunnableLambda(ask)
    report, results = run_evaluation({"one": chain, "two": chain}, cases, corpus, cases_file="c.jsonl")
    write_report(report, tmp_path / "report.json")
    write_answers(results, tmp_path / "answers.jsonl")
    return tmp_path


def test_a_report_reads_back_as_it_was_written(written: Path, tmp_path: Path) -> None:
    report = load_report(written)
    assert [configuration.name for configuration in report.configurations] == ["one", "two"]
    assert report.configurations[0].figures["accuracy"].value == pytest.approx(1 / 2)
    assert report.configurations[0].questions[1].error == "RuntimeError: broken"
    assert report.comparisons[0].differences[0].p == 1
    write_report(report, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text() == (written / "report.json").read_text()
    assert load_report(written / "report.json") == report


def test_numbers_lose_nothing_on_disk(written: Path) -> None:
    report = load_report(written)
    assert report.configurations[0].questions[0].confidence == 1 / 3


def test_every_question_of_every_configuration_has_its_line(written: Path) -> None:
    lines = [json.loads(line) for line in (written / "answers.jsonl").read_text().splitlines()]
    assert [(line["configuration"], line["id"]) for line in lines] == [
        ("one", "good"),
        ("one", "bad"),
        ("two", "good"),
        ("two", "bad"),
    ]
    assert lines[0]["error"] is None
    assert lines[0]["citations"][0]["quote"] == "普职比达到4:6"
    assert lines[0]["measures"]["fact_recall"] == 1
    assert lines[1] == {
        "configuration": "one",
        "error": "RuntimeError: broken",
        "measures": lines[1]["measures"],
        "id": "bad",
        "question": "坏",
    }


@pytest.mark.parametrize("text", ["", "[]", '{"format": 0}', '{"format": 1}', '{"format": 1, "cases_file": "x"}'])
def test_what_is_no_report_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "report.json").write_text(text)
    with pytest.raises(ReportFileError, match=r"report\.json") as raised:
        load_report(tmp_path)
    assert "\n" not in str(raised.value)


def test_a_report_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReportFileError, match=r"absent\.json"):
        load_report(tmp_path / "absent.json")
