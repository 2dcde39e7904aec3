"""The store over a real Chroma in a folder of the test's own, with encoders that count what they embed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ingest import ChunkKind, IngestSettings, Paragraph, Store, StoreError, StoreMissing, Vectors, WrongModel
from ingest.chunking import chunk_paragraphs
from ingest.errors import OtherFormat
from tests.fakes import LetterEncoder, make_document, make_paragraph, open_letter_store, two_encoders

OLD = (
    make_paragraph("d/1", "学校招生。幼儿园。", label="1"),
    make_paragraph("d/2", "高中。", position=1, label="2"),
)
NEW = (
    make_paragraph("d/1", "学校招生。幼儿园。", label="1"),
    make_paragraph("d/2", "中职。", position=1, label="2"),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_letter_store(tmp_path / "store")


def put(store: Store, paragraphs: tuple[Paragraph, ...] = OLD, doc_id: str = "d") -> int:
    with store.writing():
        return store.put(make_document(doc_id), paragraphs, "settings")


def texts(store: Store, doc_id: str = "d") -> list[str]:
    return [paragraph.text for paragraph in store.snapshot().paragraphs_of(doc_id)]


def stray_vectors(store: Store) -> set[str]:
    """Ids of vectors that belong to no document."""
    owned = set(store.snapshot().chunks)
    return {
        id_
        for encoder in store.encoders
        for kind in ChunkKind
        for id_ in store._vectors.collection(encoder, kind).get(include=[])["ids"]
        if id_ not in owned
    }


def missing_vectors(store: Store) -> set[str]:
    """Ids of chunks without a vector of each encoder."""
    return {
        chunk.chunk_id
        for chunk in store.snapshot().chunks.values()
        for encoder in store.encoders
        if not store.vectors(encoder, chunk.kind, [chunk.chunk_id])
    }


def counts(store: Store) -> list[int]:
    return [encoder.documents for encoder in store.encoders if isinstance(encoder, LetterEncoder)]


def test_what_was_put_in_comes_out_as_it_was(store: Store) -> None:
    chunks = put(store)
    snapshot = store.snapshot()
    assert snapshot.documents == {"d": make_document("d")}
    assert snapshot.paragraphs_of("d") == OLD
    assert set(snapshot.chunks.values()) == set(chunk_paragraphs(make_document("d"), OLD))
    assert chunks == len(snapshot.chunks) == 5
    assert [(s.document.doc_id, s.settings) for s in store.stored_documents()] == [("d", "settings")]
    assert snapshot.paragraphs_of("unknown") == ()


def test_before_the_first_document_nothing_is_there_and_reading_says_what_to_do(store: Store) -> None:
    assert not store.exists()
    assert store.stored_documents() == ()
    assert not store.settings.store.exists(), "looking must not create anything"
    with pytest.raises(StoreMissing, match=r"holds no documents.*python -m ingest"):
        store.snapshot()


def test_a_store_opened_anew_is_the_same(store: Store) -> None:
    put(store)
    again = open_letter_store(store.settings.store)
    assert again.exists()
    assert again.snapshot().paragraphs_of("d") == OLD
    assert missing_vectors(again) == set()


def test_the_nearest_chunk_comes_first_with_its_cosine(store: Store) -> None:
    put(store)
    encoder = store.encoders[0]
    vector = encoder.encode_queries(["d\n高中。"])[0]
    hits = store.search(encoder, ChunkKind.SENTENCE, vector, 2)
    assert store.snapshot().chunks[hits[0].chunk_id].text == "高中。"
    assert hits[0].cosine == pytest.approx(1.0, abs=1e-6)
    assert hits[0].cosine > hits[1].cosine
    assert store.search(encoder, ChunkKind.SENTENCE, vector, 0) == ()
    assert len(store.search(encoder, ChunkKind.SENTENCE, vector, 1000)) == 3


def test_only_the_documents_named_are_searched(store: Store) -> None:
    put(store)
    put(store, (make_paragraph("e/1", "教师。"),), "e")
    encoder = store.encoders[0]
    vector = encoder.encode_queries(["高中"])[0]

    def found(documents: set[str] | None) -> set[str]:
        hits = store.search(encoder, ChunkKind.SENTENCE, vector, 9, documents)
        return {store.snapshot().chunks[hit.chunk_id].anchor for hit in hits}

    assert found(None) == {"d/1", "d/2", "e/1"}
    assert found({"e"}) == {"e/1"}
    assert found({"e", "unknown"}) == {"e/1"}
    assert found({"unknown"}) == found(set()) == set()


def test_vectors_are_those_of_the_encoder_and_unknown_ids_are_left_out(store: Store) -> None:
    put(store)
    chunks = store.snapshot().chunks.values()
    chunk = next(chunk for chunk in chunks if chunk.text == "高中。" and chunk.kind is ChunkKind.SENTENCE)
    encoder = store.encoders[0]
    found = store.vectors(encoder, ChunkKind.SENTENCE, [chunk.chunk_id, "s-unknown"])
    assert set(found) == {chunk.chunk_id}
    assert np.allclose(found[chunk.chunk_id], encoder.encode_documents([chunk.index_text])[0], atol=1e-6)
    assert store.vectors(encoder, ChunkKind.SENTENCE, []) == {}


def test_putting_the_same_again_embeds_nothing(store: Store) -> None:
    put(store)
    before = counts(store)
    put(store)
    assert counts(store) == before
    assert texts(store) == [paragraph.text for paragraph in OLD]


def test_an_edit_embeds_only_what_changed_and_drops_what_is_gone(store: Store) -> None:
    put(store)
    before = counts(store)
    put(store, NEW)
    assert [after - b for after, b in zip(counts(store), before, strict=True)] == [2, 2], "one window, one sentence"
    assert [encoder.encoded[-2:] for encoder in store.encoders if isinstance(encoder, LetterEncoder)] == [
        ["d\n中职。", "d\n中职。"]
    ] * 2
    assert texts(store) == ["学校招生。幼儿园。", "中职。"]
    assert stray_vectors(store) == missing_vectors(store) == set()


def test_every_change_has_a_generation_of_its_own_and_no_change_has_none(store: Store) -> None:
    assert store.exists() is False
    put(store)
    first, snapshot = store.generation(), store.snapshot()
    assert first
    assert store.snapshot() is snapshot
    put(store, NEW)
    second = store.generation()
    with store.writing():
        store.remove("d")
    assert len({first, second, store.generation()}) == 3
    assert snapshot.paragraphs_of("d") == OLD, "a snapshot never changes"


def test_a_removed_document_leaves_nothing_and_the_others_alone(store: Store) -> None:
    put(store)
    put(store, (make_paragraph("e/1", "教师。"),), "e")
    with store.writing():
        store.remove("d")
    assert set(store.snapshot().documents) == {"e"}
    assert stray_vectors(store) == missing_vectors(store) == set()


def test_removing_what_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(StoreError, match=r"holds no document x\. List them"), store.writing():
        store.remove("x")


@pytest.mark.parametrize(
    "others",
    [
        (LetterEncoder(name="third"), LetterEncoder(name="other-letters")),
        (LetterEncoder(),),
        tuple(reversed(two_encoders())),
    ],
    ids=["another model", "no second model", "the other order"],
)
def test_other_encoders_are_refused_with_what_to_do(store: Store, others: Sequence[LetterEncoder]) -> None:
    put(store)
    other = open_letter_store(store.settings.store, others)
    for attempt in (other.snapshot, lambda: put(other)):
        with pytest.raises(WrongModel, match=r"was built with letters and other-letters, the settings ask for") as told:
            attempt()
        assert "Rebuild it" in str(told.value)
    assert texts(open_letter_store(store.settings.store)) == [paragraph.text for paragraph in OLD]


def test_a_store_of_another_format_is_refused_with_what_to_do(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.document_records.FORMAT", "1")
    put(store)
    monkeypatch.undo()
    newer = open_letter_store(store.settings.store)
    for attempt in (newer.snapshot, newer.stored_documents, lambda: put(newer), lambda: newer.remove("d")):
        with pytest.raises(OtherFormat, match=r"another version of this program \(format 1, now 2\)\. Ingest the doc"):
            attempt()
    assert counts(newer) == [0, 0]


def test_listing_documents_reads_no_paragraph_and_vectors_carry_no_words(store: Store) -> None:
    put(store)
    (record,) = store._connection.collection("documents").get(ids=["d"], include=["metadatas"])["metadatas"]
    assert "幼儿园" not in "".join(map(str, record.values()))
    for encoder in store.encoders:
        for kind in ChunkKind:
            found = store._vectors.collection(encoder, kind).get(include=["metadatas", "documents"])
            assert found["ids"]
            assert found["metadatas"] == [{"doc_id": "d"}] * len(found["ids"])
            assert not any(found["documents"])


def test_removing_with_other_encoders_is_refused_too(store: Store) -> None:
    put(store)
    put(store, (make_paragraph("e/1", "教师。"),), "e")
    other = open_letter_store(store.settings.store, (LetterEncoder(name="third"),))
    with pytest.raises(WrongModel):
        other.remove("d")


def test_a_model_named_in_chinese_can_be_used(tmp_path: Path) -> None:
    store = open_letter_store(tmp_path / "store", (LetterEncoder(name="模型"),))
    put(store)
    assert texts(store) == [paragraph.text for paragraph in OLD]


@pytest.mark.parametrize("name", ["BAAI/bge-m3", "/models/a b/c", "..weird--", "x" * 700])
def test_any_other_model_name_can_be_used(name: str, tmp_path: Path) -> None:
    store = open_letter_store(tmp_path / "store", (LetterEncoder(name=name),))
    put(store)
    assert missing_vectors(open_letter_store(tmp_path / "store", (LetterEncoder(name=name),))) == set()


def test_two_documents_of_equal_words_stay_apart(store: Store) -> None:
    put(store)
    put(store, tuple(make_paragraph(p.anchor.replace("d/", "e/"), p.text, position=p.position) for p in OLD), "e")
    assert texts(store, "d") == texts(store, "e")
    with store.writing():
        store.remove("d")
    assert missing_vectors(store) == set()


def test_decisions_about_cleanings_are_kept_by_document_and_outlive_its_removal(store: Store) -> None:
    put(store)
    store.set_cleaning_undone("d", "c1", undone=True)
    store.set_cleaning_undone("d", "c2", undone=True)
    store.set_cleaning_undone("e", "c3", undone=True)
    store.set_cleaning_undone("d", "c2", undone=False)
    store.set_cleaning_undone("d", "never", undone=False)
    with store.writing():
        store.remove("d")
    assert open_letter_store(store.settings.store).undone_cleanings("d") == {"c1"}
    assert store.undone_cleanings("e") == {"c3"}


def test_another_store_object_sees_changes_and_their_vectors(store: Store) -> None:
    """As a page sees what `python -m ingest` did: both embedded, neither told of the other."""
    put(store)
    reader = open_letter_store(store.settings.store)
    assert texts(reader) == [paragraph.text for paragraph in OLD]
    put(store, NEW)
    assert texts(reader) == [paragraph.text for paragraph in NEW]
    assert missing_vectors(reader) == set()
    vector = reader.encoders[0].encode_queries(["d\n中职。"])[0]
    best = reader.search(reader.encoders[0], ChunkKind.SENTENCE, vector, 1)[0]
    assert reader.snapshot().chunks[best.chunk_id].text == "中职。"


class Interrupted(LetterEncoder):
    """Breaks off when the second batch is to be embedded, as a crash would."""

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        if any("中职" in text for text in texts) and self.documents:
            raise KeyboardInterrupt
        return super().encode_documents(texts)


def test_a_replacement_that_breaks_off_leaves_the_old_document_and_is_swept_by_the_next(tmp_path: Path) -> None:
    first, second = two_encoders()
    encoders = (first, Interrupted(second.letters, name=second.name))
    store = open_letter_store(tmp_path / "store", encoders)
    put(store)
    with pytest.raises(KeyboardInterrupt):
        put(store, NEW)
    assert texts(open_letter_store(tmp_path / "store")) == [paragraph.text for paragraph in OLD]
    assert len(stray_vectors(store)) == 1, "the new window of the first encoder"
    healthy = open_letter_store(tmp_path / "store")
    with healthy.writing():
        assert stray_vectors(healthy) == set()
    put(healthy, NEW)
    assert texts(healthy) == [paragraph.text for paragraph in NEW]
    assert missing_vectors(healthy) == stray_vectors(healthy) == set()


def write_while(store: Store, read: Callable[[], None], *, readers: int) -> None:
    """Replace the document back and forth while threads read over and over; what a reader raises is raised here."""
    done = threading.Event()

    def read_on() -> None:
        while not done.is_set():
            read()

    with ThreadPoolExecutor(readers) as pool:
        reading = [pool.submit(read_on) for _ in range(readers)]
        try:
            for number in range(8):
                put(store, (NEW, OLD)[number % 2])
        finally:
            done.set()
        for reader in reading:
            reader.result()


@pytest.mark.parametrize("shared", [True, False], ids=["the writer's store", "a store of their own"])
def test_readers_see_the_old_or_the_new_document_whole(shared: bool, store: Store) -> None:
    put(store)
    reader = store if shared else open_letter_store(store.settings.store)
    seen: set[tuple[str, ...]] = set()
    write_while(store, lambda: seen.add(tuple(texts(reader))), readers=2)
    assert seen <= {tuple(p.text for p in OLD), tuple(p.text for p in NEW)}


def test_threads_may_search_while_another_process_writes(store: Store) -> None:
    """The page's threads use the client that a snapshot of newer documents opens anew."""
    put(store)
    reader = open_letter_store(store.settings.store)
    vector = reader.encoders[0].encode_queries(["高中"])[0]

    def search() -> None:
        reader.snapshot()
        assert reader.search(reader.encoders[0], ChunkKind.SENTENCE, vector, 3)

    write_while(store, search, readers=4)


