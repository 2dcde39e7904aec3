import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import read_numeral
from qa.figures import find_figures, holds_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("不低于4:6", ("4:6",)),
        ("４：６和4∶6", ("4:6", "4:6")),
        ("共1,200人", ("1200",)),
        ("2022年5月1日", ("2022", "5", "1")),
        ("X教〔2022〕5号", ("2022", "5")),
        ("0.5万个", ("5000",)),
        ("1.20万元和12000元", ("12000", "12000")),
        ("3千米、5百人", ("3", "500")),
        ("占40％，千分之五", ("40%", "5‰")),
        ("不低于〇〇万元，〇〇元，二〇〇九年", ("2009",)),
        ("百分之九十点五，百分之40", ("90.5%", "40%")),
        ("三分之二，九成", ("2/3", "90%")),
        ("三点五万元", ("35000",)),
        ("二〇二二年第十二条", ("2022", "12")),
        ("十四五，三五个，一二三产业", ("十四五", "三五", "一二三")),
        ("千方百计，一体化，双一流", ()),
        ("1" * 5000, ("1" * 5000,)),
        ("二" * 5000, ("二" * 5000,)),
        ("2022-05-01", ("2022-05-01",)),
        ("8时20分至21时", ("8:20", "21:00")),
        ("at 8:20 a.m. and 8:30 p.m.", ("8:20", "20:30")),
        ("12:15 p.m.", ("12:15",)),
        ("2.2023年新增3所", ("2", "2023", "3")),
        ("投入2.5亿元，3.2万人", ("250000000", "32000")),
        ("三至六年级，一到两次", ("3", "6", "1", "2")),
        ("三时间段", ()),
        ("没有数字", ()),
        ("", ()),
    ],
)
def test_figures_are_found_whole_and_in_one_spelling(text: str, figures: tuple[str, ...]) -> None:
    assert find_figures(text) == figures


def test_a_figure_is_not_found_inside_another() -> None:
    assert not holds_figures("14所", ("4",))
    assert not holds_figures("4:60", ("4:6",))
    assert not holds_figures("6:4", ("4:6",))
    assert not holds_figures("1.4", ("4",))
    assert holds_figures("共1200人", find_figures("1,200人"))
    assert holds_figures("anything", ())


def test_a_count_does_not_hold_up_a_percentage() -> None:
    assert not holds_figures("新建40所学校", find_figures("达到40%"))
    assert not holds_figures("达到40%", find_figures("新建40所学校"))


@pytest.mark.parametrize(
    ("written", "rendered"),
    [("三所", "3所"), ("1.2万人", "一万二千人"), ("百分之九十", "90%"), ("二〇二二年", "2022年"), ("1亿元", "一亿元")],
)
def test_one_value_may_be_written_in_two_ways(written: str, rendered: str) -> None:
    assert holds_figures(written, find_figures(rendered))
    assert holds_figures(rendered, find_figures(written))


def test_figures_in_chinese_numerals_are_found() -> None:
    assert find_figures("新建三所学校，增长百分之二十，共一千二百人") == ("3", "20%", "1200")


def in_chinese(number: int) -> str:
    """A number below 10000 as it is written, with 零 where a place is skipped."""
    text = "".join(f"{'零一二三四五六七八九'[int(d)]}{unit}" for d, unit in zip(f"{number:04}", "千百十 ", strict=True))
    text = re.sub("零[千百十]", "零", text).replace(" ", "")
    return re.sub("零+", "零", text).strip("零")


@given(st.integers(1, 9999), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]))
def test_a_numeral_has_its_value(number: int, unit: tuple[str, int]) -> None:
    assert read_numeral(in_chinese(number) + unit[0]) == number * unit[1]


@given(st.text(alphabet="零〇一二三九十百千万亿两点分之成%所0123456789.:，", max_size=30))
def test_any_figures_are_held_by_their_own_text(text: str) -> None:
    assert holds_figures(text, find_figures(text))


def test_the_number_of_an_item_that_begins_with_a_month_is_no_part_of_its_figure() -> None:
    assert find_figures("2.4月举办运动会") == ("2", "4")
    assert find_figures("2.4个月，按1.5月工资发放") == ("2.4", "1.5")


@given(st.lists(st.integers(0, 99999), max_size=6))
def test_a_text_holds_its_own_figures(numbers: list[int]) -> None:
    text = "，".join(f"共{number}人" for number in numbers)
    assert find_figures(text) == tuple(map(str, numbers))
    assert holds_figures(text, find_figures(text))


@pytest.mark.parametrize("text", ["", "3五", "五3", "年", "三年", "1.5"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert read_numeral(text) is None
