"""From a question to a cited answer. Other folders use what is named here and nothing else of this folder."""

from qa.records import (
    Answer,
    AnswerNotice,
    Citation,
    Consulted,
    Language,
    Outcome,
    Passage,
    Question,
    Sentence,
    Timings,
)

__all__ = [
    "Answer",
    "AnswerNotice",
    "Citation",
    "Consulted",
    "Language",
    "Outcome",
    "Passage",
    "Question",
    "Sentence",
    "Timings",
]
