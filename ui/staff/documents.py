"""The documents page: what is on it, and what happens when someone uploads, looks into or changes a document."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import gradio as gr

from ingest import Document, Snapshot
from qa import AnswerLog, DocumentEvent, DocumentEventKind, LogError
from ui.staff.document_folder import DocumentFolder, TakenIn
from ui.staff.documents_view import render_document, render_documents, render_no_document, render_results
from ui.staff.documents_watch import DocumentsWatch
from ui.staff.html import render_line
from ui.staff.telling import Teller, words_of
from ui.staff.words import StaffWords

_log = logging.getLogger(__name__)
_SUFFIXES = [".docx", ".docm", ".dotx", ".dotm", ".txt"]


class DocumentsTab:
    """`build` puts it on the page; `show` draws it anew from what the store now holds."""

    def __init__(
        self, log: AnswerLog, watch: DocumentsWatch, folder: DocumentFolder, *, max_upload_mb: float, script: str
    ) -> None:
        self._log = log
        self._watch = watch
        self._folder = folder
        self._max_upload_mb = max_upload_mb
        self._script = script

    def build(self, teller: Teller, quick: Mapping[str, Any]) -> None:
        parts: dict[str, Any] = {"js_on_load": self._script, "apply_default_css": False}
        self._opened, self._uploaded = gr.State(""), gr.State(tuple[TakenIn, ...]())
        with gr.Row(elem_id="documents-columns", elem_classes="columns"):
            with gr.Column(elem_id="documents-list", min_width=0):
                self._upload = gr.File(
                    label="", file_count="multiple", file_types=_SUFFIXES, elem_id="upload", height=150
                )
                self._hint = gr.HTML("", elem_id="upload-hint", **parts)
                self._results = gr.HTML("", elem_id="upload-results", **parts)
                self._list = gr.HTML("", elem_id="document-list", **parts)
            with gr.Column(elem_id="documents-detail", min_width=0):
                self._detail = gr.HTML("", elem_id="document-detail", **parts)
        self.state = [self._opened, self._uploaded]
        self.outputs = [*self.state, self._upload, self._hint, self._results, self._list, self._detail]

        def upload(files: list[str] | None, request: gr.Request) -> Iterator[dict[Any, Any]]:
            words, results, uploaded = words_of(request), list[TakenIn](), [Path(file) for file in files or []]
            try:
                for number, file in enumerate(uploaded, start=1):
                    now = words.uploading.format(name=file.name, number=number, total=len(uploaded))
                    yield {self._results: render_results(results, words, now=now)}
                    results.append(self._take_in(file, request.username or ""))
            finally:
                for file in uploaded:  # Gradio's copy: the folder of documents has its own
                    file.unlink(missing_ok=True)
            last = next((taken.result.doc_id for taken in reversed(results) if taken.result.doc_id), "")
            yield self.show(last, words) | self.show_results(tuple(results), words) | {self._upload: None}

        def open_document(event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
            return self.show(str(event.document), words_of(request))

        def close_document(request: gr.Request) -> dict[Any, Any]:
            return self.show("", words_of(request))

        def reindex(event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
            words, document = words_of(request), self._find(event)
            if document is None:
                return self.show("", words, told=words.document_gone)
            result = self._folder.read_again(document.doc_id)
            told = words.reindexed.format(paragraphs=result.paragraphs)
            return self.show(document.doc_id, words, person=request.username or "", told=told)

        def undo(event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
            return self._set_undone(event, words_of(request), request.username or "", undone=True)

        def restore(event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
            return self._set_undone(event, words_of(request), request.username or "", undone=False)

        def remove(event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
            words, document = words_of(request), self._find(event)
            if document is None:
                return self.show("", words, told=words.document_gone)
            self._folder.remove(document.doc_id)
            told = words.removed.format(title=document.title)
            return self.show("", words, person=request.username or "", told=told)

        # One change at a time: each writes the store, and the next must see what the one before made of it.
        changing = {**quick, "queue": True, "concurrency_limit": 1, "concurrency_id": "documents"}
        changing |= {"show_progress": "minimal", "show_progress_on": [self._detail]}
        events: tuple[tuple[Any, Any, list[Any], Mapping[str, Any]], ...] = (
            (self._upload.upload, upload, [self._upload], changing | {"show_progress": "hidden"}),
            (self._list.open, open_document, [], quick),
            (self._results.open, open_document, [], quick),
            (self._detail.back, close_document, [], quick),
            (self._detail.reindex, reindex, [], changing),
            (self._detail.undo, undo, [], changing),
            (self._detail.restore, restore, [], changing),
            (self._detail.remove, remove, [], changing),
        )
        for event, handler, inputs, options in events:
            event(teller.wrap(handler), inputs, outputs=[teller.place, *self.outputs], **options)

    def show(self, opened: str, words: StaffWords, *, person: str = "", told: str = "") -> dict[Any, Any]:
        """Draw the page with this document open ("" for none). `person` is who just changed documents."""
        snapshot = self._watch.look(person)
        document = snapshot.documents.get(opened) if snapshot else None
        return {
            self._opened: document.doc_id if document else "",
            self._upload: gr.update(label=words.upload_label),
            self._hint: render_line("hint", words.upload_hint.format(megabytes=f"{self._max_upload_mb:g}")),
            self._list: render_documents(snapshot, opened, words),
            self._detail: self._render_detail(snapshot, opened, words, told),
        }

    def show_results(self, results: tuple[TakenIn, ...], words: StaffWords) -> dict[Any, Any]:
        """What became of the files that were uploaded last."""
        return {self._uploaded: results, self._results: render_results(results, words)}

    def _render_detail(self, snapshot: Snapshot | None, opened: str, words: StaffWords, told: str) -> str:
        document = snapshot.documents.get(opened) if snapshot else None
        if snapshot is None or document is None:
            return render_no_document(words, told)
        return render_document(
            document,
            snapshot.paragraphs_of(opened),
            self._folder.store.undone_cleanings(opened),
            self._read_events(opened),
            words,
            removed_folder=str(self._folder.removed),
            told=told,
        )

    def _read_events(self, doc_id: str) -> tuple[DocumentEvent, ...]:
        """The history; none while the log is away, since documents can be looked after without it."""
        try:
            return self._log.events(doc_id)
        except LogError:
            return ()

    def _find(self, event: gr.EventData) -> Document | None:
        """The document that an event is about; None when someone removed it since the page was drawn."""
        snapshot = self._watch.look()
        return snapshot.documents.get(str(event.document)) if snapshot else None

    def _take_in(self, file: Path, person: str) -> TakenIn:
        taken = self._folder.take_in(file)
        result = taken.result
        if result.error:
            self._note(result.doc_id or result.path, result.path, DocumentEventKind.FAILED, person, str(result.error))
        else:
            self._watch.look(person)
        return taken

    def _set_undone(self, event: gr.EventData, words: StaffWords, person: str, *, undone: bool) -> dict[Any, Any]:
        document, cleaning = self._find(event), str(event.cleaning)
        if document is None:
            return self.show("", words, told=words.document_gone)
        original = next((notice.original for notice in document.notices if notice.cleaning_id == cleaning), "")
        self._folder.set_undone(document.doc_id, cleaning, undone=undone)
        self._watch.look(person)
        kind = DocumentEventKind.CLEANING_UNDONE if undone else DocumentEventKind.CLEANING_RESTORED
        detail = json.dumps({"cleaning_id": cleaning, "original": original}, ensure_ascii=False)
        self._note(document.doc_id, self._watch.title_of(document.doc_id), kind, person, detail)
        told = words.cleaning_was_undone if undone else words.cleaning_was_restored
        return self.show(document.doc_id, words, told=told)

    def _note(self, doc_id: str, title: str, kind: DocumentEventKind, person: str, detail: str) -> None:
        try:
            self._log.note_event(doc_id, title, kind, person, detail)
        except LogError as error:
            # What was done to the documents is done; only its line in the history is missing.
            _log.error("Something done to a document is not in its history: %s", error)
