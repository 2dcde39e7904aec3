"""What a document says about itself: title, year, region, issuing body, document number."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import filterfalse, islice, takewhile, zip_longest

from ingest.outline.contents import find_contents_lines
from ingest.outline.headings import is_office, is_signature, without_seal
from ingest.outline.regions import find_region
from ingest.text.number_styles import fold, read_chinese_number, read_head
from ingest.text.sentences import PAUSES, STOPS, opens_unclosed

_HEAD_LINES = 25
_TAIL_LINES = 15
_LONGEST_TITLE = 80
_SHORTEST_TITLE = 8  # of one that no word for a document shows
_MOST_BREAKS = 3  # lines of a title above the one that ends it, from 关于 on
_KIND = (
    r"(?:通知|意见|方案|办法|规定|报告|规划|计划|细则|条例|纲要|要点|公告|通告|通报|决定|决议|总结|制度|章程|函|批复|命令|令|纪要|请示"
    r"|讲话|指南|简章|标准|指引|清单|规则|准则|守则|守则|预案|法|说明|解读|倡议书|问答|措施|政策|名单|目录|白皮书|体系|要求|手册)"
)
# Words that end a title only where more stands before them: 基本情况 is a heading.
_WEAK_KIND = (
    r"(?<=.{6})(?:答复|公示|启事|提案|议案|建议|公约|安排|部署|情况|简报|汇报|思路|流程|程序|战略|行动|汇编"
    r"|(?<!代)表|试卷)"
)
_TITLE_END = re.compile(rf"(?:{_KIND}|{_WEAK_KIND})(?:\s?[(《].{{1,30}}[)》])?$")
# The end of 关于…的通知, 关于…的实施意见(试行).
_OF_MATTER = re.compile(r"的[^的]{1,5}(?:\([^()]{1,20}\))?$")
# What stands below a title that broke there: 的通知, (2024—2026年)的通知, (试行)》的通知.
_TITLE_TAIL = re.compile(rf"(?:\([^()]{{1,20}}\))?》?的{_KIND}$")
_NUMBER = re.compile(
    r"(?P<number>[\u4e00-\u9fffA-Za-z×○]{1,14}\s?(?:函|办|发|字|令|规|文|通)?\s?"
    r"[〔﹝\[(【〈<{﹙「]\s?(?P<year>(?:19|20)\d{2}|[二一][〇零○九][〇零○一二三四五六七八九]{2}|[XxX×]{2,4})\s?年?\s?[〕﹞\])】〉>}﹚」]"
    r"\s?第?\s?(?:\d{1,5}|[XxX×]{1,4})\s?号)"
)
# 江教发2022年5号, on a line of its own: something must part year and number.
_BARE_NUMBER = re.compile(
    r"(?P<number>[\u4e00-\u9fffX×](?:\s?[\u4e00-\u9fffX×]){1,19}\s?(?P<year>(?:19|20)\d{2})(?:\s?年\s?第?|\s?第|\s|-)\s?\d{1,5}\s?号)"
)
_ORGAN = (
    r"(?:人民政府办公[厅室]|人民政府|政府办公[厅室]|办公[厅室]|委员会|教育[厅局部]|[\u4e00-\u9fff]{2,12}[厅局部]"
    r"|领导小组|党组|党委|工委|人大常委会|人民代表大会|中心|大学|学院|学校|中学|小学|幼儿园|[市省县区]委|考试院"
    r"|管理处|[科处所站]|公司|协会|学会|联合会|总工会|[国法]院)"
)
_NAMED_BODY = re.compile(rf"[\u4e00-\u9fffXx×]{{2,40}}?{_ORGAN}")
_ORGAN_END = re.compile(rf"{_ORGAN}$")
_RED_HEAD = re.compile(rf"^(?P<body>{_NAMED_BODY.pattern})\s?(?:\([^)]{{1,12}}\))?文件$")
# A line of a document's head, with nothing beside it.
_OF_HEAD = re.compile(rf"(?:(?:发文字号|文号)\s?:?\s?)?{_NUMBER.pattern}|{_RED_HEAD.pattern}")
# What a title says behind the body it begins with.
_MATTER = re.compile(r"关于|印发|转发|批转|(?:19|20)\d\d|[二一][〇零○九]")
_BYLINE = re.compile(
    r"^(?:(?:标题|名称|索引号|主题分类|发文机关|发布机构|发文字号|[成发][文布]日期)\s|附[件录]?\s?[\dA-Z]{0,2}(?:\s|$)|[\u4e00-\u9fff]{2,6}\s?:|来源|作者|发布|时间|日期|编辑|文号|索引号|[—–-]{1,4}|\()|^\S{1,14}(?:省长|市长|主席|主任|县长|区长|书记)\s"
)
_ARABIC_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?=\s?(?:年|学年|[-—–~～至]\s?(?:19|20)?\d{2}))")
# 2021年工作总结及2022年工作计划 looks ahead.
_TWO_YEARS = re.compile(r"总结(?:和|及|暨|与|、).{0,6}?(?P<year>(?:19|20)\d{2})年.{0,12}(?:计划|要点|安排|打算|思路)")
_CHINESE_YEAR = re.compile(r"[一二][九〇零○][一二三四五六七八九〇零○]{2}(?=年)")
_ORDER = re.compile(
    r"(?:(?<=日)|(?<![\u4e00-\u9fff])(?!日))(?P<number>(?P<body>[\u4e00-\u9fff]{2,20})令\s?第\s?[\d一二三四五六七八九十百〇零]{1,5}\s?号)"
)
# （2021年3月15日省人民政府第68次常务会议通过 2021年4月1日公布）
_MADE = re.compile(r"(?P<year>(?:19|20)\d{2})年\d{1,2}月\d{1,2}日[^年]{0,60}?(?:修[订正]|公布|发布|印发|通过)")
_DATE = re.compile(
    r"(?:(?:19|20)\d{2}|[一二][九〇零○][一二三四五六七八九〇零○]{2})\s?年\s?.{1,3}\s?月(?:\s?.{1,3}\s?日)?"
    r"|(?:19|20)\d{2}(?P<dash>[./-])\d{1,2}(?P=dash)\d{1,2}"
)
_SIGNED = re.compile(rf"(?:(?P<body>[\u4e00-\u9fffA-Za-z×\d()]{{2,38}})\s+)?(?P<date>{_DATE.pattern})")


@dataclass(frozen=True, slots=True)
class Identity:
    """`title_lines`: the indices of the lines that hold the title; empty when it is not in the text."""

    title: str
    year: int | None
    region: str
    issuing_body: str
    document_number: str
    title_lines: tuple[int, ...] = ()


def identify(
    texts: Sequence[str],
    *,
    levels: Sequence[int | None],
    fallback_title: str,
    first_number: int,
    rows: Collection[int] = (),
) -> Identity:
    """Reads the first and last lines of a document. `levels` are the heading levels Word states for the lines.

    `rows` are lines beside the running text (table rows, notes): a row bears the title only where it is one cell that
    ends like one. `first_number` is the first line that begins with a number, or the number of lines: the title stands
    before it.
    """
    beside_text = {i for i in rows if i >= _HEAD_LINES or not _ends_title(texts[i]) or ";" in fold(texts[i])}
    titles = find_title_lines(texts[:first_number], levels, {*beside_text, *find_contents_lines(texts)})
    title = "".join(_close_spaced(texts[index].strip()) for index in titles) or fallback_title.strip()
    # A red head may be laid out as a table, the number in one cell, the signer in another.
    above = range(titles[0]) if titles else ()
    head = [
        part
        for i, text in enumerate(texts[:first_number][:_HEAD_LINES])
        if i not in rows or i in above
        for part in (text.split("；") if i in rows else [text])
    ]
    if not titles:  # then the head may stand behind the number: 一、基本信息, （一）
        behind = (texts[i] for i in range(first_number, min(len(texts), _HEAD_LINES)) if i not in rows)
        head += [text for text in behind if _OF_HEAD.fullmatch(fold(text).strip())]
    number, number_year = find_document_number(head, title if titles else "")
    body = find_issuing_body(texts, titles, title, head, number)
    year = find_year(title) or number_year or _signature_year(texts, titles) or find_year(fallback_title)
    beside = texts[titles[-1] + 1 : titles[-1] + 4] if titles else ()
    region = find_region(title) or find_region(body) or next(filter(None, map(_region_of_meeting, beside)), "")
    return Identity(title, year, region, body, number, tuple(titles))


def find_title_lines(texts: Sequence[str], levels: Sequence[int | None], left_out: Collection[int] = ()) -> list[int]:
    """The lines of the title, before the first running text: the one that ends like a document's name, with the
    line before it when that is the body that issued it or its title broke there. Lines `left_out` are none."""
    candidates = []
    head = list(islice(filterfalse(set(left_out).__contains__, range(len(texts))), _HEAD_LINES))
    texts = [_close_spaced(text) for text in texts[: head[-1] + 1 if head else 0]]
    for index in head:
        folded = fold(texts[index]).strip()
        if not folded:
            continue
        if _is_title_like(folded):
            candidates.append(index)
        elif (
            (len(folded) > 40 and any(stop in folded for stop in STOPS + ","))
            or folded.endswith(":")
            or read_head(folded, weak=False)
        ):
            break
    if not candidates:
        return []
    bodies = [i for i in candidates if _ORGAN_END.search(fold(texts[i]).strip())]
    named = [i for i in candidates if _ends_title(texts[i], texts[i + 1] if i + 1 in candidates else "")]
    chosen = next(
        iter(named or [i for i in candidates if i not in bodies and len(texts[i]) >= _SHORTEST_TITLE] or candidates)
    )
    styled = next((i for i in candidates if levels[i] == 1), None)
    if styled is not None and chosen not in named:
        chosen = styled
    first = last = chosen
    # 关于做好 / 2024年教师招聘 / 工作的通知
    reach = _reach_above(texts[chosen], texts[chosen + 1] if chosen + 1 in candidates else "")
    for index in range(chosen - 1, max(chosen - reach, 0) - 1, -1):
        if index not in candidates or index in named:
            break
        if "关于" in texts[index]:
            first = index
        elif index in bodies:
            break
    # A title over two lines, or the issuing body on the line above 关于…的通知.
    while first - 1 in candidates and _goes_on(texts[first - 1], texts[first]):
        first -= 1
    while last + 1 in candidates and _TITLE_TAIL.match(fold(texts[last + 1]).strip()):
        last += 1
    return list(range(first, last + 1))


def _ends_title(text: str, after: str = "") -> bool:
    """Whether a line ends like a document's name, with no bracket left open that the line `after` closes."""
    broken = opens_unclosed(text) and not opens_unclosed(text + after)
    return _TITLE_END.search(fold(text).strip()) is not None and not broken


