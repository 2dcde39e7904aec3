"""python -m qa: ask one question, or a file of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest import IngestError, IngestSettings, open_store, prepare_process, run_printing
from qa.settings import QaSettings

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from qa.records import Answer, Language, Question


def main(arguments: list[str] | None = None) -> int:
    """Returns 0 when all went well, 1 when a line of a batch failed, 2 for wrong usage or a broken environment."""
    options = _parse_arguments(arguments)
    prepare_process()
    from qa.chain import build_chain
    from qa.errors import QaError
    from qa.records import Language, Question

    language = None if options.language == "auto" else Language(options.language)
    try:
        settings = IngestSettings.from_environment()
        if options.store:
            settings = replace(settings, store=options.store)
        store = open_store(settings)
        store.snapshot()  # what is wrong with it shows before a file is written
        chain = build_chain(store)
        if options.batch:
            return _answer_batch(chain, options.batch, options.output, language)
        answer = chain.invoke(Question(options.question, tuple(options.history), language))
    except (IngestError, QaError) as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(answer.to_json(), ensure_ascii=False, indent=2) if options.json else render(answer))
    return 0


def _parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m qa", description="Answer from the documents in the store.")
    parser.add_argument("question", nargs="?", help="what to ask, in Chinese or English")
    parser.add_argument("--history", action="append", default=[], metavar="Q", help="an earlier question, oldest first")
    parser.add_argument("--language", choices=("zh", "en", "auto"), default="auto", help="of the answer's own words")
    parser.add_argument("--store", type=Path, help="folder of the store (default: POLICY_STORE or var/store)")
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    parser.add_argument("--batch", type=Path, metavar="FILE", help='JSON lines {"id", "question", "history"}')
    parser.add_argument("--output", type=Path, metavar="FILE", help="where the answers of a batch go")
    options = parser.parse_args(arguments)
    asked = bool(options.question and options.question.strip())
    if bool(options.batch) == asked or bool(options.batch) != bool(options.output):
        parser.error("give one question, or --batch FILE together with --output FILE")
    if asked and len(options.question) > QaSettings().max_question:
        parser.error(f"the question is longer than {QaSettings().max_question} characters; shorten it")
    if options.batch and options.batch.resolve() == options.output.resolve():
        parser.error("--output would overwrite the questions of --batch; name another file")
    return options


def _answer_batch(chain: Runnable[Question | str, Answer], batch: Path, output: Path, language: Language | None) -> int:
    try:
        lines = batch.read_text(encoding="utf-8-sig").split("\n")  # JSON may hold what else splitlines would cut at
    except UnicodeDecodeError:
        print(f"{batch} is not a text in UTF-8. Save it as JSON lines in UTF-8.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{batch} cannot be read: {error.strerror}. Name a file of JSON lines.", file=sys.stderr)
        return 2
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("w", encoding="utf-8", errors="replace") as file:  # an id may hold half a surrogate pair
            failed = 0
            for answer in _answer_lines(lines, chain, batch, language):
                failed += "error" in answer
                file.write(json.dumps(answer, ensure_ascii=False) + "\n")
    except OSError as error:
        print(f"{output} cannot be written: {error.strerror}. Name another file.", file=sys.stderr)
        return 2
    return 1 if failed else 0


def _answer_lines(
    lines: Sequence[str], chain: Runnable[Question | str, Answer], batch: Path, language: Language | None
) -> Iterator[dict[str, Any]]:
    """One answer a line, in order. A line that cannot be read is told and answered by its error."""
    from tqdm import tqdm

    longest = QaSettings().max_question
    for number, line in enumerate(tqdm(lines, unit="question", disable=not sys.stderr.isatty()), start=1):
        if not line.strip():
            continue
        try:
            asked = _read_line(line, number)
        except ValueError as error:
            print(f"{batch} line {number}: {error}", file=sys.stderr)
            yield {"id": _read_id(line), "line": number, "error": str(error)}
            continue
        if len(asked.text) > longest:
            print(
                f"{batch} line {number}: only the first {longest} characters of the question are read.", file=sys.stderr
            )
        yield chain.invoke(replace(asked, language=language)).to_json()


def _read_line(line: str, number: int) -> Question:
    """Raises ValueError with a sentence when the line is not a question."""
    from qa.records import Question

    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError) as error:  # not JSON, or a number of too many digits, or too deep
        raise ValueError(f"this is not JSON ({error}).") from error
    if not isinstance(value, dict) or not isinstance(value.get("question"), str):
        raise ValueError('a line is an object with "question", and may have "id" and "history".')  # noqa: TRY004
    history = value.get("history") or []
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise ValueError('"history" is a list of earlier questions, oldest first.')
    id_ = value.get("id")
    return Question(value["question"], tuple(history), id=str(number if id_ is None or id_ == "" else id_))


def _read_id(line: str) -> str | None:
    """That of a line that is no question; None where it bears none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    id_ = value.get("id") if isinstance(value, dict) else None
    return str(id_) if isinstance(id_, str | int) and str(id_) else None


def render(answer: Answer) -> str:
    lines = [answer.text]
    for citation in answer.citations:
        place = " › ".join((f"《{citation.doc_title}》", *citation.heading_path))
        lines += ["", f"[{citation.number}] {place}", f"    {citation.quote}"]
    lines += [f"※ {notice.message}" for notice in answer.notices]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(run_printing(main))
