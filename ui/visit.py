"""What a request tells of the visit that it belongs to, whatever the server still remembers of that."""

from __future__ import annotations

import gradio as gr

from qa import Language
from ui.visit_language import read_language


def language_of(request: gr.Request) -> Language:
    """The language that the page was opened in, or that was chosen since."""
    return read_language(dict(request.query_params), dict(request.cookies), dict(request.headers))


def read_shared_question(request: gr.Request) -> str:
    """The question that a link brings, `?q=`; "" for none. What is too long or empty is told as if it had been typed."""
    return str(dict(request.query_params).get("q", ""))
