"""The paragraphs that answers are measured against, and which of them are gold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from eval.records import Case, Gold
from eval.text_matching import fold
from ingest import Document, NoticeCode, Paragraph

_ACCOUNT = re.compile(r"[a-z0-9]{5,}")


@dataclass(frozen=True, slots=True)
class Corpus:
    """The stored paragraphs by anchor. `passages` maps a passage's id to its paragraph's anchor.

    `contacts` are the contact strings that cleaning took out of the text, folded and in lower case.
    """

    paragraphs: Mapping[str, Paragraph]
    documents: Mapping[str, Document]
    passages: Mapping[str, str] = field(default_factory=dict)
    contacts: frozenset[str] = frozenset()

    def text_of(self, anchor: str) -> str:
        """Return the stored text, empty when nothing is stored under the anchor."""
        paragraph = self.paragraphs.get(anchor)
        return paragraph.text if paragraph else ""

    def anchors_of(self, gold: Gold) -> frozenset[str]:
        """Return the paragraphs that hold a gold quote, or the gold passage's one; none when it is not stored.

        A quote may stand in the paragraph as it is or as it was before cleaning, since question sets
        name source text.
        """
        if gold.passage:
            anchor = self.passages.get(gold.passage)
            return frozenset((anchor,)) if anchor else frozenset()
        quote = fold(gold.quote)
        return frozenset(
            paragraph.anchor
            for paragraph in self.paragraphs.values()
            if (not gold.document or document_goes_by(self.documents.get(paragraph.doc_id), gold.document))
            and (quote in fold(paragraph.text) or quote in fold(paragraph.original))
        )

    def relevant_anchors(self, case: Case) -> frozenset[str]:
        """Return the paragraphs that count as relevant for a question: those of any of its gold."""
        return frozenset().union(*(self.anchors_of(gold) for gold in case.gold))


def build_corpus(
    documents: Iterable[Document], paragraphs: Iterable[Paragraph], passages: Mapping[str, str] | None = None
) -> Corpus:
    by_anchor = {paragraph.anchor: paragraph for paragraph in paragraphs}
    return Corpus(
        paragraphs=by_anchor,
        documents={document.doc_id: document for document in documents},
        passages=dict(passages or {}),
        contacts=frozenset(contact for paragraph in by_anchor.values() for contact in _contacts_of(paragraph)),
    )


def _contacts_of(paragraph: Paragraph) -> Iterable[str]:
    """What stood where text was damaged, and each account name or number in it (zugong893, not 微信)."""
    for notice in paragraph.notices:
        if notice.code is NoticeCode.DAMAGED_TEXT and notice.cleaning_id:  # without: bytes that are no text
            whole = fold(notice.original).lower()
            yield from {whole, *_ACCOUNT.findall(whole)} - {""}


def document_goes_by(document: Document | None, name: str) -> bool:
    """Say whether `name` is the document's id, title, path, file name or file name without its ending.

    Compared after NFKC, without regard to spaces at the ends.
    """
    if document is None:
        return False
    path = PurePath(document.path)
    names = {document.doc_id, document.title, document.path, path.name, path.stem}
    wanted = _plain(name)
    return wanted in {_plain(own) for own in names} or _plain(PurePath(name).name) == _plain(path.name)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()
