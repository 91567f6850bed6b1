"""Whom a page calls 我校 or 我司, when the page itself says whose it is: 来源：…官网, 版权所有 …, …新闻网.

Only an imprint counts, or the first sentence of a page that is headed 公司简介 and the like; a unit that another text
merely names first is not its writer.
"""

from __future__ import annotations

import re

from ingest.later import later
from ingest.words.tidy import fold

_SELF = later(
    r"我(?:校|司|院|所|厂|公司|集团|中心|协会)|(?:本|公)司(?:总经理|董事长|作为|当选)|公司(?:总经理"
    r"|董事长)"
)
_NAME = (
    r"(?P<name>[\u4e00-\u9fff()]{2,28}?(?:公司|集团|大学|学院|研究院|研究所|设计院|学校|医院"
    r"|协会)(?:\((?!简称|下称|以下|原名|原)[\u4e00-\u9fff]{2,4}\))?)"
)
_SITE = r"(?:官网|官方网站|网站|新闻网|新闻中心|校报|宣传部|办公室|科研处|科技处|微信公众号|公众号)"
_IMPRINTS = (
    later(rf"(?:文章|信息|稿件|新闻)?来源[：:]\s*{_NAME}{_SITE}?(?![\u4e00-\u9fff])"),
    later(rf"(?:版权所有|Copyright)[^\u4e00-\u9fff\n]{{0,24}}{_NAME}(?![\u4e00-\u9fff])", re.IGNORECASE),
    later(rf"(?:供稿|发布单位|主办单位|作者单位|发布者)[：:]\s*{_NAME}(?![\u4e00-\u9fff])"),
    later(rf"(?:^|\n)\s*{_NAME}{_SITE}(?=[\s|丨\-—_]|$)"),
)
# 公司简介 over a page, which then opens with whom it introduces: X公司系…, X公司成立于….
_PROFILE = later(
    r"\s*#{0,3}\s*(?:关于我们|(?:公司|企业|集团|学校|学院|单位|研究院|研究所|我院|我校|我司)?(?:简介|概况|介绍|概览|情况介绍))[：:]?\s*\n\s*"
    rf"{_NAME}(?:\([^()]{{2,40}}\))?，?(?:系|是|成立|始建|创建|创立|创办|组建|位于|坐落|地处|前身|隶属|为)"
)
# Which word a unit can use of itself.
_FITS = {"校": r"大学|学院|学校", "司": r"公司|集团", "院": r"院$", "所": r"所$", "厂": r"厂|公司", "协会": r"协会"}


def stated_owner(text: str) -> str:
    """The name of the unit that the page belongs to, folded; empty when it does not say so or never says 我校."""
    profile = _PROFILE.match(fold(text[:200]))
    if profile is not None:
        return profile["name"]
    said = _SELF.search(text)
    if said is None:
        return ""
    folded = fold(text)
    word = next((form for end, form in _FITS.items() if said[0].endswith(end)), r"公司|集团|中心")
    for pattern in _IMPRINTS:
        for match in pattern.finditer(folded):
            if re.search(word, match["name"]):
                return match["name"]
    return ""
