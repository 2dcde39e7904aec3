"""Small pieces of HTML that the staff pages share. Whatever comes from a person or a document passes through `escape`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from html import escape
from typing import TypeVar

from ui.staff.words import StaffWords
from ui.words import CHINESE, ENGLISH

Choice = TypeVar("Choice", bound=StrEnum)


def render_masthead(words: StaffWords, name: str, *, root_path: str, ends: float) -> str:
    """Title, language switch, who is signed in and the way out. `ends` is when the session does, seconds since 1970."""
    switch = "".join(
        f'<button type="button" class="language" data-language="{other.language}" lang="{other.html_language}" '
        f'aria-pressed="{"true" if other.language is words.language else "false"}">{label}</button>'
        for other, label in ((CHINESE, "中文"), (ENGLISH, "English"))
    )
    return (
        f'<header class="masthead" data-html-language="{words.html_language}" data-title="{escape(words.page_title)}" '
        f'data-ends="{ends:.0f}"><h1>{escape(words.page_title)}</h1>'
        f'<div class="account"><a href="{escape(root_path)}/">{escape(words.to_chat)}</a>'
        f'<a href="{escape(root_path)}/evaluation">{escape(words.to_evaluation)}</a>'
        f'<span class="name">{escape(words.signed_in_as.format(name=name))}</span>'
        f'<form method="post" action="{escape(root_path)}/sign-out"><button type="submit" class="plain">'
        f"{escape(words.sign_out)}</button></form>"
        f'<div class="switch" role="group" aria-label="{escape(words.switch_label)}">{switch}</div></div></header>'
    )


def render_line(css: str, text: str, tag: str = "p", *, language: str = "") -> str:
    """An element with a plain text in it; "" for no text."""
    if not text:
        return ""
    of_language = f' lang="{language}"' if language else ""
    return f'<{tag} class="{css}"{of_language}>{escape(text)}</{tag}>'


def render_radios(
    name: str, legend: str, choices: Mapping[Choice, str], chosen: Choice | None, *, numbered: bool = False
) -> str:
    """One of several; `numbered` shows the digit that chooses it by keyboard."""
    options = "".join(
        f'<label><input type="radio" name="{escape(name)}" value="{choice.value}"'
        f"{' checked' if choice is chosen else ''}>"
        f"<span>{f'<kbd>{number}</kbd> ' if numbered else ''}{escape(text)}</span></label>"
        for number, (choice, text) in enumerate(choices.items(), start=1)
    )
    return f'<fieldset class="radios"><legend>{escape(legend)}</legend><div>{options}</div></fieldset>'


def render_options(choices: Mapping[str, str], chosen: str) -> str:
    return "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in choices.items()
    )


def render_marked(text: str, start: int, end: int) -> str:
    """A paragraph with [start, end) in <mark>; nothing is marked when that is empty."""
    if not 0 <= start < end <= len(text):
        return f'<blockquote lang="zh-CN">{escape(text)}</blockquote>'
    return (
        f'<blockquote lang="zh-CN">{escape(text[:start])}<mark>{escape(text[start:end])}</mark>'
        f"{escape(text[end:])}</blockquote>"
    )


def render_told(sentence: str, *, bad: bool = False) -> str:
    """What came of what someone did, "" for nothing; screen readers read it out."""
    if not sentence:
        return ""
    return f'<p class="told{" bad" if bad else ""}" role="{"alert" if bad else "status"}">{escape(sentence)}</p>'


def show_time(moment: datetime, words: StaffWords) -> str:
    """A moment in this machine's time zone."""
    return moment.astimezone().strftime(words.time_format)
