"""The earlier Chinese question with another subject, attribute or measure in place of its own."""

from __future__ import annotations

import re

from qa.follow_up.chinese import (
    ASKING,
    ATTRIBUTES,
    FIRST_HOLDER,
    HOLDER,
    PREDICATE,
    PUNCTUATION,
    RELATIVE_YEAR,
    YEAR,
    find_topic,
)
from qa.place_names import split_place

# What is done by it: 查询电话, 报名时间.
_ACT = re.compile(r"^(?:查询|咨询|联系|办理|申请|投诉|举报|监督|缴费|报名)(?=.)")
# Whom to ask, not what is done: 咨询电话 takes the place of 查询电话.
_ASKED_BY = re.compile(r"(?:查询|咨询|联系|投诉|举报|监督)$")
_RATE, _FEE = re.compile(r"[率比]$"), re.compile(r"(?<![退收缴交免自])费$")
_KINDRED = "费率数额"  # what ends in the same of these is of one kind: 学费, 伙食费
_TIME_AND_VERBS = re.compile(
    r"今年|明年|去年|本年|要|会|将|能|可以|打算|计划|准备|规划|新增|增加|多出|新建|建设|建|多|有"
)
# Those of need, and those who live or enter in some way, are of every school: 大学生 stands beside 贫困生, and not for it.
_OF_NEED = re.compile(
    r"(?:贫困|困难|特困)(?:学?生|家庭)|(?:住宿|寄宿|住校|走读|特长|插班|随读|转学|借读|复读|艺术|体育)学?生"
)
_OF_LEVEL = re.compile(r"(?:[小中大]学|[初高]中|中[职专]|研究|本科|专科)生?|[一二三四五六七八九]年级")
_ENDS_WITH_HOLDER = re.compile(rf"{HOLDER}$")
# Beside a kind of school another one is another subject: 普通高中 beside 特殊教育.
_SORT_OF_SCHOOL = re.compile(r"(?:教育|学校|园|班|机构|[高初]中)$")
_OPENS_WITH_HOLDER = re.compile(
    rf"^(?:{YEAR.pattern}|{RELATIVE_YEAR.pattern})?(?P<holder>{HOLDER}?)(?=享受|领|拿|能|可以|[需要用有免交补是算属应会得必不没哪怎什几多])"
)
# How much of what was asked about, all of it or one grade: 一共呢, 二档呢.
_MEASURE = re.compile(
    r"一共|总共|合计|平均|最[多少高低大小长短早晚]|第?[一二三四五六七八九十\dA-Da-d甲乙丙丁](?:档|等|类|级|批次?|轮)"
)
# What is asked of a thing stays with the new one, 财政收入呢 after GDP增长目标是多少; of papers, whose they are, too.
_PAPERS = re.compile(r"(?:材料|证明|证件|手续|资料|流程|程序|步骤)$")
_AIMED = re.compile(rf"(?:目标|指标|任务|标准|名额|计划数?)$|{_PAPERS.pattern}")
# What somebody may or must do, before what asks how much of it: 产检能报多少 after 生孩子能报多少.
_MAY_DO = re.compile(r"(?:能够?|可以|应该?|需要?|要)(?:报销?|补|[领拿交退收休请住买填选考]|享受)$")
_SORT = re.compile(r"(?:[国省市区县乡镇]|国家|[一二三四甲乙丙])[级类]")
_OF_A_TEXT = re.compile(r"(?:事项|政策|要求|规定|办法)$")


def ask_for(subject: str, before: str) -> str:
    """Another attribute, or another measure, of what the earlier question is about; empty where the subject is neither.

    >>> ask_for("利率", "助学贷款期限多长"), ask_for("材料", "小学什么时候报名？"), ask_for("一共", "小学招多少人")
    ('助学贷款利率是多少?', '小学报名材料有哪些?', '小学招一共多少人')
    >>> ask_for("二档", "高中助学金多少钱"), ask_for("研究生", "高中助学金多少钱")
    ('高中助学金二档多少钱', '')
    """
    act = _ACT.match(subject)
    attribute = subject[act.end() :] if act else subject
    asks = ATTRIBUTES.get(attribute)
    if asks:
        topic = find_topic(before).removesuffix(act.group() if act else "")
        told = next((one for one in sorted(ATTRIBUTES, key=len, reverse=True) if topic.endswith(one)), "")
        topic = without_kindred(topic, subject) if not told else topic.removesuffix(told)
        topic = _ASKED_BY.sub("", topic) if act and told == attribute else topic
        return f"{topic.replace(' ', '')}{subject}{asks}?"
    if _MEASURE.fullmatch(subject) is None:
        return ""
    before = _MEASURE.sub("", before)
    asking = ASKING.search(before)
    return f"{before[: asking.start()]}{subject}{before[asking.start() :]}" if asking else f"{before}{subject}多少?"


