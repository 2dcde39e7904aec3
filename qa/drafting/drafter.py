"""An answer written by the model from numbered paragraphs, of which only what holds is shown."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.composition import cite, explain, must_say, notices_in
from qa.corpus import Corpus
from qa.drafting.alignment import least_share_of_a_clause, pairs_of, share_of
from qa.drafting.checking import Checked, Source, check_sentence
from qa.drafting.endpoint import Endpoint, ModelTrouble, Spent
from qa.drafting.reading import read_sentences
from qa.drafting.rewriting import make_standalone, translate
from qa.drafting.settings import ModelSettings
from qa.drafting.support import WEIGHTS_FILE, SupportJudge, load_support_models
from qa.evidence import Evidence
from qa.figures import find_figures
from qa.intent import Intent
from qa.language import detect_language
from qa.prompt_files import Frames, PromptName, load_prompt
from qa.records import AnswerNotice, Citation, Draft, Drafting, DraftingResult, Language, Sentence
from qa.verification import keep_verified

# Of all paragraphs, or if they are many of each; what is longer is cut for the model, never for the check.
_MOST_CHARACTERS, _FEWEST_OF_EACH = 4000, 600
_MOST_WITHHELD = 8  # sentences; a draft of which so many failed is not waited for
# Share of the quotations' character pairs that a draft must hold to stand before them: one that holds less is about
# something else (103 of 115 sentences hold a third of what they were written from, 1 of 115 of something else in the same
# document). No fact is at stake, since a quotation follows it of one of whose clauses it holds less than the second share:
# of 600 drafts without one clause none is taken for whole, of 816 whole ones 3 in 100 are repeated. All by
# `python -m eval.draft_shares`.
_ENOUGH, _CONTAINED = 1 / 3, 0.8
_EMPHASIS = re.compile(
    r"严格|切实|进一步|积极|大力|认真|深入|扎实|着力|不断|稳步|有效|充分|全面"
)  # nothing is lost with it


@dataclass(frozen=True, slots=True)
class DraftTask:
    """What is to be answered, from what, and the built-in answer that stands when the model's does not."""

    question: str
    language: Language
    intent: Intent
    evidence: tuple[Evidence, ...]
    corpus: Corpus
    extractive: Draft
    frames: Frames


@dataclass(frozen=True, slots=True)
class Written:
    """`draft` is None when the built-in answer stands."""

    draft: Draft | None
    drafting: Drafting


class Drafter:
    """Everything that the model does for a question, within one time budget. Safe under threads."""

    def __init__(self, settings: ModelSettings, *, weights: Path = WEIGHTS_FILE) -> None:
        self._endpoint = Endpoint(settings)
        self._models = load_support_models(weights)
        self._endpoint.load()  # now: it takes seconds, which the first question's budget is not for

    @property
    def model(self) -> str:
        return self._endpoint.settings.model

    def begin(self) -> Spent:
        return self._endpoint.begin()

    def tell(self, result: DraftingResult, spent: Spent) -> Drafting:
        return Drafting(
            model=self.model,
            result=result,
            prompt_hash=spent.prompt_hash,
            input_tokens=spent.input_tokens,
            output_tokens=spent.output_tokens,
            milliseconds=(time.monotonic() - spent.began) * 1000,
        )

    def make_standalone(self, question: str, history: Sequence[str], spent: Spent) -> str:
        """The question completed from the earlier ones; "" when the model is of no help."""
        return make_standalone(question, history, self._endpoint, spent)

    def translate(self, question: str, corpus: Corpus, spent: Spent) -> str:
        """The question in the documents' language; "" when it is in that already, or the model is of no help."""
        if corpus.language is None or detect_language(question) is corpus.language:
            return ""
        return translate(question, corpus.language, self._endpoint, spent, corpus.vectors.encoders, self._models)

    def writes(self, language: Language, corpus: Corpus) -> bool:
        """Whether what the model writes in this language could be shown."""
        judge = SupportJudge(corpus.vectors.encoders, self._models)
        return judge.may_suffice(same_language=corpus.language in {None, language})

    def write(self, task: DraftTask, spent: Spent) -> Iterator[Written]:
        """The draft as it grows, once it may stand, and at last as it is to be kept; what was yielded is never taken back."""
        prompt = load_prompt(PromptName.DRAFT, task.language)
        spent.prompt_hash = prompt.hash
        sources = _choose_sources(task, self._endpoint.settings.max_paragraphs)
        messages = prompt.fill(paragraphs=_render_sources(sources), question=" ".join(task.question.split()))
        judge = SupportJudge(task.corpus.vectors.encoders, self._models)
        kept: list[Checked] = []
        withheld: list[str] = []
        trouble: DraftingResult | None = None

        def tell(result: DraftingResult) -> Drafting:
            return replace(self.tell(result, spent), kept=len(kept), withheld=tuple(withheld))

        pieces = self._endpoint.stream(messages, spent)
        try:
            for sentence in read_sentences(pieces):
                if any(sentence.text == one.sentence.text for one in kept):
                    continue
                checked = check_sentence(sentence, sources, task.language, judge)
                if checked.problem:
                    withheld.append(checked.problem)
                    if len(withheld) >= _MOST_WITHHELD:
                        break
                    continue
                kept.append(checked)
                if _may_stand(kept, task):
                    yield Written(_verified(_compose(kept, task), task), tell(DraftingResult.USED))
        except ModelTrouble as error:
            trouble = error.result
        finally:
            pieces.close()  # type: ignore[attr-defined]
        whole = _verified(_complete(_compose(kept, task), task), task) if _may_stand(kept, task) else Draft()
        if whole.citations:
            yield Written(whole, tell(DraftingResult.USED))
        else:
            yield Written(None, tell(trouble or DraftingResult.TOO_LITTLE_LEFT))


