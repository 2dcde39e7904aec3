from __future__ import annotations

import re
from typing import Any

from qa import Language, Question, Suggestion
from ui.transcript import HISTORY_QUESTIONS, Chat, render_current, render_header, render_hint, render_past
from ui.words import CHINESE, ENGLISH

EXAMPLES = {Language.ZH: ("职普比<是>多少?",), Language.EN: ("What about 'schools'?",)}


def answered(chain: Any, *questions: str) -> Chat:
    chat = Chat()
    for question in questions:
        chat = chat.ask(question).answer(chain.invoke(Question(question, chat.history()))).finish()
    return chat


def test_the_first_sight_is_a_welcome_with_examples_in_the_page_language() -> None:
    assert 'data-question="职普比&lt;是&gt;多少?"' in render_past(Chat(), CHINESE, EXAMPLES)
    assert 'data-question="What about &#x27;schools&#x27;?"' in render_past(Chat(), ENGLISH, EXAMPLES)
    assert render_current(Chat(), CHINESE, EXAMPLES) == ""


def test_a_page_without_examples_has_no_empty_list() -> None:
    assert "<ul>" not in render_past(Chat(), CHINESE, {})


def test_the_last_turn_is_current_and_the_others_are_past(chain: Any) -> None:
    chat = answered(chain, "职普比", "特殊")
    assert 'id="t1"' in render_past(chat, CHINESE, {})
    assert 'id="t2"' not in render_past(chat, CHINESE, {})
    assert 'id="t2"' in render_current(chat, CHINESE, {})


def test_each_turn_has_ids_of_its_own(chain: Any) -> None:
    chat = answered(chain, "职普比", "职普比")
    assert 'data-card="t1-c1"' in render_past(chat, CHINESE, {})
    assert 'data-card="t2-c1"' in render_current(chat, CHINESE, {})


def test_a_question_being_looked_up_is_shown_at_once() -> None:
    html = render_current(Chat().ask("<b>几点</b>放学?"), CHINESE, {})
    assert "&lt;b&gt;几点&lt;/b&gt;放学?" in html
    assert "正在查阅文件" in html


def test_a_question_that_is_a_file_name_is_only_text(chain: Any) -> None:
    html = render_current(answered(chain, "app.py"), CHINESE, {})
    assert "app.py</h2>" in html
    assert "app.py" not in "".join(re.findall("<a .*?</a>", html))


def test_trouble_keeps_the_question_and_hides_the_details() -> None:
    html = render_current(Chat().ask("坏了吗").fail(), CHINESE, {})
    assert "坏了吗" in html
    assert CHINESE.trouble in html


def test_a_current_refusal_offers_examples_and_a_past_one_no_longer(chain: Any) -> None:
    chat = answered(chain, "下雨吗")
    assert "example" in render_current(chat, CHINESE, EXAMPLES)
    assert "example" not in render_past(chat.ask("职普比"), CHINESE, EXAMPLES)


def test_what_is_suggested_after_a_refusal_comes_in_place_of_the_examples(chain: Any) -> None:
    refused = (
        Chat().ask("下雨吗").answer(chain.invoke("下雨吗")).finish((Suggestion("特殊<教育>", "特殊教育有哪些要求？"),))
    )
    html = render_current(refused, CHINESE, EXAMPLES)
    assert 'data-question="特殊教育有哪些要求？"' in html
    assert "特殊&lt;教育&gt;</button>" in html
    assert CHINESE.covered_title in html
    assert "职普比" not in html
    assert CHINESE.covered_title not in render_past(refused.ask("还有呢"), CHINESE, EXAMPLES)


def test_nothing_is_suggested_while_an_answer_still_grows(chain: Any) -> None:
    growing = Chat().ask("下雨吗").answer(chain.invoke("下雨吗"))
    assert "example" not in render_current(growing, CHINESE, EXAMPLES)
    assert 'data-busy="true"' in render_current(growing, CHINESE, EXAMPLES)
    assert 'data-busy="false"' in render_current(growing.finish(), CHINESE, EXAMPLES)


def test_the_history_is_the_earlier_questions_oldest_first_and_bounded(chain: Any) -> None:
    chat = answered(chain, *(f"问题{n}" for n in range(12)))
    assert chat.history() == tuple(f"问题{n}" for n in range(12 - HISTORY_QUESTIONS, 12))


def test_a_chat_is_never_changed_in_place() -> None:
    before = Chat().ask("一")
    before.ask("二")
    before.fail()
    assert [(turn.question, turn.trouble) for turn in before.turns] == [("一", False)]


def test_the_header_presses_the_button_of_its_language() -> None:
    assert 'lang="en" aria-pressed="true">English' in render_header(ENGLISH)
    assert 'lang="en" aria-pressed="false">English' in render_header(CHINESE)


def test_a_hint_is_escaped_and_absent_when_empty() -> None:
    assert render_hint("a<b") == '<p class="hint" role="alert">a&lt;b</p>'
    assert render_hint("") == ""