def _reach_above(text: str, below: str) -> int:
    """How far above the line that ends a title its 关于 may stand: the lines of a web page's menu hold 关于 too, so nowhere
    where the line has its own, and far only where it ends as 关于…的通知 does."""
    if "关于" in text.partition("《")[0]:
        return 0
    if _OF_MATTER.search(fold(text).strip()) or _TITLE_TAIL.match(fold(below).strip()):
        return _MOST_BREAKS
    return 0 if find_region(text) else 1


def _is_title_like(folded: str) -> bool:
    if len(folded) > _LONGEST_TITLE or folded[-1] in STOPS + PAUSES:
        return False
    if _BYLINE.search(folded) and not _TITLE_TAIL.match(folded):
        return False
    if read_head(folded, weak=False) or _RED_HEAD.match(folded) or _is_number(folded) or _DATE.fullmatch(folded):
        return False
    if (_NUMBER.search(folded) or _ORDER.search(folded)) and not _TITLE_END.search(folded):
        return False
    return not any(stop in folded for stop in STOPS) and bool(re.search(r"[\u4e00-\u9fff]{2}", folded))


def _is_number(folded: str) -> bool:
    return (_NUMBER.fullmatch(folded) or _BARE_NUMBER.fullmatch(folded)) is not None


def _close_spaced(text: str) -> str:
    """A line whose characters are set apart by blanks, without them: `通 知`, `关 于 招 生 的 通 知`."""
    return re.sub(r"\s", "", text) if re.fullmatch(r"\s*(?:\S\s+)+\S\s*", text) else text


