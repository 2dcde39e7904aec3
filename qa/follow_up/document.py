"""Follow-ups that ask of the document named before: who issued it, when, and its number."""

from __future__ import annotations

import re

from qa.follow_up import chinese, english
from qa.follow_up.chinese import PUNCTUATION, THEN
from qa.follow_up.english import is_latin

_DOCUMENT = re.compile(
    r"《[^《》]{2,60}》|[这那该本此]一?[份个篇项部]?[\u4e00-\u9fff]{0,10}?(?:文件|通知|通告|公告|要点|方案|办法|意见|计划|规划|规定|细则|条例)"
)
_ONLY_LEADS = re.compile(
    r"那(?!一?[份个篇项部]|[这此]|该(?![校省市县区])|本(?![校省市县区科地人]))"
)  # 那招生计划什么时候公布 points at nothing
_DOCUMENT_IN_ENGLISH = re.compile(
    r"\b(?:this|the|that) (?:(?!of\b|number\b)[\w-]+ ){0,4}?(?:document|notice|circular|plan|policy|rules|regulations|measures|guidelines)\b"
    r"(?! (?:numbers?|office|subsidy|fee|makers?)\b)",
    re.IGNORECASE,
)
_LEAD, _END = rf"^(?:{THEN}|嗯|它|其|[,，的\s])*+", r"(?:呢|的|了|吗)*+[?？。\s]*$"
_IS_WHAT = r"(?:(?:是|为)?(?:多少|什么(?:时候)?|谁|几号|哪天))?"
_WHEN = r"(?:什么时候|何时|哪[天年]|几号)"
_ISSUED = r"(?:发布|印发|下发|制定|出台|公布|颁布|发|出)"
_ASKED = (
    (re.compile(rf"{_LEAD}(?:文号|发文字号|文件编号|编号){_IS_WHAT}{_END}"), "{}的文号是多少?"),
    (
        re.compile(
            rf"{_LEAD}(?:[是由]?(?:谁|哪个?(?:部门|单位|机关)){_ISSUED}|(?:发文|印发|发布|制定)(?:单位|机关|部门|机构){_IS_WHAT}){_END}"
        ),
        "{}是谁发布的?",
    ),
    (
        re.compile(rf"{_LEAD}(?:是?{_WHEN}{_ISSUED}|(?:发文|印发|发布|成文|出台)(?:时间|日期){_IS_WHAT}){_END}"),
        "{}是什么时候发布的?",
    ),
    (re.compile(rf"{_LEAD}有效期(?:限)?(?:是|为|到)?(?:多[久长少]|{_WHEN})?{_END}"), "{}有效期到什么时候?"),
    (re.compile(rf"{_LEAD}由?谁(?:来|负责)?解释{_END}"), "{}由谁负责解释?"),
)
_LONG = 2  # characters that name a thing
_OF_DOCUMENTS_ONLY = re.compile(r"文号|字号|文件编号|[发印成]文|印发|下发|制定|出台|颁布|解释")
# As documents are, and lists, and 发 what is paid out, too: who did it (的) or where it stands tells which.
_IS_ISSUED = re.compile(r"(?P<verb>发布|公布|发(?=了?的))(?P<done>了?的)?")
_LEADS_TO_IT = re.compile(r"(?:[你您]好|请问|想问|问一?下|在|关于|对于|那么?|(?:19|20)\d\d年|今年|[,，。!！\s])*+")
_WITHIN_IT = ("里", "中", "内", "上", "的")
# 这个方案提出了哪些措施: what the document does, and not what it is about.
_IT_SAYS = re.compile(
    r"[里中内上]?[,，]?(?:都|还|主要|具体)?(?:提[出到]|规定|讲|说(?!明)|明确|要求|强调|包括|安排|部署|涉及|有哪些|有什么)(?!的)"
    r"(?!.*(?:成绩|结果|名单|分数))"
)
# What a question of the document itself may hold beside its name.
_OF_IT = re.compile(
    r"什么|时候|是|[里中的了]|开始|正式|实施|施行|生效|执行|[讲说写]|内容|发布|印发|下发|制定|出台|公布|颁布|有效期?|文号|编号|负责|解释"
    r"|哪年|意思|请问|(?:适用|针对|面向|主要).*|根据|按照?|依据"
)
_LEAD_IN_ENGLISH = r"^(?:(?:and|but|so)\b|,|\s)*+"
_VERB = r"(?:issued|published|released|signed|wrote|written)"
_ASKED_IN_ENGLISH = (
    (
        r"(?:what is )?(?:(?:its|the) (?:document|reference|file) number|its number)",
        "What is the document number of {}?",
    ),
    (rf"by whom(?: was it {_VERB})?|who {_VERB} it|(?:what about )?the issuer", "Who issued {}?"),
    (rf"when was it {_VERB}|(?:what about )?the date of issue", "When was {} issued?"),
)
_PATTERNS_IN_ENGLISH = tuple(
    (re.compile(rf"{_LEAD_IN_ENGLISH}(?:{asked})[?.!\s]*$", re.IGNORECASE), asks) for asked, asks in _ASKED_IN_ENGLISH
)
_IT = re.compile(r"\bit(?P<own>s)?\b", re.IGNORECASE)
_BARE_WHEN, _BARE_WHO = (re.compile(rf"{_LEAD_IN_ENGLISH}{word}[?.!\s]*$", re.IGNORECASE) for word in ("when", "who"))
_ASKS_OF_ISSUE = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)


