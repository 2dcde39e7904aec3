"""Fields: their results are shown, their codes are not (ECMA-376 17.16).

A complex field runs from a begin mark over its code, a separate mark and its result to an end mark, often
across paragraphs, and holds other fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.word.number_formats import format_number
from ingest.word.xml_names import Element, child_number, switch, w

_TYPE = w("fldCharType")
_BOX, _TICKED_BOX = "☐", "☒"
# EQ \o(a,b) prints its parts over each other: a circle and a number, or a reading and the word it belongs to.
_OVERSTRIKE = re.compile(r"\\o\s*(?:\\a[lcrd]\s*)?\((.*),(.*)\)\s*$", re.IGNORECASE | re.DOTALL)
_FRACTION = re.compile(r"\\f\s*\(([^(),]*)[,;]([^(),]*)\)", re.IGNORECASE)
_CIRCLES = frozenset("○〇◯O")
# Marks in here are not read with the story around them.
_OTHER_STORIES = frozenset((w("txbxContent"), w("del"), w("moveFrom")))


@dataclass(slots=True)
class OpenField:
    """A field that is being read. `drawn` counts the pieces of text shown before its result began."""

    begin: Element | None
    code: list[str] = field(default_factory=list)
    in_result: bool = False
    is_contents: bool = False
    drawn: int = 0


def is_contents_code(code: str) -> bool:
    """Whether a field makes a table of contents (or of figures)."""
    return code.strip().upper().partition(" ")[0].partition("\\")[0] == "TOC"


class FieldReader:
    """Follows the field marks of one story (the body, one note, one text box) in document order."""

    def __init__(self, story: Element) -> None:
        self._open: list[OpenField] = []
        self._open_codes = 0
        self._open_contents = 0
        # A begin without an end would hide all that follows; such marks are passed over. The elements are kept
        # because the identity of an lxml element lasts only as long as something refers to it.
        self._unended = {id(node): node for node in _find_unended(story)}

    @property
    def shows_result(self) -> bool:
        """Whether what stands here is seen: in no field, or in the results of all fields around it."""
        return self._open_codes == 0

    @property
    def in_contents(self) -> bool:
        """Whether what stands here belongs to the result of a field that makes a table of contents."""
        return self._open_contents > 0

    def mark(self, node: Element, pieces_shown: int) -> str:
        """Take in a w:fldChar. Returns what Word draws for an ending field that stores no result, else ""."""
        kind = node.get(_TYPE)
        if kind == "begin" and id(node) not in self._unended:
            self._open.append(OpenField(begin=node))
            self._open_codes += 1
        elif kind == "separate" and self._open and not self._open[-1].in_result:
            self._begin_result(self._open[-1], pieces_shown)
        elif kind == "end" and self._open:
            return self._end(self._open.pop(), pieces_shown)
        return ""

    def add_code(self, code: str) -> None:
        if self._open and not self._open[-1].in_result:
            self._open[-1].code.append(code)

    def _begin_result(self, field: OpenField, pieces_shown: int) -> None:
        field.in_result, field.drawn = True, pieces_shown
        field.is_contents = is_contents_code("".join(field.code))
        self._open_codes -= 1
        self._open_contents += field.is_contents

    def _end(self, field: OpenField, pieces_shown: int) -> str:
        self._open_contents -= field.is_contents
        if not field.in_result:
            self._open_codes -= 1
        stored = field.in_result and field.drawn != pieces_shown
        return "" if stored or not self.shows_result else _draw("".join(field.code).strip(), field.begin)


def _find_unended(story: Element) -> list[Element]:
    """The begin marks of `story` that no end mark closes; text boxes are stories of their own."""
    waiting: list[Element] = []
    for node in story.iter(w("fldChar")):
        if not _belongs_to(node, story):
            continue
        kind = node.get(_TYPE)
        if kind == "begin":
            waiting.append(node)
        elif kind == "end" and waiting:
            waiting.pop()
    return waiting


def _belongs_to(node: Element, story: Element) -> bool:
    for ancestor in node.iterancestors():
        if ancestor is story:
            return True
        if ancestor.tag in _OTHER_STORIES:
            return False
    return True


def _draw(code: str, begin: Element | None) -> str:
    """What Word draws for fields that store no result."""
    name = code.upper().partition(" ")[0]
    if name == "EQ":
        return _draw_equation(code)
    data = None if begin is None else begin.find(w("ffData"))
    if data is None:
        return ""
    if name == "FORMCHECKBOX":
        box = data.find(w("checkBox"))
        ticked = switch(box, "checked")
        return _TICKED_BOX if (switch(box, "default") if ticked is None else ticked) else _BOX
    if name == "FORMDROPDOWN":
        choices = data.findall(f"{w('ddList')}/{w('listEntry')}")
        chosen = child_number(data, "ddList", "result") or child_number(data, "ddList", "default") or 0
        return choices[chosen].get(w("val")) or "" if 0 <= chosen < len(choices) else ""
    return ""


def _draw_equation(code: str) -> str:
    """The common uses of EQ in Chinese documents: a number in a circle, a word with its reading, a fraction.

    >>> _draw_equation("eq \\\\o\\\\ac(○,12)"), _draw_equation("EQ \\\\f(1,2)")
    ('⑫', '1/2')
    """
    overstrike = _OVERSTRIKE.search(code)
    if overstrike:
        under, word = overstrike[1].strip(), overstrike[2].strip()
        if word.isascii() and word.isdigit() and len(word) < 3 and under in _CIRCLES:
            circled = format_number(int(word), "decimalEnclosedCircle")
            return circled if not circled.isascii() else f"({word})"
        return word
    fraction = _FRACTION.search(code)
    return f"{fraction[1].strip()}/{fraction[2].strip()}" if fraction else ""
