import pytest

from qa.follow_up.standalone import make_standalone


@pytest.mark.parametrize(
    "doubt",
    [
        "are you sure?",
        "Really?",
        "how do you know?",
        "I don't understand",
        "where does it say that?",
        "Can you repeat that?",
        "Why don't you tell me the number?",
        "Why is the number missing?",
        "Can you guess?",
    ],
)
def test_a_doubt_of_the_answer_asks_the_same_again_and_leaves_what_was_asked(doubt: str) -> None:
    before = "How many kindergartens will be built?"
    assert make_standalone(doubt, [before]) == before
    assert make_standalone("And primary schools?", [before, doubt]) == "How many primary schools will be built?"


@pytest.mark.parametrize(
    "doubt",
    ["你确定吗？", "真的吗", "哪里写的？", "什么意思", "没看懂", "再说一遍", "数字怎么没有？", "为什么不告诉我数字？"],
)
def test_a_doubt_in_chinese_asks_the_same_again_and_leaves_what_was_asked(doubt: str) -> None:
    before = "要建多少所公办园？"
    assert make_standalone(doubt, [before]) == before
    assert make_standalone("那中小学呢？", [before, doubt]) == "要建多少所中小学？"


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("Where is it?", "a summer camp Where is it?"),
        ("Why is it free?", "a summer camp Why is it free?"),
        ("Is it free?", "a summer camp Is it free?"),
    ],
)
def test_what_is_asked_of_the_thing_is_no_doubt_of_the_answer(question: str, standalone: str) -> None:
    assert make_standalone(question, ["Is there a summer camp?"]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "How many kindergartens will be built in Qinglan?",
            "anything else?",
            "What else do the documents say about kindergartens in Qinglan?",
        ),
        (
            "How many education groups will Qinglan set up?",
            "why?",
            "What is the reason for education groups in Qinglan?",
        ),
        ("What does article 10 say?", "the one before?", "What does article 9 say?"),
        ("What does article 10 say?", "and the one after that?", "What does article 11 say?"),
    ],
)
def test_more_of_the_same_and_why_are_asked_of_the_same_place_and_part(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("Do teachers get a housing allowance?", "and nurses?", "Do nurses get a housing allowance?"),
        ("Do schools charge fees for meals?", "and uniforms?", "Do schools charge fees for uniforms?"),
        ("Do I have to pay for lunch?", "and my son's uniform?", "Do I have to pay for my son's uniform?"),
        ("When does Gaokao start?", "how much is it?", "how much is Gaokao?"),
        ("小学体育课怎么安排？", "初中几节？", "初中体育课怎么安排？"),
        ("课后服务费多少钱？", "那这个通知由谁解释？", "那这个通知由谁解释？"),
    ],
)
def test_what_another_subject_takes_the_place_of(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


def test_a_capitalised_noun_is_no_place() -> None:
    assert " in " not in make_standalone("And Uniforms?", ["学生餐费多少钱？"])
