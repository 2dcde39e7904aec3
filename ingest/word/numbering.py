"""The numbers that Word draws before paragraphs without storing them (ECMA-376 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.text.plain_text import make_plain
from ingest.word.number_formats import format_custom, format_number
from ingest.word.styles import ParagraphStyle, Styles
from ingest.word.xml_names import COMPATIBILITY, VAL, Element, child_number, child_value, parse_number, switch, w

LEVELS = 9
NO_LIST = "0"
# Word's own texts are some characters long.
_LONGEST_LEVEL_TEXT = 200
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` None: after any higher level; 0: never; k: after level k (from 1) or higher."""

    start: int
    number_format: str
    text: str
    custom_format: str = ""
    legal: bool = False
    restart: int | None = None
    style_id: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ListInstance:
    """A list as paragraphs name it. Instances of one `definition` share their counters.

    `start_overrides` are values that counting begins anew with when the instance is first used.
    """

    definition: str
    levels: dict[int, Level] = field(default_factory=dict)
    start_overrides: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DrawnNumber:
    """`text` as shown, without the blank after it; empty for bullets. `level` counts from 0.

    `value` is what the level has counted to, `definition` the name of the levels that count together.
    """

    text: str
    level: int
    value: int
    definition: str


class Numbering:
    """Counts through one document: ask once for each numbered paragraph, in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._lists = read_lists(root, styles)
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def draw(self, properties: Element | None, style: ParagraphStyle) -> DrawnNumber | None:
        """The number of the next paragraph, given its own w:pPr and its style; None when it has none."""
        stated = None if properties is None else properties.find(w("numPr"))
        own_list = child_value(stated, "numId")
        list_id = own_list if own_list is not None else style.list_id
        if list_id is None or list_id == NO_LIST or list_id not in self._lists:
            return None
        instance = self._lists[list_id]
        level_index = child_number(stated, "ilvl")
        if level_index is None:
            level_index = _level_of_style(instance, style)
        if level_index not in instance.levels:
            return None
        values = self._count(list_id, instance, level_index)
        text = _write(instance, level_index, values)
        return DrawnNumber(text, level_index, values[level_index] or 0, instance.definition)

    def _count(self, list_id: str, instance: ListInstance, level_index: int) -> list[int | None]:
        values = self._counters.setdefault(instance.definition, [None] * LEVELS)
        for upper in range(level_index):
            # A level that was skipped shows, and counts as, its first number.
            if values[upper] is None and upper in instance.levels:
                values[upper] = instance.start_overrides.get(upper, instance.levels[upper].start)
        value = values[level_index]
        override = instance.start_overrides.get(level_index)
        if override is not None and (value is None or (list_id, level_index) not in self._begun):
            values[level_index] = override
        elif value is None:
            values[level_index] = instance.levels[level_index].start
        else:
            values[level_index] = value + 1
        self._begun.add((list_id, level_index))
        for deeper in range(level_index + 1, LEVELS):
            if deeper not in instance.levels or _restarts(instance.levels[deeper], deeper, level_index):
                values[deeper] = None
        return values


def read_lists(root: Element | None, styles: Styles) -> dict[str, ListInstance]:
    """All lists of the numbering part by id. A list whose definition is missing is left out."""
    if root is None:
        return {}
    definitions = {d.get(w("abstractNumId")) or "": d for d in root.iterfind(w("abstractNum"))}
    instances = {i.get(w("numId")) or "": i for i in root.iterfind(w("num"))}
    levels_of: dict[str, dict[int, Level]] = {}
    lists: dict[str, ListInstance] = {}
    for list_id, instance in instances.items():
        definition = _follow_style_links(child_value(instance, "abstractNumId"), definitions, instances, styles)
        if definition is None:
            continue
        if definition not in levels_of:
            levels_of[definition] = _read_levels(definitions[definition])
        lists[list_id] = _apply_overrides(instance, ListInstance(definition, levels_of[definition]))
    return lists


def _follow_style_links(
    definition: str | None, definitions: dict[str, Element], instances: dict[str, Element], styles: Styles
) -> str | None:
    """A definition may hold no levels but name a numbering style, which names a list, which has a definition."""
    seen: set[str] = set()
    while definition is not None and definition in definitions and definition not in seen:
        seen.add(definition)
        link = child_value(definitions[definition], "numStyleLink")
        if link is None:
            return definition
        target = instances.get(styles.numbering_list(link) or "")
        definition = child_value(target, "abstractNumId")
    return None


def _read_levels(definition: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for node in definition.iterfind(w("lvl")):
        index = parse_number(node.get(w("ilvl")))
        if index is not None and 0 <= index < LEVELS:
            levels.setdefault(index, _read_level(node))
    return levels


def _read_level(node: Element) -> Level:
    number_format, custom = _read_format(node)
    text = node.find(w("lvlText"))
    if node.find(w("lvlPicBulletId")) is not None:
        number_format = "bullet"
    return Level(
        start=child_number(node, "start") or 0,  # 17.9.25: zero when it is not stated
        number_format=number_format,
        custom_format=custom,
        text="" if text is None else (text.get(VAL) or "")[:_LONGEST_LEVEL_TEXT],
        legal=switch(node, "isLgl") is True,
        restart=child_number(node, "lvlRestart"),
        style_id=child_value(node, "pStyle"),
        hidden=switch(node.find(w("rPr")), "vanish") is True,
    )


def _read_format(node: Element) -> tuple[str, str]:
    """Format and custom example. Custom formats stand in a compatibility choice with a plain one as fallback."""
    for stated in (node.find(f"{{{COMPATIBILITY}}}AlternateContent//{w('numFmt')}"), node.find(w("numFmt"))):
        if stated is not None:
            return stated.get(VAL) or "decimal", stated.get(w("format")) or ""
    return "decimal", ""


def _apply_overrides(instance: Element, plain: ListInstance) -> ListInstance:
    levels, starts = dict(plain.levels), {}
    for override in instance.iterfind(w("lvlOverride")):
        index = parse_number(override.get(w("ilvl")))
        if index is None or not 0 <= index < LEVELS:
            continue
        replacement = override.find(w("lvl"))
        if replacement is not None:
            levels[index] = _read_level(replacement)
        start = child_number(override, "startOverride")
        if start is not None:
            starts[index] = start
    return replace(plain, levels=levels, start_overrides=starts)


def _level_of_style(instance: ListInstance, style: ParagraphStyle) -> int:
    for style_id in style.ids:
        for index, level in instance.levels.items():
            if level.style_id == style_id:
                return index
    return style.list_level or 0


def _restarts(level: Level, level_index: int, used: int) -> bool:
    if level.restart is None or level.restart > level_index:
        return True
    return used < level.restart


def _write(instance: ListInstance, level_index: int, values: list[int | None]) -> str:
    level = instance.levels[level_index]
    if level.number_format == "bullet" or level.hidden:
        return ""

    def write_part(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        value = values[index]
        part = instance.levels.get(index)
        if index > level_index or value is None or part is None:
            return ""
        if part.custom_format and not level.legal:
            custom = format_custom(value, part.custom_format)
            if custom is not None:
                return custom
        return format_number(value, "decimal" if level.legal else part.number_format)

    text = make_plain(_PLACEHOLDER.sub(write_part, level.text))
    # A "number" of nothing but a dot or a square is a bullet by another name.
    return text if any(character.isalnum() for character in text) else ""
