"""Signs that hide figures and names, and signs that hide nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.cleaning.masks import find_masks
from ingest.parsing import parse_document
from ingest.reading import read_file
from tests.ingest.word_builder import build_docx


def shown(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], "figure" if m.figure else "name") for m in find_masks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("占比达到（空白）%", [("（空白）", "figure")]),
        ("覆盖率达到XX%以上", [("XX", "figure")]),
        ("新建学校××所，投入____万元", [("××", "figure"), ("____", "figure")]),
        ("改造**个操场，培训[ ]人次", [("**", "figure"), ("[ ]", "figure")]),
        ("新增学位ＸＸＸ万个", [("ＸＸＸ", "figure")]),
        ("推动XX、XX、XX等县市", [("XX", "name")] * 3),
        ("分别获得XX、XX万元", [("XX", "figure")] * 2),
        ("力促XX、XX通过验收", [("XX", "name")] * 2),
        ("XX县○○乡□□村", [("XX", "name"), ("○○", "name"), ("□□", "name")]),
        ("发挥XX开放大学作用，培养XX人才", [("XX", "name"), ("XX", "name")]),
        ("XX年XX月XX日", [("XX", "figure")] * 3),
        ("比上年增长xx，", [("xx", "figure")]),
        ("《XX办法》和X教〔2022〕5号", [("XX", "name"), ("X", "name")]),
        ("增长X个百分点，投资×亿元", [("X", "figure"), ("×", "figure")]),
        ("某某中学的××同志", [("某某", "name"), ("××", "name")]),
        ("到**乡和**乡调研", [("**", "name"), ("**", "name")]),
        ("到202X年建成X所学校", [("X", "figure"), ("X", "figure")]),
        ("20××年完成率百分之XX。", [("××", "figure"), ("XX", "figure")]),
        ("x教〔20xx〕x号", [("x", "name"), ("xx", "figure"), ("x", "figure")]),
        ("X政办发〔2021〕XX号", [("X", "name"), ("XX", "figure")]),
        ("增长XX.X%，比例为X:X，不超过XX-XX人", [("XX.X", "figure"), ("X:X", "figure"), ("XX-XX", "figure")]),
        ("改造***所学校，培训XX名校长", [("***", "figure"), ("XX", "figure")]),
        ("覆盖（  ）所学校，完成【】项", [("（  ）", "figure"), ("【】", "figure")]),
        ("招收◆◆人，投入▁▁万元", [("◆◆", "figure"), ("▁▁", "figure")]),
        ("联系电话：XXXXXXXX", [("XXXXXXXX", "figure")]),
        ("增长……%", [("……", "figure")]),
        ("收费不超过…元", [("…", "figure")]),
        ("自营比例达到9█%，达到6?%，共1XX所", [("9█", "figure"), ("6?", "figure"), ("1XX", "figure")]),
        ("新建小学◇所、初中☆所，大班额降到N%以下", [("◇", "figure"), ("☆", "figure"), ("N", "figure")]),
        ("总投资○.○亿元", [("○.○", "figure")]),
        ("力争◇◇、◇◇两所县中通过", [("◇◇", "name"), ("◇◇", "name")]),
        ("区县：甲区；投入（万元）：××", [("××", "figure")]),
        ("区县：XX；招生数/小学：XX；学校名称：XX", [("XX", "name"), ("XX", "figure"), ("XX", "name")]),
        ("电话：0739-XXXXXXX", [("XXXXXXX", "figure")]),
        ("电话：0851—8412XXXX 手机：139****5678", [("XXXX", "figure"), ("****", "figure")]),
        ("联系电话88XX1234，传真0851-84xxxxxx。", [("XX", "figure"), ("xxxxxx", "figure")]),
        ("场馆：博物馆；年服务人次:**", [("**", "figure")]),
        ("项目：二等奖学金；金额（元/人）：XXXX；对象：XX", [("XXXX", "figure"), ("XX", "name")]),
        ("学费（元/学期）：××；补助标准（元/人·月）：XX", [("××", "figure"), ("XX", "figure")]),
        ("学费（每学期）：××；收费标准：XX；执行标准：XX", [("××", "figure"), ("XX", "figure"), ("XX", "name")]),
        ("工资：XXXX；录取分数线：XXX；评价：XX", [("XXXX", "figure"), ("XXX", "figure"), ("XX", "name")]),
        ("监督举报电话：0379-6688****。", [("****", "figure")]),
        ("拨打0571-6532****，或138********（王老师）。", [("****", "figure"), ("********", "figure")]),
        ("年服务人次：××；负责人：××", [("××", "figure"), ("××", "name")]),
        ("新建学校*所，招聘教师＊名（其中研究生*人）", [("*", "figure"), ("＊", "figure"), ("*", "figure")]),
        ("达到9X.X%，招生2×0人，投入1XX0万元", [("9X.X", "figure"), ("2×0", "figure"), ("1XX0", "figure")]),
        ("师生比控制在1:X，职普比X:4，男女比1∶XX", [("1:X", "figure"), ("X:4", "figure"), ("1∶XX", "figure")]),
        (
            "投入（略）万元，补助（待定）元，占【数字】%",
            [("（略）", "figure"), ("（待定）", "figure"), ("【数字】", "figure")],
        ),
        ("新建（数量略）所，招聘【X】名，", [("（数量略）", "figure"), ("【X】", "figure")]),
        ("撤并…所，评选—名，达到--%", [("…", "figure"), ("—", "figure"), ("--", "figure")]),
        ("招聘*名教师，改建*所小学，占（数字）%", [("*", "figure"), ("*", "figure"), ("（数字）", "figure")]),
        ("近X成，第X季度完成", [("X", "figure"), ("X", "figure")]),
        ("覆盖率：**；面积（平方米）：[ ]；负责人：××", [("**", "figure"), ("[ ]", "figure"), ("××", "name")]),
    ],
)
def test_masks_are_found_and_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "做X光检查和XX染色体筛查",
        "按照GB/T XXXX—2020和DB41/T XX执行",
        "XXL号校服和XXI系列",
        "坚持**立德树人**，突出**重点工作**",
        "□是 □否",
        "- [ ] 已完成",
        "姓名：____　性别：______",
        "面积为2×3米，4*5=20",
        "二〇〇八年建校，二○○九年扩建",
        "见http://a.gov.cn/xxgk/XX/1.html和xx.edu.cn",
        "****",
        "________________",
        "2022年招生〔原文此处数字缺失〕人",
        "第一章　总则（  ）",
        "支持Wi-Fi 6X和XXX2型设备",
        "仁王（）日本时代人物",
        "推进“1+X”证书试点，长×宽×高，2×3.5米",
        "要持之以恒……完善制度",
        "4×100米接力，1+N个中心，□个人 □单位",
        "型号2020-XX、A-XX和3-XX型设备，批号12XX34",
        "补助金额=生均标准×人数，每节2元×节数×天数，按500元×月数计发",
        "安全帽3×个数，单价×件数",
        "每天7×24小时服务，2×50元，每班2×0.5米，5*8个小时",
        "学生李*位列第一，教师王*所带班级获奖，王*名列前茅，陈*名片",
        "软件技术（大数据）班，电子商务（数字）班，信息（数据）处，",
        "张三、李四……人，师—生—人。",
        "带*名称、带*项为必填，标*处和*个人信息，推进*名师工程*",
        "时间为8:30，比1:10，第一名—名校，持之以恒……个个争先",
        "第一章（略）条例，（略）人才，（战略）项目，答案（×）人民",
    ],
)
def test_what_hides_nothing_is_no_mask(text: str) -> None:
    assert shown(text) == []


def hidden_in_file(folder: Path, text: str, kind: str) -> list[str]:
    """The figures that are told as hidden in one line of a file."""
    if kind == "docx":
        path = build_docx(folder / "a.docx", f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>')
    else:
        path = folder / "a.txt"
        path.write_text(f"2024年要点\n{text}\n", encoding="utf-8")
    document = parse_document(read_file(path), doc_id="d", fallback_title="文件")
    told = [n for n in document.paragraphs[-1].notices if n.code == "masked_figure"]
    assert all(n.span and document.paragraphs[-1].text[n.span.start : n.span.end] == n.original for n in told)
    return [n.original for n in told]


@pytest.mark.parametrize("kind", ["docx", "txt"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开工改造老旧小区    个，惠及居民1.2万户。", [" 个"]),
        ("人均经费标准为    元，其中县级配套　　万元。", [" 元", " 万元"]),
        ("新增学位\u00a0\u00a0\u00a0个，普惠率达到   %以上。", [" 个", " %"]),
        ("惠及      余人，完成投资约　　亿元，培训教师    人次。", [" 余人", " 亿元", " 人"]),
        ("床位达到    张，有效期为    年。", [" 张", " 年"]),
    ],
)
def test_a_wide_gap_before_a_measure_word_hides_a_figure(
    tmp_path: Path, text: str, expected: list[str], kind: str
) -> None:
    assert hidden_in_file(tmp_path, text, kind) == expected


@pytest.mark.parametrize("kind", ["docx", "txt"])
@pytest.mark.parametrize(
    "text",
    [
        "改造老旧小区 个，惠及居民1.2万户。",
        "姓名：    　联系人：    ，家庭人口    人，共    户。",
        "经办人（签字），联系人    年  月  日",
        "申请人声明以上属实，特此申请    年    月    日",
        "姓　　名：张三，项　　目：道路，总　　户：略。",
        "第一章 总则    1",
        "新增学位    个",
        "组长：王五，副组长    张三、万里，成员    余敏。",
        "序号，姓名    份数    名单    个人",
        "推进改革    加强领导，完善制度    人民满意。",
        "新增学位\t个，惠及居民1.2万户。",
    ],
)
def test_gaps_of_forms_names_and_columns_hide_nothing(tmp_path: Path, text: str, kind: str) -> None:
    assert hidden_in_file(tmp_path, text, kind) == []


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("2.XX县职教中心承担实训基地建设任务。", [("XX", "name")]),
        ("1.XX所中职学校完成达标改造。", [("XX", "figure")]),
        ("3.××%的学校完成。", [("××", "figure")]),
        ("补助（）元，住宿费每生每学期□元，上线率达到*%。", [("（）", "figure"), ("□", "figure"), ("*", "figure")]),
        ("家长签字______ 学生姓名______", []),
        ("____年____月____日", []),
        ("新增____个学位，投资___万元。", [("____", "figure"), ("___", "figure")]),
    ],
)
def test_a_mask_behind_an_items_number_a_single_sign_and_a_form(text: str, hidden: list[tuple[str, str]]) -> None:
    assert shown(text) == hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("1.新建公办幼儿园____所", [("____", "figure")]),
        ("2.公办园占比达到____%以上", [("____", "figure")]),
        ("学校放假吗？元旦期间照常上课。", []),
        ("带*元素的为必填项目", []),
    ],
)
def test_a_blank_before_a_unit_hides_a_figure_and_a_question_mark_none(
    text: str, hidden: list[tuple[str, str]]
) -> None:
    assert shown(text) == hidden
