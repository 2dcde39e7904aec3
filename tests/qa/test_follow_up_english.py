import pytest

from qa.follow_up.standalone import make_standalone, read_follow_up


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "What is Hubei's target for 2025?",
            "Who is responsible for it?",
            "Who is responsible for Hubei's target for 2025?",
        ),
        (
            "What is the vocational enrolment plan for 2022?",
            "Tell me more",
            "What else do the documents say about the vocational enrolment plan for 2022?",
        ),
        (
            "What is the enrolment plan for 2022?",
            "and for teachers?",
            "What is the enrolment plan for 2022 for teachers?",
        ),
        (
            "What are the rules for 2022 graduates?",
            "Who checks them?",
            "Who checks 2022 graduates?",
        ),
    ],
)
def test_a_year_behind_for_or_of_is_no_topic_and_stays(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "What is Jiangsu's GDP target for 2025?",
            "What about unemployment?",
            "What is unemployment target for 2025 in Jiangsu?",
        ),
        ("What is the GDP growth target of Hubei?", "And unemployment?", "What is unemployment target in Hubei?"),
        (
            "What did Zhejiang achieve in education in 2024?",
            "And in housing?",
            "What did Zhejiang achieve in housing in 2024?",
        ),
        ("Has Hubei raised pensions?", "And wages?", "what about wages in Hubei?"),
        (
            "Compare the growth targets of Jiangsu and Hubei.",
            "And unemployment?",
            "what about unemployment in Jiangsu and Hubei?",
        ),
        ("What are the plans for Hubei?", "and for teachers?", "What are the plans for teachers in Hubei?"),
        ("What is Jiangsu's GDP target?", "What about the national target?", "What is national target?"),
        ("What are the rules for Art?", "and for dancing?", "What are the rules for dancing?"),
        ("How much is the Yuyue card?", "and the bus card?", "How much is bus card?"),
    ],
)
def test_another_thing_in_english_is_asked_of_the_same_place(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "How many meal points will be built in 2024?",
            "and the delivery fee?",
            "how much is the delivery fee in 2024?",
        ),
        (
            "How many meal points will be built?",
            "and the registration deadline?",
            "when is the registration deadline?",
        ),
        ("How many places in 2022?", "and the coverage rate?", "what is the coverage rate in 2022?"),
        ("What's the phone number?", "and the email?", "what is the email?"),
    ],
)
def test_a_fee_or_rate_is_not_counted(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    "question",
    [
        "I have a child with a disability. What does the school do for them?",
        "My mother is 61. Can she get the meal subsidy and how does she apply for it?",
    ],
)
def test_a_pronoun_stands_for_what_a_clause_before_it_names(question: str) -> None:
    assert make_standalone(question, ["How many public kindergartens will be built?"]) == question


def test_a_pronoun_stands_for_the_earlier_subject_where_the_clause_before_names_only_who_asks() -> None:
    asked = make_standalone("My son is deaf. Can he get it?", ["How much is the subsidy?"])
    assert asked == "My son is deaf. Can he get the subsidy?"
    assert "summer camp" in make_standalone("We live in the city. Can we join it?", ["Is there a summer camp?"])


def test_what_is_asked_of_everything_names_nothing_that_a_pronoun_stands_for() -> None:
    asked = make_standalone("What is the fee and who pays it?", ["How do I apply for a transfer?"])
    assert "transfer" in asked


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("What must teachers do?", "And in kindergartens?", "What must kindergarten teachers do?"),
        ("What must a teacher do?", "What about at kindergartens?", "What must a kindergarten teacher do?"),
        (
            "How much do students pay for meals?",
            "at public kindergartens?",
            "How much do public kindergarten students pay for meals?",
        ),
        (
            "What help is there for gifted children?",
            "in kindergartens?",
            "What help is there for gifted kindergarten children?",
        ),
        (
            "When can I register my child?",
            "for middle school?",
            "When can I register my child for middle school?",
        ),
        ("Who supervises teachers?", "and for colleges?", "Who supervises college teachers?"),
        ("What are the rules for teachers?", "and for colleges?", "What are the rules for colleges?"),
    ],
)
def test_schools_behind_in_at_or_for_are_those_of_the_people_asked_about(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


def test_people_of_one_school_after_another_are_the_same() -> None:
    history = ["What must teachers do?", "And in kindergartens?"]
    assert make_standalone("and in colleges?", history) == "What must college teachers do?"


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "How old must a child be?",
            "What if he is one day short?",
            "How old must a child be, What if he is one day short?",
        ),
        ("When is registration?", "what if someone is late?", "When is registration, what if someone is late?"),
        (
            "How much is the subsidy?",
            "what if there are two children?",
            "How much is the subsidy, what if there are two children?",
        ),
    ],
)
def test_what_if_about_those_of_the_earlier_question_adds_a_condition_to_it(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


def test_a_group_asked_about_otherwise_keeps_the_subject_for_the_next_turn() -> None:
    readings = read_follow_up(
        "and for boarders?", ["When is registration for primary school?", "where for junior high?"]
    )
    assert readings == ("registration for boarders where?", "where for boarders?")


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "What subsidies are there for boarders?",
            "what is there for orphans?",
            "What subsidies are there for orphans?",
        ),
        ("Who gets free meals?", "for which grades?", "gets free meals for which grades?"),
        ("Who gets free meals?", "for what purpose?", "gets free meals for what purpose?"),
    ],
)
def test_for_whom_and_for_what_is_asked_of_the_same_thing(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            "How much is the subsidy for people over 80?",
            "Can he get it?",
            "Can he get the subsidy for people over 80?",
        ),
        (
            "How much is the subsidy for people over 80?",
            "and the deadline?",
            "when is the deadline for subsidy for people over 80?",
        ),
    ],
)
def test_what_is_for_people_told_by_their_age_is_what_a_question_is_about(
    before: str, question: str, standalone: str
) -> None:
    assert make_standalone(question, [before]) == standalone


