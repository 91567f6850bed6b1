"""Lists inside rows that are cut: on both engines they say so, whole ones stay as they are, and files hold all."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from rich.console import Console

from graph.store.bolt import Store
from queries.answer import Answer
from queries.catalogue import load_catalogue
from queries.export import to_csv, to_table
from queries.run import ask
from queries.shortened import left_out, uncut

NORTH, FARM, STEEL = "东北科技大学", "农机装备产业技术创新战略联盟", "钢铁循环技术创新战略联盟"
QUESTION = load_catalogue()["shared_memberships"]


@pytest.fixture
def short(small_store: Store) -> Answer:
    return ask(small_store, QUESTION, {"kind": "university", "most": 1})


def test_a_cut_list_is_the_beginning_of_the_whole_one(small_store: Store, short: Answer) -> None:
    whole = ask(small_store, QUESTION, {"kind": "university"})
    assert [item["name"] for item in whole.rows[0]["alliances"]] == [FARM, STEEL]
    assert short.rows == [{**row, "alliances": row["alliances"][:1]} for row in whole.rows]
    assert (whole.shortened, short.shortened) == (False, True)
    assert (short.total, short.cut) == (whole.total, whole.cut)


def test_the_answer_tells_in_how_many_rows_and_how_to_get_more(small_store: Store, short: Answer) -> None:
    [note] = [note for note in short.notes if "alliances has the first 1 in 1 rows" in note]
    assert "1 行的“联盟”只列出前 1 个" in note
    assert "most" in note
    assert not any("most" in note for note in ask(small_store, QUESTION, {"kind": "university"}).notes)


def test_an_empty_answer_is_not_advised_to_list_more(small_store: Store) -> None:
    notes = ask(small_store, QUESTION, {"kind": "hospital", "most": 3}).notes
    assert any("去掉 kind=hospital" in note for note in notes)
    assert not any("most" in note for note in notes)


def test_files_ask_for_whole_lists_unless_told_otherwise(small_store: Store) -> None:
    given = uncut(QUESTION, {"kind": "university"})
    assert ask(small_store, QUESTION, given).rows == ask(small_store, QUESTION, {"kind": "university"}).rows
    assert given["most"] == QUESTION.cuts["alliances"].most
    assert uncut(QUESTION, {"most": 3}) == {"most": 3}
    assert uncut(load_catalogue()["members"], {"alliance": "x"}) == {"alliance": "x"}


def test_tables_say_how_much_is_missing(small_store: Store, short: Answer) -> None:
    [row] = csv.DictReader(io.StringIO(to_csv(short)))
    assert row["alliances"] == f"{FARM}; 另有 1 个 (1 more)"
    console = Console(width=160, record=True)
    console.print(to_table(short))
    assert f"{FARM}、另有 1 个 (1 more)" in console.export_text()
    assert "另有" not in to_csv(ask(small_store, QUESTION, {"kind": "university"}))


def test_a_table_without_the_number_says_that_there_may_be_more(short: Answer) -> None:
    chosen = replace(short, rows=[{name: row[name] for name in ("id", "alliances")} for row in short.rows])
    assert "可能不止这些" in to_csv(chosen)
    assert left_out(QUESTION, chosen.rows[0]) == {}
    assert left_out(QUESTION, short.rows[0]) == {"alliances": 1}
    assert "可能" not in to_csv(replace(short, rows=[{"id": row["id"]} for row in short.rows]))
