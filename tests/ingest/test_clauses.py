from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Span, split_clauses, split_sentences, trim_stops

TEXT = st.text(alphabet="甲乙丙a1 2.:;,，。！？；\n\t　（）()《》“”‘’「」[]〔〕、%XX\u3000", max_size=60) | st.text(
    max_size=40
)


def cut(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。乙！丙？丁；戊", ["甲。", "乙！", "丙？", "丁；", "戊"]),
        ("他说：“好。”然后走。", ["他说：“好。”", "然后走。"]),
        ("（甲；乙。）丙。", ["（甲；乙。）丙。"]),
        ("比例不低于4:6。新增0.5万个", ["比例不低于4:6。", "新增0.5万个"]),
        ("It costs 3.5 yuan. Pay it.", ["It costs 3.5 yuan.", "Pay it."]),
        ("In 2022. Then", ["In 2022. Then"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("真的吗？！是。", ["真的吗？！", "是。"]),
        ("每人??元，二级？？个。为什么？？因为", ["每人??元，二级？？个。", "为什么？？", "因为"]),
        ("收多少？50元。", ["收多少？", "50元。"]),
        ("  甲。  乙。 ", ["甲。", "乙。"]),
        ("", []),
        (" \n ", []),
        ("。。。", ["。。。"]),
    ],
)
def test_sentences_end_at_stops_outside_brackets(text: str, sentences: list[str]) -> None:
    assert cut(text, split_sentences(text)) == sentences


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("甲，乙,丙。丁", ["甲，", "乙,", "丙。", "丁"]),
        ("共1,200人，另3，400人", ["共1,200人，", "另3，400人"]),
        ("包括（甲，乙），丙", ["包括（甲，乙），", "丙"]),
        ("力促XX、XX通过", ["力促XX、XX通过"]),
    ],
)
def test_clauses_end_at_commas_too_but_not_inside_figures(text: str, clauses: list[str]) -> None:
    assert cut(text, split_clauses(text)) == clauses


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲（乙。丙\n丁。戊。", ["甲（乙。", "丙", "丁。", "戊。"]),
        ("甲（责任单位：乙、丙。二是丁（含戊。己）。庚。", ["甲（责任单位：乙、丙。", "二是丁（含戊。己）。", "庚。"]),
        ("甲（乙。丙)。丁。", ["甲（乙。丙)。", "丁。"]),
        ("甲（乙《丙。》丁。（戊。））。己。", ["甲（乙《丙。》丁。（戊。））。", "己。"]),
    ],
)
def test_a_bracket_that_is_never_closed_holds_nothing_together(text: str, sentences: list[str]) -> None:
    assert cut(text, split_sentences(text)) == sentences


def test_a_part_of_a_text_is_split_with_positions_in_the_whole() -> None:
    assert split_sentences("8标题。甲。乙。", 1, 6) == (Span(1, 4), Span(4, 6))


@given(TEXT)
def test_spans_are_in_order_apart_and_cover_everything_but_blanks(text: str) -> None:
    for split in (split_sentences, split_clauses):
        spans = split(text)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))
        covered = {i for span in spans for i in range(span.start, span.end)}
        assert {i for i, character in enumerate(text) if not character.isspace()} <= covered
        assert not any(text[span.start].isspace() or text[span.end - 1].isspace() for span in spans)


@given(TEXT)
def test_every_clause_lies_inside_one_sentence(text: str) -> None:
    sentences = split_sentences(text)
    for clause in split_clauses(text):
        assert any(s.start <= clause.start and clause.end <= s.end for s in sentences)


@given(TEXT, st.integers(0, 20), st.integers(0, 20))
def test_a_part_is_never_left(text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    assert all(start <= s.start and s.end <= end for s in split_sentences(text, min(start, end), end))


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [("，甲乙。", "甲乙"), ("甲吗？", "甲吗？"), ("、；甲：", "甲"), ("4:6。", "4:6"), ("。，", ""), ("", "")],
)
def test_trimming_takes_stops_from_the_edges_only(text: str, trimmed: str) -> None:
    span = trim_stops(text, Span(0, len(text)))
    assert text[span.start : span.end] == trimmed
