"""What a paragraph or character style says, its ancestors' sayings included (ECMA-376 17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.word.xml_names import Element, any_switch, child_number, child_value, switch, w

# Built-in names are stored in English; the ids and the names other programs write may be Chinese.
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*(?:[1-9]|heading|标题|標題)|table\s*of\s*figures|图表目录", re.IGNORECASE)

# Word's own chains of styles are a handful long; a longer one is a trap, or a loop.
_LONGEST_CHAIN = 64

# Small capitals differ from capitals in size alone.
CAPITALS = ("caps", "smallCaps")

# Word allows 9 heading levels; outline level 9 (the tenth) means body text.
BODY_OUTLINE_LEVEL = 9


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`ids` run from the style itself to its oldest ancestor. `list_id` "0" takes numbering away.

    `list_ids` holds those of `ids` that speak up to the one that states the list: the level of a list may
    name any of them. `hidden` is whether its text is hidden, `capitals` whether it shows in capitals, None when it does
    not say.
    """

    ids: tuple[str, ...] = ()
    heading_level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    is_contents: bool = False


class Styles:
    """The styles part; every question has an answer, also without such a part."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default_id: str | None = None
        self._hidden_by_default = False
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[tuple[str, tuple[str, ...]], bool | None] = {}
        for style in root.iterfind(w("style")) if root is not None else ():
            style_id = style.get(w("styleId"))
            if style_id is None:
                continue
            self._styles.setdefault(style_id, style)
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
                self._default_id = style_id
        if root is not None:
            run = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
            self._hidden_by_default = switch(run, "vanish") is True

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The style of a paragraph that names `style_id`; None names the default style."""
        if style_id not in self._paragraphs:
            known = style_id if style_id is None or style_id in self._styles else None
            if known is None and style_id is not None:
                # A style that is not defined shows as the default, but its id may still tell a heading.
                self._paragraphs[style_id] = _by_name_alone(style_id, self.paragraph(None))
            else:
                self._paragraphs[style_id] = self._read_paragraph(known or self._default_id)
        return self._paragraphs[style_id]

    def says(self, character_style: str, names: tuple[str, ...]) -> bool | None:
        """Whether a character style switches one of these properties on, None when it does not say."""
        key = (character_style, names)
        if key not in self._characters:
            said = (any_switch(style.find(w("rPr")), names) for _, style in self._ancestors(character_style))
            self._characters[key] = next((on for on in said if on is not None), None)
        return self._characters[key]

    def script(self, character_style: str) -> str | None:
        """Whether a character style raises or lowers its text: "superscript", "subscript" or "baseline"; None: no word."""
        said = (child_value(style, "rPr", "vertAlign") for _, style in self._ancestors(character_style))
        return next((one for one in said if one is not None), None)

    def numbering_list(self, style_id: str) -> str | None:
        """The list that a numbering style stands for."""
        style = self._styles.get(style_id)
        return None if style is None else child_value(style, "pPr", "numPr", "numId")

    @property
    def hidden_by_default(self) -> bool:
        return self._hidden_by_default

    def _ancestors(self, style_id: str | None) -> Iterator[tuple[str, Element]]:
        for _ in range(_LONGEST_CHAIN):
            if style_id is None or style_id not in self._styles:
                return
            style = self._styles[style_id]
            yield style_id, style
            style_id = child_value(style, "basedOn")

    def _read_paragraph(self, style_id: str | None) -> ParagraphStyle:
        ids: list[str] = []
        list_id: str | None = None
        list_level: int | None = None
        outline: int | None = None
        named_level: int | None = None
        hidden: bool | None = None
        capitals: bool | None = None
        is_contents = False
        for depth, (ancestor_id, style) in enumerate(self._ancestors(style_id)):
            names = (child_value(style, "name") or "", ancestor_id)
            properties = style.find(w("pPr"))
            if depth == 0:
                is_contents = any(_CONTENTS.fullmatch(name.strip()) for name in names)
            if list_id is None:
                ids.append(ancestor_id)
                list_id = child_value(properties, "numPr", "numId")
            list_level = _first(list_level, child_number(properties, "numPr", "ilvl"))
            outline = _first(outline, child_number(properties, "outlineLvl"))
            if outline is None and named_level is None:
                named_level = next(
                    (int(found[1]) for name in names if (found := _HEADING.fullmatch(name.strip()))), None
                )
            run = style.find(w("rPr"))
            hidden = switch(run, "vanish") if hidden is None else hidden
            capitals = any_switch(run, CAPITALS) if capitals is None else capitals
        return ParagraphStyle(
            ids=tuple(ids),
            heading_level=_first(named_level, heading_level_of(outline)),
            list_id=list_id,
            list_level=list_level,
            hidden=hidden,
            capitals=capitals,
            is_contents=is_contents,
        )


def heading_level_of(outline_level: int | None) -> int | None:
    """Outline levels count from 0 and end with body text; heading levels count from 1."""
    if outline_level is None or not 0 <= outline_level < BODY_OUTLINE_LEVEL:
        return None
    return outline_level + 1


def _by_name_alone(style_id: str, default: ParagraphStyle) -> ParagraphStyle:
    found = _HEADING.fullmatch(style_id.strip())
    return ParagraphStyle(
        ids=(style_id,),
        heading_level=int(found[1]) if found else default.heading_level,
        list_id=default.list_id,
        list_level=default.list_level,
        hidden=default.hidden,
        capitals=default.capitals,
        is_contents=_CONTENTS.fullmatch(style_id.strip()) is not None,
    )


def _first(one: int | None, other: int | None) -> int | None:
    return other if one is None else one
