"""From a question to a cited answer. Other folders use what is named here and nothing else of this folder."""

from qa.abstention import FARTHEST, OBJECTIONS, AbstentionModel, find_objections
from qa.abstention_features import ABSTENTION_FEATURES, abstention_features
from qa.answer_json import answer_from_json
from qa.answer_kind import AnswerKind
from qa.candidates import PARAGRAPH_SIGNALS, Candidates, find_candidates
from qa.chain import EXTRACTIVE, build_chain, render_text
from qa.clauses import CLAUSE_FEATURES, clause_features
from qa.corpus import Corpus, CorpusKeeper, build_corpus, searchable_text
from qa.drafting.alignment import least_share_of_a_clause, pairs_of, share_of
from qa.drafting.checking import Checked, Source, check_sentence
from qa.drafting.endpoint import build_chat_model
from qa.drafting.reading import DraftSentence
from qa.drafting.settings import ModelSettings
from qa.drafting.support import (
    MEANING_FEATURES,
    NOTHING_PASSES,
    OTHER_LANGUAGE_FEATURES,
    WORD_FEATURES,
    SupportJudge,
    SupportModel,
    SupportModels,
    load_support_models,
    support_features,
)
from qa.errors import BrokenResource, EntryRefused, LogError, LogUnavailable, QaError, WrongSetting
from qa.evidence import Evidence, FoundSentence, gather_evidence
from qa.glossary import expand
from qa.holding import holds_answer
from qa.intent import Intent, read_intent
from qa.language import detect_language
from qa.late_interaction import Reading, judge, read_candidates
from qa.log.answer_log import AnswerLog, open_answer_log
from qa.log.citation_state import CitationState, CitationStateKind, compare_with_documents
from qa.log.export import render_csv, render_xlsx
from qa.log.figures import count_days, count_questions, group_questions, overall_latency
from qa.log.recorded_chain import record_answers
from qa.log.records import (
    AnswerFilter,
    AnswerPage,
    AnswerVerdict,
    AskedQuestion,
    CitationVerdict,
    DayFigures,
    DocumentEvent,
    DocumentEventKind,
    Feedback,
    LoggedAnswer,
    QuestionCount,
    QuestionGroup,
    Review,
    Shown,
    Thumb,
)
from qa.log.settings import LogSettings
from qa.query import Query, build_query, prepare_query
from qa.query_adapter import QueryAdapter, save_query_adapter
from qa.ranking import (
    PARAGRAPH_FEATURES,
    READ_FEATURES,
    SENTENCE_FEATURES,
    RankingWeights,
    paragraph_features,
    read_features,
    score_paragraphs,
    score_read,
    sentence_features,
)
from qa.reader import READER_SHAPE, Asked, Page, PageTokens, Reader, join_readers, save_reader
from qa.records import (
    Answer,
    AnswerNotice,
    Citation,
    Consulted,
    Draft,
    Drafting,
    DraftingResult,
    Language,
    Outcome,
    Passage,
    Question,
    Sentence,
    Timings,
)
from qa.retriever import PolicyRetriever, build_retriever
from qa.settings import QaSettings
from qa.suggestions import Suggester, Suggestion
from qa.tense import narrow_to_tense
from qa.terms import with_terms
from qa.years import without_years

__all__ = [
    "ABSTENTION_FEATURES",
    "CLAUSE_FEATURES",
    "EXTRACTIVE",
    "FARTHEST",
    "MEANING_FEATURES",
    "NOTHING_PASSES",
    "OBJECTIONS",
    "OTHER_LANGUAGE_FEATURES",
    "PARAGRAPH_FEATURES",
    "PARAGRAPH_SIGNALS",
    "READER_SHAPE",
    "READ_FEATURES",
    "SENTENCE_FEATURES",
    "WORD_FEATURES",
    "AbstentionModel",
    "Answer",
    "AnswerFilter",
    "AnswerKind",
    "AnswerLog",
    "AnswerNotice",
    "AnswerPage",
    "AnswerVerdict",
    "Asked",
    "AskedQuestion",
    "BrokenResource",
    "Candidates",
    "Checked",
    "Citation",
    "CitationState",
    "CitationStateKind",
    "CitationVerdict",
    "Consulted",
    "Corpus",
    "CorpusKeeper",
    "DayFigures",
    "DocumentEvent",
    "DocumentEventKind",
    "Draft",
    "DraftSentence",
    "Drafting",
    "DraftingResult",
    "EntryRefused",
    "Evidence",
    "Feedback",
    "FoundSentence",
    "Intent",
    "Language",
    "LogError",
    "LogSettings",
    "LogUnavailable",
    "LoggedAnswer",
    "ModelSettings",
    "Outcome",
    "Page",
    "PageTokens",
    "Passage",
    "PolicyRetriever",
    "QaError",
    "QaSettings",
    "Query",
    "QueryAdapter",
    "Question",
    "QuestionCount",
    "QuestionGroup",
    "RankingWeights",
    "Reader",
    "Reading",
    "Review",
    "Sentence",
    "Shown",
    "Source",
    "Suggester",
    "Suggestion",
    "SupportJudge",
    "SupportModel",
    "SupportModels",
    "Thumb",
    "Timings",
    "WrongSetting",
    "abstention_features",
    "answer_from_json",
    "build_chain",
    "build_chat_model",
    "build_corpus",
    "build_query",
    "build_retriever",
    "check_sentence",
    "clause_features",
    "compare_with_documents",
    "count_days",
    "count_questions",
    "detect_language",
    "expand",
    "find_candidates",
    "find_objections",
    "gather_evidence",
    "group_questions",
    "holds_answer",
    "join_readers",
    "judge",
    "least_share_of_a_clause",
    "load_support_models",
    "narrow_to_tense",
    "open_answer_log",
    "overall_latency",
    "pairs_of",
    "paragraph_features",
    "prepare_query",
    "read_candidates",
    "read_features",
    "read_intent",
    "record_answers",
    "render_csv",
    "render_text",
    "render_xlsx",
    "save_query_adapter",
    "save_reader",
    "score_paragraphs",
    "score_read",
    "searchable_text",
    "sentence_features",
    "share_of",
    "support_features",
    "with_terms",
    "without_years",
]
