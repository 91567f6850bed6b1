"""Why a thing was found, in words."""

from __future__ import annotations

from types import MappingProxyType

from queries.find import Hit, Reason

REASONS: MappingProxyType[Reason, str] = MappingProxyType({
    "id": "编号 (id)", "former_id": "旧编号 (former id)", "name": "名称 (name)", "alias": "别名 (alias)",
    "former_name": "旧名 (former name)", "spelling": "写法相同 (spelling)", "part": "含有这些字 (part of the name)",
    "short": "像是简称 (short form)", "text": "含有这些词 (full text)", "sound": "拼音 (pinyin)", "near": "相近 (near)",
})  # fmt: skip


def reason_text(hit: Hit) -> str:
    """The reason, with the alias that fits where it is not the name."""
    return REASONS[hit.reason] if hit.matched == hit.name else f"{REASONS[hit.reason]}: {hit.matched}"
