"""A drawn graph as one HTML file: picture, list and sentences, for whoever has no access to the service.

The file asks nobody for anything: no script, no address that is fetched; its style is allowed by its hash and nothing
else is.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from jinja2 import BaseLoader
from starlette.responses import Response

from queries.catalogue import shipped_model
from queries.evidence import attested
from queries.proof import picked
from web.citing import citation, latest
from web.picture import outline, picture
from web.show import Show
from web.site import Site, State
from web.view import View

_EACH = 2  # quotes of one relation
_POLICY = "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def alone(site: Site, view: View, state: State, graph: Mapping[str, Any], title: str, name: str) -> Response:
    """The file with the nodes and edges of `graph`, as a download called `name`.html."""
    loader = site.templates.loader
    assert isinstance(loader, BaseLoader)
    style = loader.get_source(site.templates, "alone.css")[0] + site.assets.files["kinds.css"].body.decode()
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    policy = _POLICY.format(digest=digest)
    show = Show(view.language)
    path = view.path.removesuffix(".html")
    # The address that a reader of the file may know; the service's name is left to who sends it.
    cited = citation(view, title, view.url(path, **view.query), state.version, latest(site.store))
    html = site.templates.get_template("alone.html").render(
        v=view, say=view.say, show=show, title=title, graph=graph, style=style, policy=policy,
        english=view.language == "en", citation=cited,
        outline=outline, picture=picture(graph["nodes"], graph["edges"]), ties=_ties(site, graph), kinds=_kinds(graph),
    )  # fmt: skip
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.html"',
        "Cache-Control": "no-cache",
        "Content-Security-Policy": policy,
        "Content-Language": "zh-CN" if view.language == "zh" else "en",
    }
    return Response(html.encode(), 200, headers, "text/html; charset=utf-8")


def _ties(site: Site, graph: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The edges with both ends, what they say, and the sentences that prove them."""
    nodes = {node["id"]: node for node in graph["nodes"]}
    evidence = attested(site.store, [edge["slot"] for edge in graph["edges"] if edge.get("slot")])
    ties = []
    for edge in graph["edges"]:
        head, tail = nodes[edge["source"]], nodes[edge["target"]]
        type_ = edge.get("type") or (None if edge.get("weight") else "MEMBER_OF")
        if type_ == "MEMBER_OF" and head["label"] == "Alliance" and tail["label"] == "Organization":
            head, tail = tail, head  # a network has no direction; an organisation is the member
        quotes, total = picked([evidence.get(edge.get("slot") or "", ())], _EACH, _EACH)
        ties.append({"head": head, "tail": tail, "type": type_, "roles": _roles(edge), "weight": edge.get("weight"),
                     "shared": edge.get("shared"), "quotes": quotes, "total": total})  # fmt: skip
    return sorted(ties, key=lambda tie: (tie["tail"]["name"], tie["head"]["name"], tie["head"]["id"]))


def _roles(edge: Mapping[str, Any]) -> list[str]:
    roles = edge.get("roles") or []
    return [role for role in roles.split("; ") if role] if isinstance(roles, str) else list(roles)


def _kinds(graph: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """Label and kind of what is drawn, in the order of the model: the legend."""
    there = {(node["label"], (node["kind"] or "") if node["label"] == "Organization" else "")
             for node in graph["nodes"]}  # fmt: skip
    kinds = list(shipped_model().kinds)
    labels = list(shipped_model().nodes)
    return sorted(there, key=lambda item: (labels.index(item[0]), kinds.index(item[1]) if item[1] in kinds else -1))
