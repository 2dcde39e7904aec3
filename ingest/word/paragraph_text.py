"""The visible text of one Word paragraph, and what hangs on it: notes, text boxes, objects.

python-docx's `Paragraph.text` loses insertions, content controls, equations, symbols and text boxes and
does not know hidden text or field codes; so the runs are read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.word.equations import write_equation
from ingest.word.fields import FieldReader, OpenField, is_contents_code
from ingest.word.styles import ParagraphStyle, Styles
from ingest.word.symbols import read_symbol
from ingest.word.xml_names import (
    CHART,
    COMPATIBILITY,
    DIAGRAM,
    DRAWING,
    OFFICE,
    PICTURE,
    VML,
    WORD_DRAWING,
    Element,
    child_value,
    choose_branch,
    m,
    own_text,
    switch,
    w,
)

LINE_BREAK = "\n"

# Stands where a note's mark or a picture stood: it leaves when blanks are made plain, but keeps two figures apart.
_NOTHING = "\u200b"

_SHOWN_AS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): LINE_BREAK,
    w("cr"): LINE_BREAK,
    w("noBreakHyphen"): "-",
    w("softHyphen"): "\u00ad",
}
_OBJECTS = {
    f"{{{PICTURE}}}pic": "picture",
    f"{{{VML}}}imagedata": "picture",
    f"{{{CHART}}}chart": "chart",
    f"{{{DIAGRAM}}}relIds": "diagram",
    f"{{{OFFICE}}}OLEObject": "embedded object",
    w("control"): "form control",
    w("contentPart"): "ink drawing",
    w("subDoc"): "linked document",
    w("altChunk"): "embedded document",
}
# Their contents are formatting, deleted, or not of the page. w:rt is the reading printed over a word.
_PASSED_OVER = frozenset(
    w(name)
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "sectPr", "customXmlPr", "smartTagPr", "rt",
        "rubyPr", "delText", "delInstrText", "footnoteRef", "endnoteRef", "annotationRef", "pgNum", "fldData",
    )
)  # fmt: skip
_DELETED = frozenset(w(name) for name in ("del", "moveFrom"))
_INSERTED = frozenset(w(name) for name in ("ins", "moveTo"))
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_EQUATIONS = frozenset((m("oMath"), m("oMathPara")))


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A reference to the note `note_id` of the part `kind` (footnote or endnote).

    `own_mark`: the writer typed the mark, Word counts no number for it.
    """

    kind: str
    note_id: str
    own_mark: bool


@dataclass(slots=True)
class ParagraphContent:
    """What a paragraph shows. `text` is as stored, soft breaks as LINE_BREAK, blanks not yet plain.

    `contents_text` is what it holds of a table of contents. `boxes` are the contents of text boxes that
    hang on it, `drawn_texts` words inside drawings, `objects` what is shown but cannot be read, with its
    alternative text.
    """

    text: str = ""
    contents_text: str = ""
    notes: list[NoteReference] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    drawn_texts: list[str] = field(default_factory=list)
    objects: list[tuple[str, str]] = field(default_factory=list)
    has_tracked_change: bool = False


@dataclass(slots=True)
class _Place:
    """Where the walk is: the children still to see, whether they are hidden, the simple field that ends with them."""

    children: Iterator[Element]
    hidden: bool
    ends_field: OpenField | None = None


