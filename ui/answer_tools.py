"""What a person can do with an answer, as HTML: copy it, share the question, say whether it helped."""

from __future__ import annotations

from html import escape

from qa import Answer, Thumb
from ui.document_view import describe_place
from ui.words import Words

# Characters of a reason given with a thumb.
REASON_LIMIT = 500
# Of the page's own making, so that no font decides what it looks like; turned upside down for "down".
_THUMB = (
    '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path fill="none" stroke="currentColor" '
    'stroke-width="1.8" stroke-linejoin="round" d="M7 11v9H4v-9h3zm0 0 4-8c1.6 0 2.6 1.1 2.3 2.7L12.6 9H18a2 2 0 0 1 2 '
    '2.4l-1.3 6.6a2.4 2.4 0 0 1-2.4 2H7"/></svg>'
)


def render_actions(answer: Answer, turn_id: str, words: Words, *, thumbs: bool) -> str:
    """What can be done with an answer: copy it with its citations, share the question, say whether it helped."""
    copy_name = words.copy_answer if answer.citations else words.copy_refusal
    copy = (
        f'<button type="button" class="copy" data-copy="{escape(write_as_text(answer, words))}" '
        f'data-done="{escape(words.copied)}" data-failed="{escape(words.copy_failed)}">{escape(copy_name)}</button>'
    )
    share = (
        f'<button type="button" class="copy" data-share="{escape(answer.question)}" '
        f'data-done="{escape(words.link_copied)}" data-failed="{escape(words.copy_failed)}">'
        f"{escape(words.share_question)}</button>"
    )
    return f'<div class="tools">{copy}{share}{_render_thumbs(answer, turn_id, words) if thumbs else ""}</div>'


def write_as_text(answer: Answer, words: Words) -> str:
    """Question, answer and citations as plain text, to paste into a letter or a message."""
    lines = [f"{words.copied_question}{answer.question}", f"{words.copied_answer}{answer.text}"]
    if answer.citations:
        lines += ["", words.citations_label]
    for citation in answer.citations:
        lines += [f"[{citation.number}] {describe_place(citation, words)}", f"    {citation.quote}"]
    told = dict.fromkeys(notice.message for notice in answer.notices if notice.message)
    return "\n".join((*lines, *(f"※ {message}" for message in told)))


def _render_thumbs(answer: Answer, turn_id: str, words: Words) -> str:
    buttons = "".join(
        f'<button type="button" class="thumb" data-thumb="{thumb}" aria-pressed="false" aria-label="{escape(name)}" '
        f'title="{escape(name)}" data-reason="{escape(reason)}">{_THUMB}</button>'
        for thumb, name, reason in (
            (Thumb.UP, words.thumb_up, words.reason_up),
            (Thumb.DOWN, words.thumb_down, words.reason_down),
        )
    )
    return (
        f'<div class="thumbs" role="group" aria-label="{escape(words.useful_question)}" data-answer="{escape(answer.id)}" '
        f'data-thanks="{escape(words.thanks)}" data-thanks-for-reason="{escape(words.thanks_for_reason)}" '
        f'data-failed="{escape(words.feedback_failed)}"><span aria-hidden="true">{escape(words.useful_question)}</span>{buttons}'
        f'<form class="reason" hidden><label for="{turn_id}-reason"></label><div>'
        f'<input id="{turn_id}-reason" type="text" maxlength="{REASON_LIMIT}" autocomplete="off">'
        f'<button type="submit">{escape(words.send_reason)}</button></div></form><p class="told" role="status"></p></div>'
    )
