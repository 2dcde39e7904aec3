"""The years that a question names, and those that it compares."""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest import fold

# Four digits are a year before 年, and alone unless something is counted or measured by them.
_YEAR = re.compile(
    r"(?<![\d.])(?<!\d:)((?:19|20)\d{2})(?![\d%])(?!\s*(?:[个万亿多余亩册套间户次吨字斤千百块件辆米]|平方|平米|公[里顷斤分]|课时|分钟?(?!别|类)"
    r"|名(?![单额师校])|所(?![有需])|人(?![才工员口事])|元(?!旦)|项(?!目)|座(?!谈)|家(?![长庭校])|本(?![市省县区级科])|位(?!置)|条(?![件例])|台(?![账州湾])))"
)
_CHINESE_YEAR = re.compile(r"([二一][〇零○Oo九][〇零○Oo一二三四五六七八九]{2})年")
# Two digits before 年 are a length of time at least as often: what stands around them tells.
_SHORT_YEAR = re.compile(
    r"(?<![\d.满近共任约过达超第了经龄已整史续])(?<!从教|任教|执教|建国|建校|建党)(\d{2})年"
    r"(?![级来期制以前后内间左里多]|之[内前后久]|周年|时间|教龄|工龄|历史|经验|免费|义务|一贯|校庆)"
)
# When somebody was born, or did what is no document's business, is no year that is asked about.
_OF_A_LIFE = re.compile(
    r"(?:19|20)\d{2}年?\s*(?:\d{1,2}月)?(?:\s*\d{1,2}[日号])?\s*(?:[以之]?[前后])?(?:出生|生的|生人|买的?房|结的?婚|入职|参加工作)"
    r"|\bborn (?:in|on|before|after|between|since)\b[^.?!;]{0,20}?(?:19|20)\d{2}"
)
_BASE_YEAR = re.compile(r"[比较](?:19|20)\d{2}年")
_ITEM_NUMBER = re.compile(r"^\s*[(（]?\d{1,2}[.．、)）]\s*")
_SENTENCE_ENDS = re.compile(r"[。；;！!？?]")
_UNIT_OF_YEARS = re.compile(r"\s*年?度?")
_LONGEST_RANGE = 30
_SHORTEST_QUESTION = 3  # characters; a question of years alone is left as it is
_CHINESE_DIGITS = {
    **{character: str(i) for i, character in enumerate("〇一二三四五六七八九")},
    "零": "0",
    "○": "0",
    "o": "0",
}
LAST_YEAR = r"去年|上一?年(?![级末])|前一年|\blast year\b|\bprevious year\b|\byear before\b"
_LAST_YEAR = re.compile(LAST_YEAR)
NEXT_YEAR = r"明年|下一?年(?![级末])|来年|\bnext year\b|\bthe coming year\b"
_NEXT_YEAR = re.compile(NEXT_YEAR)
_YEAR_BEFORE_LAST = re.compile(r"(?<![\d一二两三四五六七八九十几])前年(?!级)|\bthe year before last\b")
_YEAR_WORDS = r"(?:(?:19|20)?\d{2}|[二一][〇零○Oo九][〇零○Oo一二三四五六七八九]{2})\s*年?度?"
_RANGE = re.compile(rf"{_YEAR_WORDS}\s*(?:到|至|~|-|—+|–|\bto\b|\bthrough\b|\buntil\b)\s*{_YEAR_WORDS}")
_SIDE_BY_SIDE = re.compile(
    rf"{_YEAR_WORDS}(?:\s*(?:[和与跟及、,比较同]|\band\b|\bor\b|\bthan\b)\s*(?:in\s+)?{_YEAR_WORDS})+"
)
_SINCE = re.compile(rf"{_YEAR_WORDS}(?:以[后来]|之后|后来|起|至今|到现在|到今年)|\bsince\b|\bafter\b")
# What stands between years and about them, once each year is replaced by a mark.
_YEARS_JOINED = re.compile(
    r"(?:\b(?:in|for|of|during|between|from)\s+)?(?:\bthe\s+years?\s+)?\0"
    r"(?:\s*(?:[和与跟及、,到至~-]|\b(?:and|to|or|with|vs\.?|versus)\b)\s*\0)*(?:这?[一两三]年)?(?:各自?|分别|之间)?"
)
_ALL_YEARS = re.compile(
    r"这几年|近几年|几年来|历年|逐年|各年|年年|哪一?年.{0,8}?[最更]|\bover the years\b|\bwhich year\b.*\b(?:most|least|more|[a-z]+est)\b"
)
_COUNTED_YEARS = re.compile(r"(?:这|近|最近|过去|前后)([两二三四五六])年|([两二三四五六])年(?:来|间)")
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
# Words of change compare years by themselves; the others do beside a year, or beside “last year”.
_CHANGE = re.compile(r"变化|变动|变了|调整过|增加了|减少了|提高了|降低了|上调|下调|\bchange|\byear[- ]on[- ]year\b")
_COMPARISON = re.compile(
    r"相比|比较|对比|差别|区别|不同|差(?:了|多少|几)|[比较跟和与同](?:于)?(?:去年|上一?年|前一年)|多还是少|[多少高低]了(?:多少|几|还是)"
    r"|\bcompar|\bdiffer|\bversus\b|\bvs\b|\bthan\b|\bas (?:the )?(?:last|previous|prior) year\b"
)

