"""What an evaluation asks about: the store in use, or one built for the occasion from files or passages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from eval.cases import PassageText
from eval.corpus import Corpus, build_corpus
from eval.errors import EvalError
from eval.passages import anchor_of_passages, build_documents
from ingest import IngestSettings, Store, ingest_paths, open_store


@dataclass(frozen=True, slots=True)
class Source:
    """A store, its paragraphs, and one sentence for each file that could not be read."""

    store: Store
    corpus: Corpus
    failures: tuple[str, ...] = ()


@contextmanager
def open_source(
    *,
    docs: Sequence[Path] = (),
    passages: Sequence[PassageText] = (),
    store: Path | None = None,
    keep: Path | None = None,
) -> Iterator[Source]:
    """Open the store at `store` (None: the settings' own), or build one of `docs` or of `passages`.

    A built store is deleted afterwards, unless `keep` names its folder: then what is already there is not
    embedded again, and what is not asked about leaves it. It is built in this process, also when the
    settings name a Chroma server. Raises what opening a store or ingesting raises, and EvalError when `keep` is the
    store in use or no document can be read.
    """
    settings = IngestSettings.from_environment()
    if keep and keep.resolve() == settings.store.resolve():
        raise EvalError(f"{keep} is the store in use; keep what is built for an evaluation in another folder.")
    if not docs and not passages:
        opened = open_store(replace(settings, store=store) if store else settings)
        yield Source(opened, _corpus_of(opened, {}))
        return
    with tempfile.TemporaryDirectory(prefix="policy-eval-") as folder:
        built = open_store(replace(settings, store=keep or Path(folder), chroma_url=""))
        yield _ingest_passages(passages, built) if passages else _ingest_docs(docs, built)


def use_store(store: Store) -> Source:
    """A store that is open already, so that its models are not loaded twice."""
    return Source(store, _corpus_of(store, {}))


def _ingest_docs(docs: Sequence[Path], store: Store) -> Source:
    results = ingest_paths(docs, store)
    failures = tuple(str(result.error) for result in results if result.error)
    if len(failures) == len(results):
        raise EvalError(" ".join(failures) or f"There is no document in {', '.join(map(str, docs))}.")
    with store.writing():
        _remove_others(store, {result.doc_id for result in results})
    return Source(store, _corpus_of(store, {}), failures)


def _ingest_passages(passages: Sequence[PassageText], store: Store) -> Source:
    documents = build_documents(passages)
    with store.writing():
        _remove_others(store, {document.doc_id for document, _ in documents})
        known = {stored.document.doc_id: stored.document for stored in store.stored_documents()}
        for document, paragraphs in documents:
            if known.get(document.doc_id) != document:
                store.put(document, paragraphs)
    return Source(store, _corpus_of(store, anchor_of_passages(passages)))


def _remove_others(store: Store, wanted: Set[str]) -> None:
    for stored in store.stored_documents():
        if stored.document.doc_id not in wanted:
            store.remove(stored.document.doc_id)


def _corpus_of(store: Store, passages: dict[str, str]) -> Corpus:
    snapshot = store.snapshot()
    return build_corpus(snapshot.documents.values(), snapshot.paragraphs.values(), passages)
