"""Whether two pieces of text are halves of one sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from ingest.cleaning.contacts import MEASURE
from ingest.text.folding import fold_in_place
from ingest.text.number_styles import read_head
from ingest.text.sentences import PAUSES, STOPS, ends_sentence, has_stop, is_chinese, unclosed

WANTS_FIGURE = re.compile(
    r"(?:达到?|增长|增加|超过|低于|不高于|高于|不少于|至少|约|共计?|为|至|新增|完成|下降|提高到)$"
)

# Digits behind a word: halves of a figure, unless they number it (附件2, 第3) or are a year.
_BEGUN_FIGURE = re.compile(r"[\u4e00-\u9fff](?<!附件)(?<![表图第])(?!(?:19|20)\d\d$)\d[\d.,]{0,8}$")
_BEGUN_RANGE = re.compile(r"[\u4e00-\u9fff]\d[\d.]{0,7}%?[—–~-]$")
_NO_HALF = re.compile(
    r"\d\.0$|(?:电话|热线|手机|传真|QQ|群|信箱|邮编|号)\D{0,3}[\d.,-]{1,12}$"
)  # 2.0 and numbers of telephones are whole
_SHORTEST_BEFORE_FIGURE = 8  # characters; a shorter line may be a name with a number
FIGURE_WITH_UNIT = re.compile(rf"\d[\d.,]{{0,20}}\s?(?:{MEASURE}|节|周)")
# A figure with its unit that is a clause by itself ends one that has begun: 新增学位，改扩建学校 / 5所，. A date may begin one.
_FIGURE_CLAUSE = re.compile(rf"(?!\d{{1,4}}\s?[年月日])\d[\d.,]{{0,20}}\s?(?:{MEASURE}|节|周){{1,3}}[,。;、]")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")  # behind a comma: 3,500
_CLAUSE_ENDS = re.compile(r"[元人名所个]?[,。;]")
# What may be called by a number: 必修1, 岗位101.
_NAME_WITH_NUMBER = re.compile(
    r"(?:必修|选修|岗位|任务|档次?|等级|类别|目标|方案|阶段|步骤|单元|项目|措施|批次|志愿|标段|模块|案例|情形"
    r"|片区|[学校园]区|工程|(?:培训|研修)班|组别|小组|路线)\d+$"
)
# What is done to a number of things: a numbered line with it begins a sentence, and so does one with what is counted.
_SETS = (
    r"(?:新[建增设]|改?扩建|[改迁]建|建[成设立]|完成|受益|惠及|覆盖|选派|[招选]聘|招[收录生]|录取|引进|补充|培[训养]|下达|拨付|投[入资]|安排|落实|资助"
    r"|补[助贴]|奖[励补]|交流|轮岗|撤并|配[备置]|购置|采购|评选|创建|认定|接收|举办|组织|参加|改造|安装|减免|消除|化解)"
)
_STATES = rf"(?:{_SETS}|[共现]有|在[园校职编岗册读]|经费|资金|预算|学位)"
_STATES_NUMBER = re.compile(_STATES)
_PEOPLE = re.compile(r"(?:学生|毕业生|儿童|幼儿|教师|教职工|人数|总数)$")
_SCHOOLS = re.compile(r"(?:学校|[小中]学|幼儿园)$")
# What a numbered line ends in that is a heading; without a number it may be counted: 减免住宿费用 / 12万元，.
_ENDS_NUMBERED = "(?:费用|比例|周期|总额|时限|工期|学时|课时|分数|数线|等次|面积|来源|形式|条件|要点)"
# A figure that is a clause begins the text behind a heading (申报名额 / 5名，, 补助标准 / 500元，); none is a line with a clause
# before, or that ends in a verb which wants it or in what is counted (培训教师 / 1200人次，), or begins with what is done.
_SHOWS_CLAUSE = re.compile(
    rf"[,。;:]|(?:新建|[改扩迁]建|建成|{_STATES}[\u4e00-\u9fff]{{0,8}}(?:教师|校长|学生|幼儿|儿童|人[员才]|学校|[小中]学|幼儿园|学位|考点|[教宿校]舍|教室|新生|资金|经费))$"
    rf"|^(?:{_SETS}|[(]?[一二三四五六七八九十\d]{{1,3}}[)、.]\s?{_SETS}(?!.*{_ENDS_NUMBERED}$))[\u4e00-\u9fff]{{2,20}}$"
    r"(?<!标准|名额|金额|计划|时间|期限|数量|人数|规模|岗位|额度|范围|对象|办法|方案|目标|任务|指标|要求|安排|领导|保障|实施|措施)"
)


def count_pairs(texts: Iterable[str]) -> Counter[str]:
    """How often each two characters stand side by side in the document."""
    pairs: Counter[str] = Counter()
    for text in texts:
        pairs.update(map("".join, pairwise(text)))
    return pairs


def cuts_figure(before: str, after: str) -> bool:
    """Whether a break stands inside a figure: 不少于7 / 2学时, 下降1. / 5个百分点, 在校生116 / 845人.

    >>> cuts_figure("每人不少于7", "2学时"), cuts_figure("近视率下降1.", "5个百分点"), cuts_figure("详见附件1.", "3个学校")
    (True, True, False)
    >>> cuts_figure("报名时间为2024年6月1", "0日至6月20日"), cuts_figure("全市教育发展统计表2", "3个学校")
    (True, False)
    >>> cuts_figure("8.完成投资1.", "2亿元，"), cuts_figure("投入资金3,", "500万元。"), cuts_figure("学制缩短1—", "2年")
    (True, True, True)
    """
    folded, rest = fold_in_place(before), fold_in_place(after)
    figure = FIGURE_WITH_UNIT.match(rest)
    if figure is None:
        return False
    if _BEGUN_RANGE.search(folded):
        return True
    if before.endswith(","):
        return re.search(r"(?<!\d)\d{1,3},$", before) is not None and _THOUSANDS.match(rest) is not None
    first = re.search(r"(?<!\d)\d+\.?$", folded)
    if first is None:
        return False
    # No figure begins so, 0万元 or 05人; but behind a name's number a whole one may (档次1 / 0元).
    named = _NAME_WITH_NUMBER.search(folded) is not None
    inner = re.match("0[^.]", rest) is not None and not (named and re.match("0[元分]", rest))
    long_enough = inner or len(before) >= _SHORTEST_BEFORE_FIGURE
    if long_enough and _BEGUN_FIGURE.search(folded) and not _NO_HALF.search(folded):
        words, ends = folded[: first.start()], _CLAUSE_ENDS.match(rest, figure.end())
        sets = ends is not None and not named and _states_number(words, rest[: ends.end() - 1])
        clause = sets or (WANTS_FIGURE.search(words) is not None and ends is not None)
        text = inner or folded.endswith(".") or clause or not _is_bare_heading(folded)
        return bool(text) and re.match(r"(?:19|20)\d\d\s?年", after) is None
    return WANTS_FIGURE.search(before[: first.start()]) is not None


def _states_number(before: str, figure: str) -> bool:
    """Whether words before a figure say what is done to so many, or end in what its unit counts: 留守儿童 / 1200人."""
    if _STATES_NUMBER.search(before):
        return True
    counted = _PEOPLE if figure[-1] in "人名" else _SCHOOLS if figure[-1] == "所" else None
    return counted is not None and counted.search(before) is not None


def _is_bare_heading(folded: str) -> bool:
    """Whether a line has a number and no mark inside, as a heading has."""
    return read_head(folded, weak=False) is not None and re.search("[,。;:]", folded) is None


def belong_together(before: str, after: str, pairs: Mapping[str, int]) -> bool:
    """Whether two halves are one sentence: by punctuation that cannot begin one, by an open quotation, by a word
    of two characters over the seam that the document uses elsewhere (`pairs` counts its character pairs)."""
    if before and after and cuts_figure(before, after):
        return True
    if not before or not after or ends_sentence(before):
        return False
    if after[0] in STOPS + PAUSES + "”’）)》】〕%":
        return True
    if before[-1] in ",、，的和与及或将对把由" or (after[0].isdigit() and WANTS_FIGURE.search(before)):
        return True
    opened = unclosed(before[-60:])
    if opened and any(mark in after for mark in "”’）)》】〕"):
        return True
    seam = before[-1] + after[0]
    return is_chinese(seam[0]) and is_chinese(seam[1]) and pairs.get(seam, 0) > 0


def runs_on(before: str, after: str) -> bool:
    """Whether a break between two pieces of text cuts a sentence, as far as their shape tells."""
    if len(before) < 25 or ends_sentence(before) or before[-1] in ":：;；" or read_head(after, weak=False):
        return False
    begun = read_head(before, weak=False) is not None and len(before) < 60 and not re.search("[，,。]", before)
    return not begun


def was_cut(before: str, after: str, pairs: Mapping[str, int]) -> bool:
    """Whether a page's end between the two cut a sentence: the first has an unfinished one, and is no heading or item."""
    if re.fullmatch(r"[（(〔]?[一二三四五六七八九十\d]{1,3}[、.．]?", before):
        return True
    if before and after and cuts_figure(before, after):
        return True
    if not before or ends_sentence(before) or before[-1] in ":：;；":
        return False
    if len(before) <= 2 or belong_together(before, after, pairs):
        return True
    if _FIGURE_CLAUSE.match(fold_in_place(after)) and _SHOWS_CLAUSE.search(fold_in_place(before)):
        return True
    return leaves_open(before, after)


def leaves_open(before: str, after: str) -> bool:
    """Whether a sentence that an earlier one or its length shows to be one stays open at a break.

    >>> leaves_open("（一）教师。优先补充紧缺", "学科的教师。"), leaves_open("（一）优先补充", "二、任务")
    (True, False)
    """
    if not has_stop(before):
        return runs_on(before, after)
    return not ends_sentence(before) and before[-1] not in ":：;；" and read_head(after, weak=False) is None
