"""What an answer tells of the places that its documents are of, where the question names none."""

from __future__ import annotations

from dataclasses import replace

from ingest import NoticeCode
from qa.corpus import Corpus
from qa.prompt_files import Frames
from qa.records import AnswerNotice, Draft
from qa.scope import Scope, are_of_places


def tell_places(draft: Draft, scope: Scope, corpus: Corpus, frames: Frames) -> Draft:
    """The draft with the notice of which places it tells, and of how many others there are documents as well."""
    if scope.among.naming or scope.places or not are_of_places(corpus.documents):
        return draft
    within = scope.among.documents
    documents = (one for one in corpus.documents.values() if within is None or one.doc_id in within)
    places = {document.region for document in documents if document.region}
    cited = dict.fromkeys(region for one in draft.citations if (region := corpus.documents[one.doc_id].region))
    others = len(places - cited.keys())
    if not cited or not others:
        return draft
    told = frames["notice"]["other_places"].format(found="、".join(cited), count=others)
    return replace(draft, notices=(*draft.notices, AnswerNotice(NoticeCode.OTHER_PLACES, told)))
