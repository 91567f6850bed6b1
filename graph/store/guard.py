"""The guard: ends the server when the keeper is no more, however the keeper ended.

The keeper holds the other end of the guard's standard input and never writes to it. When the kernel closes it, the
keeper is gone; the guard then ends the server of that run and leaves. Run as `python -m graph.store.guard DATA RUN`.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from graph.store.processes import end_servers


def main(folder: Path, run: Path) -> int:
    """Waits for the end of standard input, then ends the server whose private directory is `run`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    while os.read(0, 1):
        pass
    return 0 if end_servers(folder, f"@{run}/") else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
