import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Paragraph, ParagraphKind
from qa import Corpus, Evidence, FoundSentence, Passage, prepare_query, read_intent
from qa.extraction import extract_quotations
from qa.named_parts import asks_for_named_part
from qa.narrowing import LONGEST_RUN
from qa.quotation import Quotation
from qa.ranking import load_ranking_weights
from qa.sections import MOST_OF_A_WHOLE
from qa.terms import with_terms
from tests.fakes import make_corpus, make_paragraph

LONG = (
    "办好学校,完善普通高中和中职学校统一招生平台,规范职业教育招生秩序,扩大职业教育招生规模,中职招生1200人左右,"
    "建设一批市级精品专业和特色专业,深化产教融合和校企合作,推动教师到企业实践锻炼,办好学生技能大赛,"
    "加强校园文化建设和安全管理,提升幼儿园保教质量。"
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
    query = with_terms(prepare_query(question, corpus), corpus)
    return Evidence(query, intent, tuple(passages), ordered, corpus.is_other_script(question), load_ranking_weights())


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
    assert len(quote) <= LONGEST_RUN


def test_a_second_sentence_is_quoted_only_when_it_is_nearly_as_good() -> None:
    assert quotes("招生多少人", [SHORT, OTHER], {"学校": 3, "建设": 1.1}) == ["学校招生1200人", "建设幼儿园30所"]
    assert quotes("招生多少人", [SHORT, OTHER], {"学校": 3, "建设": 0.9}) == ["学校招生1200人"]


def test_a_second_sentence_of_the_same_paragraph_may_be_less_good_than_one_of_another() -> None:
    assert quotes("招生多少人", [SHORT, OTHER], {"学校": 3, "办好": 0.7, "建设": 0.7}) == ["学校招生1200人", "办好学校"]
    assert quotes("招生多少人", [SHORT, OTHER], {"学校": 3, "办好": 0.4}) == ["学校招生1200人"]


@pytest.mark.parametrize(
    ("question", "judged", "expected"),
    [
        ("为什么招生", -4, ["学校招生1200人", "建设幼儿园30所"]),
        ("为什么招生", -4.1, ["学校招生1200人"]),
        ("建设多少幼儿园", -9, ["学校招生1200人", "建设幼儿园30所"]),
        ("哪些学校招生", -9, ["学校招生1200人", "建设幼儿园30所"]),
        ("招生和幼儿园分别怎么办", -9, ["学校招生1200人", "建设幼儿园30所"]),
    ],
    ids=["nearly", "far below", "it states the kind asked for", "several are wanted", "each is asked of"],
)
def test_a_second_sentence_that_the_reader_judges_far_below_the_best_is_not_quoted(
    question: str, judged: float, expected: list[str]
) -> None:
    corpus = make_corpus([SHORT, OTHER])
    evidence = find(question, corpus, {"学校": 3, "建设": 2.5})
    best, second = evidence.sentences
    evidence = replace(evidence, sentences=(best, replace(second, judged=judged)))
    assert [quotation.text for quotation in extract_quotations(evidence, corpus)] == expected


def test_a_consequence_is_quoted_with_the_graver_ones_that_go_on_from_it() -> None:
    text = (
        "办法第三条。违反规定的，责令改正，予以警告；有违法所得的，没收违法所得；情节严重的，吊销许可证；其他从其规定。"
    )
    whole = "违反规定的，责令改正，予以警告；有违法所得的，没收违法所得；情节严重的，吊销许可证"
    paragraph = make_paragraph("d/1", text)
    for begin in ("违反", "有违法", "情节"):
        assert quotes("违反了会怎么样", [paragraph], {begin: 3}) == [whole]
    assert quotes("违反了会怎么样", [paragraph], {"其他": 3}) == ["其他从其规定"]


def test_an_answer_is_quoted_without_the_word_that_says_that_it_is_one() -> None:
    answer = make_paragraph("d/1", "答：以下人员可以报名：应届生，往届生。", heading_path=("问1：哪些人能报名？",))
    assert quotes("哪些人能报名", [answer], {"以下": 3}) == ["以下人员可以报名：应届生，往届生"]


def test_for_a_rule_the_sentence_that_answers_comes_before_others_of_its_paragraph() -> None:
    text = "甲学校建设。乙学校。丙学校招生。丁。"
    found = quotes("有什么规定", [make_paragraph("d/1", text), OTHER], {"丙": 3, "甲": 2, "建设": 0.9})
    assert found == ["丙学校招生", "甲学校建设"]


def test_a_list_inside_a_paragraph_is_quoted_whole_with_what_introduces_it() -> None:
    text = "转学照办。有下列情形之一的，不予办理：1.休学的；2.毕业班的；3.班额已满的。其他另行规定。"
    paragraph = make_paragraph("d/1", text)
    whole = ["有下列情形之一的，不予办理：1.休学的；2.毕业班的；3.班额已满的"]
    assert quotes("哪些情形不予办理", [paragraph], {"有下列": 3}) == whole
    assert quotes("哪些情形不予办理", [paragraph], {"2.": 3}) == whole


def test_an_item_is_quoted_with_what_says_whether_it_is_allowed() -> None:
    inside = make_paragraph("d/1", "有下列情形之一的，不予办理：1.休学的；2.毕业班的。")
    assert quotes("毕业班能办吗", [inside], {"2.": 3}) == ["2.毕业班的", "有下列情形之一的，不予办理"]
    above = make_paragraph("d/1", "第一条 培训机构不得有下列行为：", number="第一条", label="第一条")
    item = replace(
        make_paragraph("d/1/1", "（一）体罚学生；", position=1, number="（一）"), lead="培训机构不得有下列行为"
    )
    assert quotes("能体罚吗", [above, item], {"体罚": 3}) == ["体罚学生", "培训机构不得有下列行为"]


def test_all_items_that_are_quoted_have_it_said_once_behind_them_whatever_was_found_first() -> None:
    above = make_paragraph("d/1", "第一条 培训机构不得有下列行为：", number="第一条", label="第一条")
    first, second = (
        replace(make_paragraph(f"d/1/{n}", text, position=n, number=f"（{n}）"), lead="培训机构不得有下列行为")
        for n, text in ((1, "体罚学生；"), (2, "侮辱学生。"))
    )
    whole = ["侮辱学生", "体罚学生", "培训机构不得有下列行为"]
    assert quotes("能打学生吗", [above, first, second], {"侮辱": 3, "体罚": 2.5}) == whole
    assert quotes("能打学生吗", [above, first, second], {"侮辱": 3, "第一条": 2.8, "体罚": 2.5}) == whole


def test_who_asks_for_conditions_is_told_all_of_them_and_who_asks_of_one_that_one() -> None:
    above = make_paragraph("d/1", "第一条 办学应当具备下列条件：", number="第一条", label="第一条")
    items = [
        replace(make_paragraph(f"d/1/{n}", text, position=n, number=f"（{n}）"), lead="办学应当具备下列条件")
        for n, text in ((1, "有章程；"), (2, "有场所；"), (3, "有经费。"))
    ]
    whole = ["办学应当具备下列条件", "有章程", "有场所", "有经费"]
    assert quotes("开班要什么条件", [above, *items], {"有场所": 3, "有章程": 2.5}) == whole
    assert quotes("开班要什么条件", [above, *items], {"有场所": 3}) == whole
    assert quotes("没有场所能开班吗", [above, *items], {"有场所": 3}) == ["有场所", "办学应当具备下列条件"]


def test_a_run_in_heading_that_states_a_figure_answers() -> None:
    text = "（二）班额不超过45人。学位紧张的，须报批准。"
    stating = make_paragraph("d/2", text, number="（二）", title_end=text.index("。"))
    assert quotes("班额最多多少人", [stating], {"班额": 3, "学位": 0.4}) == ["班额不超过45人"]


def test_a_short_opening_of_a_numbered_paragraph_is_its_title() -> None:
    text = "第十五条 国家助学金。平均标准为每生每年2000元，特别困难的每生每年2800元。"
    paragraph = make_paragraph("d/15", text, number="第十五条", label="第十五条")
    assert quotes("助学金多少钱", [paragraph], {"第十五条": 3, "平均": 2}) == [
        "平均标准为每生每年2000元，特别困难的每生每年2800元"
    ]


def test_of_one_paragraph_the_sentence_that_states_the_sum_comes_first_where_it_is_nearly_as_good() -> None:
    paragraph = make_paragraph("d/1", "评审收费另行通知缴费方式。高级教师每人300元。")
    corpus = make_corpus([paragraph])
    stated, unstated = "高级教师每人300元", "评审收费另行通知缴费方式"
    for score, quoted in ((2.0, [stated, unstated]), (1.2, [unstated, stated]), (0.4, [unstated])):
        found = find("评审收费多少钱", corpus, {"评审": 3, "高级": score})
        first = replace(found.sentences[0], holds=0.0)
        evidence = replace(found, sentences=(first, *found.sentences[1:]))
        assert [one.text for one in extract_quotations(evidence, corpus)] == quoted


def test_what_counts_something_else_stands_behind_what_counts_what_is_asked() -> None:
    paragraph = make_paragraph("d/1", "覆盖率达到80%。建设幼儿园30所。")
    corpus = make_corpus([paragraph])
    found = find("How many kindergartens will be built?", corpus, {"覆盖": 3, "建设": 2})
    other_unit = replace(found.sentences[0], holds=0.25)
    evidence = replace(found, sentences=(other_unit, *found.sentences[1:]))
    assert [one.text for one in extract_quotations(evidence, corpus)] == ["建设幼儿园30所", "覆盖率达到80%"]


def test_a_narrowed_quotation_keeps_its_condition_and_its_exception() -> None:
    text = (
        "市住建、财政、公安等部门做好安全保障和应急值守并定期报送信息，学位紧张的学校确需超出标准班额的，须经教育局集体研究，"
        "但不得超过55人，网络媒体做好宣传引导并及时回应关切、总结典型，各学校按时公开有关信息并接受家长监督和群众评议。"
    )
    (quote,) = quotes("学位紧张的学校要经谁研究", [make_paragraph("d/1", text)], {"市住建": 3})
    assert quote.startswith("学位紧张的学校确需超出标准班额的，须经教育局集体研究，但不得超过55人")


def part_of(number: int, title: str, body: str) -> Paragraph:
    text = f"{number}{title}。{body}"
    return make_paragraph(
        f"d/二/{number}", text, position=number, number=str(number), heading_path=("二、教育", f"{number}{title}"),
        title_end=len(str(number)) + len(title),
    )  # fmt: skip


def test_what_is_asked_of_all_that_a_heading_names_is_all_its_sentences() -> None:
    part = part_of(5, "提升学前教育水平", "新建公办园10所。规范名称。培训教师。")
    others = [part_of(n, f"做好第{n}件事", "照办。") for n in (6, 7, 8)]
    found = quotes("学前教育有哪些安排", [part, *others], {"规范": 3})
    assert found == ["新建公办园10所", "规范名称", "培训教师"]


_SAID = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def _done(count: int) -> str:
    return "".join(f"{one}办。" for one in _SAID[:count])


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        (["新建公办园10所。规范名称。培训教师。"], ["新建公办园10所", "规范名称", "培训教师"]),
        (["新建公办园10所。规范名称。", "培训教师。"], ["新建公办园10所", "规范名称", "培训教师"]),
        ([_done(MOST_OF_A_WHOLE), "又办。"], [f"{_SAID[0]}办", "又办"]),
        ([_done(MOST_OF_A_WHOLE + 1)], [f"{one}办" for one in _SAID[:MOST_OF_A_WHOLE]]),
    ],
    ids=["one paragraph", "two paragraphs", "too many sentences", "one long paragraph"],
)
def test_what_a_heading_of_its_own_names_is_told_by_all_sentences_under_it(
    bodies: list[str], expected: list[str]
) -> None:
    path = ("（五）提升学前教育水平",)
    heading = make_paragraph("d/五", path[0], kind=ParagraphKind.HEADING, number="（五）", heading_path=path)
    under = [make_paragraph(f"d/五/p{n}", text, position=n, heading_path=path) for n, text in enumerate(bodies, 1)]
    others = [part_of(n, f"做好第{n}件事", "照办。") for n in range(6, 16)]
    assert quotes("学前教育有哪些安排", [heading, *under, *others], {bodies[0][:2]: 3, "提升": 4}) == expected


