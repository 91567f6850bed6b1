"""bench/pages.md from a measured run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_FIRST_MS, _RATIO, _WIRE, _DRAWN_MS, _PAINTED_MS = 300, 1.5, 150_000, 1000, 2000


def page(found: Mapping[str, Any]) -> str:
    """The page; every figure comes from the run."""
    rows = "\n".join(
        f"| `{row['page']}` | {row['p50']:.0f} | {row['p95']:.0f} | {_met(row['p95'], _FIRST_MS)} | {row['ratio']:.2f} | "
        f"{_met(row['ratio'], _RATIO)} | {row['again']:.0f} | {row['bytes'] / 1000:.0f} | {row['wire'] / 1000:.0f} |"
        for row in found["pages"]
    )
    picture, overview = found["picture"], found["overview"]
    return f"""# 网页的速度 Speed of the pages

`python -m bench.pages --runs {found["runs"]} --records`, {found["date"]}, {found["machine"]}, Chromium {found["chromium"]},
load {found["load"]:.1f} when it ended (other work shared the machine). Seed data in an embedded store, one uvicorn worker,
loopback. The raw run is [pages.json](pages.json).

## 各页 Pages

从请求到整页的毫秒数，及其为自身查询用时的几倍（渲染、压缩、传输都在内）；每次都算首次打开，“再看”是已经做好的页。搜索由内存索引回答，其倍数没有意义。
Milliseconds from the request to the whole page, and that time as a multiple of its questions' (rendering, compression
and transport included); every view a first one, "again" when the page was made before. A search is answered from an
index in memory, so its multiple says nothing. Bars: p95 ≤ {_FIRST_MS} ms, multiple ≤ {_RATIO}.

| 页 page | p50 ms | p95 ms | | 倍数 multiple | | 再看 again ms | kB | kB gzip |
| --- | --: | --: | --- | --: | --- | --: | --: | --: |
{rows}

## 图 Picture

| | | 目标 bar | |
| --- | --: | --: | --- |
| {picture["nodes"]} 个节点布局并画出 laid out and drawn, ms (median) | {picture["drawn"]:.0f} | {_DRAWN_MS} | {_met(picture["drawn"], _DRAWN_MS)} |
| 同上，最慢 the slowest, ms | {picture["slowest"]:.0f} | {_DRAWN_MS} | {_met(picture["slowest"], _DRAWN_MS)} |
| 首次绘制 first contentful paint, ms | {picture["first_paint"]:.0f} | {_FIRST_MS} | {_met(picture["first_paint"], _FIRST_MS)} |
| 整页传输 over the wire (all files, nothing kept before), kB | {picture["wire"] / 1000:.0f} | {_WIRE / 1000:.0f} | {_met(picture["wire"], _WIRE)} |

## 总览 Overview

{overview["nodes"]:,} 个节点、{overview["edges"]:,} 条连线（随机生成）；位置在数据变化时算一次：{overview["positions_s"]:.1f} s（含读取）。
{overview["nodes"]:,} nodes and {overview["edges"]:,} edges made by chance; the positions are worked out once when the data changes.

| | | 目标 bar | |
| --- | --: | --: | --- |
| 从打开页面到画出 from opening the page to the picture, ms (median) | {overview["painted"]:.0f} | {_PAINTED_MS} | {_met(overview["painted"], _PAINTED_MS)} |
| 同上，最慢 the slowest, ms | {overview["slowest"]:.0f} | {_PAINTED_MS} | {_met(overview["slowest"], _PAINTED_MS)} |
| 重画一次 one redraw, ms | {overview["redraw"]:.0f} | | |
"""


def _met(value: float, bar: float) -> str:
    return "达到 met" if value <= bar else "未达 not met"
