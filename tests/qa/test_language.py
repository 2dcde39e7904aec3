import pytest

from qa import Language
from qa.follow_up.standalone import make_standalone, read_follow_up
from qa.language import detect_language, find_asked_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2022年中职招生有什么规定?", Language.ZH),
        ("what is the 2022 vocational enrolment rule", Language.EN),
        ("PISA是什么", Language.ZH),
        ("what does 双减 mean", Language.EN),
        ("What do the documents say about “推动高中教育特色多样发展”?", Language.EN),
        ("“double reduction policy measures”是什么", Language.ZH),
        ("《the document》", Language.EN),
        ("職業教育", Language.ZH),
        ("2022?", Language.ZH),
        ("", Language.ZH),
        ("double reduction 双减", Language.EN),
        ("a b c", Language.ZH),
    ],
)
def test_the_script_tells_the_language(text: str, language: Language) -> None:
    assert detect_language(text) is language


def test_a_text_without_words_is_in_the_language_of_the_last_earlier_one_that_has_some() -> None:
    history = ["How many schools in 2023?", "2021"]
    assert detect_language("2022?", history) is Language.EN
    assert detect_language("2022年呢?", history) is Language.ZH
    assert detect_language("2022?", ["公办园有几所", *history]) is Language.EN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("用英文回答", Language.EN),
        ("in Chinese please", Language.ZH),
        ("英语怎么学", Language.ZH),
        ("English", Language.EN),
    ],
)
def test_a_language_that_is_asked_for_is_the_one_to_answer_in(text: str, language: Language) -> None:
    assert detect_language(text) is language


@pytest.mark.parametrize(
    ("before", "text", "language"),
    [
        ("午餐多少钱", "用英文", Language.EN),
        ("午餐多少钱", "能用英语吗", Language.EN),
        ("英语课几节", "请用英文回答", Language.EN),
        ("Are lessons in English?", "in Chinese please", Language.ZH),
        ("How much is lunch?", "In Chinese?", Language.ZH),
        ("in Chinese please", "in English", Language.EN),
        ("英语课怎么上", "in English", Language.EN),
        ("What are the rules for English lessons?", "in Chinese", Language.ZH),
        ("英语课几节", "你用英语说吗", Language.EN),
        ("英语课几节", "用英语回答吗", Language.EN),
        ("考试用普通话吗", "用英语吗", None),
        ("英语课几节", "用英文讲吗", None),
        ("面试怎么考", "用普通话吗", None),
        ("Are lessons in English?", "in Chinese?", None),
        ("How are maths lessons taught?", "In English?", None),
    ],
)
def test_a_language_that_may_be_asked_about_is_not_asked_for(before: str, text: str, language: Language | None) -> None:
    assert find_asked_language(text, [before]) is language


def test_a_question_about_a_language_keeps_what_was_asked() -> None:
    assert make_standalone("in Chinese?", ["Are lessons in English?"]) == "Are lessons in Chinese?"
    assert read_follow_up("用英语吗", ["考试用普通话吗"]) == ("用英语吗", "考试用英语吗")
