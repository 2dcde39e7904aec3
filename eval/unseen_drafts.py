"""The check on sentences written after it was finished: `python -m eval.unseen_drafts`.

`eval/drafts/unseen.jsonl` holds Chinese and English sentences, each with what it stands on and with false ones beside it,
all by hand; they were written after the rules, which were amended once by what they showed. What was written after that, in
Chinese, is `eval/drafts/last.jsonl`; `eval/drafts/seen.jsonl` is older than both.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import read_json_lines
from eval.draft_pairs import make_paragraph, read_document
from eval.errors import CaseFileError
from eval.intervals import estimate_mean
from ingest import Document, IngestError, IngestSettings, Paragraph, build_encoders, prepare_process
from qa import DraftSentence, Language, Source, SupportJudge, check_sentence, load_support_models

_FOLDERS = (
    (Path("eval/questions/policies"), "txt"),
    (Path("eval/questions/policies/held_back"), "txt"),
    (Path("data"), "docx"),
)
_UNSEEN = Path("eval/drafts/unseen.jsonl")


@dataclass(frozen=True, slots=True)
class Judged:
    """`group` is kept together when an interval is drawn: a true sentence and the false ones beside it."""

    text: str
    language: Language
    is_true: bool
    problem: str
    group: str


def judge_sentences(lines: Sequence[Mapping[str, Any]], judge: SupportJudge) -> list[Judged]:
    judged = []
    for one in lines:
        document, paragraph = find_paragraph(one)
        language = Language(one["language"])
        for text in (one["sentence"], *one["false"]):
            sentence = DraftSentence(text, (1,))
            problem = check_sentence(sentence, [Source(paragraph, document)], language, judge).problem
            judged.append(Judged(text, language, text == one["sentence"], problem, one["sentence"]))
    return judged


def read_sentences(path: Path) -> list[Mapping[str, Any]]:
    """Raises CaseFileError for a line that is no sentence with its place and the false ones beside it."""
    lines = []
    for number, one in read_json_lines(path, CaseFileError):
        texts = [one.get(name) for name in ("language", "document", "quote", "sentence")]
        false = one.get("false")
        if not all(isinstance(text, str) for text in [*texts, *(false if isinstance(false, list) else [None])]):
            raise CaseFileError(
                f'{path}, line {number} must have "language", "document", "quote", "sentence" and a list of "false" ones.'
            )
        if one["language"] not in tuple(Language):
            raise CaseFileError(f'{path}, line {number}: "language" must be "zh" or "en".')
        lines.append(one)
    return lines


def find_paragraph(one: Mapping[str, Any]) -> tuple[Document, Paragraph]:
    """A line brings the paragraph's text where its document is not kept here.

    Raises CaseFileError when the document is not there or holds the quote nowhere.
    """
    if "text" in one:
        name = one["document"]
        return Document(name, name, None, f"{name}.docx", "", ""), make_paragraph(name, "1", one["text"])
    paths = (folder / f"{one['document']}.{ending}" for folder, ending in _FOLDERS)
    for path in paths:
        if path.is_file():
            document, paragraphs = read_document(path)
            found = next((paragraph for paragraph in paragraphs if one["quote"] in paragraph.text), None)
            if found is not None:
                return document, found
    raise CaseFileError(f"No document {one['document']} is there that holds {one['quote']!r}.")


def _print_share(name: str, values: Sequence[bool], judged: Sequence[Judged]) -> None:
    found = estimate_mean([float(value) for value in values], [one.group for one in judged])
    if found is not None:
        print(f"{name}: {found.value:.1%} [{found.low:.1%}-{found.high:.1%}] of {found.count}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.unseen_drafts", description=__doc__)
    parser.add_argument("sentences", nargs="?", type=Path, default=_UNSEEN)
    parser.add_argument("--each", action="store_true", help="print each sentence that was misjudged, and why")
    options = parser.parse_args(arguments)
    try:
        lines = read_sentences(options.sentences)
        judge = SupportJudge(build_encoders(IngestSettings.from_environment()), load_support_models(fitted=True))
        judged = judge_sentences(lines, judge)
    except (CaseFileError, IngestError) as error:
        print(error, file=sys.stderr)
        return 2
    for one in judged if options.each else ():
        if one.is_true is bool(one.problem):
            print(f"{'withheld, true' if one.is_true else 'passed, false'}: {one.text} ({one.problem})")
    for language in Language:
        of_language = [one for one in judged if one.language is language]
        for is_true in (True, False):
            of_kind = [one for one in of_language if one.is_true is is_true]
            name = "true" if is_true else "false"
            _print_share(f"{language.value}, {name} that pass", [not one.problem for one in of_kind], of_kind)
        passed = [one for one in of_language if not one.problem]
        _print_share(f"{language.value}, supported among what passes", [one.is_true for one in passed], passed)
    return 0


if __name__ == "__main__":
    prepare_process()
    sys.exit(main())
