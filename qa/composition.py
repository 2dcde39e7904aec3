"""Quotations into sentences, citations and notices: the built-in answer's words, all from `prompts/`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest import Document, Notice, NoticeCode, Paragraph, Span, fold, split_clauses
from qa.answer_kind import AnswerKind
from qa.figures import find_figures, holds_figures
from qa.holding import SURNAME
from qa.intent import Intent
from qa.prompt_files import Frames
from qa.quotation import Quotation, Role
from qa.records import AnswerNotice, Citation, Draft, Sentence
from qa.units import DURATION, RATIO, SAME_UNITS, SCORE, TIME_SAID

_NUMBER = re.compile(
    r"^\s*(?:第[零〇一二三四五六七八九十百千\d]+(?:[编章节条款]|部分)|[一二三四五六七八九十百]+[、．.]|[（(][一二三四五六七八九十百\d]+[)）]"
    r"|\d+(?:\.\d+)*(?:[、．.)）]|(?![\d年月日%—–~～至-]))|[①-⑳㈠-㈩]|问题?\s?[一二三四五六七八九十\d]*\s?[:：、．.])\s*"
)
_FIGURE_BEFORE = re.compile(r".*\d\s*[年月日]?", re.DOTALL)
_OF_MONEY = re.compile(r"[元块费价款金资薪酬贴]|补助|标准")
_UNIT_OF_TIME = re.compile(rf"{TIME_SAID}|号(?![楼文令牌])")
_UNITS = sorted(SAME_UNITS.keys() - {DURATION, SCORE, "等"}, key=lambda unit: (-len(unit), unit))
_UNIT = re.compile(rf"(?:[万亿千十]|百(?!分))*({'|'.join(_UNITS)})(?!民币)")
_UNIT_BEHIND = 8  # characters, blanks among them
# Where the name of one who acts stands: at the beginning of a clause, behind who is named or by whom, and its place or
# a surname, 由市XX局 and 王XX; elsewhere it is of something where 的 stands before it or in the words behind:
# 满意的XX教育, 发挥XX开放大学的作用.
_NAMED_BEHIND = re.compile(
    r"(?:^|[,，、。.;；:：“\"()（）\s]|[由向经与和及同跟请让使令促派为是任报到找]|联系|委托|依托|单位|部门|[长员师记人])"
    rf"(?:[\u4e00-\u9fff]{{0,2}}[省市县区镇乡])?$|{SURNAME}$"
)
_OF_SOMETHING = re.compile(r"[\u4e00-\u9fff]*的")
_DONE_TO = re.compile(
    r"(?:推动|推进|推广|推行|加快|建设|建成|实施|打造|开通|落实|确保|深化|开展|创建|争创|提升|发展|办好|做好|抓好|启动|完善|平安)$"
)
# What bears a name and does nothing by itself, 举办XX大赛; in a body's name it does, XX活动中心.
_THING = re.compile(
    r"[”’》]?(?:行动|[大比竞]赛|活动|精神|热线|经验|模式|品牌)(?![\u4e00-\u9fff]{0,6}?(?:公司|集团|中心|部|组|[局厅委院办会室站]))"
)
_ENUMERATED = ("、", "等")
_BLANK = "＿"
_ASKS_FOR_FIGURE = {AnswerKind.FIGURE, AnswerKind.MONEY, AnswerKind.CONTACT}
_TOLD = (NoticeCode.DAMAGED_TEXT, NoticeCode.MASKED_FIGURE, NoticeCode.MASKED_NAME, NoticeCode.TRUNCATED)


def compose_answer(
    quotations: Sequence[Quotation], intent: Intent, documents: Mapping[str, Document], frames: Frames
) -> Draft:
    """A sentence and a citation for each quotation, and what must be told about masked or damaged places in it."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    notices: list[AnswerNotice] = []
    named = len(documents) > 1
    for number, quotation in enumerate(quotations, start=1):
        document = documents[quotation.paragraph.doc_id]
        citations.append(cite(number, quotation, document))
        before = quotations[number - 2] if number > 1 else None
        if quotation.role is Role.HEADING:
            last = number == len(quotations)
            words = _frame_heading(quotation, before, document, frames["answer"], last=last)
        else:
            again = {one.paragraph.anchor for one in quotations[max(0, number - 3) : number]} == {
                quotation.paragraph.anchor
            }
            words = _frame(
                quotation, before, document, frames["answer"], name_document=named, again=again and number > 2
            )
        sentences.append(Sentence(words, (number,)))
        marks: dict[NoticeCode, list[str]] = {}
        explained: set[NoticeCode] = set()
        for notice, mark in notices_in(quotation):
            marks.setdefault(notice.code, []).append(mark)
            if notice.code not in explained and must_say(notice, mark, quotation, intent):
                explained.add(notice.code)
                explanation = explain(notice, mark, quotation, frames["explain"])
                if all(one.text != explanation for one in sentences):  # once is enough
                    sentences.append(Sentence(explanation, (number,)))
        for code, hidden in marks.items():
            mark = "”“".join(dict.fromkeys(hidden))
            notices.append(AnswerNotice(code, frames["notice"][code.value].format(mark=mark), number))
    return Draft(tuple(sentences), tuple(citations), tuple(notices))


