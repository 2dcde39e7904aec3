"""Whether questions can be answered, for whoever watches over the service."""

from __future__ import annotations

import logging

from ingest import IngestError, Store

_log = logging.getLogger(__name__)


def check_store(store: Store) -> str | None:
    """None when the store can be read and holds documents, else one sentence that says why not. About a millisecond.

    Everybody may read it: where the store is stands in the program's log alone.
    """
    try:
        documents = store.snapshot().documents
    except IngestError as error:
        _log.error("The store cannot be read: %s", error)
        return "The documents cannot be read; the program's log says why."
    return None if documents else "There are no documents to answer from."
