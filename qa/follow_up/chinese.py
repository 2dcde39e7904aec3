"""Chinese follow-ups: whether one names a subject, whom it names, and what it is about."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest import split_into_words
from qa.glossary import find_everyday_words
from qa.intent import ASKING_WORDS

# What asks in a question. What stands before and after it is its subject. Possessive (*+), or a long run of 需要
# would be tried in every way it can be cut.
ASKING = re.compile(
    r"(?:都|还|又|具体|一共|总共|大概|主要|到底|究竟|应该?|需要?|要|(?<!家长)(?<![动班谈证布])会|能|可以|打算|计划|准备)*+(?:是|有|做|达到|(?<![新改扩重迁续])建|达|为|占|采取)?"
    r"(?:什么样的?|什么|哪些|哪[一几](?:个|项|方面|种|块)*|多少|几(?=[个所名人项年月天号日点时次节元块]|分钟|小时|$)|怎么样?|如何|怎样|为什么|为何|谁|在?哪[里儿]|在哪(?=[报办领交查买申登上,，?？\s]|$)|哪个|何时|多久|多[大长高远快])"
    r"(?:[个所名人项年月天号日点次元]|节课?|块钱?|分钟|小时|时(?!候))?(?:规定|要求|政策|措施|内容|安排|计划|目标|任务|工作|打算|说法|做法|变化|办法|时候|地方|比例)?(?:是|吗|呢)?"
    r"|吗(?=[?？\s]*$)|是否|能不能|要不要|有没有|可不可以"
)
_POINTS_BACK = re.compile(
    r"它们?|他们|她们|这个|那个|这些|那些|这项|那项|这方面|那里|那边|那儿|上述|前面|刚才|其中|该(?=[项校园计划政])|此项|此外|这样|同样"
)
_OPENS_WITHOUT_SUBJECT = re.compile(
    r"^(?:那么?|然后|所以|还|具体|一共|总共|大概|主要|到底|究竟|又|再|都|要|需要|应该|会|能|可以|是|钱(?=什么时候|怎么|如何|多久|何时|谁))*"
    r"(?:要|需要|是|有|在|由|从|到|给|建|做|占)?(?:什么|哪些|哪|多少|几|怎么|如何|怎样|为什么|为何|谁|何时|多久|有没有|是否|要不要|能不能)"
)
# "那普通高中呢", and not 那个, 那些, 那边.
THEN = r"那(?:么(?![多些大长])|(?![么里些样种]|个(?![人体])|边(?!远)|儿(?!童)|时(?!间)|天(?!津)|年(?![级龄])|位(?!置)))"
# A day late, a year too young: 晚了三天, 差一个月.
LATE = r"[差晚早迟]了?[一二两三几半\d]{1,3}(?:个?月|[天个年岁])"
_SENTENCES = re.compile(r"[^。！？!?]+[。！？!?]*")
_DONE_LATE = re.compile(rf"{LATE}(?:还|就|也|才|再|能|可以|要|会)*+(?P<done>[\u4e00-\u9fff]{{2,}})")
_OPENS_WITH_VERB = re.compile(r"[还也都又就]?(?:能|可以|要|会|需要|应该|没|不)")
_LEAD = re.compile(rf"^(?:{THEN}|嗯|请问[一下]*|[,，\s])+")
_FOLLOWS_ON = re.compile(r"^(?:然后|所以|还有|再(?!婚|生|次)|具体)+")
RELATIVE_YEAR = re.compile(r"今年|明年|去年|上一?年|前年|后年")
YEAR = re.compile(r"(?:19|20)\d{2}\s*(?:年|学年)?")
# Words that ask something of a subject named before, and name none: 要带什么材料, 收费标准是什么, 电话多少. What asks for each.
_ASKED_OF = {
    "有哪些": "材料 证明 证件 手续 资料 条件".split(),
    "是多少": "费用 收费标准 学费 价格 电话 期限 人数 金额 数量 比例 标准 利率 利息 年龄 名额 额度 占比 覆盖率 增长率 完成率 达标率 合格率 通过率".split(),
    "是什么时候": "时间 日期".split(),
    "在哪里": "地方 地点 地址 位置".split(),
    "到什么时候": ["有效期"],
    "是什么": "流程 程序 步骤 原因 理由".split(),
}
ATTRIBUTES = {attribute: asks for asks, attributes in _ASKED_OF.items() for attribute in attributes}
_ASKS_ATTRIBUTE = re.compile(
    rf"(?:什么|哪些|哪个|啥|多少|几[个份])(?:{'|'.join(ATTRIBUTES)})|(?:{'|'.join(ATTRIBUTES)})(?:是|有|要|在)?(?:什么|哪些|多少|啥|几|哪)"
)
# A question that ends in 吗: what it is about, and what it asks of that. "低保家庭免费吗", "烈士子女要排积分吗".
PREDICATE = re.compile(
    r"^(?P<topic>[^,，。?？]{2,14}?)(?P<rest>(?:还|都|也|就)?(?:要不要|需不需要|需要|要|能|可以|会|应该|必须|得|用|算|是|有|归|属于|享受|参加|免费?|收|交|给|发)[^,，。]*吗?[?？\s]*)$"
)
# Who may do anything: not who, but what they do is asked about in 学生能带手机吗.
_ANYONE = re.compile(
    rf"(?:{YEAR.pattern}|{RELATIVE_YEAR.pattern})?(?:(?:中小|小|中|大)?学生|[初高]中生|小?孩子?们?|娃|家长们?|老师们?|教师|学校|我们?)"
)
_MODAL = re.compile(r"(?:还|都|也|就)?(?:要不要|需不需要|需要|要|能|可以|会|应该|必须|得(?!到)|有)?")
# What says nothing of a question's subject: 去年完成了多少, 要收费吗.
_SAYS_LITTLE = re.compile(
    r"^(?:要|能|可以|会|需要|还|都|的)+|^钱(?=到|退|发|给|交|$)|(?<![^要能会还都])(?:新建|改?扩建|改建|迁建)$|完成|实现|达到|增长|新增|增加|做到|打算|计划|准备|目标|了"
)
# Who or where something is told of: 高中呢 after 课后服务费多少钱 asks for the fee of another school, not for another thing.
HOLDER = (
    r"(?:[\u4e00-\u9fff]{0,4}(?:学校|医院|诊所|学生|老师|教师|家长|家庭|孩子|子女|儿童|职工|单位|企业|机构|地区|年级|班|[县区乡镇村户])"
    r"|(?:普通)?(?:[小中大]学|[初高]中|[普职]高|中职|中专)生?|(?:研究|本科|专科|毕业|艺术|体育|复读|转学|借读|留学|贫困|困难|特困|住宿|随读|插班|特长)生|幼儿园|幼儿|[\u4e00-\u9fff]{1,4}(?<![公校])园(?![区林长丁])|初[一二三]|高[一二三]|[考新住走][读校]?生|寄宿生|孤儿|双胞胎|[一二三]胎"
    r"|低保户?|特困户?|残疾人?|军人|军属|烈[属士]|外地人?|本地人?|农村|城里|城市|乡下|[公民]办|[公私]立)(?:的|里的?)?"
)
_IS_HOLDER = re.compile(rf"(?:{THEN}|[,，\s])*(?P<holder>{HOLDER})[?？!！。\s]*")
# Nothing but who, and what asks: 那大学生一年多少钱.
_HOLDER_ASKED_ABOUT = re.compile(
    rf"^(?:{THEN}|[,，\s])*(?P<holder>{HOLDER})(?:一[年月天次]|一个?学期|每[年月天人]|能|可以|要|是|又|有)*(?:多少钱?|几(?:[块元个岁]|(?P<counted>次|节课?|分钟|小时))|什么时候|怎么样?|什么标准)[?？\s]*$"
)
_COUNTS, _COUNTS_TIME = re.compile(r"几|多少"), re.compile(r"几|多少|多长|多久")
# Who, and no more than whether there is such a thing, or it must be: 高中有吗, 小学生也要交吗.
_BARE_QUESTION = re.compile(
    rf"^(?:{THEN}|[,，\s])*(?P<holder>{HOLDER}|[一二三四五六七八九]年级)(?P<asked>[也都还又]*(?:有没有|要不要|是不是|能不能|可不可以|需不需要"
    r"|(?:(?:需要|可以|要|能)[有用交收给办]?|[有是用交收给办])(?:[吗么嘛]|的吗)))[?？!！。\s]*$"
)
FIRST_HOLDER = re.compile(
    rf"(?:{YEAR.pattern}|{RELATIVE_YEAR.pattern})?的?(?P<holder>[一二三四五六七八九]年级|{HOLDER})"
)
# 小学课后服务到几点: the thing is what stands before; 小学有晚自习吗: what stands behind 有, too.
_FROM_ASKING_TIME = re.compile(r"(?:是|到|从|在|要)?几[点号月].*$")
_ASKS_WHETHER = re.compile(r"(?:有没有|要不要|能不能|是否有?|需要|可以|有|要|能|是)(?=.)")
_ASKS_YES = re.compile(r"[吗么嘛][?？\s]*$|有没有|要不要|是不是|能不能|是否")
PUNCTUATION = " \t,，。.!！?？;；、:："
# Behind what asks for a time, or who: 寒假 is what 寒假几号开始 is about, and the notice what 这个通知是谁发布的 is.
_NO_THING = frozenset("开始 结束 截止 发布的 印发的 下发的 制定的 出台的 公布的 颁布的".split())
# 早餐几块 asks of a thing; 每天几次 of what was told.
_COUNTED = re.compile(r"几(?:[节次]|块钱?|分钟|小时)[?？\s]*$")
_LONGEST_NAME = 20  # characters; what is counted stands right before it
_SHORT_PREDICATE = 8  # characters; a longer one says what is asked about, too
_SHORT_SUBJECT = 3  # characters of its own that a question needs to stand alone
_NO_NOUN = frozenset("v a z d r c f q m ad p mq y u e vq vi vd df rz rr".split())  # jieba's parts of speech


def points_back(text: str) -> bool:
    """Whether a text is nothing but a word for what was told before: 这个, 他们."""
    return _POINTS_BACK.fullmatch(text) is not None


def leans_on_earlier(question: str) -> bool:
    """Whether it names no subject of its own.

    >>> [leans_on_earlier(text) for text in ("要带什么材料", "电话多少", "他们要交学费吗", "学区怎么划分", "GDP目标是多少")]
    [True, True, True, False, False]
    """
    question = strip_told(question)
    if _POINTS_BACK.search(question):
        return True
    counted = _COUNTED.search(question)
    if counted and _names_something(strip_lead(question[: counted.start()])[-_LONGEST_NAME:]):
        return False
    said = _FOLLOWS_ON.sub("", strip_lead(question))
    own = ASKING.sub("", said).strip(PUNCTUATION)
    little = len(_SAYS_LITTLE.sub("", RELATIVE_YEAR.sub("", own))) < _SHORT_SUBJECT
    if little or bool(_OPENS_WITHOUT_SUBJECT.match(question) and len(own) <= 2 * _SHORT_SUBJECT):
        return True
    return bool(_ASKS_ATTRIBUTE.search(said)) and not any(map(_names_something, ASKING.split(said)))


def strip_told(question: str) -> str:
    """Without the sentences before the one that asks which only speak of what was told, where that one names a thing
    beside whom it is about.

    >>> strip_told("这些我看了。午餐补贴多少？"), strip_told("这个太贵了。低保户能减免吗？")
    ('午餐补贴多少？', '这个太贵了。低保户能减免吗？')
    """
    *told, asks = _SENTENCES.findall(question) or [question]
    if not told or any(map(ASKING.search, told)) or not ASKING.search(asks) or _OPENS_WITH_VERB.match(asks):
        return question
    holder = FIRST_HOLDER.match(asks)
    own = asks[holder.end() :] if holder and not holder["holder"].endswith("的") else asks
    if any(map(_names_something, ASKING.split(own))):
        return "".join((*(one for one in told if not _POINTS_BACK.search(one)), asks))
    return question


def _names_something(part: str) -> bool:
    """Whether a part of a question beside what asks holds more than verbs and such, and attributes of something."""
    if find_everyday_words(part) or re.search(r"[A-Za-z“”]", part):
        return True
    words = (word for run in re.findall(r"[\u4e00-\u9fff]+", part) for word in split_into_words(run) if len(word) > 1)
    return any(word not in ASKING_WORDS | ATTRIBUTES.keys() | _load_no_nouns() for word in words)


@lru_cache(maxsize=1)
def _load_no_nouns() -> frozenset[str]:
    """Words that jieba's dictionary knows as other than nouns: 60,000."""
    import jieba

    with jieba.Tokenizer().get_dict_file() as lines:
        entries = (line.decode("utf-8").split() for line in lines)
        return frozenset(word for word, _, kind in entries if kind in _NO_NOUN and len(word) > 1)


