"""A Word table as a grid: where each cell stands, how far it reaches, what merged cells show (ECMA-376 17.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.limits import MAX_COLUMNS
from ingest.word.block_nodes import WRAPPERS
from ingest.word.xml_names import COMPATIBILITY, Element, child_number, choose_branch, parse_number, switch, w

_PLAIN_FILLS = frozenset({"auto", "FFFFFF", "ffffff", None})


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is all the cell shows on one line. It covers columns [column, column + span), counted from 0.

    `identity` is shared by the cells of a vertical merge, which all hold the first one's text; `is_first`
    marks that one. `emphasised`: bold throughout, or shaded.
    """

    text: str
    column: int
    span: int = 1
    identity: int = 0
    is_first: bool = True
    emphasised: bool = False

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.span)


@dataclass(frozen=True, slots=True)
class Row:
    """`repeats`: the row is marked to be repeated as header on each page."""

    cells: tuple[Cell, ...]
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as stored: its element and place, before its content is read. `continues`: merged with the one above."""

    node: Element
    column: int
    span: int
    continues: bool
    shaded: bool


def iter_rows(table: Element) -> Iterator[Element]:
    """The rows that show; content controls around rows opened, deleted rows passed over."""
    for row in _open_wrappers(table, w("tr")):
        properties = row.find(w("trPr"))
        if properties is None or (properties.find(w("del")) is None and switch(properties, "hidden") is not True):
            yield row


def column_widths(table: Element) -> tuple[int, ...]:
    """The widths of the columns on the page, in twentieths of a point; those that say none are 0."""
    grid = table.find(w("tblGrid"))
    stated = grid.iterfind(w("gridCol")) if grid is not None else ()
    return tuple(parse_number(column.get(w("w"))) or 0 for column in stated)


def row_repeats(row: Element) -> bool:
    """Whether the row is marked as a header row."""
    return switch(row.find(w("trPr")), "tblHeader") is True


def place_cells(row: Element) -> tuple[GridCell, ...]:
    """The cells of a row on the table's columns, deleted cells passed over. Columns end at MAX_COLUMNS."""
    before = child_number(row.find(w("trPr")), "gridBefore") or 0
    column = min(max(before, 0), MAX_COLUMNS)
    cells: list[GridCell] = []
    for node in _open_wrappers(row, w("tc")):
        properties = node.find(w("tcPr"))
        if properties is not None and properties.find(w("cellDel")) is not None:
            continue
        span = min(max(child_number(properties, "gridSpan") or 1, 1), MAX_COLUMNS)
        merge = None if properties is None else properties.find(w("vMerge"))
        shade = None if properties is None else properties.find(w("shd"))
        cells.append(
            GridCell(
                node=node,
                column=column,
                span=span,
                # 17.4.84: without a value the cell goes on with the one above.
                continues=merge is not None and (merge.get(w("val")) or "continue") == "continue",
                shaded=shade is not None and shade.get(w("fill")) not in _PLAIN_FILLS,
            )
        )
        column += span
    return tuple(cells)


def merge_down(above: tuple[Cell, ...], cell: Cell) -> Cell:
    """The cell that goes on with the one above it: it shows that one's text. Without one above it stands alone."""
    upper = next((c for c in above if c.column == cell.column), None)
    if upper is None:
        return cell
    return replace(cell, text=upper.text, identity=upper.identity, is_first=False, emphasised=upper.emphasised)


def is_bold(node: Element) -> bool:
    """Whether every run of a cell that has text is set bold, by the runs' own formatting."""
    runs = [run for run in node.iter(w("r")) if any((t.text or "").strip() for t in run.iterfind(w("t")))]
    return bool(runs) and all(switch(run.find(w("rPr")), "b") is True for run in runs)


def _open_wrappers(parent: Element, wanted: str) -> Iterator[Element]:
    """Descendants named `wanted` in order, looking only into content controls and the like."""
    waiting = [iter(parent)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif node.tag == wanted:
            yield node
        elif node.tag in WRAPPERS:
            waiting.append(iter(node))
        elif node.tag == f"{{{COMPATIBILITY}}}AlternateContent":
            branch = choose_branch(node)
            if branch is not None:
                waiting.append(iter(branch))
