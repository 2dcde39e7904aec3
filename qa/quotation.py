"""A quotation: characters of a paragraph, and what it does in the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest import Paragraph, Span


class Role(StrEnum):
    """PASSAGE answers by itself, ITEM is one of a list whose introduction is quoted, INTRODUCTION is what stands above
    an item that is quoted before it, HEADING names a part of what is overviewed."""

    PASSAGE = "passage"
    ITEM = "item"
    INTRODUCTION = "introduction"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters `span` of a paragraph, to be shown as they stand."""

    paragraph: Paragraph
    span: Span
    role: Role = Role.PASSAGE

    @property
    def text(self) -> str:
        return self.paragraph.text[self.span.start : self.span.end]
