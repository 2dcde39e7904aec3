"""What the documents are now, and telling the log when that changed, whoever changed it."""

from __future__ import annotations

import logging
import threading

from ingest import Snapshot, Store, StoreMissing
from qa import AnswerLog, LogError

_log = logging.getLogger(__name__)


class DocumentsWatch:
    """Looks at a store for the staff pages. Each change of it reaches the log's history once. Safe under threads."""

    def __init__(self, store: Store, log: AnswerLog) -> None:
        self._store = store
        self._answer_log = log
        self._noted: str | None = None
        self._lock = threading.Lock()

    def look(self, person: str = "") -> Snapshot | None:
        """The documents as they are; None when there are none. `person` is who just changed them.

        Raises IngestError when the store cannot be read. Trouble with the log is only told: it is noted next time.
        """
        snapshot = self._read()
        generation = snapshot.generation if snapshot else ""
        with self._lock:
            if generation != self._noted:
                try:
                    self._answer_log.note_documents(snapshot, person)
                    self._noted = generation
                except LogError as error:
                    _log.error("A change of the documents could not be noted: %s", error)
        return snapshot

    def title_of(self, doc_id: str) -> str:
        """A document's title; its id when it is no longer there."""
        snapshot = self._read()
        document = snapshot.documents.get(doc_id) if snapshot else None
        return document.title if document else doc_id

    def _read(self) -> Snapshot | None:
        try:
            return self._store.snapshot()
        except StoreMissing:
            return None
