from __future__ import annotations

from ingest import Document, Paragraph, Snapshot, find_place, outline_of
from tests.fakes import make_document, make_paragraph

PARAGRAPHS = (
    make_paragraph("d/p1", "开头。", position=0),
    make_paragraph("d/一", "一、总则", position=1, heading_path=("一、总则",)),
    make_paragraph("d/一/1", "1目的。为了学校。", position=2, heading_path=("一、总则", "1目的")),
    make_paragraph("d/一/2", "2依据。依照法律。", position=3, heading_path=("一、总则", "2依据")),
    make_paragraph("d/一/2/p2", "另有规定。", position=4, heading_path=("一、总则", "2依据")),
    make_paragraph("d/二", "二、附则", position=5, heading_path=("二、附则",)),
)


def snapshot_of(*paragraphs: Paragraph) -> Snapshot:
    documents: dict[str, Document] = {one.doc_id: make_document(one.doc_id) for one in paragraphs}
    return Snapshot("g", documents, {one.anchor: one for one in paragraphs}, {})


def test_a_paragraph_stands_between_its_neighbours_in_reading_order() -> None:
    place = find_place(snapshot_of(*PARAGRAPHS, make_paragraph("e/p1", "另一份。")), "d/一/2", neighbours=2)
    assert place is not None
    assert [one.anchor for one in place.before] == ["d/一", "d/一/1"]
    assert [one.anchor for one in place.after] == ["d/一/2/p2", "d/二"]
    assert (place.document.doc_id, place.is_first, place.is_last) == ("d", False, True)


def test_the_first_paragraph_has_nothing_before_it_even_when_another_document_comes_first() -> None:
    place = find_place(snapshot_of(make_paragraph("c/p1", "前一份。"), *PARAGRAPHS), "d/p1", neighbours=1)
    assert place is not None
    assert (place.before, place.is_first, place.is_last) == ((), True, False)
    assert [one.anchor for one in place.after] == ["d/一"]


def test_an_anchor_that_no_paragraph_bears_has_no_place() -> None:
    assert find_place(snapshot_of(*PARAGRAPHS), "d/九", neighbours=2) is None


def test_the_outline_names_each_heading_once_with_its_first_paragraph() -> None:
    assert [(entry.depth, entry.heading, entry.anchor) for entry in outline_of(PARAGRAPHS, PARAGRAPHS[0])] == [
        (0, "一、总则", "d/一"),
        (1, "1目的", "d/一/1"),
        (1, "2依据", "d/一/2"),
        (0, "二、附则", "d/二"),
    ]


def test_a_heading_that_has_no_paragraph_of_its_own_still_stands_in_the_outline() -> None:
    only = (make_paragraph("d/一/1", "正文。", heading_path=("一、总则", "1目的")),)
    assert [entry.heading for entry in outline_of(only, only[0])] == ["一、总则", "1目的"]


def test_a_long_outline_keeps_the_outer_headings_and_those_beside_the_paragraph() -> None:
    many = tuple(
        make_paragraph(f"d/{part}/{item}", "正文。", heading_path=(f"第{part}章", f"第{part}章第{item}条"))
        for part in range(40)
        for item in range(20)
    )
    outline = outline_of(many, many[25])  # the sixth item of the second part
    assert sum(entry.depth == 0 for entry in outline) == 40
    assert [entry.heading for entry in outline if entry.depth == 1] == [f"第1章第{item}条" for item in range(20)]


def test_an_outline_without_end_is_cut_around_the_paragraph() -> None:
    many = tuple(make_paragraph(f"d/{i}", "正文。", heading_path=(f"第{i}条",)) for i in range(1000))
    outline = outline_of(many, many[990])
    assert len(outline) == 300
    assert outline[-1].heading == "第999条"
