"""One question must never hang the server: what reads text stays quick on long runs of what it looks for."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import fold, tokenize, tokenize_words
from qa.answer_kind import AnswerKind
from qa.aspects import lacks_members
from qa.candidates import EVERYTHING
from qa.composition import heading_words
from qa.document_facts import find_document_facts
from qa.figures import find_figures
from qa.follow_up.standalone import make_standalone, read_follow_up
from qa.glossary import expand
from qa.greeting import is_greeting
from qa.holding import holds_answer
from qa.intent import Intent, read_intent
from qa.language import detect_language, replace_half_characters
from qa.scope import decide_scope
from qa.years import read_compared_years, read_years
from tests.fakes import make_corpus, make_document, make_paragraph

LENGTH = 1000  # characters: what is read of a question
FRAGMENTS = (
    "好 吗 你 您 你好 谢谢 在吗 早 早上好 hi hello thanks 老师 的 了 呢 那 那么 还有 换成 如果是 好的 怎么样 如何 又如何 的话 需 需要 要 应该 会 能 可以 打算 "
    "计划 准备 是 有 做 达 达到 占 什么 什么样的 "
    "哪些 哪 几 几个 多少 怎么 为什么 是否 能不能 要不要 有没有 规定 要求 它 这个 那些 该 校 今年 去年 明年 "
    "新增 新建 建 2022 2022年 22年 年 19 二〇二二 一 二 十 百 千 万 亿 两 点 分之 百分之 三分之 成 个 名 % 4:6 1, 1. - / xx ×× ** "
    "〔原文此处数字缺失〕 〔 ） (2022) "
    "号 一、 （一） 第 条 and so ok okay, what how about for in the of which what_are what_is list measures about documents_say it their say 中职 a s "
    "? ？ ! 。 , ， ; : · … \u2028 \n \t"
).replace("_", " ")
PIECES = (*FRAGMENTS.split(" "), " ", "\n", "\t", "\u3000")

corpus = make_corpus([make_paragraph("d/1", "2022年学校招生。")], [make_document("d", year=2022)])
READERS: dict[str, Callable[[str], object]] = {
    "is_greeting": is_greeting,
    "a follow-up": lambda text: read_follow_up(text, ["2022年公办园有什么安排?"]),
    "an English follow-up": lambda text: read_follow_up(text, ["What are the plans for 2022?"]),
    "a question before": lambda text: make_standalone("那普通高中呢?", [text]),
    "two questions before": lambda text: make_standalone("具体要建几个?", [text, text]),
    "read_intent": read_intent,
    "holds_answer": lambda text: [holds_answer(Intent(kind), text) for kind in AnswerKind],
    "find_figures": find_figures,
    "detect_language": detect_language,
    "replace_half_characters": replace_half_characters,
    "read_years": lambda text: read_years(fold(text), {2022}),
    "read_compared_years": lambda text: read_compared_years(fold(text), {2021, 2022}),
    "decide_scope": lambda text: decide_scope(text, corpus),
    "expand": expand,
    "find_document_facts": lambda text: find_document_facts(text, corpus, EVERYTHING),
    "lacks_members": lambda text: lacks_members("名单", fold(text)) or lacks_members(fold(text), "12所"),
    "heading_words": heading_words,
    "tokens": lambda text: (tokenize(text), tokenize_words(text)),
}


def seconds_to_read(reader: str, text: str) -> float:
    """Of this thread, without the collector: after thousands of other tests one collection alone takes a second."""
    gc.disable()
    try:
        began = time.thread_time()
        READERS[reader](text)
        return time.thread_time() - began
    finally:
        gc.enable()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=150)
@given(
    run=st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join).filter(bool),
    before=st.sampled_from(("", *PIECES)),
    end=st.sampled_from(("", *PIECES)),
)
def test_a_long_run_is_read_within_a_second(reader: str, run: str, before: str, end: str) -> None:
    text = (before + run * LENGTH)[: LENGTH - len(end)] + end
    READERS[reader](text[:5])  # what is loaded at first use does not count
    assert seconds_to_read(reader, text) < 1


@pytest.mark.timeout(60)
@pytest.mark.parametrize("reader", READERS)
def test_each_fragment_repeated_is_read_within_a_second(reader: str) -> None:
    READERS[reader]("好")
    slow = []
    for piece in filter(None, PIECES):
        for end in ("", "中职", "x", "?"):
            if seconds_to_read(reader, (piece * LENGTH)[: LENGTH - len(end)] + end) >= 1:
                slow.append(piece + "…" + end)
    assert slow == []
