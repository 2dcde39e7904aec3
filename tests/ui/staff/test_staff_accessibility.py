"""axe finds nothing serious on any staff page, in either size, scheme and language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.ui.browsing import PHONE, WIDE
from tests.ui.staff.conftest import StaffSite, open_tab
from tests.ui.test_accessibility import serious

pytestmark = pytest.mark.integration


@pytest.mark.parametrize(
    ("size", "scheme", "locale", "documents", "health"),
    [(WIDE, "light", "zh-CN", "文件", "运行情况"), (PHONE, "dark", "en-GB", "Documents", "Health")],
    ids=["wide", "phone"],
)
def test_no_staff_page_has_a_serious_violation(
    enter: Callable[..., Any], size: dict[str, int], scheme: str, locale: str, documents: str, health: str
) -> None:
    page = enter(size=size, color_scheme=scheme, locale=locale)
    assert serious(page) == []
    page.locator(".answers li button").first.click()
    page.locator(".detail .source mark").wait_for()
    assert serious(page) == []
    open_tab(page, documents)
    assert serious(page) == []
    page.locator(".documents li button").first.click()
    page.locator("#documents-detail summary").first.wait_for()
    page.evaluate("document.querySelectorAll('#documents-detail details').forEach((one) => (one.open = true))")
    assert serious(page) == []
    open_tab(page, health)
    for plot in ("#plot-questions", "#plot-latency"):
        page.locator(plot).locator("svg, canvas").first.wait_for()
    assert serious(page) == []


def test_the_form_to_sign_in_and_what_it_says_have_none_either(browser: Any, site: StaffSite) -> None:
    page = browser.new_page(locale="en-GB", color_scheme="dark")
    page.goto(f"{site.address}/staff")
    assert serious(page) == []
    page.fill("#name", "nobody")
    page.fill("#password", "nothing at all")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert serious(page) == []
    page.close()
