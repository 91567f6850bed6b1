"""`lianmeng measures`, `lianmeng network` and `lianmeng export --as` as they are typed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest

from graph.errors import BadParameter

Run = Callable[..., Any]


@pytest.fixture
def loaded(lianmeng: Run, folder: Path, empty_store: Any) -> Run:
    lianmeng("ingest", folder, "-q")
    return lianmeng


def test_measures_are_the_same_in_every_form(loaded: Run) -> None:
    rows = json.loads(loaded("measures", "-f", "json").out)
    assert rows[0]["name"] == "北京科技大学"
    assert set(rows[0]) == {"id", "name", "kind", "degree", "weighted_degree", "betweenness", "community"}
    lines = list(csv.DictReader(io.StringIO(loaded("measures", "-f", "csv").out)))
    assert [line["id"] for line in lines] == [row["id"] for row in rows]
    cut = loaded("measures", "--limit", "1")
    assert "北京科技大学" in cut.out
    assert f"cut: 1 of {len(rows)} rows" in cut.err
    with pytest.raises(BadParameter, match="school"):
        loaded("measures", "--kind", "school")


def test_a_network_file_can_carry_the_measures(loaded: Run, tmp_path: Path) -> None:
    plain = networkx.read_graphml(io.BytesIO(loaded("network").out.encode()))
    assert all("community" not in item for _, item in plain.nodes(data=True))
    file = tmp_path / "network.gexf"
    loaded("network", "--as", "gexf", "--measures", "--out", file)
    measured = networkx.read_gexf(file)
    assert set(measured) == set(plain)
    assert all({"degree", "betweenness", "community"} <= set(item) for _, item in measured.nodes(data=True))


@pytest.mark.parametrize("form", ["graphml", "gexf", "jsonld"])
def test_the_graph_is_exported_for_other_programs(loaded: Run, form: str) -> None:
    text = loaded("export", "--as", form).out
    assert "云南农业大学" in text
    assert text == loaded("export", "--as", form).out
    if form == "jsonld":
        assert {item["@id"][:5] for item in json.loads(text)["@graph"]} >= {"lm:og", "lm:al"}
    else:
        read = networkx.read_graphml if form == "graphml" else networkx.read_gexf
        assert len(read(io.BytesIO(text.encode()))) > 5
