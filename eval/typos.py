"""Homophone typos, as an input method makes them: a character for another of the same sound."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from langchain_core.runnables import Runnable, RunnableLambda

from eval.corpus import Corpus
from qa import Answer, Question

_RARE = 3  # characters that stand fewer times in the texts are not what an input method offers


def find_homophones(texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Character → the other common characters of the texts with the same syllable, tones aside."""
    from pypinyin import lazy_pinyin

    counts = Counter(character for text in texts for character in text if "\u4e00" <= character <= "\u9fff")
    by_sound: dict[str, list[str]] = {}
    for character, count in sorted(counts.items()):
        if count >= _RARE:
            by_sound.setdefault(lazy_pinyin(character)[0], []).append(character)
    return {
        character: tuple(other for other in group if other != character)
        for group in by_sound.values()
        for character in group
        if len(group) > 1
    }


def add_typos(text: str, count: int, homophones: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """The text with `count` characters replaced by homophones; fewer where fewer have any."""
    places = [index for index, character in enumerate(text) if character in homophones]
    characters = list(text)
    for index in chance.sample(places, min(count, len(places))):
        characters[index] = chance.choice(homophones[characters[index]])
    return "".join(characters)


def ask_with_typos(
    chain: Runnable[Question | str, Answer], count: int, corpus: Corpus
) -> Runnable[Question | str, Answer]:
    """The chain, asked every question with `count` homophone typos, of characters that are common in the documents.

    The same question gets the same typos, whatever the chain. Earlier questions stay as they are, as do questions
    without Chinese characters.
    """
    homophones = find_homophones(paragraph.text for paragraph in corpus.paragraphs.values())

    def mistype(asked: Question | str) -> Question:
        question = Question(asked) if isinstance(asked, str) else asked
        chance = random.Random(f"{count} {question.text}")
        return replace(question, text=add_typos(question.text, count, homophones, chance))

    return RunnableLambda(mistype) | chain
