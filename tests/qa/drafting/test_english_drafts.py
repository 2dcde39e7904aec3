"""An English answer from a Chinese document: what is true is shown with its quotation, what is false in it withheld."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest import Store
from qa import EXTRACTIVE, Answer, DraftingResult, Language, QaSettings, build_chain
from tests.scripted_model import Handler, ScriptedModel, say, serve

pytestmark = pytest.mark.integration

ASKED = "What must the ratio of vocational to general senior secondary places be?"
TRANSLATED = "高中阶段职普比不低于多少？"
TRUE = "The ratio of vocational to general senior secondary education must be no less than 4:6. [1]"


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    with serve(say("")) as served:
        yield served


def ask(draft: str, model: ScriptedModel, store: Store) -> Answer:
    def behave(handler: Handler) -> None:
        asked = str(model.asked[-1]["messages"][-1]["content"])
        say(draft if "<data" in asked else TRANSLATED)(handler)

    model.behave = behave
    return build_chain(store, QaSettings(model=model.settings())).invoke(ASKED)


def test_of_an_english_draft_what_is_true_is_shown_with_its_quotation(real_store: Store, model: ScriptedModel) -> None:
    answer = ask(f"{TRUE} It must be no less than 5:5. [1]", model, real_store)
    assert (answer.language, answer.answerer) == (Language.EN, "scripted")
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
def test_of_an_english_draft_what_is_false_is_not_shown(draft: str, real_store: Store, model: ScriptedModel) -> None:
    answer = ask(draft, model, real_store)
    assert answer.answerer == EXTRACTIVE
    assert answer.drafting is not None
    assert answer.drafting.result is DraftingResult.TOO_LITTLE_LEFT
    assert "职普比不低于4:6" in answer.text
