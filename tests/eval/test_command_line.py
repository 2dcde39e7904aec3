"""python -m eval from end to end: real Chroma, an encoder and a chain that can be worked out by head."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from langchain_core.messages import AIMessage
from langchain_core.runnables import Runnable, RunnableLambda

from eval.__main__ import main
from eval.baselines import build_bm25
from eval.corpus import build_corpus
from eval.judge import Judge
from ingest import Store, Vectors
from qa import Answer, Question

pytestmark = pytest.mark.integration

PASSAGES = [
    {"id": "p1", "title": "要点", "text": "普职比达到4:6，新建学校10所。"},
    {"id": "p2", "title": "要点", "text": "加强教师队伍建设。"},
    {"id": "p3", "title": "方案", "text": "中职招生2000人左右。"},
]
CASES = [
    {"id": "ratio", "question": "普职比达到多少？", "gold": [{"passage": "p1"}], "facts": [["4:6"]], "split": "dev"},
    {
        "id": "pupils",
        "question": "中职招生多少人？",
        "gold": [{"passage": "p3"}],
        "facts": [["2000人"]],
        "split": "test",
    },
]


class CountingEncoder:
    name = "counting"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[1 + text.count(c) for c in "普教招人学"] for text in texts], dtype=np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)

    encode_documents = encode_queries


class Files:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "out"

    def write(self, name: str, lines: Sequence[dict[str, Any]]) -> str:
        path = self.folder / name
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
        return str(path)

    def run(self, *more: str, cases: Sequence[dict[str, Any]] = CASES) -> int:
        arguments = [self.write("cases.jsonl", cases), "--passages", self.write("passages.jsonl", PASSAGES)]
        return main([*arguments, "--output", str(self.output), *more])

    def report(self) -> dict[str, Any]:
        report: dict[str, Any] = json.loads((self.output / "report.json").read_text(encoding="utf-8"))
        return report


def build_fake_chain(store: Store) -> Runnable[str | Question, Answer]:
    snapshot = store.snapshot()
    chain = build_bm25(build_corpus(snapshot.documents.values(), snapshot.paragraphs.values()))

    def ask(question: Question) -> Answer:
        if "坏" in question.text:
            raise RuntimeError("broken")
        return chain.invoke(question)

    return RunnableLambda(ask)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ingest.build_encoders", lambda _: (CountingEncoder(),))
    monkeypatch.setattr("eval.configurations.build_chain", build_fake_chain)
    return Files(tmp_path)


def test_a_passages_set_gives_figures_a_page_and_answers(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    assert files.run("--compare", "bm25", "dense", "naive") == 0
    captured = capsys.readouterr()
    assert "success@1" in captured.out
    assert captured.err == ""
    report = files.report()
    assert [c["name"] for c in report["configurations"]] == ["current", "bm25", "dense", "naive"]
    current = report["configurations"][0]["figures"]
    assert (current["accuracy"]["value"], current["success@1"]["value"], current["verbatim_rate"]["value"]) == (1, 1, 1)
    assert [c["right"] for c in report["comparisons"]] == ["bm25", "dense", "naive"]
    assert "评测报告" in (files.output / "report.html").read_text(encoding="utf-8")
    lines = (files.output / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 8
    first = json.loads(lines[0])
    assert first["citations"][0]["doc_title"] == "要点"
    assert first["citations"][0]["anchor"] == "passages-c3b187c6f3/p1"


def test_split_and_limit_choose_questions(files: Files) -> None:
    assert files.run("--split", "test") == 0
    assert [row["id"] for row in files.report()["configurations"][0]["questions"]] == ["pupils"]
    assert files.run("--limit", "1") == 0
    assert [row["id"] for row in files.report()["configurations"][0]["questions"]] == ["ratio"]


def test_a_language_chooses_questions(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    english = {**CASES[0], "id": "english", "language": "en"}
    assert files.run("--language", "en", cases=[*CASES, english]) == 0
    assert [row["id"] for row in files.report()["configurations"][0]["questions"]] == ["english"]
    assert files.run("--language", "en") == 2
    assert "holds no question in the language 'en'." in capsys.readouterr().err


def test_typos_are_asked_beside_and_what_they_cost_is_told(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    passages = [{"id": "p", "title": "", "text": "教教教交交交。"}, {"id": "o", "title": "", "text": "生生生升升升。"}]
    path = files.write("passages.jsonl", passages)
    case = {"id": "a", "question": "教", "gold": [{"passage": "p"}], "facts": [["教"]]}
    arguments = [files.write("cases.jsonl", [case]), "--passages", path, "--output", str(files.output)]
    assert main([*arguments, "--typos", "1", "2", "--compare", "bm25"]) == 0
    report = files.report()
    names = [c["name"] for c in report["configurations"]]
    typed = ["current +1 typo", "bm25 +1 typo", "current +2 typos", "bm25 +2 typos"]
    assert names == ["current", "bm25", *typed]
    assert [c["right"] for c in report["comparisons"]] == ["bm25", *typed]
    answers = (files.output / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["question"] for line in answers] == ["教", "教", "交", "交", "交", "交"]
    assert "current − current +1 typo, paired; what is not listed is equal:" in capsys.readouterr().out


def test_what_differs_between_two_is_printed_with_its_p_and_the_questions(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = [{**CASES[0], "id": str(i), "cluster": str(i), "facts": [["加强"]]} for i in range(2)]
    assert files.run("--compare", "naive", cases=wrong) == 0
    printed = capsys.readouterr().out
    assert "accuracy                    -100.0 %  [–]  p=0.5000  n=2" in printed
    assert "right only in naive: 2 (0 1)" in printed
    assert "right only in current" not in printed


def test_a_question_that_fails_is_reported_and_exits_1(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    assert files.run(cases=[*CASES, {"id": "bad", "question": "坏"}]) == 1
    assert "bad: RuntimeError: broken" in capsys.readouterr().err
    assert files.report()["configurations"][0]["figures"]["accuracy"]["count"] == 3


def test_a_saved_report_can_be_the_other_side(files: Files) -> None:
    assert files.run() == 0
    saved = files.output.rename(files.folder / "before")
    assert files.run("--against", str(saved)) == 0
    (comparison,) = files.report()["comparisons"]
    assert comparison["right"].startswith("current (")
    assert comparison["differences"][0]["difference"] == 0


def test_the_gate_passes_on_its_own_baseline_and_fails_below_it(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = files.folder / "baseline.json"
    assert files.run("--write-baseline", str(baseline)) == 0
    assert files.run("--baseline", str(baseline)) == 0
    figures = json.loads(baseline.read_text())
    figures["figures"]["success@1"] |= {"value": 1.2, "low": 1.1}
    baseline.write_text(json.dumps(figures))
    capsys.readouterr()
    assert files.run("--baseline", str(baseline)) == 1
    assert capsys.readouterr().err == "success@1 is 1.0000, worse than 1.1000 (baseline 1.2000).\n"


def test_a_judge_is_reported_with_its_agreement_or_not_at_all(
    files: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    always = RunnableLambda(lambda _: AIMessage('{"grade": "supported"}'))
    labels = [{"sentence": "甲", "paragraphs": ["甲"], "grade": "supported" if i < 15 else "not"} for i in range(20)]
    path = files.write("labels.jsonl", labels)
    monkeypatch.delenv("LLM_BASE_URL", raising=False)
    assert files.run("--judge", path) == 2
    assert "set LLM_BASE_URL" in capsys.readouterr().err
    monkeypatch.setattr("eval.judge.build_judge", lambda: Judge("always", always))
    assert files.run("--judge", path) == 0
    report = files.report()
    assert report["judge"] == {"model": "always", "agreement": 0.75, "kappa": 0, "count": 20, "unparsable": 0}
    assert report["configurations"][0]["figures"]["judged_support"]["value"] == 1
    assert "always as judge agrees with 75.0% of 20 hand labels" in capsys.readouterr().out
    assert "always as judge agrees" in (files.output / "report.html").read_text(encoding="utf-8")
    assert files.run() == 0
    assert "judged_support" not in files.report()["configurations"][0]["figures"]


def test_files_can_be_asked_about_and_a_damaged_one_is_told(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    docs = files.folder / "docs"
    docs.mkdir()
    (docs / "要点.txt").write_text("全市教育工作要点\n\n一、总体要求\n\n普职比达到4:6。\n", encoding="utf-8")
    (docs / "坏.docx").write_bytes(b"PK\x03\x04 not a package")
    case = {
        "id": "a",
        "question": "普职比？",
        "gold": [{"quote": "普职比达到4：6", "document": "要点.txt"}],
        "facts": [["4:6"]],
    }
    status = main(
        [files.write("cases.jsonl", [case]), "--docs", str(docs), "--output", str(files.output), "--keep-store", "kept"]
    )
    assert status == 1
    assert "坏.docx" in capsys.readouterr().err
    assert files.report()["configurations"][0]["figures"]["success@5"]["value"] == 1
    assert main([str(files.folder / "cases.jsonl"), "--store", "kept", "--output", str(files.output)]) == 0


def test_gold_that_is_nowhere_is_told_but_is_no_failure(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    assert files.run(cases=[*CASES, {"id": "lost", "question": "普职比？", "gold": [{"passage": "p9"}]}]) == 0
    assert "lost" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["absent.jsonl"], "There is no file absent.jsonl"),
        (["cases.jsonl", "--docs", "absent"], "There is no file or folder absent"),
        (["cases.jsonl", "--docs", "nothing"], "There is no document in nothing."),
        (["cases.jsonl", "--docs", "blank.txt"], "Cannot read blank.txt"),
        (["cases.jsonl", "--passages", "absent.jsonl"], "There is no file absent.jsonl"),
        (["cases.jsonl", "--compare", "best"], "There is no configuration 'best'"),
        (["cases.jsonl", "--against", "absent"], "There is no report absent"),
        (["cases.jsonl", "--baseline", "absent.json"], "There is no baseline absent.json"),
        (["cases.jsonl", "--split", "train"], "no question of the split 'train'"),
        (["cases.jsonl", "--store", "empty"], "empty"),
        (["cases.jsonl", "--docs", ".", "--keep-store", "var/store"], "var/store is the store in use"),
        (["cases.jsonl", "--output", "cases.jsonl"], "The folder cases.jsonl cannot be made"),
        (["cases.jsonl", "--output", "/proc"], "The folder /proc cannot be made or written"),
        (["cases.jsonl", "--output", "run"], "report.html is a folder"),
        (["cases.jsonl", "--docs", ".", "--write-baseline", "nothing"], "nothing is a folder; name the file"),
    ],
)
def test_wrong_input_is_one_plain_sentence_and_exits_2(
    files: Files, capsys: pytest.CaptureFixture[str], arguments: list[str], part: str
) -> None:
    files.write("cases.jsonl", CASES)
    (files.folder / "nothing").mkdir()
    (files.folder / "run" / "report.html").mkdir(parents=True)
    (files.folder / "blank.txt").touch()
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert part in error
    assert error.count("\n") == 1


def test_wrong_usage_exits_2(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["c", "--limit", "0"],
        ["c", "--typos", "0"],
        ["c", "--language", "fr"],
        ["c", "--keep-store", "x"],
        ["c", "--store", "x", "--passages", "y"],
    ):
        with pytest.raises(SystemExit) as raised:
            main(arguments)
        assert raised.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_kept_store_forgets_files_that_are_not_asked_about(files: Files) -> None:
    from eval.sources import open_source

    for name, text in (("甲", "普职比达到4:6。"), ("乙", "新建学校10所。")):
        (files.folder / f"{name}.txt").write_text(f"{name}\n\n{text}\n", encoding="utf-8")
    both, one = [files.folder / "甲.txt", files.folder / "乙.txt"], [files.folder / "乙.txt"]
    for docs, titles in ((both, {"甲", "乙"}), (one, {"乙"})):
        with open_source(docs=docs, keep=files.folder / "kept") as source:
            assert {Path(document.path).stem for document in source.corpus.documents.values()} == titles


def test_a_kept_store_holds_the_passages_of_the_last_file_only(files: Files) -> None:
    from eval.cases import load_passages
    from eval.sources import open_source

    kept = files.folder / "kept"
    first, second = Path(files.write("a.jsonl", PASSAGES)), Path(files.write("b.jsonl", PASSAGES[:2]))
    for path, count in ((first, 3), (second, 2), (first, 3)):
        with open_source(passages=load_passages(path), keep=kept) as source:
            assert len(source.corpus.paragraphs) == count
            assert len(source.corpus.passages) == count
