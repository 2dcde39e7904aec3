"""Writing to the log off the way of answers: a bounded queue, and one thread that empties it."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from qa.errors import EntryRefused, LogUnavailable
from qa.log.records import Feedback, GivenAnswer

if TYPE_CHECKING:
    from qa.log.database import Database

    Entry = GivenAnswer | Feedback

_RETRY_SECONDS = 2.0  # between two tries to reach a database that is away
_CHECK_SECONDS = 15.0  # between two looks at the database while nobody asks
_BATCH = 100  # entries written in one transaction
_PRUNE_EVERY = timedelta(hours=6)

_log = logging.getLogger(__name__)


class Writer:
    """Takes entries at once and writes them soon. While the database is away it holds up to `max_waiting` of them."""

    def __init__(
        self,
        database: Database,
        *,
        max_waiting: int,
        retention_days: int,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._retention = timedelta(days=retention_days)
        self._clock = clock
        self._queue: queue.Queue[Entry] = queue.Queue(max_waiting)
        self._closing = threading.Event()
        self._woken = threading.Event()
        self._problem: str | None = None
        self._prepared = False
        self._lost = 0
        self._pruned_at: datetime | None = None
        self._try_to_prepare()
        self._thread = threading.Thread(target=self._run, name="answer-log", daemon=True)
        self._thread.start()

    def add(self, entry: Entry) -> None:
        """Never waits and never raises; an entry that finds no room is lost, which is told."""
        try:
            self._queue.put_nowait(entry)
        except queue.Full:
            if not self._lost:
                _log.error("The log of answers is full while its database is away; further answers are not kept.")
            self._lost += 1
        self._woken.set()

    def problem(self) -> str | None:
        """Why entries are not being written now, in a sentence; None when they are."""
        if not self._thread.is_alive() and not self._closing.is_set():
            return "The thread that writes the log has ended; start the program again."
        waiting = self._queue.unfinished_tasks
        if self._problem and (waiting or self._lost):
            lost = f", {self._lost} are lost" if self._lost else ""
            return f"{self._problem} {waiting} entries are waiting{lost}."
        return self._problem

    def flush(self, timeout_seconds: float) -> bool:
        """Wait until all that was added is written (or refused); whether it was, in that time."""
        done = self._queue.all_tasks_done
        with done:
            return done.wait_for(lambda: not self._queue.unfinished_tasks, timeout_seconds)

    def close(self, timeout_seconds: float) -> None:
        """Write what is waiting, for so long at most, and end."""
        self.flush(timeout_seconds)
        self._closing.set()
        self._woken.set()
        self._thread.join(timeout_seconds)
        if left := self._queue.unfinished_tasks:
            _log.error("%d entries of the log could not be written and are lost: %s", left, self._problem)

    def _run(self) -> None:
        while not self._closing.is_set():
            batch = self._take()
            while not self._closing.is_set() and not self._write(batch):
                self._closing.wait(_RETRY_SECONDS)

    def _take(self) -> list[Entry]:
        """What is waiting, up to a batch; nothing when nothing came for a while."""
        if self._queue.empty():
            self._woken.wait(_CHECK_SECONDS)
        self._woken.clear()
        batch: list[Entry] = []
        while len(batch) < _BATCH:
            try:
                batch.append(self._queue.get_nowait())
            except queue.Empty:
                break
        else:
            self._woken.set()
        return batch

    def _write(self, batch: list[Entry]) -> bool:
        """Whether the batch is done with: written, or refused by a database that is there."""
        if not self._prepared and not self._try_to_prepare():
            return False
        try:
            self._prune()
            try:
                self._write_together(batch)
            except EntryRefused:
                self._write_singly(batch)
        except LogUnavailable as error:
            self._tell(str(error))
            self._prepared = False  # it may come back empty
            return False
        for _ in batch:
            self._queue.task_done()
        self._tell(None)
        return True

    def _write_together(self, batch: list[Entry]) -> None:
        from qa.log.entries import write_entry

        with self._database.writing() as connection:
            # Also with an empty batch: a look at whether the tables are there.
            connection.exec_driver_sql("SELECT number FROM answers WHERE number = 0")
            for entry in batch:
                write_entry(connection, entry)

    def _write_singly(self, batch: list[Entry]) -> None:
        while batch:
            try:
                self._write_together(batch[:1])
            except EntryRefused as error:
                _log.error("An entry of the log is lost: %s", error)
            batch.pop(0)
            self._queue.task_done()

    def _prune(self) -> None:
        from qa.log.entries import delete_before

        now = self._clock()
        if not self._retention or (self._pruned_at and now - self._pruned_at < _PRUNE_EVERY):
            return
        deleted = 0
        try:
            with self._database.writing() as connection:
                deleted = delete_before(connection, now - self._retention)
        except EntryRefused as error:
            _log.error("Old answers cannot be deleted from the log: %s", error)
        self._pruned_at = now
        if deleted:
            _log.info("%d answers older than %d days were deleted from the log.", deleted, self._retention.days)

    def _try_to_prepare(self) -> bool:
        try:
            self._database.prepare()
        except (LogUnavailable, EntryRefused) as error:
            self._tell(str(error))
            return False
        self._prepared = True
        self._tell(None)
        return True

    def _tell(self, problem: str | None) -> None:
        """Once when it goes away, once when it is back."""
        if problem and not self._problem:
            _log.error("%s Questions are answered as before; answers wait to be kept.", problem)
        elif self._problem and not problem:
            _log.warning("The log of answers can be used again; %d answers were lost meanwhile.", self._lost)
            self._lost = 0
        self._problem = problem
