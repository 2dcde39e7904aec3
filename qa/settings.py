"""Settings of answering."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from qa.abstention import WEIGHTS_FILE as ABSTENTION_WEIGHTS
from qa.drafting.settings import ModelSettings
from qa.drafting.support import WEIGHTS_FILE as SUPPORT_WEIGHTS
from qa.errors import WrongSetting
from qa.ranking import WEIGHTS_FILE as RANKING_WEIGHTS

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class QaSettings:
    ranking_weights: Path = RANKING_WEIGHTS
    abstention_weights: Path = ABSTENTION_WEIGHTS
    support_weights: Path = SUPPORT_WEIGHTS
    max_consulted: int = 10  # paragraphs listed with an answer as looked at
    max_question: int = 1000  # characters; what follows is not read
    max_history: int = 10  # earlier questions; those before them are not read
    reranker: str = ""  # RERANKER_MODEL: a cross-encoder of sentence-transformers, hub id or folder; empty: none
    model: ModelSettings | None = None  # the language model that writes answers; None: they are quoted

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> QaSettings:
        """With the reranker and the language model that the environment names. A language model that cannot be used is told
        and left out."""
        values = os.environ if environment is None else environment
        settings = cls(reranker=values.get("RERANKER_MODEL", "").strip())
        try:
            return replace(settings, model=ModelSettings.from_environment(values))
        except WrongSetting as error:
            _log.warning("%s Until then answers are quoted, without a language model.", error)
            return settings
