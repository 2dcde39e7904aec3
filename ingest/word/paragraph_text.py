"""The visible text of one Word paragraph, and what hangs on it: notes, text boxes, objects.

python-docx's `Paragraph.text` loses insertions, content controls, equations, symbols and text boxes and
does not know hidden text or field codes; so the runs are read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from ingest.said import Said
from ingest.text.plain_text import make_plain
from ingest.word.block_nodes import shows_prompt
from ingest.word.equations import write_equation
from ingest.word.fields import FieldReader, OpenField, is_contents_code
from ingest.word.looks import PLAIN, Look, find_set_apart, read_look
from ingest.word.styles import CAPITALS, ParagraphStyle, Styles
from ingest.word.symbols import read_symbol
from ingest.word.xml_names import (
    CHART,
    CHART_EX,
    COMPATIBILITY,
    DIAGRAM,
    DRAWING,
    OFFICE,
    PICTURE,
    VML,
    WORD_DRAWING,
    Element,
    any_switch,
    child_value,
    choose_branch,
    m,
    own_text,
    w,
)

LINE_BREAK = "\n"
# 10 to the 4th and 3000 with a note's 1 must not read 104 and 30001.
_SCRIPTS = {
    "superscript": str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"),
    "subscript": str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋"),
}
_WRITING_LINE = "____"
_NOT_FILLED_IN = "  "  # shows as a line to write on

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
    f"{{{PICTURE}}}pic": Said.PICTURE,
    f"{{{VML}}}imagedata": Said.PICTURE,
    f"{{{CHART}}}chart": Said.CHART,
    f"{{{CHART_EX}}}chart": Said.CHART,
    f"{{{DIAGRAM}}}relIds": Said.DIAGRAM,
    f"{{{OFFICE}}}OLEObject": Said.EMBEDDED_OBJECT,
    w("control"): Said.FORM_CONTROL,
    w("contentPart"): Said.INK_DRAWING,
    w("subDoc"): Said.LINKED_DOCUMENT,
    w("altChunk"): Said.EMBEDDED_DOCUMENT,
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
_STRUCK = ("strike", "dstrike")
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
    alternative text. `set_apart` is the beginning of `text` that looks unlike all the rest of it.
    """

    text: str = ""
    contents_text: str = ""
    set_apart: str = ""
    notes: list[NoteReference] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    drawn_texts: list[str] = field(default_factory=list)
    objects: list[tuple[Said, str]] = field(default_factory=list)
    has_tracked_change: bool = False

    def find_set_apart_end(self, plain: str) -> int:
        """Where what is set apart ends in the text made plain; 0 when there is none."""
        lead = make_plain(self.set_apart)
        return len(lead) if lead and plain.startswith(lead) and len(lead) < len(plain) else 0


@dataclass(slots=True)
class _Place:
    """Where the walk is: the children still to see, whether they are hidden, the simple field that ends with them,
    and how their run looks, shows in capitals, is raised or lowered (`script`), or is underlined."""

    children: Iterator[Element]
    hidden: bool
    ends_field: OpenField | None = None
    look: Look = PLAIN
    capitals: bool = False
    script: str = ""
    underlined: bool = False