# What a document tells of a change since the year before, and what asks for it.
_YEAR_COMPARED = r"(?:去年|上一?年|前一年)"
_TELLS_CHANGE = re.compile(rf"同比(?:于?\s*{_YEAR_COMPARED})?|[比较同]于?\s*{_YEAR_COMPARED}")
_ASKS_OF_CHANGE = re.compile(
    rf"{_TELLS_CHANGE.pattern}|\b(?:than|over|since) (?:the )?(?:last|previous|prior) year\b"
    r"|\b(?:than|over) the year before\b|\byear[- ]on[- ]year\b"
)
# … or may ask for it: beside this year, or where a word of change stands next to it (和去年一样吗, changed from last year);
# but not 在校生数和去年招生数, 中考改革和去年的分数线.
_AND_LAST_YEAR = rf"[与和跟]\s*(?:{LAST_YEAR})"
_FROM_LAST_YEAR = r" (?:from|as|with|to|against) (?:(?:the )?(?:last|previous|prior) year|the year before)\b(?:['’]s)?"
_THIS_YEAR = re.compile(r"今年|本年|\bthis year\b")
_BESIDE_THIS_YEAR = re.compile(rf"(?P<kept>){_AND_LAST_YEAR}|{_FROM_LAST_YEAR}")
_BESIDE_CHANGE = re.compile(
    rf"(?P<kept>\b(?:same|as (?:many|much|high|low)|chang|differ|compar|increas|decreas|rais|ris|rose|gr[eo]w|f[ae]ll|drop|cut"
    rf"|adjust|expand|more\b|fewer\b|less\b|what(?:['’]s| is) new\b|up\b|down\b)\w*(?: [\w'’-]+){{0,5}}){_FROM_LAST_YEAR}"
    rf"|{_AND_LAST_YEAR}(?=[^,，。;；?？]{{0,12}}?(?:比(?![例率重])|相较|一样|一致|持平|相[同仿当]|不同|异同|区别|出入|差|增|减|涨|降|上升|提高|翻|变|调整|上调"
    r"|多(?!少)|[少高低]了)|[?？。\s]*$)"
)


def asks_of_change(folded: str) -> bool:
    """Whether a folded question asks what has changed since the year before.

    >>> asks_of_change("招生比去年少了多少"), asks_of_change("去年招生多少")
    (True, False)
    """
    return without_base_year(folded) != folded


