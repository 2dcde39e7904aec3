"""Labels, heading paths and anchors."""

from __future__ import annotations

import pytest

from ingest.parsing import parse_document
from ingest.records import Block, BlockKind, ParagraphKind, ReadFile
from tests.ingest.documents import by_anchor, codes, parse

LONG = "各级各类学校要高度重视，切实加强组织领导，认真抓好贯彻落实。"


def test_chapters_and_articles_nest_and_articles_count_through() -> None:
    found = by_anchor(parse(
        "学前教育条例", "第一章　总则", "第一条　为了规范学前教育，制定本条例。", "第二条　本省学前教育活动适用本条例。",
        "本条例所称学前教育，是指对学龄前儿童的教育。", "第二章　举办", "第三条　政府应当履行下列职责：", "（一）编制规划；",
        "（二）其他职责。", "第三条规定的事项另行规定。", "第三条之一　民办园实行备案。", "第四条　本条例自2022年1月1日起施行。",
    ))  # fmt: skip
    assert list(found) == [
        "title", "第一章", "第一章/第一条", "第一章/第二条", "第一章/第二条/p2", "第二章", "第二章/第三条",
        "第二章/第三条/(一)", "第二章/第三条/(二)", "第二章/第三条/p2", "第二章/第三条之一", "第二章/第四条",
    ]  # fmt: skip
    assert found["第二章/第三条/(一)"].label == "第二章第三条（一）"
    assert found["第二章/第三条/(一)"].heading_path == ("第二章 举办",)
    assert found["第一章/第二条"].number == "第二条"
    assert not any(p.notices for p in found.values())


def test_an_article_may_begin_with_any_word_behind_a_blank() -> None:
    found = by_anchor(
        parse(
            "食堂管理办法", "第一条　为规范食堂管理，制定本办法。", "第二条　中小学校内不得设置小卖部。", "第三条　所称食堂，是指供餐场所。",
            "第四条中小学校自主经营食堂。", "第五条　违反前款规定的，依照", "第三条中规定的标准处理。",
        )
    )  # fmt: skip
    assert [anchor for anchor in found if anchor.startswith("第")] == [
        "第一条", "第二条", "第三条", "第四条", "第五条", "第五条/p2",
    ]  # fmt: skip


def test_a_document_may_nest_its_styles_in_its_own_order() -> None:
    found = by_anchor(parse(
        "实施细则", LONG, "1.招生对象", "（一）本县户籍。", "（二）外来人员子女。", "2.招生程序", "（一）报名。", "3.附则", LONG,
    ))  # fmt: skip
    assert list(found)[2:] == ["1", "1/(一)", "1/(二)", "2", "2/(一)", "3", "3/p2"]
    assert found["1/(二)"].label == "1.（二）"
    assert found["1/(二)"].heading_path == ("1.招生对象",)


def test_all_usual_styles_nest_with_full_width_digits() -> None:
    found = by_anchor(parse(
        "方案", LONG, "一、总则", LONG, "（一）目标", LONG, "１．加强领导。" + LONG, "（１）学校层面。" + LONG, "①班级。" + LONG,
        "②年级。" + LONG, "（２）家庭层面。" + LONG, "２．落实责任。" + LONG, "（二）原则", LONG, "二、附则", LONG,
    ))  # fmt: skip
    assert found["一/(一)/1/(1)/②"].label == "一、（一）１．（１）②"
    assert found["一/(一)/1/(1)/②"].heading_path == (
        "一、总则",
        "（一）目标",
        "１．加强领导",
        "（１）学校层面",
        "②年级",
    )
    assert list(found)[-4:] == ["一/(二)", "一/(二)/p2", "二", "二/p2"]


def test_decimal_numbers_say_themselves_where_they_stand() -> None:
    found = by_anchor(parse("装备标准", "1 总则", "1.1 为规范装备，制定本标准。", "1.2 本标准适用于中小学。", "2 术语",
                            "2.1 通用装备", LONG, "2.2 专用装备", LONG, "3.5万册图书为达标。"))  # fmt: skip
    assert list(found)[1:] == ["1", "1.1", "1.2", "2", "2.1", "2.1/p2", "2.2", "2.2/p2", "2.2/p3"]
    assert found["2.2"].label == "2.2"
    assert found["2.2/p2"].heading_path == ("2 术语", "2.2 专用装备")


