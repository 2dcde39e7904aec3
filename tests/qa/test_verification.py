from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest import NoticeCode
from qa import AnswerNotice, Citation, Draft, Sentence
from qa.verification import keep_verified, verify_citation, verify_sentence
from tests.fakes import make_citation, make_paragraph

FIRST = make_paragraph("d/1", "8职业教育。严格落实职普比不低于4:6要求,2022年新建XX所。")
SECOND = make_paragraph("d/2", "新建两所学校,覆盖率达到85%。", position=1)
STORED = {paragraph.anchor: paragraph for paragraph in (FIRST, SECOND)}
RATIO = make_citation(FIRST, "职普比不低于4:6")
SHARE = make_citation(SECOND, "覆盖率达到85%", number=2)


def verified(*citations: Citation) -> dict[int, Citation]:
    return {one.number: replace(one, verified=True) for one in citations}


def test_a_quote_that_stands_at_its_place_is_verified() -> None:
    assert verify_citation(RATIO, STORED) == replace(RATIO, verified=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "职普比不低于5:5"},
        {"quote": "职普比不低于４:６"},
        {"quote": ""},
        {"quote": "", "start": 0, "end": 0},
        {"start": RATIO.start + 1, "end": RATIO.end + 1},
        {"start": RATIO.start - 1},
        {"start": RATIO.start - len(FIRST.text), "end": RATIO.end - len(FIRST.text) - 1},
        {"anchor": "d/2"},
        {"anchor": "d/9"},
        {"paragraph": FIRST.text + "。"},
        {"quote": SHARE.quote},
    ],
)
def test_a_quote_that_is_altered_moved_or_of_another_paragraph_is_not_verified(changes: dict[str, object]) -> None:
    claimed = replace(RATIO, verified=True, **changes)  # type: ignore[arg-type]
    assert not verify_citation(claimed, STORED).verified


def test_a_place_is_counted_from_the_beginning() -> None:
    length = len(FIRST.text)
    assert not verify_citation(replace(RATIO, start=RATIO.start - length, end=RATIO.end - length), STORED).verified


