"""The single way from a file's blocks to the paragraphs that are cited."""

from __future__ import annotations

from ingest.cleaning import clean
from ingest.identity import identify
from ingest.numbered_pieces import split_into_pieces
from ingest.outline import build_paragraphs
from ingest.records import ParsedDocument, ReadFile
from ingest.truncation import mark_truncated


def parse_document(
    read: ReadFile, *, doc_id: str, fallback_title: str, undone: frozenset[str] = frozenset()
) -> ParsedDocument:
    """Clean, outline and name a document.

    `fallback_title` is its title where it shows none (the file's name without extension). `undone` holds the
    `cleaning_id`s of cleanings that staff took back; there the original stays. The same input gives the same
    output. An empty file gives a document without paragraphs.
    """
    cleaned = clean(read, undone=undone)
    pieces = split_into_pieces(cleaned.lines)
    identity = identify(
        [piece.line.text for piece in pieces],
        levels=[piece.line.heading_level for piece in pieces],
        fallback_title=fallback_title,
    )
    paragraphs = mark_truncated(build_paragraphs(pieces, read.blocks, doc_id, identity.title_lines))
    return ParsedDocument(
        title=identity.title,
        year=identity.year,
        region=identity.region,
        issuing_body=identity.issuing_body,
        document_number=identity.document_number,
        paragraphs=tuple(paragraphs),
        notices=(*read.notices, *cleaned.notices),
    )
