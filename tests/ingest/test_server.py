"""A Chroma server in place of the embedded store."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ingest import ChunkKind, IngestSettings, Store, StoreError, StoreMissing, ingest_paths
from qa import build_chain
from tests.fakes import two_encoders, write_weights

pytestmark = [pytest.mark.integration, pytest.mark.filterwarnings("ignore::ResourceWarning")]


class Server:
    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        program = Path(sys.executable).with_name("chroma")
        self.process = subprocess.Popen(
            [program, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 60
        while not self._answers():
            assert self.process.poll() is None, "the server ended while starting"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.2)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/v2/heartbeat").is_success
        except httpx.HTTPError:
            return False

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(timeout=20)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = Server(tmp_path / "server")
    yield started
    started.stop()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "要点.txt").write_text("2022年教育工作要点\n一、教育\n1.学校招生。\n2.办好幼儿园。\n", encoding="utf-8")
    return tmp_path / "要点.txt"


def open_at(server: Server, folder: Path) -> Store:
    return Store(IngestSettings(store=folder, chroma_url=server.url), two_encoders())


def test_a_store_on_a_server_is_shared_by_all_that_reach_it(server: Server, file: Path, tmp_path: Path) -> None:
    writer, reader = open_at(server, tmp_path / "a"), open_at(server, tmp_path / "b")
    with pytest.raises(StoreMissing):
        reader.snapshot()
    ingest_paths([file], writer)
    assert [p.text for p in reader.snapshot().paragraphs.values()][-2:] == ["1.学校招生。", "2.办好幼儿园。"]
    file.write_text(file.read_text("utf-8").replace("办好", "建好"), encoding="utf-8")
    ingest_paths([file], writer)
    snapshot = reader.snapshot()
    assert snapshot.paragraphs["要点/一/2"].text == "2.建好幼儿园。"
    hits = reader.search(reader.encoders[0], ChunkKind.SENTENCE, reader.encoders[0].encode_queries(["幼儿园"])[0], 1)
    assert snapshot.chunks[hits[0].chunk_id].text == "建好幼儿园。"
    assert [result.status.value for result in ingest_paths([file], reader)] == ["unchanged"]


def test_questions_are_answered_from_a_server(server: Server, file: Path, tmp_path: Path) -> None:
    store = open_at(server, tmp_path / "a")
    ingest_paths([file], store)
    chain = build_chain(open_at(server, tmp_path / "b"), write_weights(tmp_path / "w"))
    answer = chain.invoke("学校招生怎么办?")
    assert [citation.anchor for citation in answer.citations] == ["要点/一/1"]


def test_a_server_that_goes_away_is_told(server: Server, file: Path, tmp_path: Path) -> None:
    store = open_at(server, tmp_path / "a")
    ingest_paths([file], store)
    server.stop()
    with pytest.raises(StoreError):
        store.snapshot()
