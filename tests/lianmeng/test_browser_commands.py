"""`lianmeng browser`: files with three lines on them, the Browser until Ctrl-C, and a password that no log holds."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import NotFound, OutputError, SettingsError
from graph.settings import Settings
from graph.store.bolt import Store
from graph.store.endpoint import read_endpoint
from graph.store.python import module_command
from lianmeng.browser.jar import START
from lianmeng.browser.material import files

Run = Callable[..., Any]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def jar(tmp_path: Path) -> Path:
    """A jar that looks like the Browser's."""
    path = tmp_path / "neo4j-browser-0.jar"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(START, "<title>Neo4j Browser</title>")
    return path


def _reader_password(settings: Settings) -> str:
    endpoint = read_endpoint(settings.data)
    assert endpoint is not None
    return endpoint.reader_password


def test_writes_the_files_and_says_in_three_lines_how_to_load_them(lianmeng: Run, tmp_path: Path) -> None:
    ended = lianmeng("browser", "--to", tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {
        name: file.body for name, file in files().items()
    }
    lines = ended.out.splitlines()
    assert len(lines) == 3
    assert [line.split()[1].rstrip("：").split("：")[0] for line in lines] == ["style", "guide", "statements"]


def test_a_folder_that_cannot_be_made_is_told(lianmeng: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="taken"):
        lianmeng("browser", "--to", tmp_path / "taken")


def test_opens_until_interrupted_and_tells_no_password_to_a_pipe(
    start: Start, lianmeng: Run, jar: Path, command_settings: Settings
) -> None:
    process = start("browser", "open", "--from", jar, "--port", "0")
    assert process.stdout is not None
    said = process.stdout.readline()
    address = said.split("http://localhost:")[1].split("/")[0]
    with urllib.request.urlopen(f"http://127.0.0.1:{address}/browser/", timeout=60) as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    password = _reader_password(command_settings)
    assert password not in said + out + errors
    logs = [path for path in command_settings.data.glob("*.log*") if path.is_file()]
    assert logs
    assert not any(password in path.read_text(encoding="utf-8", errors="replace") for path in logs)
    assert lianmeng("browser", "password").out.strip() == password


def test_the_service_serves_the_same_files(start: Start, empty_store: Store) -> None:
    process = start("serve", "--port", "0")
    assert process.stderr is not None
    address = process.stderr.readline().split()[1]
    try:
        for name, file in files().items():
            with urllib.request.urlopen(f"{address}/browser/{name}", timeout=60) as answer:
                assert answer.read() == file.body
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def test_shows_the_password_on_a_terminal(
    environment: dict[str, str], lianmeng: Run, jar: Path, command_settings: Settings
) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*module_command("lianmeng"), "browser", "open", "--from", str(jar), "--port", "0"],
        env=environment, stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    try:
        with os.fdopen(ours, encoding="utf-8", errors="replace") as terminal:
            shown = [terminal.readline() for _ in range(3)]
            assert _reader_password(command_settings) in shown[2]
    finally:
        process.terminate()
        process.wait(60)


def test_a_jar_that_is_not_there_is_told(lianmeng: Run, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="--from"):
        lianmeng("browser", "open", "--from", tmp_path / "none.jar", "--port", "0")


def test_the_password_of_a_neo4j_is_the_users_own(lianmeng: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    with pytest.raises(SettingsError, match="NEO4J_PASSWORD"):
        lianmeng("browser", "password")
