"""Amounts row by row of how such texts write numbers: units, comparators, ranges, changes, and what is no amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.quantity import Normalised
from ingest.values.amounts import Amount, find_amounts


def only(text: str) -> Amount:
    found = find_amounts(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit", "canonical"),
    [
        ("高炉容积为4150m3", "4150m3", 4150, "m3", (4150, "m3")),
        ("利用系数2.4吨/m³·天", "2.4吨/m³·天", 2.4, "吨/m³·天", (2.4, "t/(m3·d)")),
        ("利用系数2.4吨/(m3·天)", "2.4吨/(m3·天)", 2.4, "吨/(m3·天)", (2.4, "t/(m3·d)")),
        ("劳动生产率1500吨/人·年", "1500吨/人·年", 1500, "吨/人·年", (1500, "t/(person·a)")),
        ("粉尘浓度8mg/Nm³", "8mg/Nm³", 8, "mg/Nm³", (8, "mg/Nm3")),
        ("供电煤耗301g/kWh", "301g/kWh", 301, "g/kWh", (301, "g/(kW·h)")),
        ("供电煤耗301克/千瓦时", "301克/千瓦时", 301, "克/千瓦时", (301, "g/(kW·h)")),
        ("吨钢综合能耗580kg标准煤", "580kg标准煤", 580, "kg标准煤", (580, "kgce")),
        ("吨钢综合能耗580公斤标准煤", "580公斤标准煤", 580, "公斤标准煤", (580, "kgce")),
        ("装机容量900万千瓦", "900万千瓦", 900, "万千瓦", (9000000, "kW")),
        ("装机容量660MW", "660MW", 660, "MW", (660000, "kW")),
        ("销售额71亿元", "71亿元", 71, "亿元", (7100000000, "CNY")),
        ("推广面积12.5万亩", "12.5万亩", 12.5, "万亩", (125000, "mu")),
        ("日处理300吨/天", "300吨/天", 300, "吨/天", (300, "t/d")),
        ("面积8000平方米", "8000平方米", 8000, "平方米", (8000, "m2")),
        ("周期40分钟", "40分钟", 40, "分钟", (2400, "s")),
        ("申请专利37件", "37件", 37, "件", (37, "1")),
        ("合格率98.5％", "98.5％", 98.5, "％", (0.985, "1")),
        ("国产化率百分之八十", "百分之八十", 80, "%", (0.8, "1")),
        ("投入三亿五千万元", "三亿五千万元", 350000000, "元", (350000000, "CNY")),
        ("投入1,200万元", "1,200万元", 1200, "万元", (12000000, "CNY")),
        ("共计12 家", "12 家", 12, "家", (12, "1")),
        ("两条生产线", "两条", 2, "条", (2, "1")),
        ("能量密度320Wh/kg", "320Wh/kg", 320, "Wh/kg", None),
        ("年冶炼9000炉次", "9000炉次", 9000, "炉次", None),
    ],
)
def test_value_and_unit_stay_as_written_beside_the_canonical_ones(
    text: str, surface: str, value: float, unit: str, canonical: tuple[float, str] | None
) -> None:
    amount = only(text)
    assert text[amount.start : amount.end] == surface
    assert (amount.value, amount.value_max, amount.unit) == (value, None, unit)
    assert amount.normalised() == (None if canonical is None else Normalised(canonical[0], None, canonical[1]))


@pytest.mark.parametrize(
    ("text", "target", "stated"),
    [
        ("产能60万吨", "=", "="),
        ("产能达到60万吨", ">=", "="),
        ("产能达60万吨", ">=", "="),
        ("产能达到了60万吨", ">=", "="),
        ("产能提高到60万吨", ">=", "="),
        ("产能增至60万吨", ">=", "="),
        ("产能不少于60万吨", ">=", ">="),
        ("产能不低于60万吨", ">=", ">="),
        ("产能至少60万吨", ">=", ">="),
        ("产能≥60万吨", ">=", ">="),
        ("产能60万吨以上", ">=", ">="),
        ("产能达到60万吨以上", ">=", ">="),
        ("产能大于60万吨", ">", ">"),
        ("产能超过60万吨", ">", ">"),
        ("产能超60万吨", ">", ">"),
        ("产能突破60万吨", ">", ">"),
        ("产能达60余万吨", ">", ">"),
        ("产能60多万吨", ">", ">"),
        ("产能60吨多,", ">", ">"),
        ("能耗降低到60千克", "<=", "="),
        ("能耗降至60千克", "<=", "="),
        ("能耗控制在60千克", "<=", "="),
        ("能耗控制在60千克以内", "<=", "<="),
        ("能耗60千克以下", "<=", "<="),
        ("能耗60千克之内", "<=", "<="),
        ("能耗不超过60千克", "<=", "<="),
        ("能耗不高于60千克", "<=", "<="),
        ("能耗≤60千克", "<=", "<="),
        ("能耗小于60千克", "<", "<"),
        ("能耗不足60千克", "<", "<"),
        ("能耗低于60千克", "<", "<"),
        ("产能近60万吨", "~", "~"),
        ("产能约60万吨", "~", "~"),
        ("产能约为60万吨", "~", "~"),
        ("产能达到约60万吨", "~", "~"),
        ("产能60万吨左右", "~", "~"),
        ("万吨级装置", "~", "~"),
        ("百万千瓦级机组", "~", "~"),
        ("效率提高12%", "+=", "+="),
        ("效率提高12%以上", "+=", "+="),
        ("产值增长约12%", "+=", "+="),
        ("产值同比增长了12%", "+=", "+="),
        ("成本降低12%", "-=", "-="),
        ("成本降低12个百分点", "-=", "-="),
        ("节能12%", "-=", "-="),
        ("减排12%", "-=", "-="),
        ("成员增加12家", "+=", "+="),
    ],
)
def test_comparators_in_targets_and_in_statements(text: str, target: str, stated: str) -> None:
    amount = only(text)
    assert (amount.comparator("target"), amount.comparator("expected")) == (target, target)
    assert (amount.comparator("stated"), amount.comparator("achieved")) == (stated, stated)


@pytest.mark.parametrize(
    ("text", "comparator", "value", "counted"),
    [
        ("共有30余家", ">", 30, "家"),
        ("近20家", "~", 20, "家"),
        ("70多家", ">", 70, "家"),
        ("近百家", "~", 100, "家"),
        ("上百家", ">=", 100, "家"),
        ("数十家", ">", 10, "家"),
        ("十八家单位", "=", 18, "家"),
        ("共15单位", "=", 15, "单位"),
        ("两大联盟", "=", 2, "大"),
        ("16名成员", "=", 16, "名"),
        ("9位专家", "=", 9, "位"),
        ("六部委", "=", 6, "部委"),
        ("3万多人", ">", 3, "人"),
        ("12省成员单位20家以上", ">=", 20, "家"),
        ("不少于20个以上新品种", ">=", 20, "个"),
    ],
)
def test_counts(text: str, comparator: str, value: int, counted: str) -> None:
    amount = only(text)
    assert (amount.comparator("stated"), amount.value, amount.counted) == (comparator, value, counted)
    assert amount.is_count


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("厚度180-210mm", 180, 210, "mm"),
        ("厚度180~210 mm", 180, 210, "mm"),
        ("厚度180mm至210mm", 180, 210, "mm"),
        ("成本15%～20%", 15, 20, "%"),
        ("投资5-10万元", 5, 10, "万元"),
        ("投资5000万至1亿元", 0.5, 1, "亿元"),
        ("培育七八家", 7, 8, "家"),
        ("培育三四十家", 30, 40, "家"),
        ("周期三到五年", 3, 5, "年"),
        ("周期三至五年", 3, 5, "年"),
    ],
)
def test_a_range_is_one_amount(text: str, low: float, high: float, unit: str) -> None:
    amount = only(text)
    assert (amount.value, amount.value_max, amount.unit, amount.comparator("target")) == (low, high, unit, "=")


def test_a_change_by_a_range_stays_a_change() -> None:
    assert only("成本下降15%至20%").comparator("target") == "-="


@pytest.mark.parametrize(
    ("text", "first", "second", "target"),
    [
        ("成员由21个增加到63个", (21, "个"), (63, "个"), ">="),
        ("产值从60亿元提高到90亿元", (60, "亿元"), (90, "亿元"), ">="),
        ("能耗由350克降低到310克", (350, "克"), (310, "克"), "<="),
        ("收入由700多亿到1800亿元", (700, "亿元"), (1800, "亿元"), ">="),
        ("从30家发展到近400家", (30, "家"), (400, "家"), "~"),
    ],
)
def test_from_and_to(text: str, first: tuple[int, str], second: tuple[int, str], target: str) -> None:
    one, other = find_amounts(text)
    assert (one.change, other.change) == ("from", "to")
    assert (one.value, one.unit) == first
    assert (other.value, other.unit) == second
    assert other.comparator("target") == target


def test_money_without_yuan_counts_as_money_where_the_clause_speaks_of_it() -> None:
    amount = only("总投资过百亿")
    assert (amount.value, amount.unit, amount.money) == (100, "亿", True)
    assert amount.normalised() == Normalised(10**10, None, "CNY")
    assert find_amounts("人口5亿") == ()


def test_a_number_without_unit_needs_a_comparison() -> None:
    assert only("死亡率控制在0.05以下").value == 0.05
    assert only("系数达到2.6,").comparator("stated") == "="
    assert find_amounts("系数2.6") == ()
    assert find_amounts("超过863计划") == ()


@pytest.mark.parametrize(
    "text",
    [
        "第三届理事会",
        "第15家",
        "2007年发布",
        "电话010-62550000",
        "GB/T1234标准",
        "A320飞机和5G基站",
        "PM2.5",
        "软件1.2.3版",
        "一个平台、一批企业、统一标准",
        "二级单位",
        "三位一体",
        "排名前三名",
        "百万吨死亡率",
        "十二五规划",
        "千人计划、万能、百货、亿万",
        "四川、三一重工、五矿、九三学社",
        "三条件,5所有制",
        "占比1/3以上",
        "",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize("text", ["突破5项关键技术", "通过8项鉴定", "签约30家", "雷达3部", "节约5吨"])
def test_words_that_only_look_like_comparators(text: str) -> None:
    assert only(text).comparator("stated") == "="


def test_taken_spans_are_left_alone() -> None:
    text = "五年内达到80亿元"
    assert [text[a.start : a.end] for a in find_amounts(text, [(0, 3)])] == ["80亿元"]
    assert find_amounts(text, [(0, len(text))]) == ()


def test_several_amounts_of_a_sentence_in_order() -> None:
    text = "其中企业21家、高校11所、院所5家,共37家,累计投入超过6000万元"
    assert [(a.value, a.unit) for a in find_amounts(text)] == [
        (21, "家"), (11, "所"), (5, "家"), (37, "家"), (6000, "万元"),
    ]  # fmt: skip
    last = find_amounts(text)[-1]
    assert text[last.outer_start : last.outer_end] == "超过6000万元"


def test_quantity_carries_the_reading_of_its_status() -> None:
    amount = only("产能达到60万吨")
    target, stated = amount.quantity("target"), amount.quantity("stated")
    assert (target.comparator, stated.comparator) == (">=", "=")
    assert target.normalised == stated.normalised == Normalised(600000, None, "t")


PIECES = [
    "达到", "提高", "不少于", "由", "增加到", "近", "亿", "万", "元", "吨/m3·天", "家", "个", "%", "以上",
    "级", "-", "至", "5", "12.5", "三十", "数十", "余", "2007年", "百分之", "，", "、", "(", "第", "A", " ",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25).map("".join))
def test_any_text_is_safe_and_spans_lie_in_order(text: str) -> None:
    position = 0
    for amount in find_amounts(text):
        assert position <= amount.start < amount.end <= len(text)
        assert 0 <= amount.outer_start <= amount.start < amount.end <= amount.outer_end <= len(text)
        assert amount.value_max is None or amount.value < amount.value_max
        assert text[amount.start : amount.end].strip()
        amount.quantity("target")
        position = amount.end


@pytest.mark.parametrize("piece", ["5", "1,", "一", "达到", "由5家", "5-", "亿", "5吨/", "(", "百分之", "约"])
def test_work_grows_with_the_length_only(piece: str) -> None:
    # Quadratic work would not come back from this.
    find_amounts(piece * 20_000)


@given(st.integers(3, 10**6), st.sampled_from(["家", "吨", "亿元", "%", "m3"]))
def test_the_surface_reads_back_inside_any_sentence(value: int, unit: str) -> None:
    text = f"该联盟的规模是{value}{unit},将继续发展。"
    amount = only(text)
    assert text[amount.start : amount.end] == f"{value}{unit}"
    assert amount.value == value
