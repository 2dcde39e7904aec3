"""What a question asks of a document itself: its year, who issued it, when, its number, or which documents there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import Document, Paragraph, fold, tokenize_words
from qa.candidates import Among
from qa.corpus import Corpus
from qa.dictionary import find_content_words, stem
from qa.sections import is_document_title
from qa.years import read_years

_IT = r"(?:《[^《》]+》|文件|[这那](?=是))"
_KIND = re.compile(
    r"文件|公文|材料|通知|通告|公告|要点|方案|办法|意见|计划|规划|规定|规则|细则|条例|决定|指南|简章|章程|纲要|制度"
)
_OF_ANY_KIND = frozenset("文件 公文 document paper file".split())
_ANNOUNCES = frozenset("通知 通告 公告 notice circular announcement".split())  # kinds that only a document is of
_POINTS = re.compile(r"^[这该本此那]一?[份个篇些项]?|^(?:this|that|these|those)\b")
_TELLS_NOTHING = re.compile(r"(?:19|20)\d\d年?度?的?|政策|的")
_LONGEST_NAME = 40  # characters
_ISSUED = r"(?:发布|印发|下发|制定|出台|颁布|公布|发文|成文|发|出|写)(?:出来)?"
_PUBLISHED = re.compile(
    r"[印下]发|发[布文]|颁布|公布|\b(?:issued|published|released)\b"
)  # as nothing but documents are
# What others are called on to make each for themselves: 各校要结合实际制定具体方案.
_OF_OTHERS = re.compile(
    r"各(?:校|地|县|区|市|园|单位|部门|学校|乡镇|街道)|结合[\u4e00-\u9fff]{0,4}实际|一[校园县地]一[策案]"
    r"|(?:学校|[中小]学|幼儿园|机构|单位)(?:要|应|须|均|都|自行|负责)"
)
_MAKES = re.compile(r"发布|印发|下发|制定|制订|出台|颁布|公布")
_MAKES_WHEN = re.compile(rf"\d\s?月[^,。;]{{0,8}}?(?:{_MAKES.pattern})")
_WHO = r"(?:谁|(?:哪|什么)一?(?:个|家|级)?(?:部门|单位|机关|机构|政府|市|局|地方|省|县|区)?)"
_WHEN = r"(?:什么时候|啥时候|何时|哪[一年月天日]*[月天日号]|几月几[日号]|几号)"
_END = r"(?:呢|啊|吗|的)*"
_IT_IN_ENGLISH = r"(?:(?:this|the|that|these|those|it) ?)?(?:(?:19|20)\d\d )?(?:policy |official )?(?:document|notice|plan|paper|file|it)?"
_KINDS_IN_ENGLISH = {
    "document": "", "paper": "", "file": "", "notice": "通知|通告|公告", "circular": "通知|通告", "announcement": "通知|通告|公告",
    "plan": "方案|计划|规划", "point": "要点", "rule": "规则|规定|细则|条例|办法|制度", "regulation": "规定|条例|细则|规则|办法",
    "measure": "办法", "guideline": "指南|意见|要点",
}  # fmt: skip
_KIND_IN_ENGLISH = rf"(?:{'|'.join(_KINDS_IN_ENGLISH)})s?"
_ISSUED_IN_ENGLISH = r"(?:issued?|published?|released?|wrote|written|made|dr[ae]wn? up|put out|signed?)"
# Each is the whole of a question, or of one side of an "and".
_YEAR = re.compile(
    rf"{_IT}的?(?:年份|年度)?(?:是|讲|说|属于|针对|管)*的?(?:是)?(?:哪|几|什么)一?年度?的?(?:{_ISSUED})?的?(?:(?:政策|工作)?(?:{_KIND.pattern}))?{_END}"
    rf"|(?:which|what) year (?:is|are|was|were|does) {_IT_IN_ENGLISH} ?(?:about|for|from|of|cover|{_ISSUED_IN_ENGLISH})?"
)
_ISSUER = re.compile(
    rf"{_IT}(?:是|由)*{_WHO}(?:来)?{_ISSUED}的?{_END}|(?:是|由)*{_WHO}{_ISSUED}了?的?{_IT}{_END}"
    rf"|(?:{_IT}的?)?(?:发文|印发|发布|制定)(?:单位|机关|部门|机构)(?:是|为)?(?:{_WHO}|什么)?{_END}"
    rf"|(?:who|(?:which|what) (?:department|body|bureau|office|agency|city|county|government)) (?:has )?{_ISSUED_IN_ENGLISH} {_IT_IN_ENGLISH}"
    rf"|(?:by )?who(?:m)? (?:was|were|is) {_IT_IN_ENGLISH} {_ISSUED_IN_ENGLISH}(?: by)?"
)
_DATE = re.compile(
    rf"{_IT}(?:是)?(?:在)?{_WHEN}{_ISSUED}的?{_END}|(?:{_IT}的?{_ISSUED}|(?:{_IT}的?)?(?:发文|印发|成文|落款))的?(?:日期|时间)(?:是|为)?(?:{_WHEN}|什么|多少)?{_END}"
    rf"|when (?:was|were|is) {_IT_IN_ENGLISH} {_ISSUED_IN_ENGLISH}"
)
_NUMBER = re.compile(
    rf"(?:{_IT}的?)?(?:文号|发文字号|公文号|文件编号|发文号)(?:是|为)?(?:多少|什么|几号|哪个)?{_END}"
    rf"|what is (?:the|its) (?:document|reference|file) number(?: of {_IT_IN_ENGLISH})?"
)
_WHICH = re.compile(
    r"(?:这里|这儿|这边|现在|系统里?|库里?|你们?)*(?:一共|总共|都|共)*(?:收录|收|有)?[了着]?(?:哪些|哪几[份个]|几[份个]|多少[份个]?)(?:政策)?文件"
    r"|(?:which|what) documents (?:are there|do you have|are (?:here|included|available)|can you answer from)"
    r"|how many documents (?:are there|do you have|are (?:here|included|available))"
)
# What stands before the name of a document in a question that ends with it.
_BEFORE_NAME = re.compile(rf"(?:是|由)*{_WHO}{_ISSUED}[了的]?")
_NAME_IN_ENGLISH = re.compile(
    rf"\b(?:this|the|that|these|those) (?P<words>(?:(?!of |the |number )[\w'-]+ ){{0,6}})(?P<kind>{_KIND_IN_ENGLISH})"
    rf"(?P<on>(?: (?:on|about|for|of|concerning|regarding) [\w ,'-]{{2,60}}?)?)(?=$| {_ISSUED_IN_ENGLISH}| (?:from|about|for|of)$)"
)
_ADOPTED = re.compile(r"\([^()]{0,60}(?:通过|公布|发布|印发|批准)")  # the note under the title of a rule
_DAY = re.compile(
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[二一][〇零○o一二三四五六七八九\d]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_NAMED_TITLE = re.compile(r"《([^《》]+)》")
_PARTED = re.compile(r"[,，;；?？。!！]|\band (?=when|who|what|which)|(?:和|以及)(?=什么|谁|哪|何)")
_ANNEX = re.compile(r"附(?:件|表|录)\s?[\d一二三四五六七八九十]{0,2}\s*(?![\d\s]*[.:：、])")
_CLOSE = 8  # paragraphs at a document's beginning and end in which it says who issued it, and when
_MOST = 6

_Find = Callable[[Document, Sequence[Paragraph]], Paragraph | None]


@dataclass(frozen=True, slots=True)
class _Name:
    """How a question names a document: the words before its kind (招生 通告) or about it, and a pattern of the kind, empty
    for any. `points`: it can be nothing but a document that it names, as 这份, 文件 and 通知 do; `published`: what is asked
    of it is asked of documents, when it was issued or of which year it is."""

    words: tuple[str, ...] = ()
    kind: str = ""
    points: bool = True
    published: bool = False


def find_document_facts(question: str, corpus: Corpus, among: Among) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
    """The paragraphs that tell of the documents themselves what a stand-alone question, without the years and places that
    chose them, asks, in its order; and those of its parts that nothing tells. Neither where it asks of anything else."""
    parts = [part.strip().removeprefix("的") for part in _PARTED.split(fold(question)) if part.strip()]
    read = [_read_part(part, of_it=number > 0) for number, part in enumerate(parts)]
    asked = [one for one in read if one is not None]
    if len(asked) == 1 and len(parts) == 2 and parts[1] == "when":  # "Who issued it and when?"
        asked.append((_find_day, _Name()))
    if not parts or len(asked) < len(parts):
        which = bool(parts) and _WHICH.fullmatch(parts[0]) is not None
        return (tuple(filter(is_document_title, corpus.paragraphs))[:_MOST] if which else ()), ()
    documents: Sequence[str] = [one for one in corpus.documents if among.documents is None or one in among.documents]
    titles = [fold(corpus.documents[doc_id].title) for doc_id in documents]
    if not all(any(named in title for title in titles) for named in _NAMED_TITLE.findall(fold(question))):
        return (), ()  # of something else that has a title: an act that a document tells of
    for _, name in asked:
        documents = _choose_named(name, documents, corpus)
    if not documents:
        return (), ()
    found: dict[str, Paragraph] = {}
    untold: list[str] = []
    by_document = {doc_id: [one for one in corpus.paragraphs if one.doc_id == doc_id] for doc_id in documents}
    for part, (find, _) in zip(parts, asked, strict=True):
        told = [find(corpus.documents[doc_id], paragraphs) for doc_id, paragraphs in by_document.items()]
        found |= {one.anchor: one for one in told if one is not None}
        untold += [] if any(told) else [part]
    if not found and not all(
        name.points or (name.words and not _is_regulated(name, by_document.values())) for _, name in asked
    ):
        return (), ()
    return tuple(found.values())[:_MOST], tuple(untold)


def title_says(word: str, doc_id: str, corpus: Corpus) -> bool:
    """Whether a document's title, but for who issues it, says a folded word, or of an English one a translation."""
    document = corpus.documents[doc_id]
    title = fold(document.title)
    for body in fold(document.issuing_body).split():
        title = title.replace(body, " ")
    return any(said in title for said in (word, *corpus.translations.get(stem(word), ())))