def strip_lead(question: str) -> str:
    """Without the 那 that only leads on.

    >>> strip_lead("那什么时候报名"), strip_lead("那里可以停车吗")
    ('什么时候报名', '那里可以停车吗')
    """
    return _LEAD.sub("", question)


def find_done_late(question: str) -> str:
    """What is done late or early in a question about that; empty where it names nothing or asks by 呢 alone.

    >>> find_done_late("晚三天返校怎么办"), find_done_late("差一天怎么办"), find_done_late("差一天能上吗")
    ('返校', '', '')
    """
    asking = ASKING.search(question)
    late = _DONE_LATE.match(strip_lead(question[: asking.start()])) if asking else None
    return late["done"] if late else ""


def find_bare_holder(question: str) -> str:
    """Whom a question names that says nothing else; empty otherwise.

    >>> find_bare_holder("初中的"), find_bare_holder("初中怎么报名")
    ('初中', '')
    """
    match = _IS_HOLDER.fullmatch(question)
    return match["holder"].removesuffix("的") if match and not ASKING.search(question) else ""


def find_holder_asked_about(question: str, before: str = "") -> str:
    """Who a question is about that names nothing else beside what asks, and how often only behind one that counts, too;
    empty otherwise.

    >>> find_holder_asked_about("那大学生一年多少钱？"), find_holder_asked_about("大学生助学金多少钱")
    ('大学生', '')
    >>> find_holder_asked_about("初中几节", "小学几节"), find_holder_asked_about("初中每月几节课", "心理课怎么上")
    ('初中', '')
    """
    match = _HOLDER_ASKED_ABOUT.match(question)
    if match is None:
        return ""
    counts = _COUNTS_TIME if match["counted"] in {"分钟", "小时"} else _COUNTS
    return match["holder"] if not match["counted"] or counts.search(before) else ""


