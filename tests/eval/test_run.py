from collections.abc import Callable
from dataclasses import replace

import pytest
from langchain_core.runnables import Runnable, RunnableLambda

from eval.corpus import Corpus
from eval.errors import EvalError
from eval.evaluation import find_foreign_facts, find_lost_gold, find_misspelt_fields, run_evaluation
from eval.intervals import wilson_interval
from eval.page import render_page
from eval.records import Case, CaseResult, Gold, Report
from eval.run import ask_all, evaluate
from qa import Answer, Outcome, Question

MakeCase = Callable[..., Case]
Make = Callable[..., Answer]


@pytest.fixture
def corpus(make_corpus: Callable[..., Corpus]) -> Corpus:
    return make_corpus({"d/1": "普职比达到4:6。", "d/2": "新建学校10所。", "d/3": "招生2000人。"})


@pytest.fixture
def cases(make_case: MakeCase) -> tuple[Case, ...]:
    return (
        make_case("ratio", question="普职比？", gold=["普职比达到4:6"], facts=[["4:6"]]),
        make_case("schools", question="学校？", gold=["新建学校10所"], facts=[["10所"]], category="list"),
        make_case("absent", question="食堂？", answerable=False, category="unanswerable"),
    )


@pytest.fixture
def chain(corpus: Corpus, make_answer: Make) -> Runnable[Question, Answer]:
    """Quotes the paragraph that shares the question's first character, refuses where none does, breaks on 学."""

    def ask(question: Question) -> Answer:
        if question.text.startswith("学"):
            raise ValueError("no such thing")
        found = [a for a, p in corpus.paragraphs.items() if question.text[0] in p.text]
        if not found:
            return make_answer(corpus, outcome=Outcome.NOT_IN_DOCUMENTS, text="没有。", confidence=0.1)
        return make_answer(corpus, [(found[0], corpus.text_of(found[0]))], consulted=found)

    # A sequence, as the real chain is: it collects exceptions in its own way.
    return RunnableLambda(lambda question: question) | RunnableLambda(ask)


def test_a_question_that_raises_does_not_stop_the_others_and_does_not_vanish(
    chain: Runnable[Question, Answer], cases: tuple[Case, ...], corpus: Corpus
) -> None:
    seen: list[tuple[int, int]] = []
    configuration, results = evaluate("x", chain, cases, corpus, progress=lambda done, n: seen.append((done, n)))
    assert [result.error for result in results] == ["", "ValueError: no such thing", ""]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    figures = configuration.figures
    assert (figures["accuracy"].value, figures["accuracy"].count) == (pytest.approx(2 / 3), 3)
    assert (figures["fact_recall"].value, figures["fact_recall"].count) == (1 / 2, 2)
    assert (figures["success@1"].value, figures["success@1"].count) == (1 / 2, 2)
    assert figures["failure"].value == pytest.approx(1 / 3)
    assert figures["refusal_recall"].value == 1
    assert configuration.questions[1].outcome == "failed"


def test_the_chain_is_asked_the_question_with_its_history_and_nothing_it_could_not_know(
    make_case: MakeCase, corpus: Corpus, make_answer: Make
) -> None:
    asked: list[Question] = []

    def ask(question: Question) -> Answer:
        asked.append(question)
        return make_answer(corpus)

    ask_all(RunnableLambda(ask), [make_case("q1", question="那高中呢？", history=("初中多少？",))])
    # Once to warm up, once for the record.
    assert asked == [Question("那高中呢？", history=("初中多少？",), id="q1")] * 2


def test_slices_hold_their_own_questions_only(
    chain: Runnable[Question, Answer], cases: tuple[Case, ...], corpus: Corpus
) -> None:
    configuration, _ = evaluate("x", chain, cases, corpus)
    assert {name: f["accuracy"].value for name, f in configuration.by_category.items()} == {
        "figure": 1,
        "list": 0,
        "unanswerable": 1,
    }
    assert "fact_recall" not in configuration.by_category["unanswerable"]
    assert configuration.by_language["zh"] == configuration.figures


