"""python -m eval: ask a question set, write report.json, report.html and answers.jsonl, hold a baseline."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import IngestError, is_there, prepare_process, run_printing

if TYPE_CHECKING:
    from eval.records import Report

_MOST_LISTED = 10


def main(arguments: list[str] | None = None) -> int:
    """Return 0 when all went well, 1 when a question, a file or the gate failed, 2 for wrong input."""
    options = _parse_arguments(arguments)
    prepare_process()
    from eval.errors import EvalError
    from qa import QaError

    try:
        return _evaluate(options)
    except (IngestError, QaError, EvalError) as error:
        print(error, file=sys.stderr)
        return 2


def _parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Ask a question set and measure the answers.")
    parser.add_argument("cases", type=Path, metavar="CASES", help="the question set, a .jsonl file")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--docs", nargs="+", type=Path, metavar="PATH", help="ask about these files and folders")
    source.add_argument("--passages", type=Path, metavar="FILE", help="ask about these passages, a .jsonl file")
    source.add_argument("--store", type=Path, metavar="DIR", help="ask about this store (default: the one in use)")
    parser.add_argument("--keep-store", type=Path, metavar="DIR", help="keep what --docs or --passages was built into")
    parser.add_argument(
        "--compare", nargs="+", default=[], metavar="NAME", help="also run bm25, dense, naive, extractive or llm"
    )
    parser.add_argument(
        "--against", type=Path, metavar="REPORT", help="compare with a saved report.json, or its folder"
    )
    parser.add_argument("--output", type=Path, default=Path("var/eval"), metavar="DIR", help="default: var/eval")
    parser.add_argument(
        "--leave-out",
        choices=["passages", "titles"],
        help="leave every fourth gold passage, or all of every fourth title, out of --passages: what they answer is then to be refused",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="ask the first N questions only")
    parser.add_argument("--split", default="", metavar="NAME", help="ask the questions of this split only (dev, test)")
    parser.add_argument("--language", choices=["zh", "en"], help="ask the questions in this language only")
    parser.add_argument(
        "--typos",
        nargs="+",
        type=int,
        default=[],
        metavar="N",
        help="also ask every question with N homophone typos, by each configuration",
    )
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="fail when figures fall below this baseline")
    parser.add_argument("--write-baseline", type=Path, metavar="FILE", help="write the figures as the new baseline")
    parser.add_argument(
        "--judge", type=Path, metavar="LABELS", help="let the model at LLM_BASE_URL judge too, checked on hand labels"
    )
    options = parser.parse_args(arguments)
    if options.limit is not None and options.limit < 1:
        parser.error("--limit must be at least 1")
    if any(count < 1 for count in options.typos):
        parser.error("--typos must be at least 1")
    if options.keep_store and not (options.docs or options.passages):
        parser.error("--keep-store goes with --docs or --passages")
    if options.leave_out and not options.passages:
        parser.error("--leave-out goes with --passages")
    return options


def _evaluate(options: argparse.Namespace) -> int:
    from eval.cases import hash_cases, load_cases, load_passages
    from eval.configurations import build_configuration, name_configurations
    from eval.errors import EvalError
    from eval.evaluation import run_evaluation
    from eval.gate import find_regressions, load_baseline, write_baseline
    from eval.judge import build_judge, describe_agreement, load_labels, measure_agreement
    from eval.leaving_out import LeftOut, leave_out
    from eval.report import load_report
    from eval.saved_runs import make_run_folder, write_run
    from eval.sources import open_source
    from eval.typos import ask_with_typos
    from qa import Language

    # Everything that can be wrong with the input is found before the first question is asked.
    names = name_configurations(options.compare)
    for path in options.docs or ():
        if not is_there(path):
            raise EvalError(f"There is no file or folder {path}.")
    passages = load_passages(options.passages) if options.passages else ()
    language = Language(options.language) if options.language else None
    cases = load_cases(options.cases, split=options.split, language=language, limit=options.limit, passages=passages)
    if options.leave_out:
        cases, passages = leave_out(cases, passages, LeftOut(options.leave_out))
    against = load_report(options.against) if options.against else None
    baseline = load_baseline(options.baseline, cases_hash=hash_cases(cases)) if options.baseline else None
    judge = None
    if options.judge:
        labels, model = load_labels(options.judge), build_judge()
        judge = (model, measure_agreement(model, labels))
    if options.write_baseline and options.write_baseline.is_dir():
        raise EvalError(f"{options.write_baseline} is a folder; name the file that the baseline is written to.")
    make_run_folder(options.output)
    with open_source(
        docs=options.docs or (), passages=passages, store=options.store, keep=options.keep_store
    ) as source:
        chains = {name: build_configuration(name, source.store, source.corpus) for name in names}
        chains |= {
            f"{name} +{count} typo{'s' if count > 1 else ''}": ask_with_typos(chains[name], count, source.corpus)
            for count in dict.fromkeys(options.typos)
            for name in names
        }
        with _ProgressBar() as bar:
            report, results = run_evaluation(
                chains,
                cases,
                source.corpus,
                cases_file=str(options.cases),
                against=against,
                judge=judge,
                progress=bar.show,
            )
        write_run(report, results, source.corpus, options.output)
    failures = list(source.failures)
    failures += [f"{r.case.id}: {r.error}" for part in results.values() for r in part if r.error]
    _print_figures(report)
    if report.judge:
        print(f"\n{describe_agreement(report.judge)}")
    print(f"\n{options.output / 'report.html'}")
    if baseline is not None:
        failures += find_regressions(report.configurations[0].figures, baseline)
    if options.write_baseline:
        write_baseline(report.configurations[0], report.cases_hash, options.write_baseline)
    for sentence in (*report.warnings, *failures):
        print(sentence, file=sys.stderr)
    return 1 if failures else 0


class _ProgressBar:
    """One bar a configuration, on standard error when that is a terminal."""

    def __init__(self) -> None:
        from tqdm import tqdm

        self._bar = tqdm(unit="q", disable=not sys.stderr.isatty())
        self._configuration = ""

    def show(self, configuration: str, _done: int, count: int) -> None:
        if self._configuration != configuration:
            self._configuration = configuration
            self._bar.reset(total=count)
            self._bar.set_description(configuration)
        self._bar.update()

    def __enter__(self) -> _ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()


def _print_figures(report: Report) -> None:
    from eval.comparison import OVERALL
    from eval.measures import MEASURE_BY_NAME, MEASURES
    from eval.page import format_difference_interval, format_figure, format_interval

    names = [configuration.name for configuration in report.configurations]
    print(f"{'':26}" + "".join(f"{name:>32}" for name in names))
    for measure in MEASURES:
        found = [configuration.figures.get(measure.name) for configuration in report.configurations]
        if any(found):
            cells = (
                f"{format_figure(e.value, measure)}  [{format_interval(e, measure)}]  n={e.count}" if e else "–"
                for e in found
            )
            print(f"{measure.name:26}" + "".join(f"{cell:>32}" for cell in cells))
    for comparison in report.comparisons:
        print(f"\n{comparison.left} − {comparison.right}, paired; what is not listed is equal:")
        for difference in comparison.differences:
            if difference.slice == OVERALL and difference.difference:
                measure = MEASURE_BY_NAME[difference.measure]
                value, interval = (
                    format_figure(difference.difference, measure),
                    format_difference_interval(difference, measure),
                )
                print(f"{measure.name:26}{value:>10}  [{interval}]  p={difference.p:.4f}  n={difference.count}")
        for name, ids in (
            (comparison.left, comparison.left_only_right),
            (comparison.right, comparison.right_only_right),
        ):
            if ids:
                listed = " ".join(ids[:_MOST_LISTED]) + (" …" if len(ids) > _MOST_LISTED else "")
                print(f"right only in {name}: {len(ids)} ({listed})")


if __name__ == "__main__":
    sys.exit(run_printing(main))
