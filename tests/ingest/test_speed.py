"""The measuring of an ingestion."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.speed import TimedEncoder, main
from tests.fakes import LetterEncoder, two_encoders


def test_the_share_of_the_encoders_is_told_and_the_store_in_use_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POLICY_STORE", str(tmp_path / "store"))
    monkeypatch.setattr("ingest.speed.build_encoders", lambda _: two_encoders())
    (tmp_path / "要点.txt").write_text("2022年教育工作要点\n一、教育\n1.学校招生。\n2.办好幼儿园。\n", encoding="utf-8")
    assert main([str(tmp_path / "要点.txt")]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("1 files, ")
    assert "% inside the encoders" in told[0]
    assert [line.split(":")[0].strip() for line in told[1:]] == ["letters", "other-letters"]
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("name", ["nowhere", "empty", "broken.docx"])
def test_a_path_without_anything_to_measure_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ingest.speed.build_encoders", lambda _: two_encoders())
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.docx").write_text("no Word file", encoding="utf-8")
    assert main([str(tmp_path / name)]) == 2
    told = {"nowhere": "There is no", "empty": "No .docx or .txt file", "broken.docx": "broken.docx"}
    assert told[name] in capsys.readouterr().err


def test_the_timed_encoder_gives_what_the_encoder_gives() -> None:
    encoder = LetterEncoder("学")
    timed = TimedEncoder(encoder)
    assert (timed.encode_documents(["学学", "校"]) == encoder.encode_documents(["学学", "校"])).all()
    assert timed.name == encoder.name
    assert timed.seconds > 0
