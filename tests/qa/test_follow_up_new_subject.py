import pytest

from qa.follow_up.standalone import make_standalone, read_follow_up


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "What is the staffing ratio for babies?",
            "For two-year-olds?",
            "What is the staffing ratio for two-year-olds?",
        ),
        ("What is the staffing ratio for babies?", "for seniors", "What is the staffing ratio for seniors?"),
        (
            "What is the staffing ratio for babies?",
            "in rural areas?",
            "What is the staffing ratio for babies in rural areas?",
        ),
        ("How much is childcare per day?", "per month?", "How much is childcare per month?"),
        (
            "Do parents need a card to enter the school?",
            "And visitors?",
            "Do visitors need a card to enter the school?",
        ),
        (
            "Can teachers apply for the housing subsidy?",
            "What about nurses?",
            "Can nurses apply for the housing subsidy?",
        ),
        ("Do schools have a teacher for mental health?", "And art?", "Do schools have a teacher for art?"),
        ("Do I need to submit proof of income?", "And residence?", "Do I need to submit proof of residence?"),
        ("Do I need approval for leave?", "And travel?", "Do I need approval for travel?"),
        ("I am in grade 9. When is the exam?", "And grade 8?", "When is the exam for grade 8?"),
        (
            "How much do public kindergartens charge?",
            "And in private ones?",
            "How much do private kindergartens charge?",
        ),
        (
            "How many schools in rural areas will be built in 2022?",
            "in urban areas?",
            "How many schools in urban areas will be built in 2022?",
        ),
        ("Can I stay away?", "for two days?", "Can I stay away for two days?"),
        ("Is lunch free?", "for visitors?", "Is lunch free for visitors?"),
        ("How much money is allocated in 2024?", "and for meals?", "How much money is allocated for meals in 2024?"),
        ("How much is lunch for visitors?", "for guests?", "How much is lunch for guests?"),
        ("Is lunch free?", "for breakfast?", "Is breakfast free?"),
        ("Can parents visit?", "with younger children?", "Can parents visit with younger children?"),
        ("When is registration?", "at night?", "When is registration at night?"),
        ("What is Jiangsu's GDP target?", "Hubei?", "What is Hubei's GDP target?"),
        ("What is Jiangsu's GDP target?", "Hubei's?", "What is Hubei's GDP target?"),
        ("How many jobs will Jiangsu create?", "in Inner Mongolia?", "How many jobs will Inner Mongolia create?"),
    ],
)
def test_an_english_phrase_or_place_alone_is_asked_the_same(before: str, question: str, standalone: str) -> None:
    assert read_follow_up(question, [before]) == (standalone,)


def test_english_words_alone_may_name_a_new_subject_or_ask_of_themselves() -> None:
    before = "Who is responsible for childcare?"
    assert read_follow_up("Elderly meals?", [before]) == ("Who is responsible for elderly meals?", "Elderly meals?")
    assert read_follow_up("Food safety?", ["How many schools will be built?"]) == ("Food safety?",)
    assert read_follow_up("Warning letter?", ["What happens to those who hit students?"]) == ("Warning letter?",)
    assert read_follow_up("Any exceptions?", [before]) == ("Any exceptions?",)


