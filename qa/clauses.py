"""What tells which clause of a sentence holds the answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest import Paragraph, Span, tokenize
from qa.corpus import Corpus
from qa.holding import holds_answer
from qa.intent import Intent
from qa.late_interaction import read_paragraph
from qa.query import Floats, Query
from qa.reader import Page, Reader, read_question
from qa.terms import weigh_terms

CLAUSE_FEATURES = (
    "words",  # share of the question's words that the documents know, rare ones counting more
    "late",  # mean over the question's tokens of the best cosine with a token of the clause
    "judged",  # the reader's log-odds that it answers; 0 without a reader
    "holds_answer",  # whether it holds the kind of answer wanted: 0 to 1
)

MOST_READ = 60  # clauses of one sentence; of a longer enumeration the reader would take seconds and much memory


def clause_features(
    paragraph: Paragraph, clauses: Sequence[Span], query: Query, intent: Intent, corpus: Corpus, reader: Reader | None
) -> Floats:
    """Shape (clauses, len(CLAUSE_FEATURES)). The query must have its terms (`qa/terms.py`). More than MOST_READ clauses are
    not judged."""
    index = corpus.paragraph_index
    asked = weigh_terms((term for term in query.terms.values() if any(map(index.knows, term))), index)
    texts = [paragraph.text[clause.start : clause.end] for clause in clauses]
    late, judged = np.zeros((2, len(clauses)), dtype=np.float32)
    piece = read_paragraph(query, paragraph.anchor, corpus)
    if piece is not None and len(piece.cosines):
        inside = np.array([piece.inside(clause) for clause in clauses], dtype=bool)
        late = np.array([piece.met(within).mean() for within in inside], dtype=np.float32)
        if reader is not None and len(clauses) <= MOST_READ:
            question = read_question(query, corpus)
            judged = reader.score(question, [Page(piece.tokens, inside, question.find_in(texts))])
    words = np.array([asked.share_in(set(tokenize(text))) for text in texts], dtype=np.float32)
    holds = np.array([holds_answer(intent, text) for text in texts], dtype=np.float32)
    return np.stack([words, late, judged, holds], axis=1)
