"""Lists whose items are paragraphs of their own: "应当具备下列条件：" with its (一), (二) …"""

from __future__ import annotations

from ingest import Paragraph
from qa.corpus import Corpus

MOST_ITEMS = 20
_COLONS = ("：", ":")


def find_introduction(paragraph: Paragraph, corpus: Corpus) -> Paragraph | None:
    """The paragraph whose last sentence introduces the list that this one begins or belongs to; None without one."""
    start = corpus.paragraph_positions[paragraph.anchor]
    if _follows(corpus, start + 1, paragraph):
        return paragraph
    if not paragraph.lead:
        return None
    for index in range(start - 1, -1, -1):
        above = corpus.paragraphs[index]
        if above.doc_id != paragraph.doc_id:
            return None
        words = above.text[above.label_end :].rstrip("：: ")
        if above.text.rstrip().endswith(_COLONS) and (paragraph.lead.endswith(words) or words.endswith(paragraph.lead)):
            return above
    return None


def list_items(introduction: Paragraph, corpus: Corpus) -> tuple[Paragraph, ...]:
    """The items themselves, in order, at most MOST_ITEMS; not what stands under an item."""
    index = corpus.paragraph_positions[introduction.anchor] + 1
    lead = corpus.paragraphs[index].lead if index < len(corpus.paragraphs) else ""
    items: list[Paragraph] = []
    for paragraph in corpus.paragraphs[index:]:
        within = paragraph.doc_id == introduction.doc_id and paragraph.lead.startswith(lead) and lead
        if not within or len(items) == MOST_ITEMS:
            break
        if paragraph.lead == lead:
            items.append(paragraph)
    return tuple(items)


def _follows(corpus: Corpus, index: int, introduction: Paragraph) -> bool:
    """Whether the paragraph at `index` is the first item that `introduction` introduces."""
    if index >= len(corpus.paragraphs) or not introduction.text.rstrip().endswith(_COLONS):
        return False
    item = corpus.paragraphs[index]
    return item.doc_id == introduction.doc_id and len(item.lead) > len(introduction.lead)
