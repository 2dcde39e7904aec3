"""Files of words that people edit in `prompts/`: a line a thing, # begins a remark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qa.errors import BrokenResource


def read_word_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that hold words, each with its number, without remarks. Raises BrokenResource when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenResource(f"{path} cannot be read ({error}). Restore it.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split("#", 1)[0].strip()
        if words:
            yield number, words


def split_words(listed: str) -> tuple[str, ...]:
    """Words between commas.

    >>> split_words("职高, 中专,")
    ('职高', '中专')
    """
    return tuple(word.strip() for word in listed.split(",") if word.strip())
