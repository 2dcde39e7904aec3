"""Signs that hide figures and names, and signs that hide nothing."""

from __future__ import annotations

import pytest

from ingest.cleaning.masks import find_masks


def shown(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], "figure" if m.figure else "name") for m in find_masks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
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
        ("区县：甲区；投入（万元）：××", [("××", "figure")]),
        ("区县：XX；招生数/小学：XX；学校名称：XX", [("XX", "name"), ("XX", "figure"), ("XX", "name")]),
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
    ],
)
def test_what_hides_nothing_is_no_mask(text: str) -> None:
    assert shown(text) == []
