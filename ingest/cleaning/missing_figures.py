"""Figures that are gone from a sentence without a trace: 毛入学率达到%以上, 近视率下降个百分点, 录取率达到以上.

Whatever took them (a deletion, a picture, a slip), what they were counted in stands alone. 万 and 亿 are figures
themselves (投资亿元以上项目, 每户投入万元), and neither 提高到位 nor 达到以下条件 lacks one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cleaning.contacts import MEASURE
from ingest.cleaning.masks import FIGURE_BEFORE
from ingest.text.folding import fold_in_place

# A figure in words, a word that points at the unit (每个百分点), or one that names it (以%计) leaves no room for a figure.
_ROOM = (
    r"(?<=[\u4e00-\u9fff])(?<![一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟零两俩几数多余半来某每各这那哪该整单首逐])"
    r"(?<!若干|多少|单位)(?<!单位[为是])"
)
# It is a factor in a formula (优秀率%×40), and names an indicator in a list of them (指标包括巩固率%、普惠率%).
_SHARE = re.compile(rf"{_ROOM}(?<![以用按号])(?:[%‰](?![A-Za-z×*÷+])|个百分点)(?!\s?(?:[\d<>≥≤=:(]|不[低少高多超]))")
_INDICATORS = re.compile(r"[%‰]、|指标|包括|[%‰][×*÷+]")
# Names it also where it is scored (优秀率%占40分), and where such shares are what a sentence asks to be handed in.
_SCORED = re.compile(r"\s?(?:满分|占|[为达]\d|按|表示|折算)")
_HANDED_IN = re.compile(r"(?:报送|上报|填报)(?!率)[^,。;]*[%‰]")
# A bound whose unit, or whose 以上, ends the clause; but 传达到户, 提升到人, 稳定在家, 保持在册 and 高于人 count nothing
# unless what counts does (人数提高到人), and a rate may stand before its figure (提高到元/月800).
_BOUNDED = re.compile(
    r"(?:达到|至少|超过|[低少高]于|控制在|保持在|稳定在|增[至到]|降[至到]|提[高升][至到]|百分之)"
    r"(?P<unit>(?![十百千万亿余多位])(?!(?:(?<=[直传送下转]达到)|(?<=提.到)(?<!数提.到)|(?<=于)(?<!不.于))[家户人](?!次|左右|以[上下内]))"
    r"(?!(?<=在)[家册场](?!次|左右|以[上下内]))"
    rf"(?:(?:{MEASURE}){{1,2}}?(?=[,。;、)]|/(?![\u4e00-\u9fff·/]{{1,9}}[\s:]?(?!20\d\d年)\d)|以[上下内]|左右|$)|个(?:工作日|月|小时|学[时期年]|课时)))"
)
_COUNTED = re.compile(
    rf"(?:{_ROOM}(?<![上下前后别另任双同挨个些按论以用号高矮大小])个|(?:(?<=学校)|(?<=[小中]学)|(?<=幼儿园))所)(?=[,。;、)])"
    r"|(?:(?<=投入)|(?<=投资)|(?<=资金)|(?<=经费)|(?<=拨付)|(?<=补贴)|(?<=补助))[万亿]元(?=[,。;、)]|$)"
    r"|(?<=能力)万吨(?=[,。;、)])|(?:(?<=公路)|(?<=道路)|(?<=铁路)|(?<=管网))公里(?=[,。;、)])"
    r"|(?:(?<=培训教师)|(?<=骨干教师)|(?<=培训学员)|(?<=培训人员))人次(?=[,。;、)])"
)
# A count with 左右 or 以上 behind it (招生人左右, 企业家以上), or that a sentence says to be so many (计划为人, 补助元, 200至元).
_COUNTER = (
    r"(?:[个亩套]|(?<![署姓前题签报])名|(?<![美欧日港澳单公])元|万[元人]"
    r"|(?:(?<=企业)|(?<=单位)|(?<=机构)|(?<=公司)|(?<=基地))家)"
)
_PEOPLE = r"(?:(?:(?<=[招录][生收聘录取])|(?<=学生)|(?<=教师)|(?<=人员)|(?<=干部)|(?<=培[训养])|(?<=引进)|(?<=补充)|(?<=新增)|(?<=选派)|(?<=参加))人|人次)"
_ABOUT_SO_MANY = re.compile(
    rf"{_ROOM}(?<![个公平立上近兆])(?:(?:{_COUNTER}|[人户项台座所])(?=左右(?![为手]))"
    rf"|(?:{_COUNTER}|{_PEOPLE})(?=以上(?![学职岗证人所])))"
)
_SAID_TO_BE = re.compile(
    r"(?:(?:计划|名额|规模|人数|总数|数量)(?:约?为|约|共|达)(?P<count>[人名个所家户](?=[,。;、)]|左右|$))"
    r"|(?:补助|补贴|资助|奖励|收取|缴纳|(?<!单位)[为约])(?P<sum>元(?=[,。;、)]|左右|$))"
    r"|(?<!分)每[期次人年月周班校生户](?P<each>(?:天|元|课时|学时|分钟)(?=[,。;、)]|左右|$))"
    r"|约(?P<large>[万亿]元(?=[,。;、)]|左右|$))|\d[至~—-](?P<end>[人名个所元天](?=[,。;、)发的]|左右|$)))"
)
# 于月日前完成, 5月日前
_DATE = re.compile(r"(?<=于)月日(?=[前起至止]|[之以]前)|(?<=\d月)日(?=[前起至止,。;)]|[之以]前)")
_BOUND = re.compile("以[上下内]|左右")
# Of each, 万元 is a figure itself: 每户一次性投入万元.
_EACH = re.compile("[每均]|一次性")
_SENTENCE = re.compile(r"[,。;]")
_STOP = re.compile(r"[。;]")
_LONGEST_CLAUSE = 40
_IN_NAME = re.compile(r"[^:;]{0,40}:")  # a column's name goes on


def find_missing_figures(text: str, *, row: bool) -> list[tuple[int, int]]:
    """The units that have lost their figure, in order; of a table's `row` only those a figure is certain before.

    >>> text = "毛入学率达到%以上，近视率下降个百分点，投资亿元以上项目两个，师德要求提高到位。"
    >>> [text[start:end] for start, end in find_missing_figures(text, row=False)]
    ['%', '个百分点']
    """
    ends: dict[int, int] = {}
    for start, end in _find_units(fold_in_place(text), row=row):
        ends.setdefault(start, end)
    return sorted(ends.items())


def _find_units(folded: str, *, row: bool) -> Iterator[tuple[int, int]]:
    first = folded.find(":") if row else 0
    for match in _BOUNDED.finditer(folded):
        if not row or (0 <= first < match.start() and not _IN_NAME.match(folded, match.end())):
            yield match.span("unit")
    running = not row and _SENTENCE.search(folded) is not None
    for match in _SHARE.finditer(folded):
        start, end = match.span()
        certain = FIGURE_BEFORE.search(folded, max(start - 12, 0), start) or _BOUND.match(folded, end)
        if folded[start - 1] in "率比例重" and not certain and _is_named(folded, start, end):
            continue
        if running or (certain and 0 <= first < start and not _IN_NAME.match(folded, end)):
            yield start, end
    if running:
        yield from (match.span() for pattern in (_ABOUT_SO_MANY, _DATE) for match in pattern.finditer(folded))
        yield from (match.span(match.lastgroup or 0) for match in _SAID_TO_BE.finditer(folded))
        for match in _COUNTED.finditer(folded):
            if not (match[0] == "万元" and _EACH.search(_clause_before(folded, match.start()))):
                yield match.span()


def _is_named(folded: str, start: int, end: int) -> bool:
    """Whether the sign behind a rate names the indicator, and no figure belongs before it."""
    clause = _clause_before(folded, start) + folded[start : end + 1]
    sentence = _STOP.split(folded[max(start - _LONGEST_CLAUSE, 0) : start])[-1] + folded[start:end]
    return bool(_INDICATORS.search(clause) or _SCORED.match(folded, end) or _HANDED_IN.search(sentence))


def _clause_before(folded: str, start: int) -> str:
    return _SENTENCE.split(folded[max(start - _LONGEST_CLAUSE, 0) : start])[-1]
