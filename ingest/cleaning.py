"""From a file's blocks to clean lines: site lines leave, cut marks leave and halves join, false contacts become gap marks.

Each step tells what it did (findings on the line, notices for what left) under a name by which staff can undo it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.boilerplate import FILE_EXTENSION, find_site_lines
from ingest.gaps import mark_gaps
from ingest.number_styles import read_head
from ingest.page_cuts import CutSeries, Mark, belong_together, find_cut_series
from ingest.records import BlockKind, Notice, NoticeCode, ReadFile
from ingest.sentences import ends_sentence
from ingest.traced_text import Finding, TracedText, join_texts
from ingest.trail import Line, Trail, read_lines, removed_places, take_out


@dataclass(frozen=True, slots=True)
class CleanText:
    """Lines in document order, and notices about lines that are gone."""

    lines: tuple[Line, ...]
    notices: tuple[Notice, ...]


def clean(read: ReadFile, *, undone: frozenset[str] = frozenset()) -> CleanText:
    """All cleanings but those named in `undone`, of which the original stays."""
    trail = Trail(read.blocks, undone)
    lines = read_lines(read.blocks)
    lines, preview = remove_site_lines(lines, trail)
    lines = split_at_breaks(lines)
    lines = remove_page_numbers(lines, trail)
    lines = join_cuts(lines, trail, preview=preview)
    lines = [mark_gaps(line, trail) if line.kind is BlockKind.PARAGRAPH else line for line in lines]
    return CleanText(tuple(line for line in lines if line.text or line.number), tuple(trail.notices))


def remove_site_lines(lines: Sequence[Line], trail: Trail) -> tuple[list[Line], bool]:
    """The lines without a sharing site's own, and whether there were any."""
    found = find_site_lines([line.text for line in lines], [line.plain for line in lines])
    kept = []
    for index, line in enumerate(lines):
        if index in found:
            cleaning_id = trail.name_in(NoticeCode.BOILERPLATE, line.body, 0, len(line.text))
            if trail.allows(cleaning_id):
                message = "这一行是文档分享网站添加的内容，不属于文件正文，已移除。"
                trail.tell(NoticeCode.BOILERPLATE, message, line.text, cleaning_id)
                continue
        kept.append(line)
    if kept and (match := FILE_EXTENSION.search(kept[0].text)) and match.start():
        kept[0] = _without_extension(kept[0], match.start(), trail)
    return kept, bool(found)


def _without_extension(line: Line, start: int, trail: Trail) -> Line:
    cleaning_id = trail.name_in(NoticeCode.BOILERPLATE, line.body, start, len(line.text))
    if not trail.allows(cleaning_id):
        return line
    message = "标题末尾是文件扩展名，已去掉。"
    return take_out(line, start, len(line.text), NoticeCode.BOILERPLATE, message, cleaning_id)


def split_at_breaks(lines: Sequence[Line]) -> list[Line]:
    """Line breaks inside a block part paragraphs, except where they cut a sentence."""
    result: list[Line] = []
    for line in lines:
        if "\n" not in line.text or line.kind is not BlockKind.PARAGRAPH:
            result.append(line)
            continue
        at = 0
        pieces: list[Line] = []
        for segment in line.text.split("\n"):
            body = line.body.part(at, at + len(segment)).stripped()
            at += len(segment) + 1
            if not body.text:
                continue
            if pieces and _runs_on(pieces[-1].text, body.text):
                pieces[-1] = pieces[-1].with_body(join_texts((pieces[-1].body, body)))
            elif pieces:
                pieces.append(replace(line, body=body, number="", heading_level=None, notices=()))
            else:
                pieces.append(line.with_body(body))
        result.extend(pieces or [line.with_body(line.body.stripped())])
    return result


def _runs_on(before: str, after: str) -> bool:
    """Whether a break between two pieces of text cuts a sentence, as far as their shape tells."""
    if len(before) < 25 or ends_sentence(before) or before[-1] in ":：;；" or read_head(after, weak=False):
        return False
    begun = read_head(before, weak=False) is not None and len(before) < 60 and not re.search("[，,。]", before)
    return not begun


