"""Organisations by tables and by form: boundaries to both sides, near-misses, and their kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.pipeline import Reader

Names = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由长丰石墨股份有限公司牵头。", ["长丰石墨股份有限公司"]),
        ("分别是中建材蚌埠玻璃工业设计研究院和菲利华石英玻璃股份有限公司。",
         ["中建材蚌埠玻璃工业设计研究院", "菲利华石英玻璃股份有限公司"]),
        ("秘书处常驻湖南省新材料研究所。", ["湖南省新材料研究所"]),
        ("以湘江玻璃工业设计研究院为主。", ["湘江玻璃工业设计研究院"]),
        ("来自四川大学制造科学与工程学院的代表。", ["四川大学制造科学与工程学院"]),
        ("苏州绿的谐波传动科技有限公司加入。", ["苏州绿的谐波传动科技有限公司"]),
        ("二十一世纪空间技术应用股份有限公司参加。", ["二十一世纪空间技术应用股份有限公司"]),
        ("日本同和控股集团列席。", ["日本同和控股集团"]),
        ("完成登记的是省民政厅。", ["省民政厅"]),
        ("广东温氏食品集团股份有限公司参加。", ["广东温氏食品集团股份有限公司"]),
        ("公安部交通管理科学研究所属科研院所。", ["公安部交通管理科学研究所"]),
        ("湘江石墨有限公司系长丰集团有限公司的控股子公司。", ["湘江石墨有限公司", "长丰集团有限公司"]),
        ("由长丰石墨股份有限公司牵头，联合湘江膜材料有限公司发起。", ["长丰石墨股份有限公司", "湘江膜材料有限公司"]),
        ("成员有长丰石墨股份有限公司、联合湘石材料有限公司。", ["长丰石墨股份有限公司", "联合湘石材料有限公司"]),
        ("牵头单位(企业)湘江膜材料有限公司、(高校)江海大学。", ["湘江膜材料有限公司", "江海大学"]),
        ("石浦职业技术学院牵头。", ["石浦职业技术学院"]),
        ("联盟有多所职业技术学院。", []),
        ("湖南大学系统工程研究所参加。", ["湖南大学系统工程研究所"]),
        ("同意接纳湘江石墨有限公司为成员。", ["湘江石墨有限公司"]),
        ("监事单位为湘江会计师事务所。", ["湘江会计师事务所"]),
        ("湘江石墨有限公司(长丰集团有限公司子公司)参加。", ["湘江石墨有限公司", "长丰集团有限公司"]),
    ],
)  # fmt: skip
def test_a_name_and_where_it_ends(organizations: Names, text: str, expected: list[str]) -> None:
    assert organizations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "10家大型钢铁集团参加。",
        "科研院所和高校参加。",
        "各市科技局负责申报。",
        "跨国公司之间的合作。",
        "联盟拥有2个国家级重点实验室。",
        "联盟有48家信息企业、6家协会。",
        "现在公司入选榜单。",
        "公司总部设在上海。",
        "技术中心正在建设。",
        "这些研究所发挥了作用。",
        "我公司愿与各界合作。",
        "同意你公司牵头，请贵公司抓紧。",
        "省内国省级高新区联合发起。",
        "股东以合资公司为载体。",
        "联盟与企业集团、行业协会有何区别？",
    ],
)
def test_what_names_nobody(organizations: Names, text: str) -> None:
    assert organizations(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东北大学", "东北农业大学"),
        ("上海大学", "上海交通大学"),
        ("山东省农业机械科学研究所", "广东省农业机械研究所"),
        ("中国石油大学(北京)", "中国石油大学(华东)"),
        ("北京科技大学", "北京科技大学天津学院"),
    ],
)
def test_these_stay_apart(organizations: Names, one: str, other: str) -> None:
    assert organizations(f"成员有{one}、{other}。") == [one, other]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("长丰研究院有限公司", "institute"),
        ("长丰石墨有限公司", "company"),
        ("湘江大学", "university"),
        ("岳麓材料研究所", "institute"),
        ("中国石墨协会", "association"),
        ("湘江市科技局", "government"),
        ("岳麓医院", "hospital"),
        ("长丰", ""),
        ("长丰矿业", "company"),
        ("长丰资本", "company"),
        ("科技", ""),
        ("长丰稀土开发利用", ""),
    ],
)
def test_kind_by_form(reader: Reader, name: str, kind: str) -> None:
    assert reader.organizations.kind_by_form(name) == kind


def test_a_key_laboratory_is_named_with_its_ministry(organizations: Names) -> None:
    text = "中心以膜分离与信息共享教育部重点实验室、湖南大学为依托，拥有2个省部级重点实验室。"
    assert organizations(text) == ["膜分离与信息共享教育部重点实验室", "湖南大学"]


@pytest.mark.parametrize("verb", ["参观", "表彰", "委托", "感谢", "借助", "面向", "对接", "撤销", "旗下", "诸如"])
def test_what_is_done_with_a_unit_is_no_part_of_its_name(organizations: Names, verb: str) -> None:
    assert organizations(f"联盟{verb}湘江膜材料有限公司。") == ["湘江膜材料有限公司"]


@pytest.mark.parametrize("word", ["骨干企业", "上市公司", "培育", "引进"])
def test_what_a_unit_is_called_stands_before_its_name(organizations: Names, word: str) -> None:
    assert organizations(f"昨日，{word}湘江膜材料有限公司到会。") == ["湘江膜材料有限公司"]
    assert organizations("湖南省上市公司协会到会。") == ["湖南省上市公司协会"]