@pytest.mark.parametrize(
    ("question", "asked_for"),
    [
        ("在提升学前教育水平方面有哪些安排", True),
        ("提升学前教育水平有哪些教师安排", False),
        ("提升学前教育水平要多少钱", False),
        ("学前教育有哪些安排", False),
    ],
)
def test_a_question_that_is_a_heading_and_no_more_asks_for_what_stands_under_it(question: str, asked_for: bool) -> None:
    others = [part_of(n, f"做好第{n}件事", "照办。") for n in (6, 7, 8)]
    corpus = make_corpus([part_of(5, "提升学前教育水平", "新建公办园10所。培训教师。"), *others])
    assert asks_for_named_part(find(question, corpus, {"新建": 3}), corpus) is asked_for


def test_what_is_asked_of_a_detail_under_a_heading_is_that_detail() -> None:
    part = part_of(5, "提升学前教育水平", "新建公办园10所。规范名称。培训教师。")
    others = [part_of(n, f"做好第{n}件事", "照办。") for n in (6, 7, 8)]
    assert quotes("学前教育教师培训有哪些安排", [part, *others], {"培训": 3}) == ["培训教师"]


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


@pytest.mark.parametrize(
    "opening",
    [
        "普通高中招生3150人，中职招生2480人",
        "严禁收取与入学挂钩的费用",
        "孤儿和留守儿童，由乡镇人民政府登记，优先安排寄宿",
        "符合多项条件的，只取最高一项",
    ],
)
def test_a_run_in_heading_that_prescribes_answers_by_itself(opening: str) -> None:
    text = f"（一）{opening}。各校照办。"
    paragraph = make_paragraph("d/1", text, number="（一）", title_end=len(opening) + 3)
    assert quotes("怎么规定", [paragraph], {opening[:4]: 3, "各校": 0}) == [opening]


