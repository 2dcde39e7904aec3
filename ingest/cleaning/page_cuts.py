"""Taking a preview's cut marks out of the text and joining what they had parted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.cleaning.cut_mark_styles import Mark
from ingest.cleaning.cut_marks import CutSeries, find_cut_series
from ingest.cleaning.seams import count_pairs, was_cut
from ingest.cleaning.trail import Line, Trail, take_out
from ingest.messages import say
from ingest.records import NoticeCode
from ingest.said import Said
from ingest.text.traced_text import TracedText, join_texts


def join_cuts(lines: Sequence[Line], trail: Trail, *, preview: bool) -> list[Line]:
    """The lines without the cut marks of a preview, the pieces they had parted joined.

    A mark that staff put back stays, and so does the end of the line before it.
    """
    series = find_cut_series([line.text if line.plain else "" for line in lines], preview=preview)
    if not series:
        return list(lines)
    marks: dict[int, list[tuple[Mark, CutSeries]]] = defaultdict(list)
    for one in series:
        for mark in one.marks:
            marks[mark.line].append((mark, one))
    pairs = count_pairs(line.text for line in lines)
    heads: list[Line] = []
    bodies: list[list[TracedText]] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        cleaned, joins = _take_out_marks(line, before, marks.get(index, ()), trail, pairs)
        if joins:
            bodies[-1].append(cleaned.body)
        else:
            heads.append(cleaned)
            bodies.append([cleaned.body])
    return [head.with_body(join_texts(parts)) for head, parts in zip(heads, bodies, strict=True)]


def _take_out_marks(
    line: Line, before: Line | None, marks: Sequence[tuple[Mark, CutSeries]], trail: Trail, pairs: Counter[str]
) -> tuple[Line, bool]:
    """The line without its marks, and whether it goes on with the sentence of the line before."""
    joins = False
    reached = len(line.text)
    for mark, series in sorted(marks, key=lambda pair: pair[0].start, reverse=True):
        if mark.end > reached:
            continue  # two styles saw the same mark
        reached = mark.start
        cleaning_id = trail.name_in(NoticeCode.PAGE_SPLIT, line.body, mark.start, mark.end)
        if not trail.allows(cleaning_id):
            continue
        original, rest = line.text[mark.start : mark.end].strip(), line.text[mark.end :]
        begins_series = mark == series.marks[0] and mark.value == 1
        if not mark.start and not begins_series and before is not None and before.plain and before.text:
            joins = series.blind or was_cut(before.text, rest, pairs)
        message = say(Said.PAGE_MARK_CUTS if mark.start or joins else Said.PAGE_MARK, mark=original)
        line = take_out(line, mark.start, mark.end, NoticeCode.PAGE_SPLIT, message, cleaning_id)
    return line, joins
