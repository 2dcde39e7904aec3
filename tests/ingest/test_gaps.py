"""Contact strings in place of figures and words leave a gap mark; real contacts stay."""

from __future__ import annotations

import time

import pytest

from ingest.cleaning.contacts import FIGURE_GAP, TEXT_GAP
from ingest.cleaning.gaps import find_contact_gaps
from ingest.parsing import parse_document
from ingest.records import Block, BlockKind, Paragraph, ReadFile
from tests.ingest.documents import parse, spans


@pytest.mark.parametrize(
    ("damaged", "contact"),
    [
        ("2022年中职招生(微信:zugongl893)人左右。", "(微信:zugongl893)"),
        ("计划招收师范生（QQ：2890123456）名。", "（QQ：2890123456）"),
        ("新建幼儿园达到【vx:jiaoyu88】所以上。", "【vx:jiaoyu88】"),
        ("教师总数达到ＱＱ：１２３４５６７８人。", "ＱＱ：１２３４５６７８"),
        ("比上年增加VX：zz_8899%。", "VX：zz_8899"),
        ("生均经费13812345678元。", "13812345678"),
        ("新建学校www.docin.com所。", "www.docin.com"),
        ("投入资金（公众号：教育资料库）万元。", "（公众号：教育资料库）"),
        ("报名人数约abc123@qq.com人。", "abc123@qq.com"),
        ("拆除违建(详询www.wenku88.com)平方米。", "(详询www.wenku88.com)"),
        ("每生每月不超过（电话：0711-8890××××）元。", "（电话：0711-8890××××）"),
        ("招生控制在（手机同号13x-xxxx-8899）人左右。", "（手机同号13x-xxxx-8899）"),
        ("比上年增长（Ｑ群 334455667）%。", "（Ｑ群 334455667）"),
        ("建成(wei信 yy12345)所。", "(wei信 yy12345)"),
        ("资助学生（更多资料加微信：fanwen_66）人次。", "（更多资料加微信：fanwen_66）"),
        ("新增床位(QQ：38291002)张左右。", "(QQ：38291002)"),
        ("组建流调队伍VX:abc_8832支。", "VX:abc_8832"),
        ("举办讲座（v信：jz_2021）场。", "（v信：jz_2021）"),
        ("县财政安排专项资金公众号：健康资料库万元，按照规定使用。", "公众号：健康资料库"),
        ("适龄儿童入园率微信号:教育范文大全%。", "微信号:教育范文大全"),
        ("完善招生平台,2022年招生[V信:abc_123]个。", "[V信:abc_123]"),
        ("其中硕士（加V：abc888）名。", "（加V：abc888）"),
        ("新建(微信:zugongl893)所学校。", "(微信:zugongl893)"),
        ("培训(微信:zugongl893)名校长。", "(微信:zugongl893)"),
        ("完成投资加薇❤abc12345亿元。", "加薇❤abc12345"),
        ("改扩建学校(V❤wenku2020)所。", "(V❤wenku2020)"),
        ("新建学校（+V：wenku2020）所。", "（+V：wenku2020）"),
        ("新建学校（小红书：gongwen88）所。", "（小红书：gongwen88）"),
        ("新建学校（WeChat号abcde123）所。", "（WeChat号abcde123）"),
        ("新建学校（淘宝店：公文铺）所。", "（淘宝店：公文铺）"),
        ("新建学校（某某平台：gongwen88）所。", "（某某平台：gongwen88）"),
        ("新建学校（t.me/gongwen88）所。", "（t.me/gongwen88）"),
        ("完成率为Q Q：1 2 3 4 5 6 7 8 9%。", "Q Q：1 2 3 4 5 6 7 8 9"),
        ("全年完成（加微信 abc_123，免费领取）项任务。", "（加微信 abc_123，免费领取）"),
        ("全区新增加微信abc12345个学位。", "微信abc12345"),
        ("新增加VX：jy_2022名教师。", "VX：jy_2022"),
        ("完成率达到（关注公众号“范文大全”）%。", "（关注公众号“范文大全”）"),
        ("新增 微 信 号 abc_123 人。", "微 信 号 abc_123"),
        ("选派“扣扣:88997766”名教师。", "“扣扣:88997766”"),
        ("覆盖率达到（扫码关注公众号：范文大全）%。", "（扫码关注公众号：范文大全）"),
        ("普惠率（微信同号13812345678）以上。", "（微信同号13812345678）"),
        ("新建扩建(钉钉群:12345678)所幼儿园。", "(钉钉群:12345678)"),
        ("占比提高到(zugongl893)%。", "(zugongl893)"),
        ("确保不低于【微信搜：gwxz666】的水平。", "【微信搜：gwxz666】"),
        ("重点实施加微信wk_2020个项目。", "加微信wk_2020"),
        ("资金到位率须达到【扫码加群912345678】%，按规定使用。", "【扫码加群912345678】"),
        ("每人每年(全套资料加微gwz66)元。", "(全套资料加微gwz66)"),
        ("覆盖率不低于『微信:gw66』%。", "『微信:gw66』"),
        ("新建学校（vx:gw8866领取完整版）所。", "（vx:gw8866领取完整版）"),
        ("查漏补种1,2(微信:gw8866)00人。", "1,2(微信:gw8866)00"),
        ("接种率达到9QQ12345678 5%。", "9QQ12345678 5"),
        ("招生1（微信:gw8866）200人。", "1（微信:gw8866）200"),
        ("新建幼儿园【扫码加微信 领取资料】所，新增学位3600个。", "【扫码加微信 领取资料】"),
        ("新增学位限时特惠9.9元抢购名师网课个；占比达到52%。", "限时特惠9.9元抢购名师网课"),
        ("年内完成扫码关注公众号免费领取护眼手册间教室照明改造。", "扫码关注公众号免费领取护眼手册"),
        ("全年招生加微信领期末试卷及答案人，规模大体相当。", "加微信领期末试卷及答案"),
        ("培训乡村教师点击下载完整版人次。", "点击下载完整版"),
        ("覆盖率达到(关注公众号，领取更多范文)以上。", "(关注公众号，领取更多范文)"),
        ("每生每年【广告】元。", "【广告】"),
        ("新增学位立即下载APP查看全文个。", "立即下载APP查看全文"),
        ("中职招生更多资料请关注公众号教育资源库人以上，双师型占60%。", "更多资料请关注公众号教育资源库"),
        ("普惠率达到更多范文请关注公众号：公文库%以上，新建3所。", "更多范文请关注公众号：公文库"),
        ("招聘名师领取网课资料QQ群638201774人，投资3亿元。", "领取网课资料QQ群638201774"),
    ],
)
def test_a_contact_where_a_figure_was_leaves_a_figure_gap(damaged: str, contact: str) -> None:
    paragraph = parse("2024年要点", damaged).paragraphs[1]
    assert paragraph.text == damaged.replace(contact, FIGURE_GAP)
    assert spans(paragraph, "damaged_text") == [FIGURE_GAP]
    notice = next(n for n in paragraph.notices if n.code == "damaged_text")
    assert notice.original == contact
    assert contact not in str(notice.message)
    assert paragraph.original == damaged


