"""Writing over HTTP on a real store: what is refused, what is accepted, and what is then in the graph."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api.app import create_app
from api.writing.tokens import FILE, new_token
from graph.store.bolt import Store
from graph.store.dump import data_version, export_lines
from graph.store.load import stored_sources

TEA = "2010年，云岭茶叶产业技术创新战略联盟成立，由云南农业大学、北京科技大学发起。\n"
Writing = Any


def _nothing(store: Store) -> bool:
    return stored_sources(store) == {} and store.read("MATCH (a:Alliance) RETURN a.id AS id") == []


def _audit(writing: Writing) -> list[dict[str, Any]]:
    text = (writing.settings.data / "audit.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_source_that_is_sent_is_read_and_can_be_withdrawn(writing: Writing, empty_store: Store) -> None:
    before = list(export_lines(empty_store))
    job = writing.ended(writing.send("tea.txt", TEA))
    assert (job["state"], job["done"], job["to_do"]) == ("done", 1, 1)
    assert job["report"]["loaded"] == ["files/tea.txt"]
    assert writing.ask("GET", f"/sources/{job['source']}", None).json()["collection"] == "files"
    assert writing.ask("GET", "/alliances", None).json()["total"] == 1
    assert writing.ended(writing.send("tea.txt", TEA))["report"]["unchanged"] == 1
    gone = writing.ended(writing.ask("DELETE", f"/sources/{job['source']}"))
    assert (gone["state"], gone["report"]["action"]) == ("done", "withdrawn")
    assert list(export_lines(empty_store)) == before
    assert writing.ask("DELETE", f"/sources/{job['source']}").status_code == 404


def test_a_form_does_as_well_as_a_body(writing: Writing, empty_store: Store) -> None:
    answer = writing.ask("POST", "/sources", files={"file": ("茶.txt", TEA.encode())}, data={"collection": "表单"})
    job = writing.ended(answer)
    assert (job["state"], job["name"], job["collection"]) == ("done", "茶.txt", "表单")
    assert [(kept.collection, kept.path) for kept in stored_sources(empty_store).values()] == [("表单", "茶.txt")]


TOLD = {
    "title": "云岭茶叶联盟成立",
    "publisher": "media",
    "date": "2010-06",
    "address": "https://news.example/1",
    "genre": "news",
}


def _record(writing: Writing, source: str) -> dict[str, Any]:
    told: dict[str, Any] = writing.ask("GET", f"/sources/{source}", None).json()
    return {name: told[name] for name in TOLD}


@pytest.mark.parametrize("way", ["query", "form"])
def test_a_program_can_say_of_a_source_what_its_text_does_not(writing: Writing, empty_store: Store, way: str) -> None:
    plain = writing.ended(writing.send("tea.txt", TEA))
    assert plain["header"] == {}
    if way == "query":
        answer = writing.ask("POST", "/sources", params={"name": "tea.txt", **TOLD}, content=TEA.encode())
    else:
        answer = writing.ask("POST", "/sources", files={"file": ("tea.txt", TEA.encode())}, data=TOLD)
    job = writing.ended(answer)
    assert (job["state"], job["source"], job["header"]) == ("done", plain["source"], TOLD)
    assert _record(writing, job["source"]) == TOLD
    # Sent again without a word, the very same text keeps what was said of it.
    assert writing.ended(writing.send("tea.txt", TEA))["report"]["unchanged"] == 1
    assert _record(writing, job["source"]) == TOLD


def test_what_the_front_matter_says_has_the_last_word(writing: Writing, empty_store: Store) -> None:
    text = f"---\ntitle: 文件头的题名\n---\n{TEA}"
    answer = writing.ask("POST", "/sources", params={"name": "tea.txt", **TOLD}, content=text.encode())
    assert _record(writing, writing.ended(answer)["source"]) == {**TOLD, "title": "文件头的题名"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("date", "昨天"), ("date", "2010-13"), ("date", "P5Y"), ("genre", "诗"), ("publisher", "某报"),
     ("title", "长" * 501), ("title", "a\nb")],
)  # fmt: skip
def test_a_word_of_a_source_that_cannot_be_is_refused(writing: Writing, name: str, value: str) -> None:
    answer = writing.ask("POST", "/sources", params={"name": "tea.txt", name: value}, content=TEA.encode())
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/bad-parameter")
    assert answer.json()["parameter"] == name
    assert writing.queue.waiting() == 0


def test_metrics_tell_how_many_jobs_wait(writing: Writing) -> None:
    lines = writing.ask("GET", "/metrics", None).text.splitlines()
    assert "lianmeng_jobs_waiting 0" in lines
    assert f"lianmeng_jobs_waiting_most {writing.settings.jobs_waiting}" in lines


def test_who_sends_too_slowly_is_told(make_writing: Callable[..., Writing], empty_store: Store) -> None:
    writing = make_writing(receive_limit=0.0)
    answer = writing.send("tea.txt", TEA)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-request")
    assert "LIANMENG_RECEIVE_LIMIT" in answer.json()["detail"]
    assert _nothing(empty_store)


def test_what_is_sent_over_http_is_what_the_command_would_read(
    writing: Writing, lianmeng: Callable[..., Any], folder: Any, empty_store: Store
) -> None:
    assert lianmeng("ingest", folder / "tea.txt", "-q").code == 0
    version = data_version(empty_store)
    job = writing.ended(writing.send("tea.txt", (folder / "tea.txt").read_bytes()))
    assert job["report"]["unchanged"] == 1
    assert data_version(empty_store) == version


def _late(writing: Writing) -> str:
    return new_token(writing.settings.data / FILE, "过期的", datetime.now(UTC) - timedelta(days=91))[1]


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize("kind", ["none", "wrong", "old", "revoked", "basic"])
def test_without_a_valid_token_nothing_is_written(
    writing: Writing, revoked: str, empty_store: Store, method: str, kind: str
) -> None:
    given = {"none": None, "wrong": "lm_00000000_x", "old": _late(writing), "revoked": revoked, "basic": None}[kind]
    headers = {"authorization": f"Basic {writing.token}"} if kind == "basic" else {}
    path = "/sources?name=tea.txt" if method == "POST" else "/sources/sr-00000000000000000000"
    answer = writing.ask(method, path, given, headers=headers, content=TEA.encode())
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unauthorized")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert _nothing(empty_store)
    assert writing.queue.waiting() == 0
    assert _audit(writing)[-1]["result"] == "unauthorized"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9000", "http://邪恶", "x", ""])
def test_a_page_of_another_site_cannot_write(writing: Writing, empty_store: Store, origin: str) -> None:
    answer = writing.send("tea.txt", TEA, headers={"origin": origin.encode()})
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/foreign-origin")
    assert writing.queue.waiting() == 0
    assert "access-control-allow-origin" not in answer.headers


def test_a_page_of_our_own_can_write(writing: Writing) -> None:
    assert writing.ended(writing.send("tea.txt", TEA, headers={"origin": "http://127.0.0.1:8000"}))["state"] == "done"


def test_too_much_is_refused_before_and_while_it_comes(
    make_writing: Callable[..., Writing], empty_store: Store
) -> None:
    writing = make_writing(source_bytes=1000)

    async def pieces() -> Any:
        for _ in range(40):
            yield b"x" * 10_000

    stated = writing.send("big.txt", b"x" * 200_000)
    unstated = writing.ask("POST", "/sources?name=big.txt", content=pieces())
    form = writing.ask("POST", "/sources", files={"file": ("big.txt", b"x" * 200_000)})
    for answer in (stated, unstated, form):
        assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")
    # What the wrapping of a form leaves room for is refused by the reader.
    job = writing.ended(writing.send("big.txt", b"x" * 2000))
    assert job["state"] == "failed"
    assert "too large" in job["problem"]
    assert _nothing(empty_store)


@pytest.mark.parametrize("name", ["a.exe", "tea", "a.doc", "a.zip", "tea.txt.gz"])
def test_a_type_that_nobody_reads_is_refused(writing: Writing, name: str) -> None:
    answer = writing.send(name, TEA)
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/wrong-type")
    assert writing.queue.waiting() == 0


@pytest.mark.parametrize(
    "name", ["", "../tea.txt", "a/b.txt", "a%5Cb.txt", "a%00.txt", ".tea.txt", "_t.txt", "a" * 300]
)
def test_a_name_that_is_no_file_name_is_refused(writing: Writing, name: str) -> None:
    answer = writing.send(name, TEA)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/bad-parameter")
    assert writing.queue.waiting() == 0
    assert writing.send("empty.txt", b"").status_code == 422


def _bomb() -> bytes:
    """A docx of some hundred kilobytes that unpacks to more than any limit."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(600):
            part.write(b" " * 1_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("bomb.docx", _bomb(), "unpacks too large"),
        ("not.docx", b"PK\x03\x04 nothing", "damaged"),
        ("not.pdf", b"%PDF-1.4 nothing more", ""),
        ("binary.txt", bytes(range(256)) * 50, ""),
    ],
)
def test_what_cannot_be_read_fails_with_its_reason(
    writing: Writing, empty_store: Store, name: str, content: bytes, why: str
) -> None:
    job = writing.ended(writing.send(name, content))
    assert job["state"] == "failed"
    assert name in job["problem"]
    assert why in job["problem"]
    assert _nothing(empty_store)
    assert writing.ended(writing.send("tea.txt", TEA))["state"] == "done"


