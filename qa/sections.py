"""Parts of documents as a whole: which one a question is about, and what to quote of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest import Paragraph, ParagraphKind, Span, fold, split_sentences, tokenize, tokenize_words, trim_stops
from qa.answer_kind import AnswerKind
from qa.contrasts import say_otherwise
from qa.corpus import Corpus, searchable_text
from qa.evidence import Evidence
from qa.glossary import find_everyday_words
from qa.intent import ASKING_WORDS
from qa.lists import announces, last_sentence, list_items
from qa.quotation import Quotation, Role
from qa.table_cells import is_header
from qa.terms import weigh_terms

MOST_OF_A_WHOLE = 16
_FEW_HEADINGS, _MOST_HEADINGS = 4, 24  # of a document with few parts those inside them are told as well
_HEADING_NAMED = 0.5  # share of a heading's words, weighted by rarity, that a question about it names
_LONG_HEADING = 5  # characters; a shorter one, 其他事项, is said by chance
_TELLING = 1.2  # inverse document frequency; a word of more than a quarter of the paragraphs names no part of them
_SHORT_TITLE = 16  # characters; a numbered paragraph that opens with so short a sentence, and goes on, has a title
_ASIDE = 1  # words that no paragraph has, which a question may have beside an everyday word for a heading
_YEAR = re.compile(r"\d{4}\s*年?")
_DATED = re.compile(r"(?:19|20)\d{2}\s*年(?![春秋])")
# What a run-in heading that prescribes or tells something holds, and a name of what is treated does not.
_PRESCRIBES = re.compile(
    r"\d|不(?!断|忘|懈|渝|移)|严禁|禁止|应当|必须|须|方可|[的地]，|，由|由.{2,10}(?:负责|审核|统筹|组织|登记)|“[^”]+”[^，,]*[，,].{2,}。?$"
)
_STATES = re.compile(r"\d|[，,；;：:]|不|应当|必须|须|可以|禁止|实行|负责|[是为由]")
# Words that only say that all of a subject is wanted.
WANTS_ALL = frozenset(
    "安排 打算 措施 举措 要求 工作 任务 规定 政策 内容 计划 规划 部署 目标 做法 办法 动作 事项 重点 方针 方案 思路 想法 条款 "
    "部分 这块 文件 提到 文件 plan plans measures policy policies arrangements say says said rule rules regulations main points section part education "
    "今年 本年 明年 如何 怎么样 怎么搞 怎么办 推进 开展 落实 抓好 抓 进行 举动 做些 这份 说白 说白了 几大块 主要 大致 总体 全部 "
    "summarise summarize summary outline describe overview tell talk mention mentions mentioned words few main mainly overall whole entire "
    "document documents paper notice text topic topics regarding concerning work works done doing arranged planned task tasks area areas "
    "city county district province municipal local year years key 哪些方面 哪几个 哪几方面 give cover covers covered".split()
)
# Where documents are papers that someone must bring, and not the texts that are asked.
_PAPERS = re.compile(
    r"\b(?:documents?|papers?)\b[^?]{0,40}\b(?:need|needed|requires?|required|bring|submit|prepare|provide|show|hand in)\b"
    r"|\b(?:need|require|bring|submit|prepare|provide|show|hand in)\b[^?]{0,40}\b(?:documents?|papers?)\b"
)
# The words in which a document itself sums up.
_SUMS_UP = re.compile(r"总(?:体|的)(?:工作)?(?:要求|思路|目标|部署)|指导思想")


def is_title(paragraph: Paragraph, span: Span) -> bool:
    """Whether these characters only name what is treated. A run-in heading that states a figure, or prescribes, is none."""
    words = paragraph.text[max(span.start, paragraph.label_end) : span.end]
    if paragraph.kind is ParagraphKind.HEADING:
        return True
    if span.end <= paragraph.title_end + 1:
        return _PRESCRIBES.search(_DATED.sub("", words)) is None
    opens = bool(paragraph.number) and not paragraph.lead and span.start <= paragraph.label_end + 1
    goes_on = len(paragraph.text) - span.end > len(words)
    return opens and goes_on and len(words.strip()) <= _SHORT_TITLE and _STATES.search(words.strip("。 ")) is None


def body_sentences(paragraph: Paragraph) -> tuple[Span, ...]:
    """The sentences behind a paragraph's title, without their stops; with it when there is nothing else. A table's row is one."""
    if paragraph.kind is ParagraphKind.TABLE_ROW:
        return (trim_stops(paragraph.text, Span(0, len(paragraph.text))),)
    sentences = split_sentences(paragraph.text, paragraph.label_end, len(paragraph.text))
    bodies = [sentence for sentence in sentences if not is_title(paragraph, sentence)] or list(sentences)
    spans = [trim_stops(paragraph.text, sentence) for sentence in bodies]
    return tuple(span for span in spans if span.start < span.end)


def find_named_part(evidence: Evidence, corpus: Corpus) -> Paragraph | None:
    """The paragraph whose heading holds all that the question is about, the likeliest first; where much is asked, what
    stands above it and does as well. None without one."""
    passages = (one.paragraph for one in evidence.passages)
    part = next((one for one in passages if _is_named(_own_heading(one), evidence, corpus)), None)
    asks_much = evidence.intent.broad or evidence.intent.kind is AnswerKind.OVERVIEW
    return _outermost_named(part, evidence, corpus) if part is not None and asks_much else part


def asks_for_named_part(evidence: Evidence, corpus: Corpus) -> bool:
    """Whether the question is nothing but the words of a heading, and that all of what stands under it is wanted."""
    part = find_named_part(evidence, corpus) if evidence.intent.wants_several else None
    if part is None:
        return False
    heading = fold(_own_heading(part)).strip("。,;: ")
    said = (any(word in heading for word in term) for term in own_words(evidence))
    return len(heading) >= _LONG_HEADING and heading in fold(evidence.query.text) and all(said)


def _outermost_named(part: Paragraph, evidence: Evidence, corpus: Corpus) -> Paragraph:
    """The outermost heading above a part that holds each word of the question that the part's own does, and of which all
    can be told; the part itself where none does."""
    own = fold(_own_heading(part))
    said = [term for term in own_words(evidence) if any(word in own for word in term)]
    above = [part.heading_path[:depth] for depth in range(1, len(part.heading_path))]
    for one in corpus.paragraphs:
        if one.doc_id == part.doc_id and one.kind is ParagraphKind.HEADING and one.heading_path in above:
            heading = fold(_own_heading(one))
            names = all(any(word in heading for word in term) for term in said) and _is_named(heading, evidence, corpus)
            if names and sum(len(body_sentences(body)) for body in _bodies_under(one, corpus)) <= MOST_OF_A_WHOLE:
                return one
    return part


def find_summing_up(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """Where a document says its overall aims: the paragraph that sums up, or else the last before its first heading."""
    bodies = [one for one in paragraphs if one.kind is not ParagraphKind.HEADING]
    summing_up = next((one for one in bodies if _SUMS_UP.search(fold(one.text))), None)
    return summing_up or next((one for one in reversed(bodies) if not one.heading_path), None)


def telling_words(evidence: Evidence, corpus: Corpus, asked: str = "") -> list[frozenset[str]]:
    """The words of the question, or of `asked` as what is left of it, that tell a part of a document from others, each as
    the documents may say it."""
    index = corpus.paragraph_index
    return [
        term for term in own_words(evidence, asked) if any(map(index.knows, term)) and index.rarity(term) >= _TELLING
    ]


def own_words(evidence: Evidence, asked: str = "") -> list[frozenset[str]]:
    """The words of the question, or of `asked`, each as the documents may say it; without those that ask, and that only
    say that all of a subject is wanted."""
    asked = asked or fold(evidence.query.text)
    if evidence.other_script:
        whole = WANTS_ALL - {"document", "documents", "paper"} if _PAPERS.search(asked) else WANTS_ALL
        return [term for word, term in evidence.query.terms.items() if word not in whole]
    words = [word for word in tokenize_words(_YEAR.sub(" ", asked)) if word not in ASKING_WORDS | WANTS_ALL]
    return [frozenset((word,)) for word in words]


def share_said(evidence: Evidence, asked: str, corpus: Corpus) -> float:
    """Share of the words of `asked`, rare ones counting more, that the best paragraph says with its headings: 0 to 1, and 1
    where there are none to say."""
    words = [term.union(*map(say_otherwise, term)) for term in own_words(evidence, fold(asked))]
    if not words or not evidence.sentences:
        return 1.0
    said = set(tokenize(searchable_text(evidence.sentences[0].paragraph)))
    return weigh_terms(words, corpus.paragraph_index).share_in(said)


def names_most_of(words: str, evidence: Evidence, corpus: Corpus) -> bool:
    """Whether the question says most of these words, the rare ones counting more."""
    index = corpus.paragraph_index
    own = set(tokenize_words(words))
    total = sum(index.inverse_document_frequency(word) for word in own)
    asked = frozenset[str]().union(*evidence.query.terms.values())
    said = sum(index.inverse_document_frequency(word) for word in own & asked)
    return total > 0 and said / total >= _HEADING_NAMED


def _own_heading(paragraph: Paragraph) -> str:
    end = len(paragraph.text) if paragraph.kind is ParagraphKind.HEADING else paragraph.title_end
    return paragraph.text[paragraph.label_end : end] if end and paragraph.heading_path else ""


def _is_named(heading: str, evidence: Evidence, corpus: Corpus) -> bool:
    folded = fold(heading)
    rest = fold(evidence.query.text)
    told = False
    for everyday, official in find_everyday_words(evidence.query.text):
        in_heading = any(fold(word) in folded for word in official.split())
        if in_heading:
            rest = rest.replace(everyday, " ")
            told = True
    telling = telling_words(evidence, corpus, rest)
    if not all(any(word in folded for word in said_by) for said_by in telling):
        return False
    words = own_words(evidence, rest)
    known = [term for term in words if any(map(corpus.paragraph_index.knows, term))]
    if len(words) - len(known) > max(len(known), _ASIDE * told):
        return False
    return told or bool(telling)


def quote_section(part: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """A part as it is: the headings inside it, else its list, else its sentences in order."""
    headings = headings_inside(part, corpus)
    if len(headings) == 1 and is_document_title(part):  # a notice that carries the document
        return quote_section(headings[0].paragraph, corpus)
    if len(headings) > 1 and is_document_title(part) and len(headings) < _FEW_HEADINGS:
        deeper = [(one, *headings_inside(one.paragraph, corpus)) for one in headings]
        return tuple(quotation for group in deeper for quotation in group)[:_MOST_HEADINGS]
    if len(headings) > 1:
        return headings
    if part.kind is not ParagraphKind.HEADING:
        return _quote_article(part, corpus)
    if list_items(part, corpus):
        return quote_introduced(part, corpus)
    return _quote_bodies(_bodies_under(part, corpus)[:MOST_OF_A_WHOLE], corpus)


def _quote_article(part: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """All its paragraphs, each with its list: the numbered one, and those under it, as the later ones of an article."""
    under = (one for one in corpus.paragraphs if one.anchor.startswith(f"{part.anchor}/") and not one.lead)
    bodies = (one for one in under if one.kind is not ParagraphKind.HEADING and not is_header(one, corpus))
    told = [quotation for one in (part, *bodies) for quotation in _quote_with_list(one, corpus)]
    return tuple(told[: max(MOST_OF_A_WHOLE, len(_quote_with_list(part, corpus)))])


def _quote_with_list(paragraph: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    items = list_items(paragraph, corpus)
    if not items or items[0].lead == paragraph.lead:  # no list, or the rest of one that it is of
        return quote_whole(paragraph)
    introducing = last_sentence(paragraph)
    before = (one for one in quote_whole(paragraph) if one.span.end <= introducing.start)
    return (*before, *quote_introduced(paragraph, corpus))


def quote_arrangements(part: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """What a part arranges: all the sentences of a paragraph, or of what stands under a heading.

    A heading with more paragraphs under it than can be read is told by the headings inside it.
    """
    if part.kind is not ParagraphKind.HEADING:
        return quote_whole(part)
    bodies = _bodies_under(part, corpus)
    if len(bodies) > MOST_OF_A_WHOLE:
        return quote_section(part, corpus)
    return _quote_bodies(bodies, corpus)


def _quote_bodies(bodies: Sequence[Paragraph], corpus: Corpus) -> tuple[Quotation, ...]:
    """All their sentences, or where these are too many the first of each; where one announces a list, its items."""
    announcing = {one.anchor for one in bodies if list_items(one, corpus) and announces(one.text)}
    if announcing:
        told = [
            (*(Quotation(one, span) for span in body_sentences(one)[:-1]), *quote_introduced(one, corpus))
            if one.anchor in announcing
            else tuple(Quotation(one, span) for span in body_sentences(one))
            for one in bodies
        ]
        return tuple(quotation for quotations in told for quotation in quotations)[:_MOST_HEADINGS]
    sentences = [Quotation(one, span) for one in bodies for span in body_sentences(one)]
    if len(bodies) == 1 or len(sentences) <= MOST_OF_A_WHOLE:
        return tuple(sentences[:MOST_OF_A_WHOLE])
    return tuple(Quotation(one, body_sentences(one)[0]) for one in bodies if body_sentences(one))


def quote_whole(paragraph: Paragraph) -> tuple[Quotation, ...]:
    """All the sentences behind its title."""
    return tuple(Quotation(paragraph, span) for span in body_sentences(paragraph))[:MOST_OF_A_WHOLE]


def quote_introduced(introduction: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """What introduces a list, and its items."""
    items = list_items(introduction, corpus)
    lead = trim_stops(introduction.text, last_sentence(introduction))
    return (Quotation(introduction, lead), *(Quotation(item, _first_words(item), Role.ITEM) for item in items))


def quote_announced(paragraph: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """A last sentence that announces what follows, and the headings that do: "重点做好以下9项工作"; nothing where none do."""
    depth, lead = len(paragraph.heading_path), last_sentence(paragraph)
    next_one = corpus.paragraphs[corpus.paragraph_positions[paragraph.anchor] + 1 :][:1]
    follows = any(one.doc_id == paragraph.doc_id and len(one.heading_path) == depth + 1 for one in next_one)
    if not follows or not announces(paragraph.text[lead.start : lead.end]):
        return ()
    parents = (
        one
        for one in corpus.paragraphs
        if one.doc_id == paragraph.doc_id
        and one.heading_path == paragraph.heading_path
        and one.kind is ParagraphKind.HEADING
    )
    headings = [quotation for parent in parents for quotation in headings_inside(parent, corpus)]
    return (Quotation(paragraph, trim_stops(paragraph.text, lead)), *headings) if len(headings) > 1 else ()


def headings_inside(section: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """The headings one level below a heading, in order, without their numbers; of a title all the outermost."""
    if section.kind is not ParagraphKind.HEADING:
        return ()
    depth = _depth(section)
    inside: Mapping[tuple[str, ...], Paragraph] = {
        paragraph.heading_path: paragraph
        for paragraph in reversed(corpus.paragraphs)
        if paragraph.doc_id == section.doc_id
        and paragraph.anchor != section.anchor
        and len(paragraph.heading_path) == depth + 1
        and paragraph.heading_path[:depth] == section.heading_path[:depth]
        and (paragraph.kind is ParagraphKind.HEADING or paragraph.title_end)
    }
    parts = sorted(inside.values(), key=lambda paragraph: paragraph.position)
    return tuple(
        Quotation(part, trim_stops(part.text, Span(part.label_end, part.title_end or len(part.text))), Role.HEADING)
        for part in parts
    )


def is_document_title(paragraph: Paragraph) -> bool:
    return paragraph.anchor == f"{paragraph.doc_id}/title"


def _depth(heading: Paragraph) -> int:
    """How many headings govern what stands under it; a title governs nothing by its path."""
    return 0 if is_document_title(heading) else len(heading.heading_path)


def _bodies_under(part: Paragraph, corpus: Corpus) -> list[Paragraph]:
    depth = _depth(part)
    return [
        one
        for one in corpus.paragraphs
        if one.doc_id == part.doc_id
        and one.anchor != part.anchor
        and one.heading_path[:depth] == part.heading_path[:depth]
        and one.kind is not ParagraphKind.HEADING
        and not one.lead
        and not is_header(one, corpus)
    ]


def _first_words(item: Paragraph) -> Span:
    """An item's first sentence, with its title before it where it has one."""
    sentences = split_sentences(item.text, item.label_end, len(item.text))
    end = next((one.end for one in sentences if not is_title(item, one)), sentences[-1].end)
    return trim_stops(item.text, Span(sentences[0].start, end))