def _read_part(part: str, *, of_it: bool) -> tuple[_Find, _Name] | None:
    """What a part asks of a document, and the name that this has in it. `of_it`: it may leave out the document."""
    for form, name in (*_take_names_out(part), *([(f"文件{part}", _Name())] if of_it else [])):
        for pattern, find in _FACTS:
            if pattern.fullmatch(form):
                published = find is _find_title or _PUBLISHED.search(part) is not None
                return find, replace(name, points=name.points or find is _find_number, published=published)
    return None


def _take_names_out(part: str) -> Iterator[tuple[str, _Name]]:
    """A part with 文件 or "the document" instead of what may be a document's name, and that; last the part as it is."""
    before = _BEFORE_NAME.match(part)
    start = before.end() if before else 0
    for kind in _KIND.finditer(part, start, start + _LONGEST_NAME):
        named = part[start : kind.start()]
        words: Sequence[str] = tokenize_words(_TELLS_NOTHING.sub(" ", _POINTS.sub(" ", named)))
        yield f"{part[:start]}文件{part[kind.end() :]}", _name(words, kind.group(), points=bool(_POINTS.match(named)))
    for match in _NAME_IN_ENGLISH.finditer(part):
        words = find_content_words(f"{match['words']} {match['on']}")
        name = _name(words, match["kind"].removesuffix("s"), points=bool(_POINTS.match(match.group())))
        yield f"{part[: match.start()]}the document{part[match.end() :]}", name
    yield part, _Name()


