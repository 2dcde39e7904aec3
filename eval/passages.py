"""A passages file as documents: one per distinct title, each passage a paragraph of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from eval.cases import PassageText
from ingest import Document, Paragraph, ParagraphKind


def build_documents(passages: Sequence[PassageText]) -> tuple[tuple[Document, tuple[Paragraph, ...]], ...]:
    """Return each document with its paragraphs, both in the order of the file.

    Paragraphs have the anchor that `anchor_of_passages` gives, no label and no headings.
    """
    by_title: dict[str, list[PassageText]] = {}
    for passage in passages:
        by_title.setdefault(passage.title, []).append(passage)
    anchors = anchor_of_passages(passages)
    documents: list[tuple[Document, tuple[Paragraph, ...]]] = []
    for title, own in by_title.items():
        doc_id = anchors[own[0].id].split("/", 1)[0]
        sha256 = hashlib.sha256("\n".join(passage.text for passage in own).encode()).hexdigest()
        document = Document(doc_id, title, year=None, path=f"{doc_id}.txt", sha256=sha256, ingested_at="")
        paragraphs = tuple(
            Paragraph(
                anchor=anchors[passage.id],
                doc_id=doc_id,
                heading_path=(),
                label="",
                number="",
                kind=ParagraphKind.BODY,
                text=passage.text,
                text_hash=hashlib.sha256(passage.text.encode()).hexdigest()[:16],
                position=position,
                original=passage.text,
            )
            for position, passage in enumerate(own)
        )
        documents.append((document, paragraphs))
    return tuple(documents)


def anchor_of_passages(passages: Sequence[PassageText]) -> dict[str, str]:
    """Return passage id → anchor: a name made of the title alone, so that it stays when others leave, and the id.

    >>> anchor_of_passages([PassageText("p1", "甲", "…"), PassageText("p2", "乙", "…"), PassageText("p3", "甲", "…")])
    {'p1': 'passages-33e3580c09/p1', 'p2': 'passages-71530d4c49/p2', 'p3': 'passages-33e3580c09/p3'}
    """
    names = {title: hashlib.sha256(title.encode()).hexdigest()[:10] for title in {p.title for p in passages}}
    return {passage.id: f"passages-{names[passage.title]}/{passage.id}" for passage in passages}
