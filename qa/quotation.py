"""A quotation: characters of a paragraph, and what it does in the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ingest import Paragraph, Span

_SHORTEST_REPEATED = 12  # characters; a heading as short may name several parts


class Role(StrEnum):
    """PASSAGE answers by itself, ITEM is one of a list whose introduction is quoted, INTRODUCTION is what stands above
    an item that is quoted before it, HEADING names a part of what is overviewed."""

    PASSAGE = "passage"
    ITEM = "item"
    INTRODUCTION = "introduction"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters `span` of a paragraph, to be shown as they stand; `answering` those of them that likely answer, None
    where that was not looked for."""

    paragraph: Paragraph
    span: Span
    role: Role = Role.PASSAGE
    answering: Span | None = None

    def stands_in(self, others: Iterable[Quotation]) -> bool:
        """Whether characters of it are quoted there."""
        return any(
            one.paragraph.anchor == self.paragraph.anchor
            and one.span.start < self.span.end
            and self.span.start < one.span.end
            for one in others
        )

    def repeats(self, others: Iterable[Quotation]) -> bool:
        """Whether its document says the same words elsewhere, where they are quoted: a paragraph stands there twice."""
        if len(self.text) < _SHORTEST_REPEATED:
            return False
        return any(one.paragraph.doc_id == self.paragraph.doc_id and one.text == self.text for one in others)

    @property
    def text(self) -> str:
        return self.paragraph.text[self.span.start : self.span.end]
