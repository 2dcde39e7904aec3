"""What the log keeps: answers, the thumbs of those who asked, what staff said of them, and what became of documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from qa.records import Answer, Outcome


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


class CitationVerdict(StrEnum):
    SUPPORTS = "supports"
    PARTLY = "partly"
    DOES_NOT_SUPPORT = "does_not_support"
    WRONG_PLACE = "wrong_place"


class AnswerVerdict(StrEnum):
    RIGHT = "right"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"
    SHOULD_HAVE_REFUSED = "should_have_refused"
    SHOULD_HAVE_ANSWERED = "should_have_answered"


@dataclass(frozen=True, slots=True)
class Review:
    """What a member of staff says of an answer. `citations` maps a citation's number to its verdict, where one was given."""

    verdict: AnswerVerdict
    reviewer: str
    reviewed_at: datetime
    comment: str = ""
    citations: Mapping[int, CitationVerdict] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class LoggedAnswer:
    """An answer as the log keeps it. `number` counts all answers of the log from 1. The last thumb and review count."""

    number: int
    asked_at: datetime
    answer: Answer
    feedback: Feedback | None = None
    review: Review | None = None


class Shown(StrEnum):
    """Which answers a list shows."""

    ALL = "all"
    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"
    THUMBS_DOWN = "thumbs_down"
    REFUSED = "refused"
    LOW_CONFIDENCE = "low_confidence"
    MODEL_NOT_USED = "model_not_used"  # a language model was asked, and its draft did not stand


@dataclass(frozen=True, slots=True)
class AnswerFilter:
    """Answers for which all of this holds. `since` and `until` are days of this machine's time zone, both included.

    `document` is a doc_id that is cited; `text` stands in the question or the answer, whatever its case. Empty: any.
    """

    shown: Shown = Shown.ALL
    document: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """Some of the answers that a filter finds, newest first; `total` counts all of them. `page` counts from 0."""

    answers: tuple[LoggedAnswer, ...]
    total: int
    page: int
    pages: int


class DocumentEventKind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REINDEXED = "reindexed"
    REMOVED = "removed"
    CLEANING_UNDONE = "cleaning_undone"
    CLEANING_RESTORED = "cleaning_restored"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DocumentEvent:
    """What happened to a document. `person` is empty when it was not done on a staff page.

    `changed_anchors` are the paragraphs whose words changed, or that are no longer there.
    """

    doc_id: str
    title: str
    kind: DocumentEventKind
    happened_at: datetime
    person: str = ""
    detail: str = ""
    changed_anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What health figures are counted from."""

    number: int
    asked_at: datetime
    question: str
    outcome: Outcome
    total_ms: float


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day, in this machine's time zone. Milliseconds are None on a day without answers; greetings are not counted."""

    day: date
    answered: int
    refused: int
    p50_ms: float | None
    p95_ms: float | None


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """A question, as it was asked last, and how often it was asked."""

    question: str
    count: int


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions that resemble each other, the most frequent first; `count` is how often any of them was asked."""

    questions: tuple[QuestionCount, ...]

    @property
    def count(self) -> int:
        return sum(question.count for question in self.questions)
