"""From a file's blocks to clean lines: site lines leave, cut marks leave and halves join, false contacts become gap marks.

Each step tells what it did (findings on the line, notices for what left) under a name by which staff can undo it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cleaning.blank_masks import find_blanks
from ingest.cleaning.boilerplate import FILE_EXTENSION, find_site_lines
from ingest.cleaning.gap_marks import mark_gaps
from ingest.cleaning.line_breaks_in_blocks import split_at_breaks
from ingest.cleaning.markup import take_out_markup
from ingest.cleaning.page_cuts import join_cuts
from ingest.cleaning.page_numbers import remove_page_numbers
from ingest.cleaning.seams import count_pairs, was_cut
from ingest.cleaning.site_words import find_site_sentences, find_site_suffix
from ingest.cleaning.stray_blanks import join_characters
from ingest.cleaning.trail import Line, Trail, read_lines, take_out
from ingest.cleaning.wrapped_lines import join_wrapped_lines
from ingest.messages import Message, say
from ingest.records import BlockKind, Notice, NoticeCode, ReadFile
from ingest.said import Said
from ingest.text.traced_text import join_texts


@dataclass(frozen=True, slots=True)
class CleanText:
    """Lines in document order, and notices about lines that are gone."""

    lines: tuple[Line, ...]
    notices: tuple[Notice, ...]


def clean(read: ReadFile, *, undone: frozenset[str] = frozenset()) -> CleanText:
    """All cleanings but those named in `undone`, of which the original stays."""
    trail = Trail(read.blocks, undone)
    lines = take_out_markup(read_lines(read.blocks), trail)
    lines = [_without_site_sentences(line, trail) for line in lines]
    lines, preview = remove_site_lines(lines, trail)
    lines = split_at_breaks(lines)
    lines = remove_page_numbers(lines, trail)
    lines = join_cuts(lines, trail, preview=preview)
    lines = join_wrapped_lines(lines, trail)
    lines = [mark_gaps(line, trail) for line in lines]
    lines = [join_characters(line, find_blanks(line.body, read.blocks)) for line in lines]
    return CleanText(tuple(line for line in lines if line.text or line.number), tuple(trail.notices))


def remove_site_lines(lines: Sequence[Line], trail: Trail) -> tuple[list[Line], bool]:
    """The lines without a sharing site's own, and whether it looks like a preview: such lines, or a title that ends as a file's
    name or with a site's."""
    found = find_site_lines(
        [line.text for line in lines], [line.plain for line in lines], [line.number for line in lines]
    )
    pairs = count_pairs(line.text for index, line in enumerate(lines) if index not in found)
    kept: list[Line] = []
    cuts = False  # whether a site's line has just left, behind one that is kept
    for index, line in enumerate(lines):
        if index in found:
            cleaning_id = trail.name_in(NoticeCode.BOILERPLATE, line.body, 0, len(line.text))
            if trail.allows(cleaning_id):
                trail.tell(NoticeCode.BOILERPLATE, say(Said.SITE_LINE), line.text, cleaning_id)
                cuts = bool(kept)
                continue
        if cuts and kept[-1].plain and line.plain and was_cut(kept[-1].text, line.text, pairs):
            kept[-1] = kept[-1].with_body(join_texts((kept[-1].body, line.body)))
        else:
            kept.append(line)
        cuts = False
    named_by_site = False
    for index, line in enumerate(kept[:3]):
        if line.plain:
            kept[index], named = _without_suffixes(line, trail)
            named_by_site |= named
    return kept, bool(found) or named_by_site


def _without_site_sentences(line: Line, trail: Trail) -> Line:
    original = line
    for span in reversed(find_site_sentences(line.text) if line.kind is BlockKind.PARAGRAPH else ()):
        cleaning_id = trail.name_in(NoticeCode.BOILERPLATE, original.body, span.start, span.end)
        if trail.allows(cleaning_id):
            message = say(Said.SITE_SENTENCE)
            line = take_out(line, span.start, span.end, NoticeCode.BOILERPLATE, message, cleaning_id)
    return line


def _without_suffixes(line: Line, trail: Trail) -> tuple[Line, bool]:
    """A title without what a site or a file's name put behind it, …要点.doc_百度文库, and whether there was such."""
    start, title = find_site_suffix(line.text), line
    if start < len(line.text):
        title = _without_end(line, start, say(Said.SITE_SENTENCE), trail)
    match = FILE_EXTENSION.search(title.text)
    if match and match.start():
        return _without_end(title, match.start(), say(Said.FILE_EXTENSION), trail), True
    return title, start < len(line.text)


def _without_end(line: Line, start: int, message: Message, trail: Trail) -> Line:
    end = len(line.text)
    cleaning_id = trail.name_in(NoticeCode.BOILERPLATE, line.body, start, end)
    if not trail.allows(cleaning_id):
        return line
    return take_out(line, start, end, NoticeCode.BOILERPLATE, message, cleaning_id)