@given(st.text(alphabet="甲乙4:6。XX%", min_size=2, max_size=20), st.data())
def test_only_the_very_words_at_the_very_place_verify(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    stored = {"d/1": make_paragraph("d/1", text)}
    citation = replace(make_citation(stored["d/1"], text[start:end]), start=start, end=end)
    assert verify_citation(citation, stored).verified
    shifted = replace(citation, start=start + 1, end=end + 1)
    assert verify_citation(shifted, stored).verified == (text[start + 1 : end + 1] == citation.quote)
    other = data.draw(st.text(max_size=20))
    assume(other != citation.quote)
    assert not verify_citation(replace(citation, quote=other), stored).verified


@pytest.mark.parametrize(
    ("text", "numbers", "holds"),
    [
        ("职普比不低于4:6。", (1,), True),
        ("职普比不低于４∶６。", (1,), True),
        ("职普比不低于5:5。", (1,), False),
        ("职普比不低于4。", (1,), False),
        ("覆盖率达到85%。", (1,), False),
        ("覆盖率达到85%。", (2,), True),
        ("比例4:6，覆盖率85%。", (1, 2), True),
        ("没有数字。", (1,), True),
        ("没有引文。", (), True),
        ("没有引文，2022年。", (), False),
        ("引了没有的。", (3,), False),
        ("一半引了没有的。", (1, 3), False),
    ],
)
def test_a_sentence_holds_when_its_figures_stand_in_what_it_cites(
    text: str, numbers: tuple[int, ...], holds: bool
) -> None:
    assert verify_sentence(Sentence(text, numbers), verified(RATIO, SHARE)) is holds


@pytest.mark.parametrize("text", ["新建三所学校。", "覆盖率达到百分之九十。", "新增一千二百个学位。"])
def test_a_figure_in_chinese_numerals_must_stand_there_too(text: str) -> None:
    assert not verify_sentence(Sentence(text, (2,)), verified(RATIO, SHARE))


def test_a_figure_of_the_title_may_be_named() -> None:
    titled = replace(SHARE, doc_title="2019年要点", verified=True)
    assert verify_sentence(Sentence("《2019年要点》：覆盖率85%。", (2,)), {2: titled})


def test_a_sentence_on_an_unverified_citation_does_not_hold() -> None:
    assert not verify_sentence(Sentence("职普比。", (1,)), {1: replace(RATIO, verified=False)})


def test_what_fails_leaves_with_its_citation_and_notice_and_the_rest_is_renumbered() -> None:
    altered = replace(RATIO, number=1, quote="职普比不低于5:5")
    kept = keep_verified(
        Draft(
            (
                Sentence("甲。", (1,)),
                Sentence("覆盖率85%。", (2,)),
                Sentence("又是85%。", (2,)),
                Sentence("4:6。", (3,)),
            ),
            (altered, SHARE, replace(RATIO, number=3)),
            (
                AnswerNotice(NoticeCode.DAMAGED_TEXT, "一", 1),
                AnswerNotice(NoticeCode.MASKED_FIGURE, "三", 3),
                AnswerNotice(NoticeCode.NEWEST_YEAR, "全", None),
            ),
        ),
        STORED,
    )
    assert kept.sentences == (Sentence("覆盖率85%。", (1,)), Sentence("又是85%。", (1,)), Sentence("4:6。", (2,)))
    assert [(c.number, c.quote, c.verified) for c in kept.citations] == [
        (1, "覆盖率达到85%", True),
        (2, "职普比不低于4:6", True),
    ]
    assert [(n.message, n.citation) for n in kept.notices] == [("三", 2), ("全", None)]


def test_nothing_that_holds_leaves_nothing() -> None:
    assert keep_verified(Draft((Sentence("9。", (1,)),), (RATIO,)), STORED) == Draft()
    assert keep_verified(Draft(), STORED) == Draft()


SENTENCES = st.lists(
    st.builds(
        Sentence,
        st.sampled_from(["甲。", "4:6。", "85%。", "77。"]),
        st.lists(st.integers(1, 5), max_size=3, unique=True).map(tuple),
    ),
    max_size=6,
).map(tuple)


@given(SENTENCES, st.lists(st.sampled_from([RATIO, SHARE, replace(RATIO, quote="无")]), max_size=5))
def test_numbers_run_from_one_and_all_are_used(sentences: tuple[Sentence, ...], citations: list[Citation]) -> None:
    numbered = tuple(replace(one, number=number) for number, one in enumerate(citations, start=1))
    kept = keep_verified(Draft(sentences, numbered), STORED)
    assert [one.number for one in kept.citations] == list(range(1, len(kept.citations) + 1))
    used = list(dict.fromkeys(number for sentence in kept.sentences for number in sentence.citations))
    assert used == [one.number for one in kept.citations]
    assert all(one.verified and one.paragraph[one.start : one.end] == one.quote for one in kept.citations)
    originals = {one.text for one in sentences}
    assert {one.text for one in kept.sentences} <= originals - {"77。"}
    texts = {
        (s.text, tuple(numbered[n - 1].quote for n in s.citations))
        for s in sentences
        if all(n <= len(numbered) for n in s.citations)
    }
    assert {(s.text, tuple(kept.citations[n - 1].quote for n in s.citations)) for s in kept.sentences} <= texts


def test_a_figure_behind_the_number_of_its_item_is_no_decimal_of_it() -> None:
    item = make_paragraph("d/3", "16.65周岁以上老年人免费。", number="16.")
    citation = make_citation(item, "65周岁以上老年人免费")
    draft = Draft((Sentence("65周岁以上老年人免费。", (1,)), Sentence("5周岁以上免费。", (1,))), (citation,), ())
    assert [one.text for one in keep_verified(draft, {item.anchor: item}).sentences] == ["65周岁以上老年人免费。"]
