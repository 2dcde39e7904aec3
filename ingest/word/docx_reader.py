"""A Word document as blocks: what Word shows, in order, each thing once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ingest import limits
from ingest.errors import UnreadableFile
from ingest.file_kind import HEAD_BYTES, FileKind, name_file_kind
from ingest.messages import say
from ingest.records import Block, BlockKind, Notice, NoticeCode, ReadFile
from ingest.said import Said
from ingest.text.plain_text import find_wide_blanks, make_plain
from ingest.unreadable import unreadable
from ingest.word.block_nodes import iterate_block_nodes
from ingest.word.embedded import read_embedded_text
from ingest.word.fields import FieldReader
from ingest.word.line_breaks import close_breaks, split_paragraphs
from ingest.word.notes import Notes
from ingest.word.number_fields import NumberFields
from ingest.word.numbering import NO_LIST, Numbering
from ingest.word.package import WordFile, open_word
from ingest.word.paragraph_text import NoteReference, ParagraphContent, ParagraphReader
from ingest.word.styles import ParagraphStyle, Styles, heading_level_of
from ingest.word.table_blocks import TableColumns, line_of, read_table
from ingest.word.xml_names import (
    RELATIONSHIPS,
    Element,
    child_number,
    child_value,
    switch,
    w,
)

_GONE_MARKS = ("del", "moveFrom")


def read_docx(path: Path) -> ReadFile:
    """Read a Word file. Raises UnreadableFile, with the reason, for anything that is none or is broken."""
    return _DocumentReader(path, open_word(path)).read()


@dataclass(slots=True)
class _Story:
    """Where paragraphs are read: the body, a cell, a note or a text box. `prefix` names its tables' place.

    `carried` is what a paragraph left whose mark was deleted: it belongs to the next one. `columns` are those of the
    table read last, while nothing was shown since.
    """

    reader: ParagraphReader
    prefix: str = ""
    tables: int = 0
    carried: ParagraphContent | None = None
    columns: TableColumns | None = None


class _DocumentReader:
    """Walks one document once, in order: numbering, notes and tables count as they come."""

    def __init__(self, path: Path, file: WordFile) -> None:
        self._path = path
        self._file = file
        self._styles = Styles(file.styles)
        self._numbering = Numbering(file.numbering, self._styles)
        self._notes = Notes(file.footnotes, file.endnotes)
        self._number_fields = NumberFields()
        self.notices = list(file.notices)
        self._embedded = dict(file.embedded)
        self._embedded_room = limits.MAX_EMBEDDED_TOTAL_BYTES
        # True but for documents whose default style numbers every paragraph.
        self._empty_shows_nothing = self._styles.paragraph(None).list_id is None
        self._contents: list[str] = []
        self._last_text = ""
        self._blocks = 0
        self._characters = 0

    def read(self) -> ReadFile:
        blocks, _ = self.read_into("", 0)
        return ReadFile(blocks=tuple(blocks), title=self._file.title, notices=tuple(dict.fromkeys(self.notices)))

    def read_into(self, prefix: str, tables: int) -> tuple[list[Block], int]:
        """The body's blocks, for a place where `tables` tables stand before it; and how many stand there after it."""
        body = self._file.body
        story = _Story(ParagraphReader(self._styles, self._fields(body)), prefix, tables)
        blocks = self._read_story(body, story)
        if self._contents:
            message = say(Said.CONTENTS_LEFT_OUT, lines=len(self._contents))
            self.notices.append(Notice(NoticeCode.BOILERPLATE, message, original="\n".join(self._contents)))
        return [block for block in blocks if block.text], story.tables

    def _read_story(self, container: Element, story: _Story) -> list[Block]:
        """Blocks with neither text nor number are not among them; those of an empty numbered paragraph are."""
        blocks: list[Block] = []
        for node, in_contents in iterate_block_nodes(container):
            if node.tag == w("p"):
                if len(node) == 0 and self._empty_shows_nothing and story.carried is None:
                    continue
                shown = self._read_paragraph(node, story, in_contents=in_contents)
                story.columns = None if shown else story.columns
                blocks.extend(shown)
            elif node.tag == w("tbl"):
                story.tables += 1
                blocks.extend(self._read_table(node, story))
            elif node.tag == w("altChunk") and (imported := self._read_embedded(node, story)) is not None:
                blocks.extend(imported)
            else:  # an altChunk of another kind, an equation or, against the rules, a run without paragraph
                content = story.reader.read([node], self._styles.paragraph(None))
                blocks.extend(self._build_blocks(content, None, ParagraphStyle(), story, counts=False))
        if story.carried is not None:
            carried, story.carried = story.carried, None
            blocks.extend(self._build_blocks(carried, None, ParagraphStyle(), story, counts=False))
        return blocks

    def _read_paragraph(self, paragraph: Element, story: _Story, *, in_contents: bool) -> list[Block]:
        properties = paragraph.find(w("pPr"))
        style = self._styles.paragraph(child_value(properties, "pStyle"))
        self._number_fields.begin_paragraph(_heading_level(properties, style), _list_level(properties, style))
        content = story.reader.read(paragraph, style)
        if in_contents or style.is_contents:
            content.contents_text += content.text
            content.text = ""
        if line := make_plain(content.contents_text):
            self._contents.append(line)
        if story.carried is not None:
            content, story.carried = _joined(story.carried, content), None
        mark = None if properties is None else properties.find(w("rPr"))
        if mark is not None and any(mark.find(w(name)) is not None for name in _GONE_MARKS):
            content.has_tracked_change = True
            story.carried = content
            return []
        # A paragraph that shows nothing and whose mark is hidden, or that was a line of contents, is not counted.
        vanished = not content.text and (switch(mark, "vanish") is True or bool(content.contents_text))
        return self._build_blocks(content, properties, style, story, counts=not vanished)

    def _build_blocks(
        self,
        content: ParagraphContent,
        properties: Element | None,
        style: ParagraphStyle,
        story: _Story,
        *,
        counts: bool,
    ) -> list[Block]:
        drawn = self._numbering.draw(properties, style) if counts else None
        heading_level = _heading_level(properties, style)
        texts = [content.text] if heading_level is not None else split_paragraphs(content.text)
        closed = [close_breaks(text) for text in texts]
        plain = [line for text in closed if (line := make_plain(text))]
        wide = [find_wide_blanks(text) for text in closed if make_plain(text)]
        notices = self._object_notices(content)
        if content.has_tracked_change and plain:
            notices.append(Notice(NoticeCode.TRACKED_CHANGE, say(Said.TRACKED_CHANGES)))
        shown = drawn if drawn and drawn.text else None
        first = Block(
            kind=BlockKind.PARAGRAPH,
            text=plain[0] if plain else "",
            number=shown.text if shown else "",
            heading_level=heading_level,
            list_level=shown.level if shown else None,
            list_name=shown.definition if shown else "",
            list_value=shown.value if shown else 0,
            notices=tuple(notices) if plain else (),
            set_apart_end=content.find_set_apart_end(plain[0]) if plain and heading_level is None else 0,
            wide_blanks=wide[0] if wide else (),
        )
        if not plain:
            self.notices.extend(self._placed(notice) for notice in notices)
        blocks = [first] if first.text or first.number else []
        blocks += [
            Block(kind=BlockKind.PARAGRAPH, text=text, notices=first.notices, wide_blanks=blanks)
            for text, blanks in zip(plain[1:], wide[1:], strict=True)
        ]
        if plain:
            self._last_text = plain[-1]
        for block in blocks:
            self._check_bounds(block)
        blocks += [block for reference in content.notes for block in self._read_note(reference)]
        for box in content.boxes:
            inner = _Story(ParagraphReader(self._styles, self._fields(box)), prefix=story.prefix, tables=story.tables)
            blocks.extend(self._read_story(box, inner))
            story.tables = inner.tables
        drawings = (make_plain(text) for text in content.drawn_texts)
        return blocks + [Block(kind=BlockKind.PARAGRAPH, text=text) for text in drawings if text]

    def _read_table(self, table: Element, story: _Story) -> list[Block]:
        def read_cell(cell: Element, place: str) -> list[Block]:
            return self._read_story(cell, _Story(story.reader, prefix=f"{place}/"))

        blocks, story.columns = read_table(table, f"{story.prefix}t{story.tables}", read_cell, story.columns)
        for block in blocks:
            if block.kind is BlockKind.TABLE_ROW:
                self._check_bounds(block)
        return blocks

    def _read_embedded(self, node: Element, story: _Story) -> list[Block] | None:
        """The paragraphs of a document that is imported here; None for what cannot be read."""
        data = self._embedded.pop(node.get(f"{{{RELATIONSHIPS}}}id") or "", None)
        if data is None or self._embedded_room <= 0:
            return None
        self._embedded_room -= len(data)
        if name_file_kind(data[:HEAD_BYTES]) is FileKind.ZIP:
            try:
                file = open_word(self._path, data)
                self._embedded_room -= file.size
                inner = _DocumentReader(self._path, file)
                blocks, story.tables = inner.read_into(story.prefix, story.tables)
            except UnreadableFile:
                return None
            self.notices.extend(inner.notices)
        else:
            found = read_embedded_text(data)
            if found is None:
                return None
            blocks = list(found)
        for block in blocks:
            self._check_bounds(block)
        self._last_text = blocks[-1].text if blocks else self._last_text
        return blocks

    def _read_note(self, reference: NoteReference) -> list[Block]:
        taken = self._notes.take(reference)
        if taken is None:
            return []
        note, place = taken
        blocks = self._read_story(note, _Story(ParagraphReader(self._styles, self._fields(note)), prefix=f"{place}/"))
        text = line_of(replace(b, kind=BlockKind.PARAGRAPH) for b in blocks)
        notices = tuple(dict.fromkeys(notice for block in blocks for notice in block.notices))
        return [Block(kind=BlockKind.FOOTNOTE, text=text, place=place, notices=notices)] if text else []

    def _fields(self, story: Element) -> FieldReader:
        return FieldReader(story, self._number_fields)

    def _object_notices(self, content: ParagraphContent) -> list[Notice]:
        kinds = list(dict.fromkeys(kind for kind, _ in content.objects))
        described = "\n".join(text for _, text in content.objects if text)
        if not kinds:
            return []
        message = say(Said.NOT_READ, where=say(Said.HERE), things=tuple(say(kind) for kind in kinds))
        return [Notice(NoticeCode.UNSUPPORTED_OBJECT, message, original=described)]

    def _placed(self, notice: Notice) -> Notice:
        """A notice that has no paragraph of its own says which one it follows."""
        words = self._last_text[:20]
        where = say(Said.AFTER_WORDS, words=words) if words else say(Said.AT_BEGINNING)
        return replace(notice, message=notice.message.with_value("where", where))

    def _check_bounds(self, block: Block) -> None:
        self._blocks += 1
        self._characters += len(block.text)
        if self._blocks > limits.MAX_BLOCKS or self._characters > limits.MAX_CHARACTERS:
            too_much = say(Said.TOO_MUCH_TEXT, paragraphs=limits.MAX_BLOCKS, characters=limits.MAX_CHARACTERS)
            raise unreadable(self._path, too_much, Said.SPLIT)


def _heading_level(properties: Element | None, style: ParagraphStyle) -> int | None:
    own = child_number(properties, "outlineLvl")
    return style.heading_level if own is None else heading_level_of(own)


def _list_level(properties: Element | None, style: ParagraphStyle) -> int | None:
    """The level of the drawn number that the paragraph asks for, None when it asks for none."""
    stated = None if properties is None else properties.find(w("numPr"))
    list_id = child_value(stated, "numId") or style.list_id
    if list_id is None or list_id == NO_LIST:
        return None
    return child_number(stated, "ilvl") or style.list_level or 0


def _joined(before: ParagraphContent, after: ParagraphContent) -> ParagraphContent:
    return ParagraphContent(
        text=before.text + after.text,
        contents_text=after.contents_text,
        notes=[*before.notes, *after.notes],
        boxes=[*before.boxes, *after.boxes],
        drawn_texts=[*before.drawn_texts, *after.drawn_texts],
        objects=[*before.objects, *after.objects],
        has_tracked_change=before.has_tracked_change or after.has_tracked_change,
    )
