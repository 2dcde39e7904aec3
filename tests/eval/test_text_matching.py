import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.text_matching import bare, holds_fact, stands_in


def test_folding_drops_spaces_punctuation_and_width() -> None:
    assert bare(" Ｐｉｓａ，２０２２ 年\u3000“双减”\u200b\n。") == "Pisa2022年双减"


def test_folding_keeps_symbols_that_are_no_punctuation() -> None:
    assert bare("4∶6+1") == "4∶6+1"


def test_a_quote_stands_in_a_text_that_differs_in_spaces_and_stops_only() -> None:
    assert stands_in("普职比，达到 4:6", "力争普职比达到4：6。")


def test_what_folds_to_nothing_stands_nowhere() -> None:
    assert not stands_in("。，", "有。，的文字")
    assert not holds_fact("有。，的文字", "……")


def test_a_fact_is_not_found_inside_a_longer_number() -> None:
    assert not holds_fact("共210所", "10所")
    assert not holds_fact("共210所", "21")
    assert not holds_fact("共3.5万人", "5万人")
    assert holds_fact("共 10 所", "10所")


def test_digits_that_punctuation_keeps_apart_are_not_one_number() -> None:
    assert not holds_fact("共46所", "4:6")
    assert not holds_fact("占3.5", "35")
    assert holds_fact("达到４：６", "4:6")


def test_numbers_that_only_punctuation_separates_from_the_fact_do_not_hide_it() -> None:
    assert holds_fact("比例4:6，2022年", "4:6")
    assert holds_fact("2022，10所", "10所")


def test_a_later_right_place_counts_after_an_earlier_wrong_one() -> None:
    assert holds_fact("共210所，新建10所", "10所")


def test_thousands_commas_do_not_matter() -> None:
    assert holds_fact("招生1,200人", "1200人")
    assert holds_fact("招生1200人", "1,200人")


@given(st.text(min_size=1), st.text(), st.text())
def test_a_text_that_folds_to_something_stands_in_itself_with_anything_around(
    needle: str, left: str, right: str
) -> None:
    # A letter on either side, so that no combining character or digit of the surroundings joins the needle.
    if bare(f"甲{needle}甲") != "甲" + bare(needle) + "甲":
        return
    assert stands_in(needle, f"{left}甲{needle}甲{right}") == bool(bare(needle))
    assert holds_fact(f"甲{needle}甲", needle) == bool(bare(needle))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("共建二十三所", "三所"),
        ("每人二百五十元", "五十元"),
        ("按第十二条办理", "二条"),
        ("共两千人", "千人"),
        ("三百万元", "三百"),
        ("二〇二三年", "三年"),
        ("一九八四年", "四年"),
        ("二〇三室", "三室"),
    ],
)
def test_a_fact_is_not_found_inside_a_longer_chinese_number(text: str, fact: str) -> None:
    assert not holds_fact(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("共建三所、二十三所", "三所"),
        ("二、三年级", "三年级"),
        ("赔款四百萬兩", "四百萬"),
        ("九年一贯制", "一贯制"),
        ("统一一个标准", "一个"),
        ("统一二次报名", "二次报名"),
        ("统一二十三所", "二十三所"),
        ("统一两百所", "两百所"),
        ("周一一次", "一次"),
        ("初一一班", "一班"),
        ("三四年级学生", "四年级"),
        ("三五天", "五天"),
    ],
)
def test_a_chinese_number_that_stands_whole_is_found(text: str, fact: str) -> None:
    assert holds_fact(text, fact)
