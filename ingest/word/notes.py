"""Footnotes and endnotes: their text, and the numbers they are printed with (ECMA-376 17.11)."""

from __future__ import annotations

from ingest.word.paragraph_text import NoteReference
from ingest.word.xml_names import Element, w

# Lines that Word draws between text and notes are stored as notes of these types.
_LINES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class Notes:
    """The notes of a document; each is handed out once, at its first reference.

    Places count footnotes and endnotes apart, in the order of their references: "fn1", "en1". A note whose
    mark the writer typed takes no number from the others, as in Word: "fn-own1".
    """

    def __init__(self, footnotes: Element | None, endnotes: Element | None) -> None:
        self._notes = {"footnote": _by_id(footnotes, "footnote"), "endnote": _by_id(endnotes, "endnote")}
        self._counts: dict[str, int] = {}

    def take(self, reference: NoteReference) -> tuple[Element, str] | None:
        """The note and its place; None for one that is missing or was handed out before."""
        note = self._notes[reference.kind].pop(reference.note_id, None)
        if note is None:
            return None
        place = {"footnote": "fn", "endnote": "en"}[reference.kind] + ("-own" if reference.own_mark else "")
        self._counts[place] = self._counts.get(place, 0) + 1
        return note, f"{place}{self._counts[place]}"


def _by_id(root: Element | None, name: str) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for note in root.iterfind(w(name)) if root is not None else ():
        if note.get(w("type")) not in _LINES:
            found.setdefault(note.get(w("id")) or "", note)
    return found
