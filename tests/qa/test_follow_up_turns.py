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
        ("Do students get free textbooks?", "and meals?", "Do students get meals?"),
        ("Do students need a health certificate?", "and student cards?", "Do students need student cards?"),
        ("Do families pay tuition?", "and book fees?", "Do families pay book fees?"),
        ("Do schools have canteens?", "and dormitories?", "Do schools have dormitories?"),
        ("Do teachers get a housing allowance?", "and transport subsidies?", "Do teachers get transport subsidies?"),
        (
            "Do I need a residence permit for enrolment?",
            "and house deed?",
            "Do I need house deed for enrolment?",
        ),
        (
            "Do students need photos for the application?",
            "and certificates?",
            "Do students need certificates for the application?",
        ),
        ("Can I bring a bike on the metro?", "and prams?", "Can I bring prams on the metro?"),
        (
            "Do I need a vaccine?",
            "and my child entering primary school?",
            "Do my child entering primary school need a vaccine?",
        ),
        ("Can I get a subsidy?", "what about my mother-in-law?", "Can my mother-in-law get a subsidy?"),
        ("Do I need a permit?", "and my student card?", "Do I need my student card?"),
        (
            "It is a boarding school. Is lunch free?",
            "and for parents?",
            "It is a boarding school. Is lunch free for parents?",
        ),
        (
            "I finished primary school. When is registration?",
            "and high school?",
            "When is registration for high school?",
        ),
        ("小学睡眠多长时间", "初中几小时", "初中睡眠多长时间"),
        ("课后服务费多少钱？", "那这个通知由谁解释？", "那这个通知由谁解释？"),
    ],
)
def test_what_another_subject_takes_the_place_of(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


def test_a_capitalised_noun_is_no_place() -> None:
    assert " in " not in make_standalone("And Uniforms?", ["学生餐费多少钱？"])
