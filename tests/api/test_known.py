"""What is known by heart of requests that were answered."""

from __future__ import annotations

from typing import Any

from api.known import Known, Tag


def _scope(path: str, query: bytes = b"", accept: str = "*/*") -> dict[str, Any]:
    return {"path": path, "query_string": query, "headers": [(b"accept", accept.encode())], "route": f"of {path}"}


def test_a_request_is_known_by_address_query_and_what_it_accepts() -> None:
    known, tag = Known(), Tag("/a?x=1", "json")
    known.keep(_scope("/a", b"x=1"), tag)
    assert known.get(_scope("/a", b"x=1")) == (tag, "of /a")
    for other in (_scope("/a"), _scope("/b", b"x=1"), _scope("/a", b"x=1", "text/csv")):
        assert known.get(other) is None


def test_the_least_used_go_first() -> None:
    known = Known(most=2)
    for path in ("/a", "/b"):
        known.keep(_scope(path), Tag(path, "json"))
    assert known.get(_scope("/a"))
    known.keep(_scope("/c"), Tag("/c", "json"))
    assert [path for path in ("/a", "/b", "/c") if known.get(_scope(path))] == ["/a", "/c"]


def test_a_tag_names_the_data_the_address_and_the_form() -> None:
    tags = {
        tag.etag(version, mixed)
        for tag in (Tag("/a", "json"), Tag("/a", "csv"), Tag("/b", "json"))
        for version in ("1", "2")
        for mixed in (True, False)
    }
    assert len(tags) == 12
