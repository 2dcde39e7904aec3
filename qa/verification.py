"""The guard before anything is shown: quotations verbatim, figures present in what the same sentence cites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ingest import Paragraph
from qa.figures import find_figures, holds_figures
from qa.records import Citation, Draft, Sentence


def verify_citation(citation: Citation, paragraphs: Mapping[str, Paragraph]) -> Citation:
    """The citation with `verified` set: its quote stands at its span in the stored paragraph of its anchor."""
    stored = paragraphs.get(citation.anchor)
    holds = (
        stored is not None
        and 0 <= citation.start < citation.end
        and citation.paragraph == stored.text
        and stored.text[citation.start : citation.end] == citation.quote
    )
    return replace(citation, verified=holds)


def verify_sentence(
    sentence: Sentence, citations: Mapping[int, Citation], paragraphs: Mapping[str, Paragraph] | None = None
) -> bool:
    """Whether all it cites is verified and every figure in it stands in a paragraph, or its title, that it cites; in its
    words behind its number, too, where `paragraphs` holds it: 65 in 16.65周岁以上, which is item 16.

    A sentence that cites nothing may hold no figure.
    """
    cited = [citations[number] for number in sentence.citations if number in citations]
    if len(cited) != len(sentence.citations) or not all(citation.verified for citation in cited):
        return False
    stored = [(paragraphs or {}).get(citation.anchor) for citation in cited]
    behind = [one.text[one.label_end :] for one in stored if one is not None]
    source = "\n".join((*(f"{citation.doc_title}\n{citation.paragraph}" for citation in cited), *behind))
    return holds_figures(source, find_figures(sentence.text))


def keep_verified(draft: Draft, paragraphs: Mapping[str, Paragraph]) -> Draft:
    """What holds of a draft: its verified sentences, the citations they use, renumbered from 1 in order of use,
    and the notices about those citations."""
    checked = {citation.number: verify_citation(citation, paragraphs) for citation in draft.citations}
    kept = [sentence for sentence in draft.sentences if verify_sentence(sentence, checked, paragraphs)]
    used = dict.fromkeys(number for sentence in kept for number in sentence.citations)
    renumbered = {number: place for place, number in enumerate(used, start=1)}
    return Draft(
        tuple(replace(s, citations=tuple(renumbered[number] for number in s.citations)) for s in kept),
        tuple(replace(checked[number], number=renumbered[number]) for number in used),
        tuple(
            notice if notice.citation is None else replace(notice, citation=renumbered[notice.citation])
            for notice in draft.notices
            if notice.citation is None or notice.citation in renumbered
        ),
    )