def test_drawn_numbers_label_and_head_without_standing_in_the_text() -> None:
    blocks = [
        ("总体要求", "一、"),
        ("目标。" + LONG, "（一）"),
        ("主要任务", "二、"),
        ("体系", "（一）"),
        (LONG, ""),
        ("点", "•"),
    ]
    read = ReadFile((Block(BlockKind.PARAGRAPH, "关于加强安全工作的意见"),
                     *(Block(BlockKind.PARAGRAPH, text, number=number) for text, number in blocks)))  # fmt: skip
    found = by_anchor(parse_document(read, doc_id="d", fallback_title="x"))
    assert list(found) == ["title", "一", "一/(一)", "二", "二/(一)", "二/(一)/p2", "二/(一)/p3"]
    assert found["一/(一)"].text == "目标。" + LONG
    assert found["一/(一)"].heading_path == ("一、总体要求", "（一）目标")
    assert found["一/(一)"].title_end == 2
    assert (found["一/(一)"].number, found["一/(一)"].label_end) == ("（一）", 0)
    assert found["二/(一)/p3"].label == ""


def test_heading_styles_without_numbers_make_levels_of_their_own() -> None:
    rows = [
        ("规划", 1),
        (LONG, None),
        ("基础", 2),
        (LONG, None),
        ("目标", 2),
        ("总目标", 3),
        ("1.学位充足。", None),
        ("保障", 2),
        ("1.领导。", None),
    ]
    read = ReadFile(tuple(Block(BlockKind.PARAGRAPH, text, heading_level=level) for text, level in rows))
    found = by_anchor(parse_document(read, doc_id="d", fallback_title="x"))
    assert list(found) == ["title", "p1", "h1", "h1/p2", "h2", "h2/h1", "h2/h1/1", "h3", "h3/1"]
    assert found["h2/h1/1"].heading_path == ("目标", "总目标")


def test_a_sentence_styled_as_a_heading_is_text_and_its_run_in_heading_heads_it() -> None:
    rows = [
        ("义务教育管理规定", None),
        ("一、班额管理", 1),
        ("（一）控制班额。小学每班不超过45人，初中每班不超过50人。", 2),
        ("1.课后服务费每生每月不超过150元；", 3),
        ("（二）严禁设立重点班，学校应当均衡编班。", 2),
        ("作息时间。小学上午上课时间不早于8:20，中学不早于8:00。", 2),
        ("中学上课不早于8:00", 2),
        ("什么时候报名？", 2),
        (LONG, None),
    ]
    read = ReadFile(tuple(Block(BlockKind.PARAGRAPH, text, heading_level=level) for text, level in rows))
    found = by_anchor(parse_document(read, doc_id="d", fallback_title="x"))
    headings = [paragraph.text for paragraph in found.values() if paragraph.kind is ParagraphKind.HEADING]
    assert headings == ["义务教育管理规定", "一、班额管理", "什么时候报名？"]
    assert found["一/(一)/1"].heading_path == ("一、班额管理", "（一）控制班额")
    assert found["一/h1"].heading_path == ("一、班额管理", "作息时间")
    assert found["一/h2"].heading_path == ("一、班额管理",)


def test_bare_numbers_count_only_in_sequence_and_quantities_never() -> None:
    found = by_anchor(parse(
        "德育计划", LONG, "一、目标", "1坚持立德树人。2024年建成示范校3所。", "2人才队伍建设。培训500人次。", "3所有学校开展教育。5G课堂达到80%。",
        "10月底前完成验收，覆盖4所学校。", "二、措施", "1健全机制。10月底前完成。2抓实活动。4:6的比例不变。3改进评价。3所学校试点。",
    ))  # fmt: skip
    assert [a for a in found if a.startswith("一")] == ["一", "一/1", "一/2", "一/3", "一/3/p2"]
    assert [a for a in found if a.startswith("二")] == ["二", "二/1", "二/2", "二/3"]
    assert found["二/2"].text == "2抓实活动。4:6的比例不变。"
    assert found["二/3"].text == "3改进评价。3所学校试点。"


