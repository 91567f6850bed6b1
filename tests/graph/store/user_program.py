"""A user of the embedded store, run as a program of its own so that tests can kill it.

`user_program.py hold DATA` opens the store, says so and waits; `write` goes on to store numbers and prints each one
when it has been acknowledged, through every loss of the server. Both end when standard input closes.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from graph.errors import StoreError
from graph.settings import Settings
from graph.store.bolt import Store, Transaction, open_store


def _wait_for_the_end(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


def _write(store: Store, ended: threading.Event) -> None:
    number = 0

    def work(transaction: Transaction) -> None:
        transaction.run("MERGE (n:Tick {n: $n})", {"n": number})

    while not ended.is_set():
        try:
            store.write(work)
        except StoreError:
            continue
        print(number, flush=True)
        number += 1


def main(what: str, folder: Path) -> None:
    ended = threading.Event()
    threading.Thread(target=_wait_for_the_end, args=(ended,), daemon=True).start()
    with open_store(Settings(data=folder, store_quick=True, store_heap="512m")) as store:
        print("open", os.getpid(), flush=True)
        if what == "write":
            _write(store, ended)
        ended.wait()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
