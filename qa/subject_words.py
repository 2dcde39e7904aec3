"""The words of a question that name its subject, and how far a text says them."""

from __future__ import annotations

import re

from ingest import fold, tokenize, tokenize_words
from qa.contrasts import say_otherwise
from qa.corpus import Corpus, searchable_text
from qa.evidence import Evidence
from qa.intent import ASKING_WORDS
from qa.terms import weigh_terms

_MOST = 0.5  # share of a heading's words, weighted by rarity, that a question about it names
_TELLING = 1.2  # inverse document frequency; a word of more than a quarter of the paragraphs names no part of them
_YEAR = re.compile(r"\d{4}\s*年?")
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
    return total > 0 and said / total >= _MOST
