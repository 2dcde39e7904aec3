"""python -m qa as other programs call it. Main runs in this process, with letter encoders in place of the models."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import qa.__main__
from ingest import IngestSettings, Store
from qa import build_chain
from qa.__main__ import main
from tests.fakes import (
    ROOT,
    is_one_sentence,
    make_document,
    make_paragraph,
    open_letter_store,
    run_python,
    two_encoders,
    write_weights,
)

PARAGRAPHS = (
    make_paragraph("d/8", "职普比不低于4:6。", label="8"),
    make_paragraph("d/6", "义务教育免试就近入学。", position=1, label="6"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = open_letter_store(tmp_path / "store")
    with store.writing():
        store.put(make_document("d", title="要点", year=2022), PARAGRAPHS)
    return tmp_path / "store"


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = write_weights(tmp_path / "weights")
    monkeypatch.setattr(qa.__main__, "open_store", lambda chosen: Store(chosen, two_encoders()))
    monkeypatch.setattr("qa.chain.build_chain", lambda store: build_chain(store, settings))
    monkeypatch.setenv("POLICY_STORE", str(tmp_path / "default"))
    monkeypatch.delenv("CHROMA_URL", raising=False)


def ask(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--store", str(folder), "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    value: dict[str, Any] = json.loads(captured.out)
    return value


class Batch:
    def __init__(self, folder: Path, store: Path) -> None:
        self.input, self.output, self.store = folder / "in.jsonl", folder / "out" / "answers.jsonl", store

    def run(self, lines: Sequence[str | dict[str, Any]], *options: str) -> tuple[int, list[dict[str, Any]]]:
        text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
        self.input.write_text(text, encoding="utf-8")
        code = main(["--batch", str(self.input), "--output", str(self.output), "--store", str(self.store), *options])
        return code, [json.loads(line) for line in self.output.read_text("utf-8").split("\n") if line]


@pytest.fixture
def batch(folder: Path, tmp_path: Path) -> Batch:
    return Batch(tmp_path, folder)


def test_json_is_the_whole_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, folder, "职普比不低于多少?")
    assert list(answer) == [
        "id", "question", "standalone_question", "language", "outcome", "answer", "sentences", "citations", "notices",
        "consulted", "confidence", "answerer", "timings_ms",
    ]  # fmt: skip
    assert answer["outcome"] == "answered"
    assert [c["quote"] for c in answer["citations"]] == ["职普比不低于4:6"]


def test_for_people_the_answer_is_text_with_its_sources(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["职普比不低于多少?", "--store", str(folder)]) == 0
    assert capsys.readouterr().out == "文件写道：“职普比不低于4:6”。[1]\n\n[1] 《要点》\n    职普比不低于4:6\n"


def test_earlier_questions_are_given_oldest_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(
        capsys, folder, "那义务教育呢?", "--history", "2021年中职有什么规定?", "--history", "2022年职普比有什么规定?"
    )
    assert answer["standalone_question"] == "2022年义务教育有什么规定?"
    assert [c["anchor"] for c in answer["citations"]] == ["d/6"]


@pytest.mark.parametrize(("language", "told"), [("en", "en"), ("zh", "zh"), ("auto", "zh")])
def test_the_language_can_be_chosen(language: str, told: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(capsys, folder, "职普比不低于多少?", "--language", language)["language"] == told


def test_a_refusal_is_no_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, folder, "火箭?")
    assert (answer["outcome"], answer["citations"]) == ("not_in_documents", [])


def test_the_store_of_the_environment_is_used_by_default(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POLICY_STORE", str(folder))
    assert main(["职普比不低于多少?"]) == 0
    assert "4:6" in capsys.readouterr().out


def test_a_missing_store_gives_exit_2_and_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["职普比", "--store", str(tmp_path / "none")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        f"The store {tmp_path / 'none'} holds no documents. Ingest some first: python -m ingest data\n"
    )
    assert not (tmp_path / "none").exists()


def test_another_model_gives_exit_2_and_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(qa.__main__, "open_store", lambda chosen: Store(chosen, two_encoders()[:1]))
    assert main(["职普比", "--store", str(folder)]) == 2
    error = capsys.readouterr().err
    assert is_one_sentence(error)
    assert "was built with letters and other-letters" in error


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [""],
        ["　 "],
        ["啊" * 1001],
        ["--batch", "a", "--output", "./a"],
        ["职普比", "--nonsense"],
        ["职普比", "--language", "fr"],
        ["职普比", "--batch", "a", "--output", "b"],
        ["--batch", "a"],
        ["--output", "b"],
        ["职普比", "--output", "b"],
        ["职普比", "还有"],
        ["职普比", "--history"],
    ],
)
def test_wrong_usage_gives_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m qa" in capsys.readouterr().err


def test_a_batch_is_answered_line_by_line_in_order_with_its_ids(batch: Batch) -> None:
    code, answers = batch.run(
        [
            {"id": "b", "question": "职普比不低于多少?"},
            {"id": "a", "question": "那义务教育呢?", "history": ["2022年职普比有什么规定?"], "category": "kept out"},
            "",
            {"question": "你好", "history": None},
            {"id": 7, "question": "火箭?"},
        ]
    )
    assert code == 0
    assert [(a["id"], a["outcome"]) for a in answers] == [
        ("b", "answered"), ("a", "answered"), ("4", "greeting"), ("7", "not_in_documents"),
    ]  # fmt: skip
    assert answers[1]["standalone_question"] == "2022年义务教育有什么规定?"
    assert all("timings_ms" in answer for answer in answers)


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[" * 100_000,
        f'{{"question": {"1" * 5000}}}',
        "[]",
        '"职普比"',
        "{}",
        '{"question": 1}',
        '{"question": null}',
        '{"question": "a", "history": "b"}',
        '{"question": "a", "history": [1]}',
    ],
)
def test_a_bad_line_is_told_and_the_others_are_answered(
    bad: str, batch: Batch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answers = batch.run([{"id": "a", "question": "职普比不低于多少?"}, bad, {"id": "c", "question": "你好"}])
    assert code == 1
    assert [answer["id"] for answer in answers] == ["a", None, "c"]
    assert answers[1]["line"] == 2
    assert answers[1]["error"]
    error = capsys.readouterr().err
    assert error.startswith(f"{batch.input} line 2: ")
    assert is_one_sentence(error)


def test_a_bad_line_keeps_its_id(batch: Batch) -> None:
    code, answers = batch.run([{"id": "a", "question": 5}, {"id": 7, "history": []}])
    assert (code, [answer["id"] for answer in answers]) == (1, ["a", "7"])


def test_a_line_s_too_long_question_is_answered_and_what_is_not_read_is_told(
    batch: Batch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answers = batch.run([{"id": "a", "question": "职普比不低于多少?" + "啊" * 1000}])
    assert (code, [answer["id"] for answer in answers]) == (0, ["a"])
    assert (
        capsys.readouterr().err == f"{batch.input} line 1: only the first 1000 characters of the question are read.\n"
    )


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(batch: Batch) -> None:
    code, answers = batch.run(['\ufeff{"id": "a", "question": "你好"}\r', '{"id": "b", "question": "你好"}\r'])
    assert (code, [answer["id"] for answer in answers]) == (0, ["a", "b"])


def test_the_language_asked_for_holds_for_a_batch(batch: Batch) -> None:
    _, answers = batch.run([{"id": "a", "question": "你好"}], "--language", "en")
    assert [answer["language"] for answer in answers] == ["en"]


def test_numbers_serve_as_ids_from_0_on(batch: Batch) -> None:
    _, answers = batch.run([{"id": 0, "question": "你好"}, {"id": 1, "question": "你好"}])
    assert [answer["id"] for answer in answers] == ["0", "1"]


@pytest.mark.parametrize("separator", ["\u2028", "\u0085"])
def test_a_line_separator_of_unicode_inside_a_question_does_not_end_the_line(separator: str, batch: Batch) -> None:
    code, answers = batch.run([{"id": "a", "question": f"职普比{separator}不低于多少?"}])
    assert (code, [answer["id"] for answer in answers]) == (0, ["a"])


def test_half_a_surrogate_pair_in_a_line_stops_nothing(batch: Batch) -> None:
    _, answers = batch.run(['{"id": "a", "question": "职普比\\ud83c"}', {"id": "b", "question": "你好"}])
    assert [answer["id"] for answer in answers] == ["a", "b"]


def test_an_empty_batch_gives_an_empty_file(batch: Batch) -> None:
    assert batch.run([]) == (0, [])


@pytest.mark.parametrize("name", ["absent.jsonl", "folder", "latin.jsonl"])
def test_a_batch_file_that_cannot_be_used_gives_exit_2(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.jsonl").write_bytes('{"question": "é"}'.encode("latin-1"))
    output = tmp_path / "out.jsonl"
    assert main(["--batch", str(tmp_path / name), "--output", str(output), "--store", str(folder)]) == 2
    error = capsys.readouterr().err
    assert is_one_sentence(error)
    assert name in error
    assert str(output) not in error
    assert "codec" not in error
    assert "Errno" not in error
    assert not output.exists()


def test_an_output_that_cannot_be_written_gives_exit_2(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.jsonl").write_text('{"question": "你好"}', encoding="utf-8")
    for output in (str(tmp_path), "/dev/full"):
        assert main(["--batch", str(tmp_path / "in.jsonl"), "--output", output, "--store", str(folder)]) == 2
        assert is_one_sentence(capsys.readouterr().err)


def test_a_batch_without_a_store_gives_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_text('{"question": "职普比"}', encoding="utf-8")
    arguments = ["--batch", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out.jsonl")]
    (tmp_path / "out.jsonl").write_text("earlier answers\n", encoding="utf-8")
    assert main([*arguments, "--store", str(tmp_path / "none")]) == 2
    assert is_one_sentence(capsys.readouterr().err)
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "earlier answers\n"


@pytest.mark.integration
def test_a_process_of_its_own_asks_the_real_store_and_prints_utf8_where_another_encoding_is_usual(
    copied_store: Path,
) -> None:
    asked = ("-m", "qa", "孩子上小学要考试吗?", "--store", str(copied_store))
    told = run_python(*asked, PYTHONIOENCODING="gbk")
    assert (told.returncode, told.stderr) == (0, "")
    assert "›" in told.stdout
    ended = run_python(*asked, "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    answer = json.loads(ended.stdout)
    assert "免试就近入学" in answer["answer"]


@pytest.mark.integration
@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"SECOND_ENCODER": "0"}, "was built with multilingual-e5-small-q4 and use-multilingual-3"),
        ({"EMBEDDING_MODEL": "BAAI/bge-m3"}, "the settings ask for BAAI/bge-m3 and use-multilingual-3"),
        ({"RERANKER_MODEL": "/no/such/model"}, "/no/such/model cannot be loaded"),
        ({"SECOND_ENCODER": "maybe"}, "SECOND_ENCODER is maybe, which is neither on nor off"),
        ({"CHROMA_URL": "http://127.0.0.1:9"}, "does not answer"),
        ({"POLICY_STORE": "/no/such/store"}, "The store /no/such/store holds no documents"),
    ],
)
def test_a_broken_environment_gives_exit_2_and_one_sentence(
    environment: dict[str, str], told: str, copied_store: Path
) -> None:
    ended = run_python("-m", "qa", "职普比?", **({"POLICY_STORE": str(copied_store)} | environment))
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert told in ended.stderr
    assert is_one_sentence(ended.stderr), ended.stderr


@pytest.mark.integration
def test_a_broken_store_gives_exit_2_and_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "chroma").mkdir()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"this is no database" * 100)
    ended = run_python("-m", "qa", "职普比?", "--store", str(tmp_path))
    assert ended.returncode == 2
    assert is_one_sentence(ended.stderr), ended.stderr


def test_the_settings_have_defaults() -> None:
    assert IngestSettings().store == Path("var/store")
    assert (ROOT / "prompts").is_dir()
