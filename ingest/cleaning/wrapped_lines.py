"""Text whose every line became a paragraph, as when it was copied from a PDF: finding the width and joining the lines.

No mark stands between the lines. What shows the wrapping is that unfinished lines are of one width again and
again, and that their ends and beginnings form words.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.cleaning.broken_lines import find_broken, is_cut
from ingest.cleaning.seams import belong_together, count_pairs
from ingest.cleaning.trail import Line, Trail
from ingest.messages import say
from ingest.records import NoticeCode
from ingest.said import Said
from ingest.text.number_styles import read_head
from ingest.text.sentences import ends_sentence, opens_unclosed
from ingest.text.traced_text import Finding, TracedText, join_texts

_SHORTEST = 20
# Columns of the page: a paragraph's first line has lost its indent of four, and no line ends inside a character or
# figure; a comma or stop may hang over the edge.
_SLACK, _OVERHANG = 5, 2


def join_wrapped_lines(lines: Sequence[Line], trail: Trail) -> list[Line]:
    """The lines, those joined that a fixed width had cut, where the document shows one, or that break sentences."""
    cut = _find_wrapped(lines) | find_broken(lines)
    return _join(lines, cut, trail) if cut else list(lines)


def _find_wrapped(lines: Sequence[Line]) -> set[int]:
    """The lines behind which a fixed width had cut; none when the document shows no such width."""
    breaks = [i for i in range(len(lines) - 1) if _may_be_cut(lines[i], lines[i + 1])]
    if len(breaks) < 3:
        return set()
    columns = {i: _count_columns(lines[i].text) for i in breaks}
    counts = Counter(columns.values())
    width = max(counts, key=lambda count: (sum(counts[count - d] for d in range(_SLACK + 1)), count))
    full = [i for i in breaks if width - _SLACK <= columns[i] <= width + _OVERHANG]
    if len(full) < 3 or len(full) * 10 < len(breaks) * 6:
        return set()
    pairs = count_pairs(line.text for line in lines)
    sure = sum(_shows_cut(lines[i].text, lines[i + 1].text, pairs) for i in full)
    same = len({len(lines[i].text) for i in full}) == 1 and len(full) * 10 >= len(breaks) * 8
    if not sure or (sure * 3 < len(full) and not same):
        return set()
    cut = set(full)
    # Where nearly every line is of the very same length, the cut was blind and a stop at the end means nothing.
    length = len(lines[full[0]].text)
    exact = [i for i in range(len(lines) - 1) if len(lines[i].text) == length and _plain(lines[i], lines[i + 1])]
    return cut | set(exact) if len(exact) * 10 >= (len(lines) - 2) * 8 else cut


def _count_columns(text: str) -> int:
    """How wide a text is where a Chinese character takes two columns and a Latin letter or digit one.

    >>> _count_columns("２招生1200人。")
    14
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _shows_cut(before: str, after: str, pairs: Mapping[str, int]) -> bool:
    """Whether a sentence, a word or a figure stands across the break."""
    figure = before[-1].isdecimal() and after[0].isdecimal()
    return figure or belong_together(before, after, pairs) or is_cut(before, after)


def _plain(line: Line, after: Line) -> bool:
    return line.plain and after.plain and bool(line.text) and bool(after.text)


def _may_be_cut(line: Line, after: Line) -> bool:
    text = line.text
    if not _plain(line, after) or len(text) < _SHORTEST or ends_sentence(text) or text[-1] in ":：;；":
        return False
    return opens_unclosed(text[-60:]) or read_head(after.text, weak=False) is None


def _join(lines: Sequence[Line], cut: set[int], trail: Trail) -> list[Line]:
    heads: list[Line] = []
    bodies: list[list[TracedText]] = []
    joined = False
    for index, line in enumerate(lines):
        body = line.body
        if joined:
            cleaning_id = trail.name_in(NoticeCode.PAGE_SPLIT, body, 0, 1)
            joined = trail.allows(cleaning_id)
        if joined:
            finding = Finding(NoticeCode.PAGE_SPLIT, say(Said.SENTENCE_JOINED), 0, 0, "", cleaning_id)
            bodies[-1].append(body.with_finding(finding))
        else:
            heads.append(line)
            bodies.append([body])
        joined = index in cut
    return [head.with_body(join_texts(parts)) for head, parts in zip(heads, bodies, strict=True)]
