"""Parts that a question names by number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest import Paragraph, ParagraphKind
from qa.candidates import EVERYTHING
from qa.document_facts import find_document_facts
from qa.references import find_reference
from qa.sections import quote_section
from qa.tense import narrow_to_tense
from tests.fakes import make_corpus, make_document, make_paragraph
from tests.ingest.documents import parse

RULES = make_corpus(parse(
    "培训机构管理办法", "第一章 总则", "第一条 为规范办学，制定本办法。", "第二条 面向中小学生的培训适用本办法。",
    "第二章 设立", "第三条 申请设立的，应当具备下列条件：", "（一）有章程。", "（二）有固定场所。面积达标。", "第四条 许可证三年有效。",
).paragraphs)  # fmt: skip
POINTS = make_corpus(parse(
    "2023年工作要点", "一、提高质量", "1.发展学前教育。新建公办园。", "2.办好义务教育。划片招生。", "二、保障条件", "3.增加投入。两个只增不减。",
).paragraphs)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "corpus", "part"),
    [
        ("第三条说了什么？", RULES, "第二章/第三条"),
        ("第3条的内容", RULES, "第二章/第三条"),
        ("What does article 3 say?", RULES, "第二章/第三条"),
        ("第一章讲了什么", RULES, "第一章"),
        ("Give an overview of chapter 2", RULES, "第二章"),
        ("What does chapter 2 cover?", RULES, "第二章"),
        ("What's in chapter 2?", RULES, "第二章"),
        ("第二章第四条", RULES, "第二章/第四条"),
        ("《规则》第四条有哪些内容", RULES, "第二章/第四条"),
        ("第二部分的主要内容是什么", POINTS, "二"),
        ("第三点是什么", POINTS, "二/3"),
        ("一、2讲的是什么", POINTS, "一/2"),
    ],
)
def test_a_part_is_found_by_its_number(question: str, corpus: object, part: str) -> None:
    found = find_reference(question, corpus, EVERYTHING)  # type: ignore[arg-type]
    assert found is not None
    assert len(found.parts) == 1
    assert found.parts[0].anchor.split("/", 1)[1] == part


@pytest.mark.parametrize(
    "question",
    [
        "What will the police do?",
        "What does the school nurse do?",
        "我想做什么",
        "家长今年要做什么",
        "What is Shanghai planning to do?",
    ],
)
def test_what_others_do_is_no_overview_of_the_plan(question: str) -> None:
    assert find_reference(question, POINTS, EVERYTHING) is None


def test_a_part_on_who_does_what_or_inside_another_is_not_the_tasks() -> None:
    plan = make_corpus(
        parse(
            "2023年工作要点", "一、提高质量", "（一）主要任务", "1.新建公办园。", "二、任务分工", "各科室按职责分工。"
        ).paragraphs
    )
    found = find_reference("今年的重点任务有哪些", plan, EVERYTHING)
    assert found is not None
    assert [part.number for part in found.parts] == [""]


def test_the_tasks_are_those_of_the_part_that_is_called_so() -> None:
    plan = make_corpus(
        parse(
            "2024年招生工作方案",
            "一、基本原则",
            "坚持公平。",
            "二、工作任务",
            "（一）摸清底数。核对学龄人口。",
            "三、保障措施",
            "加强领导。",
        ).paragraphs
    )
    found = find_reference("招生的工作任务有哪些？", plan, EVERYTHING)
    assert found is not None
    assert [part.number for part in found.parts] == ["二、"]


@pytest.mark.parametrize(
    ("question", "corpus", "parts"),
    [
        ("第三条和第四条是什么", RULES, ["第三条", "第四条"]),
        ("第三、四条分别讲什么？", RULES, ["第三条", "第四条"]),
        ("第二章第三条及第四条的内容", RULES, ["第三条", "第四条"]),
        ("第一条到第三条", RULES, ["第一条", "第二条", "第三条"]),
        ("第2点和第3点说了什么", POINTS, ["2.", "3."]),
        ("What do articles 3 and 4 say?", RULES, ["第三条", "第四条"]),
        ("Summarise articles 1 to 3", RULES, ["第一条", "第二条", "第三条"]),
        ("article 1 and article 4", RULES, ["第一条", "第四条"]),
        ("第二、三、四条讲什么", RULES, ["第二条", "第三条", "第四条"]),
        ("What do articles 1, 2 and 3 say?", RULES, ["第一条", "第二条", "第三条"]),
        ("第二章、第四条讲什么", RULES, ["第四条"]),
        ("What does chapter 2, article 4 say?", RULES, ["第四条"]),
        ("第二部分、第3点讲什么", POINTS, ["3."]),
    ],
)
def test_several_parts_are_found_by_their_numbers(question: str, corpus: object, parts: list[str]) -> None:
    found = find_reference(question, corpus, EVERYTHING)  # type: ignore[arg-type]
    assert found is not None
    assert [part.number for part in found.parts] == parts


@pytest.mark.parametrize(
    "question",
    [
        "今年的重点工作有哪些",
        "2022年主要任务是什么",
        "今年要做哪些工作",
        "市教育局今年有哪些举措",
        "What are the main tasks this year?",
        "教育局今年要做哪些事",
        "今年教育局打算干什么",
        "What will the education bureau do this year?",
    ],
)
def test_the_tasks_of_a_year_are_all_of_its_only_document(question: str) -> None:
    found = find_reference(question, POINTS, EVERYTHING)
    assert found is not None
    assert len(found.parts) == 1
    assert found.parts[0].anchor.endswith("/title")


@pytest.mark.parametrize("question", ["幼儿园的重点工作有哪些", "重点高中有哪些", "What are the tasks of teachers?"])
def test_the_tasks_of_something_are_not_all_of_the_document(question: str) -> None:
    assert find_reference(question, POINTS, EVERYTHING) is None


def test_what_is_asked_of_a_part_is_looked_for_in_it_and_under_it() -> None:
    found = find_reference("第三条要求场所面积多大？", RULES, EVERYTHING)
    assert found is not None
    assert found.parts == ()
    assert {anchor.split("/", 1)[1] for anchor in found.among.anchors or ()} == {
        "第二章/第三条", "第二章/第三条/(一)", "第二章/第三条/(二)",
    }  # fmt: skip


@pytest.mark.parametrize(
    "question", ["When?", "and when", "公布时间", "成绩发布时间", "谁制定收费标准", "补助是哪一年的"]
)
def test_what_is_not_said_of_a_document_asks_nothing_of_it(question: str) -> None:
    assert find_document_facts("这份文件是哪一年的？", POINTS, EVERYTHING)[0]
    assert find_document_facts(question, POINTS, EVERYTHING) == ((), ())


@pytest.mark.parametrize("question", ["第九条要求场所多大", "中职招生多少人", "第一批录取时间", "一共有几条"])
def test_a_number_that_names_no_part_is_no_reference(question: str) -> None:
    assert find_reference(question, RULES, EVERYTHING) is None


def test_a_part_is_quoted_by_its_headings_its_list_or_its_sentences() -> None:
    def quoted(question: str, corpus: object) -> list[str]:
        found = find_reference(question, corpus, EVERYTHING)  # type: ignore[arg-type]
        assert found is not None
        assert len(found.parts) == 1
        return [quotation.text for quotation in quote_section(found.parts[0], corpus)]  # type: ignore[arg-type]

    assert quoted("第一部分讲什么", POINTS) == ["发展学前教育", "办好义务教育"]
    assert quoted("第三条讲什么", RULES) == ["申请设立的，应当具备下列条件", "有章程", "有固定场所。面积达标"]
    assert quoted("第一章讲什么", RULES) == ["为规范办学，制定本办法", "面向中小学生的培训适用本办法"]


def test_a_numbered_item_is_named_as_an_article_where_the_document_prints_none() -> None:
    found = find_reference("第3条说了什么", POINTS, EVERYTHING)
    assert found is not None
    assert len(found.parts) == 1
    assert found.parts[0].anchor.endswith("二/3")


@pytest.mark.parametrize(
    "question",
    ["这份文件主要讲什么", "文件的主要内容是什么？", "这份计划讲了哪几大块？", "What is this document mainly about?"],
)
def test_a_document_of_few_parts_is_told_as_a_whole_by_these_and_the_headings_inside_them(question: str) -> None:
    found = find_reference(question, POINTS, EVERYTHING)
    assert found is not None
    assert len(found.parts) == 1
    told = [quotation.text for quotation in quote_section(found.parts[0], POINTS)]
    assert told == ["提高质量", "发展学前教育", "办好义务教育", "保障条件", "增加投入"]


def test_a_document_of_many_parts_is_told_as_a_whole_by_these_alone() -> None:
    def part(number: int) -> list[Paragraph]:
        path = (f"{number}、第{number}件",)
        heading = make_paragraph(
            f"d/{number}", path[0], kind=ParagraphKind.HEADING, position=2 * number, heading_path=path
        )
        inside = (*path, f"（一）细节{number}")
        detail = make_paragraph(
            f"d/{number}/1", inside[-1], kind=ParagraphKind.HEADING, position=2 * number + 1, heading_path=inside
        )
        return [heading, detail]

    title = make_paragraph("d/title", "要点", kind=ParagraphKind.HEADING)
    corpus = make_corpus([title, *(one for number in range(1, 5) for one in part(number))])
    assert [quotation.text for quotation in quote_section(title, corpus)] == [f"{n}、第{n}件" for n in range(1, 5)]


AIMS = ("2023年教育工作要点", "坚持立德树人。办好每一所学校。", "一、学前教育", "新建公办园。", "二、校园安全")


@pytest.mark.parametrize(
    ("question", "lines", "told"),
    [
        ("总体要求是什么？", AIMS, ["坚持立德树人", "办好每一所学校"]),
        ("教育工作的总体思路是什么？", (*AIMS, "总的工作思路是守住底线。"), ["总的工作思路是守住底线"]),
        ("What are the overall aims of the education work?", AIMS, ["坚持立德树人", "办好每一所学校"]),
    ],
)
def test_overall_aims_are_where_a_document_sums_up_or_else_before_its_first_heading(
    question: str, lines: tuple[str, ...], told: list[str]
) -> None:
    corpus = make_corpus(parse(*lines).paragraphs)
    found = find_reference(question, corpus, EVERYTHING)
    assert found is not None
    assert len(found.parts) == 1
    assert [quotation.text for quotation in quote_section(found.parts[0], corpus)] == told


@pytest.mark.parametrize("question", ["校园安全的总体要求是什么？", "航天工作的总体要求是什么？", "天气怎么说的？"])
def test_the_aims_of_something_else_are_not_the_document_s(question: str) -> None:
    assert find_reference(question, make_corpus(parse(*AIMS).paragraphs), EVERYTHING) is None


def test_a_question_about_something_in_the_document_is_not_about_all_of_it() -> None:
    assert find_reference("文件对公办园有哪些要求", POINTS, EVERYTHING) is None


def test_a_year_beside_the_number_of_a_part_asks_nothing_more() -> None:
    found = find_reference("2023年第二部分讲了什么", POINTS, EVERYTHING)
    assert found is not None
    assert len(found.parts) == 1


@pytest.mark.parametrize(
    "question",
    ["一、二年级可以留书面作业吗？", "初一、初二每天作业多久？", "一、二、三类学校怎么分？", "周一、周三能去吗？"],
)
def test_grades_side_by_side_name_no_part(question: str) -> None:
    assert find_reference(question, POINTS, EVERYTHING) is None


def test_what_is_asked_of_a_title_that_no_document_has_is_not_asked_of_the_documents() -> None:
    told = make_corpus(
        [make_paragraph("d/1", "市教育局"), make_paragraph("d/2", "2024年3月5日", position=1)],
        [make_document("d", title="招生办法")],
    )
    assert [one.anchor for one in find_document_facts("《招生办法》是什么时候制定的？", told, EVERYTHING)[0]] == ["d/2"]
    assert find_document_facts("《欧洲人权公约》是什么时候制定的？", told, EVERYTHING) == ((), ())


def test_of_several_documents_those_that_tell_it_of_themselves_are_told() -> None:
    some = make_corpus([make_paragraph("d/1", "2024年3月5日"), make_paragraph("e/1", "学校招生。")])
    assert [one.anchor for one in find_document_facts("这些文件是什么时候发布的？", some, EVERYTHING)[0]] == ["d/1"]
    assert find_document_facts("这些文件的文号是多少？", some, EVERYTHING) == ((), ("这些文件的文号是多少",))


NAMED = make_corpus(
    [
        make_paragraph("d/1", "青教〔2024〕15号"), make_paragraph("d/2", "青山县教育局", position=1),
        make_paragraph("d/3", "2024年5月28日", position=2), make_paragraph("e/1", "青教〔2024〕8号"),
        make_paragraph("e/2", "做好教育工作，评定奖学金。", position=1),
        make_paragraph("f/1", "（2022年11月3日青山县人民政府常务会议通过）"), make_paragraph("f/2", "第一条 学生转学。", position=1),
    ],
    [
        replace(
            make_document("d", title="青山县教育局关于奖学金评定和招生入学工作的通告"),
            issuing_body="青山县教育局", document_number="青教〔2024〕15号",
        ),
        replace(make_document("e", title="2024年教育工作要点"), document_number="青教〔2024〕8号"),
        make_document("f", title="学生管理办法"),
    ],
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("招生通告的文号是多少？", ["d/1"]),
        ("这个通告是什么时候发布的", ["d/3"]),
        ("是谁发的奖学金通告", ["d/2"]),
        ("工作要点的文号是什么", ["e/1"]),
        ("学生管理办法是谁发布的", ["f/1"]),
        ("Who issued the notice on scholarships?", ["d/2"]),
        ("When was the scholarship notice issued?", ["d/3"]),
        ("What is the document number of the education work points?", ["e/1"]),
        ("资助通告的文号是多少", []),
        ("奖学金制度是谁制定的", []),
        ("招生计划是什么时候公布的", []),
        ("Who issued the notice on meals?", []),
    ],
)
def test_a_fact_is_told_of_the_document_that_the_question_names(question: str, told: list[str]) -> None:
    assert [one.anchor for one in find_document_facts(question, NAMED, EVERYTHING)[0]] == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("章程由谁制定？", []),
        ("谁制定计划？", []),
        ("民办学校章程由谁制定？", []),
        ("招生简章由谁制定？", []),
        ("培训方案由谁制定？", []),
        ("who made the training plan?", []),
        ("who made the plan?", []),
        ("这个规定是谁发布的？", ["r/1"]),
        ("这个方案由谁制定？", []),
        ("招生简章备案规定是谁发布的？", ["r/1"]),
        ("资助细则是谁发布的？", ["x/1"]),
        ("工作要点是谁发布的？", ["p/1"]),
        ("通知是谁发的？", ["p/1", "t/1"]),
        ("文件是谁发的？", ["r/1", "x/1", "p/1", "t/1"]),
    ],
)
def test_a_thing_that_documents_regulate_is_none_of_them(question: str, told: list[str]) -> None:
    titles = {
        "r": "民办学校招生简章备案规定", "x": "学生资助实施细则（2024年版）", "p": "关于印发《2024年教育工作要点》的通知",
        "t": "关于做好教师培训工作的通知",
    }  # fmt: skip
    documents = [replace(make_document(one, title=title), issuing_body="云溪市教育局") for one, title in titles.items()]
    some = make_corpus([make_paragraph(f"{one}/1", "云溪市教育局") for one in titles], documents)
    assert [one.anchor for one in find_document_facts(question, some, EVERYTHING)[0]] == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("社区教育促进办法是谁发布的？", ["a/1"]),
        ("办法是哪一年的？", ["a/title"]),
        ("办法是谁制定的？", []),
        ("招生计划是谁公布的？", ["b/1"]),
        ("这份工作方案是谁制定的？", ["c/1"]),
        ("工作方案什么时候印发的", ["c/2"]),
        ("方案是什么时候印发的？", ["c/2"]),
        ("这些材料是谁发的？", ["a/1", "b/1", "c/1"]),
        ("材料是谁发的？", []),
    ],
)
def test_documents_are_known_by_their_kind_however_their_titles_end(question: str, told: list[str]) -> None:
    titles = {"a": "榛汐市社区教育促进办法2023", "b": "关于公布2024年招生计划的公告", "c": "云岭县招生入学实施方案"}
    documents = [replace(make_document(one, title=title), issuing_body="市教育局") for one, title in titles.items()]
    texts = [
        make_paragraph(f"{one}/{number or 'title'}", text, position=number)
        for one, title in titles.items()
        for number, text in enumerate((title, "市教育局", "2024年3月5日"))
    ]
    some = make_corpus(texts, documents)
    assert [one.anchor for one in find_document_facts(question, some, EVERYTHING)[0]] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("6月底前制定出台教师交流轮岗方案。", []),
        ("制定本实施方案，自发布之日起施行。", ["a/2"]),
        ("根据《招生方案》制定细则。", ["a/2"]),
        ("各校要结合实际制定具体方案，于4月底前上报。", ["a/2"]),
        ("学校要制定课后服务方案并公布。", ["a/2"]),
        ("招聘单位负责制定面试方案，应于6月10日公布。", []),
    ],
)
def test_a_kind_alone_is_not_the_one_document_of_it_where_another_is_to_be_made(text: str, told: list[str]) -> None:
    documents = [make_document("a", title="云岭县教师队伍建设实施方案"), make_document("b", title="2024年教育工作要点")]
    texts = [
        make_paragraph("a/1", text),
        make_paragraph("a/2", "2024年4月1日", position=1),
        make_paragraph("b/1", "学校"),
    ]
    some = make_corpus(texts, documents)
    assert [one.anchor for one in find_document_facts("方案什么时候公布？", some, EVERYTHING)[0]] == told


def test_what_is_not_told_of_what_may_be_no_document_is_left_to_the_text() -> None:
    rules = make_corpus([make_paragraph("d/1", "由教育局负责解释。")], [make_document("d", title="资助细则")])
    assert find_document_facts("细则由谁制定？", rules, EVERYTHING) == ((), ())
    assert find_document_facts("这个细则由谁制定？", rules, EVERYTHING) == ((), ("这个细则由谁制定",))


@pytest.mark.parametrize(
    ("question", "untold"),
    [
        ("谁发布了教育工作要点？", True),
        ("Who issued the education work points?", True),
        ("收费办法由谁制定？", False),
        ("奖惩办法由谁制定？", False),
    ],
)
def test_what_a_document_chosen_by_its_title_does_not_tell_of_itself_is_not_told_elsewhere(
    question: str, untold: bool
) -> None:
    documents = [
        make_document("d", title="2022年教育工作要点"), make_document("e", title="学校收费管理办法"),
        make_document("f", title="教师奖惩暂行办法"),
    ]  # fmt: skip
    told = [
        make_paragraph("d/1", "办好教育，做好服务工作。"), make_paragraph("d/2", "本要点自印发之日起施行。", position=1),
        make_paragraph("e/1", "具体收费办法由学校制定。"), make_paragraph("f/1", "各校要制定奖惩办法。"),
    ]  # fmt: skip
    paragraphs, parts = find_document_facts(question, make_corpus(told, documents), EVERYTHING)
    assert (paragraphs, bool(parts)) == ((), untold)


def test_the_year_that_a_named_document_is_from_is_in_its_title() -> None:
    titled = make_paragraph("e/title", "2024年教育工作要点")
    some = make_corpus([titled], [make_document("e", title="2024年教育工作要点")])
    for question in ("What year is the education document from?", "Which year are the education work points for?"):
        assert find_document_facts(question, some, EVERYTHING)[0] == (titled,), question


@pytest.mark.parametrize(
    "question",
    ["第九条规定了什么？", "第9条说了什么", "办法第一百条怎么说？", "第五章讲了什么", "What does article 40 say?"],
)
def test_an_article_that_a_document_of_articles_lacks_leaves_nothing_to_answer_from(question: str) -> None:
    found = find_reference(question, RULES, EVERYTHING)
    assert found is not None
    assert found.parts == ()
    assert found.among.anchors == frozenset()


LAWFUL = make_corpus(parse(
    "2023年工作要点", "一、依法治教", "贯彻《义务教育法》第十二条关于免试入学的规定，落实第八条。", "二、师资", "第三个方面，减轻负担。",
    "1.招聘教师。", "2.培训校长。", "3.评选名师。",
).paragraphs)  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        "第八条说了什么", "第十二条规定了什么？", "第五十条", "第三章讲了什么", "第六部分讲什么", "第四个方面是什么", "第九点", "要点第七项是什么内容",
        "三、的内容", "五、讲了什么", "（九）讲了什么", "What does article 12 say?", "What is item 9?",
    ],
)  # fmt: skip
def test_a_number_that_no_part_of_numbered_documents_bears_leaves_nothing_to_answer_from(question: str) -> None:
    found = find_reference(question, LAWFUL, EVERYTHING)
    assert found is not None
    assert found.parts == ()
    assert found.among.anchors == frozenset()
    plain = make_corpus(parse("校车安全须知", "落实第八条。", "校车不得超载。").paragraphs)
    assert find_reference(question, plain, EVERYTHING) is None


@pytest.mark.parametrize(
    "question",
    ["第二章讲了什么", "第三个方面是什么", "《义务教育法》第十二条规定了什么？", "第八条要求招聘几人", "第四批讲什么"],
)
def test_what_people_may_call_so_or_the_text_tells_of_is_looked_for(question: str) -> None:
    assert find_reference(question, LAWFUL, EVERYTHING) is None


def test_an_article_is_quoted_with_its_later_paragraphs_and_their_lists() -> None:
    rules = make_corpus(parse(
        "学籍管理办法", "第一条 学生可以转学。手续十日办结。", "毕业年级学生不得转学。", "第二条 学校应当登记。有下列情形之一的，不予登记：",
        "（一）无章程的。", "（二）无场所的。", "其他情形由学校决定。", "第三条 本办法自印发之日起施行。",
    ).paragraphs)  # fmt: skip

    def quoted(question: str) -> list[str]:
        found = find_reference(question, rules, EVERYTHING)
        assert found is not None
        assert len(found.parts) == 1
        return [quotation.text for quotation in quote_section(found.parts[0], rules)]

    assert quoted("第一条是什么") == ["学生可以转学", "手续十日办结", "毕业年级学生不得转学"]
    assert quoted("第二条是什么") == [
        "学校应当登记", "有下列情形之一的，不予登记", "无章程的", "无场所的", "其他情形由学校决定",
    ]  # fmt: skip


@pytest.mark.parametrize("question", ["第二批是什么情况", "第2批是什么？"])
def test_a_paragraph_that_prints_another_thing_with_its_number_is_found_by_it(question: str) -> None:
    batches = make_corpus(
        parse(
            "招生方案",
            "一、录取批次",
            "录取批次如下：",
            "第一批：有房产。",
            "第二批：租房。",
            "第三批：务工。",
            "二、收费",
        ).paragraphs
    )
    found = find_reference(question, batches, EVERYTHING)
    assert found is not None
    assert len(found.parts) == 1
    assert found.parts[0].number.startswith("第二批")
    assert len(quote_section(found.parts[0], batches)) == 1
    assert find_reference("第四批是什么情况", batches, EVERYTHING) is None


@pytest.mark.parametrize(
    "question",
    ["Give me an overview of the education work points", "What does the education work plan cover?"],
)
def test_an_english_overview_is_of_the_document_whose_title_says_most_of_its_words(question: str) -> None:
    points, notice = (
        [make_paragraph(f"{doc_id}/title", title, kind=ParagraphKind.HEADING), make_paragraph(f"{doc_id}/1", "做好工作。", position=1)]
        for doc_id, title in (("d", "教育工作要点"), ("e", "市教育局关于奖学金评审工作的通知"))
    )  # fmt: skip
    documents = [
        make_document("d", title="教育工作要点"),
        replace(make_document("e", title="市教育局关于奖学金评审工作的通知"), issuing_body="市教育局"),
    ]
    corpus = make_corpus([*points, *notice], documents)
    found = find_reference(question, corpus, EVERYTHING)
    assert found is not None
    assert found.parts == (points[0],)
    assert find_reference("Give me an overview of the work", corpus, EVERYTHING) is None


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("教育工作去年取得了哪些成效？", "一"),
        ("去年工作总结里取得了哪些成绩？", "一"),
        ("去年课后服务取得了哪些成效？", None),
    ],
)
def test_what_was_done_is_told_by_the_part_of_a_report_that_looks_back(question: str, part: str | None) -> None:
    told = parse(
        "云岭县2023年教育工作总结和2024年工作计划", "一、2023年工作总结", "新建学校3所。", "二、2024年工作计划", "改建学校5所。"
    ).paragraphs  # fmt: skip
    corpus = make_corpus(
        told, [replace(make_document("d", title="云岭县2023年教育工作总结和2024年工作计划"), year=2024)]
    )
    among = narrow_to_tense(question, corpus)
    found = find_reference(question, corpus, among)
    assert [one.anchor.rpartition("/")[2] for one in (found.parts if found else ())] == ([part] if part else [])
