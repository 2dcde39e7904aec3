"""Names that an English question writes by their sound, Qinghu Primary School, as the documents write them: 青湖小学."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from ingest import find_syllables

_ROWS, _COLUMNS = (
    range(0xB0, 0xD8),
    range(0xA1, 0xFF),
)  # of GB 2312: its 3,755 common characters, which have all syllables
_LONGEST_SYLLABLE = 6  # letters: zhuang, chuang
_FEWEST_SYLLABLES = 2
_SHORTEST = 4  # letters; a name of fewer is not told from an English word


def find_sounds(tokens: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Sound without tones, in one word → the pairs of Chinese characters among the tokens that sound so.

    >>> find_sounds(["青湖", "湖", "重庆"])["chongqing"]
    frozenset({'重庆'})
    """
    sounds: dict[str, set[str]] = {}
    for token in tokens:
        if len(token) == 2 and "\u4e00" <= token[0] <= "\u9fa5" and "\u4e00" <= token[1] <= "\u9fa5":
            for first in find_syllables(token[0]):
                for second in find_syllables(token[1]):
                    sounds.setdefault(first + second, set()).add(token)
    return {sound: frozenset(found) for sound, found in sounds.items()}


def is_pinyin(word: str) -> bool:
    """Whether a word of small letters is two or more Chinese syllables, as a name is that no dictionary knows.

    >>> [is_pinyin(word) for word in ("qinghu", "danlin", "hehuachi", "tutoring", "hu")]
    [True, True, True, False, False]
    """
    return len(word) >= _SHORTEST and _count_syllables(word) >= _FEWEST_SYLLABLES


def is_syllable(word: str) -> bool:
    """Whether a word of small letters is one Chinese syllable, as a family name is.

    >>> is_syllable("zhang"), is_syllable("weimin"), is_syllable("")
    (True, False, False)
    """
    return _count_syllables(word) == 1


def say_by_sound(name: str, sounds: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The pairs of characters that a name of two syllables may be, or the first two and the last two of a longer one."""
    if name in sounds:
        return sounds[name]
    beginning = [found for sound, found in sounds.items() if name.startswith(sound)]
    ending = [found for sound, found in sounds.items() if name.endswith(sound)]
    starts, ends = frozenset().union(*beginning), frozenset().union(*ending)
    middles = {pair[1] for pair in starts} & {pair[0] for pair in ends}
    whole = {
        (first, last)
        for first in starts
        for last in ends
        if first[1] == last[0] and first[1] in middles and _sounds_like(first + last[1], name)
    }
    return frozenset(pair for pairs in whole for pair in pairs)


def _sounds_like(characters: str, name: str) -> bool:
    sounds = {""}
    for character in characters:
        sounds = {
            sound + more for sound in sounds for more in find_syllables(character) if name.startswith(sound + more)
        }
    return name in sounds


def _count_syllables(word: str) -> int:
    """The fewest syllables that make up the word, 0 when none do."""
    fewest = {0: 0}
    for end in range(1, len(word) + 1):
        counts = [
            fewest[start] + 1
            for start in range(max(0, end - _LONGEST_SYLLABLE), end)
            if start in fewest and word[start:end] in _all_syllables()
        ]
        if counts:
            fewest[end] = min(counts)
    return fewest.get(len(word), 0)


@lru_cache(maxsize=1)
def _all_syllables() -> frozenset[str]:
    """Of all common characters; sounds without a vowel (m, ng) are no syllable of a name."""
    common = "".join(bytes((row, column)).decode("gb2312", "ignore") for row in _ROWS for column in _COLUMNS)
    found = {syllable for character in common for syllable in find_syllables(character)}
    return frozenset(one for one in found if one.isascii() and any(vowel in one for vowel in "aeiou"))