def _choose_sources(task: DraftTask, count: int) -> list[Source]:
    """The paragraphs that the built-in answer cites, then the best others."""
    paragraphs = {paragraph.anchor: paragraph for paragraph in task.corpus.paragraphs}
    anchors = [citation.anchor for citation in task.extractive.citations]
    ranked = sorted((p for evidence in task.evidence for p in evidence.passages), key=lambda passage: passage.rank)
    anchors += [passage.paragraph.anchor for passage in ranked]
    cited = {citation.anchor for citation in task.extractive.citations}
    chosen = list(dict.fromkeys(anchors))[: max(count, len(cited))]
    return [Source(paragraphs[one], task.corpus.documents[paragraphs[one].doc_id]) for one in chosen]


def _render_sources(sources: Sequence[Source]) -> str:
    """One line a paragraph, so that nothing in one can pass for the next."""
    each = max(_MOST_CHARACTERS // max(1, len(sources)), _FEWEST_OF_EACH)
    left = _MOST_CHARACTERS - sum(min(len(source.paragraph.text), each) for source in sources)
    lines = []
    for number, source in enumerate(sources, start=1):
        place = " › ".join((f"《{source.document.title}》", *source.paragraph.heading_path))
        room = each + max(0, left)  # what short ones leave goes to the first long one
        left -= max(0, min(len(source.paragraph.text), room) - each)
        lines.append(f"[{number}] {place}：{' '.join(source.paragraph.text.split())[:room]}")
    return "\n".join(lines)


def _may_stand(kept: Sequence[Checked], task: DraftTask) -> bool:
    """Whether enough is left of what the quotations say; where words cannot be compared, whether it cites the first one's
    paragraph. More sentences never make it untrue."""
    quoted = task.extractive.citations
    if not kept or not quoted:
        return False
    if not _same_language(task):
        cited = {quotation.paragraph.anchor for one in kept for quotation in one.quotations}
        return quoted[0].anchor in cited
    held = frozenset(pair for one in kept for pair in pairs_of(one.sentence.text))
    wanted = [pair for citation in quoted for pair in pairs_of(citation.quote)]
    return share_of(wanted, held) >= _ENOUGH


def _compose(kept: Sequence[Checked], task: DraftTask) -> Draft:
    """The sentences with a citation for each quotation, and what must be told about hidden or lost figures in these."""
    sentences: list[Sentence] = []
    citations: dict[tuple[str, int, int], Citation] = {}
    notices: list[AnswerNotice] = []
    explained: dict[str, int] = {}
    for one in kept:
        numbers = []
        for quotation in one.quotations:
            key = (quotation.paragraph.anchor, quotation.span.start, quotation.span.end)
            if key not in citations:
                citations[key] = cite(len(citations) + 1, quotation, task.corpus.documents[quotation.paragraph.doc_id])
                for notice, mark in notices_in(quotation):
                    code, number = notice.code, citations[key].number
                    notices.append(AnswerNotice(code, task.frames["notice"][code.value].format(mark=mark), number))
                    if must_say(notice, mark, quotation, task.intent):
                        explained.setdefault(explain(notice, mark, quotation, task.frames["explain"]), number)
            numbers.append(citations[key].number)
        sentences.append(Sentence(one.sentence.text, tuple(numbers)))
    sentences += [Sentence(text, (number,)) for text, number in explained.items()]
    return Draft(tuple(sentences), tuple(citations.values()), tuple(notices))


def _complete(draft: Draft, task: DraftTask) -> Draft:
    """With the built-in answer's sentences behind it that say what the draft does not: no quotation is lost by it."""
    said = "".join(sentence.text for sentence in draft.sentences)
    held, figures = frozenset(pairs_of(said)), set(find_figures(said))
    numbers = {(one.anchor, one.start, one.end): one.number for one in draft.citations}
    quoted = {citation.number: citation for citation in task.extractive.citations}
    missing = {
        number
        for number, citation in quoted.items()
        if least_share_of_a_clause(_EMPHASIS.sub("", citation.quote), held) < _CONTAINED
        or not set(find_figures(citation.quote)) <= figures
    }
    sentences, citations, notices = list(draft.sentences), list(draft.citations), list(draft.notices)
    renumbered: dict[int, int] = {}
    for sentence in task.extractive.sentences:
        quotes = any(quoted[number].quote in sentence.text for number in sentence.citations)
        if (quotes and not missing & set(sentence.citations)) or any(sentence.text == one.text for one in sentences):
            continue
        for number in sentence.citations:
            key = (quoted[number].anchor, quoted[number].start, quoted[number].end)
            if key not in numbers:
                numbers[key] = len(citations) + 1
                citations.append(replace(quoted[number], number=numbers[key]))
            renumbered[number] = numbers[key]
        sentences.append(Sentence(sentence.text, tuple(renumbered[number] for number in sentence.citations)))
    for notice in task.extractive.notices:
        told = any(notice.code is one.code and notice.message == one.message for one in notices)
        if not told and (notice.citation is None or notice.citation in renumbered):
            about = None if notice.citation is None else renumbered[notice.citation]
            notices.append(replace(notice, citation=about))
    return Draft(tuple(sentences), tuple(citations), tuple(notices))


def _verified(draft: Draft, task: DraftTask) -> Draft:
    cited = {citation.anchor for citation in draft.citations}
    return keep_verified(draft, {one.anchor: one for one in task.corpus.paragraphs if one.anchor in cited})


def _same_language(task: DraftTask) -> bool:
    return task.corpus.language in {None, task.language}
