"""What all tests share: one store of `data/` with the real models, and warnings as errors where we can hold them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

from ingest import IngestSettings, Store, build_encoders, ingest_paths, prepare_process

ROOT = Path(__file__).parents[1]
STRICT = ("tests/ingest", "tests/qa", "tests/test_")

# Examples share a machine with others: how long one takes says nothing. The same examples every run: a gate must not
# change its mind; drop `derandomize` to look for new ones.
hypothesis.settings.register_profile("untimed", deadline=None, max_examples=60, derandomize=True)
hypothesis.settings.load_profile("untimed")
# No model writes answers here but where a test brings one, whatever this machine's .env says.
os.environ |= {"LLM_BASE_URL": "", "LLM_MODEL": "", "LLM_API_KEY": ""}
prepare_process()
os.environ.setdefault("OMP_NUM_THREADS", "1")
# The bundled weights are unpacked once into the repository, not once a run.
os.environ.setdefault("POLICY_MODELS", str(ROOT / "var" / "models"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.relative_to(ROOT).as_posix().startswith(STRICT):
            item.add_marker(pytest.mark.filterwarnings("error"), append=False)


@pytest.fixture(scope="session")
def real_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """`data/` ingested with the bundled models. Shared: tests that write work on a copy."""
    settings = IngestSettings(
        store=tmp_path_factory.mktemp("real") / "store", model_folder=Path(os.environ["POLICY_MODELS"])
    )
    store = Store(settings, build_encoders(settings))
    results = ingest_paths([ROOT / "data"], store)
    assert [result.error for result in results] == [None]
    return store


@pytest.fixture
def copied_store(real_store: Store, tmp_path: Path) -> Path:
    """The folder of a store of one's own with the real content."""
    return Path(shutil.copytree(real_store.settings.store, tmp_path / "copied"))
