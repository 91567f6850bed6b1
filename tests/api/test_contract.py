"""The service against its own OpenAPI document: whatever is asked, the answer is one that the document tells of.

schemathesis draws the requests for every operation, always the same ones: what the document allows, the same aimed at
things of the small graph, and what the document does not allow. The embedded engine is enough here: what differs
between the engines lies below the routes, and the routes are tested on both beside this file.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import IO, Any, cast

import hypothesis
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.writing.jobs import Job
from api.writing.tokens import FILE, new_token
from graph.model import Model
from graph.settings import Settings
from graph.store.bolt import Store, open_store
from graph.store.endpoint import Endpoint
from graph.store.load import load
from graph.store.schema import ensure_schema
from lianmeng.jobs.names import collection_name, source_name
from queries.catalogue import load_catalogue
from queries.guard.own import Bounds, OwnCypher

DOCUMENT: dict[str, Any] = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text(encoding="utf-8"))
OPERATIONS = [(method.upper(), path) for path, item in DOCUMENT["paths"].items() for method in item]
HOST = "http://127.0.0.1:8000"  # one that the service knows
DRAWN = {"allowed": 7, "aimed": 10, "not allowed": 3}  # requests an operation: 20 in all
_ENDINGS = {"ending": ["jsonl", "graphml", "gexf", "jsonld"], "name": ["not-found", "internal"]}
_LABELS = {
    "alliances": "Alliance", "organizations": "Organization", "targets": "Target", "figures": "Figure",
    "projects": "Project", "people": "Person", "technologies": "Technology", "concepts": "Concept",
    "policies": "Policy", "places": "Place", "sources": "Source",
}  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """The service, and the document with the ids and names of its graph where references are asked for."""

    app: FastAPI
    aimed: dict[str, Any]
    token: str


class Accepting:
    """A worker that accepts what may be accepted and does nothing."""

    suffixes = frozenset({".txt"})

    def ingest(
        self, name: str, collection: str, content: IO[bytes], who: str, header: Mapping[str, str] | None = None
    ) -> Job:
        return Job("0" * 32, "ingest", "waiting", who, source_name(name, self.suffixes), collection_name(collection))

    def withdraw(self, source: str, who: str) -> Job:
        return Job("0" * 32, "withdraw", "waiting", who, source=source)

    def job(self, id_: str) -> Job | None:
        return Job(id_, "withdraw", "done", "") if id_ == "0" * 32 else None

    def waiting(self) -> int:
        return 0


@pytest.fixture(scope="module")
def subject(
    embedded_endpoint: Endpoint, shared_settings: Settings, model: Model, small: ModuleType,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Subject]:  # fmt: skip
    """The service over the small graph in the embedded store."""
    with open_store(shared_settings, model) as store:
        _empty(store, model)
        for facts in (small.report(model), small.note(model)):
            load(store, facts)
        settings = Settings(data=tmp_path_factory.mktemp("contract"), writes_a_minute=1000)
        _, token = new_token(settings.data / FILE, "试验", datetime.now(UTC))
        own = OwnCypher(store, Bounds.of(settings))
        yield Subject(create_app(settings, store, Accepting(), own=own), _aimed(store), token)
        _empty(store, model)


def _empty(store: Store, model: Model) -> None:
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    ensure_schema(store, model)


def _aimed(store: Store) -> dict[str, Any]:
    """The document with references narrowed to what is there, and without what hardly any text fits (cursors)."""
    known: dict[str, list[str]] = {}
    for label in sorted(set(_LABELS.values())):
        caption = "title" if label == "Source" else "name"
        rows = store.read(f"MATCH (n:{label}) RETURN n.id AS id, n.{caption} AS name ORDER BY id LIMIT 4")
        known[label] = [row["id"] for row in rows] + [row["name"] for row in rows if row["name"]]
    facts = [row["fact"] for row in store.read("MATCH (e:Evidence) RETURN e.fact AS fact ORDER BY fact LIMIT 5")]
    references = {item.name: item.labels for question in load_catalogue().values() for item in question.parameters
                  if item.labels}  # fmt: skip
    document = copy.deepcopy(DOCUMENT)
    for path, item in document["paths"].items():
        for operation in item.values():
            kept = [one for one in operation.get("parameters", ()) if one["name"] not in ("cursor", "fields")]
            for one in kept:
                label = _LABELS.get(path.split("/")[1], "")
                values: list[str] = _ENDINGS.get(one["name"], [])
                if one["name"] == "id":
                    values = known[label] if label else [id_ for ids in known.values() for id_ in ids if "-" in id_]
                elif one["name"] in ("from", "to"):
                    values = known["Organization"] + known["Alliance"]
                elif one["name"] == "fact":
                    values = facts
                elif one["name"] in references and "reference" not in one["name"]:
                    values = [id_ for name in references[one["name"]] for id_ in known.get(name, ())]
                elif one["name"] == "unit":
                    values = ["吨", "%", "家", "mg/Nm3"]
                if values:
                    one["schema"] = {"type": "string", "enum": values}
            operation["parameters"] = kept
    return document


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=[" ".join(item) for item in OPERATIONS])
def test_no_answer_is_undocumented(subject: Subject, method: str, path: str) -> None:
    if path not in subject.app.openapi()["paths"] or method.lower() not in subject.app.openapi()["paths"][path]:
        pytest.skip("only offered with --allow-ingest")
    for way in DRAWN:
        try:
            _asked(subject, method, path, way)
        except hypothesis.errors.Unsatisfiable:
            # Where any text is allowed, nothing is not.
            assert way == "not allowed"


def _asked(subject: Subject, method: str, path: str, way: str) -> None:
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.checks import not_a_server_error
    from schemathesis.python import asgi
    from schemathesis.specs.openapi import checks as told

    checks: list[Any] = [not_a_server_error, told.status_code_conformance, told.content_type_conformance,
                         told.response_headers_conformance, told.response_schema_conformance]  # fmt: skip
    schema = schemathesis.openapi.from_dict(subject.aimed if way == "aimed" else DOCUMENT)
    mode = GenerationMode.NEGATIVE if way == "not allowed" else GenerationMode.POSITIVE

    @hypothesis.settings(max_examples=DRAWN[way], derandomize=True, database=None, deadline=None,
                         suppress_health_check=list(hypothesis.HealthCheck))  # fmt: skip
    @hypothesis.given(case=schema[path][method].as_strategy(mode))
    def answered(case: Any) -> None:
        with asgi.get_client(cast(Any, subject.app)) as session:
            # What the document allows comes with a token, what it does not allow without a valid one.
            held = {"Authorization": f"Bearer {subject.token}"} if way != "not allowed" else None
            answer = case.call_and_validate(
                base_url=HOST, session=session, checks=checks, app=subject.app, headers=held
            )
            assert answer.status_code != 421
            etag = answer.headers.get("etag")
            if etag:
                headers = {"If-None-Match": etag[0], **(held or {})}
                again = case.call_and_validate(
                    base_url=HOST, session=session, checks=checks, app=subject.app, headers=headers
                )
                assert again.status_code == 304

    answered()