@pytest.mark.parametrize("question", ["in 2023 and 2024?", "For free?", "Too late?", "in schools is lunch free?"])
def test_years_what_asks_and_words_that_name_nothing_are_no_phrase_of_where_or_whom(question: str) -> None:
    assert question in make_standalone(question, ["How many schools were built?"])


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("80岁的老人补贴多少", "65岁呢", "65岁的老人补贴多少"),
        ("80岁以上补贴多少", "70到79岁呢", "70到79岁补贴多少"),
        ("班额50人怎么办", "60人呢", "班额60人怎么办"),
        ("请假三天要谁批准", "10天以上呢", "请假10天以上要谁批准"),
        ("2022年三年级作业多久", "五年级呢", "2022年五年级作业多久"),
        ("初中一年级什么时候报名", "二年级呢", "初中二年级什么时候报名"),
        ("小学六年级什么时候报名", "三年级呢", "小学三年级什么时候报名"),
        ("小学六年级什么时候报名", "七年级呢", "七年级什么时候报名"),
        ("初中生学费多少", "三年级呢", "三年级学费多少"),
        ("满3周岁能上幼儿园吗", "2岁半的孩子呢", "满2岁半的孩子能上幼儿园吗"),
        ("满六岁能上学吗", "五周岁呢", "满五周岁能上学吗"),
        ("满18个月能上托班吗", "20个月的孩子呢", "满20个月的孩子能上托班吗"),
        ("托班一个月多少钱", "18个月的孩子呢", "18个月的孩子托班一个月多少钱"),
        ("学费一年3000元吗", "4000元呢", "学费一年4000元吗"),
    ],
)
def test_an_age_a_sum_or_a_count_takes_the_place_of_one_of_its_unit(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


def test_an_age_alone_keeps_all_of_a_question_without_one() -> None:
    history = ["托育机构保育员配比是多少", "一岁半的孩子呢"]
    assert make_standalone("两岁半呢", history) == "两岁半托育机构保育员配比是多少"


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("Are there exams in grade 1?", "in maths?", "Are there exams in grade 1 in maths?"),
        ("Can a child with asthma skip PE?", "with a note?", "Can a child with asthma skip PE with a note?"),
        ("Can children with asthma swim?", "with a note?", "Can children with asthma swim with a note?"),
        (
            "How many children in rural areas get free lunch?",
            "in winter?",
            "How many children in rural areas get free lunch in winter?",
        ),
        ("How long is homework in primary school?", "in winter?", "How long is homework in primary school in winter?"),
        ("Are phones allowed in class?", "in exams?", "Are phones allowed in exams?"),
        ("When is the zhongkao?", "for PE?", "When is the zhongkao for PE?"),
        ("What is the punishment?", "for cheating?", "What is the punishment for cheating?"),
        ("How much is lunch?", "for breakfast?", "How much is breakfast?"),
        ("How much is half-day childcare?", "for temporary care?", "How much is temporary care?"),
        ("What does the plan say about meals?", "about fire?", "What does the plan say about fire?"),
        (
            "How many beds in nursing homes will be added?",
            "in rural areas?",
            "How many beds in nursing homes will be added in rural areas?",
        ),
        (
            "How many jobs in manufacturing will be created?",
            "in rural areas?",
            "How many jobs in manufacturing will be created in rural areas?",
        ),
        (
            "Is treatment in hospitals covered by insurance?",
            "in clinics?",
            "Is treatment in hospitals covered by insurance in clinics?",
        ),
        ("Can I pay in cash at the canteen?", "in the library?", "Can I pay in cash at the canteen in the library?"),
        ("Are phones allowed during the school day?", "during exams?", "Are phones allowed during exams?"),
        ("Is training allowed in the holidays?", "in summer?", "Is training allowed in summer?"),
        ("Are phones allowed at school?", "at lunchtime?", "Are phones allowed at school at lunchtime?"),
        (
            "Can students apply with a residence permit?",
            "with a temporary one?",
            "Can students apply with a temporary one?",
        ),
        ("How many children live in old communities?", "in new ones?", "How many children live in new ones?"),
        ("How much do students pay in single rooms?", "in double ones?", "How much do students pay in double ones?"),
        (
            "How many meals in the canteen are free?",
            "in winter?",
            "How many meals in the canteen are free in winter?",
        ),
        ("How many schools in 2024 will be built?", "in towns?", "How many schools in 2024 will be built in towns?"),
        ("How many children in need are helped?", "in towns?", "How many children in need are helped in towns?"),
        (
            "How many places in public kindergartens will be added in 2024?",
            "in private ones?",
            "How many places in private kindergartens will be added in 2024?",
        ),
        ("How much is lunch in May?", "in June?", "How much is lunch in June?"),
        ("Can I stay in a hotel for two days?", "for a week?", "Can I stay in a hotel for a week?"),
    ],
)
def test_an_english_phrase_takes_the_place_only_of_one_that_is_alike(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize("question", ["a day?", "an hour?", "or watches?", "Such as?", "after grade 3?"])
def test_a_time_and_words_that_join_are_no_new_subject(question: str) -> None:
    standalone = make_standalone(question, ["What are the rules for phones?"])
    assert standalone == f"the rules for phones {question}"


@pytest.mark.parametrize("question", ["Homework rules?", "Homework limits?", "Rules on homework?"])
def test_words_that_tell_what_is_asked_of_a_thing_stand_alone(question: str) -> None:
    history = ["How many teachers will be hired?"]
    assert read_follow_up(question, history) == (question,)
    assert make_standalone("in grade 1?", [*history, "Homework rules?"]) == "Homework rules for grade 1?"


def test_what_follows_a_subject_of_bare_words_is_asked_of_that() -> None:
    history = ["Who is responsible for childcare?", "Elderly meals?"]
    assert make_standalone("in grade 1?", history) == "Who is responsible for elderly meals for grade 1?"


def test_how_often_is_put_in_its_place_and_a_service_after_school_is_a_subject() -> None:
    assert (
        make_standalone("per day?", ["How many hours per week must students exercise?"])
        == "How many hours per day must students exercise?"
    )
    assert (
        make_standalone("per month?", ["How much is lunch per day in primary schools?"])
        == "How much is lunch per month in primary schools?"
    )
    assert make_standalone("After-school care?", ["How much is lunch?"]) == "How much is after-school care?"
