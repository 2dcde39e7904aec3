"""Names of places as words: short and long, Chinese and romanized, and a question with another in their stead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ingest import PROVINCES, fold, load_cities, load_segmenter, romanize, split_into_words, tokenize_words
from qa.contrasts import say_otherwise
from qa.glossary import find_everyday_words

_SUFFIXES = "特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|新区|省|市|县|区"
_SUFFIX = re.compile(rf"(?:{_SUFFIXES})$")
# Behind a stem: another kind of place, where it does not begin a word of its own: 市场, 区域, 县城, 省级.
_KIND = r"[省市县区州旗](?![级里内外域区县属直城管场民政容面别分间块定际舰下])"
# Behind the stem of a lower place the rank of what is there, where no list has such a place: 云杉市优秀教师, 云杉省示范校.
_RANKS = {"市": "省", "县": "省市", "区": "省市", "旗": "省市"}
_LINK = re.compile(rf"[\u4e00-\u9fff]{{2,}}?(?:{_SUFFIXES})")
_PROVINCE = re.compile("|".join(sorted({*PROVINCES, *PROVINCES.values()}, key=len, reverse=True)))
# No name begins with what asks for one or denies it (要云杉县户口吗), or ends by pointing: 在本市, 需要我县; but 天全县, 熊本县.
_BY_ITS_SUFFIX = re.compile(
    r"(?![要需有是没不只限几哪]|非(?!洲))[\u4e00-\u9fff]{2,7}[省市县区州](?<![我各该每哪][省市县区州])(?<![^万天熊尔][本全][省市县区州])"
    r"(?![级里内外域属直]|教(?![育体]局))"
)
_LEADS_ON = re.compile(r"(?:请问|那么?|今年|明年|去年|(?:19|20)\d{2}年的?|[要需有是非没不只限,，\s])*")
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
# Characters of the short words of schools, which a dictionary may lack as it lacks small places: 体考, 奖补, 三孩.
_OF_SCHOOLS = re.compile(r"[一二三四五六七八九十两双考补托教学师岗聘辍减技创餐孩童惠费生班课校园户办段级位的]")
# Not one that begins another name: Beijing Winter Olympics, Beijing time.
_ENGLISH_NAME = re.compile(
    r"(?<![A-Za-z])(?:Inner Mongolia|Hong Kong|[A-Z][a-z]{4,})(?![a-z])(?! time\b)"
    r"(?! (?!(?:New Area|City|County|District|Province|Provincial|Prefecture|Municipal|Municipality|Government|Education|Bureau)\b)[A-Z][a-z])"
)
_BEHIND_IN_ENGLISH = r"(?:'s)?(?:\s+(?:new area|city|county|district|province|prefecture|municipality))?(?:'s)?\b\s*"
# English names that are not the pinyin of the Chinese ones, or tell two apart that would sound the same.
_ROMANIZED = {
    "西藏": "tibet|xizang", "陕西": "shaanxi", "内蒙古": "inner mongolia|nei ?menggu", "香港": "hong ?kong", "澳门": "macau|macao",
    "哈尔滨": "harbin", "拉萨": "lhasa", "乌鲁木齐": "urumqi|ürümqi", "呼和浩特": "hohhot", "吕梁": "lüliang|lvliang",
}  # fmt: skip


def place_links(region: str) -> tuple[str, ...]:
    """The places that a region is named by, the widest first, folded.

    >>> place_links("河南省郑州市"), place_links("郑州市"), place_links("济南市市中区"), place_links("浙江")
    (('河南省', '郑州市'), ('郑州市',), ('济南市', '市中区'), ('浙江',))
    """
    folded = fold(region)
    links = tuple(_LINK.findall(folded))
    return links if "".join(links) == folded else (folded,)


def place_stem(region: str) -> str:
    """Without 省 or 市, where two characters are left that are a name; of a place in another, the one inside.

    >>> [place_stem(region) for region in ("浙江省", "河南省郑州市", "市中区")]
    ['浙江', '郑州', '市中区']
    """
    name = place_links(region)[-1]
    stem = _SUFFIX.sub("", name)
    return stem if len(stem) > 1 and stem[0] not in "省市县区" else name


def names_place(place: str, folded: str) -> bool:
    """Whether a folded text names the place, in full or by its stem; not another kind of place of the same stem.

    >>> [names_place("云杉县", text) for text in ("云杉县招生", "云杉几号报名", "云杉市场", "云杉市几号报名", "云杉区、云杉县")]
    [True, True, True, False, True]
    >>> names_place("松浦新区", "松浦区"), names_place("浙江", "浙江省"), names_place("吉林省", "吉林市")
    (True, True, False)
    >>> names_place("广西壮族自治区", "广西省"), names_place("北京市", "北京省")
    (True, True)
    >>> [names_place(place, f"{place[:2]}市优秀教师") for place in ("云杉县", "长沙县", "吉林省")]
    [True, False, False]
    """
    stem, kind = _stem_and_kind(place)
    return re.search(rf"{re.escape(stem)}(?:{kind}|(?!{_KIND}))", folded) is not None


def find_like_named(place: str, folded: str) -> list[str]:
    """The places of the same stem and another kind that a folded question names.

    >>> find_like_named("云杉县", "云杉市和云杉县几号报名"), find_like_named("云杉县", "云杉市场和云杉县城")
    (['云杉市'], [])
    """
    stem, kind = _stem_and_kind(place)
    return re.findall(rf"{re.escape(stem)}(?!{kind}){_KIND}", folded)


def _stem_and_kind(place: str) -> tuple[str, str]:
    """A place's stem, and what may stand behind it of its own kind, as a pattern: 新区 or 区; of a bare name any, of a
    province that is no 省 what people take it for, of a lower one the rank of what is there."""
    stem = place_stem(place)
    name = place_links(place)[-1]
    kind = name.removeprefix(stem)
    if PROVINCES.get(stem) == name and kind != "省":
        return stem, f"{kind}|[省市区]"
    if not kind:
        return stem, "[省市县区州旗]"
    listed = ("省" if stem in PROVINCES else "") + ("市" if f"{stem}市" in load_cities() else "")
    ranks = "".join(rank for rank in _RANKS.get(kind[-1], "") if rank not in listed)
    return stem, f"{kind}|{kind[-1]}" + (f"|[{ranks}](?=[示优骨第重])" if ranks else "")


def name_pattern(place: str) -> re.Pattern[str]:
    """The names of a place in a folded question: 浙江, 浙江省, zhejiang, "zhejiang province's"."""
    stem, own = place_stem(place), place_links(place)[-1]
    return re.compile(rf"{re.escape(fold(place))}|{re.escape(own)}|{re.escape(stem)}[省市]?|{in_pinyin(place).pattern}")


@lru_cache(maxsize=256)
def in_pinyin(region: str) -> re.Pattern[str]:
    """Of a folded question: "songpu", "songpu new area's"."""
    stem = place_stem(region)
    names = _ROMANIZED.get(stem) or re.escape(romanize(stem))
    return re.compile(rf"\b(?:{names}){_BEHIND_IN_ENGLISH}")


def is_place(subject: str) -> bool:
    """Whether it is the name of a province, city or county and nothing else.

    >>> is_place("西藏"), is_place("杭州"), is_place("云杉县"), is_place("普通高中"), is_place("在本县")
    (True, True, True, False, False)
    """
    named = subject.removesuffix("省").removesuffix("市") in PROVINCES or subject in load_cities()
    return named or _PROVINCE.fullmatch(subject) is not None or _BY_ITS_SUFFIX.fullmatch(subject) is not None


def split_place(question: str) -> tuple[str, str]:
    """The place that a question begins with, empty when it begins otherwise, and the rest.

    >>> split_place("广西今年的目标是多少"), split_place("目标是多少")
    (('广西', '今年的目标是多少'), ('', '目标是多少'))
    """
    named = _PROVINCE.match(question) or _BY_ITS_SUFFIX.match(question)
    if named is None:
        first = next(iter(split_into_words(question)), "")
        return (first, question[len(first) :]) if first in load_cities() else ("", question)
    return named.group(), question[named.end() :].removeprefix("省").removeprefix("市")


def is_short_name(subject: str) -> bool:
    """Whether it may be the name of a small place without 市 or 县: two to four characters that are no other words.

    >>> [is_short_name(text) for text in ("云泽", "松岭", "学籍", "体考", "单亲户")]
    [True, True, False, False, False]
    """
    if _SHORT_NAME.fullmatch(subject) is None or find_everyday_words(subject) or say_otherwise(subject):
        return False
    words = split_into_words(subject)
    return all(word in _load_names() if len(word) > 1 else not _OF_SCHOOLS.match(word) for word in words)


@lru_cache(maxsize=1)
def _load_names() -> frozenset[str]:
    """Words that jieba's dictionary knows as names of places or persons, which it often takes small places for."""
    with load_segmenter().get_dict_file() as lines:
        entries = (line.decode("utf-8").split() for line in lines)
        return frozenset(word for word, _, kind in entries if kind in {"ns", "nr"})


