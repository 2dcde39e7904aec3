"""Whether the text that an answer once cited still stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ingest import Snapshot
from qa.log.records import DocumentEvent, LoggedAnswer
from qa.records import Citation


class CitationStateKind(StrEnum):
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class CitationState:
    """`since` is when the text changed or went, None where nobody knows. `text_now` is empty when it is gone."""

    kind: CitationStateKind
    since: datetime | None = None
    text_now: str = ""


def compare_with_documents(
    citation: Citation, given: LoggedAnswer, snapshot: Snapshot | None, events: Iterable[DocumentEvent]
) -> CitationState:
    """Compare the paragraph as it was cited with the documents as they are. `events` in any order."""
    paragraph = snapshot.paragraphs.get(citation.anchor) if snapshot else None
    if paragraph is not None and paragraph.text == citation.paragraph:
        return CitationState(CitationStateKind.UNCHANGED, text_now=paragraph.text)
    # The log keeps moments whole, documents theirs in seconds.
    since = min(
        (
            event.happened_at
            for event in events
            if citation.anchor in event.changed_anchors and event.happened_at >= given.asked_at.replace(microsecond=0)
        ),
        default=None,
    )
    if paragraph is None:
        return CitationState(CitationStateKind.GONE, since)
    if since is None and snapshot:
        since = datetime.fromisoformat(snapshot.documents[paragraph.doc_id].ingested_at)
    return CitationState(CitationStateKind.CHANGED, since, paragraph.text)