def without_base_year(folded: str) -> str:
    """A folded question without the year before that it only compares with.

    >>> without_base_year("今年招生比去年少了多少"), without_base_year("去年招生比上年少了多少")
    ('今年招生少了多少', '去年招生少了多少')
    >>> without_base_year("招生人数和去年持平吗"), without_base_year("was it raised from last year")
    ('招生人数持平吗', 'was it raised')
    >>> without_base_year("中考改革和去年的分数线是多少"), without_base_year("同比去年增加多少")
    ('中考改革和去年的分数线是多少', '增加多少')
    >>> without_base_year("as many as last year?"), without_base_year("which tasks from last year are to be expanded")
    ('as many?', 'which tasks from last year are to be expanded')
    """
    beside = _BESIDE_THIS_YEAR if _THIS_YEAR.search(folded) else _BESIDE_CHANGE
    return _ASKS_OF_CHANGE.sub("", beside.sub(lambda match: match["kept"] or "", folded))


def tells_change(folded: str) -> bool:
    """Whether a document's folded text tells a change since the year before: 比上年增长3%."""
    return _TELLS_CHANGE.search(folded) is not None


def says_last_year(folded: str) -> bool:
    return bool(_LAST_YEAR.search(folded))


def says_year_before_last(folded: str) -> bool:
    """
    >>> says_year_before_last("前年招多少人"), says_year_before_last("三前年级")
    (True, False)
    """
    return bool(_YEAR_BEFORE_LAST.search(folded))


def says_next_year(folded: str) -> bool:
    return bool(_NEXT_YEAR.search(folded))


def read_years(folded: str, covered: Collection[int]) -> tuple[int, ...]:
    """Years that a folded question names, in order, each once. Two digits name one only if it is covered.

    >>> read_years("2021年和二〇二二年", ()), read_years("22年招生", {2022}), read_years("教龄满22年", {2022})
    ((2021, 2022), (2022,), ())
    """
    lives = [match.span() for match in _OF_A_LIFE.finditer(folded)]
    found = {
        match.start(): int(match.group(1))
        for match in _YEAR.finditer(folded)
        if not any(start <= match.start() < end for start, end in lives)
    }
    for match in _CHINESE_YEAR.finditer(folded):
        found[match.start()] = _spelled_year(match)
    short = {match.start(): 2000 + int(match.group(1)) for match in _SHORT_YEAR.finditer(folded)}
    found |= {start: year for start, year in short.items() if year in covered}
    return tuple(dict.fromkeys(year for _, year in sorted(found.items())))


def read_told_years(folded: str) -> tuple[int, ...]:
    """Years that a folded text tells of, those between the two of a range too.

    >>> read_told_years("2024-2026年新建3所，2030年达到5所")
    (2024, 2025, 2026, 2030)
    """
    told = set(read_years(folded, ()))
    for match in _RANGE.finditer(folded):
        ends = read_years(match.group(), ()) or (0,)
        first, last = min(ends), max(ends)
        told.update(range(first, last + 1) if last - first <= _LONGEST_RANGE else ())
    return tuple(sorted(told - {0}))


def years_side_by_side(folded: str) -> set[int]:
    """Years that a folded question names beside another: each is asked about.

    >>> sorted(years_side_by_side("2021年和2022年各建几所")), years_side_by_side("2019年毕业的2022年能报名吗")
    ([2021, 2022], set())
    """
    return {year for run in _SIDE_BY_SIDE.finditer(folded) for year in read_years(run.group(), ())}


def years_named(text: str) -> set[int]:
    """The years that a document's text tells of, the number of an item in front of it aside: 2.2023年新建4所."""
    return set(read_told_years(_ITEM_NUMBER.sub("", fold(text))))


