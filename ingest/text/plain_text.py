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
    text = _INVISIBLE_BETWEEN_DIGITS.sub(" ", text)
    text = _INVISIBLE_ANYWHERE.sub("", text)
    return _BLANKS.sub(" ", text).strip()


def join_lines(lines: list[str]) -> str:
    """Join the lines of one cell or note with a space; empty lines leave."""
    return " ".join(line for line in lines if line)