@pytest.mark.parametrize(
    "text",
    [
        "学校有下列情形之一的，由教育局责令改正：（一）违规招生的；（二）违规收费的；（三）其他情形。",
        "主要措施有：1.加强领导；2.落实责任；3.强化督查。",
        "成绩如下。一、二年级优秀率为90%。三、四年级为95%。",
        "依照第三条规定处理。第四条规定的情形除外。",
        "到2025年。2022年招生1.5万人，比例为4:6。3所学校试点。10月完成。",
    ],
)
def test_lists_inside_a_sentence_stay_one_paragraph(text: str) -> None:
    assert [p.text for p in parse("办法", LONG, text).paragraphs[2:]] == [text]


def test_a_gap_and_a_doubled_number_are_told() -> None:
    found = by_anchor(
        parse(
            "方案",
            LONG,
            "一、总则",
            "（一）目的。" + LONG,
            "（三）范围。" + LONG,
            "（三）原则。" + LONG,
            "三、附则",
            LONG,
        )
    )
    assert codes(found["一/(三)"]) == ["numbering_gap"]
    assert codes(found["一/(三)-2"]) == ["duplicate_number"]
    assert codes(found["三"]) == ["numbering_gap"]


def test_tables_count_under_their_label_and_notes_by_their_number() -> None:
    row = Block(BlockKind.TABLE_ROW, "区县：A；招生数：1200", place="t3/r2")
    note = Block(BlockKind.FOOTNOTE, "数据截至年底。", place="fn2")
    paragraphs = (Block(BlockKind.PARAGRAPH, text) for text in ("计划", LONG, "一、总则", LONG))
    read = ReadFile((*paragraphs, row, note))
    found = by_anchor(parse_document(read, doc_id="d", fallback_title="x"))
    assert found["一/t1/r2"].kind is ParagraphKind.TABLE_ROW
    assert found["一/t1/r2"].heading_path == ("一、总则",)
    assert found["fn2"].kind is ParagraphKind.FOOTNOTE


def test_annexes_begin_anew_and_the_signature_stands_under_no_part() -> None:
    found = by_anchor(parse(
        "关于印发方案的通知", LONG, "一、要求", LONG, "附件：1.方案", "2.名单", "豫东市教育局", "2023年6月1日",
        "附件1", "工作方案", "一、目标", LONG, "附件2", "人员名单", "张三",
    ))  # fmt: skip
    assert found["p2"].text == "豫东市教育局"
    assert found["附件1/一"].label == "附件1一、"
    assert found["附件1/一"].heading_path == ("附件1", "工作方案", "一、目标")
    assert not any(p.notices for p in found.values())


def test_a_table_of_contents_repeats_headings_and_is_none() -> None:
    found = by_anchor(parse(
        "教育发展规划", "目录", "前言..........1", "第一章 基础..........2", "第二章 目标..........5", "前言", LONG, "第一章 基础", LONG,
        "第二章 目标", LONG,
    ))  # fmt: skip
    assert list(found) == ["title", "p1", "p2", "p3", "p4", "p5", "p6", "第一章", "第一章/p2", "第二章", "第二章/p2"]
    assert found["p5"].kind is ParagraphKind.HEADING
    assert found["第一章/p2"].heading_path == ("第一章 基础",)
    assert not any(p.notices for p in found.values())


def test_contents_without_page_numbers_end_where_the_first_entry_comes_again() -> None:
    found = by_anchor(parse("条例", "目　录", "第一章　总则", "第二章　附则", "第一章　总则", "第一条　为了规范，制定本条例。",
                            "第二章　附则", "第二条　本条例自2022年1月1日起施行。"))  # fmt: skip
    assert [a for a in found if a.startswith("第")] == ["第一章", "第一章/第一条", "第二章", "第二章/第二条"]


def test_a_title_between_contents_and_text_is_the_title() -> None:
    for title, lines in (
        ("江南省民办学校招生办法", ("第一条　为了规范招生，制定本办法。", "第二条　本办法自公布之日起施行。")),
        ("2024年全市教育工作要点", (LONG, LONG)),
    ):
        document = parse(
            "目　录", "第一章　总则", "第二章　附则", title, LONG, "第一章　总则", lines[0], "第二章　附则", lines[1]
        )
        assert document.title == title
        assert [p.label for p in document.paragraphs[:5]] == [""] * 5
        assert document.paragraphs[-1].heading_path == ("第二章 附则",)
        assert not any(p.notices for p in document.paragraphs)


