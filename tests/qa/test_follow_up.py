import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.follow_up.standalone import make_standalone, read_follow_up
from tests.fakes import run_python

FIRST = "2022年中职招生有什么规定?"


@pytest.mark.parametrize(
    ("question", "history", "standalone"),
    [
        ("那普通高中呢?", [FIRST], "2022年普通高中招生有什么规定?"),
        ("普通高中呢", [FIRST], "2022年普通高中招生有什么规定?"),
        ("2021年呢?", [FIRST], "2021年中职招生有什么规定?"),
        ("那2021年的呢?", [FIRST], "2021年中职招生有什么规定?"),
        ("那幼儿园呢?", [FIRST, "那普通高中呢?"], "2022年幼儿园招生有什么规定?"),
        ("具体要建几个?", ["公办园有什么安排?"], "公办园具体要建几个?"),
        ("那小学呢", ["幼儿园几点放学？"], "小学几点放学？"),
        ("那初中生呢", ["小学生作业每天多久？"], "初中生作业每天多久？"),
        ("财政收入呢", ["今年GDP增长目标是多少？"], "今年财政收入目标是多少?"),
        ("How about kindergartens?", ["What are the rules for high schools?"], "What are the rules for kindergartens?"),
    ],
)
def test_a_follow_up_takes_what_it_lacks_from_the_question_before(
    question: str, history: list[str], standalone: str
) -> None:
    assert make_standalone(question, history) == standalone


@pytest.mark.parametrize(
    "question",
    [
        "孩子上小学要考试吗?",
        "教师队伍建设有哪些措施?",
        "what is the 2022 vocational enrolment rule",
        "那达慕大会什么时候举行?",
        "2022年中考总分是多少分?",
    ],
)
def test_a_question_that_stands_alone_stays_as_it_is(question: str) -> None:
    assert make_standalone(question, [FIRST]) == question


def test_without_history_nothing_is_added() -> None:
    assert make_standalone(" 那普通高中呢? ", []) == "那普通高中呢?"
    assert make_standalone("", [FIRST]).strip("，。?") in {"", "2022年中职招生"}


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=3))
def test_any_text_after_any_other_gives_a_question(question: str, history: list[str]) -> None:
    standalone = make_standalone(question, history)
    assert make_standalone(question, history) == standalone
    assert make_standalone(question, []) == question.strip()


