"""The single way from a file's blocks to the paragraphs that are cited."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cleaning.cleaned import clean
from ingest.outline.identity import identify
from ingest.outline.leads import mark_leads
from ingest.outline.numbered_pieces import Piece, split_into_pieces
from ingest.outline.paragraphs import build_paragraphs
from ingest.outline.truncation import mark_truncated
from ingest.records import BlockKind, ParsedDocument, ReadFile
from ingest.text.traced_text import join_texts


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
    lines = [piece.line for piece in pieces]
    identity = identify(
        [line.text for line in lines],
        levels=[line.heading_level for line in lines],
        fallback_title=fallback_title,
        rows=[index for index, line in enumerate(lines) if line.kind is not BlockKind.PARAGRAPH],
        first_number=next((i for i, piece in enumerate(pieces) if piece.line.number or piece.head), len(lines)),
    )
    pieces = merge_title(pieces, identity.title_lines)
    paragraphs = mark_leads(mark_truncated(build_paragraphs(pieces, read.blocks, doc_id, identity.title_lines[:1])))
    return ParsedDocument(
        title=identity.title,
        year=identity.year,
        region=identity.region,
        issuing_body=identity.issuing_body,
        document_number=identity.document_number,
        paragraphs=tuple(paragraphs),
        notices=(*read.notices, *cleaned.notices),
    )


def merge_title(pieces: Sequence[Piece], lines: Sequence[int]) -> list[Piece]:
    """The pieces, the lines of a title that runs over several as one. `lines` are neighbours."""
    if len(lines) < 2:
        return list(pieces)
    first, end = lines[0], lines[-1] + 1
    title = pieces[first].line.with_body(join_texts(piece.line.body for piece in pieces[first:end]))
    return [*pieces[:first], Piece(title), *pieces[end:]]