@pytest.mark.parametrize(
    ("damaged", "contact"),
    [
        ("推动www.docin.com等地职教中心建设。", "www.docin.com"),
        ("提高（公众号：教育资料库）教育质量。", "（公众号：教育资料库）"),
        ("加强(微信:zugongl893)人才队伍建设。", "(微信:zugongl893)"),
        ("全面推进QQ1234567教育改革。", "QQ1234567"),
        ("开通心理援助热线(详询微信xinhai_doc66)，不停线。", "(详询微信xinhai_doc66)"),
        ("公布举报电话(联系客服:400-zh-wk)和电子邮箱。", "(联系客服:400-zh-wk)"),
        ("带宽达标的比例为(扫码关注 gzh:zhkeyuan)。", "(扫码关注 gzh:zhkeyuan)"),
        ("经费按工资总额的(详情加薇信 abc_168)安排。", "(详情加薇信 abc_168)"),
        ("落实主体责任(VX:abc12345)，完善制度。", "(VX:abc12345)"),
        ("深化（更多公文请加QQ123456789）改革。", "（更多公文请加QQ123456789）"),
        ("办理时间压缩至0.5个工作日，www.xlwenku.net", "www.xlwenku.net"),
        ("学分不少于25分（需要完整版加wx gw5566），定向培养60人。", "（需要完整版加wx gw5566）"),
        ("财政收入增长6%QQ:12345678，投资增长8%。", "QQ:12345678"),
        ("死亡率控制在12.5【公文写作微信号gwxz2020】/10万以下。", "【公文写作微信号gwxz2020】"),
        ("接待游客100万人次 http://www.fanwen88.com/a.html", "http://www.fanwen88.com/a.html"),
        ("财政收入增长7%(微信gw8866)，投资增长8%。", "(微信gw8866)"),
        ("推进素质教育【点击下载完整版】改革。", "【点击下载完整版】"),
    ],
)
def test_a_contact_where_words_were_leaves_a_text_gap(damaged: str, contact: str) -> None:
    paragraph = parse("2024年要点", damaged).paragraphs[1]
    assert paragraph.text == damaged.replace(contact, TEXT_GAP)