def test_contents_whose_headings_run_into_their_bodies_number_nothing() -> None:
    entries = ("一、发展基础", "二、主要目标", "三、保障措施")
    document = parse("目录", *entries, "江南省教育发展规划", *(f"{entry}。{LONG}" for entry in entries))
    assert document.title == "江南省教育发展规划"
    assert [p.label for p in document.paragraphs] == [""] * 5 + ["一、", "二、", "三、"]


def test_behind_the_numbered_items_of_a_list_nothing_is_introduced() -> None:
    found = by_anchor(parse(
        "办法", "第一条　申请应当符合下列条件：", "（一）有场所；", "（二）有经费。", "不符合条件的，不予批准，并书面说明理由。", "第二条　" + LONG
    ))  # fmt: skip
    assert found["第一条/(二)"].lead == "申请应当符合下列条件"
    assert found["第一条/p2"].lead == ""


def test_items_without_numbers_are_introduced_as_long_as_semicolons_part_them() -> None:
    items = ("特困供养学生；", "孤儿（含事实无人抚养儿童）；", "烈士子女。")
    found = parse(
        "办法", "下列学生直接认定为家庭经济困难学生：", *items, "公示时不得涉及隐私。", "另行规定的如下：", LONG
    )
    leads = [one.lead for one in found.paragraphs]
    assert leads == ["", "", *["下列学生直接认定为家庭经济困难学生"] * 3, "", "", ""]


def test_an_introduction_holds_for_the_numbers_of_its_own_part_only() -> None:
    materials = ("年度检查时，民办学校应当提交下列材料：", "（一）办学许可证副本；", "（二）上一年度财务审计报告。")
    articles = ("第三条　民办学校收取的学费应当用于教育。", "第四条　违反本办法的，由县教育局责令改正。")
    found = by_anchor(parse("办法", "第二条　民办学校实行年度检查制度。", *materials, *articles))
    assert found["第二条/(二)"].lead == "年度检查时，民办学校应当提交下列材料"
    assert (found["第三条"].lead, found["第四条"].lead) == ("", "")


def test_an_introduction_before_all_parts_ends_at_another_kind_of_number() -> None:
    materials = ("1．报名表，由学生本人填写；", "（1）一式两份，贴照片；", "2．户口簿。")
    found = by_anchor(
        parse("报名须知", "报名时应当提交下列材料：", *materials, "一、报名时间：3月1日至5日。", "二、地点：县教育局。")
    )
    assert [found[at].lead for at in ("1", "1/(1)", "2", "一", "二")] == ["报名时应当提交下列材料"] * 3 + [""] * 2


def test_numbers_of_a_note_count_for_the_note_alone() -> None:
    notes = ("注：1．增长率按可比口径计算。", "2．教师数不含临聘人员。")
    document = parse(
        "统计公报", "一、其他事项", "1．各校按时报送数据，务必准确。", *notes, "2．各校核对数据，逐项签字。"
    )
    found = {paragraph.text: paragraph for paragraph in document.paragraphs}
    assert [(found[note].anchor, found[note].number) for note in notes] == [("d/一/1/p2", ""), ("d/一/1/p3", "")]
    assert document.paragraphs[-1].anchor == "d/一/2"
    assert not any(paragraph.notices for paragraph in document.paragraphs)


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (("1.报名", LONG, "2.提交材料", LONG, "注：1.原件现场查验。2.复印件留存。", "3.审核", LONG, "4.录取"), ["1.", "2.", "3.", "4."]),
        (("1.报名。", "备注：1.需要带身份证。", "2.审核。由学校审核。", "3.录取。由学校录取。"), ["1.", "2.", "3."]),
        (("1.普通高中招生500人。", "注：1.不含民办。2.含特长生。", "3.中职招生300人。"), ["1.", "3."]),
        (("一、计划", "1.高中。", "2.中职。", "注：1.不含民办。", "2.含特长生。", "3.含技校。", "二、报名", "1.时间"), ["一、", "1.", "2.", "二、", "1."]),
        (("一、计划", "1.高中。2.中职。", "注：1.不含民办。", "2.含特长生。", "二、报名", "1.时间"), ["一、", "1.", "2.", "二、", "1."]),
        (("一、计划", "1.普通高中招生500人。", "注：1.不含民办。", "2.含特长生。", "二、报名", "1.时间"), ["一、", "1.", "二、", "1."]),
    ],
)  # fmt: skip
def test_a_list_goes_on_behind_a_note_in_it(lines: tuple[str, ...], numbers: list[str]) -> None:
    assert [paragraph.number for paragraph in parse("招生方案", *lines).paragraphs if paragraph.number] == numbers


