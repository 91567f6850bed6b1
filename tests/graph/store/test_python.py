from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import graph
from graph.store.python import module_command, module_environment

ROOT = Path(graph.__file__).parent.parent


def test_a_folder_called_graph_in_the_working_directory_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "__init__.py").write_text("raise SystemExit('the wrong graph')")
    answer = subprocess.run(
        module_command("graph.store.keeper", "--help"),
        cwd=tmp_path,
        env=module_environment({}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "graph.store.keeper" in answer.stdout


def test_the_checkout_is_named_first_and_secrets_stay_behind() -> None:
    assert module_environment({"A": "b", "NEO4J_PASSWORD": "x"}) == {"A": "b", "PYTHONPATH": str(ROOT)}
    assert module_environment({"PYTHONPATH": "/somewhere"})["PYTHONPATH"] == f"{ROOT}:/somewhere"


def test_installed_packages_are_not_put_before_the_standard_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph, "__file__", str(tmp_path / "site-packages" / "graph" / "__init__.py"))
    assert module_environment({"A": "b"}) == {"A": "b"}


def test_the_same_python_is_used() -> None:
    assert module_command("m", "x")[0] == sys.executable
    assert module_command("m", "x")[-3:] == ["-m", "m", "x"]
