"""For which years a rule is in force, as its own text says."""

from __future__ import annotations

import pytest

from qa.validity import find_in_force
from tests.fakes import make_document, make_paragraph


@pytest.mark.parametrize(
    ("lasts", "last_year"),
    [("有效期3年", 2024), ("有效期为十年", 2031), ("试行两年", 2023), ("", 2026), ("有效期3五年", 2026)],
)
def test_a_rule_lasts_as_long_as_it_says_and_five_years_where_that_cannot_be_read(lasts: str, last_year: int) -> None:
    rule = make_document("d")
    paragraph = make_paragraph("d/1", f"本办法自2021年9月1日起施行，{lasts}。")
    for year, wanted in ((2021, {"d"}), (last_year, {"d"}), (last_year + 1, set())):
        assert find_in_force([rule], [paragraph], {year}) == wanted


def test_a_rule_that_begins_with_the_year_ends_with_one() -> None:
    rule = make_document("d")
    paragraph = make_paragraph("d/1", "本办法自2021年1月1日起施行，有效期5年。")
    assert [find_in_force([rule], [paragraph], {year}) for year in (2021, 2025, 2026)] == [{"d"}, {"d"}, set()]


def test_a_rule_of_a_year_that_says_how_long_it_lasts_is_in_force_until_there_is_a_newer_one() -> None:
    rule, newer = (
        make_document("d", title="2021年招生意见", year=2021),
        make_document("e", title="2022年招生意见", year=2022),
    )
    paragraph = make_paragraph("d/1", "本意见自2021年5月1日起施行，有效期3年。")
    assert find_in_force([rule], [paragraph], {2023}) == {"d"}
    assert find_in_force([rule, newer], [paragraph], {2023}) == set()
    assert find_in_force([rule], [make_paragraph("d/1", "本意见自2021年5月1日起施行。")], {2023}) == set()
