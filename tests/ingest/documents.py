"""Builders: small documents as a reader would hand them on."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.parsing import parse_document
from ingest.records import Block, BlockKind, Paragraph, ParsedDocument, ReadFile

SHARED = Path(os.environ.get("POLICY_SHARED_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
FIRST_DOCUMENT = SHARED / "2022年全市教育工作要点.docx"
REPORTS = SHARED / "reports_2025"


def typed(*texts: str) -> ReadFile:
    """A file of plain paragraphs, everything typed, nothing drawn."""
    return ReadFile(tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))


def parse(*texts: str, undone: frozenset[str] = frozenset()) -> ParsedDocument:
    return parse_document(typed(*texts), doc_id="d", fallback_title="文件", undone=undone)


def by_anchor(document: ParsedDocument) -> dict[str, Paragraph]:
    """The paragraphs by their anchor without the document's part ("二/8")."""
    return {paragraph.anchor.partition("/")[2]: paragraph for paragraph in document.paragraphs}


def codes(paragraph: Paragraph) -> list[str]:
    return [notice.code.value for notice in paragraph.notices]


def spans(paragraph: Paragraph, code: str) -> list[str]:
    """The characters that the notices of one code are about."""
    return [paragraph.text[n.span.start : n.span.end] for n in paragraph.notices if n.code == code and n.span]
