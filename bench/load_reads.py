"""How fast a big graph answers: the flagship question, a profile, and the whole network in networkx."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from statistics import quantiles
from typing import Any

from graph.errors import LianmengError
from graph.settings import read_settings
from graph.store.bolt import Store, open_store
from queries.catalogue import question_named
from queries.evidence import attested
from queries.network import membership
from queries.run import ask, look_at

_WARM = 10


def reads(store: Store, runs: int) -> dict[str, Any]:
    """p50 and p95 in milliseconds over so many runs, after some that warm up."""
    seen = look_at(store)
    flagship = question_named("shared_memberships")
    values: dict[str, Any] = {item.name: item.default for item in flagship.parameters} | {"kind": "university"}
    page = {"skip": 0, "limit": 21}
    asked = {"kind": "university", "min": 2}
    ids = [
        row["id"] for row in store.read("MATCH (a:Alliance) WHERE a.member_count >= 50 RETURN a.id AS id ORDER BY id")
    ]
    chosen = random.Random(1).choices(ids, k=runs + _WARM)

    def profile(run: int) -> None:
        members = ask(store, "members", {"alliance": chosen[run]}, limit=50, looked_at=seen)
        attested(store, [row["slot"] for row in members.rows])

    return {
        "rows": ask(store, flagship, asked, looked_at=seen).total,
        "flagship": _times(lambda run: ask(store, flagship, asked, limit=20, looked_at=seen), runs),
        "flagship_50": _times(lambda run: ask(store, flagship, asked, limit=50, looked_at=seen), runs),
        "flagship_statement": _times(lambda run: store.read(flagship.cypher, values | page), runs),
        "looked_at": _times(lambda run: look_at(store), runs),
        "profile": _times(profile, runs),
    }


def network(store: Store) -> dict[str, Any]:
    """The whole graph as networkx in a process of its own: seconds, megabytes at the most, nodes and edges."""
    settings = store.settings
    told = {
        "LIANMENG_DATA": str(settings.data), "NEO4J_URI": settings.neo4j_uri,
        "NEO4J_PASSWORD": settings.neo4j_password.value, "LIANMENG_READ_LIMIT": "600",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "bench.load_reads"], env=os.environ | told, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return {"refused": done.stderr.strip().splitlines()[-1]}
    seconds, megabytes, nodes, edges = done.stdout.split()
    return {"seconds": float(seconds), "megabytes": float(megabytes), "nodes": int(nodes), "edges": int(edges)}


def _times(work: Callable[[int], object], runs: int) -> Mapping[str, float]:
    taken = []
    for run in range(runs + _WARM):
        start = time.perf_counter()
        work(run)
        taken.append(1000 * (time.perf_counter() - start))
    cuts = quantiles(taken[_WARM:], n=20)
    return {"p50": round(cuts[9], 1), "p95": round(cuts[18], 1)}


def main() -> None:
    """Reads the network of the store that the environment names, for `network`."""
    with open_store(read_settings(os.environ)) as store:
        start = time.perf_counter()
        try:
            graph = membership(store, most=2_000_000)
        except LianmengError as error:
            sys.exit(str(error))
        taken = time.perf_counter() - start
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{taken:.2f} {most:.0f} {graph.number_of_nodes()} {graph.number_of_edges()}")


if __name__ == "__main__":
    main()
