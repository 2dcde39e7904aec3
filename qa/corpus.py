"""What can be searched: the store's paragraphs and sentences with their lexical indexes and vectors, at one moment."""

from __future__ import annotations

import re
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from weakref import WeakValueDictionary

import numpy as np
import numpy.typing as npt

from ingest import (
    Chunk,
    ChunkKind,
    Document,
    LexicalIndex,
    Paragraph,
    Snapshot,
    Store,
    StoreError,
    build_lexical_index,
    find_syllables,
    fold,
    load_lexical_index,
    tokenize,
    tokenize_sounds,
)
from qa.dictionary import translate
from qa.language import detect_language
from qa.pinyin_names import find_sounds
from qa.records import Language
from qa.vector_source import StoreVectors, VectorSource

_TO_BE_DONE = re.compile(
    r"应当|不得|严禁|推进|加强|落实|完善|健全|建立|实施|开展|推动|鼓励|支持|确保|做好|提高|深化|强化|须|负责|依法|按照|规范|统筹|保障"
)
_FEW_SENTENCES = 30
_Found = TypeVar("_Found")

_KEEPERS: WeakValueDictionary[int, CorpusKeeper] = WeakValueDictionary()  # by the store's id
_KEEPING = threading.Lock()
_SEARCHES = 3  # how often a question is searched again because its documents changed meanwhile


@dataclass(frozen=True)
class Corpus:
    """Documents, paragraphs and chunks in reading order, with lexical indexes.

    Over paragraphs and over sentences by their words, and over sentences by their sound, which forgives homophones.
    """

    documents: Mapping[str, Document]
    paragraphs: Sequence[Paragraph]
    sentences: Sequence[Chunk]
    windows: Sequence[Chunk]
    paragraph_index: LexicalIndex
    sentence_index: LexicalIndex
    sound_index: LexicalIndex
    vectors: VectorSource

    @cached_property
    def paragraph_positions(self) -> Mapping[str, int]:
        """Anchor → index in `paragraphs`."""
        return {paragraph.anchor: index for index, paragraph in enumerate(self.paragraphs)}

    @cached_property
    def language(self) -> Language | None:
        """The language that most paragraphs are in; None without paragraphs."""
        counts = Counter(detect_language(paragraph.text) for paragraph in self.paragraphs)
        return counts.most_common(1)[0][0] if counts else None

    def is_other_script(self, question: str) -> bool:
        """Whether a question is in another language than the documents: then hardly any word of it is theirs."""
        return self.language is not None and detect_language(question) is not self.language

    @cached_property
    def translations(self) -> Mapping[str, frozenset[str]]:
        """English stem → the words of the documents that may mean it."""
        return translate(self.paragraph_index.tokens)

    @cached_property
    def sounds(self) -> Mapping[str, frozenset[str]]:
        """Sound → the pairs of characters in the documents that sound so."""
        return find_sounds(self.paragraph_index.tokens)

    @cached_property
    def paragraph_documents(self) -> npt.NDArray[np.str_]:
        """The document's id of each paragraph."""
        return np.array([paragraph.doc_id for paragraph in self.paragraphs])

    @cached_property
    def sentence_paragraphs(self) -> npt.NDArray[np.int64]:
        """The index in `paragraphs` of each sentence's paragraph."""
        return np.array([self.paragraph_positions[sentence.anchor] for sentence in self.sentences], dtype=np.int64)

    @cached_property
    def characters_by_sound(self) -> Mapping[str, Sequence[str]]:
        """Syllable without tone → the Chinese characters of the documents that may sound so, in order."""
        by_sound: dict[str, list[str]] = {}
        for character in sorted(
            {one for token in self.paragraph_index.tokens for one in token if "\u4e00" <= one <= "\u9fff"}
        ):
            for syllable in find_syllables(character):
                by_sound.setdefault(syllable, []).append(character)
        return by_sound

    @cached_property
    def officialness(self) -> Mapping[str, float]:
        """Document's id → share of its sentences that say what is to be done, as policies do: .25 to .9 of theirs and
        under .1 of an encyclopedia's. Of a short document counted together with some of the whole corpus."""
        says = [_TO_BE_DONE.search(fold(sentence.text)) is not None for sentence in self.sentences]
        overall = sum(says) / max(1, len(says))
        counts, hits = Counter[str](), Counter[str]()
        for position, one in zip(self.sentence_paragraphs, says, strict=True):
            counts[self.paragraphs[position].doc_id] += 1
            hits[self.paragraphs[position].doc_id] += one
        return {
            doc_id: (hits[doc_id] + overall * _FEW_SENTENCES) / (count + _FEW_SENTENCES)
            for doc_id, count in counts.items()
        }

    @cached_property
    def chunks(self) -> Mapping[str, Chunk]:
        return {chunk.chunk_id: chunk for chunk in (*self.sentences, *self.windows)}

    @cached_property
    def sentences_of(self) -> Mapping[str, tuple[int, ...]]:
        """Anchor → indexes in `sentences`."""
        return _group(self.sentences)

    @cached_property
    def windows_of(self) -> Mapping[str, tuple[int, ...]]:
        """Anchor → indexes in `windows`."""
        return _group(self.windows)