def heading_words(heading: str) -> str:
    """A heading without its number.

    >>> heading_words("8加快发展现代职业教育"), heading_words("（一）总体要求"), heading_words("问2：什么时候报名")
    ('加快发展现代职业教育', '总体要求', '什么时候报名')
    """
    return _NUMBER.sub("", heading) or heading


def cite(number: int, quotation: Quotation, document: Document) -> Citation:
    """A quotation as a citation, not verified yet."""
    paragraph = quotation.paragraph
    return Citation(
        number=number,
        anchor=paragraph.anchor,
        doc_id=paragraph.doc_id,
        doc_title=document.title,
        label=paragraph.label,
        heading_path=paragraph.heading_path,
        quote=quotation.text,
        start=quotation.span.start,
        end=quotation.span.end,
        paragraph=paragraph.text,
        verified=False,
    )


def _frame(
    quotation: Quotation,
    before: Quotation | None,
    document: Document,
    frames: Mapping[str, str],
    *,
    name_document: bool,
    again: bool,
) -> str:
    """`again`: of one paragraph two are quoted before it already, and need not be told apart by more words."""
    paragraph = quotation.paragraph
    if quotation.role is Role.INTRODUCTION:
        return frames["introduction"].format(quote=quotation.text)
    listed = paragraph.lead and before is not None and before.paragraph.heading_path == paragraph.heading_path
    if before is not None and (quotation.role is Role.ITEM or listed):
        return frames["item"].format(quote=quotation.text)
    if before is not None and before.paragraph.anchor == paragraph.anchor:
        return frames["item" if again else "more_same_place"].format(quote=quotation.text)
    place = _place_of(paragraph)
    if name_document and (before is None or before.paragraph.doc_id != paragraph.doc_id):
        if before is not None or not place or quotation.text in place:
            return frames["of_document"].format(document=document.title, quote=quotation.text)
        return frames["of_document_at_place"].format(document=document.title, place=place, quote=quotation.text)
    if not place or quotation.text in place:
        return frames["more_of_document" if name_document and before is not None else "plain"].format(
            quote=quotation.text
        )
    return frames["at_place" if before is None else "more_at_place"].format(place=place, quote=quotation.text)


def _frame_heading(
    quotation: Quotation, before: Quotation | None, document: Document, frames: Mapping[str, str], *, last: bool
) -> str:
    """One of the parts of a section, or of a document, each behind the other."""
    if before is not None:
        return frames["last_part" if last else "part"].format(quote=quotation.text)
    above = quotation.paragraph.heading_path[:-1]
    if not above:
        return frames["parts_of_document"].format(document=document.title, quote=quotation.text)
    place = heading_words(above[-1])
    if not place or not holds_figures(quotation.paragraph.text, find_figures(place)):
        return frames["part"].format(quote=quotation.text)
    return frames["parts"].format(place=place, quote=quotation.text)


def _place_of(paragraph: Paragraph) -> str:
    """Label and heading, as much of it as brings no figure that the paragraph does not hold; else the heading above."""
    for depth, heading in enumerate(reversed(paragraph.heading_path)):
        words = heading_words(heading)
        for place in (_name_place(paragraph, heading, words), words) if not depth else (words,):
            if holds_figures(paragraph.text, find_figures(place)):
                return place
    return ""


