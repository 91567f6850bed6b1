"""A question as a page and as a file, where a list inside a row is cut."""

from __future__ import annotations

from typing import Any


def test_a_cut_list_says_how_much_is_missing_and_leads_to_all_of_it(pages: Any) -> None:
    whole, short = (pages.get(f"/shared?kind=university{more}").text for more in ("", "&most=1"))
    assert "另有 1 条</a>" in short
    assert "另有 1 条</a>" not in whole
    [row] = pages.get("/shared-memberships?kind=university").json()["items"]
    assert f'href="/organization/{row["id"]}">另有 1 条</a>' in short


def test_a_file_holds_whole_lists_unless_it_is_told_otherwise(pages: Any) -> None:
    whole, short = (pages.get(f"/shared.json?kind=university{more}") for more in ("", "&most=1"))
    assert (whole.json()["cut"], whole.headers["x-cut"]) == (False, "false")
    assert (short.json()["cut"], short.headers["x-cut"]) == (True, "true")
    assert [len(item["alliances"]) for item in whole.json()["items"]] == [2]
    assert [len(item["alliances"]) for item in short.json()["items"]] == [1]