def test_what_a_client_that_another_thread_closed_meanwhile_lacks_is_told_as_trouble_of_the_store(store: Store) -> None:
    put(store)
    connection = store._connection

    def use(client: object, meanwhile: Callable[[], None]) -> None:
        with connection.guarded():
            meanwhile()
            client.bindings  # type: ignore[attr-defined]  # noqa: B018 — what a closed client lacks

    with pytest.raises(StoreError):
        use(object(), connection.reopen)
    with pytest.raises(AttributeError):  # a mistake of our own
        use(object(), lambda: None)
    assert texts(store) == [paragraph.text for paragraph in OLD]


@pytest.mark.parametrize("url", ["nonsense", "ftp://host:1", "http://", "http://[::1"])
def test_an_address_that_is_none_is_told(url: str, tmp_path: Path) -> None:
    store = Store(IngestSettings(store=tmp_path, chroma_url=url), two_encoders())
    with pytest.raises(StoreError, match="which is no address"):
        store.exists()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://127.0.0.1:99999"])
def test_a_server_that_does_not_answer_is_told(url: str, tmp_path: Path) -> None:
    store = Store(IngestSettings(store=tmp_path, chroma_url=url), two_encoders())
    with pytest.raises(StoreError, match="does not answer"):
        store.snapshot()


def test_a_store_that_is_broken_is_told(tmp_path: Path) -> None:
    (tmp_path / "chroma").mkdir()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"this is no database" * 100)
    store = open_letter_store(tmp_path)
    for _ in range(3):
        with pytest.raises(StoreError, match="is not a database"):
            store.snapshot()


def test_a_store_where_a_file_stands_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError):
        put(open_letter_store(tmp_path / "taken"))
