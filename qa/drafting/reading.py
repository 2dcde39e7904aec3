"""A model's reply into sentences with the numbers of the paragraphs they cite, as it comes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARKER = re.compile(r"\s*[\[［【]\s*(\d{1,2}(?:\s*[,，、;；]\s*\d{1,2})*)\s*[\]］】]")
# A sentence up to its stop, with the markers behind it. A full stop of Latin writing counts when a blank or a marker
# follows and no single capital stands before it.
_STOP = r"(?:[。！？!?…]+[”’」』）)]*|(?<![A-Z\d])\.[”’)]*(?=\s|[\[［【])|(?<=\d)\.(?=\s*[\[［【])|\n)"
_MARKERS = r"(?:\s*[\[［【][\d,，、;；\s]+[\]］】])*"
_SENTENCE = re.compile(rf"(?s)\s*(.+?{_STOP}{_MARKERS}[。.]?)(?=\s*[^\s\[［【。.])")
_THOUGHTS = re.compile(r"(?s)^\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|$)")
_BULLET = re.compile(r"^\s*(?:#+\s+|[-*•·]\s+|\d{1,2}[.)）]\s+|\d{1,2}、)")


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """`text` is without markers; `numbers` are those it gives, each once, in order."""

    text: str
    numbers: tuple[int, ...]


def read_sentences(pieces: Iterable[str]) -> Iterator[DraftSentence]:
    """Each sentence as soon as something stands behind it; the last one at the end. What a model thinks aloud is left out.

    >>> [(s.text, s.numbers) for s in read_sentences(["职普比不低于4:", "6。[1]", "[2] 免试", "入学【2】。"])]
    [('职普比不低于4:6。', (1, 2)), ('免试入学。', (2,))]
    """
    text, done = "", 0
    for piece in pieces:
        text += piece
        spoken = _THOUGHTS.sub("", text) if text.lstrip().startswith("<") else text
        while match := _SENTENCE.match(spoken, done):
            done = match.end()
            yield from _read(match.group(1))
    spoken = _THOUGHTS.sub("", text) if text.lstrip().startswith("<") else text
    yield from _read(spoken[done:])


def _read(written: str) -> Iterator[DraftSentence]:
    numbers = [int(number) for match in _MARKER.finditer(written) for number in re.findall(r"\d+", match.group(1))]
    text = " ".join(_BULLET.sub("", _MARKER.sub("", written).replace("**", "")).split())
    if not text.strip("。.！!？?…-—* "):
        return
    if not re.search(r"[。！？!?….：:][”’」』）)]*$", text):
        text += "。" if re.search(r"[\u4e00-\u9fff][”’」』）)%\d]*$", text) else "."
    yield DraftSentence(text, tuple(dict.fromkeys(numbers)))
