"""A conversation and how it is drawn: the turns so far, the welcome before the first, the header above."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from qa import Answer, Language, Outcome, QaSettings, Suggestion
from ui.citation_view import render_reply
from ui.limits import QUESTION_LIMIT
from ui.words import CHINESE, ENGLISH, Words

# Earlier questions that go with a follow-up: as many as are read.
HISTORY_QUESTIONS = QaSettings().max_history

Examples = Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer. No answer: it is still being looked for, or there was `trouble`.

    An answer may grow until it is `finished`; `suggestions` are what to ask next.
    """

    question: str
    answer: Answer | None = None
    trouble: bool = False
    finished: bool = False
    suggestions: tuple[Suggestion, ...] = ()


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

    def finish(self, suggestions: tuple[Suggestion, ...] = ()) -> Chat:
        """The last answer is whole."""
        return Chat((*self.turns[:-1], replace(self.turns[-1], finished=True, suggestions=suggestions)))

    @property
    def waits(self) -> bool:
        """Whether the last question has neither its whole answer nor trouble yet."""
        return bool(self.turns) and not (self.turns[-1].finished or self.turns[-1].trouble)

    def fail(self) -> Chat:
        return Chat((*self.turns[:-1], replace(self.turns[-1], answer=None, trouble=True)))


def render_past(chat: Chat, words: Words, examples: Examples, *, thumbs: bool = False) -> str:
    """All turns but the last; before the first question, the welcome. Sent once a question, not once an update."""
    if not chat.turns:
        return render_welcome(words, examples)
    return "".join(
        _render_turn(turn, number, words, thumbs=thumbs) for number, turn in enumerate(chat.turns[:-1], start=1)
    )


def render_current(chat: Chat, words: Words, examples: Examples, *, thumbs: bool = False) -> str:
    """The last turn with what to ask next, "" before the first question. `thumbs`: whether a judgement can be kept."""
    if not chat.turns:
        return ""
    turn = chat.turns[-1]
    further = _render_further(turn, words, examples.get(words.language, ())) if turn.finished else ""
    return _render_turn(turn, len(chat.turns), words, thumbs=thumbs, further=further, busy=chat.waits)


def _render_turn(turn: Turn, number: int, words: Words, *, thumbs: bool, further: str = "", busy: bool = False) -> str:
    turn_id = f"t{number}"
    if turn.trouble:
        reply = f'<div class="reply trouble" role="alert"><p>{escape(words.trouble)}</p></div>'
    elif turn.answer is None:
        reply = (
            f'<div class="reply pending"><p>{escape(words.searching)}<i></i><i></i><i></i></p>'
            f'<p class="slow">{escape(words.slow)}</p></div>'
        )
    else:
        reply = render_reply(turn.answer, turn_id, words, thumbs=thumbs)
    return (
        f'<article class="turn" id="{turn_id}" data-busy="{"true" if busy else "false"}">'
        f'<h2 class="question"><span class="unseen">{escape(words.you_asked)}: '
        f"</span>{escape(turn.question)}</h2>{reply}{further}</article>"
    )


def _render_further(turn: Turn, words: Words, examples: tuple[str, ...]) -> str:
    """What to ask next: headings of the documents; the examples where a refusal has nothing nearer."""
    refused = turn.answer is not None and turn.answer.outcome is Outcome.NOT_IN_DOCUMENTS
    if turn.suggestions:
        title = words.covered_title if refused else words.related_title
        topics = "".join(
            f'<li><button type="button" class="example topic" data-question="{escape(one.question)}" '
            f'title="{escape(one.question)}" lang="zh-CN">{escape(one.topic)}</button></li>'
            for one in turn.suggestions
        )
        return f'<div class="examples further"><h3>{escape(title)}</h3><ul>{topics}</ul></div>'
    return _render_examples(examples, words.try_instead) if refused else ""


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
    """Title, new chat and language switch. The data attributes tell the browser what the page now is and says."""
    switch = "".join(
        f'<button type="button" class="language" data-language="{other.language}" lang="{other.html_language}" '
        f'aria-pressed="{"true" if other is words else "false"}">{name}</button>'
        for other, name in ((CHINESE, "中文"), (ENGLISH, "English"))
    )
    return (
        f'<header class="masthead" data-html-language="{words.html_language}" data-title="{escape(words.page_title)}" '
        f'data-words="{escape(json.dumps(_script_words(words), ensure_ascii=False))}">'
        f"<div><h1>{escape(words.page_title)}</h1><p>{escape(words.page_subtitle)}</p></div>"
        f'<div class="controls"><button type="button" class="anew">{escape(words.new_chat)}</button>'
        f'<div class="switch" role="group" aria-label="{escape(words.switch_label)}">{switch}</div></div></header>'
    )


def _script_words(words: Words) -> dict[str, str]:
    """What the scripts say: in the panel that shows a document, of a question too long, and when the connection is gone."""
    return {
        "close": words.close_reader,
        "previous": words.previous_source,
        "next": words.next_source,
        "count": words.source_count,
        "window": words.open_new_window,
        "loading": words.reader_loading,
        "failed": words.reader_failed,
        "offline": words.offline,
        "unreachable": words.unreachable,
        "tooLong": words.too_long,
        "limit": str(QUESTION_LIMIT),
    }


def render_hint(sentence: str, *, kind: str = "") -> str:
    """What is wrong with the question in the box, "" for nothing. `kind` names what the browser may take back itself."""
    css = f"hint {kind}".strip()
    return f'<p class="{css}" role="alert">{escape(sentence)}</p>' if sentence else ""


def render_disclaimer(words: Words) -> str:
    return f'<p class="disclaimer">{escape(words.disclaimer)}<button type="button" class="programs">{escape(words.for_programs)}</button></p>'