def test_ten_thousand_names_are_one_source_or_none(make_writing: Callable[..., Writing], empty_store: Store) -> None:
    names = "、".join(f"第{number}机械有限公司" for number in range(10_000))
    text = f"2010年，万家产业技术创新战略联盟成立，由{names}发起。\n"
    writing = make_writing(source_evidence=500)
    job = writing.ended(writing.send("many.txt", text))
    assert job["state"] == "failed"
    assert "too much evidence" in job["problem"]
    assert _nothing(empty_store)


def test_a_form_of_ten_thousand_parts_is_refused(writing: Writing) -> None:
    many = [("file", (f"{number}.txt", b"x")) for number in range(10_000)]
    answer = writing.ask("POST", "/sources", files=many)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-request")
    assert writing.queue.waiting() == 0


def test_who_asks_too_often_is_told_when_to_come_back(make_writing: Callable[..., Writing]) -> None:
    writing = make_writing(writes_a_minute=2)
    answers = [writing.ask("DELETE", "/sources/sr-0").status_code for _ in range(3)]
    assert answers == [404, 404, 429]
    last = writing.send("tea.txt", TEA)
    assert last.json()["type"] == "/problems/too-many"
    assert 0 < int(last.headers["retry-after"]) <= 31
    # Guessing is bounded too, and by address: the holder of a token does not pay for it.
    assert [writing.ask("DELETE", "/sources/sr-0", "x").status_code for _ in range(3)] == [401, 401, 429]
    assert "too-many" not in {line["result"] for line in _audit(writing)}


