from pathlib import Path

import pytest

from ingest import ParagraphKind, fold
from qa import BrokenResource, gather_evidence, prepare_query, read_intent
from qa.mismatch import MISMATCHES, find_mismatches, is_about_another, is_of_another, load_contrasts, names_another
from qa.ranking import load_ranking_weights
from tests.fakes import make_corpus, make_paragraph, write_weights

TEXT = "2022年体育课小学每周不少于4节，为防止近视，每天活动两小时。"
CORPUS = make_corpus([make_paragraph("d/1", TEXT)])


def mismatches(question: str, folder: Path) -> set[str]:
    ranking = load_ranking_weights(write_weights(folder).ranking_weights)
    evidence = gather_evidence(prepare_query(question, CORPUS), read_intent(question), CORPUS, ranking)
    found = find_mismatches(evidence, CORPUS)
    assert tuple(found) == MISMATCHES
    return {name for name, value in found.items() if value}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("小学体育课每周几节", set()),
        ("2023年体育课每周几节", {"year_missing", "year_differs"}),
        ("2022年体育课每周几节", set()),
        ("体育课每周4节够吗", {"figures_asked"}),
        ("体育课每天活动2小时吗", {"figures_asked"}),  # 两小时
        ("体育课每周5节吗", set()),  # but 4: it is answered with what it is
        ("体育课5个人够吗", {"figures_asked", "figures_missing", "figures_missing_sentence"}),
        ("初中体育课每周几节", {"contrast", "contrast_paragraph", "contrast_clause"}),
        ("体育课有哪些活动", {"list_missing"}),
        ("", set()),
    ],
)
def test_what_the_question_names_and_the_passage_does_not_say(question: str, told: set[str], tmp_path: Path) -> None:
    assert mismatches(question or "体育课", tmp_path) == told


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("高考录取照顾", "其参加中考的给予照顾", True),
        ("中小学作业", "小学一、二年级不布置", False),
        ("义务教育阶段", "初中不超过90分钟", False),
        ("How many junior high schools?", "新建小学3所", True),
        ("公办园收费", "普惠性民办园收费", True),
        ("公办和民办", "民办学校", False),
        ("学校招生", "不得组织考试", False),
        ("中职一年级助学金每年多少", "年级：一年级；助学金标准：2300", False),
        ("大学生军训几天", "一年级军训14天", False),
        ("高中作业多少分钟", "三至六年级不超过60分钟", True),
        ("高中作业多少分钟", "小学一年级不布置书面作业", True),
        ("初中作业多少分钟", "一年级不布置书面作业", True),
        ("一年级学费多少", "高中每学期800元", True),
    ],
)
def test_things_of_one_kind_are_told_apart(question: str, text: str, another: bool) -> None:
    assert is_about_another(fold(question), fold(text)) is another


