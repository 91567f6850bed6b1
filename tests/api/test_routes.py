"""What each address answers, on both engines."""

from __future__ import annotations

import csv
import io
import json
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel

from api.models import Hits, Problem, Questions, Ready, page_model
from api.profiles import ProfileOut
from api.routes.networks import MatrixOut, MeasuresOut, NetworkOut
from api.routes.paths import PathsOut
from api.routes.sources import FactOut, SourceOut
from queries.catalogue import load_catalogue

Client = Any


def _ok(client: Client, path: str, shape: type[BaseModel]) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    shape.model_validate_json(answer.text)
    body: dict[str, Any] = answer.json()
    return body


def _problem(client: Client, path: str, status: int, name: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    Problem.model_validate(body)
    assert body["type"] == f"/problems/{name}"
    assert client.get(body["type"]).json()["status"] == status
    return body


LISTS = [
    ("/alliances", "alliances", 3),
    ("/alliances?field=钢铁&sort=name", "alliances", 1),
    ("/organizations?kind=university", "organizations", 3),
    ("/shared-memberships?kind=university&min=2", "shared_memberships", 1),
    ("/targets?unit=吨&value_from=1000", "targets", 1),
    ("/figures", "figures", 2),
    ("/projects", "projects", 1),
    ("/sources", "sources", 2),
    ("/questions/declared_members", "declared_members", 2),
    ("/questions/co_members?organization=南方大学", "co_members", 2),
    ("/questions/alliance_profile?alliance=钢铁联盟", "alliance_profile", 1),
]


@pytest.mark.parametrize(("path", "question", "total"), LISTS)
def test_lists_have_the_shape_that_is_documented(client: Client, path: str, question: str, total: int) -> None:
    body = _ok(client, path, page_model(load_catalogue()[question]))
    assert body["total"] == total == len(body["items"])


@pytest.mark.parametrize(("part", "question", "total"), [
    ("members", "members", 3), ("targets", "alliance_targets", 2), ("figures", "alliance_figures", 1),
    ("projects", "alliance_projects", 0), ("declared", "declared_members", 1)])  # fmt: skip
def test_the_parts_of_an_alliance(client: Client, small: ModuleType, part: str, question: str, total: int) -> None:
    id_ = client.get(f"/alliances/{small.STEEL}").headers["location"]
    body = _ok(client, f"/alliances/{id_}/{part}", page_model(load_catalogue()[question]))
    assert body["total"] == total
    rows = list(csv.DictReader(io.StringIO(client.get(f"/alliances/{id_}/{part}.csv").text)))
    assert len(rows) == total


def test_the_profile_of_an_alliance_shows_evidence_for_everything(client: Client, small: ModuleType) -> None:
    moved = client.get("/alliances/钢铁联盟")
    assert moved.status_code == 307
    assert "/" not in moved.headers["location"]
    body = _ok(client, f"/alliances/{moved.headers['location']}", ProfileOut)
    assert body["name"] == small.STEEL
    assert body["kinds"] == {"company": 1, "university": 2}
    assert body["counts"]["members"] == 3
    assert body["counts"]["targets"] == 2
    assert any("member = 10" in note.replace("成员", "member") and "已知 3" in note for note in body["notes"])
    for part in [*body["values"], *(item for items in body["relations"].values() for item in items)]:
        assert part["evidence"], part
    founded = next(item for item in body["values"] if item["property"] == "founded")
    assert {json.dumps(item["source"]["based_on"], ensure_ascii=False) for item in founded["evidence"]} == {
        "[]", '["一份百科条目, entry, 2015"]'}  # fmt: skip


def test_the_profile_of_an_organisation_tells_names_in_time(client: Client) -> None:
    id_ = client.get("/organizations/东北科技大学").headers["location"]
    body = _ok(client, f"/organizations/{id_}", ProfileOut)
    assert [item["name"] for item in body["relations"]["former_names"]] == ["东北工学院"]
    assert [item["properties"]["roles"] for item in body["relations"]["alliances"]] == [["initiator", "vice_chair"]]
    assert _ok(client, f"/organizations/{id_}/co-members", page_model(load_catalogue()["co_members"]))["total"] == 4


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/projects", "煤液化"),
        ("/people", "李四"),
        ("/technologies", "直接液化"),
        ("/concepts", "产业技术创新战略联盟"),
    ],
)
def test_other_things_have_profiles(client: Client, path: str, name: str) -> None:
    moved = client.get(f"{path}/{name}")
    assert moved.status_code == 307
    assert _ok(client, f"{path}/{moved.headers['location']}", ProfileOut)["name"] == name


