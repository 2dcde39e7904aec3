"""Everyday words beside official ones, from `prompts/glossary.txt`: what people say → what documents write."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ingest import fold
from qa.errors import BrokenResource
from qa.word_file import read_word_lines, split_words

_FILE = Path(__file__).parent.parent / "prompts" / "glossary.txt"


def expand(question: str) -> str:
    """The question followed by the official words for the everyday ones in it.

    >>> expand("幼升小怎么报名").split()[1:]
    ['小学', '义务教育', '招生', '入学']
    """
    added = [official for _, official in find_everyday_words(question)]
    return " ".join([question, *added]) if added else question


@lru_cache(maxsize=256)
def find_everyday_words(question: str) -> tuple[tuple[str, str], ...]:
    """The everyday words in a question, folded, each with its official words.

    >>> find_everyday_words("特校在哪")
    (('特校', '特殊教育学校'),)
    """
    folded = fold(question)
    return tuple(pair for pair in load_glossary(_FILE) if _says(folded, pair[0]))


def _says(folded: str, everyday: str) -> bool:
    """Latin words count only whole: "party" is not in "participants"."""
    if everyday.isascii():
        return re.search(rf"\b{re.escape(everyday)}\b", folded) is not None
    return everyday in folded


@lru_cache(maxsize=4)
def load_glossary(path: Path) -> tuple[tuple[str, str], ...]:
    """Pairs of folded everyday word and official words, in the file's order.

    Lines read `everyday, everyday = official words`; # begins a remark. Raises BrokenResource for another line,
    and for a file that cannot be read.
    """
    pairs = []
    for number, line in read_word_lines(path):
        everyday, equals, official = line.partition("=")
        if not equals or not everyday.strip() or not official.strip():
            raise BrokenResource(f"{path} line {number} is not `everyday, everyday = official words`: {line!r}.")
        pairs += [(fold(word), official.strip()) for word in split_words(everyday)]
    return tuple(pairs)
