"""The command in this process and in one of its own, against one embedded store for all tests of this folder."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.settings import Settings
from graph.store.bolt import Store, open_store
from graph.store.embedded import open_embedded
from graph.store.python import module_command, module_environment
from graph.store.schema import ensure_schema
from graph.store.status import stop
from lianmeng.command import app

STEEL = (
    "---\nid: try:steel\ntitle: 河岸钢铁联盟成立\ngenre: news\ndate: 2009-05-01\n---\n"
    "2009年4月，河岸钢铁产业技术创新战略联盟在武汉成立，由北京科技大学、东北大学、宝钢集团有限公司等10家单位发起。\n"
)
TEA = "2010年，云岭茶叶产业技术创新战略联盟成立，由云南农业大学、北京科技大学发起。\n"
# `python -m lianmeng`, but a shell that runs the tests in the background makes them ignore Ctrl-C, and their children
# with them.
HEEDING_INTERRUPTS = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("lianmeng", run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True)
class Ended:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def command_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of the one store that the commands of this folder use."""
    settings = Settings(data=tmp_path_factory.mktemp("command") / "data", store_quick=True, store_heap="512m")
    # A user for the whole run keeps the server from ending between two commands.
    with open_embedded(settings):
        yield settings
    assert stop(settings, 20)


@pytest.fixture
def environment(command_settings: Settings) -> dict[str, str]:
    """The environment of a command."""
    return module_environment(
        {
            "PATH": os.environ["PATH"],
            "LIANMENG_DATA": str(command_settings.data),
            "LIANMENG_STORE_QUICK": "1",
            "LIANMENG_STORE_HEAP": "512m",
        }
    )


@pytest.fixture
def empty_store(command_settings: Settings) -> Iterator[Store]:
    """The store of the commands, with nothing in it."""
    with open_store(command_settings) as store:
        store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
        ensure_schema(store, store.model)
        yield store


@pytest.fixture
def lianmeng(empty_store: Store, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """Runs the command in this process; an error of ours comes as itself."""
    for name in [name for name in os.environ if name.startswith(("LIANMENG_", "NEO4J_"))]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        if name.startswith("LIANMENG_"):
            monkeypatch.setenv(name, value)

    def run(*arguments: object) -> Ended:
        result = CliRunner().invoke(app, [str(item) for item in arguments], catch_exceptions=True)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def start(environment: dict[str, str]) -> Callable[..., subprocess.Popen[str]]:
    """Starts the command in a process of its own, without a terminal."""

    def begin(*arguments: object, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*module_command("")[:-2], "-c", HEEDING_INTERRUPTS, *(str(item) for item in arguments)],
            env={**environment, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    return begin


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two texts about two alliances."""
    place = tmp_path / "试验"
    place.mkdir()
    (place / "steel.md").write_text(STEEL, encoding="utf-8")
    (place / "tea.txt").write_text(TEA, encoding="utf-8")
    return place
