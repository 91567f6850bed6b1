"""A graph that a store holds → the spool of a bulk export, so that it becomes the same files as its sources would."""

from __future__ import annotations

from graph.bulk.spool import Spool
from graph.errors import StoreBusy
from graph.store.bolt import Store
from graph.store.dump import data_version, entity_of, evidence_of, pages
from graph.store.versions import record_of


def spool_store(store: Store, spool: Spool) -> None:
    """All nodes, sources and evidence of the store; edges and values are decided anew from the evidence.

    Raises StoreBusy when a load ended meanwhile, and the family of StoreError.
    """
    version = data_version(store)
    for label in store.model.nodes:
        for row in pages(store, label):
            node = {"id": row["id"], "labels": sorted(row["labels"]), "properties": row["n"]}
            spool.add_entity(entity_of(store.model, node))
    limit = store.settings.load_limit
    for source in pages(store, "Source"):
        key = {"id": source["id"]}
        texts = store.read("MATCH (t:SourceText {id: $id}) RETURN t.text AS text", key, limit_s=limit)
        rows = store.read("MATCH (:Source {id: $id})<-[:IN]-(e:Evidence) RETURN e ORDER BY e.id", key, limit_s=limit)
        spool.add_source(
            record_of(source["n"]),
            source["n"]["facts_digest"],
            texts[0]["text"] if texts else "",
            (evidence_of(row["e"]) for row in rows),
        )
    if data_version(store) != version:
        raise StoreBusy("写批量文件时图谱发生了变化 (a load ended while exporting)；请重新导出")
