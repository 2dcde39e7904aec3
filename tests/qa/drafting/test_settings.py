from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from ingest import prepare_process
from qa import ModelSettings, QaSettings, WrongSetting, build_chat_model

ENDPOINT = {"LLM_BASE_URL": "http://127.0.0.1:11434/v1/", "LLM_MODEL": "qwen3:8b"}
KEY = "sk-very-secret-key"


def test_without_a_model_there_are_no_settings() -> None:
    assert ModelSettings.from_environment({"LLM_API_KEY": KEY, "LLM_TIMEOUT": "x"}) is None


def test_every_setting_is_read() -> None:
    given = {
        "LLM_API_KEY": KEY,
        "LLM_TIMEOUT": "7.5",
        "LLM_TEMPERATURE": "0.2",
        "LLM_MAX_TOKENS": "99",
        "LLM_PARAGRAPHS": "3",
    }
    settings = ModelSettings.from_environment(ENDPOINT | given)
    assert settings is not None
    assert (settings.base_url, settings.model, settings.host) == (
        "http://127.0.0.1:11434/v1",
        "qwen3:8b",
        "127.0.0.1:11434",
    )
    assert (settings.timeout_seconds, settings.temperature, settings.max_tokens, settings.max_paragraphs) == (
        7.5,
        0.2,
        99,
        3,
    )
    assert settings.api_key.get_secret_value() == KEY


def test_the_key_shows_nowhere() -> None:
    settings = ModelSettings.from_environment(ENDPOINT | {"LLM_API_KEY": KEY})
    assert settings is not None
    model = build_chat_model(settings)
    assert KEY not in f"{settings!r}{settings}{QaSettings(model=settings)!r}{model!r}{model}{model.lc_attributes}"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"LLM_MODEL": ""}, "LLM_MODEL is not set"),
        ({"LLM_BASE_URL": ""}, "LLM_BASE_URL is not set"),
        ({"LLM_BASE_URL": "localhost:11434"}, "LLM_BASE_URL is no address"),
        ({"LLM_BASE_URL": "ftp://host/v1"}, "LLM_BASE_URL is no address"),
        ({"LLM_BASE_URL": f"http://me:{KEY}@host/v1"}, "LLM_BASE_URL is no address"),
        ({"LLM_BASE_URL": "http://host:99999/v1"}, "LLM_BASE_URL is no address"),
        ({"LLM_TIMEOUT": "soon"}, "LLM_TIMEOUT is 'soon'; set it to a number from 0.1 to 600"),
        ({"LLM_TIMEOUT": "nan"}, "LLM_TIMEOUT is 'nan'"),
        ({"LLM_TEMPERATURE": "-1"}, "LLM_TEMPERATURE is '-1'"),
        ({"LLM_MAX_TOKENS": "1.5"}, "LLM_MAX_TOKENS is '1.5'; set it to a whole number"),
        ({"LLM_PARAGRAPHS": "0"}, "LLM_PARAGRAPHS is '0'"),
    ],
)
def test_a_wrong_setting_is_told_in_a_sentence_and_answers_go_on_without_a_model(
    wrong: dict[str, str], told: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(WrongSetting, match=told):
        ModelSettings.from_environment(ENDPOINT | wrong)
    with caplog.at_level(logging.WARNING):
        assert QaSettings.from_environment(ENDPOINT | wrong) == QaSettings()
    (record,) = caplog.records
    assert told in record.getMessage()
    assert KEY not in record.getMessage()


def test_a_file_sets_what_the_environment_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {**os.environ, "LLM_MODEL": "kept"})
    os.environ.pop("LLM_PARAGRAPHS", None)
    (tmp_path / ".env").write_text("# 说明\nLLM_MODEL=other\nLLM_PARAGRAPHS=2\n", encoding="utf-8")
    prepare_process(tmp_path / ".env")
    assert (os.environ["LLM_MODEL"], os.environ["LLM_PARAGRAPHS"]) == ("kept", "2")


def test_a_file_that_cannot_be_read_is_told_without_what_it_holds(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / ".env").write_bytes(b"LLM_API_KEY=\xff\xfesecret\n")
    with caplog.at_level(logging.WARNING):
        prepare_process(tmp_path / ".env")
    assert "cannot be read" in caplog.text
    assert "secret" not in caplog.text


def test_the_example_explains_every_setting() -> None:
    example = (Path(__file__).parents[3] / ".env.example").read_text(encoding="utf-8")
    for name in ("BASE_URL", "MODEL", "API_KEY", "TIMEOUT", "TEMPERATURE", "MAX_TOKENS", "PARAGRAPHS"):
        assert f"#LLM_{name}=" in example
