"""What puts a sentence behind others although it is near: other years, other things of a kind, what only defines.

The learned order knows nothing of these; what each takes off a sentence's score was set by hand, wide enough that a sentence
stays before others only where it is much better.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ingest import Chunk, Paragraph, ParagraphKind, fold, tokenize_words
from qa.answer_kind import AnswerKind
from qa.candidates import Among
from qa.contrasts import is_about_another, is_only_of_another, load_contrasts, named_of, names_another, told_under
from qa.corpus import Corpus
from qa.holding import HOLDS, holds_answer
from qa.intent import Intent
from qa.query import Floats
from qa.years import read_years, years_named, years_told_of

BEHIND_ALL = 1000.0  # of a sentence's score
_OTHER_YEAR = 1.5  # … where it tells of other years than the one asked about
# Where documents of other years only mention the one asked about, a sentence that tells of it comes before one this much better;
# a better one yet shows that the matter is told, but not of that year.
_UNTOLD_YEAR = 2.0
_DEFINITION = 2.0  # … where it only says what the thing is whose figure, sum or time is asked for
_DEFINES = re.compile(r"^[^,，。;；:：]{2,24}?是指")
_NARROWER = 5.0  # … where all of them are counted and it tells of one kind alone, 民办 or 初中, of schools, say
_ASKS_TOTAL = re.compile(r"一共|总共|总数|总计|合计|总量|\bin total\b|\baltogether\b|\btotal number\b")
_TELLS_TOTAL = re.compile(r"各级各类|共有|总数|总计|合计|共计")
_OTHER_ROW = 3.0  # … where it is a table's row on another thing of a kind than the one asked about
_OF_ANOTHER = 1.5  # … where it, or else its heading, tells of another thing of a strict kind than the one asked about
_ASKS_FULL_MARKS = re.compile(r"满分|最高分|\bfull (?:marks?|score)\b")
_SCORE = re.compile(r"(?:得分|分值|分数|成绩):(\d+(?:\.\d+)?)分?;")


def find_demotions(
    question: str,
    intent: Intent,
    among: Among,
    chunks: Sequence[Chunk],
    paragraphs: Sequence[Paragraph],
    holds: Floats,
    corpus: Corpus,
) -> Floats:
    """What is taken off the score of each sentence, shape (sentences,); `chunks` with their `paragraphs`, `holds` whether each
    holds the kind of answer wanted."""
    texts = [chunk.text for chunk in chunks]
    outside = [is_outside(among, chunk, one, corpus) for chunk, one in zip(chunks, paragraphs, strict=True)]
    defining = [one < HOLDS and _DEFINES.match(text) is not None for one, text in zip(holds, texts, strict=True)]
    demoted = np.zeros(len(texts), dtype=np.float32)
    demoted[outside] += BEHIND_ALL if among.naming else _UNTOLD_YEAR
    demoted[_are_of_another_year(question, texts)] += _OTHER_YEAR
    demoted[defining] += _DEFINITION
    demoted[_are_narrower(question, intent, texts, paragraphs)] += _NARROWER
    demoted[_are_other_rows(question, paragraphs)] += _OTHER_ROW
    demoted[_are_of_another(question, texts, paragraphs)] += _OF_ANOTHER
    demoted[_are_lower_scores(question, paragraphs, corpus)] += BEHIND_ALL
    return demoted


def is_outside(among: Among, chunk: Chunk, paragraph: Paragraph, corpus: Corpus) -> bool:
    """Whether a sentence may not answer, since it does not name what it must or tells of other years."""
    if not among.names(chunk.text, paragraph.heading_path):
        return True
    if not among.of_years or paragraph.doc_id in among.own:
        return False
    before, sentence = paragraph.text[: chunk.span.start], paragraph.text[chunk.span.start : chunk.span.end]
    told = years_told_of(before, sentence, corpus.documents[paragraph.doc_id].year)
    return among.of_years.isdisjoint(told.union(*map(years_named, paragraph.heading_path)))


def _are_of_another_year(question: str, texts: Sequence[str]) -> list[bool]:
    """Which sentences name years and none of those that the question does."""
    asked = set(read_years(fold(question), ()))
    named = [set(read_years(fold(text), ())) if asked else set() for text in texts]
    return [bool(years) and not asked & years for years in named]


def _are_narrower(question: str, intent: Intent, texts: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Which sentences, by themselves or their headings, tell of some things of a kind alone, where the question counts all
    and names none of that kind; none where no other tells a total."""
    asked = fold(question)
    if intent.kind is not AnswerKind.FIGURE or not _ASKS_TOTAL.search(asked):
        return [False] * len(texts)
    kinds = [kind for kind in load_contrasts() if not named_of(kind, asked)]
    told = (fold("\n".join((*one.heading_path, text))) for text, one in zip(texts, paragraphs, strict=True))
    narrower = [any(0 < len(named_of(kind, one)) < len(kind) for kind in kinds) for one in told]
    totals = (holds_answer(intent, text) == 1 and _TELLS_TOTAL.search(text) is not None for text in texts)
    is_told = any(total and not narrow for total, narrow in zip(totals, narrower, strict=True))
    return narrower if is_told else [False] * len(texts)


def _are_other_rows(question: str, paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Which are rows of tables that name other things of a kind than the question, or of a like name: rows are alike but for
    these."""
    asked = fold(question)
    rows = [fold(one.text) if one.kind is ParagraphKind.TABLE_ROW else "" for one in paragraphs]
    return [bool(row) and (is_about_another(asked, row) or names_another(asked, row)) for row in rows]


def _are_of_another(question: str, texts: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Which sentences are about another thing of a strict kind than the question, and name none that it asks about, nor does
    their paragraph."""
    asked = fold(question)
    kinds = [(kind, named) for kind in load_contrasts(strict=True) if (named := named_of(kind, asked))]

    around = [fold(" ".join((*one.heading_path, one.text))) if kinds else "" for one in paragraphs]
    return [
        any(
            is_only_of_another(kind, named, told_under(kind, fold(text), paragraph.heading_path), beside)
            for kind, named in kinds
        )
        for text, paragraph, beside in zip(texts, paragraphs, around, strict=True)
    ]


def _are_lower_scores(question: str, paragraphs: Sequence[Paragraph], corpus: Corpus) -> list[bool]:
    """Which are rows of a scoring table for less than another that names as much of what is asked, where full marks are
    asked for: one that names more scores another thing."""
    asked = fold(question)
    if not _ASKS_FULL_MARKS.search(asked):
        return [False] * len(paragraphs)
    tables: dict[tuple[str, tuple[str, ...]], list[tuple[float, str]]] = {}
    for one in corpus.paragraphs:
        text = fold(one.text)
        if one.kind is ParagraphKind.TABLE_ROW and (match := _SCORE.match(text)):
            tables.setdefault((one.doc_id, one.heading_path), []).append((float(match[1]), text))
    words = tokenize_words(asked)

    def is_lower(one: Paragraph) -> bool:
        text = fold(one.text)
        match = _SCORE.match(text) if one.kind is ParagraphKind.TABLE_ROW else None
        named = [word for word in words if word in text]
        rows = tables.get((one.doc_id, one.heading_path), ())
        return match is not None and any(
            score > float(match[1]) and all(word in row for word in named) for score, row in rows
        )

    return [is_lower(one) for one in paragraphs]