def test_how_a_thing_is_done_is_not_told_by_the_first_sentence_of_each_article_of_its_chapter() -> None:
    path = ("第三章 转学",)
    chapter = make_paragraph("d/三", "第三章 转学", kind=ParagraphKind.HEADING, heading_path=path)
    articles = [
        make_paragraph(f"d/三/{n}", text, position=n, heading_path=path)
        for n, text in enumerate(("转学须有理由。", "转学向转入学校提出申请。", "毕业班不转学。"), start=1)
    ]
    others = [make_paragraph(f"d/{n}", "其他照办。", position=n, heading_path=("第四章 考试",)) for n in range(5, 12)]
    assert quotes("转学怎么办", [chapter, *articles, *others], {"转学向": 3}) == ["转学向转入学校提出申请"]


def test_who_asks_for_the_papers_gets_all_that_are_listed_by_whatever_was_found() -> None:
    above = make_paragraph("d/1", "第八条 申请人应当提交下列材料：", number="第八条", label="第八条")
    items = [
        replace(make_paragraph(f"d/1/{n}", text, position=n, number=f"（{n}）"), lead="申请人应当提交下列材料")
        for n, text in ((1, "户口簿；"), (2, "居住证。"))
    ]
    found = quotes("随迁子女入学要交哪些材料", [above, *items], {"户口": 3})
    assert found == ["申请人应当提交下列材料", "户口簿", "居住证"]


