"""The lines of a document that bear its title."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import accumulate, filterfalse, islice, takewhile

from ingest.outline.head_lines import BARE_NUMBER, DATE, NUMBER, ORDER, ORGAN_END, RED_HEAD, find_year
from ingest.outline.regions import find_region
from ingest.text.folding import fold_in_place
from ingest.text.number_styles import read_head
from ingest.text.sentences import PAUSES, STOPS, opens_unclosed
from ingest.text.signatures import is_office

HEAD_LINES = 25
LONGEST_TITLE = 80
_SHORTEST_TITLE = 8  # of one that no word for a document shows
_MOST_BREAKS = 3  # in a title, from its 关于 or an open bracket to its end
_KIND = (
    r"(?:通知|意见|方案|办法|规定|报告|规划|计划|细则|条例|纲要|要点|公告|通告|通报|决定|决议|总结|制度|章程|函|批复|命令|令|纪要|请示"
    r"|讲话|指南|简章|标准|指引|清单|规则|准则|守则|预案|法|说明|解读|倡议书|问答|措施|政策|名单|目录|白皮书|体系|要求|手册)"
)
# Words that end a title only where more stands before them: 基本情况 is a heading.
_WEAK_KIND = (
    r"(?<=.{6})(?:答复|公示|启事|提案|议案|建议|公约|安排|部署|情况|简报|汇报|思路|流程|程序|战略|行动|汇编"
    r"|(?<!代)表|试卷)"
)
_TITLE_END = re.compile(rf"(?:{_KIND}|{_WEAK_KIND})(?:\s?[(《].{{1,30}}[)》])?$")
# What stands below a title that broke there: 的通知, (2024—2026年)的通知, (试行)》的通知, 与2024年计划草案的报告.
_TITLE_TAIL = re.compile(
    rf"(?:(?:\([^()]{{1,20}}\))?》?|(?:与(?!会)|暨|及(?!时)|和(?=\d{{4}}年))[^,。;:]{{2,50}})的{_KIND}$"
)
_BYLINE = re.compile(
    r"^(?:(?:标题|名称|索引号|主题分类|发文机关|发布机构|发文字号|[成发][文布]日期)\s|附[件录]?\s?[\dA-Z]{0,2}(?:\s|$)|[\u4e00-\u9fff]{2,6}\s?:|来源|作者|发布|时间|日期|编辑|文号|索引号|[—–-]{1,4}|\()|^\S{1,14}(?:省长|市长|主席|主任|县长|区长|书记)\s"
)
_BODY_END = r"[局厅部委会府室院校园处所站组司门大中小学)]|中心|单位"
# Where a title broke so that even a line with its own 关于 goes on with it: 关于进一步做好, 关于转发省教育厅.
_BROKEN = re.compile(
    r"关于(?:(?:进一步)?(?:公布|发布|下达|做好|开展|推进|加强|深化|规范|调整)|(?:转发|批转|印发)[^《》]{0,20})$"
)
# And so that any other line right below goes on with it: 县教育局关于, 关于举办, 关于2024年; not 关于教育的论述.
_HANGS = re.compile(
    rf"(?:^|{_BODY_END})\s?关于(?!本[站网]|(?:学校|学院|协会|学会|中心|医院|公司|单位)$)[\u4e00-\u9fff\d]{{0,8}}$(?<!专[栏题])(?<!论述|讲话)"
)
# 关于 at a title's beginning: behind nothing, its year or a body, not 总书记关于….
_BEGINS_MATTER = re.compile(rf"(?:^|年|{_BODY_END})\s?关于")
_OF_KIND = re.compile(rf"的[^的]{{0,3}}{_KIND}(?:\([^()]{{1,20}}\))?$")
# An entry that only a web page's menu has: 首页, 关于我们, 首页 > 政策文件; 关于我局“双减”工作的报告 is none.
_MENU = re.compile(
    r"(?:^|\W|网站)(?:首页(?=\W|$)|关于(?:我[们局]|本[站网]|网站)(?=\s*(?:$|[>|›»→·/\]】_—–-])|\s+\S{2,5}(?:\s|$)))"
)
_LONGEST_ENTRY = 5  # 政策文件, 通知公告
# What a site calls its columns, though documents are called so too.
_COLUMN = re.compile(r"(?!通知$)(?:通知|公告|公示|通告|政务|政策|法规|规划|计划|解读|文件){1,2}")


def find_title_lines(texts: Sequence[str], levels: Sequence[int | None], left_out: Collection[int] = ()) -> list[int]:
    """The lines of the title, before the first running text: the one that ends like a document's name, with the
    lines above it from its 关于 or an open bracket on, or the line above when that is the body that issued it or its
    title broke there. Lines `left_out` are none."""
    head = list(islice(filterfalse(set(left_out).__contains__, range(len(texts))), HEAD_LINES))
    texts = [close_spaced(text) for text in texts[: head[-1] + 1 if head else 0]]
    candidates = _find_candidates(texts, head)
    if not candidates:
        return []
    bodies = [i for i in candidates if ORGAN_END.search(fold_in_place(texts[i]).strip())]
    named = [i for i in candidates if ends_title(texts[i], _lines_below(texts, candidates, i))]
    chosen = next(
        iter(named or [i for i in candidates if i not in bodies and len(texts[i]) >= _SHORTEST_TITLE] or candidates)
    )
    styled = next((i for i in candidates if levels[i] == 1), None)
    if styled is not None and chosen not in named:
        chosen = styled
    first = last = chosen
    while last + 1 in candidates and _TITLE_TAIL.match(fold_in_place(texts[last + 1]).strip()):
        last += 1
    # 关于做好 / 2024年教师招聘 / 工作的通知; 印发《三年行动 / 计划》的通知
    whole = _is_whole(texts[chosen])
    for index in range(chosen - 1, max(chosen - _MOST_BREAKS, 0) - 1, -1):
        if index not in candidates or index in named:
            break
        line = fold_in_place(texts[index]).strip()
        closed = opens_unclosed(line) and not opens_unclosed("".join(texts[index : last + 1]))
        if closed or _BROKEN.search(line) or (not whole and _BEGINS_MATTER.search(line)):
            first = index
        whole = whole or (index in bodies and find_region(line) != "")
    # A title over two lines, or the issuing body on the line above 关于…的通知.
    while first - 1 in candidates and _goes_on(texts[first - 1], texts[first]):
        first -= 1
    return list(range(first, last + 1))


def _is_whole(text: str) -> bool:
    """Whether a line that ends a title has its beginning too: 关于, or a place or year that its words do not depend on.

    >>> _is_whole("县教育局关于招生的通知"), _is_whole("石门县2024年工作要点"), _is_whole("2024年招生工作的通知")
    (True, True, False)
    """
    folded = fold_in_place(text).strip()
    if "关于" in folded.partition("《")[0]:
        return True
    region = find_region(folded)
    named = re.match(r"(?:19|20)\d\d\s?年|全[省市县区]", folded) or (region and folded.startswith(region[:2]))
    return bool(named) and not _OF_KIND.search(folded)


def _find_candidates(texts: Sequence[str], head: Sequence[int]) -> list[int]:
    """The lines of the `head`, up to the running text, that may be the title's; the entries of a menu are none, but
    for the last that ends like a title, and is no column, where nothing else stands: 首页 / 招生简章."""
    candidates: list[int] = []
    last_entry: list[int] = []
    in_menu = False
    for index in head:
        folded = fold_in_place(texts[index]).strip()
        if not folded:
            continue
        entry = len(folded) <= _LONGEST_ENTRY and "关于" not in folded
        of_menu = _MENU.search(folded) is not None
        in_menu = of_menu or (in_menu and entry)
        if _is_title_like(folded):
            if not in_menu:
                candidates.append(index)
            elif not of_menu and ends_title(folded) and not _COLUMN.fullmatch(folded):
                last_entry = [index]
        elif (
            (len(folded) > 40 and any(stop in folded for stop in STOPS + ","))
            or folded.endswith(":")
            or read_head(folded, weak=False)
        ):
            break
    return candidates or last_entry


def _lines_below(texts: Sequence[str], candidates: Collection[int], index: int) -> list[str]:
    """The lines on which a title that begins or goes on at `index` may go on."""
    below = range(index + 1, index + 1 + _MOST_BREAKS)
    return [texts[i] for i in takewhile(candidates.__contains__, below)]


def ends_title(text: str, below: Sequence[str] = ()) -> bool:
    """Whether a line ends like a document's name, with no bracket left open that the lines `below` close.

    >>> ends_title("关于印发《教育规划", ["及其配套", "措施》的通知"]), ends_title("关于印发《教育规划", ["各县教育局"])
    (False, True)
    """
    if _TITLE_END.search(fold_in_place(text).strip()) is None:
        return False
    whole = accumulate(below, initial=text)
    return not opens_unclosed(next(whole)) or all(map(opens_unclosed, whole))


def _is_title_like(folded: str) -> bool:
    if len(folded) > LONGEST_TITLE or folded[-1] in STOPS + PAUSES:
        return False
    if _BYLINE.search(folded) and not _TITLE_TAIL.match(folded):
        return False
    if read_head(folded, weak=False) or RED_HEAD.match(folded) or _is_number(folded) or DATE.fullmatch(folded):
        return False
    if (NUMBER.search(folded) or ORDER.search(folded)) and not _TITLE_END.search(folded):
        return False
    return not any(stop in folded for stop in STOPS) and bool(re.search(r"[\u4e00-\u9fff]{2}", folded))


def _is_number(folded: str) -> bool:
    return (NUMBER.fullmatch(folded) or BARE_NUMBER.fullmatch(folded)) is not None


def close_spaced(text: str) -> str:
    """A line whose characters are set apart by blanks, without them: `通 知`, `关 于 招 生 的 通 知`."""
    return re.sub(r"\s", "", text) if re.fullmatch(r"\s*(?:\S\s+)+\S\s*", text) else text


def _goes_on(above: str, below: str) -> bool:
    first, second = fold_in_place(above).strip(), fold_in_place(below).strip()
    if ends_title(first, [second]):
        return False
    if second.startswith("关于") and "关于" in first:
        return _BROKEN.search(first) is not None
    if _HANGS.search(first) and "关于" not in second.partition("《")[0]:
        return True
    if second.startswith(("关于", "印发", "转发")) or (is_office(first) and is_office(second)):
        return True
    place = "" if find_region(second) else find_region(first)
    broken = not find_year(second) and (find_year(first) or not ORGAN_END.search(first))
    return ends_title(second) and (first.endswith("的") or bool(place and (broken or first == place)))
