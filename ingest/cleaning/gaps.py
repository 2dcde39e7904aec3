"""Contact strings that stand where a document's figure or words should be: finding them in running text.

An advertiser puts `(微信:abc123)` where a figure was. A real notice gives real contacts. The difference is the
place: a real contact is introduced (咨询, 登录, 发送至 …) or stands as a clause of its own; a false one sits
inside a sentence that does not speak of contacts, often before the measure word of the figure it replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.text.number_styles import fold
from ingest.text.sentences import is_chinese
from ingest.tokens import split_into_words

FIGURE_GAP = "〔原文此处数字缺失〕"
TEXT_GAP = "〔原文此处文字缺失〕"

_SEPARATOR = r"[\s::=为是@+❤♥❥♡]{0,3}"
MESSENGER = (
    r"(?:(?:(?:添加|关注|扫|搜|(?:(?<![增更参追施附强叠添累])|(?<=[实措设]施))加)\s?)?(?:Q\s?Q|Q(?=\s?群)|扣扣|V\s?X|W\s?X|V信|v信|微\s?信|威信|薇信|(?:wei|[微威薇])\s?(?:信|xin)|(?<![A-Za-z])(?:weixin|gzh)|(?<![A-Za-z])we\s?chat"
    r"|加群(?=\s?[::]?\s?\d{6})|公众号|钉钉|飞书|微博|抖音|快手|小红书|知乎|旺旺|淘宝|企鹅|TG|telegram)"
    r"\s?(?:公众号|群|同?号|号码|账号|店|搜索?)?|(?:加\s?|\+)[V微薇](?![A-Za-z\u4e00-\u9fff])|(?<![增更参追施附强叠添累])加[微薇](?=[A-Za-z])|(?<![A-Za-z0-9])[V微薇](?=[::❤♥❥♡]))"
)
_PHONE_LABEL = r"(?:联系电话|电话|手机同号|手机|热线|TEL|tel|Tel|客服)(?:号|号码)?"
_PHONE_NAMED = r"(?:联系电话|电话|手机)号码?"
_MAIL_LABEL = r"(?:邮箱|电子邮箱|E-?mail|e-?mail|网址|URL|url|官网|网站)"
_MAIL = r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,30}){1,4}"
_URL = r"(?:https?://|www\.)[A-Za-z0-9./?=&_%:#~+-]{3,200}|(?<![A-Za-z0-9@.])(?:[A-Za-z0-9-]{1,40}\.){1,3}(?:com|cn|net|org|cc|top|vip|xyz|info|me|io|tv|ltd|club|shop|site)(?![A-Za-z])(?:/[A-Za-z0-9./?=&_%#-]{0,100})?"
_DIGIT = r"[\dXx*×]"  # of a number that is hidden in part
_PHONE = (
    rf"(?<!\d)1[3-9]{_DIGIT}(?:[- ]?{_DIGIT}{{4}}){{2}}(?!\d)|(?<!\d)0\d{{2,3}}-\d{{3,4}}{_DIGIT}{{4}}(?!\d)"
    r"|(?<!\d)400-?\d{3,4}-?\d{3,4}(?!\d)"
)
# An account: with a letter, or longer than a count of people is (微信群3000个 counts groups).
_NAME = r"(?:(?=[\w-]{0,40}[A-Za-z_])[A-Za-z0-9][A-Za-z0-9_-]{3,40}|\d{6,12}|(?<=[::])\s?\d{5}|\d(?:\s\d){5,11})"
# A service desk whose number holds letters.
_DESK = r"(?:联系|咨询)?客服\s?[::]?\s?(?=[\w-]{0,20}[A-Za-z])[A-Za-z0-9][A-Za-z0-9_-]{3,20}"
BARE_CONTACT = (
    rf"{MESSENGER}{_SEPARATOR}{_NAME}|{_PHONE_LABEL}\s?[::]?\s?(?:{_PHONE})|{_MAIL_LABEL}\s?[::]\s?(?:{_MAIL}|{_URL})"
    rf"|{_DESK}|{_MAIL}|{_URL}|{_PHONE}"
)
# What follows a figure; a word that merely begins with such a character follows none.
MEASURE = (
    r"(?:[%‰]|个百分点|万|亿|千|百|余|多(?=[个所名人万])|人(?![才民员工大口们格类物事际文士均力居身防选本生性道心])|个(?!性|人|体|别)"
    r"|所(?!有|以(?![上下])|在|需|属|得|谓|学(?!校)|长|致|能|作|做)|名(?!校(?!长|医)|师(?!范)|额|称|单|义|录|下)|位(?!于|置)|家(?!长|庭|园|乡|属|校)|项(?!目)|元(?!旦|素)"
    r"|年(?!级|龄|轻|底)|月|日(?!常|报|益|程|趋)|天(?!然|津|地|气|空|文|赋|下|府)|期(?!间|末|中|刊|望|待|满)|次(?!数|要|序)|批(?!准|评|示|复|改|阅|判|发)|门(?!户|类)"
    r"|座(?!谈|位)|套(?!用|路|餐)|台(?!账|阶|风|湾)|册|辆|份(?!额)|件|条(?!件|例)|户(?!籍|口|外|型)|亩|支(?!持|撑|部|付|出|配|援|教)|张(?!贴|扬|榜|家)|场(?!所|地|景|馆|面)"
    r"|处(?!理|置|罚|于|分|室|长)|栋|株|棵|块(?!状)|间(?!接|隔|断)|艘|架(?!构|设)|枚|床(?!位)|班(?!级|子|主|长|额)|公斤|公顷|立方米|小时|分钟|学时|课时|公里|千米|平方|米|吨|倍"
    r"|分(?![局校类别析管工为享布配级期阶步层解支散批区段担时年园院])|岁|届|左右|以上|以下|以内|不等)"
)
# Of a seller of files: such a desk, an account named after what it sells.
_SELLER = re.compile(
    rf"{_DESK}|(?<![a-z])(?:doc|wk|ppt)(?![a-z])|wenku|fanwen|ziliao|gongwen|wendang|kejian|moban|xiezuo|daixie",
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
_BARE = re.compile(BARE_CONTACT, re.IGNORECASE)
_MEASURE_NEXT = re.compile(rf"\s?{MEASURE}")
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
OFFICIAL_SITE = re.compile(r"\.(?:gov|edu|org|mil)(?:\.cn)?(?![A-Za-z])")
_HINT = re.compile(rf"[A-Za-z0-9_@.-]{{5}}|\d(?: \d){{5}}|{MESSENGER}", re.IGNORECASE)
# What one does something by is no stranger in its sentence: 通过微信yljy2024预约.
_MEANS = re.compile(r"(?:通过|使用|利用|借助|经由)\s?$")
_DOES = re.compile(r"^\s?(?:预约|办理|申请|申报|报送|缴费|购票|订[购票餐]|挂号|投诉|举报|留言|答复|沟通|通知)")
# The end of a clause that has its figure.
_BEHIND_FIGURE = re.compile(rf"\d\s?(?:[万亿千百]{{0,2}}{MEASURE})?(?:工作日|[月次]|以[上下内]|左右)?$")
_BROKEN_BEFORE = re.compile(r"(?<![\d.,])\d(?:[\d,.]*\d)?$")
_BROKEN_AFTER = re.compile(rf"\s?\d[\d,.]*(?=\s?{MEASURE})")
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
_CLAUSE_END = "。!?;\n"
_REACH = 60  # characters before a contact that may introduce it


@dataclass(frozen=True, slots=True)
class ContactGap:
    """Characters [start, end) hold a contact where the document's own words should be. `figure`: a number is missing."""

    start: int
    end: int
    figure: bool


