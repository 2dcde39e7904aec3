"""The documents page as HTML: the list, and one document with its text, its cleanings and its history."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from html import escape
from itertools import groupby

from ingest import Document, Notice, NoticeCode, Paragraph, Snapshot
from qa import DocumentEvent, DocumentEventKind
from ui.staff.document_folder import TakenIn
from ui.staff.html import render_line, render_told, show_time
from ui.staff.words import StaffWords

# Characters of a paragraph shown on either side of what was cleaned.
_AROUND = 30


def render_documents(snapshot: Snapshot | None, opened: str, words: StaffWords) -> str:
    title = f"<h2>{escape(words.documents_title)}</h2>"
    if snapshot is None or not snapshot.documents:
        return title + render_line("nothing", words.documents_none)
    items = "".join(
        _render_item(document, len(snapshot.paragraphs_of(document.doc_id)), document.doc_id == opened, words)
        for document in snapshot.documents.values()
    )
    return f'{title}<ul class="documents">{items}</ul>'


def render_results(results: Sequence[TakenIn], words: StaffWords, *, now: str = "") -> str:
    """What became of uploaded files so far; `now` says what is being done."""
    lines = "".join(_render_result(taken, words) for taken in results)
    return (f'<div role="status"><ul class="results">{lines}</ul></div>' if lines else "") + (
        f'<p class="working" role="status">{escape(now)}</p>' if now else ""
    )


def render_document(
    document: Document,
    paragraphs: Sequence[Paragraph],
    undone: Collection[str],
    events: Sequence[DocumentEvent],
    words: StaffWords,
    *,
    removed_folder: str,
    told: str = "",
) -> str:
    by_anchor = {paragraph.anchor: paragraph for paragraph in paragraphs}
    cleanings = [notice for notice in document.notices if notice.cleaning_id]
    others = [notice for notice in document.notices if not notice.cleaning_id]
    path_line = f"{words.document_path}: {document.path} · " + words.ingested_at.format(
        time=show_time(datetime.fromisoformat(document.ingested_at), words)
    )
    return (
        f'<article class="detail document"><button type="button" class="plain back" data-event="back">'
        f'← {escape(words.back_to_documents)}</button><h2 tabindex="-1">{escape(document.title)}</h2>'
        f'<p class="facts">{escape(path_line)}</p>{render_told(told)}'
        f'<div class="buttons"><button type="button" class="secondary" data-event="reindex" '
        f'data-document="{escape(document.doc_id)}">{escape(words.reindex)}</button>'
        f"{_render_removal(document, removed_folder, words)}</div>"
        f"{_render_cleanings(document, cleanings, by_anchor, words)}{_render_undone(document, undone, events, words)}"
        f"{_render_notices(others, by_anchor, words)}{_render_outline(paragraphs, words)}"
        f"{_render_history(events, words)}</article>"
    )


def render_no_document(words: StaffWords, told: str = "") -> str:
    return f'<div class="detail empty">{render_told(told)}<p>{escape(words.choose_document)}</p></div>'


def _render_item(document: Document, paragraphs: int, opened: bool, words: StaffWords) -> str:
    cleanings = sum(bool(notice.cleaning_id) for notice in document.notices)
    facts = words.document_facts.format(
        paragraphs=paragraphs, cleanings=cleanings, notices=len(document.notices) - cleanings
    )
    current = ' aria-current="true"' if opened else ""
    return (
        f'<li><button type="button" data-event="open" data-document="{escape(document.doc_id)}"{current}>'
        f'<span class="question">{escape(document.title)}</span><span class="facts">{escape(facts)}</span></button></li>'
    )


def _render_result(taken: TakenIn, words: StaffWords) -> str:
    result = taken.result
    state = words.upload_done[result.status.value]
    if result.error:
        return (
            f'<li class="bad"><strong>{escape(result.path)}</strong> · {escape(state)} · '
            f"{escape(words.tell(result.error))} {escape(words.upload_failed)}</li>"
        )
    cleanings = sum(bool(notice.cleaning_id) for notice in result.notices)
    facts = words.document_facts.format(
        paragraphs=result.paragraphs, cleanings=cleanings, notices=len(result.notices) - cleanings
    )
    kept = f" {escape(words.upload_kept.format(path=taken.kept))}" if taken.kept else ""
    return (
        f"<li><strong>{escape(result.path)}</strong> · {escape(state)} · {escape(facts)} "
        f'<button type="button" class="plain" data-event="open" data-document="{escape(result.doc_id)}">'
        f"{escape(result.title)}</button>{kept}</li>"
    )


def _render_removal(document: Document, folder: str, words: StaffWords) -> str:
    question = words.remove_question.format(title=document.title, folder=folder)
    return (
        f'<details class="removal"><summary>{escape(words.remove)}</summary><div><p>{escape(question)}</p>'
        f'<button type="button" class="danger" data-event="remove" data-document="{escape(document.doc_id)}">'
        f"{escape(words.remove_yes)}</button>"
        f'<button type="button" class="plain" data-close>{escape(words.cancel)}</button></div></details>'
    )


def _render_cleanings(
    document: Document, cleanings: Sequence[Notice], by_anchor: dict[str, Paragraph], words: StaffWords
) -> str:
    items = "".join(_render_cleaning(document, notice, by_anchor.get(notice.anchor), words) for notice in cleanings)
    count = f' <span class="count">{len(cleanings)}</span>' if cleanings else ""
    return (
        f'<details class="part cleanings" open><summary><h3>{escape(words.cleanings_title)}{count}</h3></summary>'
        f"{f'<ul>{items}</ul>' if items else render_line('nothing', words.cleanings_none)}</details>"
    )


def _render_cleaning(document: Document, notice: Notice, paragraph: Paragraph | None, words: StaffWords) -> str:
    before, after, now = "", "", words.cleaning_left_out
    if paragraph and notice.span:
        start, end = notice.span.start, notice.span.end
        before = paragraph.text[max(0, start - _AROUND) : start]
        after = paragraph.text[end : end + _AROUND]
        now = paragraph.text[start:end]
    label = f' <span class="label">{escape(paragraph.label)}</span>' if paragraph and paragraph.label else ""
    return (
        f'<li><p class="what"><span class="tag">{escape(words.notice_codes[notice.code])}</span>{label}</p><dl>'
        f"<dt>{escape(words.cleaning_original)}</dt>"
        f'<dd lang="zh-CN">{escape(before)}<del>{escape(notice.original)}</del>{escape(after)}</dd>'
        f'<dt>{escape(words.cleaning_now)}</dt><dd lang="zh-CN">{escape(before)}<ins>{escape(now)}</ins>{escape(after)}</dd>'
        f"</dl>{_render_undoing(document, notice, words)}</li>"
    )


def _render_undoing(document: Document, notice: Notice, words: StaffWords) -> str:
    """The button that takes a cleaning back; where a contact would come back, a question stands before it."""
    data = f'data-event="undo" data-document="{escape(document.doc_id)}" data-cleaning="{escape(notice.cleaning_id)}"'
    if notice.code is not NoticeCode.DAMAGED_TEXT:
        return f'<button type="button" class="secondary small" {data}>{escape(words.undo_cleaning)}</button>'
    question = words.undo_contact_question.format(original=notice.original)
    return (
        f'<details class="undoing"><summary>{escape(words.undo_cleaning)}</summary><div><p>{escape(question)}</p>'
        f'<button type="button" class="danger" {data}>{escape(words.undo_contact_yes)}</button>'
        f'<button type="button" class="plain" data-close>{escape(words.cancel)}</button></div></details>'
    )


def _render_undone(
    document: Document, undone: Collection[str], events: Sequence[DocumentEvent], words: StaffWords
) -> str:
    if not undone:
        return ""
    originals = {}
    for event in reversed(events):
        if event.kind is DocumentEventKind.CLEANING_UNDONE:
            detail = json.loads(event.detail)
            originals[detail["cleaning_id"]] = detail["original"]
    items = "".join(
        f'<li><p lang="zh-CN">{escape(originals.get(cleaning, cleaning))}</p>'
        f'<button type="button" class="secondary small" data-event="restore" '
        f'data-document="{escape(document.doc_id)}" data-cleaning="{escape(cleaning)}">'
        f"{escape(words.restore_cleaning)}</button></li>"
        for cleaning in sorted(undone)
    )
    return (
        f'<details class="part cleanings" open><summary><h3>{escape(words.undone_title)} '
        f'<span class="count">{len(undone)}</span></h3></summary><ul>{items}</ul></details>'
    )


def _render_notices(notices: Sequence[Notice], by_anchor: dict[str, Paragraph], words: StaffWords) -> str:
    count = f' <span class="count">{len(notices)}</span>' if notices else ""
    groups = groupby(sorted(notices, key=lambda notice: notice.code.value), key=lambda notice: notice.code)
    content = ""
    for code, group in groups:
        items = "".join(
            f"<li>{_render_place(by_anchor.get(notice.anchor))}{escape(words.tell(notice.message))}</li>"
            for notice in group
        )
        content += f"<h4>{escape(words.notice_codes[code])}</h4><ul>{items}</ul>"
    return (
        f'<details class="part"><summary><h3>{escape(words.notices_title)}{count}</h3></summary>'
        f"{content or render_line('nothing', words.notices_none)}</details>"
    )


def _render_place(paragraph: Paragraph | None) -> str:
    return render_line("label", paragraph.label, "span") + " " if paragraph else ""


def _render_outline(paragraphs: Sequence[Paragraph], words: StaffWords) -> str:
    items = "".join(_render_paragraph(paragraph, words) for paragraph in paragraphs)
    return (
        f'<details class="part outline"><summary><h3>{escape(words.outline_title)} '
        f'<span class="count">{len(paragraphs)}</span></h3></summary><ol lang="zh-CN">{items}</ol></details>'
    )


def _render_paragraph(paragraph: Paragraph, words: StaffWords) -> str:
    depth = min(5, len(paragraph.heading_path))
    title, body = paragraph.text[: paragraph.title_end], paragraph.text[paragraph.title_end :]
    if paragraph.kind.value == "heading":
        title, body = paragraph.text, ""
    original = (
        f"<details><summary>{escape(words.show_original)}</summary><p>{escape(paragraph.original)}</p></details>"
        if paragraph.original not in {"", paragraph.text}
        else ""
    )
    kind = words.paragraph_kinds[paragraph.kind]
    return (
        f'<li class="depth{depth} {paragraph.kind.value}">'
        f"{render_line('tag', kind if paragraph.kind.value in {'table_row', 'footnote'} else '', 'span')}"
        f"<p>{f'<strong>{escape(title)}</strong>' if title else ''}{escape(body)}</p>{original}</li>"
    )


def _render_history(events: Sequence[DocumentEvent], words: StaffWords) -> str:
    items = "".join(
        f"<li><time>{show_time(event.happened_at, words)}</time> {escape(words.event_kinds[event.kind])}"
        f"{f' · {escape(words.event_by.format(name=event.person))}' if event.person else ''}"
        f"{_render_changes(event, words)}</li>"
        for event in events
    )
    return (
        f'<details class="part" open><summary><h3>{escape(words.history_title)}</h3></summary>'
        f"{f'<ul>{items}</ul>' if items else render_line('nothing', words.history_none)}</details>"
    )


def _render_changes(event: DocumentEvent, words: StaffWords) -> str:
    if event.kind is not DocumentEventKind.CHANGED or not event.changed_anchors:
        return ""
    return f" · {escape(words.event_changed.format(count=len(event.changed_anchors)))}"