def test_further_fields_of_the_questions_are_sliced_by_too(
    chain: Runnable[Question, Answer], cases: tuple[Case, ...], corpus: Corpus
) -> None:
    registered = [
        replace(case, further={"register": r}) for case, r in zip(cases, ("formal", "", "formal"), strict=True)
    ]
    configuration, _ = evaluate("x", chain, registered, corpus)
    by_register = configuration.by_further["register"]
    assert {name: figures["accuracy"].value for name, figures in by_register.items()} == {"formal": 1, "none": 0}
    assert set(configuration.by_further) == {"register"}


def test_a_run_twice_gives_equal_figures(
    chain: Runnable[Question, Answer], cases: tuple[Case, ...], corpus: Corpus
) -> None:
    def figures() -> dict[str, object]:
        report, _ = run_evaluation({"a": chain, "b": chain}, cases, corpus, cases_file="c.jsonl")
        return {
            f"{c.name} {name}": estimate
            for c in report.configurations
            for name, estimate in c.figures.items()
            if not name.startswith("latency")
        } | {"comparisons": report.comparisons}

    assert figures() == figures()


def test_a_saved_report_joins_as_the_other_side(
    chain: Runnable[Question, Answer], cases: tuple[Case, ...], corpus: Corpus
) -> None:
    saved, _ = run_evaluation({"current": chain}, cases[1:], corpus, cases_file="old.jsonl")
    report, results = run_evaluation({"current": chain}, cases, corpus, cases_file="c.jsonl", against=saved)
    assert [c.name for c in report.configurations] == ["current", f"current ({saved.created_at})"]
    assert report.comparisons[0].only_in_one == ("ratio",)
    assert list(results) == ["current"]
    assert any("other questions (old.jsonl)" in warning for warning in report.warnings)


def test_gold_that_is_nowhere_is_named(make_case: MakeCase, corpus: Corpus) -> None:
    lost = [make_case(f"q{i}", gold=["不在文件中的话"]) for i in range(11)]
    (sentence,) = find_lost_gold([*lost, make_case("fine", gold=["招生2000人"])], corpus)
    assert sentence.startswith("The gold of 11 questions (q0, q1, ")
    assert sentence.endswith("q9, …) is not, or not all, in the documents.")
    assert find_lost_gold(lost[:1], corpus)[0].startswith("The gold of 1 question (q0) is")
    assert find_lost_gold([make_case(answerable=False, gold=["不在"])], corpus) == ()


def test_facts_that_no_gold_paragraph_holds_are_told(make_case: MakeCase, corpus: Corpus) -> None:
    gold = ["招生2000人"]
    cases = [
        make_case("foreign", gold=gold, facts=[["一般来说没有限制"]]),
        make_case("one of two", gold=gold, facts=[["2000人"], ["一般来说没有限制"]]),
        make_case("no gold", facts=[["x"]]),
        make_case("absent", gold=gold, facts=[["x"]], answerable=False),
    ]
    (sentence,) = find_foreign_facts(cases, corpus)
    assert sentence.startswith("The facts of 1 question (foreign) stand nowhere in their gold")
    assert find_foreign_facts(cases[1:], corpus) == ()


def healthy(corpus: Corpus, cases: tuple[Case, ...], make_answer: Make) -> dict[str, Answer]:
    """What an answerer that does all right says, by question."""
    anchors = {"ratio": "d/1", "schools": "d/2", "pupils": "d/3"}
    quotes = {"ratio": "普职比达到4:6", "schools": "新建学校10所", "pupils": "招生2000人"}
    order = list(anchors)
    answers: dict[str, Answer] = {}
    for case in cases:
        if not case.answerable:
            refusal = make_answer(corpus, outcome=Outcome.NOT_IN_DOCUMENTS, text="没有。", confidence=0.05)
            answers[case.question] = refusal
            continue
        # Its own quote and a further one, so that there are citations to shift.
        further = order[(order.index(case.id) + 1) % 3]
        answers[case.question] = make_answer(
            corpus,
            [(anchors[case.id], quotes[case.id]), (anchors[further], quotes[further])],
            consulted=[anchors[case.id], anchors[further]],
            confidence=0.95,
        )
    return answers


@pytest.fixture
def full_cases(cases: tuple[Case, ...], make_case: MakeCase) -> tuple[Case, ...]:
    pupils = make_case("pupils", question="招生？", gold=["招生2000人"], facts=[["2000人"]])
    return (*cases[:2], pupils, cases[2], make_case("absent too", question="校车？", answerable=False))


