"""What a page hands to the script that draws a graph: nodes and edges as JSON that cannot end its script element."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from web.view import View

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def graph_data(graph: Mapping[str, Any]) -> Markup:
    """`nodes` (id, label, kind, name, degree) and `edges` (source, target, and what the edge says)."""
    text = json.dumps({"nodes": graph["nodes"], "edges": graph["edges"]}, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _UNSAFE.items():
        text = text.replace(sign, escaped)
    return Markup(text)  # escaped above


_WORDS = ("expand", "expand_ask", "expand_some", "expand_all", "hide", "undo", "pin", "unpin", "fit", "in", "out",
          "save", "nothing_new", "keys")  # fmt: skip


def graph_words(view: View) -> str:
    """What the script says, in the reader's language; its own placeholders stay."""
    own = {"n": "{n}", "format": "{format}"}
    return json.dumps({key: view.say(f"graph_{key}", **own) for key in _WORDS} | {"close": view.say("close")},
                      ensure_ascii=False)  # fmt: skip
