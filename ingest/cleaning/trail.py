"""The lines of a document on their way to paragraphs, and the trail of what cleaning did to them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.messages import Message
from ingest.records import Block, BlockKind, Notice, NoticeCode
from ingest.text.traced_text import Finding, TracedText, trace_block

_NEIGHBOURHOOD = 16
_REACH = 10 * _NEIGHBOURHOOD  # where the neighbourhood is looked for, blanks among it


@dataclass(frozen=True, slots=True)
class Line:
    """What will be one paragraph, or several: a block's text, or texts of blocks joined, with what Word says about it."""

    body: TracedText
    kind: BlockKind = BlockKind.PARAGRAPH
    number: str = ""
    heading_level: int | None = None
    list_level: int | None = None
    list_name: str = ""
    list_value: int = 0
    place: str = ""
    notices: tuple[Notice, ...] = ()

    @property
    def text(self) -> str:
        return self.body.text

    @property
    def plain(self) -> bool:
        """Whether it is running text without anything that Word adds to it."""
        return self.kind is BlockKind.PARAGRAPH and not self.number and self.heading_level is None

    def with_body(self, body: TracedText) -> Line:
        return replace(self, body=body)


@dataclass
class Trail:
    """Names each cleaning and knows which ones staff took back.

    A name is a hash of what was done, to what, and the file's words around it, so an edit elsewhere does not
    change it. The same words in the same surroundings again are told apart by counting.
    """

    blocks: Sequence[Block]
    undone: frozenset[str] = frozenset()
    notices: list[Notice] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)

    def name(self, code: NoticeCode, original: str, block: int, start: int, end: int) -> str:
        """The cleaning of characters [start, end) of a block."""
        text = self.blocks[block].text
        before, after = text[max(start - _REACH, 0) : start], text[end : end + _REACH]
        if not before.strip() and block:
            before = self.blocks[block - 1].text
        if not after.strip() and block + 1 < len(self.blocks):
            after = self.blocks[block + 1].text
        around = (before.strip()[-_NEIGHBOURHOOD:], after.strip()[:_NEIGHBOURHOOD])
        digest = hashlib.sha256("\x1f".join((code.value, original, *around)).encode()).hexdigest()[:16]
        self._seen[digest] += 1
        count = self._seen[digest]
        return digest if count == 1 else f"{digest}-{count}"

    def name_in(self, code: NoticeCode, body: TracedText, start: int, end: int) -> str:
        """The cleaning of characters [start, end) of a text that still stands as it was read."""
        spans = body.part(start, end).spans
        if not spans:
            return self.name(code, body.text[start:end], 0, 0, 0)
        first, last = spans[0], spans[-1]
        source_end = last.source_end if last.block == first.block else first.source_end
        return self.name(code, body.text[start:end], first.block, first.source_start, source_end)

    def allows(self, cleaning_id: str) -> bool:
        return cleaning_id not in self.undone

    def tell(self, code: NoticeCode, message: Message, original: str, cleaning_id: str) -> None:
        """A notice about the document as a whole: the line it is about is gone."""
        self.notices.append(Notice(code, message, original=original, cleaning_id=cleaning_id))


def removed_places(body: TracedText, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
    """Where the characters [start, end) stand in the file, as (block, start, end)."""
    return tuple((span.block, span.source_start, span.source_end) for span in body.part(start, end).spans)


def take_out(
    line: Line, start: int, end: int, code: NoticeCode, message: Message, cleaning_id: str, *, gap: str = ""
) -> Line:
    """The line without characters [start, end), or with `gap` in their place, and a finding that says so."""
    body = line.body
    finding = Finding(code, message, 0, len(gap), body.text[start:end], cleaning_id, removed_places(body, start, end))
    return line.with_body(body.replaced(start, end, gap, finding))


def read_lines(blocks: Sequence[Block]) -> list[Line]:
    """One line per block; blocks without visible text are left out."""
    lines = []
    for index, block in enumerate(blocks):
        body = trace_block(index, block.text)
        if body.text or block.number:
            lines.append(
                Line(
                    body,
                    kind=block.kind,
                    number=block.number.strip(),
                    heading_level=block.heading_level,
                    list_level=block.list_level,
                    list_name=block.list_name,
                    list_value=block.list_value,
                    place=block.place,
                    notices=block.notices,
                )
            )
    return lines
