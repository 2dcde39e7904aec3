"""The configurations that can be named on the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from langchain_core.embeddings import Embeddings

from eval.baselines import build_bm25, build_dense, build_naive
from eval.corpus import Corpus
from eval.errors import ConfigurationNameError
from eval.run import Chain
from ingest import EncoderEmbeddings, Store
from qa import build_chain

CURRENT = "current"
_BASELINES: dict[str, Callable[[Corpus, Embeddings], Chain]] = {
    "bm25": lambda corpus, _: build_bm25(corpus),
    "dense": build_dense,
    "naive": build_naive,
}
CONFIGURATIONS = (CURRENT, *_BASELINES)


def check_configurations(names: Sequence[str]) -> None:
    """Raise ConfigurationNameError for the first name that is not in CONFIGURATIONS."""
    for name in names:
        if name not in CONFIGURATIONS:
            raise ConfigurationNameError(f"There is no configuration {name!r}; there are {', '.join(CONFIGURATIONS)}.")


def build_configuration(name: str, store: Store, corpus: Corpus) -> Chain:
    """Build a configuration over what the store holds; `current` is the one in use, by the settings."""
    check_configurations([name])
    if name == CURRENT:
        return build_chain(store)
    return _BASELINES[name](corpus, EncoderEmbeddings(store.encoders[0]))
