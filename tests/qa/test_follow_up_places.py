import pytest

from qa.follow_up.standalone import make_standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "How many teachers will Qinglan hire?",
            "do they need a master's degree?",
            "do teachers need a master's degree in Qinglan?",
        ),
        ("How many schools will Qinglan build?", "when will they open?", "when will schools open in Qinglan?"),
        ("How many schools will Qinglan build?", "how many of them in Hunan?", "how many of schools in Hunan?"),
    ],
)
def test_they_are_those_of_the_place_that_was_asked_of(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("青岚市招聘多少教师？", "那临江市2021年呢？", "2021年临江市招聘多少教师？"),
        ("青岚市招聘多少教师？", "那2021年临江市的呢？", "2021年临江市招聘多少教师？"),
        ("青岚市招聘多少教师？", "临江市去年呢", "去年临江市招聘多少教师？"),
        (
            "How many teachers will Qinglan hire?",
            "and Linjiang in 2021?",
            "How many teachers will Linjiang hire in 2021?",
        ),
        (
            "How many teachers did Qinglan hire in 2023?",
            "how about 2021 in Linjiang?",
            "How many teachers did Linjiang hire in 2021?",
        ),
        (
            "How many teachers will Qinglan hire?",
            "and Luhe county in 2021?",
            "How many teachers will Luhe county hire in 2021?",
        ),
        ("How many schools were built in 2022?", "In 2023?", "How many schools were built in 2023?"),
    ],
)
def test_a_place_and_a_year_take_the_place_of_both(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (
            ["How much is the subsidy for boarders in primary school in Qinglan?"],
            "那在临江呢",
            "How much is the subsidy for boarders in primary school in 临江?",
        ),
        (["How many teachers will Qinglan hire?"], "那临江市呢？", "How many teachers will 临江市 hire?"),
        (["青岚市招聘多少教师？"], "and in Linjiang?", "招聘多少教师 in Linjiang?"),
        (["新建幼儿园几所？", "I mean Qinglan"], "and Linjiang?", "新建幼儿园几所 in Linjiang?"),
        (["小学课后服务费多少？"], "and in junior high?", "课后服务费多少 for junior high?"),
        (["几点放学？"], "and for boarders?", "几点放学 for boarders?"),
        (["学生餐费多少钱？"], "And Beijing?", "学生餐费多少钱 in Beijing?"),
        (["养老金什么时候发？"], "How about Suzhou?", "养老金什么时候发 in Suzhou?"),
        (["How much is lunch?"], "那寄宿生呢", "How much is lunch for 寄宿生?"),
        (
            ["How much is the after-school service in primary school?"],
            "那初中呢",
            "How much is the after-school service in 初中?",
        ),
    ],
)
def test_a_place_or_group_named_in_the_other_language_is_asked_the_same_thing(
    history: list[str], question: str, standalone: str
) -> None:
    assert make_standalone(question, history) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("小学怎么报名", "在云杉县呢", "云杉县小学怎么报名"),
        ("小学怎么报名", "在本市上学的呢", "在本市上学怎么报名?"),
    ],
)
def test_a_place_behind_its_preposition_is_a_place(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone
