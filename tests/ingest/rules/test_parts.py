"""Parts and wholes, with sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.rules.parts import rule

Edges = Callable[..., set[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("sentence", "part", "whole"),
    [
        ("湖南大学材料学院加入了联盟。", "湖南大学材料学院", "湖南大学"),
        ("金阳矿业有限公司隶属于华岳集团有限公司。", "金阳矿业有限公司", "华岳集团有限公司"),
        ("金阳矿业有限公司系华岳集团有限公司的控股子公司，始建于1968年。", "金阳矿业有限公司", "华岳集团有限公司"),
        ("金阳矿业有限公司是华岳集团有限公司的全资子公司。", "金阳矿业有限公司", "华岳集团有限公司"),
        ("教育部直属清华大学等75所高校参加。", "清华大学", "教育部"),
        ("华岳集团有限公司旗下的金阳矿业有限公司参加。", "金阳矿业有限公司", "华岳集团有限公司"),
        ("金阳矿业有限公司(华岳集团有限公司子公司)参加。", "金阳矿业有限公司", "华岳集团有限公司"),
    ],
)
def test_a_part_and_its_whole(edges: Edges, sentence: str, part: str, whole: str) -> None:
    assert (part, "PART_OF", whole, "") in edges(rule, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "北京科技大学天津学院参加了会议。",
        "金阳矿业有限公司与华岳集团有限公司合作成立了公司。",
        "金阳矿业有限公司、华岳集团有限公司等单位参加，下属各部门列席。",
        "湖南大学和清华大学材料界同行出席。",
    ],
)
def test_colleges_of_their_own_and_partners_are_no_parts(edges: Edges, sentence: str) -> None:
    assert edges(rule, sentence) == set()
