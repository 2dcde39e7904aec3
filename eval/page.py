"""The report as one HTML page that loads nothing, from this machine or another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.comparison import OVERALL
from eval.corpus import Corpus
from eval.explanation import Words, explain_failure, missing_facts
from eval.intervals import has_width
from eval.judge import describe_agreement
from eval.measures import GROUPS, MEASURES, Measure
from eval.plots import build_plots
from eval.records import Better, CaseResult, Estimate, Gold, PairedDifference, Report
from eval.retrieval_measures import ranking_of
from qa import Citation

_TEMPLATE = "page.html.j2"
_MOST_FAILURES = 1000
_MOST_RIGHT = 200
_MOST_CONSULTED = 10
_SIGNIFICANT = 0.05
_SLICE_MEASURES = (
    "accuracy",
    "fact_recall",
    "any_citation_right",
    "citation_recall",
    "figure_accuracy",
    "refusal_recall",
    "false_refusal_rate",
    "success@1",
    "success@5",
)
_HEADLINE = ("accuracy", "fact_recall", "any_citation_right", "refusal_recall", "false_refusal_rate", "figure_accuracy")


@dataclass(frozen=True, slots=True)
class MarkedQuote:
    """A citation's paragraph cut at its quote. A quote that is not there leaves `quote` empty."""

    number: int
    place: str
    before: str
    quote: str
    after: str
    is_gold: bool


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question as the page shows it. `consulted` holds (anchor, score, text, is gold)."""

    result: CaseResult
    reasons: tuple[Words, ...]
    missing: tuple[tuple[str, ...], ...]
    quotes: tuple[MarkedQuote, ...]
    gold: tuple[tuple[str, str], ...]
    consulted: tuple[tuple[str, float, str, bool], ...]


def render_page(report: Report, results: Mapping[str, Sequence[CaseResult]], corpus: Corpus) -> str:
    """Return the page. `results` holds the configurations that were run, by name, the first one shown in full.

    Failures come first: those that broke, then answers that should not have been given, then wrong
    ones, then refusals; in each, the most confident first. Questions of which nothing says what answers them come last.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # From the folder, not by package name: the page must render from a checkout and from a wheel alike.
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["figure"] = format_figure
    environment.filters["interval"] = format_interval
    environment.filters["difference_interval"] = format_difference_interval
    environment.filters["verdict"] = name_verdict
    environment.filters["agreement"] = describe_agreement
    shown = next(iter(results.values()), ())
    failures = sorted((r for r in shown if r.measures.get("accuracy") == 0), key=_urgency)
    right = [r for r in shown if r.measures.get("accuracy") == 1]
    unjudged = [r for r in shown if r.measures.get("accuracy") is None]
    return environment.get_template(_TEMPLATE).render(
        report=report,
        names=[configuration.name for configuration in report.configurations],
        groups=_grouped_measures(report),
        headline=[m for name in _HEADLINE for m in MEASURES if m.name == name],
        slice_measures=[m for name in _SLICE_MEASURES for m in MEASURES if m.name == name],
        measure_by_name={measure.name: measure for measure in MEASURES},
        overall=OVERALL,
        plots=build_plots(list(results.values())),
        plotted=list(results),
        failures=[show_question(result, corpus) for result in failures[:_MOST_FAILURES]],
        failure_count=len(failures),
        right=[show_question(result, corpus) for result in right[:_MOST_RIGHT]],
        right_count=len(right),
        unjudged=[show_question(result, corpus) for result in unjudged[:_MOST_RIGHT]],
        unjudged_count=len(unjudged),
        question_count=len(shown),
    )


def show_question(result: CaseResult, corpus: Corpus) -> ShownQuestion:
    relevant = corpus.relevant_anchors(result.case) if result.case.answerable else frozenset()
    answer = result.answer
    scores = {item.anchor: item.score for item in answer.consulted} if answer else {}
    return ShownQuestion(
        result=result,
        reasons=explain_failure(result, corpus),
        missing=missing_facts(result),
        quotes=tuple(_mark(citation, citation.anchor in relevant) for citation in (answer.citations if answer else ())),
        gold=tuple(_name_gold(gold, corpus) for gold in result.case.gold),
        consulted=tuple(
            (anchor, scores.get(anchor, 0.0), corpus.text_of(anchor), anchor in relevant)
            for anchor in ranking_of(answer)[:_MOST_CONSULTED]
        ),
    )


def format_figure(value: float | None, measure: Measure) -> str:
    """Return shares as percent with one place, other figures with one place from 10 on and two below."""
    if value is None:
        return "–"
    if measure.is_share:
        return f"{value * 100:.1f} %"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def format_interval(estimate: Estimate, measure: Measure) -> str:
    """Return the interval's bounds, "–" when there is none to show."""
    if estimate.method == "none":
        return "–"
    if measure.is_share:
        return f"{estimate.low * 100:.1f}–{estimate.high * 100:.1f}"
    places = 1 if abs(estimate.value) >= 10 else 2
    return f"{estimate.low:.{places}f} … {estimate.high:.{places}f}"


def format_difference_interval(difference: PairedDifference, measure: Measure) -> str:
    """Return the bounds of a paired difference, "–" where all questions differ alike and resampling sees no spread."""
    if not has_width(difference.low, difference.high):
        return "–"
    return f"{format_figure(difference.low, measure)} … {format_figure(difference.high, measure)}"


def name_verdict(difference: PairedDifference, measure: Measure) -> str:
    """Return "better" or "worse" for the left side where p (after Holm) is below 0.05, else nothing."""
    if difference.p_adjusted >= _SIGNIFICANT or measure.better is Better.NEITHER:
        return ""
    return "better" if (difference.difference > 0) == (measure.better is Better.HIGHER) else "worse"


def _grouped_measures(report: Report) -> list[tuple[Words, list[Measure]]]:
    used = {name for configuration in report.configurations for name in configuration.figures}
    grouped = ((words, [m for m in MEASURES if m.group == group and m.name in used]) for group, words in GROUPS.items())
    return [(words, measures) for words, measures in grouped if measures]


def _mark(citation: Citation, is_gold: bool) -> MarkedQuote:
    text = citation.paragraph
    place = " · ".join(part for part in (citation.doc_title, citation.label or citation.anchor) if part)
    if text[citation.start : citation.end] != citation.quote:
        return MarkedQuote(citation.number, place, text, "", "", is_gold)
    before, after = text[: citation.start], text[citation.end :]
    return MarkedQuote(citation.number, place, before, citation.quote, after, is_gold)


def _name_gold(gold: Gold, corpus: Corpus) -> tuple[str, str]:
    if gold.quote:
        return gold.document, gold.quote
    return gold.passage, corpus.text_of(corpus.passages.get(gold.passage, ""))


def _urgency(result: CaseResult) -> tuple[int, float]:
    if result.answer is None:
        return 0, 0.0
    if not result.case.answerable:
        return 1, -result.answer.confidence
    return (3 if result.declined else 2), -result.answer.confidence
