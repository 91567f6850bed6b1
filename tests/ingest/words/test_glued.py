"""Names that a copy has run together, and names that hold another one."""

from __future__ import annotations

from collections.abc import Callable

from ingest.words.glued import glued_at

Names = Callable[[str], list[str]]
UNITS = ["湘江膜材料有限公司", "株洲石墨(集团)有限公司", "新湖县恒丰碳素有限责任公司", "湖南大学", "湖南省膜材料研究所",
         "新湖县生产力促进中心", "新湖县绿野专业合作社"]  # fmt: skip


def test_a_row_of_names_run_together_is_cut(organizations: Names) -> None:
    text = f"缔约单位{''.join(UNITS)}根据协议组建联盟。"
    assert organizations(text) == UNITS


def test_what_a_bracket_notes_between_them_belongs_to_none(organizations: Names) -> None:
    text = "".join(UNITS[:2]) + "(待定)" + "".join(UNITS[2:])
    assert organizations(f"缔约单位{text}根据协议组建联盟。") == UNITS


def test_a_branch_goes_on_with_the_name(organizations: Names) -> None:
    for name in ("湘江膜材料有限公司长沙分公司", "湘江膜材料有限公司技术中心"):
        assert glued_at(f"{name}参加。") == frozenset()
        assert organizations(f"{name}参加。")[0].startswith("湘江膜材料有限公司")
    assert glued_at("湘江膜材料有限公司长沙分公司、株洲石墨有限公司衡阳分公司、湖南大学。") == frozenset()
