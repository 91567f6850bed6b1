"""The seed texts carry facts over from their originals, never sentences.

Held against the development article, which lies beside the repository and does not ship: no stretch of twelve
characters that both share, but for names.
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT.parent / "shared" / "dev" / "article.txt"
TEXTS = sorted((ROOT / "data" / "seed" / "texts").glob("*.md"))
RUN = 12
LEFT_OVER = 6  # what may stand around the names of a shared stretch: a comma, a title, 等


@pytest.fixture(scope="module")
def article() -> str:
    if not ARTICLE.is_file():
        pytest.skip("../shared/dev/article.txt 不在 (the development article does not ship)")
    return re.sub(r"\s", "", ARTICLE.read_text(encoding="utf-8-sig"))


@pytest.fixture(scope="module")
def names() -> list[str]:
    """Longest first: the names in our tables and the marked names of our texts."""
    found = set()
    for path in (ROOT / "data" / "seed" / "tables").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {value for row in csv.DictReader(file) for key, value in row.items() if key and "name" in key}
    for path in (ROOT / "tests" / "gold" / "seed").glob("*.json"):
        found |= {entity["name"] for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]}
    return sorted((name for name in found if name and len(name) > 1), key=lambda name: (-len(name), name))


def shared_stretches(line: str, article: str) -> Iterator[str]:
    """The longest stretches of `line`, from left to right, of at least RUN characters that `article` has too."""
    start = 0
    while start + RUN <= len(line):
        if line[start : start + RUN] not in article:
            start += 1
            continue
        end = start + RUN
        while end < len(line) and line[start : end + 1] in article:
            end += 1
        yield line[start:end]
        start = end


def without_names(stretch: str, names: list[str]) -> str:
    """What is left of a stretch when names are taken out; one cut off by its end must keep four characters."""
    for name in names:
        stretch = stretch.replace(name, "")
    for name in names:
        for size in range(len(name) - 1, 3, -1):
            if stretch.startswith(name[-size:]):
                stretch = stretch[size:]
            if stretch.endswith(name[:size]):
                stretch = stretch[:-size]
    return stretch


def test_names_are_not_counted() -> None:
    assert without_names("大学、煤炭联盟的", ["煤炭联盟", "大学"]) == "、的"
    assert list(shared_stretches("甲" * 3 + "乙" * 12, "乙" * 20)) == ["乙" * 12]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_sentence_of_the_article(path: Path, article: str, names: list[str]) -> None:
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    copied = [
        stretch
        for line in body.splitlines()
        for stretch in shared_stretches(re.sub(r"\s", "", line), article)
        if len(without_names(stretch, names)) >= LEFT_OVER
    ]
    assert copied == []
