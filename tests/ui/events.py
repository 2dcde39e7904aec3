"""What a browser sends when something happens on a page, in a session that the server does not know."""

from __future__ import annotations

import json
import uuid
from typing import Any

import httpx


def trigger(client: httpx.Client, event: str, *values: Any, path: str = "", query: str = "", **data: Any) -> str:
    """All that the page below `path` draws of an event, as JSON. `values` are those of its inputs, None for a state;
    `data` is what the page's script says of the event, `query` that of the page's address.
    """
    session = uuid.uuid4().hex
    events = client.get(f"{path}/config").json()["dependencies"]
    number = next(one["id"] for one in events if one["api_name"] == event)
    call = {"data": [*values], "fn_index": number, "session_hash": session, "event_data": data}
    client.post(f"{path}/gradio_api/queue/join?{query}", json=call).raise_for_status()
    drawn = ""
    with client.stream("GET", f"{path}/gradio_api/queue/data?session_hash={session}") as stream:
        for line in stream.iter_lines():
            message = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
            drawn += json.dumps(message.get("output"), ensure_ascii=False)
            if message.get("msg") == "process_completed":
                assert message["success"], drawn
                break
    return drawn
