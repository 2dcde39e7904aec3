"""An optional language model as judge of support, for sentences that no substring can settle.

It never gates, and it never reports a figure without its own agreement with hand labels: on support,
GPT-4o gave the grade that people gave in 56 % of cases (TREC 2024 RAG, arXiv 2504.15205).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from langchain_core.language_models import LanguageModelInput
from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable

from eval.cases import read_json_lines
from eval.corpus import Corpus
from eval.errors import JudgeSettingError, LabelsFileError
from eval.records import JudgeAgreement
from eval.support import cited_by
from qa import Answer, ModelSettings, Outcome, WrongSetting, build_chat_model, detect_language

JUDGE_MEASURES = ("judged_support", "judge_unparsable")
_PROMPTS = Path(__file__).parent.parent / "prompts"
_TIMEOUT_SECONDS = 60.0
_ATTEMPTS = 3
_FEWEST_LABELS = 20  # fewer say next to nothing: the 95 % interval of 15 in 20 is 53 to 89 %


class Grade(StrEnum):
    """`UNPARSABLE` is a reply that is not exactly one grade, or no reply; it is never taken for another grade."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    NOT = "not"
    UNPARSABLE = "unparsable"


@dataclass(frozen=True, slots=True)
class Label:
    """A sentence, what it cites, and the grade a person gave."""

    sentence: str
    paragraphs: tuple[str, ...]
    grade: Grade


@dataclass(frozen=True, slots=True)
class Judge:
    """A chat model under the name it is reported by."""

    name: str
    model: Runnable[LanguageModelInput, BaseMessage]

    def grade(self, sentence: str, paragraphs: Sequence[str]) -> Grade:
        """Return the model's grade of a sentence; NOT without asking when it cites no paragraph."""
        if not paragraphs:
            return Grade.NOT
        data = json.dumps({"sentence": sentence, "paragraphs": list(paragraphs)}, ensure_ascii=False)
        words = _PROMPTS / f"judge.{detect_language(sentence).value}.txt"
        prompt = words.read_text(encoding="utf-8").format(data=data)
        # A failed call becomes a value, LangChain's own way, and then a grade that cannot be read.
        reply: BaseMessage | Exception = self.model.batch([prompt], return_exceptions=True)[0]
        return parse_grade(reply.text) if isinstance(reply, BaseMessage) else Grade.UNPARSABLE

    def measure(self, answer: Answer | None, corpus: Corpus) -> dict[str, float | None]:
        """Return supported ÷ sentences and unparsable ÷ sentences; None when nothing was answered.

        A sentence is judged by the stored paragraphs that it cites. Partly supported counts as not.
        """
        if answer is None or answer.outcome is not Outcome.ANSWERED or not answer.sentences:
            return dict.fromkeys(JUDGE_MEASURES)
        grades = Counter(
            self.grade(sentence.text, [text for c in cited_by(sentence, answer) if (text := corpus.text_of(c.anchor))])
            for sentence in answer.sentences
        )
        total = len(answer.sentences)
        return {
            "judged_support": grades[Grade.SUPPORTED] / total,
            "judge_unparsable": grades[Grade.UNPARSABLE] / total,
        }


def parse_grade(reply: str) -> Grade:
    """Return the grade of a reply that is exactly one JSON object with the one field "grade", else UNPARSABLE.

    >>> parse_grade('{"grade": "partly"}'), parse_grade("It is supported."), parse_grade('{"grade": "unparsable"}')
    (<Grade.PARTLY: 'partly'>, <Grade.UNPARSABLE: 'unparsable'>, <Grade.UNPARSABLE: 'unparsable'>)
    """
    try:
        fields = json.loads(reply)
    except ValueError:
        return Grade.UNPARSABLE
    if not isinstance(fields, dict) or set(fields) != {"grade"} or fields["grade"] not in tuple(Grade):
        return Grade.UNPARSABLE
    return Grade(fields["grade"])


def measure_agreement(judge: Judge, labels: Sequence[Label]) -> JudgeAgreement:
    """Grade the hand-labelled sentences and say how often judge and hand agree.

    `kappa` is Cohen's (1960) over all grades, UNPARSABLE among them; 1 when both gave one and the same
    grade throughout. Raises JudgeSettingError when no reply could be read at all.
    """
    from sklearn.metrics import cohen_kappa_score

    given = [judge.grade(label.sentence, label.paragraphs) for label in labels]
    if all(grade is Grade.UNPARSABLE for grade in given):
        raise JudgeSettingError(f"The model {judge.name} at LLM_BASE_URL gave no grade that can be read; check both.")
    by_hand = [label.grade for label in labels]
    agreed = sum(a is b for a, b in zip(given, by_hand, strict=True)) / len(labels)
    kappa = 1.0 if len({*given, *by_hand}) == 1 else float(cohen_kappa_score(by_hand, given))
    return JudgeAgreement(judge.name, agreed, kappa, len(labels), given.count(Grade.UNPARSABLE))


def describe_agreement(agreement: JudgeAgreement) -> str:
    return (
        f"{agreement.model} as judge agrees with {agreement.agreement:.1%} of {agreement.count} hand labels "
        f"(kappa {agreement.kappa:.2f}, {agreement.unparsable} unparsable)."
    )


def load_labels(path: Path) -> tuple[Label, ...]:
    """Read hand labels: `{"sentence", "paragraphs": [text, …], "grade"}` lines, at least 20 of them.

    Raises LabelsFileError naming the line when one is no label.
    """
    labels: list[Label] = []
    for number, fields in read_json_lines(path, LabelsFileError):
        label = _parse_label(fields)
        if label is None:
            raise LabelsFileError(
                f'{path}, line {number} is no label: it needs "sentence", "paragraphs" (a list of texts) and '
                '"grade" (supported, partly or not).'
            )
        labels.append(label)
    if len(labels) < _FEWEST_LABELS:
        raise LabelsFileError(f"{path} holds {len(labels)} labels; the judge's agreement needs {_FEWEST_LABELS}.")
    return tuple(labels)


def _parse_label(fields: Mapping[str, Any]) -> Label | None:
    sentence, paragraphs, grade = fields.get("sentence"), fields.get("paragraphs"), fields.get("grade")
    if not isinstance(sentence, str) or not isinstance(paragraphs, list) or grade not in ("supported", "partly", "not"):
        return None
    if not all(isinstance(paragraph, str) for paragraph in paragraphs):
        return None
    return Label(sentence, tuple(paragraphs), Grade(grade))


def build_judge(environment: Mapping[str, str] | None = None) -> Judge:
    """Build the judge that LLM_BASE_URL, LLM_MODEL and LLM_API_KEY name, at temperature 0.

    Raises JudgeSettingError when the address or the model is not set, or cannot be used.
    """
    needed = "A model as judge needs an endpoint: set LLM_BASE_URL and LLM_MODEL."
    try:
        settings = ModelSettings.from_environment(environment)
    except WrongSetting as error:
        raise JudgeSettingError(f"{needed} {error}") from error
    if settings is None:
        raise JudgeSettingError(needed)
    chosen = replace(settings, temperature=0.0, timeout_seconds=_TIMEOUT_SECONDS)
    return Judge(settings.model, build_chat_model(chosen).with_retry(stop_after_attempt=_ATTEMPTS))
