"""No rule is written around the development article: of its wording nothing but names stands in `ingest/`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT.parent / "shared" / "dev" / "article.txt"
RUN = 12
TABLES_OF_NAMES = {
    "organizations.tsv",
    "aliases.tsv",
    "alliances.tsv",
    "successors.tsv",
    "ambiguous.tsv",
    "policies.tsv",
}


def test_no_run_of_the_article_stands_in_the_rules() -> None:
    if not ARTICLE.exists():
        pytest.skip("没有 ../shared/dev/article.txt (the development article is not beside the project)")
    article = re.sub(r"\s", "", ARTICLE.read_text(encoding="utf-8")).replace("，", ",")
    found: set[tuple[str, str]] = set()
    files = [p for p in (ROOT / "ingest").rglob("*") if p.suffix in (".py", ".tsv") and p.name not in TABLES_OF_NAMES]
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            chinese = re.sub(r"\s", "", line).replace("，", ",")
            runs = (chinese[i : i + RUN] for i in range(len(chinese) - RUN + 1))
            found |= {(path.name, run) for run in runs if re.search(r"[\u4e00-\u9fff]{4}", run) and run in article}
    assert not found
