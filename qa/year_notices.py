"""What an answer tells of the year it is from."""

from __future__ import annotations

from dataclasses import replace

from ingest import NoticeCode
from qa.corpus import Corpus
from qa.prompt_files import Frames
from qa.records import AnswerNotice, Draft
from qa.scope import Scope


def tell_years(draft: Draft, scope: Scope, corpus: Corpus, frames: Frames, *, fell_back: bool) -> Draft:
    """The draft with the notice that the newest year was taken, or that what it cites is of another year than asked.

    `fell_back`: that an older document answers because the newest does not.
    """
    of_citations = {corpus.documents[one.doc_id].year for one in draft.citations}
    cited = sorted((year for year in of_citations if year), reverse=True)
    if not cited:
        return draft
    words, years = frames["notice"], "、".join(map(str, cited))
    if fell_back:
        told = AnswerNotice(NoticeCode.OTHER_YEAR, words["older_year"].format(found=years))
    elif scope.newest:
        told = AnswerNotice(NoticeCode.NEWEST_YEAR, words["newest_year"].format(found=years))
    elif scope.years and not set(scope.years) & set(cited):
        asked = "、".join(map(str, scope.years))
        told = AnswerNotice(NoticeCode.OTHER_YEAR, words["other_year"].format(asked=asked, found=years))
    else:
        return draft
    return replace(draft, notices=(*draft.notices, told))