@pytest.mark.parametrize(
    ("question", "text", "heading", "of_another"),
    [
        ("高中每天作业多少分钟", "小学作业每天不超过60分钟，初中不超过90分钟", "作业", True),
        ("How many minutes of homework in senior high?", "小学作业每天不超过60分钟", "作业", True),
        ("初中每天作业多少分钟", "小学作业每天不超过60分钟，初中不超过90分钟", "作业", False),
        ("高中几号报名", "初中毕业生6月报名", "高中招生", False),
        ("高中适用这个规定吗", "小学、初中适用。高中参照执行。", "范围", False),
        ("高中每周几节体育课", "小学每周4节。高中按课程方案开设。", "体育课", True),
        ("职高几号报名", "报考高中阶段学校的6月报名", "招生", False),
        ("民办学校收费多少", "公办学校不收费", "收费", False),  # told apart, but not so strictly
        ("每天作业多少分钟", "小学作业每天不超过60分钟", "作业", False),
        ("高一能转到中职吗", "普通高中一年级、二年级学生可以申请转入中等职业学校", "转学", False),
        ("一年级书面作业每天多少分钟", "初中书面作业每天不超过90分钟", "作业", True),
        ("五年级有晚自习吗", "小学16:30放学，初中17:30放学", "作息", False),
        ("How much homework in grade 10?", "初中书面作业每天不超过90分钟", "作业", True),
        ("八年级考什么", "初中七至九年级学生参加考查", "考试", False),
        ("初一考什么", "高中一年级学生参加考查", "考试", True),
        ("三年级考什么", "初中9-7年级以上学生参加考查", "考试", True),
        ("中小学多久演练一次", "每月演练一次，幼儿园每季度演练一次", "演练", False),
        ("小学多久演练一次", "学校加强管理，幼儿园每季度演练一次", "演练", True),
        ("八年级每天作业多少分钟", "小学三至六年级每天作业不超过60分钟，初中不超过90分钟", "作业", False),
        ("How much homework in grade 9?", "小学每天作业不超过60分钟，初中不超过90分钟", "作业", False),
        ("三年级招收多少转学生", "小学二年级可以招收转学生20人，小学一年级每班不超过45人", "招生", True),
        ("初二每班多少人", "小学每班不超过45人，初中一年级每班不超过50人", "班额", True),
        ("三年级学费多少钱", "小学一年级学费3000元，初中一年级学费4000元", "收费", True),
        ("中职一年级工装补贴多少钱", "二年级学生由导师带教，一年级学生发放工装补贴200元", "资助", False),
        ("普通高中招多少人", "合理制定高中阶段招生计划，中职招生500人", "招生", True),
        ("普通高中国家助学金每年多少元", "普通高中国家助学金参照中职标准，每生每年2000元", "资助", False),
        ("高中教师安家费多少元", "引进的高中教师，研究生每人发放安家费5万元", "人才", False),
        ("普通高中有什么招生规定", "合理制定高中阶段招生计划，中职招生500人", "招生", False),
        ("初一一个班多少人", "初一年级班额不超过50人", "班额", False),
        ("高一一个班多少人", "普通高中起始年级班额不超过50人", "班额", False),
        ("高中生每天睡几个小时", "小学低年级学生每天睡眠10小时", "睡眠", True),
        ("高中每学期开几次家长会", "初中起始年级每学期召开家长会2次", "家校", True),
        ("一年级入学率是多少", "提高一年级入学率到99%", "入学", False),
        ("初中开心理课吗", "小学三年级至高中二年级开设心理课", "课程", False),
        ("八年级开心理课吗", "小学三年级至高中二年级开设心理课", "课程", False),
        ("二年级开心理课吗", "小学三年级至高中二年级开设心理课", "课程", True),
        ("小学教师职称怎么评", "提高职称评审中一线教师的比重", "职称", False),
        ("面试时间是哪天", "笔试时间：6月28日上午9:00", "考试", True),
        ("面试时间是哪天", "笔试、面试时间另行通知，6月28日前公布", "考试", False),
        ("校服费要交多少钱", "学费标准为每学期6800元，住宿费为每学期800元", "收费", True),
        ("住宿费多少钱", "学费标准为每学期6800元，住宿费为每学期800元", "收费", False),
        ("幼儿园学费多少钱", "幼儿园保教费每月600元", "收费", False),
        ("托管费多少钱", "课后服务费每学期不超过300元", "收费", False),
        ("大学生助学金多少", "资助标准为每生每年2300元", "中等职业教育资助", True),
        ("大学生助学金多少", "一、二年级学生每生每年2300元", "中等职业教育资助", True),
        ("中职一年级助学金多少", "一、二年级学生每生每年2300元", "中等职业教育资助", False),
        ("高中助学金多少", "初中、高中每生每年2300元", "义务教育资助", False),
        ("大学生能报名吗", "应届毕业生可以报名", "中小学教师招聘", False),  # who asks, not where
        ("高中能带手机吗", "高中生不得将手机带入课堂，初中生经家长同意", "义务教育学校管理", False),
    ],
)
def test_what_is_told_of_one_level_of_schools_answers_nothing_about_another(
    question: str, text: str, heading: str, of_another: bool, tmp_path: Path
) -> None:
    corpus = make_corpus([make_paragraph("d/1", text, heading_path=(heading,))])
    ranking = load_ranking_weights(write_weights(tmp_path).ranking_weights)
    evidence = gather_evidence(prepare_query(question, corpus), read_intent(question), corpus, ranking)
    assert is_of_another(evidence, corpus) is of_another


