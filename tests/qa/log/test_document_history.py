"""What became of documents, and whether what an answer cites still stands there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ingest import Document, Paragraph, Snapshot
from qa import AnswerFilter, AnswerLog, CitationState, CitationStateKind, DocumentEventKind, compare_with_documents
from tests.fakes import make_citation, make_document, make_paragraph
from tests.qa.log.conftest import Clock, build_answer

FIRST = "2024-05-06T07:00:00+00:00"
SECOND = "2024-05-08T07:00:00+00:00"
THIRD = "2024-05-09T07:00:00+00:00"
KEPT = make_paragraph("要点/一/1", "一字未动。")
EDITED = make_paragraph("要点/一/2", "到2025年达到85%。")
NEW_WORDS = make_paragraph("要点/一/2", "到2025年达到90%。")


def at(moment: str, sha256: str = "1" * 64) -> Document:
    return replace(make_document("要点", title="教育要点"), ingested_at=moment, sha256=sha256)


def snapshot(document: Document, *paragraphs: Paragraph) -> Snapshot:
    return Snapshot(document.ingested_at, {document.doc_id: document}, {p.anchor: p for p in paragraphs}, {})


def test_documents_come_change_and_go_and_each_is_told_once(log: AnswerLog, clock: Clock) -> None:
    for seen in (
        snapshot(at(FIRST), KEPT, EDITED),
        snapshot(at(FIRST), KEPT, EDITED),
        snapshot(at(SECOND, "2" * 64), KEPT, NEW_WORDS),
        snapshot(at(THIRD, "2" * 64), KEPT, NEW_WORDS),
        None,
        None,
    ):
        log.note_documents(seen, "王")
    told = [(one.kind, one.title, one.person, one.changed_anchors) for one in log.events("要点")]
    assert told == [
        (DocumentEventKind.REMOVED, "教育要点", "王", ("要点/一/1", "要点/一/2")),
        (DocumentEventKind.REINDEXED, "教育要点", "王", ()),
        (DocumentEventKind.CHANGED, "教育要点", "王", ("要点/一/2",)),
        (DocumentEventKind.ADDED, "教育要点", "王", ()),
    ]
    assert log.events()[0].happened_at == clock.now
    assert log.events()[2].happened_at == datetime.fromisoformat(SECOND)
    assert log.events("另一份") == ()


def test_an_event_of_its_own_keeps_its_detail(log: AnswerLog) -> None:
    log.note_event("要点", "教育要点", DocumentEventKind.CLEANING_UNDONE, "李", '{"cleaning_id": "c1"}')
    (event,) = log.events()
    assert (event.kind, event.person, event.detail) == ("cleaning_undone", "李", '{"cleaning_id": "c1"}')


def states(log: AnswerLog, now: Snapshot | None) -> list[CitationState]:
    (logged,) = log.find(AnswerFilter()).answers
    return [compare_with_documents(citation, logged, now, log.events("要点")) for citation in logged.answer.citations]


def test_a_citation_says_whether_its_text_still_stands_and_since_when_not(log: AnswerLog, clock: Clock) -> None:
    log.note_documents(snapshot(at(FIRST), KEPT, EDITED))
    citations = (make_citation(KEPT, "一字未动"), make_citation(EDITED, "达到85%", number=2))
    log.record(build_answer(citations=citations))
    assert log.flush()
    first = snapshot(at(FIRST), KEPT, EDITED)
    assert [state.kind for state in states(log, first)] == [CitationStateKind.UNCHANGED] * 2
    second = snapshot(at(SECOND, "2" * 64), KEPT, NEW_WORDS)
    third = snapshot(at(THIRD, "3" * 64), KEPT, NEW_WORDS)
    log.note_documents(second)
    log.note_documents(third)
    kept, edited = states(log, third)
    assert kept == CitationState(CitationStateKind.UNCHANGED, None, KEPT.text)
    assert edited == CitationState(CitationStateKind.CHANGED, datetime.fromisoformat(SECOND), NEW_WORDS.text)
    clock.forward(days=10)
    log.note_documents(None)
    gone = states(log, None)
    assert gone[0] == CitationState(CitationStateKind.GONE, clock.now, "")
    assert gone[1] == CitationState(CitationStateKind.GONE, datetime.fromisoformat(SECOND), "")


def test_a_change_that_no_history_tells_of_is_dated_by_the_document(log: AnswerLog) -> None:
    log.record(build_answer(citations=(make_citation(EDITED, "达到85%"),)))
    assert log.flush()
    (state,) = states(log, snapshot(at(SECOND), KEPT, NEW_WORDS))
    assert state == CitationState(CitationStateKind.CHANGED, datetime.fromisoformat(SECOND), NEW_WORDS.text)
    assert states(log, None) == [CitationState(CitationStateKind.GONE, None, "")]


def test_two_changes_within_one_second_are_both_told(log: AnswerLog) -> None:
    for words in (EDITED, NEW_WORDS, EDITED):
        log.note_documents(snapshot(at(FIRST), KEPT, words))
    assert [event.changed_anchors for event in log.events()] == [("要点/一/2",), ("要点/一/2",), ()]
