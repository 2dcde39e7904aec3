from dataclasses import replace

import pytest

from ingest import Notice, NoticeCode, Paragraph, Span
from qa import AnswerKind, Draft, Intent, Language
from qa.composition import compose_answer, heading_words, must_say
from qa.prompt_files import load_frames
from qa.quotation import Quotation, Role
from tests.fakes import make_document, make_paragraph, written

PATH = ("二、教育", "8发展职业教育")
TEXT = "8发展职业教育。招生〔原文此处数字缺失〕人。覆盖率XX%以上。力促XX通过。未完"


def place(mark: str, code: NoticeCode) -> Notice:
    start = TEXT.index(mark)
    return Notice(code, written("m"), "d/二/8", "secret", Span(start, start + len(mark)))


DAMAGED = make_paragraph(
    "d/二/8", TEXT, label="二、8", number="8", heading_path=PATH,
    notices=(
        place("〔原文此处数字缺失〕", NoticeCode.DAMAGED_TEXT),
        place("XX%", NoticeCode.MASKED_FIGURE),
        place("XX通过", NoticeCode.MASKED_NAME),
        Notice(NoticeCode.TRUNCATED, written("m"), "d/二/8"),
        Notice(NoticeCode.PAGE_SPLIT, written("m"), "d/二/8", "6、", Span(8, 8)),
    ),
)  # fmt: skip
PLAIN = make_paragraph("d/p1", "学校招生。")
OTHER = make_paragraph("e/1", "教师培训。")


def quote(paragraph: Paragraph, text: str) -> Quotation:
    start = paragraph.text.index(text)
    return Quotation(paragraph, Span(start, start + len(text)))


def compose(
    *quotations: Quotation, kind: AnswerKind = AnswerKind.OPEN, language: Language = Language.ZH, there: str = ""
) -> Draft:
    """Of a store that holds what is quoted, and the documents `there`."""
    titles = {"d": "要点", "e": "方案"}
    held = {*there, *(quotation.paragraph.doc_id for quotation in quotations)}
    documents = {doc_id: make_document(doc_id, title=titles[doc_id]) for doc_id in sorted(held)}
    return compose_answer(quotations, Intent(kind), documents, load_frames(language))


def test_a_quotation_is_framed_by_its_place_and_cited_with_its_span() -> None:
    draft = compose(quote(DAMAGED, "发展职业教育。"))
    (citation,) = draft.citations
    assert citation.paragraph[citation.start : citation.end] == citation.quote == "发展职业教育。"
    assert (citation.number, citation.anchor, citation.doc_title, citation.label) == (1, "d/二/8", "要点", "二、8")
    assert citation.heading_path == PATH
    assert not citation.verified
    assert [sentence.citations for sentence in draft.sentences] == [(1,)]


def test_the_frame_is_in_the_language_asked_and_the_quotation_in_the_document_s() -> None:
    quotation = quote(PLAIN, "学校招生")
    assert compose(quotation).sentences[0].text == "文件写道：“学校招生”。"
    assert compose(quotation, language=Language.EN).sentences[0].text == "The document says (in Chinese): “学校招生”."


def test_the_place_is_named_once_and_the_document_only_among_several() -> None:
    same = compose(quote(DAMAGED, "招生"), quote(DAMAGED, "力促"))
    assert [s.text for s in same.sentences] == [
        "文件在“二、8 发展职业教育”部分写道：“招生”。",
        "同一部分还写道：“力促”。",
    ]
    one_of_two = compose(quote(DAMAGED, "招生"), quote(DAMAGED, "力促"), there="de")
    assert [s.text for s in one_of_two.sentences] == [
        "《要点》在“二、8 发展职业教育”部分写道：“招生”。",
        "同一部分还写道：“力促”。",
    ]
    further = make_paragraph("d/p2", "家校合作。")
    same_document = compose(quote(PLAIN, "学校招生"), quote(further, "家校合作"), there="de")
    assert [s.text for s in same_document.sentences] == ["《要点》写道：“学校招生”。", "该文件还写道：“家校合作”。"]
    english = compose(quote(DAMAGED, "招生"), language=Language.EN, there="de").sentences[0].text
    assert english == "Under “二、8 发展职业教育”, 《要点》 says (in Chinese): “招生”."
    two = compose(quote(PLAIN, "学校招生"), quote(OTHER, "教师培训"))
    assert [s.text for s in two.sentences] == ["《要点》写道：“学校招生”。", "《方案》写道：“教师培训”。"]


