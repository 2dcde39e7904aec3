"""Parts of a document that a question names by their number: "第七条说了什么", "第二部分", "article 12"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import Paragraph, ParagraphKind, fold, tokenize_words
from qa.answer_kind import AnswerKind
from qa.candidates import Among
from qa.corpus import Corpus
from qa.dictionary import find_content_words
from qa.document_facts import title_says
from qa.intent import ASKING_WORDS, read_intent
from qa.part_numbers import JOINS, NUMERAL, THROUGH, WAYS, is_borne_by_none, kind_of, name_kinds, under, value_of
from qa.sections import find_summing_up, is_document_title
from qa.subject_words import WANTS_ALL
from qa.tense import tells_tense

_DOCUMENT = re.compile(
    r"文件|通知|办法|要点|方案|意见|报告|计划|规划|规定|这份|本文|\b(?:document|plan|notice|policy|paper)s?\b"
)
# What a plan is all about: all of it is wanted where nothing else is named.
_TASKS = re.compile(
    r"(?:重点|主要|中心|核心|年度)的?(?:工作|任务|事项|举措|内容)|(?:工作|任务)的?重点|(?:哪些|什么)(?:大|重点|主要|具体)?的?(?:工作|任务|举措|重点|打算)"
    r"|(?:工作|任务|举措|打算|安排)有(?:哪些|什么)|\b(?:main |key |major |top )?(?:tasks?|priorit(?:y|ies))\b"
)
_DOER = re.compile(r"[市县区全]?(?:教育局|教体局|教育部门)|[市县区]里")
# What it will do: the year, and perhaps the body whose plan it is (教育局要做什么 may be told as its duty).
_WILL_DO = re.compile(
    r"(?:(?:教育局|教体局|教育部门|[市县区]里)(?=今年|本年|\d{4}年))?(?:今年|本年度?|\d{4}年)(?:[市县区]?(?:教育局|教体局|教育部门|里))?(?:要|打算|准备|计划)(?:干|做|办|抓|搞|完成)(?:些|点)?(?:什么|哪些|啥)(?:大|重要)?(?:事情?)?"
    r"|\bwhat (?:will|does|is) the (?:(?:city|county|district|municipal|local) )?education (?:bureau|department|authority|office) "
    r"(?:do|doing|plan|planning)(?: to do)?\b"
)
# What it has done, of a report that looks back and plans; and what that is on, which is no one matter of it.
_OF_ALL = re.compile(r"教育(?!局)|工作(?:总结)?|全[市县区]")
_HAS_DONE = re.compile(
    r"(?:做|干|办|完成|开展)了?(?:哪些|什么)(?:工作|事情?)?|取得了?(?:哪些|什么)(?:成绩|成效|成果|进展)|工作(?:做|干|完成)得?(?:怎么样|如何)"
)
# A part of the document that is called so itself.
_TASKS_HEADING = re.compile(r"(?:今年|\d{4}年)?(?:重点|主要|中心|核心|年度|具体|目标)?的?(?:工作|任务|举措|事项|重点)+")
_OVERALL = re.compile(
    r"总体(?:要求|思路|目标|部署)|指导思想|\boverall (?:aims?|goals?|requirements?|objectives?|ideas?|approach|thinking)\b"
)
_COUNTS_PARTS = re.compile(
    r"(?:一共|总共|共)?(?:[分有]|包括|包含)?[成为了]?(?:几|多少|哪几)个?大?(?:部分|块|章|板块)"
    r"|\bhow many (?:main )?(?:parts|sections|chapters) (?:are there|does|do|has|have)?\b"
)
_ASKS_OVERVIEW = {AnswerKind.OVERVIEW, AnswerKind.LIST, AnswerKind.OPEN}
_YEAR = re.compile(r"(?:19|20)\d{2}\s*年?")
_LABELLED_THING = re.compile(rf"第({NUMERAL})([^\W\d编章节条]{{1,4}}):?")
_FEWEST_WORDS = 2  # that a title says, where they alone choose the document
# Beside the asking words: what only says that the part itself is wanted.
_NAMED_TITLE = re.compile(r"《[^《》]*》")
_CARRIES = frozenset(
    "讲 讲述 讲到 说 说到 写 写到 写了 规定 提到 提 主要 大意 原文 全文 具体 内容 介绍 概括 概述 总结 解释 要点 是 的 了 在 里 中 都 第 条 章 节 部分 点 项"
    " 分别 各自 各"
    " the a of in about what does do is are say says said tell me summarise summarize summary please content document and it"
    " s give an overview outline cover covers contain contains explain describe main".split()
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a question names: `among` holds the part with all that stands under it.

    It holds nothing where a numbered part is asked for that no document has.
    `parts` are its first paragraph, or those of each that is named, when they themselves are asked for and only one document
    has them; none when something is asked that should stand there.
    """

    among: Among
    parts: tuple[Paragraph, ...] = ()


