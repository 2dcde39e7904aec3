"""Sentences with paragraphs that support them, and altered ones that these no longer support: labelled by how they are made.

Three sources: statements made of public questions and their answers, sentences of policy documents reworded, and
sentences that were written by hand as a model would, Chinese and English (`eval/drafts/sentences.jsonl`).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.alterations import (
    alter_figure,
    change_modality,
    negate,
    negate_english,
    reword,
    state,
    swap_figure,
    swap_name,
)
from eval.halves import half_of
from ingest import (
    Document,
    Paragraph,
    ParagraphKind,
    hash_text,
    parse_document,
    read_file,
    split_clauses,
    split_sentences,
)
from qa import Language

SEED = 20221
SUPPORTED = ("stated", "reworded", "written")
ALTERED = ("figure", "figure_of_source", "name", "negated", "modality", "other_paragraph")
_PASSAGES_A_SET = 160
_SENTENCES_A_DOCUMENT = 24
_LONGEST, _SHORTEST = 90, 12  # characters of a sentence
_BODY = re.compile(
    r"[省市县区]?(?:教育局|财政局|公安局|民政局|体育局|卫生健康局|科学技术局|市场监督管理局|人力资源和社会保障局|残联|妇联|教育厅|教育部)"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """`kind` says how the sentence was made; `group` is kept whole in a half; `is_policy`: of documents such as are
    served here, and not of a public question set."""

    sentence: str
    paragraph: Paragraph
    document: Document
    kind: str
    language: Language
    group: str
    is_policy: bool = True

    @property
    def supported(self) -> bool:
        return self.kind in SUPPORTED

    @property
    def half(self) -> str:
        return half_of(self.group)


def build_pairs(public: Sequence[Path], documents: Sequence[Path], written: Path) -> tuple[Pair, ...]:
    """All pairs, in the same order for the same files. `public` are folders of question sets."""
    chance = random.Random(SEED)
    pairs: list[Pair] = []
    for folder in public:
        pairs += _from_questions(folder, chance)
    read = {path.stem: read_document(path) for path in documents}
    names = sorted({name for _, paragraphs in read.values() for one in paragraphs for name in _BODY.findall(one.text)})
    for document, paragraphs in read.values():
        pairs += _from_document(document, paragraphs, names, chance)
    pairs += _from_written(written, read, names, chance)
    return tuple(dict.fromkeys(pairs))


def _from_questions(folder: Path, chance: random.Random) -> Iterator[Pair]:
    passages = {one["id"]: one for one in read_lines(folder / "passages.jsonl")}
    asked: dict[str, list[tuple[str, str]]] = {}
    for case in read_lines(folder / "cases.jsonl"):
        gold = case["gold"][0].get("passage", "")
        if case["language"] == "zh" and case["facts"] and case["facts"][0][0] in passages[gold]["text"]:
            asked.setdefault(gold, []).append((case["question"], case["facts"][0][0]))
    chosen = chance.sample(sorted(asked), min(_PASSAGES_A_SET, len(asked)))
    ids = list(passages)
    for gold in chosen:
        passage = passages[gold]
        document = _document(passage["title"])
        paragraph = make_paragraph(document.doc_id, gold, passage["text"])
        stated = [(question, answer, state(question, answer)) for question, answer in asked[gold]]
        stated = [one for one in stated if one[2]]
        if not stated:
            continue
        question, answer, sentence = chance.choice(stated)
        others = [other for _, other, _ in stated if other != answer and other not in sentence]
        figure = re.search(r"\d", answer) is not None
        altered = {
            "figure": alter_figure(sentence, passage["text"], chance) if figure else "",
            "figure_of_source": swap_figure(sentence, passage["text"], chance) if figure else "",
            "name": state(question, chance.choice(others)) if others and not figure else "",
            "negated": negate(sentence, chance),
        }
        near = passages[ids[(ids.index(gold) + 1) % len(ids)]]
        beside = make_paragraph(document.doc_id, near["id"], near["text"])
        for pair in _pairs(sentence, "stated", altered, paragraph, beside, document, Language.ZH):
            yield replace(pair, is_policy=False)


def _from_document(
    document: Document, paragraphs: Sequence[Paragraph], names: Sequence[str], chance: random.Random
) -> Iterator[Pair]:
    bodies = [one for one in paragraphs if one.kind is ParagraphKind.BODY and len(one.text) > _SHORTEST]
    places = [
        (index, sentence)
        for index, one in enumerate(bodies)
        for span in split_sentences(one.text, one.title_end or one.label_end, len(one.text))
        if _SHORTEST <= len(sentence := one.text[span.start : span.end]) <= _LONGEST and "XX" not in sentence
    ]
    for index, sentence in chance.sample(places, min(_SENTENCES_A_DOCUMENT, len(places))):
        paragraph = bodies[index]
        clauses = split_clauses(sentence)
        first = chance.randrange(len(clauses)) if len(clauses) > 2 and chance.random() < 0.5 else 0
        kept = sentence[clauses[first].start : clauses[min(first + 2, len(clauses) - 1)].end].strip("，,；;。 ") + "。"
        reworded = reword(kept, chance)
        altered = {
            "figure": alter_figure(reworded, paragraph.text, chance),
            "figure_of_source": swap_figure(reworded, paragraph.text, chance),
            "name": swap_name(reworded, names, paragraph.text, chance),
            "negated": negate(reworded, chance),
            "modality": change_modality(reworded, chance),
        }
        beside = bodies[(index + 1) % len(bodies)]
        yield from _pairs(reworded, "reworded", altered, paragraph, beside, document, Language.ZH)


def _from_written(
    path: Path, read: dict[str, tuple[Document, tuple[Paragraph, ...]]], names: Sequence[str], chance: random.Random
) -> Iterator[Pair]:
    for one in read_lines(path):
        document, paragraphs = read[one["document"]]
        index = next(i for i, paragraph in enumerate(paragraphs) if one["quote"] in paragraph.text)
        sentence, language, source = one["sentence"], Language(one["language"]), paragraphs[index].text
        english = language is Language.EN
        altered = {
            "figure": alter_figure(sentence, source, chance),
            "figure_of_source": swap_figure(sentence, source, chance),
            "name": swap_name(sentence, names, source, chance),
            "negated": negate_english(sentence) if english else negate(sentence, chance),
            "modality": change_modality(sentence, chance, english=english),
        }
        beside = paragraphs[index + 1 if index + 1 < len(paragraphs) else index - 1]
        yield from _pairs(sentence, "written", altered, paragraphs[index], beside, document, language)


def _pairs(
    sentence: str,
    kind: str,
    altered: dict[str, str],
    paragraph: Paragraph,
    beside: Paragraph,
    document: Document,
    language: Language,
) -> Iterator[Pair]:
    group = f"{document.doc_id}/{paragraph.anchor}"
    yield Pair(sentence, paragraph, document, kind, language, group)
    for name, changed in altered.items():
        if changed and changed != sentence:
            yield Pair(changed, paragraph, document, name, language, group)
    if sentence.strip("。") not in beside.text:
        yield Pair(sentence, beside, document, "other_paragraph", language, group)


def read_document(path: Path) -> tuple[Document, tuple[Paragraph, ...]]:
    parsed = parse_document(read_file(path), doc_id=path.stem, fallback_title=path.stem)
    return _document(path.stem, parsed.title), parsed.paragraphs


def _document(doc_id: str, title: str = "") -> Document:
    return Document(doc_id, title or doc_id, None, f"{doc_id}.txt", "", "")


def make_paragraph(doc_id: str, anchor: str, text: str) -> Paragraph:
    """A body paragraph without headings or notices, as a document would hold it."""
    return Paragraph(anchor, doc_id, (), "", "", ParagraphKind.BODY, text, hash_text(text), 0)


def read_lines(path: Path) -> Iterable[dict[str, Any]]:
    """The objects of a file with one JSON object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
