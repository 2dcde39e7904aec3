"""One evaluation at a time in the background of a server: started, watched and cancelled from anywhere."""

from __future__ import annotations

import logging
import re
import shutil
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from eval.cases import load_cases
from eval.configurations import build_configuration, name_configurations
from eval.errors import DocumentsMissing, EvalError, EvaluationCancelled
from eval.evaluation import run_evaluation
from eval.records import Case
from eval.saved_runs import write_run
from eval.sources import use_store
from ingest import IngestError, Store
from qa import QaError

_log = logging.getLogger(__name__)


class RunPhase(StrEnum):
    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What to run: a question set, the part of it, and the simpler systems to set beside the one in use."""

    cases: Path
    split: str = ""
    limit: int | None = None
    compare: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunState:
    """How far a run is. `name` is its folder's; `done` of `count` questions of `configuration` were asked.

    `problem` is a sentence when the run failed, `missing` the documents it needed where none of them is there.
    """

    phase: RunPhase = RunPhase.IDLE
    name: str = ""
    cases_file: str = ""
    configuration: str = ""
    configurations: tuple[str, ...] = ()
    done: int = 0
    count: int = 0
    problem: str = ""
    missing: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """What part of all is done, 0 to 1."""
        if not self.count or not self.configurations:
            return 0.0
        before = self.configurations.index(self.configuration) if self.configuration else 0
        return (before * self.count + self.done) / (self.count * len(self.configurations))


class Runner:
    """Runs question sets on an open store, keeping each run in a folder of its own below `folder`. Safe under threads."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.folder = folder
        self._store = store
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._state = RunState()
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> RunState:
        with self._lock:
            return self._state

    def start(self, order: RunOrder) -> RunState:
        """Begin a run. Raises EvalError when another one is under way or the order cannot be run."""
        names = name_configurations(order.compare)
        cases = load_cases(order.cases, split=order.split, limit=order.limit)
        with self._lock:
            if self._state.phase is RunPhase.RUNNING:
                raise EvalError("Another evaluation is under way. Wait for it, or cancel it.")
            work = self._make_folder(order.cases)
            self._stop.clear()
            self._state = RunState(
                RunPhase.RUNNING, work.name, order.cases.name, configurations=names, count=len(cases)
            )
            self._thread = threading.Thread(
                target=self._run, args=(order, cases, names, work), name="evaluation", daemon=True
            )
            self._thread.start()
            return self._state

    def cancel(self) -> None:
        """Stop the run before its next question; nothing of it is kept."""
        self._stop.set()

    def wait(self, timeout_seconds: float | None = None) -> RunState:
        """Until the run under way has ended, or the time is over."""
        thread = self._thread
        if thread is not None:
            thread.join(timeout_seconds)
        return self.state

    def _make_folder(self, cases: Path) -> Path:
        """A new folder named for the moment and the question set."""
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        stem = re.sub(r"[^\w-]+", "-", cases.stem, flags=re.ASCII).strip("-")[:40] or "questions"
        for attempt in range(1, 100):
            folder = self.folder / (f"{moment}-{stem}" if attempt == 1 else f"{moment}-{stem}-{attempt}")
            try:
                folder.mkdir(parents=True)
                shutil.copyfile(cases, folder / "cases.jsonl")
            except FileExistsError:
                continue
            except OSError as error:
                raise EvalError(f"The run cannot be kept in {self.folder}: {error.strerror}.") from error
            return folder
        raise EvalError(f"There are too many runs of this moment in {self.folder}.")

    def _run(self, order: RunOrder, cases: tuple[Case, ...], names: tuple[str, ...], folder: Path) -> None:
        try:
            source = use_store(self._store)
            report, results = run_evaluation(
                {name: build_configuration(name, source.store, source.corpus) for name in names},
                cases,
                source.corpus,
                cases_file=order.cases.name,
                progress=self._progress,
                cancelled=self._stop.is_set,
            )
            write_run(report, results, source.corpus, folder)
            self._end(RunPhase.DONE)
        except EvaluationCancelled as stopped:
            self._end(RunPhase.CANCELLED, str(stopped))
        except (EvalError, IngestError, QaError, OSError) as error:
            _log.error("An evaluation failed: %s", error)
            self._end(RunPhase.FAILED, str(error), error.names if isinstance(error, DocumentsMissing) else ())
        finally:
            if self.state.phase is not RunPhase.DONE:
                shutil.rmtree(folder, ignore_errors=True)
                if self.state.phase is RunPhase.RUNNING:
                    self._end(RunPhase.FAILED, "The evaluation ended in an error; the program's log tells which.")

    def _progress(self, configuration: str, done: int, count: int) -> None:
        with self._lock:
            self._state = replace(self._state, configuration=configuration, done=done, count=count)

    def _end(self, phase: RunPhase, problem: str = "", missing: tuple[str, ...] = ()) -> None:
        with self._lock:
            self._state = replace(self._state, phase=phase, problem=problem, missing=missing)
