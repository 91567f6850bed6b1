"""`lianmeng ingest --bulk` and `lianmeng export --bulk` as they are typed; what the files hold is tried elsewhere."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import run
from typing import Any

import pytest

from graph.errors import AssertionsFailed, BadParameter, OutputError, UnreadableSource
from graph.store.python import module_command, module_environment

Run = Callable[..., Any]
REMOVED = "某某公司"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def alone(tmp_path: Path) -> dict[str, str]:
    """An environment in which no store can be reached and none may be made."""
    return module_environment(
        {
            "PATH": os.environ["PATH"],
            "LIANMENG_DATA": str(tmp_path / "no data"),
            "NEO4J_URI": "bolt://127.0.0.1:9",
            "NEO4J_PASSWORD": "geheim",
        }
    )


def test_sources_and_a_store_that_holds_them_give_the_same_bytes(lianmeng: Run, folder: Path, tmp_path: Path) -> None:
    sha256 = hashlib.sha256(REMOVED.encode()).hexdigest()
    entry = f"{{characters: {len(REMOVED)}, sha256: {sha256}, since: 2026-01-31}}"
    (folder / "removed.yaml").write_text(f"removed: [{entry}]\n", encoding="utf-8")
    told = lianmeng("ingest", folder, "--bulk", tmp_path / "one")
    assert told.code == 0
    lianmeng("ingest", folder)
    lianmeng("export", "--bulk", tmp_path / "two")
    assert contents(tmp_path / "two") == contents(tmp_path / "one")
    meta = contents(tmp_path / "one")["node.Meta.csv"].decode()
    assert sha256 in meta
    assert str(folder) not in meta


def test_neither_order_nor_workers_nor_a_table_apart_change_a_byte(lianmeng: Run, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一处"
    other.mkdir()
    shutil.move(folder / "tea.txt", other / "tea.txt")
    lianmeng("ingest", folder, other, "--bulk", tmp_path / "one")
    lianmeng("ingest", other, folder, "--workers", 2, "--bulk", tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert b"\xe4\xba\x91\xe5\x8d\x97" in contents(tmp_path / "one")["node.Organization-University.csv"]


def test_no_store_is_needed_and_the_command_to_run_is_told(alone: dict[str, str], folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "批量 文件"
    command = [*module_command("lianmeng"), "ingest", str(folder), "--bulk", str(out)]
    done = run(command, env=alone, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"cd '{out}' && neo4j-admin database import full neo4j @import.args" in done.stdout
    assert "lianmeng store check" in done.stdout
    assert not (tmp_path / "no data").exists()
    assert len(list(out.glob("node.*.csv"))) > 4


def test_a_folder_in_use_is_refused_before_anything_is_read(lianmeng: Run, folder: Path, tmp_path: Path) -> None:
    used = tmp_path / "used"
    used.mkdir()
    (used / "note").touch()
    for arguments in (("ingest", folder, "--bulk", used), ("export", "--bulk", used)):
        with pytest.raises(OutputError, match="不是空文件夹"):
            lianmeng(*arguments)
    assert [path.name for path in used.iterdir()] == ["note"]
    with pytest.raises(BadParameter):
        lianmeng("export", "--bulk", tmp_path / "new", "--out", tmp_path / "lines")


def test_a_file_that_cannot_be_read_is_told_and_does_not_take_the_others_with_it(
    lianmeng: Run, folder: Path, tmp_path: Path
) -> None:
    lianmeng("ingest", folder, "--bulk", tmp_path / "good")
    (folder / "broken.pdf").write_bytes(b"no pdf")
    (folder / "steel copy.md").write_bytes((folder / "steel.md").read_bytes())
    (folder / "steel.md").rename(folder / "steel 1.md")
    told = lianmeng("ingest", folder, "--bulk", tmp_path / "all")
    assert told.code == 1
    assert "broken.pdf" in told.err
    assert "two files, one id" in told.err
    assert contents(tmp_path / "all").keys() == contents(tmp_path / "good").keys()


def test_a_collection_below_its_numbers_leaves_nothing(lianmeng: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "assertions.yaml").write_text("at_least: {alliances: 2}\n", encoding="utf-8")
    assert lianmeng("ingest", folder, "--bulk", tmp_path / "two").code == 0
    (folder / "assertions.yaml").write_text("at_least: {alliances: 3}\n", encoding="utf-8")
    with pytest.raises(AssertionsFailed):
        lianmeng("ingest", folder, "--bulk", tmp_path / "three")
    with pytest.raises(UnreadableSource):
        lianmeng("ingest", tmp_path / "nowhere", "--bulk", tmp_path / "four")
    assert {path.name for path in tmp_path.iterdir()} == {folder.name, "two"}


def test_a_table_is_split_as_in_a_load(lianmeng: Run, folder: Path, tmp_path: Path) -> None:
    rows = ["联盟,成员单位", "河岸钢铁产业技术创新战略联盟,东北大学", "云岭茶叶产业技术创新战略联盟,云南农业大学"]
    (folder / "members.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    lianmeng("ingest", folder, "--split", "--bulk", tmp_path / "one")
    lianmeng("ingest", folder, "--split")
    lianmeng("export", "--bulk", tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert contents(tmp_path / "one")["node.Source.csv"].count(b"members.csv/") == 2
