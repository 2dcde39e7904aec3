"""What can go wrong in ingestion, as a tree. Entry points catch `IngestError` and print its sentence.

IngestError
├── UnreadableFile      a file that cannot be read; the run goes on with the others
├── StoreError
│   ├── StoreMissing    nothing was ingested yet
│   ├── WrongModel      the store was built with another embedding model
│   └── OtherFormat     the store was written by another version of this program
└── ModelUnavailable    the embedding model cannot be loaded
"""


class IngestError(Exception):
    """Its text is one plain sentence: what, which file or setting, what to do."""


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
