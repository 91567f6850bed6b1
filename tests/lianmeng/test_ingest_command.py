"""`lianmeng ingest` on a real store: what is read, what is left alone, and what happens to broken and gone files."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import AssertionsFailed, SourceError, TableError, UnreadableSource
from graph.store.bolt import Store
from graph.store.dump import data_version, export_lines
from graph.store.load import stored_sources

Run = Callable[..., Any]


def test_second_ingest_changes_nothing(lianmeng: Run, folder: Path, empty_store: Store) -> None:
    first = lianmeng("ingest", folder)
    version = data_version(empty_store)
    second = lianmeng("ingest", folder)
    assert (first.code, second.code) == (0, 0)
    assert "读入 2 个来源" in first.out
    assert "读入 0 个来源 (read)；未变 2 个" in second.out
    assert data_version(empty_store) == version != ""


def test_report_tells_declared_against_named(lianmeng: Run, folder: Path) -> None:
    report = lianmeng("ingest", folder).out
    assert "2 个联盟 (alliances)" in report
    assert "4 个成员 (members)、5 个成员关系" in report
    assert "河岸钢铁产业技术创新战略联盟" in report.split("Declared against named members")[1]


def test_withdrawing_brings_back_the_graph_from_before(lianmeng: Run, folder: Path) -> None:
    lianmeng("ingest", folder / "tea.txt")
    before = lianmeng("export").out
    lianmeng("ingest", folder / "steel.md")
    assert lianmeng("export").out != before
    lianmeng("withdraw", "try:steel")
    assert lianmeng("export").out == before


def test_broken_file_does_not_stop_others(lianmeng: Run, folder: Path, empty_store: Store) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    result = lianmeng("ingest", folder)
    assert result.code == 1
    assert "broken.pdf" in result.err
    assert "另存为 docx" in result.err
    assert {kept.path for kept in stored_sources(empty_store).values()} == {"steel.md", "tea.txt"}


def test_changed_file_replaces_what_it_said(lianmeng: Run, folder: Path, empty_store: Store) -> None:
    lianmeng("ingest", folder)
    (folder / "tea.txt").write_text(
        "2010年，云岭茶叶产业技术创新战略联盟成立，由云南农业大学发起。\n", encoding="utf-8"
    )
    assert "读入 1 个来源 (read)；未变 1 个" in lianmeng("ingest", folder).out
    rows = empty_store.read("MATCH (:Organization {name: '北京科技大学'})-[m:MEMBER_OF]->(a) RETURN a.name AS name")
    assert [row["name"] for row in rows] == ["河岸钢铁产业技术创新战略联盟"]


def test_gone_file_is_told_and_withdrawn_by_sync_only(lianmeng: Run, folder: Path, empty_store: Store) -> None:
    lianmeng("ingest", folder)
    (folder / "tea.txt").unlink()
    assert "试验/tea.txt" in lianmeng("ingest", folder).out
    assert len(stored_sources(empty_store)) == 2
    assert "撤回 1 个" in lianmeng("ingest", folder, "--sync").out
    assert [kept.path for kept in stored_sources(empty_store).values()] == ["steel.md"]


def test_second_folder_of_a_collection_is_refused(lianmeng: Run, folder: Path, tmp_path: Path) -> None:
    lianmeng("ingest", folder, "--collection", "mine")
    other = tmp_path / "other"
    other.mkdir()
    (other / "note.txt").write_text("2011年，海角渔业产业技术创新战略联盟成立。\n", encoding="utf-8")
    with pytest.raises(SourceError, match="another folder"):
        lianmeng("ingest", other, "--collection", "mine")
    assert lianmeng("ingest", other, "--collection", "mine", "--sync").code == 0


def test_two_files_of_one_id_are_told(lianmeng: Run, folder: Path, empty_store: Store) -> None:
    text = (folder / "steel.md").read_text(encoding="utf-8")
    (folder / "twin.md").write_text(text + "补充一句。\n", encoding="utf-8")
    result = lianmeng("ingest", folder)
    assert result.code == 1
    assert "two files, one id" in result.err
    assert len(stored_sources(empty_store)) == 2


def test_failed_assertions_leave_the_old_graph(lianmeng: Run, folder: Path, empty_store: Store) -> None:
    (folder / "assertions.yaml").write_text("at_least: {alliances: 2, memberships: 5}\n", encoding="utf-8")
    assert lianmeng("ingest", folder).code == 0
    before = list(export_lines(empty_store))
    (folder / "tea.txt").write_text("2010年，云岭茶叶产业技术创新战略联盟成立。\n", encoding="utf-8")
    with pytest.raises(AssertionsFailed, match="memberships 3 < 5"):
        lianmeng("ingest", folder)
    assert list(export_lines(empty_store)) == before


def test_removed_name_stands_nowhere(lianmeng: Run, folder: Path, empty_store: Store) -> None:

    digest = hashlib.sha256("云南农业大学".encode()).hexdigest()
    lianmeng("ingest", folder)
    (folder / "removed.yaml").write_text(
        f"removed:\n  - {{characters: 6, sha256: {digest}, since: 2026-01-31}}\n", encoding="utf-8"
    )
    lianmeng("ingest", folder)
    assert "云南农业大学" not in lianmeng("export").out
    # Another collection does not bring it back.
    elsewhere = folder.parent / "elsewhere.txt"
    elsewhere.write_text("2012年，南坡产业技术创新战略联盟成立，由云南农业大学发起。\n", encoding="utf-8")
    lianmeng("ingest", elsewhere)
    assert "南坡产业技术创新战略联盟" in lianmeng("export").out
    assert "云南农业大学" not in lianmeng("export").out


@pytest.mark.parametrize("text", ["removed: 3", "removed:\n  - {characters: 1}"])
def test_wrong_removal_list_stops_everything(lianmeng: Run, folder: Path, empty_store: Store, text: str) -> None:
    (folder / "removed.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(TableError):
        lianmeng("ingest", folder)
    assert stored_sources(empty_store) == {}


def test_missing_path_is_one_sentence(lianmeng: Run, tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="没有这个文件"):
        lianmeng("ingest", tmp_path / "nowhere")


def test_old_edition_is_read_again_from_the_stored_text(
    lianmeng: Run, folder: Path, empty_store: Store, tmp_path: Path
) -> None:
    lianmeng("ingest", folder)
    before = list(export_lines(empty_store))
    empty_store.write(lambda t: t.run("MATCH (s:Source) SET s.edition = 'old'"))
    (folder / "tea.txt").unlink()
    other = tmp_path / "more.txt"
    other.write_text("没有联盟的一句话。\n", encoding="utf-8")
    assert "读入 3 个来源" in lianmeng("ingest", other).out
    lianmeng("withdraw", "files/more.txt")
    assert [json.loads(line) for line in export_lines(empty_store)][1:] == [json.loads(line) for line in before][1:]


def test_interrupt_keeps_what_is_loaded(
    start: Callable[..., subprocess.Popen[str]], lianmeng: Run, tmp_path: Path, empty_store: Store
) -> None:
    place = tmp_path / "many"
    place.mkdir()
    for number in range(300):
        sentence = f"2010年，第{number}矿产业技术创新战略联盟成立，由北京科技大学、东北大学发起。\n"
        (place / f"{number:03}.txt").write_text(sentence, encoding="utf-8")
    process = start("ingest", place)
    deadline = time.monotonic() + 60
    while not stored_sources(empty_store) and time.monotonic() < deadline:
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    loaded = stored_sources(empty_store)
    assert 0 < len(loaded) < 300
    assert "many/000.txt" in errors
    assert f"未变 {len(loaded)} 个" in lianmeng("ingest", place).out
    assert len(stored_sources(empty_store)) == 300


def test_split_makes_one_source_an_alliance(lianmeng: Run, tmp_path: Path, empty_store: Store) -> None:
    place = tmp_path / "tables"
    place.mkdir()
    rows = "临江阀门产业技术创新战略联盟,大连理工大学,理事长单位\n临江竹材产业技术创新战略联盟,东北林业大学,\n"
    (place / "members.csv").write_text("联盟名称,单位名称,角色\n" + rows, encoding="utf-8")
    whole = lianmeng("ingest", place).out
    assert "读入 1 个来源" in whole
    assert "读入 2 个来源" in lianmeng("ingest", place, "--split", "--sync").out
    paths = {source.path for source in stored_sources(empty_store).values()}
    assert paths == {f"members.csv/临江{name}产业技术创新战略联盟.csv" for name in ("阀门", "竹材")}
    assert "未变 2 个" in lianmeng("ingest", place, "--split", "--sync").out
