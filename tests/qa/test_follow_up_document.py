import pytest

from qa.follow_up.standalone import make_standalone


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
