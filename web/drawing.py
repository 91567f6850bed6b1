"""What a page hands to the script that draws a graph: nodes and edges as JSON that cannot end its script element."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def graph_data(graph: Mapping[str, Any]) -> Markup:
    """`nodes` (id, label, kind, name, degree) and `edges` (source, target, and what the edge says)."""
    text = json.dumps({"nodes": graph["nodes"], "edges": graph["edges"]}, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _UNSAFE.items():
        text = text.replace(sign, escaped)
    return Markup(text)  # escaped above
