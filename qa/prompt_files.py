"""Words of answers, from `prompts/frames.<language>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from qa.errors import BrokenResource
from qa.records import Language

FOLDER = Path(__file__).parent.parent / "prompts"

_SECTIONS = ("answer", "explain", "notice", "refusal", "suggestion", "greeting")

Frames = Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=4)
def load_frames(language: Language, folder: Path = FOLDER) -> Frames:
    """Section → name → words with {placeholders}. Raises BrokenResource for a file that cannot be used."""
    path = folder / f"frames.{language.value}.toml"
    try:
        frames = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # not there, not UTF-8, or no TOML
        raise BrokenResource(f"{path} cannot be read ({error}). Restore it, or mend that line.") from error
    missing = [section for section in _SECTIONS if section not in frames]
    if missing:
        raise BrokenResource(f"{path} lacks the section [{missing[0]}].")
    return frames