def _name(words: Sequence[str], kind: str, *, points: bool) -> _Name:
    """The name of a document from its parts; `points` where the question points at it."""
    means_document = kind in _OF_ANY_KIND or kind in _ANNOUNCES
    any_kind = kind in _OF_ANY_KIND or (points and kind == "材料")  # 材料 alone are what people hand in
    pattern = _KINDS_IN_ENGLISH.get(kind, "" if any_kind else kind)
    return _Name(tuple(words), pattern, points=points or (means_document and not words))


def _choose_named(name: _Name, documents: Sequence[str], corpus: Corpus) -> Sequence[str]:
    """Those of its kind whose titles say all the words of the name; 工作 where a title says it. Without words, where it
    points, also the only document there is; where it does not, only if all are of the kind, or one is and it is published
    and no document speaks of another: 制度 may be a thing that documents regulate."""
    titled = [doc_id for doc_id in documents if all(title_says(word, doc_id, corpus) for word in name.words)]
    of_kind = [doc_id for doc_id in titled if _is_of_kind(corpus.documents[doc_id].title, name.kind)]
    if name.words == ("工作",) and not of_kind:
        return _choose_named(replace(name, words=()), documents, corpus)
    if name.words or len(of_kind) == len(documents):
        return of_kind
    if name.points:
        return of_kind or (documents if len(documents) == 1 else [])
    of_each = [[one for one in corpus.paragraphs if one.doc_id == doc_id] for doc_id in documents]
    alone = name.published and len(of_kind) == 1 and not _is_regulated(name, of_each, unless=_OF_OTHERS)
    return of_kind if alone else []


