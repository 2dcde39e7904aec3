"""The staff page: three tabs under one head, in the language of whoever reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from ingest import Store
from qa import AnswerLog, LogError
from ui.limits import UPLOADS_KEPT
from ui.staff.document_folder import DocumentFolder, TakenIn
from ui.staff.documents import DocumentsTab
from ui.staff.documents_watch import DocumentsWatch
from ui.staff.export import add_export
from ui.staff.health import HealthTab
from ui.staff.html import render_masthead
from ui.staff.review import ReviewState, ReviewTab, resume_review
from ui.staff.settings import StaffSettings
from ui.staff.sign_in import SignIn
from ui.staff.telling import Teller, render_trouble, words_of
from ui.staff.words import StaffWords, choose_staff_words
from ui.staff.words_zh import STAFF_CHINESE
from ui.visit_language import choose_language

PATH = "/staff"
_script = (Path(__file__).parents[1] / "staff.js").read_text(encoding="utf-8")


def build_staff_page(
    store: Store, log: AnswerLog, settings: StaffSettings, sign_in: SignIn, *, data: Path, root_path: str = ""
) -> gr.Blocks:
    """Review, documents and health. `data` is the folder of documents; what is removed goes beside the store."""
    watch = DocumentsWatch(store, log)
    folder = DocumentFolder(store, data, store.settings.store.parent / "removed")
    review = ReviewTab(log, watch, settings.cases, root_path=root_path, script=_script)
    documents = DocumentsTab(log, watch, folder, max_upload_mb=settings.max_upload_mb, script=_script)
    health = HealthTab(log, store.encoders[0])
    page = gr.Blocks(
        title=STAFF_CHINESE.page_title, analytics_enabled=False, fill_width=True, delete_cache=UPLOADS_KEPT
    )
    with page:
        quick: dict[str, Any] = {"show_progress": "hidden", "queue": False, "api_visibility": "private"}
        with gr.Column(elem_id="staff"):
            header = gr.HTML("", js_on_load=_script, apply_default_css=False, elem_id="staff-head")
            teller = Teller()
            with gr.Tabs(elem_id="staff-tabs"):
                with gr.Tab(STAFF_CHINESE.tab_review, id="review") as review_tab:
                    review.build(teller, quick)
                with gr.Tab(STAFF_CHINESE.tab_documents, id="documents") as documents_tab:
                    documents.build(teller, quick)
                with gr.Tab(STAFF_CHINESE.tab_health, id="health") as health_tab:
                    health.build(teller, quick)

        def show_in(
            words: StaffWords, request: gr.Request, state: ReviewState, opened: str, results: tuple[TakenIn, ...]
        ) -> dict[Any, Any]:
            session = sign_in.session_of(request.request) if request.request else None
            return {
                header: render_masthead(
                    words, request.username or "", root_path=root_path, ends=session.ends if session else 0
                ),
                review_tab: gr.update(label=words.tab_review),
                documents_tab: gr.update(label=words.tab_documents),
                health_tab: gr.update(label=words.tab_health),
                **show_review(state, words),
                **documents.show(opened, words),
                **documents.show_results(results, words),
            }

        def show_review(state: ReviewState, words: StaffWords) -> dict[Any, Any]:
            """The answers; where they cannot be read only that is told, and the rest of the page is there."""
            try:
                return review.show(state, words)
            except LogError as error:
                return {review.state: state, teller.place: render_trouble(error, words)}

        def open_page(request: gr.Request) -> dict[Any, Any]:
            return show_in(words_of(request), request, resume_review(None, request), "", ())

        def switch_language(
            event: gr.EventData,
            state: ReviewState | None,
            opened: str,
            results: tuple[TakenIn, ...],
            request: gr.Request,
        ) -> dict[Any, Any]:
            words = choose_staff_words(choose_language(str(event.language), ""))
            return show_in(words, request, resume_review(state, request), opened, results)

        def look_at_health(days: int, request: gr.Request) -> dict[Any, Any]:
            return health.show(days, words_of(request))

        def look_at_review(state: ReviewState | None, request: gr.Request) -> dict[Any, Any]:
            # The browser also sends this when the page opens, where `open_page` may not be done yet: it draws all.
            return review.show_list(state, words_of(request)) if state else {}

        tabs = [review_tab, documents_tab, health_tab]
        drawn = [teller.place, header, *tabs, *review.outputs, *documents.outputs]
        page.load(teller.wrap(open_page), None, drawn, **quick)
        look = (teller.wrap(look_at_health), [health.state], [teller.place, *health.outputs])
        header.switch(teller.wrap(switch_language), [review.state, *documents.state], drawn, **quick).then(
            *look, **quick
        )
        health_tab.select(*look, **quick)
        review_tab.select(teller.wrap(look_at_review), [review.state], [teller.place, review.list], **quick)
    page.queue(default_concurrency_limit=8)
    return page


def add_staff_page(
    app: FastAPI,
    store: Store,
    log: AnswerLog,
    settings: StaffSettings,
    sign_in: SignIn,
    *,
    data: Path,
    root_path: str = "",
) -> None:
    """Mount the staff page with its downloads. `sign_in` must guard PATH."""
    from ui.web import mount_page

    if not sign_in.is_on:
        return
    add_export(app, log)
    mount_page(
        app,
        build_staff_page(store, log, settings, sign_in, data=data, root_path=root_path),
        PATH,
        root_path=root_path,
        files=("staff.css", "storage.js", "signed_out.js", "staff_drafts.js"),
        guard=sign_in.name_of,
        max_upload=int(settings.max_upload_mb * 2**20),
    )
