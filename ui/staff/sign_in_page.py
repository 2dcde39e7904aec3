"""The sign-in form, and the page that stands there while staff pages are off. Plain HTML that loads nothing."""

from __future__ import annotations

from enum import StrEnum
from html import escape
from pathlib import Path

from ui.staff.words import StaffWords

_style = (Path(__file__).parents[1] / "sign_in.css").read_text(encoding="utf-8")


class SignInTrouble(StrEnum):
    WRONG = "wrong"
    WAIT = "wait"
    BUSY = "busy"
    ELSEWHERE = "elsewhere"


def render_sign_in_page(
    words: StaffWords,
    *,
    action: str,
    home: str,
    target: str,
    name: str,
    trouble: SignInTrouble | None,
    wait_seconds: int,
) -> str:
    told = {
        SignInTrouble.WRONG: words.sign_in_wrong,
        SignInTrouble.WAIT: words.sign_in_wait.format(seconds=wait_seconds),
        SignInTrouble.BUSY: words.sign_in_busy.format(seconds=wait_seconds),
        SignInTrouble.ELSEWHERE: words.sign_in_elsewhere,
    }
    alert = f'<p class="alert" role="alert">{escape(told[trouble])}</p>' if trouble else ""
    focus_name, focus_password = ("", " autofocus") if name else (" autofocus", "")
    return _render_page(
        words,
        words.sign_in_title,
        f'{alert}<form method="post" action="{escape(action)}">'
        f'<input type="hidden" name="next" value="{escape(target)}">'
        f'<label for="name">{escape(words.sign_in_name)}</label>'
        f'<input id="name" name="name" value="{escape(name)}" autocomplete="username" required maxlength="200"'
        f' autocapitalize="none" spellcheck="false"{focus_name}>'
        f'<label for="password">{escape(words.sign_in_password)}</label>'
        f'<input id="password" name="password" type="password" autocomplete="current-password" required'
        f' maxlength="200"{focus_password}>'
        f'<button type="submit">{escape(words.sign_in_button)}</button></form>'
        f'<p class="back"><a href="{escape(home)}">{escape(words.to_chat)}</a></p>',
    )


def render_off_page(words: StaffWords) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in words.off_steps)
    return _render_page(words, words.off_title, f"<p>{escape(words.off_text)}</p><ol>{steps}</ol>")


def _render_page(words: StaffWords, title: str, content: str) -> str:
    return (
        f'<!doctype html><html lang="{words.html_language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_style}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{content}</main></body></html>"
    )
