"""The bulk files of a graph, from its sources in any order: lay aside, sort, decide, write, rename.

Memory does not grow with the number of sources or facts; only one source at a time, and what is said of one node, is
held. Reading sources is left to lianmeng, reading a store to stored.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.bulk.arguments import ARGUMENTS, arguments
from graph.bulk.columns import META
from graph.bulk.folder import whole_folder
from graph.bulk.spool import Spool
from graph.bulk.tables import Table, Tables
from graph.bulk.view import write_view
from graph.model import Model

_META = Table(("Meta",), META)


@contextmanager
def bulk_files(folder: Path, model: Model, collections: str = "") -> Iterator[Spool]:
    """A spool to put all sources in; when the block ends, `folder` holds the files for neo4j-admin import.

    `collections` is what the Meta node remembers of collections. The same sources give the same bytes, whatever their
    order. Raises OutputError before anything is read when `folder` is in use, ModelError for facts that cannot be
    written; then, as for any other error in the block, nothing is left.
    """
    with whole_folder(folder) as part:
        scratch = part / "scratch"
        scratch.mkdir()
        spool = Spool(model, scratch)
        try:
            yield spool
            with Tables(part) as tables:
                write_view(model, spool.claims(), tables, scratch)
                spool.write_sources(tables)
                tables.write(_META, _meta_row(spool, collections))
        finally:
            spool.close()
        shutil.rmtree(scratch)
        text = "".join(f"{line}\n" for line in arguments(tables))
        (part / ARGUMENTS).write_text(text, encoding="utf-8", newline="\n")


def _meta_row(spool: Spool, collections: str) -> dict[str, object]:
    """Without `schema`: the first command that opens the store makes constraints and indexes and puts it there."""
    meta = spool.meta
    return {
        "id": "graph",
        "edition": meta.edition,
        "editions": [f"{name} {count}" for name, count in meta.editions.items()],
        "sources": meta.sources,
        "sum": meta.sum,
        "data_version": meta.data_version,
        "collections": collections or None,
    }
