"""The log of answers, as the rest of the program sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qa.log.records import Feedback, GivenAnswer, Thumb
from qa.log.settings import LogSettings
from qa.log.writer import Writer
from qa.records import Answer

if TYPE_CHECKING:
    from qa.log.database import Database

_LONGEST_REASON = 1000  # characters
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
    """Every answer given, and what people and staff said of it. Safe under threads; several processes may share it."""

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
