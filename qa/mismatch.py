"""What a question names and what is found does not say: the year, the figures, another thing of the kind asked about.

The nearest passage on the right topic is often about something else: another year, the other level of schools. What
must not be taken for one another is told by `prompts/contrasts.txt`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ingest import fold
from qa.corpus import Corpus, searchable_text
from qa.errors import BrokenResource
from qa.evidence import Evidence
from qa.figures import find_figures, locate_figures, make_plain
from qa.intent import AnswerKind
from qa.word_file import read_word_lines, split_words
from qa.years import read_years

_FILE = Path(__file__).parent.parent / "prompts" / "contrasts.txt"

_UNIT = re.compile(r"小时|分钟|课时|学时|学期|公里|[个名所人项元月级种家次条位户岁天日倍节周分班门]")
_MASK = re.compile(rf"[x×*○□]{{2,}}[万亿千百十]*(%|:|{_UNIT.pattern})")
Contrast = tuple[tuple[str, ...], ...]

MISMATCHES = (
    "year_missing",  # 1 when the question names a year, and neither the paragraph nor its document does
    "year_differs",  # … and the sentence names others only
    "figures_asked",  # 1 when the question tells a figure, a year and what the sentence tells otherwise aside
    "figures_missing",  # … that the paragraph does not hold
    "figures_missing_sentence",
    "contrast",  # 1 when the sentence is about another thing of a kind than the question
    "contrast_paragraph",  # … the paragraph under its headings
    "list_missing",  # 1 when a list is asked for and the sentence lists nothing
)


def find_mismatches(evidence: Evidence, corpus: Corpus) -> dict[str, float]:
    """MISMATCHES of the best sentence. The evidence must hold one."""
    best = evidence.sentences[0]
    question, sentence, paragraph = map(fold, (evidence.query.text, best.chunk.text, searchable_text(best.paragraph)))
    document = corpus.documents.get(best.paragraph.doc_id)
    of_document = {document.year} if document is not None and document.year else set()
    asked_years, sentence_years = set(read_years(question, ())), set(read_years(sentence, ()))
    figures = set(find_figures(question)) - set(map(str, asked_years)) - find_denied_figures(question, sentence)
    features = {
        "year_missing": bool(asked_years) and not asked_years & {*read_years(paragraph, ()), *of_document},
        "year_differs": bool(asked_years and sentence_years) and not asked_years & sentence_years,
        "figures_asked": bool(figures),
        "figures_missing": not figures <= set(find_figures(paragraph)),
        "figures_missing_sentence": not figures <= set(find_figures(sentence)),
        "contrast": is_about_another(question, sentence),
        "contrast_paragraph": is_about_another(question, paragraph),
        "list_missing": evidence.intent.kind is AnswerKind.LIST and "、" not in sentence,
    }
    return {name: float(value) for name, value in features.items()}


def find_denied_figures(question: str, sentence: str) -> set[str]:
    """Figures of a folded question in whose place the sentence states, or hides, another of the same unit: what it
    supposes and the document tells otherwise. The answer is what the document says.

    >>> find_denied_figures("为什么要求不低于5:5", "职普比不低于4:6"), find_denied_figures("为什么是80%", "达到xx%以上")
    ({'5:5'}, {'80%'})
    >>> find_denied_figures("90天内能退吗", "收费80元"), find_denied_figures("4节够吗", "每周4节,每节40分钟")
    (set(), set())
    """
    asked, stated = _by_unit(question), _by_unit(sentence)
    return {value for unit, values in asked.items() if unit in stated for value in values - stated[unit]}


def _by_unit(folded: str) -> dict[str, set[str]]:
    plain = make_plain(folded)
    found: dict[str, set[str]] = {}
    for figure in locate_figures(plain):
        unit = _UNIT.match(plain, figure.end)
        shape = next((sign for sign in ":%" if sign in figure.value), unit.group() if unit else "")
        if shape and shape != "年":
            found.setdefault(shape, set()).add(figure.value)
    for mask in _MASK.finditer(plain):
        found.setdefault(mask.group(1), set())
    return found


def is_about_another(question: str, text: str) -> bool:
    """Whether the text, folded as the question is, names another thing of a kind, and nothing of that kind asked about.

    >>> [is_about_another("初中每周几节体育课", text) for text in ("小学不少于4节", "小学不少于4节、初中不少于3节", "每周3节")]
    [True, False, False]
    """
    for kind in load_contrasts(_FILE):
        asked, told = _named(kind, question), _named(kind, text)
        if asked and told and not asked & told:
            return True
    return False


def _named(kind: Contrast, folded: str) -> set[int]:
    return {number for number, words in enumerate(kind) if any(word in folded for word in words)}


@lru_cache(maxsize=4)
def load_contrasts(path: Path) -> tuple[Contrast, ...]:
    """Kinds of things, each thing by its words, folded. Raises BrokenResource for a file that cannot be read or a kind
    of fewer than two things."""
    kinds = []
    for number, line in read_word_lines(path):
        things = tuple(split_words(fold(thing)) for thing in line.split(";"))
        if len(things) < 2 or not all(things):
            raise BrokenResource(f"{path} line {number} is not `word, word; word`: {line!r}.")
        kinds.append(things)
    return tuple(kinds)