def find_reference(question: str, corpus: Corpus, among: Among) -> Reference | None:
    """The part that a stand-alone question names, of the documents that may answer; None when it names none of theirs."""
    folded = fold(question)
    within = [
        paragraph
        for paragraph in corpus.paragraphs
        if (among.documents is None or paragraph.doc_id in among.documents)
        and (among.anchors is None or paragraph.anchor in among.anchors)
    ]
    rest = name_kinds(folded)
    found: list[Paragraph] = []
    several = 1
    for pattern, read in WAYS:
        text, where = rest, within
        before: re.Match[str] | None = None
        for match in pattern.finditer(text):
            inside = under(found, within) if found else within
            alike = before is not None and kind_of(before) == kind_of(match)
            joint = JOINS.fullmatch(text[before.end() : match.start()]) if before and alike else None
            if joint and (beside := read(match, where)):
                found = _through(found, beside, where) if THROUGH.search(joint.group()) else [*found, *beside]
                several, named = len({one.number for one in found}), beside
            elif named := read(match, inside):
                found, where, several = named, inside, 1
            if named:
                rest = rest.replace(f"{joint.group() if joint else ''}{match.group()}", " ")
                before = match
    labelled = [] if found else _named_by_their_labels(rest, within)
    found = found or labelled
    if not found and _is_missing(rest, within, corpus):
        return Reference(replace(among, anchors=frozenset()))
    if not found:
        return _find_document(folded, within, among) or _find_titled(folded, within, among, corpus)
    anchors = frozenset(paragraph.anchor for paragraph in under(found, within, itself=True))
    alone = len(found) == several and (labelled or _asks_nothing_else(_without_title(rest, found[0], corpus)))
    return Reference(replace(among, anchors=anchors), tuple(found) if alone else ())


def _through(first: list[Paragraph], last: Sequence[Paragraph], within: Sequence[Paragraph]) -> list[Paragraph]:
    """From the one to the other, with those between that are numbered as deep."""
    start, end = within.index(first[-1]), within.index(last[0])
    depth = last[0].anchor.count("/")
    between = [one for one in within[start + 1 : end] if one.number and one.anchor.count("/") == depth]
    return [*first, *between, *last]


def _without_title(rest: str, part: Paragraph, corpus: Corpus) -> str:
    """Without the words that name the document in which the part stands."""
    title = fold(corpus.documents[part.doc_id].title)
    left = (word for word in tokenize_words(_NAMED_TITLE.sub(" ", rest)) if word not in title)
    return " ".join(left)


def _find_document(folded: str, within: Sequence[Paragraph], among: Among) -> Reference | None:
    """The only document there is, where the question asks what it says as a whole ("这份文件主要讲什么", "今年的重点工作有哪些"),
    or what it aims at ("总体要求是什么")."""
    titles = [one for one in within if is_document_title(one)]
    if len(titles) != 1 or len({one.doc_id for one in within}) != 1:
        return None
    rest = _OVERALL.sub(" ", folded)
    if rest != folded:
        summing_up = find_summing_up(within) if _asks_nothing_else(rest, titles[0].text) else None
        return Reference(among, (summing_up,)) if summing_up is not None else None
    counted = _COUNTS_PARTS.sub(" ", folded)
    rest = _DOCUMENT.sub(" ", counted)
    if _TASKS.search(rest) or _WILL_DO.search(rest):
        rest = _DOER.sub(" ", _TASKS.sub(" ", _WILL_DO.sub(" ", rest)))
        parts = _parts_called_tasks(within)
        if len(parts) == 1 and _asks_nothing_else(rest, titles[0].text):
            return Reference(among, (parts[0],))
    done = _OF_ALL.sub(" ", _HAS_DONE.sub(" ", _DOCUMENT.sub(" ", folded)))
    if among.anchors is not None and _HAS_DONE.search(folded) and _asks_nothing_else(_DOER.sub(" ", done)):
        part = _part_left(within)
        return Reference(among, (part,)) if part is not None else None
    if rest == counted or not _asks_nothing_else(rest, titles[0].text):
        return None
    if counted == folded and read_intent(folded).kind not in _ASKS_OVERVIEW:
        return None
    return Reference(among, ((_part_left(within) if among.anchors is not None else None) or titles[0],))