def run_broken(
    breaking: Callable[[Answer], Answer], corpus: Corpus, cases: tuple[Case, ...], make_answer: Make
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the figures of a healthy configuration and of the same one broken."""
    answers = healthy(corpus, cases, make_answer)

    def figures(change: Callable[[Answer], Answer]) -> dict[str, float]:
        chain = RunnableLambda(lambda question: change(answers[question.text]))
        configuration, _ = evaluate("x", chain, cases, corpus)
        return {name: estimate.value for name, estimate in configuration.figures.items()}

    return figures(lambda answer: answer), figures(breaking)


def test_citations_shifted_by_one_are_caught_by_citation_precision_and_recall(
    corpus: Corpus, full_cases: tuple[Case, ...], make_answer: Make
) -> None:
    def shift(answer: Answer) -> Answer:
        count = len(answer.citations)
        sentences = tuple(
            replace(sentence, citations=tuple(number % count + 1 for number in sentence.citations))
            for sentence in answer.sentences
        )
        return replace(answer, sentences=sentences)

    good, broken = run_broken(shift, corpus, full_cases, make_answer)
    assert (good["citation_recall"], good["citation_precision"], good["figure_accuracy"]) == (1, 1, 1)
    assert (broken["citation_recall"], broken["citation_precision"]) == (0, 0)
    assert broken["fact_recall"] == good["fact_recall"] == 1


def test_altered_figures_are_caught_by_figure_accuracy_and_verbatim_rate(
    corpus: Corpus, full_cases: tuple[Case, ...], make_answer: Make
) -> None:
    def alter(answer: Answer) -> Answer:
        def altered(text: str) -> str:
            return text.replace("0", "7").replace("6", "5")

        return replace(
            answer,
            text=altered(answer.text),
            sentences=tuple(replace(s, text=altered(s.text)) for s in answer.sentences),
            citations=tuple(
                replace(c, quote=altered(c.quote), paragraph=altered(c.paragraph)) for c in answer.citations
            ),
        )

    good, broken = run_broken(alter, corpus, full_cases, make_answer)
    assert (good["figure_accuracy"], good["verbatim_rate"], good["fact_recall"]) == (1, 1, 1)
    # Of 4:6 the 4 stays right.
    assert broken["figure_accuracy"] < 0.4
    assert (broken["verbatim_rate"], broken["fact_recall"], broken["accuracy"]) == (0, 0, pytest.approx(2 / 5))


def test_always_refusing_is_caught_by_the_false_refusal_rate(
    corpus: Corpus, full_cases: tuple[Case, ...], make_answer: Make
) -> None:
    refusal = make_answer(corpus, outcome=Outcome.NOT_IN_DOCUMENTS, text="没有。", confidence=0.5)
    good, broken = run_broken(lambda _: refusal, corpus, full_cases, make_answer)
    assert (good["false_refusal_rate"], good["refusal_precision"]) == (0, 1)
    assert (broken["false_refusal_rate"], broken["refusal_precision"]) == (1, pytest.approx(2 / 5))
    assert (broken["refusal_recall"], broken["fact_recall"], broken["any_citation_right"]) == (1, 0, 0)


def test_never_refusing_is_caught_by_the_recall_of_refusals(
    corpus: Corpus, full_cases: tuple[Case, ...], make_answer: Make
) -> None:
    something = make_answer(corpus, [("d/1", "普职比达到4:6")], consulted=["d/1"], confidence=0.95)
    good, broken = run_broken(
        lambda answer: something if answer.outcome is Outcome.NOT_IN_DOCUMENTS else answer,
        corpus,
        full_cases,
        make_answer,
    )
    assert (good["refusal_recall"], good["refusal_f1"], good["rejected_at_95_kept"], good["auroc"]) == (1, 1, 1, 1)
    assert (broken["refusal_recall"], broken["refusal_f1"], broken["rejected_at_95_kept"]) == (0, 0, 0)
    assert broken["auroc"] == pytest.approx(1 / 2)
    assert broken["crag_score"] == pytest.approx((3 - 2) / 5)
    assert broken["citation_recall"] == 1


def test_latency_percentiles_are_of_wall_time(make_case: MakeCase, corpus: Corpus, make_answer: Make) -> None:
    from eval.run import measure
    from eval.summary import summarise

    answer = make_answer(corpus)
    results = [CaseResult(make_case(str(i)), answer, "", i / 1000) for i in range(1, 102)]
    figures = summarise("x", measure(results, corpus)).figures
    assert figures["latency_p50"].value == pytest.approx(51)
    assert figures["latency_p95"].value == pytest.approx(96)
    assert figures["latency_p50"].low < 51 < figures["latency_p50"].high


def test_no_configuration_and_no_comparison_is_an_empty_report(corpus: Corpus) -> None:
    report, results = run_evaluation({}, (), corpus, cases_file="c.jsonl")
    assert isinstance(report, Report)
    assert (report.configurations, report.comparisons, dict(results)) == ((), (), {})


def test_figures_of_few_questions_are_not_shown_as_certain(
    corpus: Corpus, full_cases: tuple[Case, ...], make_answer: Make
) -> None:
    answers = healthy(corpus, full_cases, make_answer)
    chain = RunnableLambda(lambda question: answers[question.text])
    figures = evaluate("x", chain, full_cases, corpus)[0].figures
    assert (figures["refusal_f1"].method, figures["auroc"].method) == ("none", "none")
    rejected = figures["rejected_at_95_kept"]
    assert (rejected.value, rejected.method) == (1, "wilson")
    assert rejected.low == pytest.approx(wilson_interval(2, 2)[0])  # of the unanswerable questions' clusters


def test_questions_of_which_nothing_says_what_answers_them_are_told_and_left_out(
    chain: Runnable[Question, Answer], cases: tuple[Case, ...], corpus: Corpus, make_case: MakeCase
) -> None:
    bare = [
        make_case("bare", question="招生？", category="bare"),
        make_case("other", question="校车？", category="bare"),
    ]
    report, results = run_evaluation({"x": chain}, [*cases, *bare], corpus, cases_file="c.jsonl")
    figures = report.configurations[0].figures
    counts = {name: figures[name].count for name in ("accuracy", "crag_score", "aurc", "false_refusal_rate")}
    assert counts == {"accuracy": 3, "crag_score": 3, "aurc": 3, "false_refusal_rate": 2}
    assert report.warnings == ("Nothing says what answers 2 questions (bare, other): they cannot be right or wrong.",)
    page = render_page(report, results, corpus)
    assert "Questions not answered rightly</span> (1)" in page
    assert "Questions of which nothing says what answers them</span> (2)" in page
    alone, results = run_evaluation({"x": chain}, bare, corpus, cases_file="c.jsonl")
    assert not {"accuracy", "aurc", "auroc"} & set(alone.configurations[0].figures)
    assert "<html" in render_page(alone, results, corpus)


def test_questions_on_documents_that_are_not_there_are_not_asked(
    chain: Runnable[Question, Answer], make_case: MakeCase, corpus: Corpus
) -> None:
    absent = make_case("q1", question="食堂？", answerable=False, further={"document": "别处的办法"})
    with pytest.raises(EvalError, match="None of the documents that the questions name is there: 别处的办法"):
        run_evaluation({"x": chain}, [absent], corpus, cases_file="c.jsonl")
    there = make_case("q2", question="招生？", gold=[Gold(quote="招生2000人", document="d")])
    report, _ = run_evaluation({"x": chain}, [absent, there], corpus, cases_file="c.jsonl")
    assert report.warnings == ("1 of the 2 documents that the questions name are not there: 别处的办法.",)
    noted = make_case("q3", question="招生？", gold=[Gold(quote="招生2000人")], further={"document": "网页第3页"})
    report, _ = run_evaluation({"x": chain}, [noted], corpus, cases_file="c.jsonl")
    assert report.warnings == ("1 of the 1 documents that the questions name are not there: 网页第3页.",)


def test_fields_that_are_all_but_named_like_the_format_s_are_told(make_case: MakeCase) -> None:
    case = make_case(
        further={"Gold": [], "forbiden": ["x"], "register": "formal", "answer_type": "rule", "comment": ""}
    )
    assert find_misspelt_fields([case]) == (
        'The field "Gold" is not read; is "gold" meant?',
        'The field "forbiden" is not read; is "forbidden" meant?',
    )
