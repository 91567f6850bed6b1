"""The bulk bench measures what it says; no time is asserted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.bulk import Imported, laid_down, lay_down, own_seconds, report, write


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("\nIMPORT DONE in 987ms. \nImported:\n  1 nodes", 0.987),
        ("\nIMPORT DONE in 18s 434ms. \nImported:", 18.434),
        ("\nIMPORT DONE in 1h 2m 3s 4ms. \nImported:", 3723.004),
    ],
)
def test_the_tools_own_time_is_read_from_its_last_lines(said: str, seconds: float) -> None:
    assert own_seconds(said) == pytest.approx(seconds)


def test_the_files_of_the_made_graph_hold_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    lay_down(tmp_path / "sources", 0.002)
    sources = list(laid_down(tmp_path / "sources"))
    written = write(tmp_path / "files", iter(sources))
    assert (written.sources, written.evidence) == (2, sum(len(facts.evidence) for facts in sources))
    lines = (tmp_path / "files" / "node.Evidence.csv").read_bytes().count(b"\n") - 1
    assert lines == written.evidence
    edges = {item.slot for facts in sources for item in facts.evidence if item.type == "MEMBER_OF"}
    assert (tmp_path / "files" / "relation.MEMBER_OF.csv").read_bytes().count(b"\n") - 1 == len(edges)
    table = report(0.002, written, Imported(2.0, 3.0, 4.0, 1, 1, "1GiB"))
    assert f"| 来源 sources、证据 evidence | 2、{written.evidence:,} |" in table
