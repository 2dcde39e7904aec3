"""What can go wrong in ingestion, as a tree. Entry points catch `IngestError` and print its sentence.

IngestError
├── UnreadableFile      a file that cannot be read; the run goes on with the others
├── StoreError
│   ├── StoreMissing    nothing was ingested yet
│   ├── WrongModel      the store was built with another embedding model
│   └── OtherFormat     the store was written by another version of this program
└── ModelUnavailable    the embedding model cannot be loaded
"""

from __future__ import annotations

from ingest.messages import Message


class IngestError(Exception):
    """`message` is one plain sentence: what, which file or setting, what to do. As text it is English."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class UnreadableFile(IngestError):
    pass


class StoreError(IngestError):
    pass


class StoreMissing(StoreError):
    pass


class WrongModel(StoreError):
    pass


class OtherFormat(StoreError):
    pass


class ModelUnavailable(IngestError):
    pass
