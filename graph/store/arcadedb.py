"""What is particular to ArcadeDB: finding it in the wheel, its private directory, its command line.

The server runs as a child process from the wheel's own Java; the wheel's Python bindings are never imported. Who starts
it and when it ends is `keeper.py`; statements over HTTP are `arcadedb_http.py`; everything else goes over Bolt.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import platform
import re
import secrets
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from graph.errors import PlatformUnsupported, SettingsError
from graph.store.endpoint import DATABASE, Accounts, write_private

ARGUMENTS = "arguments"
PORT_TAKEN = b"Unable to listen"

_MAIN = "com.arcadedb.server.ArcadeDBServer"
# The passwords are random, so many rounds protect nothing and would only slow each new connection.
_ROUNDS = 1000
_RECORDS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
_SCHEMA = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]


@dataclass(frozen=True)
class Engine:
    """The parts of the wheel that are used: the Java program and the folder of its libraries."""

    java: Path
    jars: Path


@dataclass(frozen=True)
class Limits:
    """Heap as the JVM writes it, time limit of one statement in milliseconds, quick start instead of fast running."""

    heap: str = "1g"
    statement_ms: int = 300_000
    quick: bool = False

    @property
    def linger_s(self) -> float:
        """How long the server outlives its last user, so that one command after another finds it running."""
        return 1.0 if self.quick else 5.0


def find_engine(package: str = "arcadedb_embedded") -> Engine:
    """The engine of the installed wheel. Raises PlatformUnsupported where there is none."""
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or []) if spec else []:
        engine = Engine(Path(place) / "jre" / "bin" / "java", Path(place) / "jars")
        if os.access(engine.java, os.X_OK) and engine.jars.is_dir():
            return engine
    raise PlatformUnsupported(
        f"启动内嵌图库：{platform.system()} {platform.machine()} 上没有安装 arcadedb-embedded "
        "(no wheel of the embedded store)，它只有 Linux x64/arm64 和 macOS arm64 版；"
        "请重新安装依赖 (make install)，或设置 NEO4J_URI 使用 Neo4j 5.26 以上"
    )


def write_directory(run: Path, accounts: Accounts) -> None:
    """Fills the private directory of one server: groups and users. Passwords are stored as hashes only."""
    config = run / "config"
    config.mkdir(mode=0o700, exist_ok=True)
    write_private(config / "server-groups.json", json.dumps(_groups()))
    users = [
        {"name": accounts.user, "databases": {"*": ["admin"]}, "password": _hashed(accounts.password)},
        {"name": accounts.reader, "databases": {DATABASE: ["reader"]}, "password": _hashed(accounts.reader_password)},
    ]
    write_private(config / "server-users.jsonl", "".join(json.dumps(user) + "\n" for user in users))


def _groups() -> dict[str, object]:
    def group(access: list[str], records: list[str]) -> dict[str, object]:
        return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}

    groups = {"admin": group(_SCHEMA, _RECORDS), "*": group([], []), "reader": group([], ["readRecord"])}
    return {"databases": {"*": {"groups": groups}}, "version": 2}


def _hashed(password: str) -> str:
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _ROUNDS, 32)
    return f"PBKDF2WithHmacSHA256${_ROUNDS}${salt}${base64.b64encode(digest).decode()}"


def write_arguments(run: Path, folder: Path, engine: Engine, ports: tuple[int, int], limits: Limits) -> Path:
    """Writes the argument file of one start (mode 0600). `folder` keeps the databases, `ports` = (Bolt, HTTP)."""
    path = run / ARGUMENTS
    lines = _java_flags(folder, limits) + [f"-D{key}={value}" for key, value in _server(run, folder, ports, limits)]
    lines += ["-cp", f"{engine.jars}/*", _MAIN]
    write_private(path, "".join(_quoted(line) + "\n" for line in lines))
    return path


def check_limits(limits: Limits) -> None:
    """Raises SettingsError when the heap is not written as a JVM wants it."""
    if not re.fullmatch(r"[1-9][0-9]*[kKmMgG]?", limits.heap):
        raise SettingsError(
            f"LIANMENG_STORE_HEAP={limits.heap}：不是 JVM 的内存写法 (not a heap size)；请写 512m 或 1g"
        )


def _java_flags(folder: Path, limits: Limits) -> list[str]:
    return [
        f"-Xmx{limits.heap}",
        "-Xms64m",
        "-XX:+UseSerialGC",
        # No copy of the command line in the temporary folder; crash reports stay in the private data folder.
        "-XX:-UsePerfData",
        f"-XX:ErrorFile={folder}/crash-%p.log",
        "-XX:-CreateCoredumpOnCrash",
        # A JVM that ran out of memory is in no known state: it ends, and the keeper starts a new one.
        "-XX:+ExitOnOutOfMemoryError",
        *(["-XX:TieredStopAtLevel=1"] if limits.quick else []),
        "--add-modules=jdk.incubator.vector",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "-Djava.awt.headless=true",
    ]


def _server(run: Path, folder: Path, ports: tuple[int, int], limits: Limits) -> list[tuple[str, object]]:
    bolt, http = ports
    return [
        ("arcadedb.server.rootPath", run),
        ("arcadedb.server.databaseDirectory", folder / "databases"),
        ("arcadedb.server.backupDirectory", folder / "backups"),
        ("arcadedb.server.defaultDatabases", f"{DATABASE}[]"),
        ("arcadedb.server.plugins", "BoltProtocolPlugin"),
        ("arcadedb.bolt.host", "127.0.0.1"),
        ("arcadedb.bolt.port", bolt),
        ("arcadedb.server.httpIncomingHost", "127.0.0.1"),
        ("arcadedb.server.httpIncomingPort", http),
        # In production mode every error text is hidden.
        ("arcadedb.server.mode", "development"),
        ("arcadedb.studio.enabled", "false"),
        ("arcadedb.serverMetrics", "false"),
        ("arcadedb.support.autoRegister", "false"),
        ("arcadedb.polyglotEngineEnabled", "false"),
        ("arcadedb.opencypher.loadCsv.allowFileUrls", "false"),
        ("arcadedb.opencypher.loadCsv.allowRemoteUrls", "false"),
        # 2 = every commit is on the disk before it is acknowledged.
        ("arcadedb.txWalFlush", 2),
        ("arcadedb.command.timeout", limits.statement_ms),
    ]


def _quoted(argument: str) -> str:
    """One line of a Java argument file: quoted, with backslash and quote escaped."""
    return '"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"'


def start_server(
    engine: Engine, arguments: Path, log: int, lock: int, base: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Starts the JVM. It inherits the descriptor `lock`, so the kernel knows whether it lives; `log` is its output."""
    kept = {key: base[key] for key in ("PATH", "HOME", "TMPDIR", "TZ") if key in base}
    # The locale decides how Java reads file names; a data folder may have a Chinese name.
    environment = kept | {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
    return subprocess.Popen(
        [str(engine.java), f"@{arguments}"],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd=arguments.parent,
        env=environment,
        pass_fds=(lock,),
    )


def choose_ports(previous: tuple[int, int] | None = None) -> tuple[int, int]:
    """(Bolt, HTTP) on 127.0.0.1: the previous two where they are free, else two that the kernel picks."""
    if previous is not None and all(_is_free(port) for port in previous):
        return previous
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def _is_free(port: int) -> bool:
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
