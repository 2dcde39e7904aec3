"""Settings of the language model, read from the environment in this one place; `.env.example` explains each."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from qa.errors import WrongSetting

_HIGHEST_TEMPERATURE = 2.0
_MOST_SECONDS, _MOST_TOKENS, _MOST_PARAGRAPHS = 600.0, 32_000, 20
_VARIABLES = (
    "LLM_BASE_URL",
    "LLM_MODEL",
    "LLM_API_KEY",
    "LLM_TIMEOUT",
    "LLM_TEMPERATURE",
    "LLM_MAX_TOKENS",
    "LLM_PARAGRAPHS",
)

_NO_KEY = SecretStr("none")


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """An OpenAI-compatible endpoint. The key is a SecretStr: no log, trace or repr shows it."""

    base_url: str  # LLM_BASE_URL: up to the /v1, such as http://127.0.0.1:11434/v1
    model: str  # LLM_MODEL: by the name the endpoint knows it
    api_key: SecretStr = _NO_KEY  # LLM_API_KEY: local servers take any
    timeout_seconds: float = 20.0  # LLM_TIMEOUT: for everything that the model does for one question
    temperature: float = 0.0  # LLM_TEMPERATURE: 0 for the likeliest words
    max_tokens: int = 600  # LLM_MAX_TOKENS: of one reply; some 400 Chinese characters
    max_paragraphs: int = 6  # LLM_PARAGRAPHS: that it is shown; all that the quotations stand in, be they more

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> ModelSettings | None:
        """None where no model is named. Raises WrongSetting, whose text names the variable and what is allowed.

        >>> settings = ModelSettings.from_environment({"LLM_BASE_URL": "http://db:8000/v1/", "LLM_MODEL": "m"})
        >>> settings.base_url, settings.max_tokens, ModelSettings.from_environment({})
        ('http://db:8000/v1', 600, None)
        """
        given = os.environ if environment is None else environment
        values = {name: given.get(name, "").strip() for name in _VARIABLES}
        address, model = values["LLM_BASE_URL"], values["LLM_MODEL"]
        if not address and not model:
            return None
        if not address or not model:
            missing = "LLM_MODEL" if address else "LLM_BASE_URL"
            raise WrongSetting(f"{missing} is not set; a language model needs LLM_BASE_URL and LLM_MODEL.")
        return cls(
            base_url=_read_address(address),
            model=model,
            api_key=SecretStr(values["LLM_API_KEY"]) if values["LLM_API_KEY"] else _NO_KEY,
            timeout_seconds=_read_number(values, "LLM_TIMEOUT", 20.0, 0.1, _MOST_SECONDS),
            temperature=_read_number(values, "LLM_TEMPERATURE", 0.0, 0.0, _HIGHEST_TEMPERATURE),
            max_tokens=int(_read_number(values, "LLM_MAX_TOKENS", 600, 1, _MOST_TOKENS)),
            max_paragraphs=int(_read_number(values, "LLM_PARAGRAPHS", 6, 1, _MOST_PARAGRAPHS)),
        )


def _read_address(value: str) -> str:
    # The value itself may hold a password and is not repeated.
    wrong = WrongSetting(
        "LLM_BASE_URL is no address of an endpoint; set it to one such as http://127.0.0.1:11434/v1, "
        "and the key, if there is one, to LLM_API_KEY."
    )
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        raise wrong from None
    if not usable or any(character.isspace() for character in value):
        raise wrong
    return value.rstrip("/")


def _read_number(values: Mapping[str, str], name: str, default: float, lowest: float, highest: float) -> float:
    text = values[name]
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    whole = isinstance(default, int)
    if not lowest <= number <= highest or (whole and not number.is_integer()):
        kind = "whole number" if whole else "number"
        raise WrongSetting(f"{name} is {text!r}; set it to a {kind} from {lowest:g} to {highest:g}.")
    return number
