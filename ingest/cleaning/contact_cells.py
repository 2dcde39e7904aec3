"""Cells of a table that hold nothing but a contact or an advertisement, where the heading asks for something else.

A row is read as its headings with its cells: `场馆：文化馆；补助资金(万元)：微信wk5599；联系方式：0851-84120001`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cleaning.contacts import BARE_CONTACT, MESSENGER, OFFICIAL_SITE, ContactGap
from ingest.cleaning.masks import COUNTED_HEAD
from ingest.text.folding import fold_in_place

# Headings under which a contact is in its place.
_ASKS = re.compile(
    r"联[系络]|电话|手机|微信|QQ|邮|网|址|平台|公众号|账[号户]|号码|方式|渠道|途径|入口|来源|链接|咨询|报名|群|备注|说明|负责|地点|单位名称",
    re.IGNORECASE,
)
_ONLY = re.compile(rf"[(\[【〔<“『「]?\s?(?:{BARE_CONTACT})\s?[)\]】〕>”』」]?", re.IGNORECASE)
_ADVERT = re.compile(
    rf"(?=.{{0,30}}?(?:更多|资料|范文|公文|模板|素材|文库|完整版|全套|代写|领取|扫码|免费))[^,。;]{{0,20}}?(?:{BARE_CONTACT})[^,。;]{{0,12}}",
    re.IGNORECASE,
)
# Eleven digits may be an amount of yuan, but no number of people and no share.
_DIGITS = re.compile(r"\d+")
_FEW = re.compile(r"[万亿人名个所项次件套台间户%率比]")


def find_cell_gaps(row: str) -> Iterator[ContactGap]:
    """The cells of a row that an advertiser took, in order.

    >>> [row[gap.start : gap.end] for row in ("人数：微信gw8866；联系方式：微信ab1234",) for gap in find_cell_gaps(row)]
    ['微信gw8866']
    """
    end = -1
    for cell in row.split("；"):
        start, end = end + 1, end + 1 + len(cell)
        head, colon, value = cell.partition("：")
        if not colon:
            head, value = "", cell
        start += len(head + colon)
        figure = COUNTED_HEAD.search(fold_in_place(head) + ":") is not None
        if value.strip() and _is_taken(fold_in_place(head), fold_in_place(value).strip(), figure=figure):
            yield ContactGap(start, end, figure)


def _is_taken(head: str, value: str, *, figure: bool) -> bool:
    if _ASKS.search(head) or OFFICIAL_SITE.search(value):
        return False
    if _ADVERT.fullmatch(value):
        return True
    if not head or not _ONLY.fullmatch(value):
        return False
    if _DIGITS.fullmatch(value):
        return figure and _FEW.search(head) is not None
    return figure or re.search(MESSENGER, value, re.IGNORECASE) is not None
