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
# Nouns for a kind of thing, which may head a column of things that end in them: 地区 over 东城区, 阶段 over 准备阶段; but
# 一年级 is one of the kind.
_NAMES_A_KIND = re.compile(
    r"^(?![第一二三四五六七八九十\d]).*(?:学校|[校园]名|年级|班级|学段|阶段|环节|片区|[区县市][区县市]|政区|地区|区域|校区|社区|街道|乡镇|路段|学科|科目|课程|专业|职业|岗位"
    r"|机构|中心|大类|场所|基地|等级|级别|层次|人员|学生|教师|儿童|活动|工程|材料|制度|文件|证件|平台|渠道|情况)$"
)
_DATE = re.compile(r"\d{1,4}([年月日.:：])")
_BAND = re.compile(r"\D{0,2}\d[\d.]*\D{0,3}(?:以上|以下|以内|[-—–~～至]\s?\d[\d.]*\D{0,3})(?:[(（].*)?")
_TERM = re.compile(r"(?:第|(?:19|20)\d\d年)?(\d{1,2})(月份?|周|班|季度|学期|分|级|档)")
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
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
    rows = _without_repeats(rows)
    title = 1 if len(rows) > 2 and _spans_all(rows[0], rows[1:]) else 0
    depth = _looks_like_header(rows[title:])
    return title + depth if depth else 0


def row_texts(row: Row) -> tuple[tuple[int, str], ...]:
    """What a row shows and where: equal for a header and the same header typed again lower down."""
    return tuple((cell.column, cell.text) for cell in row.cells)


def figure_columns(body: Sequence[Row]) -> frozenset[int]:
    """The columns that hold figures throughout."""
    columns: dict[int, list[bool]] = {}
    for row in body:
        for cell in row.cells:
            if cell.text:
                columns.setdefault(cell.column, []).append(_is_figure(cell.text))
    return frozenset(column for column, figures in columns.items() if all(figures))


def is_column_name(text: str) -> bool:
    """Whether a cell names a field, or a kind of thing, that a column may hold: 金额, 学校."""
    return (_NAMES_A_FIELD.search(text) or _NAMES_A_KIND.search(text)) is not None


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
    # The corner may be empty, and one other cell over a table of figures where another names a field.
    empty = sum(not text for text in first[1:])
    tells = any(map(is_column_name, named))
    may_be_empty = depth == 1 and tells and figure_columns(body)
    if len(named) < (2 if depth == 1 else 1) or empty > (1 if may_be_empty else 0):
        return 0
    if not all(map(_is_name, named)) and not _heads_bands(named, body) and not _heads_terms(named, body):
        return 0
    if _emphasis_differs(cells, body):
        return depth
    if _is_form(rows[0], body) or _comes_again(named, body):
        return 0
    named_field = any(map(_NAMES_A_FIELD.search, named))
    figures = figure_columns(body)
    values = [cell for cell in rows[0].cells if cell.column not in figures]
    unlike = depth > 1 or named_field or not any(_reads_alike(cell, body, under=bool(figures)) for cell in values)
    if figures:
        return depth if unlike else 0
    return depth if unlike and (len(set(named)) == len(named) or depth > 1) else 0


def _without_repeats(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that repeat one of the first: a header typed again says nothing of the rows below it."""
    kept: list[Row] = []
    first: set[tuple[tuple[int, str], ...]] = set()
    for row in rows:
        texts = row_texts(row)
        if texts in first and any(cell.is_first for cell in row.cells):
            continue
        kept.append(row)
        if len(first) < _LARGEST_HEADER:
            first.add(texts)
    return kept


def _reads_alike(cell: Cell, body: Sequence[Row], *, under: bool) -> bool:
    """Whether a cell of the first row is one more value of its column: 市教育局 over 市公安局, 组长 over 副组长, dates.
    `under`: figures stand under another, so that a name may head the one thing below it (站 over 东站)."""
    text = cell.text
    if not text or is_column_name(text):
        return False
    values = [c.text for row in body for c in row.cells if c.column == cell.column and c.is_first and c.text]
    within = sum(value.endswith(text) for value in values)
    if (within and len(values) == 1 and not under) or f"副{text}" in values:
        return True
    same = sum(
        value[-1] == text[-1]
        and (value[-2:] == text[-2:] or value[0] == text[0] or text[-1] in "?？")
        and not value.endswith(text)
        for value in values
    )
    date = _DATE.match(text)
    dates = sum(date is not None and (d := _DATE.match(value)) is not None and d[1] == date[1] for value in values)
    return bool(values) and max(same if not text[-1].isdigit() else 0, dates) * 2 >= len(values)


def _heads_bands(named: Sequence[str], body: Sequence[Row]) -> bool:
    """Whether the first row names its columns by ranges over plain figures: 分数段 | 600分以上 | 550-599分."""
    ranges = [text for text in named if _BAND.fullmatch(text)]
    below = (cell.text for row in body for cell in row.cells)
    if len(ranges) < 2 or any(_BAND.fullmatch(text) for text in below):
        return False
    return all(text in ranges or _is_name(text) for text in named)


def _heads_terms(named: Sequence[str], body: Sequence[Row]) -> bool:
    """Whether only the first row has months, weeks, classes or scores, which name columns in order, the scores perhaps the
    highest first: 阶段 | 1月 | 2月 | 3月."""
    terms = [match for text in named if (match := _TERM.fullmatch(text))]
    numbers = [int(match[1]) for match in terms]
    ordered = sorted(set(numbers))
    in_order = len(terms) > 1 and numbers in (ordered, ordered[::-1]) and len({match[2] for match in terms}) == 1
    if not in_order or any(_TERM.fullmatch(cell.text) for row in body for cell in row.cells):
        return False
    return all(_TERM.fullmatch(text) or _is_name(text) for text in named)


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
        return 2 if own_names and figure_columns(rows[2:]) and not figure_columns(rows[1:2]) else 1
    return depth


def _rows_covered(rows: Sequence[Row], identity: int) -> int:
    covered = 0
    while covered < len(rows) and any(cell.identity == identity for cell in rows[covered].cells):
        covered += 1
    return covered


def _is_name(text: str) -> bool:
    words = _BRACKETED.sub("", text).rstrip("？?") or text
    return len(words) <= _LONGEST_NAME and not _SENTENCE.search(words) and not _is_figure(text)


def _is_figure(text: str) -> bool:
    # "2022年", "2025年目标" name a column as well as any word; a lone figure or an amount does not.
    return _FIGURE.match(text) is not None and not re.fullmatch(r"(?:19|20)\d\d年?度?(?:[^\d底初末前内起]{2,4})?", text)


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
