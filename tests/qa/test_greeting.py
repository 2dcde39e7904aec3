import pytest

from qa.greeting import is_greeting, name_reply
from tests.fakes import run_python


@pytest.mark.parametrize(
    "text",
    [
        "你好",
        "您好！",
        "hello",
        "Hello there!",
        "谢谢老师",
        "再见",
        "你是谁?",
        "怎么用",
        "Good morning",
        "早上好，请问在吗",
    ],
)
def test_who_only_greets_is_greeted(text: str) -> None:
    assert is_greeting(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "你好，中职招生多少人?",
        "hi, what is the ratio?",
        "好学校有哪些",
        "早教有什么规定",
        "谢谢,那公办园呢",
        "history",
    ],
)
def test_who_asks_something_is_not(text: str) -> None:
    assert not is_greeting(text)


@pytest.mark.integration
@pytest.mark.parametrize("text", ["好" * 60 + "中职", "好吗" * 40 + "中职"])
def test_a_long_run_of_greeting_words_is_read_at_once(text: str) -> None:
    """In a process of its own, since nothing ends a search that has begun."""
    import subprocess

    try:
        ended = run_python(
            "-c", f"from qa.greeting import is_greeting, name_reply; print(is_greeting({text!r}))", timeout_seconds=30
        )
    except subprocess.TimeoutExpired:
        pytest.fail("still searching after 30 seconds")
    assert ended.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("谢谢", "thanks"),
        ("好的谢谢", "thanks"),
        ("Thanks", "thanks"),
        ("再见", "agreed"),
        ("您好", "text"),
        ("hi", "text"),
        ("好的，谢谢，没有别的了", "thanks"),
        ("ok thx", "thanks"),
        ("OK", "agreed"),
        ("yes", "agreed"),
        ("明白了，谢谢", "thanks"),
        ("ok thank you so much", "thanks"),
        ("太好了，谢谢", "thanks"),
        ("知道了", "agreed"),
        ("got it", "agreed"),
        ("嗯", "agreed"),
        ("收到", "agreed"),
        ("你答得不对", "complaint"),
        ("答非所问", "complaint"),
        ("That's not what I asked!", "complaint"),
    ],
)
def test_thanks_consent_and_complaints_are_told_from_greetings_at_the_beginning(text: str, reply: str) -> None:
    assert is_greeting(text)
    assert name_reply(text) == reply


@pytest.mark.parametrize(
    "text",
    ["没有别的了吗", "就这些吗", "行吗", "Is that all?", "No, I meant kindergarten", "不对，是初中", "no more than?"],
)
def test_what_asks_or_corrects_is_no_thanks(text: str) -> None:
    assert not is_greeting(text)
