"""Every seed text says what it is and what it is based on, and links no address that must not be linked.

A copy on another site is named by its title and called a copy; only official bodies, organisations and media are
linked.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.model import load_model

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "data" / "seed" / "texts").glob("*.md"))
PROSE = {"news", "entry", "notice", "charter", "report", "list"}


def header(path: Path) -> dict[str, Any]:
    opening, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == "", "the header opens the file"
    parsed = yaml.safe_load(front)
    assert isinstance(parsed, dict)
    return parsed


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_header(path: Path) -> None:
    front = header(path)
    words = load_model().vocabularies
    assert front["id"].startswith("seed:")
    assert front["title"]
    assert front["genre"] in words["genre"]
    assert front["publisher"] in words["publisher"]
    assert front["origin"] == "compiled"
    assert front["based_on"]
    for line in front["based_on"]:
        assert isinstance(line, str)
        title, *more = line.split(" | ")
        assert title
        if "http" in line:
            assert more[0].split()[-1] in {"official", "organisation", "media"}, line


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_body_has_a_reasonable_length(path: Path) -> None:
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2].strip()
    assert 300 <= len(body) <= 1700


def test_the_collection_has_every_kind_of_prose() -> None:
    headers = [header(path) for path in TEXTS]
    assert len(headers) >= 25
    assert {front["genre"] for front in headers} >= PROSE
    assert len({front["id"] for front in headers}) == len(headers)


def test_every_text_is_marked() -> None:
    marked = {path.stem for path in (ROOT / "tests" / "gold" / "seed").glob("*.json")}
    assert {path.stem for path in TEXTS} == marked
