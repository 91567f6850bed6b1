"""From the sorted claims to nodes and edges: the graph that people see, decided once for all sources.

The same functions decide as in a load (graph/choose.py); here all claims of a node come together, so that nothing is
read back. Stored counts need what stands at the other end of an edge, hence a second pass over alliances and
organisations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from graph import choose
from graph.bulk.columns import edge_columns, node_columns
from graph.bulk.counts import Counts
from graph.bulk.runs import Row, read_rows, write_rows
from graph.bulk.spool import ENTITY_FIRST
from graph.bulk.tables import Table, Tables
from graph.choose import Claim, Stored
from graph.errors import ModelError
from graph.facts import VALUE, Entity
from graph.identity import edge_slot
from graph.model import Model, NodeType
from graph.store.decide import node_row
from graph.store.snapshot import label_of

# The labels whose nodes carry a stored count, and its name.
_COUNTED = {"Alliance": "member_count", "Organization": "alliance_count"}


def write_view(model: Model, claims: Iterable[Row], tables: Tables, scratch: Path) -> None:
    """All nodes and edges into their files, by id of node or of head. Raises ModelError for claims without a node."""
    view = _View(model, tables, Counts(scratch))
    drafts = scratch / "drafts"
    write_rows(drafts, view.drafts(claims))
    counts = view.counts.totals()
    at, count = next(counts, ("", 0))
    for id_, label, kind_label, row in read_rows(drafts):
        while at and at < id_:
            at, count = next(counts, ("", 0))
        tables.write(view.node_table(label, kind_label), {**row, _COUNTED[label]: count if at == id_ else 0})


class _View:
    def __init__(self, model: Model, tables: Tables, counts: Counts) -> None:
        self.model, self.tables, self.counts = model, tables, counts
        self._nodes: dict[tuple[str, str], Table] = {}
        self._edges = {name: Table((name,), edge_columns(model, name), ("Node", "Node")) for name in model.relations}

    def node_table(self, label: str, kind_label: str) -> Table:
        """The table of the nodes with these labels."""
        key = (label, kind_label)
        if key not in self._nodes:
            names = (label, kind_label) if kind_label else (label,)
            self._nodes[key] = Table(names, node_columns(self.model, label))
        return self._nodes[key]

    def drafts(self, claims: Iterable[Row]) -> Iterator[Row]:
        """Writes edges and nodes; yields (id, label, kind label, properties) of those whose count is still open."""
        for id_, said in groupby(claims, itemgetter(0)):
            entity, alliances, chosen = self._decide(id_, said)
            label, kind_label = entity.label, entity.kind_label or ""
            row = node_row(self.model, entity, chosen)
            if label == "Organization":
                self.counts.organization(id_, str(entity.get("lineage") or id_), alliances)
            if label in _COUNTED:
                yield id_, label, kind_label, row
            else:
                self.tables.write(self.node_table(label, kind_label), row)

    def _decide(self, id_: str, said: Iterable[Row]) -> tuple[Entity, tuple[str, ...], dict[str, Stored]]:
        """The node, the alliances in which it counts as a member, and what the claims make of its properties."""
        node = self.model.nodes[label_of(self.model, id_)]
        entity: Entity | None = None
        alliances: list[str] = []
        chosen: dict[str, Stored] = {}
        for type_, same in groupby(said, itemgetter(1)):
            if type_ == ENTITY_FIRST:
                *_, (_, _, _, _, kind_label, properties) = same
                entity = Entity(id_, node.label, kind_label or None, properties)
            elif entity is None:
                break
            elif type_ == VALUE:
                chosen = self._values(node, entity, same)
            else:
                alliances += self._write_edges(id_, type_, same)
        if entity is None:
            raise ModelError(f"{id_}：有关于它的事实，却没有这个实体 (facts about no entity)")
        return entity, tuple(alliances), chosen

    def _values(self, node: NodeType, entity: Entity, said: Iterable[Row]) -> dict[str, Stored]:
        chosen: dict[str, Stored] = {}
        for name, rows in groupby(said, itemgetter(3)):
            claims = [_claim(row) for row in rows]
            chosen |= choose.value(self.model, node, entity.kind_label, name, claims)
        return chosen

    def _write_edges(self, head: str, type_: str, said: Iterable[Row]) -> Iterator[str]:
        """Writes the edges of one type; yields the tails of those that count as memberships."""
        relation, table = self.model.relations[type_], self._edges[type_]
        for tail, rows in groupby(said, itemgetter(2)):
            chosen = choose.edge(relation, [_claim(row) for row in rows]) or {}
            self.tables.write(table, {**chosen, "id": edge_slot(head, type_, tail)}, (head, tail))
            if chosen.get("counted"):
                self.counts.member(tail)
                yield tail


def _claim(row: Row) -> Claim:
    _, _, _, property_, value, grade, source, original, start = row
    return Claim("", property_ or None, value if property_ else None, grade, source, original, start)
