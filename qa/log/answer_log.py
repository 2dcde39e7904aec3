"""The log of answers, as the rest of the program sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ingest import Snapshot
from qa.log.records import (
    AnswerFilter,
    AnswerPage,
    AnswerVerdict,
    AskedQuestion,
    CitationVerdict,
    DocumentEvent,
    DocumentEventKind,
    Feedback,
    GivenAnswer,
    LoggedAnswer,
    Review,
    Thumb,
)
from qa.log.settings import LogSettings
from qa.log.writer import Writer
from qa.records import Answer

if TYPE_CHECKING:
    from qa.log.database import Database

_LONGEST_REASON = 1000  # characters
_LONGEST_COMMENT = 5000
_CLOSE_SECONDS = 5.0


def _now() -> datetime:
    return datetime.now(UTC)


def open_answer_log(settings: LogSettings | None = None) -> AnswerLog:
    """The log that the settings name (by default: that the environment names), its tables made or brought up to date.

    A database that is away is told in the program's log and by `AnswerLog.problem`, and tried again.
    Raises WrongSetting when the settings name no database that can be meant.
    """
    from qa.log.database import Database

    chosen = settings or LogSettings.from_environment()
    return AnswerLog(Database(chosen.url), chosen)


class AnswerLog:
    """Every answer given, and what people and staff said of it. Safe under threads; several processes may share it.

    `record` and `record_feedback` never wait and never raise. What staff read and write reaches the database at
    once, and raises LogUnavailable while it is away.
    """

    def __init__(self, database: Database, settings: LogSettings, *, clock: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._clock = clock
        self._writer = Writer(
            database, max_waiting=settings.max_waiting, retention_days=settings.retention_days, clock=clock
        )

    @property
    def description(self) -> str:
        """Where the log is, without any password."""
        return self._database.description

    def record(self, answer: Answer) -> None:
        """Keep an answer. Returns at once and never raises; it is written a moment later."""
        self._writer.add(GivenAnswer(answer, self._clock()))

    def record_feedback(self, answer_id: str, thumb: Thumb, reason: str) -> None:
        """Keep what the person who asked thinks of an answer; the last word on an answer counts. As `record`."""
        self._writer.add(Feedback(answer_id, thumb, reason.strip()[:_LONGEST_REASON], self._clock()))

    # What staff read and write

    def find(self, wanted: AnswerFilter, page: int = 0) -> AnswerPage:
        """One page of answers, newest first; a page beyond the last gives the last."""
        from qa.log.finding import find_answers

        with self._database.reading() as connection:
            return find_answers(connection, wanted, page)

    def each(self, wanted: AnswerFilter) -> Iterator[LoggedAnswer]:
        """All the answers wanted, newest first, a few at a time."""
        from qa.log.finding import find_older

        before: int | None = None
        while True:
            with self._database.reading() as connection:
                found = find_older(connection, wanted, before)
            if not found:
                return
            yield from found
            before = found[-1].number

    def read(self, number: int) -> LoggedAnswer | None:
        from qa.log.finding import read_answer

        with self._database.reading() as connection:
            return read_answer(connection, number)

    def next_unreviewed(self, wanted: AnswerFilter, after: int | None = None) -> int | None:
        """The number of the next answer that nobody reviewed: the newest one older than `after`, else the newest."""
        from qa.log.finding import find_next_unreviewed

        with self._database.reading() as connection:
            return find_next_unreviewed(connection, wanted, after)

    def cited_documents(self) -> tuple[str, ...]:
        """Ids of all documents that any answer cites, also of removed ones."""
        from qa.log.finding import cited_documents

        with self._database.reading() as connection:
            return cited_documents(connection)

    def review(
        self,
        number: int,
        verdict: AnswerVerdict,
        reviewer: str,
        *,
        comment: str = "",
        citations: Mapping[int, CitationVerdict] | None = None,
    ) -> Review:
        """Keep what staff say of an answer, now. Raises EntryRefused when there is no answer of this number."""
        from qa.log.reviewing import write_review

        review = Review(verdict, reviewer, self._clock(), comment.strip()[:_LONGEST_COMMENT], dict(citations or {}))
        with self._database.writing() as connection:
            write_review(connection, number, review)
        return review

    def questions_since(self, day: date) -> tuple[AskedQuestion, ...]:
        """What was asked on that day and later, oldest first; greetings left out."""
        from qa.log.finding import read_questions

        with self._database.reading() as connection:
            return read_questions(connection, day)

    # What happened to documents

    def note_documents(self, snapshot: Snapshot | None, person: str = "") -> None:
        """Compare the documents (None: there are none) with how they were last seen, and keep what changed."""
        from qa.log.document_history import compare_documents

        with self._database.writing() as connection:
            compare_documents(connection, snapshot, self._clock(), person)

    def note_event(self, doc_id: str, title: str, kind: DocumentEventKind, person: str, detail: str = "") -> None:
        """Keep something that was done to a document and that does not show in its paragraphs."""
        from qa.log.document_history import write_event

        with self._database.writing() as connection:
            write_event(connection, DocumentEvent(doc_id, title, kind, self._clock(), person, detail))

    def events(self, doc_id: str = "", *, limit: int = 200) -> tuple[DocumentEvent, ...]:
        """What happened to a document, or to all, newest first."""
        from qa.log.document_history import read_events

        with self._database.reading() as connection:
            return read_events(connection, doc_id=doc_id, limit=limit)

    # The log itself

    def problem(self) -> str | None:
        """Why answers are not being kept now, in a sentence; None when they are. Reaches for nothing, so it is quick."""
        return self._writer.problem()

    def flush(self, timeout_seconds: float = _CLOSE_SECONDS) -> bool:
        """Wait until what was recorded so far is written; whether it was, in that time."""
        return self._writer.flush(timeout_seconds)

    def close(self) -> None:
        """Write what is waiting, for a few seconds at most, and let go of the database."""
        self._writer.close(_CLOSE_SECONDS)
        self._database.close()
