"""The questions from Python: the same rows, names and errors as everywhere, frames where pandas is."""

from __future__ import annotations

import gc
import inspect
import keyword
import subprocess
import sys
import warnings
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx
import pytest

import lianmeng as package
from graph.errors import BadParameter, NotFound, SettingsError
from graph.settings import Settings
from graph.store.python import module_environment
from lianmeng import client as module
from lianmeng.client import Client, connect, network
from lianmeng.rows import CutWarning, Rows
from queries.catalogue import load_catalogue

ALLIANCE = "河岸钢铁产业技术创新战略联盟"
MODULES = ("neo4j", "pandas", "networkx", "queries", "graph")
QUICK = f"import sys, lianmeng; print([name for name in {MODULES} if name in sys.modules])"


@pytest.fixture
def client(lianmeng: Callable[..., Any], folder: Path, command_settings: Settings) -> Iterator[Client]:
    lianmeng("ingest", folder, "-q")
    with connect(command_settings, frames=False) as opened:
        yield opened


def test_every_question_is_a_function_with_its_parameters(client: Client) -> None:
    own = {name for name in vars(Client) if not name.startswith("_")}
    for name, question in load_catalogue().items():
        assert name not in own
        assert name in dir(client)
        function = getattr(client, name)
        given = list(inspect.signature(function).parameters)
        names = {item.name for item in question.parameters}
        assert set(given) == names | ({"limit", "offset"} if question.paged else set())
        assert not names & {"limit", "offset"}
        assert all(item.isidentifier() and not keyword.iskeyword(item) for item in given)
        assert question.title_zh in (function.__doc__ or "")


def test_a_question_gives_rows_that_know_what_they_rest_on(client: Client) -> None:
    rows = client.shared_memberships(kind="university", min=2)
    assert isinstance(rows, Rows)
    assert [row["name"] for row in rows] == ["北京科技大学"]
    assert (rows.total, rows.cut) == (1, False)
    assert "2 alliances looked at" in rows.notes[0]
    assert client.members(ALLIANCE) == client.members(alliance=ALLIANCE) == client.rows("members", alliance=ALLIANCE)


def test_a_list_that_is_cut_inside_a_row_is_told(client: Client) -> None:
    with pytest.warns(CutWarning, match="alliances has the first 1 in 1 rows"):
        [row] = client.shared_memberships(kind="university", min=2, most=1)
    assert (row["count"], len(row["alliances"])) == (2, 1)


def test_a_page_tells_that_it_is_cut(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = client.members(ALLIANCE, limit=1, offset=1)
    assert (len(page), page.total, page.cut) == (1, 3, True)
    assert page == client.members(ALLIANCE)[1:2]
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    with pytest.warns(CutWarning, match="2 of 3 rows"):
        client.rows("members", alliance=ALLIANCE, limit=2)


def test_what_is_wrong_is_told_as_everywhere(client: Client) -> None:
    with pytest.raises(TypeError, match="colour"):
        client.members(ALLIANCE, colour="red")
    with pytest.raises(TypeError, match="alliance"):
        client.members()
    with pytest.raises(BadParameter, match="kind=factory"):
        client.members(ALLIANCE, kind="factory")
    with pytest.raises(NotFound):
        client.members("没有的联盟")
    with pytest.raises(AttributeError, match="unknown question"):
        client.nonsense  # noqa: B018
    with pytest.raises(BadParameter, match="unknown network"):
        client.network("people")  # type: ignore[arg-type]


def test_frames_have_the_columns_of_the_question(client: Client, command_settings: Settings) -> None:
    pandas = pytest.importorskip("pandas")
    with connect(command_settings) as framed:
        frame = framed.shared_memberships(kind="university", min=2)
        none = framed.members(ALLIANCE, kind="hospital")
        found, measured = framed.search("北京科技大学"), framed.measures()
    assert isinstance(frame, pandas.DataFrame)
    assert frame["name"].tolist() == ["北京科技大学"]
    assert (frame.attrs["total"], frame.attrs["cut"]) == (1, False)
    columns = [column.name for column in load_catalogue()["members"].columns]
    assert (list(none.columns), len(none)) == (columns, 0)
    assert found["reason"].tolist()[0] == "name"
    assert measured["name"].tolist()[0] == "北京科技大学"
    assert client.frame("members", alliance=ALLIANCE)["name"].size == 3


def test_frames_without_pandas_are_refused_and_rows_come(
    client: Client, command_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match="pandas"):
        connect(command_settings, frames=True)
    with connect(command_settings) as plain:
        assert isinstance(plain.alliances(), Rows)


def test_search_profile_and_evidence(client: Client) -> None:
    assert [hit["name"] for hit in client.search("dbdx")] == ["东北大学"]
    assert client.search("东北大学", label="Alliance") == []
    profile = client.profile("东北大学", "Organization")
    assert [item["name"] for item in profile["relations"]["alliances"]] == [ALLIANCE]
    (slot,) = {row["slot"] for row in client.members(ALLIANCE) if row["name"] == "东北大学"}
    assert {piece["source"]["id"] for piece in client.evidence(slot)} == {profile["evidence"][0]["source"]["id"]}
    assert client.evidence("ed-00000000000000000000") == []


def test_networks(client: Client, command_settings: Settings) -> None:
    whole = client.network()
    assert sorted(data["label"] for _, data in whole.nodes(data=True)).count("Alliance") == 2
    tied = network("organizations", settings=command_settings, kind="university")
    assert isinstance(tied, networkx.Graph)
    names = networkx.get_node_attributes(tied, "name")
    assert {frozenset((names[a], names[b])) for a, b in tied.edges} == {
        frozenset({"北京科技大学", "东北大学"}), frozenset({"北京科技大学", "云南农业大学"}),
    }  # fmt: skip
    assert client.network("organizations", min_shared=2).number_of_edges() == 0
    assert {row["name"] for row in client.measures("alliances")} == {
        item["name"] for _, item in whole.nodes(data=True) if item["label"] == "Alliance"
    }


def test_a_client_that_is_dropped_lets_the_store_go(command_settings: Settings) -> None:
    opened = connect(command_settings, frames=False)
    end, gone = opened._end, weakref.ref(opened)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        del opened
        gc.collect()
    assert gone() is None
    assert not end.alive


def test_the_package_is_quick_to_import_and_names_what_it_gives() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", QUICK], env=module_environment({}), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
    for name in package.__all__:
        assert getattr(package, name) is getattr(module, name)
    assert set(package.__all__) <= set(dir(package))
    with pytest.raises(AttributeError, match="nonsense"):
        package.nonsense  # noqa: B018
