"""Whether a document breaks off: its last words stop inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.messages import say
from ingest.records import Notice, NoticeCode, Paragraph, ParagraphKind, Span
from ingest.said import Said
from ingest.text.sentences import PAUSES, STOPS, ends_sentence, has_stop, opens_unclosed

_CLOSING = re.compile(
    r"(?:年.{1,3}月(?:.{1,3}日)?|印发|[)）]|局|厅|部|委|委员会|政府|办公室|办公厅|公章|联系人.*|电话.*)$"
)
_CONTACT = re.compile(r"(?:https?://|www\.|@)[^\s\u4e00-\u9fff]*$|[\d-]{7,}$")
# A line that says whom to ask, however long: 咨询电话：…（工作日9：00—11：30）; after 方式 comes a number, an address
# or no more than a few words.
_CONTACT_LINE = re.compile(
    r"\s*(?:(?:(?:咨询|联系|监督|举报|报名|投诉|受理|服务|办公)(?:电话|地址|地点|邮箱)|联系人|电话|地址|邮箱)[^：:，。]{0,6}[：:]"
    r"|(?:咨询|联系|监督|举报|报名|投诉|受理|服务|办公)方式[^：:，。]{0,6}[：:](?:.{1,25}(?<![并和与及或在于由对把向须将])(?<!(?<![供响适对])应)$|.*?(?:\d{5}|\d[—–-]\d|@|路\d+号)))"
)
_FORM = re.compile(r"[□☐○]|_{2,}|[:：]\s*$")


def mark_truncated(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, the last with a notice over its unfinished sentence when it breaks off there."""
    result = list(paragraphs)
    index = next((i for i in range(len(result) - 1, -1, -1) if result[i].kind is not ParagraphKind.FOOTNOTE), -1)
    if index < 0 or not breaks_off(result[index]) or _habit(result, index):
        return result
    last = result[index]
    start = max(last.text.rstrip().rfind(stop) for stop in STOPS) + 1
    span = Span(start if start < len(last.text) else 0, len(last.text))
    notice = Notice(NoticeCode.TRUNCATED, say(Said.TRUNCATED), last.anchor, last.text[span.start : span.end], span)
    result[index] = replace(last, notices=(*last.notices, notice))
    return result


def _habit(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether the numbered paragraph before it ends without a stop too, as all items of some lists do."""
    before = paragraphs[index - 1] if index else None
    if before is None or not before.number or not paragraphs[index].number or before.kind is not ParagraphKind.BODY:
        return False
    return not ends_sentence(before.text) and not opens_unclosed(paragraphs[index].text)


def breaks_off(paragraph: Paragraph) -> bool:
    """Whether the paragraph's last sentence is unfinished; signatures, dates, headings and list items are not sentences."""
    if paragraph.kind is not ParagraphKind.BODY:
        return False
    text = paragraph.text.rstrip()
    sentence = text[max(text.rfind(stop) for stop in STOPS) + 1 :]
    if opens_unclosed(sentence):
        return True
    if not text or ends_sentence(text) or _FORM.search(sentence) or _CONTACT.search(text):
        return False
    if text[-1] in "，,、":
        return True
    if _CONTACT_LINE.match(text, max(len(text) - len(sentence), paragraph.label_end)):
        return False
    if text[-1] in PAUSES or (_CLOSING.search(text) and len(sentence) <= 30):
        return False
    return len(text) >= 20 and (has_stop(text) or any(c in text for c in "，,"))
