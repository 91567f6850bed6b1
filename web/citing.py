"""What a reader takes along from a page: the Cypher behind it, a citation with the state of the data."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from queries.reading import Reader
from web.view import View

_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")


def cypher_with(statement: str, values: Mapping[str, Any]) -> str:
    """The statement with its parameters written into it, so that it runs where it is pasted."""
    return _PARAMETER.sub(lambda found: _literal(values.get(found[1])), statement)


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return json.dumps(value, ensure_ascii=False)


def citation(view: View, title: str, address: str, version: str, date: str) -> str:
    """One line that names the page, the state of the data and the address."""
    return view.say("citation", title=title, version=version or "–", date=date or "–", address=address)


def latest(store: Reader) -> str:
    """The date of the newest source, empty when none has one."""
    return str(store.read("MATCH (s:Source) RETURN coalesce(max(s.date), '') AS date")[0]["date"])


def browser_address(base: str, cypher: str) -> str:
    """The address that opens Neo4j Browser with the statement in its editor."""
    return f"{base.rstrip('/')}/browser?cmd=edit&arg={quote(cypher, safe='')}"
