"""The files for Neo4j Browser in a folder, and in three lines how to load each."""

from __future__ import annotations

from pathlib import Path

from graph.errors import OutputError
from graph.settings import Settings
from lianmeng.browser.material import GUIDE, STATEMENTS, STYLE, files
from lianmeng.browser.routes import PREFIX


def write_files(folder: Path) -> None:
    """Writes all files, over those of an earlier run. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, file in files().items():
            (folder / name).write_bytes(file.body)
    except OSError as error:
        raise OutputError(
            f"{folder}：写不进去 (cannot be written)：{error.strerror or error}；请用 --to 换一个文件夹"
        ) from error


def how_to_load(folder: Path, settings: Settings) -> str:
    """Three lines: one a file."""
    base = f"http://localhost:{settings.port}{PREFIX}"
    return "\n".join(
        [
            f"样式 style：把 {folder / STYLE} 拖到 Browser 的窗口上，或输入 :style {base}/{STYLE}",
            f"指南 guide：输入 :play {base}/{GUIDE}（lianmeng serve 在运行；neo4j.conf 里的一行见 docs/browser.md）",
            f"语句 statements：把 {folder / STATEMENTS} 拖到 Browser 的窗口上，它们就在收藏里 (drop it on the window)",
        ]
    )
