"""The retriever for someone else's LangChain program: paragraphs as LangChain documents, best first."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from ingest import Store, open_store
from qa.corpus import Corpus, CorpusKeeper
from qa.evidence import gather_evidence
from qa.intent import read_intent
from qa.language import replace_half_characters
from qa.query import prepare_query
from qa.ranking import load_ranking_weights
from qa.records import Passage
from qa.reranking import load_reranker
from qa.scope import decide_scope
from qa.settings import QaSettings


class PolicyRetriever(BaseRetriever):
    """Paragraphs that might answer, in their learned order.

    `page_content` is the paragraph's text; `metadata` has anchor, doc_id, doc_title, label, heading_path and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    keeper: CorpusKeeper
    k: int = 5
    reranker: str = ""

    def retrieve(self, question: str) -> tuple[Passage, ...]:
        """At most `k` passages; none when the documents do not cover the year or place that is asked."""
        return self._retrieve(question)[1]

    def _retrieve(self, question: str) -> tuple[Corpus, tuple[Passage, ...]]:
        asked = replace_half_characters(question)
        return self.keeper.search(lambda corpus: (corpus, self._find(asked, corpus)))

    def _find(self, question: str, corpus: Corpus) -> tuple[Passage, ...]:
        scope = decide_scope(question, corpus)
        if scope.is_empty or not question.strip():
            return ()
        wanted = scope.leave_out_names(question, corpus)
        query = prepare_query(wanted, corpus)
        weights, reranker = load_ranking_weights(), load_reranker(self.reranker)
        evidence = gather_evidence(query, read_intent(wanted), corpus, weights, scope.among, reranker)
        return evidence.passages[: self.k]

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        corpus, passages = self._retrieve(query)
        return [
            LangChainDocument(
                page_content=passage.paragraph.text,
                metadata={
                    "anchor": passage.paragraph.anchor,
                    "doc_id": passage.paragraph.doc_id,
                    "doc_title": corpus.documents[passage.paragraph.doc_id].title,
                    "label": passage.paragraph.label,
                    "heading_path": list(passage.paragraph.heading_path),
                    "score": passage.score,
                },
            )
            for passage in passages
        ]


def build_retriever(store: Store | None = None, *, k: int = 5) -> PolicyRetriever:
    """A retriever over a store (by default the one that the environment names)."""
    reranker = QaSettings.from_environment().reranker
    return PolicyRetriever(keeper=CorpusKeeper(store or open_store()), k=k, reranker=reranker)
