"""A question that asks of several things, in several places: what it asks of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import fold
from qa.contrasts import load_contrasts
from qa.follow_up.standalone import read_follow_up
from qa.questions import find_questions

_THING = r"[^,，。;；?？:：、\s]{2,16}?"
_ENGLISH_THING = r"[^,;:?.]{3,60}?"
# Where it joins things: not in 参与, 和谐, 跟踪.
_AND = r"(?:、|以及|还有|(?<![共饱缓温柔调总])和(?![谐平睦解])|(?<![参赋给])与(?!否)|跟(?![踪进班随]))"
# 各 and 都 where they stand for each of the things: not in 各地, 各校, 都市.
_SEPARATE = r"(?:分别|各自?(?=[^地县市区校级类种项个方位国省乡镇族式界])|都(?=[要有是应得怎做能可]))"
_SEPARATELY = re.compile(_SEPARATE)
# "作业时间和课后服务收费分别怎么规定", "公办园学位建设和保教费减免,各写在哪一条": two or three things, each asked of.
_EACH_OF = re.compile(
    rf"(?P<things>{_THING}(?:{_AND}{_THING}){{1,3}})(?P<rest>(?:这两|这些|[两三]者?|[两三][件项样块]事?)?"
    r"(?:[,，]\s*[^,，。;；?？、]{0,10}?)?(?:今年|文件|计划|方案|规定|要点)?里?" + _SEPARATE + r"[^,，。;；]*.*)"
)
# "公用经费和营养餐哪个多", "甲镇和乙镇谁的名额多": how much or when it is of each; which is more is for the reader to see.
_MORE = r"多|高|大|少|低|小|贵|便宜|长|短"
_WHICH_IS_MORE = re.compile(
    rf"^(?P<things>{_THING}{_AND}{_THING})(?:,|相?比)*(?:哪一?[个家所边]|谁)的?(?P<what>[^,，。;；?？]{{0,10}}?)[更最]?"
    rf"(?:(?:{_MORE})(?:一?些|一?点)?|(?P<time>早|晚|先|后)(?:一?些|一?点)?)[?？]?$"
)
# "休学和退学有什么区别", "公办和民办幼儿园收费一样吗": what is told of each is for the reader to compare.
_DIFFERENT = r"区别|不同|差[别异]|不一样"
_WHETHER_THE_SAME = re.compile(
    rf"^(?P<things>{_THING}{_AND}{_THING})(?:之间|两者|[,，])*(?:都?(?:是不是|是否|会不会|一不)?(?:都?一样[多高长大早]?|相同|一致|(?P<day>(?:是?在?)同一[天日])|是?同一个)的?[吗么嘛]?"
    rf"|有(?:没有|无|什么|哪些|啥|何)?(?:{_DIFFERENT})[吗么嘛]?|(?:的?(?:{_DIFFERENT}))(?:是什么|在哪里?|有哪些))[呢啊呀]?[?？。\s]*$"
)
_TIME_LAST, _AMOUNT_LAST = (
    re.compile(rf"(?:{words})$")
    for words in ("时间|日期", "费用?|标准|金额|比例|[人课]数|名额|学位|补[贴助]|津贴|工资|分数线?|时长|班额")
)
_SAID_LAST = re.compile(rf"(?<=..)(?:的[^的]{{2,10}}|(?:..)?(?:{_TIME_LAST.pattern}|{_AMOUNT_LAST.pattern}))$")
_EACH_IN_ENGLISH = re.compile(
    rf"^(?P<things>{_ENGLISH_THING},? and {_ENGLISH_THING})(?P<rest>:\s*(?:[^?]*\beach\b[^?]*|[^?]*\b(?:these|both|them)\b[^?]*)\??)$"
)
_DIFFERENCE_IN_ENGLISH = re.compile(
    rf"\bdifferen(?:ce|t)s? (?:is there )?between (?:the )?(?P<things>{_ENGLISH_THING} and (?:the )?{_ENGLISH_THING})\?*$"
)
_OF_WHOM = re.compile(r".{3,}? (?:for|of|in|at) ")
_EACH_IN_ENGLISH_WORDS = re.compile(
    r"\b(?:of|on|about|for) each\b|\beach\b|\bof (?:these|both|them)\b|\brespectively\b"
)
_SEVERAL_BODIES = re.compile(
    r"哪(?:些|几)[个家]?(?:部门|单位|机构|科室)|\b(?:which|what) (?:[a-z]+ )?(?:departments|bodies|agencies|offices|authorities)\b"
)
_MOST_PARTS = 3
# What begins as one of a kind does and is another thing.
_OWN_NAME = re.compile(
    r"家长(?:学校|委员会|会)|学生会(?!考)|(?:儿童|教师|妇女|青年)节(?![约假水能])|(?P<of_class>[\u4e00-\u9fff]{2,3})[大中小]班(?![额化])"
)
_HOLIDAY = re.compile(r"^节(?!假?日|[数水约能课目])")
# What a noun begins that is no longer said of it: 家庭教育指导中心, 家庭教育促进法.
_NAME_GOES_ON = re.compile(
    r"(?:学校|机构|中心|集团|[局厅部院]|人员|工作者)|.*(?:中心|基地|大厅|协会|集团|条例|[局厅院室站馆县市园]|(?<!地)区|(?<![办方做])法)$"
)
_YEARS = (("前年",), ("去年", "上年"), ("今年", "本年"), ("明年", "来年"))
_A_YEAR = re.compile(r"[前去上今本明来]年|\d年")  # years are compared as a whole question
_YEAR_LAST = re.compile(r"[前去上今本明来]年$")
# "哪些地方提到控辍保学", "which tasks mention …": every place is wanted.
_MENTIONS = re.compile(
    r"(?:哪些?|哪几|几)(?:个?地方|处|条|个?任务|部分|章节?|段)里?(?:都|还|也)?(?:提到|谈到|说到|讲到|涉及|写到|出现|作了|做了|有)|(?:写|出现|规定)在哪(?:些|几)(?:个?地方|处|条|个?任务|部分)"
    r"|(?:都|还)?在哪(?:里|些地方|几处)(?:提到|说到|写到)|\bwhere (?:does|do|in) .{0,60}\b(?:mention|talk|deal|speak|say|refer)"
    r"|\bwhich (?:tasks?|sections?|parts?|places?|articles?|paragraphs?)\b.{0,40}\b(?:mention|talk|deal|speak|refer)"
)


def split_question(question: str) -> tuple[str, ...]:
    """The question asked of each of the things it names; none where it asks of one.

    >>> split_question("作业时间和课后服务收费分别是怎么规定的?")
    ('作业时间是怎么规定的?', '课后服务收费是怎么规定的?')
    >>> split_question("Meals and school buses: what is said of each?")
    ('Meals: what is said?', 'school buses: what is said?')
    >>> split_question("小学和初中班额分别是多少?")
    ('小学班额是多少?', '初中班额是多少?')
    >>> split_question("甲镇和乙镇谁的名额多?"), split_question("笔试和面试哪个先?")
    (('甲镇名额是多少?', '乙镇名额是多少?'), ('笔试是什么时候?', '面试是什么时候?'))
    >>> split_question("公办和民办幼儿园收费一样吗?"), split_question("休学和退学有什么区别?")
    (('公办幼儿园收费是多少?', '民办幼儿园收费是多少?'), ('休学是怎么规定的?', '退学是怎么规定的?'))
    >>> split_question("小学和初中怎么招生?")
    ()
    """
    folded = fold(question)
    text = question if len(folded) == len(question) else folded
    match = _EACH_OF.search(folded)
    if match is not None:
        before, rest = text[: match.start("things")], _SEPARATELY.sub("", text[match.start("rest") :], count=1)
        things = _complete(re.split(_AND, text[match.start("things") : match.end("things")]))
    elif (match := _WHICH_IS_MORE.match(folded)) is not None:
        before, rest = "", text[slice(*match.span("what"))] + ("是什么时候?" if match["time"] else "是多少?")
        things = _complete(re.split(_AND, match["things"]))
    elif (match := _WHETHER_THE_SAME.match(folded)) is not None and not _A_YEAR.search(match["things"]):
        things = _complete_behind(_complete(re.split(_AND, text[slice(*match.span("things"))])))
        before, rest = "", "是什么时候?" if match["day"] else _ask_plainly(things[-1])
    elif (match := _DIFFERENCE_IN_ENGLISH.search(folded)) is not None:
        before, rest = "", ": what is said?"
        things = re.split(r" and (?:the )?", text[slice(*match.span("things"))])
        of_first = _OF_WHOM.match(things[0])
        if of_first and not any(map(_OF_WHOM.match, things[1:])):  # registration for primary and junior high
            things = [things[0], *(f"{of_first.group()}{thing}" for thing in things[1:])]
    else:
        match = _EACH_IN_ENGLISH.search(folded)
        if match is None:
            return ()
        before, rest = "", _EACH_IN_ENGLISH_WORDS.sub("", text[match.start("rest") :])
        rest = re.sub(r"\s+(?=[?？]|$)", "", rest)
        things = re.split(r",? and |, ", text[match.start("things") : match.end("things")])
    things = [thing.strip() for thing in things if thing.strip()]
    if not 1 < len(things) <= _MOST_PARTS:
        return ()
    return tuple(f"{before}{thing}{rest}" for thing in things)


def _complete_behind(things: Sequence[str]) -> list[str]:
    """With what the last one says behind 的, or the amount or the time that it ends with, said of those before it too.

    >>> _complete_behind(["户籍生", "随迁子女的报名材料"]), _complete_behind(["低保学生", "孤儿补助标准"])
    (['户籍生的报名材料', '随迁子女的报名材料'], ['低保学生补助标准', '孤儿补助标准'])
    """
    *before, last = things
    said = _SAID_LAST.search(last)
    if said is None or any(said.group() in thing for thing in before):
        return [*things]
    return [*(f"{thing}{said.group()}" for thing in before), last]


def _ask_plainly(thing: str) -> str:
    """What asks how it is with a folded thing."""
    if _TIME_LAST.search(thing):
        return "是什么时候?"
    return "是多少?" if _AMOUNT_LAST.search(thing) else "是怎么规定的?"


def _complete(things: Sequence[str]) -> list[str]:
    """With what the last one says behind a thing of a kind (初中班额) said of those before it that are of this kind (小学);
    and what the first says before a year (招生去年) of the other years.

    >>> _complete(["校车", "食堂"]), _complete(["招生去年", "今年"])
    (['校车', '食堂'], ['招生去年', '招生今年'])
    """
    *before, last = things
    behind = _behind_shared_noun(before, last)
    if behind:
        return [*(f"{thing}{behind}" for thing in before), last]
    own = _OWN_NAME.match(last)
    if own and not _counts_classes(own["of_class"] or "", before[-1]):
        return [*things]
    for kind in (_YEARS, *load_contrasts()):
        words = tuple(word for thing in kind for word in thing)
        begun = max((word for word in words if last.startswith(word)), key=len, default="")
        said = _HOLIDAY.sub("", last.removeprefix(begun))
        # 小学一年级 is itself one of the kind; in 小学和初中一年级 the grade is counted in either school.
        own_words = next((thing for thing in kind if begun in thing), ())
        of_kind = tuple(word for word in words if word in own_words or not word.endswith("年级"))
        twice = any(thing.endswith(word) and said.startswith(word) for thing in before for word in words)
        if begun and all(thing.endswith(words) for thing in before) and not (twice or said.startswith(of_kind)):
            subject = _YEAR_LAST.sub("", before[0]) if kind is _YEARS else ""
            named = [before[0], *(f"{subject}{thing}" for thing in before[1:])]
            return [*(f"{thing}{said}" for thing in named), f"{subject}{last}"]
    return [*things]


def _behind_shared_noun(before: Sequence[str], last: str) -> str:
    """What the last thing says behind the noun that all end with, of one kind or told by a word; empty otherwise.

    >>> _behind_shared_noun(["公办幼儿园"], "民办幼儿园收费"), _behind_shared_noun(["学前教育"], "市教育局")
    ('收费', '')
    """
    first = before[0]
    for start in range(1, len(first)):
        noun, heads = first[start:], {first[:start], last.partition(first[start:])[0]}
        said = last.partition(noun)[2]
        if not said or len(heads) == 1 or "" in heads or not all(thing.endswith(noun) for thing in before):
            continue
        of_kind = any(heads <= {word for thing in kind for word in thing} for kind in load_contrasts())
        if of_kind or (len(noun) > 1 and len(said) > 1 and not _NAME_GOES_ON.match(said)):
            return said
    return ""


def _counts_classes(school: str, beside: str) -> bool:
    """Whether 大班 behind it is a class of either, as in 公办和民办大班; that of 幼儿园大班 is no other school's."""
    told_apart = any(school in words for kind in load_contrasts() for words in kind)
    return told_apart and (not school.endswith("园") or beside.endswith("园"))


