"""The worker on a Neo4j: its password reaches it by the pipe, and a killed worker leaves nothing behind."""

from __future__ import annotations

import io
import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.settings import Settings
from graph.store.bolt import open_store
from graph.store.dump import export_lines
from graph.store.load import stored_sources
from graph.store.schema import ensure_schema
from lianmeng.jobs.process import start_worker
from lianmeng.jobs.queue import open_queue

TEA = "2010年，云岭茶叶产业技术创新战略联盟成立，由云南农业大学、北京科技大学发起。\n".encode()
LIMIT_S = 120


def test_jobs_are_done_and_undone_on_a_neo4j(neo4j_settings: Settings, model: Any, tmp_path: Path) -> None:
    settings = replace(neo4j_settings, data=tmp_path / "data")
    environments: list[bytes] = []

    def watched(given: Settings, folder: Path) -> subprocess.Popen[bytes]:
        worker = start_worker(given, folder)
        environments.append(Path(f"/proc/{worker.pid}/environ").read_bytes() if os.path.isdir("/proc") else b"")
        return worker

    with open_store(settings, model) as store, open_queue(settings) as queue:
        store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
        ensure_schema(store, model)
        before = list(export_lines(store))
        queue.start = watched
        job = queue.ingest("tea.txt", "files", io.BytesIO(TEA), "一")
        assert queue.wait_idle(LIMIT_S)
        (source,) = stored_sources(store)
        told = queue.job(job.id)
        assert told is not None
        assert (told.state, told.source) == ("done", source)
        queue.start = _killed
        queue.ingest("more.txt", "files", io.BytesIO(TEA), "一")
        assert queue.wait_idle(LIMIT_S)
        assert list(stored_sources(store)) == [source]
        queue.start = watched
        queue.withdraw(source, "一")
        assert queue.wait_idle(LIMIT_S)
        assert list(export_lines(store)) == before
    password = neo4j_settings.neo4j_password.value.encode()
    assert all(password not in environment for environment in environments)


def _killed(settings: Settings, folder: Path) -> subprocess.Popen[bytes]:
    worker = start_worker(settings, folder)
    worker.kill()
    return worker