def find_place(question: str) -> tuple[int, int] | None:
    """Where a question names a place: a province or city anywhere, another one at its beginning; None when nowhere.

    >>> find_place("今年云杉县招多少教师"), find_place("需要云杉县户口吗"), find_place("有几个区"), find_place("招多少教师")
    ((2, 5), (2, 5), None, None)
    """
    cities = load_cities()
    words = (word for word in tokenize_words(question) if word in cities)
    named = _PROVINCE.search(question) or next((re.search(re.escape(word), question) for word in words), None)
    if named is None:
        leads_on = _LEADS_ON.match(question)
        named = _BY_ITS_SUFFIX.match(question, leads_on.end() if leads_on else 0)
    if named is None:
        return None
    return named.start(), named.end() + (question[named.end() : named.end() + 1] in {"省", "市"})


def ask_of_place(place: str, before: str, named: str = "") -> str:
    """The earlier question of another place; `named` is one that it is known to begin with.

    >>> ask_of_place("江苏", "浙江省今年GDP目标是多少?"), ask_of_place("杭州", "今年建多少学校?")
    ('江苏今年GDP目标是多少?', '杭州今年建多少学校?')
    >>> ask_of_place("南岑，", "云泽，招多少老师", named="云泽，")
    '南岑，招多少老师'
    """
    found = (0, len(named)) if named and before.startswith(named) else find_place(before)
    start, end = found or (0, 0)
    return f"{before[:start]}{place}{before[end:]}"


def find_romanized(question: str) -> list[str]:
    """Provinces and cities that an English question names.

    >>> find_romanized("How much grain will Zhejiang, Beijing and Inner Mongolia grow?"), find_romanized("the Beijing Winter Olympics")
    (['浙江', '北京', '内蒙古'], [])
    """
    known = _load_romanized()
    return [known[name] for name in map(str.lower, _ENGLISH_NAME.findall(question)) if name in known]


@lru_cache(maxsize=1)
def _load_romanized() -> Mapping[str, str]:
    """Folded English name → the province or city of that name; none where there are several, Suzhou and Suzhou."""
    by_name: dict[str, str] = {}
    several: set[str] = set()
    cities = (city for city in load_cities() if not city.endswith("市"))
    for place in dict.fromkeys((*PROVINCES, *cities)):  # 北京 is both
        names = _ROMANIZED.get(place, romanize(place))
        for name in names.replace(" ?", "").split("|"):
            several |= {name} if name in by_name else set()
            by_name[name] = place
    return {name: place for name, place in by_name.items() if name not in several}
