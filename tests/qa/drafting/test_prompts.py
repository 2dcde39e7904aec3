from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from qa import BrokenResource, Language
from qa.prompt_files import FOLDER, PromptName, load_prompt

EXPECTED = {
    PromptName.DRAFT: {"fence", "paragraphs", "question"},
    PromptName.STANDALONE: {"fence", "history", "question"},
    PromptName.SEARCH_QUERY: {"fence", "question"},
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", PromptName)
def test_each_prompt_has_its_places_to_fill_and_a_hash_of_its_own(name: PromptName, language: Language) -> None:
    prompt = load_prompt(name, language)
    assert {field for _, field, _, _ in Formatter().parse(prompt.user) if field} == EXPECTED[name]
    assert "{" not in prompt.system
    others = [load_prompt(n, other).hash for n in PromptName for other in Language]
    assert (len(prompt.hash), others.count(prompt.hash)) == (12, 1)


def test_the_judge_s_words_have_one_place_to_fill_in_both_languages() -> None:
    for language in Language:
        words = (FOLDER / f"judge.{language.value}.txt").read_text(encoding="utf-8")
        assert {field for _, field, _, _ in Formatter().parse(words) if field} == {"data"}


@pytest.mark.parametrize(
    "content", [None, "no user part", "system\n=== user ===\n{question}", "s\n=== user ===\n{fence}{paragraphs}{question}{x}", "s\n=== user ===\n{"]
)  # fmt: skip
def test_a_prompt_that_cannot_be_used_is_told(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "draft.zh.txt").write_text(content, encoding="utf-8")
    with pytest.raises(BrokenResource, match=r"draft\.zh\.txt"):
        load_prompt(PromptName.DRAFT, Language.ZH, tmp_path)
