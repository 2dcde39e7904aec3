"""A drafted sentence against the paragraphs that it cites, before anyone sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest import Document, Paragraph, Span, split_clauses
from qa.drafting.alignment import align, pairs_of, share_of
from qa.drafting.binding import find_moved
from qa.drafting.figure_check import find_wrong_figure, read_english
from qa.drafting.modality import (
    count_negations,
    disagreement,
    is_negation_lost,
    is_negation_moved,
    is_turned,
    is_unfounded,
    read_forces,
)
from qa.drafting.names import find_unknown_names
from qa.drafting.reading import DraftSentence
from qa.drafting.support import SupportJudge
from qa.language import detect_language
from qa.quotation import Quotation
from qa.records import Language

_LETTER = re.compile(r"[^\W\d_]")
_KNOWN_LETTER = re.compile(r"[A-Za-zÀ-ɏ\u3400-\u9fff]")
_NOTHING_ALIGNED = 0.3  # share of a clause's pairs: below it no clause of the source is its counterpart
_NEAR_BEST = 0.8
_NEARLY_VERBATIM = 0.8  # so much alike, a clause also negates as often
# What a second clause must add to be one counterpart with the first: less where it may hold what negates.
_BETTER, _BETTER_NEGATED = 0.15, 0.08
# Of an English sentence what says something of its own.
_PARTS = re.compile(r"; |,? but |,? and (?=(?:must|may|can|shall|will|do|does|is|are|ha[sv]e?|costs?) )")
_FEWEST_WORDS = 4  # of a part that says something by itself
_YEAR = re.compile(r"(?:19|20)\d\d年")
_ADDS = 0.15  # share of the sentence that a further quotation must hold: less is a word that stands there by chance


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered paragraph as the model saw it."""

    paragraph: Paragraph
    document: Document

    @property
    def names(self) -> str:
        """What the paragraph is called: where a sentence may also take names from."""
        return "\n".join((self.document.title, *self.paragraph.heading_path, self.paragraph.lead))


@dataclass(frozen=True, slots=True)
class Checked:
    """`problem` says why the sentence must not be shown, "" when it may; then `quotations` hold what it says."""

    sentence: DraftSentence
    quotations: tuple[Quotation, ...] = ()
    problem: str = ""
    support: float = 0.0


def check_sentence(
    sentence: DraftSentence, sources: Sequence[Source], language: Language, judge: SupportJudge
) -> Checked:
    """Each check in turn, the quick ones first: markers, language, figures, names, forces, support."""
    if not sentence.numbers:
        return Checked(sentence, problem="no_marker")
    if not all(1 <= number <= len(sources) for number in sentence.numbers):
        return Checked(sentence, problem="marker_out_of_range")
    if not _is_written_in(sentence.text, language):
        return Checked(sentence, problem="other_language")
    cited = [sources[number - 1] for number in sentence.numbers]
    paragraphs = [source.paragraph for source in cited]
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    same_language = detect_language(text) is language
    names = "\n".join(source.names for source in cited)
    problem = find_wrong_figure(sentence.text, paragraphs, names, same_language=same_language)
    if not problem and find_unknown_names(sentence.text, f"{text}\n{names}"):
        problem = "name"
    if problem:
        return Checked(sentence, problem=problem)
    quotations = _quote(sentence.text, paragraphs, judge, same_language=same_language)
    quote = "，".join(quotation.text for quotation in quotations)
    quoted = replace(paragraphs[0], text=quote, notices=(), number="")
    lending = "" if _YEAR.search(quote) else names  # what is quoted with a year of its own takes none from a title
    if find_wrong_figure(sentence.text, [quoted], lending, same_language=same_language):
        problem = "figure"  # it stands in the paragraph, but not with what the sentence says
    elif same_language and find_unknown_names(sentence.text, f"{quote}\n{names}"):
        problem = "name"
    elif same_language:
        problem = _find_disagreement(sentence.text, paragraphs, quote)
        problem = problem or ("negation" if is_negation_moved(sentence.text, quote) else "")
    else:
        problem = _find_turn(sentence.text, quotations, judge)
    if not problem:
        plain = sentence.text if same_language else read_english(sentence.text)
        quoted_texts = [quotation.text for quotation in quotations]
        problem = find_moved(plain, paragraphs, quoted_texts, english=language is Language.EN)
    if problem:
        return Checked(sentence, quotations, problem)
    support = judge.support(sentence.text, quotations, paragraphs, same_language=same_language)
    return Checked(sentence, quotations, "" if judge.suffices(support, same_language) else "unsupported", support)


