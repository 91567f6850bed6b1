"""Writes `.env.example` from the settings' own descriptions, so that nothing is said twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from graph.settings import Settings, describe

FILE = Path(__file__).parent.parent / ".env.example"
_HEAD = """\
# 联盟图谱的全部设置。复制为 .env 后修改；lianmeng 只读环境变量，可用 set -a; . ./.env; set +a 载入。
# All settings. Copy to .env; lianmeng reads the environment only: set -a; . ./.env; set +a
"""


def text() -> str:
    """The file: every setting commented out with its default, its meaning above it."""
    defaults = describe(replace(Settings(), data=Path("~/.local/share/lianmeng")))
    return "\n".join([_HEAD, *map(_entry, defaults)])


def _entry(row: Mapping[str, str]) -> str:
    why = f"# 理由 why: {row['why']}\n" if row["why"] else ""
    return f"# {row['zh']} / {row['en']}\n{why}#{row['variable']}={row['value']}\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
