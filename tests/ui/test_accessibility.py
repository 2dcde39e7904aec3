"""axe finds nothing serious on any state of the chat page, in either size and scheme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.ui.browsing import PHONE, WIDE, ask

pytestmark = pytest.mark.integration
axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")


def serious(page: Any) -> list[str]:
    """The serious and critical violations of WCAG 2.2 A and AA, each with the elements it is about."""
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = axe_playwright.Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_state_of_the_page_has_a_serious_violation(
    visit: Callable[..., Any], size: dict[str, int], scheme: str
) -> None:
    page = visit(size=size, color_scheme=scheme, locale="zh-CN" if scheme == "light" else "en-GB")
    assert serious(page) == []
    turn = ask(page, "中职和学位", "answered")
    turn.locator(".thumb").last.click()
    turn.locator(".reason").wait_for()
    assert serious(page) == []
    turn.locator(".marker").first.click()
    page.wait_for_selector("#reader mark")
    assert serious(page) == []
    page.keyboard.press("Escape")
    refused = ask(page, "明天下雨吗?", "refused")
    refused.locator("summary").click()
    assert serious(page) == []
    page.goto(turn.locator(".marker").first.evaluate("link => link.href"))
    assert serious(page) == []


def test_axe_itself_finds_what_is_wrong(visit: Callable[..., Any]) -> None:
    page = visit()
    page.evaluate("document.querySelector('#chat').insertAdjacentHTML('beforeend', '<button></button>')")
    assert any(one.startswith("button-name") for one in serious(page))
