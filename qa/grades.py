"""The grades of schools that a text names: 小学1—3年级, 初中一年级, 三年级以上, 其他年级."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMERALS = "一二三四五六七八九"
_GRADE, _TO = rf"[1-9{_NUMERALS}](?:年级)?", r"\s*(?:至|到|—+|–|-|~|～)\s*"
_GRADES = re.compile(rf"{_GRADE}(?:(?:{_TO}|\s*[、,和]\s*){_GRADE})*(?:(?<=年级)|年级)")
_BEYOND = re.compile(r"(?:及其?|和)?以[上下]|起|开始")
_ANY_GRADE = re.compile(r"(?:其他|其余|各|所有|全部|起始|高|低|中高|中低)年级")
_TO_SCHOOL = re.compile(r"[至到][\u4e00-\u9fff]{0,4}")
_PRIMARY_GRADES, _UPPER_GRADES = 6, 3  # of a primary school, of every school above it
_ALL_GRADES = (*(f"{one}年级" for one in _NUMERALS), *(f"高{one}" for one in _NUMERALS[:_UPPER_GRADES]))
_GRADES_OF = {
    "primary": _ALL_GRADES[:_PRIMARY_GRADES], "compulsory": _ALL_GRADES[:9], "junior": _ALL_GRADES[_PRIMARY_GRADES:9],
    "senior": _ALL_GRADES[9:], "other": (),
}  # fmt: skip
_LATER = re.compile(rf"[{_NUMERALS[_UPPER_GRADES:]}]年级")
_SCHOOL_BEFORE = re.compile(
    r"(?P<primary>小学)$|(?P<compulsory>义务教育)$|(?P<junior>初|初中|初级中学)$|(?P<senior>(?<!提)高|高中|普高)$|(?P<other>中职|职高|中专|技校|大学|大专|高职|本科)$"
)
_RANGE = re.compile(rf"([1-9{_NUMERALS}])(?:年级)?(?:{_TO}([1-9{_NUMERALS}]))?")


@lru_cache(maxsize=4096)
def spell_grades(folded: str) -> str:
    """With each grade that it tells of named at its end, in Chinese numerals, and nowhere else: 1-3年级 is of 一年级, 二年级
    and 三年级, 初中一年级 of 七年级, 高中一年级 of 高一, 三年级以上 and 三年级至高中二年级 of all from there on, 其他年级 of any."""
    named: set[str] = set()
    for grades_of_any in _ANY_GRADE.finditer(folded):
        school = _school_before(folded, grades_of_any.start())
        named.update(_GRADES_OF[school] if school is not None else _ALL_GRADES)
    end, last = 0, set[str]()
    for run in _GRADES.finditer(folded):
        own = _read_run(folded, run)
        if own and last and _TO_SCHOOL.fullmatch(folded, end, run.start()):
            places = [*map(_ALL_GRADES.index, last | own)]
            own.update(_ALL_GRADES[min(places) : max(places)])
        end, last = run.end(), own
        named.update(own)
    return " ".join((without_grades(folded), *sorted(named)))


def _school_before(folded: str, end: int) -> str | None:
    """The kind of school, a key of _GRADES_OF, that is named right before `end`; None where none is."""
    school = _SCHOOL_BEFORE.search(folded, max(0, end - 4), end)
    return school.lastgroup if school else None


def _read_run(folded: str, run: re.Match[str]) -> set[str]:
    """The grades of one run, 三至五、七年级, as its school counts them, with those that 以上 or 以下 adds."""
    school = _school_before(folded, run.start())
    grades: set[int] = set()
    for match in _RANGE.finditer(run.group()):
        ends = sorted(int(_NUMERALS.find(one) + 1 or one) for one in match.groups(default=match[1]))
        grades.update(range(ends[0], ends[1] + 1))
    if school == "junior":
        grades = {one if one > _UPPER_GRADES else one + _PRIMARY_GRADES for one in grades}
    beyond = _BEYOND.match(folded, run.end())
    if beyond:
        below = beyond.group().endswith("下")
        grades.update(range(1, max(grades)) if below else range(min(grades), len(_NUMERALS) + 1))
    if school == "senior":
        return {f"高{_NUMERALS[one - 1]}" for one in grades if one <= _UPPER_GRADES}
    return set() if school == "other" else {f"{_NUMERALS[one - 1]}年级" for one in grades}


def without_grades(folded: str) -> str:
    """A folded text without the grades that it names."""
    return _GRADES.sub(" ", folded)


def names_later_grade(folded: str) -> bool:
    """Whether a folded text names a grade that only a primary or a nine-year school has, 四年级 and above.

    >>> names_later_grade("小学1—5年级"), names_later_grade("初中一年级"), names_later_grade("一年级")
    (True, True, False)
    """
    return _LATER.search(spell_grades(folded)) is not None
