"""Figures and names that a published document hides behind signs (`XX%`, `××县`, `____人`): finding them and telling which.

The signs stay in the text. What follows decides: a measure word makes it a figure, anything else a name; in a
row (`XX、XX、XX个`) the last one decides for all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest.cleaning.contacts import FIGURE_GAP, MEASURE, TEXT_GAP
from ingest.messages import say
from ingest.records import Notice, NoticeCode, Span
from ingest.said import Said
from ingest.text.folding import fold_in_place

_PLACE = r"(?:省|市|县|区|镇|乡|村|州|旗|盟|街道|社区|校|中学|小学|学校|大学|学院|幼儿园|医院|教育局|局|厅|委|公司|教(?=[〔\[(]))"
_NO_FACTOR = r"(?![数率量额])"  # 生均标准×人数 multiplies
# Behind a frequent surname `*` hides the rest of a name (王*名列前茅); but none of
# those that are in words about figures (少于, 建成, 高中).
_SURNAME = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏"
    "卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔白崔康毛邱秦史顾侯邵孟龙黎"
)
# Counters that begin a word (节日, 起草, 本细则, 例会, 宗教) more often than they are measure words: they end their clause,
# stand before what they count, or behind what comes so many times (每周安排X节劳动教育).
_WORD = (
    "节[期日假活前气能约目点庆省俭余奏水选等]|起[草到来步点源诉止始价因用床]|宗[教旨族祠]|例[会如外行子题证]"
    "|本[科地校市县区省级身人着土质来年月周次期届院班学部单通办意方规细]"
)
_COUNTER = (
    rf"(?!{_WORD})(?:[堂幢]|篇(?![章幅目])"
    r"|节(?=[,。;)次]|、(?![^、,。;Xx×*]{0,4}节|[Xx×*]{1,4}节)|以[上下]|左右|[\u4e00-\u9fff]{0,6}(?:课|视频)|$)"
    r"|[本起例宗](?=[,。;、)]|以[上下]|左右|$)|本(?=图?书(?!馆)|教材|读物|[手画]册|作业|[字词]典|课本)"
    r"|宗(?=[\u4e00-\u9fff]{0,4}(?:案|交易|土地))"
    r"|起(?=[\u4e00-\u9fff]{0,4}(?:案|事[故件]|违|纠纷|信访|投诉|典型|隐患|欺凌))"
    r"|例(?=[\u4e00-\u9fff]{0,4}(?:病|患|手术|确诊|疑似|感染|案例|典型)))"
)
_LOOSE_COUNTER = re.compile(rf"(?!{_WORD})[节本起例宗]")
_ANY_COUNTER = f"{_COUNTER}|{_LOOSE_COUNTER.pattern}"
_TIMES = re.compile(
    "每(?:[周天日]|学[期年])|不少于|至少|安排|开设|录制|发生|排查|整改|查[处办]|征集|评选|发放|捐赠|赠送|印发"
)
_HOW_OFTEN = re.compile(r"(?:人?次|天|小时|[课学]时)(?:[,。;)]|以[上下]|左右|$)")
_ENDS = r"(?:[,。;]|以[上下])"
_RUN = re.compile(
    # a decimal, a ratio or a range: XX.X%, X:X, XX-XX人, 师生比为1:X
    r"(?P<compound>(?<![A-Za-z0-9/_.:-])[Xx×]{1,4}(?:[.:∶~～-][Xx×]{1,4})+|(?<=[比为在到于至约])(?:\d{1,3}[:∶][Xx×]{1,4}|[Xx×]{1,4}[:∶]\d{1,3})|(?<![A-Za-z0-9/_.:-])[○◯〇□■◇◆△▲☆★●█▇*]{1,4}[.:][○◯〇□■◇◆△▲☆★●█▇*]{1,4})(?![A-Za-z0-9/_.:-])"
    # a figure of which some digits show: 9█%, 9X.X%, 1XX所, 1XX0万元, 2×0人 (2×30 is a product)
    r"|(?P<half>(?<![\d.A-Za-z])\d[\d.]*(?:[Xx×*?█▇■□○◯◇◆△☆●#_]{1,3}(?:\.[Xx×*█]{1,2})?|(?:[Xx×*]{2,3}|[█■])\d{1,3}|[Xx×*]0{1,3})(?<!#(?=[栋幢]))(?!\s?年)(?=\s?(?:[%‰]|(?:"
    + MEASURE
    + "|"
    + _ANY_COUNTER
    + r")"
    + _NO_FACTOR
    + r")))"
    # a sign alone in a figure's place: 小学◇所, 招聘*名 (带*项 is marked by it); a dash: 教师—名; a letter: 降到N%
    r"|(?P<alone>(?<=[\u4e00-\u9fff])(?:[◇◆☆★△▲■●◎※█▇](?=[%‰]|"
    + MEASURE
    + r")|(?<![吗呢何么几些谁办多少])[□*_?](?=[%‰]|[万亿]?元(?![旦月素件宵]))|(?<![带标有注打])(?<!(?<![增追])加)[*_□](?=(?:"
    + MEASURE
    + "|课时|"
    + _ANY_COUNTER
    + r")"
    + _NO_FACTOR
    + r")|[—–](?=[%‰]|[所名人个]"
    + _ENDS
    + r")|(?:--|··)(?=[%‰])|N(?=[%‰]|个百分点|[万亿]?元)))"
    # a year of which some digits show, a date, numbers of documents and of telephones: 202X年, *月*日, x教〔20xx〕x号, 8728xxxx
    r"|(?P<number>(?:(?<=(?<!\d)20)|(?<=(?<!\d)19))[Xx×*○_]{2}(?=\s?[年〕\]])|(?<=(?<!\d)20\d)[Xx×*○_](?=\s?[年〕\]])"
    r"|(?<=[〕\]])\s?第?[Xx×*○_□]{1,4}(?=号)|(?<=[〔\[])[Xx×]{2,4}(?=年?[〕\]])"
    r"|(?<=(?<![\d.A-Za-z/_—–-])(?!20)[2-8]\d{3})[Xx×*]{4}(?![A-Za-z\d×*])|(?<![*_A-Za-z\d])\*(?=月[*\d]))"
    r"|(?P<issuer>(?<![A-Za-z0-9])[Xx×]{1,4}(?=[\u4e00-\u9fff]{1,4}[〔\[]\s?(?:20|[Xx×]{2})))"
    # the end of a telephone number, or its middle
    r"|(?<=[\d—–-])(?P<phone>[Xx×]{2,8})(?![A-Za-z×])"
    r"|(?<![A-Za-z0-9/_.-])(?P<letters>[Xx]{2,}|[×✕╳]{2,}|(?<![\d])[×X](?=(?:"
    + _PLACE
    + r"|[%年月日]|季度|成(?=[,。;以左])|"
    + MEASURE
    + "|"
    + _ANY_COUNTER
    + r")"
    + _NO_FACTOR
    + r")(?!年级))(?![A-Za-z0-9])"
    r"|(?P<signs>\*{2,}|_{2,}|[○◯]{2,}|〇{2,}|●{2,}|[□■▇]{2,}|△{2,}|\?{2,}|[#◆◇▲★☆※◎﹡∗▁]{2,}|[█▓▒]+|…{1,4}(?=\s?(?:[%‰]|个百分点|[万亿]?元|[所名人个次]"
    + _ENDS
    + r")))"
    # what the editor says of it, in brackets: （略）万元, 【待定】%, （X）所
    r"|(?P<told>(?<=[\u4e00-\u9fff:,、])[(\[【〔](?!含)(?:[^()\[\]【】〔〕]{0,6}(?:(?<![策战忽])略|待定|待补|(?<![大务])数[字据量](?!.\s?[班处]))|[Xx×*]{1,4})[)\]】〕](?=\s?(?!本[\u4e00-\u9fff])(?:[%‰]|"
    + MEASURE
    + "|"
    + _COUNTER
    + r")))"
    r"|(?P<blank>\[\s{0,10}\]|〔\s{0,10}〕|【\s{0,10}】|\(\s{0,10}\)|\((?:空白?|空缺)\))"
    r"|(?P<certain>某某+)"
)
_ITEM_BEFORE_MASK = re.compile(
    r"^\s?\d{1,3}\.(?=[Xx×*○□_■]{2})"
)  # 2.XX县: the item's number, no part of what is hidden
_STANDARD = re.compile(r"(?:GB|DB|ISO|IEC|JY|JG|CJ|Q|T|HJ|AQ|GA|WS|YY|MH|CECS)(?:/?[A-Z]{0,2})\s?[\d.]*[\s-]?$")
_NOT_AFTER = re.compile(r"(?:光|射线|轴|染色体|世纪)")
FIGURE_BEFORE = re.compile(
    r"(?:达到?|至少|不低于|不少于|不超过|不高于|超过|高于|低于|约|共计?|总计|之日起|增长|增加|新增|增至|减少|下降|降低|提高到?|完成|为|百分之|(?:电话|手机|传真|邮编):|[<>≥≤=]|[¥$]|第)\s?$"
)
_HEAD = re.compile(r"(?:^|;)\s?([^:;]{1,20}):\s?$")  # of a cell that holds nothing before the mask
_EVERY = re.compile(r"每(?:[周月年天日人生校班]|学期|学年|季度)$")
# Behind `*` alone: counters that follow no mark of what must be filled in (*项, *处), those that may begin the words after
# a name (王*名列前茅), and those that are more often a name's last character or begin a name (高*天, *台州).
_AFTER_STAR = re.compile(
    r"人(?:次|左右|以[上下内]|[,。;、()]|$)|[次亩册株棵岁]|课时|平方|公里|[万亿][余多]?[人名个元所册]"
    r"|[节堂][\u4e00-\u9fff]{0,6}课"
)
_IN_NAMES = re.compile("[所名位栋幢座套篇]|个(?![税案])")
_ENDS_NAME = re.compile("[天台万亿节堂]")
_ENDS_CLAUSE = re.compile(r".(?:左右|以[上下内]|[的,。;、()]|$)")
_NAME_BEFORE = re.compile(r"(?:^|[^\u4e00-\u9fff]|教师|学生|老师|同学|校长)[\u4e00-\u9fff]$")
_GAIN_BEFORE = re.compile(
    "(?:新[建增]|[改扩]建|建[设成]|招[聘录收生]|引进|培训|选派|评选|补充|聘请|资助|撤并|购置|配备|开展|组织|举办|配送|捐赠|发放|开设"
    "|提前|缩短|延长)$"
)
# A table's cell under a heading that counts, measures or prices: `投入（万元）：××；`, `招生数/初中：XX`
COUNTED_HEAD = re.compile(
    r"(?:(?:数量?|[人户车架件]次|率|金额|资金|总额|名额|比例|占比|面积|费用?|价格|[单总均票]价|工资|薪酬|补[助贴]|津贴|奖金|产值|产量"
    r"|(?:收费|资助|补助|补贴|奖励|最低)标准|(?:分数|录取|控制)线)(?:\([^()]{1,8}\))?"
    r"|\([十百千万亿]{0,2}(?:[元人名所个项次件套册台亩年天%‰]|人次|公里|平方米)(?:[/每·][^()]{1,8})?\))"
    r"(?:/[^/:;]{1,12})?:\s?$"
)
_FIGURE_AFTER = re.compile(
    rf"\s?(?:{MEASURE}|{_COUNTER}|年|世纪|时|分|点|号|字|页|小时|分钟|学时|课时|学期|学年|批|倍|成|季度|人次|人左右)"
)
_PHONE_BEFORE = re.compile(
    r"(?:(?<!\d)0\d{2,3}\s?[-—–]{1,2}\s?\d{0,7}|(?<!\d)1[3-9]\d{1,6}|(?:电话|手机|传真|热线|座机)(?:号码?)?:?\s?[\d—–-]{1,12})$"
)
_PLACE_AFTER = re.compile(_PLACE)
_HIDDEN_AFTER = re.compile(rf"(?:{_PLACE}|{MEASURE}|课时|(?![本起例宗]){_COUNTER})")
_UNIT = re.compile(rf"\s?[余多]?[十百千万亿]{{0,2}}[余多]?(?:{_FIGURE_AFTER.pattern})?")
NOT_FIGURE = re.compile(
    r"(?:人民|人社|人大|人才|人力|年级|年[度初内间终底]|期内|名[字称]|号召|号码|时代|时间|时期|点位|点击|页面|分局|分校|天津|日报|月报|年报|成[立人果为功效绩长员都]|门户|期刊|条[例目款文]|以上[报述级])"
)
_NEXT_MASK = re.compile(r"\s?(?:、|,|和|与|及|或|至|到|—|-|~|～|/)\s?$")
_WEB = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9./?=&_%:#~+-]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|org|net)[A-Za-z0-9./?=&_%-]*"
)
# Signs for names one after another: ◇◇、◇◇两所县中.
_IN_ROW = re.compile(r"[、和与及]([#◆◇▲★☆※◎])\1|([#◆◇▲★☆※◎])\2[、和与及]$")
# 张三、李四……人, 校长、教师……人; longer words tell who is counted: 招聘教师、校医……人.
_NAMES_BEFORE = re.compile(r"[^、]{1,3}(?:、[^、]{1,3})+")
_FACTOR = re.compile(r"=.|(?:(?<!评)价|[费元]|标准|工资|定额)$")
_ALLOWANCE = re.compile(r"(?:补[助贴]|津贴)$")  # 日补贴*天 multiplies, 发放补助*人次 counts
_PRICED = re.compile(r"[%‰]|[万亿]?元(?![旦月素件宵])")
_CLAUSE = re.compile("[,。;]")
_LONGEST_CLAUSE = 40
_CHINESE_DIGIT = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Mask:
    """Characters [start, end) are signs that hide a figure or a name."""

    start: int
    end: int
    figure: bool


def find_masks(text: str, columns: Collection[str] = ()) -> list[Mask]:
    """The masks of a paragraph in order; check boxes, form blanks, bold marks, rules and standards are none. `columns` are
    the headings, folded, of those that hold figures.

    >>> [(m.start, m.end, m.figure) for m in find_masks("XX县普惠率达到××%，做X光检查")]
    [(0, 2, False), (8, 10, True)]
    """
    folded = _ITEM_BEFORE_MASK.sub(lambda number: " " * len(number[0]), fold_in_place(text))
    bold = _find_bold(folded)
    runs = [match for match in _RUN.finditer(folded) if match.start() not in bold and _hides(match, folded)]
    web = [match.span() for match in _WEB.finditer(folded)] if runs else []
    runs = [match for match in runs if not any(low <= match.start() < high for low, high in web)]
    masks: list[Mask] = []
    following: tuple[int, bool] | None = None
    for match in reversed(runs):
        figure = _is_figure(folded, match, following, columns)
        following = (match.start(), figure)
        masks.append(Mask(match.start(), match.end(), figure))
    return masks[::-1]


def _hides(match: re.Match[str], folded: str) -> bool:
    start, end = match.span()
    before, after = folded[max(0, start - 12) : start], folded[end : end + 12]
    if match["phone"]:
        return _PHONE_BEFORE.search(folded[max(0, start - 20) : start]) is not None
    recurs = _recurs(folded, start, end)
    few = match["half"] or match["alone"] or match[0] in "X×"
    if few and not recurs and _LOOSE_COUNTER.match(after) and not _FIGURE_AFTER.match(after):
        return False
    if match["letters"]:
        return not _NOT_AFTER.match(after) and not _STANDARD.search(before)
    if match["alone"] and match[0] in "—–" and re.search(r"(?<!\d)[—–](?!\d)", _CLAUSE.split(before)[-1]):
        return False  # 师—生—人
    if match["alone"] and match[0] in "*_□" and not recurs and not _counts_alone(match[0], before, after):
        return False
    if match["half"] or match["alone"] or match["told"]:
        return not NOT_FIGURE.match(after)
    if match["certain"] or match["compound"] or match["number"] or match["issuer"]:
        return True
    if match["blank"] and not match["blank"][1:-1] and match["blank"][0] != "[":
        named = match["blank"][0] == "(" and re.match("[年月日时点分号页]", after)  # 仁王（）日本
        return bool(_FIGURE_AFTER.match(after)) and not NOT_FIGURE.match(after) and not named
    if match["blank"]:
        # 〔原文此处…〕 holds words and is none; a box at a line's start or before a choice is a check box.
        at_start = not before.strip(" -*·•0123456789.、")
        round_or_check = match["blank"][0] == "(" or at_start
        return bool(_FIGURE_AFTER.match(after)) if round_or_check else bool(after.strip() or before.strip())
    sign = match["signs"][0]
    if match.end() - match.start() == len(folded.strip()):
        return False  # a rule across the page
    if sign == "…":
        names = _NAMES_BEFORE.fullmatch(_clause_before(folded, start)) and not FIGURE_BEFORE.search(before)
        return not names or after.lstrip()[:1] != "人"
    if sign in "〇○◯":
        return not (before[-1:] and before[-1] in _CHINESE_DIGIT + "二") and not (
            after[:1] and after[0] in _CHINESE_DIGIT
        )
    if sign == "_":
        # `姓名：____` is a blank to fill in, and so are those of lines without any sentence.
        counted = _FIGURE_AFTER.match(after) is not None and not re.match(r"\s?[年月日]", after)
        return not before.rstrip().endswith(":") and (counted or re.search("[,。;]", folded) is not None)
    if sign in "?#◆◇▲★☆※◎﹡∗▁":
        return bool(
            _FIGURE_AFTER.match(after) or re.match(_PLACE, after) or _IN_ROW.match(after) or _IN_ROW.search(before)
        )
    return True


def _clause_before(folded: str, start: int) -> str:
    return _CLAUSE.split(folded[max(0, start - _LONGEST_CLAUSE) : start])[-1]


def _recurs(folded: str, start: int, end: int) -> bool:
    """Whether a mask tells how many there are of what is done or happens, or how often: 每周安排X节劳动教育, 至少家访□次."""
    counts = _LOOSE_COUNTER.match(folded, end) or _HOW_OFTEN.match(folded, end)
    return bool(counts and _TIMES.search(_clause_before(folded, start)))


def _counts_alone(sign: str, before: str, after: str) -> bool:
    """Whether a single `*`, `_` or `□` stands for a figure, and is no mark of a field (带*项), of a hidden name (王*名列前茅)
    or of a product (单价*课时)."""
    if _PRICED.match(after) or _EVERY.search(before):
        return True
    if sign != "*":
        return FIGURE_BEFORE.search(before) is not None and after[:1] not in "年月日"
    if _FACTOR.search(before) or (_ALLOWANCE.search(before) and not after.startswith("人次")):
        return False
    dated = before[-1:] + after[:1] in ("月日", "年月") or re.match("月[底初上中下]", after)
    if dated or FIGURE_BEFORE.search(before) or _AFTER_STAR.match(after):
        return True
    if _ENDS_NAME.match(after):
        ends = _ENDS_CLAUSE.match(after) and not _NAME_BEFORE.search(before)
        return bool(ends or _GAIN_BEFORE.search(before))
    return before[-1:] not in _SURNAME and _IN_NAMES.match(after) is not None


def _find_bold(folded: str) -> set[int]:
    """Where pairs of `**` stand around emphasised words; one before a measure word or a place's kind is a mask."""
    if "**" not in folded:
        return set()
    marks = [match.start() for match in re.finditer(r"(?<!\*)\*\*(?!\*)", folded)]
    free = [at for at in marks if not _HIDDEN_AFTER.match(folded, at + 2)]
    return {at for pair in zip(free[::2], free[1::2], strict=False) for at in pair}