def without_kindred(topic: str, subject: str) -> str:
    """A topic beside a subject of its kind, a rate or a fee, which takes its place: only where and whom it is told of.

    >>> without_kindred("毛入园率", "覆盖率"), without_kindred("高中毕业率", "合格率"), without_kindred("小学学费", "住宿费")
    ('', '高中', '小学')
    >>> without_kindred("学费", "退费"), without_kindred("教育集团", "覆盖率")
    ('学费', '教育集团')
    """
    if not any(kind.search(topic) and kind.search(subject) for kind in (_RATE, _FEE)):
        return topic
    place, told = split_place(topic)
    holder = FIRST_HOLDER.match(told)
    of_whom = told[: holder.end()] if holder else ""
    return place if _RATE.fullmatch(told[len(of_whom) :]) else f"{place}{of_whom}"


def ask_about(subject: str, before: str, kept: str) -> str:
    """The earlier question with another subject; `kept` is the year that stays.

    >>> ask_about("高中", "课后服务费一学期多少钱?", ""), ask_about("随班就读", "特殊教育有什么措施?", "")
    ('高中课后服务费一学期多少钱?', '随班就读有什么措施?')
    >>> ask_about("退休教师", "今年招多少老师?", "今年")
    '今年招多少退休教师?'
    >>> ask_about("军人子女", "随迁子女需要居住证吗?", ""), ask_about("公办园", "普惠性园覆盖率多少?", "")
    ('军人子女需要居住证吗?', '公办园覆盖率多少?')
    >>> ask_about("单亲家庭", "孤儿享受哪一档?", ""), ask_about("社区食堂", "上海今年新增多少养老床位?", "今年")
    ('单亲家庭享受哪一档?', '上海今年社区食堂多少?')
    >>> ask_about("产检", "生孩子能报多少?", ""), ask_about("省级", "住院能报多少?", "")
    ('产检能报多少?', '省级住院能报多少?')
    """
    without_year = YEAR.sub("", before)
    asking = ASKING.search(before)
    of_another = _ENDS_WITH_HOLDER.search(subject)
    holder = _find_replaced(subject, before) if of_another else None
    if holder:
        return f"{kept}{subject}{before[holder.end('holder') :]}"
    if of_another and asking and not _SORT_OF_SCHOOL.search(_own(before[: asking.start()])):
        counted = before[asking.end() :].rstrip(PUNCTUATION)
        if re.fullmatch(HOLDER, counted) and _are_alike(counted, subject):
            return f"{before[: asking.end()]}{subject}?"
        return f"{kept}{subject}{RELATIVE_YEAR.sub('', without_year) if kept else without_year}"
    kin = next((one for one in ATTRIBUTES if one in before and one[-1] == subject[-1] and one[-1] in _KINDRED), "")
    if kin:
        return before.replace(kin, subject, 1)
    if asking is None or asking.group().startswith("吗"):
        told = PREDICATE.match(without_year)
        return f"{kept}{subject}{told['rest']}" if told else f"{kept}{subject}有什么安排?"
    if _SORT.fullmatch(subject) and not _SORT.search(without_year):
        return f"{kept}{subject}{without_year}"
    place, told_there = split_place(before[: asking.start()])
    done = _MAY_DO.search(told_there)
    own = _own(told_there)
    kept = f"{place}{kept}"
    tail = before[asking.start() :].strip(PUNCTUATION) if len(own) > 1 else asking.group()
    aimed = _AIMED.search(own)
    if aimed and aimed.group() not in subject and not _OF_A_TEXT.search(subject):
        told_of = FIRST_HOLDER.match(own) if _PAPERS.search(own) else None
        subject = f"{told_of['holder'] if told_of else ''}{subject}{aimed.group()}"
    return f"{kept}{subject}{done.group() if done and done.start() else ''}{tail}?"


def _find_replaced(subject: str, before: str) -> re.Match[str] | None:
    """Whom a question names at its beginning that another one takes the place of: 普惠性园 in 普惠性园覆盖率, for 公办园."""
    holder = _OPENS_WITH_HOLDER.match(before)
    named = holder or FIRST_HOLDER.match(before)
    if named is None or (_OF_NEED.search(named["holder"]) and _OF_LEVEL.fullmatch(subject)):
        return None
    alike = named["holder"][-1] == subject[-1] and not ASKING.search(named["holder"])
    both_levels = _OF_LEVEL.fullmatch(named["holder"]) and _OF_LEVEL.fullmatch(subject)
    return named if holder or alike or both_levels else None


def _are_alike(one: str, other: str) -> bool:
    """Whether both are schools, or both people of a school."""
    return one[-1] == other[-1] or any(one[-1] in ends and other[-1] in ends for ends in ("校园学中", "师生"))


def _own(told: str) -> str:
    """What is told before the words that ask, without years and verbs."""
    return _TIME_AND_VERBS.sub("", YEAR.sub("", told)).strip(PUNCTUATION)