def test_what_is_told_of_the_level_asked_about_comes_first(tmp_path: Path) -> None:
    texts = {"中等职业教育资助": "助学金每生每年2300元", "高等教育资助": "助学金每生每年3700元"}
    corpus = make_corpus(
        [
            make_paragraph(f"d/{n}", text, position=n, heading_path=(heading,))
            for n, (heading, text) in enumerate(texts.items())
        ]
    )
    ranking = load_ranking_weights(write_weights(tmp_path).ranking_weights)
    bests = []
    for question in ("助学金多少", "大学生助学金多少"):
        evidence = gather_evidence(prepare_query(question, corpus), read_intent(question), corpus, ranking)
        bests.append(evidence.sentences[0].paragraph.heading_path[0])
    assert bests == ["中等职业教育资助", "高等教育资助"]


@pytest.mark.parametrize(
    ("question", "row", "another"),
    [
        ("第二季度完成多少所学校", "时间：二季度；完成校数：25所", False),
        ("第1季度完成多少所学校", "时间：1季度；完成校数：25所", False),
        ("第二季度完成多少所学校", "时间：第三季度；完成校数：25所", True),
        ("第一学期演练几次", "学期：上学期；演练次数：4次", False),
        ("第二阶段是什么时候", "序号：2；阶段：实施阶段；时间：4月至10月", False),
        ("第二阶段是什么时候", "阶段：第三阶段；时间：4月至10月", True),
        ("第一时间报给谁", "环节：报告时间；责任人：校长", False),
        ("第二中学招多少人", "学校：市二中学；计划：500", False),
        ("第二中学招多少人", "学校：市三中学；计划：500", True),
        ("第二中学招多少人", "学校：市实验中学；计划：500", True),
        ("第二医院电话", "单位：县第十二医院；电话：3021101", True),
    ],
)
def test_only_institutions_and_what_is_numbered_alike_are_told_apart_by_a_number(
    question: str, row: str, another: bool
) -> None:
    assert names_another(fold(question), fold(row)) is another


@pytest.mark.parametrize("line", ["中考", "中考;", ";", "a, b"])
def test_a_kind_of_fewer_than_two_things_is_told_with_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "contrasts.txt"
    path.write_text(f"# kinds\n一; 二\n{line}\n", encoding="utf-8")
    with pytest.raises(BrokenResource, match="line 3"):
        load_contrasts(path)
    with pytest.raises(BrokenResource, match="cannot be read"):
        load_contrasts(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("question", "best", "of_another"),
    [
        ("城南实验小学招几个班", None, True),
        ("第三小学招几个班", None, True),
        ("第二小学招几个班", "学校：第二小学；班数：8", False),
        ("第2小学招几个班", "学校：第二小学；班数：8", False),
        ("城北实验小学招几个班", "学校：城北实验小学；班数：4", False),
        ("小学招几个班", None, False),
    ],
)
def test_a_row_on_what_has_a_like_name_answers_nothing_about_another(
    question: str, best: str | None, of_another: bool, tmp_path: Path
) -> None:
    rows = ("学校：第一小学；班数：6", "学校：第二小学；班数：8", "学校：城北实验小学；班数：4")
    corpus = make_corpus(
        [make_paragraph(f"d/{n}", row, position=n, kind=ParagraphKind.TABLE_ROW) for n, row in enumerate(rows)]
    )
    ranking = load_ranking_weights(write_weights(tmp_path).ranking_weights)
    evidence = gather_evidence(prepare_query(question, corpus), read_intent(question), corpus, ranking)
    assert is_of_another(evidence, corpus) is of_another
    assert best is None or evidence.sentences[0].paragraph.text == best
