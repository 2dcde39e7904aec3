"""Read question sets and passages files: JSON lines, checked line by line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.errors import CaseFileError, EvalError, PassagesFileError
from eval.halves import half_of
from eval.records import Case, Gold
from eval.text_matching import bare
from ingest import NoticeCode
from qa import Language

NAMED_FIELDS = (
    "id",
    "question",
    "history",
    "language",
    "category",
    "answerable",
    "gold",
    "facts",
    "forbidden",
    "notices",
    "cluster",
    "split",
)
# Further fields that decide what is asked or measured.
_READ_FIELDS = ("document", "expected_document")
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class PassageText:
    """One line of a passages file. Lines that share a title become one document."""

    id: str
    title: str
    text: str


def load_cases(
    path: Path,
    *,
    split: str = "",
    language: Language | None = None,
    limit: int | None = None,
    passages: Sequence[PassageText] = (),
) -> tuple[Case, ...]:
    """Read a question set, in file order.

    `split` and `language` keep the cases of those only, `limit` the first so many of what is left. A case that names no
    split and has one of `passages` as gold belongs to the half of that passage's title (`half_of`). Raises
    CaseFileError naming the line when a line is no case, when an id comes twice, or when nothing is left.
    """
    cases: list[Case] = []
    seen: dict[str, int] = {}
    halves = {passage.id: half_of(passage.title) for passage in passages}
    for number, fields in read_json_lines(path, CaseFileError):
        case = _parse_case(fields, where=f"{path}, line {number}")
        if case.id in seen:
            raise CaseFileError(f"{path}, line {number}: the id {case.id!r} already stands in line {seen[case.id]}.")
        seen[case.id] = number
        if not case.split and case.gold:
            case = replace(case, split=halves.get(case.gold[0].passage, ""))
        if split in ("", case.split) and language in (None, case.language):
            cases.append(case)
    if not cases:
        wanted = (f" of the split {split!r}" if split else "") + (
            f" in the language {language.value!r}" if language else ""
        )
        raise CaseFileError(f"{path} holds no question{wanted}.")
    return tuple(cases[:limit])


def load_passages(path: Path) -> tuple[PassageText, ...]:
    """Read a passages file (`{"id", "title", "text"}` lines), in file order.

    A title may be empty. Raises PassagesFileError naming the line when id or text is missing or empty or an
    id comes twice.
    """
    passages: dict[str, PassageText] = {}
    for number, fields in read_json_lines(path, PassagesFileError):
        where = f"{path}, line {number}"
        title = fields.get("title", "")
        if not isinstance(title, str):
            raise PassagesFileError(f'{where}: "title" must be a string.')
        identifier, text = (_text(fields, name, where=where, error=PassagesFileError) for name in ("id", "text"))
        passage = PassageText(identifier, title, text)
        if passage.id in passages:
            raise PassagesFileError(f"{where}: the id {passage.id!r} stands twice.")
        passages[passage.id] = passage
    if not passages:
        raise PassagesFileError(f"{path} holds no passage.")
    return tuple(passages.values())


def hash_cases(cases: Sequence[Case]) -> str:
    """Return 16 hex digits that change when the questions, their gold, expectations, clusters or splits do."""
    digest = hashlib.sha256()
    for case in cases:
        digest.update(repr((case.id, case.question, case.history, case.answerable, case.gold, case.facts)).encode())
        digest.update(repr((case.forbidden, case.notices, case.category, case.cluster, case.split)).encode())
        digest.update(repr([case.further.get(name) for name in _READ_FIELDS]).encode())
    return digest.hexdigest()[:16]


def read_json_lines(path: Path, error: type[EvalError]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield line numbers, from 1, and the JSON objects on them; empty lines are passed over. Raises `error`.

    Halves of surrogate pairs, which no file can hold, become U+FFFD.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise error(f"There is no file {path}.") from None
    except (OSError, UnicodeDecodeError) as problem:
        raise error(f"{path} cannot be read as UTF-8 text: {problem}.") from problem
    # Not splitlines(): U+2028 and its like may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            if _ESCAPED_HALF.search(line):
                whole = json.dumps(fields, ensure_ascii=False).encode("utf-16-le", "surrogatepass")
                fields = json.loads(whole.decode("utf-16-le", "replace"))
        except json.JSONDecodeError as problem:
            raise error(f"{path}, line {number} is not JSON: {problem.msg}.") from None
        except (ValueError, RecursionError):
            raise error(
                f"{path}, line {number} cannot be read: a number is too long, or brackets are too deep."
            ) from None
        if not isinstance(fields, dict):
            raise error(f"{path}, line {number} is not a JSON object.")
        yield number, fields


def _parse_case(fields: Mapping[str, Any], *, where: str) -> Case:
    identifier = _text(fields, "id", where=where)
    question = _text(fields, "question", where=where)
    language = fields.get("language", "zh")
    if language not in tuple(Language):
        raise CaseFileError(f'{where}: "language" must be "zh" or "en", not {language!r}.')
    answerable = fields.get("answerable", True)
    if not isinstance(answerable, bool):
        raise CaseFileError(f'{where}: "answerable" must be true or false.')
    gold = tuple(_parse_gold(item, where=where) for item in _list(fields, "gold", where=where))
    notices, forbidden = (_texts(fields, name, where=where) for name in ("notices", "forbidden"))
    unknown = next((code for code in notices if code not in tuple(NoticeCode)), None)
    if unknown is not None:
        raise CaseFileError(f'{where}: "notices" holds {unknown!r}; there are {", ".join(NoticeCode)}.')
    if not all(map(bare, forbidden)):
        raise CaseFileError(f'{where}: each string of "forbidden" must hold a letter or digit.')
    return Case(
        id=identifier,
        question=question,
        history=_texts(fields, "history", where=where),
        language=Language(language),
        category=str(fields.get("category") or "none"),
        answerable=answerable,
        gold=gold,
        facts=tuple(_parse_group(group, where=where) for group in _list(fields, "facts", where=where)),
        forbidden=forbidden,
        notices=notices,
        cluster=str(fields.get("cluster") or _own_cluster(gold) or identifier),
        split=str(fields.get("split") or ""),
        further={name: value for name, value in fields.items() if name not in NAMED_FIELDS},
    )


def _parse_gold(item: object, *, where: str) -> Gold:
    if isinstance(item, dict):
        passage, quote, document = (item.get(name, "") for name in ("passage", "quote", "document"))
        if isinstance(passage, int) and not isinstance(passage, bool):
            passage = str(passage)  # as ids are
        if all(isinstance(value, str) for value in (passage, quote, document)) and bool(passage) != bool(bare(quote)):
            return Gold(quote=quote, document=document, passage=passage)
    raise CaseFileError(f'{where}: an item of "gold" must be {{"quote", "document"}} or {{"passage"}}.')


def _parse_group(group: object, *, where: str) -> tuple[str, ...]:
    """Numbers are taken as they are written, whole ones without a point; what holds no letter or digit is left out.

    Public sets hold both: CMRC 2018 has a date that a spreadsheet turned into 39764.0.
    """
    facts = [_fact_text(fact) for fact in group] if isinstance(group, list) else []
    kept = tuple(fact for fact in facts if fact is not None and bare(fact))
    if None in facts or not kept:
        raise CaseFileError(
            f'{where}: "facts" must be a list of groups, each a list of strings of which one at least holds a letter or digit.'
        )
    return kept


def _fact_text(fact: object) -> str | None:
    if isinstance(fact, float) and fact.is_integer():
        return str(int(fact))
    if isinstance(fact, int | float) and not isinstance(fact, bool):
        return str(fact)
    return fact if isinstance(fact, str) else None


def _own_cluster(gold: tuple[Gold, ...]) -> str:
    return (gold[0].passage or f"{gold[0].document}:{bare(gold[0].quote)}") if gold else ""


def _text(fields: Mapping[str, Any], name: str, *, where: str, error: type[EvalError] = CaseFileError) -> str:
    value = fields.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise error(f'{where}: "{name}" must be a string that is not empty.')
    return value


def _list(fields: Mapping[str, Any], name: str, *, where: str) -> list[Any]:
    value = fields.get(name) or []
    if not isinstance(value, list):
        raise CaseFileError(f'{where}: "{name}" must be a list.')
    return value


def _texts(fields: Mapping[str, Any], name: str, *, where: str) -> tuple[str, ...]:
    values = _list(fields, name, where=where)
    if not all(isinstance(value, str) and value for value in values):
        raise CaseFileError(f'{where}: "{name}" must be a list of strings that are not empty.')
    return tuple(values)
