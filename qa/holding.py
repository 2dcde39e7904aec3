"""Whether a stretch of text holds an answer of the kind that a question wants."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest import find_missing_figures, fold
from qa.answer_kind import AnswerKind
from qa.intent import Intent
from qa.table_cells import state_units
from qa.units import (
    CHANGE_OF_RATIO,
    COMPANY,
    DAY,
    DURATION,
    HOUR,
    HOUR_SAID,
    LOCATION,
    MONTH,
    NAME,
    RATIO,
    SAME_UNITS,
    SCORE,
    TIME_SAID,
)

# Where a document breaks off in front of its figure.
_BREAKS_OFF = r"(?:不低于|不少于|不超过|不高于|达到|提高到|控制在|至少)\s*$"
# What hides a figure.
_HIDDEN = r"(?:[x×]{2,}|\.{3,6}|[*_○□△▲◇◆■█●☆★…#]{1,4})"
_HIDDEN_TIME = r"(?:[x×]{1,4}|[*_○□]{2,4})\s*"
_HIDDEN_DAY = rf"月\s*{_HIDDEN_TIME}号|{_HIDDEN_TIME}号(?=[前后起至到止]|[之以][前后])"
_RATIO = re.compile(r"\d+(?:\.\d+)?\s*[::∶比]\s*\d|%|百分[之点]|[一二三四五六七八九]成|分之")
# By how much a share changes says nothing of what it is: 近视率下降1个百分点.
_CHANGES_BY = re.compile(r"(?:提[高升]|下降|降低|上升|增[长加]|减少|回落)\d[\d.]*个?百分点")
_FIGURE = re.compile(
    r"\d|[一二三四五六七八九十百千万亿两]+个?(?:[名所人项%成万亿元年月级次倍位条家节天日周户岁期类种批门班台套间座亩件张轮场支块米档层对度餐顿枚]|个|分之|小时|分钟|学时|课时|公里|工作日|学期|学年)"
    r"|百分之|半[年天月]|一半|过半|半数|(?<![a-z])[iv]{1,4}[类级]|(?<![a-z])[a-e]等|[前第]x[名位]"
    rf"|{_HIDDEN}\s*(?:%|[万亿千百十]*[个所名人项元年月日次家级条位户亩吨座分期门间套件])|〔原文此处数字缺失〕"
    rf"|{_BREAKS_OFF}"
)
_MONEY = re.compile(
    rf"(?:\d|[一二三四五六七八九十百千万亿两]|{_HIDDEN}|缺失〕)\s*(?:[万亿千百十]+)?\s*(?:多|余)?(?:元|块(?!地|田)|美元|欧元|英镑|港元|日元)|[$¥€£]\s*\d"
    r"|免费|减半|半价|不[^,，。;；]{0,4}收费|免[收交缴除]|全免|不(?:得|再|另)?(?:向[^,，。;；]{1,8})?收[取费]|(?:不(?:需要?|用|必)|无[须需])(?:再|另|额外)?[交缴]|不[予再](?:奖励|补贴|补助|奖补|资助|发放)|\d倍|(?:的|按照?)\d+(?:\.\d+)?%"
)
_TIME = re.compile(
    r"\d{3,4}年|公元|\d{1,2}月|\d{1,2}日|\d{1,2}:\d{2}(?!\d)|\d{1,2}[点时](?!\d)|\d{1,2}[点时]\d{1,2}分|[一二三四五六七八九十]+月|世纪|年代|年度|学年|学期|季度|周[一二三四五六日]|星期"
    r"|上旬|中旬|下旬|年底|月底|年内|之前|以前|期间|每[半一二两三四五六七八九十\d]*个?(?:年|月|周|天|日|学期|学年)|今年|明年|去年|当[年天日月]|次[年月日]|之日|末建成|五”?(?:期间|末)"
    r"|满[一二三四五六七八九十两半\d]+个?(?:学年|学期|年|月|周|天|日)|第[一二三四五六七八九十\d]+[周天月]|课间|午休|寒假|暑假|元旦|春节|国庆|五一|时段"
    r"|(?:开学|放学|毕业|结业|入学|离校|返校|课|开考|期满|结束|下班|上班)(?:时间|[之以]?[前后时])"
    r"|(?:\d|[一二三四五六七八九十两半])个?(?:工作日|月|天|日|年|周|小时)(?:以?内|之?后|之?前|起)|\b(?:1[0-9]|20)\d\d\b"
    r"|[春夏秋冬]季|时[代期]|年前|年间|夜间|凌晨|清晨|傍晚|[上下中]午|早上|晚上|节(?=前|后|期间)"
    rf"|{_HIDDEN_TIME}{TIME_SAID}|{_HIDDEN_DAY}"
)
# Without 方 and 任, which begin 方案 and 任务 far more often.
SURNAME = "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭马袁柳唐罗薛雷贺汤黄胡林梁宋郭]"
_WHO = re.compile(
    r"由(?!于|此)[\u4e00-\u9fff]|[组队班处科]长|员(?!工数|额)|监护人|家长|[科股]室|财政|乡镇|街道|残联|企业|经营者|学生|儿童|子女|军人|家庭|户|[市县省]级|经[^,，。;；]{1,12}?(?:批准|同意|审核)|公安|实验室|[大中小]学(?![生化教])|局|厅|委(?!托|屈)|部(?!分|署)|处(?!理)|办(?!法|学|理)|政府|党委|学校|中心|院|机构|组织|单位|部门|小组|领导|教师|校长|人员|先生|女士|公司|大学"
    rf"|[他她]|[a-z]{{3,}}|·|{SURNAME}[\u4e00-\u9fff]{{1,2}}"
)
_PLACE = re.compile(
    r"[省市县区镇乡村街路州国洲城岛山河湖海]|小区|学校|中心|地区|园(?!区)|[东南西北]部|酒店|剧院|博览会|世博会|分布[于在]|[出诞]?生于|x{2,}"
)
_NAME = re.compile(
    rf"(?:[长记员师授是为由任]|[::、，,]|^){SURNAME}(?:[\u4e00-\u9fff]{{1,2}}|[x×*]{{1,2}})(?=[、，,。;；任同担兼先女分负)）]|$)"
    r"|[长记员师授由任::][x×*]{2,3}(?=[、，,。;；任同担]|$)|·|同志|先生|女士"
)
_LOCATION = re.compile(
    r"(?:选择|选在|确定)[^,，。;；]{0,20}[省市县区镇乡村]|位于|坐落|地处|地址|设[在于立]?[在于]|建[在于]|选址|落户|迁[至往到入]|[\u4e00-\u9fff](?:路|街|大道|巷|胡同)(?![径线由费口道])|\d+号|\d[楼层室]"
    r"|在[^,，。;；]{1,10}?[省市县区镇乡村州国城岛](?![级内域属直教政府])|[在于址至到往入][^,，。;；]{0,6}x{2,}"
    r"|在[^,，。;；]{1,14}?(?:中心|学校|[大中小]学|学院|[馆厅场园]|校区|社区|基地)(?:举[办行]|召开|进行|开展|集[中合]|设)|承办|考点|地点"
    r"|(?:分布|诞?生|居|住|葬|发[生表])[于在]|[东南西北中]+[部边侧]|酒店|海域|首都"
)
_CONTACT = re.compile(
    r"[路街道巷]\d+号|\d{3,4}-?[\dx×*]{7,8}(?![\dx×*])|(?<![\d.])\d{7,8}(?![\d.]|[万亿]?[元人个名])|1\d{10}|\b1[0-9]{4}\b|@|https?:|www\.|\.com|\.cn|[”」\x22]\s*(?:微信|官方)*公众号|公众号\s*[“「:\x22]"
)
# "不少于本班人数的三分之一": so many of them.
_SHARE_OF_NUMBER = re.compile(
    r"(?:(?:总?[人户件]?数|总量)的[^,，。;；]{0,4}?|(?:名额|招生计划)[^,，。;；]{0,12}?)(?:[一二三四五六七八九十]+分之[一二三四五六七八九十]+|\d+(?:\.\d+)?%|一半)"
)
# Asked how many people, a part of all of them: 三分之二以上家长同意.
_PART_OF_PEOPLE = re.compile(r"[一二三四五六七八九十]分之[一二三四五六七八九十]|半数|一半|过半")
_COUNTS_PEOPLE = SAME_UNITS["人"]
# Asked how long until something comes again: 每学期家访1次. Asked how old: 2017年8月31日以前出生.
_EVERY = re.compile(r"每[半一二两三四五六七八九十\d]*个?(?:年|月|周|天|日|学期|学年)")
_BORN = re.compile(r"\d[年月日][^,，。;；]{0,10}出生")
_AGE = SAME_UNITS["岁"]
_UNTIL = re.compile(r"直[至到]|至今|以来")
_POPULATION = re.compile(
    r"(?:人口|人数|居民|[师学新]生|教职工|教师)数?[^,，。;；\d]{0,6}\d[\d,]*(?![\d.]|\s*[%所个年月日班元])"
)
_NO_SCORE = re.compile(r"[不无没][^,，。;；]{0,4}(?:分数|录取)线")
_COMPANY = re.compile(
    r"公司|集团(?!化)|企业|(?:厂|商|社|所|院|行|队|中心)(?:承|负责|中标|供应|配送|提供)"
    r"|由[^,，。;；]{2,30}?(?:承建|承接|施工|中标|供应|配送|供餐|开发|建设)|(?:承建|施工|中标|供应|设计|监理|供餐)(?:单位|方|商|人)"
)
_EXACTLY = {NAME: _NAME, LOCATION: _LOCATION, COMPANY: _COMPANY}
_EXACT_TIMES = {
    HOUR: re.compile(
        rf"{_HIDDEN_TIME}{HOUR_SAID}|"
        r"[上下放][班学课](?:时间|[之以]?[前后])|\d{1,2}:\d{2}(?!\d)|[\d一二三四五六七八九十][点时](?!\d)|\d[点时]\d{1,2}分|[上下中]午|早上|晚上|夜间"
    ),
    DAY: re.compile(
        rf"{_HIDDEN_TIME}日|{_HIDDEN_DAY}|"
        r"\d[日号]|[一二三四五六七八九十][日号]|周[一二三四五六日末]|星期|[当次]日|月底|月初|日(?:内|前|起)|天(?:内|前)"
    ),
    MONTH: re.compile(rf"{_HIDDEN_TIME}月|" r"\d{1,2}月|[一二三四五六七八九十]月|年[底初]|学期|季度"),
}


_MAY_BE_LOST = {AnswerKind.FIGURE, AnswerKind.MONEY}
HOLDS = 0.5  # below it a text holds no answer of the kind asked, or one in another unit


def holds_answer(intent: Intent, text: str) -> float:
    """1 when the text holds an answer of the kind wanted, 0 when it holds none, ½ when any text might.

    A masked figure counts as one: the answer then is that the document hides it.

    >>> from qa.intent import read_intent
    >>> [holds_answer(read_intent(q), "新增学位XXXX个") for q in ("新增多少学位", "食堂一餐多少钱", "怎么办")]
    [1.0, 0.0, 0.5]
    >>> [holds_answer(read_intent(q), "近视率下降1个百分点") for q in ("近视率是多少", "近视率下降多少")]
    [0.25, 1.0]
    >>> [holds_answer(read_intent(q), "7月报名") for q in ("什么时候报名", "几月报名", "几号报名")]
    [1.0, 1.0, 0.25]
    >>> holds_answer(read_intent("家访多少学生"), "不少于本班人数的三分之一")
    1.0
    >>> holds_answer(read_intent("招多少人"), "计划招生人左右,实行划片招生")
    1.0
    >>> [holds_answer(read_intent("几号报名"), text) for text in ("X月XX日报名", "在XX号楼报名", "XX年级")]
    [1.0, 0.0, 0.0]
    """
    folded = state_units(fold(text))
    if intent.kind in _MAY_BE_LOST:
        folded = _mark_lost(folded)
    patterns = {
        AnswerKind.FIGURE: _FIGURE,
        AnswerKind.MONEY: _MONEY,
        AnswerKind.TIME: _TIME,
        AnswerKind.WHO: _WHO,
        AnswerKind.PLACE: _PLACE,
        AnswerKind.CONTACT: _CONTACT,
    }
    pattern = patterns.get(intent.kind)
    if pattern is None:
        return 0.5
    exactly = _EXACTLY.get(intent.unit)
    if exactly is not None and exactly.search(folded):
        return 1.0
    if intent.unit == SCORE and _NO_SCORE.search(folded):
        return 1.0
    if intent.unit == DURATION and _UNTIL.search(folded):
        return 1.0
    if not pattern.search(folded):
        return 0.0
    if exactly is not None:
        return 0.25
    if intent.kind is AnswerKind.TIME and intent.unit:
        return 1.0 if _EXACT_TIMES[intent.unit].search(folded) else 0.25
    if intent.kind is AnswerKind.FIGURE and re.search(_BREAKS_OFF, folded):
        return 1.0
    if intent.kind is AnswerKind.FIGURE and intent.unit in {RATIO, CHANGE_OF_RATIO}:
        told = _CHANGES_BY.sub("", folded) if intent.unit == RATIO else folded
        return 1.0 if _RATIO.search(told) else 0.25
    if intent.kind is AnswerKind.FIGURE and intent.unit and not _counts(intent.unit, folded):
        return 0.25
    return 1.0


@lru_cache(maxsize=4096)
def _mark_lost(folded: str) -> str:
    """With a mark before each unit whose figure is gone, as where a contact string took it."""
    for start, _ in reversed(find_missing_figures(folded, row=False)):
        folded = f"{folded[:start]}〔原文此处数字缺失〕{folded[start:]}"
    return folded


def _counts(unit: str, folded: str) -> bool:
    """Whether a number, or what hides one, stands before the unit or one that may stand for it; or a share of their number."""
    if _SHARE_OF_NUMBER.search(folded) or (unit in _COUNTS_PEOPLE and _PART_OF_PEOPLE.search(folded)):
        return True
    if unit in _COUNTS_PEOPLE and _POPULATION.search(folded):
        return True
    if (unit == DURATION and _EVERY.search(folded)) or (unit in _AGE and _BORN.search(folded)):
        return True
    numeral = r"(?<![a-z])[iv]{1,4}(?=[类级])|(?<![a-z])[a-e](?=等)|[\d一二三四五六七八九十百千万亿两几]"
    number = rf"(?:{numeral}|{_HIDDEN}|缺失〕)"
    if unit == SCORE:
        return re.search(rf"(?:\d|{_HIDDEN}|缺失〕)\s*分(?![钟校局类支别之])", folded) is not None
    units = "|".join(re.escape(one) for one in sorted(SAME_UNITS.get(unit, {unit}), key=len, reverse=True))
    return re.search(rf"{number}\s*[多余来]?[万亿千百十]*(?:{units})", folded) is not None