def _part_left(within: Sequence[Paragraph]) -> Paragraph | None:
    """Of a report of which only what was done is meant, or only what is planned, the part that tells it; of several the one
    on work, and None where that is none or several, too."""
    outermost = [one for one in within if one.kind is ParagraphKind.HEADING and len(one.heading_path) == 1]
    telling = [one for one in outermost if not is_document_title(one) and tells_tense(one.text)]
    if len(telling) > 1:
        telling = [one for one in telling if "工作" in one.text]
    return telling[0] if len(telling) == 1 else None


def _parts_called_tasks(within: Sequence[Paragraph]) -> list[Paragraph]:
    """Outermost parts whose heading only says that they are the tasks, with numbered parts of their own."""
    headings = [one for one in within if one.kind is ParagraphKind.HEADING and one.number]
    outermost = min((one.anchor.count("/") for one in headings), default=0)
    return [
        one
        for one in headings
        if one.anchor.count("/") == outermost
        and _TASKS_HEADING.fullmatch(fold(one.text[one.label_end :].strip("。: ")))
        and any(inner.number for inner in under([one], within))
    ]


def _find_titled(folded: str, within: Sequence[Paragraph], among: Among, corpus: Corpus) -> Reference | None:
    """The document of which an English question wants an overview by nothing but words of its title, which only say that
    all is wanted: "overview of the 2024 education work points"; the one whose title says most of them."""
    if not corpus.is_other_script(folded) or read_intent(folded).kind not in _ASKS_OVERVIEW:
        return None
    words = [word for word in find_content_words(folded) if word not in _CARRIES]
    titles = [one for one in within if is_document_title(one)]
    said = [sum(title_says(word, one.doc_id, corpus) for word in words) for one in titles]
    most = max(said, default=0)
    if most < _FEWEST_WORDS or said.count(most) > 1 or not _asks_nothing_else(folded, " "):
        return None
    title = titles[said.index(most)]
    return Reference(replace(among, documents=frozenset((title.doc_id,))), (title,))


def _named_by_their_labels(rest: str, within: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs that print another thing than an article with its number, 第二批：, where nothing but it is asked for."""
    for one in within if "第" in rest else ():
        label = _LABELLED_THING.fullmatch(fold(one.number))
        if label is None:
            continue
        for match in re.finditer(rf"第\s*({NUMERAL})\s*{re.escape(label.group(2))}", rest):
            if value_of(match.group(1)) == value_of(label.group(1)) and _asks_nothing_else(
                rest.replace(match.group(), " ")
            ):
                return [other for other in within if fold(other.number) == fold(one.number)]
    return []


def _is_missing(rest: str, within: Sequence[Paragraph], corpus: Corpus) -> bool:
    """Whether nothing is asked for but a numbered part, and no document that numbers its parts has it."""
    named = [match for pattern, _ in WAYS for match in pattern.finditer(rest)]
    if not named or not all(is_borne_by_none(match, within) for match in named):
        return False
    titles = [fold(document.title) for document in corpus.documents.values()]
    for title in _NAMED_TITLE.findall(rest):  # the documents may tell of an article of an act
        if not any(title[1:-1] in own for own in titles) and any(title in fold(one.text) for one in within):
            return False
    for pattern in (*(pattern for pattern, _ in WAYS), _DOCUMENT):
        rest = pattern.sub(" ", rest)
    of_documents = {one.doc_id: one for one in within if one.number}.values()
    return any(_asks_nothing_else(_without_title(rest, one, corpus)) for one in of_documents)


def _asks_nothing_else(rest: str, title: str = "") -> bool:
    """Beside what asks. Of a document by its title also nothing but the title's words, and that all of it is wanted."""
    rest = _YEAR.sub(" ", rest)
    words = (word for word in tokenize_words(re.sub(r"[\W_]+", " ", rest)) if word not in ASKING_WORDS)
    whole = WANTS_ALL if title else frozenset[str]()
    return all(word in _CARRIES or word in whole or word in fold(title) for word in words)
