"""An English draft on a Chinese document: with the fitted threshold what is true is shown with its quotation and what is
false withheld; with the one in use the documents' own words answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import Store
from qa import EXTRACTIVE, Answer, DraftingResult, Language, QaSettings, build_chain
from qa.drafting.support import WEIGHTS_FILE
from tests.scripted_model import Handler, ScriptedModel, say, serve

pytestmark = pytest.mark.integration

ASKED = "What must the ratio of vocational to general senior secondary places be?"
TRANSLATED = "高中阶段职普比不低于多少？"
TRUE = "The ratio of vocational to general senior secondary education must be no less than 4:6. [1]"


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    with serve(say("")) as served:
        yield served


@pytest.fixture
def fitted(tmp_path: Path) -> Path:
    """The bundled weights with English let through at the fitted threshold."""
    stored = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    stored["other_language"]["threshold"] = stored["other_language"]["fitted_threshold"]
    path = tmp_path / "support.json"
    path.write_text(json.dumps(stored), encoding="utf-8")
    return path


def ask(draft: str, model: ScriptedModel, store: Store, weights: Path = WEIGHTS_FILE) -> Answer:
    def behave(handler: Handler) -> None:
        asked = str(model.asked[-1]["messages"][-1]["content"])
        say(draft if "<data" in asked else TRANSLATED)(handler)

    model.behave = behave
    return build_chain(store, QaSettings(model=model.settings(timeout_seconds=60), support_weights=weights)).invoke(
        ASKED
    )


def test_english_drafts_are_off_until_what_passes_holds(real_store: Store, model: ScriptedModel) -> None:
    answer = ask(TRUE, model, real_store)
    assert (answer.language, answer.answerer) == (Language.EN, EXTRACTIVE)
    assert answer.drafting is not None
    assert (answer.drafting.result, answer.drafting.withheld) == (DraftingResult.ONLY_SEARCHED, ())
    assert len(model.asked) == 1  # for the question in Chinese, and for no draft that nobody would see
    assert "职普比不低于4:6" in answer.text


def test_of_an_english_draft_what_is_true_is_shown_with_its_quotation(
    real_store: Store, model: ScriptedModel, fitted: Path
) -> None:
    answer = ask(f"{TRUE} It must be no less than 5:5. [1]", model, real_store, fitted)
    assert (answer.language, answer.answerer) == (Language.EN, "scripted"), answer.drafting
    assert answer.sentences[0].text == TRUE.removesuffix(" [1]")
    assert answer.drafting is not None
    assert (answer.drafting.kept, answer.drafting.withheld) == (1, ("figure",))
    assert "5:5" not in answer.text
    first = answer.citations[0]
    assert first.verified
    assert "职普比不低于4:6" in first.quote
    assert any("4:6" in sentence.text and "职普比" in sentence.text for sentence in answer.sentences[1:])


@pytest.mark.parametrize(
    "draft",
    [
        "The ratio of vocational to general senior secondary education must be no more than 4:6. [1]",
        "The ratio of vocational to general senior secondary education must not be no less than 4:6. [1]",
        "The Finance Bureau sets the ratio of vocational to general education at no less than 4:6. [1]",
        "Rockets are launched from the moon. [1]",
    ],
)
def test_of_an_english_draft_what_is_false_is_not_shown(
    draft: str, real_store: Store, model: ScriptedModel, fitted: Path
) -> None:
    answer = ask(draft, model, real_store, fitted)
    assert answer.answerer == EXTRACTIVE
    assert answer.drafting is not None
    assert answer.drafting.result is DraftingResult.TOO_LITTLE_LEFT
    assert "职普比不低于4:6" in answer.text
