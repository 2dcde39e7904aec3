"""Several people of staff at the same time, and a visit that the server has forgotten while a person was away."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from qa import AnswerVerdict, Review
from tests.ui.events import trigger
from tests.ui.staff.conftest import NAME, RULES, StaffSite, fill_log

OTHER = "李老师"


def seen_in(drawn: str) -> str:
    """The hidden field that says which review a form shows."""
    (seen,) = re.findall(r'name=\\"seen\\" value=\\"([^"]*)\\"', drawn)
    return str(seen)


def review_of(site: StaffSite) -> Review:
    logged = site.log.read(3)
    assert logged is not None
    assert logged.review is not None
    return logged.review


@pytest.fixture
def two(build_site: Callable[..., StaffSite], password_hash: str) -> StaffSite:
    site = build_site(users={NAME: password_hash, OTHER: password_hash})
    fill_log(site)
    return site


def test_whose_visit_the_server_forgot_reviews_on(two: StaffSite) -> None:
    person = two.sign_in(NAME)
    person.headers["accept-language"] = "en-GB"
    drawn = trigger(person, "save", None, path="/staff", number="3", verdict="right", then="stay")
    assert "Saved." in drawn
    assert 'name=\\"shown\\" value=\\"all\\" checked' in drawn, "the filters are drawn as they now are"
    assert review_of(two).verdict is AnswerVerdict.RIGHT
    assert "一个班最多多少人?" in trigger(person, "open_answer", None, path="/staff", number="1")
    assert "Next unreviewed" in trigger(person, "turn_page", None, path="/staff", page="1")
    assert "Choose an answer" in trigger(person, "close_answer", None, path="/staff")
    # The address names answer 3, which is open; the next that nobody reviewed is older.
    assert 'id=\\"answer-2\\"' in trigger(person, "open_next", None, path="/staff", query="answer=3")
    assert 'id=\\"answer-3\\"' in trigger(
        person, "switch_language", None, "", [], path="/staff", query="answer=3", language="en"
    )
    two.log.close()


def test_a_review_does_not_silently_take_the_place_of_another_s(two: StaffSite) -> None:
    first, second = two.sign_in(NAME), two.sign_in(OTHER)
    before = {
        person: seen_in(trigger(person, "open_answer", None, path="/staff", number="3")) for person in (first, second)
    }
    assert set(before.values()) == {""}
    fields = {"number": "3", "then": "next"}
    trigger(first, "save", None, path="/staff", verdict="wrong", comment="少了截止日期", seen=before[first], **fields)
    drawn = trigger(second, "save", None, path="/staff", verdict="right", seen=before[second], **fields)
    assert f"{NAME}已审阅过这条回答：错误（备注：“少了截止日期”）。再保存一次，就会取代那次审阅。" in drawn
    assert review_of(two).comment == "少了截止日期"
    trigger(second, "save", None, path="/staff", verdict="right", seen=seen_in(drawn), **fields)
    assert review_of(two).reviewer == OTHER
    # One's own review is only changed.
    trigger(second, "save", None, path="/staff", verdict="wrong", seen="", **fields)
    assert review_of(two).verdict is AnswerVerdict.WRONG
    two.log.close()


@pytest.mark.parametrize("event", ["reindex", "undo", "restore", "remove"])
def test_that_a_colleague_removed_the_document_is_told_with_the_documents_that_are_there(
    site: StaffSite, event: str
) -> None:
    with site.store.writing():
        site.store.remove(RULES)
    drawn = trigger(site.sign_in(), event, path="/staff", document=RULES, cleaning="c")
    assert "这份文件已经不在了" in drawn
    assert 'class=\\"documents\\"' in drawn
    assert RULES not in drawn
    assert str(site.store.settings.store) not in drawn
    site.log.close()