@pytest.mark.integration
def test_a_long_run_of_filler_words_is_read_at_once() -> None:
    """In a process of its own, since nothing ends a search that has begun."""
    code = "from qa.follow_up.standalone import make_standalone, read_follow_up; print(make_standalone('需要' * 50, ['公办园有什么安排?']))"
    try:
        ended = run_python("-c", code, timeout_seconds=30)
    except subprocess.TimeoutExpired:
        pytest.fail("still searching after 30 seconds")
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("What are the rules for public schools in 2022?", "那民办学校呢？", "2022年民办学校有什么规定?"),
        ("How many public schools will be built?", "那民办学校呢？", "民办学校有多少?"),
        (
            "How many kindergartens will be built in 2022?",
            "What about 2023?",
            "How many kindergartens will be built in 2023?",
        ),
        ("How many schools were built last year?", "And in 2021?", "How many schools were built in 2021?"),
        ("体育中考多少分", "总分呢", "总分多少分?"),
        ("今年建多少学校", "2021年呢", "2021年建多少学校"),
        ("2022年公办园要建几所?", "what about kindergartens?", "how many kindergartens in 2022?"),
        ("公办园有什么安排?", "And for teachers?", "what are the plans for teachers?"),
    ],
)
def test_a_follow_up_in_another_language_is_asked_in_that_language(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["课后服务费一学期多少钱？"], "高中呢？", "高中课后服务费一学期多少钱？"),
        (["小学转学什么时候办？", "六年级呢？"], "那初中呢？", "初中转学什么时候办？"),
        (["小学转学什么时候办？", "六年级呢？", "那初中呢？"], "要带什么材料", "初中转学要带什么材料"),
        (["校长要陪学生吃饭吗？"], "家长呢？", "家长要陪学生吃饭吗？"),
        (["学校多收费会怎么处理？", "打哪个电话？"], "那强制补课的呢？", "强制补课会怎么处理?"),
        (["上小学要满几岁？", "身体不好想晚一年上学呢？"], "要交什么证明", "身体不好想晚一年上学要交什么证明"),
        (["随迁子女怎么入学？", "居住证办多久才算？"], "他们要交学费吗？", "随迁子女 入学他们要交学费吗？"),
        (["外地小学毕业的去哪里登记？"], "那里可以停车吗", "外地小学毕业的去 登记那里可以停车吗"),
    ],
)
def test_what_follows_a_follow_up_is_about_the_question_that_stands_alone(
    history: list[str], question: str, standalone: str
) -> None:
    assert make_standalone(question, history) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("浙江今年GDP增长目标多少", "再说说西藏", "西藏今年GDP增长目标多少"),
        ("江苏去年改造了多少老旧小区", "河北的是多少", "河北去年改造了多少老旧小区"),
        ("今年建多少学校？", "杭州呢", "杭州今年建多少学校？"),
        ("内蒙古去年粮食产量多少", "广西今年的目标是多少", "广西粮食产量今年的目标是多少"),
        ("西藏去年旅游人次增长多少", "就业呢", "西藏去年就业多少?"),
        ("广西今年GDP目标多少", "去年实际增长多少？", "广西GDP去年实际增长多少？"),
        ("What was Jiangsu's GDP growth in 2024?", "And in Hebei?", "What was Hebei's GDP growth in 2024?"),
    ],
)
def test_another_place_is_asked_the_same(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


def test_what_a_person_does_somewhere_is_what_it_means_in_english() -> None:
    before = "When can I register my child for a private school?"
    assert make_standalone("What if I miss it?", [before]).startswith("What if I miss it, to register")
    assert make_standalone("When did these rules take effect?", [before]) == "When did these rules take effect?"


@pytest.mark.parametrize("thanks", ["谢谢", "好的", "Thanks!", "你好"])
def test_thanks_are_neither_completed_nor_remembered(thanks: str) -> None:
    assert make_standalone(thanks, [FIRST]) == thanks
    assert make_standalone("那普通高中呢?", [FIRST, thanks]) == make_standalone("那普通高中呢?", [FIRST])


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "How many public kindergartens will be built?",
            "Got it. And primary schools?",
            "How many primary schools will be built?",
        ),
        ("How much is full-day childcare?", "Thanks! What about half-day?", "How much is half-day?"),
        ("How much is lunch?", "Never mind. How is bullying handled?", "How is bullying handled?"),
        ("How much is lunch?", "Forget it. What is the meal coverage rate?", "What is the meal coverage rate?"),
        ("湖北城镇新增就业目标多少", "好的，谢谢。浙江呢？", "浙江城镇新增就业目标多少"),
        ("小学什么时候报名", "算了，初中呢", "初中什么时候报名"),
        ("小学什么时候报名", "原来是这样，那要带什么材料", "小学 报名要带什么材料"),
        ("小学什么时候报名", "好的，不对，是初中", "初中什么时候报名"),
        ("小学什么时候报名", "对了，家长会一学期开几次", "对了，家长会一学期开几次"),
        ("公办园有什么安排", "这些我都看到了。老年人助餐补贴多少？", "老年人助餐补贴多少？"),
        ("How much is lunch?", "No, I meant breakfast", "How much is breakfast?"),
    ],
)
def test_thanks_before_a_question_are_no_part_of_it(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


def test_thanks_before_an_earlier_question_are_not_remembered() -> None:
    history = ["小学什么时候报名", "谢谢。初中呢"]
    assert make_standalone("要带什么材料", history) == "初中 报名要带什么材料"


@pytest.mark.parametrize("asked", ["用中文说", "in English please", "Can you say it in Chinese?", "请用英语回答"])
def test_the_last_question_is_asked_again_where_another_language_is_wanted(asked: str) -> None:
    assert make_standalone(asked, ["Is delivery free?"]) == "Is delivery free?"
    later = make_standalone("for boarding schools?", ["Is delivery free?", asked])
    assert later == "Is delivery free for boarding schools?"
    assert "lessons" in make_standalone("Chinese lessons?", ["Is delivery free?"])


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "What are the plans for vocational schools?",
            "And for kindergartens?",
            "What are the plans for kindergartens?",
        ),
        (
            "How many public kindergartens will be built in 2022?",
            "What about primary schools?",
            "How many primary schools will be built in 2022?",
        ),
        (
            "What does it say about special education?",
            "Who is responsible for it?",
            "Who is responsible for special education?",
        ),
        ("How many places are added?", "Who pays for them?", "Who pays for places?"),
    ],
)
def test_an_english_follow_up_keeps_the_noun_of_the_question_before(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


def test_an_english_question_with_words_of_its_own_is_not_read_with_the_earlier_subject() -> None:
    assert read_follow_up("What's the weather", ["残疾孩子怎么上学"]) == ("What's the weather",)
    assert read_follow_up("What's the weather like?", ["What are the plans for kindergartens?"]) == (
        "What's the weather like?",
    )
    assert "kindergartens" in read_follow_up("How many will it add?", ["What are the plans for kindergartens?"])[0]


@pytest.mark.parametrize(
    ("question", "before", "standalone"),
    [
        ("民办普惠的呢", "公办幼儿园一个月保教费多少钱？", "民办普惠幼儿园一个月保教费多少钱？"),
        ("And a private one?", "Must a public school publish its fees?", "Must a private school publish its fees?"),
        ("家长们都不答应呢？", "村小人太少会撤吗？", "村小人太少会撤吗，家长们都不答应呢？"),
        (
            "And if it is serious?",
            "What happens to such a teacher?",
            "What happens to such a teacher, if it is serious?",
        ),
        ("那去年呢？", "2023年初中毕业生有多少人？", "去年初中毕业生有多少人？"),
    ],
)
def test_another_thing_of_the_kind_a_condition_or_a_year_keeps_all_else_of_the_question_before(
    question: str, before: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


def test_an_english_question_without_words_of_its_own_leans_on_the_one_before() -> None:
    assert "paid lessons" in make_standalone("For how long?", ["Who may not give paid lessons?"])


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("去年粮食产了多少？", "今年的目标呢？", "今年的目标，粮食产了多少？"),
        ("今年GDP目标是多少？", "去年完成了多少？", "GDP去年完成了多少？"),
        ("去年招了多少人？", "今年呢？", "今年招了多少人？"),
        ("低保家庭免费吗？", "单亲家庭呢？", "单亲家庭免费吗？"),
        ("烈士子女要排积分吗？", "环卫工人呢？", "环卫工人要排积分吗？"),
        ("幼儿园转园归这个规定管吗？", "那找谁办？", "幼儿园转园找谁办？"),
        ("今年居民消费价格涨幅多少？", "失业率呢？", "今年失业率多少?"),
        ("生均公用经费是多少？", "只有80个学生的学校呢？", "只有80个学生的学校生均公用经费是多少？"),
        ("午间托管几点开始？", "要收费吗？", "午间托管要收费吗？"),
        ("小学要配能躺着睡午觉的桌椅吗？", "钱谁出？", "小学要配能躺着睡午觉的桌椅钱谁出？"),
        ("体育中考的分要涨到多少？", "孩子能不能带手机上学", "孩子能不能带手机上学"),
        (
            "What was the unemployment rate last year?",
            "And this year's target?",
            "What was the unemployment rate, this year's target?",
        ),
        ("How many were renovated last year?", "And this year?", "How many were renovated this year?"),
        ("How long does a regular exchange last?", "What about shadowing?", "How long does shadowing last?"),
        ("How much is the lunch care?", "And the late pick-up?", "How much is late pick-up?"),
        ("Is there care in the summer holiday?", "What about winter?", "Is there care in the winter holiday?"),
    ],
)
def test_a_year_a_verb_or_an_answer_of_yes_keeps_the_rest_of_the_question_before(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


def test_an_english_question_whose_words_name_nothing_is_asked_of_the_earlier_subject() -> None:
    assert "transfer" in make_standalone("What papers do we need?", ["How do I apply for a transfer?"])


def test_after_several_questions_in_one_it_is_read_after_each_the_last_first() -> None:
    readings = read_follow_up("那普通高中呢", ["公办园有什么安排，特殊教育有多少学校？"])
    assert readings == ("普通高中有多少学校?", "普通高中有什么安排")


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "How much homework can Year 4 pupils get each day?",
            "What about junior secondary students?",
            "How much homework can junior secondary students get each day?",
        ),
        (
            "How much homework can Year 4 pupils get each day?",
            "And for middle school?",
            "How much homework can middle school pupils get each day?",
        ),
        ("How much do boarders pay a month?", "What about day students?", "How much do day students pay a month?"),
        (
            "When does registration start for first graders?",
            "And for grade seven?",
            "When does registration start for grade seven?",
        ),
        (
            "How many teachers does Mingxi county need in rural schools?",
            "What about urban schools?",
            "How many teachers does Mingxi county need in urban schools?",
        ),
        ("Must a public school publish its fees?", "And kindergartens?", "Must a kindergarten publish its fees?"),
        ("How many days in a school year?", "And for teachers?", "How many days in a school year for teachers?"),
        ("How much is the lunch fee?", "What about the boarding fee?", "How much is boarding fee?"),
    ],
)
def test_another_school_or_group_in_english_stands_where_one_stood_or_behind_the_question(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "How much is PE worth in the Yunze high school entrance exam?",
            "And in Danlin county?",
            "How much is PE worth in the Danlin county high school entrance exam?",
        ),
        (
            "How many teachers will Nancen city recruit?",
            "And in Danlin county?",
            "How many teachers will Danlin county recruit?",
        ),
        (
            "What is the phone number of the education bureau?",
            "And in lanting city?",
            "What is the phone number of the education bureau in lanting city?",
        ),
        (
            "How many classes do Year 4 pupils have?",
            "And in Hebei?",
            "How many classes do Year 4 pupils have in Hebei?",
        ),
    ],
)
def test_another_place_in_english_stands_where_one_stood_or_behind_the_question(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "Is there a school for autistic children?",
            "When will it open its doors to students?",
            "When will a school for autistic children open its doors to students?",
        ),
        (
            "Is there a hotline for complaints about fees?",
            "When is it open?",
            "When is a hotline for complaints about fees open?",
        ),
        (
            "Do children have to sit an exam for primary school?",
            "And is it by catchment area?",
            "Do children have to sit an exam for primary school, is it by catchment area?",
        ),
        (
            "At what grade do kids start learning AI?",
            "How many hours a year?",
            "kids start learning AI How many hours a year?",
        ),
        ("How much is the boarding allowance?", "How much per month?", "the boarding allowance How much per month?"),
    ],
)
def test_it_and_a_measure_alone_are_of_what_was_asked_about(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["丹霖县招多少老师"], "云泽呢", "云泽，招多少老师"),
        (["今年丹霖县招多少老师"], "那云泽的呢？", "今年云泽，招多少老师"),
        (["丹霖县2023年招多少老师", "云泽呢"], "南岑呢", "南岑，2023年招多少老师"),
        (["丹霖县2023年招多少老师", "云泽呢"], "学位呢", "云泽，2023年学位多少?"),
        (["宁海市教育局电话多少"], "青石县呢", "青石县教育局电话多少"),
        (["丹霖县招多少老师"], "特岗呢", "丹霖县特岗多少?"),
        (["招多少老师"], "云泽呢", "云泽多少?"),
    ],
)
def test_a_place_by_its_short_name_takes_the_place_of_another_place(
    history: list[str], question: str, standalone: str
) -> None:
    assert make_standalone(question, history) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("小学课后服务到几点", "高中有吗？", "高中课后服务有吗？"),
        ("初中晚自习几点结束", "小学有没有", "小学晚自习有没有"),
        ("一年级学费多少", "高中也要交吗？", "高中学费也要交吗？"),
        ("幼儿园有校车吗", "小学有没有？", "小学有校车吗"),
        ("小学要交学费吗", "高中要吗", "高中要交学费吗"),
    ],
)
def test_whether_others_have_it_too_is_asked_of_the_same_thing(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]).rstrip("?？") == standalone.rstrip("?？")


