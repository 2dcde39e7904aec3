"""Contact strings that stand where a document's figure or words should be: finding them in running text.

An advertiser puts `(微信:abc123)` where a figure was. A real notice gives real contacts. The difference is the
place: a real contact is introduced (咨询, 登录, 发送至 …) or stands as a clause of its own; a false one sits
inside a sentence that does not speak of contacts, often before the measure word of the figure it replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cleaning.adverts import blank, find_adverts, find_temptation, may_advertise
from ingest.cleaning.contacts import (
    BARE_CONTACT,
    DESK,
    MEASURE,
    MEASURE_NEXT,
    MESSENGER,
    OFFICIAL_SITE,
    PHONE_NAMED,
    URL,
    ContactGap,
)
from ingest.text.folding import fold_in_place
from ingest.text.sentences import is_chinese

# Of a seller of files: such a desk, an account named after what it sells.
_SELLER = re.compile(
    rf"{DESK}|(?<![a-z])(?:doc|wk|ppt)(?![a-z])|wenku|fanwen|ziliao|gongwen|wendang|kejian|moban|xiezuo|daixie",
    re.IGNORECASE,
)
# An account's name in Chinese without brackets ends where the figure's measure word begins, if that is a plain one.
_NAMED = (
    rf"{MESSENGER}\s?[::]\s?[\u4e00-\u9fff]{{2,12}}?(?=[万亿千百]{{0,2}}(?:元(?!旦|素)|个(?!性|人|体|别)|所(?!有|以|在|需|属|得|谓|学|长)"
    r"|名(?!校|师|额|称|单|义|录)|人次|公里|平方|亩|吨|套|台|册|张)|[%‰])"
)
_BRACKETED_NAME = (
    rf"{MESSENGER}\s?(?:[::]\s?[^\s()\[\]【】〔〕<>,。;]{{2,30}}|[“\"「《][^“”\"「」《》]{{2,30}}[”\"」》])"
)
# What leads up to a contact inside its brackets; the first kind only an advertiser says.
_LEAD = (
    r"(?:(?:更多|海量|免费|精品).{0,4}?(?:资料|范文|公文|文档|资源|模板|文章|材料)[^()]{0,4}?"
    r"|(?P<lead>扫码|详[询见]|详情|咨询|请?联系|请?加|下载|更多|来源|来自|请?访问|百度|搜索)\s?[::]?\s?)?"
)
_LURE = r"(?:[,;、]?\s?[^(),;]{0,6}(?:免费|领取|下载|获取|资料|范文|公文|模板|好友|代写)[^(),;]{0,6})?"
# A label and an account in brackets right before a measure word, whatever the service is called.
_UNKNOWN = (
    r"(?<!\d)\((?![^():]{0,8}(?:[编代型文序批证图学]号|代码|标准|版本|规格))[^():\d]{1,8}[::]\s?(?=[\w-]*[A-Za-z_])[A-Za-z0-9_-]{5,30}\)(?="
    + MEASURE
    + ")"
)
# An account without any label in brackets, where only a figure can stand: between 达到 and a measure word.
_LONE = (
    r"(?<=[达约共计超过于增成到])\((?=[\w-]{0,30}[A-Za-z_])(?=[\w-]{0,30}\d)[A-Za-z0-9][A-Za-z0-9_-]{5,30}\)(?="
    + MEASURE
    + ")"
)
# Words of any kind beside a contact inside its brackets, and those that only an advertiser has there.
_ASIDE = r"[^\s()\[\]【】〔〕<>“”『』「」,,。;;]"
_WORDY = re.compile(
    rf"[(\[【〔<“『「]\s?(?P<before>{_ASIDE}{{0,16}}?)(?:{BARE_CONTACT})\s?(?P<after>{_ASIDE}{{0,16}})\s?[)\]】〕>”』」]",
    re.IGNORECASE,
)
_ADVERT = re.compile(
    r"资料|范文|公文|模板|素材|文库|课件|文档|完整版|全套|全文|代写|代笔|写作|扫码|加[群微薇]|免费|领取|获取|下载|更多"
)
_SELLS = re.compile(r"资料|范文|公文|模板|素材|文库|完整版|全套|代写|代笔|写作|更多")
_CONTACT = re.compile(
    rf"[(\[【〔<“]\s?{_LEAD}(?:{BARE_CONTACT}|{_BRACKETED_NAME})(?:\s?[,;、/]?\s?(?:{BARE_CONTACT})){{0,2}}{_LURE}\s?[)\]】〕>”]|{BARE_CONTACT}|{_NAMED}|{_UNKNOWN}|{_LONE}",
    re.IGNORECASE,
)
_FIGURE_BEFORE = re.compile(
    r"(?:达到?|至少|不低于|不少于|不超过|超过|约|共计?|总计|增长|增加|新增|减少|下降|提高到|完成|不足)$"
)
_WANTS_WORDS = re.compile(r"(?:[的为占按]|达到?|不低于|不少于|不超过|超过|约|共计?)$")
# Words that introduce a real contact: right before it even where a measure word seems to follow …
_INTRODUCED_HERE = re.compile(
    r"(?:咨询|联系|邮箱|邮件|网[址站页]|官网|电话|手机号|热线|拨打|致电|公众号|登[录陆]|访问|传真)[^,、]{0,2}$"
)
# … or anywhere before it in its clause.
_INTRODUCED = re.compile(
    r"咨询|联系|报名|邮箱|邮件|网址|网站|网页|登[录陆]|访问|发送|发至|发到|寄|投诉|举报|监督|电话|传真|热线|关注|扫码|平台|链接|下载"
    r"|客服|查询|官网|公众号|微信群|QQ群|工作群|班级群|账号|地址|拨打|致电|负责人|老师|同志|办公室|提交|报送至|上传"
)
_LED_UP = re.compile(r"(?:通过|在|从|于|到|至|向|见|详见|即|为|是|[::])\s?$")
_SERVED = re.compile(
    r"^\s?(?:网站|网|平台|查询|下载|公布|公示|发布|报名|填报|注册|提交|邮箱|咨询|联系|了解|反馈|获取|进行|上|中)"
)
_HINT = re.compile(rf"[A-Za-z0-9_@.-]{{5}}|\d(?: \d){{5}}|{MESSENGER}", re.IGNORECASE)
# What one does something by is no stranger in its sentence: 通过微信yljy2024预约.
_MEANS = re.compile(r"(?:通过|使用|利用|借助|经由)\s?$")
_DOES = re.compile(r"^\s?(?:预约|办理|申请|申报|报送|缴费|购票|订[购票餐]|挂号|投诉|举报|留言|答复|沟通|通知)")
# The end of a clause that has its figure.
_BEHIND_FIGURE = re.compile(rf"\d\s?(?:[万亿千百]{{0,2}}{MEASURE})?(?:工作日|[月次]|以[上下内]|左右)?$")
_BROKEN_BEFORE = re.compile(r"(?<![\d.,])\d(?:[\d,.]*\d)?$")
_BROKEN_AFTER = re.compile(rf"\s?\d[\d,.]*(?=\s?{MEASURE})")
_CLAUSE_END = "。!?;\n"
_REACH = 60  # characters before a contact that may introduce it


def find_contact_gaps(text: str) -> Iterator[ContactGap]:
    """The contact strings in a paragraph that took the place of its words, in order."""
    folded = fold_in_place(text)
    if not (_HINT.search(folded) or may_advertise(folded)):
        return
    adverts = find_adverts(folded)
    yield from sorted([*adverts, *_find_contacts(blank(folded, adverts))], key=lambda gap: gap.start)


def _find_contacts(folded: str) -> Iterator[ContactGap]:
    at = 0
    wordy = [gap for match in _WORDY.finditer(folded) if (gap := _judge_wordy(folded, match)) is not None]
    for match in _CONTACT.finditer(folded):
        while at < len(wordy) and wordy[at].end <= match.start():
            yield wordy[at]
            at += 1
        if at < len(wordy) and wordy[at].start < match.end():
            continue
        gap = _judge(folded, match.start(), match.end(), led=bool(match["lead"]))
        if gap is not None:
            yield gap
    yield from wordy[at:]


def _judge_wordy(folded: str, match: re.Match[str]) -> ContactGap | None:
    """A contact with words beside it in its brackets, where a figure should be or behind one: an advertiser's."""
    start, end = match.span()
    aside = match["before"] + match["after"]
    contact = match[0]
    advert = _ADVERT.search(contact) is not None
    messenger = re.search(MESSENGER, contact, re.IGNORECASE) is not None
    if OFFICIAL_SITE.search(contact) or not (advert or messenger):
        return None
    before = _clause_before(folded, start)
    if MEASURE_NEXT.match(folded, end):
        return None if _INTRODUCED_HERE.search(before) or (aside and not advert) else ContactGap(start, end, True)
    if not (messenger and _SELLS.search(aside)) or _INTRODUCED.search(before):
        return None
    return ContactGap(start, end, figure=False) if _BEHIND_FIGURE.search(before) else None