def asks_of_document(question: str) -> bool:
    """Whether a question names a document itself, and asks nothing else than who issued it, when, or its number.

    >>> [asks_of_document(one) for one in ("这个文件谁发的", "Who issued this notice?", "谁发的", "这个文件里谁负责招生")]
    [True, True, False, False]
    """
    latin = is_latin(question)
    named = (_DOCUMENT_IN_ENGLISH if latin else _DOCUMENT).search(question)
    if named is None or _ONLY_LEADS.match(named.group()):
        return False
    rest = f"{question[: named.start()]}{'it' if latin else ''}{question[named.end() :]}"
    return any(pattern.match(rest) for pattern, _ in (_PATTERNS_IN_ENGLISH if latin else _ASKED))


def ask_of_document(question: str, before: str) -> str:
    """A question of who issued it, and when, with the document that the earlier one names; behind such a question
    any English one of "it". Empty where it asks something else, or that names no document.

    >>> ask_of_document("文号呢", "这个文件什么时候发布的"), ask_of_document("谁发的", "本办法什么时候开始实施")
    ('这个文件的文号是多少?', '本办法是谁发布的?')
    >>> ask_of_document("What is its number?", "When was this document issued?"), ask_of_document("By whom?", "When was the plan issued?")
    ('What is the document number of this document?', 'Who issued the plan?')
    >>> ask_of_document("When does it take effect?", "Who issued this notice?")
    'When does this notice take effect?'
    >>> ask_of_document("What is its number?", "How much is lunch?")
    ''
    """
    if is_latin(question) != is_latin(before):
        return ""
    latin = is_latin(before)
    if latin and english.IT_IS_SAID.search(question):
        return ""
    named = (_DOCUMENT_IN_ENGLISH if latin else _DOCUMENT).search(before)
    if named is None or not (latin or _OF_DOCUMENTS_ONLY.search(question) or _is_about(named, question)):
        return ""
    written = english.write_out(question)
    patterns = _PATTERNS_IN_ENGLISH if latin else _ASKED
    if latin and _ASKS_OF_ISSUE.search(before):
        patterns = (*patterns, (_BARE_WHEN, "When was {} issued?"), (_BARE_WHO, "Who issued {}?"))
    asked = next((asks.format(named.group()) for pattern, asks in patterns if pattern.match(written)), "")
    pronoun = _IT.search(written) if latin and not asked and _ASKS_OF_ISSUE.search(before) else None
    if pronoun and english.CLAUSE_ENDS.search(written, 0, pronoun.start()):
        return ""
    if pronoun and english.asks(english.strip_lead(written)):
        own = "'s" if pronoun["own"] else ""
        return f"{written[: pronoun.start()]}{named.group()}{own}{written[pronoun.end() :]}"
    return asked


def _is_about(named: re.Match[str], question: str) -> bool:
    """Whether the question that names a document asks of it: 这个通知什么时候发布的, and not 按照这个通知，补助多少. What is published
    is the document behind one that begins with what it says, too; what has been behind any that begins with it, unless
    that asked how something within it is."""
    before, behind = named.string[: named.start()], named.string[named.end() :]
    issued = _IS_ISSUED.search(question)
    if issued and _LEADS_TO_IT.fullmatch(before):
        done = issued["done"] and not before.endswith("在")
        asked = behind.rstrip(f"{PUNCTUATION}的了呢")
        if (done or _IT_SAYS.match(behind)) and not asked.endswith(issued["verb"]):
            return True
    return all(len(_OF_IT.sub("", chinese.find_topic(part)).strip(PUNCTUATION)) < _LONG for part in (before, behind))
