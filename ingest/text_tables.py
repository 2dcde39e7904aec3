"""Tables typed into plain text, a row to the line and a tab between the cells, read as a Word table's rows are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import count

from ingest.cleaning.masks import COUNTED_HEAD
from ingest.limits import MAX_COLUMNS
from ingest.records import Block, BlockKind
from ingest.text.folding import fold_in_place
from ingest.text.plain_text import make_plain
from ingest.word.table_grid import Cell, Row
from ingest.word.table_headers import count_header_rows, figure_columns, is_column_name, name_columns, row_texts
from ingest.word.table_rows import write_row

# Comparing header and rows takes time for each pair of cells of a column; a document of words has far fewer.
MAX_TABS = 100_000
# What heads a column of years.
_YEARS = re.compile(r"(?:年[份度]|学年)$")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
# What else than a number of things is told in figures; 春蕾计划, a plan's name, is none.
_MEASURED = re.compile(
    r"(?:[额分值比薪价重]|[课学工]时|标准|目标|任务|指标|投[入资]|收入|支出|[预决]算|规模|学位|编制|人员|学生|教师|教职工|招[生聘]|录取"
    r"|在[校园编岗]|成绩|作息|电话|邮编|(?:^|招[生聘录收]|录取|投资|建设|培训|采购|用[人编]|资助|年度?)计划)(?:\([^()]{1,8}\))?$"
)
_LONGEST_KIND = 2  # characters: 班级; longer ones may be names of things, 实验学校
# What heads figures even where the lines have names of fields: 指标 | 目标 over 入园率 | 92%.
_SETS_FIGURES = re.compile(r"(?:标准|目标|任务)$")


def read_rows(lines: Sequence[str], number: int) -> tuple[Block, ...]:
    """The rows of the file's table `number`, for neighbouring lines of as many tabs each; none where they are no table.

    A table has a header that names what its columns hold, or figures in all columns but the first. Without one nothing
    tells it from list numbers, indents, lists of names, and of fields and their values, which are set with tabs as well.

    >>> [block.text for block in read_rows(("奖项\\t名额\\t金额", "一等奖\\t3\\t500"), 1)]
    ['奖项；名额；金额', '奖项：一等奖；名额：3；金额：500']
    """
    tabs = lines[0].count("\t")
    if not 0 < tabs < MAX_COLUMNS or len(lines) < (3 if tabs == 1 else 2):
        return ()
    identities = count()
    rows = [_split(line, identities) for line in lines]
    depth = count_header_rows(rows)
    if not depth:
        return ()
    names = name_columns(rows[:depth])
    below = [row.cells[0].text for row in rows[depth:]]
    if not _is_headed([names.get(column, "") for column in range(tabs + 1)], below, figure_columns(rows[depth:])):
        return ()
    headers = {row_texts(row) for row in rows[:depth]}
    texts = (write_row(row, {} if row_texts(row) in headers else names) for row in rows)
    return tuple(
        Block(kind=BlockKind.TABLE_ROW, text=text, place=f"t{number}/r{at}") for at, text in enumerate(texts, start=1)
    )


def _is_headed(names: Sequence[str], below: Sequence[str], figures: Collection[int]) -> bool:
    """Whether the first row heads columns, and is none of fields and values. `below` are the cells under its first name,
    `figures` the columns that hold figures.

    >>> _is_headed(("学校", "招生"), ("一中", "二中"), {1}), _is_headed(("学校", "一中"), ("班数", "人数"), {1})
    (True, False)
    """
    if any(map(_counts, names[1:])) and figures:
        return True
    years = _YEARS.search(names[0]) is not None
    listed = all(names) and (is_column_name(names[0]) or years) and (len(names) > 2 or _may_be_told(names[1], years))
    if listed and max(figures, default=0) and (_SETS_FIGURES.search(names[-1]) or not any(map(_names_field, below))):
        return True
    if len(names) == 2:
        return False
    told = bool(figures) or is_column_name(names[0])
    return len(figures) >= len(names) - 1 or (told and any(map(is_column_name, names[1:])))


def _counts(name: str) -> bool:
    return COUNTED_HEAD.search(fold_in_place(name) + ":") is not None


def _may_be_told(name: str, years: bool) -> bool:
    """Whether figures may tell what a name says; `years`: of years, so that another year is a value.

    >>> [_may_be_told(name, False) for name in ("满分", "招生计划", "2023年", "班级", "实验小学", "春阳县教育局", "春蕾计划")]
    [True, True, True, True, False, False, False]
    """
    if _YEAR.fullmatch(fold_in_place(name)):
        return not years
    return _MEASURED.search(fold_in_place(name)) is not None or (len(name) <= _LONGEST_KIND and is_column_name(name))


def _names_field(text: str) -> bool:
    return is_column_name(text) or _counts(text)


def _split(line: str, identities: Iterator[int]) -> Row:
    cells = (make_plain(cell) for cell in line.split("\t"))
    return Row(tuple(Cell(text, column, identity=next(identities)) for column, text in enumerate(cells)))
