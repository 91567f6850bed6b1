"""Writes docs/model.md, the reference page of the model, from model.yaml; a test fails when the page is out of step.

Run as `python -m graph.reference` from the root of the checkout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from graph.facts import Evidence, SourceRecord
from graph.model import Model, Property, load_model

PAGE = Path("docs") / "model.md"

_ORIGIN = {
    "identity": "由编号与词表决定 identity",
    "evidence": "由证据选定 evidence",
    "store": "由装载程序维护 store",
}
_HEAD = """\
# 图谱模型 The model

<!-- 由 `python -m graph.reference` 从 graph/model.yaml 生成，请勿手改。Generated; do not edit. -->

图中有什么：节点、关系、属性与词表。每条关系、每个属性值都由证据选定，证据指明来源与原文区间。
What the graph is made of. Every relation and every value is decided from evidence, which names a source and its
characters.

属性的来历 Where a property comes from:

- **identity**：由编号与词表决定，不因来源而异 follows from the id's key and the tables alone
- **evidence**：由 `graph/choose.py` 从证据选定 decided from the evidence
- **store**：由装载程序维护 kept by the loader
"""


def page(model: Model) -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_nodes(model), *_kinds(model), *_bookkeeping(model), *_relations(model), *_words(model)])


def _nodes(model: Model) -> Iterator[str]:
    yield "## 节点 Nodes\n"
    for node in model.nodes.values():
        yield f"### `{node.label}` {node.zh} {node.en}\n"
        yield f"{node.doc.zh}。{_sentence(node.doc.en)}\n"
        yield f"- 编号前缀 prefix: `{node.prefix}`，键 key: {_codes(node.key)}"
        yield f"- 显示 caption: `{node.caption}`，颜色 colour: `{node.colour}`"
        if node.fulltext:
            yield f"- 全文索引 full text: `{node.label.lower()}_names`（{_codes(node.fulltext)}）"
        yield ""
        yield from _properties(node.properties)


def _kinds(model: Model) -> Iterator[str]:
    yield "## 机构类别 Kinds of organisations\n"
    yield "每个机构在 `Organization` 之外恰有一个类别标签。Each organisation carries exactly one kind label.\n"
    rows = ((f"`{kind.key}`", f"`{kind.label}`", kind.zh, kind.en, f"`{kind.colour}`") for kind in model.kinds.values())
    yield from _table(("键 key", "标签 label", "中文", "English", "颜色 colour"), rows)


def _bookkeeping(model: Model) -> Iterator[str]:
    yield "## 来源与证据 Sources and evidence\n"
    yield "由装载程序自己维护的节点 nodes that the loader keeps itself:"
    yield "`(:Evidence)-[:IN]->(:Source)-[:HAS_TEXT]->(:SourceText)`, `(:Meta {id: 'graph'})`.\n"
    rows = ((f"`{item.label}`", item.zh, item.en, f"`{item.prefix}`") for item in model.bookkeeping.values())
    yield from _table(("标签 label", "中文", "English", "前缀 prefix"), rows)
    for label, kept in (("Evidence", Evidence), ("Source", SourceRecord)):
        yield f"`{label}`：{_codes(f.name for f in fields(kept))}。\n"


def _relations(model: Model) -> Iterator[str]:
    yield "## 关系 Relations\n"
    yield "每条边的 `id` 即其证据的 `slot`。The `id` of an edge is the `slot` of its evidence.\n"
    for relation in model.relations.values():
        yield f"### `{relation.type}` {relation.zh} {relation.en}\n"
        yield f"- {_codes(relation.heads)} → {_codes(relation.tails)}"
        yield f"- 反向 reverse: {relation.reverse.zh} {relation.reverse.en}\n"
        if relation.properties:
            yield from _properties(relation.properties)


def _words(model: Model) -> Iterator[str]:
    yield "## 词表 Vocabularies\n"
    for name, words in model.vocabularies.items():
        yield f"### `{name}`\n"
        yield from _table(("键 key", "中文", "English"), ((f"`{w.key}`", w.zh, w.en) for w in words.values()))


def _properties(properties: Mapping[str, Property]) -> Iterator[str]:
    rows = (
        (f"`{p.name}`", p.zh, p.en, f"`{p.type}`{' 列表 list' if p.many else ''}", _ORIGIN[p.origin])
        for p in properties.values()
    )
    yield from _table(("属性 property", "中文", "English", "类型 type", "来历 origin"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(row)} |"
    yield ""


def _codes(names: Iterable[str]) -> str:
    return "、".join(f"`{name}`" for name in names)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


if __name__ == "__main__":
    PAGE.write_text(page(load_model()), encoding="utf-8")
