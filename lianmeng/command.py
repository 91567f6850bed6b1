"""The command `lianmeng`: puts the groups of subcommands together and turns our errors into one sentence.

Every group is a small file that imports what it needs only when it runs, so that `lianmeng --help` answers at once.
"""

from __future__ import annotations

import os
import sys

import typer

from lianmeng import (
    asking,
    browser_commands,
    cypher_command,
    extracting,
    ingest_command,
    mcp_command,
    network_commands,
    running,
    serving,
    settings_command,
    sources_commands,
    store_commands,
    token_commands,
    words_commands,
)

app = typer.Typer(
    name="lianmeng",
    help="联盟图谱：从中文文本到可查询的联盟图谱，每个事实都附原文。\n\n"
    "Chinese texts about industrial innovation alliances, as a graph in which every fact shows its sentence.",
    no_args_is_help=True,
    context_settings={"max_content_width": 120},
    add_completion=False,
    # Plain help needs no further imports, and plain tracebacks leak no values.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _group in (
    running,
    ingest_command,
    sources_commands,
    extracting,
    asking,
    cypher_command,
    network_commands,
    words_commands,
    serving,
    mcp_command,
    token_commands,
    browser_commands,
    store_commands,
    settings_command,
):
    _group.add_to(app)


def main() -> None:
    """Runs the command; exit code 1 with one sentence for our errors, 130 for Ctrl-C."""
    from graph.errors import LianmengError

    try:
        app()
    except LianmengError as error:
        _end(str(error), 1)
    except KeyboardInterrupt:
        _end("已中断 (interrupted)", 130)
    except OSError as error:
        where = f"{error.filename}：" if error.filename else ""
        _end(f"{where}{error.strerror or error} (system error)；请检查权限和剩余空间", 1)


def _end(sentence: str, code: int) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    if code == 130:
        # The way out of the interpreter waits for threads that may still be talking to the store.
        sys.stdout.flush()
        os._exit(code)
    sys.exit(code)
