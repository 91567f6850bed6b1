"""How fast a big graph answers: the flagship question, a profile, and the whole network in networkx.

What the machine does besides weighs on every time; `RETURN 1`, asked in the same minutes, tells how much, and database
hits do not depend on it.
"""

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

import neo4j

from graph.errors import LianmengError
from graph.settings import read_settings
from graph.store.bolt import Store, open_store
from queries.catalogue import question_named
from queries.evidence import attested
from queries.network import membership
from queries.profile import profile
from queries.run import ask, look_at

_WARM = 40  # a Neo4j that was just started is several times slower


def reads(store: Store, runs: int) -> dict[str, Any]:
    """p50 and p95 in milliseconds over so many runs, after some that warm up; profiles are first asked cold, too."""
    seen = look_at(store)
    flagship = question_named("shared_memberships")
    values: dict[str, Any] = {item.name: item.default for item in flagship.parameters} | {"kind": "university"}
    page = {"skip": 0, "limit": 21}
    whole = values | page | {"most": flagship.cuts["alliances"].most}
    asked = {"kind": "university", "min": 2}
    ids = [
        row["id"] for row in store.read("MATCH (a:Alliance) WHERE a.member_count >= 50 RETURN a.id AS id ORDER BY id")
    ]
    chosen = random.Random(1).choices(ids, k=runs + _WARM)

    def page_of_profile(run: int) -> None:
        members = ask(store, "members", {"alliance": chosen[run]}, limit=50, looked_at=seen)
        attested(store, [row["slot"] for row in members.rows])

    return {
        "one": _times(lambda run: store.read("RETURN 1 AS one"), runs),
        "rows": ask(store, flagship, asked, looked_at=seen).total,
        "flagship": _times(lambda run: ask(store, flagship, asked, limit=20, looked_at=seen), runs),
        "flagship_50": _times(lambda run: ask(store, flagship, asked, limit=50, looked_at=seen), runs),
        "flagship_statement": _times(lambda run: store.read(flagship.cypher, values | page), runs),
        "flagship_whole": _times(lambda run: store.read(flagship.cypher, whole), runs),
        **({"flagship_hits": _hits(store, flagship.cypher, values | page)} if store.engine == "neo4j" else {}),
        "looked_at": _times(lambda run: look_at(store), runs),
        "profile_cold": _times(page_of_profile, runs),
        "profile": _times(page_of_profile, runs),
        "profile_whole": _times(lambda run: profile(store, "Alliance", chosen[run]), runs),
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


def _hits(store: Store, cypher: str, values: Mapping[str, Any]) -> int:
    """Database hits of a statement by PROFILE; the store behind the door does not tell them, so a driver of its own."""
    auth = (store.settings.neo4j_username, store.settings.neo4j_password.value)
    with neo4j.GraphDatabase.driver(store.settings.neo4j_uri, auth=auth) as driver:
        profiled = driver.execute_query(f"PROFILE {cypher}", values, database_=store.database).summary.profile
    assert profiled is not None
    return _summed(profiled)


def _summed(operator: Mapping[str, Any]) -> int:
    return int(operator["args"].get("DbHits", 0)) + sum(map(_summed, operator.get("children", ())))


def _times(work: Callable[[int], object], runs: int) -> Mapping[str, float]:
    taken = []
    own = 0.0  # processor time of this process, which waits while the server works
    for run in range(runs + _WARM):
        start, before = time.perf_counter(), time.process_time()
        work(run)
        taken.append(1000 * (time.perf_counter() - start))
        own += 1000 * (time.process_time() - before) if run >= _WARM else 0
    cuts = quantiles(taken[_WARM:], n=20)
    return {"p50": round(cuts[9], 1), "p95": round(cuts[18], 1), "own": round(own / runs, 1)}


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