def test_a_heading_number_that_the_paragraph_does_not_hold_is_not_named() -> None:
    drawn = make_paragraph("d/二/8", "招生。", label="二、8", number="8", heading_path=("二、教育", "8发展职业教育"))
    assert compose(quote(drawn, "招生")).sentences[0].text == "文件在“发展职业教育”部分写道：“招生”。"


def test_where_a_heading_holds_figures_that_the_paragraph_lacks_the_one_above_it_is_named() -> None:
    path = ("一、发展基础", "（一）“十三五”时期的成就")
    told = compose(quote(make_paragraph("d/一/p1", "建成学校。", heading_path=path), "建成学校"))
    assert told.sentences[0].text == "文件在“发展基础”部分写道：“建成学校”。"
    asked = compose(quote(make_paragraph("d/2", "3月报名。", heading_path=("问2：什么时候报名",)), "3月报名"))
    assert asked.sentences[0].text == "文件在“什么时候报名”部分写道：“3月报名”。"


def test_an_article_s_number_stands_behind_the_words_of_its_chapter() -> None:
    article = make_paragraph(
        "d/第五章/第二十条",
        "第二十条 按月收取。",
        label="第五章第二十条",
        number="第二十条",
        heading_path=("第五章 收费",),
    )
    told = compose(quote(article, "按月收取"))
    assert told.sentences[0].text == "文件在“第五章 收费 第二十条”部分写道：“按月收取”。"


def test_a_counted_word_stands_behind_its_heading_without_its_colon() -> None:
    second = make_paragraph(
        "d/五/第二批", "第二批：租房的。", label="五、第二批：", number="第二批：", heading_path=("五、录取顺序",)
    )
    told = compose(quote(second, "第二批：租房的"))
    assert told.sentences[0].text == "文件在“五、录取顺序 第二批”部分写道：“第二批：租房的”。"


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (AnswerKind.TIME, "6月XX日报名。", True),
        (AnswerKind.CONTACT, "电话6532XX日间接听。", True),
        (AnswerKind.TIME, "每人XX课时，暑期举行。", False),
        (AnswerKind.TIME, "在XX号楼报名。", False),
        (AnswerKind.MONEY, "每学期收费XX元。", True),
        (AnswerKind.MONEY, "金额（元/人）：XX；", True),
        (AnswerKind.MONEY, "普惠性幼儿园覆盖率达到XX%以上。", False),
        (AnswerKind.TIME, "请于6月 XX 日前报名。", True),
        (AnswerKind.MONEY, "最高可领XX万。", True),
        (AnswerKind.MONEY, "每亩给予XX万奖励。", True),
        (AnswerKind.MONEY, "每课时不超过XX。", True),
        (AnswerKind.MONEY, "每人XX人民币。", True),
        (AnswerKind.MONEY, "学费减免比例为XX%。", True),
        (AnswerKind.MONEY, "资助标准公布后，惠及XX万人。", False),
        (AnswerKind.MONEY, "收费公示XX个月。", False),
    ],
)
def test_a_hidden_day_or_number_that_is_asked_for_is_told_in_the_answer(
    kind: AnswerKind, text: str, told: bool
) -> None:
    start = text.index("XX")
    hidden = Notice(NoticeCode.MASKED_FIGURE, written("m"), "d/p9", text[start : start + 3], Span(start, start + 2))
    answer = compose(quote(make_paragraph("d/p9", text, notices=(hidden,)), text), kind=kind)
    assert any("隐去" in one.text for one in answer.sentences) is told


