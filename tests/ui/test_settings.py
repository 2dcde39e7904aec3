from __future__ import annotations

from pathlib import Path

import pytest

from ui.errors import BadSetting
from ui.settings import PageSettings, read_page_settings


def test_without_a_word_the_pages_stay_on_this_machine() -> None:
    assert read_page_settings({}) == PageSettings(host="127.0.0.1", port=7860, root_path="", data=Path("data"))


def test_an_empty_value_counts_as_not_set() -> None:
    assert read_page_settings({"HOST": " ", "PORT": "", "ROOT_PATH": "/", "POLICY_DATA": ""}) == PageSettings()


@pytest.mark.parametrize("port", ["abc", "-1", "65536", "80.5", "7_860", "７８６０", "0x1f"])
def test_a_bad_port_is_told_in_one_sentence(port: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_page_settings({"PORT": port})
    assert str(caught.value) == f"PORT is {port!r}; set it to a whole number from 0 to 65535, such as 7860."


@pytest.mark.parametrize("host", ["http://example.org", "a b", "主机", "host/path"])
def test_a_bad_host_is_told(host: str) -> None:
    with pytest.raises(BadSetting, match=r"^HOST is .* set it to one such as"):
        read_page_settings({"HOST": host})


@pytest.mark.parametrize(("given", "read"), [("0.0.0.0", "0.0.0.0"), ("[::1]", "::1"), ("localhost", "localhost")])
def test_a_good_host_is_taken(given: str, read: str) -> None:
    assert read_page_settings({"HOST": given}).host == read


@pytest.mark.parametrize(("given", "read"), [("/policy", "/policy"), ("policy/qa/", "/policy/qa"), ("/", "")])
def test_a_root_path_is_taken_with_or_without_slashes(given: str, read: str) -> None:
    assert read_page_settings({"ROOT_PATH": given}).root_path == read


@pytest.mark.parametrize("path", ["https://example.org/policy", "/a b", "/a//b", "/a?b"])
def test_a_bad_root_path_is_told(path: str) -> None:
    with pytest.raises(BadSetting, match=r"^ROOT_PATH is "):
        read_page_settings({"ROOT_PATH": path})


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", ()),
        ("https://school.example", ("https://school.example",)),
        ("https://a.example, http://*.b.example:8080", ("https://a.example", "http://*.b.example:8080")),
        ("*", ("*",)),
    ],
)
def test_the_sites_that_may_frame_the_pages_are_taken(given: str, read: tuple[str, ...]) -> None:
    assert read_page_settings({"FRAME_ANCESTORS": given}).frame_ancestors == read


@pytest.mark.parametrize("value", ["school.example", "https://a.example; script-src *", "javascript:", "https://a/b"])
def test_a_site_that_cannot_be_meant_is_told(value: str) -> None:
    with pytest.raises(BadSetting, match=r"^FRAME_ANCESTORS holds .* such as https://school.example\.$"):
        read_page_settings({"FRAME_ANCESTORS": value})


def test_the_number_of_questions_is_a_whole_number() -> None:
    assert read_page_settings({"QUESTIONS_PER_MINUTE": "0"}).questions_per_minute == 0
    with pytest.raises(BadSetting, match=r"^QUESTIONS_PER_MINUTE is 'many'; set it to a whole number"):
        read_page_settings({"QUESTIONS_PER_MINUTE": "many"})
