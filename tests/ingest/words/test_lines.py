"""Which line breaks are real: ends of sentences, headings, items, rows; and which lie inside a sentence."""

from __future__ import annotations

import pytest

from ingest.words.lines import Breaks
from ingest.words.segment import make_segmenter

BREAKS = Breaks(make_segmenter())


@pytest.mark.parametrize(
    "text",
    [
        "联盟由清华大学牵头，联合东北\n大学等单位发起。",
        "由长丰石墨股份有限\n公司发起。",
        "首批成员包括清华大学、\n东北大学。",
        "联席理事长单位 清华大学\n环境学院 李明华\n秘书长单位 东北大学",
    ],
)
def test_soft(text: str) -> None:
    assert (text.index("\n"), text.index("\n") + 1) in BREAKS.soft(text)


@pytest.mark.parametrize(
    "text",
    [
        "联盟今天成立。\n会议在长沙召开。",
        "一、联盟简介\n联盟由清华大学牵头。",
        "成员单位：\n清华大学",
        "1. 清华大学\n2. 东北大学",
        "理事单位：长丰石墨股份有限公司\n湘江膜材料有限公司、东北大学",
        "副理事长单位：清华大学\n岳麓材料研究所",
        "理事单位：江海石墨产业商会\n江海膜材料促进会",
        "支持单位：江海科技基金会\n岳麓检测中心",
        "副理事长：李明华 清华大学教授\n王立新 岳麓材料研究所所长",
        "长丰石墨有限公司 华中科技大学 岳麓材料研究所\n湘江膜材料有限公司 西南石油大学",
        "联盟,单位,类别,角色,时间\n甲联盟,清华大学,高校,理事,2013",
        "甲联盟,清华大学,高校,理事,\n甲联盟,东北大学,高校,理事,",
        "在联盟成立大会上的讲话\n(2014年12月18日)",
        "江海石墨产业联盟(牵头单位：清华大学)\n江海水泵创新联合体(牵头单位：东北大学)",
        "副理事长单位 清华大学\n理事单位 东北大学",
        "秘书长：张立新副秘书长：李明\n石墨产业技术创新战略联盟的成立将加快发展。",
        "秘书长：张立新 副秘书长：李明\n石墨产业技术创新战略联盟的成立将加快发展。",
        "共迎春天，石墨产业创新联盟成立\n2024-04-29 18:23:33 来源：江海日报 作者：张立新\n4月28日，大会召开。",
        "时间：2017-07-10 来源：原创 浏览量：123\n5月17日，大会召开。",
    ],
)
def test_real(text: str) -> None:
    assert BREAKS.soft(text) == []


@pytest.mark.parametrize("lines", ["依托单位：中国科学院\n岳麓材料研究所", "理事长单位：清华大学\n环境学院"])
def test_a_name_may_go_on_below_its_label(lines: str) -> None:
    text = f"联盟今天成立。\n{lines}"
    assert BREAKS.soft(text) == [(text.rindex("\n"), text.rindex("\n") + 1)]