def test_questions_and_answers_marked_in_brackets_are_pairs() -> None:
    pairs = ("【问】收费吗？", "【答】不收费。", "【问】可以中途退出吗？", "【答】可以，须提前3天书面申请。")
    found = {paragraph.text: paragraph for paragraph in parse("课后服务问答", *pairs).paragraphs}
    assert found[pairs[3]].heading_path == ("【问】可以中途退出吗",)
    assert found[pairs[3]].label_end == 3


def test_a_typed_heading_stands_over_the_numbers_that_begin_after_it() -> None:
    found = by_anchor(
        parse(
            "工作报告",
            LONG * 2,
            "去年工作回顾",
            LONG * 2,
            "今年工作安排",
            LONG * 2,
            "(一)稳增长。" + LONG,
            "(二)惠民生。" + LONG,
        )
    )
    assert found["p2"].kind is ParagraphKind.HEADING
    assert found["(二)"].heading_path == ("今年工作安排", "(二)惠民生")
    assert found["(二)"].label == "(二)"


def test_a_contact_in_a_table_row_leaves_too() -> None:
    row = Block(BlockKind.TABLE_ROW, "学校：二中；招生(微信:abc123)人；咨询电话：0371-65901234", place="t1/r2")
    paragraph = parse_document(ReadFile((row,)), doc_id="d", fallback_title="x").paragraphs[0]
    assert paragraph.text == "学校：二中；招生〔原文此处数字缺失〕人；咨询电话：0371-65901234"


def test_a_first_number_glued_to_the_title_before_it_counts_where_a_second_follows() -> None:
    text = (
        "现将要点印发给你们，请认真贯彻落实。2024年2月18日2024年城市管理工作要点一、工作目标。坚持人民城市人民建，完成投资30亿元。"
        "二、主要任务1.推进精细管理。整治12条道路；2.整治市容环境。清理占道经营3500处。"
    )
    found = by_anchor(parse("关于印发工作要点的通知", text))
    assert list(found) == ["title", "p1", "一", "二", "二/1", "二/2"]
    assert found["一"].text == "一、工作目标。坚持人民城市人民建，完成投资30亿元。"
    assert list(by_anchor(parse("汇报", "会议认为应当统一、规范管理。二、三年级学生全部到校。"))) == ["title", "p1"]


def test_unnumbered_last_parts_stand_under_no_chapter() -> None:
    found = parse(
        "低保实施细则", "第一章　申请", "第一条　申请应当提交材料。", "附　则", "第二条　本细则自印发之日起施行。"
    ).paragraphs
    assert [p.heading_path for p in found[-2:]] == [("附 则",), ("附 则",)]
    assert not any(p.notices for p in found)
    report = parse(
        "政府工作报告",
        "一、重点工作",
        "坚持依法行政，自觉接受人大监督。",
        "名词解释：",
        "1.“一老一小”：指老年人和婴幼儿。",
    )
    assert report.paragraphs[-1].heading_path[:1] == ("名词解释",)


def test_a_question_is_the_heading_of_its_answer() -> None:
    found = parse(
        "招生政策问答", "1.问：中考总分是多少？", "答：总分为750分。", "2.问：录取批次有几个？", "答：共三个批次。"
    ).paragraphs
    assert [p.kind for p in found[1:]] == ["heading", "body", "heading", "body"]
    assert found[2].heading_path[-1] == "1.问：中考总分是多少"


def test_a_question_without_a_number_is_the_heading_of_its_answer_too() -> None:
    pairs = ("问：什么时候申请？", "答：每学期开学后两周内。", "问：向谁申请？", "答：向就读学校提出。")
    found = {one.text: one for one in parse("资助政策问答", "一、学前教育", *pairs, "二、高中", *pairs[:2]).paragraphs}
    assert found[pairs[0]].kind is ParagraphKind.HEADING
    assert found[pairs[3]].heading_path == ("一、学前教育", "问：向谁申请")
    assert found["二、高中"].heading_path == ("二、高中",)


def test_a_name_behind_an_annex_number_is_its_title() -> None:
    found = parse("行动计划", "一、目标", "到2025年基本实现均衡。", "附件3", "名词解释", "1.本科：大学。").paragraphs
    assert [one.text for one in found[3:5]] == ["附件3", "名词解释"]