@pytest.mark.parametrize(
    "real",
    [
        "如有查詢，請致電0755-28327700或0755-28327740與學位分配組聯絡。",
        "可瀏覽https://www.example.hk/zh了解詳情。",
        "咨询电话：0371-65901234，网址：http://jyj.zz.gov.cn，邮箱：zsb@zz.gov.cn。",
        "报名网址：https://www.zzedu.com/zs?id=12",
        "报名请登录www.zzedu.com或发送邮件至zs@163.com，联系人王老师（微信：wanglaoshi）。",
        "关注微信公众号“豫东教育”查询录取结果，家长可加QQ群：123456789咨询。",
        "联系人：张三，电话：13812345678。",
        "请通过www.example.com网站填报志愿。",
        "招生1200人左右，达到3所以上，投入13800万元。",
        "开通服务平台（咨询客服：400-826-5519），群众可查询。",
        "开通心理援助热线（微信号：xinli12355）。",
        "学校代码4103012345，新增学位2400个。",
        "推广微信支付和QQ邮箱等应用，建设“智慧教育”平台。",
        "各校校医（联系微信：xiaoyi_001）要按时到岗。",
        "请关注微信公众号：豫东教育。每个家庭可查询一次。",
        "可在公众号：平安校园个人中心查询，也可到招生办张贴处查看。",
        "邮编：450000。传真：0371-65901235。",
        "由张三（13812345678）负责，由基础教育科（电话：0371-65901234）解释。",
        "全区新增加微信公众号2个，新增加QQ群5个。",
        "采购设备（HB10459）台数另行通知，达到(GB)级标准。",
        "组建微信群3000个，开通微信公众号56个。",
        "公司推出了163.com为域名的邮箱。",
        "采购设备（型号：ABC12345）台数另行通知，院校（代码：HB10459）所属地区见附件。",
        "依托5G+VR技术建设教室，使用IPv6地址。",
        "联系人：张敏，电话：0851-2233445",
        "由基层科张敏(13912345678)负责汇总，每校限报2人(联系电话:0851-84123456)。",
        "手机号13812345678名下车辆3台以内免费，对手机号13812345678名下车辆逐一核对。",
        "官网www.ylcity.com年访问量100万次。",
        "通过微信yljy2024预约挂号的，可优先就诊；也可通过微信yljy2024办理缴费。",
        "企业微信ylgov2024人员由信息中心管理。",
        "门票每人50元（订票网址：www.yltour.com），团体票八折。",
        "报名费每人100元，www.ylks.com。",
        "培训每期50人，课件在QQ群（资料群：123456789）领取，限报2人(联系人微信：abc_1234)。",
        "比赛设一等奖3名（获奖名单下载地址：www.ylzp.com），参赛学生须年满16岁。",
        "新增加微电网项目5个，实施微V改造3处。",
        "家长可扫码关注公众号领取教材3册，考生可点击下载准考证，每人打印2份。",
        "家长可关注公众号、扫码登录后免费领取《家长手册》一册。",
        "居民扫码领取消费券人次达5万，请关注公众号领取课程名单。",
        "对发布广告、推荐课程的机构每件罚款1万元，公开课程免费试听名额有限。",
        "凭成绩单（扫码关注公众号下载）到校报到，限2人陪同。",
        "家长领取资料请关注公众号，每户1份；获取更多论文信息请关注公众号查询。",
    ],
)
def test_real_contacts_and_figures_stay(real: str) -> None:
    paragraph = parse("2024年要点", real).paragraphs[1]
    assert paragraph.text == real
    assert paragraph.notices == ()


