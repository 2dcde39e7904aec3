from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from qa import AskedQuestion, Outcome, QuestionCount, count_days, count_questions, group_questions, overall_latency
from tests.fakes import LetterEncoder

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def asked(number: int, question: str, *, days: int = 0, refused: bool = False, ms: float = 10.0) -> AskedQuestion:
    outcome = Outcome.NOT_IN_DOCUMENTS if refused else Outcome.ANSWERED
    return AskedQuestion(number, NOON + timedelta(days=days), question, outcome, ms)


def test_each_day_is_counted_also_one_without_questions() -> None:
    questions = [asked(1, "甲", ms=10), asked(2, "乙", refused=True, ms=30), asked(3, "丙", days=2, ms=5)]
    first = NOON.astimezone().date()
    one, two, three = count_days(questions, first, first + timedelta(days=2))
    assert (one.answered, one.refused, one.p50_ms, one.p95_ms) == (1, 1, 20.0, 29.0)
    assert (two.day, two.answered, two.refused, two.p50_ms) == (first + timedelta(days=1), 0, 0, None)
    assert (three.answered, three.p95_ms) == (1, 5.0)


def test_what_lies_outside_the_days_is_left_out() -> None:
    day = date(2020, 1, 1)
    assert [one.answered for one in count_days([asked(1, "甲")], day, day)] == [0]


def test_latency_is_taken_over_all_questions() -> None:
    assert overall_latency([asked(n, "甲", ms=float(n)) for n in range(1, 102)]) == (51.0, 96.0)
    assert overall_latency([]) == (0.0, 0.0)


def test_the_same_question_counts_together_whatever_its_width_and_stops() -> None:
    questions = [asked(1, "学费多少?"), asked(2, "ＡＢ"), asked(3, "学费，多少？"), asked(4, "ab"), asked(5, "校车")]
    assert count_questions(questions, limit=2) == (QuestionCount("ab", 2), QuestionCount("学费，多少？", 2))


def test_questions_of_one_meaning_make_a_group_the_largest_first() -> None:
    counted = [QuestionCount("学校学校", 3), QuestionCount("招生", 4), QuestionCount("学校学校学校", 2)]
    groups = group_questions(counted, LetterEncoder("学校招生"))
    assert [(group.count, [one.question for one in group.questions]) for group in groups] == [
        (5, ["学校学校", "学校学校学校"]),
        (4, ["招生"]),
    ]


def test_one_question_or_none_needs_no_grouping() -> None:
    encoder = LetterEncoder()
    assert group_questions([], encoder) == ()
    assert [group.count for group in group_questions([QuestionCount("学校", 7)], encoder)] == [7]
    assert encoder.queries == 0
