"""The kinds of answer that questions want."""

from enum import StrEnum


class AnswerKind(StrEnum):
    FIGURE = "figure"
    MONEY = "money"
    TIME = "time"
    WHO = "who"
    PLACE = "place"
    CONTACT = "contact"
    YES_NO = "yes_no"
    REASON = "reason"
    MANNER = "manner"
    LIST = "list"
    OVERVIEW = "overview"
    RULE = "rule"
    OPEN = "open"
