"""Lines of document-sharing sites leave, lines of documents that speak of such things stay."""

from __future__ import annotations

import pytest

from tests.ingest.documents import parse

BODY = (
    "一、总体要求",
    "全面贯彻党的教育方针，落实立德树人根本任务，深化教育督导体制机制改革，推动工作落地见效。",
    "二、组织保障",
    "各地要加强组织领导，配齐配强督学队伍，每5所学校配备1名责任督学。",
)
HEADS = (
    (
        "《2024年督导意见.docx》由会员分享，可在线阅读，更多相关《2024年督导意见.docx（12页珍藏版）》请在某某文库上搜索。",
    ),
    ("首页 > 教育文库 > 工作计划", "上传人：zh****", "文档格式：DOCX", "文档大小：35.2KB", "下载积分：10金币"),
    ("首页 > 教育文库 > 工作计划",),
    ("您的位置：首页 » 范文大全 » 督导意见",),
    ("本资源由会员上传，仅供学习交流，下载后24小时内删除，版权归原作者所有",),
)
TAILS = (
    ("配套讲稿：", "如PPT文件的首页显示word图标，表示该PPT已包含配套word讲稿。双击word图标可打开word文档。", "关 键 词：", "2024 督导 意见"),
    ("还剩3页未读，继续阅读", "下载文档到电脑，查找使用更方便", "版权提示：本文档由用户上传，若内容存在侵权，请进行举报", "相关资源", "2023年督导意见.pdf"),
    ("还剩3页未读，继续阅读", "下载文档到电脑，查找使用更方便", "8人已下载"),
    ("— END —", "更多精彩内容，请关注公众号【范文之家】"),
    ("以上内容由AI整理，仅供参考", "点赞 收藏 分享"),
    ("关  键  词：", "督导 工作 意见", "资源目录", "最近下载", "文档标签： 意见", "版权申诉 / 举报"),
    ("本文来源：网络收集与整理，如有侵权，请联系作者删除，谢谢！", "更多资料请加微信：ziliao8866", "免费下载"),
)  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("tail", TAILS)
def test_site_lines_before_and_after_leave_with_a_notice_each(head: tuple[str, ...], tail: tuple[str, ...]) -> None:
    document = parse("2024年督导意见", *head, *BODY, *tail)
    assert [p.text for p in document.paragraphs] == ["2024年督导意见", *BODY]
    assert [n.original for n in document.notices if n.code == "boilerplate"] == [
        " ".join(t.split()) for t in (*head, *tail)
    ]


def test_sentences_that_speak_of_downloads_keywords_and_libraries_stay() -> None:
    texts = (
        "各考生：",
        "请考生登录市教育考试院网站下载报名表，填写后上传照片，报名表可在线阅读和打印。",
        "各图书馆要建设数字文库，会员单位可共享资源，关键词由学校拟定。",
        "下载专区设在首页，文档格式为PDF，版权归市教育局所有。",
        "举报电话：0371-65901234，举报邮箱：jb@zzedu.gov.cn。",
        "市教育考试院",
        "2024年3月1日",
    )
    document = parse("关于网上报名的通知", *texts)
    assert [p.text for p in document.paragraphs[1:]] == list(texts)
    assert document.notices == ()


def test_a_document_s_own_last_lines_about_files_stay() -> None:
    ends = ("更多招生信息请关注市教育局微信公众号", "附件下载", "1.招生计划表.docx", "打印份数：20份", "主动公开")
    document = parse("2024年督导意见", *BODY, *ends)
    assert [p.text for p in document.paragraphs[-5:]] == list(ends)


def test_a_single_odd_line_in_the_middle_stays() -> None:
    middle = "本办法所称数字资源，包括可供会员下载的文档、课件，版权归上传者所有。"
    texts = (*BODY * 12, middle, *BODY * 12)
    assert middle in [p.text for p in parse("数字资源管理办法", *texts).paragraphs]


def test_a_file_extension_leaves_the_title() -> None:
    document = parse("2024年督导意见.doc", *BODY)
    assert document.title == document.paragraphs[0].text == "2024年督导意见"
    assert [n.original for n in document.paragraphs[0].notices] == [".doc"]
