"""The configurations that can be named on the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from langchain_core.embeddings import Embeddings

from eval.baselines import build_bm25, build_dense, build_naive
from eval.corpus import Corpus
from eval.errors import ConfigurationNameError
from eval.run import Chain
from ingest import EncoderEmbeddings, Store
from qa import ModelSettings, QaSettings, WrongSetting, build_chain

CURRENT = "current"
EXTRACTIVE, LLM = "extractive", "llm"
_BASELINES: dict[str, Callable[[Corpus, Embeddings], Chain]] = {
    "bm25": lambda corpus, _: build_bm25(corpus),
    "dense": build_dense,
    "naive": build_naive,
}
CONFIGURATIONS = (CURRENT, *_BASELINES, EXTRACTIVE, LLM)


def name_configurations(compared: Sequence[str]) -> tuple[str, ...]:
    """The configurations to run, each once: the one in use first, under the name `extractive` or `llm` where it is compared
    by that name, since the two would be one.

    Raises ConfigurationNameError for the first name that is not in CONFIGURATIONS, and for `llm` without a model.
    """
    for name in compared:
        if name not in CONFIGURATIONS:
            raise ConfigurationNameError(f"There is no configuration {name!r}; there are {', '.join(CONFIGURATIONS)}.")
    in_use = EXTRACTIVE
    if {EXTRACTIVE, LLM} & set(compared):
        try:
            in_use = LLM if ModelSettings.from_environment() else EXTRACTIVE
        except WrongSetting as error:
            raise ConfigurationNameError(str(error)) from error
        if LLM in compared and in_use is not LLM:
            raise ConfigurationNameError(
                "The configuration llm needs a language model: set LLM_BASE_URL and LLM_MODEL."
            )
    first = in_use if in_use in compared else CURRENT
    return tuple(dict.fromkeys((first, *compared)))


def build_configuration(name: str, store: Store, corpus: Corpus) -> Chain:
    """Build a configuration over what the store holds; `current` is the one in use, by the settings."""
    name_configurations([name])
    if name in (CURRENT, LLM):
        return build_chain(store)
    if name == EXTRACTIVE:
        return build_chain(store, QaSettings())
    return _BASELINES[name](corpus, EncoderEmbeddings(store.encoders[0]))
