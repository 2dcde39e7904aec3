import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import LexicalIndex, build_lexical_index, load_lexical_index

UNITS = [["a", "b"], ["a", "c", "c", "d"], ["e"]]


def by_hand(units: list[list[str]], question: list[str]) -> list[float]:
    """BM25 as Lucene has it (k1 1.2, b 0.75), over the sum of the question's inverse document frequencies."""
    mean = sum(map(len, units)) / len(units)

    def weight(token: str) -> float:
        n = sum(token in unit for unit in units)
        return math.log(1 + (len(units) - n + 0.5) / (n + 0.5))

    return [
        sum(weight(t) * unit.count(t) / (unit.count(t) + 1.2 * (1 - 0.75 + 0.75 * len(unit) / mean)) for t in question)
        / sum(map(weight, question))
        for unit in units
    ]


@pytest.mark.parametrize("question", [["a"], ["c", "d"], ["a", "e"], ["b", "unknown"], ["c", "c"]])
def test_scores_are_those_of_the_formula(question: list[str]) -> None:
    assert build_lexical_index(UNITS).scores(question) == pytest.approx(by_hand(UNITS, question), abs=1e-5)


def test_a_rare_token_has_the_higher_inverse_document_frequency() -> None:
    index = build_lexical_index(UNITS)
    assert index.inverse_document_frequency("a") == pytest.approx(math.log(1 + 1.5 / 2.5))
    assert index.inverse_document_frequency("e") == pytest.approx(math.log(1 + 2.5 / 1.5))
    assert index.inverse_document_frequency("unknown") == pytest.approx(math.log(1 + 3.5 / 0.5))
    assert [index.knows(token) for token in ("a", "unknown")] == [True, False]


def test_any_token_of_a_term_stands_for_it_and_the_one_that_counts_most_in_a_unit_does() -> None:
    index = build_lexical_index(UNITS)
    assert index.rarity(("b", "c")) == index.inverse_document_frequency("a")  # two units of three, as of "a"
    assert index.rarity(("unknown", "e")) == index.inverse_document_frequency("e")
    assert index.rarity(()) == index.rarity(("unknown",)) == index.inverse_document_frequency("unknown")
    either = index.scores_of_terms([("a", "c", "unknown")])
    alone = {token: index.scores([token]) for token in ("a", "c")}  # each over its own rarity
    assert either.tolist() == pytest.approx(np.maximum(alone["a"], alone["c"]).tolist())
    assert either[0] > 0 == either[2]
    both = index.scores_of_terms([("a", "c"), ("e",)])
    weights = [index.rarity(("a", "c")), index.rarity(("e",))]
    assert both[1] == pytest.approx(float(either[1]) * weights[0] / sum(weights))


@pytest.mark.parametrize("question", [[], ["unknown"]])
def test_nothing_in_common_scores_nothing(question: list[str]) -> None:
    assert build_lexical_index(UNITS).scores(question).tolist() == [0, 0, 0]


@pytest.mark.parametrize("units", [[], [[]], [[], []]])
def test_units_without_tokens_score_nothing(units: list[list[str]]) -> None:
    assert build_lexical_index(units).scores(["a"]).tolist() == [0] * len(units)


@pytest.mark.parametrize(
    "units",
    [
        UNITS,
        [],
        [[]],
    ],
)
def test_a_saved_index_scores_the_same(units: list[list[str]], tmp_path: Path) -> None:
    index = build_lexical_index(units)
    (tmp_path / "index").mkdir()
    index.save(tmp_path / "index")
    loaded = load_lexical_index(tmp_path / "index")
    assert loaded.size == len(units)
    assert np.array_equal(loaded.scores(["a", "c"]), index.scores(["a", "c"]))


def test_an_index_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="frequencies"):
        load_lexical_index(tmp_path / "absent")


WORDS = st.lists(st.sampled_from("abcdefg"), max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=6).filter(any), WORDS)
def test_scores_lie_between_nothing_and_a_full_match(units: list[list[str]], question: list[str]) -> None:
    index: LexicalIndex = build_lexical_index(units)
    scores = index.scores(question)
    assert scores.shape == (len(units),)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert all((score > 0) == bool(set(unit) & set(question)) for score, unit in zip(scores, units, strict=True))