@pytest.mark.parametrize(
    ("unit", "text", "told"),
    [
        ("%", "招生XX人，大体相当。", False),
        ("%", "普职比为XX:XX，大体相当。", True),
        ("人", "入学率达到XX%。", False),
        ("人", "培训XX 名教师。", True),
        ("万", "培训XX万人。", True),
        ("", "新建XX所。", True),
    ],
)
def test_a_hidden_figure_of_another_unit_is_not_the_one_asked_for(unit: str, text: str, told: bool) -> None:
    start = text.index("XX")
    hidden = Notice(NoticeCode.MASKED_FIGURE, written("m"), "d/p9", text[start : start + 3], Span(start, start + 2))
    quotation = quote(make_paragraph("d/p9", text, notices=(hidden,)), text)
    assert must_say(hidden, "XX", quotation, Intent(AnswerKind.FIGURE, unit)) is told


def test_a_figure_left_blank_is_told_by_a_line_to_fill_in() -> None:
    text = "每年培训不少于 学时。"
    blank = Notice(NoticeCode.MASKED_FIGURE, written("m"), "d/p9", " 学时", Span(7, 10))
    draft = compose(quote(make_paragraph("d/p9", text, notices=(blank,)), text), kind=AnswerKind.FIGURE)
    assert "“＿学时”" in draft.sentences[1].text
    assert "“＿学时”" in draft.notices[0].message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("县教育局负责校车监管，推动XX教育高质量发展。", False),
        ("加快建设XX教育强市。", False),
        ("由XX局负责监管。", True),
        ("县教育局牵头，举办XX大赛。", False),
        ("县教育局负责“XX”行动。", False),
        ("由XX活动中心负责。", True),
        ("由县XX教育发展集团负责。", True),
        ("施工单位为XX工程公司。", True),
        ("由XX平台受理。", True),
        ("由XX教育局负责。", True),
    ],
)
def test_a_name_hidden_in_what_is_done_is_not_who_does_it(text: str, told: bool) -> None:
    start = text.index("XX")
    hidden = Notice(NoticeCode.MASKED_NAME, written("m"), "d/p9", "XX", Span(start, start + 2))
    quotation = quote(make_paragraph("d/p9", text, notices=(hidden,)), text)
    assert must_say(hidden, "XX", quotation, Intent(AnswerKind.WHO)) is told


def test_only_what_is_quoted_is_told_and_never_what_stood_there() -> None:
    draft = compose(quote(DAMAGED, "招生〔原文此处数字缺失〕人"))
    assert [(notice.code, notice.citation) for notice in draft.notices] == [(NoticeCode.DAMAGED_TEXT, 1)]
    assert "secret" not in repr(draft)
    assert compose(quote(DAMAGED, "发展职业教育")).notices == ()


@pytest.mark.parametrize(
    ("text", "kind", "code", "explained"),
    [
        ("覆盖率XX%以上", AnswerKind.FIGURE, NoticeCode.MASKED_FIGURE, True),
        ("覆盖率XX%以上", AnswerKind.RULE, NoticeCode.MASKED_FIGURE, False),
        ("力促XX通过", AnswerKind.WHO, NoticeCode.MASKED_NAME, True),
        ("力促XX通过", AnswerKind.FIGURE, NoticeCode.MASKED_NAME, False),
        ("招生〔原文此处数字缺失〕人", AnswerKind.RULE, NoticeCode.DAMAGED_TEXT, True),
    ],
)
def test_the_answer_itself_tells_when_what_was_asked_is_hidden(
    text: str, kind: AnswerKind, code: NoticeCode, explained: bool
) -> None:
    draft = compose(quote(DAMAGED, text), kind=kind)
    assert [notice.code for notice in draft.notices] == [code]
    assert len(draft.sentences) == 1 + explained
    assert all(sentence.citations == (1,) for sentence in draft.sentences)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("由XX局负责解释。", True),
        ("校长XX任组长。", True),
        ("推动XX、XX等县职教中心改扩建。", True),
        ("XX县教育局组织评审。", True),
        ("技能培训委托市XX职业学院实施。", True),
        ("竞赛活动依托云杉市XX集团承办。", True),
        ("县教育局王XX负责投诉处理工作。", True),
        ("县教育局王XX负责全县的投诉。", True),
        ("由云杉市XX公司承办全市的竞赛。", True),
        ("充分发挥云杉市XX大学的作用。", False),
        ("办好人民满意的XX教育。", False),
        ("充分发挥XX开放大学的教育功能。", False),
    ],
)
def test_a_hidden_name_is_the_one_asked_for_where_one_who_acts_is_named(text: str, told: bool) -> None:
    start = text.index("XX")
    hidden = Notice(NoticeCode.MASKED_NAME, written("m"), "d/p9", "", Span(start, start + 2))
    answer = compose(quote(make_paragraph("d/p9", text, notices=(hidden,)), text), kind=AnswerKind.WHO)
    assert any("隐去" in one.text for one in answer.sentences) is told
    assert [one.code for one in answer.notices] == [NoticeCode.MASKED_NAME]


