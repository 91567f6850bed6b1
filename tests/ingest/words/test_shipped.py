"""The tables beside the words, as they ship."""

from __future__ import annotations

import pytest

from graph.errors import TableError
from ingest.words.lexicon import TABLES
from ingest.words.shipped import read_table


@pytest.mark.parametrize("name", [*TABLES, "surnames", "titles", "columns"])
def test_every_table_says_where_a_row_comes_from(name: str) -> None:
    rows = read_table(name)
    assert rows
    if "source" in rows[0]:
        assert all(row["source"] for row in rows)


def test_a_row_with_a_cell_too_many_names_table_and_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("words")
    (folder / "broken.tsv").write_text("word\tsource\n石墨\t表\n膜\t表\t多\n", encoding="utf-8")
    monkeypatch.setattr("ingest.words.shipped.resources.files", lambda _: folder)
    with pytest.raises(TableError, match=r"broken\.tsv 第 3 行"):
        read_table("broken")
