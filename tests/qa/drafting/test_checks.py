"""The parts of the check that need no model: sentences, figures, names, forces, alignment, completed questions."""

from __future__ import annotations

import doctest
import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.drafting.figure_check import find_wrong_figure
from qa.drafting.modality import disagreement, read_forces
from qa.drafting.names import find_unknown_names
from qa.drafting.reading import read_sentences
from qa.drafting.rewriting import is_completion
from tests.fakes import make_paragraph

PARAGRAPH = make_paragraph(
    "d/1",
    "新建公办园3所，新增学位1.35万个，公办园占比达到54%以上，普惠园覆盖率达到94%以上。2022年12月底前完成。每班不超过35人。",
)


@pytest.mark.parametrize("name", ["reading", "modality", "names", "figure_check", "alignment", "rewriting", "settings"])
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    results = doctest.testmod(importlib.import_module(f"qa.drafting.{name}"))
    assert (results.failed, results.attempted > 0) == (0, True)


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("新建公办园三所，新增13500个学位。", ""),
        ("公办园占比要达到54%以上。", ""),
        ("每班最多35人。", ""),
        ("2022年12月底前要完成。", ""),
        ("新建公办园5所。", "figure"),
        ("新建公办园54所。", "figure"),
        ("新增学位3个。", "unit"),
        ("公办园占比达到94%以上。", "moved"),
        ("公办园占比达到54%以下。", "bound"),
        ("公办园占比达到54%。", "bound"),
        ("每班不少于35人。", "bound"),
    ],
)
def test_figures_keep_their_value_unit_bound_and_thing(sentence: str, problem: str) -> None:
    assert find_wrong_figure(sentence, [PARAGRAPH], "", same_language=True) == problem


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("It builds three kindergartens and adds 13,500 places.", ""),
        ("The share reaches 54 percent or more.", ""),
        ("A class has no more than thirty-five children.", ""),
        ("It builds five kindergartens.", "figure"),
        ("Half of the classes grow.", "figure"),
        ("A class has at least 35 children.", "bound"),
    ],
)
def test_english_figures_are_read_by_value_as_well(sentence: str, problem: str) -> None:
    assert find_wrong_figure(sentence, [PARAGRAPH], "", same_language=False) == problem


@pytest.mark.parametrize(
    ("draft", "source", "told"),
    [
        ("学校不准组织考试", "学校不得组织考试", ""),
        ("学校可以组织考试", "学校不得组织考试", "negation"),
        ("学校应当公开", "学校可以公开", "modality"),
        ("要求企业捐资", "鼓励企业捐资", "modality"),
        ("班额超标须备案", "班额超标须备案", ""),
        ("超出班额的须备案", "原则上超出班额的须备案", "modality"),
        ("减少招生规模", "扩大招生规模", "direction"),
        ("市级以下表彰的优先", "市级以上表彰的优先", "direction"),
        ("所有学校开放场地", "学校开放场地", "extent"),
        ("每人填报一所", "每人只能填报一所", "extent"),
        ("Schools must not set tests", "学校不得组织考试", ""),
        ("Schools may set tests", "学校不得组织考试", "negation"),
        ("Pupils may apply", "学生可以申请", ""),
    ],
)
def test_forces_must_agree(draft: str, source: str, told: str) -> None:
    assert disagreement(read_forces(draft), read_forces(source)) == told


@pytest.mark.parametrize(
    ("sentence", "source", "unknown"),
    [
        ("市教育局负责。", "由市教育局负责", ()),
        ("市财政局负责。", "由市教育局负责", ("财政局", "市财政局")),
        ("区教育局负责。", "由区县教育局负责", ("区教育局",)),
        ("依据《实施办法》。", "依据《实施方案》", ("实施办法",)),
        ("见市教发〔2022〕6号。", "见市教发〔2022〕5号", ("见市教发〔2022〕6号",)),
        ("推行STEM课程。", "推行课程", ("STEM",)),
        ("文件写道“免费入学”。", "免试入学", ("免费入学",)),
        ("The Finance Bureau pays.", "市财政局", ("Finance Bureau",)),
        ("The Finance Bureau (市财政局) pays.", "市财政局", ()),
        ("The Education Bureau (市教育局) pays.", "市财政局", ("市教育局",)),
    ],
)
def test_names_stand_in_the_source(sentence: str, source: str, unknown: tuple[str, ...]) -> None:
    assert set(find_unknown_names(sentence, source)) == set(unknown)


@pytest.mark.parametrize(
    ("reply", "read"),
    [
        ("甲。[1][2] 乙【3】。", [("甲。", (1, 2)), ("乙。", (3,))]),
        ("The share is 4.5 percent. [1] It rose. [2]", [("The share is 4.5 percent.", (1,)), ("It rose.", (2,))]),
        ("- **甲**。[1]\n2. 乙。[2]", [("甲。", (1,)), ("乙。", (2,))]),
        ("<think>也许是9。[1]</think>甲。[1]", [("甲。", (1,))]),
        ("<think>想了很久", []),
        ("没有出处", [("没有出处。", ())]),
        ("", []),
    ],
)
def test_a_reply_is_read_into_sentences(reply: str, read: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(one.text, one.numbers) for one in read_sentences([reply])] == read


@given(st.text(alphabet="甲乙。.[]1２ ,，\n!？<>ab", max_size=40), st.integers(1, 7))
def test_a_reply_reads_the_same_in_whatever_pieces_it_comes(reply: str, size: int) -> None:
    pieces = [reply[start : start + size] for start in range(0, len(reply), size)]
    assert list(read_sentences(pieces)) == list(read_sentences([reply]))


def test_a_completed_question_says_all_that_was_asked_and_nothing_new() -> None:
    history = ["2022年中职招生有什么规定?"]
    assert is_completion("2022年普通高中招生有什么规定?", "那普通高中呢?", history)
    assert not is_completion("2022年中职招生有什么规定?", "那普通高中呢?", history), "what is asked now is lost"
    assert not is_completion("2023年普通高中招生有什么规定?", "那普通高中呢?", history), "another year"
    assert not is_completion(
        "What are the rules for 普通高中 enrolment in 2022, please tell me", "那普通高中呢?", history
    )
