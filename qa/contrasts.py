"""Things of one kind that documents tell apart, 小学 and 初中, from `prompts/contrasts.txt`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ingest import fold, read_numeral
from qa.errors import BrokenResource
from qa.grades import names_later_grade, spell_grades, without_grades
from qa.word_file import read_word_lines, split_words

_STRICT = "!"
_OTHERS = "副非提不"  # before a word they make it another: 副省长, 非寄宿生, 不寄宿, 提高中小学…
_PRIMARY_SCHOOL, _SCHOOLS_ABOVE = "小学", "高中 中职 大学"
# What tells names apart that are otherwise alike: 第二 小学, 城南 from 城北 实验小学.
_NUMBER = r"(?:[一二三四五六七八九十百]{1,4}|\d{1,3})"
_NUMBERED_NAME = re.compile(rf"第({_NUMBER})([\u4e00-\u9fff]{{2}})")
_INSTITUTION = re.compile(r"[大中小]学|[高初]中|学[校院]|医院|社区")  # named by a number, or without one
_QUARTER_NAME = re.compile(r"([东南西北])([\u4e00-\u9fff]+)")
_FILE = Path(__file__).parent.parent / "prompts" / "contrasts.txt"

Contrast = tuple[tuple[str, ...], ...]


def is_about_another(question: str, text: str) -> bool:
    """Whether the text, folded as the question is, names another thing of a kind, and nothing of that kind asked about.

    >>> [is_about_another("初中每周几节体育课", text) for text in ("小学不少于4节", "小学不少于4节、初中不少于3节", "每周3节")]
    [True, False, False]
    """
    for kind in load_contrasts():
        asked = named_of(kind, question)
        told = told_of(kind, text) if asked else asked
        if told and not asked & told:
            return True
    return False


def names_another(question: str, row: str) -> bool:
    """Whether a folded question names what a table's row does not, and the row a thing that a number or a quarter of the
    compass tells from it.

    >>> [names_another(question, "学校:城北实验小学;班数:4") for question in ("城南实验小学招几个班", "城北实验小学招几个班", "小学招几个班")]
    [True, False, False]
    >>> [names_another("第3小学电话", f"学校:{name};电话:3021101") for name in ("县第一小学", "城北小学", "县第三小学")]
    [True, True, False]
    >>> [names_another("第二学期考几次", f"学期:{term};考试:1次") for term in ("第一学期", "二学期", "下学期")]
    [True, False, False]
    """
    for number, name in _NUMBERED_NAME.findall(question):
        before = "(?<![每各全本该])" if _INSTITUTION.fullmatch(name) else f"第{_NUMBER}"
        if name in row and re.search(rf"{before}{name}(?:[;、(]|$)", row):
            told = map(read_numeral, re.findall(rf"({_NUMBER}){name}", row))
            if read_numeral(number) not in told:
                return True
    for _, name in _QUARTER_NAME.findall(row):
        asked = set(re.findall(rf"[东南西北](?={name})", question)) if name in question else set()
        if asked:
            return asked.isdisjoint(re.findall(rf"[东南西北](?={name})", row))
    return False


def find_contrasted(subject: str, text: str) -> tuple[int, int] | None:
    """Where a text first names another thing of a kind that the subject is of, by the longest word; None when nowhere.
    In English the subject must be a word of the kind and nothing more, and stand for a whole one.

    >>> find_contrasted("民办普惠", "公办幼儿园一个月多少钱"), find_contrasted("private", "Is a public school free?")
    ((0, 2), (5, 11))
    >>> find_contrasted("kindergartens", "Are vocational schools free?")
    """
    asked, told = fold(subject), fold(text)
    if len(told) != len(text):
        return None
    for kind in load_contrasts():
        own = {number for number in named_of(kind, asked) if not asked.isascii() or asked in kind[number]}
        if not own or named_of(kind, told) & own:
            continue
        words = [word for number in named_of(kind, told) for word in kind[number] if word in told]
        if words:
            first = min(words, key=lambda word: (told.index(word), -len(word)))
            return told.index(first), told.index(first) + len(first)
    return None


def named_of(kind: Contrast, folded: str) -> set[int]:
    """Which things of the kind a folded text names. Who names a deputy, or those that are not of a sort, does not name
    these; who names one to another, 小学三年级至高中二年级, names all from this to that.

    >>> [named_of((("省长",), ("副省长",)), text) for text in ("副省长是谁", "省长和副省长", "非省长")]
    [{1}, {0, 1}, set()]
    >>> grades = (("一年级",), ("二年级",), ("三年级",), ("四年级",))
    >>> [named_of(grades, text) for text in ("小学1—3年级", "一、二、四年级", "三年级以上", "一年级不考,其他年级考", "高一年级")]
    [{0, 1, 2}, {0, 1, 3}, {2, 3}, {0, 1, 2, 3}, set()]
    >>> named_of((("小学",), ("初中",), ("高中",)), "小学三年级至高中二年级开设")
    {0, 1, 2}
    """
    spelled = spell_grades(folded)
    named = {number for number, words in enumerate(kind) if any(_names(word, spelled) for word in words)}
    between = range(min(named, default=0) + 1, max(named, default=0))
    if between and any(
        re.search(
            rf"{re.escape(first)}[^,，、。;；]{{0,4}}[至到](?:{'|'.join(map(re.escape, kind[max(named)]))})", folded
        )
        for first in kind[min(named)]
    ):
        named.update(between)
    return named


def told_of(kind: Contrast, folded: str) -> set[int]:
    """Which things of the kind a document's folded text may be about: what it names, and where the first grades alone tell
    the school, the schools above too, which count theirs anew. Who asks about 一年级 means a primary school's.

    >>> levels = (("小学", "一年级", "四年级"), ("初中", "七年级"), ("中职",))
    >>> [told_of(levels, text) for text in ("一年级2300元", "小学一年级", "一、四年级", "初中一年级")]
    [{0, 2}, {0}, {0}, {1}]
    """
    told = named_of(kind, folded)
    if not told or names_later_grade(folded):
        return told
    by_grade = told - named_of(kind, without_grades(folded))
    return told | named_of(kind, _SCHOOLS_ABOVE) if by_grade & named_of(kind, _PRIMARY_SCHOOL) else told


def told_under(kind: Contrast, folded: str, headings: Sequence[str]) -> set[int]:
    """Which things of the kind a folded text under headings, outermost first, may be about: where it tells none, or grades
    that may be of several schools, what the nearest heading that tells one does.

    >>> levels = (("小学", "一年级"), ("初中",), ("中职",))
    >>> texts = ("每年2300元", "一年级2300元", "初中2300元", "初中、中职2300元")
    >>> [told_under(levels, text, ["中职资助", "助学金"]) for text in texts]
    [{2}, {2}, {1}, {1, 2}]
    """
    told = told_of(kind, folded)
    under = next(filter(None, (told_of(kind, fold(one)) for one in reversed(headings))), set[int]())
    by_grade = told != named_of(kind, folded)
    return (told & under if by_grade else told) or told or under


def is_only_of_another(kind: Contrast, asked: set[int], told: set[int], around: str) -> bool:
    """Whether what is told is of things of the kind, and neither these nor those that the folded text around names are asked
    about."""
    return bool(told) and not asked & (told | named_of(kind, around))


def say_otherwise(word: str) -> frozenset[str]:
    """All words for the things that a folded word names.

    >>> "教师" in say_otherwise("任课老师"), say_otherwise("下雨")
    (True, frozenset())
    """
    return frozenset(other for kind in load_contrasts() for number in named_of(kind, word) for other in kind[number])


def _names(word: str, folded: str) -> bool:
    if word not in folded:
        return False
    others = (f"{sign}{word}" for sign in _OTHERS if f"{sign}{word}" in folded)
    return all(word in folded.replace(other, "") for other in others)


@lru_cache(maxsize=4)
def load_contrasts(path: Path = _FILE, *, strict: bool = False) -> tuple[Contrast, ...]:
    """Kinds of things, each thing by its words, folded; `strict` gives those alone whose things never answer for one
    another. Raises BrokenResource for a file that cannot be read or a kind of fewer than two things."""
    kinds = []
    for number, line in read_word_lines(path):
        if strict and not line.startswith(_STRICT):
            continue
        things = tuple(split_words(fold(thing)) for thing in line.removeprefix(_STRICT).split(";"))
        if len(things) < 2 or not all(things):
            raise BrokenResource(f"{path} line {number} is not `word, word; word`: {line!r}.")
        kinds.append(things)
    return tuple(kinds)
