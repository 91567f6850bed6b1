"""Whose page it is, from imprints of our own making."""

from __future__ import annotations

import pytest

from ingest.words.owner import stated_owner


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("来源：湖南大学新闻网\n我校当选副理事长单位。", "湖南大学"),
        ("我司加入联盟。\nCopyright © 2015 金阳新材料有限公司 京ICP备1号", "金阳新材料有限公司"),
        ("文章来源:金阳新材料有限公司官网\n我司成为理事单位", "金阳新材料有限公司"),
        ("公司简介\n金阳新材料有限公司系华岳集团的子公司。公司是联盟的成员单位。", "金阳新材料有限公司"),
        ("学校概况\n湖南大学(简称湖大)位于长沙。", "湖南大学"),
        ("我院加入联盟。\n版权所有：湖南省冶金研究院", "湖南省冶金研究院"),
    ],
)
def test_an_imprint_names_the_owner(text: str, owner: str) -> None:
    assert stated_owner(text) == owner


@pytest.mark.parametrize(
    "text",
    [
        "湖南大学和清华大学加入联盟，我校当选。",
        "来源：湖南大学新闻网\n联盟在长沙成立。",
        "来源：湖南日报\n我校当选副理事长单位。",
        "金阳新材料有限公司系华岳集团的子公司。公司是联盟的成员单位。",
        "联盟简介\n石墨联盟由金阳新材料有限公司发起。",
        "来源：金阳新材料有限公司\n我校当选副理事长单位。",
    ],
)
def test_without_a_fitting_imprint_nobody_owns_it(text: str) -> None:
    assert stated_owner(text) == ""
