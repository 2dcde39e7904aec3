"""Where in a paragraph a sentence's words stand: the run of clauses that it can be quoted by, and how much it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import Paragraph, Span, fold, split_clauses, split_sentences, trim_stops
from qa.figures import locate_figures, make_plain

_LONGEST_QUOTE = 240  # characters
_MOST_CLAUSES = 12
_MOST_CLAUSES_TRANSLATED = 5
# What a longer quotation costs: a clause of 20 characters must hold 4 % more of the sentence to be worth quoting.
_COST = 0.002
# Words that only carry a statement about a document; what they say is not looked for in it.
_CARRYING = re.compile(
    r"根据|按照|依据|依照|文件|段落|原文|资料|规定|要求|明确|提出|指出|写道|提到|显示|表明|其中|因此|所以|同时|此外|另外|以及|并且|而且|还|也|将|会|要|需要?|是|为|的|了|在|和|与|及|等|对|把|被|由|从|到|有|这|该|其|就|都"
)

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Characters `span` of a paragraph that hold a share `coverage` of the pairs wanted, 0 to 1."""

    span: Span
    coverage: float


def pairs_of(text: str) -> list[str]:
    """Neighbouring characters of a text without what only carries it, folded, in order; Latin words and figures whole.

    >>> pairs_of("文件要求免试入学，共三百人。")
    ['免试', '试入', '入学', '共', '300', '人']
    """
    plain = make_plain(fold(text))
    pieces, end = [], 0
    for figure in locate_figures(plain):
        pieces += [(plain[end : figure.start], ""), ("", figure.value)]
        end = figure.end
    pairs: list[str] = []
    for words, value in (*pieces, (plain[end:], "")):
        pairs += [value] if value else []
        for run in _RUN.findall(_CARRYING.sub(" ", words)):
            is_chinese = len(run) > 1 and not run.isascii()
            pairs += [run[i : i + 2] for i in range(len(run) - 1)] if is_chinese else [run]
    return pairs


def share_of(pairs: Sequence[str], within: frozenset[str]) -> float:
    """1 for no pairs: there is nothing to hold."""
    return sum(pair in within for pair in pairs) / len(pairs) if pairs else 1.0


def least_share_of_a_clause(text: str, within: frozenset[str]) -> float:
    """How much is held of the clause of a text that is held least.

    >>> least_share_of_a_clause("免试入学，共三百人", frozenset(pairs_of("免试入学")))
    0.0
    """
    clauses = (text[span.start : span.end] for span in split_clauses(text))
    return min((share_of(pairs_of(clause), within) for clause in clauses), default=1.0)


def align(wanted: Sequence[str], paragraph: Paragraph) -> Alignment:
    """The run of clauses that holds most of a sentence's pairs, shorter ones first."""
    text = paragraph.text
    clauses = split_clauses(text, paragraph.label_end, len(text)) or (Span(0, len(text)),)
    held = [frozenset(pairs_of(text[clause.start : clause.end])) for clause in clauses]
    best, best_worth = Alignment(clauses[0], 0.0), -1.0
    for first in range(len(clauses)):
        within: frozenset[str] = frozenset()
        for last in range(first, min(first + _MOST_CLAUSES, len(clauses))):
            span = Span(clauses[first].start, clauses[last].end)
            if last > first and span.end - span.start > _LONGEST_QUOTE:
                break
            within |= held[last]
            coverage = share_of(wanted, within)
            worth = coverage - _COST * (span.end - span.start)
            if worth > best_worth:
                best, best_worth = Alignment(span, coverage), worth
    return Alignment(trim_stops(text, best.span), best.coverage)


def sentence_spans(paragraph: Paragraph) -> tuple[Span, ...]:
    """The paragraph's sentences, to choose among by meaning where words cannot be compared."""
    text = paragraph.text
    spans = (trim_stops(text, span) for span in split_sentences(text, paragraph.label_end, len(text)))
    return tuple(span for span in spans if span.start < span.end) or (Span(0, len(text)),)


def clause_runs(text: str, within: Span) -> tuple[Span, ...]:
    """Every run of up to so many clauses that another language says in one sentence, shorter ones first."""
    clauses = split_clauses(text, within.start, within.end)
    runs = (
        trim_stops(text, Span(clauses[first].start, clauses[first + length - 1].end))
        for length in range(1, _MOST_CLAUSES_TRANSLATED + 1)
        for first in range(len(clauses) - length + 1)
    )
    return tuple(run for run in runs if run.start < run.end) or (within,)