def test_items_that_headings_list_are_told_by_these() -> None:
    path = ("二、今年工作",)
    part = make_paragraph("d/二", "二、今年工作", kind=ParagraphKind.HEADING, heading_path=path)
    lead = make_paragraph("d/1", "增长5%。重点做好以下2项工作：", position=1, heading_path=path)
    headings = [
        make_paragraph(f"d/二/{n}", name, kind=ParagraphKind.HEADING, position=n + 1, heading_path=(*path, name))
        for n, name in enumerate(("扩大需求", "保障民生"), start=1)
    ]
    found = quotes("今年做哪几项工作", [part, lead, *headings], {"重点": 3})
    assert found == ["重点做好以下2项工作", "扩大需求", "保障民生"]


def test_clauses_of_an_enumeration_are_told_what_they_enumerate() -> None:
    aims = "，".join(f"第{n}类学校占比提高到{n}{n}%以上且不低于上年" for n in range(1, 10))
    paragraph = make_paragraph("d/1", f"主要预期目标是：{aims}。")
    found = quotes("第9类学校占比提高到多少", [paragraph], {"主要": 3})
    assert found[-1] == "主要预期目标是"
    assert "99%" in found[0]


def test_of_an_enumeration_without_an_end_what_answers_is_found_at_once() -> None:
    names = "，".join(f"第{number}小学" for number in range(3000))
    paragraph = make_paragraph("d/1", f"片区内有{names}，招生1200人。")
    began = time.perf_counter()
    (quote,) = quotes("招生多少人", [paragraph], {"片区": 3})
    assert "招生1200人" in quote
    assert len(quote) <= LONGEST_RUN
    assert time.perf_counter() - began < 5


