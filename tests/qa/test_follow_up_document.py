import pytest

from qa.follow_up.standalone import make_standalone, read_follow_up


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["When does the plan take effect?"], "Who interprets it?", "Who interprets the plan?"),
        (
            ["When does the plan take effect?"],
            "What is its document number?",
            "What is the document number of the plan?",
        ),
        (["When was this document issued?"], "What is its number?", "What is the document number of this document?"),
        (["When was this document issued?", "What is its number?"], "By whom?", "Who issued this document?"),
        (["Who issued the notice?"], "When?", "When was the notice issued?"),
        (["Who issued this notice?"], "When does it take effect?", "When does this notice take effect?"),
        (["When was this plan issued?"], "What is its main goal?", "What is this plan's main goal?"),
        (["这个通知什么时候发布的"], "什么时候开始执行", "这个通知什么时候开始执行"),
        (["这个文件什么时候发布的"], "文号呢", "这个文件的文号是多少?"),
        (["这个文件什么时候发布的", "文号呢"], "谁发的", "这个文件是谁发布的?"),
        (["这个方案提出了哪些措施?"], "什么时候发布的?", "这个方案是什么时候发布的?"),
        (["这个方案部署了哪些任务?"], "什么时候发布?", "这个方案是什么时候发布的?"),
        (["这个通知规定成绩怎么查?"], "什么时候公布?", "这个通知规定成绩什么时候公布?"),
        (["《校外培训治理实施方案》要求各校做什么?"], "谁发布的?", "《校外培训治理实施方案》是谁发布的?"),
        (["本办法什么时候开始实施"], "有效期呢", "本办法有效期到什么时候?"),
        (["本办法什么时候开始实施"], "那谁负责解释", "本办法由谁负责解释?"),
    ],
)
def test_a_fact_of_the_document_is_asked_of_the_one_named_before(
    history: list[str], question: str, standalone: str
) -> None:
    assert make_standalone(question, history) == standalone


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("小学什么时候报名", "谁发的"),
        ("How much is lunch?", "What is its number?"),
        ("这个方案谁批准", "什么时候报名"),
        ("When was this plan issued?", "My son has a permit. Is it valid?"),
    ],
)
def test_where_no_document_is_named_or_another_thing_is_asked_it_is_no_such_question(
    before: str, question: str
) -> None:
    assert "发布" not in make_standalone(question, [before])
    assert "document" not in make_standalone(question, [before])


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("根据《资助管理办法》，寄宿生补助多少", "什么时候发", "根据《资助管理办法》，寄宿生补助什么时候发"),
        ("按照本通知，录取名单在哪里看", "什么时候公布", "按照本通知，录取名单什么时候公布"),
        ("根据这个规定，老师津贴有多少", "谁发", "根据这个规定，老师津贴谁发"),
        ("这个通知里的毕业证怎么领", "编号是什么", "这个通知里的毕业证编号是什么"),
        ("按照本通知，录取名单在哪里看", "文号是多少", "本通知的文号是多少?"),
        ("《教师法》里讲了什么", "什么时候发布的", "《教师法》是什么时候发布的?"),
        ("这个通知适用于哪些学校", "谁发的", "这个通知是谁发布的?"),
        ("这个方案提出了哪些措施", "什么时候发布?", "这个方案是什么时候发布的?"),
        ("这个招聘公告，面试成绩怎么查", "什么时候公布", "这个招聘公告，面试成绩什么时候公布"),
        ("这个招生方案录取名单有多少人", "什么时候公布", "这个招生方案录取名单什么时候公布"),
        ("该方案录取分数线怎么定", "由谁公布", "该方案录取分数线由谁公布"),
        ("这个通知规定的录取名单在哪里看", "什么时候公布", "这个通知规定的录取名单什么时候公布"),
        ("在这个方案里，补贴多少", "谁发的", "在这个方案里，补贴谁发的"),
        ("在这个公告里，笔试成绩怎么查", "什么时候公布的", "在这个公告里，笔试成绩什么时候公布的"),
        ("这个方案提出了哪些措施", "发布日期是什么时候", "这个方案是什么时候发布的?"),
        ("请问这个方案提出了哪些措施", "那是谁发布的呢", "这个方案是谁发布的?"),
        ("在这个方案里，提出了哪些措施", "什么时候公布的", "这个方案是什么时候发布的?"),
        ("这个通知里的补贴怎么发", "谁发的", "这个通知里的补贴谁发的"),
        ("这个通知里的补贴有多少", "什么时候发", "这个通知里的补贴什么时候发"),
        (
            "Who issued the homework policy?",
            "Does the school provide lunch and who pays for it?",
            "Does the school provide lunch and who pays for it?",
        ),
        ("When was this notice issued?", "How much is lunch and is it free?", "How much is lunch and is it free?"),
        ("When was this notice issued?", "Is it true that lunch is free?", "Is it true that lunch is free?"),
    ],
)
def test_what_is_asked_of_a_thing_beside_the_document_is_not_asked_of_the_document(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


def test_a_question_that_names_the_document_is_none_of_the_subject_before() -> None:
    assert read_follow_up("这个文件谁发的", ["高中阶段职普比是多少"])[0] == "这个文件谁发的"
    assert read_follow_up("这个通知什么时候发的", ["学费多少"])[0] == "这个通知什么时候发的"
