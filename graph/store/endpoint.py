"""How to reach the running embedded store, as the keeper publishes it in `endpoint.json` (mode 0600, by rename).

The file exists only while the server answers. It carries passwords, so nothing here ever shows them.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

FILE = "endpoint.json"
DATABASE = "lianmeng"


@dataclass(frozen=True)
class Endpoint:
    """Addresses and accounts of one running server. `pid` and `started` (seconds of the epoch) name its process."""

    bolt_uri: str
    http_url: str
    database: str
    user: str
    password: str = field(repr=False)
    reader: str
    reader_password: str = field(repr=False)
    pid: int
    started: float

    @property
    def bolt_port(self) -> int:
        """Port of the Bolt listener on 127.0.0.1."""
        return urlsplit(self.bolt_uri).port or 0

    @property
    def http_port(self) -> int:
        """Port of the HTTP listener on 127.0.0.1."""
        return urlsplit(self.http_url).port or 0


@dataclass(frozen=True)
class Accounts:
    """The two accounts of one server: `root` may do everything, `reader` can only read."""

    password: str = field(repr=False)
    reader_password: str = field(repr=False)
    user: str = "root"
    reader: str = "reader"


def new_accounts() -> Accounts:
    """Fresh random passwords (192 bits each)."""
    return Accounts(secrets.token_urlsafe(24), secrets.token_urlsafe(24))


def accounts_of(endpoint: Endpoint) -> Accounts:
    """The accounts that an endpoint names."""
    return Accounts(endpoint.password, endpoint.reader_password, endpoint.user, endpoint.reader)


def make_endpoint(accounts: Accounts, ports: tuple[int, int], pid: int, started: float) -> Endpoint:
    """The endpoint of a server that listens on `ports` = (Bolt, HTTP)."""
    bolt, http = ports
    return Endpoint(
        bolt_uri=f"bolt://127.0.0.1:{bolt}",
        http_url=f"http://127.0.0.1:{http}",
        database=DATABASE,
        user=accounts.user,
        password=accounts.password,
        reader=accounts.reader,
        reader_password=accounts.reader_password,
        pid=pid,
        started=started,
    )


def write_private(path: Path, text: str) -> None:
    """Writes `text` to `path` by rename, mode 0600: a reader sees the old file or the whole new one."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def write_endpoint(folder: Path, endpoint: Endpoint) -> None:
    """Publishes the endpoint in the data folder."""
    write_private(folder / FILE, json.dumps(asdict(endpoint), indent=1))


def read_endpoint(folder: Path) -> Endpoint | None:
    """The published endpoint, or None where there is none (or a file of another version)."""
    try:
        return Endpoint(**json.loads((folder / FILE).read_text(encoding="utf-8")))
    except (FileNotFoundError, TypeError, ValueError):
        return None


def remove_endpoint(folder: Path) -> None:
    """Takes the endpoint back; nothing happens where there is none."""
    (folder / FILE).unlink(missing_ok=True)
