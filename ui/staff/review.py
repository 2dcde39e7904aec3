"""The review page: what is on it, and what happens when someone filters, opens and judges an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import gradio as gr

from eval import EvalError, UnusableReview, make_case, save_case
from qa import AnswerFilter, AnswerLog, CitationState, LoggedAnswer, compare_with_documents
from ui.staff.documents_watch import DocumentsWatch
from ui.staff.review_fields import ReviewFields, Then, read_filter, read_number, read_review
from ui.staff.review_view import render_answer, render_filters, render_list, render_no_answer
from ui.staff.telling import NotDone, Teller, words_of
from ui.staff.words import StaffWords


@dataclass(frozen=True, slots=True)
class ReviewState:
    """What one visit looks at. `number` 0: no answer is open. `drawn`: whether the page shows these filters."""

    wanted: AnswerFilter = field(default_factory=AnswerFilter)
    page: int = 0
    number: int = 0
    drawn: bool = False


def resume_review(state: ReviewState | None, request: gr.Request) -> ReviewState:
    """What a visit looks at; where the server does not know, the address names the answer that is open."""
    return state or ReviewState(number=read_number(dict(request.query_params).get("answer", "")))


class ReviewTab:
    """`build` puts it on the page; `show` draws it anew from what the log now holds."""

    def __init__(self, log: AnswerLog, watch: DocumentsWatch, cases: Path, *, root_path: str, script: str) -> None:
        self._log = log
        self._watch = watch
        self._cases = cases
        self._root_path = root_path
        self._script = script

    def build(self, teller: Teller, quick: Mapping[str, Any]) -> None:
        parts: dict[str, Any] = {"js_on_load": self._script, "apply_default_css": False}
        self.state = gr.State(None)  # until the page has opened, and when the server has forgotten the visit
        with gr.Row(elem_id="review-columns", elem_classes="columns"):
            with gr.Column(elem_id="review-list", min_width=0):
                self._filters = gr.HTML("", elem_id="review-filters", **parts)
                self.list = gr.HTML("", elem_id="review-answers", **parts)
            with gr.Column(elem_id="review-detail", min_width=0):
                self._detail = gr.HTML("", elem_id="review-answer", **parts)
        self.outputs = [self.state, self._filters, self.list, self._detail]

        def filter_answers(event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
            return self.show(ReviewState(read_filter(event._data or {})), words_of(request))

        def clear(request: gr.Request) -> dict[Any, Any]:
            return self.show(ReviewState(), words_of(request))

        def turn_page(event: gr.EventData, state: ReviewState | None, request: gr.Request) -> dict[Any, Any]:
            turned = replace(resume_review(state, request), page=read_number(event.page))
            return self.show(turned, words_of(request), filters=False, detail=False)

        def open_answer(event: gr.EventData, state: ReviewState | None, request: gr.Request) -> dict[Any, Any]:
            opened = replace(resume_review(state, request), number=read_number(event.number))
            return self.show(opened, words_of(request), filters=False)

        def close_answer(state: ReviewState | None, request: gr.Request) -> dict[Any, Any]:
            return self.show(replace(resume_review(state, request), number=0), words_of(request), filters=False)

        def open_next(state: ReviewState | None, request: gr.Request) -> dict[Any, Any]:
            return self._show_next(resume_review(state, request), words_of(request))

        def save(event: gr.EventData, state: ReviewState | None, request: gr.Request) -> dict[Any, Any]:
            fields = read_review(event._data or {})
            return self._save(fields, resume_review(state, request), words_of(request), request.username or "")

        here = {"outputs": [teller.place, *self.outputs], **quick}
        events: tuple[tuple[Any, Any, list[Any]], ...] = (
            (self._filters.filter, filter_answers, []),
            (self._filters.clear, clear, []),
            (self.list.turn, turn_page, [self.state]),
            (self.list.open, open_answer, [self.state]),
            (self.list.next, open_next, [self.state]),
            (self._detail.next, open_next, [self.state]),
            (self._detail.back, close_answer, [self.state]),
            (self._detail.review, save, [self.state]),
        )
        for event, handler, inputs in events:
            event(teller.wrap(handler), inputs, **here)

    def show(
        self,
        state: ReviewState,
        words: StaffWords,
        *,
        told: str = "",
        bad: bool = False,
        saved: int = 0,
        filters: bool = True,
        detail: bool = True,
    ) -> dict[Any, Any]:
        """Draw the page. What someone typed into the filters stays unless `filters`; the open answer unless `detail`."""
        found = self._log.find(state.wanted, state.page)
        shown = replace(state, page=found.page, drawn=True)
        update: dict[Any, Any] = {self.state: shown, self.list: render_list(found, state.number, words)}
        if filters or not state.drawn:
            documents = {doc_id: self._watch.title_of(doc_id) for doc_id in self._log.cited_documents()}
            update[self._filters] = render_filters(shown.wanted, documents, words, root_path=self._root_path)
        if detail:
            logged = self._log.read(state.number) if state.number else None
            if logged is None:
                update[self._detail] = render_no_answer(words, told, saved=saved)
            else:
                update[self._detail] = render_answer(
                    logged, self._compare(logged), words, told=told, bad=bad, saved=saved
                )
        return update

    def show_list(self, state: ReviewState, words: StaffWords) -> dict[Any, Any]:
        """Draw the list alone, and leave the state to whoever opens an answer meanwhile."""
        return {self.list: render_list(self._log.find(state.wanted, state.page), state.number, words)}

    def _show_next(self, state: ReviewState, words: StaffWords, told: str = "", *, saved: int = 0) -> dict[Any, Any]:
        number = self._log.next_unreviewed(state.wanted, state.number or None)
        if number is None:
            return self.show(state, words, told=told or words.all_reviewed, saved=saved, filters=False)
        return self.show(replace(state, number=number), words, told=told, saved=saved, filters=False)

    def _save(self, fields: ReviewFields, state: ReviewState, words: StaffWords, reviewer: str) -> dict[Any, Any]:
        state = replace(state, number=fields.number)
        if fields.verdict is None:
            # What was typed stays on the page: only the sentence is new.
            raise NotDone(words.choose_verdict)
        logged = self._log.read(fields.number)
        last = logged.review if logged else None
        if last and last.reviewer != reviewer and last.reviewed_at.isoformat() != fields.seen:
            verdict = words.answer_verdicts[last.verdict]
            if last.comment:
                verdict = words.verdict_with_comment.format(verdict=verdict, comment=last.comment)
            told = words.reviewed_meanwhile.format(name=last.reviewer, verdict=verdict)
            return self.show(state, words, told=told, bad=True, filters=False)
        self._log.review(fields.number, fields.verdict, reviewer, comment=fields.comment, citations=fields.citations)
        if fields.then is Then.NEXT:
            return self._show_next(state, words, words.saved, saved=fields.number)
        if fields.then is Then.CASE:
            told, bad = self._make_case(fields, words)
            return self.show(state, words, told=told, bad=bad, saved=fields.number, filters=False)
        return self.show(state, words, told=words.saved, saved=fields.number, filters=False)

    def _make_case(self, fields: ReviewFields, words: StaffWords) -> tuple[str, bool]:
        """What to tell, and whether it went wrong."""
        reviewed = self._log.read(fields.number)
        if reviewed is None:
            return words.trouble, True
        snapshot = self._watch.look()
        paragraphs = snapshot.paragraphs.values() if snapshot else ()
        try:
            case = make_case(reviewed, paragraphs, gold_quote=fields.gold)
            save_case(case, self._cases)
        except UnusableReview as error:
            return words.case_lacks[error.lack], True
        except EvalError as error:
            return str(error), True
        return words.case_saved.format(path=self._cases, id=case["id"]), False

    def _compare(self, logged: LoggedAnswer) -> dict[int, CitationState]:
        snapshot = self._watch.look()
        events = {
            doc_id: self._log.events(doc_id) for doc_id in {citation.doc_id for citation in logged.answer.citations}
        }
        return {
            citation.number: compare_with_documents(citation, logged, snapshot, events[citation.doc_id])
            for citation in logged.answer.citations
        }
