"""How runs look, as far as it tells a heading from the text it runs into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.text.number_styles import CHINESE_NUMERALS
from ingest.word.xml_names import Element, switch, w

_OF_NUMBERS = frozenset(CHINESE_NUMERALS + "第编章节条")


@dataclass(frozen=True, slots=True)
class Look:
    """What a run itself states; None where its styles decide. `typeface` is that of Chinese characters."""

    bold: bool | None = None
    typeface: str | None = None


PLAIN = Look()


def read_look(properties: Element | None) -> Look:
    """The look that a run's w:rPr states."""
    if properties is None:
        return PLAIN
    fonts = properties.find(w("rFonts"))
    return Look(switch(properties, "b"), None if fonts is None else fonts.get(w("eastAsia")))


def find_set_apart(pieces: Sequence[tuple[Look, str]]) -> str:
    """The text at the beginning that stands out from all that follows; empty when none does.

    Numbers and signs, which are often set in a Latin typeface, have no look of their own.

    >>> find_set_apart([(Look(bold=True), "加强领导"), (PLAIN, "各校要明确责任。")])
    '加强领导'
    >>> find_set_apart([(PLAIN, "各校要"), (Look(bold=True), "明确"), (PLAIN, "责任。")])
    ''
    """
    first: Look | None = None
    second: Look | None = None
    lead = ""
    for look, text in pieces:
        worded = any("\u4e00" <= character <= "\u9fff" and character not in _OF_NUMBERS for character in text)
        if first is None and worded:
            first = look
        if second is None and (not worded or look == first):
            lead += text
        elif worded and look == first:
            return ""
        elif second is None:
            second = look
    return lead if first is not None and second is not None and _stands_out(first, second) else ""


def _stands_out(lead: Look, rest: Look) -> bool:
    if (lead.bold or False) != (rest.bold or False) or (lead.bold is None and rest.bold is False):
        return lead.bold is not False
    return lead.typeface is not None and rest.typeface is not None and lead.typeface != rest.typeface
