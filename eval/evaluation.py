"""A whole evaluation: configurations asked, measured, compared, with warnings about the question set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches

from eval.cases import NAMED_FIELDS, hash_cases
from eval.comparison import compare_configurations
from eval.corpus import Corpus, document_goes_by
from eval.errors import DocumentsMissing
from eval.judge import Judge
from eval.records import Case, CaseResult, ConfigurationResult, JudgeAgreement, Report
from eval.run import Cancelled, Chain, evaluate
from eval.sentence_measures import has_foreign_facts

_MOST_NAMED = 10
_ALIKE = 0.85  # difflib's ratio: one letter too many, too few or swapped in a name of the format
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
    before the next question once `cancelled` says so, and DocumentsMissing before the first where the questions name documents
    and none of them, nor any gold, is there: every refusal would be right.
    """
    missing = find_missing_documents(cases, corpus)
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
    warnings = [
        *missing,
        *find_lost_gold(cases, corpus),
        *find_foreign_facts(cases, corpus),
        *find_unjudged(cases),
        *find_misspelt_fields(cases),
    ]
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


def find_missing_documents(cases: Sequence[Case], corpus: Corpus) -> tuple[str, ...]:
    """Return a sentence naming the documents that questions name and that are not there, if any.

    Raises DocumentsMissing when none is, and no gold stands anywhere: a field of a question set may name something else.
    """
    named = dict.fromkeys(name for case in cases for name in _documents_named(case))
    missing = [
        name for name in named if not any(document_goes_by(document, name) for document in corpus.documents.values())
    ]
    if not missing:
        return ()
    listed = ", ".join(missing[:_MOST_NAMED]) + (", …" if len(missing) > _MOST_NAMED else "")
    if len(missing) == len(named) and not any(corpus.anchors_of(gold) for case in cases for gold in case.gold):
        raise DocumentsMissing(
            tuple(missing), f"None of the documents that the questions name is there: {listed}. Read them in first."
        )
    return (f"{len(missing)} of the {len(named)} documents that the questions name are not there: {listed}.",)


def find_unjudged(cases: Sequence[Case]) -> tuple[str, ...]:
    """Return a sentence naming the answerable questions without facts and gold, if any."""
    unjudged = [case.id for case in cases if case.answerable and not case.facts and not case.gold]
    return (f"Nothing says what answers {_name(unjudged)}: they cannot be right or wrong.",) if unjudged else ()


def find_misspelt_fields(cases: Sequence[Case]) -> tuple[str, ...]:
    """Return a sentence for each further field that is all but named like one of the format: Gold, forbiden."""
    fields = dict.fromkeys(name for case in cases for name in case.further)
    meant = {name: get_close_matches(name.strip().lower(), NAMED_FIELDS, n=1, cutoff=_ALIKE) for name in fields}
    return tuple(f'The field "{name}" is not read; is "{match[0]}" meant?' for name, match in meant.items() if match)


def find_foreign_facts(cases: Sequence[Case], corpus: Corpus) -> tuple[str, ...]:
    """Return a sentence naming the questions of whose facts none stands in their gold paragraphs, if any.

    Such facts are someone's own words (lawyers' advice on a statute): what quotes the documents cannot say them.
    """
    foreign = [case.id for case in cases if case.answerable and has_foreign_facts(case, corpus)]
    if not foreign:
        return ()
    return (f"The facts of {_name(foreign)} stand nowhere in their gold: measures of facts tell nothing there.",)


def _documents_named(case: Case) -> tuple[str, ...]:
    further = (case.further.get(name) for name in ("document", "expected_document"))
    return tuple(name for name in (*further, *(gold.document for gold in case.gold)) if isinstance(name, str) and name)


def _name(ids: Sequence[str]) -> str:
    """How many questions they are, with the first of their ids."""
    listed = ", ".join(ids[:_MOST_NAMED]) + (", …" if len(ids) > _MOST_NAMED else "")
    return f"{len(ids)} question{'s' if len(ids) > 1 else ''} ({listed})"


def _of_configuration(progress: Callable[[str, int, int], None], name: str) -> Callable[[int, int], None]:
    return lambda done, count: progress(name, done, count)
