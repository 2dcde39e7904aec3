"""The marks left in place of contact strings that took the place of a document's own figures and words."""

from __future__ import annotations

from ingest.cleaning.contact_cells import find_cell_gaps
from ingest.cleaning.contacts import FIGURE_GAP, TEXT_GAP, ContactGap
from ingest.cleaning.gaps import find_contact_gaps
from ingest.cleaning.trail import Line, Trail, removed_places
from ingest.messages import say
from ingest.records import BlockKind, NoticeCode
from ingest.said import Said
from ingest.text.traced_text import Finding, join_texts


def mark_gaps(line: Line, trail: Trail) -> Line:
    """The line with a visible mark in place of each such contact; only the finding keeps the contact.

    Where that was taken back the contact stays; in a figure's place a finding without a name goes on telling of it.
    """
    body, parts, at = line.body, [], len(line.text)
    for gap in reversed(list(_find_gaps(line))):
        cleaning_id = trail.name_in(NoticeCode.DAMAGED_TEXT, body, gap.start, gap.end)
        undone = not trail.allows(cleaning_id)
        if undone and not gap.figure:
            continue
        mark = FIGURE_GAP if gap.figure else TEXT_GAP
        contact = body.text[gap.start : gap.end]
        if undone:
            finding = Finding(NoticeCode.DAMAGED_TEXT, say(Said.FIGURE_LOST_UNDONE), 0, len(contact), contact)
            parts += [body.part(gap.end, at), body.part(gap.start, gap.end).with_finding(finding)]
        else:
            places = removed_places(body, gap.start, gap.end)
            message = say(Said.FIGURE_LOST if gap.figure else Said.WORDS_LOST)
            finding = Finding(NoticeCode.DAMAGED_TEXT, message, 0, len(mark), contact, cleaning_id, places)
            parts += [body.part(gap.end, at), body.replacement(gap.start, gap.end, mark, finding)]
        at = gap.start
    return line.with_body(join_texts((body.part(0, at), *reversed(parts)))) if parts else line


def _find_gaps(line: Line) -> list[ContactGap]:
    """In order; of a table's row also the cells that hold nothing else."""
    gaps = list(find_contact_gaps(line.text))
    if line.kind is not BlockKind.TABLE_ROW:
        return gaps
    cells = list(find_cell_gaps(line.text))
    gaps = [gap for gap in gaps if not any(cell.start < gap.end and gap.start < cell.end for cell in cells)]
    return sorted((*gaps, *cells), key=lambda gap: gap.start)
