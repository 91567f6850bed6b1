"""The command as a process: exit codes, one sentence instead of a traceback, settings, files without a store."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Callable
from importlib.metadata import distributions
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from graph.settings import Settings, describe
from graph.store.endpoint import read_endpoint
from lianmeng.command import app

Run = Callable[..., Any]
Start = Callable[..., subprocess.Popen[str]]


def test_every_command_has_help_in_both_languages(lianmeng: Run) -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        text = command.callback.__doc__ or ""
        assert " / " in text, command.name
        assert lianmeng(command.name, "--help").code == 0


def test_error_is_one_sentence_and_code_1(start: Start) -> None:
    out, errors = start("ask", "nonsense").communicate(timeout=60)
    assert out == ""
    assert len(errors.splitlines()) == 1
    assert "没有名为“nonsense”的问题" in errors


def test_wrong_setting_is_one_sentence(start: Start) -> None:
    process = start("settings", LIANMENG_PORT="many")
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert errors.startswith("LIANMENG_PORT=many")
    assert len(errors.splitlines()) == 1


def test_taken_port_is_one_sentence(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = start("serve", "--port", taken.getsockname()[1])
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "port taken" in errors
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_serves_until_told_to_stop(start: Start, lianmeng: Run, folder: Path, end: signal.Signals) -> None:
    lianmeng("ingest", folder, "-q")
    process = start("serve", "--port", "0")
    assert process.stderr is not None
    address = process.stderr.readline().split()[1]
    with urllib.request.urlopen(f"{address}/readyz", timeout=60) as answer:
        assert answer.status == 200
    process.send_signal(end)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    request, last = errors.splitlines()
    assert "INFO request" in request
    assert "path=/readyz status=200" in request
    assert last == "已停止 (stopped)"


def test_an_answer_under_way_is_sent_whole_before_the_service_stops(
    start: Start, lianmeng: Run, folder: Path, command_settings: Settings
) -> None:
    lianmeng("ingest", folder, "-q")
    endpoint = read_endpoint(command_settings.data)
    assert endpoint is not None
    process = start("serve", "--port", "0")
    assert process.stderr is not None
    address = process.stderr.readline().split()[1]
    port = urlsplit(address).port
    assert port is not None
    with urllib.request.urlopen(f"{address}/alliances", timeout=60) as answer:
        expected = answer.read()
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    # A frozen store keeps the answer from ending before it thaws.
    os.kill(endpoint.pid, signal.SIGSTOP)
    try:
        asking.request("GET", "/alliances?limit=49")
        # Asked later and answered: what was asked before is under way.
        with urllib.request.urlopen(f"{address}/healthz", timeout=60) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        while _takes_connections(port):
            assert process.poll() is None
    finally:
        os.kill(endpoint.pid, signal.SIGCONT)
    late = asking.getresponse()
    assert (late.status, json.loads(late.read())["items"]) == (200, json.loads(expected)["items"])
    asking.close()
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert errors.splitlines()[-1] == "已停止 (stopped)"


def _takes_connections(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=60).close()
    except ConnectionError:
        return False
    return True


def test_settings_show_no_secret(lianmeng: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "swordfish")
    text = lianmeng("settings", "-f", "json").out
    assert "swordfish" not in text
    assert {row["variable"] for row in json.loads(text)} == {row["variable"] for row in describe(Settings())}


def test_store_status_check_and_stop_tell_the_state(lianmeng: Run, folder: Path) -> None:
    status = {row["item"]: row["value"] for row in json.loads(lianmeng("store", "status", "-f", "json").out)}
    assert status["state"] == "running"
    assert lianmeng("store", "check").code == 1
    lianmeng("ingest", folder, "-q")
    assert lianmeng("store", "check").code == 0


def test_extract_writes_one_file_a_text(lianmeng: Run, folder: Path, tmp_path: Path) -> None:
    missing = folder / "missing.txt"
    result = lianmeng("extract", folder / "steel.md", missing, "--out", tmp_path / "out")
    assert result.code == 1
    assert "missing.txt" in result.err
    found = json.loads((tmp_path / "out" / "steel.md.json").read_text(encoding="utf-8"))
    assert found["source"]["title"] == "河岸钢铁联盟成立"
    assert {item["name"] for item in found["entities"]} >= {"北京科技大学", "东北大学"}


def test_explain_names_the_rules(lianmeng: Run, folder: Path) -> None:
    rows = json.loads(lianmeng("explain", folder / "tea.txt", "-f", "json").out)
    assert any(fact.startswith("founding") for row in rows for fact in row["facts"])
    assert "云南农业大学" in lianmeng("explain", folder / "tea.txt").out


def test_segmenters_give_equal_facts(lianmeng: Run, folder: Path) -> None:
    one = lianmeng("extract", folder / "steel.md", "--segmenter", "rjieba").out
    assert lianmeng("extract", folder / "steel.md", "--segmenter", "jieba").out == one


def test_export_and_restore_give_the_same_bytes(lianmeng: Run, folder: Path, tmp_path: Path, empty_store: Any) -> None:
    lianmeng("ingest", folder, "-q")
    file = tmp_path / "graph.jsonl"
    lianmeng("export", "--out", file)
    assert file.read_text(encoding="utf-8") == lianmeng("export").out
    for source in ("try:steel", "试验/tea.txt"):
        lianmeng("withdraw", source)
    assert "已恢复 2 个来源" in lianmeng("restore", file).out
    assert lianmeng("export").out == file.read_text(encoding="utf-8")


def test_no_other_distribution_has_our_top_level_names() -> None:
    ours = {"graph", "queries", "ingest", "api", "web", "lianmeng"}
    for distribution in distributions():
        if distribution.metadata["Name"] != "lianmeng":
            names = {Path(str(file)).parts[0].removesuffix(".py") for file in distribution.files or ()}
            assert not names & ours, distribution.metadata["Name"]
