"""Names that a sentence may not make up: bodies, places, persons, titles, document numbers, and what stands in quotes."""

from __future__ import annotations

import re

from ingest import fold, load_tagger

_TITLE = re.compile(r"《([^《》]+)》")
_QUOTED = re.compile(r"[“‘「『\"]([^“”‘’「」『』\"]{2,})[”’」』\"]")
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]*[〔\[(（]\d{4}[〕\])）]\s*\d+\s*号")
# Written as names are: by these endings a word names a body or a place.
_BODY = re.compile(
    r"(?:委员会|办公室|办公厅|领导小组|工作组|专班|研究院|研究所|检察院|法院|医院|大学|学院|幼儿园|小学|中学|银行|公司|集团|协会|学会|联合会|基金会|工会|妇联|"
    r"政府|党委|党组|中心|部门|派出所|出版社|[局厅署]|(?<![全内外局大细干])部|(?<!原)委|(?<=..)[省市县区镇乡村])$"
)
# 区教育局 is not 区县教育局: the level goes with the name.
_LEVEL_AND_BODY = re.compile(r"[省市县区州乡镇]+(?:[\u4e00-\u9fff]{2,4}?[局厅]|政府|财政|残联|妇联)")
_SHORT_BODY = re.compile(r"[残妇侨文]联|科协|总工会|团[市县区]委")
_NAME_FLAGS = {"nr", "nrfg", "nrt", "ns", "nt", "nz"}  # jieba's: persons, places, bodies, other names
_DONE = re.compile(r"(?:再|不准|不得|不许|不能)$")
_JOINING = "和与及"  # taken for the first character of a person's name
_LATIN = re.compile(r"[a-z][a-z0-9.+\-]*[a-z0-9+]|[A-Z]", re.IGNORECASE)
# In English a body is named by one of these; its Chinese name must stand in the sentence too.
_ENGLISH_BODY = re.compile(
    r"\b(?:bureaus?|bureaux|departments?|ministr(?:y|ies)|commissions?|committees?|offices?|administrations?|authorit(?:y|ies)|agenc(?:y|ies)"
    r"|governments?|councils?|universit(?:y|ies)(?! (?:students?|courses?|graduates?|teachers?|entrance|places?|degrees?))"
    r"|academ(?:y|ies)|institutes?|hospitals?|courts?|compan(?:y|ies)|associations?|federations?|unions?"
    r"|leading groups?|task forces?)\b",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(
    r"(?<![.!?:“\"(] )(?<!^)\b[A-Z][a-z]+(?:['’]s)?(?:[ -](?:of|for|and|the|[A-Z][a-z]+(?:['’]s)?))*\b"
)
# Whoever is in charge: 主管部门, 有关部门.
_GENERIC = re.compile(r"\b(?:competent|responsible|relevant) (?:departments?|authorit(?:y|ies))\b", re.IGNORECASE)
_CJK_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_MONTHS = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Chinese China English Mandarin".split()
)


def find_unknown_names(sentence: str, source: str) -> tuple[str, ...]:
    """Names in a sentence that the source does not hold, in either writing; `source` is all that it may take them from.

    Of an English sentence: Chinese words that the source lacks, and more named bodies or capitalised names than
    Chinese ones beside them, since a translated name cannot be looked up.

    >>> find_unknown_names("市财政局负责《实施办法》。", "市教育局印发《实施方案》")
    ('实施办法', '财政局', '市财政局')
    >>> find_unknown_names("The Finance Bureau leads.", "市教育局"), find_unknown_names("The bureau (教育局) leads.", "市教育局")
    (('Finance Bureau',), ())
    """
    known = _squeeze(source)
    exact = [*_TITLE.findall(sentence), *_QUOTED.findall(sentence), *_DOCUMENT_NUMBER.findall(sentence)]
    if _CJK_RUN.search(_TITLE.sub("", sentence)) and not _is_english(sentence):
        exact += [word for word, flag in _words(sentence) if flag in _NAME_FLAGS or _BODY.search(word)]
        exact += [match.group() for match in _LEVEL_AND_BODY.finditer(sentence)]
        exact += _SHORT_BODY.findall(sentence)
        exact += _LATIN.findall(sentence)
    elif _is_english(sentence):
        exact += _CJK_RUN.findall(sentence)
    unknown = [name for name in dict.fromkeys(exact) if _squeeze(name) not in known]
    return (*unknown, *(_unnamed_bodies(sentence) if _is_english(sentence) else ()))


def _unnamed_bodies(sentence: str) -> tuple[str, ...]:
    without_titles = _TITLE.sub(" ", sentence)
    names = [
        name
        for name in _CAPITALISED.findall(without_titles)
        if not set(re.findall(r"[A-Z][a-z]+", name)) <= _MONTHS and not _ENGLISH_BODY.fullmatch(name)
    ]
    bodies = [
        one
        for one in _ENGLISH_BODY.findall(_GENERIC.sub(" ", without_titles))
        if not any(one in name for name in names)
    ]
    beside = len(_CJK_RUN.findall(sentence))
    return (*names, *bodies)[: max(0, len(names) + len(bodies) - beside)]


def _is_english(sentence: str) -> bool:
    return len(re.findall(r"[A-Za-z]", sentence)) > len(re.findall(r"[\u3400-\u9fff]", sentence))


def _words(sentence: str) -> list[tuple[str, str]]:
    """With jieba's flags; what a negation or 再 stands before is done, and no name (不准再换班)."""
    words, before = [], ""
    for pair in load_tagger().cut(sentence):
        is_done = pair.flag == "nz" and _DONE.search(before)
        word = pair.word[1:] if pair.flag == "nr" and pair.word[0] in _JOINING else pair.word
        if len(word) > 1:
            words.append((word, "v" if is_done else pair.flag))
        before += pair.word
    return words


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
