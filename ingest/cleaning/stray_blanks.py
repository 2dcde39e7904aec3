"""Blanks inside running Chinese text, which has none: 首要 政治任务, 免 费 体 检. What a web page or a typist left there."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from ingest.cleaning.trail import Line
from ingest.records import BlockKind
from ingest.text.sentences import has_stop
from ingest.text.traced_text import join_texts

_HAN = "[\u4e00-\u9fff]"
_SPACED_OUT = re.compile(rf"(?<!{_HAN}){_HAN}(?: {_HAN}){{3,}}(?!{_HAN})")
_BLANK = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_CLAUSE = re.compile(r"[^,，。;；:：!！?？\n]+")
_SHORTEST_CLAUSE, _SHORTEST_SIDE = 8, 2  # characters: names and columns are shorter
_RUNNING = re.compile("[,，。;；]")


def join_characters(line: Line, wide: Collection[int]) -> Line:
    """The line without such blanks: where characters are spaced out, and the one blank of a clause in running text. A blank
    behind the first words parts a heading from its text and stays; so do the `wide` ones, which may hide a figure."""
    text = line.text
    if line.kind is not BlockKind.PARAGRAPH or not has_stop(text) or " " not in text:
        return line
    stray = {at for run in _SPACED_OUT.finditer(text) for at in range(run.start(), run.end()) if text[at] == " "}
    first = _RUNNING.search(text)
    for clause in _CLAUSE.finditer(text, first.end() if first else len(text)):
        blanks = [match.start() for match in _BLANK.finditer(text, clause.start(), clause.end())]
        if len(blanks) == 1 and len(clause.group()) >= _SHORTEST_CLAUSE:
            before, after = text[clause.start() : blanks[0]], text[blanks[0] + 1 : clause.end()]
            if min(len(before), len(after)) >= _SHORTEST_SIDE:
                stray.add(blanks[0])
    kept = sorted(stray - set(wide))
    if not kept:
        return line
    edges = [0, *kept, len(text)]
    parts = [line.body.part(start + bool(number), end) for number, (start, end) in enumerate(pairwise(edges))]
    return line.with_body(join_texts(parts))
