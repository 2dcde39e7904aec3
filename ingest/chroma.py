"""The connection to Chroma, embedded or a server. The only place that knows the library; its errors leave as StoreError."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import numpy as np

from ingest.errors import StoreError
from ingest.messages import say
from ingest.said import Said
from ingest.settings import IngestSettings

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection


class Collection:
    """A Chroma collection whose every call raises StoreError where Chroma, or the way to it, fails."""

    def __init__(self, inner: ChromaCollection, connection: Connection) -> None:
        self._inner = inner
        self._connection = connection

    def get(self, **options: Any) -> Any:
        with self._connection.guarded():
            return self._inner.get(**options)

    def query(self, **options: Any) -> Any:
        with self._connection.guarded():
            return self._inner.query(**options)

    def add(self, **options: Any) -> None:
        with self._connection.guarded():
            self._inner.add(**options)

    def put_records(self, ids: list[str], metadatas: list[Any]) -> None:
        """Write records that are not searched by vector, all in one transaction; those of the same id are replaced."""
        unsearched = np.ones((len(ids), 1), dtype=np.float32)  # Chroma keeps nothing without a vector
        with self._connection.guarded():
            self._inner.upsert(ids=ids, embeddings=unsearched, metadatas=metadatas)

    def delete(self, ids: Sequence[str]) -> None:
        with self._connection.guarded():
            self._inner.delete(ids=list(ids))


class Connection:
    """Opened at first use. Safe under threads."""

    def __init__(self, settings: IngestSettings) -> None:
        self._settings = settings
        self._client: ClientAPI | None = None
        self._collections: dict[str, Collection] = {}
        self._closings = 0
        self._lock = threading.RLock()

    def collection(self, name: str) -> Collection:
        """Made when it does not exist; compares by cosine."""
        with self._lock:
            if name not in self._collections:
                with self.guarded():
                    inner = self._open().get_or_create_collection(
                        name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
                    )
                self._collections[name] = Collection(inner, self)
            return self._collections[name]

    def max_batch_size(self) -> int:
        with self.guarded():
            return self._open().get_max_batch_size()

    def reopen(self) -> None:
        """An embedded client does not see vectors that another process wrote since it opened."""
        with self._lock:
            if self._client is not None and not self._settings.chroma_url:
                self._client.close()  # type: ignore[attr-defined]  # on the client, not yet on its type
                self._client = None
                self._closings += 1
                self._collections.clear()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Raises StoreError for what Chroma, its server or the folder refuse inside."""
        import httpx
        from chromadb.errors import ChromaError

        closings = self._closings
        try:
            yield
        except httpx.HTTPError as error:
            raise self._not_answering() from error
        except (ChromaError, OSError) as error:
            raise self._unusable(error) from error
        except AttributeError as error:
            if self._closings == closings:
                raise
            raise self._unusable(error) from error  # another thread has closed the client, which then holds nothing

    def _open(self) -> ClientAPI:
        with self._lock:
            if self._client is None:
                self._client = self._connect()
            return self._client

    def _connect(self) -> ClientAPI:
        import chromadb
        from chromadb.config import Settings

        # Without .env, which is read already, or cannot be.
        quiet = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]  # taken, not declared
        if not self._settings.chroma_url:
            folder = self._settings.store / "chroma"
            folder.mkdir(parents=True, exist_ok=True)
            try:
                return chromadb.PersistentClient(str(folder), settings=quiet)
            except AttributeError:  # Chroma keeps one that failed to start, and drops it at the next attempt
                return chromadb.PersistentClient(str(folder), settings=quiet)
        try:
            url = urlparse(self._settings.chroma_url)
        except ValueError as error:
            raise self._no_address() from error
        if url.scheme not in {"http", "https"} or not url.hostname:
            raise self._no_address()
        secure = url.scheme == "https"
        try:
            return chromadb.HttpClient(url.hostname, url.port or (443 if secure else 8000), secure, settings=quiet)
        except ValueError as error:  # what chromadb makes of a refused connection
            raise self._not_answering() from error

    def _no_address(self) -> StoreError:
        return StoreError(say(Said.NO_ADDRESS, address=repr(self._settings.chroma_url)))

    def _unusable(self, error: Exception) -> StoreError:
        return StoreError(say(Said.STORE_UNUSABLE, store=str(self._settings.store), detail=_first_line(error)))

    def _not_answering(self) -> StoreError:
        return StoreError(say(Said.SERVER_SILENT, address=self._settings.chroma_url))


def import_outside_folder() -> None:
    """Import Chroma where it finds no .env: as it is imported it reads that of the current folder, and fails on one in
    another encoding."""
    here = Path.cwd()
    os.chdir(here.anchor)
    try:
        import chromadb  # noqa: F401
    finally:
        os.chdir(here)


def collection_name(*parts: str) -> str:
    """The parts with dots between, as Chroma takes names: 3 to 512 letters, digits, dots, dashes and underscores.

    >>> collection_name("sentence", "BAAI/bge-m3"), collection_name("sentence", "模型")
    ('sentence.BAAI-bge-m3', 'sentence.c98e118e0a43f078')
    """
    return ".".join(_plain_name(part) for part in parts)


def _plain_name(part: str) -> str:
    plain = "".join(c if c.isascii() and (c.isalnum() or c in ".-_") else "-" for c in part).strip(".-_")[-400:]
    return plain or hashlib.sha256(part.encode()).hexdigest()[:16]


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
