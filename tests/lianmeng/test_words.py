"""`lianmeng words`: own rows are added, listed, explained and taken back, and decide what the graph says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import NotFound, TableError
from graph.identity import node_id
from graph.store.bolt import Store
from graph.store.dump import export_lines
from lianmeng.words.folder import words_folder
from queries.find import resolve

Run = Callable[..., Any]
TEXT = "2009年5月6日，河岸风电产业技术创新战略联盟在大连成立，由东大、天合光能、河岸大学等8家单位发起。\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with one text that names an undecided short name and a company without its full name."""
    folder = tmp_path / "风电"
    folder.mkdir()
    (folder / "wind.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _no_own_rows(command_settings: Any) -> Any:
    yield
    for path in words_folder(command_settings).glob("*"):
        path.unlink()


def names(store: Store) -> set[str]:
    rows = store.read("MATCH (o:Organization) RETURN o.name AS name")
    return {row["name"] for row in rows}


def test_a_row_renames_the_node_and_taking_it_back_restores_every_byte(
    lianmeng: Run, empty_store: Store, place: Path
) -> None:
    assert lianmeng("ingest", place).code == 0
    before = list(export_lines(empty_store))
    old = node_id(empty_store.model, "Organization", ["东大"])
    assert "东大" in names(empty_store)

    assert lianmeng("words", "add", "aliases", "东大", "东北大学", "--source", "会议名册").code == 0
    again = lianmeng("ingest", place)
    assert "读入 1 个来源" in again.out
    assert "东大" not in names(empty_store)
    hit = resolve(empty_store, old, ("Organization",))
    assert (hit.name, hit.reason) == ("东北大学", "former_id")

    assert lianmeng("words", "remove", "aliases", "东大").code == 0
    assert lianmeng("ingest", place).code == 0
    assert list(export_lines(empty_store)) == before
    assert resolve(empty_store, old, ("Organization",)).name == "东大"


def test_a_row_reaches_sources_of_other_collections_too(lianmeng: Run, empty_store: Store, place: Path) -> None:
    other = place.parent / "其他"
    other.mkdir()
    (other / "note.txt").write_text("河岸太阳能产业联盟2010年成立，由河岸大学牵头。\n", encoding="utf-8")
    lianmeng("ingest", place)
    lianmeng("words", "add", "aliases", "东大", "东南大学")
    lianmeng("ingest", other)
    assert "东南大学" in names(empty_store)
    assert "东大" not in names(empty_store)


def test_a_pair_told_apart_reads_no_source_again(lianmeng: Run, place: Path) -> None:
    lianmeng("ingest", place)
    lianmeng("words", "add", "apart", "河岸大学", "河岸学院")
    assert "读入 0 个来源" in lianmeng("ingest", place).out


def test_rows_are_listed_with_source_and_date(lianmeng: Run) -> None:
    lianmeng("words", "add", "organizations", "河岸大学", "--kind", "university", "--date", "2026-01-31")
    lianmeng("words", "add", "ambiguous", "河大", "河岸大学", "河南大学", "--source", "名册", "--date", "2026-02-01")
    listed = json.loads(lianmeng("words", "list", "-f", "json").out)
    assert listed == [
        {"table": "organizations", "row": "河岸大学 | university", "source": "自己的判断 own judgement",
         "date": "2026-01-31"},
        {"table": "ambiguous", "row": "河大 | 河岸大学|河南大学", "source": "名册", "date": "2026-02-01"},
    ]  # fmt: skip
    assert len(json.loads(lianmeng("words", "list", "ambiguous", "-f", "json").out)) == 1


def test_a_row_about_the_same_name_takes_the_place_of_the_older(lianmeng: Run) -> None:
    lianmeng("words", "add", "aliases", "东大", "东北大学")
    lianmeng("words", "add", "aliases", "东大", "东南大学")
    listed = json.loads(lianmeng("words", "list", "-f", "json").out)
    assert [row["row"] for row in listed] == ["东大 | 东南大学"]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("aliases", "东大"), "简称 全称"),
        (("aliases", "甲", "上海交大"), "上海交通大学 的别名"),
        (("aliases", "甲", "稀土产业技术创新战略联盟"), "是联盟"),
        (("aliases", "甲", "乙", "--kind", "company"), "没有 kind 一列"),
        (("organizations", "甲", "--kind", "firm"), "不是类别"),
        (("ambiguous", "甲", "乙"), "候选"),
        (("aliases", "甲\t乙", "丙"), "制表符"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_nothing_is_written(
    lianmeng: Run, command_settings: Any, arguments: tuple[str, ...], word: str
) -> None:
    with pytest.raises(TableError, match=word):
        lianmeng("words", "add", *arguments)
    assert not list(words_folder(command_settings).glob("*"))


def test_two_rows_that_contradict_each_other_are_refused(lianmeng: Run) -> None:
    lianmeng("words", "add", "aliases", "天合光能", "天合光能股份有限公司")
    with pytest.raises(TableError, match="rows contradict"):
        lianmeng("words", "add", "organizations", "天合光能", "--kind", "company")


def test_removing_what_is_not_there_says_so(lianmeng: Run) -> None:
    with pytest.raises(NotFound, match="words list"):
        lianmeng("words", "remove", "aliases", "东大")


def test_a_file_spoiled_by_hand_stops_the_ingest_with_file_and_line(
    lianmeng: Run, command_settings: Any, place: Path
) -> None:
    words_folder(command_settings).mkdir(parents=True, exist_ok=True)
    (words_folder(command_settings) / "aliases.tsv").write_text("东大 东北大学\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"aliases\.tsv 第 1 行"):
        lianmeng("ingest", place)


def why(lianmeng: Run, *arguments: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(lianmeng("words", "why", *arguments, "-f", "json").out)
    return answer


def test_why_tells_the_row_with_its_source_and_the_rule(lianmeng: Run) -> None:
    of_its_time = why(lianmeng, "武钢", "--year", "2007")
    assert of_its_time["means"] == "武汉钢铁(集团)公司"
    assert of_its_time["kind"] == "company"
    assert {"table": "aliases.tsv", "own": False}.items() <= of_its_time["rows"][0].items()
    assert of_its_time["rows"][0]["source"]
    formed = why(lianmeng, "河岸精密机械研究所")
    assert (formed["kind"], formed["kind_from"]) == ("institute", "名称的结尾 (ending of the name)")
    assert formed["rows"] == []
    alliance = why(lianmeng, "轻量化联盟")
    assert (alliance["label"], alliance["unresolved"]) == ("Alliance", False)


def test_why_tells_which_row_would_settle_an_undecided_name(lianmeng: Run) -> None:
    undecided = why(lianmeng, "东大")
    assert undecided["unresolved"]
    assert [item["command"] for item in undecided["settle"]] == [
        "lianmeng words add aliases 东大 东北大学",
        "lianmeng words add aliases 东大 东南大学",
    ]
    assert why(lianmeng, "武钢", "--year", "2018")["unresolved"]
    lianmeng("words", "add", "aliases", "东大", "东北大学")
    settled = why(lianmeng, "东大")
    assert (settled["means"], settled["settle"]) == ("东北大学", [])
    assert [(row["own"], row["replaced"]) for row in settled["rows"][:2]] == [(True, False), (False, False)]


def test_own_rows_hold_for_extract_too(lianmeng: Run, place: Path) -> None:
    lianmeng("words", "add", "organizations", "东大", "--kind", "university")
    found = json.loads(lianmeng("extract", place / "wind.txt").out)
    types = {item["name"]: item["type"] for item in found["entities"]}
    assert types["东大"] == "University"
