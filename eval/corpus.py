"""The paragraphs that answers are measured against, and which of them are gold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from eval.records import Case, Gold
from eval.text_matching import bare
from ingest import Document, Notice, NoticeCode, Paragraph

_FEWEST_CHARACTERS = 5
_ACCOUNT = re.compile(rf"[a-z0-9]{{{_FEWEST_CHARACTERS},}}")
# An account, address or number as it is written: in one, but for what joins its parts (010-12345678, 400 123 4567).
_ADDRESS = re.compile(r"[a-z0-9]+(?:(?:[-_.@:/]+|(?<=\d) (?=\d))[a-z0-9]+)*")
# Of an account a letter and a digit, of a number seven digits: "download", "2022" and "docx" are nobody's.
_IS_CONTACT = re.compile(r"[a-z]\d|\d[a-z]|\d{7}")


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
        quote = bare(gold.quote)
        return frozenset(
            paragraph.anchor
            for paragraph in self.paragraphs.values()
            if (not gold.document or document_goes_by(self.documents.get(paragraph.doc_id), gold.document))
            and (quote in bare(paragraph.text) or quote in bare(paragraph.original))
        )

    def relevant_anchors(self, case: Case) -> frozenset[str]:
        """Return the paragraphs that count as relevant for a question: those of any of its gold."""
        return frozenset().union(*(self.anchors_of(gold) for gold in case.gold))


def build_corpus(
    documents: Iterable[Document], paragraphs: Iterable[Paragraph], passages: Mapping[str, str] | None = None
) -> Corpus:
    by_anchor = {paragraph.anchor: paragraph for paragraph in paragraphs}
    by_id = {document.doc_id: document for document in documents}
    notices = [notice for document in by_id.values() for notice in document.notices]
    notices += [notice for paragraph in by_anchor.values() for notice in paragraph.notices]
    return Corpus(
        paragraphs=by_anchor,
        documents=by_id,
        passages=dict(passages or {}),
        contacts=frozenset(_contacts_in_gaps(notices)) | _contacts_in_boilerplate(notices, by_anchor.values()),
    )


def _contacts_in_gaps(notices: Iterable[Notice]) -> Iterator[str]:
    """What stood where text was damaged, and each account name or number in it (zugong893, not 微信)."""
    for notice in notices:
        if notice.code is NoticeCode.DAMAGED_TEXT and notice.cleaning_id:  # without: bytes that are no text
            whole = bare(notice.original).lower()
            yield from {whole, *_ACCOUNT.findall(whole)} - {""}


def _contacts_in_boilerplate(notices: Iterable[Notice], kept: Iterable[Paragraph]) -> frozenset[str]:
    """Account names and numbers in lines and sentences that a site put among the text, where the text has them not."""
    taken = (_plain(n.original).lower() for n in notices if n.code is NoticeCode.BOILERPLATE and n.cleaning_id)
    tokens = {bare(token) for text in taken for token in _ADDRESS.findall(text)}
    found = {token for token in tokens if len(token) >= _FEWEST_CHARACTERS and _IS_CONTACT.search(token)}
    text = "\n".join(bare(paragraph.text).lower() for paragraph in kept) if found else ""
    return frozenset(token for token in found if token not in text)


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
