import re
from pathlib import Path
from string import Formatter

import pytest

from qa import BrokenResource, Language
from qa.figures import find_figures
from qa.prompt_files import FOLDER, load_frames


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def test_both_languages_have_the_same_words_with_the_same_places_to_fill() -> None:
    zh, en = load_frames(Language.ZH), load_frames(Language.EN)
    assert {(s, n) for s in zh for n in zh[s]} == {(s, n) for s in en for n in en[s]}
    assert {(s, n): placeholders(zh[s][n]) for s in zh for n in zh[s]} == {
        (s, n): placeholders(en[s][n]) for s in en for n in en[s]
    }


@pytest.mark.parametrize("language", Language)
def test_no_frame_holds_a_figure_that_no_document_states(language: Language) -> None:
    frames = load_frames(language)
    said = [words for section in frames.values() for words in section.values()]
    assert [words for words in said if find_figures(re.sub(r"\{[^}]*\}", "", words))] == []


@pytest.mark.parametrize("language", Language)
def test_every_frame_of_a_quotation_shows_it(language: Language) -> None:
    assert all("quote" in placeholders(words) for words in load_frames(language)["answer"].values())


def test_english_words_are_english_and_chinese_words_chinese() -> None:
    def characters(language: Language) -> int:
        frames = load_frames(language)
        return sum(len(re.findall(r"[\u4e00-\u9fff]", words)) for s in frames.values() for words in s.values())

    assert characters(Language.EN) == 0
    assert characters(Language.ZH) > 100


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read"),
        ("[answer", "cannot be read"),
        ("[answer]\nplain = 'x'\n", r"lacks the section \[explain\]"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(content: str | None, told: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "frames.zh.toml").write_text(content, encoding="utf-8")
    with pytest.raises(BrokenResource, match=told):
        load_frames(Language.ZH, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("“{place}”部分写道", "“{plce}”部分写道", r"at_place in \[answer\] may hold \{place\}, \{quote\}"),
        ("文件写道：“{quote}”。", "文件写道。", r"plain in \[answer\] may hold \{quote\} and must hold"),
        ("\nof_document = ", "\nof_documents = ", r"lacks the words of_document"),
        ("文件写道：“{quote}”。", "文件写道：“{quote”。", r"plain in \[answer\]"),
    ],
)
def test_words_that_answers_cannot_be_made_with_are_told_before_the_first(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    shipped = (FOLDER / "frames.zh.toml").read_text(encoding="utf-8")
    (tmp_path / "frames.zh.toml").write_text(shipped.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenResource, match=told):
        load_frames(Language.ZH, tmp_path)


def test_the_words_stand_outside_the_code() -> None:
    assert {path.suffix for path in FOLDER.iterdir() if path.is_file()} <= {".toml", ".txt", ".md"}
