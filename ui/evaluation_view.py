"""The evaluation page's parts as HTML: how far a run is, the runs there are, a report, two runs side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from eval import (
    MEASURE_BY_NAME,
    OVERALL,
    Comparison,
    Measure,
    PairedDifference,
    QuestionRow,
    RunPhase,
    RunState,
    SavedRun,
    format_difference_interval,
    format_figure,
    format_interval,
    name_verdict,
)
from ui.evaluation_words import CHINESE, EvaluationWords

# The figures by which a run is told from another at a glance.
_SHOWN = ("accuracy", "fact_recall", "any_citation_right", "refusal_recall", "false_refusal_rate")
_MOST_NAMED = 10  # documents in one sentence


def render_header(words: EvaluationWords, *, root_path: str, signed_in: bool) -> str:
    switch = "".join(
        f'<a href="?lang={code}" lang="{language}"{" aria-current=true" if language == words.html_language else ""}>{name}</a>'
        for code, language, name in (("zh", "zh-CN", "中文"), ("en", "en", "English"))
    )
    leave = (
        f'<form method="post" action="{escape(root_path)}/sign-out"><button type="submit">{escape(words.sign_out)}</button></form>'
        if signed_in
        else ""
    )
    staff = f'<a href="{escape(root_path)}/staff/">{escape(words.to_staff)}</a>' if signed_in else ""
    return (
        f'<header class="masthead" data-html-language="{words.html_language}" data-title="{escape(words.title)}">'
        f"<div><h1>{escape(words.title)}</h1><p>{escape(words.subtitle)}</p></div>"
        f'<div class="account"><a href="{escape(root_path)}/">{escape(words.to_chat)}</a>{staff}{leave}'
        f'<nav class="switch" aria-label="{escape(words.switch_label)}">{switch}</nav></div></header>'
    )


def render_state(state: RunState, words: EvaluationWords) -> str:
    listed = words.comma.join((*state.missing[:_MOST_NAMED], *("…",) * (len(state.missing) > _MOST_NAMED)))
    problem = words.documents_missing.format(names=listed) if state.missing else state.problem
    told = {
        RunPhase.IDLE: words.idle,
        RunPhase.RUNNING: words.running.format(
            cases=state.cases_file, configuration=state.configuration or "…", done=state.done, count=state.count
        ),
        RunPhase.DONE: words.done.format(name=state.name),
        RunPhase.CANCELLED: words.cancelled,
        RunPhase.FAILED: words.failed.format(problem=problem),
    }[state.phase]
    bar = (
        f'<progress max="1" value="{state.share:.3f}" aria-label="{escape(told)}"></progress>'
        if state.phase is RunPhase.RUNNING
        else ""
    )
    return f'<div class="state {state.phase.value}" role="status">{bar}<p>{escape(told)}</p></div>'


def render_problem(sentence: str) -> str:
    return f'<div class="state failed" role="alert"><p>{escape(sentence)}</p></div>'


def render_runs(runs: Sequence[SavedRun], words: EvaluationWords) -> str:
    """The runs, newest first, each with its figures, its report, and a box to tick for a comparison."""
    if not runs:
        return f'<p class="empty">{escape(words.no_runs)}</p>'
    head = "".join(
        f'<th scope="col">{escape(name)}</th>' if name else "<td></td>"
        for name in ("", words.when, words.question_set, words.questions, words.systems, *_measure_names(words), "")
    )
    rows = "".join(_render_run(run, words) for run in runs)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(words.runs_title)}"><table class="runs">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        f'<p class="compare"><button type="button" class="compare" data-two="{escape(words.compare_two)}">'
        f'{escape(words.compare)}</button> <span class="told" role="status"></span></p>'
    )


def render_report(name: str, words: EvaluationWords) -> str:
    """The report of a run, opened at the questions that were not answered rightly."""
    title = escape(words.report_title.format(name=name))
    address = f"reports/{quote(name)}"
    return (
        f'<section class="viewer"><div class="line"><h2 tabindex="-1">{title}</h2><a href="{address}" target="_blank" '
        f'rel="noopener">{escape(words.open_window)}</a></div>'
        f'<iframe src="{address}#failures" title="{title}"></iframe></section>'
    )


def render_comparison(left: SavedRun, right: SavedRun, comparison: Comparison, words: EvaluationWords) -> str:
    """Two runs: the questions that only one answered rightly come first, then the figures."""
    title = escape(words.comparison_title.format(left=left.name, right=right.name))
    questions: Mapping[str, QuestionRow] = {
        row.id: row for run in (right, left) for row in run.report.configurations[0].questions
    }
    # What only the one answered rightly is a failure of the other: its report shows what went wrong.
    differing = _render_differing(
        words.left_only.format(name=left.name), comparison.left_only_right, questions, right, words
    ) + _render_differing(words.right_only.format(name=right.name), comparison.right_only_right, questions, left, words)
    apart = (
        f"<p>{escape(words.other_questions.format(count=len(comparison.only_in_one)))}</p>"
        if comparison.only_in_one
        else ""
    )
    head = "".join(
        f'<th scope="col">{escape(name)}</th>'
        for name in (words.measure, left.name, right.name, words.difference, words.p_value, words.count)
    )
    rows = "".join(
        _render_difference(one, MEASURE_BY_NAME[one.measure], words)
        for one in comparison.differences
        if one.slice == OVERALL and one.measure in MEASURE_BY_NAME
    )
    return (
        f'<section class="viewer"><h2 tabindex="-1">{title}</h2>{apart}{differing}'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{title}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _measure_names(words: EvaluationWords) -> list[str]:
    return [_name(MEASURE_BY_NAME[name], words) for name in _SHOWN]


def _name(measure: Measure, words: EvaluationWords) -> str:
    return measure.zh if words is CHINESE else measure.en


def _render_run(run: SavedRun, words: EvaluationWords) -> str:
    first = run.report.configurations[0]
    figures = "".join(
        f"<td>{_figure(first.figures[name].value, name)}<small>{escape(format_interval(first.figures[name], MEASURE_BY_NAME[name]))}"
        f"</small></td>"
        if name in first.figures
        else "<td>–</td>"
        for name in _SHOWN
    )
    systems = "、".join(one.name for one in run.report.configurations)
    return (
        f'<tr><td><input type="checkbox" value="{escape(run.name)}" aria-label="{escape(words.tick.format(name=run.name))}">'
        f'</td><th scope="row">{escape(run.report.created_at[:16].replace("T", " "))}</th>'
        f"<td>{escape(run.report.cases_file)}</td><td>{len(first.questions)}</td><td>{escape(systems)}</td>{figures}"
        f'<td><button type="button" class="read" data-run="{escape(run.name)}">{escape(words.read_failures)}</button></td></tr>'
    )


def _figure(value: float, name: str) -> str:
    return escape(format_figure(value, MEASURE_BY_NAME[name]))


def _render_differing(
    title: str, ids: Sequence[str], questions: Mapping[str, QuestionRow], failed_in: SavedRun, words: EvaluationWords
) -> str:
    items = "".join(
        f'<li><a href="reports/{quote(failed_in.name)}#q-{quote(one)}" target="_blank" rel="noopener">'
        f"<code>{escape(one)}</code> {escape(questions[one].question)}</a></li>"
        for one in ids
    )
    return f"<h3>{escape(title)} ({len(ids)})</h3>" + (f"<ul>{items}</ul>" if items else f"<p>{escape(words.none)}</p>")


def _render_difference(one: PairedDifference, measure: Measure, words: EvaluationWords) -> str:
    verdict = {"better": words.better, "worse": words.worse}.get(name_verdict(one, measure), "")
    interval = format_difference_interval(one, measure)
    return (
        f'<tr><th scope="row">{escape(_name(measure, words))}</th><td>{escape(format_figure(one.left, measure))}</td>'
        f"<td>{escape(format_figure(one.right, measure))}</td>"
        f"<td>{escape(format_figure(one.difference, measure))} <small>{escape(interval)}</small> <b>{escape(verdict)}</b></td>"
        f"<td>{one.p:.3f}</td><td>{one.count}</td></tr>"
    )
