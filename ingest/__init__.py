"""From files to a searchable store. Other folders use what is named here and nothing else of this folder."""

from ingest.build import find_files, ingest_paths, is_up_to_date, reingest_document
from ingest.chunk_vectors import Hit
from ingest.chunking import chunk_paragraphs
from ingest.clauses import split_clauses, split_sentences, trim_stops
from ingest.cleaning.missing_figures import find_missing_figures
from ingest.command_line import run_printing
from ingest.document_records import Snapshot, StoredDocument
from ingest.embedding import (
    Encoder,
    EncoderEmbeddings,
    PooledTokenEncoder,
    TokenEncoder,
    TokenVectors,
    Vectors,
    build_encoders,
)
from ingest.errors import (
    IngestError,
    ModelUnavailable,
    StoreError,
    StoreMissing,
    UnreadableFile,
    WrongModel,
)
from ingest.file_names import is_there
from ingest.lexical import LexicalIndex, build_lexical_index, load_lexical_index
from ingest.messages import Message, say, tell_in_chinese, tell_in_english
from ingest.outline.regions import PROVINCES, load_cities
from ingest.parsing import parse_document
from ingest.place import OutlineEntry, Place, find_place, outline_of
from ingest.reading import read_file
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
from ingest.records_json import document_to_json, notice_to_json, paragraph_to_json, result_to_json
from ingest.said import Said
from ingest.settings import IngestSettings, prepare_process
from ingest.store import Store
from ingest.text.folding import fold_in_place
from ingest.text.numerals import DIGITS, LARGE_UNITS, LONGEST_NUMERAL, SMALL_UNITS, read_numeral
from ingest.text.text_hash import hash_text
from ingest.threads import bound_threads, count_processors
from ingest.tokens import (
    find_syllables,
    fold,
    load_segmenter,
    load_tagger,
    romanize,
    segmentation_log_probability,
    split_into_words,
    tokenize,
    tokenize_sounds,
    tokenize_words,
    without_raised,
)


def open_store(settings: IngestSettings | None = None) -> Store:
    """The store that the settings name (by default: that the environment names). Loads no model yet."""
    chosen = settings or IngestSettings.from_environment()
    return Store(chosen, build_encoders(chosen))


__all__ = [
    "DIGITS",
    "LARGE_UNITS",
    "LONGEST_NUMERAL",
    "PROVINCES",
    "SMALL_UNITS",
    "Block",
    "BlockKind",
    "Chunk",
    "ChunkKind",
    "Document",
    "Encoder",
    "EncoderEmbeddings",
    "Hit",
    "IngestError",
    "IngestResult",
    "IngestSettings",
    "IngestStatus",
    "LexicalIndex",
    "Message",
    "ModelUnavailable",
    "Notice",
    "NoticeCode",
    "OutlineEntry",
    "Paragraph",
    "ParagraphKind",
    "Place",
    "PooledTokenEncoder",
    "ReadFile",
    "Said",
    "Snapshot",
    "SourceSpan",
    "Span",
    "Store",
    "StoreError",
    "StoreMissing",
    "StoredDocument",
    "TokenEncoder",
    "TokenVectors",
    "UnreadableFile",
    "Vectors",
    "WrongModel",
    "bound_threads",
    "build_encoders",
    "build_lexical_index",
    "chunk_paragraphs",
    "count_processors",
    "document_to_json",
    "find_files",
    "find_missing_figures",
    "find_place",
    "find_syllables",
    "fold",
    "fold_in_place",
    "hash_text",
    "ingest_paths",
    "is_there",
    "is_up_to_date",
    "load_cities",
    "load_lexical_index",
    "load_segmenter",
    "load_tagger",
    "notice_to_json",
    "open_store",
    "outline_of",
    "paragraph_to_json",
    "parse_document",
    "prepare_process",
    "read_file",
    "read_numeral",
    "reingest_document",
    "result_to_json",
    "romanize",
    "run_printing",
    "say",
    "segmentation_log_probability",
    "split_clauses",
    "split_into_words",
    "split_sentences",
    "tell_in_chinese",
    "tell_in_english",
    "tokenize",
    "tokenize_sounds",
    "tokenize_words",
    "trim_stops",
    "without_raised",
]
