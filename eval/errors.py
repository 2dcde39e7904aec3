"""What can go wrong in an evaluation, as a tree. Entry points catch `EvalError` and print its sentence.

EvalError
├── CaseFileError           a question set that cannot be read
├── PassagesFileError       a passages file that cannot be read
├── LabelsFileError         hand labels for the judge that cannot be read, or are too few
├── ReportFileError         a saved report, answers file or baseline that cannot be read
├── ConfigurationNameError  a name that is no configuration
├── DocumentsMissing        none of the documents that the questions name is there; `names` says which they are
├── EvaluationCancelled     someone stopped it
├── JudgeSettingError       the model as judge was asked for and no endpoint is set
└── UnusableReview          a reviewed answer that makes no case; `lack` says what is missing
"""

from enum import StrEnum


class EvalError(Exception):
    """Its text is one plain sentence: what, which file or setting, what to do."""


class CaseFileError(EvalError):
    pass


class PassagesFileError(EvalError):
    pass


class LabelsFileError(EvalError):
    pass


class ReportFileError(EvalError):
    pass


class ConfigurationNameError(EvalError):
    pass


class DocumentsMissing(EvalError):
    def __init__(self, names: tuple[str, ...], sentence: str) -> None:
        super().__init__(sentence)
        self.names = names


class EvaluationCancelled(EvalError):
    pass


class JudgeSettingError(EvalError):
    pass


class ReviewLack(StrEnum):
    REVIEW = "review"
    GOLD = "gold"
    GOLD_IN_DOCUMENTS = "gold_in_documents"


class UnusableReview(EvalError):
    def __init__(self, lack: ReviewLack, sentence: str) -> None:
        super().__init__(sentence)
        self.lack = lack
