"""The places that a question names: those that documents are about, and one that none is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from ingest import PROVINCES, Document, Paragraph, fold, fold_in_place, load_cities, tokenize_words
from qa.place_names import find_like_named, find_romanized, in_pinyin, names_place, place_links, place_stem

# "户口在河南", "从河南转来", "像河南那样"; "河南户口", "河南人": the question is about this place all the same.
_LEADS_ELSEWHERE = re.compile(r"(?:户口|户籍|学籍|老家|家)(?:都|还)?[是在]$|[从由自去到往回转像跟和与比]$")
_COMES_FROM = re.compile(r"(?:从|由|来自|离开|像|户[口籍]在)$")
# "在广东打工": where the parents are.
_BEING_ELSEWHERE = re.compile(r"(?:打工|务工|上班|做生意|当兵|经商)")
_FROM_ELSEWHERE = re.compile(
    r"[省市县]?的?(?:户口|户籍|学籍|籍|人(?![均口大民力才])|孩子|学生|考生|那样|一样|转|回|来)"
)
# A place that no list knows, at the beginning of a question: "宁州市2022年…", "临川县的…"; "全市", "各县" are none.
_UNLISTED = re.compile(
    r"^(?:请问|问一下|想问|在|那)?([^各全我本外该哪城地级所在省会直辖个几两多每同跨邻进到从这那其他整农村回去来问未经按由对向把被让给][^各全我本外该哪城地级所在会直辖个几两每到从这那其他市县区的经]{1,2}[市县州])"
    r"(?=的|今年|去年|明年|(?:19|20)?\d{2}年|教育局)"
)
# What may follow a place that is named by its short name alone; before other words it is part of a name: 松浦实验小学.
# … or which opens the question, unless it begins the name of something there: 松浦实验小学.
_NO_NAME_BEHIND = r"(?![\u4e00-\u9fff]{0,6}?(?:小学|中学|学校|学院|大学|医院|幼儿园|公司|路|街|镇|乡|[省市县区]))"
_BEHIND_SHORT = r"(?=今年|明年|的|这|那|在|对|怎|咋|如何|哪|什么|啥|有|要|会|打算|准备|小孩|孩子|老师|教师|\d|\s|$|[,，。?？:：、！!])"
_SHORTEST_QUESTION = 3  # characters; a question of places alone is left as it is


def find_named_places(folded: str, documents: Mapping[str, Document]) -> frozenset[str]:
    """Regions of documents that a folded question names, with or without 省 or 市, or in pinyin; where somebody comes from
    is left out beside another."""
    regions = {document.region for document in documents.values() if document.region}
    named = {region for region in regions if names_place(region, folded) or in_pinyin(region).search(folded)}
    named -= {one for one in named for other in named if _is_rather(other, one, folded)}
    here = {region for region in named if not _COMES_FROM.search(folded.partition(place_stem(region))[0])}
    return frozenset(here or named)


def _is_rather(region: str, other: str, folded: str) -> bool:
    """Of two places of one name, 北京市朝阳区 and 长春市朝阳区, whether the question says in which it is meant; of two of one
    stem, 云杉市 and 云杉县, whether it names this one in full and not the other."""
    *around, name = place_links(region)
    *other_around, other_name = place_links(other)
    if name != other_name:
        return place_stem(region) == place_stem(other) and name in folded and other_name not in folded
    told, other_told = (any(place_stem(one) in folded for one in places) for places in (around, other_around))
    return region != other and told and not other_told


def find_other_places(question: str, documents: Mapping[str, Document], *, compares: bool = False) -> tuple[str, ...]:
    """Provinces and cities that a question is about and no document is, as it names them, in the order of the lists; where
    it `compares`, also what it names behind 和 or 比."""
    folded, cities = fold(question), load_cities()
    words = tokenize_words(folded)
    named = [short for short in PROVINCES if any(word.startswith(short) for word in words)]  # not 江西 in 浙江西部
    named += [word for word in words if word in cities]
    named += _UNLISTED.findall(folded)
    named += find_romanized(question)
    own = " ".join(fold(f"{document.title} {document.region}") for document in documents.values())
    others = [place for place in named if place_stem(place) not in own]
    for region in sorted({document.region for document in documents.values() if document.region}):
        others += (place for place in find_like_named(region, folded) if place not in own)
    return tuple(place for place in dict.fromkeys(others) if compares or not _is_elsewhere(place, folded))


def is_told_of(place: str, name: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph or a heading above it names the place, by its telling name."""
    text = fold("\n".join((*paragraph.heading_path, paragraph.text)))
    return name in text and names_place(place, text)


def telling_name(place: str, documents: Mapping[str, Document]) -> str:
    """What tells a place that no document is about from those that some are: its stem, or all of its name."""
    stem = place_stem(place)
    return place if any(stem == place_stem(one.region) for one in documents.values() if one.region) else stem


def without_places(text: str, regions: Collection[str]) -> str:
    """A question without these places: they chose the documents, and need not be found in them.

    >>> without_places("松浦今年学前这块有啥动作?", {"松浦新区"}), without_places("松浦新区教师怎么培训", {"松浦新区"})
    ('今年学前这块有啥动作?', '教师怎么培训')
    >>> without_places("松浦实验小学几月竣工", {"松浦新区"}), without_places("户口在松浦新区的孩子", {"松浦新区"})
    ('松浦实验小学几月竣工', '户口在松浦新区的孩子')
    >>> without_places("郑州市今年招多少教师", {"河南省郑州市"}), without_places("松浦课后服务多少钱", {"松浦新区"})
    ('今年招多少教师', '课后服务多少钱')
    >>> without_places("What does Songpu's plan say about meals?", {"松浦新区"})
    'What does plan say about meals?'
    """
    folded = fold_in_place(text).lower()
    for region in regions:
        name, stem = fold(region), place_stem(region)
        if _is_elsewhere(stem, folded) or _is_elsewhere(name, folded):
            continue
        named = (
            *(re.compile(re.escape(one)) for one in (name, place_links(region)[-1])),
            re.compile(re.escape(stem) + _BEHIND_SHORT),
            *((re.compile(rf"^{re.escape(stem)}{_NO_NAME_BEHIND}"),) if len(stem) > 1 else ()),
        )
        for pattern in (*named, in_pinyin(region)):
            for match in reversed(list(pattern.finditer(folded))):
                text = text[: match.start()] + text[match.end() :]
                folded = folded[: match.start()] + folded[match.end() :]
    left = text.strip(" ,，、的")
    return left if len(left) >= _SHORTEST_QUESTION else text


def _is_elsewhere(place: str, folded: str) -> bool:
    """Whether somebody only comes from there, goes there or compares with it: "户口在河南的孩子能上学吗"."""
    before, named, behind = folded.partition(place)
    if before.endswith("在") and _BEING_ELSEWHERE.match(behind):
        return True
    return bool(named) and bool(_LEADS_ELSEWHERE.search(before) or _FROM_ELSEWHERE.match(behind))
