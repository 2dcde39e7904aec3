"""What a browser sends of the review page, read into records; nothing of it is believed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from qa import AnswerFilter, AnswerVerdict, CitationVerdict, Shown

Choice = TypeVar("Choice", bound=StrEnum)


class Then(StrEnum):
    """What follows when a review is saved."""

    STAY = "stay"
    NEXT = "next"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class ReviewFields:
    """A filled form. `verdict` is None when none was chosen; `gold` is text that answers, as pasted.

    `seen` is the time of the review that the form showed, "" for none.
    """

    number: int
    verdict: AnswerVerdict | None
    citations: Mapping[int, CitationVerdict]
    comment: str
    gold: str
    then: Then
    seen: str = ""


def read_filter(fields: Mapping[str, Any]) -> AnswerFilter:
    """The filter that a form or an address names; what cannot be read counts as not given."""
    return AnswerFilter(
        shown=_read_choice(Shown, fields.get("shown")) or Shown.ALL,
        document=_read_text(fields, "document", 1000),
        text=_read_text(fields, "text", 200).strip(),
        since=_read_day(fields.get("since")),
        until=_read_day(fields.get("until")),
    )


def read_review(fields: Mapping[str, Any]) -> ReviewFields:
    verdicts = {
        int(match[1]): verdict
        for name, value in fields.items()
        if (match := re.fullmatch(r"c(\d{1,3})", str(name), re.ASCII))
        and (verdict := _read_choice(CitationVerdict, value))
    }
    return ReviewFields(
        number=read_number(fields.get("number")),
        verdict=_read_choice(AnswerVerdict, fields.get("verdict")),
        citations=verdicts,
        comment=_read_text(fields, "comment", 5000),
        gold=_read_text(fields, "gold", 2000),
        then=_read_choice(Then, fields.get("then")) or Then.STAY,
        seen=_read_text(fields, "seen", 40),
    )


def read_number(value: object) -> int:
    """A count from a browser; 0, which no answer bears, for what is none."""
    text = str(value)
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0


def _read_choice(kind: type[Choice], value: object) -> Choice | None:
    return next((choice for choice in kind if choice.value == value), None)


def _read_text(fields: Mapping[str, Any], name: str, longest: int) -> str:
    value = fields.get(name, "")
    return value[:longest] if isinstance(value, str) else ""


def _read_day(value: object) -> date | None:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if 1990 < day.year < 9000 else None  # midnights of other years are no moments everywhere
