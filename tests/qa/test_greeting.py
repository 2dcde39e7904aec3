import pytest

from qa.greeting import closes, is_greeting
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
            "-c", f"from qa.greeting import closes, is_greeting; print(is_greeting({text!r}))", timeout_seconds=30
        )
    except subprocess.TimeoutExpired:
        pytest.fail("still searching after 30 seconds")
    assert ended.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("text", "closing"),
    [("谢谢", True), ("好的谢谢", True), ("Thanks", True), ("再见", True), ("您好", False), ("hi", False)],
)
def test_thanks_and_goodbyes_are_told_from_greetings_at_the_beginning(text: str, closing: bool) -> None:
    assert closes(text) is closing
