"""Words of answers, from `prompts/frames.<language>.toml`, and of requests to a language model, `<name>.<language>.txt`."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from string import Formatter

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from qa.errors import BrokenResource
from qa.records import Language

FOLDER = Path(__file__).parent.parent / "prompts"

# Section → name of its words → what is filled in there; {quote} must be, all else may be left out.
FRAME_PLACEHOLDERS: Mapping[str, Mapping[str, str]] = {
    "answer": {
        "at_place": "place quote",
        "plain": "quote",
        "more_of_document": "quote",
        "more_at_place": "place quote",
        "more_same_place": "quote",
        "item": "quote",
        "introduction": "quote",
        "parts": "place quote",
        "part": "quote",
        "last_part": "quote",
        "of_document_at_place": "document place quote",
        "of_document": "document quote",
        "parts_of_document": "document quote",
    },
    "explain": {"masked_figure": "mark", "masked_name": "mark", "damaged_text": "", "damaged_text_behind": "before"},
    "notice": {
        "masked_figure": "mark",
        "masked_name": "mark",
        "damaged_text": "",
        "truncated": "",
        "other_year": "asked found",
        "older_year": "found",
        "untold_year": "asked",
        "newest_year": "found",
        "between_years": "",
        "part_unanswered": "question",
        "unsure": "",
        "other_places": "count found",
    },
    "refusal": {
        "not_in_documents": "",
        "year_not_covered": "asked available",
        "year_in_passing": "asked available",
        "year_not_covered_there": "place asked available",
        "region_not_covered": "asked",
        "region_in_passing": "asked",
        "between_topics": "",
        "suggestion": "topics",
    },
    "suggestion": {"question": "topic"},
    "greeting": {"text": "", "thanks": "", "agreed": "", "complaint": ""},
}

Frames = Mapping[str, Mapping[str, str]]

_USER_PART = "\n=== user ===\n"
_HASH_LENGTH = 12  # hex digits
_FENCE_LENGTH = 8


class PromptName(StrEnum):
    DRAFT = "draft"
    STANDALONE = "standalone"
    SEARCH_QUERY = "search_query"


PLACEHOLDERS: Mapping[PromptName, frozenset[str]] = {
    PromptName.DRAFT: frozenset({"fence", "paragraphs", "question"}),
    PromptName.STANDALONE: frozenset({"fence", "history", "question"}),
    PromptName.SEARCH_QUERY: frozenset({"fence", "question"}),
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a language model is told once for all, and what it is told of one question. `hash` tells these words."""

    system: str
    user: str
    hash: str

    def fill(self, **data: str) -> list[BaseMessage]:
        """The messages, all of `data` fenced: a mark that follows from the data itself, so nothing in it can bear it."""
        fence = hashlib.sha256("\0".join(data.values()).encode("utf-8", "replace")).hexdigest()[:_FENCE_LENGTH]
        return [SystemMessage(self.system), HumanMessage(self.user.format(fence=fence, **data))]


@lru_cache(maxsize=4)
def load_frames(language: Language, folder: Path = FOLDER) -> Frames:
    """Section → name → words with {placeholders}. Raises BrokenResource for a file that cannot be used."""
    path = folder / f"frames.{language.value}.toml"
    try:
        frames = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # not there, not UTF-8, or no TOML
        raise BrokenResource(f"{path} cannot be read ({error}). Restore it, or mend that line.") from error
    trouble = _find_trouble(frames)
    if trouble:
        raise BrokenResource(f"{path} {trouble}")
    return frames


def _find_trouble(frames: Mapping[str, object]) -> str:
    """The first thing that answers could not be made with, as the rest of a sentence; empty where there is none."""
    missing = [section for section in FRAME_PLACEHOLDERS if not isinstance(frames.get(section), dict)]
    if missing:
        return f"lacks the section [{missing[0]}]."
    for section, names in FRAME_PLACEHOLDERS.items():
        given = frames[section]
        assert isinstance(given, dict)
        for name, placeholders in names.items():
            words = given.get(name)
            if not isinstance(words, str):
                return f'lacks the words {name} = "…" in [{section}].'
            allowed = set(placeholders.split())
            try:
                found = {field for _, field, _, _ in Formatter().parse(words) if field is not None}
            except ValueError as error:
                return f"has words that cannot be filled in: {name} in [{section}] ({error})."
            if not found <= allowed or ("quote" in allowed and "quote" not in found):
                needed = ", ".join(f"{{{one}}}" for one in sorted(allowed)) or "nothing"
                must = " and must hold {quote}" if "quote" in allowed else ""
                return f"has other braces than can be filled in: {name} in [{section}] may hold {needed}{must}."
    return ""


@lru_cache(maxsize=16)
def load_prompt(name: PromptName, language: Language, folder: Path = FOLDER) -> Prompt:
    """Raises BrokenResource for a file that is not there or lacks a part or a {placeholder}, or has another."""
    path = folder / f"{name.value}.{language.value}.txt"
    try:
        text = path.read_text(encoding="utf-8")
        system, divider, user = text.partition(_USER_PART)
        found = {field for _, field, _, _ in Formatter().parse(user) if field is not None}
    except (OSError, ValueError) as error:
        raise BrokenResource(f"{path} cannot be read ({error}). Restore it, or mend that place.") from error
    if not divider or found != PLACEHOLDERS[name]:
        needed = ", ".join(f"{{{field}}}" for field in sorted(PLACEHOLDERS[name]))
        raise BrokenResource(
            f"{path} needs a line “=== user ===” and behind it {needed}, each in braces, and no others."
        )
    return Prompt(system.strip(), user.strip(), hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH])
