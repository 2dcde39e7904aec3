"""A whole evaluation: configurations asked, measured, compared, with warnings about the question set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from eval.cases import hash_cases
from eval.comparison import compare_configurations
from eval.corpus import Corpus
from eval.judge import Judge
from eval.records import Case, CaseResult, ConfigurationResult, JudgeAgreement, Report
from eval.run import Cancelled, Chain, evaluate
from eval.sentence_measures import has_foreign_facts

_MOST_NAMED = 10
Results = Mapping[str, Sequence[CaseResult]]


def run_evaluation(
    chains: Mapping[str, Chain],
    cases: Sequence[Case],
    corpus: Corpus,
    *,
    cases_file: str,
    against: Report | None = None,
    judge: tuple[Judge, JudgeAgreement] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[Report, Results]:
    """Ask every configuration every question; the first is compared with each other one, and with `against`.

    Of `against`, the first configuration counts; it joins the report under its name and date.
    A judge comes with its agreement with hand labels, or not at all.
    `progress` is called with (configuration, done, all) after each question. Raises EvaluationCancelled
    before the next question once `cancelled` says so.
    """
    configurations: list[ConfigurationResult] = []
    results: dict[str, Sequence[CaseResult]] = {}
    for name, chain in chains.items():
        of_configuration = None if progress is None else _of_configuration(progress, name)
        configuration, results[name] = evaluate(
            name,
            chain,
            cases,
            corpus,
            progress=of_configuration,
            judge=judge[0] if judge else None,
            cancelled=cancelled,
        )
        configurations.append(configuration)
    warnings = [*find_lost_gold(cases, corpus), *find_foreign_facts(cases, corpus)]
    if against:
        saved = against.configurations[0]
        configurations.append(replace(saved, name=f"{saved.name} ({against.created_at})"))
        if against.cases_hash != hash_cases(cases):
            warnings.append(f"The report compared with was made with other questions ({against.cases_file}).")
    report = Report(
        cases_file=cases_file,
        cases_hash=hash_cases(cases),
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        configurations=tuple(configurations),
        comparisons=tuple(compare_configurations(configurations[0], other) for other in configurations[1:]),
        warnings=tuple(warnings),
        judge=judge[1] if judge else None,
    )
    return report, results


def find_lost_gold(cases: Sequence[Case], corpus: Corpus) -> tuple[str, ...]:
    """Return a sentence naming the answerable questions whose gold is not all in a stored paragraph, if any."""
    lost = [case.id for case in cases if case.answerable and not all(corpus.anchors_of(gold) for gold in case.gold)]
    return (f"The gold of {_name(lost)} is not, or not all, in the documents.",) if lost else ()


def find_foreign_facts(cases: Sequence[Case], corpus: Corpus) -> tuple[str, ...]:
    """Return a sentence naming the questions of whose facts none stands in their gold paragraphs, if any.

    Such facts are someone's own words (lawyers' advice on a statute): what quotes the documents cannot say them.
    """
    foreign = [case.id for case in cases if case.answerable and has_foreign_facts(case, corpus)]
    if not foreign:
        return ()
    return (f"The facts of {_name(foreign)} stand nowhere in their gold: measures of facts tell nothing there.",)


def _name(ids: Sequence[str]) -> str:
    """How many questions they are, with the first of their ids."""
    listed = ", ".join(ids[:_MOST_NAMED]) + (", …" if len(ids) > _MOST_NAMED else "")
    return f"{len(ids)} question{'s' if len(ids) > 1 else ''} ({listed})"


def _of_configuration(progress: Callable[[str, int, int], None], name: str) -> Callable[[int, int], None]:
    return lambda done, count: progress(name, done, count)
