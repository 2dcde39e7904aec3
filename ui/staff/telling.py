"""What a page says when something cannot be done: a sentence in a place of its own, no traceback."""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from ingest import IngestError
from qa import LogError, LogUnavailable
from ui.staff.html import render_told
from ui.staff.words import StaffWords, choose_staff_words
from ui.visit import language_of

_log = logging.getLogger(__name__)


class NotDone(Exception):
    """Its text tells the person, in the page's language, what to do first."""


class Teller:
    """A place on the page, and the wrapping of handlers so that their errors are told there.

    Handlers take the request, which tells the language, and return updates by component; each that updates anything
    takes back what was told before.
    """

    def __init__(self) -> None:
        self.place = gr.HTML("", js_on_load=None, apply_default_css=False, elem_id="staff-told")

    def wrap(self, handler: Callable[..., Any]) -> Callable[..., Any]:
        if inspect.isgeneratorfunction(handler):

            @functools.wraps(handler)
            def follow(*arguments: Any, **named: Any) -> Iterator[Any]:
                try:
                    for update in handler(*arguments, **named):
                        yield {self.place: ""} | update
                except (LogError, IngestError, NotDone) as error:
                    yield {self.place: _tell(error, arguments)}

            return follow

        @functools.wraps(handler)
        def call(*arguments: Any, **named: Any) -> Any:
            try:
                done = handler(*arguments, **named)
                return {self.place: ""} | done if done else {self.place: gr.skip()}
            except (LogError, IngestError, NotDone) as error:
                return {self.place: _tell(error, arguments)}

        return call


def words_of(request: gr.Request) -> StaffWords:
    return choose_staff_words(language_of(request))


def render_trouble(error: Exception, words: StaffWords) -> str:
    """What the page says of an error; the program's log has its details."""
    if isinstance(error, NotDone):
        return render_told(str(error), bad=True)
    _log.error("A staff page could not do what was asked: %s", error)
    if isinstance(error, IngestError):
        return render_told(words.tell(error.message), bad=True)
    return render_told(words.log_unavailable if isinstance(error, LogUnavailable) else words.trouble, bad=True)


def _tell(error: Exception, arguments: tuple[Any, ...]) -> str:
    return render_trouble(error, words_of(next(one for one in arguments if isinstance(one, gr.Request))))
