"""Runs the examples of the documentation over the seed data and holds their outputs true.

An example is a fenced block in `python` or `sh` with a `text` or `json` block right after it: what it prints. The
Python examples of a page share their names; `lianmeng` and the service on port 8000 are there for the shell.

    python scripts/run_docs.py            writes the outputs anew, those of docs/notebook.ipynb too
    python scripts/run_docs.py --check    only says which pages are out of step
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import uvicorn
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]

from api.app import create_app  # noqa: E402 - the checkout may not be installed
from graph.settings import Settings, read_settings  # noqa: E402
from graph.store.bolt import Store, open_store  # noqa: E402
from graph.store.python import module_command, module_environment  # noqa: E402
from graph.store.status import stop  # noqa: E402
from lianmeng.ingesting.report import Report  # noqa: E402
from lianmeng.ingesting.run import Wish, ingest  # noqa: E402
from lianmeng.jobs.queue import Queue, open_queue  # noqa: E402
from queries.guard.own import Bounds, OwnCypher  # noqa: E402
from web.routes import routes  # noqa: E402

PAGES = ("api.md", "data.md", "python.md", "mcp.md", "reconcile.md", "serving.md", "operations.md", "cypher.md")
NOTEBOOK = "notebook.ipynb"
SERVED = "http://127.0.0.1:8000"  # as the pages write it
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LIMIT_S = 120


@dataclass(frozen=True)
class Example:
    """One example: its language, its code, and where in the page its output stands (None: it has none)."""

    language: str
    code: str
    output: tuple[int, int] | None


@dataclass(frozen=True)
class Stage:
    """Where examples run: the environment of commands, and the address of the service."""

    environment: Mapping[str, str]
    address: str


def examples(page: str) -> list[Example]:
    """The examples of a page; a `python` block without output runs too, for the names it makes."""
    blocks = list(_BLOCK.finditer(page))
    found = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block[1] not in ("python", "sh"):
            continue
        shown = (
            following is not None
            and following[1] in ("text", "json")
            and not page[block.end() : following.start()].strip()
        )
        if shown and following is not None:
            found.append(Example(block[1], block[2], following.span(2)))
        elif block[1] == "python":
            found.append(Example(block[1], block[2], None))
    return found


def run_page(page: str, stage: Stage) -> str:
    """The page with the outputs that its examples have now."""
    names: dict[str, Any] = {"__name__": "docs"}
    parts, at = [], 0
    for example in examples(page):
        output = _python(example.code, names) if example.language == "python" else _shell(example.code, stage)
        if example.output is None:
            if output:
                raise ValueError(f"打印了 {output[:50]!r}，却没有输出的地方 (no block for it)：{example.code}")
            continue
        parts += [page[at : example.output[0]], output]
        at = example.output[1]
    return "".join([*parts, page[at:]])


def _python(code: str, names: dict[str, Any]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "<docs>", "exec"), names)
    return printed.getvalue()


def _shell(code: str, stage: Stage) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code.replace(SERVED, stage.address)],
        env=dict(stage.environment), cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=_LIMIT_S,
    )  # fmt: skip
    if done.returncode:
        raise ValueError(f"{code}\n{done.stderr}")
    return done.stdout.replace(stage.address, SERVED)


def run_notebook(notebook: Any, stage: Stage) -> Any:
    """The notebook with the outputs that its cells have now. Raises CellExecutionError."""
    fresh = nbformat.from_dict(notebook)
    client = NotebookClient(
        fresh, timeout=_LIMIT_S, kernel_name="python3", record_timing=False, resources={"metadata": {"path": str(ROOT)}}
    )
    client.execute(env={**os.environ, **stage.environment})
    # What kernel ran it is not worth keeping.
    fresh.metadata = nbformat.from_dict({"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    return fresh


@contextlib.contextmanager
def stage(settings: Settings, folder: Path) -> Iterator[Stage]:
    """The seed data in the store of `settings`, a service over it, and `lianmeng` in `folder`, which is on the path."""
    given = {"LIANMENG_DATA": str(settings.data), "LIANMENG_STORE_HEAP": settings.store_heap}
    given["LIANMENG_STORE_QUICK"] = "1" if settings.store_quick else "0"
    command = folder / "lianmeng"
    command.write_text(f'#!/bin/sh\nexec {shlex.join(module_command("lianmeng"))} "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    # Kernels of notebooks keep their files here, and not in the user's own folders.
    given |= {name: str(folder / "jupyter") for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    environment = module_environment({"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", **given})
    before = dict(os.environ)
    with open_store(settings) as store:
        ingest(settings, store, Wish((ROOT / "data" / "seed",), sync=True), Report())
        with open_queue(settings) as queue, _served(settings, store, queue) as address:
            os.environ.update(environment)
            try:
                yield Stage(environment, address)
            finally:
                os.environ.clear()
                os.environ.update(before)


@contextlib.contextmanager
def _served(settings: Settings, store: Store, queue: Queue) -> Iterator[str]:
    own = OwnCypher(store, Bounds.of(settings))
    app = create_app(settings, store, queue, pages=routes(settings, store), own=own)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    listener = config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    # Until then nobody listens.
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(_LIMIT_S)
        listener.close()


def fresh_pages(stage: Stage) -> Iterator[tuple[Path, str]]:
    """Each page, and the notebook, with its text as it should be now."""
    for name in PAGES:
        path = ROOT / "docs" / name
        yield path, run_page(path.read_text(encoding="utf-8"), stage)
    path = ROOT / "docs" / NOTEBOOK
    yield path, nbformat.writes(run_notebook(nbformat.read(path, as_version=4), stage)) + "\n"


def main() -> None:
    """Writes or checks all pages."""
    check = "--check" in sys.argv[1:]
    stale = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        settings = read_settings({"LIANMENG_DATA": str(folder / "data"), "LIANMENG_STORE_HEAP": "512m"})
        with stage(settings, folder) as prepared:
            for path, fresh in fresh_pages(prepared):
                if fresh != path.read_text(encoding="utf-8"):
                    stale.append(path.name)
                    if not check:
                        path.write_text(fresh, encoding="utf-8")
        stop(settings, 20)
    if check and stale:
        sys.exit(f"{'、'.join(stale)} 的输出已过时 (out of step)；请运行 python scripts/run_docs.py")


if __name__ == "__main__":
    main()
