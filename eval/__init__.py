"""From a question set to figures with intervals. Other folders use what is named here and nothing else of this one."""

from eval.case_making import make_case, save_case
from eval.cases import PassageText, hash_cases, load_cases, load_passages
from eval.comparison import compare_configurations
from eval.configurations import CONFIGURATIONS, build_configuration
from eval.corpus import Corpus, build_corpus
from eval.errors import (
    CaseFileError,
    ConfigurationNameError,
    EvalError,
    PassagesFileError,
    ReportFileError,
    ReviewLack,
    UnusableReview,
)
from eval.evaluation import run_evaluation
from eval.explanation import explain_failure
from eval.measures import GROUPS, MEASURES, Measure
from eval.page import render_page
from eval.records import (
    Better,
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
from eval.sources import Source, open_source
from eval.summary import summarise

__all__ = [
    "CONFIGURATIONS",
    "GROUPS",
    "MEASURES",
    "Better",
    "Case",
    "CaseFileError",
    "CaseResult",
    "Comparison",
    "ConfigurationNameError",
    "ConfigurationResult",
    "Corpus",
    "Estimate",
    "EvalError",
    "Gold",
    "Measure",
    "PairedDifference",
    "PassageText",
    "PassagesFileError",
    "QuestionRow",
    "Report",
    "ReportFileError",
    "ReviewLack",
    "Source",
    "UnusableReview",
    "ask_all",
    "build_configuration",
    "build_corpus",
    "compare_configurations",
    "evaluate",
    "explain_failure",
    "hash_cases",
    "load_cases",
    "load_passages",
    "load_report",
    "make_case",
    "measure",
    "open_source",
    "render_page",
    "run_evaluation",
    "save_case",
    "summarise",
    "write_answers",
    "write_report",
]