class ParagraphReader:
    """Reads the paragraphs of one story in order; fields may run across them."""

    def __init__(self, styles: Styles, fields: FieldReader) -> None:
        self._styles = styles
        self._fields = fields

    def read(self, nodes: Iterable[Element], style: ParagraphStyle) -> ParagraphContent:
        """The content of a paragraph whose children are `nodes`. Never recurses, however deep they nest."""
        content = ParagraphContent()
        shown: list[tuple[str, bool]] = []
        contents: list[str] = []
        looks: list[tuple[Look, str]] = []
        simple_fields: list[OpenField] = []
        hidden = self._styles.hidden_by_default if style.hidden is None else style.hidden
        places = [_Place(iter(nodes), hidden, capitals=style.capitals is True)]
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
            drawn = self._read_field(node, tag, len(shown))
            if drawn and not place.hidden:
                shown.append((drawn, False))
            if tag == w("fldChar"):
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
                piece = _draw_text(piece, place) if tag == w("t") else piece
                if self._fields.in_contents or any(f.is_contents for f in simple_fields):
                    contents.append(piece)
                else:
                    shown.append((piece, place.underlined or tag == w("sdt")))
                looks.append((place.look, piece))
        content.text = "".join(_draw_lines(shown))
        content.set_apart = find_set_apart(looks)
        content.contents_text = "".join(contents)
        return content

    def _read_field(self, node: Element, tag: str, pieces_shown: int) -> str:
        """What Word draws for a field that stores no result; empty for anything else."""
        if tag == w("fldChar"):
            return self._fields.mark(node, pieces_shown)
        if tag == w("fldSimple") and self._fields.shows_result and next(node.iter(w("t")), None) is None:
            return self._fields.draw(node.get(w("instr")) or "")
        return ""

    def _place_below(self, node: Element, tag: str, place: _Place, content: ParagraphContent) -> _Place | None:
        """Where to go on for elements that hold others; None for those that are read or passed over whole."""
        if tag == w("r"):
            properties = node.find(w("rPr"))
            struck = self._is_on(properties, _STRUCK, inherited=False)  # the writer's way of deleting
            content.has_tracked_change |= struck and next(node.iter(w("t")), None) is not None
            return _Place(
                iter(node),
                struck or self._is_on(properties, ("vanish",), inherited=place.hidden),
                look=read_look(properties),
                capitals=self._is_on(properties, CAPITALS, inherited=place.capitals),
                script=self._read_script(properties),
                underlined=(child_value(properties, "u") or "none") != "none",
            )
        if tag == w("fldSimple"):
            code = node.get(w("instr")) or ""
            return replace(place, children=iter(node), ends_field=OpenField(None, is_contents=is_contents_code(code)))
        if tag == f"{{{COMPATIBILITY}}}AlternateContent":
            branch = choose_branch(node)
            return None if branch is None else replace(place, children=iter(branch), ends_field=None)
        if tag in _INSERTED:
            content.has_tracked_change = True
        if tag in _EQUATIONS or tag in _OBJECTS or tag == w("txbxContent") or tag == f"{{{DRAWING}}}p" or not len(node):
            return None
        if tag == w("t") or shows_prompt(node):
            return None
        return replace(place, children=iter(node), ends_field=None)

    def _is_on(self, properties: Element | None, names: tuple[str, ...], *, inherited: bool) -> bool:
        own = any_switch(properties, names)
        if own is None:
            character_style = child_value(properties, "rStyle")
            own = self._styles.says(character_style, names) if character_style is not None else None
        return inherited if own is None else own

    def _read_script(self, properties: Element | None) -> str:
        character_style = child_value(properties, "rStyle")
        inherited = self._styles.script(character_style) if character_style is not None else None
        return child_value(properties, "vertAlign") or inherited or ""

    def _read_leaf(self, node: Element, tag: str, content: ParagraphContent) -> str:
        if tag == w("t"):
            # A line break in the XML is a blank on the page.
            return own_text(node).replace(LINE_BREAK, " ")
        if tag in _SHOWN_AS:
            return _SHOWN_AS[tag]
        if shows_prompt(node):
            return _NOT_FILLED_IN
        if tag in _EQUATIONS:
            return write_equation(node)
        if tag in _NOTES:
            own_mark = node.get(w("customMarkFollows")) in ("1", "true", "on")
            content.notes.append(NoteReference(_NOTES[tag], node.get(w("id")) or "", own_mark))
            return _NOTHING
        if tag == w("sym"):
            symbol = read_symbol(node.get(w("font")), node.get(w("char")))
            if symbol is None:
                content.objects.append((Said.SYMBOL_CHARACTER, node.get(w("char")) or ""))
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


def _draw_text(text: str, place: _Place) -> str:
    """A run's text as it shows: in capitals, digits raised or lowered."""
    return (text.upper() if place.capitals else text).translate(_SCRIPTS.get(place.script, {}))


def _draw_lines(pieces: Sequence[tuple[str, bool]]) -> Iterator[str]:
    """The pieces shown, blanks that are underlined (True) as the line to write on that they draw: 招收____人.

    Blanks beside underlined words belong to what was filled in, and a line alone in its paragraph is an ornament.
    """
    alone = not any(piece.strip() for piece, _ in pieces)
    for underlined, group in groupby(pieces, key=itemgetter(1)):
        text = "".join(piece for piece, _ in group)
        draws = underlined and not alone and not text.strip() and (len(text) > 1 or text == "\t")
        yield _WRITING_LINE if draws else text


def _alternative_text(node: Element) -> str:
    """What the writer says a picture shows; kept for staff, it is not on the page."""
    holder = next(node.iterancestors(f"{{{WORD_DRAWING}}}inline", f"{{{WORD_DRAWING}}}anchor"), None)
    described = None if holder is None else holder.find(f"{{{WORD_DRAWING}}}docPr")
    return "" if described is None else described.get("descr") or ""
