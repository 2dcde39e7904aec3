"""Settings of answering."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qa.abstention import WEIGHTS_FILE as ABSTENTION_WEIGHTS
from qa.ranking import WEIGHTS_FILE as RANKING_WEIGHTS


@dataclass(frozen=True, slots=True)
class QaSettings:
    ranking_weights: Path = RANKING_WEIGHTS
    abstention_weights: Path = ABSTENTION_WEIGHTS
    max_consulted: int = 10  # paragraphs listed with an answer as looked at
    max_question: int = 1000  # characters; what follows is not read
    max_history: int = 10  # earlier questions; those before them are not read
