"""Blanks made plain: the same rule for Word files and text files."""

from __future__ import annotations

import re

# Soft hyphen, zero-width spaces and joiners, direction marks, byte order mark, and control characters
# that are no blanks. Word draws none of them.
_INVISIBLE = (
    "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
_INVISIBLE_BETWEEN_DIGITS = re.compile(rf"(?<=\d)[{_INVISIBLE}]+(?=\d)")
_INVISIBLE_ANYWHERE = re.compile(f"[{_INVISIBLE}]+")
_BLANKS = re.compile(r"\s+")


def make_plain(text: str) -> str:
    """Turn every run of blanks (tabs, line breaks, full-width and no-break spaces) into one space, edges trimmed.

    Characters that show nothing leave, except between two digits, where a space stays: two figures must
    never become one.

    >>> make_plain("　招生\\u3000 1200\\u200b人\\t")
    '招生 1200人'
    >>> make_plain("12\\u200b34")
    '12 34'
    """
    return _BLANKS.sub(" ", _without_invisible(text)).strip()


def find_wide_blanks(text: str) -> tuple[int, ...]:
    """Where in the text made plain one blank stands for a gap as wide as a figure: two or more.

    Tabs and line breaks part columns and lines; they make no gap in running text.

    >>> find_wide_blanks("  改造小区    个，惠及 居民　　人"), find_wide_blanks("姓名\\t职务")
    ((4, 12), ())
    """
    found = []
    removed = 0
    for match in _BLANKS.finditer(_without_invisible(text).strip()):
        if len(match[0]) > 1 and not re.search(r"[\t\n\r\v\f]", match[0]):
            found.append(match.start() - removed)
        removed += len(match[0]) - 1
    return tuple(found)


def _without_invisible(text: str) -> str:
    return _INVISIBLE_ANYWHERE.sub("", _INVISIBLE_BETWEEN_DIGITS.sub(" ", text))


def join_lines(lines: list[str]) -> str:
    """Join the lines of one cell or note with a space; empty lines leave."""
    return " ".join(line for line in lines if line)