@pytest.mark.parametrize(
    ("question", "readings"),
    [
        ("小学没有晚自习吗?", ("小学没有晚自习吗?", "公办园有什么安排，小学没有晚自习吗?")),
        ("那些民办园呢?", ("那些民办园有什么安排?",)),
        ("那儿童福利院呢?", ("儿童福利院有什么安排?",)),
        ("家长都不答应呢?", ("公办园有什么安排，家长都不答应呢?",)),
    ],
)
def test_a_question_of_its_own_that_denies_and_a_word_that_begins_so_are_no_conditions_or_leads(
    question: str, readings: tuple[str, ...]
) -> None:
    assert read_follow_up(question, ["公办园有什么安排?"]) == readings


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["学前教育有什么安排"], "还有别的吗", "学前教育还有什么?"),
        (["学前教育有什么安排"], "其他的呢", "学前教育还有什么?"),
        (
            ["What are the plans for kindergartens?"],
            "Anything else?",
            "What else do the documents say about kindergartens?",
        ),
        (
            ["What are the plans for kindergartens?"],
            "Is that all?",
            "What else do the documents say about kindergartens?",
        ),
        (["小学什么时候报名", "还有别的吗", "谢谢，明白了"], "那初中呢", "初中什么时候报名"),
        (["职普比是多少"], "为什么", "为什么职普比是这样?"),
        (["幼儿园有什么计划"], "why?", "为什么幼儿园是这样?"),
        (["随迁子女需要居住证吗"], "为什么呢？", "为什么随迁子女需要居住证?"),
        (["Is a private school free?"], "Why is that?", "Why is a private school free?"),
        (["随迁子女怎么报名"], "为什么要居住证", "为什么随迁子女 报名要居住证"),
        (["第六条说了什么"], "那下一条呢", "第7条说了什么"),
        (["What does article 6 say?", "and article 7?"], "The next one?", "What does article 8 say?"),
        (["第二章讲了什么"], "上一章呢", "第1章讲了什么"),
    ],
)
def test_more_a_bare_why_and_the_next_part_are_of_what_was_asked_about(
    history: list[str], question: str, standalone: str
) -> None:
    assert read_follow_up(question, history) == (standalone,)


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["小学报名时间"], "不对，是初中", "初中报名时间"),
        (["小学报名时间", "不对，是初中"], "小学的", "小学报名时间"),
        (["贫困生补助怎么申请"], "我问的是大学生的", "大学生贫困生补助怎么申请"),
        (["报名要钱吗"], "我是问学费", "报名学费是多少?"),
        (["When is primary school registration?"], "Sorry, I mean junior high", "When is junior high registration?"),
        (["When is primary school registration?"], "No, I meant kindergarten", "When is kindergarten registration?"),
        (["When is primary school registration?"], "for kindergartens", "When is kindergarten registration?"),
        (["When is primary school registration?"], "kindergartens?", "When is kindergarten registration?"),
    ],
)
def test_a_correction_and_a_school_alone_are_another_subject(
    history: list[str], question: str, standalone: str
) -> None:
    assert make_standalone(question, history) == standalone


