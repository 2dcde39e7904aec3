"""A Word table read into blocks: a row each, or paragraphs where the table only arranges text on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ingest.limits import MAX_REPEATED_CHARACTERS
from ingest.records import Block, BlockKind
from ingest.text.plain_text import join_lines
from ingest.word.table_grid import Cell, Row, column_widths, is_bold, iter_rows, merge_down, place_cells, row_repeats
from ingest.word.table_headers import count_header_rows, figure_columns, name_columns, row_texts
from ingest.word.table_rows import join_parts, write_row
from ingest.word.xml_names import Element

# Reads the content of a cell, given the place its nested tables are named after.
ReadCell = Callable[[Element, str], list[Block]]

# A cell of a table without header holds running text when it has several paragraphs and this many characters.
_RUNNING_TEXT = 100


@dataclass(frozen=True, slots=True)
class _ReadRow:
    """A row on the grid, the blocks of its cells in order, and its place."""

    row: Row
    cells: tuple[list[Block], ...]
    place: str


@dataclass(frozen=True, slots=True)
class TableColumns:
    """What a table's columns are called, how wide they are, and which of them hold figures throughout."""

    names: dict[int, str]
    widths: tuple[int, ...]
    figures: frozenset[int]


def read_table(
    table: Element, place: str, read_cell: ReadCell, above: TableColumns | None = None
) -> tuple[list[Block], TableColumns]:
    """The blocks of a table named `place` ("t1"), nested tables and notes after the row they stand in; and its columns.

    Rows count from 1 in the order shown. A header row is a row of its own too, so that nothing is lost. `above` are
    the columns of the table right above: without a header, a table of equal columns goes on with it.
    A table of one column arranges text: its content comes as if no table were there, and so does a row of
    running text where there is no header.
    """
    rows = _read_rows(table, place, read_cell)
    widths = column_widths(table)
    if all(sum(1 for cell in row.row.cells if cell.text) <= 1 for row in rows):
        return [block for row in rows for cell in row.cells for block in cell], TableColumns({}, widths, frozenset())
    grid = [row.row for row in rows]
    header_rows = count_header_rows(grid)
    columns = TableColumns(name_columns(grid[:header_rows]), widths, figure_columns(grid[header_rows:]))
    if header_rows == 0 and above and columns.figures and (above.widths, above.figures) == (widths, columns.figures):
        columns = above
    headers = {row_texts(row) for row in grid[:header_rows]}
    blocks: list[Block] = []
    for index, row in enumerate(rows):
        if not columns.names and any(_is_running_text(cell) for cell in row.cells):
            blocks.extend(block for cell in row.cells for block in cell)
            continue
        is_header = index < header_rows or row_texts(row.row) in headers
        names = {} if is_header else columns.names
        lead = "" if is_header else write_row(Row(row.row.cells[:1]), names)
        blocks.extend(_row_blocks(row, write_row(row.row, names), lead))
    return blocks, columns


def line_of(blocks: Iterable[Block]) -> str:
    """All that blocks of a cell or note show, on one line: numbers and text; nested rows and notes are not among it."""
    return join_lines([_with_number(block) for block in blocks if block.kind is BlockKind.PARAGRAPH])


def _read_rows(table: Element, place: str, read_cell: ReadCell) -> list[_ReadRow]:
    rows: list[_ReadRow] = []
    above: tuple[Cell, ...] = ()
    identity = 0
    for number, node in enumerate(iter_rows(table), start=1):
        row_place = f"{place}/r{number}"
        cells: list[Cell] = []
        contents: list[list[Block]] = []
        for stored in place_cells(node):
            identity += 1
            blocks = _rename_nested(read_cell(stored.node, row_place), contents, row_place)
            cell = Cell(
                text=line_of(blocks),
                column=stored.column,
                span=stored.span,
                identity=identity,
                emphasised=stored.shaded or is_bold(stored.node),
            )
            # Word hides what the lower cells of a merge hold themselves.
            merged = merge_down(above, cell) if stored.continues else cell
            cells.append(merged)
            contents.append(blocks if merged is cell else [])
        above = tuple(cells)
        rows.append(_ReadRow(Row(above, repeats=row_repeats(node)), tuple(contents), row_place))
    return rows


def _rename_nested(blocks: list[Block], earlier: list[list[Block]], row_place: str) -> list[Block]:
    """Nested tables count through the row, so those of a second cell go on where the first cell's ended."""
    prefix = f"{row_place}/t"
    used = {
        block.place[len(prefix) :].partition("/")[0]
        for cell in earlier
        for block in cell
        if block.place.startswith(prefix)
    }
    if not used:
        return blocks
    shift = max(int(number) for number in used)

    def rename(block: Block) -> Block:
        if not block.place.startswith(prefix):
            return block
        number, slash, rest = block.place[len(prefix) :].partition("/")
        return replace(block, place=f"{prefix}{int(number) + shift}{slash}{rest}")

    return [rename(block) for block in blocks]


def _row_blocks(row: _ReadRow, text: str, lead: str) -> list[Block]:
    """The row with this text, and what is nested in it; `lead` is what its first cell shows, which names it."""
    content = [block for cell in row.cells for block in cell]
    notices = tuple(
        dict.fromkeys(notice for block in content if block.kind is BlockKind.PARAGRAPH for notice in block.notices)
    )
    own = [Block(kind=BlockKind.TABLE_ROW, text=text, place=row.place, notices=notices)] if text else []
    return own + [_led_by(lead, block) for block in content if block.kind is not BlockKind.PARAGRAPH]


def _led_by(lead: str, block: Block) -> Block:
    """A nested table's row behind the name of the row it stands in, which it would not tell by itself."""
    if block.kind is not BlockKind.TABLE_ROW or not 0 < len(lead) <= MAX_REPEATED_CHARACTERS:
        return block
    return replace(block, text=join_parts((lead, block.text)))


def _is_running_text(cell: list[Block]) -> bool:
    paragraphs = [block.text for block in cell if block.kind is BlockKind.PARAGRAPH and block.text]
    return len(paragraphs) > 1 and sum(map(len, paragraphs)) >= _RUNNING_TEXT


def _with_number(block: Block) -> str:
    if not block.number or not block.text:
        return block.number or block.text
    # "1." before "2022年" must not read 1.2022.
    apart = block.number[-1].isalnum() or block.text[0].isdigit()
    return f"{block.number} {block.text}" if apart else block.number + block.text
