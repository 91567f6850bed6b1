"""Alliances by name, told from the bare concept, from theory and from alliances of another kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("石墨膜材料产业技术创新战略联盟成立。", ["石墨膜材料产业技术创新战略联盟"]),
        ("签约成立了石墨产业技术创新战略联盟、轴承产业技术创新战略联盟和水泵产业技术创新战略联盟。",
         ["石墨产业技术创新战略联盟", "轴承产业技术创新战略联盟", "水泵产业技术创新战略联盟"]),
        ("水泵、轴承、阀门等3家产业技术创新战略联盟通过认定。",
         ["水泵产业技术创新战略联盟", "轴承产业技术创新战略联盟", "阀门产业技术创新战略联盟"]),
        ("第一条 石墨产业技术创新战略联盟是合作组织。", ["石墨产业技术创新战略联盟"]),
        ("“湖北省石墨产业创新联合体”揭牌。", ["湖北省石墨产业创新联合体"]),
        ("石墨产业技术创新战略联盟西南分会揭牌。", ["石墨产业技术创新战略联盟西南分会"]),
        ("石墨产业技术创新战略联盟(英文缩写GIIA，以下简称联盟)成立。", ["石墨产业技术创新战略联盟", "GIIA"]),
        ("石墨产业技术创新战略联盟(以下简称石墨联盟)成立。石墨联盟有10家成员。",
         ["石墨产业技术创新战略联盟", "石墨联盟", "石墨联盟"]),
    ],
)  # fmt: skip
def test_an_alliance(alliances: Names, text: str, expected: list[str]) -> None:
    assert alliances(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "构建产业技术创新战略联盟是一项任务。",
        "战略联盟是企业之间的合作。",
        "科技部第一批产业技术创新战略联盟试点公布。",
        "江海省产业技术创新战略联盟建设实施办法印发。",
        "足球联盟开赛。",
        "我市首家省级产业技术创新战略联盟揭牌。",
        "秘书处设在上海市石墨产业技术创新战略联盟服务中心。",
        "领导小组指导联盟工作。",
    ],
)
def test_no_alliance(alliances: Names, text: str) -> None:
    assert alliances(text) == []
