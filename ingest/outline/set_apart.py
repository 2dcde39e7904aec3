"""Headings that run into their bodies without any stop, told by their look: bold, or in another typeface."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.outline.numbered_pieces import Piece
from ingest.outline.parts import OpenedPart
from ingest.records import Block
from ingest.text.folding import fold_in_place
from ingest.text.number_styles import NumberStyle
from ingest.text.sentences import PAUSES, STOPS, has_stop, opens_unclosed

_SHORTEST, _LONGEST = 4, 45


def find_set_apart(pieces: Sequence[Piece], parts: Sequence[OpenedPart], blocks: Sequence[Block]) -> dict[int, int]:
    """Piece → where its heading ends in its text, for numbered parts of which two or more in a row have such a look.

    One alone is as likely an emphasis.
    """
    kin: dict[tuple[int, NumberStyle], list[tuple[int, int]]] = defaultdict(list)
    for part in parts:
        piece = pieces[part.piece]
        end = _set_apart_end(piece, blocks) if part.head is not None else 0
        begin = part.head.end if part.head is not None and not piece.line.number else 0
        if part.head is not None and _is_heading(piece.line.text[begin:end], piece.line.text[end:]):
            kin[part.parent, part.head.style].append((part.piece, end))
    return {index: end for found in kin.values() if len(found) > 1 for index, end in found}


def _set_apart_end(piece: Piece, blocks: Sequence[Block]) -> int:
    """Where the look changes in the piece's text; 0 where it does not, or where cleaning changed the words before."""
    first = piece.line.body.spans[0] if piece.line.body.spans else None
    if first is None or first.source_start or not blocks[first.block].set_apart_end:
        return 0
    lead = blocks[first.block].set_apart_end
    return lead if lead <= first.end - first.start == first.source_end - first.source_start else 0


def _is_heading(words: str, rest: str) -> bool:
    folded = fold_in_place(words).strip()
    if not _SHORTEST <= len(folded) <= _LONGEST or not re.search(r"[\u4e00-\u9fff]{2}", folded):
        return False
    unfinished = folded[-1] in PAUSES or opens_unclosed(words) or any(stop in folded[:-1] for stop in STOPS)
    return not unfinished and has_stop(rest)