def split_bare_question(question: str) -> tuple[str, str]:
    """Who a question is about and what asks, where it names nothing else; empty otherwise.

    >>> split_bare_question("那高中有吗？"), split_bare_question("高中有宿舍吗")
    (('高中', '有吗'), ('', ''))
    """
    match = _BARE_QUESTION.match(question)
    return (match["holder"].removesuffix("的"), match["asked"]) if match else ("", "")


def find_holder(topic: str) -> tuple[int, int] | None:
    """Where a topic names whom it is about at its beginning; None when it does not.

    >>> find_holder("今年一年级学费"), find_holder("学费")
    ((2, 5), None)
    """
    match = FIRST_HOLDER.match(topic)
    return match.span("holder") if match else None


def asks_alike(asked: str, before: str) -> bool:
    """Whether a bare question asks what the earlier one does, whether or not: 有没有 after 有校车吗.

    >>> asks_alike("有没有", "幼儿园有校车吗"), asks_alike("有吗", "小学课后服务到几点")
    (True, False)
    """
    verb = re.sub(r"[^有要是能可交收给用办]", "", asked)[:1]
    return verb in before and _ASKS_YES.search(before) is not None


def find_thing(question: str) -> str:
    """What a question asks something of, without what it asks.

    >>> find_thing("小学课后服务到几点"), find_thing("一年级学费多少"), find_thing("幼儿园有校车吗")
    ('小学课后服务', '一年级学费', '幼儿园校车')
    """
    said = _FROM_ASKING_TIME.sub("", question)
    if _ASKS_YES.search(said):
        return _ASKS_WHETHER.sub("", _ASKS_YES.sub("", said), count=1).strip(PUNCTUATION)
    return find_topic(said) or said.strip(PUNCTUATION)


def find_topic(question: str) -> str:
    """What a question is about: what stands around the words that ask.

    >>> find_topic("今年要建几所公办园?"), find_topic("小学转学什么时候办?"), find_topic("幼儿园转园归这个规定管吗？")
    ('今年 公办园', '小学转学', '幼儿园转园')
    >>> find_topic("学生能带手机吗?")
    '学生带手机'
    """
    told = PREDICATE.match(question) if question.rstrip("?？ ").endswith("吗") else None
    if told and len(told["rest"].rstrip(PUNCTUATION)) <= _SHORT_PREDICATE:
        done = _MODAL.sub("", told["rest"], count=1).rstrip(PUNCTUATION).removesuffix("吗")
        return f"{told['topic']}{done}" if _ANYONE.fullmatch(told["topic"]) else str(told["topic"])
    first, *rest = (part.strip(PUNCTUATION) for part in ASKING.split(question))
    return " ".join(part for part in (first, *(one for one in rest if len(one) > 1 and one not in _NO_THING)) if part)