def _goes_on(above: str, below: str) -> bool:
    first, second = fold(above).strip(), fold(below).strip()
    if _ends_title(first, second):
        return False
    if second.startswith(("关于", "印发", "转发")) or (is_office(first) and is_office(second)):
        return True
    place = "" if find_region(second) else find_region(first)
    broken = not find_year(second) and (find_year(first) or not _ORGAN_END.search(first))
    return _ends_title(second) and (first.endswith("的") or bool(place and (broken or first == place)))


def _region_of_meeting(text: str) -> str:
    """The place whose people's congress heard the report: 在临江市第十六届人民代表大会第三次会议上."""
    match = re.search(r"在(\S{2,20}?)第\S{1,5}届(?:人民代表大会|人大|政协|委员会)", text)
    return find_region(match[1]) if match else ""


def find_year(text: str) -> int | None:
    """The first year a title names, in Arabic or Chinese figures.

    >>> find_year("关于做好2023年秋季招生工作的通知"), find_year("二〇二二年工作要点"), find_year("五年规划")
    (2023, 2022, None)
    """
    folded = fold(text)
    if (both := _TWO_YEARS.search(folded)) is not None:
        return int(both["year"])
    arabic, chinese = _ARABIC_YEAR.search(folded), _CHINESE_YEAR.search(folded)
    if arabic and (not chinese or arabic.start() < chinese.start()):
        return int(arabic["year"])
    return read_chinese_number(chinese[0]) if chinese else None


