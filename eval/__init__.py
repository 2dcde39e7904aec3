"""From a question set to figures with intervals. Other folders use what is named here and nothing else of this one."""

from eval.case_making import make_case, save_case
from eval.cases import PassageText, hash_cases, load_cases, load_passages
from eval.comparison import OVERALL, compare_configurations
from eval.configurations import CONFIGURATIONS
from eval.corpus import Corpus, build_corpus
from eval.errors import (
    CaseFileError,
    ConfigurationNameError,
    EvalError,
    EvaluationCancelled,
    PassagesFileError,
    ReportFileError,
    ReviewLack,
    UnusableReview,
)
from eval.evaluation import run_evaluation
from eval.measures import MEASURE_BY_NAME, Measure
from eval.page import format_difference_interval, format_figure, format_interval, name_verdict, render_page
from eval.records import (
    Case,
    CaseResult,
    Comparison,
    ConfigurationResult,
    Estimate,
    Gold,
    PairedDifference,
    QuestionRow,
    Report,
)
from eval.report import load_report, write_answers, write_report
from eval.run import ask_all, evaluate, measure
from eval.runner import Runner, RunOrder, RunPhase, RunState
from eval.saved_runs import SavedRun, compare_runs, find_run, list_question_sets, list_runs, write_run
from eval.sources import Source, open_source
from eval.summary import summarise

__all__ = [
    "CONFIGURATIONS",
    "MEASURE_BY_NAME",
    "OVERALL",
    "Case",
    "CaseFileError",
    "CaseResult",
    "Comparison",
    "ConfigurationNameError",
    "ConfigurationResult",
    "Corpus",
    "Estimate",
    "EvalError",
    "EvaluationCancelled",
    "Gold",
    "Measure",
    "PairedDifference",
    "PassageText",
    "PassagesFileError",
    "QuestionRow",
    "Report",
    "ReportFileError",
    "ReviewLack",
    "RunOrder",
    "RunPhase",
    "RunState",
    "Runner",
    "SavedRun",
    "Source",
    "UnusableReview",
    "ask_all",
    "build_corpus",
    "compare_configurations",
    "compare_runs",
    "evaluate",
    "find_run",
    "format_difference_interval",
    "format_figure",
    "format_interval",
    "hash_cases",
    "list_question_sets",
    "list_runs",
    "load_cases",
    "load_passages",
    "load_report",
    "make_case",
    "measure",
    "name_verdict",
    "open_source",
    "render_page",
    "run_evaluation",
    "save_case",
    "summarise",
    "write_answers",
    "write_report",
    "write_run",
]