def test_the_audit_tells_who_what_and_the_result_and_no_secret(writing: Writing) -> None:
    job = writing.ended(writing.send("tea.txt", TEA))
    accepted, done = _audit(writing)[-2:]
    assert accepted["who"].endswith(" 试验")
    assert accepted["what"].startswith("POST /sources files/tea.txt sha256=")
    assert (accepted["result"], accepted["job"]) == ("accepted", job["id"])
    assert (done["result"], done["job"], done["who"]) == ("done", job["id"], accepted["who"])
    path = writing.settings.data / "audit.jsonl"
    assert writing.token not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_worker_there_is_no_writing(command_settings: Any, empty_store: Store, make_client: Any) -> None:
    client = make_client(create_app(command_settings, empty_store))
    assert client.ask("POST", "/sources?name=tea.txt").status_code == 405
    assert client.ask("DELETE", "/sources/sr-00000000000000000000").status_code == 405
    assert client.get(f"/jobs/{'0' * 32}").status_code == 404
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths["/sources"]) == {"get"}
    assert not any(path.startswith("/jobs") for path in paths)


def test_a_job_that_nobody_gave_is_not_found(writing: Writing) -> None:
    # A client takes `..` out of an address before it asks.
    for id_ in ("0" * 32, "x", "%2e%2e", "queue.lock"):
        assert writing.ask("GET", f"/jobs/{id_}", None).status_code == 404
