"""A writer that is killed between its steps, and another process that reads meanwhile."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from ingest import ChunkKind, Store
from tests.fakes import make_document, make_paragraph, open_letter_store, run_python
from tests.ingest.killed_writer import STEPS

pytestmark = pytest.mark.integration

OLD = (make_paragraph("d/1", "旧学校。"), make_paragraph("d/2", "旧幼儿园。", position=1))
OTHER = (make_paragraph("e/1", "教师。"),)


def vector_ids(store: Store) -> set[str]:
    return {
        id_
        for encoder in store.encoders
        for kind in ChunkKind
        for id_ in store._vectors.collection(encoder, kind).get(include=[])["ids"]
    }


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_writer_leaves_a_whole_store_that_the_next_ingestion_sweeps(step: str, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = open_letter_store(folder)
    with store.writing():
        store.put(make_document("d"), OLD)
        store.put(make_document("e"), OTHER)
    reader = open_letter_store(folder)
    assert len(reader.snapshot().documents) == 2

    killed = run_python("-m", "tests.ingest.killed_writer", str(folder), step)
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    replaced = STEPS.index(step) >= STEPS.index("after the record")
    expected = ["新中职。", "新高中。"] if replaced else ["旧学校。", "旧幼儿园。"]
    for one in (open_letter_store(folder), reader):
        assert [paragraph.text for paragraph in one.snapshot().paragraphs_of("d")] == expected
        assert set(one.snapshot().chunks) <= vector_ids(one), "every chunk has its vectors"
        best = one.search(one.encoders[0], ChunkKind.SENTENCE, one.encoders[0].encode_queries(["教师"])[0], 10)
        assert best

    healthy = open_letter_store(folder)
    with healthy.writing():
        pass
    assert vector_ids(healthy) == set(healthy.snapshot().chunks)
    with healthy.writing():
        healthy.put(make_document("d"), OLD)
    assert [paragraph.text for paragraph in reader.snapshot().paragraphs_of("d")] == ["旧学校。", "旧幼儿园。"]
    assert vector_ids(healthy) == set(healthy.snapshot().chunks)
