"""What happened to documents: told from how they are and how the log saw them last, whoever changed them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from ingest import Snapshot
from qa.log.entries import make_storable
from qa.log.records import DocumentEvent, DocumentEventKind
from qa.log.schema import document_events, document_states


def compare_documents(connection: Connection, snapshot: Snapshot | None, now: datetime, person: str) -> None:
    """Write an event for each document that is new, was read again, or is gone, and remember how they are now.

    None stands for a store without documents.
    """
    known = {row.doc_id: row for row in connection.execute(select(document_states))}
    documents = snapshot.documents if snapshot else {}
    hashes: dict[str, dict[str, str]] = {doc_id: {} for doc_id in documents}
    for paragraph in snapshot.paragraphs.values() if snapshot else ():
        hashes[paragraph.doc_id][paragraph.anchor] = paragraph.text_hash
    for doc_id, document in documents.items():
        before = known.get(doc_id)
        texts = json.loads(before.paragraphs) if before else {}
        # Moments are whole seconds, and two changes may fall into one: the texts decide.
        if before is not None and (before.ingested_at, texts) == (document.ingested_at, hashes[doc_id]):
            continue
        changed = _find_changed(texts, hashes[doc_id])
        unchanged_file = before is not None and before.sha256 == document.sha256 and not changed
        kind = DocumentEventKind.REINDEXED if unchanged_file else DocumentEventKind.CHANGED
        happened_at = datetime.fromisoformat(document.ingested_at)
        write_event(
            connection,
            DocumentEvent(
                doc_id=doc_id,
                title=document.title,
                kind=kind if before else DocumentEventKind.ADDED,
                happened_at=happened_at,
                person=person,
                changed_anchors=changed,
            ),
        )
        values = {
            "title": make_storable(document.title),
            "sha256": document.sha256,
            "ingested_at": document.ingested_at,
            "paragraphs": json.dumps(hashes[doc_id]),
        }
        if before:
            connection.execute(update(document_states).where(document_states.c.doc_id == doc_id).values(**values))
        else:
            connection.execute(insert(document_states).values(doc_id=doc_id, **values))
    for doc_id, row in known.items():
        if doc_id not in documents:
            gone = tuple(json.loads(row.paragraphs))
            event = DocumentEvent(doc_id, row.title, DocumentEventKind.REMOVED, now, person, changed_anchors=gone)
            write_event(connection, event)
            connection.execute(delete(document_states).where(document_states.c.doc_id == doc_id))


def write_event(connection: Connection, event: DocumentEvent) -> None:
    connection.execute(
        insert(document_events).values(
            doc_id=make_storable(event.doc_id),
            title=make_storable(event.title),
            kind=event.kind.value,
            happened_at=event.happened_at,
            person=make_storable(event.person),
            detail=make_storable(event.detail),
            changed_anchors=json.dumps(event.changed_anchors),
        )
    )


def read_events(connection: Connection, *, doc_id: str = "", limit: int = 200) -> tuple[DocumentEvent, ...]:
    """Newest first, of one document or of all."""
    query = select(document_events).order_by(document_events.c.number.desc()).limit(limit)
    if doc_id:
        query = query.where(document_events.c.doc_id == doc_id)
    return tuple(
        DocumentEvent(
            doc_id=row.doc_id,
            title=row.title,
            kind=DocumentEventKind(row.kind),
            happened_at=row.happened_at,
            person=row.person,
            detail=row.detail,
            changed_anchors=tuple(json.loads(row.changed_anchors)),
        )
        for row in connection.execute(query)
    )


def _find_changed(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(anchor for anchor, text_hash in before.items() if now.get(anchor) != text_hash)