def test_a_redirect_keeps_the_rest_of_the_address(client: Client, small: ModuleType) -> None:
    moved = client.get("/alliances/钢铁联盟/members?kind=company&limit=5")
    assert moved.status_code == 307
    assert moved.headers["location"].startswith("../al-")
    assert moved.headers["location"].endswith("/members?kind=company&limit=5")
    joined = client.get(str(moved.url.join(moved.headers["location"])).removeprefix("http://127.0.0.1:8000"))
    assert [item["name"] for item in joined.json()["items"]] == ["宝山钢厂集团有限公司"]


def test_shared_membership_says_what_was_looked_at_also_when_empty(client: Client) -> None:
    body = client.get("/shared-memberships?kind=hospital").json()
    assert body["items"] == []
    assert {key: body["looked_at"][key] for key in ("alliances", "open_lists", "edition")} == {
        "alliances": 3, "open_lists": 1, "edition": "same"}  # fmt: skip
    assert any("去掉 kind=hospital" in note for note in body["notes"])


def test_facts_sources_and_texts_lead_to_each_other(client: Client, small: ModuleType) -> None:
    profile = client.get("/alliances/" + client.get(f"/alliances/{small.STEEL}").headers["location"]).json()
    proof = profile["relations"]["members"][0]["evidence"][0]
    fact = _ok(client, f"/facts/{proof['fact']}", FactOut)
    assert proof["id"] in [item["id"] for item in fact["evidence"]]
    source = _ok(client, f"/sources/{proof['source']['id']}", SourceOut)
    text = client.get(f"/sources/{source['id']}/text").text
    assert text[proof["start"] : proof["end"]] == proof["quote"]
    facts = _ok(client, f"/sources/{source['id']}/facts?limit=200", page_model(load_catalogue()["source_facts"]))
    assert proof["fact"] in [item["fact"] for item in facts["items"]]


def test_search_tells_the_reason(client: Client) -> None:
    body = _ok(client, "/search?q=南大", Hits)
    assert (body["items"][0]["name"], body["items"][0]["reason_text"]) == ("南方大学", "别名 (alias): 南大")
    assert _ok(client, "/search?q=煤&limit=1", Hits)["cut"] is True
    assert _ok(client, "/search?q=%22%28%2F%20AND", Hits)["items"] == []
    assert _ok(client, "/search?q=毫无此名", Hits)["notes"] == ["没有找到 (nothing found)"]


def test_the_catalogue_is_listed_and_its_examples_are_addresses(client: Client) -> None:
    body = _ok(client, "/questions", Questions)
    assert {item["name"] for item in body["items"]} == set(load_catalogue())
    for item in body["items"]:
        assert client.get("/" + item["example"]).status_code in (200, 404)
        assert client.get("/" + item["example"]).headers["content-type"] != "text/html"


def test_pages_follow_each_other_by_cursor(client: Client) -> None:
    seen, path = [], "/organizations?limit=3&sort=name"
    while path:
        body = client.get(path).json()
        seen += [item["name"] for item in body["items"]]
        assert body["cut"] == (body["next"] is not None)
        path = "/" + body["next"] if body["next"] else ""
    assert seen == [item["name"] for item in client.get("/organizations?sort=name").json()["items"]]
    _problem(client, "/organizations?cursor=abc", 422, "bad-parameter")


