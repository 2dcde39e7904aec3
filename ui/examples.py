"""The questions a page offers: they belong to the documents, and so lie beside them."""

from __future__ import annotations

import json
from pathlib import Path

from qa import Language
from ui.errors import BadExamples
from ui.transcript import Examples

FILE_NAME = "example_questions.json"


def read_examples(folder: Path) -> Examples:
    """Read `example_questions.json` in the folder: {"zh": [questions], "en": [questions]}. None there: no examples.

    Raises BadExamples when the file does not hold that.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadExamples(f"{path} cannot be read as JSON: {error}. Correct it or take it away.") from error
    if not isinstance(content, dict) or not all(
        isinstance(questions, list) and all(isinstance(question, str) for question in questions)
        for questions in content.values()
    ):
        raise BadExamples(f'{path} must hold {{"zh": ["…"], "en": ["…"]}}. Correct it or take it away.')
    return {language: tuple(content.get(language.value, ())) for language in Language}
