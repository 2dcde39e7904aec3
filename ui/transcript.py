"""A conversation and how it is drawn: the turns so far, the welcome before the first, the header above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from qa import Answer, Language, Outcome
from ui.citation_view import render_reply
from ui.words import CHINESE, ENGLISH, Words

# Earlier questions that go with a follow-up; a chat of an afternoon must not grow each question without end.
HISTORY_QUESTIONS = 10

Examples = Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer. No answer: it is still being looked for, or there was `trouble`."""

    question: str
    answer: Answer | None = None
    trouble: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    """One person's conversation, oldest turn first. Frozen: what one visit holds cannot leak into another."""

    turns: tuple[Turn, ...] = ()

    def history(self) -> tuple[str, ...]:
        """The questions so far, oldest first, at most HISTORY_QUESTIONS."""
        return tuple(turn.question for turn in self.turns)[-HISTORY_QUESTIONS:]

    def ask(self, question: str) -> Chat:
        return Chat((*self.turns, Turn(question)))

    def answer(self, answer: Answer) -> Chat:
        return Chat((*self.turns[:-1], replace(self.turns[-1], answer=answer)))

    def fail(self) -> Chat:
        return Chat((*self.turns[:-1], replace(self.turns[-1], answer=None, trouble=True)))


def render_past(chat: Chat, words: Words, examples: Examples) -> str:
    """All turns but the last; before the first question, the welcome. Sent once a question, not once an update."""
    if not chat.turns:
        return render_welcome(words, examples)
    return "".join(_render_turn(turn, number, words, ()) for number, turn in enumerate(chat.turns[:-1], start=1))


def render_current(chat: Chat, words: Words, examples: Examples) -> str:
    """The last turn, "" before the first question."""
    if not chat.turns:
        return ""
    return _render_turn(chat.turns[-1], len(chat.turns), words, examples.get(words.language, ()))


def _render_turn(turn: Turn, number: int, words: Words, examples: tuple[str, ...]) -> str:
    """`examples` are offered under a refusal; an old one no longer needs them."""
    turn_id = f"t{number}"
    if turn.trouble:
        reply = f'<div class="reply trouble" role="alert"><p>{escape(words.trouble)}</p></div>'
    elif turn.answer is None:
        reply = f'<div class="reply pending"><p>{escape(words.searching)}<i></i><i></i><i></i></p></div>'
    else:
        reply = render_reply(turn.answer, turn_id, words)
        if turn.answer.outcome is Outcome.NOT_IN_DOCUMENTS:
            reply += _render_examples(examples, words.try_instead)
    return (
        f'<article class="turn" id="{turn_id}"><h2 class="question"><span class="unseen">{escape(words.you_asked)}: '
        f"</span>{escape(turn.question)}</h2>{reply}</article>"
    )


def render_welcome(words: Words, examples: Examples) -> str:
    return (
        f'<section class="welcome"><h2>{escape(words.welcome_title)}</h2><p>{escape(words.welcome_text)}</p>'
        f"{_render_examples(examples.get(words.language, ()), words.examples_title)}</section>"
    )


def _render_examples(questions: tuple[str, ...], title: str) -> str:
    if not questions:
        return ""
    buttons = "".join(
        f'<li><button type="button" class="example" data-question="{escape(question)}">{escape(question)}</button></li>'
        for question in questions
    )
    return f'<div class="examples"><h3>{escape(title)}</h3><ul>{buttons}</ul></div>'


def render_header(words: Words) -> str:
    """Title and language switch. `data-language` and `data-title` tell the browser what the page now is."""
    switch = "".join(
        f'<button type="button" class="language" data-language="{other.language}" lang="{other.html_language}" '
        f'aria-pressed="{"true" if other is words else "false"}">{name}</button>'
        for other, name in ((CHINESE, "中文"), (ENGLISH, "English"))
    )
    return (
        f'<header class="masthead" data-html-language="{words.html_language}" data-title="{escape(words.page_title)}">'
        f"<div><h1>{escape(words.page_title)}</h1><p>{escape(words.page_subtitle)}</p></div>"
        f'<div class="switch" role="group" aria-label="{escape(words.switch_label)}">{switch}</div></header>'
    )


def render_hint(sentence: str) -> str:
    """What is wrong with the question in the box, "" for nothing."""
    return f'<p class="hint" role="alert">{escape(sentence)}</p>' if sentence else ""


def render_disclaimer(words: Words) -> str:
    return f'<p class="disclaimer">{escape(words.disclaimer)}</p>'
