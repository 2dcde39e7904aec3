"""An answer from the JSON values that `Answer.to_json` makes: what a browser kept, or what a file holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest import NoticeCode
from qa.records import (
    Answer,
    AnswerNotice,
    Citation,
    Consulted,
    Drafting,
    DraftingResult,
    Language,
    Outcome,
    Sentence,
    Timings,
)


def answer_from_json(value: Mapping[str, Any]) -> Answer:
    """Raises ValueError when the value is no answer, whoever wrote it."""
    try:
        return Answer(
            id=_text(value["id"]),
            question=_text(value["question"]),
            standalone_question=_text(value["standalone_question"]),
            language=Language(value["language"]),
            outcome=Outcome(value["outcome"]),
            text=_text(value["answer"]),
            sentences=tuple(
                Sentence(_text(one["text"]), tuple(int(number) for number in one["citations"]))
                for one in value["sentences"]
            ),
            citations=tuple(_read_citation(one) for one in value["citations"]),
            notices=tuple(
                AnswerNotice(
                    NoticeCode(one["code"]),
                    _text(one["message"]),
                    None if one["citation"] is None else int(one["citation"]),
                )
                for one in value["notices"]
            ),
            consulted=tuple(Consulted(_text(one["anchor"]), float(one["score"])) for one in value["consulted"]),
            confidence=float(value["confidence"]),
            answerer=_text(value["answerer"]),
            timings_ms=Timings(**{name: float(ms) for name, ms in value["timings_ms"].items()}),
            drafting=_read_drafting(value["drafting"]) if value.get("drafting") else None,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"This is no answer: {error!r}.") from error


def _read_citation(value: Mapping[str, Any]) -> Citation:
    return Citation(
        number=int(value["number"]),
        anchor=_text(value["anchor"]),
        doc_id=_text(value["doc_id"]),
        doc_title=_text(value["doc_title"]),
        label=_text(value["label"]),
        heading_path=tuple(_text(heading) for heading in value["heading_path"]),
        quote=_text(value["quote"]),
        start=int(value["start"]),
        end=int(value["end"]),
        paragraph=_text(value["paragraph"]),
        verified=value["verified"] is True,
    )


def _read_drafting(value: Mapping[str, Any]) -> Drafting:
    return Drafting(
        model=_text(value["model"]),
        result=DraftingResult(value["result"]),
        prompt_hash=_text(value["prompt_hash"]),
        kept=int(value["kept"]),
        withheld=tuple(_text(reason) for reason in value["withheld"]),
        input_tokens=_count(value["input_tokens"]),
        output_tokens=_count(value["output_tokens"]),
        milliseconds=float(value["milliseconds"]),
    )


def _count(value: object) -> int | None:
    return None if value is None else int(str(value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