def test_the_number_of_an_annex_and_of_its_item_stand_apart() -> None:
    found = parse("通知", "一、目标", "做好工作。", "附件3", "1.做好招生。", "2.做好培训。").paragraphs
    assert [one.label for one in found[-2:]] == ["附件3 1.", "附件3 2."]


def test_a_number_that_lost_its_first_bracket_counts() -> None:
    found = by_anchor(parse("要点", "一、任务", "（一）学前教育", "做好招生。", "二）义务教育", "做好招生。"))
    assert "一/二" in " ".join(found)


def test_formal_numerals_stand_over_plain_ones() -> None:
    found = by_anchor(
        parse(
            "发展规划",
            "壹、总体要求",
            "一、指导思想",
            "坚持以人民为中心。",
            "二、目标",
            "普惠率达到95%。",
            "贰、任务",
            "一、扩大资源",
            "新建幼儿园3所。",
        )
    )
    assert list(found)[1:] == ["壹", "壹/一", "壹/一/p2", "壹/二", "壹/二/p2", "贰", "贰/一", "贰/一/p2"]
    assert not any(paragraph.notices for paragraph in found.values())


@pytest.mark.parametrize(
    ("drawn", "anchors"),
    [
        (("壹、", "贰、"), ["壹", "贰"]),
        (("子、", "丑、"), ["子", "丑"]),
        (("1st", "2nd"), ["1st", "2nd"]),
        (("附件一", "附件二"), ["附件一", "附件二"]),
        (("一是", "二是"), ["一是", "二是"]),
        (("注：", "注："), ["注", "注-2"]),
    ],
)
def test_a_drawn_number_of_any_kind_is_the_paragraph_s_number(drawn: tuple[str, str], anchors: list[str]) -> None:
    words = "各校要成立工作领导小组，由校长任组长。"
    read = ReadFile(tuple(Block(BlockKind.PARAGRAPH, words, number=number) for number in drawn))
    paragraphs = parse_document(read, doc_id="d", fallback_title="文件").paragraphs
    assert [(p.number, p.anchor, p.notices) for p in paragraphs] == [
        (number, f"d/{anchor}", ()) for number, anchor in zip(drawn, anchors, strict=True)
    ]


def test_sections_without_chapters_and_decimals_under_the_next_parent_nest_as_they_count() -> None:
    found = by_anchor(parse(
        "发展规划", "一、发展基础", LONG, "二、主要任务", "第一节　推进公平", "1.1 扩大资源", LONG, "1.2 优化布局", LONG,
        "第二节　加强队伍", "2.1 师德建设", LONG,
    ))  # fmt: skip
    assert list(found)[3:] == [
        "二", "二/第一节", "二/第一节/1.1", "二/第一节/1.1/p2", "二/第一节/1.2", "二/第一节/1.2/p2",
        "二/第二节", "二/第二节/2.1", "二/第二节/2.1/p2",
    ]  # fmt: skip


def test_a_gap_and_a_doubled_number_among_decimals_are_told() -> None:
    found = by_anchor(parse("发展规划", "1.1 目标", LONG, "1.2 任务", LONG, "1.4 措施", LONG, "1.4 保障", LONG))
    assert list(found)[1::2] == ["1.1", "1.2", "1.4", "1.4-2"]
    told = {anchor: codes(paragraph) for anchor, paragraph in found.items() if paragraph.notices}
    assert told == {"1.4": ["numbering_gap"], "1.4-2": ["duplicate_number"]}
    assert list(by_anchor(parse("工作报告", "1.5 万名教师参加培训", "1.8 亿元投入到位")))[1:] == ["p1", "p2"]


def test_chinese_numerals_with_a_blank_only_count_in_sequence() -> None:
    assert list(by_anchor(parse("发展规划", "一　总体要求", LONG, "二　主要任务", LONG)))[1:] == [
        "一", "一/p2", "二", "二/p2",
    ]  # fmt: skip
    assert list(by_anchor(parse("发展规划", LONG, "一 所学校一个方案", LONG)))[1:] == ["p1", "p2", "p3"]


def test_numbered_subarticles_stand_under_their_article_and_cited_ones_are_none() -> None:
    found = by_anchor(
        parse("管理办法", "第一条　职责", f"第一款　{LONG}", f"第二款　{LONG}", "第二条　违反前条第一款规定的，予以处理。",
              "第一款所称学校，是指中小学。")
    )  # fmt: skip
    assert list(found)[1:] == ["第一条", "第一条/第一款", "第一条/第二款", "第二条", "第二条/p2"]