TOLD_BARELY = "原文这里的数字或文字缺失，文件没有留下具体内容。"


def test_a_gap_is_told_with_the_words_it_stands_behind() -> None:
    told = "原文在“招生”之后的数字或文字缺失，文件没有留下具体内容。"
    draft = compose(quote(DAMAGED, "招生〔原文此处数字缺失〕人"), kind=AnswerKind.FIGURE)
    assert draft.sentences[-1].text == told
    for text, explained in (("2022年招生〔缺失〕人。", told), ("共3000〔缺失〕人。", TOLD_BARELY)):
        gap = Notice(NoticeCode.DAMAGED_TEXT, written("m"), "d/1", "", Span(text.index("〔"), text.index("〕") + 1))
        dated = compose(quote(make_paragraph("d/1", text, notices=(gap,)), text), kind=AnswerKind.FIGURE)
        assert dated.sentences[-1].text == explained


def test_the_same_kind_of_mask_is_told_once_a_citation() -> None:
    text = "建XX所、XX个。"
    masks = [
        Notice(NoticeCode.MASKED_FIGURE, written("m"), "d/1", "", Span(text.index(m), text.index(m) + 3))
        for m in ("XX所", "XX个")
    ]
    draft = compose(quote(make_paragraph("d/1", text, notices=tuple(masks)), text), kind=AnswerKind.FIGURE)
    (notice,) = draft.notices
    assert "“XX所”“XX个”" in notice.message


@pytest.mark.parametrize(
    ("answering", "explained"),
    [("建XX所", "“XX所”"), ("新增XXX个", "“XXX个”"), ("建XX所，新增XXX个", "“XX所”"), ("办学", "")],
)
def test_the_hidden_figure_that_is_asked_for_is_explained_once_wherever_it_stands(
    answering: str, explained: str
) -> None:
    text = "办学，建XX所，新增XXX个。"
    masks = [
        Notice(NoticeCode.MASKED_FIGURE, written("m"), "d/1", "", Span(text.index(m), text.index(m) + len(m)))
        for m in ("XX所", "XXX个")
    ]
    start = text.index(answering)
    quotation = Quotation(
        make_paragraph("d/1", text, notices=tuple(masks)),
        Span(0, len(text)),
        answering=Span(start, start + len(answering)),
    )
    _, *explanations = compose(quotation, kind=AnswerKind.FIGURE).sentences
    assert [explained in one.text for one in explanations] == ([True] if explained else [])


def test_that_a_paragraph_breaks_off_is_told_only_with_its_end() -> None:
    assert [n.code for n in compose(quote(DAMAGED, "未完")).notices] == [NoticeCode.TRUNCATED]
    assert compose(quote(DAMAGED, "招生")).notices == ()


