from pathlib import Path

import pytest

from ingest.limits import MAX_REPEATED_CHARACTERS
from ingest.records import BlockKind
from tests.ingest.word_builder import cell, paragraph, placed_texts, read_body, row, run, table, texts


def rows_of(folder: Path, *rows: str) -> list[str]:
    return texts(read_body(folder, table(*rows)))


def bold(text: str) -> str:
    return cell(paragraph(run(text, "<w:b/>")))


def test_a_row_carries_its_headers_and_the_header_row_is_a_row_too(tmp_path: Path) -> None:
    body = paragraph("表前") + table(row("区县", "招生数"), row("A", "1200"), row("B", "")) + paragraph("表后")
    read = read_body(tmp_path, body + table(row("甲", "乙")))
    assert placed_texts(read.blocks) == [
        ("", "表前"), ("t1/r1", "区县；招生数"), ("t1/r2", "区县：A；招生数：1200"), ("t1/r3", "区县：B"), ("", "表后"),
        ("t2/r1", "甲；乙"),
    ]  # fmt: skip
    assert [b.kind for b in read.blocks if b.place] == [BlockKind.TABLE_ROW] * 4


def test_a_header_of_two_rows_names_columns_from_top_to_bottom(tmp_path: Path) -> None:
    assert rows_of(
        tmp_path,
        row(cell("2022年招生计划表", span=3)),
        row(cell("区县", merge="restart"), cell("招生计划", span=2)),
        row(cell(merge="continue"), "普高", "职高"),
        row("A", "300", "200"),
        row("B", cell("150", span=2)),
    ) == [
        "2022年招生计划表",
        "区县；招生计划",
        "区县；普高；职高",
        "区县：A；招生计划/普高：300；招生计划/职高：200",
        "区县：B；招生计划/普高：150；招生计划/职高：150",
    ]


def test_years_with_what_is_told_of_them_name_columns(tmp_path: Path) -> None:
    rows = (row("指标", "单位", "2022年实际", "2025年目标"), row("覆盖率", "%", "86.5", "92"))
    assert rows_of(tmp_path, *rows)[1:] == ["指标：覆盖率；单位：%；2022年实际：86.5；2025年目标：92"]


def test_a_value_merged_downwards_stands_in_each_row_it_covers(tmp_path: Path) -> None:
    assert rows_of(
        tmp_path,
        row("片区", "学校", "人数"),
        row(cell("东片", merge="restart"), "一中", "100"),
        row(cell("被遮住", merge="continue"), "二中", "200"),
        row(cell("西片", merge="restart"), "三中", "300"),
    )[1:] == [
        "片区：东片；学校：一中；人数：100",
        "片区：东片；学校：二中；人数：200",
        "片区：西片；学校：三中；人数：300",
    ]


def test_rows_that_begin_or_end_early_keep_their_columns(tmp_path: Path) -> None:
    assert rows_of(
        tmp_path,
        row("区县", "普高", "职高"),
        row("A", "1", "2"),
        row("3", "4", properties='<w:gridBefore w:val="1"/>'),
        row("B", "5", properties='<w:gridAfter w:val="1"/>'),
    )[2:] == ["普高：3；职高：4", "区县：B；普高：5"]


