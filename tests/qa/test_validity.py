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
