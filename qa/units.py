"""What a question counts by: the measure word that it asks for, and those that may stand for it in a document."""

from __future__ import annotations

import re
from collections.abc import Mapping

# What a unit tells of answers that are not counted: a share, or by how much one changes; a person's name, where something stands; how exact a time.
RATIO, CHANGE_OF_RATIO = "%", "百分点"
NAME, LOCATION, COMPANY = "姓名", "位置", "企业"
HOUR, DAY, MONTH = "点", "日", "月"
# What follows the figure of a time, as a pattern; 年级, 时段, 点位 and 点要求 do not.
HOUR_SAID = r"(?:时(?!段)|点(?!位|要[求点素]))"
TIME_SAID = rf"(?:年(?![级制])|[月日]|{HOUR_SAID})"
# Measure words that may stand for each other: asked by one, a figure counted by another of its row answers.
_UNITS = (
    "名 个 人 位 人次 口",
    "所 个 家 座 间 处 对",
    "元 块 毛 角",
    "块 枚 面",
    "学时 课时 小时 节 分钟 分 秒",
    "年 个月 月 周 天 日 学年 学期 工作日 个工作日 星期 个星期",
    "次 回 遍 场 人次",
    "级 层 档 类 等",
    "度 摄氏度 ° ℃",
    "平方米 平米 平方公里 亩",
    "个班 班 个教学班 教学班 轨",
    "吨 公斤 千克 斤",
    "公里 千米 米 平方米 平方公里 亩",
    "类 种 项 条 个 方面 件",
    "门 科",
    "队 支 个",
    "户 家 农户 个",
    "届 任 期",
    "班 个",
    "岁 周岁",
    "分",
    "张 份 册 本 套 台 辆 篇 页 件 批 期",
    "个百分点 百分点 %",
)
SAME_UNITS = {
    unit: frozenset(other for row in _UNITS if unit in row.split() for other in row.split())
    for row in _UNITS
    for unit in row.split()
}
DURATION = "久"  # no unit is asked: any length of time answers "多久"
SAME_UNITS[DURATION] = frozenset(
    "年 月 个月 周 天 日 学年 个学年 学期 个学期 工作日 个工作日 星期 个星期 学时 课时 小时 个小时 分钟 秒".split()
)
SCORE = "分数"  # what is reached in an examination: not minutes
SAME_UNITS[SCORE] = frozenset({"分"})
_SCORE = re.compile(
    r"分数线|录取线|(?:满|总|录取|及格|最低|最高|投档)分(?:是|为|要|多|数|[?？]|$)|多少分(?![钟中])|\bpassing (?:score|mark|grade)s?\b|\bcut-?off\b"
    r"|\b(?:minimum|maximum|total|full|admission|pass) (?:score|mark|point)s?\b"
    r"|\b(?:how many|what|which|maximum|most) (?:[a-z]+ ){0,2}?(?<!percentage )(?:points|marks|score)\b"
)
_COUNTED_BY_THING = {
    "钟头": "小时",
    "年头": "年",
    "点": "百分点",
    "百分点": "百分点",
    "工作日": "工作日",
    "小时": "小时",
    "学时": "学时",
    "课时": "课时",
    "学期": "学期",
    "学年": "学年",
    "班": "个班",
    "教学班": "个班",
    "星期": "周",
    "月": "个月",
    "人": "人",
    "老师": "名",
}
_BY_THING = re.compile(rf"(?:多少|几)个({'|'.join(_COUNTED_BY_THING)})(?!民|工|口|才)")


def _any_of(counted: Mapping[str, str]) -> str:
    """A pattern for the things of all units, those of each in a group of its own."""
    return "(?:" + "|".join(f"(?P<_{n}>{'|'.join(things.split())})" for n, things in enumerate(counted.values())) + ")"


def _unit_of(match: re.Match[str] | None, counted: Mapping[str, str]) -> str:
    return tuple(counted)[int(str(match.lastgroup)[1:])] if match else ""


# What is counted without a measure word, and with words between: 多少困难学生.
_THINGS = {
    "人": "学生 教师 老师 孩子 娃 儿童 幼儿 家长 校长 干部 党员 员工 群众 居民 考生 新生 毕业生",
    "所": "学校 幼儿园 中学 小学 高中 高校 大学 院校 中心",
    "个": "学位 项目 岗位 名额 县区 乡镇 社区",
    "户": "家庭 农户 企业",
}
_THING = re.compile(
    rf"多少[\u4e00-\u9fff]{{0,4}}?{_any_of(_THINGS)}(?!费|金|款|园|经费|资金|配|老师|教师|教职|生(?!源)|校长|家长|毕业)"
)
_NUMBERED = ("万", "亿", "校", "师")  # counted without a measure word: 百校, 千师; or a number's own end
_UNIT = re.compile(
    "(?:多少|(?<![哪好这那])几)("
    + "|".join(sorted((*SAME_UNITS, *_NUMBERED), key=lambda unit: (-len(unit), unit)))
    + ")(?!么|(?<=名)额|(?<=家)[长庭属]|(?<=年)[轻级龄纪]|(?<=班)[主级车子]|(?<=分)[给到配成别])"
)

# What is counted in English, by the measure word that counts it in Chinese; plurals: "school places" are places.
_COUNTED_IN_ENGLISH = {
    "所": "schools kindergartens preschools nurseries colleges universities centres centers institutions campuses bases hospitals",
    "人": "people persons students pupils children kids teachers staff graduates trainees participants applicants candidates "
    "residents workers farmers headteachers principals experts",
    "户": "families households",
    "个": "places seats projects districts counties towns villages",
    "小时": "hours",
    "分钟": "minutes",
    "天": "days",
    "月": "months",
    "年": "years",
    "次": "times",
    "元": "yuan",
}
_UNIT_IN_ENGLISH = re.compile(
    r"\b(?:how many|number of|in(?= (?:minutes|hours|days|months|years|yuan)\b)|most|fewest|least|maximum|minimum|max|min) "
    rf"(?:(?!(?:do|does|did|are|is|can|will|must|should|may)\b)[a-z'-]+ ){{0,4}}?{_any_of(_COUNTED_IN_ENGLISH)}\b"
)


def read_counter(folded: str) -> str:
    """The measure word that a folded question asks for, "" when none.

    >>> read_counter("建多少所"), read_counter("一个班配几个老师"), read_counter("多少学生"), read_counter("how many new places")
    ('所', '名', '人', '个')
    >>> read_counter("录取分数线是多少"), read_counter("多少分钟")
    ('分数', '分钟')
    """
    if _SCORE.search(folded):
        return SCORE
    by_thing = _BY_THING.search(folded)
    if by_thing:
        return _COUNTED_BY_THING[by_thing.group(1)]
    unit = _UNIT.search(folded)
    if unit:
        return unit.group(1)
    return read_unit_of_thing(folded) or _unit_of(_UNIT_IN_ENGLISH.search(folded), _COUNTED_IN_ENGLISH)


def read_unit_of_thing(folded: str) -> str:
    """Of what is counted without a measure word, "" when nothing is.

    >>> read_unit_of_thing("资助多少困难学生"), read_unit_of_thing("有多少家庭"), read_unit_of_thing("投入多少")
    ('人', '户', '')
    """
    return _unit_of(_THING.search(folded), _THINGS)