def asks_whether_alike(question: str) -> bool:
    """Whether it asks if things are alike or how they differ, which is told by what is told of each.

    >>> asks_whether_alike("休学和退学有什么区别?"), asks_whether_alike("休学和退学怎么办?")
    (True, False)
    """
    folded = fold(question)
    return bool(_WHETHER_THE_SAME.match(folded) or _DIFFERENCE_IN_ENGLISH.search(folded))


def asks_separately(question: str) -> bool:
    """Whether several answers are wanted, one of each thing or place, or of several bodies, by its words.

    >>> [asks_separately(one) for one in ("两处分别怎么说?", "各地怎么做?", "What does it say of each?", "哪些部门负责?")]
    [True, False, True, True]
    """
    folded = fold(question)
    return bool(_SEPARATELY.search(folded) or _SEVERAL_BODIES.search(folded) or _EACH_IN_ENGLISH_WORDS.search(folded))


def split_asked(question: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The questions that one holds one behind the other, each as it is asked there and all that it may mean alone,
    likeliest first; none where it holds one.

    >>> split_asked("填志愿是哪几天，能填几所？")
    (('填志愿是哪几天', ('填志愿是哪几天',)), ('能填几所', ('填志愿能填几所',)))
    >>> split_asked("没有居住证，怎么入学？")
    ()
    """
    asked = find_questions(question)
    return tuple((one, read_follow_up(one, asked[:number])) for number, one in enumerate(asked))


def asks_for_mentions(question: str) -> bool:
    """Whether every place is wanted that says something of a thing.

    >>> asks_for_mentions("文件里哪些地方提到控辍保学?"), asks_for_mentions("在哪里报名?")
    (True, False)
    """
    return _MENTIONS.search(fold(question)) is not None
