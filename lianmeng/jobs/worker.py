"""The worker process of one writing job: `python -m lianmeng.jobs.worker`, told what to do on its standard input.

It ends with a result in the job's folder, or (interrupted or killed) without one; what it loads is one transaction a
source, so that the graph is never left half-written. Settings come by the pipe: a password must not be in a command
line, nor in an environment that others can read.
"""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from api.writing.jobs import Job
from graph.errors import LianmengError
from graph.settings import Settings, read_settings
from graph.store.bolt import Store, open_store
from graph.store.load import stored_sources, withdraw
from graph.store.locks import hold
from graph.store.schema import ensure_schema
from lianmeng.ingesting.report import Report
from lianmeng.ingesting.run import Wish, ingest
from lianmeng.jobs.kept import CONTENT, read_job, tell_progress, tell_result

LOCK = "worker.lock"


def main() -> int:
    """Does the job that the standard input tells of; 130 when interrupted."""
    # A service in the background of a shell ignores Ctrl-C, and this process would with it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    told = json.load(sys.stdin)
    settings, folder = read_settings(told["settings"]), Path(told["folder"])
    try:
        # A worker whose service was killed may still be at work.
        with hold(folder.parent / LOCK, wait_s=settings.job_limit):
            tell_result(folder, _done(settings, folder))
    except KeyboardInterrupt:
        return 130
    except LianmengError as error:
        tell_result(folder, {"state": "failed", "problem": str(error)})
    return 0


def _done(settings: Settings, folder: Path) -> dict[str, Any]:
    job = read_job(folder)
    assert job is not None, folder
    with open_store(settings) as store:
        ensure_schema(store, store.model)
        if job.what == "withdraw":
            report = withdraw(store, job.source)
            return {"state": "done", "source": job.source, "report": asdict(report)}
        return _ingested(settings, store, folder, job)


def _ingested(settings: Settings, store: Store, folder: Path, job: Job) -> dict[str, Any]:
    report = Report()
    name, collection = job.name, job.collection
    wish = Wish((folder / CONTENT / name,), collection, header=tuple(sorted(job.header.items())))
    ingest(settings, store, wish, report, lambda now: tell_progress(folder, now.done, now.to_do))
    told = asdict(report)
    # Of the file itself; a stored source that could not be read again under a new edition is only told of.
    broken = [line for line in report.broken if name in line]
    if broken:
        return {"state": "failed", "problem": broken[0], "report": told}
    ids = [id_ for id_, kept in stored_sources(store).items() if (kept.collection, kept.path) == (collection, name)]
    return {"state": "done", "source": "".join(ids[:1]), "report": told}


if __name__ == "__main__":
    sys.exit(main())
