"""Documents and paragraphs to JSON values and back, for the store and the command line."""

from __future__ import annotations

from typing import Any

from ingest.messages import Message, message_from_json, message_to_json, say
from ingest.records import Document, IngestResult, Notice, NoticeCode, Paragraph, ParagraphKind, SourceSpan, Span
from ingest.said import Said


def notice_to_json(notice: Notice) -> dict[str, Any]:
    """`message` is for people, in English; `told` is the same in no language, for the store."""
    return {
        "code": notice.code.value,
        "message": str(notice.message),
        "told": message_to_json(notice.message),
        "anchor": notice.anchor,
        "original": notice.original,
        "span": [notice.span.start, notice.span.end] if notice.span else None,
        "cleaning_id": notice.cleaning_id,
    }


def notice_from_json(value: dict[str, Any]) -> Notice:
    return Notice(
        code=NoticeCode(value["code"]),
        message=_message_of(value),
        anchor=value["anchor"],
        original=value["original"],
        span=Span(*value["span"]) if value["span"] else None,
        cleaning_id=value["cleaning_id"],
    )


def _message_of(notice: dict[str, Any]) -> Message:
    """Stores of earlier versions hold the sentence alone, in the language it was written in."""
    return message_from_json(notice["told"]) if "told" in notice else say(Said.AS_WRITTEN, text=notice["message"])


def paragraph_to_json(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "anchor": paragraph.anchor,
        "label": paragraph.label,
        "number": paragraph.number,
        "heading_path": list(paragraph.heading_path),
        "kind": paragraph.kind.value,
        "text": paragraph.text,
        "text_hash": paragraph.text_hash,
        "position": paragraph.position,
        "title_end": paragraph.title_end,
        "lead": paragraph.lead,
        "original": paragraph.original,
        "sources": [[s.start, s.end, s.block, s.source_start, s.source_end] for s in paragraph.sources],
        "notices": [notice_to_json(notice) for notice in paragraph.notices],
    }


def paragraph_from_json(value: dict[str, Any], doc_id: str) -> Paragraph:
    return Paragraph(
        anchor=value["anchor"],
        doc_id=doc_id,
        heading_path=tuple(value["heading_path"]),
        label=value["label"],
        number=value["number"],
        kind=ParagraphKind(value["kind"]),
        text=value["text"],
        text_hash=value["text_hash"],
        position=value["position"],
        title_end=value["title_end"],
        lead=value["lead"],
        original=value["original"],
        sources=tuple(SourceSpan(*source) for source in value["sources"]),
        notices=tuple(notice_from_json(notice) for notice in value["notices"]),
    )


def document_to_json(document: Document) -> dict[str, Any]:
    return {
        "doc_id": document.doc_id,
        "title": document.title,
        "year": document.year,
        "path": document.path,
        "sha256": document.sha256,
        "ingested_at": document.ingested_at,
        "region": document.region,
        "issuing_body": document.issuing_body,
        "document_number": document.document_number,
        "notices": [notice_to_json(notice) for notice in document.notices],
    }


def document_from_json(value: dict[str, Any]) -> Document:
    notices = tuple(notice_from_json(notice) for notice in value["notices"])
    return Document(**{**value, "notices": notices})


def result_to_json(result: IngestResult) -> dict[str, Any]:
    return {
        "path": result.path,
        "doc_id": result.doc_id,
        "title": result.title,
        "year": result.year,
        "status": result.status.value,
        "paragraphs": result.paragraphs,
        "chunks": result.chunks,
        "notices": [notice_to_json(notice) for notice in result.notices],
        "error": str(result.error) if result.error else None,
    }
