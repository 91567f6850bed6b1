"""Writes bench/api.md and its raw record from what bench/api.py measured."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

BAR, AIM, AGAIN = 1.5, 1.2, 5.0
_UNMET = (
    "Kept answers and 304 leave from the event loop, and requests that come together share one read of the data version,",
    "which any process may have changed. What stands between the service and a bar that is not met is the framework, and",
    "with 16 clients threads that wait for the interpreter's lock: in the service, and in this measurement too, whose",
    "clients are threads of one Python process, so that it bounds the rates of repeats. A search never reads the store",
    "but for the version: five times its first reads would need an answer without that round trip, which would not see",
    "another process's write.",
)


def write_page(folder: Path, records: Sequence[Mapping[str, Any]]) -> None:
    """Both files, in `folder`."""
    day = datetime.now(UTC).date().isoformat()
    about = {"date": day, "machine": f"{platform.machine()}, 2 cores shared with other work",
             "python": platform.python_version(),
             **{name: version(name) for name in ("fastapi", "uvicorn", "uvloop", "httptools", "neo4j")}}  # fmt: skip
    raw = json.dumps({"about": about, "records": records}, ensure_ascii=False, indent=1)
    (folder / "api.json").write_text(raw + "\n", encoding="utf-8")
    (folder / "api.md").write_text(page(about, records), encoding="utf-8")


def page(about: Mapping[str, str], records: Sequence[Mapping[str, Any]]) -> str:
    """The page as text."""
    versions = ", ".join(f"{name} {value}" for name, value in about.items() if name not in ("date", "machine"))
    lines = [
        "# 服务速度 Speed of the service",
        "",
        f"`python -m bench.api`, {about['date']}, {about['machine']}; {versions}; the Neo4j of tests/neo4j/pom.xml with",
        "the seed data. One uvicorn worker in a process of its own against the same statements through the bare driver,",
        "taking turns in blocks of one run. Every address is asked once for the first time. HTTP reads the data version",
        "besides, which the bare side does not; search is answered from names in memory, and stands beside the full-text",
        "search that the engine would do. Raw record: api.json.",
        "",
        f"| 请求 request | 客户 clients | 语句 statements | driver p95 ms | HTTP p95 ms | 倍数 ratio (≤ {BAR}) | |",
        "| --- | --: | --: | --: | --: | --: | --- |",
    ]
    for one in records:
        lines.append(
            f"| {one['kind']} | {one['clients']} | {one['statements']:.1f} | {one['driver_p95_ms']:.1f} "
            f"| {one['http_p95_ms']:.1f} | {one['ratio_p95']:.2f} | {_met(one['ratio_p95'] <= BAR)} |"
        )
    lines += [
        "",
        f"Repeat reads of unchanged data, requests a second (bar: {AGAIN:g} × the first reads):",
        "",
        "| 请求 request | 客户 clients | 首次 first | 再次 again | 未变 304 | 倍数 ratio of 304 | |",
        "| --- | --: | --: | --: | --: | --: | --- |",
    ]
    for one in records:
        ratio = one["unchanged_per_s"] / one["first_per_s"]
        lines.append(
            f"| {one['kind']} | {one['clients']} | {one['first_per_s']:.0f} | {one['again_per_s']:.0f} "
            f"| {one['unchanged_per_s']:.0f} | {ratio:.1f} | {_met(ratio >= AGAIN)} |"
        )
    return "\n".join([*lines, "", *_UNMET, ""])


def _met(met: bool) -> str:
    return "达到 met" if met else "未达 not met"
