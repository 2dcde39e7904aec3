"""What an evaluation asks, what it got, and what it makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from qa import Answer, Language


@dataclass(frozen=True, slots=True)
class Gold:
    """Where the answer stands: a quote of the source text, or the id of a passage of a passages file.

    Exactly one of `quote` and `passage` is not empty. `document` says whose quote it is (doc_id,
    title, path or file name); empty: any document.
    """

    quote: str = ""
    document: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A gold question. `facts` holds groups; of each group any string will do, and every group must stand.

    `cluster` names what the question is about: questions that share it are not independent, so
    intervals are drawn over clusters. It is the file's own `cluster`, else the first gold passage or
    quote, else the id. `further` keeps the fields that this format does not name.
    """

    id: str
    question: str
    history: tuple[str, ...]
    language: Language
    category: str
    answerable: bool
    gold: tuple[Gold, ...]
    facts: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    notices: tuple[str, ...]
    cluster: str
    split: str = ""
    further: Mapping[str, Any] = field(default_factory=dict)


class TextSpan(NamedTuple):
    """Characters [start, end) of the paragraph that `anchor` names."""

    anchor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one question. `answer` is None when asking failed; `error` then says how.

    `seconds` is wall time around the call. `sentences` are the sentences of the documents that were found,
    best first; None when the configuration tells of none. `measures` maps a measure's name to its value for
    this question; None where the measure does not apply to it.
    """

    case: Case
    answer: Answer | None
    error: str
    seconds: float
    measures: Mapping[str, float | None] = field(default_factory=dict)
    sentences: tuple[TextSpan, ...] | None = None

    @property
    def declined(self) -> bool:
        """No answer was given and nothing failed: a refusal, or a greeting, which claims nothing either."""
        return self.answer is not None and self.answer.outcome != "answered"


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval, over `count` questions (or, for ratios, the ratio's denominator).

    `method` says where the interval is from: "wilson", "bootstrap", or "none" when one value has no spread to show.
    """

    value: float
    low: float
    high: float
    count: int
    method: str


@dataclass(frozen=True, slots=True)
class ConfigurationResult:
    """One configuration's figures, overall and by slice, and its questions in the order of the question set.

    `by_category` and `by_language` map a slice's name to its figures; `by_further` holds the same for
    further fields of the question set (register, perturbation), by field. `model` is the language model that was asked,
    "" for none.
    """

    name: str
    figures: Mapping[str, Estimate]
    by_category: Mapping[str, Mapping[str, Estimate]]
    by_language: Mapping[str, Mapping[str, Estimate]]
    by_further: Mapping[str, Mapping[str, Mapping[str, Estimate]]]
    questions: tuple[QuestionRow, ...]
    model: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question's outcome as reports keep it: enough to compare two runs, without the texts."""

    id: str
    question: str
    category: str
    language: str
    cluster: str
    answerable: bool
    outcome: str
    confidence: float
    milliseconds: float
    error: str
    measures: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """Left minus right on the questions both have, with a 95 % interval and the test's p.

    `test` is "sign-flip" or "mcnemar"; `p_adjusted` is after Holm over the categories compared
    together (equal to `p` overall).
    """

    measure: str
    slice: str
    left: float
    right: float
    difference: float
    low: float
    high: float
    count: int
    test: str
    p: float
    p_adjusted: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two configurations on the same questions.

    `only_in_one` holds an id for each question that one side alone was asked, twice where both have it for another.
    """

    left: str
    right: str
    differences: tuple[PairedDifference, ...]
    left_only_right: tuple[str, ...]
    right_only_right: tuple[str, ...]
    only_in_one: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgeAgreement:
    """How often the model as judge gave the grade a person gave, over `count` labels, `unparsable` of them unread."""

    model: str
    agreement: float
    kappa: float
    count: int
    unparsable: int


@dataclass(frozen=True, slots=True)
class Report:
    """A whole evaluation. `warnings` are plain sentences (gold that is nowhere in the documents, …).

    `judge` is None when no model judged; then there are no figures of its either.
    """

    cases_file: str
    cases_hash: str
    created_at: str
    configurations: tuple[ConfigurationResult, ...]
    comparisons: tuple[Comparison, ...]
    warnings: tuple[str, ...]
    judge: JudgeAgreement | None = None
