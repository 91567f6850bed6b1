"""Which files must be read, judged by the digests that one query told."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import SourceError, UnreadableSource
from graph.store.load import StoredSource
from ingest.read.files import list_sources
from lianmeng.ingesting.memory import Memory
from lianmeng.ingesting.plan import Plan, folders_of, list_files, make_plan, refuse_second_folders


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(name, encoding="utf-8")
    return folder


def stored(name: str, edition: str = "now", collection: str = "place") -> dict[str, StoredSource]:
    digest = hashlib.sha256(name.encode()).hexdigest()
    return {f"sr-{name}": StoredSource("", digest, edition, "", collection, f"{name}.txt")}


def plan(place: Path, kept: dict[str, StoredSource], together: tuple[str, ...] = ()) -> Plan:
    return make_plan(list_sources([place]), ["place"], kept, "now", 1000, together)


def test_unchanged_files_are_not_read(place: Path) -> None:
    made = plan(place, stored("a") | stored("b"))
    assert [task.relative for task in made.tasks] == ["c.txt"]
    assert made.unchanged == 2


def test_changed_bytes_and_old_editions_are_read(place: Path) -> None:
    kept = stored("a", "old") | stored("b") | stored("c")
    kept["sr-b"] = replace(kept["sr-b"], sha256="other")
    assert [task.relative for task in plan(place, kept).tasks] == ["a.txt", "b.txt"]


def test_collections_with_assertions_are_read_whole(place: Path) -> None:
    kept = stored("a") | stored("b")
    made = plan(place, kept, ("place",))
    assert [task.relative for task in made.tasks] == ["a.txt", "b.txt", "c.txt"]
    assert made.unchanged == 0
    assert plan(place, kept | stored("c"), ("place",)).tasks == ()


def test_gone_files_and_stale_sources_are_told(place: Path) -> None:
    kept = stored("d") | stored("e", "old", "elsewhere") | stored("f", "now", "elsewhere")
    made = plan(place, kept)
    assert made.gone == ("sr-d",)
    assert made.stale == ("sr-e",)


def test_folder_gives_the_collection(place: Path, tmp_path: Path) -> None:
    assert folders_of([place, tmp_path / "x.txt"], None) == {"place": place}
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(UnreadableSource, match="two folders"):
        folders_of([place, other], "mine")


def test_other_folder_of_a_collection_is_refused(place: Path) -> None:
    refuse_second_folders({"place": place}, Memory({"place": str(place)}))
    with pytest.raises(SourceError, match="another folder"):
        refuse_second_folders({"place": place}, Memory({"place": "/elsewhere"}))


def test_no_path_at_all_is_refused() -> None:
    with pytest.raises(UnreadableSource):
        list_files([], None)