def _is_figure(folded: str, match: re.Match[str], following: tuple[int, bool] | None, columns: Collection[str]) -> bool:
    end = match.end()
    after = folded[end : end + 12]
    if match["compound"] or match["half"] or match["alone"] or match["told"] or match["number"] or match["phone"]:
        return True
    if following is not None and following[0] - end <= 3 and _NEXT_MASK.match(folded[end : following[0]]):
        return following[1]
    if _FIGURE_AFTER.match(after) and not NOT_FIGURE.match(after):
        return True
    if _recurs(folded, match.start(), end):
        return True
    ends_here = not after.strip() or after.lstrip()[0] in ",。;、!?)"
    before = folded[max(0, match.start() - 24) : match.start()]
    if not match[0].strip("*Xx×") and not _PLACE_AFTER.match(after) and _PHONE_BEFORE.search(before):
        return True
    if not ends_here:
        return False
    head = _HEAD.search(before)
    return bool(FIGURE_BEFORE.search(before) or COUNTED_HEAD.search(before) or (head and head[1] in columns))


def mask_notices(text: str, anchor: str, columns: Collection[str] = ()) -> Sequence[Notice]:
    """One notice per mask, over the signs themselves; `original` shows them with the word they belong to.

    The marks that cleaning leaves for damaged figures are not masks.
    """
    notices = []
    folded = fold_in_place(text)
    without_marks = text.replace(FIGURE_GAP, "　" * len(FIGURE_GAP)).replace(TEXT_GAP, "　" * len(TEXT_GAP))
    for mask in find_masks(without_marks, columns):
        span = Span(mask.start, mask.end)
        unit = (_UNIT if mask.figure else _PLACE_AFTER).match(folded, mask.end)
        shown = text[mask.start : unit.end() if unit else mask.end].rstrip()
        if mask.figure:
            message = say(Said.MASKED_FIGURE, shown=shown)
            notices.append(Notice(NoticeCode.MASKED_FIGURE, message, anchor, shown, span))
        else:
            message = say(Said.MASKED_NAME, shown=shown)
            notices.append(Notice(NoticeCode.MASKED_NAME, message, anchor, shown, span))
    return notices
