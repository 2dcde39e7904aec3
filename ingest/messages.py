"""What ingestion tells a person, kept in no language: the name of a sentence and what fills it.

The command line and the program's log say it in English (`str`), a page in its own language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from ingest.said import Said
from ingest.words_en import ENGLISH
from ingest.words_zh import CHINESE


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence, or a part of one. `values` fill the words that `said` names; a language may leave some of them out.

    >>> str(say(Said.NOT_READ, where=say(Said.HERE), things=(say(Said.CHART), say(Said.PICTURE))))
    'Not read here: chart, picture.'
    """

    said: Said
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return tell_in_english(self)

    def with_value(self, name: str, value: Value) -> Message:
        return replace(self, values=tuple((key, value if key == name else old) for key, old in self.values))


Value: TypeAlias = str | int | Message | tuple[Message, ...]


def say(said: Said, **values: Value) -> Message:
    return Message(said, tuple(values.items()))


def tell_in_english(message: Message) -> str:
    return _tell(message, ENGLISH)


def tell_in_chinese(message: Message) -> str:
    """
    >>> tell_in_chinese(say(Said.NOT_READ, where=say(Said.HERE), things=(say(Said.CHART), say(Said.PICTURE))))
    '此处有没读取的内容：图表、图片。'
    """
    return _tell(message, CHINESE)


def _tell(message: Message, words: Mapping[Said, str]) -> str:
    return words[message.said].format(**{name: _fill(value, words) for name, value in message.values})


def _fill(value: Value, words: Mapping[Said, str]) -> str | int:
    if isinstance(value, Message):
        return _tell(value, words)
    if isinstance(value, tuple):
        return words[Said.BETWEEN].join(_tell(one, words) for one in value)
    return value


def message_to_json(message: Message) -> dict[str, Any]:
    return {"said": message.said.value, "values": {name: _value_to_json(value) for name, value in message.values}}


def message_from_json(value: dict[str, Any]) -> Message:
    return say(Said(value["said"]), **{name: _value_from_json(one) for name, one in value["values"].items()})


def _value_to_json(value: Value) -> Any:
    if isinstance(value, Message):
        return message_to_json(value)
    return [message_to_json(one) for one in value] if isinstance(value, tuple) else value


def _value_from_json(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(message_from_json(one) for one in value)
    found: Value = message_from_json(value) if isinstance(value, dict) else value
    return found
