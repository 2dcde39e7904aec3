import pytest

from qa.parts import asks_for_mentions, split_asked, split_question


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("笔试、面试成绩各占多大比重？", ("笔试成绩占多大比重？", "面试成绩占多大比重？")),
        (
            "心理健康档案和人脸识别，文件对监护人同意分别怎么规定？",
            ("心理健康档案，文件对监护人同意怎么规定？", "人脸识别，文件对监护人同意怎么规定？"),
        ),
        (
            "校车、食堂和宿舍分别由谁管？",
            ("校车由谁管？", "食堂由谁管？", "宿舍由谁管？"),
        ),
        (
            "Meals and school buses: what does the plan say of each?",
            ("Meals: what does the plan say?", "school buses: what does the plan say?"),
        ),
        ("义务教育和普通高中都要创建什么？", ("义务教育要创建什么？", "普通高中要创建什么？")),
        ("普及率和家长参与率分别多少？", ("普及率多少？", "家长参与率多少？")),
        ("幼儿园、小学和初中教师各招多少？", ("幼儿园教师招多少？", "小学教师招多少？", "初中教师招多少？")),
        ("公办和民办学校学费各是多少？", ("公办学校学费是多少？", "民办学校学费是多少？")),
        ("今年和去年新建食堂分别几个？", ("今年新建食堂几个？", "去年新建食堂几个？")),
        ("云泽去年和今年新增床位各多少？", ("云泽去年新增床位多少？", "云泽今年新增床位多少？")),
        ("新增就业去年和今年各多少？", ("新增就业去年多少？", "新增就业今年多少？")),
        ("招生去年和学费各多少？", ("招生去年多少？", "学费多少？")),
        ("小学和食堂收费各多少？", ("小学多少？", "食堂收费多少？")),
        ("老师和家长会分别什么时候？", ("老师什么时候？", "家长会什么时候？")),
        ("老师和学生家长分别要做什么？", ("老师要做什么？", "学生家长要做什么？")),
        ("幼儿园和小学一年级分别怎么报名？", ("幼儿园怎么报名？", "小学一年级怎么报名？")),
        ("高中和幼儿园大班分别几点放学？", ("高中几点放学？", "幼儿园大班几点放学？")),
        ("小学和初中一年级新生分别几号报到？", ("小学一年级新生几号报到？", "初中一年级新生几号报到？")),
        ("公办和民办小班的保教费分别是多少？", ("公办小班的保教费是多少？", "民办小班的保教费是多少？")),
        ("语文和数学节数分别是多少？", ("语文节数是多少？", "数学节数是多少？")),
        ("教师和家长学校分别负责什么？", ("教师负责什么？", "家长学校负责什么？")),
        ("老师和儿童节分别怎么安排？", ("老师怎么安排？", "儿童节怎么安排？")),
        ("春节和国庆节假期分别几天？", ("春节假期几天？", "国庆节假期几天？")),
        ("小学和初中大班额分别多少？", ("小学大班额多少？", "初中大班额多少？")),
        ("和谐校园各有什么标准？", ()),
        ("成都和上海的学校怎么招生？", ()),
        ("各地和各校怎么招生？", ()),
        ("初中和各县的小学怎么招生？", ()),
        ("What is said of each school?", ()),
        ("甲、乙、丙和丁各多少？", ()),  # too many to ask one by one
        ("", ()),
    ],
)
def test_a_question_about_several_things_is_asked_of_each(question: str, parts: tuple[str, ...]) -> None:
    assert split_question(question) == parts


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("填志愿是哪几天，能填几所？", ("填志愿是哪几天", "填志愿能填几所")),
        ("职普比是多少，中职招多少人？", ("职普比是多少", "中职招多少人")),
        (
            "孩子五岁，住得远，什么时候报名？要带什么？",
            ("孩子五岁，住得远，什么时候报名", "孩子五岁，住得远 报名要带什么"),
        ),
        ("How many places are added, and who pays for them?", ("How many places are added", "who pays for places")),
        ("没有居住证，怎么入学？", ()),
        ("怎么入学，谢谢", ()),
        ("是哪天？在哪里？找谁？带什么？", ()),  # too many
        ("", ()),
    ],
)
def test_questions_one_behind_the_other_are_asked_alone(question: str, alone: tuple[str, ...]) -> None:
    assert tuple(readings[0] for _, readings in split_asked(question)) == alone


def test_a_second_question_that_could_stand_alone_may_keep_the_first_one_s_subject() -> None:
    first, second = split_asked("民办学校怎么招生，收费怎么定？")
    assert first == ("民办学校怎么招生", ("民办学校怎么招生",))
    assert second == ("收费怎么定", ("收费怎么定", "民办学校 招生收费怎么定"))


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("哪些地方提到控辍保学，各是怎么说的？", True),
        ("教师培训在哪几处提到？", True),
        ("Which tasks mention meals?", True),
        ("在哪些地方报名？", False),
        ("哪些条件要满足？", False),
    ],
)
def test_whether_every_place_is_wanted(question: str, asks: bool) -> None:
    assert asks_for_mentions(question) is asks
