"""The health page as HTML beside its plots: the figures of the period, what is asked most, and what finds no answer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from qa import DayFigures, QuestionCount, QuestionGroup
from ui.staff.html import render_line
from ui.staff.words import StaffWords

_EXAMPLES = 4  # further wordings shown of a group


def render_figures(days: Sequence[DayFigures], p50_ms: float, p95_ms: float, words: StaffWords) -> str:
    answered, refused = sum(day.answered for day in days), sum(day.refused for day in days)
    total = answered + refused
    share = f" · {refused / total:.0%}" if total else ""
    figures = (
        (words.health_questions, str(total)),
        (words.health_refused, f"{refused}{share}"),
        (words.health_p50, f"{p50_ms:.0f} ms" if total else "–"),
        (words.health_p95, f"{p95_ms:.0f} ms" if total else "–"),
    )
    cards = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in figures)
    return f'<dl class="figures">{cards}</dl>'


def render_most_asked(counted: Sequence[QuestionCount], words: StaffWords) -> str:
    items = "".join(f"<li>{_render_count(one.question, one.count, words)}</li>" for one in counted)
    return f"<h2>{escape(words.most_asked)}</h2>" + (
        f'<ol class="ranking">{items}</ol>' if items else render_line("nothing", words.nothing_asked)
    )


def render_unanswered(groups: Sequence[QuestionGroup], words: StaffWords) -> str:
    items = "".join(
        f"<li>{_render_count(group.questions[0].question, group.count, words)}{_render_others(group)}</li>"
        for group in groups
    )
    return f'<h2>{escape(words.unanswered)}</h2><p class="hint">{escape(words.unanswered_hint)}</p>' + (
        f'<ol class="ranking">{items}</ol>' if items else render_line("nothing", words.nothing_asked)
    )


def _render_count(question: str, count: int, words: StaffWords) -> str:
    return (
        f'<span class="question">{escape(question)}</span> '
        f'<span class="count">{escape(words.times.format(count=count))}</span>'
    )


def _render_others(group: QuestionGroup) -> str:
    others = group.questions[1 : 1 + _EXAMPLES]
    if not others:
        return ""
    return "<ul>" + "".join(f"<li>{escape(one.question)}</li>" for one in others) + "</ul>"
