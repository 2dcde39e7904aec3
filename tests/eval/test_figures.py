from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.figures import chinese_numeral_value, figures_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("招生1,200人", ["1200"]),
        ("招生１２００人", ["1200"]),
        ("约1.5万人", ["15000"]),
        ("3万亿元", ["3000000000000"]),
        ("比例4:6", ["4", "6"]),
        ("2.50和2.5", ["2.5", "2.5"]),
        ("二〇二二年建成二十四所", ["2022", "24"]),
        ("百分之二十", ["20"]),
        ("1，200，3000", ["1200", "3000"]),
        ("十四五期间，一是万一，二是千万", []),
        ("没有数字，XX%", []),
        ("", []),
    ],
)
def test_figures_are_read_by_value(text: str, expected: list[str]) -> None:
    assert [str(figure) for figure in figures_in(text)] == expected


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("十", 10), ("十五", 15), ("一百零五", 105), ("两千三百", 2300), ("一万两千", 12000), ("二亿三千万", 230_000_000)],
)
def test_chinese_numerals_with_units_have_their_value(numeral: str, value: int) -> None:
    assert chinese_numeral_value(numeral) == value


@pytest.mark.parametrize("word", ["十四五", "万一", "千万", "百", "一二", "十十"])
def test_words_made_of_numeral_characters_are_no_figures(word: str) -> None:
    assert chinese_numeral_value(word) is None


@given(st.integers(min_value=0, max_value=10**15))
def test_every_arabic_integer_is_read_as_itself(number: int) -> None:
    assert figures_in(f"共{number}个") == (Decimal(number),)
    assert figures_in(f"共{number:,}个") == (Decimal(number),)


def spell(number: int) -> str:
    """Chinese numeral below 10,000, by the rule book."""
    digits, text, gap = "零一二三四五六七八九", "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if digit:
            text += ("零" if gap else "") + digits[digit] + unit
            gap = False
        else:
            gap = bool(text)
    return text


@given(st.integers(min_value=11, max_value=9999))
def test_every_spelt_number_is_read_as_itself(number: int) -> None:
    assert chinese_numeral_value(spell(number)) == number
    assert chinese_numeral_value(spell(number) + "万") == number * 10_000
