"""Words that only frame a measure are no subject of it. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

from ingest.finding import Claim, Finding
from ingest.rules import targets

Findings = Callable[..., list[Finding]]


def test_what_is_involved_is_no_subject(findings: Findings) -> None:
    found = findings(targets.rule, "竹材产业技术创新战略联盟促成多方签约，涉及资金超过50亿元。")
    assert [(f.subject, f.metric) for f in found if isinstance(f, Claim)] == [("联盟", "资金")]