def build_corpus(
    documents: Mapping[str, Document], paragraphs: Sequence[Paragraph], chunks: Iterable[Chunk], vectors: VectorSource
) -> Corpus:
    """A corpus with lexical indexes made anew."""
    sentences, windows = _by_kind(chunks)
    return Corpus(
        documents,
        paragraphs,
        sentences,
        windows,
        build_lexical_index([tokenize(searchable_text(paragraph)) for paragraph in paragraphs]),
        build_lexical_index([tokenize(sentence.text) for sentence in sentences]),
        build_lexical_index([tokenize_sounds(sentence.text) for sentence in sentences]),
        vectors,
    )


def keep_corpus(store: Store) -> CorpusKeeper:
    """The keeper of a store's corpus, one for all chains over it: it takes hundreds of megabytes."""
    with _KEEPING:
        keeper = _KEEPERS.get(id(store))  # lives no longer than its store, which it holds
        if keeper is None:
            keeper = _KEEPERS[id(store)] = CorpusKeeper(store)
        return keeper


class CorpusKeeper:
    """The corpus of a store as it is now, built again when the store has changed. Safe under threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._generation = ""
        self._corpus: Corpus | None = None

    def current(self) -> Corpus:
        """Raises StoreError when the store is missing or was built with other encoders."""
        with self._lock:
            snapshot = self._store.public_snapshot()
            if self._corpus is None or snapshot.generation != self._generation:
                self._corpus = _load_corpus(self._store, snapshot)
                self._generation = snapshot.generation
            return self._corpus

    def search(self, find: Callable[[Corpus], _Found]) -> _Found:
        """What `find` makes of the corpus as it is now; made anew where a document that it read was replaced or
        removed meanwhile, since vectors leave with a document. So what is found is of the old one or the new one, whole.

        Where documents keep changing, the last attempt counts: its text is still that of one moment.
        """
        for _ in range(_SEARCHES - 1):
            corpus = self.current()
            try:
                found = find(corpus)
            except StoreError:
                if self.current() is corpus:
                    raise
                continue
            if self._is_whole(corpus):
                return found
        return find(self.current())

    def _is_whole(self, corpus: Corpus) -> bool:
        """Whether the store still holds each document of the corpus as it was."""
        with self._lock:
            if corpus is self._corpus and self._store.generation() == self._generation:
                return True
        stored = {one.document.doc_id: one.document for one in self._store.stored_documents()}
        return all(stored.get(doc_id) == document for doc_id, document in corpus.documents.items())


def _load_corpus(store: Store, snapshot: Snapshot) -> Corpus:
    """With the lexical indexes kept beside the store when they are of the same generation, else made anew and kept."""
    paragraphs = tuple(snapshot.paragraphs.values())
    folder = store.cache_folder / f"lexical-{snapshot.generation}"
    if folder.is_dir():
        sentences, windows = _by_kind(snapshot.chunks.values())
        try:
            return Corpus(
                snapshot.documents,
                paragraphs,
                sentences,
                windows,
                load_lexical_index(folder / "paragraphs"),
                load_lexical_index(folder / "sentences"),
                load_lexical_index(folder / "sounds"),
                StoreVectors(store),
            )
        except (OSError, ValueError, KeyError, EOFError):  # damaged, or just being deleted for a newer generation's
            shutil.rmtree(folder, ignore_errors=True)
    corpus = build_corpus(snapshot.documents, paragraphs, snapshot.chunks.values(), StoreVectors(store))
    with suppress(OSError):  # where nothing can be written, every process makes its own
        _keep_indexes(corpus, folder)
    return corpus


def _keep_indexes(corpus: Corpus, folder: Path) -> None:
    """In place of older ones; another process that does the same at once may come first, its own are as good."""
    for old in folder.parent.glob("lexical-*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="writing-", ignore_cleanup_errors=True) as work:
        whole = Path(work) / "whole"
        corpus.paragraph_index.save(whole / "paragraphs")
        corpus.sentence_index.save(whole / "sentences")
        corpus.sound_index.save(whole / "sounds")
        whole.replace(folder)


def searchable_text(paragraph: Paragraph) -> str:
    """What a paragraph is found by: the headings above it, what introduces it, and its own words."""
    above = paragraph.heading_path
    if above and paragraph.text.startswith(above[-1]):
        above = above[:-1]
    above = (*above, paragraph.lead) if paragraph.lead else above
    return "\n".join((*above, paragraph.text)) if above else paragraph.text


def _by_kind(chunks: Iterable[Chunk]) -> tuple[tuple[Chunk, ...], tuple[Chunk, ...]]:
    every = tuple(chunks)
    return (
        tuple(chunk for chunk in every if chunk.kind is ChunkKind.SENTENCE),
        tuple(chunk for chunk in every if chunk.kind is ChunkKind.PARAGRAPH),
    )


def _group(chunks: Sequence[Chunk]) -> Mapping[str, tuple[int, ...]]:
    groups: dict[str, list[int]] = {}
    for index, chunk in enumerate(chunks):
        groups.setdefault(chunk.anchor, []).append(index)
    return {anchor: tuple(indexes) for anchor, indexes in groups.items()}
