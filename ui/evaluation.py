"""The evaluation page: run a question set, watch and cancel it, read its report, compare two runs."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response

from eval import CONFIGURATIONS, EvalError, Runner, RunOrder, RunPhase, RunState, compare_runs, find_run, list_runs
from eval import list_question_sets as project_sets
from ingest import Store
from ui.evaluation_view import (
    render_comparison,
    render_header,
    render_problem,
    render_report,
    render_runs,
    render_state,
)
from ui.evaluation_words import CHINESE, EvaluationWords, choose_evaluation_words
from ui.limits import UPLOADS_KEPT
from ui.visit import language_of
from ui.web import Guard, mount_page

PATH = "/evaluation"
# Bytes. The largest public set that the project learns from has 4 MB.
LARGEST_SET = 8 * 2**20
_BASELINES = CONFIGURATIONS[1:]
_SPLITS = ("", "dev", "test")
_script = Path(__file__).with_name("evaluation.js").read_text(encoding="utf-8")

# Parts of the page and their new values.
Changes = dict[Any, Any]


def add_evaluation_page(
    app: FastAPI, store: Store, *, runs: Path, root_path: str = "", guard: Guard | None = None
) -> None:
    """Mount the page at PATH, with the reports of the runs kept in `runs`. `guard` closes page, endpoints and reports."""
    runner = Runner(store, runs)
    _add_reports(app, runs, root_path, guard)
    page = build_evaluation_page(runner, root_path=root_path, signed_in=guard is not None)
    mount_page(
        app,
        page,
        PATH,
        root_path=root_path,
        files=("evaluation.css", "signed_out.js"),
        guard=guard,
        max_upload=LARGEST_SET,
    )


def _add_reports(app: FastAPI, runs: Path, root_path: str, guard: Guard | None) -> None:
    @app.get(PATH)
    def evaluation() -> Response:
        # A mounted page begins at its slash; without it the page at "/" would be asked.
        return RedirectResponse(f"{root_path}{PATH}/", 307)

    @app.get(PATH + "/reports/{name}")
    def report(name: str, request: Request) -> Response:
        if guard is not None and guard(request) is None:
            return JSONResponse({"error": "Not signed in."}, 401)
        run = find_run(runs, name)
        if run is None or not run.page.is_file():
            return JSONResponse({"error": "There is no such evaluation."}, 404)
        return FileResponse(run.page, media_type="text/html; charset=utf-8", headers={"cache-control": "no-cache"})


def build_evaluation_page(runner: Runner, *, root_path: str = "", signed_in: bool = False) -> gr.Blocks:
    page = gr.Blocks(title=CHINESE.title, analytics_enabled=False, fill_width=True, delete_cache=UPLOADS_KEPT)
    with page:
        _EvaluationPage(runner, root_path=root_path, signed_in=signed_in).wire(page)
    page.queue(default_concurrency_limit=4)
    return page


class _EvaluationPage:
    """The parts of the page, and what each event changes of them. What is running lives in the `Runner`."""

    def __init__(self, runner: Runner, *, root_path: str, signed_in: bool) -> None:
        self._runner = runner
        self._head: Callable[[EvaluationWords], str] = lambda words: render_header(
            words, root_path=root_path, signed_in=signed_in
        )
        words = CHINESE
        self.seen = gr.State(RunState())
        scripted: dict[str, Any] = {"js_on_load": _script, "apply_default_css": False}
        with gr.Column(elem_id="evaluation"):
            self.header = gr.HTML(self._head(words), elem_id="evaluation-head", **scripted)
            with gr.Column(elem_id="order"):
                self.run_title = gr.HTML(_title(words.run_title), apply_default_css=False)
                with gr.Row():
                    sets = [(path.name, str(path)) for path in project_sets()]
                    self.cases = gr.Dropdown(sets, value=sets[0][1] if sets else None, label=words.question_set)
                    self.split = gr.Dropdown(_splits(words), value="", label=words.split)
                    self.limit = gr.Number(0, label=words.limit, precision=0, minimum=0)
                with gr.Row():
                    self.upload = gr.File(label=words.upload, file_types=[".jsonl"], height=150)
                    self.baselines = gr.CheckboxGroup(list(_BASELINES), label=words.baselines)
                with gr.Row():
                    self.start = gr.Button(words.start, variant="primary", elem_id="start")
                    self.cancel = gr.Button(words.cancel, interactive=False, elem_id="cancel")
                self.progress = gr.HTML(render_state(runner.state, words), apply_default_css=False, elem_id="progress")
            self.runs_title = gr.HTML(_title(words.runs_title), apply_default_css=False)
            self.runs = gr.HTML("", elem_id="runs", **scripted)
            self.viewer = gr.HTML("", elem_id="viewer", **scripted)
            self.timer = gr.Timer(1.0, active=False)

    def wire(self, page: gr.Blocks) -> None:
        quick: dict[str, Any] = {"show_progress": "hidden", "queue": False, "api_visibility": "private"}
        watched = [self.progress, self.cancel, self.start, self.timer, self.runs, self.viewer, self.seen]
        texts = [
            self.header,
            self.run_title,
            self.runs_title,
            self.cases,
            self.split,
            self.limit,
            self.upload,
            self.baselines,
        ]
        page.load(self.open_page, [self.seen], [*texts, *watched], **quick)
        order = [self.cases, self.upload, self.split, self.limit, self.baselines]
        self.start.click(self.start_run, order, watched, **quick)
        self.cancel.click(self.cancel_run, [self.seen], watched, **quick)
        self.timer.tick(self.watch_run, [self.seen], watched, **quick)
        self.runs.read(self.read_report, None, [self.viewer], **quick)
        self.runs.compare(self.compare, None, [self.viewer], **quick)

    def open_page(self, seen: RunState, request: gr.Request) -> Changes:
        words = _words_of(request)
        return {
            self.header: self._head(words),
            self.run_title: _title(words.run_title),
            self.runs_title: _title(words.runs_title),
            self.cases: gr.update(label=words.question_set),
            self.split: gr.update(label=words.split, choices=_splits(words), value=""),
            self.limit: gr.update(label=words.limit),
            self.upload: gr.update(label=words.upload),
            self.baselines: gr.update(label=words.baselines),
            **self._show(seen, words, fresh=True),
            self.start: gr.update(value=words.start, interactive=self._runner.state.phase is not RunPhase.RUNNING),
            self.cancel: gr.update(value=words.cancel, interactive=self._runner.state.phase is RunPhase.RUNNING),
        }

    def start_run(
        self,
        cases: str | None,
        upload: str | None,
        split: str,
        limit: float | None,
        baselines: list[str],
        request: gr.Request,
    ) -> Changes:
        words = _words_of(request)
        if not upload and cases not in {str(path) for path in project_sets()}:
            return {self.progress: render_problem(words.no_set)}
        order = RunOrder(Path(str(upload or cases)), split or "", int(limit or 0) or None, tuple(baselines))
        try:
            self._runner.start(order)
        except EvalError as error:
            return {
                self.progress: render_problem(words.failed.format(problem=_without_folder(str(error), order.cases)))
            }
        return self._show(RunState(), words)

    def cancel_run(self, seen: RunState, request: gr.Request) -> Changes:
        self._runner.cancel()
        self._runner.wait(timeout_seconds=2)
        return self._show(seen, _words_of(request))

    def watch_run(self, seen: RunState, request: gr.Request) -> Changes:
        return self._show(seen, _words_of(request))

    def read_report(self, event: gr.EventData, request: gr.Request) -> str:
        words = _words_of(request)
        name = str(event.run)
        found = find_run(self._runner.folder, name)
        return render_report(name, words) if found else render_problem(words.gone)

    def compare(self, event: gr.EventData, request: gr.Request) -> str:
        words = _words_of(request)
        names = [str(name) for name in event.runs][:2]
        found = [run for run in (find_run(self._runner.folder, name) for name in names) if run]
        if len(found) != 2:
            return render_problem(words.gone)
        # The older on the left, as one reads from before to after.
        left, right = sorted(found, key=lambda run: (run.report.created_at, run.name))
        return render_comparison(left, right, compare_runs(left, right), words)

    def _show(self, seen: RunState, words: EvaluationWords, *, fresh: bool = False) -> Changes:
        """The run as it is now. A run that has just ended brings its report and joins the list."""
        state = self._runner.state
        running = state.phase is RunPhase.RUNNING
        changes: Changes = {
            self.progress: render_state(state, words),
            self.cancel: gr.update(interactive=running),
            self.start: gr.update(interactive=not running),
            self.timer: gr.Timer(active=running),
            self.seen: state,
        }
        ended = state.phase is not seen.phase and not running
        if ended or fresh:
            changes[self.runs] = render_runs(list_runs(self._runner.folder), words)
        if ended and not fresh and state.phase is RunPhase.DONE:
            changes[self.viewer] = render_report(state.name, words)
        return changes


def _words_of(request: gr.Request) -> EvaluationWords:
    return choose_evaluation_words(language_of(request))


def _title(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _splits(words: EvaluationWords) -> list[tuple[str, str]]:
    return list(zip((words.split_all, words.split_dev, words.split_test), _SPLITS, strict=True))


def _without_folder(sentence: str, path: Path) -> str:
    """Only a file's name: where the server keeps an upload concerns nobody."""
    return sentence.replace(str(path), path.name)