def _clause_before(folded: str, start: int) -> str:
    reach = max(start - _REACH, 0)
    return folded[max(max(folded.rfind(stop, reach, start) for stop in _CLAUSE_END) + 1, reach) : start]


def _judge(folded: str, start: int, end: int, *, led: bool) -> ContactGap | None:
    """`led`: words inside its brackets lead up to the contact, as they do in earnest unless a measure word follows."""
    contact = folded[start:end]
    before = _clause_before(folded, start)
    after = folded[end : end + 12]
    if OFFICIAL_SITE.search(contact):
        return None
    bracketed = contact[0] in "([【〔<“"
    messenger = re.search(MESSENGER, contact, re.IGNORECASE) is not None
    broken = _BROKEN_BEFORE.search(before), _BROKEN_AFTER.match(folded, end)
    if (bracketed or messenger) and broken[0] and broken[1]:
        return ContactGap(start - len(broken[0][0]), broken[1].end(), figure=True)
    if MEASURE_NEXT.match(after):
        if _INTRODUCED_HERE.search(before):
            return None
        return ContactGap(find_temptation(folded, start), end, figure=True)
    if bracketed and (messenger or re.search(DESK, contact)) and _SELLER.search(contact):
        return ContactGap(start, end, figure=bool(_FIGURE_BEFORE.search(before)))
    if (led and not _WANTS_WORDS.search(before)) or _INTRODUCED.search(re.split("[,、]", before)[-1]):
        return None
    if _is_glued(contact, before, after):
        return ContactGap(start, end, figure=False)
    own = before.removesuffix("企业") if contact.startswith("微信") else before
    if not own or not (is_chinese(own[-1]) or own[-1] in "%‰"):
        # At the start of a clause, or after a comma, a contact may be the clause's own matter.
        return None
    figure = bool(_FIGURE_BEFORE.search(before))
    if bracketed and messenger:
        return ContactGap(start, end, figure)
    if bracketed and not figure:
        return None  # 由张三(13812345678)负责
    inside = bool(after) and is_chinese(after[0])
    if not inside and not (figure and messenger):
        return None
    if not figure and re.fullmatch(r"(?:[A-Za-z0-9-]+\.)+[a-z]+", contact) and not contact.startswith("www."):
        return None  # a company or a service that is called by its domain
    if _MEANS.search(before) and _DOES.match(after):
        return None
    if not figure and re.match(PHONE_NAMED, contact):
        return None  # named as such in a sentence that speaks of it: 对手机号13812345678名下车辆
    if _SERVED.match(after) or (not messenger and _LED_UP.search(before)):
        return None
    return ContactGap(start, end, figure)


def _is_glued(contact: str, before: str, after: str) -> bool:
    """Whether a contact stands behind a clause that is whole and has its figure: 增长6%QQ:12345678，投资增长8%."""
    if after.strip() and after.strip()[0] not in ",。;、!?":
        return False
    if re.match(rf"{URL}$", contact):
        return bool(_BEHIND_FIGURE.search(before.rstrip(" ,、"))) and not _INTRODUCED.search(before)
    return re.match(MESSENGER, contact, re.IGNORECASE) is not None and bool(_BEHIND_FIGURE.search(before.rstrip()))
