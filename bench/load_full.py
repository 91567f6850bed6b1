"""The questions on the full graph: `python -m bench.load_full [--share 1] [--home FOLDER]`, Neo4j only.

The store comes from neo4j-admin (bulk.py), because loading all of it takes longer than the questions are worth; it
holds the same graph. `--home` names one that `bench.bulk --keep` left there. Writes bench/load_reads.json, which the
page of load.py shows.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.bulk import run_tool, write
from bench.load_page import write_page
from bench.load_reads import network, reads
from bench.make_graph import make_graph
from bench.stores import launcher, neo4j_settings
from graph.model import load_model
from graph.store.bolt import open_store
from graph.store.schema import ensure_schema

HERE = Path(__file__).parent


def measure(home: Path, runs: int) -> dict[str, Any]:
    """Times of the questions on the store in `home`, and what it holds."""
    with neo4j_settings(home) as settings, open_store(settings) as store:
        ensure_schema(store, store.model)
        held = {
            name: store.read(f"MATCH {pattern} RETURN count(*) AS n")[0]["n"]
            for name, pattern in (
                ("organizations", "(:Organization)"), ("alliances", "(:Alliance)"),
                ("memberships", "()-[:MEMBER_OF]->()"), ("sources", "(:Source)"), ("evidence", "(:Evidence)"),
            )
        }  # fmt: skip
        return {
            "held": held,
            "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f} before",
            "reads": reads(store, runs),
            "network": network(store),
        }


def main() -> None:
    """Measures, and writes what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--out", type=Path, default=HERE)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        home = given.home
        if home is None:
            home = Path(made, "home")
            write(Path(made, "files"), make_graph(load_model(), given.share))
            run_tool(Path(made, "files"), home, launcher().libraries(), shutil.which("java") or "java", "1g")
        record = measure(home, given.runs)
    path = given.out / "load_reads.json"
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_page(given.out)


if __name__ == "__main__":
    main()
