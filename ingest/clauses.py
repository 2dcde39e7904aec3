"""Where sentences and clauses begin and end in Chinese and English running text. Spans count characters."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.cleaning.contacts import MEASURE
from ingest.records import Span

_SENTENCE_STOPS = "。！？!?；;\n"
_CLAUSE_STOPS = "，,"
_OPENING = "（(《〈【〔[“‘「『"
_CLOSING = "）)》〉】〕]”’」』"
_QUOTES = "“‘「『"
_BRACKETS = (("（(", "）)"), ("《〈", "》〉"), ("【〔[", "】〕]"))
_HIDES_FIGURE = re.compile(rf"[?？]{{1,8}}\s?{MEASURE}")  # several: 每人??元
_SEVERAL = re.compile(r"[?？]{2}")
_LONGEST_BRACKET = 400  # characters: one that is closed no sooner was never meant to be


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of text[start:end], stops and closing quotes included, edges without blanks.

    A stop inside closed brackets ends nothing; inside quotation marks it does. A full stop of Latin writing counts
    when a blank or the end follows and no digit stands before it. No text gives no sentences.

    >>> [text[s.start:s.end] for text in ["甲。乙（丙；丁）！”戊"] for s in split_sentences(text)]
    ['甲。', '乙（丙；丁）！”', '戊']
    """
    return _split(text, start, len(text) if end is None else end, _ends_sentence)


def split_clauses(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The parts of text[start:end] between commas and stronger stops, those included.

    A comma between digits and one inside brackets end nothing.

    >>> [text[s.start:s.end] for text in ["比例不低于4:6,共1,200人，（甲，乙）。"] for s in split_clauses(text)]
    ['比例不低于4:6,', '共1,200人，', '（甲，乙）。']
    """
    return _split(text, start, len(text) if end is None else end, _ends_clause)


def trim_stops(text: str, span: Span) -> Span:
    """The span without commas, semicolons, full stops and blanks at its edges; question marks stay.

    >>> trim_stops("，　甲乙。", Span(0, 5))
    Span(start=2, end=4)
    """
    start, end = span.start, span.end
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    return Span(start, end)


def _is_edge(character: str) -> bool:
    return character in "，,；;。、：:" or character.isspace()


def _split(text: str, start: int, end: int, is_end: Callable[[str, int, int], bool]) -> tuple[Span, ...]:
    spans = []
    depth = 0
    begin = start
    position = start
    while position < end:
        character = text[position]
        if character in _OPENING and character not in _QUOTES:
            depth += _is_closed(text, position, end)
        elif character in _CLOSING and depth and character not in "”’」』":
            depth -= 1
        elif (depth == 0 or character == "\n") and is_end(text, position, end):
            depth = 0
            while position + 1 < end and text[position + 1] in _CLOSING + _SENTENCE_STOPS:
                position += 1
            spans.append(_without_blanks(text, begin, position + 1))
            begin = position + 1
        position += 1
    spans.append(_without_blanks(text, begin, end))
    return tuple(span for span in spans if span.start < span.end)


def _is_closed(text: str, opening: int, end: int) -> bool:
    """Whether a bracket's partner follows in its line, at most _LONGEST_BRACKET on; （ may be closed by )."""
    opens, closes = next(pair for pair in _BRACKETS if text[opening] in pair[0])
    depth = 0
    for character in text[opening : min(end, opening + _LONGEST_BRACKET)]:
        if character == "\n":
            return False
        depth += (character in opens) - (character in closes)
        if depth == 0:
            return True
    return False


def _ends_sentence(text: str, position: int, end: int) -> bool:
    character = text[position]
    if character in "?？" and _HIDES_FIGURE.match(text, position, end):
        return _SEVERAL.search(text, max(0, position - 1), position + 2) is None
    if character in _SENTENCE_STOPS:
        return True
    if character != ".":
        return False
    before = text[position - 1] if position else ""
    after = text[position + 1] if position + 1 < end else " "
    return after.isspace() and before.isalpha()


def _ends_clause(text: str, position: int, end: int) -> bool:
    if text[position] not in _CLAUSE_STOPS:
        return _ends_sentence(text, position, end)
    before = text[position - 1] if position else ""
    after = text[position + 1] if position + 1 < end else ""
    return not (before.isdigit() and after.isdigit())


def _without_blanks(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