def _find_turn(text: str, quotations: Sequence[Quotation], judge: SupportJudge) -> str:
    """What a sentence in another language turns around: of the quotation as a whole, then of the clause that each of its
    own is nearest to in meaning, since what negates another clause than the source does may agree by chance."""
    forces = read_forces(text)
    of_quote = read_forces("，".join(quotation.text for quotation in quotations))
    if problem := disagreement(forces, of_quote):
        return problem
    if count_negations(text) != sum(count_negations(quotation.text) for quotation in quotations):
        return "negation"
    if is_turned(forces, of_quote):
        return "modality"
    for part in {text, *_PARTS.split(text)}:
        turned = (is_negation_lost(part, judge.nearest_clause(part, quotation)) for quotation in quotations)
        if len(part.split()) >= _FEWEST_WORDS and any(turned):
            return "negation"
    return "moved" if any(judge.is_figure_moved(text, quotation) for quotation in quotations) else ""


def _is_written_in(text: str, language: Language) -> bool:
    letters = _LETTER.findall(text)
    return bool(letters) and all(map(_KNOWN_LETTER.match, letters)) and detect_language(text) is language


def _quote(
    text: str, paragraphs: Sequence[Paragraph], judge: SupportJudge, *, same_language: bool
) -> tuple[Quotation, ...]:
    """What the sentence can be quoted by: the run of clauses that holds most of it, then those that add much to it."""
    if not same_language:
        return tuple(judge.quote_by_meaning(text, paragraph) for paragraph in paragraphs)
    missing = pairs_of(text)
    count = len(missing)
    quotations: list[Quotation] = []
    while len(quotations) < len(paragraphs) + 1:
        aligned = [(align(missing, paragraph), paragraph) for paragraph in paragraphs]
        alignment, paragraph = max(aligned, key=lambda one: one[0].coverage)
        if quotations and alignment.coverage * len(missing) < _ADDS * count:
            break
        quotations.append(Quotation(paragraph, alignment.span))
        held = frozenset(pairs_of(quotations[-1].text))
        missing = [pair for pair in missing if pair not in held]
        if not missing:
            break
    return tuple(quotations)


def _find_disagreement(text: str, paragraphs: Sequence[Paragraph], quote: str) -> str:
    """The first disagreement of a clause with all clauses of the source that say most of what it says; with all that is
    quoted where none does."""
    windows = [window for paragraph in paragraphs for window in _windows(paragraph)]
    for span in _joined_clauses(text):
        clause = text[span.start : span.end]
        pairs, forces = pairs_of(clause), read_forces(clause)
        shares = [share_of(pairs, window.pairs) for window in windows]
        best = max((share for share, window in zip(shares, windows, strict=True) if window.single), default=0.0)
        if not pairs or best < _NOTHING_ALIGNED:
            if is_unfounded(forces, read_forces(quote)):
                return "modality"
            continue
        negates = count_negations(clause) > 0
        counterparts = [
            window
            for share, window in zip(shares, windows, strict=True)
            if (
                share >= _NEAR_BEST * best
                if window.single
                else share >= best + (_BETTER_NEGATED if negates else _BETTER)
            )
        ]
        problems = [disagreement(forces, read_forces(window.text)) for window in counterparts]
        if all(problems):
            return problems[0]
        if best >= _NEARLY_VERBATIM and all(
            count_negations(window.text) != count_negations(clause) for window in counterparts
        ):
            return "negation"
    return ""


@dataclass(frozen=True, slots=True)
class _Window:
    """A clause, or two that follow each other."""

    text: str
    pairs: frozenset[str]
    single: bool


def _windows(paragraph: Paragraph) -> list[_Window]:
    spans = split_clauses(paragraph.text, paragraph.label_end, len(paragraph.text))
    texts = [paragraph.text[span.start : span.end] for span in spans]
    both = [first + second for first, second in pairwise(texts)]
    return [_Window(one, frozenset(pairs_of(one)), True) for one in texts] + [
        _Window(one, frozenset(pairs_of(one)), False) for one in both
    ]


def _joined_clauses(text: str) -> list[Span]:
    """Clauses, one too short to have a counterpart of its own joined to the next."""
    joined: list[Span] = []
    begin: int | None = None
    for span in split_clauses(text):
        start = span.start if begin is None else begin
        if len(pairs_of(text[start : span.end])) < 3 and span.end < len(text):
            begin = start
            continue
        joined.append(Span(start, span.end))
        begin = None
    return joined