def test_marked_header_rows_are_believed(tmp_path: Path) -> None:
    marked = "<w:tblHeader/>"
    assert rows_of(tmp_path, row("100", "200", properties=marked), row("a", "b"), row("c", "d"))[1:] == [
        "100：a；200：b", "100：c；200：d",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ([("单位", "联系人"), ("教育局", "张三"), ("财政局", "李四")], "单位：财政局；联系人：李四"),
        ([("项目", "2021年", "2022年"), ("学校", "10", "12")], "项目：学校；2021年：10；2022年：12"),
        ([("", "普高", "职高"), ("A", "1", "2")], "A；普高：1；职高：2"),
        (
            [("序号", "责任单位", "任务"), ("1", "教育局", "招生"), ("2", "各单位", "招考")],
            "序号：2；责任单位：各单位；任务：招考",
        ),
        # Forms, figures and sentences in the first row are no header.
        ([("姓名", "张三", "性别", "男"), ("电话", "123", "地址", "某街")], "电话；123；地址；某街"),
        ([("项目名称", "甲工程"), ("建设单位", "乙局"), ("负责人", "丙")], "负责人；丙"),
        ([("姓名：", "张三"), ("爱好：", "书")], "爱好：；书"),
        ([("1", "2"), ("3", "4")], "3；4"),
        ([("甲。", "乙。"), ("丙。", "丁。")], "丙。丁。"),
        # Nor is a row that reads like those below it.
        ([("组长", "张三"), ("副组长", "李四")], "副组长；李四"),
        ([("组长", "张三"), ("副组长", "李四"), ("副组长", "王五")], "副组长；王五"),
        ([("7月8日", "网上报名"), ("7月10日", "现场审核")], "7月10日；现场审核"),
        ([("市教育局", "负责统筹协调"), ("市公安局", "负责户籍核验")], "市公安局；负责户籍核验"),
        ([("第一小学", "人民路"), ("第二小学", "中山路"), ("实验学校", "和平里")], "实验学校；和平里"),
        # The name of a kind may end its things too; a name over figures is one whatever it ends in.
        ([("学段", "责任单位"), ("小学段", "市教育局")], "学段：小学段；责任单位：市教育局"),
        ([("地区", "牵头人"), ("东城区", "张三"), ("西城区", "李四")], "地区：西城区；牵头人：李四"),
        ([("小学", "计划"), ("第一小学", "90"), ("第二小学", "80")], "小学：第二小学；计划：80"),
        # Ranges over figures, a long name by its brackets, an empty cell that is not the corner.
        ([("分数段", "600分以上", "550-599分"), ("人数", "120", "300")], "分数段：人数；600分以上：120；550-599分：300"),
        ([("指标", "600分以上", "550-599分"), ("人数", "300分以上", "450分以上")], "人数；300分以上；450分以上"),
        (
            [("学校", "招生计划（含随迁子女；不含特教班，具体人数以当年公布的招生计划为准）"), ("一小", "90")],
            "学校：一小；招生计划（含随迁子女；不含特教班，具体人数以当年公布的招生计划为准）：90",
        ),
        ([("学校", "", "计划"), ("一小", "人民路", "90")], "学校：一小；人民路；计划：90"),
        ([("阶段", "1月", "2月", "3月"), ("采购", "√", "", "√")], "阶段：采购；1月：√；3月：√"),
        ([("1班", "2班"), ("3班", "4班")], "3班；4班"),
        ([("项目", "性别", "10分", "8分"), ("跳绳", "男", "170", "145")], "项目：跳绳；性别：男；10分：170；8分：145"),
        ([("题型", "10分", "20分"), ("填空", "5分", "5分")], "填空；5分；5分"),
    ],
)  # fmt: skip
def test_a_header_is_told_from_forms_and_plain_rows(tmp_path: Path, rows: list[tuple[str, ...]], last: str) -> None:
    assert rows_of(tmp_path, *(row(*cells) for cells in rows))[-1] == last


def test_figures_below_a_merged_header_cell_name_columns(tmp_path: Path) -> None:
    assert rows_of(
        tmp_path,
        row(cell("项目", merge="restart"), cell("评分", span=2)),
        row(cell(merge="continue"), "10", "5"),
        row("内容", "好", "中"),
        row(cell("小计", span=3)),
    ) == ["项目；评分", "项目；10；5", "项目：内容；评分/10：好；评分/5：中", "小计"]


