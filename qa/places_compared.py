"""Questions that set places side by side: in which order they name them, and what is asked of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest import fold
from qa.place_names import name_pattern

_JOINS = r"(?:和|与|跟|同|及|、|还是|比|对比|vs\.?|versus|and|or|with|between|,|，|的)"
# "谁高", "哪个涨得快", "差多少", "which is higher": that they are set side by side, and nothing of what is asked.
_SIDE_BY_SIDE = re.compile(
    r"(?:谁|哪个?|哪一?[个边省市]|哪里)[^,，。?？]{0,4}?更?(?:高|低|多|少|大|小|快|慢|强|好|早|晚)(?:一?些|一?点)?(?![\u4e00-\u9fff])"
    r"|差(?:距|别)?(?:有)?多[少大]|(?:做|作)?(?:一下)?(?:比一比|比较|对比|相比|比比)(?:一下|看看)?|有(?:什么|啥|何)(?:不同|不一样|区别|差别)|各自?|分别"
    r"|\bwhich (?:one |of (?:them|the two) |province |place |city |county )?(?:is|has|had|was|grew|plans)\b[^?.,]*?"
    r"\b(?:higher|lower|bigger|larger|more|less|faster|better)\b"
    r"|\b(?:compared?|comparing|difference|differ|versus|vs\.?|respectively|both|each)\b|\bbetween\b",
    re.IGNORECASE,
)
_ASKS_HOW_MUCH = re.compile(r"谁|哪|差|比")
_EDGES = " \t,，、。.?？:：的在"


def sets_side_by_side(question: str) -> bool:
    """Whether it compares.

    >>> [sets_side_by_side(one) for one in ("浙江和四川谁高", "Compare Jilin and Sichuan", "江苏今年招多少人")]
    [True, True, False]
    """
    return _SIDE_BY_SIDE.search(question) is not None


def in_order(places: Iterable[str], question: str) -> tuple[str, ...]:
    """The places as the question names them, first to last."""
    folded = fold(question)

    def where(place: str) -> int:
        found = name_pattern(place).search(folded)
        return found.start() if found else len(folded)

    return tuple(sorted(dict.fromkeys(places), key=lambda place: (where(place), place)))


def ask_of_each(question: str, places: Sequence[str]) -> str:
    """What is asked of each of the places, without them.

    >>> ask_of_each("浙江省和江苏今年GDP增长目标谁高?", ["浙江省", "江苏省"]), ask_of_each("河北跟辽宁去年各招了多少人", ["河北省", "辽宁省"])
    ('今年GDP增长目标是多少', '去年招了多少人')
    >>> ask_of_each("Compare Zhejiang's and Jiangsu's grain output in 2024.", ["浙江省", "江苏省"])
    'grain output in 2024'
    """
    names = "|".join(name_pattern(place).pattern for place in places)
    joined = rf"(?:\b(?:of|in|for|by)\s+)?{_JOINS}?\s*(?:{names})\s*{_JOINS}?\s*"
    left = re.sub(joined, " ", question, flags=re.IGNORECASE)
    compared = _SIDE_BY_SIDE.search(left)
    left = re.sub(r"\s+", " ", _SIDE_BY_SIDE.sub(" ", left)).strip(_EDGES)
    left = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", left)
    how_much = compared is not None and _ASKS_HOW_MUCH.match(compared.group())
    return f"{left}是多少" if how_much and "多少" not in left and not question.isascii() else left or question