def test_all_of_a_list_s_item_is_told_with_what_says_whether_it_is_allowed() -> None:
    above = make_paragraph("d/1", "下列人员免于积分：", number="第一条", label="第一条")
    item = replace(
        make_paragraph("d/1/1", "（一）环卫工人子女。", position=1, number="（一）"), lead="下列人员免于积分"
    )
    assert quotes("环卫工人子女有什么安排", [above, item], {"环卫": 3})[-1] == "下列人员免于积分"


def test_what_is_arranged_for_a_subject_is_all_of_the_section_on_it() -> None:
    path = ("三、教师队伍",)
    section = make_paragraph("d/三", "三、教师队伍", kind=ParagraphKind.HEADING, label="三、", heading_path=path)
    items = [
        make_paragraph(
            f"d/三/{n}",
            f"{title}。{body}。",
            position=n,
            number=str(n),
            heading_path=(*path, title),
            title_end=len(title) + 1,
        )
        for n, title, body in ((1, "补充教师", "招聘180名"), (2, "加强培训", "轮训2400人次"))
    ]
    others = [make_paragraph(f"d/{n}", f"建设食堂{n}所。", position=n) for n in range(4, 12)]
    scores = {"招聘": 5.0}
    both = ["招聘180名", "轮训2400人次"]
    assert quotes("教师方面有哪些举措", [section, *items, *others], scores) == both
    assert quotes("补充教师有哪些举措", [section, *items, *others], scores) == both[:1]
    assert quotes("教师方面有哪些规定", [section, *items, *others], scores) == both[:1]


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
        prepare_query(question, corpus),
        read_intent(question),
        passages,
        tuple(found),
        other_script=False,
        weights=load_ranking_weights(),
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


PLAN = (
    make_paragraph("d/1", "新建园所。补助教师。", heading_path=("一、学前教育",)),
    make_paragraph("d/2", "校车要检查。教师接送校车。食堂留样。", position=1, heading_path=("二、校园安全",)),
    make_paragraph("d/3", "宣传防溺水。检查校车司机。", position=2, heading_path=("二、校园安全",)),
)