class ParagraphReader:
    """Reads the paragraphs of one story in order; fields may run across them."""

    def __init__(self, styles: Styles, fields: FieldReader) -> None:
        self._styles = styles
        self._fields = fields

    def read(self, nodes: Iterable[Element], style: ParagraphStyle) -> ParagraphContent:
        """The content of a paragraph whose children are `nodes`. Never recurses, however deep they nest."""
        content = ParagraphContent()
        shown: list[str] = []
        contents: list[str] = []
        simple_fields: list[OpenField] = []
        hidden = self._styles.hidden_by_default if style.hidden is None else style.hidden
        places = [_Place(iter(nodes), hidden)]
        while places:
            place = places[-1]
            node = next(place.children, None)
            if node is None:
                places.pop()
                if place.ends_field is not None:
                    simple_fields.remove(place.ends_field)
                continue
            tag = node.tag
            if not isinstance(tag, str) or tag in _PASSED_OVER:
                continue
            if tag == w("fldChar"):
                drawn = self._fields.mark(node, len(shown))
                if drawn and not place.hidden:
                    shown.append(drawn)
                continue
            if tag == w("instrText"):
                self._fields.add_code(own_text(node))
                continue
            if tag in _DELETED:
                content.has_tracked_change = True
                continue
            below = self._place_below(node, tag, place, content)
            if below is not None:
                places.append(below)
                if below.ends_field is not None:
                    simple_fields.append(below.ends_field)
                continue
            if place.hidden or not self._fields.shows_result:
                continue
            piece = self._read_leaf(node, tag, content)
            if piece:
                in_contents = self._fields.in_contents or any(f.is_contents for f in simple_fields)
                (contents if in_contents else shown).append(piece)
        content.text = "".join(shown)
        content.contents_text = "".join(contents)
        return content

    def _place_below(self, node: Element, tag: str, place: _Place, content: ParagraphContent) -> _Place | None:
        """Where to go on for elements that hold others; None for those that are read or passed over whole."""
        if tag == w("r"):
            return _Place(iter(node), self._hides(node.find(w("rPr")), hidden=place.hidden))
        if tag == w("fldSimple"):
            code = node.get(w("instr")) or ""
            return _Place(iter(node), place.hidden, OpenField(None, is_contents=is_contents_code(code)))
        if tag == f"{{{COMPATIBILITY}}}AlternateContent":
            branch = choose_branch(node)
            return None if branch is None else _Place(iter(branch), place.hidden)
        if tag in _INSERTED:
            content.has_tracked_change = True
        if tag in _EQUATIONS or tag in _OBJECTS or tag == w("txbxContent") or tag == f"{{{DRAWING}}}p" or not len(node):
            return None
        if tag == w("t"):
            return None
        return _Place(iter(node), place.hidden)

    def _hides(self, properties: Element | None, *, hidden: bool) -> bool:
        if properties is None:
            return hidden
        own = switch(properties, "vanish")
        if own is None:
            character_style = child_value(properties, "rStyle")
            own = self._styles.hides(character_style) if character_style is not None else None
        return hidden if own is None else own

    def _read_leaf(self, node: Element, tag: str, content: ParagraphContent) -> str:
        if tag == w("t"):
            # A line break in the XML is a blank on the page.
            return own_text(node).replace(LINE_BREAK, " ")
        if tag in _SHOWN_AS:
            return _SHOWN_AS[tag]
        if tag in _EQUATIONS:
            return write_equation(node)
        if tag in _NOTES:
            own_mark = node.get(w("customMarkFollows")) in ("1", "true", "on")
            content.notes.append(NoteReference(_NOTES[tag], node.get(w("id")) or "", own_mark))
            return _NOTHING
        if tag == w("sym"):
            symbol = read_symbol(node.get(w("font")), node.get(w("char")))
            if symbol is None:
                content.objects.append(("character of a symbol font", node.get(w("char")) or ""))
            return symbol or ""
        if tag == w("txbxContent"):
            content.boxes.append(node)
        elif tag == f"{{{DRAWING}}}p":
            content.drawn_texts.append("".join(own_text(t) for t in node.iter(f"{{{DRAWING}}}t")))
        elif tag == f"{{{VML}}}textpath":
            content.drawn_texts.append(node.get("string") or "")
        elif tag in _OBJECTS:
            content.objects.append((_OBJECTS[tag], _alternative_text(node)))
            return _NOTHING
        elif tag == w("p"):
            return LINE_BREAK
        return ""


def _alternative_text(node: Element) -> str:
    """What the writer says a picture shows; kept for staff, it is not on the page."""
    holder = next(node.iterancestors(f"{{{WORD_DRAWING}}}inline", f"{{{WORD_DRAWING}}}anchor"), None)
    described = None if holder is None else holder.find(f"{{{WORD_DRAWING}}}docPr")
    return "" if described is None else described.get("descr") or ""
