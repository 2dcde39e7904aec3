"""Which rows of a table are its header, and what each column is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.limits import MAX_REPEATED_CHARACTERS
from ingest.word.table_grid import Cell, Row

# A header cell names a column: it is short and no sentence.
_LONGEST_NAME = 30
_SENTENCE = re.compile(r"[。；！？;!?=＝]")
_FIGURE = re.compile(r"^[\s约近超≥≤<>＜＞+±-]*[\d０-９][\d０-９.,，．:：/～~%％‰ -]*\D{0,4}$")
# Words that name a field of a form or a column of a table, at the end of a short cell. They tell a form
# ("姓名 | 张三 | 性别 | 男") from a table: in a form they stand in every row.
_NAMES_A_FIELD = re.compile(
    r"(?:名称|姓名|性别|年龄|民族|职务|职称|学历|电话|手机|邮编|邮箱|地址|住址|单位|部门|时间|日期|期限|内容|事项|序号|编号|备注"
    r"|说明|类别|类型|标准|依据|方式|条件|要求|对象|范围|目标|指标|任务|措施|项目|金额|数量|人数|合计|总计|比例|面积|责任人|负责人|联系人"
    r"|法人|代码|证号|账号|意见|签字|签名|盖章|name|date|title|address|phone|email|type|amount|total|no\.?)[：:]?$",
    re.IGNORECASE,
)
_LONGEST_FIELD_NAME = 8
_LARGEST_HEADER = 4


def count_header_rows(rows: Sequence[Row]) -> int:
    """How many rows at the top are the header; 0 when nothing shows that there is one.

    Marked rows (w:tblHeader) are believed. Else the first row is a header when its cells are short names
    and the rows below differ from it; a row that spans the whole table (a title) counts with the header.
    """
    marked = 0
    while marked < len(rows) and rows[marked].repeats:
        marked += 1
    if 0 < marked < len(rows):
        return marked
    title = 1 if len(rows) > 2 and _spans_all(rows[0], rows[1:]) else 0
    depth = _looks_like_header(rows[title:])
    return title + depth if depth else 0


def name_columns(header: Sequence[Row]) -> dict[int, str]:
    """What each column is called: the header cells above it from top to bottom, "招生计划/普高".

    Title rows, one cell over all columns, name no column when other rows do.
    """
    naming = [row for row in header if len(row.cells) > 1] or list(header)
    names: dict[int, list[str]] = {}
    for row in naming:
        for cell in row.cells:
            text = cell.text.rstrip("：: ")
            if not text or len(text) > MAX_REPEATED_CHARACTERS:
                continue
            for column in cell.columns:
                parts = names.setdefault(column, [])
                if not parts or parts[-1] != text:
                    parts.append(text)
    return {column: "/".join(parts) for column, parts in names.items()}


def _spans_all(row: Row, others: Sequence[Row]) -> bool:
    width = max((cell.columns.stop for other in others for cell in other.cells), default=0)
    return len(row.cells) == 1 and row.cells[0].text != "" and row.cells[0].span >= width > 1


def _looks_like_header(rows: Sequence[Row]) -> int:
    """How many of `rows`, from the first, are the header."""
    if len(rows) < 2 or len(rows[0].cells) < 2:
        return 0
    depth = _depth_of_merges(rows)
    header, body = rows[:depth], rows[depth:]
    if not header or not body:
        return 0
    cells = [cell for row in header for cell in row.cells]
    first = [cell.text for cell in rows[0].cells]
    named = [text for text in first if text]
    # The corner may be empty, no other cell.
    if len(named) < (2 if depth == 1 else 1) or not all(first[1:]) or not all(map(_is_name, named)):
        return 0
    if _emphasis_differs(cells, body):
        return depth
    if _is_form(rows[0], body) or _comes_again(named, body):
        return 0
    return depth if len(set(named)) == len(named) or depth > 1 or _has_figure_columns(body) else 0


def _depth_of_merges(rows: Sequence[Row]) -> int:
    """How many rows the first row's cells reach down; 0 when they reach down unevenly, as the labels of a form do.

    Below cells merged across, the columns have names of their own, in one or more further rows.
    """
    first = rows[0]
    reaches = [_rows_covered(rows, cell.identity) for cell in first.cells]
    depth = max(reaches)
    across = any(cell.span > 1 for cell in first.cells)
    if depth > _LARGEST_HEADER or (not across and min(reaches) != depth):
        return 0
    if across and depth == 1 and len(rows) > 2:
        below = [cell.text for cell in rows[1].cells if cell.text]
        own_names = len(below) > 1 and len(set(below)) == len(below) and all(map(_is_name, below))
        return 2 if own_names and _has_figure_columns(rows[2:]) and not _has_figure_columns(rows[1:2]) else 1
    return depth


def _rows_covered(rows: Sequence[Row], identity: int) -> int:
    covered = 0
    while covered < len(rows) and any(cell.identity == identity for cell in rows[covered].cells):
        covered += 1
    return covered


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not _SENTENCE.search(text) and not _is_figure(text)


def _is_figure(text: str) -> bool:
    # "2022年", "2025年目标" name a column as well as any word; a lone figure or an amount does not.
    return _FIGURE.match(text) is not None and not re.fullmatch(r"(?:19|20)\d\d年?度?(?:[^\d底初末前内起]{2,4})?", text)


def _has_figure_columns(body: Sequence[Row]) -> bool:
    """Whether a column of the body holds figures throughout."""
    columns: dict[int, list[bool]] = {}
    for row in body:
        for cell in row.cells:
            if cell.text:
                columns.setdefault(cell.column, []).append(_is_figure(cell.text))
    return any(all(figures) for figures in columns.values())


def _emphasis_differs(header: Sequence[Cell], body: Sequence[Row]) -> bool:
    named = [cell for cell in header if cell.text]
    others = [cell for row in body for cell in row.cells if cell.text and cell.is_first]
    return all(cell.emphasised for cell in named) and sum(cell.emphasised for cell in others) * 2 < len(others)


def _comes_again(named: Sequence[str], body: Sequence[Row]) -> bool:
    """Whether several cells of the first row stand in rows below too: values, as in a timetable, not names."""
    below = {cell.text for row in body for cell in row.cells if cell.is_first}
    return sum(text in below for text in named) > 1


def _is_form(first: Row, body: Sequence[Row]) -> bool:
    """Whether a column holds different field names in most rows, the first included, as in a form."""
    # 单位 | 实验小学 over the whole width: one value to the row is no line of columns.
    wide = [row for row in body if len(row.cells) == 2 and row.cells[1].span > 1 and row.cells[1].text]
    if (
        len(first.cells) > 2
        and len(wide) * 2 >= len(body)
        and all(len(r.cells[0].text) <= _LONGEST_FIELD_NAME for r in wide)
    ):
        return True
    if first.cells[0].text.endswith(("：", ":")) and not first.cells[-1].text.endswith(("：", ":")):
        return True
    names: dict[int, list[str]] = {}
    for row in (first, *body):
        for cell in row.cells:
            if cell.is_first and len(cell.text) <= _LONGEST_FIELD_NAME and _NAMES_A_FIELD.search(cell.text):
                names.setdefault(cell.column, []).append(cell.text)
    in_first = {cell.column for cell in first.cells if cell.text in names.get(cell.column, ())}
    return any(
        len(set(texts)) == len(texts) and (len(texts) - 1) * 2 > len(body)
        for column, texts in names.items()
        if column in in_first
    )
