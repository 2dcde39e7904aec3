"""Whether questions can be answered, for whoever watches over the service."""

from __future__ import annotations

from ingest import IngestError, Store


def check_store(store: Store) -> str | None:
    """None when the store can be read and holds documents, else one sentence that says why not. About a millisecond."""
    try:
        documents = store.snapshot().documents
    except IngestError as error:
        return str(error)
    return None if documents else f"The store {store.description} holds no documents."
