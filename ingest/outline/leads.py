"""Words above a list that its items need: "第七条 申请设立培训机构，应当符合下列条件：" for its (一), (二) …"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from unicodedata import category

from ingest.clauses import split_sentences
from ingest.records import Paragraph, ParagraphKind
from ingest.text.folding import fold_in_place

_COLONS = ("：", ":")
_SEMICOLONS = ("；", ";")
_LONGEST = 120  # characters; of a longer sentence the end is kept, that is what introduces


def mark_leads(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, each item of a list with the sentence that introduces it as `lead`.

    What introduces ends in a colon, and its anchor begins the item's; numbered items may also follow an unnumbered
    paragraph of their part, up to another kind of number or the next part. Right behind it paragraphs without numbers are
    items too as long as they end in semicolons, with the one that closes their list. Headings introduce nothing: they
    stand in `heading_path`. Behind the numbered items under an anchor a paragraph without a number is no item.
    """
    by_anchor = {paragraph.anchor: paragraph for paragraph in paragraphs}
    led: list[Paragraph] = []
    introducing: Paragraph | None = None
    first: Paragraph | None = None  # of the items that it introduces
    numbered: set[str] = set()
    listing = False  # whether the paragraph before is an item without a number, and not the last
    for paragraph in paragraphs:
        lead, around = "", paragraph.anchor.rpartition("/")[0]
        if paragraph.number:
            numbered.add(around)
            if introducing is not None and _ends_list(paragraph, introducing, first):
                introducing = None
            first = first or paragraph
        if paragraph.kind is ParagraphKind.BODY and (paragraph.number or around not in numbered):
            lead = _lead_by_anchor(paragraph, by_anchor)
            if not lead and introducing is not None and paragraph.number:
                lead = _introduction(introducing)
        goes_on = paragraph.text.rstrip().endswith(_SEMICOLONS)
        is_item = paragraph.kind is ParagraphKind.BODY and not paragraph.number and first is None
        if is_item and not lead and introducing is not None and (goes_on or listing):
            lead, listing = _introduction(introducing), goes_on
            introducing = introducing if goes_on else None
        elif _introduces(paragraph) and not paragraph.number:
            introducing, first, listing = paragraph, None, False
        elif paragraph.kind is ParagraphKind.HEADING or not paragraph.number:
            introducing = None
        led.append(replace(paragraph, lead=lead) if lead else paragraph)
    return led


def _lead_by_anchor(paragraph: Paragraph, by_anchor: Mapping[str, Paragraph]) -> str:
    """What introduces it, and before it what introduces that."""
    leads: list[str] = []
    above = by_anchor.get(paragraph.anchor.rpartition("/")[0])
    while above is not None and _introduces(above):
        leads.insert(0, _introduction(above))
        above = by_anchor.get(above.anchor.rpartition("/")[0])
    return " ".join(leads)


def _ends_list(paragraph: Paragraph, introducing: Paragraph, first: Paragraph | None) -> bool:
    """Whether a numbered paragraph is no item of what was introduced: it stands outside that part, or beside the first
    item with a number written otherwise."""
    part = introducing.anchor.rpartition("/")[0]
    if not paragraph.anchor.startswith(f"{part}/"):
        return True
    if first is None or paragraph.anchor.rpartition("/")[0] != first.anchor.rpartition("/")[0]:
        return False
    return _read_shape(paragraph.number) != _read_shape(first.number)


def _read_shape(number: str) -> frozenset[str]:
    """The kinds of characters a number is written with: those of 1. and 12. are the same, not those of 一、 and (一)."""
    return frozenset(map(category, fold_in_place(number)))


def _introduces(paragraph: Paragraph) -> bool:
    return paragraph.kind is ParagraphKind.BODY and paragraph.text.rstrip().endswith(_COLONS)


def _introduction(paragraph: Paragraph) -> str:
    """The last sentence, without the paragraph's number and the colon; nothing where it holds nothing else (答：)."""
    sentences = split_sentences(paragraph.text, paragraph.label_end, len(paragraph.text))
    return paragraph.text[sentences[-1].start : sentences[-1].end].rstrip("：: ")[-_LONGEST:] if sentences else ""