def test_a_denial_within_a_question_corrects_nothing() -> None:
    assert make_standalone("不是本地户口能报名吗", ["小学什么时候开学"]) == "不是本地户口能报名吗"


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["民办小学招多少人"], "民办初中呢", "民办初中招多少人"),
        (["民办小学招多少人", "民办初中呢"], "公办初中呢", "公办初中招多少人"),
        (["孤儿需要认定吗"], "残疾学生呢", "残疾学生需要认定吗"),
        (["孤儿需要认定吗", "残疾学生呢"], "低保的呢", "低保需要认定吗"),
        (["随迁子女需要居住证吗"], "军人子女呢", "军人子女需要居住证吗"),
        (["普惠性园覆盖率多少"], "公办园呢", "公办园覆盖率多少"),
        (["助学贷款最多能贷多少"], "研究生呢", "研究生助学贷款最多能贷多少"),
        (["高中助学金多少钱"], "二档呢", "高中助学金二档多少钱"),
        (["助学贷款期限多长"], "利率呢", "助学贷款利率是多少?"),
        (["小学招多少人"], "一共呢", "小学招一共多少人"),
        (["小学什么时候报名", "材料呢"], "费用呢", "小学报名费用是多少?"),
        (["新建几所公办幼儿园"], "能增加多少学位", "新建 公办幼儿园能增加多少学位"),
        (["新建几所公办幼儿园"], "改扩建哪些", "公办幼儿园改扩建哪些"),
    ],
)
def test_another_subject_keeps_what_is_asked_and_drops_what_it_replaces(
    history: list[str], question: str, standalone: str
) -> None:
    assert make_standalone(question, history) == standalone


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["幼儿园多少钱"], "what about primary school?", "how much is primary school?"),
        (["Where is the office?"], "那幼儿园呢", "幼儿园在哪里?"),
        (["How many kindergartens will be built in 2023?"], "2022?", "How many kindergartens will be built in 2022?"),
        (["How many schools will be built?"], "2021年呢", "How many schools will be built in 2021?"),
        (["今年建几所幼儿园"], "and in 2022?", "2022年建几所幼儿园"),
        (["小學什麼時候報名？"], "那初中呢？", "初中什么时候报名？"),
    ],
)
def test_another_language_other_characters_or_a_bare_year_ask_the_same_thing(
    history: list[str], question: str, standalone: str
) -> None:
    assert make_standalone(question, history) == standalone