def find_document_number(texts: Sequence[str], title: str = "") -> tuple[str, int | None]:
    """The document's own number and its year: on a line of its own, or in brackets after the title.

    Numbers of other documents stand inside sentences or behind their names and do not count. `title` "": not known.
    """
    for text, after in zip_longest(texts, texts[1:], fillvalue=""):
        # 江南省人民政府令 第256号, on one line, on two, or in the note under the title.
        folded = fold(text).strip()
        whole = f"{folded} {fold(after).strip()}" if folded.endswith("令") else folded
        order = _ORDER.search(whole) if folded.startswith("(") else _ORDER.fullmatch(whole)
        if order is not None:
            return order["number"], None
    for text in texts:
        folded = fold(text).strip()
        match = _NUMBER.search(folded) or _BARE_NUMBER.fullmatch(folded)
        if match is None or len(folded) > _LONGEST_TITLE or any(stop in folded for stop in STOPS + ";,"):
            continue
        alone = len(folded) - len(match[0]) <= 14 and "《" not in folded
        in_brackets = folded.endswith(match[0] + ")") and (not title or match[0] in fold(title))
        if (alone and not folded.startswith(("根据", "按照", "依据"))) or in_brackets:
            start = text.find(match[0][0]) if alone else -1
            shown = text.strip()[match.start() : match.end()]
            year = max(read_chinese_number(match["year"]), 0) or None
            return (shown if start >= 0 or in_brackets else match[0]), year
    return "", None


def find_issuing_body(texts: Sequence[str], titles: Sequence[int], title: str, head: Sequence[str], number: str) -> str:
    """From the red head, the signature over the date, the title's beginning, or who reports."""
    for index, text in enumerate(head):
        if match := _RED_HEAD.match(re.sub(r"\s", "", _NUMBER.sub("", fold(text)))):
            return " ".join([*_bodies_above(head[:index]), match["body"]])
    if signed := _find_signature(texts):
        return signed
    words = [word for i in titles for word in _close_spaced(texts[i]).split()] or title.split()
    joint = list(takewhile(lambda word: is_office(word) and not _MATTER.search(word), words))
    last, *matter = _MATTER.split("".join(words[len(joint) :]), maxsplit=1)
    if matter and (_NAMED_BODY.fullmatch(last) if last else joint):
        return " ".join(filter(None, [*joint, last]))
    if order := _ORDER.search(number):
        return order["body"]
    for text in head:
        if match := re.search(r"我代表([\u4e00-\u9fff]{1,20}?政府)", text):
            return match[1]
    return ""


def _find_signature(texts: Sequence[str]) -> str:
    """The body, or the bodies, over the last date or beside it; "" without one."""
    for index in range(len(texts) - 1, max(len(texts) - _TAIL_LINES, 0), -1):
        signed = _read_signed(texts[index])
        if signed is not None and signed["body"]:
            return signed["body"]
        if signed is not None and (bodies := _bodies_above(texts[:index])):
            first = len(bodies) - 1
            while first and is_office(bodies[first - 1]):
                first -= 1
            return " ".join(bodies[first:])
    return ""


def _read_signed(text: str) -> re.Match[str] | None:
    """A line that is a date, with or without the body that signs before it."""
    match = _SIGNED.fullmatch(fold(text).strip())
    return match if match and (not match["body"] or _ORGAN_END.search(match["body"])) else None


def _bodies_above(texts: Sequence[str]) -> list[str]:
    """The bodies on the last lines, one or several: they issue a document together, over its title or its date."""
    bodies: list[str] = []
    for text in reversed(texts):
        beside = fold(text).split()
        several = all(len(name) > 2 and is_signature(name) for name in beside)
        names = beside if several else ["".join(beside)]  # or one name, its characters spaced out
        names = [without_seal(name) for name in names]
        if not all(map(_is_body, names)):
            break
        bodies[:0] = names
    return bodies


def _is_body(name: str) -> bool:
    known = len(name) <= 40 and re.fullmatch(r"[\u4e00-\u9fffA-Za-z×\d()]+", name) is not None
    return known and _ORGAN_END.search(name) is not None


def _signature_year(texts: Sequence[str], titles: Sequence[int]) -> int | None:
    """The year of the date under the signature, or of the date under the title."""
    for text in reversed(texts[-_TAIL_LINES:]):
        if (signed := _read_signed(text)) is not None:
            return find_year(signed["date"]) or read_chinese_number(signed["date"][:4])
    after = titles[-1] + 1 if titles else 0
    for text in texts[after : after + 4]:
        folded = fold(text)
        if folded.startswith("(") and (made := _MADE.findall(folded)):
            return int(made[-1])
        if len(text) <= 60 and (_DATE.search(folded) or folded.startswith("(")) and find_year(folded):
            return find_year(folded)
    return None
