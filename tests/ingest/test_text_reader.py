from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import UnreadableFile
from ingest.parsing import parse_document
from ingest.reading import read_file
from ingest.records import BlockKind, NoticeCode, ParagraphKind
from ingest.text_reader import read_lines
from tests.ingest.word_builder import texts

TEXT = "2022年全市教育工作要点\r\n\r\n一、招生　1200人。\n二、師資與經費"
LINES = ["2022年全市教育工作要点", "一、招生 1200人。", "二、師資與經費"]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r").encode("utf-8"),
    ],
)
def test_lines_come_as_blocks_whatever_the_encoding(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    read = read_file(path)
    assert texts(read) == LINES
    assert {b.kind for b in read.blocks} == {BlockKind.PARAGRAPH}
    assert [b.notices for b in read.blocks] == [(), (), ()]


def test_a_file_cut_in_the_middle_of_a_character_stays_utf8_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("教育工作要点".encode()[:-1])
    (block,) = read_file(path).blocks
    assert block.text == "教育工作要\ufffd"
    assert [n.code for n in block.notices] == [NoticeCode.DAMAGED_TEXT]


def test_a_stray_byte_does_not_turn_the_file_into_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("全市教育工作".encode() * 20 + b"\xff" + "要点。".encode())
    assert read_file(path).blocks[0].text == "全市教育工作" * 20 + "\ufffd要点。"


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 50, b"text\x00" * 9 + b"\x07\x00"])
def test_binary_data_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=r"a\.txt: it is no text in UTF-8, UTF-16 or GB18030\. Save it as"):
        read_file(path)


def test_a_web_page_named_txt_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<html>\n招生", encoding="utf-8")
    assert texts(read_file(path)) == ["<html>", "招生"]


@given(
    st.text(alphabet="教育招生。abc123　 \n", max_size=80), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"])
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_character_is_lost_or_added(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    if path.stat().st_size == 0:
        return
    assert "".join("".join(texts(read_file(path))).split()) == "".join(text.split())


def rows(text: str) -> list[str]:
    """The table rows among the lines of a text."""
    return [block.text for block in read_lines(text, tables=True) if block.kind is BlockKind.TABLE_ROW]


def test_tab_parted_lines_are_read_as_rows_under_their_header() -> None:
    text = (
        "资助标准\t\t\n项目\t对象\t金额（元）\n一等奖学金\t高三学生\t5000\n二等奖学金\t\t3000\n\n"
        "以上按学年发放。\n班级\t人数\n一班\t40\n二班\t42\n"
    )
    blocks = read_lines(text, tables=True)
    assert [(block.place, block.text) for block in blocks] == [
        ("", "资助标准"),
        ("t1/r1", "项目；对象；金额（元）"),
        ("t1/r2", "项目：一等奖学金；对象：高三学生；金额（元）：5000"),
        ("t1/r3", "项目：二等奖学金；金额（元）：3000"),
        ("", "以上按学年发放。"),
        ("t2/r1", "班级；人数"),
        ("t2/r2", "班级：一班；人数：40"),
        ("t2/r3", "班级：二班；人数：42"),
    ]
    assert rows("学校\t地址\t校长\n实验小学\t人民路1号\t张某\n") != []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("学校\t招生计划\n一中\t500\n二中\t300\n", "学校：二中；招生计划：300"),
        ("考试项目\t满分\n跳绳\t20\n长跑\t30\n", "考试项目：长跑；满分：30"),
        ("科目\t满分（分）\n语文\t120\n历史\t70\n", "科目：历史；满分（分）：70"),
        ("学段\t师生比\n小学\t1:19\n初中\t1:13.5\n", "学段：初中；师生比：1:13.5"),
        ("收费项目\t标准\n学费\t4000\n住宿费\t800\n", "收费项目：住宿费；标准：800"),
        ("年份\t投入\n2022\t500\n2023\t600\n", "年份：2023；投入：600"),
        ("项目\t2023年\n幼儿园\t12\n小学\t5\n", "项目：小学；2023年：5"),
        ("学校\t班级\n一中\t20\n二中\t30\n", "学校：二中；班级：30"),
        ("年份\t投入\n2022年\t500\n2023年\t600\n", "年份：2023年；投入：600"),
        ("乡镇\t留守儿童\n石桥镇\t320\n城关镇\t150\n", "乡镇：城关镇；留守儿童：150"),
        ("乡镇\t公办幼儿园\n石桥镇\t3\n城关镇\t5\n", "乡镇：城关镇；公办幼儿园：5"),
        ("年份\t毕业生\n2021\t4200\n2022\t5100\n", "年份：2022；毕业生：5100"),
        ("年级\t每天书面作业\n一年级\t0\n三年级\t60\n", "年级：三年级；每天书面作业：60"),
        ("学校\t体育馆\n一中\t2\n二中\t1\n", "学校：二中；体育馆：1"),
        ("学校名称\t招生计划\n第一中学\t600\n第二中学\t500\n实验高中\t450\n", "学校名称：第二中学；招生计划：500"),
        ("项目名称\t投资\n校舍改造\t500\n食堂新建\t120\n", "项目名称：食堂新建；投资：120"),
        ("单位名称\t电话\n县教育局\t5551234\n县财政局\t5551235\n", "单位名称：县财政局；电话：5551235"),
        ("项目\t分值\n面试\t50\n笔试\t60\n", "项目：笔试；分值：60"),
        ("课程名称\t课时\n语文\t6\n数学\t5\n", "课程名称：数学；课时：5"),
        ("机构名称\t床位\n县医院\t300\n养老院\t200\n", "机构名称：养老院；床位：200"),
        ("年级\t班主任\t班额\n七年级1班\t张某\t45\n七年级2班\t李某\t46\n", "年级：七年级2班；班主任：李某；班额：46"),
    ],
)
def test_things_of_a_kind_over_figures_are_a_table_s_rows(text: str, row: str) -> None:
    assert rows(text)[2] == row


