"""What an answer tells of the year it is from."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import NoticeCode, fold
from qa.corpus import Corpus
from qa.prompt_files import Frames
from qa.records import AnswerNotice, Draft
from qa.scope import Scope
from qa.tense import looks_back
from qa.years import LAST_YEAR, read_years

_TELLS_LAST_YEAR = re.compile(rf"(?<![较比同])(?:{LAST_YEAR})")


def tell_years(draft: Draft, scope: Scope, corpus: Corpus, frames: Frames, *, fell_back: bool) -> Draft:
    """The draft with the notice that the newest year was taken, or that what it cites is of another year than asked,
    and of which years asked for beside others no document tells.

    `fell_back`: that an older document answers because the newest does not.
    """
    of_citations = {corpus.documents[one.doc_id].year for one in draft.citations}
    cited = sorted((year for year in of_citations if year), reverse=True)
    words = frames["notice"]
    between = words["between_years"]
    years = between.join(map(str, cited))
    told_of = _years_told(draft, corpus) if scope.untold_years else set()
    left = [year for year in scope.untold_years if year not in told_of]
    if left:
        untold = words["untold_year"].format(asked=between.join(map(str, left)))
        draft = replace(draft, notices=(*draft.notices, AnswerNotice(NoticeCode.OTHER_YEAR, untold)))
    if not cited:
        return draft
    is_newest = cited[0] == max(year for one in corpus.documents.values() if (year := one.year))
    if fell_back and not is_newest:
        told = AnswerNotice(NoticeCode.OTHER_YEAR, words["older_year"].format(found=years))
    elif scope.newest and not scope.compares and (is_newest or not left):
        told = AnswerNotice(NoticeCode.NEWEST_YEAR, words["newest_year"].format(found=years))
    elif scope.years and not set(scope.years) & {*cited, *_years_told(draft, corpus)}:
        asked = between.join(map(str, scope.years))
        told = AnswerNotice(NoticeCode.OTHER_YEAR, words["other_year"].format(asked=asked, found=years))
    else:
        return draft
    return replace(draft, notices=(*draft.notices, told))


def _years_told(draft: Draft, corpus: Corpus) -> set[int]:
    """Those that the paragraphs cited name with their headings: a plan of 2021 tells of 2025 itself. Of what a document
    looks back on, the year before it."""
    told = ("\n".join((*one.heading_path, one.paragraph)) for one in draft.citations)
    named = {year for text in told for year in read_years(fold(text), ())}
    cited = (corpus.paragraphs[corpus.paragraph_positions[one.anchor]] for one in draft.citations)
    dated = ((one, corpus.documents[one.doc_id].year) for one in cited)
    return named | {
        year - 1 for one, year in dated if year and (looks_back(one, year) or _TELLS_LAST_YEAR.search(fold(one.text)))
    }
