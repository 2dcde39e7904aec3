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
    """The everyday words in a question, folded, each with its official words; no English phrase that is part of a longer one.

    >>> find_everyday_words("特校在哪")
    (('特校', '特殊教育学校'),)
    >>> [said for said, _ in find_everyday_words("PE in the high school entrance exam")]
    ['pe', 'high school entrance exam', 'exam']
    """
    folded = fold(question)
    found = [pair for pair in load_glossary(_FILE) if _says(folded, pair[0])]
    phrases = [one for one, _ in found if " " in one]
    return tuple(pair for pair in found if not any(_stands_inside(pair[0], longer, folded) for longer in phrases))


def _stands_inside(phrase: str, longer: str, folded: str) -> bool:
    """Whether a folded question says an English phrase of several words only within a longer one."""
    inside = " " in phrase and phrase != longer and re.search(_whole(phrase), longer) is not None
    return inside and len(re.findall(_whole(phrase), folded)) == len(re.findall(_whole(longer), folded))


def write_out(question: str) -> str:
    """A Chinese question with full names for abbreviations, which are told by `==`.

    >>> write_out("去年GDP增长多少"), write_out("What is the GDP?")
    ('去年地区生产总值增长多少', 'What is the GDP?')
    """
    if not re.search(r"[\u4e00-\u9fff]", question):
        return question
    for short, full in load_glossary(_FILE, abbreviations=True):
        question = re.sub(_whole(short), full, question, flags=re.IGNORECASE)
    return question


def _whole(word: str) -> str:
    return rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])"


def _says(folded: str, everyday: str) -> bool:
    """Latin words count only whole, also between Chinese ones: "party" is not in "participants", "gdp" in 去年gdp多少."""
    if everyday.isascii():
        return re.search(_whole(everyday), folded) is not None
    return everyday in folded


@lru_cache(maxsize=4)
def load_glossary(path: Path, *, abbreviations: bool = False) -> tuple[tuple[str, str], ...]:
    """Pairs of folded everyday word and official words, in the file's order.

    Lines read `everyday, everyday = official words`, or `==` where they mean the very same (`abbreviations` gives those
    alone); # begins a remark. Raises BrokenResource for another line,
    and for a file that cannot be read.
    """
    pairs = []
    for number, line in read_word_lines(path):
        everyday, equals, official = line.partition("=")
        if not equals or not everyday.strip() or not official.strip():
            raise BrokenResource(f"{path} line {number} is not `everyday, everyday = official words`: {line!r}.")
        if not abbreviations or official.startswith("="):
            pairs += [(fold(word), official.lstrip("=").strip()) for word in split_words(everyday)]
    return tuple(pairs)
