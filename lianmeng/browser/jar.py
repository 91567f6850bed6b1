"""Finds Neo4j Browser where the user has it: a jar, a Neo4j installation, Maven's store, or fetched with Maven.

It is GPL, so it is never shipped; it stays in its jar and is served from there. Where there is none, the error says how
to get it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from platformdirs import user_cache_path

from graph.errors import NotFound

VERSION = "5.24.0"
START = "browser/index.html"
_ARTIFACT = f"org.neo4j.client:neo4j-browser:{VERSION}"
_NAME = "neo4j-browser-*.jar"
_INSTALLED = ("/usr/share/neo4j", "/var/lib/neo4j", "/opt/neo4j", "/opt/homebrew/opt/neo4j/libexec")
_HOW = (
    "Neo4j Browser 是 GPL 程序，不随本程序分发 (not shipped)。可以：一、--from 指向 Neo4j 安装文件夹或其中的 "
    "lib/neo4j-browser-….jar (a Neo4j folder or the jar)；二、设置 NEO4J_HOME；三、安装 Maven（命令 mvn）后再运行，"
    f"它会取得 {_ARTIFACT} (install Maven and run again)"
)


def find_jar(given: Path | None, environment: Mapping[str, str], say: Callable[[str], None]) -> Path:
    """The Browser's jar: `given` (a jar or a folder), else the first place that has one, else fetched with Maven.

    Raises NotFound with the ways to get it.
    """
    if given is not None:
        found = next(_jars(given), None)
        if found is None:
            raise NotFound(f"{given}：里面没有 Neo4j Browser (no Browser there)。{_HOW}")
        return found
    cache = user_cache_path("lianmeng") / "neo4j-browser"
    for place in (*_places(environment), cache):
        found = next(_jars(place), None)
        if found is not None:
            return found
    return _fetch(cache, environment, say)


def _places(environment: Mapping[str, str]) -> Iterator[Path]:
    if environment.get("NEO4J_HOME"):
        yield Path(environment["NEO4J_HOME"])
    yield from map(Path, _INSTALLED)
    if environment.get("HOME"):
        yield Path(environment["HOME"], ".m2", "repository", "org", "neo4j", "client", "neo4j-browser", VERSION)


def _jars(place: Path) -> Iterator[Path]:
    """The Browser's jars in a folder, its `lib` or the file itself, the newest name first."""
    candidates = [place] if place.is_file() else sorted((*place.glob(_NAME), *place.glob(f"lib/{_NAME}")), reverse=True)
    for candidate in candidates:
        if zipfile.is_zipfile(candidate):
            with zipfile.ZipFile(candidate) as jar:
                if START in jar.namelist():
                    yield candidate


def _fetch(cache: Path, environment: Mapping[str, str], say: Callable[[str], None]) -> Path:
    maven = shutil.which("mvn", path=environment.get("PATH", os.defpath))
    if maven is None:
        raise NotFound(f"这台机器上没有找到 Neo4j Browser (not found on this machine)。{_HOW}")
    say(f"用 Maven 取 {_ARTIFACT} (fetching with Maven)")
    cache.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [maven, "-B", "-q", "dependency:copy", f"-Dartifact={_ARTIFACT}", f"-DoutputDirectory={cache}"],
        capture_output=True,
        text=True,
        cwd=cache,
        check=False,
    )
    found = next(_jars(cache), None)
    if done.returncode or found is None:
        raise NotFound(f"Maven 取不到 {_ARTIFACT} (cannot be fetched)：{done.stdout.strip()[-300:]}。{_HOW}")
    return found
