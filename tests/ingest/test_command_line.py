"""python -m ingest as other programs call it. Main runs in this process, with letter encoders in place of the models."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ingest
from ingest import IngestSettings, Store
from ingest.__main__ import main
from tests.fakes import is_one_sentence, run_python, two_encoders

TEXT = "2022年全市教育工作要点\n一、职业教育\n1.扩大规模,2022年中职招生(微信:abc12345)人左右。\n2.办好学校。\n"


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ingest, "open_store", lambda settings: Store(settings, two_encoders()))
    monkeypatch.setenv("POLICY_STORE", str(tmp_path / "default"))
    monkeypatch.delenv("CHROMA_URL", raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "要点.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "要点.txt"


def run_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    assert main([*map(str, arguments), "--json"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1, "one object, nothing else"
    value: dict[str, Any] = json.loads(out)
    return value


def test_ingesting_prints_what_became_of_each_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run_json(capsys, file)
    assert set(told) == {"documents", "seconds"}
    assert isinstance(told["seconds"], float)
    (document,) = told["documents"]
    assert {name: document[name] for name in ("path", "doc_id", "title", "year", "status", "paragraphs", "error")} == {
        "path": str(file), "doc_id": "要点", "title": "2022年全市教育工作要点", "year": 2022,
        "status": "added", "paragraphs": 4, "error": None,
    }  # fmt: skip
    assert set(document) == {"path", "doc_id", "title", "year", "status", "paragraphs", "chunks", "notices", "error"}
    assert {notice["code"] for notice in document["notices"]} == {"damaged_text"}
    assert run_json(capsys, file)["documents"][0]["status"] == "unchanged"
    file.write_text(TEXT + "3.再加一条。\n", encoding="utf-8")
    assert run_json(capsys, file)["documents"][0]["status"] == "updated"


def test_showing_prints_the_paragraphs_with_anchors_labels_and_notices(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, file)
    shown = run_json(capsys, "--show", "要点")
    assert (shown["doc_id"], shown["title"], shown["year"]) == ("要点", "2022年全市教育工作要点", 2022)
    paragraph = next(p for p in shown["paragraphs"] if p["anchor"] == "要点/一/1")
    assert (paragraph["label"], paragraph["kind"]) == ("一、1.", "body")
    assert paragraph["heading_path"][0] == "一、职业教育"
    assert paragraph["text"] == "1.扩大规模,2022年中职招生〔原文此处数字缺失〕人左右。"
    (notice,) = paragraph["notices"]
    assert notice["original"] == "(微信:abc12345)"
    assert paragraph["text"][slice(*notice["span"])] == "〔原文此处数字缺失〕"


def test_listing_and_removing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_json(capsys, file)
    (document,) = run_json(capsys, "--list")["documents"]
    assert (document["doc_id"], document["year"], document["path"]) == ("要点", 2022, str(file))
    assert re.fullmatch(r"[0-9a-f]{64}", document["sha256"])
    assert run_json(capsys, "--remove", "要点") == {"removed": "要点"}
    assert run_json(capsys, "--list") == {"documents": []}


def test_for_people_the_same_is_told_in_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(file)]) == 0
    assert capsys.readouterr().out.startswith("added     要点  《2022年全市教育工作要点》 4 paragraphs")
    assert main(["--list"]) == 0
    assert capsys.readouterr().out.startswith("要点  《2022年全市教育工作要点》 2022")
    assert main(["--show", "要点"]) == 0
    out = capsys.readouterr().out
    assert "要点/一/1  [body] 一、1." in out
    assert "damaged_text" in out


def test_the_store_named_is_the_one_used(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_json(capsys, file, "--store", tmp_path / "named")
    assert len(run_json(capsys, "--list", "--store", tmp_path / "named")["documents"]) == 1
    assert run_json(capsys, "--list")["documents"] == []


def test_a_failed_file_gives_exit_1_its_sentence_and_the_others_done(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "坏.docx").write_bytes(b"no package")
    assert main([str(tmp_path / "坏.docx"), str(file), "--json"]) == 1
    captured = capsys.readouterr()
    assert [d["status"] for d in json.loads(captured.out)["documents"]] == ["failed", "added"]
    assert is_one_sentence(captured.err)
    assert "坏.docx" in captured.err


def test_a_document_without_text_is_refused_and_what_was_known_of_it_stays(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, file)
    file.write_text(" \n\n", encoding="utf-8")
    assert main([str(file)]) == 1
    error = capsys.readouterr().err
    assert is_one_sentence(error)
    assert "it holds no text that can be read" in error
    assert run_json(capsys, "--show", "要点")["paragraphs"]


def test_a_folder_without_documents_gives_exit_1_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    for arguments in ([str(tmp_path / "empty")], [str(tmp_path / "empty"), "--json"]):
        assert main(arguments) == 1
        assert "No .docx or .txt file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["/no/such/path"], "There is no /no/such/path"),
        (["--show", "无"], "holds no documents"),
        (["--remove", "无"], "holds no document 无"),
    ],
)
def test_what_is_not_there_gives_exit_2_and_one_sentence(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.out == ""
    assert is_one_sentence(captured.err)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [""],
        ["a.txt", " "],
        ["--nonsense"],
        ["a.txt", "--list"],
        ["--list", "--show", "x"],
        ["--show"],
        ["--remove", ""],
        ["a.txt", "--store", ""],
    ],
)
def test_wrong_usage_gives_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m ingest" in capsys.readouterr().err


def test_another_model_gives_exit_2_and_what_to_do(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_json(capsys, file)
    monkeypatch.setattr(ingest, "open_store", lambda settings: Store(settings, two_encoders()[:1]))
    file.write_text(TEXT + "3.再加一条。\n", encoding="utf-8")
    for arguments in ([str(file)], ["--show", "要点"]):
        assert main(arguments) == 2
        error = capsys.readouterr().err
        assert "was built with letters and other-letters" in error
        assert "Rebuild it" in error
        assert len(error.strip().splitlines()) == 1


@pytest.mark.integration
@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"EMBEDDING_MODEL": "/no/such/model"}, "/no/such/model cannot be loaded"),
        ({"CHROMA_URL": "http://127.0.0.1:9"}, "does not answer"),
        ({"CHROMA_URL": "nonsense"}, "is no address"),
    ],
)
def test_a_broken_environment_gives_exit_2_and_one_sentence_in_a_process_of_its_own(
    environment: dict[str, str], told: str, file: Path, tmp_path: Path
) -> None:
    ended = run_python("-m", "ingest", str(file), "--store", str(tmp_path / "s"), **environment)
    assert ended.returncode == 2
    assert told in ended.stderr
    assert is_one_sentence(ended.stderr), ended.stderr
    assert ended.stdout == ""


@pytest.mark.integration
def test_settings_in_another_encoding_are_told_and_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("# 设置\nPORT=8000\n".encode("gb18030"))
    command = f"import os, runpy; os.chdir({str(tmp_path)!r}); runpy.run_module('ingest', run_name='__main__')"
    ended = run_python("-c", command, "--list", "--store", str(tmp_path / "s"))
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr == ".env cannot be read (UnicodeDecodeError); no setting is taken from it.\n"


@pytest.mark.integration
def test_a_store_where_a_file_stands_gives_exit_2_and_one_sentence(file: Path) -> None:
    ended = run_python("-m", "ingest", str(file), "--store", str(file))
    assert ended.returncode == 2
    assert is_one_sentence(ended.stderr), ended.stderr


def test_listing_a_store_where_a_file_stands_gives_exit_2(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "--store", str(file)]) == 2
    assert is_one_sentence(capsys.readouterr().err)


def test_settings_default_to_the_folder_var() -> None:
    assert IngestSettings().store == Path("var/store")


def test_a_path_that_is_not_there_does_not_stop_the_others(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(file), str(file.with_name("无.docx"))]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("added     要点")
    assert "failed" in captured.out
    assert "无.docx" in captured.err
    assert is_one_sentence(captured.err)


def test_a_name_that_no_terminal_should_print_is_told_on_one_line(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = file.with_name("坏\n\x1b[31m.docx")
    odd.write_bytes(b"")
    assert main([str(odd)]) == 1
    captured = capsys.readouterr()
    assert captured.out == f"failed    {file.parent}/坏??[31m.docx\n"
    assert is_one_sentence(captured.err)


def test_on_a_terminal_the_outcomes_are_counted(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert main([str(file), str(file.with_name("无.docx"))]) == 1
    assert "1 added, 0 updated, 0 unchanged, 1 failed" in capsys.readouterr().err


@pytest.mark.integration
def test_a_pipe_that_closes_early_ends_it_without_a_traceback(file: Path, tmp_path: Path) -> None:
    store = tmp_path / "s"
    run_python("-m", "ingest", str(file), "--store", str(store))
    command = f"{sys.executable} -m ingest --show 要点 --store {store} | true"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert ended.stderr == ""
