"""The builder of small sources (build.py), and users of the embedded store to start, kill and wait for."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Protocol

import psutil
import pytest

from graph.settings import Settings
from graph.store.endpoint import FILE
from graph.store.processes import find_servers, run_mark
from graph.store.python import module_command, module_environment


@pytest.fixture(scope="session")
def build() -> ModuleType:
    """build.py beside this file: `Said`, `Tables`, `build`, `expected_lines`."""
    name = "lianmeng_tests_store_build"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("build.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


class Wait(Protocol):
    """Waits until `condition` holds, or fails naming `what`."""

    def __call__(self, what: str, condition: Callable[[], object], limit_s: float = 15.0) -> None: ...


class User:
    """A user of the store in a process of its own; `said` are the lines that it has printed."""

    def __init__(self, what: str, folder: Path, cwd: Path | None = None) -> None:
        program = Path(__file__).with_name("user_program.py")
        python = module_command("-")[:-2]
        self.process = subprocess.Popen(
            [*python, str(program), what, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=cwd,
            env=module_environment({"PATH": "/usr/bin:/bin", "NEO4J_PASSWORD": "not-to-be-passed-on"}),
        )
        self.said: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            self.said.extend(line.strip() for line in iter(lines.readline, ""))

    def opened(self) -> bool:
        return bool(self.said)

    @property
    def acknowledged(self) -> list[int]:
        return [int(line) for line in self.said[1:]]

    def leave(self) -> None:
        """Lets the program end by itself, or ends it if it cannot; returns when it has gone."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(60)
        finally:
            self.kill()

    def kill(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.kill()
        self.process.wait()
        self._reader.join()


class Processes:
    """The processes of one data folder, found by their command lines."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    @property
    def server(self) -> int:
        """Process id of the newest JVM; 0 where none runs."""
        return max((process.pid for process in find_servers(run_mark(self.folder)) if _lives(process)), default=0)

    @property
    def keeper(self) -> int:
        return self._find("graph.store.keeper")

    @property
    def guard(self) -> int:
        return self._find("graph.store.guard")

    @property
    def is_published(self) -> bool:
        return (self.folder / FILE).exists()

    def all(self) -> list[int]:
        return [pid for pid in (self.keeper, self.guard, self.server) if pid]

    def _find(self, module: str) -> int:
        for process in psutil.process_iter(["cmdline"]):
            words = process.info["cmdline"] or ()
            if module in words and str(self.folder) in words and _lives(process):
                return process.pid
        return 0


def _lives(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


@pytest.fixture
def wait_for() -> Wait:
    """Waits until a condition holds, 15 s at most (what the store promises), and names what did not come."""

    def wait(what: str, condition: Callable[[], object], limit_s: float = 15.0) -> None:
        deadline = time.monotonic() + limit_s
        while not condition():
            assert time.monotonic() < deadline, f"{what}: not within {limit_s:g} s"
            time.sleep(0.01)

    return wait


@pytest.fixture
def processes(embedded_settings: Settings) -> Processes:
    """The processes of this test's own data folder."""
    return Processes(embedded_settings.data)


@pytest.fixture
def start_user(embedded_settings: Settings) -> Iterator[Callable[..., User]]:
    """Starts users of this test's own data folder; those still there at the end are killed."""
    users: list[User] = []

    def start(what: str = "hold", cwd: Path | None = None) -> User:
        users.append(User(what, embedded_settings.data, cwd))
        return users[-1]

    yield start
    for user in users:
        user.leave() if user.process.poll() is None else user.kill()
