from __future__ import annotations

import pytest

from eval.configurations import name_configurations
from eval.errors import ConfigurationNameError

MODEL = {"LLM_BASE_URL": "http://127.0.0.1:1/v1", "LLM_MODEL": "m"}


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in MODEL.items():
        monkeypatch.setenv(name, value)


def test_the_one_in_use_comes_first() -> None:
    assert name_configurations(["bm25", "naive", "bm25"]) == ("current", "bm25", "naive")


def test_what_is_in_use_runs_once_under_the_name_it_is_compared_by(model: None) -> None:
    assert name_configurations(["extractive", "llm"]) == ("llm", "extractive")
    assert name_configurations(["extractive"]) == ("current", "extractive")


def test_without_a_model_the_built_in_answerer_is_the_one_in_use() -> None:
    assert name_configurations(["extractive", "bm25"]) == ("extractive", "bm25")
    with pytest.raises(ConfigurationNameError, match="set LLM_BASE_URL and LLM_MODEL"):
        name_configurations(["extractive", "llm"])


def test_a_model_that_cannot_be_used_is_told(model: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_TIMEOUT", "soon")
    with pytest.raises(ConfigurationNameError, match="LLM_TIMEOUT is 'soon'"):
        name_configurations(["llm"])


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(ConfigurationNameError, match="no configuration 'gpt'"):
        name_configurations(["gpt"])