@pytest.mark.parametrize(
    "text",
    [
        "1.\t招生对象\n2.\t招生计划\n3.\t报名时间\n",
        "一、\t招生对象\n二、\t招生计划120人\n三、\t报名时间\n",
        "\t招生对象\n\t招生计划\n\t120\n",
        "一、总则\t1\n二、招生\t3\n三、附则\t12\n",
        "张三\t李四\t王五\n赵六\t孙七\t周八\n",
        "姓名\t张三\t性别\t男\n民族\t汉\t电话\t0571\n",
        "项目名称\t教学楼\n建设地点\t东区\n总投资\t500万元\n",
        "班级\t人数\n一班\t40\n",
        "项目名称\t实验小学\n建筑面积\t3000\n总投资\t500\n",
        "招生对象\t适龄儿童\n招生人数\t300\n班级数\t6\n",
        "学校\t市一中\n班数\t30\n人数\t1500\n",
        "年份\t2023年\n学校数\t120\n学生数\t9000\n",
        "科目\t第一节\n语文\t张某\n数学\t李某\n",
        "项目名称\t实验小学\n计划投资\t3000\n建设规模\t12000\n新增学位\t900\n",
        "项目名称\t校舍改造\n投资\t500\n年限\t3\n",
        "单位\t春阳县教育局\n编制\t35\n在编\t33\n退休\t20\n",
        "单位\t春阳县实验学校\n编制\t35\n在编\t33\n",
        "区域\t城区\n中小学\t25\n幼儿园\t30\n",
        "项目\t春蕾计划\n受助女童\t300\n受助家庭\t200\n",
        "活动内容\t教研活动\n参加人数\t40\n学时\t8\n",
        "学校\t市一中\n教师\t120\n校舍\t9000\n",
        "时间\t6月1日\t6月2日\n地点\t一中\t二中\n",
        "项目名称\t实验小学\t\n建筑面积\t3000\t平方米\n总投资\t500\t万元\n",
        "项目名称\t实验小学\t\n楼层\t5\t层\n造价\t500\t万元\n",
    ],
)
def test_tabs_behind_numbers_and_in_lists_and_forms_part_no_cells(text: str) -> None:
    assert rows(text) == []


def test_a_unit_behind_a_blank_in_a_row_s_heading_hides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("2024年收费办法\n学校\t学费 元/年\t投资 万元，含校舍\n一中\t500\t30\n", encoding="utf-8")
    row = parse_document(read_file(path), doc_id="d", fallback_title="a").paragraphs[-1]
    assert (row.kind, row.notices) == (ParagraphKind.TABLE_ROW, ())


@pytest.mark.parametrize(
    ("row", "hidden"),
    [
        ("1\t上线率增长 个百分点，培训教师 人次\t教科股", [" 个百分点", " 人"]),
        ("2\t投入资金 万元；受助学生占比提升 %\t财务股", [" 万元", " %"]),
        ("3\t毛入园率 %\t95", []),
        ("4\t普惠率达到 %\t95", [" %"]),
    ],
)
def test_a_gap_in_a_cell_hides_a_figure_unless_a_later_cell_holds_it(
    tmp_path: Path, row: str, hidden: list[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"2024年任务\n序号\t工作目标\t完成情况\n{row}\n", encoding="utf-8")
    paragraph = parse_document(read_file(path), doc_id="d", fallback_title="a").paragraphs[-1]
    assert paragraph.kind is ParagraphKind.TABLE_ROW
    assert [notice.original for notice in paragraph.notices] == hidden


def test_a_row_of_a_text_table_is_a_paragraph_that_leads_back_to_its_block(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("2024年资助办法\n一、标准\n项目\t金额（元）\t名额\n一等奖\tXX\t3\n", encoding="utf-8")
    read = read_file(path)
    row = parse_document(read, doc_id="d", fallback_title="a").paragraphs[-1]
    assert (row.anchor, row.kind, row.heading_path[-1]) == ("d/一/t1/r2", ParagraphKind.TABLE_ROW, "一、标准")
    assert [notice.original for notice in row.notices] == ["XX"]
    for span in row.sources:
        assert row.text[span.start : span.end] == read.blocks[span.block].text[span.source_start : span.source_end]
