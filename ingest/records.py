"""What ingestion reads, keeps and tells: the records every other folder builds on.

A file is read into blocks (what Word shows, in order), cleaned and outlined into paragraphs (what is
cited), and cut into chunks (what is embedded). Records are frozen; problems are values (`Notice`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.messages import Message


class NoticeCode(StrEnum):
    """What a reader of the document, or of an answer, must be told."""

    MASKED_FIGURE = "masked_figure"
    MASKED_NAME = "masked_name"
    DAMAGED_TEXT = "damaged_text"
    PAGE_SPLIT = "page_split"
    BOILERPLATE = "boilerplate"
    TRUNCATED = "truncated"
    NUMBERING_GAP = "numbering_gap"
    DUPLICATE_NUMBER = "duplicate_number"
    TRACKED_CHANGE = "tracked_change"
    UNSUPPORTED_OBJECT = "unsupported_object"
    OTHER_YEAR = "other_year"
    NEWEST_YEAR = "newest_year"
    PART_UNANSWERED = "part_unanswered"
    UNSURE = "unsure"
    OTHER_PLACES = "other_places"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters, counted from 0."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd that was found, and what was done about it.

    `anchor` is empty for a notice about the whole document. `span` counts in the text of the
    paragraph that `anchor` names (None: the paragraph as a whole); an empty span is a place between two
    characters. `original` is what stood in the file; it may hold what people asking must not see (contact
    strings), so only staff pages show it. `cleaning_id` names a cleaning that staff can undo (empty:
    nothing was changed); it stays the same while the words around the place stay the same.
    """

    code: NoticeCode
    message: Message
    anchor: str = ""
    original: str = ""
    span: Span | None = None
    cleaning_id: str = ""


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, table row or note as Word shows it, before any cleaning.

    `text` is the visible text without the number that Word draws; `number` is that drawn number as
    shown ("一、", "1.1", "①"; empty when none, or when it is typed in the text). `heading_level`
    counts from 1 for headings by style or outline level, None otherwise. `list_level` counts from 0
    for drawn numbering, `list_name` tells which levels count together and `list_value` is the number as Word counted
    it (0 where nothing is drawn). `place` names table rows and notes: "t1/r3" (tables and rows count from 1),
    "fn2" (the note's printed number). `set_apart_end` is where the words end that are set apart at the beginning of
    `text`, bold or in a typeface of their own, from all that follow (0: none are). `wide_blanks` are the places of
    blanks in `text` that are as wide in the file as a figure would be.
    """

    kind: BlockKind
    text: str
    number: str = ""
    heading_level: int | None = None
    list_level: int | None = None
    list_name: str = ""
    list_value: int = 0
    place: str = ""
    notices: tuple[Notice, ...] = ()
    set_apart_end: int = 0
    wide_blanks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file's visible text in document order. `title` is the title its properties state, often empty or wrong."""

    blocks: tuple[Block, ...]
    title: str = ""
    notices: tuple[Notice, ...] = ()


class ParagraphKind(StrEnum):
    BODY = "body"
    HEADING = "heading"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """Characters [start, end) of a paragraph's text are characters [source_start, source_end) of block `block`.

    Where both ranges are of equal length the characters are the same ones, up to the making plain of
    spaces. A range that was replaced (a gap mark for a damaged figure) maps as a whole.
    """

    start: int
    end: int
    block: int
    source_start: int
    source_end: int


_COUNTED = re.compile(r"第[一二三四五六七八九十\d]{1,3}(?![编章节条款项])[\u4e00-\u9fff]{1,4}\s?[：:]")
# Before an answer of a document of questions and answers; A only under its question, for it names grades as well.
_ANSWER = re.compile(r"(?:回?答|答复)\s?[\d一二三四五六七八九十]{0,3}\s?[：:]|[【\[](?:回?答|答复)[】\]][：:]?")
_LETTER_ANSWER = re.compile(r"[AaＡ]\s?\d{0,3}\s?[：:.、．]|[【\[][AＡ]\s?\d{0,3}[】\]][：:]?")
_LETTER_QUESTION = re.compile(r"(?:\d{1,3}\s?[.、．]\s?)?[【\[]?[QqＱ]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit that is cited.

    `anchor` says where it stands ("2022年全市教育工作要点/二/8"), unique in the store. `label` is the
    full outline label ("二、8"), `number` its own last part as printed ("8"), both empty for an
    unnumbered paragraph. `heading_path` runs from the outermost heading to the one that governs the
    paragraph (a heading's own path ends with itself), as printed and without final stops. `text` is
    the cleaned text, a typed number included, a drawn number not. `title_end` is where a heading that
    runs straight into its body ends in `text` (0: none). `lead` is the sentence that introduces the list of
    which the paragraph is an item, without its colon (empty: none). `text_hash` is the SHA-256 of `text`, first
    16 hex digits. `position` counts the document's paragraphs from 0. `original` is the text before
    cleaning, `sources` the map back to it.
    """

    anchor: str
    doc_id: str
    heading_path: tuple[str, ...]
    label: str
    number: str
    kind: ParagraphKind
    text: str
    text_hash: str
    position: int
    title_end: int = 0
    lead: str = ""
    original: str = ""
    sources: tuple[SourceSpan, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def label_end(self) -> int:
        """Where the words begin after a typed number, or after an answer's "答：", "【答】" or "A1："; 0 where there is neither."""
        counted = _COUNTED.fullmatch(self.number) is not None  # 第二批：… is asked about by these words
        number = len(self.number) if self.number and not counted and self.text.startswith(self.number) else 0
        asked = "".join(self.heading_path[-1:])
        answer = _ANSWER.match(self.text) or (_LETTER_QUESTION.match(asked) and _LETTER_ANSWER.match(self.text))
        return number or (answer.end() if answer else 0)


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """What one file says: its paragraphs in order and what it states about itself.

    The fields mean what they mean in `Document`. `notices` holds those of the document as a whole (empty
    anchor); a paragraph's own stand on the paragraph.
    """

    title: str
    year: int | None
    region: str
    issuing_body: str
    document_number: str
    paragraphs: tuple[Paragraph, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. `year` is the year it is about, None when it states none.

    `region` is the province or city it is about, `issuing_body` and `document_number`
    ("X教〔2022〕5号") as they stand in it; empty where it does not say. `path` is as given at
    ingestion, `sha256` of the file's bytes, `ingested_at` ISO 8601 in UTC. `notices` holds all of
    them: the document's own and its paragraphs'.
    """

    doc_id: str
    title: str
    year: int | None
    path: str
    sha256: str
    ingested_at: str
    region: str = ""
    issuing_body: str = ""
    document_number: str = ""
    notices: tuple[Notice, ...] = ()


class ChunkKind(StrEnum):
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Chunk:
    """The unit that is embedded: a paragraph, or a part of one, that leads to the paragraph `anchor`.

    `span` says which characters of the paragraph's text it holds. `index_text` is what is embedded:
    document title and heading path, then the words.
    """

    chunk_id: str
    anchor: str
    kind: ChunkKind
    span: Span
    text: str
    index_text: str


class IngestStatus(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of one file. `error` says why when `status` is failed, else None."""

    path: str
    doc_id: str
    title: str
    year: int | None
    status: IngestStatus
    paragraphs: int
    chunks: int
    notices: tuple[Notice, ...] = ()
    error: Message | None = None