@pytest.mark.parametrize(
    ("before", "question", "first"),
    [
        ("随迁子女需要居住证吗？", "我想问是否需要户口本", "我想问是否需要户口本"),
        ("校车多少钱一学期？", "我想问下家访几次", "我想问下家访几次"),
        ("阳光分班有什么要求？", "应该是否公示", "阳光分班应该是否公示"),
        ("小学报名时间", "不对，应该是初中", "初中报名时间"),
        ("How much is lunch?", "No bus service in villages?", "No bus service in villages?"),
        ("第一章第二条说了什么", "下一条呢", "第一章第3条说了什么"),
        ("第一章第二条说了什么", "那下一章呢", "第2章说了什么"),
    ],
)
def test_a_lead_in_and_a_denial_without_a_mark_correct_nothing(before: str, question: str, first: str) -> None:
    assert read_follow_up(question, [before])[0] == first


def test_schools_take_the_place_of_a_word_for_others_before_a_noun() -> None:
    readings = read_follow_up("and for kindergartens?", ["what is the 2022 vocational enrolment rule"])
    assert readings == ("what is the 2022 kindergarten enrolment rule",)
    assert read_follow_up("And kindergartens?", ["Are vocational schools free?"])[0] == "Are kindergartens free?"


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (
            ["What is the phone number of the aid center?"],
            "and the address?",
            "where is the address of aid center?",
        ),
        (
            ["What documents do I need for the scholarship?", "and the deadline?"],
            "and the amount?",
            "how much is the amount for scholarship?",
        ),
        (["When can parents visit boarders?"], "and the place?", "Where can parents visit boarders?"),
        (
            ["How much is the subsidy for rural teachers?"],
            "and the start date?",
            "when is the start date for subsidy for rural teachers?",
        ),
        (
            ["How much is the after-school service fee?"],
            "what about the time?",
            "when is the time for after-school service?",
        ),
        (["How do I renew my licence?"], "What about the fee?", "how much is the fee to renew my licence?"),
        (["When's the application deadline?"], "and for grants?", "When is the application deadline for grants?"),
    ],
)
def test_another_attribute_in_english_is_asked_of_the_same_thing(
    history: list[str], question: str, standalone: str
) -> None:
    assert make_standalone(question, history) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "What are the rules for vocational schools?",
            "And how many students?",
            "the rules for vocational schools how many students?",
        ),
        ("How many teachers will be hired?", "but who pays?", "teachers be hired who pays?"),
        (
            "How long is the posting of results?",
            "for how many days?",
            "the posting of results for how many days?",
        ),
        (
            "What happens if a student is late?",
            "within how many minutes per day?",
            "happens if a student is late within how many minutes per day?",
        ),
        ("When is registration for grade 1?", "when for junior high?", "When is registration for junior high?"),
        ("Do boarders get a subsidy?", "how much for middle school?", "middle school boarders get a subsidy how much?"),
        ("What's the coverage of free meals?", "so how many percent?", "the coverage of free meals how many percent?"),
    ],
)
def test_a_bare_english_question_keeps_what_was_asked_about(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "When does after-school care end?",
            "and in junior high?",
            "When does after-school care end for junior high?",
        ),
        (
            "What is the after-school service fee?",
            "and in primary schools?",
            "What is the after-school service fee for primary schools?",
        ),
        ("How much is the first prize?", "and the second one?", "How much is the second prize?"),
        (
            "What's the coverage of inclusive kindergartens?",
            "what about public ones?",
            "What is the coverage of public kindergartens?",
        ),
        ("How much are the rural ones?", "what about public ones?", "How much are public ones?"),
    ],
)
def test_after_school_is_no_school_and_ones_are_what_was_asked_about(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "What time is lights out in the dorm?",
            "what about weekends?",
            "What time is lights out in the dorm on weekends?",
        ),
        ("When does the canteen open on weekends?", "and on Mondays?", "When does the canteen open on Mondays?"),
        (
            "Where can parents meet their children?",
            "and on Sundays?",
            "Where can parents meet their children on Sundays?",
        ),
        ("How long is the summer vacation?", "and the winter vacation?", "How long is the winter vacation?"),
        ("宿舍几点熄灯？", "周五呢？", "周五宿舍几点熄灯？"),
        ("学生中午能出校门吗？", "晚上呢？", "学生晚上能出校门吗？"),
        ("食堂几点开门？", "体育馆呢？", "体育馆几点开门?"),
        ("教育局在哪？", "派出所呢？", "派出所在哪?"),
    ],
)
def test_another_day_and_another_place_ask_the_same_thing(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("学生能带手机吗？", "谁批准？", "学生带手机谁批准？"),
        ("孩子可以坐校车吗？", "多少钱？", "孩子坐校车多少钱？"),
        ("家长能去学校看孩子吗？", "地点在哪？", "家长去学校看孩子地点在哪？"),
        ("高中要交学费吗？", "什么时候报名？", "高中什么时候报名？"),
        ("今年招多少老师？", "退休教师呢？", "今年招多少退休教师?"),
        ("今年招多少老师？", "小学呢？", "今年小学招多少老师？"),
        ("国家奖学金多少钱？", "国家助学金呢？", "国家助学金多少钱？"),
        ("国家励志奖学金多少钱？", "国家助学金呢？", "国家助学金多少钱？"),
    ],
)
def test_what_people_do_stays_and_what_is_counted_or_named_alike_is_replaced(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("课后服务多少钱", "贫困生呢", "贫困生课后服务多少钱"),
        ("课后服务多少钱", "住宿生呢", "住宿生课后服务多少钱"),
        ("贫困生有补助吗", "残疾学生呢", "残疾学生有补助吗"),
        ("贫困生有补助吗", "大学生呢", "大学生贫困生有补助吗"),
        ("初中作业时间多长？", "一年级呢", "一年级作业时间多长？"),
        ("初中报名材料有哪些", "那租房的呢？", "初中租房材料有哪些?"),
        ("初中报名流程是什么", "转学呢", "初中转学流程是什么?"),
        ("初中报名材料有哪些", "注意事项呢", "注意事项有哪些?"),
        ("幼儿园学费多少？", "伙食费呢", "幼儿园伙食费多少？"),
        ("义务教育收学费吗", "书本费呢", "义务教育收书本费吗"),
        ("困难学生补助多少钱", "初中的呢", "初中困难学生补助多少钱"),
        ("初中怎么报名", "报名时间呢", "初中报名时间是什么时候?"),
        ("学区房怎么划", "查询电话呢", "学区房查询电话是多少?"),
        ("幼儿园有多少学位", "报名时间呢", "幼儿园学位报名时间是什么时候?"),
        ("教育集团几个", "覆盖率呢", "教育集团覆盖率是多少?"),
        ("小学几岁可以上", "差一天呢", "小学几岁可以上，差一天呢"),
        ("学校能卖校服吗", "多少钱", "学校卖校服多少钱"),
        ("老师能收礼吗", "谁来管", "老师收礼谁来管"),
        ("学生能带手机吗", "要谁批准", "学生带手机要谁批准"),
    ],
)
def test_others_papers_fees_and_rates_are_asked_of_the_same_thing(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("市一中新校区几号启用", "在哪条路上？", "市一中新校区 启用在哪条路上？"),
        ("助学贷款在哪办？", "几点上班", "助学贷款几点上班"),
        ("助学贷款几点办？", "在哪办", "助学贷款在哪办"),
        ("家长会几号开", "在哪开", "家长会在哪开"),
        ("寒假什么时候开始", "放多久", "寒假放多久"),
    ],
)
def test_a_time_of_day_that_was_asked_for_is_not_asked_for_again(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "readings"),
    [
        (
            "When is lights out?",
            "What if a student skips school?",
            ("What if a student skips school?", "When is lights out, What if a student skips school?"),
        ),
        (
            "When is registration?",
            "What if the deadline is missed?",
            ("What if the deadline is missed?", "When is registration, What if the deadline is missed?"),
        ),
        (
            "When is registration?",
            "What if my child is sick?",
            ("What if my child is sick?", "When is registration, What if my child is sick?"),
        ),
        ("小学班额多少？", "晚三天返校怎么办", ("晚三天返校怎么办", "小学班额多少，晚三天返校怎么办")),
        ("小学什么时候报名？", "晚一天报名怎么办", ("小学什么时候报名，晚一天报名怎么办",)),
        ("小学几岁可以上", "差一天怎么办", ("小学几岁可以上，差一天怎么办",)),
        (
            "小学几岁可以上",
            "晚一年上学可以吗",
            ("晚一年上学可以吗", "小学几岁可以上，晚一年上学可以吗"),
        ),
        ("When is registration for primary school?", "What is there for boarders?", ("What is there for boarders?",)),
        ("When is registration?", "How much for lunch?", ("How much for lunch?",)),
        (
            "When is registration for primary school?",
            "How much for boarders?",
            ("How much for boarders?", "registration for boarder How much?"),
        ),
        ("学费多少", "住宿费多少", ("住宿费多少",)),
        ("小学学费多少", "住宿费多少", ("住宿费多少", "小学住宿费多少")),
        ("小学学费多少", "怎么退费", ("小学学费怎么退费",)),
    ],
)
def test_a_condition_or_a_short_question_with_a_thing_of_its_own_is_first_read_alone(
    before: str, question: str, readings: tuple[str, ...]
) -> None:
    assert read_follow_up(question, [before]) == readings


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("毛入园率是多少?", "覆盖率呢", "覆盖率是多少?"),
        ("高中毕业率是多少?", "合格率呢", "高中合格率是多少?"),
        ("职普比是多少?", "占比呢", "占比是多少?"),
        ("小学报名查询电话是多少?", "咨询电话呢", "小学报名咨询电话是多少?"),
        ("小学怎么报名?", "咨询电话呢", "小学报名咨询电话是多少?"),
        ("特长生怎么招?", "小学呢", "小学特长生怎么招?"),
        ("住宿生要交多少钱?", "一年级呢", "一年级住宿生要交多少钱?"),
        ("住宿生要交多少钱?", "走读生呢", "走读生要交多少钱?"),
        ("一年级作业时间多长?", "初中呢", "初中作业时间多长?"),
    ],
)
def test_a_rate_takes_the_place_of_a_rate_and_a_level_stands_beside_those_of_every_school(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("期末考试什么时候?", "寒假呢", "寒假什么时候?"),
        ("春假放几天?", "暑假呢", "暑假放几天?"),
        ("产假多少天?", "寒暑假呢", "寒暑假多少天?"),
        ("食堂几点开门?", "寒假呢", "寒假食堂几点开门?"),
        ("课后服务一学期多少钱?", "寒假呢", "寒假课后服务一学期多少钱?"),
        ("学校周一至周五几点上课?", "周末呢", "学校周末几点上课?"),
        ("周六、周日可以报名吗?", "周五呢", "周五可以报名吗?"),
        ("寒假食堂几点开门?", "晚上呢", "寒假晚上食堂几点开门?"),
        ("宿舍周五晚上几点熄灯?", "周六呢", "宿舍周六几点熄灯?"),
        ("When is the final exam?", "and the winter break?", "When is winter break?"),
        ("How long is the spring term?", "and the summer holiday?", "How long is summer holiday?"),
        (
            "What happens after the exam?",
            "and the summer holiday?",
            "What happens after the exam in the summer holiday?",
        ),
        (
            "How much is lunch per term?",
            "and the summer holiday?",
            "How much is lunch per term in the summer holiday?",
        ),
        ("Is the office open from Monday to Friday?", "and on Sundays?", "Is the office open on Sundays?"),
    ],
)
def test_a_holiday_beside_another_time_is_asked_about_itself_and_a_span_of_days_is_one(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("What must parents do?", "and schools?", "What must schools do?"),
        ("What must parents do?", "and for schools?", "What must schools do?"),
        ("Who supervises teachers?", "and kindergartens?", "Who supervises kindergartens?"),
        ("How much do orphans get?", "and universities?", "How much do universities get?"),
        (
            "How many teachers will be hired?",
            "and kindergartens?",
            "How many kindergarten teachers will be hired?",
        ),
        ("Do ex-students get help?", "teachers?", "Do teachers get help?"),
        ("What do non-boarders pay?", "boarders?", "What do boarders pay?"),
    ],
)
def test_schools_take_the_place_of_people_that_are_not_counted(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "What is the minimum homework time?",
            "and for junior high?",
            "What is the minimum homework time for junior high?",
        ),
        ("Is after-school care free?", "who runs it?", "who runs after-school care?"),
        ("Is lunch free?", "and breakfast?", "Is breakfast free?"),
        ("When is parents' day?", "where?", "parents' day where?"),
        ("How do I enrol my child?", "what if we moved?", "How do I enrol my child, what if we moved?"),
    ],
)
def test_what_is_so_or_not_is_what_an_english_question_is_about(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone
