"""What the log keeps: answers, the thumbs of those who asked, what staff said of them, and what became of documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qa.records import Answer


class Thumb(StrEnum):
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer and when it was given, on its way to the log."""

    answer: Answer
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """What someone who asked thinks of an answer. `reason` in their own words, often empty."""

    answer_id: str
    thumb: Thumb
    reason: str
    given_at: datetime
