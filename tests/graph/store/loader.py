"""A loading process for the tests: loads the sources of a pickled job, and can be made to stop in the middle.

Run as `python loader.py JOB`. JOB holds settings, sources and a piece of a statement: after the first statement with
that piece the process says `reached` and waits to be killed; without one it loads everything and says `done`.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.model import load_model
from graph.store import bolt
from graph.store.load import load


def main(job: Path) -> None:
    """Does the job."""
    settings, sources, stop_after = pickle.loads(job.read_bytes())
    if stop_after is not None:
        _stop_after(stop_after)
    print("ready", flush=True)
    sys.stdin.readline()
    with bolt.open_store(settings, load_model()) as store:
        for facts in sources:
            load(store, facts)
    print("done", flush=True)


def _stop_after(piece: str) -> None:
    run = bolt.Transaction.run

    def watched(self: bolt.Transaction, cypher: str, parameters: Mapping[str, object] | None = None) -> list[Any]:
        rows = run(self, cypher, parameters)
        if piece in cypher:
            print("reached", flush=True)
            sys.stdin.readline()
        return rows

    bolt.Transaction.run = watched  # type: ignore[method-assign]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
