"""What is on disk of the writing jobs: one private folder each, so that an accepted job outlives the service.

`job.json` is the queue's, `content/NAME` the file that was sent, `progress.json` and `result.json` the worker's. Each
is written by rename, so that a reader never sees half of it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any

from api.writing.jobs import Job

_JOB, _PROGRESS, _RESULT = "job.json", "progress.json", "result.json"
CONTENT = "content"
_REPORTED = frozenset({"state", "problem", "source", "report"})


def read_job(folder: Path) -> Job | None:
    """The job of a folder with what the worker has told so far; None when there is none, or not a whole one."""
    try:
        job = Job(**_read(folder / _JOB))
    except (OSError, ValueError, TypeError):
        return None
    if job.state == "running":
        done, to_do = read_progress(folder)
        return replace(job, done=done, to_do=to_do)
    return job


def write_job(folder: Path, job: Job) -> None:
    """Keeps the job, on the disk when this returns."""
    write_whole(folder / _JOB, asdict(job))


def read_jobs(jobs: Path) -> Iterator[tuple[Path, Job]]:
    """Every kept job with its folder, oldest first."""
    found = [(folder, read_job(folder)) for folder in jobs.iterdir() if folder.is_dir()]
    whole = [(folder, job) for folder, job in found if job is not None]
    yield from sorted(whole, key=lambda item: (item[1].made, item[1].id))


def tell_progress(folder: Path, done: int, to_do: int) -> None:
    """The worker's: so many sources are through."""
    write_whole(folder / _PROGRESS, {"done": done, "to_do": to_do})


def read_progress(folder: Path) -> tuple[int, int]:
    """Sources that are through, and sources to read, as the worker last told."""
    try:
        told = _read(folder / _PROGRESS)
        return int(told["done"]), int(told["to_do"])
    except (OSError, ValueError, KeyError):
        return 0, 0


def tell_result(folder: Path, result: Mapping[str, Any]) -> None:
    """The worker's last word: state, problem, source, report."""
    write_whole(folder / _RESULT, dict(result))


def read_result(folder: Path) -> dict[str, Any] | None:
    """The worker's last word; None when it had none."""
    try:
        return {name: value for name, value in _read(folder / _RESULT).items() if name in _REPORTED}
    except (OSError, ValueError):
        return None


def take_over(folder: Path, name: str, content: IO[bytes]) -> Path:
    """Copies what was sent into the job's folder."""
    place = folder / CONTENT
    place.mkdir(mode=0o700)
    with (place / name).open("xb") as file:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())
    return place / name


def drop_content(folder: Path) -> None:
    """Forgets what was sent: the graph keeps the text."""
    shutil.rmtree(folder / CONTENT, ignore_errors=True)


def write_whole(path: Path, value: Any) -> None:
    """The value as JSON; the file is the old one or the new one."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _read(path: Path) -> dict[str, Any]:
    value = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(value, dict):
        raise ValueError(path)
    return value