def test_an_annex_may_be_named_behind_its_number() -> None:
    found = by_anchor(
        parse("关于招生的通知", "各校：", LONG, "附件1 招生计划表", LONG, "附件2　日程安排", "一、报名", LONG)
    )
    assert list(found)[3:] == ["附件1", "附件1/p2", "附件2", "附件2/一", "附件2/一/p2"]
    assert found["附件1/p2"].heading_path == ("附件1 招生计划表",)


def test_a_numbered_line_is_no_title() -> None:
    assert parse("1.1 目标", LONG, "1.2 措施", LONG).title == "文件"


def test_a_number_glued_to_a_heading_that_ends_like_a_picture_s_name_counts() -> None:
    text = "坚持改革。一、绘就发展蓝图1加强领导。成立专班。2完善制度。压实责任。二、保障措施3加大投入。落实经费。"
    assert {"一/1", "一/2"} <= set(by_anchor(parse("工作要点", text)))


def test_figures_inside_articles_and_numbers_of_annexes_begin_no_items() -> None:
    articles = (
        "第十五条　学校应当建立家长陪餐制度，每周至少安排1次家长陪餐，每次不少于3名家长。",
        "第十六条　学生餐费标准由学校提出，不得超过附件2规定的最高限价。",
        "第十七条　每个食堂至少设3处留样点。",
    )
    found = by_anchor(parse("用餐管理规定", "第四章　陪餐", *articles))
    assert [anchor for anchor in found if anchor not in ("title", "第四章")] == [
        "第四章/第十五条", "第四章/第十六条", "第四章/第十七条",
    ]  # fmt: skip


def test_what_stands_alone_before_a_colon_introduces_nothing() -> None:
    document = parse("办事问答", "问：要带什么材料？", "答：", "1.户口簿；", "2.房产证。")
    assert [paragraph.lead for paragraph in document.paragraphs if paragraph.number] == ["", ""]


def test_items_that_begin_with_a_year_or_a_month_keep_their_numbers() -> None:
    items = ("1.2022年全市计划招生1万人。", "2.2月底前完成摸底。", "3.6月15日前公布名单。")
    assert [p.number for p in parse("工作要点", "一、招生", *items).paragraphs if p.kind == "body"] == [
        "1.",
        "2.",
        "3.",
    ]


def test_articles_without_a_blank_keep_their_numbers_before_common_words() -> None:
    articles = (
        "第一条为规范管理，制定本办法。",
        "第二条所需经费由县财政承担。",
        "第三条及时公开结果。",
        "第四条至少每年检查一次。",
    )
    assert [p.number for p in parse("管理办法", *articles).paragraphs if p.number] == [
        "第一条",
        "第二条",
        "第三条",
        "第四条",
    ]


def test_the_colon_of_a_web_address_ends_no_heading() -> None:
    text = "二、报名网址https://zs.example.gov.cn/2024，请家长登录。"
    found = by_anchor(parse("招生方案", LONG, "一、报名时间：7月8日。", text))
    assert (found["一"].heading_path, found["二"].heading_path) == (("一、报名时间",), ())


def test_a_first_sentence_that_sets_a_limit_or_says_who_does_what_is_no_heading() -> None:
    document = parse(
        "招生通知",
        "八、特殊群体",
        "（一）残疾儿童由县专家委员会评估后，安排随班就读。评估时间为6月12日至6月14日。",
        "（二）小学每班不超过45人，初中不超过50人。确需突破的须经批准。",
        "（三）规范招生。不得提前招生。",
    )
    assert [p.heading_path[-1] for p in document.paragraphs[2:]] == ["八、特殊群体", "八、特殊群体", "（三）规范招生"]


def test_plans_named_by_their_number_are_no_numbers_of_parts() -> None:
    document = parse(
        "2026年工作要点",
        "一、总体要求",
        "坚持五育并举。",
        "十三五、十四五期间，全市新建学校20所。",
        "十四五、十五五期间入学率分别达到92%和95%。",
    )
    assert [p.label for p in document.paragraphs[3:]] == ["", ""]
    assert {p.heading_path for p in document.paragraphs[3:]} == {("一、总体要求",)}
