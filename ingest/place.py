"""A paragraph in its document: what stands before and after it, and the outline it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.document_records import Snapshot
from ingest.records import Document, Paragraph

# Entries. A long document's outline is shown to the depth that stays readable: about ten windows of a screen.
_LONGEST_OUTLINE = 300


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading as printed, the first paragraph under it, and how deep it lies (0: outermost)."""

    heading: str
    path: tuple[str, ...]
    anchor: str
    depth: int


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph with its neighbours in reading order, and its document's outline.

    `before` and `after` hold the nearest ones asked for; `is_first` and `is_last` tell whether the document
    begins with `before` and ends with `after`.
    """

    document: Document
    paragraph: Paragraph
    before: tuple[Paragraph, ...]
    after: tuple[Paragraph, ...]
    outline: tuple[OutlineEntry, ...]
    is_first: bool
    is_last: bool


def find_place(snapshot: Snapshot, anchor: str, *, neighbours: int) -> Place | None:
    """Where a paragraph stands, with up to `neighbours` on either side; None when no stored paragraph has the anchor."""
    paragraph = snapshot.paragraphs.get(anchor)
    if paragraph is None:
        return None
    own = snapshot.paragraphs_of(paragraph.doc_id)
    index = next(i for i, one in enumerate(own) if one.anchor == anchor)
    first, end = max(0, index - neighbours), min(len(own), index + neighbours + 1)
    return Place(
        document=snapshot.documents[paragraph.doc_id],
        paragraph=paragraph,
        before=own[first:index],
        after=own[index + 1 : end],
        outline=outline_of(own, paragraph),
        is_first=first == 0,
        is_last=end == len(own),
    )


def outline_of(paragraphs: tuple[Paragraph, ...], current: Paragraph) -> tuple[OutlineEntry, ...]:
    """The headings of a document in order. Of more than _LONGEST_OUTLINE, the outer ones and those around `current`."""
    seen: dict[tuple[str, ...], OutlineEntry] = {}
    for paragraph in paragraphs:
        for depth in range(len(paragraph.heading_path)):
            path = paragraph.heading_path[: depth + 1]
            if path not in seen:
                seen[path] = OutlineEntry(path[-1], path, paragraph.anchor, depth)
    entries = tuple(seen.values())
    deepest = max((entry.depth for entry in entries), default=0)
    while deepest > 0 and sum(entry.depth <= deepest for entry in entries) > _LONGEST_OUTLINE:
        deepest -= 1
    around = current.heading_path
    kept = tuple(e for e in entries if e.depth <= deepest or e.path[:-1] == around[: e.depth])
    if len(kept) <= _LONGEST_OUTLINE:
        return kept
    here = next((i for i, entry in enumerate(kept) if entry.path == around), 0)
    first = max(0, min(here - _LONGEST_OUTLINE // 2, len(kept) - _LONGEST_OUTLINE))
    return kept[first : first + _LONGEST_OUTLINE]
