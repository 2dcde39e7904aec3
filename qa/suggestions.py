"""Questions to ask next: headings of the documents near an answer, or near a refused question, each tried beforehand."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from langchain_core.runnables import Runnable

from ingest import OutlineEntry, Snapshot, Store, outline_of
from qa.composition import heading_words
from qa.figures import find_figures
from qa.intent import asks
from qa.prompt_files import load_frames
from qa.records import Answer, Language, Outcome, Question

# Headings tried per suggestion wanted; one costs as much as a question (40 ms), and only the first time.
_TRIED_FOR_EACH = 3
_REMEMBERED = 4096
_SHORTEST_TOPIC, _LONGEST_TOPIC = 3, 24


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that the documents answer, and the heading it is about."""

    topic: str
    question: str


@dataclass(frozen=True, slots=True)
class _Section:
    doc_id: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Trial:
    """Whether a question is answered from that section holds for one generation of the store."""

    generation: str
    question: str
    section: _Section


class Suggester:
    """Derives questions from headings and keeps those whose answer cites that heading's own section.

    `chain` answers the trials: the built-in answerer, since a language model would be asked for each.
    """

    def __init__(self, store: Store, chain: Runnable[Question | str, Answer]) -> None:
        self._store = store
        self._chain = chain
        self._tried: dict[_Trial, bool] = {}
        self._lock = threading.Lock()
        self._trying = threading.Lock()

    def suggest(self, answer: Answer, *, asked: Collection[str] = (), count: int = 3) -> tuple[Suggestion, ...]:
        """Up to `count` questions, nearest first; none after a greeting. What was `asked` is not suggested again.

        After an answer: headings beside and below those cited. After a refusal: headings of what was looked at.
        Raises StoreError when the store is missing, and what the chain raises.
        """
        return self._suggest(answer, asked, count, may_try=True) or ()

    def recall(self, answer: Answer, *, asked: Collection[str] = (), count: int = 3) -> tuple[Suggestion, ...] | None:
        """What `suggest` gives where every question was tried before, which takes a millisecond; else None."""
        return self._suggest(answer, asked, count, may_try=False)

    def _suggest(
        self, answer: Answer, asked: Collection[str], count: int, *, may_try: bool
    ) -> tuple[Suggestion, ...] | None:
        snapshot = self._store.public_snapshot()
        if answer.outcome is Outcome.ANSWERED:
            near = _beside(answer, snapshot)
        elif answer.outcome is Outcome.NOT_IN_DOCUMENTS:
            near = _looked_at(answer, snapshot)
        else:
            return ()
        words = load_frames(answer.language)["suggestion"]["question"]
        found: dict[str, Suggestion] = {}
        tried = 0
        for section in near:
            topic = heading_words(section.path[-1])
            question = f"{topic.rstrip('?？')}？" if asks(topic) else words.format(topic=topic)
            if not _is_topic(topic) or question in found or question in asked:
                continue
            if len(found) == count or tried == count * _TRIED_FOR_EACH:
                break
            tried += 1
            key = _Trial(snapshot.generation, question, section)
            if not may_try and self._recall(key) is None:
                return None
            if self._is_answered(key, answer.language):
                found[question] = Suggestion(topic, question)
        return tuple(found.values())

    def _recall(self, key: _Trial) -> bool | None:
        """Whether it was answered from its own section; None when it was not tried yet."""
        with self._lock:
            return self._tried.get(key)

    def _is_answered(self, key: _Trial, language: Language) -> bool:
        known = self._recall(key)
        if known is None:
            with self._trying:  # what many need at once is tried once
                known = self._recall(key)
                if known is None:
                    known = self._try(key, language)
        return known

    def _try(self, key: _Trial, language: Language) -> bool:
        answer = self._chain.invoke(Question(key.question, language=language))
        section = key.section
        answered = any(
            one.doc_id == section.doc_id and one.heading_path[: len(section.path)] == section.path
            for one in answer.citations
        )
        with self._lock:
            if len(self._tried) >= _REMEMBERED:
                self._tried.clear()
            self._tried[key] = answered
        return answered


def _is_topic(topic: str) -> bool:
    return not find_figures(topic) and _SHORTEST_TOPIC <= len(topic) <= _LONGEST_TOPIC


def _beside(answer: Answer, snapshot: Snapshot) -> Iterator[_Section]:
    """Sections nearest in the outline to the first citation, those cited themselves left out."""
    cited = {(one.doc_id, one.heading_path) for one in answer.citations}
    first = answer.citations[0]
    paragraph = snapshot.paragraphs.get(first.anchor)
    if paragraph is None:
        return
    entries = outline_of(snapshot.paragraphs_of(first.doc_id), paragraph)
    here = next((i for i, entry in enumerate(entries) if entry.path == paragraph.heading_path), 0)
    steps = {entry.path: i - here for i, entry in enumerate(entries)}
    for entry in sorted(entries, key=lambda entry: _distance(entry, entries[here], steps[entry.path])):
        if (first.doc_id, entry.path) not in cited and entry.path != first.heading_path[: len(entry.path)]:
            yield _Section(first.doc_id, entry.path)


def _distance(entry: OutlineEntry, here: OutlineEntry, steps: int) -> tuple[int, int, bool]:
    """Sections under the same heading first, then by steps in the outline, the following before the preceding."""
    related = entry.path[:-1] == here.path[:-1] or entry.path[:-1] == here.path
    return (0 if related else 1, abs(steps), steps < 0)


def _looked_at(answer: Answer, snapshot: Snapshot) -> Iterator[_Section]:
    """Sections of the paragraphs that were looked at, best first, then those that the newest document begins with."""
    consulted = (snapshot.paragraphs.get(one.anchor) for one in answer.consulted)
    yield from (_Section(one.doc_id, one.heading_path) for one in consulted if one and one.heading_path)
    for document in sorted(snapshot.documents.values(), key=lambda one: -(one.year or 0)):
        own = snapshot.paragraphs_of(document.doc_id)
        yield from (_Section(document.doc_id, entry.path) for entry in (outline_of(own, own[0]) if own else ()))
