"""What a parent or a teacher gets from the first document, with the real models and the weights that come along."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import Runnable

from ingest import IngestStatus, NoticeCode, Store, build_encoders, fold, ingest_paths
from qa import Answer, Outcome, Question, build_chain
from qa.__main__ import render
from qa.figures import find_figures

pytestmark = pytest.mark.integration

ID = "2022年全市教育工作要点"
ROOT = Path(__file__).parents[2]
RULE = "2022年中职招生有什么规定?"


@pytest.fixture(scope="module")
def chain(real_store: Store) -> Runnable[Question | str, Answer]:
    return build_chain(real_store)


Ask = Runnable[Question | str, Answer]


def anchors(answer: Answer) -> list[str]:
    return [citation.anchor for citation in answer.citations]


def quoted(answer: Answer) -> str:
    return "\n".join(citation.quote for citation in answer.citations)


def words(answer: Answer) -> str:
    return json.dumps(answer.to_json(), ensure_ascii=False)


def assert_nothing_is_made_up(answer: Answer, store: Store) -> None:
    stored = store.snapshot().paragraphs
    for citation in answer.citations:
        assert stored[citation.anchor].text == citation.paragraph
        assert citation.paragraph[citation.start : citation.end] == citation.quote
    told = set(find_figures(answer.question)) | {str(d.year) for d in store.snapshot().documents.values()}
    for sentence in answer.sentences:
        if answer.outcome is Outcome.NOT_IN_DOCUMENTS:
            assert set(find_figures(sentence.text)) <= told, "only the years asked for and those at hand"
            continue
        cited = "\n".join(c.paragraph for c in answer.citations if c.number in sentence.citations)
        assert set(find_figures(sentence.text)) <= set(find_figures(cited)), sentence.text
    assert "微信" not in words(answer)
    assert "zugongl893" not in words(answer)


def test_the_answers_that_the_readme_shows_are_those_given(chain: Ask) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r'```text\n\$ python -m qa "([^"]+)"\n(.*?)```', readme, re.DOTALL)
    assert len(shown) == 2
    assert [render(chain.invoke(question)).strip() for question, _ in shown] == [answer.strip() for _, answer in shown]


def test_the_rule_on_vocational_enrolment_is_quoted_from_its_item(chain: Ask, real_store: Store) -> None:
    answer = chain.invoke(RULE)
    assert anchors(answer)[0] == f"{ID}/二/8"
    assert "高中阶段职普比不低于4:6" in quoted(answer)
    assert answer.citations[0].label == "二、8"
    assert_nothing_is_made_up(answer, real_store)


def test_an_english_question_gets_the_same_paragraph_in_an_english_frame(chain: Ask, real_store: Store) -> None:
    answer = chain.invoke("what is the 2022 vocational enrolment rule")
    assert answer.language.value == "en"
    assert anchors(answer)[0] == f"{ID}/二/8"
    assert answer.text.startswith(("Under “", "The document says"))
    assert "4:6" in quoted(answer)
    assert_nothing_is_made_up(answer, real_store)


def test_the_number_that_a_contact_replaced_is_told_as_missing(chain: Ask, real_store: Store) -> None:
    answer = chain.invoke("2022年中职招生多少人?")
    assert anchors(answer)[0] == f"{ID}/二/8"
    assert ("damaged_text", 1) in [(n.code.value, n.citation) for n in answer.notices]
    assert "2022年中职招生〔原文此处数字缺失〕人左右" in quoted(answer)
    assert_nothing_is_made_up(answer, real_store)


def test_a_figure_that_the_document_hides_is_not_invented(chain: Ask, real_store: Store) -> None:
    answer = chain.invoke("普惠性园覆盖率要达到多少?")
    assert anchors(answer)[0] == f"{ID}/二/5"
    assert "masked_figure" in [notice.code.value for notice in answer.notices]
    assert "普惠性园覆盖率达到XX%以上" in quoted(answer)
    allowed = {digit for citation in answer.citations for digit in re.findall(r"\d+", fold(citation.paragraph))}
    assert set(re.findall(r"\d+", re.sub(r"\[\d+\]", "", answer.text))) <= allowed
    assert not re.search(r"\d+\s*%", answer.text)
    assert_nothing_is_made_up(answer, real_store)


def test_a_parent_s_words_find_the_official_ones(chain: Ask, real_store: Store) -> None:
    answer = chain.invoke("孩子上小学要考试吗?")
    assert anchors(answer)[0] == f"{ID}/二/6"
    assert "免试就近入学" in quoted(answer)
    assert_nothing_is_made_up(answer, real_store)


def test_a_follow_up_takes_its_question_from_the_one_before(chain: Ask, real_store: Store) -> None:
    answer = chain.invoke(Question("那普通高中呢?", (RULE,)))
    assert answer.standalone_question == "2022年普通高中招生有什么规定?"
    assert anchors(answer)[0] == f"{ID}/二/8"
    assert_nothing_is_made_up(answer, real_store)


def test_a_follow_up_that_could_stand_alone_is_meant_with_the_subject_that_is_answered_surer(chain: Ask) -> None:
    answer = chain.invoke(Question("学校自己管什么？", ("教师培训，市里抓哪一块？", "县里呢？")))
    assert "校级抓落实" in quoted(answer)
    assert "教师培训" in answer.standalone_question
    changed = chain.invoke(Question("有没有提到无障碍设施？", ("学校党建有哪些措施？",)))
    assert "无障碍设施" in quoted(changed)


@pytest.mark.parametrize("question", ["市教育局局长叫什么名字？", "帮我写一段Python代码", "市一中在哪条路上"])
@pytest.mark.parametrize("before", ["新增多少学位", "那份高中办学底线清单，是哪个市定的？", "职普比是多少"])
def test_what_is_not_told_is_not_answered_with_the_subject_of_the_question_before(
    question: str, before: str, chain: Ask
) -> None:
    answer = chain.invoke(Question(question, (before,)))
    assert (answer.outcome, answer.citations) == (Outcome.NOT_IN_DOCUMENTS, ())
    assert chain.invoke(Question("明天会下雨吗？", ("职普比是多少",))).outcome is Outcome.NOT_IN_DOCUMENTS


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("高中阶段职普比和普惠性园覆盖率分别要达到多少？", ("4:6", "覆盖率达到XX%")),
        ("义务教育和普通高中各要搞哪些“创建”？", ("义务教育优质均衡创建工作", "示范高中、标准化高中创建活动")),
    ],
)
def test_what_is_asked_of_two_things_is_answered_of_each(
    question: str, said: tuple[str, str], chain: Ask, real_store: Store
) -> None:
    answer = chain.invoke(question)
    assert [words for words in said if words not in quoted(answer)] == []
    assert_nothing_is_made_up(answer, real_store)


def test_every_place_that_mentions_a_thing_is_told(chain: Ask, real_store: Store) -> None:
    answer = chain.invoke("文件里哪些地方提到控辍保学，各是怎么说的？")
    assert {"巩固控辍保学成果", "从动态清零转向常态清零"} <= {
        part for part in ("巩固控辍保学成果", "从动态清零转向常态清零") if part in quoted(answer)
    }
    assert_nothing_is_made_up(answer, real_store)


def test_the_document_as_a_whole_is_told_by_its_parts(chain: Ask) -> None:
    for question in ("这份文件主要讲了什么？", "What is the document mainly about?"):
        answer = chain.invoke(question)
        assert anchors(answer)[:2] == [f"{ID}/一", f"{ID}/一/1"]  # its two parts, and the tasks inside them
        assert anchors(answer)[-1] == f"{ID}/二/12"
        assert "教育工作要点" in answer.sentences[0].text


@pytest.mark.parametrize("question", ["党的建设方面有哪些部署？", "学校党的建设方面有哪些部署？"])
def test_who_asks_for_all_of_a_part_gets_all_its_sentences(question: str, chain: Ask) -> None:
    answer = chain.invoke(Question(question))
    assert len(answer.citations) > 3
    assert len(set(anchors(answer))) == 1


@pytest.mark.parametrize(
    "question",
    [
        "天气预报是怎么说的？",
        "航天工作的总体要求是什么？",
        "What is said about passports?",
        "学校食堂一餐多少钱?",
        "2022年中考总分是多少分?",
        "今天天气怎么样?",
    ],
)
def test_what_the_document_does_not_say_is_refused_without_citations(question: str, chain: Ask) -> None:
    answer = chain.invoke(question)
    assert (answer.outcome.value, answer.citations) == ("not_in_documents", ())
    assert all(not sentence.citations for sentence in answer.sentences)
    assert not re.search(r"\[\d", answer.text)


def test_another_year_is_refused_by_its_name(chain: Ask) -> None:
    answer = chain.invoke("2019年中职招生有什么规定?")
    assert answer.outcome.value == "not_in_documents"
    assert "2019" in answer.text


@pytest.mark.parametrize(
    "question",
    ["2021年的招生政策", "2021年的招生政策是什么?", "What was the 2021 enrolment policy?", "2021年建了多少公办园?"],
)
def test_of_a_year_that_it_only_mentions_its_own_plans_are_no_answer(question: str, chain: Ask) -> None:
    answer = chain.invoke(question)
    assert answer.outcome.value == "not_in_documents"
    assert "2021" in answer.text
    assert "2022" in answer.text


@pytest.mark.parametrize("question", ["2021年开工的中小学校有多少所?", "Which schools were started in 2021?"])
def test_of_a_year_that_it_only_mentions_what_it_tells_is_answered(question: str, chain: Ask) -> None:
    assert "2021年开工的XX所中小学校" in quoted(chain.invoke(question))


def questions() -> list[str]:
    examples = json.loads((ROOT / "data" / "example_questions.json").read_text("utf-8"))
    return [question for language in examples.values() for question in language]


@pytest.mark.parametrize("question", questions())
def test_every_example_question_is_answered_and_nothing_made_up(question: str, chain: Ask, real_store: Store) -> None:
    answer = chain.invoke(question)
    assert answer.outcome.value == "answered"
    assert_nothing_is_made_up(answer, real_store)


def test_no_question_of_the_set_ever_gets_something_made_up(chain: Ask, real_store: Store) -> None:
    lines = (ROOT / "eval" / "questions" / "2022-education.jsonl").read_text("utf-8").splitlines()
    cases: list[dict[str, Any]] = [json.loads(line) for line in lines]
    assert len(cases) > 50
    for case in cases[::3]:
        answer = chain.invoke(Question(case["question"], tuple(case.get("history") or ())))
        assert_nothing_is_made_up(answer, real_store)
        assert bool(answer.citations) == (answer.outcome.value == "answered")


def test_eight_threads_get_the_answers_they_get_alone(chain: Ask, real_store: Store) -> None:
    asked = [RULE, "普惠性园覆盖率要达到多少?", "孩子上小学要考试吗?", "what is the 2022 vocational enrolment rule"] * 4

    def ask(question: str) -> tuple[str, float]:
        answer = chain.invoke(question)
        return answer.text, round(answer.confidence, 3)

    alone = {question: ask(question) for question in set(asked)}
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, asked)) == [alone[question] for question in asked]


def test_the_unchanged_document_is_ingested_again_without_loading_a_model(
    copied_store: Path, real_store: Store
) -> None:
    from dataclasses import replace

    settings = replace(real_store.settings, store=copied_store, model_folder=Path("/no/models"))
    (result,) = ingest_paths([ROOT / "data"], Store(settings, build_encoders(settings)))
    assert result.status is IngestStatus.UNCHANGED
    assert not Path("/no/models").exists()


def test_of_two_questions_the_one_that_is_answered_is_and_the_other_is_named(chain: Ask) -> None:
    answer = chain.invoke(Question("职普比是多少，食堂一餐多少钱？"))
    assert "4:6" in answer.text
    (notice,) = (one for one in answer.notices if one.code is NoticeCode.PART_UNANSWERED)
    assert "食堂一餐多少钱" in notice.message


def test_two_questions_that_are_answered_are_both_quoted(chain: Ask) -> None:
    answer = chain.invoke(Question("高中阶段职普比是多少，随班就读质量怎么提升？"))
    quoted = "".join(one.quote for one in answer.citations)
    assert "4:6" in quoted
    assert "随班就读" in quoted
    assert not any(one.code is NoticeCode.PART_UNANSWERED for one in answer.notices)
    scores = [one.score for one in answer.consulted]
    assert scores == sorted(scores, reverse=True)
    assert len({one.anchor for one in answer.consulted}) == len(scores)


@pytest.mark.parametrize("question", ["职普比是多少？中职今年打算招多少人？", "2022年中职计划招多少人，职普比是多少？"])
def test_two_questions_that_clauses_of_one_sentence_answer_are_both_quoted(chain: Ask, question: str) -> None:
    answer = chain.invoke(Question(question))
    quoted = "".join(one.quote for one in answer.citations)
    assert "4:6" in quoted
    assert "2022年中职招生" in quoted


def test_of_two_things_asked_of_the_document_itself_the_one_that_is_not_told_is_named(chain: Ask) -> None:
    answer = chain.invoke(Question("这份文件是哪一年的？谁发布的？"))
    assert anchors(answer) == [f"{ID}/title"]
    assert [one.code for one in answer.notices] == [NoticeCode.PART_UNANSWERED]


def test_a_clause_deep_inside_a_long_sentence_is_what_is_quoted(chain: Ask) -> None:
    answer = chain.invoke(Question("职业教育招生规模要怎么变？"))
    assert "扩大职业教育招生规模" in answer.citations[0].quote
