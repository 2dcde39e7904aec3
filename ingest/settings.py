"""Settings of ingestion and the store, read from the environment in this one place."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import IngestError
from ingest.messages import say
from ingest.said import Said

_ON = {"", "1", "yes", "on", "true"}
_OFF = {"0", "no", "off", "false"}


@dataclass(frozen=True, slots=True)
class IngestSettings:
    store: Path = Path("var/store")  # POLICY_STORE: folder of the embedded store, and of caches beside a server
    chroma_url: str = ""  # CHROMA_URL: a Chroma server (http://host:port) in place of the embedded store
    embedding_model: str = (
        ""  # EMBEDDING_MODEL: a sentence-transformers model, hub id or folder; empty: the bundled one
    )
    second_encoder: bool = True  # SECOND_ENCODER: 0 leaves out the bundled universal sentence encoder
    model_folder: Path = Path("var/models")  # POLICY_MODELS: where the bundled weights are unpacked, once

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> IngestSettings:
        """Raises IngestError for a value that cannot be used."""
        values = os.environ if environment is None else environment
        return cls(
            store=Path(values.get("POLICY_STORE") or "var/store"),
            chroma_url=values.get("CHROMA_URL", "").strip(),
            embedding_model=values.get("EMBEDDING_MODEL", "").strip(),
            second_encoder=_is_on("SECOND_ENCODER", values),
            model_folder=Path(values.get("POLICY_MODELS") or "var/models"),
        )


def _is_on(name: str, values: Mapping[str, str]) -> bool:
    value = values.get(name, "").strip().lower()
    if value not in _ON | _OFF:
        raise IngestError(say(Said.NEITHER_ON_NOR_OFF, name=name, value=value))
    return value in _ON


_log = logging.getLogger(__name__)


def prepare_process(env_file: Path = Path(".env")) -> None:
    """Set what must be set before any library loads: stay offline, send no telemetry, let threads sleep.

    A model that is to come from a hub is fetched with HF_HUB_OFFLINE=0.
    Values that are already set stay; those of an `env_file` come next. Native threads that spin while they wait made 16 questions take
    26.8 s instead of 0.37 s on two contended cores, hence the passive wait policy.
    """
    readable = _read_env_file(env_file)
    for name, value in {
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "ANONYMIZED_TELEMETRY": "False",
        "GRADIO_ANALYTICS_ENABLED": "False",
        "OMP_WAIT_POLICY": "passive",
        "TOKENIZERS_PARALLELISM": "false",
        "LANGSMITH_TRACING": "false",
        "LANGCHAIN_TRACING_V2": "false",
    }.items():
        os.environ.setdefault(name, value)
    if not readable:
        from ingest.chroma import import_outside_folder

        import_outside_folder()


def _read_env_file(path: Path) -> bool:
    """Set the variables of a file, if there is one. One that cannot be read is told, without a word of what it holds:
    then False."""
    from dotenv import load_dotenv

    if not path.is_file():
        return True
    try:
        load_dotenv(path, override=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        _log.warning("%s cannot be read (%s); no setting is taken from it.", path, type(error).__name__)
        return False
    return True
