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
# A kind of thing and how the name of one ends: beside each other they are a field and its value, 学校 | 市一中.
_NAMED = (
    (_YEARS, re.compile(r"^(?:19|20)\d\d年?度?$")),
    (re.compile(r"(?:[乡镇县市区村域]|街道)$"), re.compile(r"[省市县区州旗镇乡村]$|街道$|社区$")),
    (
        re.compile(r"(?:学校|[校园]名|单位|部门|机构|名称|项目|活动|工程|内容)$"),
        re.compile(
            r"(?:局|[育政]厅|委员会)$|[一二三四五六七八九十][中小幼]$|..(?:(?<!中小)学校|中学|(?<!中)小学|幼儿园)$|.行动$"
            r"|.(?<!招[生聘录收])(?<!录取|投资|建设|培训|采购|用[人编]|资助|年度)(?<!年)计划$"
        ),
    ),
)
# What heads figures even where the lines have names of fields: 指标 | 目标 over 入园率 | 92%.
_SETS_FIGURES = re.compile(r"(?:标准|目标|任务)$")
# What is told of one thing whose name stands above, and is no kind of things itself.
_OF_ONE = re.compile(r"(?:总|计划|建设|使用|服务)?(?:投资|造价|工期|年限)")


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
    kind = is_column_name(names[0]) or _YEARS.search(names[0]) is not None
    listed = all(names) and kind and (len(names) > 2 or not (_is_one_of(*names) or _tells_of_one(names[0], below)))
    if listed and max(figures, default=0) and (_SETS_FIGURES.search(names[-1]) or not any(map(_names_field, below))):
        return True
    if len(names) == 2:
        return False
    told = bool(figures) or is_column_name(names[0])
    return len(figures) >= len(names) - 1 or (told and any(map(is_column_name, names[1:])))


def _tells_of_one(kind: str, below: Sequence[str]) -> bool:
    """Whether the cells below a name are fields of the one thing named beside it: 项目名称 | 校舍改造 over 投资 | 500.

    >>> _tells_of_one("项目名称", ("投资", "年限")), _tells_of_one("项目名称", ("校舍改造", "食堂新建"))
    (True, False)
    """
    return kind.endswith("名称") and any(map(_OF_ONE.fullmatch, below))


def _counts(name: str) -> bool:
    return COUNTED_HEAD.search(fold_in_place(name) + ":") is not None


def _is_one_of(kind: str, name: str) -> bool:
    """Whether a name is that of one thing of a kind, and so heads no column.

    >>> [_is_one_of("学校", name) for name in ("招生计划", "在校生", "市一中", "实验小学")], _is_one_of("项目", "春蕾计划")
    ([False, False, True, True], True)
    >>> _is_one_of("年份", "2023年"), _is_one_of("项目", "2023年"), _is_one_of("乡镇", "公办幼儿园")
    (True, False, False)
    """
    folded = fold_in_place(name)
    return any(kinds.search(kind) and names.search(folded) for kinds, names in _NAMED)


def _names_field(text: str) -> bool:
    return is_column_name(text) or _counts(text)


def _split(line: str, identities: Iterator[int]) -> Row:
    cells = (make_plain(cell) for cell in line.split("\t"))
    return Row(tuple(Cell(text, column, identity=next(identities)) for column, text in enumerate(cells)))