def test_names_below_a_header_cell_merged_across_need_no_merge_beside_them(tmp_path: Path) -> None:
    assert rows_of(
        tmp_path, row("", cell("招生计划", span=2)), row("区县", "普高", "职高"), row("A", "3", "2"), row("B", "1", "4")
    )[2:] == ["区县：A；招生计划/普高：3；招生计划/职高：2", "区县：B；招生计划/普高：1；招生计划/职高：4"]


def test_a_form_with_labels_merged_downwards_has_no_header(tmp_path: Path) -> None:
    assert rows_of(
        tmp_path,
        row(cell("责任人", merge="restart"), "所属", ""),
        row(cell(merge="continue"), "职务", ""),
        row(cell("电话", span=2), "123"),
    ) == ["责任人；所属", "责任人；职务", "电话；123"]


def test_rows_of_one_wide_value_show_a_form(tmp_path: Path) -> None:
    assert rows_of(
        tmp_path,
        row("姓名", "张三", "性别", "男"),
        row("学校", cell("实验小学", span=3)),
        row("简历", cell("2015年任校长。", span=3)),
    ) == ["姓名；张三；性别；男", "学校；实验小学", "简历；2015年任校长。"]


def test_a_bold_first_row_is_a_header_even_over_field_names(tmp_path: Path) -> None:
    assert rows_of(tmp_path, row(bold("名称"), bold("说明")), row("单位", "甲"), row("部门", "乙"))[1:] == [
        "名称：单位；说明：甲", "名称：部门；说明：乙",
    ]  # fmt: skip


def test_a_nested_table_follows_its_row_under_the_rows_place_and_its_name(tmp_path: Path) -> None:
    inner = table(row("校", "数"), row("一中", "1"))
    second = table(row("站", "距"), row("东站", "9"))
    body = table(row("区", "详情", "附"), row("甲", cell("见内表", inner + paragraph()), cell(second + paragraph())))
    assert placed_texts(read_body(tmp_path, body).blocks) == [
        ("t1/r1", "区；详情；附"), ("t1/r2", "区：甲；详情：见内表"),
        ("t1/r2/t1/r1", "区：甲；校；数"), ("t1/r2/t1/r2", "区：甲；校：一中；数：1"),
        ("t1/r2/t2/r1", "区：甲；站；距"), ("t1/r2/t2/r2", "区：甲；站：东站；距：9"),
    ]  # fmt: skip


def test_a_table_of_one_column_reads_as_paragraphs(tmp_path: Path) -> None:
    body = table(row(cell("第一段。", paragraph("第二段。", style="Heading1"))), row("第三段。"))
    read = read_body(tmp_path, body)
    assert [(b.kind, b.text, b.heading_level) for b in read.blocks] == [
        (BlockKind.PARAGRAPH, "第一段。", None), (BlockKind.PARAGRAPH, "第二段。", 1),
        (BlockKind.PARAGRAPH, "第三段。", None),
    ]  # fmt: skip


def test_running_text_that_a_table_only_arranges_reads_as_paragraphs(tmp_path: Path) -> None:
    long = "各区县教育局要高度重视招生工作，" * 5
    body = table(row(cell(f"{long}一。", f"{long}二。"), cell("右栏。")))
    assert texts(read_body(tmp_path, body), BlockKind.PARAGRAPH) == [f"{long}一。", f"{long}二。", "右栏。"]


def test_long_cells_under_a_header_stay_rows(tmp_path: Path) -> None:
    long = "推进义务教育优质均衡发展，" * 10
    body = table(row("任务", "责任单位"), row(cell(f"{long}。", f"{long}。"), "基教科"), row("招生", "考试院"))
    assert texts(read_body(tmp_path, body))[1] == f"任务：{long}。 {long}。责任单位：基教科"