def test_every_place_that_mentions_a_thing_is_quoted_where_all_are_wanted() -> None:
    assert quotes("哪些地方提到校车？", PLAN, {"校车": 3}) == ["校车要检查", "检查校车司机"]
    assert quotes("校车要检查吗？", PLAN, {"校车": 3}) == ["校车要检查"]


def test_all_of_the_paragraph_about_a_subject_is_quoted_where_all_that_is_done_is_wanted() -> None:
    paragraphs = [make_paragraph("d/1", "校车司机要培训。每月检查。家长接送。"), OTHER]
    assert quotes("校车有哪些措施？", paragraphs, {"校车": 3}) == ["校车司机要培训", "每月检查", "家长接送"]
    assert quotes("校车司机培训吗？", paragraphs, {"校车": 3}) == ["校车司机要培训"]


def test_a_list_that_a_further_sentence_opens_is_quoted_whole() -> None:
    best = make_paragraph("d/1", "供餐单位违规的，取消资格。")
    listing = make_paragraph("d/2", "有下列情形之一的，列入名单：1.过期的；2.霉变的。", position=1)
    found = quotes("供餐单位违规怎么处理", [best, listing], {"供餐": 3, "有下列": 2.5})
    assert found == ["供餐单位违规的，取消资格", "有下列情形之一的，列入名单：1.过期的；2.霉变的"]


def test_a_long_list_is_quoted_item_by_item_where_all_of_it_is_wanted() -> None:
    deeds = [f"{number}是改造{number}类场所，{'完善设施' * 12}" for number in "一二三四五六七八九十"]
    paragraph = make_paragraph("d/1", f"今年办好10件实事。{'。'.join(deeds)}。")
    assert quotes("今年办哪些实事？", [paragraph], {"今年": 3}) == ["今年办好10件实事", *deeds]
    assert quotes("今年办几件实事？", [paragraph], {"今年": 3}) == ["今年办好10件实事"]
    assert quotes("三类场所有哪些实事？", [paragraph], {"三是": 3})[0].startswith("三是改造三类场所")


def test_two_sentences_of_one_item_do_not_bring_the_whole_list() -> None:
    above = make_paragraph("d/1", "全年主要办了以下实事：", number="第一条", label="第一条")
    items = [
        replace(make_paragraph(f"d/1/{n}", text, position=n, number=f"（{n}）"), lead="全年主要办了以下实事")
        for n, text in ((1, "养老机构增加。老人食堂建成。"), (2, "道路修好。"))
    ]
    others = [make_paragraph(f"d/{n}", f"其他内容{n}。", position=n) for n in range(3, 12)]
    found = quotes("老人有哪些实事", [above, *items, *others], {"养老": 3, "老人": 2.8})
    assert not any("道路" in quote for quote in found)
    assert "老人食堂建成" in "".join(found)


def test_of_a_long_table_row_the_cell_that_answers_is_quoted_with_the_one_that_names_the_row() -> None:
    cells = ("工作环节：网上报名", f"要求：{'如实填写，' * 18}不得漏填", "小学：6月15日至6月21日")
    row = make_paragraph("d/t1/r2", "；".join(cells), kind=ParagraphKind.TABLE_ROW)
    assert quotes("小学什么时候网上报名", [row], {"小学": 3}) == [cells[2], cells[0]]


def test_a_short_table_row_is_quoted_whole() -> None:
    text = "工作环节：网上报名；小学：6月15日至6月21日；初中：7月1日至7月5日"
    row = make_paragraph("d/t1/r2", text, kind=ParagraphKind.TABLE_ROW)
    assert quotes("小学什么时候网上报名", [row], {"工作环节": 3}) == [text]


