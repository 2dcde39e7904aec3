"""A conversation as the visitor's own browser keeps it; nothing of it stays on the server."""

from __future__ import annotations

from typing import Any

from qa import Suggestion, answer_from_json
from ui.transcript import Chat, Turn

# Turns kept: an afternoon's, and far below the 5 MB that a browser gives a site.
TURNS_KEPT = 20
# Of what is kept; a browser that holds another form starts anew.
FORM = 1


def chat_to_json(chat: Chat) -> dict[str, Any]:
    """The answered turns, the latest TURNS_KEPT of them."""
    kept = [turn for turn in chat.turns if turn.answer is not None and turn.finished][-TURNS_KEPT:]
    return {
        "form": FORM,
        "turns": [
            {
                "question": turn.question,
                "answer": turn.answer.to_json() if turn.answer else None,
                "suggestions": [{"topic": one.topic, "question": one.question} for one in turn.suggestions],
            }
            for turn in kept
        ],
    }


def chat_from_json(value: object) -> Chat:
    """The conversation that a browser kept; an empty one when it kept none, or something else than that."""
    if not isinstance(value, dict) or value.get("form") != FORM or not isinstance(value.get("turns"), list):
        return Chat()
    try:
        return Chat(tuple(_read_turn(turn) for turn in value["turns"][-TURNS_KEPT:]))
    except (ValueError, KeyError, TypeError):
        return Chat()


def _read_turn(value: dict[str, Any]) -> Turn:
    suggestions = tuple(Suggestion(str(one["topic"]), str(one["question"])) for one in value["suggestions"])
    return Turn(
        str(value["question"]), answer=answer_from_json(value["answer"]), finished=True, suggestions=suggestions
    )