def years_told_of(before: str, sentence: str, own_year: int | None) -> set[int]:
    """The years that a sentence of a document tells of: those that it names, or else those of the nearest sentence `before`
    it that names any. One that names the document's own year beside others goes on about that; one that a change is
    reckoned from (比2022年提高) is not told of.

    >>> years_told_of("2021年开工10所。", "新增学位900个。", 2022), years_told_of("2021年开工、2022年新建10所。", "严格落实就近入学。", 2022)
    ({2021}, {2022})
    """
    said = years_named(_BASE_YEAR.sub("", sentence))
    if said:
        return said
    earlier = (years_named(_BASE_YEAR.sub("", one)) for one in reversed(_SENTENCE_ENDS.split(before)))
    said = next((one for one in earlier if one), set())
    return {own_year} if own_year in said else said


def without_years(text: str, years: Collection[int]) -> str:
    """A question without these years and without "哪一年最多": what is asked of documents that the years chose.

    >>> without_years("二〇二二年招生有什么规定?", {2022}), without_years("2021年和2022年各建几所?", {2021, 2022})
    ('招生有什么规定?', '建几所?')
    >>> without_years("What must schools do in 2022?", {2022}), without_years("到2025年建几所?", {2022})
    ('What must schools do?', '到2025年建几所?')
    """
    folded = fold(text)
    if len(folded) != len(text):  # a character that folds into several: the places would not agree
        text = folded
    spans = [match.span() for match in _YEAR.finditer(folded) if int(match.group(1)) in years]
    spans += [match.span() for match in _CHINESE_YEAR.finditer(folded) if _spelled_year(match) in years]
    spans += [match.span() for match in _SHORT_YEAR.finditer(folded) if 2000 + int(match.group(1)) in years]
    if len(years) > 1:
        spans += [match.span() for match in _ALL_YEARS.finditer(folded)]
    marked = text
    for start, end in sorted(spans, reverse=True):
        unit = _UNIT_OF_YEARS.match(folded, end)
        marked = f"{marked[:start]}\0{marked[unit.end() if unit else end :]}"
    left = re.sub(r"\s+(?=[?？.。!！,，]|$)", "", _YEARS_JOINED.sub("", marked)).strip(" ,，、的")
    return left if len(left) >= _SHORTEST_QUESTION else text


def read_compared_years(folded: str, covered: Collection[int]) -> tuple[int, ...]:
    """The years that a folded question sets side by side, two or more; none where it compares none.

    Years that no document covers are among them only where they are named; last year stands alone where it is one.

    >>> read_compared_years("2021年到2023年逐年是多少", {2021, 2022, 2023})
    (2021, 2022, 2023)
    >>> read_compared_years("今年招生和去年相比", {2022, 2023}), read_compared_years("公办和民办有什么不同", {2022, 2023})
    ((2023, 2022), ())
    """
    named = read_years(folded, covered)
    if len(named) > 1:
        between = {year for year in covered if min(named) < year < max(named)} if _RANGE.search(folded) else set()
        return tuple(sorted({*named, *between})) if between else named
    if named and _SINCE.search(folded):
        return _several(sorted(year for year in covered if year >= named[0]))
    newest_first = sorted(covered, reverse=True)
    if _ALL_YEARS.search(folded):
        return _several(newest_first)
    counted = _COUNTED_YEARS.search(folded)
    if counted and not named:
        return _several(newest_first[: _COUNTS[counted.group(1) or counted.group(2)]])
    last_year = says_last_year(folded)
    if covered and (_CHANGE.search(folded) or (_COMPARISON.search(folded) and (named or last_year))):
        until = named[0] if named else newest_first[0]
        two = _several([year for year in newest_first if year <= until][:2])
        return two or ((until - 1,) if last_year else ())
    return ()


def _spelled_year(match: re.Match[str]) -> int:
    return int("".join(_CHINESE_DIGITS.get(character, character) for character in match.group(1)))


def _several(years: list[int]) -> tuple[int, ...]:
    return tuple(years) if len(years) > 1 else ()