def test_deleted_rows_and_cells_and_controls_around_rows(tmp_path: Path) -> None:
    body = table(
        row("区县", "人数"),
        row("删", "1", properties="<w:del/>"),
        f"<w:sdt><w:sdtContent>{row('A', '2')}</w:sdtContent></w:sdt>",
        row(cell("删", properties="<w:cellDel/>"), "B", f"<w:sdt><w:sdtContent>{cell('3')}</w:sdtContent></w:sdt>"),
    )
    assert placed_texts(read_body(tmp_path, body).blocks) == [
        ("t1/r1", "区县；人数"), ("t1/r2", "区县：A；人数：2"), ("t1/r3", "区县：B；人数：3"),
    ]  # fmt: skip


def test_a_long_merged_value_stands_only_in_its_first_row(tmp_path: Path) -> None:
    long = "长" * (MAX_REPEATED_CHARACTERS + 1)
    shown = rows_of(
        tmp_path,
        row("说明", "校", "数"),
        row(cell(long, merge="restart"), "一", "1"),
        row(cell(merge="continue"), "二", "2"),
    )
    assert shown[1:] == [f"说明：{long}；校：一；数：1", "校：二；数：2"]


def test_an_absurd_span_is_bounded(tmp_path: Path) -> None:
    assert rows_of(tmp_path, row("甲", cell("乙", span=2_000_000)), row("1", cell("2", span=999_999_999))) == [
        "甲；乙", "甲：1；乙：2",
    ]  # fmt: skip


def test_a_first_row_whose_words_come_again_below_is_no_header(tmp_path: Path) -> None:
    body = table(row("周一", "语文", "数学", "英语"), row("周二", "数学", "语文", "体育"))
    assert texts(read_body(tmp_path, body)) == ["周一；语文；数学；英语", "周二；数学；语文；体育"]


def test_a_header_typed_again_lower_down_is_no_value(tmp_path: Path) -> None:
    header = row("学校", "计划数")
    assert rows_of(tmp_path, header, row("一小", "270"), header, row("二小", "180"), header) == [
        "学校；计划数", "学校：一小；计划数：270", "学校；计划数", "学校：二小；计划数：180", "学校；计划数",
    ]  # fmt: skip


def test_a_table_that_goes_on_in_another_keeps_its_names(tmp_path: Path) -> None:
    first = table(row("学校", "统招"), row("一中", "500"))
    more = table(row("三中", "350"), row("四中", "300"))
    assert texts(read_body(tmp_path, first + paragraph() + more))[2:] == [
        "学校：三中；统招：350",
        "学校：四中；统招：300",
    ]
    assert texts(read_body(tmp_path, first + paragraph("附表") + more))[3:] == ["三中；350", "四中；300"]
    other = table(row("350", "三中"), row("300", "四中"))
    assert texts(read_body(tmp_path, first + other))[2:] == ["350；三中", "300；四中"]


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        (
            [("书名", "出版社"), ("红楼梦", "人民文学出版社"), ("三国演义", "岳麓书社")],
            "书名：三国演义；出版社：岳麓书社",
        ),
        ([("分管领导", "牵头科室"), ("张三", "基教科"), ("李四", "职教科")], "分管领导：李四；牵头科室：职教科"),
        ([("小学", "服务范围"), ("第一小学", "人民路"), ("希望学校", "解放路")], "小学：希望学校；服务范围：解放路"),
        ([("省份", "城市"), ("江苏", "南京市"), ("浙江", "杭州市")], "省份：浙江；城市：杭州市"),
        ([("收费吗？", "不收费"), ("每餐多少钱？", "12元"), ("每班多少人？", "45人")], "每班多少人？45人"),
        ([("实验小学", "张三", ""), ("二小", "李四", "45"), ("三小", "王五", "46")], "三小；王五；46"),
        ([("组长", "张三"), ("副组长", "李四"), ("成员", "王五")], "成员；王五"),
    ],
)
def test_a_column_s_name_may_end_like_what_is_in_it(tmp_path: Path, rows: list[tuple[str, ...]], last: str) -> None:
    assert rows_of(tmp_path, *(row(*cells) for cells in rows))[-1] == last
