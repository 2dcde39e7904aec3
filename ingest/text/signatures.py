"""The bodies that sign a document and the date under them, as lines of text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text.folding import fold_in_place
from ingest.text.sentences import has_stop

_DATE = re.compile(
    r"(?:[12]\d{3}|[一二][一二三四五六七八九〇零○]{3}|[Xx×_]{2,4})\s?年\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[Xx×_]{1,2})\s?月"
    r"(?:\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[Xx×_]{1,2})\s?日)?|(?:19|20)\d{2}(?P<dash>[./-])\d{1,2}(?P=dash)\d{1,2}"
)
_OFFICE = re.compile(r"(?:局|厅|部|委|委员会|政府|办公室|办公厅)$")
_MOST_SIGNING = 12  # bodies of one document
_SEAL = re.compile(r"\s?\((?:盖章|公章|印章|章)\)\s*$")
_ORGAN = re.compile(r"(?:局|厅|部|委|委员会|政府|办公室|办公厅|领导小组|会|院|中心|学校|大学|中学|小学|公司)$")


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else: 二〇二二年三月, 2022.3.1, XX年X月X日."""
    return _DATE.fullmatch(fold_in_place(text).strip()) is not None


def names_date(text: str) -> bool:
    """Whether a day or a month of a year stands in the line."""
    return _DATE.search(fold_in_place(text)) is not None


def without_seal(text: str) -> str:
    """The folded name of a body that signs, without the remark that it is sealed.

    >>> without_seal("江北市教育局（盖章）")
    '江北市教育局'
    """
    return _SEAL.sub("", fold_in_place(text)).strip()


def is_signature(text: str) -> bool:
    """Whether a line can be the name of the body that signs."""
    name = without_seal(text)
    return len(name) <= 40 and not has_stop(name) and _ORGAN.search(name) is not None


def is_office(text: str) -> bool:
    """Whether a line is the name of an authority, which may sign with others."""
    return is_signature(text) and _OFFICE.search(without_seal(text)) is not None


def begins_signature(texts: Sequence[str], index: int) -> bool:
    """Whether the bodies that sign begin at a line: one or several over their date, or one beside it.

    >>> signed = ["以上请执行。", "江北市教育局", "江北市财政局（盖章）", "2023.12.29"]
    >>> [begins_signature(signed, index) for index in range(4)], begins_signature(["江北市教育局 2023年3月"], 0)
    ([False, True, True, False], True)
    """
    name, _, date = texts[index].strip().rpartition(" ")
    if is_signature(name) and is_date(date):
        return True
    last = index
    while (
        last + 1 < min(len(texts), index + _MOST_SIGNING) and is_office(texts[last]) and is_signature(texts[last + 1])
    ):
        last += 1
    return last + 1 < len(texts) and is_signature(texts[last]) and is_date(texts[last + 1])
