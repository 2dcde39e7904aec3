"""Cut marks of previews and pages: which leave, and which numbers are left alone."""

from __future__ import annotations

import time

import pytest

from tests.ingest.documents import codes, parse

BODY = (
    "为深入贯彻落实党的教育方针，扎实做好我区2023年义务教育招生入学工作，结合我区实际，制定本方案。一、招生计划"
    "（一）小学招生。全区共有公办小学56所，计划招生12000人，班额不超过45人。其中新建小学3所，学位2400个。"
    "（二）初中招生。全区公办初中28所，计划招生9800人，比2022年增加5%。民办初中4所，计划招生1200人。二、工作要求"
    "1、加强领导。各校要成立招生工作领导小组，校长任组长，明确责任分工。2、严肃纪律。严禁以任何形式组织入学考试。"
    "3、做好宣传。及时公布招生政策，主动接受社会监督，确保招生工作公平公正、平稳有序，让人民群众满意放心。"
)
LABELS = ["", "", "一、", "一、（一）", "一、（二）", "二、", "二、1、", "二、2、", "二、3、"]


@pytest.mark.parametrize(
    "mark",
    [
        "{}、",
        "{}.",
        "({})",
        "（{}）",
        "[{}]",
        "【{}】",
        "第{}页",
        "- {} -",
        "— {} —",
        "〔{}〕",
        "<{}>",
        "<<{}>>",
        "『{}』",
        "({}/9)",
        "[{}/9]",
        "~{}~",
        "={}=",
        "*{}*",
        "★{}★",
        "—第{}页—",
        "第{}頁",
        "[第{}段]",
        "（第{}部分）",
        "p.{} ",
        "页码：{} ",
    ],
)
@pytest.mark.parametrize("length", [70, 90, 110])
@pytest.mark.parametrize("embedded", [False, True])
def test_marks_of_any_style_and_length_leave_and_the_items_stay(mark: str, length: int, embedded: bool) -> None:
    pieces = [mark.format(i // length + 1) + BODY[i : i + length] for i in range(0, len(BODY), length)]
    document = parse("2023年招生方案", *(["".join(pieces)] if embedded else pieces))
    assert "".join(p.text for p in document.paragraphs[1:]) == BODY
    assert [p.label for p in document.paragraphs] == LABELS
    told = [n for p in document.paragraphs for n in p.notices if n.code == "page_split"]
    assert len(told) == len(pieces)


def test_bracketed_page_marks_in_chinese_numerals_leave() -> None:
    pieces = [f"（第{'一二三四'[i // 90]}页）" + BODY[i : i + 90] for i in range(0, len(BODY), 90)]
    assert "".join(p.text for p in parse("2023年招生方案", "".join(pieces)).paragraphs[1:]) == BODY


TWICE = BODY + BODY.replace("小学", "中学")


@pytest.mark.parametrize("length", [133, 187, 214, 257, 297, 380])
def test_two_pieces_in_one_paragraph_join_where_the_second_mark_tears_a_word(length: int) -> None:
    text = TWICE[: length * 2 - 20]
    document = parse("2023年招生方案", f"1、{text[:length]}2、{text[length:]}")
    assert "".join(p.text for p in document.paragraphs[1:]) == text


@pytest.mark.parametrize(
    "real",
    [
        "1、" + "加强组织领导，明确责任分工，" * 9 + "2、强化督导检查，落实奖惩。",
        "1、" + "全区现有小学56所，初中28所，" * 9 + "计划在两年内新建小学2、初中3，改扩建高中1。",
        "1、" + "各校要严格执行课程方案，不得随意增减课时，" * 6 + "重点抓好2、3年级的阅读教学。",
        "1、" + "各校要严格执行课程方案，不得随意增减课时，" * 6 + "达到2、3个百分点。",
    ],
)
def test_a_second_number_in_a_paragraph_that_tears_no_word_stays(real: str) -> None:
    document = parse("2023年招生方案", real)
    assert "".join(p.text for p in document.paragraphs[1:]) == real
    assert not any("page_split" in codes(p) for p in document.paragraphs)


def test_names_with_numbers_and_fractions_inside_the_text_are_no_marks() -> None:
    filling = "各校要认真落实各项工作，" * 8
    for real in (
        "改造P1实验室。" + "建设P2实验室，" * 20 + "推进P3实验室建设。",
        "推进No.1工程，" + filling + "推进No.2工程，" + filling + "推进No.3工程。",
        "第一页为封面，" + filling + "第二页为目录，" + filling + "第三页为正文。",
        f"完成率1/3，{filling}完成率2/3，{filling}完成率3/3。",
    ):
        assert "".join(p.text for p in parse("2023年招生方案", real).paragraphs[1:]) == real


def test_more_marks_than_a_preview_makes_are_none_and_take_no_time() -> None:
    text = "".join(f"{n % 9 + 1}、" for n in range(400_000))
    begun = time.process_time()
    document = parse("2023年招生方案", text)
    assert time.process_time() - begun < 40  # 4 s
    assert "".join(p.text for p in document.paragraphs[1:]) == text


def test_items_from_eleven_on_in_running_text_are_not_taken_apart() -> None:
    items = [f"{n}、推进义务教育优质均衡发展，新增学位{n}个，覆盖全县。" for n in range(1, 40)]
    document = parse("2024年工作要点", "".join(items))
    assert [p.text for p in document.paragraphs[1:]] == items
    assert not any("page_split" in codes(p) for p in document.paragraphs)


def test_a_cut_inside_a_ratio_counts_as_one_inside_a_sentence() -> None:
    filling = "各校要成立招生工作领导小组，明确责任分工。完善教师培训制度，提升教育教学质量。"
    ends = (
        ("", "落实到人。"),
        ("", "落实到位。"),
        ("", "职普比不低于4:"),
        ("6的要求不变，", "大力发展普惠"),
        ("性幼儿园。", "办好学校。"),
    )
    pieces = [begin + (filling * 3)[: 90 - len(begin + end)] + end for begin, end in ends]
    document = parse("2023年招生方案", *(f"{n}、{piece}" for n, piece in enumerate(pieces, 1)))
    assert "".join(p.text for p in document.paragraphs[1:]) == "".join(pieces)


@pytest.mark.parametrize("length", range(60, 140, 7))
def test_a_cut_beside_an_item_number_costs_neither(length: int) -> None:
    at = BODY.index("1、加强") - length * 2
    text = BODY[max(at, 0) :]
    pieces = [f"{i // length + 1}、" + text[i : i + length] for i in range(0, len(text), length)]
    assert "".join(p.text for p in parse("2023年招生方案", *pieces).paragraphs[1:]) == text


def test_a_true_list_at_line_starts_keeps_its_numbers() -> None:
    items = [
        f"{n}、{text}"
        for n, text in enumerate(("按时到校，不迟到不早退", "认真听讲，积极发言", "爱护公物", "团结同学"), 1)
    ]
    document = parse("班级公约", "为营造良好班风，经全班讨论，制定以下公约，请同学们遵守", *items)
    assert [p.number for p in document.paragraphs[2:]] == ["1、", "2、", "3、", "4、"]
    assert not any("page_split" in codes(p) for p in document.paragraphs)


def test_long_items_without_final_stops_are_not_taken_for_cuts() -> None:
    items = (
        "1、加强领导。各校要高度重视安全工作，成立领导小组，由校长任组长，分管副校长任副组长",
        "2、落实责任。各处室要明确分工，层层签订责任书，把责任落实到每一个岗位和每一个人",
        "3、强化督查。教育局将不定期组织检查，对工作不力的单位和个人进行通报批评并追究责任",
    )
    document = parse("管理制度", "为加强学校管理，制定本制度。", *items)
    assert [p.text for p in document.paragraphs[2:]] == list(items)
    assert "truncated" not in codes(document.paragraphs[-1])


@pytest.mark.parametrize(
    "number", ["— {} —", "- {} -", "－{}－", "‐{}‐", "− {} −", "─{}─", "第 {} 页 共 4 页", "第{}页", "{}/4", "{}"]
)
def test_page_numbers_on_lines_of_their_own_leave_and_their_halves_join(number: str) -> None:
    document = parse(
        "关于做好督导工作的意见",
        "各地要加强组织领导，配齐配强督学队伍，每5所学校配备1名责",
        number.format(1),
        "任督学，确保督导工作经费足额到位。",
        number.format(2),
        "一、总体要求",
        "全面贯彻党的教育方针，深化体制机制改革，推动工作落地见效。",
        number.format(3),
    )
    texts = [p.text for p in document.paragraphs[1:]]
    assert texts[0] == "各地要加强组织领导，配齐配强督学队伍，每5所学校配备1名责任督学，确保督导工作经费足额到位。"
    assert texts[1:] == ["一、总体要求", "全面贯彻党的教育方针，深化体制机制改革，推动工作落地见效。"]


def test_a_figure_that_is_a_clause_goes_on_behind_a_page_number() -> None:
    lines = (
        "（一）新建学校2所，改扩建学校",
        "－1－",
        "5所，新增学位3200个。",
        "（二）培训教师",
        "－2－",
        "1200人次，教研2次。",
    )
    texts = [p.text for p in parse("工作要点", "为做好工作，制定本要点。", *lines).paragraphs[2:]]
    assert texts == ["（一）新建学校2所，改扩建学校5所，新增学位3200个。", "（二）培训教师1200人次，教研2次。"]
    dated = ("（一）主要目标", "－1－", "2025年，新建学校2所。")
    texts = [p.text for p in parse("工作要点", "为做好工作，制定本要点。", *dated).paragraphs[2:]]
    assert texts == ["（一）主要目标", "2025年，新建学校2所。"]


def test_a_bare_figure_that_follows_a_sure_page_number_is_one_too() -> None:
    document = parse(
        "管理制度",
        "为加强学校管理，制定本制度。",
        "— 2 —",
        "二、配备教师，2025年底前全部配齐。",
        "3",
        "三、建好辅导室。",
    )
    assert [p.text for p in document.paragraphs[2:]] == ["二、配备教师，2025年底前全部配齐。", "三、建好辅导室。"]


def test_a_single_figure_on_a_line_is_not_a_page_number() -> None:
    document = parse("统计简报", "全市学校总数如下，请各单位核对。", "1200", "以上数据截至年底。")
    assert [p.text for p in document.paragraphs[2:]] == ["1200", "以上数据截至年底。"]


@pytest.mark.parametrize(
    "lines",
    [
        ("学校数（所）", "12", "班级数（个）", "13", "教师数（人）", "14"),
        ("下达各县任务如下", "甲县", "120", "乙县", "121", "以上任务须按期完成。"),
        ("室温不低于", "18", "摄氏度，不高于", "19", "摄氏度。"),
        ("比赛结果", "一中", "3/5", "二中", "4/5"),
        ("1", "推进公路建设，新改建农村公路65公里。", "2", "推进桥梁建设，新建桥梁12座。"),
        ("2023", "年度投资3亿元，" + "建成一批项目，" * 30, "2024", "年度投资4亿元。", "2025", "年度投资5亿元。"),
        ("全市共有学校：", "12", "全市共有教师：" + "其中各县分别核定，" * 20, "13", "以上数据截至年底。"),
        ("全市新建学校", "12", "所，" + "各县认真组织实施，" * 20 + "改造操场", "13", "个。"),
        ("开工率", "— 1 —", "不低于", "2", "成。"),
    ],
)
def test_figures_alone_on_lines_that_the_text_states_are_no_page_numbers(lines: tuple[str, ...]) -> None:
    texts = [p.text for p in parse("2024年工作要点", "现将有关事项公布。", *lines).paragraphs[2:]]
    assert texts == [line for line in lines if line != "— 1 —"]


def test_bare_numbers_a_page_apart_are_page_numbers_that_of_a_short_last_page_too() -> None:
    pages = ["各地要高度重视，加强组织领导，明确责任分工，细化工作措施，确保各项任务按期完成。" * 4] * 3
    document = parse("工作意见", pages[0], "7", pages[1], "8", pages[2], "9", "本意见自发布之日起施行。落款略。", "10")
    assert [p.text for p in document.paragraphs[1:]] == [*pages, "本意见自发布之日起施行。落款略。"]


def test_bare_numbers_within_sentences_that_have_their_figures_are_page_numbers() -> None:
    document = parse("工作要点", "— 5 —", "新增床位张数和覆盖率达到", "6", "90%以上。投资完成", "7", "12亿元。")
    assert [p.text for p in document.paragraphs[1:]] == ["新增床位张数和覆盖率达到90%以上。投资完成12亿元。"]


def test_lines_of_a_fixed_width_join() -> None:
    text = BODY[: BODY.index("一、")] + BODY[BODY.index("及时公布") :]
    lines = [text[at : at + 30] for at in range(0, len(text), 30)]
    assert [p.text for p in parse("2023年招生方案", *lines).paragraphs[1:]] == [text]


@pytest.mark.parametrize(
    "lines",
    [
        ("课后服务费按每生每月85", ".5元的标准收取。"),
        ("教师培训每人每年不少于7", "2学时，按规定执行。"),
        ("总体近视率比上年下降1.", "5个百分点。"),
        ("全年新增普惠性学前教育学位1200", "个，新建幼儿园6所。"),
        ("完善教师培训制度", "，提高教育质量。"),
    ],
)
def test_what_cannot_begin_a_paragraph_goes_on_with_the_one_before(lines: tuple[str, ...]) -> None:
    texts = [p.text for p in parse("2024年工作要点", "现将有关事项公布。", *lines, "各校抓好落实。").paragraphs[2:]]
    assert texts == ["".join(lines), "各校抓好落实。"]


@pytest.mark.parametrize(
    "lines",
    [("全校学生共1200", "人民政府要加强领导。"), ("经费合计85", "个人不得挪用。"), ("共3页", "2", "元旦放假1天。")],
)
def test_what_only_looks_like_the_rest_of_a_figure_stays_a_paragraph(lines: tuple[str, ...]) -> None:
    texts = [p.text for p in parse("2024年工作要点", "现将有关事项公布。", *lines).paragraphs[2:]]
    assert texts[-1] == lines[-1]


def test_pages_of_unequal_length_join_where_a_file_name_or_site_lines_show_a_preview() -> None:
    document = parse(
        "某校2021年工作总结及2022年工作计划.docx",
        "1、2021年，我校认真贯彻落实上级决策部署，扎实开展各项工作，取得明显成效。一、2021年总结（一）党建引领有力。全年召开会议24次，组织学习"
        "教育活动36次，发展党员5名，党员示范岗作用明显增强。（二）教育质量稳步提",
        "2、升。高考一本上线320人，上线率45%。二、2022年计划（一）强化党建。开展主题教育，健全长效机制，完善学习制度，推动党建与业务深度融合。"
        "（二）狠抓质量。本科上线率达到85%以上，职业教育对口升学上线率达到",
        "3、95%以上。（三）改善条件。新建教学楼1栋。",
    )
    assert document.year == 2022
    assert [p.label for p in document.paragraphs[1:]] == [
        "",
        "一、",
        "一、（一）",
        "一、（二）",
        "二、",
        "二、（一）",
        "二、（二）",
        "二、（三）",
    ]
    assert document.paragraphs[4].text.startswith("（二）教育质量稳步提升。")
    assert document.paragraphs[7].text.endswith("上线率达到95%以上。")


def _cut(text: str, length: int, mark: str) -> list[str]:
    return [mark.format(i // length + 1) + text[i : i + length] for i in range(0, len(text), length)]


def test_page_marks_that_all_fall_on_sentence_ends_leave() -> None:
    sentence = "各校要成立招生工作领导小组，明确责任分工，完善教师培训制度，提升教育教学质量和水平，办好每一所学校。"
    for mark in ("第{}页", "第{}页/共3页", "（第{}页）", "Page {} of 3"):
        pieces = _cut(sentence * 6, len(sentence) * 2, mark)
        assert "".join(p.text for p in parse("2023年招生方案", "".join(pieces)).paragraphs[1:]) == sentence * 6


def test_a_bracket_that_a_page_mark_cuts_off_does_not_hide_the_mark() -> None:
    text = (BODY * 2).replace("结合我区实际，", "结合我区实际（含各乡镇），")
    length = text.index("（含") + 1
    pieces = _cut(text, length, "第{}页")
    assert "".join(p.text for p in parse("2023年招生方案", "".join(pieces)).paragraphs[1:]) == text


def test_dashes_of_the_text_beside_a_dashed_mark_stay() -> None:
    text = BODY.replace("二、工作要求", "——工作要求。")
    at = text.index("——")
    pieces = [f"- 1 -{text[: at // 2]}", f"- 2 -{text[at // 2 : at]}", f"- 3 -{text[at:]}"]
    assert "".join(p.text for p in parse("2023年招生方案", *pieces).paragraphs[1:]) == text


def test_a_mark_behind_a_figure_behind_a_sentence_end_leaves() -> None:
    sentence = "加快城镇建设，完善公共服务，推进县域经济协调发展，培育发展一批县域商业领跑县乡镇。"
    text = (sentence * 40)[:1007] + "。64个县市新增城镇常住人口。" + sentence * 4
    pieces = _cut(text, 101, "{}、")
    assert "。6411、个县市" in "".join(pieces)
    assert "".join(p.text for p in parse("2023年工作要点", "".join(pieces)).paragraphs[1:]) == text


def test_equal_round_pieces_are_cut_though_most_cuts_fall_on_sentence_ends() -> None:
    sentence = (
        "各校要成立招生工作领导小组，明确责任分工，完善教师培训制度，提升教育教学质量，办好每一所学校。各地抓好落实。"[
            :50
        ]
    )
    text = sentence * 2 + sentence * 2 + (sentence * 2)[:-5] + "增长17." + "4%，" + (sentence * 2)[3:]
    pieces = _cut(text, 100, "{}、")
    assert pieces[2].endswith("17.")
    assert "".join(p.text for p in parse("2023年招生方案", *pieces).paragraphs[1:]) == text