def _is_regulated(name: _Name, documents: Iterable[Sequence[Paragraph]], unless: re.Pattern[str] | None = None) -> bool:
    """Whether the name may be that of a thing whose making documents regulate, 收费办法 say: a paragraph speaks of one of its
    kind, not of itself (本办法, 本实施方案), and of making one, and not as `unless` does without a month for it."""
    kind = re.compile(rf"(?<![本此])(?<![本此]实施)(?<![本此]工作)(?:{name.kind or '文件'})")
    told = (_NAMED_TITLE.sub(" ", fold(one.text)) for some in documents for one in some if not is_document_title(one))
    making = (text for text in told if kind.search(text) and _MAKES.search(text))
    return any(unless is None or not unless.search(text) or _MAKES_WHEN.search(text) for text in making)


def _is_of_kind(title: str, kind: str) -> bool:
    """Whether a title ends with the kind, or is that of a notice which issues one; years and brackets may stand behind.

    >>> [_is_of_kind(title, "细则") for title in ("资助细则(试行)(2024年版)", "资助细则2023", "细则备案规定")]
    [True, True, False]
    >>> [_is_of_kind(title, "计划") for title in ("关于公布《招生计划》的公告", "招生计划的公示", "关于做好招生计划的通知")]
    [True, True, False]
    """
    behind = r"(?:\([^()]*\)|(?:19|20)\d\d年?版?|[》\s])*"
    issues = rf"(?:印发|转发|公布|发布|下达|实施|调整|修订).*(?:{kind}){behind}的(?:通知|公告|通告|函){behind}$"
    return re.search(rf"(?:{kind}){behind}(?:的公示{behind})?$|{issues}", fold(title)) is not None


def _find_title(document: Document, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The title where it names the year."""
    return next((one for one in paragraphs if is_document_title(one) and read_years(fold(one.text), ())), None)


def _find_issuer(document: Document, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    issuer = fold(document.issuing_body)
    naming = [one for one in _edges(paragraphs) if issuer and issuer in fold(one.text)]
    adopted = (one for one in paragraphs[:_CLOSE] if _ADOPTED.match(fold(one.text)))
    return min(naming, key=lambda one: len(one.text), default=next(adopted, None))


def _find_day(document: Document, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """Where the day stands alone, or beside little else, at the beginning or the end."""
    dated = [one for one in _edges(paragraphs) if _DAY.search(fold(one.text).replace(" ", ""))]
    return min(dated, key=lambda one: len(one.text), default=None)


def _find_number(document: Document, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    number = fold(document.document_number)
    return next((one for one in _edges(paragraphs) if number in fold(one.text)), None) if number else None


def _edges(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Its first and last paragraphs; the last also before what is annexed, which may be long."""
    annexed = next((i for i, one in enumerate(paragraphs) if i >= _CLOSE and _ANNEX.match(one.text)), len(paragraphs))
    own, whole = (paragraphs[max(_CLOSE, end - _CLOSE) : end] for end in (annexed, len(paragraphs)))
    return (*paragraphs[:_CLOSE], *own, *(one for one in whole if one not in own))


_FACTS: tuple[tuple[re.Pattern[str], _Find], ...] = (
    (_YEAR, _find_title),
    (_ISSUER, _find_issuer),
    (_DATE, _find_day),
    (_NUMBER, _find_number),
)
