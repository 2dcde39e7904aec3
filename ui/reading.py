"""The plain addresses beside the page: a document opened at a paragraph, and what people think of an answer."""

from __future__ import annotations

import logging
from html import escape
from typing import Annotated

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from ingest import IngestError, Span, Store, find_place
from qa import AnswerLog, Thumb
from ui.answer_tools import REASON_LIMIT
from ui.document_view import NEIGHBOURS, render_document, render_missing, render_page
from ui.limits import QuestionLimit
from ui.visit_language import read_language
from ui.words import Words, choose_words, quote_title

_LONGEST_ANCHOR = 1000

_log = logging.getLogger(__name__)


def add_document_address(app: FastAPI, store: Store) -> None:
    """GET document?anchor=…: the page of a document at a paragraph; with `part`, only what the chat page puts in its panel."""

    @app.get("/document", response_class=HTMLResponse)
    def document(
        request: Request,
        anchor: Annotated[str, Query(max_length=_LONGEST_ANCHOR)] = "",
        start: Annotated[int, Query(ge=0)] = 0,
        end: Annotated[int, Query(ge=0)] = 0,
        hash: Annotated[str, Query(max_length=64)] = "",
        part: bool = False,
    ) -> HTMLResponse:
        words = choose_words(read_language(request.query_params, request.cookies, request.headers))
        span = Span(start, end) if end > start else None
        status, title, inside = show_place(store, anchor, words, span=span, text_hash=hash)
        page = inside if part else render_page(inside, title, words)
        return HTMLResponse(page, status, headers={"cache-control": "no-cache"})


def show_place(store: Store, anchor: str, words: Words, *, span: Span | None, text_hash: str) -> tuple[int, str, str]:
    """HTTP status, title and HTML. 404 when the paragraph is gone, 503 when the store cannot be read."""
    try:
        place = find_place(store.public_snapshot(), anchor, neighbours=NEIGHBOURS)
    except IngestError as error:
        _log.error("A document could not be shown: %s", error)
        return 503, words.page_title, f'<p class="notice" role="alert">{escape(words.reader_failed)}</p>'
    if place is None:
        return 404, words.page_title, render_missing(words)
    changed = bool(text_hash) and text_hash != place.paragraph.text_hash
    return 200, quote_title(place.document.title, words), render_document(place, words, span=span, changed=changed)


class Judgement(BaseModel):
    """What a person thinks of an answer, as the page sends it."""

    answer: str = Field(min_length=1, max_length=64)
    thumb: Thumb
    reason: str = Field(default="", max_length=REASON_LIMIT)


def add_feedback_address(app: FastAPI, log: AnswerLog, limit: QuestionLimit) -> None:
    """POST feedback: a thumb, and perhaps a reason. 204; 429 with Retry-After when too many come from one address."""

    @app.post("/feedback", status_code=204)
    def feedback(judgement: Judgement, request: Request) -> Response:
        wait = limit.take(request.client.host if request.client else "")
        if wait:
            return Response(status_code=429, headers={"retry-after": str(wait)})
        log.record_feedback(judgement.answer, judgement.thumb, judgement.reason)
        return Response(status_code=204)
