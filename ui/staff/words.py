"""Everything the staff pages say in their own voice; the texts stand in `words_zh.py` and `words_en.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eval import ReviewLack
from ingest import Message, NoticeCode, ParagraphKind
from qa import AnswerVerdict, CitationVerdict, DocumentEventKind, DraftingResult, Language, Outcome, Shown, Thumb


@dataclass(frozen=True, slots=True)
class StaffWords:
    """One language's texts. Texts with {braces} are filled with str.format; all of them are plain text, not HTML."""

    language: Language
    html_language: str
    # What ingestion tells, in this language
    tell: Callable[[Message], str]
    page_title: str
    switch_label: str
    # Signing in
    sign_in_title: str
    sign_in_name: str
    sign_in_password: str
    sign_in_button: str
    sign_in_wrong: str
    sign_in_wait: str
    sign_in_busy: str
    sign_in_elsewhere: str
    sign_out: str
    signed_in_as: str
    to_chat: str
    to_evaluation: str
    off_title: str
    off_text: str
    off_steps: tuple[str, ...]
    # Everywhere
    tab_review: str
    tab_documents: str
    tab_health: str
    time_format: str
    log_unavailable: str
    trouble: str
    # Review: the list
    filter_label: str
    filter_shown: str
    filter_more: str
    filter_document: str
    filter_any_document: str
    filter_since: str
    filter_until: str
    filter_text: str
    filter_apply: str
    filter_clear: str
    shown: Mapping[Shown, str]
    found: str
    found_none: str
    newer: str
    older: str
    page_of: str
    export_csv: str
    export_xlsx: str
    outcomes: Mapping[Outcome, str]
    thumbs: Mapping[Thumb, str]
    # Review: one answer
    choose_answer: str
    back_to_list: str
    answer_number: str
    understood_as: str
    confidence: str
    took: str
    by_extraction: str
    by_model: str
    drafting: str
    drafting_results: Mapping[DraftingResult, str]
    withheld: Mapping[str, str]
    thumb_reason: str
    answer_title: str
    citations_title: str
    no_citations: str
    consulted_title: str
    quoted_for: str
    cited_as: str
    paragraph_now: str
    state_unchanged: str
    state_changed: str
    state_changed_unknown: str
    state_gone: str
    state_gone_unknown: str
    cited_then: str
    citation_verdict: str
    citation_verdicts: Mapping[CitationVerdict, str]
    answer_verdict: str
    answer_verdicts: Mapping[AnswerVerdict, str]
    comment: str
    comment_hint: str
    draft_restored: str
    save: str
    save_and_next: str
    next_unreviewed: str
    keys_hint: str
    reviewed_by: str
    saved: str
    reviewed_meanwhile: str
    verdict_with_comment: str
    choose_verdict: str
    all_reviewed: str
    make_case: str
    make_case_title: str
    make_case_hint: str
    gold_label: str
    case_saved: str
    case_lacks: Mapping[ReviewLack, str]
    # Documents
    upload_label: str
    upload_hint: str
    uploading: str
    upload_done: Mapping[str, str]
    upload_failed: str
    upload_kept: str
    documents_title: str
    documents_none: str
    document_facts: str
    choose_document: str
    back_to_documents: str
    document_path: str
    ingested_at: str
    reindex: str
    reindexed: str
    remove: str
    remove_question: str
    remove_yes: str
    cancel: str
    removed: str
    document_gone: str
    cleanings_title: str
    cleanings_none: str
    cleaning_original: str
    cleaning_now: str
    cleaning_left_out: str
    undo_cleaning: str
    undo_contact_question: str
    undo_contact_yes: str
    undone_title: str
    restore_cleaning: str
    cleaning_was_undone: str
    cleaning_was_restored: str
    notices_title: str
    notices_none: str
    notice_codes: Mapping[NoticeCode, str]
    paragraph_kinds: Mapping[ParagraphKind, str]
    outline_title: str
    show_original: str
    history_title: str
    history_none: str
    event_kinds: Mapping[DocumentEventKind, str]
    event_by: str
    event_changed: str
    # Health
    health_days: str
    days: str
    health_questions: str
    health_refused: str
    health_p50: str
    health_p95: str
    plot_questions: str
    plot_answered: str
    plot_refused: str
    plot_latency: str
    plot_p50: str
    plot_p95: str
    plot_day: str
    plot_count: str
    plot_milliseconds: str
    most_asked: str
    unanswered: str
    unanswered_hint: str
    times: str
    nothing_asked: str


def choose_staff_words(language: Language) -> StaffWords:
    from ui.staff.words_en import STAFF_ENGLISH
    from ui.staff.words_zh import STAFF_CHINESE

    return STAFF_ENGLISH if language is Language.EN else STAFF_CHINESE
