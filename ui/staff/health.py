"""The health page: how much is asked, how much is refused, how long answers take, and what finds no answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import gradio as gr
import pandas as pd

from ingest import Encoder
from qa import AnswerLog, DayFigures, Outcome, count_days, count_questions, group_questions, overall_latency
from ui.staff.health_view import render_figures, render_most_asked, render_unanswered
from ui.staff.telling import Teller, words_of
from ui.staff.words import StaffWords

PERIODS = (7, 30, 90)  # days
_SHOWN = 15
_COLOURS = {"answered": "#2f74b5", "refused": "#c98a1b"}


class HealthTab:
    """`build` puts it on the page; `show` draws it anew. Grouping takes a second, so it waits until someone looks."""

    def __init__(self, log: AnswerLog, encoder: Encoder) -> None:
        self._log = log
        self._encoder = encoder

    def build(self, teller: Teller, quick: Mapping[str, Any]) -> None:
        still: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}
        self._days = gr.Radio([(str(days), days) for days in PERIODS], value=30, elem_id="health-days")
        self._figures = gr.HTML("", elem_id="health-figures", **still)
        with gr.Row(elem_classes="columns even"):
            # Not seen while there is nothing in them: what Gradio shows then, screen readers cannot make sense of.
            plot: dict[str, Any] = {"height": 260, "min_width": 0, "visible": False}
            self._questions = gr.BarPlot(elem_id="plot-questions", **plot)
            self._latency = gr.ScatterPlot(elem_id="plot-latency", **plot)
        with gr.Row(elem_classes="columns even"):
            self._most_asked = gr.HTML("", elem_id="most-asked", **still)
            self._unanswered = gr.HTML("", elem_id="unanswered", **still)
        self.state = self._days
        self.outputs = [
            self._days,
            self._figures,
            self._questions,
            self._latency,
            self._most_asked,
            self._unanswered,
        ]

        def choose_days(days: int, request: gr.Request) -> dict[Any, Any]:
            return self.show(days, words_of(request))

        self._days.input(teller.wrap(choose_days), [self._days], [teller.place, *self.outputs], **quick)

    def show(self, days: int, words: StaffWords) -> dict[Any, Any]:
        last = datetime.now(UTC).astimezone().date()
        days = days if days in PERIODS else PERIODS[1]
        first = last - timedelta(days=days - 1)
        questions = self._log.questions_since(first)
        by_day = count_days(questions, first, last)
        refused = [question for question in questions if question.outcome is Outcome.NOT_IN_DOCUMENTS]
        groups = group_questions(count_questions(refused, limit=len(refused)), self._encoder)
        choices = [(words.days.format(days=period), period) for period in PERIODS]
        return {
            self._days: gr.update(choices=choices, value=days, label=words.health_days),
            self._figures: render_figures(by_day, *overall_latency(questions), words),
            self._questions: _plot_questions(by_day, words),
            self._latency: _plot_latency(by_day, words),
            self._most_asked: render_most_asked(count_questions(questions, limit=_SHOWN), words),
            self._unanswered: render_unanswered(groups[:_SHOWN], words),
        }


def _plot_questions(days: Sequence[DayFigures], words: StaffWords) -> gr.BarPlot:
    rows = [
        (pd.Timestamp(day.day), count, name)
        for day in days
        for count, name in ((day.answered, words.plot_answered), (day.refused, words.plot_refused))
    ]
    return gr.BarPlot(
        pd.DataFrame(rows, columns=["day", "count", "kind"]),
        x="day",
        y="count",
        color="kind",
        color_map={words.plot_answered: _COLOURS["answered"], words.plot_refused: _COLOURS["refused"]},
        title=words.plot_questions,
        x_title=words.plot_day,
        y_title=words.plot_count,
        color_title=" ",
        x_bin="1d",
        visible=bool(rows),
        x_axis_format="%m-%d",
    )


def _plot_latency(days: Sequence[DayFigures], words: StaffWords) -> gr.ScatterPlot:
    rows = [
        (pd.Timestamp(day.day), milliseconds, name)
        for day in days
        for milliseconds, name in ((day.p50_ms, words.plot_p50), (day.p95_ms, words.plot_p95))
        if milliseconds is not None
    ]
    # Dots, not a line: a line through a single day cannot be seen. Both plots show the same days, in seconds since 1970.
    half_a_day = 43_200
    first, last = (pd.Timestamp(day.day).timestamp() for day in (days[0], days[-1]))
    return gr.ScatterPlot(
        pd.DataFrame(rows, columns=["day", "milliseconds", "kind"]),
        x="day",
        y="milliseconds",
        color="kind",
        color_map={words.plot_p50: _COLOURS["answered"], words.plot_p95: _COLOURS["refused"]},
        title=words.plot_latency,
        x_title=words.plot_day,
        y_title=words.plot_milliseconds,
        color_title=" ",
        visible=bool(rows),
        x_lim=[first - half_a_day, last + half_a_day],
        x_axis_format="%m-%d",
    )