def test_what_a_row_forbids_is_quoted_as_forbidden() -> None:
    grounds = "".join(
        f"{n}.{ground}{'，情况尚未查清' * 9}的。" for n, ground in enumerate(("休学", "择校", "缺档", "未搬迁"), 1)
    )
    text = f"事项：转学；要求：书面申请。有下列情形之一的，不予办理转学：{grounds}学校及时答复。"
    row = make_paragraph("d/t1/r2", text, kind=ParagraphKind.TABLE_ROW)
    assert quotes("没搬迁的情形怎么算", [row], {"4.": 3}) == [text[:-1]]
    item, *introductions = quotes("没搬迁能转学吗", [row], {"4.": 3})
    assert item.startswith("4.未搬迁")
    assert introductions == ["有下列情形之一的，不予办理转学", "事项：转学"]


def test_a_row_with_a_list_in_one_cell_keeps_its_other_cells() -> None:
    text = "任务：公办园扩容：（1）新建3所；（2）改扩建5所。；完成时限：2025年12月"
    row = make_paragraph("d/t1/r2", text, kind=ParagraphKind.TABLE_ROW)
    for question in ("公办园扩容什么时候完成", "公办园扩容有哪些任务", "公办园怎么扩容"):
        assert quotes(question, [row], {"任务": 3}) == [text]


def test_a_header_row_is_no_answer_and_rows_are_told_whole() -> None:
    rows = ("学段；项目；标准", "学段：小学；项目：生活补助；标准：625元", "学段：初中；项目：生活补助；标准：750元")
    table = [
        make_paragraph(f"d/t1/r{n}", text, position=n, kind=ParagraphKind.TABLE_ROW, heading_path=("学生资助标准",))
        for n, text in enumerate(rows, 1)
    ]
    heading = make_paragraph("d/一", "学生资助标准", kind=ParagraphKind.HEADING, heading_path=("学生资助标准",))
    assert quotes("学生资助标准有哪些？", [heading, *table], dict.fromkeys(rows, 1.0)) == list(rows[1:])


def test_another_case_and_what_lifts_a_ban_are_quoted_with_the_rule() -> None:
    case = "残疾儿童优先到普通学校随班就读；不能到校的，由教育局安排送教上门。"
    assert quotes("残疾儿童怎么上学？", [make_paragraph("d/1", case)], {"残疾儿童优先到普通学校随班就读；": 2.0}) == [
        case[:-1]
    ]
    share = "小学每生每年1000元；非寄宿生减半执行。"
    assert quotes("小学补多少？", [make_paragraph("d/1", share)], {"小学每生每年1000元；": 2.0}) == [share[:-1]]
    lifted = "承租人不得擅自装修。经产权单位书面同意的，可以进行简单装修。"
    assert quotes("能装修吗？", [make_paragraph("d/1", lifted)], {"承租人不得擅自装修。": 2.0}) == [lifted[:-1]]


def test_all_that_is_required_together_is_told_whatever_of_it_is_named() -> None:
    lead = "本市户籍儿童报名须提交下列材料"
    above = make_paragraph("d/1", f"第八条 {lead}：", number="第八条", label="第八条")
    items = [
        replace(make_paragraph(f"d/1/{n}", text, position=n, number=f"（{n}）"), lead=lead)
        for n, text in ((1, "户口簿；"), (2, "房产证。"))
    ]
    assert quotes("本地户口报名要哪些材料？", [above, *items], {"户口": 3}) == [lead, "户口簿", "房产证"]


def test_of_a_list_of_cases_each_with_its_sum_the_one_asked_about_is_quoted() -> None:
    cases = "按类别资助：父母双亡的，每人每年5000元；单亲低保的，每人每年3000元；外来务工家庭的，每人每年800元。"
    found = quotes("外来务工家庭资助多少？", [make_paragraph("d/1", cases)], {"外来务工家庭的": 2.0})
    assert found[0] == "外来务工家庭的，每人每年800元"