def _name_place(paragraph: Paragraph, heading: str, words: str) -> str:
    """Label and words of the heading; an article's own number, which is none of its chapter's, behind them."""
    number = paragraph.number
    article = number if number.startswith("第") and not heading.startswith(number) else ""
    above = paragraph.label.removesuffix(article)
    between = "" if above.endswith("、") else " "
    return f"{above}{between}{words} {article.rstrip('：: ')}".strip()


def notices_in(quotation: Quotation) -> list[tuple[Notice, str]]:
    """What the paragraph's notices say of the quoted characters, in order, with the characters that each is about; a blank
    before a unit is drawn as one fills it in, ＿人."""
    found = []
    for notice in quotation.paragraph.notices:
        if notice.code not in _TOLD:
            continue
        span = notice.span
        if notice.code is NoticeCode.TRUNCATED or span is None:
            if quotation.span.end >= len(quotation.paragraph.text.rstrip()) - 1:
                found.append((notice, ""))
        elif span.start < quotation.span.end and span.end > quotation.span.start:
            mark = quotation.paragraph.text[span.start : span.end]
            found.append((notice, f"{_BLANK}{mark.lstrip()}" if mark[:1].isspace() else mark))
    return found


def explain(notice: Notice, mark: str, quotation: Quotation, frames: Mapping[str, str]) -> str:
    """What is hidden or lost there; of a gap in the text also behind which words of its clause it stands, figures aside:
    2022年中职招生 is told as 中职招生."""
    text, span = quotation.paragraph.text, notice.span
    if notice.code is NoticeCode.DAMAGED_TEXT and span is not None:
        clauses = split_clauses(text, quotation.span.start, quotation.span.end)
        begin = max((clause.start for clause in clauses if clause.start <= span.start), default=quotation.span.start)
        before = _FIGURE_BEFORE.sub("", text[begin : span.start]).strip()
        if before and not find_figures(before):
            return frames["damaged_text_behind"].format(before=before)
    return frames[notice.code.value].format(mark=mark)


def must_say(notice: Notice, mark: str, quotation: Quotation, intent: Intent) -> bool:
    """Whether the answer itself must tell, because what was asked for is what is hidden."""
    code, answering, span = notice.code, quotation.answering, notice.span
    if answering is not None and span is not None and not (span.start < answering.end and answering.start < span.end):
        return False
    if code is NoticeCode.MASKED_NAME and intent.kind is AnswerKind.WHO and span is not None:
        text = quotation.paragraph.text
        of_thing = _THING.match(text, span.end)
        if text.startswith(_ENUMERATED, span.end) or (not of_thing and _NAMED_BEHIND.search(text[: span.start])):
            return True
        of_something = of_thing or _OF_SOMETHING.match(text, span.end) or _DONE_TO.search(text[: span.start])
        return not (text.endswith("的", 0, span.start) or of_something)
    if code is NoticeCode.MASKED_NAME:
        return intent.kind in {AnswerKind.WHO, AnswerKind.PLACE, AnswerKind.LIST}
    if code is NoticeCode.MASKED_FIGURE and span is not None:
        return _hides_what_is_asked(mark, quotation.paragraph.text, span, intent)
    return code is NoticeCode.DAMAGED_TEXT or (code is NoticeCode.MASKED_FIGURE and intent.kind in _ASKS_FOR_FIGURE)


def _hides_what_is_asked(mark: str, text: str, span: Span, intent: Intent) -> bool:
    """Whether a hidden figure is a time where one is asked for, and no figure of another unit where a sum or a number is:
    a share of no sum, a number of people of no share."""
    behind = fold(text[span.end : span.end + _UNIT_BEHIND]).lstrip()
    if intent.kind is AnswerKind.TIME:
        return any(character in mark for character in "年月日") or _UNIT_OF_TIME.match(behind) is not None
    unit = _UNIT.match(behind)
    if intent.kind is AnswerKind.MONEY and unit is not None:
        of_money = unit[1] == RATIO and _OF_MONEY.search(text[max(0, span.start - 12) : span.start])
        return unit[1] in SAME_UNITS["元"] or bool(of_money)
    asked = SAME_UNITS.get(intent.unit)
    return intent.kind in _ASKS_FOR_FIGURE and (asked is None or unit is None or unit[1] in asked)