_PAGE_LINE = re.compile(
    r"[-—–―·•~\s]{1,4}(\d{1,4})[-—–―·•~\s]{1,4}|第\s?(\d{1,4}|[一二三四五六七八九十]{1,3})\s?页(?:\s?[,，/、]?\s?[（(]?共\s?\d{1,4}\s?页[）)]?)?"
    r"|(\d{1,3})\s?/\s?\d{1,3}|(\d{1,4})|[Pp]age\s?(\d{1,4})(?:\s?of\s?\d{1,4})?"
)


def remove_page_numbers(lines: Sequence[Line], trail: Trail) -> list[Line]:
    """The lines without those that are page numbers, and the sentences these had cut joined again.

    A bare figure is a page number only in a row: the next or the one before stands alone on a line too.
    """
    matches = {i: _PAGE_LINE.fullmatch(line.text) for i, line in enumerate(lines) if line.plain and len(line.text) < 24}
    numbers = {i: match for i, match in matches.items() if match}
    bare = {i: int(match[3] or match[4]) for i, match in numbers.items() if match[3] or match[4]}
    counts = set(bare.values())
    result: list[Line] = []
    cut: Finding | None = None
    for index, line in enumerate(lines):
        if index in numbers and not (index in bare and not {bare[index] - 1, bare[index] + 1} & counts):
            cleaning_id = trail.name_in(NoticeCode.PAGE_SPLIT, line.body, 0, len(line.text))
            if trail.allows(cleaning_id):
                message = f"这里的“{line.text}”是页码，不属于正文，已去掉。"
                removed = removed_places(line.body, 0, len(line.text))
                cut = Finding(NoticeCode.PAGE_SPLIT, message, 0, 0, line.text, cleaning_id, removed)
                if not result:
                    trail.tell(cut.code, cut.message, cut.original, cut.cleaning_id)
                    cut = None
                else:
                    result[-1] = result[-1].with_body(_with_finding_at_end(result[-1].body, cut))
                continue
        if cut is not None and result and result[-1].plain and line.plain and _runs_on(result[-1].text, line.text):
            result[-1] = result[-1].with_body(join_texts((result[-1].body, line.body)))
        else:
            result.append(line)
        cut = None
    return result


def _with_finding_at_end(body: TracedText, finding: Finding) -> TracedText:
    return body.with_finding(finding.moved(len(body.text)))


def join_cuts(lines: Sequence[Line], trail: Trail, *, preview: bool) -> list[Line]:
    """The lines without the cut marks of a preview, the pieces they had parted joined."""
    series = find_cut_series([line.text if line.plain else "" for line in lines], preview=preview)
    marks: dict[int, list[tuple[Mark, CutSeries]]] = defaultdict(list)
    for one in series:
        for mark in one.marks:
            marks[mark.line].append((mark, one))
    if not marks:
        return list(lines)
    groups: list[list[TracedText]] = []
    heads: list[Line] = []
    for index, line in enumerate(lines):
        joins = False
        for mark, one in sorted(marks[index], key=lambda pair: -pair[0].start) if index in marks else ():
            cleaning_id = trail.name_in(NoticeCode.PAGE_SPLIT, line.body, mark.start, mark.end)
            if not trail.allows(cleaning_id):
                continue
            first = mark is one.marks[0] and mark.value == 1
            before = lines[index - 1].text if not mark.start and index else ""
            original = line.text[mark.start : mark.end].strip()
            joins = not mark.start and not first and bool(before) and lines[index - 1].plain
            joins = joins and (
                one.blind
                or _runs_on(before, line.text[mark.end :])
                or belong_together(before, line.text[mark.end :], {})
            )
            said = "原文在此处被分页标记截断" if joins or mark.start else "段首是分页标记"
            message = (
                f"{said}（“{original}”不是条目编号），标记已去掉{'，前后文字已接合' if joins or mark.start else ''}。"
            )
            line = take_out(line, mark.start, mark.end, NoticeCode.PAGE_SPLIT, message, cleaning_id)
        if joins and groups:
            groups[-1].append(line.body)
        else:
            heads.append(line)
            groups.append([line.body])
    return [head.with_body(join_texts(bodies)) for head, bodies in zip(heads, groups, strict=True)]
