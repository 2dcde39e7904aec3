"""What the evaluation page says, in Chinese and in English."""

from __future__ import annotations

from dataclasses import dataclass

from qa import Language


@dataclass(frozen=True, slots=True)
class EvaluationWords:
    """One language's texts. Texts with {braces} are filled with str.format; all of them are plain text, not HTML."""

    html_language: str
    title: str
    subtitle: str
    to_chat: str
    to_staff: str
    sign_out: str
    switch_label: str
    run_title: str
    question_set: str
    upload: str
    split: str
    split_all: str
    split_dev: str
    split_test: str
    limit: str
    baselines: str
    start: str
    cancel: str
    idle: str
    running: str
    done: str
    cancelled: str
    failed: str
    documents_missing: str
    comma: str
    no_set: str
    runs_title: str
    no_runs: str
    when: str
    questions: str
    systems: str
    read_failures: str
    open_window: str
    tick: str
    compare: str
    compare_two: str
    report_title: str
    comparison_title: str
    measure: str
    difference: str
    p_value: str
    count: str
    better: str
    worse: str
    left_only: str
    right_only: str
    other_questions: str
    none: str
    gone: str


CHINESE = EvaluationWords(
    html_language="zh-CN",
    title="问答评测",
    subtitle="用一组带标准答案的问题检验问答，先看答错的，再比较两次结果",
    to_chat="去提问",
    to_staff="工作人员页面",
    sign_out="退出登录",
    switch_label="页面语言",
    run_title="运行一次评测",
    question_set="问题集",
    upload="或上传问题集（.jsonl）",
    split="范围",
    split_all="全部问题",
    split_dev="仅 dev 部分",
    split_test="仅 test 部分",
    limit="最多提问数（0 为全部）",
    baselines="同时运行对照系统",
    start="开始评测",
    cancel="取消",
    idle="还没有运行评测。",
    running="正在评测 {cases}：{configuration}，已完成 {done} / {count} 题",
    done="评测完成：{name}",
    cancelled="评测已取消，没有保存结果。",
    failed="评测失败：{problem}",
    documents_missing="问题集所依据的文件一份也没有收录：{names}。请先收录这些文件。",
    comma="、",
    no_set="请选择一个问题集，或上传一个。",
    runs_title="已有的评测",
    no_runs="还没有评测结果。运行一次后会列在这里。",
    when="时间（UTC）",
    questions="题数",
    systems="系统",
    read_failures="看答错的",
    open_window="新窗口打开",
    tick="勾选 {name} 以比较",
    compare="比较勾选的两次",
    compare_two="请恰好勾选两次评测。",
    report_title="评测报告 {name}",
    comparison_title="比较：{left} 与 {right}",
    measure="指标",
    difference="差（95% 区间）",
    p_value="p",
    count="题数",
    better="更好",
    worse="更差",
    left_only="只有 {name} 答对的问题",
    right_only="只有 {name} 答对的问题",
    other_questions="有 {count} 个问题只在其中一次里，没有参与比较。",
    none="没有。",
    gone="这次评测的结果已经不在了。",
)

ENGLISH = EvaluationWords(
    html_language="en",
    title="Evaluation",
    subtitle="Check the answers against questions whose right answers are known; read failures first, compare two runs",
    to_chat="Ask a question",
    to_staff="Staff page",
    sign_out="Sign out",
    switch_label="Page language",
    run_title="Run an evaluation",
    question_set="Question set",
    upload="Or upload a question set (.jsonl)",
    split="Part",
    split_all="All questions",
    split_dev="Only the dev split",
    split_test="Only the test split",
    limit="At most this many questions (0: all)",
    baselines="Also run these simpler systems",
    start="Start",
    cancel="Cancel",
    idle="No evaluation has been run yet.",
    running="Running {cases}: {configuration}, {done} of {count} questions done",
    done="Finished: {name}",
    cancelled="Cancelled; no result was kept.",
    failed="The evaluation failed: {problem}",
    documents_missing="None of the documents that the questions name is there: {names}. Read them in first.",
    comma=", ",
    no_set="Choose a question set, or upload one.",
    runs_title="Evaluations so far",
    no_runs="There are no results yet. A run will be listed here.",
    when="When (UTC)",
    questions="Questions",
    systems="Systems",
    read_failures="Read failures",
    open_window="Open in a new window",
    tick="Tick {name} for comparison",
    compare="Compare the two ticked",
    compare_two="Please tick exactly two evaluations.",
    report_title="Report {name}",
    comparison_title="Comparison: {left} and {right}",
    measure="Measure",
    difference="Difference (95 % interval)",
    p_value="p",
    count="n",
    better="better",
    worse="worse",
    left_only="Answered rightly only in {name}",
    right_only="Answered rightly only in {name}",
    other_questions="{count} questions stand in one of them only and were not compared.",
    none="None.",
    gone="The result of this evaluation is no longer there.",
)


def choose_evaluation_words(language: Language) -> EvaluationWords:
    return ENGLISH if language is Language.EN else CHINESE
