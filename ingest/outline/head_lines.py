"""What the lines at a document's head are known by: numbers, bodies, dates and years."""

from __future__ import annotations

import re

from ingest.text.folding import fold_in_place
from ingest.text.number_styles import read_chinese_number

NUMBER = re.compile(
    r"(?P<number>[\u4e00-\u9fffA-Za-z×○]{1,14}\s?(?:函|办|发|字|令|规|文|通)?\s?"
    r"[〔﹝\[(【〈<{﹙「]\s?(?P<year>(?:19|20)\d{2}|[二一][〇零○九][〇零○一二三四五六七八九]{2}|[XxX×]{2,4})\s?年?\s?[〕﹞\])】〉>}﹚」]"
    r"\s?第?\s?(?:\d{1,5}|[XxX×]{1,4})\s?号)"
)
# 江教发2022年5号, on a line of its own: something must part year and number.
BARE_NUMBER = re.compile(
    r"(?P<number>[\u4e00-\u9fffX×](?:\s?[\u4e00-\u9fffX×]){1,19}\s?(?P<year>(?:19|20)\d{2})(?:\s?年\s?第?|\s?第|\s|-)\s?\d{1,5}\s?号)"
)
_ORGAN = (
    r"(?:人民政府办公[厅室]|人民政府|政府办公[厅室]|办公[厅室]|委员会|教育[厅局部]|[\u4e00-\u9fff]{2,12}[厅局部]"
    r"|领导小组|党组|党委|工委|人大常委会|人民代表大会|中心|大学|学院|学校|中学|小学|幼儿园|[市省县区]委|考试院"
    r"|管理处|[科处所站]|公司|协会|学会|联合会|总工会|[国法]院)"
)
NAMED_BODY = re.compile(rf"[\u4e00-\u9fffXx×]{{2,40}}?{_ORGAN}")
ORGAN_END = re.compile(rf"{_ORGAN}$")
RED_HEAD = re.compile(rf"^(?P<body>{NAMED_BODY.pattern})\s?(?:\([^)]{{1,12}}\))?文件$")
ORDER = re.compile(
    r"(?:(?<=日)|(?<![\u4e00-\u9fff])(?!日))(?P<number>(?P<body>[\u4e00-\u9fff]{2,20})令\s?第\s?[\d一二三四五六七八九十百〇零]{1,5}\s?号)"
)
DATE = re.compile(
    r"(?:(?:19|20)\d{2}|[一二][九〇零○][一二三四五六七八九〇零○]{2})\s?年\s?.{1,3}\s?月(?:\s?.{1,3}\s?日)?"
    r"|(?:19|20)\d{2}(?P<dash>[./-])\d{1,2}(?P=dash)\d{1,2}"
)
_ARABIC_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?=\s?(?:年|学年|[-—–~～至]\s?(?:19|20)?\d{2}))")
# 2021年工作总结及2022年工作计划 looks ahead.
_TWO_YEARS = re.compile(r"总结(?:和|及|暨|与|、).{0,6}?(?P<year>(?:19|20)\d{2})年.{0,12}(?:计划|要点|安排|打算|思路)")
_CHINESE_YEAR = re.compile(r"[一二][九〇零○][一二三四五六七八九〇零○]{2}(?=年)")


def find_year(text: str) -> int | None:
    """The first year a title names, in Arabic or Chinese figures.

    >>> find_year("关于做好2023年秋季招生工作的通知"), find_year("二〇二二年工作要点"), find_year("五年规划")
    (2023, 2022, None)
    """
    folded = fold_in_place(text)
    if (both := _TWO_YEARS.search(folded)) is not None:
        return int(both["year"])
    arabic, chinese = _ARABIC_YEAR.search(folded), _CHINESE_YEAR.search(folded)
    if arabic and (not chinese or arabic.start() < chinese.start()):
        return int(arabic["year"])
    return read_chinese_number(chinese[0]) if chinese else None
