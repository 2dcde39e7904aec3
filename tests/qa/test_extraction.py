from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ingest import Paragraph, ParagraphKind
from qa import Corpus, Evidence, FoundSentence, Passage, prepare_query, read_intent
from qa.extraction import LONG_SENTENCE, Quotation, extract_quotations
from tests.fakes import make_corpus, make_paragraph

LONG = (
    "办好学校,完善普通高中和中职学校统一招生平台,规范职业教育招生秩序,扩大职业教育招生规模,中职招生1200人左右,"
    "建设一批市级精品专业和特色专业,提升幼儿园保教质量。"
)


def find(question: str, corpus: Corpus, scores: dict[str, float]) -> Evidence:
    """Evidence in which a sentence that begins with a given text has its score; others are not found."""
    by_anchor = {paragraph.anchor: paragraph for paragraph in corpus.paragraphs}
    intent = read_intent(question)
    found = [
        FoundSentence(chunk, by_anchor[chunk.anchor], score, 0, 0, 0, 0, 1.0)
        for begin, score in scores.items()
        for chunk in corpus.sentences
        if chunk.text.startswith(begin)
    ]
    ordered = tuple(sorted(found, key=lambda one: -one.score))
    passages = [
        Passage(rank, by_anchor[anchor], -rank)
        for rank, anchor in enumerate(dict.fromkeys(one.paragraph.anchor for one in ordered), start=1)
    ]
    return Evidence(prepare_query(question, corpus), intent, tuple(passages), ordered, other_script=False)


def quotes(question: str, paragraphs: Sequence[Paragraph], scores: dict[str, float]) -> list[str]:
    corpus = make_corpus(paragraphs)
    return [quotation.text for quotation in extract_quotations(find(question, corpus, scores), corpus)]


SHORT = make_paragraph("d/1", "学校招生1200人。办好学校。扩大规模。")
OTHER = make_paragraph("d/2", "建设幼儿园30所。", position=1)


def test_a_short_sentence_is_quoted_whole_without_its_stop() -> None:
    assert quotes("招生多少人", [SHORT], {"学校": 3}) == ["学校招生1200人"]


def test_a_long_sentence_is_narrowed_to_the_clause_that_answers() -> None:
    (quote,) = quotes("中职招生多少人", [make_paragraph("d/1", LONG)], {"办好": 3})
    assert "中职招生1200人左右" in quote
    assert "幼儿园" not in quote
    assert len(quote) <= LONG_SENTENCE + 24


def test_a_second_sentence_is_quoted_only_when_it_is_nearly_as_good() -> None:
    assert quotes("招生多少人", [SHORT, OTHER], {"学校": 3, "建设": 2.5}) == ["学校招生1200人", "建设幼儿园30所"]
    assert quotes("招生多少人", [SHORT, OTHER], {"学校": 3, "建设": 2.3}) == ["学校招生1200人"]


def test_for_a_rule_the_sentences_of_one_paragraph_are_quoted_in_its_order() -> None:
    text = "甲学校建设。乙学校。丙学校招生。丁。"
    found = quotes("有什么规定", [make_paragraph("d/1", text), OTHER], {"丙": 3, "甲": 2, "建设": 2.3})
    assert found == ["甲学校建设", "丙学校招生"]


def test_for_a_rule_another_paragraph_is_quoted_when_it_is_nearly_as_good() -> None:
    found = quotes("有什么规定", [SHORT, OTHER], {"学校招生": 3, "建设": 2.9})
    assert found[-1] == "建设幼儿园30所"


def test_sentences_that_touch_become_one_quotation() -> None:
    assert quotes("有什么规定", [SHORT], {"办好": 3, "学校": 2, "扩大": 2}) == ["学校招生1200人。办好学校。扩大规模"]


def test_a_heading_answers_nothing_but_an_overview() -> None:
    heading = make_paragraph(
        "d/一", "一、学校招生", kind=ParagraphKind.HEADING, number="一、", heading_path=("一、学校招生",)
    )
    run_in = make_paragraph("d/8", "8学校建设。扩大规模。", position=1, number="8", title_end=6)
    assert quotes("招生多少人", [heading], {"学校": 3}) == []
    assert quotes("招生多少人", [run_in], {"学校": 3, "扩大": 1}) == ["扩大规模"]


def test_an_overview_of_a_section_quotes_the_headings_inside_it() -> None:
    path = ("二、教育",)
    section = make_paragraph("d/二", "二、教育", kind=ParagraphKind.HEADING, number="二、", heading_path=path)
    items = [
        make_paragraph(
            f"d/二/{n}",
            f"{n}{title}。正文。",
            position=n,
            number=str(n),
            heading_path=(*path, f"{n}{title}"),
            title_end=len(title) + 1,
        )
        for n, title in ((5, "提升学前教育"), (6, "促进义务教育"))
    ]
    scores = {"教育": 5.0, "正文": 1.0}
    assert quotes("教育主要内容是什么", [section, *items], scores) == ["提升学前教育", "促进义务教育"]
    assert quotes("教育主要内容是什么", [section, items[0]], scores) == ["正文"], "one part is no overview"


def test_without_a_sentence_nothing_is_quoted() -> None:
    assert quotes("招生多少人", [SHORT], {}) == []


@given(
    st.sampled_from(["中职招生多少人", "有什么规定", "主要内容是什么", "有哪些措施", "幼儿园"]),
    st.lists(
        st.lists(
            st.sampled_from(
                ["学校招生", "中职1200人", "，", "。", "；", "（幼儿园，", "）", " ", "4:6", "XX%", "建设一批专业"]
            ),
            min_size=1,
            max_size=30,
        ).map("".join),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.floats(0, 3), min_size=40, max_size=40),
)
def test_every_quotation_stands_in_its_paragraph_and_is_not_empty(
    question: str, texts: list[str], scores: list[float]
) -> None:
    paragraphs = [make_paragraph(f"d/{i}", text, position=i) for i, text in enumerate(texts)]
    corpus = make_corpus(paragraphs)
    found = [
        FoundSentence(chunk, corpus.paragraphs[corpus.paragraph_positions[chunk.anchor]], score, 0, 0, 0, 0, 1.0)
        for chunk, score in zip(corpus.sentences, scores, strict=False)
    ]
    found.sort(key=lambda one: -one.score)
    passages = tuple(Passage(i, paragraph, 0.0) for i, paragraph in enumerate(paragraphs, start=1))
    evidence = Evidence(
        prepare_query(question, corpus), read_intent(question), passages, tuple(found), other_script=False
    )
    quotations: tuple[Quotation, ...] = extract_quotations(evidence, corpus)
    for quotation in quotations:
        assert quotation.paragraph in paragraphs
        assert 0 <= quotation.span.start <= quotation.span.end <= len(quotation.paragraph.text)
        assert quotation.text in quotation.paragraph.text
    for place, one in enumerate(quotations):
        for two in quotations[place + 1 :]:
            if one.paragraph.anchor == two.paragraph.anchor:
                assert one.span.end <= two.span.start or two.span.end <= one.span.start
