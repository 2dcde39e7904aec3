"""Text that remembers where each of its characters stood in the file, through every cut, join and replacement."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.messages import Message
from ingest.records import NoticeCode, SourceSpan


@dataclass(frozen=True, slots=True)
class Finding:
    """A notice in the making: [start, end) counts in the text that carries it and moves with it.

    `removed` lists what left the file's text here, as (block, start, end).
    """

    code: NoticeCode
    message: Message
    start: int
    end: int
    original: str = ""
    cleaning_id: str = ""
    removed: tuple[tuple[int, int, int], ...] = ()

    def moved(self, by: int) -> Finding:
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class TracedText:
    """`spans` tile `text` without gaps, in order; a replaced stretch is one span of unequal lengths.

    `findings` are in the order of their places.
    """

    text: str
    spans: tuple[SourceSpan, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    def part(self, start: int, end: int | None = None) -> TracedText:
        """The characters [start, end) with what was found in them.

        A place between two characters goes with the character after it. A cut through a replaced stretch
        leaves both parts mapped to the whole of what was replaced.
        """
        stop = len(self.text) if end is None else end
        if start == 0 and stop == len(self.text):
            return self
        spans = []
        first = max(bisect_right(self.spans, start, key=lambda span: span.start) - 1, 0)
        for at in range(first, len(self.spans)):
            span = self.spans[at]
            if span.start >= stop:
                break
            low, high = max(span.start, start), min(span.end, stop)
            if low >= high:
                continue
            whole = span.end - span.start != span.source_end - span.source_start
            source_start = span.source_start if whole else span.source_start + low - span.start
            source_end = span.source_end if whole else span.source_start + high - span.start
            spans.append(SourceSpan(low - start, high - start, span.block, source_start, source_end))
        at_end = stop == len(self.text)
        found = []
        for at in range(bisect_left(self.findings, start, key=lambda one: one.start), len(self.findings)):
            finding = self.findings[at]
            if finding.start > stop:
                break
            inside = finding.end <= stop if finding.end > finding.start or at_end else finding.start < stop
            if inside:
                found.append(finding.moved(-start))
        return TracedText(self.text[start:stop], tuple(spans), tuple(found))

    def stripped(self) -> TracedText:
        """Without spaces at either end."""
        start = len(self.text) - len(self.text.lstrip())
        end = max(len(self.text.rstrip()), start)
        if (start, end) == (0, len(self.text)):
            return self
        # What was found among the spaces (a mark that was removed there) is kept, at the nearer end.
        length = end - start
        found = tuple(
            replace(f, start=min(max(f.start - start, 0), length), end=min(max(f.end - start, 0), length))
            for f in self.findings
        )
        return replace(self.part(start, end), findings=found)

    def replaced(self, start: int, end: int, new: str, finding: Finding | None = None) -> TracedText:
        """With [start, end) replaced by `new`, which maps back to all of what stood there."""
        return join_texts((self.part(0, start), self.replacement(start, end, new, finding), self.part(end)))

    def replacement(self, start: int, end: int, new: str, finding: Finding | None = None) -> TracedText:
        """`new` alone, mapped to what stands at [start, end)."""
        gone = self.part(start, end)
        middle: tuple[SourceSpan, ...] = ()
        if new and gone.spans:
            first, last = gone.spans[0], gone.spans[-1]
            # A stretch over two blocks can name only one: the one where it begins.
            source_end = last.source_end if last.block == first.block else first.source_end
            middle = (SourceSpan(0, len(new), first.block, first.source_start, source_end),)
        return TracedText(new, middle, () if finding is None else (finding,))

    def with_finding(self, finding: Finding) -> TracedText:
        return replace(self, findings=(*self.findings, finding))

    def removed_ranges(self) -> list[tuple[int, int, int]]:
        return [place for finding in self.findings for place in finding.removed]


def join_texts(parts: Iterable[TracedText]) -> TracedText:
    """The parts one after the other, in time linear in their number."""
    texts: list[str] = []
    spans: list[SourceSpan] = []
    findings: list[Finding] = []
    offset = 0
    for part in parts:
        texts.append(part.text)
        for span in part.spans:
            moved = SourceSpan(span.start + offset, span.end + offset, span.block, span.source_start, span.source_end)
            if spans and _continues(spans[-1], moved):
                last = spans.pop()
                moved = SourceSpan(last.start, moved.end, last.block, last.source_start, moved.source_end)
            spans.append(moved)
        findings.extend(finding.moved(offset) for finding in part.findings)
        offset += len(part.text)
    return TracedText("".join(texts), tuple(spans), tuple(findings))


def _continues(left: SourceSpan, right: SourceSpan) -> bool:
    plain = all(span.end - span.start == span.source_end - span.source_start for span in (left, right))
    return plain and left.block == right.block and left.source_end == right.source_start and left.end == right.start


# Shown as nothing: zero-width characters, soft hyphen, byte order mark.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


def trace_block(index: int, text: str) -> TracedText:
    """A block's text with spaces made plain: any run of spaces, tabs and no-break spaces becomes one space.

    Line breaks stay; invisible characters and spaces at both ends leave.
    """
    if not any(c in _INVISIBLE or c.isspace() for c in text):
        return TracedText(text, (SourceSpan(0, len(text), index, 0, len(text)),))
    parts: list[TracedText] = []
    at = 0
    blank = True
    while at < len(text):
        character = text[at]
        if character in _INVISIBLE:
            at += 1
            continue
        if character.isspace():
            shown = "\n" if character in "\n\r\v\x0b\u2028" else " "
            if not blank or shown == "\n":
                parts.append(TracedText(shown, (SourceSpan(0, 1, index, at, at + 1),)))
            blank = True
            at += 1
            continue
        end = at
        while end < len(text) and not text[end].isspace() and text[end] not in _INVISIBLE:
            end += 1
        parts.append(TracedText(text[at:end], (SourceSpan(0, end - at, index, at, end),)))
        blank = False
        at = end
    return join_texts(parts).stripped()