def find_contact_gaps(text: str) -> Iterator[ContactGap]:
    """The contact strings in a paragraph that took the place of its words, in order."""
    folded = fold(text)
    if not _HINT.search(folded):
        return
    adverts = _find_adverts(folded)
    for advert in adverts:
        folded = f"{folded[: advert.start]}{' ' * (advert.end - advert.start)}{folded[advert.end :]}"
    yield from sorted([*adverts, *_find_contacts(folded)], key=lambda gap: gap.start)


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


def _find_adverts(folded: str) -> list[ContactGap]:
    """What a seller says with where to reach him, inside a clause that is not his: the goods, blanks and names between too.

    >>> [folded[one.start : one.end] for folded in ("新增学位桌椅厂家直销 微信:kz-yi 量大从优个",) for one in _find_adverts(folded)]
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
                figure = _MEASURE_NEXT.match(clause, stop) is not None
                found.append(ContactGap(begin + start, begin + stop, figure))
        begin = end + 1
    return found


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
    if _MEASURE_NEXT.match(folded, end):
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
    if _MEASURE_NEXT.match(after):
        return None if _INTRODUCED_HERE.search(before) else ContactGap(start, end, figure=True)
    if bracketed and (messenger or re.search(_DESK, contact)) and _SELLER.search(contact):
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
    if not figure and re.match(_PHONE_NAMED, contact):
        return None  # named as such in a sentence that speaks of it: 对手机号13812345678名下车辆
    if _SERVED.match(after) or (not messenger and _LED_UP.search(before)):
        return None
    return ContactGap(start, end, figure)


def _is_glued(contact: str, before: str, after: str) -> bool:
    """Whether a contact stands behind a clause that is whole and has its figure: 增长6%QQ:12345678，投资增长8%."""
    if after.strip() and after.strip()[0] not in ",。;、!?":
        return False
    if re.match(rf"{_URL}$", contact):
        return bool(_BEHIND_FIGURE.search(before.rstrip(" ,、"))) and not _INTRODUCED.search(before)
    return re.match(MESSENGER, contact, re.IGNORECASE) is not None and bool(_BEHIND_FIGURE.search(before.rstrip()))
