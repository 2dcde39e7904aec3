"""What a person gets when a model writes: what holds, cited and quoted; the documents' own words when too little does."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from langchain_core.runnables import Runnable

from qa import EXTRACTIVE, Answer, DraftingResult, Language, Outcome, Question
from qa.figures import find_figures
from tests import scripted_model as scripted
from tests.scripted_model import KEY, Behave, Handler, ScriptedModel, fail, say

pytestmark = pytest.mark.integration

Chain = Runnable[Question | str, Answer]
Build = Callable[..., Chain]
ASKED = "高中阶段职普比不低于多少?"
GOOD = "高中阶段职普比要求不低于4:6。[1]"


def result_of(answer: Answer) -> DraftingResult:
    assert answer.drafting is not None
    return answer.drafting.result


def assert_all_holds(answer: Answer) -> None:
    for citation in answer.citations:
        assert citation.verified
        assert citation.paragraph[citation.start : citation.end] == citation.quote
    for sentence in answer.sentences:
        cited = "\n".join(f"{c.doc_title}\n{c.paragraph}" for c in answer.citations if c.number in sentence.citations)
        assert set(find_figures(sentence.text)) <= set(find_figures(cited))


def test_a_draft_that_holds_is_the_answer_and_says_who_wrote_it(build: Build, model: ScriptedModel) -> None:
    model.behave = say(GOOD)
    answer = build().invoke(ASKED)
    assert answer.answerer == "scripted"
    assert answer.sentences[0].text == "高中阶段职普比要求不低于4:6。"
    assert answer.citations[0].quote == "严格落实高中阶段职普比不低于4:6要求"
    assert_all_holds(answer)
    drafting = answer.drafting
    assert drafting is not None
    assert (drafting.model, drafting.result, drafting.kept, drafting.withheld) == ("scripted", "used", 1, ())
    assert (drafting.input_tokens, drafting.output_tokens, len(drafting.prompt_hash)) == (120, 30, 12)
    assert 0 < drafting.milliseconds < 10_000
    assert answer.to_json()["drafting"]["result"] == "used"


def test_the_model_sees_numbered_paragraphs_and_the_question(build: Build, model: ScriptedModel) -> None:
    model.behave = say(GOOD)
    build().invoke(ASKED)
    (asked,) = model.questions()
    assert "[1] 《云泽市2022年教育工作要点》 › 二、教育 › 8职业教育：8职业教育。严格落实" in asked
    assert f"\n{ASKED}\n" in asked
    assert "微信" not in json.dumps(model.asked, ensure_ascii=False)


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        ("高中阶段职普比不低于5:5。[1]", "figure"),
        ("高中阶段职普比不低于4:6。", "no_marker"),
        ("高中阶段职普比不低于4:6。[9]", "marker_out_of_range"),
        ("高中阶段职普比不高于4:6。[1]", "bound"),
        ("高中阶段职普比为4:6。[1]", "bound"),
        ("不落实高中阶段职普比不低于4:6要求。[1]", "negation"),
        ("高中阶段可以落实职普比不低于4:6要求。[1]", "modality"),
        ("云泽市财政局严格落实高中阶段职普比不低于4:6要求。[1]", "name"),
        ("《职业教育法》要求高中阶段职普比不低于4:6。[1]", "name"),
        ("2022年中职招生1200人左右。[1]", "figure"),
        ("2022年中职招生4:6人左右。[1]", "hidden_figure"),
        ("The ratio must be at least 4:6. [1]", "other_language"),
        ("Соотношение не ниже 4:6. [1]", "other_language"),
        ("火箭发射要落实太空计划。[1]", "unsupported"),
    ],
)
def test_what_does_not_hold_is_withheld_and_the_documents_own_words_stand(
    draft: str, problem: str, build: Build, model: ScriptedModel
) -> None:
    model.behave = say(draft)
    answer = build().invoke(ASKED)
    assert answer.answerer == EXTRACTIVE
    assert answer.drafting is not None
    assert (answer.drafting.result, answer.drafting.withheld) == ("too_little_left", (problem,))
    assert without_drafting(answer) == without_drafting(build(model=None).invoke(ASKED))


def without_drafting(answer: Answer) -> dict[str, object]:
    value = answer.to_json()
    return {name: value[name] for name in value if name not in {"id", "timings_ms", "drafting"}}


def test_of_a_mixed_draft_what_holds_is_kept(build: Build, model: ScriptedModel) -> None:
    model.behave = say(f"今年投入9亿元。[1]{GOOD}学校可以组织入学考试。[3]")
    answer = build().invoke(ASKED)
    assert answer.answerer == "scripted"
    assert "9亿" not in answer.text
    assert "考试" not in answer.text
    assert answer.drafting is not None
    assert (answer.drafting.kept, len(answer.drafting.withheld)) == (1, 2)


def test_what_a_draft_leaves_out_of_the_quotation_follows_it(build: Build, model: ScriptedModel) -> None:
    question = "幼儿园新建公办园几所，新增学位多少个?"
    model.behave = say("新建公办园3所，公办园占比达到XX%以上。[1]")
    extractive = build(model=None).invoke(question)
    answer = build().invoke(question)
    assert answer.answerer == "scripted"
    for citation in extractive.citations:
        assert set(find_figures(citation.quote)) <= set(find_figures(answer.text))
    assert {notice.code for notice in extractive.notices} <= {notice.code for notice in answer.notices}
    assert_all_holds(answer)


def test_a_hidden_figure_stays_hidden_and_is_told(build: Build, model: ScriptedModel) -> None:
    question = "公办园占比达到多少?"
    model.behave = say("公办园占比达到85%以上。[1]")
    told = build().invoke(question).to_json()
    measured = {"id", "timings_ms", "drafting"}  # numbers of their own, in which 85 may stand
    assert "85" not in json.dumps({name: value for name, value in told.items() if name not in measured})
    assert told["drafting"]["withheld"] == ["figure"]
    model.behave = say("公办园占比达到XX%以上，新建公办园3所，新增学位600个。[1]")
    answer = build().invoke(question)
    assert answer.answerer == "scripted"
    assert {notice.code.value for notice in answer.notices} == {"masked_figure"}
    assert "隐去" in answer.text


def test_where_the_documents_do_not_answer_no_model_is_asked(build: Build, model: ScriptedModel) -> None:
    model.behave = say("火箭发射费用为9亿元。[1]")
    answer = build().invoke("火箭发射费用?")
    assert (answer.outcome, answer.citations, answer.drafting) == (Outcome.NOT_IN_DOCUMENTS, (), None)
    assert build().invoke("你好").outcome is Outcome.GREETING
    assert model.asked == []


def test_no_draft_is_asked_for_where_none_could_be_shown(build: Build, model: ScriptedModel) -> None:
    # With encoders that the check was not fitted for, no sentence in another language counts as supported.
    model.behave = say("The ratio must be at least 4:6. [1]")
    answer = build().invoke(Question(ASKED, language=Language.EN))
    assert (answer.answerer, answer.drafting, model.asked) == (EXTRACTIVE, None, [])


MISBEHAVIOURS: dict[str, tuple[Behave, DraftingResult]] = {
    "hanging": (scripted.hang, DraftingResult.TIMEOUT),
    "dripping": (scripted.drip, DraftingResult.TIMEOUT),
    "wrong key": (fail(401), DraftingResult.UNAUTHORISED),
    "too many": (fail(429), DraftingResult.RATE_LIMITED),
    "server error": (fail(500), DraftingResult.SERVER_ERROR),
    "broken stream": (scripted.break_off, DraftingResult.BROKEN_STREAM),
    "empty": (scripted.send_nothing, DraftingResult.EMPTY),
    "endless": (scripted.never_end, DraftingResult.TOO_LITTLE_LEFT),
    "web page": (scripted.send_web_page, DraftingResult.NOT_A_MODEL),
}


@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_whatever_the_endpoint_does_a_person_gets_the_answer_in_time_and_staff_see_why(
    name: str, build: Build, model: ScriptedModel, caplog: pytest.LogCaptureFixture
) -> None:
    chain = build(timeout_seconds=2.0)
    model.behave = say(GOOD)
    chain.invoke(ASKED)  # loads what the first question loads
    model.behave, result = MISBEHAVIOURS[name]
    began = time.monotonic()
    with caplog.at_level(logging.DEBUG):
        answer = chain.invoke(ASKED)
    assert time.monotonic() - began < 3.5
    assert (answer.answerer, result_of(answer)) == (EXTRACTIVE, result)
    assert "4:6" in answer.text
    assert KEY not in caplog.text + json.dumps(answer.to_json())


def test_what_passed_before_the_stream_broke_stands(build: Build, model: ScriptedModel) -> None:
    def behave(handler: Handler) -> None:
        handler.begin_stream()
        handler.send_piece(GOOD + "合理制定")
        time.sleep(3)

    model.behave = behave
    answer = build(timeout_seconds=1.0).invoke(ASKED)
    assert (answer.answerer, result_of(answer)) == ("scripted", DraftingResult.USED)


def test_a_stream_shows_a_sentence_when_it_has_passed_and_takes_nothing_back(
    build: Build, model: ScriptedModel
) -> None:
    model.behave = say(f"今年投入9亿元。[1]{GOOD}合理制定招生计划。[1]职普比不高于4:6。[1]", size=3)
    shown = [answer.text for answer in build().stream(ASKED)]
    assert len(shown) >= 3
    assert all("9亿" not in text and "不高于" not in text for text in shown)
    sentences = [[one.text for one in answer.sentences] for answer in build().stream(ASKED)]
    assert sentences[0] == ["高中阶段职普比要求不低于4:6。"]
    assert all(later[: len(earlier)] == earlier for earlier, later in pairwise(sentences))


def test_a_stream_without_a_model_gives_one_answer(build: Build) -> None:
    (only,) = build(model=None).stream(ASKED)
    assert (only.answerer, only.drafting) == (EXTRACTIVE, None)
    assert "drafting" not in only.to_json()


def test_a_follow_up_is_completed_by_the_model_from_words_that_were_said(build: Build, model: ScriptedModel) -> None:
    def behave(handler: Handler) -> None:
        asked = str(model.asked[-1]["messages"][-1]["content"])
        (say("高中阶段的职普比呢，不低于多少?") if "先前的问题" in asked else say(GOOD))(handler)

    model.behave = behave
    answer = build().invoke(Question("不低于多少?", ("高中阶段的职普比呢?",)))
    assert answer.standalone_question == "高中阶段的职普比呢，不低于多少?"
    assert "4:6" in answer.text
    assert answer.drafting is not None
    assert answer.drafting.input_tokens == 240


def test_a_follow_up_that_the_model_turns_into_another_question_is_read_by_rule(
    build: Build, model: ScriptedModel
) -> None:
    asked = Question("不低于多少?", ("高中阶段职普比呢?",))
    by_rule = build(model=None).invoke(asked).standalone_question
    for invented in ("学费不低于多少?", "不低于9999?", "", "甲\n乙", "What is the ratio?"):
        model.behave = say(invented)
        assert build().invoke(asked).standalone_question == by_rule
