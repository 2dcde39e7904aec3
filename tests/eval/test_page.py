import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableLambda

from eval.corpus import Corpus
from eval.evaluation import run_evaluation
from eval.measures import MEASURE_BY_NAME
from eval.page import (
    format_difference_interval,
    format_figure,
    format_interval,
    name_verdict,
    render_page,
    show_question,
)
from eval.plots import Line, render_lines, round_up
from eval.records import Case, CaseResult, Estimate, PairedDifference
from qa import Answer, Outcome, Question

MakeCase = Callable[..., Case]
Make = Callable[..., Answer]
TEXTS = {"d/1": "总体要求。普职比达到4:6。", "d/2": "新建学校10所。"}


@pytest.fixture
def corpus(make_corpus: Callable[..., Corpus]) -> Corpus:
    return make_corpus(TEXTS, titles={"d": "2022年要点"})


@pytest.fixture
def page(corpus: Corpus, make_case: MakeCase, make_answer: Make) -> str:
    """A right answer, a wrong one, a refusal of an answerable question, an answer to an unanswerable one, a failure."""

    def ask(question: Question) -> Answer:
        if question.id == "broken":
            raise ValueError("<b>boom</b>")
        if question.id == "refused":
            return make_answer(corpus, outcome=Outcome.NOT_IN_DOCUMENTS, text="没有。", consulted=["d/2"])
        return make_answer(corpus, [("d/1", "普职比达到4:6")], consulted=["d/1", "d/2"])

    schools = {"gold": ["新建学校10所"], "facts": [["10所"]]}
    cases = [
        make_case("right", gold=["普职比达到4:6"], facts=[["4:6"]], category="ratio"),
        make_case("refused", **schools),
        make_case("wrong", question="<script>alert(1)</script>", **schools),
        make_case("invented", answerable=False),
        make_case("broken", **schools),
    ]
    chain = RunnableLambda(ask)
    report, results = run_evaluation({"current": chain, "other": chain}, cases, corpus, cases_file="c.jsonl")
    return render_page(report, results, corpus)


def test_failures_come_first_the_worst_kinds_before_the_others(page: str) -> None:
    order = re.findall(r'<article class="question" id="q-(\w+)"', page)
    assert order == ["broken", "invented", "wrong", "refused", "right"]


def test_each_failure_says_why_in_both_languages(page: str) -> None:
    for words in (
        "Declined, though the documents answer it",
        "文件有答案，却拒答",
        "Answered, though the documents do not answer it",
        "Facts missing: 10所",
        "缺少要点：10所",
        "A gold paragraph was retrieved but not cited",
        "运行失败：ValueError: &lt;b&gt;boom&lt;/b&gt;",
    ):
        assert words in page


def test_the_quote_is_marked_in_its_paragraph_beside_the_gold(page: str) -> None:
    assert "<p>总体要求。<mark>普职比达到4:6</mark>。</p>" in page
    assert "新建学校10所" in page


def test_what_people_wrote_is_text_and_never_markup(page: str) -> None:
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("<script>") == 1


def test_the_page_loads_nothing(page: str) -> None:
    assert re.findall(r'(?:src|srcset|action|poster)\s*=|@import|url\(|<link(?! rel="icon" href="data:,")', page) == []
    assert [target for target in re.findall(r'href="([^"]*)"', page) if not target.startswith(("#", "data:"))] == []
    assert "default-src 'none'" in page
    assert "http://" not in page
    assert "https://" not in page


def test_a_quote_that_is_not_at_its_place_is_shown_as_such(
    corpus: Corpus, make_case: MakeCase, make_answer: Make
) -> None:
    answer = make_answer(corpus, [("d/1", "普职比达到5:5")])
    shown = show_question(CaseResult(make_case(), answer, "", 0.1, {"accuracy": 0.0}), corpus)
    assert (shown.quotes[0].quote, shown.quotes[0].before) == ("", TEXTS["d/1"])


def test_an_evaluation_without_questions_still_makes_a_page(corpus: Corpus) -> None:
    report, results = run_evaluation({}, (), corpus, cases_file="c.jsonl")
    assert "None." in render_page(report, results, corpus)


def test_figures_are_shares_in_percent_or_plain() -> None:
    accuracy, latency = MEASURE_BY_NAME["accuracy"], MEASURE_BY_NAME["latency_p50"]
    assert format_figure(0.9126, accuracy) == "91.3 %"
    assert format_figure(None, accuracy) == "–"
    assert format_figure(123.45, latency) == "123.5"
    assert format_figure(1.234, latency) == "1.23"
    assert format_interval(Estimate(0.9, 0.85, 0.95, 40, "wilson"), accuracy) == "85.0–95.0"
    assert format_interval(Estimate(120, 110, 130, 40, "bootstrap"), latency) == "110.0 … 130.0"
    assert format_interval(Estimate(0.9, 0.9, 0.9, 1, "none"), accuracy) == "–"


@pytest.mark.parametrize(
    ("measure", "difference", "p", "verdict"),
    [
        ("accuracy", 0.1, 0.01, "better"),
        ("accuracy", -0.1, 0.01, "worse"),
        ("accuracy", 0.1, 0.05, ""),
        ("false_refusal_rate", 0.1, 0.01, "worse"),
        ("quote_length", 0.1, 0.01, ""),
    ],
)
def test_a_difference_is_called_better_only_where_it_is_unlikely_to_be_chance(
    measure: str, difference: float, p: float, verdict: str
) -> None:
    paired = PairedDifference(measure, "overall", 0.5, 0.5, difference, 0, 1, 40, "mcnemar", p, p)
    assert name_verdict(paired, MEASURE_BY_NAME[measure]) == verdict


def test_lines_are_drawn_from_the_lower_left_to_the_upper_right() -> None:
    svg = render_lines([Line(((0, 0), (1, 1)), 0)], 1, 1, ("横", "<x>"), ("纵", "y"))
    assert '<polyline class="series s0" points="46.0,196.0 328.0,12.0"/>' in svg
    assert "&lt;x&gt;" in svg


@pytest.mark.parametrize(
    ("value", "rounded"), [(0, 1), (1, 1), (1.1, 2), (137, 200), (200, 200), (201, 500), (999, 1000)]
)
def test_axes_end_at_round_numbers(value: float, rounded: float) -> None:
    assert round_up(value) == rounded


@pytest.mark.integration
def test_in_a_browser_the_page_fits_a_phone_asks_no_host_and_switches_language(page: str, tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("needs a Chromium")
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 390, "height": 800}, locale="zh-CN")
        asked: list[str] = []
        problems: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: problems.append(message.text))
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.goto(file.as_uri())
        assert opened.evaluate("document.documentElement.scrollWidth") == 390
        assert opened.locator("h1").inner_text() == "评测报告"
        opened.click("#switch")
        assert opened.locator("h1").inner_text() == "Evaluation report"
        opened.goto(file.as_uri() + "#q-right")
        assert opened.locator("#q-right").is_visible()
        assert set(asked) <= {file.as_uri(), file.as_uri() + "#q-right"}
        assert problems == []
        browser.close()


def test_a_difference_that_all_questions_share_has_no_interval() -> None:
    accuracy = MEASURE_BY_NAME["accuracy"]
    alike = PairedDifference("accuracy", "overall", 1, 0, 1, 1, 1, 5, "mcnemar", 0.06, 0.06)
    assert format_difference_interval(alike, accuracy) == "–"
    assert format_difference_interval(replace(alike, low=0.5), accuracy) == "50.0 % … 100.0 %"
