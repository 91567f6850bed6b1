"""The queue of writing jobs behind `POST /sources`: durable, bounded, one worker at a time.

A job that was accepted is on the disk before the caller is told so. When the service stops, the worker ends the source
in hand and the rest waits for the next start; a worker that dies costs its own job only.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from api.writing import audit
from api.writing.audit import Audit, Line
from api.writing.jobs import Job
from graph.errors import BadParameter, RequestRefused, StoreBusy
from graph.settings import Settings
from graph.store.folder import prepare_folder
from graph.store.locks import release, try_lock
from ingest.read.files import SUFFIXES
from lianmeng.jobs.kept import drop_content, read_job, read_jobs, read_result, take_over, write_job
from lianmeng.jobs.names import collection_name, source_name
from lianmeng.jobs.process import end_worker, start_worker

FOLDER = "jobs"
GRACE_S = 5.0  # for the source in hand when the service stops
_KEPT = 200  # finished jobs that can still be asked for
_LOCK = "queue.lock"
_log = logging.getLogger("lianmeng.jobs")


@dataclass
class Queue:
    """Implements `api.writing.jobs.Submit`; may be used by several threads. Made by `open_queue`."""

    settings: Settings
    folder: Path
    audit: Audit
    now: Callable[[], datetime]
    suffixes: frozenset[str] = SUFFIXES
    start: Callable[[Settings, Path], subprocess.Popen[bytes]] = start_worker
    _ids: list[str] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _worker: subprocess.Popen[bytes] | None = None
    _stopping: bool = False

    def ingest(
        self, name: str, collection: str, content: IO[bytes], who: str, header: Mapping[str, str] | None = None
    ) -> Job:
        """As `Submit.ingest` says."""
        name, collection = source_name(name, self.suffixes), collection_name(collection)
        digest = _digest(content)
        if content.tell() == 0:
            raise BadParameter("正文是空的 (empty body)；请把文件作为正文送来", "file")
        content.seek(0)
        job = Job(secrets.token_hex(16), "ingest", "waiting", who, name, collection, digest, dict(header or {}))
        return self._accept(job, content)

    def withdraw(self, source: str, who: str) -> Job:
        """As `Submit.withdraw` says."""
        return self._accept(Job(secrets.token_hex(16), "withdraw", "waiting", who, source=source), None)

    def job(self, id_: str) -> Job | None:
        """As `Submit.job` says."""
        known = len(id_) == 32 and all(mark in "0123456789abcdef" for mark in id_)
        return read_job(self.folder / id_) if known else None

    def waiting(self) -> int:
        """As `Submit.waiting` says."""
        with self._changed:
            return len(self._ids)

    def run(self) -> None:
        """Does the jobs, oldest first, until `stop`."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ids or self._stopping)
                if self._stopping:
                    return
                folder = self.folder / self._ids[0]
            self._do(folder)

    def stop(self, grace_s: float = GRACE_S) -> None:
        """No more jobs are accepted; the worker ends the source in hand, or is killed after `grace_s`."""
        with self._changed:
            self._stopping = True
            worker = self._worker
            self._changed.notify_all()
        if worker is not None:
            end_worker(worker, grace_s)

    def wait_idle(self, limit_s: float) -> bool:
        """Waits until no job waits or runs; False when that takes longer than `limit_s`."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._ids, limit_s)

    def take_up(self) -> None:
        """Finds the jobs that an earlier service left, and forgets the oldest finished ones."""
        kept = list(read_jobs(self.folder))
        whole = {folder for folder, _ in kept}
        for folder in [item for item in self.folder.iterdir() if item.is_dir() and item not in whole]:
            shutil.rmtree(folder, ignore_errors=True)  # never accepted: its job.json did not come
        self._ids[:] = [job.id for _, job in kept if job.state in ("waiting", "running")]
        self._forget()

    def _accept(self, job: Job, content: IO[bytes] | None) -> Job:
        job = replace(job, made=self._time())
        with self._changed:
            if self._stopping:
                raise RequestRefused("stopping", "服务正在停止 (stopping)；请在重新启动后再送")
            same = next((other for other in map(self.job, self._ids) if other and _same(other, job)), None)
            if same is not None:
                return same
            if len(self._ids) >= self.settings.jobs_waiting:
                raise RequestRefused(
                    "jobs-full", f"已有 {len(self._ids)} 个任务在等 (too many jobs waiting)；请稍后再送，"
                    "或调大 LIANMENG_JOBS_WAITING", 30,
                )  # fmt: skip
            folder = self.folder / job.id
            folder.mkdir(mode=0o700)
            try:
                if content is not None:
                    take_over(folder, job.name, content)
                write_job(folder, job)
            except OSError:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._ids.append(job.id)
            self._changed.notify_all()
        return job

    def _do(self, folder: Path) -> None:
        job = read_job(folder)
        if job is None:
            self._leave(folder)
            return
        running = replace(job, state="running", started=self._time())
        result = read_result(folder)
        if result is None:
            write_job(folder, running)
            ended = self._worked(folder)
            result = read_result(folder)
            if result is None:
                if self._stopping:
                    write_job(folder, replace(job, state="waiting"))
                    return
                result = {"state": "failed", "problem": ended}
        told = read_job(folder) or running
        done = replace(told, **result, ended=self._time())
        write_job(folder, done)
        drop_content(folder)
        what = f"{done.what} {done.source or f'{done.collection}/{done.name}'}"
        self.audit.tell(Line(done.who, what, done.state, job=done.id))
        self._leave(folder)

    def _worked(self, folder: Path) -> str:
        """Runs the worker to its end; why it ended, for when it left no result."""
        with self._changed:
            if self._stopping:
                return ""
            worker = self._worker = self.start(self.settings, folder)
        try:
            code = worker.wait(self.settings.job_limit)
            return (
                f"写入进程中断 (worker ended, code {code})：图谱保持原样，没有写入一半的来源；请再送一次，"
                "多次如此时看服务的日志"
            )
        except subprocess.TimeoutExpired:
            end_worker(worker, GRACE_S)
            limit = self.settings.job_limit
            return f"超过 {limit:g} 秒没有做完 (job timed out)：图谱保持原样；请拆分文件，或调大 LIANMENG_JOB_LIMIT"
        finally:
            with self._changed:
                self._worker = None

    def _leave(self, folder: Path) -> None:
        with self._changed:
            self._ids.remove(folder.name)
            self._changed.notify_all()
        self._forget()

    def _forget(self) -> None:
        finished = [folder for folder, job in read_jobs(self.folder) if job.state in ("done", "failed")]
        for folder in finished[:-_KEPT]:
            shutil.rmtree(folder, ignore_errors=True)

    def _time(self) -> str:
        return self.now().astimezone(UTC).isoformat(timespec="milliseconds")


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while part := content.read(1_000_000):
        digest.update(part)
    return digest.hexdigest()


def _same(one: Job, other: Job) -> bool:
    def key(job: Job) -> tuple[object, ...]:
        return job.what, job.name, job.collection, job.sha256, dict(job.header), job.source

    return key(one) == key(other)


@contextmanager
def open_queue(settings: Settings, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Iterator[Queue]:
    """The queue at work, for as long as the block lasts. Raises StoreBusy when another service has it."""
    data = prepare_folder(settings.data)
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    lock = try_lock(folder / _LOCK)
    if lock is None:
        raise StoreBusy(
            f"{folder}：另一个 lianmeng serve --allow-ingest 正在使用 (another service writes here)；请先停掉它"
        )
    queue = Queue(settings, folder, Audit(data / audit.FILE, now), now)
    queue.take_up()
    thread = threading.Thread(target=queue.run, name="writing jobs")
    thread.start()
    try:
        yield queue
    finally:
        queue.stop()
        thread.join()
        release(lock)
