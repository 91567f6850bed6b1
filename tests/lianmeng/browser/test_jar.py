"""Where the Browser is found, in which order, and what is said where there is none."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.errors import NotFound
from lianmeng.browser import jar
from lianmeng.browser.jar import START, VERSION, find_jar


def _make_jar(path: Path, entry: str = START) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(entry, "<title>Neo4j Browser</title>")
    return path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of this machine is looked at."""
    monkeypatch.setattr(jar, "user_cache_path", lambda _: tmp_path / "cache")
    monkeypatch.setattr(jar, "_INSTALLED", ())
    return tmp_path / "cache" / "neo4j-browser"


def _find(given: Path | None, environment: Mapping[str, str]) -> Path:
    return find_jar(given, environment, lambda _: None)


def test_a_named_jar_is_taken(tmp_path: Path) -> None:
    made = _make_jar(tmp_path / "mine.jar")
    assert _find(made, {}) == made


def test_the_newest_jar_of_an_installation_is_taken(tmp_path: Path) -> None:
    _make_jar(tmp_path / "lib" / "neo4j-browser-5.19.0.jar")
    newest = _make_jar(tmp_path / "lib" / "neo4j-browser-5.24.0.jar")
    assert _find(tmp_path, {}) == newest
    assert _find(None, {"NEO4J_HOME": str(tmp_path)}) == newest


def test_what_maven_has_stored_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / ".m2" / "repository" / "org" / "neo4j" / "client" / "neo4j-browser" / VERSION
    made = _make_jar(folder / f"neo4j-browser-{VERSION}.jar")
    assert _find(None, {"HOME": str(tmp_path), "PATH": ""}) == made


@pytest.mark.parametrize("content", [b"not a zip", None])
def test_a_file_that_is_no_browser_is_refused(tmp_path: Path, content: bytes | None) -> None:
    wrong = tmp_path / "neo4j-browser-1.jar"
    if content is None:
        _make_jar(wrong, "other.txt")
    else:
        wrong.write_bytes(content)
    for given in (wrong, tmp_path):
        with pytest.raises(NotFound, match=r"no Browser there.*--from"):
            _find(given, {})


def test_without_browser_and_maven_the_ways_to_get_it_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"not found on this machine.*--from.*NEO4J_HOME.*Maven"):
        _find(None, {"HOME": str(tmp_path), "PATH": str(tmp_path)})


def test_maven_is_asked_for_the_pinned_version(tmp_path: Path, cache: Path) -> None:
    ready = _make_jar(tmp_path / "ready.jar")
    maven = tmp_path / "bin" / "mvn"
    maven.parent.mkdir()
    maven.write_text(f'#!/bin/sh\necho "$@" > asked\ncp "{ready}" neo4j-browser-{VERSION}.jar\n', encoding="utf-8")
    maven.chmod(0o755)
    environment = {"PATH": str(maven.parent)}
    said: list[str] = []
    assert find_jar(None, environment, said.append) == cache / f"neo4j-browser-{VERSION}.jar"
    assert f"-Dartifact=org.neo4j.client:neo4j-browser:{VERSION}" in (cache / "asked").read_text(encoding="utf-8")
    assert len(said) == 1
    maven.unlink()
    assert _find(None, environment) == cache / f"neo4j-browser-{VERSION}.jar"


def test_a_maven_that_fails_is_told(tmp_path: Path) -> None:
    maven = tmp_path / "mvn"
    maven.write_text("#!/bin/sh\necho no route\nexit 1\n", encoding="utf-8")
    maven.chmod(0o755)
    with pytest.raises(NotFound, match=r"cannot be fetched.*no route"):
        _find(None, {"PATH": str(tmp_path)})