ROW = "场馆：{}；补助资金(万元)：{}；类别：{}；联系方式：{}"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ROW.format("区文化馆", "微信wk5599", "一级", "0851-84120001"), ROW.format("区文化馆", FIGURE_GAP, "一级", "0851-84120001")),
        (ROW.format("区文化馆", "13800138000", "一级", "QQ12345678"), ROW.format("区文化馆", FIGURE_GAP, "一级", "QQ12345678")),
        (ROW.format("更多模板加微信gw8866", "（微信：gw8866）", "QQ：12345678", "微信gw8866"), ROW.format(TEXT_GAP, FIGURE_GAP, TEXT_GAP, "微信gw8866")),
        ("文化馆；更多模板加微信gw8866；12", f"文化馆；{TEXT_GAP}；12"),
    ],
)  # fmt: skip
def test_a_cell_that_only_a_contact_fills_is_a_gap_unless_its_heading_asks_for_one(row: str, expected: str) -> None:
    paragraph = parse_row(row)
    assert paragraph.text == expected
    assert paragraph.original == row


@pytest.mark.parametrize(
    "row",
    [
        "学校：一中；网址：www.ylyz.com；邮箱：yz@163.com；微信号：ylyz2024；电话：13812345678",
        "单位：信息中心；报名方式：微信ylxx2024；备注：下载模板请加QQ群123456789；材料：abc@163.com",
        "项目：大桥；合同金额(元)：13812345678；里程：12公里",
        "平台：www.ylcity.com；部门：张敏(13812345678)；开放时间：9:00—17:00；公众号：数量3个",
        "项目；微信公众号；网站",
    ],
)
def test_contacts_in_their_cells_and_figures_stay(row: str) -> None:
    paragraph = parse_row(row)
    assert paragraph.text == row
    assert paragraph.notices == ()


def parse_row(row: str) -> Paragraph:
    read = ReadFile((Block(BlockKind.PARAGRAPH, "2024年要点"), Block(BlockKind.TABLE_ROW, row, place="t1/r2")))
    return parse_document(read, doc_id="d", fallback_title="文件").paragraphs[1]


def test_a_gap_maps_back_to_the_contact_as_a_whole() -> None:
    damaged = "2022年招生(微信:zugongl893)人左右。"
    paragraph = parse("2024年要点", damaged).paragraphs[1]
    gap = next(s for s in paragraph.sources if paragraph.text[s.start : s.end] == FIGURE_GAP)
    assert damaged[gap.source_start : gap.source_end] == "(微信:zugongl893)"


@pytest.mark.parametrize("advert", ["限时抢购", "（点击下载资料）", "新增学位点击下载完整版个"])
def test_many_adverts_in_one_paragraph_take_time_in_proportion(advert: str) -> None:
    begun = time.process_time()
    list(find_contact_gaps(advert * 20_000))
    list(find_contact_gaps(f"{advert}，" * 20_000))
    assert time.process_time() - begun < 30


def test_many_gaps_in_one_paragraph_take_time_in_proportion() -> None:
    begun = time.process_time()
    paragraph = parse("2024年要点", "新建学校（微信：abc12345）所，完善各项制度，" * 20_000).paragraphs[1]
    assert time.process_time() - begun < 30  # 4 s; each gap looking through the whole paragraph took minutes
    assert paragraph.text.count(FIGURE_GAP) == 20_000