def test_parts_are_told_one_behind_the_other_under_what_they_are_parts_of() -> None:
    def heading(number: int, title: str) -> Quotation:
        part = make_paragraph(
            f"d/二/{number}", f"{number}{title}。正文。", heading_path=("二、办好教育", f"{number}{title}"),
            number=str(number), title_end=len(title) + 1,
        )  # fmt: skip
        return Quotation(part, Span(1, 1 + len(title)), Role.HEADING)

    both = (heading(5, "学前教育"), heading(6, "义务教育"))
    assert [s.text for s in compose(*both).sentences] == ["“办好教育”部分包括：“学前教育”；", "“义务教育”。"]
    told = [s.text for s in compose(*both, language=Language.EN).sentences]
    assert told == ["The parts of “办好教育” are (in Chinese): “学前教育”;", "“义务教育”."]


def test_an_item_s_introduction_is_told_behind_it() -> None:
    text = "有下列情形的，不予办理：1.休学的；2.毕业的。"
    paragraph = make_paragraph("d/1", text)
    lead = text[: text.index("：")]
    draft = compose(quote(paragraph, "1.休学的"), Quotation(paragraph, Span(0, len(lead)), Role.INTRODUCTION))
    assert draft.sentences[1].text == "以上属于文件所写的“有下列情形的，不予办理”。"


@pytest.mark.parametrize(
    ("kind", "explained"), [(AnswerKind.TIME, False), (AnswerKind.LIST, False), (AnswerKind.FIGURE, True)]
)
def test_a_hidden_figure_is_explained_only_where_a_figure_was_asked(kind: AnswerKind, explained: bool) -> None:
    assert len(compose(quote(DAMAGED, "覆盖率XX%以上"), kind=kind).sentences) == 1 + explained


@pytest.mark.parametrize("words", ["{place}", "{0}", "{quote!r}", "100%", "{"])
def test_braces_in_a_document_are_words(words: str) -> None:
    assert (
        compose(quote(make_paragraph("d/1", words, heading_path=(words + "标题",)), words)).citations[0].quote == words
    )


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("8加快发展现代职业教育", "加快发展现代职业教育"),
        ("（一）总体要求", "总体要求"),
        ("第三章 经费", "经费"),
        ("第十二条", "第十二条"),
        ("①目标", "目标"),
        ("2022年工作", "2022年工作"),
        ("1.2.3 范围", "范围"),
        ("十四五规划", "十四五规划"),
    ],
)
def test_a_heading_is_named_without_its_number(heading: str, words: str) -> None:
    assert heading_words(heading) == words


def test_what_is_hidden_is_explained_only_where_it_stands_in_what_answers() -> None:
    asked_of = quote(DAMAGED, "招生〔原文此处数字缺失〕人。覆盖率XX%以上")
    answering = quote(DAMAGED, "覆盖率XX%以上").span
    told = compose(replace(asked_of, answering=answering), kind=AnswerKind.FIGURE)
    assert [one.code for one in told.notices] == [NoticeCode.DAMAGED_TEXT, NoticeCode.MASKED_FIGURE]
    explained = "".join(one.text for one in told.sentences[1:])
    assert "XX%" in explained
    assert "缺失" not in explained


def test_what_is_hidden_alike_in_two_places_is_explained_once() -> None:
    path = ("一、目标",)
    masked = [
        make_paragraph(
            f"d/{n}", "新建XX所。", position=n, heading_path=path,
            notices=(Notice(NoticeCode.MASKED_FIGURE, written("m"), f"d/{n}", "", Span(2, 4)),),
        )
        for n in (1, 2)
    ]  # fmt: skip
    draft = compose(*(quote(one, "新建XX所") for one in masked), kind=AnswerKind.FIGURE)
    assert sum("隐去" in one.text for one in draft.sentences) == 1
    assert len(draft.notices) == 2


def test_many_quotations_of_one_place_are_not_each_said_to_be_of_it() -> None:
    paragraph = make_paragraph("d/1", "甲。乙。丙。丁。", heading_path=("一、工作",))
    told = [one.text for one in compose(*(quote(paragraph, word) for word in "甲乙丙丁")).sentences]
    assert [text.count("同一部分") for text in told] == [0, 1, 0, 0]
