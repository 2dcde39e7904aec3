"""Numbers that Word draws by fields and does not store: LISTNUM, AUTONUM, AUTONUMLGL, AUTONUMOUT (ECMA-376 17.16.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.word.number_formats import format_number

_LEVELS = 9
_BODY = _LEVELS  # paragraphs that are no heading count below all headings
_SWITCH = re.compile(r'\\([a-z])\s*(?:"([^"]*)"|([^\s\\]+))?', re.IGNORECASE)
_NAME = re.compile(r'^\w+\s+"?([^"\\\s]+)')
_ARABIC, _LETTER, _ROMAN = "decimal", "lowerLetter", "lowerRoman"
_NUMBER_LIST = tuple(
    (number_format, pattern)
    for pattern in ("{})", "({})", "{}.")
    for number_format in (_ARABIC, _LETTER, _ROMAN)
)  # fmt: skip
_OUTLINE_LIST = (
    ("upperRoman", "{}."), ("upperLetter", "{}."), (_ARABIC, "{}."), (_LETTER, "{})"), (_ARABIC, "({})"),
    (_LETTER, "({})"), (_ROMAN, "({})"), (_LETTER, "({})"), (_ROMAN, "({})"),
)  # fmt: skip


@dataclass(slots=True)
class NumberFields:
    """Counts through one document. Say where each paragraph begins, then ask for its fields in order."""

    _heading_level: int | None = None
    _list_level: int | None = None
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def begin_paragraph(self, heading_level: int | None, list_level: int | None) -> None:
        """Levels as in `Block`. A numbered paragraph begins its lists' deeper levels anew."""
        self._heading_level, self._list_level = heading_level, list_level
        if list_level is not None:
            for name, counts in self._counts.items():
                if name.startswith("LISTNUM"):
                    counts[list_level + 1 :] = [0] * (_LEVELS - list_level)

    def draw(self, code: str) -> str:
        """What Word draws for the field; empty for a field of another kind.

        >>> fields = NumberFields()
        >>> fields.draw("AUTONUM"), fields.draw("AUTONUM"), fields.draw("LISTNUM \\\\l 2"), fields.draw("PAGE")
        ('1.', '2.', 'a)', '')
        """
        kind = code.strip().partition(" ")[0].partition("\\")[0].upper()
        switches = {match[1].lower(): match[2] or match[3] or "" for match in _SWITCH.finditer(code)}
        if kind == "LISTNUM":
            return self._draw_list_number(code.strip(), switches)
        if kind not in {"AUTONUM", "AUTONUMLGL", "AUTONUMOUT"}:
            return ""
        level = _BODY if self._heading_level is None else min(self._heading_level - 1, _BODY)
        counts = self._count(kind, level)
        if kind == "AUTONUMOUT":
            return _write(_OUTLINE_LIST[min(level, _LEVELS - 1) if level < _BODY else 0], counts[level])
        if kind == "AUTONUM":
            return f"{counts[level]}{switches.get('s', '.')}"
        shown = [str(value) for value in counts[: level + 1] if value]
        separator = switches.get("s", ".")
        return separator.join(shown) + ("" if "e" in switches else separator)

    def _draw_list_number(self, code: str, switches: dict[str, str]) -> str:
        named = _NAME.match(code)
        name = named[1] if named else "NumberDefault"
        stated = switches.get("l", "")
        within = 0 if self._list_level is None else self._list_level + 1
        level = min(max(int(stated), 1), _LEVELS) - 1 if stated.isdigit() else min(within, _LEVELS - 1)
        start = switches.get("s", "")
        counts = self._count(f"LISTNUM {name}", level, int(start) if start.isdigit() and len(start) < 5 else None)
        if name == "LegalDefault":
            return ".".join(str(value or 1) for value in counts[: level + 1]) + "."
        return _write((_OUTLINE_LIST if name == "OutlineDefault" else _NUMBER_LIST)[level], counts[level])

    def _count(self, name: str, level: int, start: int | None = None) -> list[int]:
        counts = self._counts.setdefault(name, [0] * (_LEVELS + 1))
        counts[level] = counts[level] + 1 if start is None else start
        counts[level + 1 :] = [0] * (_LEVELS - level)
        return counts


def _write(shape: tuple[str, str], value: int) -> str:
    number_format, pattern = shape
    return pattern.format(format_number(value, number_format))
