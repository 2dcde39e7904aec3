"""The review page as HTML: the filters, the list of answers, and one answer with its citations and the form beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from qa import (
    AnswerFilter,
    AnswerPage,
    Citation,
    CitationState,
    CitationStateKind,
    LoggedAnswer,
    Outcome,
)
from ui.citation_view import split_at_markers
from ui.staff.html import render_line, render_marked, render_options, render_radios, render_told, show_time
from ui.staff.words import StaffWords

EXPORT = "/staff/export"
_CONSULTED_SHOWN = 5


def render_filters(wanted: AnswerFilter, documents: Mapping[str, str], words: StaffWords, *, root_path: str) -> str:
    """The filter form. `documents` maps ids to titles. Choosing filters at once; typing, with Enter."""
    shown = "".join(
        f'<label class="chip"><input type="radio" name="shown" value="{shown.value}"'
        f"{' checked' if shown is wanted.shown else ''}><span>{escape(text)}</span></label>"
        for shown, text in words.shown.items()
    )
    dates = "".join(
        f'<label><span>{escape(label)}</span><input type="date" name="{name}" value="{value or ""}"></label>'
        for name, label, value in (
            ("since", words.filter_since, wanted.since),
            ("until", words.filter_until, wanted.until),
        )
    )
    options = render_options({"": words.filter_any_document} | dict(documents), wanted.document)
    return (
        f'<form class="filters" data-event="filter" data-at-once role="search" aria-label="{escape(words.filter_label)}">'
        f'<fieldset class="chips"><legend class="unseen">{escape(words.filter_shown)}</legend>{shown}</fieldset>'
        f"<details{' open' if wanted.document or wanted.text or wanted.since or wanted.until else ''}>"
        f"<summary>{escape(words.filter_more)}</summary>"
        f'<div class="more"><label class="wide"><span>{escape(words.filter_text)}</span>'
        f'<input type="search" name="text" value="{escape(wanted.text)}" maxlength="200"></label>'
        f"<label><span>{escape(words.filter_document)}</span>"
        f'<select name="document">{options}</select></label>{dates}'
        f'<div class="buttons"><button type="submit" class="secondary">{escape(words.filter_apply)}</button>'
        f'<button type="button" class="plain" data-event="clear">{escape(words.filter_clear)}</button></div></div></details></form>'
        f'<p class="exports">{_render_export("csv", words.export_csv, wanted, root_path)}'
        f"{_render_export('xlsx', words.export_xlsx, wanted, root_path)}</p>"
    )


def render_list(found: AnswerPage, opened: int | None, words: StaffWords) -> str:
    if not found.total:
        return f'<p class="nothing">{escape(words.found_none)}</p>'
    items = "".join(_render_item(logged, logged.number == opened, words) for logged in found.answers)
    return (
        f'<div class="list-head"><p role="status">{escape(words.found.format(total=found.total))}</p>'
        f'<button type="button" class="secondary" data-event="next">{escape(words.next_unreviewed)} <kbd>N</kbd></button>'
        f'</div><ol class="answers">{items}</ol>{_render_pager(found, words)}'
    )


def render_answer(
    logged: LoggedAnswer,
    states: Mapping[int, CitationState],
    words: StaffWords,
    *,
    told: str = "",
    bad: bool = False,
    saved: int = 0,
) -> str:
    """One answer with everything that a reviewer needs. `states` are by citation number.

    `saved` is the answer whose review was just saved, which the browser need not keep any more.
    """
    answer = logged.answer
    understood = (
        f'<p class="understood">{escape(words.understood_as)}: {escape(answer.standalone_question)}</p>'
        if answer.standalone_question != answer.question
        else ""
    )
    citations = "".join(
        _render_citation(logged, citation, states[citation.number], words) for citation in answer.citations
    )
    return (
        f'<article class="detail" id="answer-{logged.number}"{_name_saved(saved)}><button type="button" class="plain back" data-event="back">'
        f'← {escape(words.back_to_list)}</button><h2 tabindex="-1">{escape(answer.question)}</h2>{understood}'
        f"{_render_facts(logged, words)}{_render_feedback(logged, words)}"
        f'<form class="review" data-event="review"><input type="hidden" name="number" value="{logged.number}">'
        f'<section aria-label="{escape(words.answer_title)}"><h3>{escape(words.answer_title)}</h3>'
        f'<div class="answer-text" lang="{"en" if answer.language == "en" else "zh-CN"}">{_render_text(logged)}</div>'
        f"{''.join(render_line('notice', notice.message) for notice in answer.notices)}"
        f'{_render_consulted(logged, words)}</section><section aria-label="{escape(words.citations_title)}">'
        f"<h3>{escape(words.citations_title)}</h3>"
        f"{citations or render_line('nothing', words.no_citations)}</section>"
        f"{_render_verdict(logged, words, told, bad=bad)}</form></article>"
    )


def render_no_answer(words: StaffWords, told: str = "", *, saved: int = 0) -> str:
    return (
        f'<div class="detail empty"{_name_saved(saved)}>{render_told(told)}<p>{escape(words.choose_answer)}</p></div>'
    )


def _name_saved(number: int) -> str:
    return f' data-saved="{number}"' if number else ""


def _render_export(kind: str, label: str, wanted: AnswerFilter, root_path: str) -> str:
    fields = {
        "shown": wanted.shown.value,
        "document": wanted.document,
        "text": wanted.text,
        "since": wanted.since or "",
        "until": wanted.until or "",
    }
    query = urlencode({name: value for name, value in fields.items() if value})
    return f'<a href="{escape(f"{root_path}{EXPORT}/{kind}?{query}")}" download>{escape(label)}</a>'


def _render_item(logged: LoggedAnswer, opened: bool, words: StaffWords) -> str:
    answer = logged.answer
    tags = [f'<span class="tag {answer.outcome.value}">{escape(words.outcomes[answer.outcome])}</span>']
    if logged.feedback:
        label = words.thumbs[logged.feedback.thumb]
        tags.append(f'<span class="tag thumb-{logged.feedback.thumb.value}">{escape(label)}</span>')
    if logged.review:
        verdict = words.answer_verdicts[logged.review.verdict]
        tags.append(f'<span class="tag reviewed">✓ {escape(verdict)}</span>')
    current = ' aria-current="true"' if opened else ""
    return (
        f'<li><button type="button" data-event="open" data-number="{logged.number}"{current}>'
        f'<span class="question">{escape(answer.question)}</span>'
        f'<span class="facts"><time>{show_time(logged.asked_at, words)}</time>'
        f"{''.join(tags)}{_render_confidence(logged, words)}</span></button></li>"
    )


def _render_pager(found: AnswerPage, words: StaffWords) -> str:
    if found.pages == 1:
        return ""
    newer = "" if found.page else " disabled"
    older = "" if found.page + 1 < found.pages else " disabled"
    return (
        f'<nav class="pager"><button type="button" class="secondary" data-event="turn" data-page="{found.page - 1}"{newer}>'
        f"{escape(words.newer)}</button><span>"
        f"{escape(words.page_of.format(page=found.page + 1, pages=found.pages))}</span>"
        f'<button type="button" class="secondary" data-event="turn" data-page="{found.page + 1}"{older}>'
        f"{escape(words.older)}</button></nav>"
    )


def _render_facts(logged: LoggedAnswer, words: StaffWords) -> str:
    answer = logged.answer
    milliseconds = f"{answer.timings_ms.total:.0f}"
    extractive = answer.answerer == "extractive"
    answerer = words.by_extraction if extractive else words.by_model.format(name=answer.answerer)
    return (
        f'<p class="facts"><span>{escape(words.answer_number.format(number=logged.number))}</span>'
        f"<time>{show_time(logged.asked_at, words)}</time>"
        f'<span class="tag {answer.outcome.value}">{escape(words.outcomes[answer.outcome])}</span>'
        f"{_render_confidence(logged, words)}"
        f"<span>{escape(words.took.format(milliseconds=milliseconds))}</span>"
        f"<span>{escape(answerer)}</span></p>{_render_drafting(logged, words)}"
    )


def _render_drafting(logged: LoggedAnswer, words: StaffWords) -> str:
    """What a language model did for the answer, in one line; "" when none was asked."""
    drafting = logged.answer.drafting
    if drafting is None:
        return ""
    reasons = Counter(drafting.withheld)
    told = "、".join(f"{words.withheld.get(one, one)} {count}" for one, count in reasons.items())
    line = words.drafting.format(
        name=drafting.model,
        result=words.drafting_results[drafting.result],
        kept=drafting.kept,
        withheld=len(drafting.withheld),
        reasons=f" ({told})" if told else "",
        milliseconds=f"{drafting.milliseconds:.0f}",
        input="?" if drafting.input_tokens is None else drafting.input_tokens,
        output="?" if drafting.output_tokens is None else drafting.output_tokens,
        prompt=drafting.prompt_hash,
    )
    return render_line("facts drafting", line)


def _render_confidence(logged: LoggedAnswer, words: StaffWords) -> str:
    if logged.answer.outcome is Outcome.GREETING:
        return ""
    return f"<span>{escape(words.confidence.format(percent=round(logged.answer.confidence * 100)))}</span>"


def _render_feedback(logged: LoggedAnswer, words: StaffWords) -> str:
    feedback = logged.feedback
    if feedback is None:
        return ""
    reason = f" · {escape(words.thumb_reason)}: {escape(feedback.reason)}" if feedback.reason else ""
    return f'<p class="feedback {feedback.thumb.value}"><strong>{escape(words.thumbs[feedback.thumb])}</strong>{reason}</p>'


def _render_text(logged: LoggedAnswer) -> str:
    html = "".join(
        f'<a class="marker" href="#cited-{logged.number}-{piece}">[{piece}]</a>'
        if isinstance(piece, int)
        else escape(piece)
        for piece in split_at_markers(logged.answer)
    )
    return "".join(f"<p>{line}</p>" for line in html.split("\n") if line.strip())


def _render_consulted(logged: LoggedAnswer, words: StaffWords) -> str:
    consulted = logged.answer.consulted[:_CONSULTED_SHOWN]
    if logged.answer.outcome is not Outcome.NOT_IN_DOCUMENTS or not consulted:
        return ""
    places = "".join(f"<li>{escape(' › '.join(passage.anchor.split('/')))}</li>" for passage in consulted)
    return f'<details class="consulted"><summary>{escape(words.consulted_title)}</summary><ul>{places}</ul></details>'


def _render_citation(logged: LoggedAnswer, citation: Citation, state: CitationState, words: StaffWords) -> str:
    sentences = [one.text for one in logged.answer.sentences if citation.number in one.citations]
    used = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    chosen = logged.review.citations.get(citation.number) if logged.review else None
    path, title = " › ".join(citation.heading_path), citation.doc_title.strip("《》")
    return (
        f'<section class="cited" id="cited-{logged.number}-{citation.number}">'
        f'<div class="claim"><h4><span class="number">{citation.number}</span> {escape(words.quoted_for)}</h4>{used}'
        f'<h4>{escape(words.cited_as)}</h4><blockquote lang="zh-CN">{escape(citation.quote)}</blockquote>'
        f"{render_radios(f'c{citation.number}', words.citation_verdict, words.citation_verdicts, chosen)}</div>"
        f'<div class="source"><h4>{escape(words.paragraph_now)}: 《{escape(title)}》 '
        f"{render_line('label', citation.label, 'span')}</h4>{render_line('path', path, language='zh-CN')}"
        f"{_render_paragraph(citation, state, words)}</div></section>"
    )


def _render_paragraph(citation: Citation, state: CitationState, words: StaffWords) -> str:
    then = render_marked(citation.paragraph, citation.start, citation.end)
    if state.kind is CitationStateKind.UNCHANGED:
        return f'{then}<p class="state unchanged">{escape(words.state_unchanged)}</p>'
    since = show_time(state.since, words) if state.since else ""
    if state.kind is CitationStateKind.GONE:
        told = words.state_gone.format(date=since) if since else words.state_gone_unknown
        return f'<p class="state changed">{escape(told)}</p>{then}'
    told = words.state_changed.format(date=since) if since else words.state_changed_unknown
    start = state.text_now.find(citation.quote)
    return (
        f'<p class="state changed">{escape(told)}</p><div class="then"><h5>{escape(words.cited_then)}</h5>{then}</div>'
        f"<h5>{escape(words.paragraph_now)}</h5>"
        f"{render_marked(state.text_now, start, start + len(citation.quote))}"
    )


def _render_verdict(logged: LoggedAnswer, words: StaffWords, told: str, *, bad: bool) -> str:
    review = logged.review
    seen = review.reviewed_at.isoformat() if review else ""
    reviewed = (
        f'<p class="reviewed-by">'
        f"{escape(words.reviewed_by.format(name=review.reviewer, time=show_time(review.reviewed_at, words)))}</p>"
        if review
        else ""
    )
    return (
        f'<section class="verdict" aria-label="{escape(words.answer_verdict)}">{reviewed}'
        f'<input type="hidden" name="seen" value="{seen}">'
        f"{render_radios('verdict', words.answer_verdict, words.answer_verdicts, review.verdict if review else None, numbered=True)}"
        f"<label><span>{escape(words.comment)}</span>"
        f'<textarea name="comment" rows="1" maxlength="5000" placeholder="{escape(words.comment_hint)}">'
        f"{escape(review.comment if review else '')}</textarea></label>"
        f'<p class="restored" role="status" hidden>{escape(words.draft_restored)}</p>'
        f'<details class="case"><summary>{escape(words.make_case_title)}</summary><p>{escape(words.make_case_hint)}</p>'
        f'<label><span>{escape(words.gold_label)}</span><textarea name="gold" rows="2" maxlength="2000"></textarea></label>'
        f'</details>{render_told(told, bad=bad)}<div class="buttons">'
        f'<button type="submit" name="then" value="next" class="primary">{escape(words.save_and_next)}</button>'
        f'<button type="submit" name="then" value="stay" class="secondary">{escape(words.save)}</button>'
        f'<button type="submit" name="then" value="case" class="secondary">{escape(words.make_case)}</button>'
        f'</div><p class="keys">{escape(words.keys_hint)}</p></section>'
    )
