"""What Neo4j Browser is pointed at: address, user and database, and the reader's password where it is ours to tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from graph.settings import Settings
from graph.store.embedded import open_embedded

_BOLT_PORT = 7687


@dataclass(frozen=True)
class Target:
    """A database as seen from the web browser. `password` is empty where the user has it himself."""

    uri: str
    user: str
    database: str
    password: str = field(default="", repr=False)

    def form(self, guide: str) -> str:
        """The query that fills Browser's connection form and plays the guide at this address."""
        parts = urlsplit(self.uri)
        filled = {"dbms": f"{parts.scheme}://{self.user}@{parts.netloc}", "db": self.database}
        return urlencode(filled | {"cmd": "play", "arg": guide})

    def sockets(self) -> str:
        """The web sockets that Browser opens, as a Content-Security-Policy names them."""
        parts = urlsplit(self.uri)
        if parts.scheme.startswith("neo4j"):
            # Routing leads to servers that only the cluster knows.
            return "ws: wss:"
        netloc = parts.netloc if parts.port else f"{parts.netloc}:{_BOLT_PORT}"
        return f"ws://{netloc} wss://{netloc}"


@contextmanager
def target_of(settings: Settings) -> Iterator[Target]:
    """The embedded store as its reader, running at least until the block ends; or the Neo4j that is set."""
    if not settings.embedded:
        yield Target(settings.neo4j_uri, settings.neo4j_username, settings.neo4j_database)
        return
    with open_embedded(settings) as endpoint:
        yield Target(endpoint.bolt_uri, endpoint.reader, endpoint.database, endpoint.reader_password)