def test_formats(client: Client) -> None:
    for path, headers in [
        ("/organizations.csv", {}),
        ("/organizations?format=csv", {}),
        ("/organizations", {"accept": "text/csv"}),
    ]:
        answer = client.get(path, headers)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert len(list(csv.DictReader(io.StringIO(answer.text)))) == 7
    assert client.get("/organizations.csv?excel=1").content.startswith(b"\xef\xbb\xbf")
    assert client.get("/organizations.json").json() == client.get("/organizations").json()


def test_what_is_not_there_has_near_names(client: Client, small: ModuleType) -> None:
    body = _problem(client, "/alliances/钢铁循环技术联盟", 404, "not-found")
    assert small.STEEL in body["near"]
    assert _problem(client, "/organizations/og-00000000000000000000", 404, "not-found")["near"] == []
    _problem(client, "/facts/fc-00000000000000000000", 404, "not-found")
    _problem(client, "/sources/sr-00000000000000000000", 404, "not-found")
    assert "shared_memberships" in _problem(client, "/questions/none", 404, "unknown-question")["detail"]


@pytest.mark.parametrize(("path", "parameter"), [
    ("/shared-memberships?min=two", "min"), ("/shared-memberships?kind=school", "kind"),
    ("/alliances?limit=9999", "limit"),
    ("/alliances?offset=-1", "offset"), ("/alliances?colour=red", "colour"), ("/targets?unit=马赫", "unit"),
    ("/search", "q"), ("/search?q=a&limit=0", "limit"), ("/search?q=a&label=Nothing", "label"),
    ("/questions/members", "alliance"), ("/alliances?format=xml", "format")])  # fmt: skip
def test_a_wrong_parameter_is_named(client: Client, path: str, parameter: str) -> None:
    assert _problem(client, path, 422, "bad-parameter")["parameter"] == parameter


def test_unknown_addresses_and_methods_are_problems(client: Client) -> None:
    _problem(client, "/nothing", 404, "no-such-address")
    answer = client.ask("DELETE", "/alliances")
    assert answer.status_code == 405
    assert answer.json()["type"] == "/problems/method-not-allowed"