def test_whether_that_is_enough_is_asked_of_the_earlier_question() -> None:
    asked = make_standalone("My husband is a soldier. Does that help?", ["What documents do I need to enrol?"])
    assert "documents" in asked


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("And the salary?", "how much is the salary in 2024?"),
        ("Exam dates?", "when is the exam dates in 2024?"),
    ],
)
def test_pay_and_dates_are_not_counted(question: str, standalone: str) -> None:
    assert make_standalone(question, ["How many teachers will be hired in 2024?"]) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("Do we need a residence permit?", "And a hukou?", "Do we need a hukou?"),
        ("Do I have to buy the uniform?", "and the textbooks?", "Do I have to buy the textbooks?"),
        ("Must I bring the diploma?", "And the ID card?", "Must I bring the ID card?"),
        (
            "Can students bring a phone into the classroom?",
            "and a smartwatch?",
            "Can students bring a smartwatch into the classroom?",
        ),
        ("Do high school students get a grant?", "and a loan?", "Do high school students get a loan?"),
        ("Can students apply for a loan?", "and a grant?", "Can students apply for a grant?"),
        ("Can my child transfer schools?", "and my daughter?", "Can my daughter transfer schools?"),
        ("Does the plan cover lunch?", "and the notice?", "Does notice cover lunch?"),
        ("How do I apply?", "and the uniform?", "what about uniform?"),
    ],
)
def test_another_thing_is_what_they_buy_or_bring(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["Can my kid bring a phone?", "who has to agree?"], "and a tablet?", "Can my kid bring a tablet?"),
        (["How much is lunch?", "who has to pay?"], "and the uniform?", "How much is uniform?"),
        (["When is registration?"], "What if I'm late?", "When is registration, What if I'm late?"),
        (["Is there a summer camp?"], "Do you have a canteen?", "Do you have a canteen?"),
    ],
)
def test_auxiliaries_name_no_subject(history: list[str], question: str, standalone: str) -> None:
    assert make_standalone(question, history) == standalone


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("Does it apply to private schools?", "and to kindergartens?", "Does it apply to kindergartens?"),
        ("Is the aid paid to parents?", "and to schools?", "Is the aid paid to schools?"),
        ("Who do I apply to?", "and by when?", "I apply to by when?"),
        ("How much is lunch?", "also for teachers?", "How much is lunch for teachers?"),
        ("How many teachers will Qinglan hire?", "same in Linjiang?", "How many teachers will Linjiang hire?"),
        ("How many schools will be built?", "same in rural areas?", "How many schools will be built in rural areas?"),
    ],
)
def test_a_preposition_leads_on_to_the_subject(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("And for my daughter in grade 1?", "When is registration for my daughter in grade 1?"),
        ("And for migrant children?", "When is registration for migrant children?"),
        ("and the fee?", "My son will enter grade 7. how much is the fee for registration?"),
    ],
)
def test_another_thing_is_asked_of_the_sentence_that_asks(question: str, standalone: str) -> None:
    assert make_standalone(question, ["My son will enter grade 7. When is registration?"]) == standalone


def test_what_is_told_of_someone_changes_with_another_grade() -> None:
    asked = make_standalone("And in grade 8?", ["My son is in grade 5. How much homework can he get?"])
    assert asked == "My son is in grade 8. How much homework can he get?"


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("what is the deadline to sign up?", "and the fee?", "how much is the fee to sign up?"),
        ("What is the best time to apply?", "and the place?", "where is the place to apply?"),
        ("What documents do I need to enrol?", "and the fee?", "how much is the fee to enrol?"),
        (
            "What is the limit on the loan?",
            "and for postgraduates?",
            "What is the limit on the loan for postgraduates?",
        ),
        ("How much can undergraduates borrow?", "postgraduates?", "How much can postgraduates borrow?"),
    ],
)
def test_another_attribute_takes_the_place_of_the_first(before: str, question: str, standalone: str) -> None:
    assert make_standalone(question, [before]) == standalone


def test_you_are_nothing_that_a_pronoun_stands_for() -> None:
    asked = make_standalone("What does it say about phones?", ["Which documents do you have?"])
    assert "does you" not in asked
