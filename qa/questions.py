"""The questions that a text holds one behind the other."""

from __future__ import annotations

import re

from qa.intent import asks

_MOST_QUESTIONS = 3
_CLAUSE_ENDS = re.compile(
    r"[,，;；?？。]+\s*(?:and\s+|另外|还有|以及)?|\s+and\s+(?=(?:what|when|where|who|which|how|why|is|are|do|does|can|must)\b)",
    re.IGNORECASE,
)


def find_questions(text: str) -> tuple[str, ...]:
    """Each as it is asked there, with what is told before it; none where there is one, or more than three.

    >>> find_questions("填志愿是哪几天，能填几所？"), find_questions("没有居住证，怎么入学？")
    (('填志愿是哪几天', '能填几所'), ())
    """
    asked: list[str] = []
    before = ""
    for clause in (part.strip() for part in _CLAUSE_ENDS.split(text)):
        if clause and asks(clause):
            asked.append(f"{before}{clause}")
            before = ""
        elif clause:
            before = f"{before}{clause}，"
    return tuple(asked) if 1 < len(asked) <= _MOST_QUESTIONS and not before else ()
