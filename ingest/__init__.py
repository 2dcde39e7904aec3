"""From files to a searchable store. Other folders use what is named here and nothing else of this folder."""

from ingest.errors import (
    IngestError,
    ModelUnavailable,
    StoreError,
    StoreMissing,
    UnreadableFile,
    WrongModel,
)
from ingest.records import (
    Block,
    BlockKind,
    Chunk,
    ChunkKind,
    Document,
    IngestResult,
    IngestStatus,
    Notice,
    NoticeCode,
    Paragraph,
    ParagraphKind,
    ReadFile,
    SourceSpan,
    Span,
)

__all__ = [
    "Block",
    "BlockKind",
    "Chunk",
    "ChunkKind",
    "Document",
    "IngestError",
    "IngestResult",
    "IngestStatus",
    "ModelUnavailable",
    "Notice",
    "NoticeCode",
    "Paragraph",
    "ParagraphKind",
    "ReadFile",
    "SourceSpan",
    "Span",
    "StoreError",
    "StoreMissing",
    "UnreadableFile",
    "WrongModel",
]
