"""Statements in ArcadeDB's own SQL over HTTP: the few things that Cypher over Bolt cannot do on that engine.

Today that is the full-text index (`CREATE FULLTEXT INDEX` is refused there). Which indexes there are to be is decided
by the model and `schema.py`.
"""

from __future__ import annotations

import base64
import http.client
import json
from collections.abc import Sequence
from typing import Any

from graph.errors import StatementRefused, StoreTimeout, StoreUnavailable
from graph.store.endpoint import Endpoint

_ANALYZER = "org.apache.lucene.analysis.cjk.CJKAnalyzer"


def command(endpoint: Endpoint, statement: str, language: str = "sql", limit_s: float = 60.0) -> list[dict[str, Any]]:
    """Runs one statement as the writing user and gives its rows.

    Raises StatementRefused, StoreTimeout (`limit_s` seconds without an answer) and StoreUnavailable.
    """
    account = base64.b64encode(f"{endpoint.user}:{endpoint.password}".encode()).decode()
    # Not urllib: it would take a proxy from the environment, even to this machine.
    connection = http.client.HTTPConnection("127.0.0.1", endpoint.http_port, timeout=limit_s)
    try:
        connection.request(
            "POST",
            f"/api/v1/command/{endpoint.database}",
            json.dumps({"language": language, "command": statement}),
            {"Authorization": f"Basic {account}", "Content-Type": "application/json"},
        )
        answer = connection.getresponse()
        body = answer.read()
    except TimeoutError as error:
        raise StoreTimeout(f"内嵌图库 {limit_s:g} 秒内没有完成语句 (statement timed out)：{statement}") from error
    except (OSError, http.client.HTTPException) as error:
        raise StoreUnavailable(
            f"连接内嵌图库 {endpoint.http_url} 失败 (the store does not answer)；请稍后再试"
        ) from error
    finally:
        connection.close()
    if answer.status != 200:
        raise StatementRefused(f"内嵌图库拒绝执行语句 (statement refused)：{statement}；原因：{_reason(body)}")
    rows: list[dict[str, Any]] = json.loads(body)["result"]
    return rows


def _reason(body: bytes) -> str:
    try:
        answer = json.loads(body)
    except ValueError:
        return body[:500].decode(errors="replace")
    return str(answer.get("detail") or answer.get("error"))


def create_full_text_index(endpoint: Endpoint, index: str, label: str, properties: Sequence[str]) -> None:
    """Makes the index `index` on the nodes with `label` where it is not there yet. All names come from the model.

    The properties hold one text each: this engine refuses a full-text index over a list (tried).
    """
    command(endpoint, f"CREATE VERTEX TYPE `{label}` IF NOT EXISTS")
    for name in properties:
        command(endpoint, f"CREATE PROPERTY `{label}`.`{name}` IF NOT EXISTS STRING")
    columns = ", ".join(f"`{name}`" for name in properties)
    metadata = json.dumps({"analyzer": _ANALYZER})
    make = f"CREATE INDEX `{index}` IF NOT EXISTS ON `{label}` ({columns}) FULL_TEXT METADATA {metadata}"
    command(endpoint, make, limit_s=600)
