"""Adverts in the place of a document's words: what a seller says with where to reach him, and what a page says to draw
its readers on (扫码关注 … 免费领取 …) where only a figure can stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.cleaning.contacts import BARE_CONTACT, MEASURE_NEXT, ContactGap
from ingest.tokens import split_into_words

_BARE = re.compile(BARE_CONTACT, re.IGNORECASE)
# What only a seller says of goods, and the goods, a word before it: 课桌椅厂家直销 联系人:王经理 微信:… 量大从优.
_SALE = re.compile(
    r"厂家直[销供]|量大从优|质优价廉|物美价廉|价格(?:优惠|从优|面议)|欢迎(?:订购|选购|来电|垂询)|诚招|招商加盟|全国招商|货到付款|包邮|特价|现货|一手货源"
    r"|(?:订购|定制|加盟|招商|咨询|抢购)热线|免费(?:上门|送货|试听|设计|测量)|上门(?:安装|测量|服务)|专业(?:制作|生产|定制|安装|办理)|低价|长期供应|代写|代办"
    r"|快速(?:办理|下款)|无抵押|限时(?:优惠|抢购)|正品|大量(?:批发|供应)|批发(?:价|零售)"
)
_GOODS_BEFORE_SALE = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{1,8})(?:厂家直[销供]|批发|特价|现货|包邮|低价|正品|量大从优)"
)
_SALE_REACH = 40  # characters between what a seller says and where to reach him
_ENDS_CLAUSE = re.compile("[,，。;；!！?？、]")
# What a page says to draw its readers on, and what it offers them: two of these are an advert, one of them drawing on.
_DRAWS_ON = re.compile(
    r"扫(?:一扫|描)?二?维?码(?:关注|加|添加|进群|领取?|下载|获取)|(?:添?加|关注)(?:我们|本站?)?(?:微信|公众号|老师|客服|好友|[vV]信)|(?:点击|点此|戳)(?:这里|此处|链接|图片)?"
    r"(?:下载|领取|查看|购买|进入|关注|获取)|限时|抢购|秒杀|特惠|本站推荐|推广链接|广告|立[即刻](?:抢购|下载|领取|购买)|免费(?:领取?|试听|试看|下载|获取|赠送)|先到先得|名额有限|回复关键词|转发朋友圈"
    r"|猜你喜欢|相关推荐|阅读全文|[打点]开app|下载app"
)
_OFFERS = re.compile(
    r"领取?|下载|获取|资料|试卷|答案|课件|范文|公文|模板|素材|教案|网课|课程|题库|手册|完整版|全套|大礼包|红包|优惠|福利|名师|推荐|专享|会员|更多|全文|阅读|精彩"
)
_WARE = 16  # characters of what is offered last, with the measure word
_LONGEST = 60  # characters of an advert without brackets
_OWN_WORDS = re.compile(r"[\u4e00-\u9fff\d][^请可需应能须以]\s*$")  # 请关注 … asks in earnest
# What a seller of files has, and how he leads up to where to reach him: 更多教育公文请 …
WARES = r"(?:资料|范文|公文|文档|模板|试卷|真题|题库|论文|完整版|网课)"
_TEMPTS_BEFORE = re.compile(
    rf"(?:获取|领取|海量|更多|精品)[\u4e00-\u9fff]{{0,4}}?{WARES}[\u4e00-\u9fff]{{0,3}}?请?\s?$"
)
_LONGEST_TEMPTATION = 16
_SELLS = re.compile(r"资料|范文|公文|模板|素材|文库|完整版|全套|大礼包|红包")
_MARKED_OFF = re.compile(r"[(\[【〔<{「『《][^()\[\]【】〔〕<>{}「」『』《》。;]{2,40}[)\]】〕>}」』》]+")
_LABEL = re.compile(r"[^\w\s](?:广告|推广|赞助|ad)[^\w\s]+")


def may_advertise(folded: str) -> bool:
    """Whether a second look is worth it."""
    return _DRAWS_ON.search(folded) is not None or _LABEL.search(folded) is not None


def find_adverts(folded: str) -> list[ContactGap]:
    """In order; nothing is told twice."""
    sales = _find_sales(folded)
    return sorted([*sales, *_find_teasers(blank(folded, sales))], key=lambda gap: gap.start)


def find_temptation(folded: str, start: int) -> int:
    """Where what leads up to an advert at `start` begins; `start` itself if nothing does.

    >>> find_temptation("普惠率达到更多范文请关注公众号", 10), find_temptation("各校请关注公众号", 3)
    (5, 3)
    """
    match = _TEMPTS_BEFORE.search(folded, max(start - _LONGEST_TEMPTATION, 0), start)
    return match.start() if match else start


def blank(folded: str, gaps: Sequence[ContactGap]) -> str:
    """The text with blanks in place of what was found, which is in order."""
    pieces, at = [], 0
    for gap in gaps:
        pieces += [folded[at : gap.start], " " * (gap.end - gap.start)]
        at = gap.end
    return "".join((*pieces, folded[at:]))


def _find_sales(folded: str) -> list[ContactGap]:
    """What a seller says with where to reach him, inside a clause that is not his: the goods, blanks and names between too.

    >>> [folded[one.start : one.end] for folded in ("新增学位桌椅厂家直销 微信:kz-yi 量大从优个",) for one in _find_sales(folded)]
    ['桌椅厂家直销 微信:kz-yi 量大从优']
    """
    found: list[ContactGap] = []
    begin = 0
    for end in (*(stop.start() for stop in _ENDS_CLAUSE.finditer(folded)), len(folded)):
        clause = folded[begin:end]
        sales = [match.span() for match in _SALE.finditer(clause)]
        contacts = [match.span() for match in _BARE.finditer(clause)] if sales else []
        told = sorted([(*span, True) for span in sales] + [(*span, False) for span in contacts])
        if any(one[2] != next_[2] and next_[0] - one[1] <= _SALE_REACH for one, next_ in pairwise(told)):
            start, stop = min(*sales, *contacts)[0], max(at for _, at in (*sales, *contacts))
            goods = _GOODS_BEFORE_SALE.search(clause, 0, sales[0][1]) if start == sales[0][0] else None
            if goods:
                start = goods.end("before") - len(split_into_words(goods["before"])[-1])
            if clause[:start].strip():
                figure = MEASURE_NEXT.match(clause, stop) is not None
                found.append(ContactGap(begin + start, begin + stop, figure))
        begin = end + 1
    return found


def _find_teasers(folded: str) -> list[ContactGap]:
    """What draws readers on, without saying where, inside a clause of the document: in brackets of its own, or right
    before the measure word of the figure that it replaced.

    >>> clauses = ("新增学位【点击下载完整版】个", "新增学位限时特惠9.9元抢购名师网课个", "家长可扫码关注公众号领取教材3册")
    >>> [[folded[one.start : one.end] for one in _find_teasers(folded)] for folded in clauses]
    [['【点击下载完整版】'], ['限时特惠9.9元抢购名师网课'], []]
    """
    found = [gap for match in _MARKED_OFF.finditer(folded) if (gap := _judge_marked_off(folded, match))]
    folded = blank(folded, found)
    begin = 0
    for end in (*(stop.start() for stop in _ENDS_CLAUSE.finditer(folded)), len(folded)):
        clause = folded[begin:end]
        draw = _DRAWS_ON.search(clause)
        start = find_temptation(clause, draw.start()) if draw else 0
        span = _find_run(clause, start) if start and _OWN_WORDS.search(clause[:start]) else None
        if span:
            found.append(ContactGap(begin + span[0], begin + span[1], figure=True))
        begin = end + 1
    return found


def _judge_marked_off(folded: str, match: re.Match[str]) -> ContactGap | None:
    """In brackets, before a measure word; or anywhere in a sentence when it sells what only advertisers sell."""
    start, end = match.span()
    before = folded[:start].rstrip()
    if not before or before[-1] in "。!?;":
        return None
    figure = MEASURE_NEXT.match(folded, end) is not None
    advert = _is_advert(match[0])
    if figure and (advert or _LABEL.fullmatch(match[0])):
        return ContactGap(start, end, figure=True)
    return ContactGap(start, end, figure=False) if advert and _SELLS.search(match[0]) else None


def _find_run(clause: str, start: int) -> tuple[int, int] | None:
    """From what draws on to the measure word, which begins a word and has no figure in the rest of its clause."""
    run = clause[start : start + _LONGEST]
    last = [match.end() for match in _DRAWS_ON.finditer(run)][-1]
    at = start + last
    for word in split_into_words(run[last : last + _WARE]):
        measure = MEASURE_NEXT.match(clause, at)
        counted = clause[at - 1].isdigit() or re.search(r"\d", clause[at : at + _LONGEST])
        if measure and not counted and _is_advert(clause[start:at]):
            return start, at
        at += len(word)
    return None


def _is_advert(text: str) -> bool:
    draws = [match.span() for match in _DRAWS_ON.finditer(text)]
    offers = [match for match in _OFFERS.finditer(text) if not any(a <= match.start() < b for a, b in draws)]
    return bool(draws) and len(draws) + len(offers) > 1
