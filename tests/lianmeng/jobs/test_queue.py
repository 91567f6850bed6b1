"""Jobs outlive whatever happens to the worker and to the service; the graph is never left half-written."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RequestRefused, StoreBusy
from graph.settings import Secret, Settings, read_settings
from graph.store.bolt import Store
from graph.store.dump import export_lines
from graph.store.load import stored_sources
from graph.store.locks import hold
from lianmeng.jobs.kept import read_jobs
from lianmeng.jobs.process import as_environment, start_worker
from lianmeng.jobs.queue import FOLDER, Queue, open_queue

TEA = "2010年，云岭茶叶产业技术创新战略联盟成立，由云南农业大学、北京科技大学发起。\n".encode()
LIMIT_S = 120


class Held:
    """Starts workers while the store's load lock is taken: they come as far as the load, and wait there."""

    def __init__(self) -> None:
        self.workers: list[subprocess.Popen[bytes]] = []
        self.started = threading.Event()

    def __call__(self, settings: Settings, folder: Path) -> subprocess.Popen[bytes]:
        worker = start_worker(settings, folder)
        self.workers.append(worker)
        self.started.set()
        return worker


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def queue(command_settings: Settings, empty_store: Store, held: Held) -> Iterator[Queue]:
    with open_queue(command_settings) as opened:
        opened.start = held
        yield opened
        assert opened.wait_idle(LIMIT_S) or opened._stopping


def _state(queue: Queue, id_: str) -> str:
    job = queue.job(id_)
    assert job is not None
    return job.state


def test_a_worker_that_is_killed_costs_its_job_only(
    queue: Queue, held: Held, command_settings: Settings, empty_store: Store
) -> None:
    before = list(export_lines(empty_store))
    with hold(command_settings.data / "load.lock", wait_s=10):
        job = queue.ingest("tea.txt", "files", io.BytesIO(TEA), "一")
        after = queue.ingest("later.txt", "files", io.BytesIO(TEA), "一")
        assert held.started.wait(LIMIT_S)
        held.workers[0].kill()
        held.workers[0].wait(LIMIT_S)
        assert list(export_lines(empty_store)) == before
    assert queue.wait_idle(LIMIT_S)
    dead = queue.job(job.id)
    assert dead is not None
    assert (dead.state, _state(queue, after.id)) == ("failed", "done")
    assert "worker ended" in dead.problem
    assert [kept.path for kept in stored_sources(empty_store).values()] == ["later.txt"]
    assert not (queue.folder / job.id / "content").exists()


def test_the_same_file_twice_at_once_is_one_job(queue: Queue, command_settings: Settings, empty_store: Store) -> None:
    jobs: list[str] = []

    def send() -> None:
        jobs.append(queue.ingest("tea.txt", "files", io.BytesIO(TEA), "一").id)

    with hold(command_settings.data / "load.lock", wait_s=10):
        threads = [threading.Thread(target=send) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        other = queue.ingest("tea.txt", "files", io.BytesIO(TEA + TEA), "一")
    assert len(jobs) == 8
    assert len(set(jobs)) == 1
    assert other.id not in jobs
    assert queue.wait_idle(LIMIT_S)
    # In the order in which they came: the graph says what was sent last.
    assert empty_store.read("MATCH (t:SourceText) RETURN t.text AS text") == [{"text": (TEA + TEA).decode()}]


def test_a_full_queue_refuses(queue: Queue, command_settings: Settings) -> None:
    queue.settings = replace(command_settings, jobs_waiting=1)
    with hold(command_settings.data / "load.lock", wait_s=10):
        queue.withdraw("sr-00000000000000000000", "一")
        with pytest.raises(RequestRefused) as refused:
            queue.ingest("tea.txt", "files", io.BytesIO(TEA), "一")
    assert refused.value.kind == "jobs-full"
    assert len(list(read_jobs(queue.folder))) >= 1


def test_a_job_that_takes_too_long_is_ended(queue: Queue, command_settings: Settings, empty_store: Store) -> None:
    queue.settings = replace(command_settings, job_limit=1.0)
    with hold(command_settings.data / "load.lock", wait_s=10):
        job = queue.ingest("tea.txt", "files", io.BytesIO(TEA), "一")
        assert queue.wait_idle(LIMIT_S)
    told = queue.job(job.id)
    assert told is not None
    assert told.state == "failed"
    assert "timed out" in told.problem
    assert stored_sources(empty_store) == {}


def test_jobs_wait_for_the_next_start_when_the_service_stops(
    command_settings: Settings, empty_store: Store, held: Held
) -> None:
    before = list(export_lines(empty_store))
    with hold(command_settings.data / "load.lock", wait_s=10):
        with open_queue(command_settings) as queue:
            queue.start = held
            first = queue.ingest("tea.txt", "files", io.BytesIO(TEA), "一")
            second = queue.ingest("steel.txt", "files", io.BytesIO(TEA * 2), "一")
            assert held.started.wait(LIMIT_S)
            queue.stop(grace_s=0.2)
            with pytest.raises(RequestRefused) as refused:
                queue.ingest("more.txt", "files", io.BytesIO(TEA), "一")
            assert refused.value.kind == "stopping"
        assert held.workers[0].poll() is not None
        assert list(export_lines(empty_store)) == before
    with open_queue(command_settings) as again:
        assert again.wait_idle(LIMIT_S)
        assert [_state(again, job.id) for job in (first, second)] == ["done", "done"]
    assert {kept.path for kept in stored_sources(empty_store).values()} == {"tea.txt", "steel.txt"}


def test_what_was_never_accepted_is_forgotten(command_settings: Settings, empty_store: Store) -> None:
    half = command_settings.data / FOLDER / ("0" * 32)
    (half / "content").mkdir(parents=True)
    (half / "content" / "tea.txt").write_bytes(TEA)
    with open_queue(command_settings) as queue:
        assert queue.wait_idle(LIMIT_S)
    assert not half.exists()
    assert stored_sources(empty_store) == {}


def test_two_services_do_not_share_a_queue(queue: Queue, command_settings: Settings) -> None:
    with pytest.raises(StoreBusy, match="another service"), open_queue(command_settings):
        raise AssertionError("opened twice")


def test_settings_travel_whole(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, neo4j_uri="bolt://h:1", neo4j_password=Secret("geheim"), store_quick=True)
    assert read_settings(as_environment(settings)) == settings


def test_a_served_job_survives_the_service(
    start: Callable[..., subprocess.Popen[str]], lianmeng: Callable[..., Any], command_settings: Settings,
    empty_store: Store,
) -> None:  # fmt: skip
    import json
    import urllib.request

    token = lianmeng("token", "new", f"进程 {os.getpid()}").out.strip()

    def served() -> tuple[subprocess.Popen[str], str]:
        process = start("serve", "--port", "0", "--allow-ingest", LIANMENG_LOG="json")
        assert process.stderr is not None
        return process, next(line for line in process.stderr if "http://" in line).split()[1]

    process, address = served()
    with hold(command_settings.data / "load.lock", wait_s=10):
        request = urllib.request.Request(f"{address}/sources?name=tea.txt", TEA, {"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            job = json.load(answer)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert token not in errors
    lines = [json.loads(line) for line in errors.splitlines() if line.startswith("{")]
    assert {line["logger"] for line in lines} == {"lianmeng.api", "lianmeng.audit"}
    assert "已停止" in errors
    process, address = served()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    with open_queue(command_settings) as queue:
        assert queue.wait_idle(LIMIT_S)
        assert _state(queue, job["id"]) == "done"
    assert len(stored_sources(empty_store)) == 1