def test_ready_and_alive(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert _ok(client, "/readyz", Ready)["alliances"] == 3


def test_unchanged_data_is_not_sent_twice(client: Client) -> None:
    first = client.get("/alliances?sort=name")
    again = client.get("/alliances?sort=name", {"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/alliances?sort=founded", {"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_paths_are_sentences_and_none_is_not_an_error(client: Client, small: ModuleType) -> None:
    body = _ok(client, "/paths?from=东北科技大学&to=宝山钢厂集团有限公司", PathsOut)
    assert [item["sentence"] for item in body["items"]] == [
        f"东北科技大学 —成员（发起、副理事长）→ {small.STEEL} ←成员（理事长）— 宝山钢厂集团有限公司"
    ]
    none = _ok(client, "/paths?from=科学技术部&to=宝山钢厂集团有限公司&max=3", PathsOut)
    assert (none["status"], none["items"]) == ("none", [])
    _problem(client, "/paths?from=南方大学&to=没有这个&max=3", 404, "not-found")
    assert _problem(client, "/paths?from=南方大学", 422, "bad-parameter")["parameter"] == "to"


def test_networks_matrix_and_measures(client: Client, small: ModuleType) -> None:
    body = _ok(client, "/network?side=alliances", NetworkOut)
    assert {(edge["weight"], edge["shared"]) for edge in body["edges"]} == {
        (1, "东北科技大学"),
        (1, "神木煤业（集团）有限责任公司"),
    }
    assert _ok(client, "/network/measures?side=alliances", MeasuresOut)["items"][0]["name"] == small.FARM
    crossed = _ok(client, "/shared-memberships/matrix?min=2", MatrixOut)
    assert [row["name"] for row in crossed["rows"]] == ["东北科技大学", "神木煤业（集团）有限责任公司"]
    assert all(sum(cells) == 2 for cells in crossed["cells"])
    assert _problem(client, "/network?kind=school", 422, "bad-parameter")["parameter"] == "kind"
    assert _problem(client, "/network?side=upper", 422, "bad-parameter")["parameter"] == "side"


@pytest.mark.parametrize("ending", ["jsonl", "graphml", "gexf", "jsonld"])
def test_files_of_the_graph_and_of_a_network(client: Client, ending: str) -> None:
    graph = client.get(f"/export/graph.{ending}")
    assert graph.status_code == 200
    assert "东北科技大学" in graph.text
    assert graph.headers["x-data-version"] in graph.text
    assert "东北科技大学" in client.get(f"/network.{ending}").text
    _problem(client, "/export/graph.exe", 404, "not-found")


def test_facets_come_when_asked_for(client: Client) -> None:
    shape = page_model(load_catalogue()["organizations"])
    body = _ok(client, "/organizations?facets=1&limit=1", shape)
    assert body["facets"]["kind"][0] == {"value": "university", "count": 3}
    assert "facets" not in _ok(client, "/organizations", shape)
    assert _problem(client, "/organizations?facets=maybe", 422, "bad-parameter")["parameter"] == "facets"


def test_suggestions_complete_what_is_typed(client: Client) -> None:
    assert [item["name"] for item in _ok(client, "/suggest?q=东北", Hits)["items"]] == ["东北工学院", "东北科技大学"]
    assert _ok(client, "/suggest?q=nf", Hits)["items"] == []
    assert _ok(client, "/suggest?q=nanf", Hits)["items"][0]["name"] == "南方大学"


def test_fields_keep_answers_small(client: Client, small: ModuleType) -> None:
    rows = client.get("/organizations?fields=name,kind&limit=1").json()["items"]
    assert set(rows[0]) == {"id", "name", "kind"}
    id_ = client.get(f"/alliances/{small.STEEL}").headers["location"]
    assert set(client.get(f"/alliances/{id_}?fields=name,kinds").json()) == {"id", "name", "kinds"}
    assert _problem(client, f"/alliances/{id_}?fields=colour", 422, "bad-parameter")["parameter"] == "fields"
    assert _problem(client, "/organizations?fields=colour", 422, "bad-parameter")["parameter"] == "fields"


def test_metrics_are_kept_by_route(client: Client) -> None:
    client.get("/alliances?sort=name")
    text = client.get("/metrics").text
    assert 'lianmeng_requests_total{method="GET",route="/alliances",status="200"}' in text
    assert "lianmeng_store_up 1" in text
    assert "lianmeng_alliances 3" in text
    assert "sort" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/targets?unit=亿吨&value_from=1e18",
        "/targets?unit=吨&value_to=-1e18",
        "/alliances?name=%00",
        "/search?q=%F0%9F%A6%84",
        "/organizations?name=%ED%A0%80",
        "/alliances/%20",
        "/alliances/%2e%2e",
        "/facts/%00",
        "/sources/%FF/text",
    ],
)
def test_strange_values_are_no_errors_of_the_service(client: Client, path: str) -> None:
    assert client.get(path).status_code in (200, 307, 404, 422)


def test_the_profile_of_an_organisation_ranks_its_co_members(client: Client, small: ModuleType) -> None:
    body = client.get("/organizations/" + client.get("/organizations/东北科技大学").headers["location"]).json()
    assert len(body["co_members"]) == 4
    assert [item["shared"] for item in body["co_members"]] == sorted(
        (item["shared"] for item in body["co_members"]), reverse=True
    )
    alliance = client.get("/alliances/" + client.get(f"/alliances/{small.STEEL}").headers["location"]).json()
    assert "co_members" not in alliance
