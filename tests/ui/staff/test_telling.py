"""What a page has told stays until something is done."""

from typing import Any

import gradio as gr

from ui.staff.telling import Teller


def test_a_handler_that_does_nothing_does_not_take_back_what_another_told() -> None:
    teller = Teller()

    def handle(*updates: str) -> Any:
        return teller.wrap(lambda: dict.fromkeys(updates, "new"))()

    assert handle("list") == {teller.place: "", "list": "new"}
    assert handle() == {teller.place: gr.skip()}
