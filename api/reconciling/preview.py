"""A thing on a small page, for the frame in which a client shows a candidate. Quotes are text, never markup."""

from __future__ import annotations

from html import escape

from api.depends import Service
from api.reconciling.types import type_of
from graph.errors import NotFound
from queries.attributes import MOST_VALUES, Other, Values, attributes, read_attributes
from queries.evidence import attested
from queries.facts import thing
from queries.find import looks_like_id

WIDTH, HEIGHT = 420, 220  # pixels
_SHOWN = ("aliases", "place", "field", "founded", "MEMBER_OF", "of_MEMBER_OF")
_MOST = 4


def preview(service: Service, id_: str) -> str:
    """The page of the thing with that id. Raises NotFound."""
    if not looks_like_id(id_):
        raise NotFound(f"{id_[:50]} 不是编号 (not an id)；编号如 og-f4a995771abadb2d3c24")
    found = thing(service.store, id_)
    if found["name"] == id_:
        raise NotFound(f"没有编号为 {id_} 的事物 (no such thing)")
    had = read_attributes(service.store, [id_], _SHOWN).get(id_, {})
    lines = [_line(name, had[name]) for name in _SHOWN if had.get(name)]
    quotes = attested(service.store, [id_]).get(id_, ())
    if quotes:
        source = quotes[0]["source"]
        lines.append(f"<blockquote>{escape(quotes[0]['quote'])}<br>—《{escape(str(source['title']))}》</blockquote>")
    kind = escape(type_of(found["label"], found["kind"])["name"])
    style = "body{font:14px sans-serif;margin:8px}h1{font-size:16px;margin:0}p,blockquote{margin:4px 0}"
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{escape(found["name"])}</title>'
        f"<style>{style}</style><h1>{escape(found['name'])}</h1><p>{kind}</p>{''.join(lines)}</html>"
    )


def _line(name: str, values: Values) -> str:
    said = [value.name if isinstance(value, Other) else str(value) for value in values]
    count = f"{len(said)}{'+' if len(said) == MOST_VALUES else ''}"
    more = f"等 {count} 个" if len(said) > _MOST else ""
    return f"<p>{attributes()[name].zh}：{escape('、'.join(said[:_MOST]))}{more}</p>"
