"""Table rows read as a sentence would say them: a figure with the unit that its column's header names."""

from __future__ import annotations

import re

from ingest import Paragraph, ParagraphKind
from qa.corpus import Corpus
from qa.units import SAME_UNITS

_MEASURES = "|".join(sorted(map(re.escape, SAME_UNITS), key=len, reverse=True))
_UNIT_OF_HEADER = re.compile(rf"\((?:单位:?)?\s*((?:[万亿千百十]+)?(?:{_MEASURES})|[万亿]|%|‰)(?:[/每·、][^()]*)?\)")
_FIGURE_OF_CELL = re.compile(r"(?:^|:|/)\s*(?:约|[≥≤<>])?\s*(\d[\d.,]*)\s*$")
_UNIT_CELL = re.compile(
    rf"\s*(?:计量)?单位\s*:\s*((?:[万亿千百十]+)?(?:{_MEASURES})|[万亿]|%|‰|个百分点)\s*"
)  # a column of units
_NO_QUANTITY = re.compile(r"序号|编号|代码|^(?:年份|年度|年级|名次|排名)$")
# What a column counts where its header names no unit.
_COUNTED = tuple(
    (re.compile(pattern), unit)
    for pattern, unit in (
        (r"人次", "人次"),
        (r"(?:人|学生|生|教师|师|教职工|员工|幼儿|儿童)(?:总)?数|招生(?:计划|名额|规模)|名额|编制数?", "人"),
        (r"班(?:级)?(?:总)?数|教学班|班额", "个班"),
        (r"(?:学校|校|园|所|机构)(?:总)?数", "所"),
        (r"(?:金额|学费|费用|收费|单价|价格|限价|奖金|补[助贴]|津贴|经费|资助|标准)(?:标准|额|总额)?", "元"),
        (r"面积", "平方米"),
        (r"(?:比例|比率|率|占比|覆盖率)", "%"),
    )
)
_MOST_HEADER_ROWS = 3
_OF_ITS_OWN = ("元", "%")  # a price and a share are counted in no pieces


def state_units(folded: str) -> str:
    """A folded row with the unit behind each figure that has none; any other text as it is.

    >>> state_units("学段:小学;最高限价(元/餐)/午餐:11;学校数(所)/其中:民办:17"), state_units("班级数:12;面积:300平方米")
    ('学段:小学;最高限价(元/餐)/午餐:11元;学校数(所)/其中:民办:17所', '班级数:12个班;面积:300平方米')
    >>> state_units("序号:3;指标:示范幼儿园;单位:所;2021年(基数):318;2024年:405")
    '序号:3;指标:示范幼儿园;单位:所;2021年(基数):318所;2024年:405所'
    >>> state_units("物品:课桌;单位:套;数量:50;单价(元):200;金额:1"), state_units("项目:操场;单位:万元;投资:300;占比:40")
    ('物品:课桌;单位:套;数量:50套;单价(元):200元;金额:1元', '项目:操场;单位:万元;投资:300万元;占比:40%')
    """
    if ";" not in folded or ":" not in folded:
        return folded
    cells = folded.split(";")
    of_row = next((match.group(1) for match in map(_UNIT_CELL.fullmatch, cells) if match), "")
    return ";".join(_with_unit(cell, of_row) for cell in cells)


def is_header(row: Paragraph, corpus: Corpus) -> bool:
    """Whether a table's row only names the columns of those below it: 学段；标准 over 学段：小学；标准：625元."""
    if row.kind is not ParagraphKind.TABLE_ROW or "：" in row.text:
        return False
    at = corpus.paragraph_positions[row.anchor]
    below = (one for one in corpus.paragraphs[at + 1 : at + 1 + _MOST_HEADER_ROWS] if "：" in one.text)
    first = next(below, None)
    return (
        first is not None and first.kind is ParagraphKind.TABLE_ROW and first.text.startswith(row.text.split("；")[0])
    )


def _with_unit(cell: str, of_row: str) -> str:
    header, colon, _ = cell.rpartition(":")
    if not colon or _FIGURE_OF_CELL.search(cell) is None:
        return cell
    named = _UNIT_OF_HEADER.search(header)
    counted = next((unit for pattern, unit in _COUNTED if pattern.search(header)), "")
    if of_row and not named and (counted not in _OF_ITS_OWN or of_row.endswith(counted)):
        return cell if _NO_QUANTITY.search(header) else f"{cell.rstrip()}{of_row}"
    return f"{cell.rstrip()}{named.group(1) if named else counted}"
