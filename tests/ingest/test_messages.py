from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from ingest.messages import Message, message_from_json, message_to_json, say, tell_in_chinese, tell_in_english
from ingest.records import Notice, NoticeCode, Span
from ingest.records_json import notice_from_json, notice_to_json
from ingest.said import Said
from ingest.words_en import ENGLISH
from ingest.words_zh import CHINESE
from tests.fakes import ROOT

# What is written with Latin letters in Chinese too: names of programs, kinds of files, commands and settings.
NAMES = re.compile(
    r"Word|Excel|PowerPoint|Office|OpenDocument|PDF|RTF|HTML|MHTML|XML|zip|UTF-8|UTF-16|GB18030|MB|Chroma|"
    r"\.(?:docx?|txt|od[tsp])|https?://[\w:]+|python -m ingest data|--store|NEW_FOLDER|[A-Z]+(?:_[A-Z]+)+=?"
)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def iterate_sayings() -> Iterator[tuple[str, ast.Call]]:
    """Every `say(…)` in the program, with where it stands."""
    for folder in ("ingest", "qa", "eval", "ui"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                    yield f"{path}:{node.lineno}", node


def names_in(node: ast.AST) -> set[str]:
    return {
        one.attr
        for one in ast.walk(node)
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == "Said"
    }


@pytest.mark.parametrize("said", Said)
def test_everything_that_is_told_has_words_in_both_languages(said: Said) -> None:
    chinese, english = CHINESE[said], ENGLISH[said]
    assert chinese.strip()
    assert english.strip()
    # Only what the system says of an error, which is English, is left out in Chinese; its number may stand there.
    assert places(chinese) - {"number"} == places(english) - {"number", "detail"}
    if said in {Said.BETWEEN, Said.AS_WRITTEN}:
        return
    bare = re.sub(r"\{[^}]*\}", "", chinese)
    assert not re.search(r"[A-Za-z]{2,}", NAMES.sub("", bare))
    assert re.search(r"[\u4e00-\u9fff]", bare)
    assert not re.search(r"[\u4e00-\u9fff]", english)


def test_everything_that_is_told_is_filled_as_its_words_ask() -> None:
    for where, call in iterate_sayings():
        keywords = {keyword.arg for keyword in call.keywords}
        if None in keywords:  # `**`: an error of the system or a stored message, seen by the tests of their own
            continue
        for name in names_in(call.args[0]):
            assert places(ENGLISH[Said[name]]) | places(CHINESE[Said[name]]) == keywords, where


def test_nothing_that_could_be_told_is_told_nowhere() -> None:
    used: set[str] = set()
    for folder in ("ingest", "ui"):
        for path in (ROOT / folder).rglob("*.py"):
            if path.name not in {"said.py", "words_en.py", "words_zh.py"}:
                used |= names_in(ast.parse(path.read_text("utf-8")))
    assert used == set(Said.__members__)


@pytest.mark.parametrize("path", sorted((ROOT / "ingest").rglob("*.py")), ids=lambda path: path.stem)
def test_no_sentence_for_people_stands_elsewhere(path: Path) -> None:
    """A notice or an error takes a message, never a text; the types say so too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in {"Notice", "Finding", "unreadable", "IngestError", "UnreadableFile", "StoreError"}:
            texts = [one for one in node.args[:3] if isinstance(one, ast.JoinedStr | ast.Constant)]
            assert [one for one in texts if not isinstance(one, ast.Constant) or isinstance(one.value, str)] == []


NESTED = say(Said.NOT_READ, where=say(Said.AFTER_WORDS, words="前文"), things=(say(Said.CHART), say(Said.PICTURE)))


def test_a_message_is_told_in_either_language() -> None:
    assert str(NESTED) == tell_in_english(NESTED) == "Not read after “前文”: chart, picture."
    assert tell_in_chinese(NESTED) == "“前文”之后有没读取的内容：图表、图片。"
    failure = say(Said.DISK_FAILS, number=5, detail="Input/output error")
    assert tell_in_chinese(failure) == "磁盘读取出错（系统错误 5）"


def test_words_of_a_document_are_never_taken_for_places_to_fill() -> None:
    assert "{mark} {0}" in tell_in_chinese(say(Said.PAGE_NUMBER, mark="{mark} {0}"))


@pytest.mark.parametrize("message", [NESTED, say(Said.EMPTY), say(Said.NUMBER_SKIPS, number="三、", before=1)])
def test_a_message_comes_back_from_json(message: Message) -> None:
    assert message_from_json(json.loads(json.dumps(message_to_json(message)))) == message


def test_a_notice_comes_back_from_json_and_shows_its_sentence_to_programs() -> None:
    notice = Notice(NoticeCode.MASKED_FIGURE, say(Said.MASKED_FIGURE, shown="XX%"), "d/1", "XX%", Span(1, 4))
    value = notice_to_json(notice)
    assert value["message"] == str(notice.message)
    assert notice_from_json(value) == notice


def test_a_notice_of_an_earlier_store_keeps_its_sentence() -> None:
    value = notice_to_json(Notice(NoticeCode.TRUNCATED, say(Said.TRUNCATED), "d/1"))
    del value["told"]
    value["message"] = "文件在句子中间结束，后面的内容缺失。"
    message = notice_from_json(value).message
    assert tell_in_chinese(message) == str(message) == value["message"]
