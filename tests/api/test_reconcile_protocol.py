"""The reconciliation service against the rules of its protocol, by the shapes in reconciliation_shapes.yaml."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from graph.settings import Settings
from graph.store.bolt import Store
from queries.attributes import attributes

Client = Any
_SHAPES = yaml.safe_load((Path(__file__).parent / "reconciliation_shapes.yaml").read_text(encoding="utf-8"))
HERE, THERE = "http://127.0.0.1:3333", "https://elsewhere.example"


def _fits(value: Any, shape: str) -> Any:
    jsonschema.Draft202012Validator({**_SHAPES[shape], "definitions": _SHAPES["definitions"]}).validate(value)
    return value


def _ask(client: Client, **queries: Any) -> dict[str, list[dict[str, Any]]]:
    answer = client.post("/reconcile", {"queries": json.dumps(queries, ensure_ascii=False)})
    assert answer.status_code == 200, answer.text
    body = _fits(answer.json(), "results")
    for item in body.values():
        scores = [candidate["score"] for candidate in item["result"]]
        assert scores == sorted(scores, reverse=True)
        assert sum(candidate["match"] for candidate in item["result"]) <= 1
        for candidate in item["result"]:
            ids = [feature["id"] for feature in candidate["features"]]
            assert len(ids) == len(set(ids))
    return {key: item["result"] for key, item in body.items()}


def test_the_manifest_is_whole_and_its_addresses_answer(client: Client) -> None:
    body = _fits(client.get("/reconcile").json(), "manifest")
    base = "http://127.0.0.1:8000"
    for name, shape in (("entity", "entities"), ("type", "types"), ("property", "properties")):
        place = body["suggest"][name]
        address = (place["service_url"] + place["service_path"]).removeprefix(base)
        assert _fits(client.get(f"{address}?prefix=").json(), shape) is not None
    place = body["extend"]["propose_properties"]
    address = (place["service_url"] + place["service_path"]).removeprefix(base)
    assert _fits(client.get(f"{address}?type=University&limit=3").json(), "proposal")["type"] == "University"
    (hit,) = _ask(client, q={"query": "南方大学", "limit": 1})["q"]
    preview = body["preview"]["url"].removeprefix(base).replace("{{id}}", quote(hit["id"], safe=""))
    assert client.get(preview).status_code == 200
    view = client.get(body["view"]["url"].removeprefix(base).replace("{{id}}", hit["id"]))
    assert view.headers["location"].endswith(hit["id"])


def test_a_name_an_alias_and_an_id_are_found_and_say_why(client: Client) -> None:
    asked = {
        "南方大学": ("name", True), "南大": ("alias", True), "nfdx": ("sound", False), "南方大雪": ("sound", False),
        "南方犬学": ("near", False),
    }  # fmt: skip
    found = _ask(client, **{f"q{place}": {"query": text} for place, text in enumerate(asked)})
    for place, (reason, match) in enumerate(asked.values()):
        first = found[f"q{place}"][0]
        assert first["name"] == "南方大学"
        assert first["match"] is match
        assert {"id": f"reason_{reason}", "value": True} in first["features"]
    assert found["q1"][0]["description"] == "高校；别名 (alias): 南大"
    assert [item["name"] for item in _ask(client, q={"query": found["q0"][0]["id"]})["q"]] == ["南方大学"]


def test_types_restrict_and_several_may_be_given(client: Client) -> None:
    found = _ask(
        client,
        kinds={"query": "南方大学", "type": ["Company", "University"]},
        label={"query": "南方大学", "type": "Organization"},
        other={"query": "南方大学", "type": ["Company", "Alliance"]},
        unknown={"query": "南方大学", "type": "Unicorn"},
        alliance={"query": "钢铁循环技术创新战略联盟", "type": "Alliance"},
    )
    assert {key: [item["name"] for item in items[:1]] for key, items in found.items()} == {
        "kinds": ["南方大学"], "label": ["南方大学"], "other": [], "unknown": ["南方大学"],
        "alliance": ["钢铁循环技术创新战略联盟"],
    }  # fmt: skip


def test_limits_are_kept(client: Client) -> None:
    found = _ask(client, one={"query": "大学", "limit": 1}, none={"query": "大学", "limit": 0}, many={"query": "大学"})
    assert (len(found["one"]), len(found["none"])) == (1, 1)
    assert found["many"][0] == found["one"][0]
    assert len(found["many"]) > 1


def test_what_else_is_known_moves_the_score_and_decides(client: Client, small: ModuleType) -> None:
    (steel,) = _ask(client, q={"query": small.STEEL, "limit": 1})["q"]

    def asked(**values: Any) -> dict[str, Any]:
        given = [{"pid": pid, "v": value} for pid, value in values.items()]
        return _ask(client, q={"query": "南方大学", "properties": given})["q"][0]

    plain, right, wrong = asked(), asked(place="广东省", MEMBER_OF={"id": steel["id"]}), asked(place="黑龙江省")
    assert (plain["score"], right["score"], plain["match"], right["match"]) == (100, 100, True, True)
    assert wrong["score"] < 90
    assert wrong["match"] is False
    assert {"id": "property_MEMBER_OF", "value": 100.0} in right["features"]
    assert asked(MEMBER_OF=[small.STEEL])["score"] == 100
    assert asked(MEMBER_OF={"id": "al-00000000000000000000"})["match"] is False
    assert asked(kind="高校", alliance_count=1)["match"] is True
    # What the graph does not know, and what it has never heard of, says nothing.
    assert asked(founded="1923", colour="red")["features"] == plain["features"]
    assert _ask(client, q={"properties": [{"pid": "place", "v": "广东省"}]}) == {"q": []}


def test_values_are_fetched_for_new_columns(client: Client, small: ModuleType) -> None:
    (south,) = _ask(client, q={"query": "南方大学", "limit": 1})["q"]
    (steel,) = _ask(client, q={"query": small.STEEL, "limit": 1})["q"]
    query = {
        "ids": [south["id"], steel["id"], "og-00000000000000000000"],
        "properties": [
            {"id": "place"}, {"id": "aliases"}, {"id": "kind"}, {"id": "alliance_count"}, {"id": "MEMBER_OF"},
            {"id": "founded"}, {"id": "of_MEMBER_OF", "settings": {"limit": 2}},
        ],
    }  # fmt: skip
    text = json.dumps(query)
    body = _fits(client.post("/reconcile", {"extend": text}).json(), "extension")
    assert client.get(f"/reconcile?extend={quote(text)}").json() == body
    assert [item["id"] for item in body["meta"]] == [item["id"] for item in query["properties"]]
    assert body["rows"][south["id"]] == {
        "place": [{"str": "广东省/广州市"}], "aliases": [{"str": "南大"}], "kind": [{"str": "高校"}],
        "alliance_count": [{"int": 1}], "MEMBER_OF": [{"id": steel["id"], "name": small.STEEL}], "founded": [],
        "of_MEMBER_OF": [],
    }  # fmt: skip
    assert body["rows"][steel["id"]]["founded"] == [{"str": "2007-06-10"}]
    assert len(body["rows"][steel["id"]]["of_MEMBER_OF"]) == 2
    assert not any(body["rows"]["og-00000000000000000000"].values())


def test_every_property_can_be_fetched(client: Client) -> None:
    found = [
        item["id"] for name in ("南方大学", "产业技术创新战略联盟") for item in _ask(client, q={"query": name})["q"]
    ]
    query = {"ids": found, "properties": [{"id": name} for name in attributes()]}
    body = _fits(client.post("/reconcile", {"extend": json.dumps(query)}).json(), "extension")
    assert set(body["rows"]) == set(found)


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"ids": [], "properties": [{}]}', '{"ids": ["a"], "properties": [{"id": "colour"}]}',
        '{"ids": ["a"], "properties": [{"id": "place", "settings": {"limit": "x"}}]}',
        json.dumps({"ids": ["a"] * 101, "properties": []}),
    ],
)  # fmt: skip
def test_another_extension_is_refused(client: Client, text: str) -> None:
    answer = client.post("/reconcile", {"extend": text})
    assert (answer.status_code, answer.json()["parameter"]) == (422, "extend")


def test_suggestions_go_on_where_they_ended_and_know_ids(client: Client) -> None:
    whole = _fits(client.get("/reconcile/suggest/entity?prefix=大学").json(), "entities")["result"]
    assert client.get("/reconcile/suggest/entity?prefix=大学&cursor=1").json()["result"] == whole[1:]
    assert (
        client.get(f"/reconcile/suggest/entity?prefix={whole[0]['id']}").json()["result"][0]["name"] == whole[0]["name"]
    )
    kinds = _fits(client.get("/reconcile/suggest/type?prefix=高校").json(), "types")["result"]
    assert [(item["id"], item["broader"][0]["id"]) for item in kinds] == [("University", "Organization")]
    places = _fits(client.get("/reconcile/suggest/property?prefix=place").json(), "properties")["result"]
    assert "place" in {item["id"] for item in places}
    both = {name: {item["id"] for item in client.get(f"/reconcile/properties?type={name}").json()["properties"]}
            for name in ("Alliance", "Company", "Organization")}  # fmt: skip
    assert both["Company"] == both["Organization"]
    assert both["Organization"] - both["Alliance"] >= {"place", "kind"}


def test_the_preview_may_be_framed_and_runs_nothing(client: Client, small: ModuleType) -> None:
    (south,) = _ask(client, q={"query": "南方大学", "limit": 1})["q"]
    page = client.get(f"/reconcile/preview?id={south['id']}")
    assert "frame-ancestors *" in page.headers["content-security-policy"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for shown in ("高校", "南大", "广东省/广州市", small.STEEL, "<blockquote>"):
        assert shown in page.text
    assert "frame-ancestors 'none'" in client.get("/docs").headers["content-security-policy"]


def test_pages_of_this_machine_may_ask_and_others_may_not(client: Client) -> None:
    asked = {"Origin": HERE, "Access-Control-Request-Method": "POST"}
    for path in ("/reconcile", "/reconcile/suggest/entity?prefix=a", "/reconcile/preview?id=x", "/reconcile/nowhere"):
        answer = client.get(path, {"Origin": HERE})
        assert answer.headers["access-control-allow-origin"] == HERE
        assert "Origin" in answer.headers["vary"]
        assert "access-control-allow-origin" not in client.get(path, {"Origin": THERE}).headers
        assert "access-control-allow-origin" not in client.get(path).headers
        assert client.ask("OPTIONS", path, asked).status_code == 204
        refused = client.ask("OPTIONS", path, {**asked, "Origin": THERE})
        assert (refused.status_code, "access-control-allow-origin" in refused.headers) == (403, False)
    for path in ("/alliances", "/search?q=a", "/reconciled"):
        assert "access-control-allow-origin" not in client.get(path, {"Origin": HERE}).headers
    for origin in ("null", "http://", "http://[", "ftp://127.0.0.1", "http://127.0.0.1.elsewhere.example"):
        assert "access-control-allow-origin" not in client.get("/reconcile", {"Origin": origin}).headers
    for origin in ("http://localhost:3333", "http://[::1]:3333", "https://127.0.0.2"):
        assert client.get("/reconcile", {"Origin": origin}).headers["access-control-allow-origin"] == origin


def test_named_origins_may_ask(make_client: Any, small_store: Store) -> None:
    named = make_client(create_app(Settings(origins=f" {THERE}/, https://other.example"), small_store))
    assert named.get("/reconcile", {"Origin": THERE}).headers["access-control-allow-origin"] == THERE
    assert "access-control-allow-origin" not in named.get("/reconcile", {"Origin": "https://third.example"}).headers
    everyone = make_client(create_app(Settings(origins="*"), small_store))
    assert everyone.get("/reconcile", {"Origin": "https://third.example"}).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in everyone.get("/alliances", {"Origin": THERE}).headers


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["query", "type", "limit", "properties", "pid", "v", "id", "name"]), inner, max_size=4
    ),
    max_leaves=12,
)  # fmt: skip


HALF = "\\ud800"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("queries", f'{{"{HALF}": {{"query": "{HALF}大学"}}}}'),
        ("queries", f'{{"q": {{"query": "南方大学", "properties": [{{"pid": "place", "v": "{HALF}"}}]}}}}'),
        ("queries", f'{{"q": {{"query": "南方大学", "properties": [{{"pid": "{HALF}", "v": 1}}]}}}}'),
        ("queries", '{"q": {"query": "南方大学", "limit": 1e400}}'),
        ("queries", '{"q": {"query": "南方大学", "limit": NaN}}'),
        ("extend", f'{{"ids": ["{HALF}"], "properties": [{{"id": "place"}}]}}'),
        ("extend", f'{{"ids": [], "properties": [{{"id": "{HALF}"}}]}}'),
        ("extend", '{"ids": [], "properties": [{"id": "place", "settings": {"limit": 1e400}}]}'),
    ],
)
def test_what_json_can_write_but_nobody_can_hold_does_no_harm(client: Client, name: str, text: str) -> None:
    answer = client.post("/reconcile", {name: text})
    assert answer.status_code in (200, 422)
    answer.json()


@given(st.dictionaries(st.text(max_size=3), _JSON, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_batch_is_answered_or_refused(client: Client, batch: Any) -> None:
    answer = client.post("/reconcile", {"queries": json.dumps(batch)})
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        _fits(answer.json(), "results")
